package org.handrail

import app.cash.turbine.test
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.withTimeout
import org.handrail.core.Area
import org.handrail.core.ChangeListener
import org.handrail.core.HandrailException
import org.handrail.core.ReturnToUse
import org.handrail.core.TrackerDetails
import java.time.LocalDate
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class ChangesTest {
    private val start = LocalDate.parse("2026-01-31")

    /** Tells what a test wants told, and knows who listens. */
    private class Source {
        val listeners = CopyOnWriteArrayList<ChangeListener>()
        val life = Life(Dispatchers.IO)

        fun observe(listener: ChangeListener): AutoCloseable {
            listeners += listener
            return AutoCloseable { listeners -= listener }
        }

        fun tell(vararg areas: Area) = listeners.forEach { it.onChange(areas.toList()) }
    }

    @Test
    fun whatWaitsIsMergedAndNothingIsLost() =
        runBlocking<Unit> {
            val source = Source()
            val seen = CopyOnWriteArrayList<Set<Area>>()
            val busy = Mutex(locked = true)
            val collector =
                launch(Dispatchers.Default) {
                    changes(source.life, source::observe).collect {
                        seen += it
                        busy.lock()
                    }
                }
            while (source.listeners.isEmpty()) delay(1)
            source.tell(Area.SOBRIETY)
            while (seen.isEmpty()) delay(1)
            source.tell(Area.MEETINGS)
            repeat(1000) { source.tell(Area.SOBRIETY) }
            busy.unlock()
            while (seen.size < 2) delay(1)
            assertEquals(listOf(setOf(Area.SOBRIETY), setOf(Area.MEETINGS, Area.SOBRIETY)), seen.toList())
            busy.unlock()
            source.tell(Area.MEETINGS)
            while (seen.size < 3) delay(1)
            assertEquals(setOf(Area.MEETINGS), seen[2])
            collector.cancelAndJoin()
        }

    @Test
    fun theListenerGoesWithTheCollectorAndWithTheObject() =
        runBlocking<Unit> {
            val source = Source()
            val collectors = List(3) { launch(Dispatchers.Default) { changes(source.life, source::observe).collect {} } }
            while (source.listeners.size < 3) delay(1)
            collectors[0].cancelAndJoin()
            assertEquals(2, source.listeners.size)
            source.life.end()
            withTimeout(5_000) { collectors.joinAll() }
            assertEquals(0, source.listeners.size)
        }

    @Test
    fun takingOneLeavesNoListener() =
        runBlocking<Unit> {
            val source = Source()
            assertEquals("asked", watch(source.life, source::observe, setOf(Area.MEETINGS)) { "asked" }.first())
            assertEquals(0, source.listeners.size)
        }

    @Test
    fun watchingAsksOnlyForItsAreas() =
        runBlocking<Unit> {
            val source = Source()
            var asked = 0
            watch(source.life, source::observe, setOf(Area.MEETINGS)) { ++asked }.test {
                assertEquals(1, awaitItem())
                source.tell(Area.SOBRIETY)
                source.tell(Area.MEETINGS)
                assertEquals(2, awaitItem())
                expectNoEvents()
                source.life.end()
                awaitComplete()
            }
        }

    @Test
    fun watchingTodayFollowsEveryWrite() =
        runBlocking<Unit> {
            withJournal { journal ->
                journal.watchToday { now }.test {
                    assertEquals(0, awaitItem().trackers.size)
                    val tracker = journal.addTracker(TrackerDetails("one", start), now)
                    assertEquals(1, awaitItem().trackers.size)
                    journal.recordReturn(tracker.id, ReturnToUse(LocalDate.parse("2026-02-20")), now)
                    while (awaitItem().trackers.single().elapsedDays != 9u) Unit
                    cancelAndIgnoreRemainingEvents()
                }
            }
        }

    @Test
    fun aSlowScreenShowsTheLastStateUnderLoad() =
        runBlocking<Unit> {
            withJournal { journal ->
                var asked = 0
                var shown = 0
                val screen =
                    launch(Dispatchers.Default) {
                        journal.watch { trackers().size }.collect {
                            asked += 1
                            shown = it
                            delay(20)
                        }
                    }
                List(4) { launch(Dispatchers.IO) { repeat(25) { journal.addTracker(TrackerDetails("many", start), now) } } }.joinAll()
                withTimeout(10_000) { while (shown < 100) delay(5) }
                assertEquals(100, shown)
                assertTrue(asked < 100, "$asked questions for 100 writes: nothing was merged")
                screen.cancelAndJoin()
            }
        }

    @Test
    fun flowsOfAClosedJournal() =
        runBlocking<Unit> {
            withFolder { folder ->
                val journal = Journal.open("$folder/journal.db", Journal.newKey())
                journal.watchToday { now }.test {
                    awaitItem()
                    journal.close()
                    awaitComplete()
                }
                assertFailsWith<HandrailException.Closed> { journal.watchToday { now }.first() }
                assertFailsWith<HandrailException.Closed> { journal.changes.first() }
            }
        }
}
