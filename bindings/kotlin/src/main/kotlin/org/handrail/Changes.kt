package org.handrail

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import org.handrail.core.Area
import org.handrail.core.ChangeListener
import org.handrail.core.Subscription
import java.util.concurrent.atomic.AtomicReference

/**
 * The core's notices as a flow. A bell with room for one ring tells that something waits; what waits is a set that grows until
 * it is taken. So a slow collector gets fewer sets, and never misses an area. (A channel of sets would have to drop some.)
 */
internal fun changes(observe: (ChangeListener) -> Subscription, atOnce: Set<Area> = emptySet()): Flow<Set<Area>> =
    flow {
        val waiting = AtomicReference(atOnce)
        val bell = Channel<Unit>(Channel.CONFLATED)
        val listener =
            object : ChangeListener {
                override fun onChange(areas: List<Area>) {
                    waiting.updateAndGet { it + areas }
                    bell.trySend(Unit)
                }
            }
        val subscription = observe(listener)
        try {
            if (atOnce.isNotEmpty()) bell.trySend(Unit)
            for (ring in bell) {
                val areas = waiting.getAndSet(emptySet())
                if (areas.isNotEmpty()) emit(areas)
            }
        } finally {
            subscription.end()
            subscription.close()
        }
    }

/** Asks at once, and again whenever [area] changed. Listens before it asks, so that no change falls in between. */
internal fun <T> watch(observe: (ChangeListener) -> Subscription, area: Area, ask: suspend () -> T): Flow<T> =
    changes(observe, atOnce = setOf(area)).filter { area in it }.map { ask() }
