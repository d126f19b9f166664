package org.handrail

import app.cash.turbine.test
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.handrail.core.Area
import org.handrail.core.FeedOptions
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.MeetingQuery
import org.handrail.core.Problem
import org.handrail.core.ReturnToUse
import org.handrail.core.TrackerDetails
import java.io.File
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class LayerTest {
    private val start = LocalDate.parse("2026-01-31")

    @Test
    fun theReadmeRuns() =
        runBlocking<Unit> {
            withFolder { folder ->
                var kept: ByteArray? = null
                val keyStore =
                    object : KeyStore {
                        override suspend fun load() = kept

                        override suspend fun save(key: ByteArray) {
                            kept = key
                        }
                    }
                firstScreen(File(folder), keyStore)
                assertEquals(32, kept?.size)
            }
        }

    @Test
    fun theReadmeSaysWhatRuns() {
        val root = File(System.getProperty("handrail.root"))
        val source = File(root, "bindings/kotlin/src/test/kotlin/org/handrail/ReadmeExample.kt").readText()
        val example = source.substringAfter("// readme:start\n").substringBefore("// readme:end")
        assertTrue(example.lines().size in 10..20)
        assertTrue(File(root, "README.md").readText().contains(example), "README.md shows another Kotlin example than the one that is tested")
    }

    @Test
    fun errorsAreTyped() =
        runBlocking<Unit> {
            withFolder { folder ->
                val path = "$folder/journal.db"
                Journal.open(path, Journal.newKey()).use { journal ->
                    val empty = assertFailsWith<HandrailException.Invalid> { journal.addTracker(TrackerDetails(" ", start)) }
                    assertEquals(Field.NAME to Problem.EMPTY, empty.field to empty.problem)
                    assertFailsWith<HandrailException.NotFound> { journal.history("nobody") }
                    val far = assertFailsWith<HandrailException.Invalid> { journal.addTracker(TrackerDetails("x", LocalDate.MAX)) }
                    assertEquals(Field.DAY, far.field)
                }
                assertFailsWith<HandrailException.WrongKey> { Journal.open(path, Journal.newKey()) }
                val page = File(folder, "feed.json").apply { writeText("<!doctype html><html></html>") }
                Directory.open("$folder/directory.db").use { directory ->
                    assertFailsWith<HandrailException.Feed> { directory.importFeed(page.path, FeedOptions("web page")) }
                }
            }
        }

    @Test
    fun namesInAnyScript() =
        runBlocking<Unit> {
            withJournal { journal ->
                for (name in listOf("Ölçüm", "禁酒", "الامتناع", "день", "🌱 dry")) {
                    assertEquals(name, journal.addTracker(TrackerDetails(name, start), now).details.name)
                }
            }
        }

    @Test
    fun closedSaysSoAlsoWhileCallsAreRunning() =
        runBlocking<Unit> {
            withFolder { folder ->
                val journal = Journal.open("$folder/journal.db", Journal.newKey())
                val calls = List(200) { async(Dispatchers.IO) { runCatching { journal.today(now) } } }
                journal.close()
                for (call in calls) {
                    val failure = call.await().exceptionOrNull()
                    assertTrue(failure == null || failure is HandrailException.Closed, "$failure")
                }
                assertFailsWith<HandrailException.Closed> { journal.today(now) }
                journal.close()
            }
        }

    @Test
    fun watchingAsksAtOnceAndAfterEveryChange() =
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
    fun aSlowCollectorMissesNoArea() =
        runBlocking<Unit> {
            withJournal { journal ->
                val seen = mutableSetOf<Area>()
                var sets = 0
                val collector =
                    launch(Dispatchers.Default) {
                        journal.changes.collect {
                            sets += 1
                            seen += it
                            delay(50)
                        }
                    }
                while (sets == 0) {
                    journal.addTracker(TrackerDetails("until it listens", start), now)
                    delay(5)
                }
                val before = sets
                List(4) { launch(Dispatchers.IO) { repeat(25) { journal.addTracker(TrackerDetails("many", start), now) } } }.joinAll()
                delay(300)
                assertEquals(setOf(Area.SOBRIETY), seen)
                assertTrue(sets in (before + 1)..(before + 60), "merged, and told to the end: $sets sets")
                collector.cancelAndJoin()
            }
        }

    @Test
    fun cancellingTheCoroutineCancelsTheImport() =
        runBlocking<Unit> {
            withFolder { folder ->
                val feed = File(folder, "feed.json")
                feed.writeText((1..20_000).joinToString(",", "[", "]") { """{"slug":"m$it","name":"Meeting $it","day":${it % 7},"time":"19:00"}""" })
                Directory.open("$folder/directory.db").use { directory ->
                    var steps = 0
                    val importing =
                        async(Dispatchers.IO) {
                            directory.importFeed(feed.path, FeedOptions("made up", zone = "UTC"), now) {
                                steps += 1
                                Thread.sleep(1)
                            }
                        }
                    while (steps == 0) delay(1)
                    importing.cancel()
                    assertFailsWith<CancellationException> { importing.await() }
                    assertEquals(0u, directory.meetingsNear(MeetingQuery(), now).total)
                    assertTrue(steps < 200, "stopped after $steps steps")
                }
            }
        }

    @Test
    fun pagesFollowEachOther() =
        runBlocking<Unit> {
            withDirectory { directory ->
                directory.importSample(now)
                val all = directory.meetingsNear(MeetingQuery(limit = 500u), now).meetings.map { it.id }
                val paged = mutableListOf<String>()
                var cursor: String? = null
                do {
                    val page = directory.meetingsNear(MeetingQuery(limit = 17u, cursor = cursor), now)
                    paged += page.meetings.map { it.id }
                    cursor = page.nextPage
                } while (cursor != null)
                assertEquals(all, paged)
            }
        }
}
