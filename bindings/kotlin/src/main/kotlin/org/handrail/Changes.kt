package org.handrail

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import org.handrail.core.Area
import org.handrail.core.ChangeListener
import org.handrail.core.HandrailException
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicReference

/** Ties a listener to the core until what it answers is closed. */
internal typealias Observe = (ChangeListener) -> AutoCloseable

/**
 * The core's notices as a flow. A bell with room for one ring tells that something waits; what waits is a set that grows until
 * it is taken. So a slow collector gets fewer sets, and never misses an area. (A channel of sets would have to drop some.)
 */
internal fun changes(life: Life, observe: Observe, atOnce: Set<Area> = emptySet()): Flow<Set<Area>> =
    flow {
        val waiting = AtomicReference(atOnce)
        val bell = Channel<Unit>(Channel.CONFLATED)
        if (atOnce.isNotEmpty()) bell.trySend(Unit)
        val listener =
            object : ChangeListener {
                override fun onChange(areas: List<Area>) {
                    waiting.updateAndGet { it + areas }
                    bell.trySend(Unit)
                }
            }
        life.guard { observe(listener) }.use {
            val ending = life.onEnd { bell.close() }
            try {
                for (ring in bell) {
                    val areas = waiting.getAndSet(emptySet())
                    if (areas.isNotEmpty()) emit(areas)
                }
            } finally {
                ending.dispose()
            }
        }
    }

/**
 * Asks at once, and again whenever one of [areas] changed. Listens before it asks, so that no change falls in between.
 * Closing in the middle of a question is an end of the flow like any other.
 */
internal fun <T> watch(life: Life, observe: Observe, areas: Set<Area>, ask: suspend () -> T): Flow<T> =
    flow {
        life.guard {}
        emitAll(
            changes(life, observe, atOnce = areas)
                .filter { changed -> changed.any { it in areas } }
                .map { ask() }
                .catch { if (it !is HandrailException.Closed) throw it },
        )
    }

/**
 * What a directory answers comes out of two files. Who listens here hears of the directory's changes, of those of the journal
 * [follow]ed, of its closing, and of another taking its place.
 */
internal class BothFiles(
    private val directory: Observe,
) {
    private val listeners = CopyOnWriteArrayList<ChangeListener>()
    private var tie: AutoCloseable? = null

    fun observe(listener: ChangeListener): AutoCloseable {
        val own = directory(listener)
        listeners += listener
        return AutoCloseable {
            listeners -= listener
            own.close()
        }
    }

    @Synchronized
    fun follow(journal: Journal?) {
        tie?.close()
        tie = journal?.onMeetings(::tell)
        tell()
    }

    private fun tell() = listeners.forEach { it.onChange(listOf(Area.MEETINGS)) }
}
