package org.handrail

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.job
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.handrail.core.FeedOptions
import org.handrail.core.FeedProblem
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.Problem
import org.handrail.core.TrackerDetails
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
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
        assertTrue(
            File(root, "README.md").readText().contains(example),
            "README.md shows another Kotlin example than the one that is tested",
        )
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
                }
                assertFailsWith<HandrailException.WrongKey> { Journal.open(path, Journal.newKey()) }
                val page = File(folder, "feed.json").apply { writeText("<!doctype html><html></html>") }
                Directory.open("$folder/directory.db").use { directory ->
                    val refused = assertFailsWith<HandrailException.Feed> { directory.importFeed(page.path, FeedOptions("web page")) }
                    assertEquals(FeedProblem.HTML, refused.reason)
                }
            }
        }

    @Test
    fun namesInAnyScript() =
        runBlocking<Unit> {
            withJournal { journal ->
                for (name in listOf("Ölçüm", "禁酒", "الامتناع", "день", "🌱", "e\u0301 \u200d👩‍👩‍👧")) {
                    assertEquals(name, journal.addTracker(TrackerDetails(name, start), now).details.name)
                }
            }
        }

    @Test
    fun closedSaysSoAlsoWhileCallsAreRunning() =
        runBlocking<Unit> {
            withFolder { folder ->
                val key = Journal.newKey()
                repeat(20) {
                    val journal = Journal.open("$folder/journal.db", key)
                    val calls = List(200) { async(Dispatchers.IO) { runCatching { journal.today(now) } } }
                    while (calls.none { it.isCompleted }) Thread.onSpinWait()
                    List(2) { launch(Dispatchers.IO) { journal.close() } }.joinAll()
                    for (call in calls) {
                        val failure = call.await().exceptionOrNull()
                        assertTrue(failure == null || failure is HandrailException.Closed, "$failure")
                    }
                    assertFailsWith<HandrailException.Closed> { journal.today(now) }
                    assertFailsWith<HandrailException.Closed> { journal.wasCreated() }
                    journal.close()
                }
            }
        }

    @Test
    fun useClosesAlsoOnAnException() =
        runBlocking<Unit> {
            withFolder { folder ->
                var kept: Directory? = null
                assertFailsWith<ArithmeticException> {
                    Directory.open("$folder/directory.db").use {
                        kept = it
                        throw ArithmeticException()
                    }
                }
                assertFailsWith<HandrailException.Closed> { kept?.sources() }
                assertFailsWith<HandrailException.Closed> { kept?.rebuiltFrom() }
            }
        }

    @Test
    fun openingThatIsCancelledLeavesNothingOpen() =
        runBlocking<Unit> {
            val closed = AtomicInteger()
            val opening =
                async(Dispatchers.Default) {
                    opened(Dispatchers.IO) {
                        coroutineContext.job.cancel()
                        AutoCloseable { closed.incrementAndGet() }
                    }
                }
            assertFailsWith<CancellationException> { opening.await() }
            assertEquals(1, closed.get())
        }

    @Test
    fun daysAtTheEdges() =
        runBlocking<Unit> {
            withJournal { journal ->
                val first = journal.addTracker(TrackerDetails("long ago", LocalDate.of(1900, 1, 1)), now)
                assertEquals(LocalDate.of(1900, 1, 1), first.details.start)
                assertEquals(
                    46_080u,
                    journal
                        .today(now)
                        .trackers
                        .single()
                        .elapsedDays,
                )
                for (day in listOf(LocalDate.MIN, LocalDate.MAX, LocalDate.of(1899, 12, 31), LocalDate.of(2201, 1, 1))) {
                    assertFailsWith<HandrailException.Invalid>("$day") { journal.addTracker(TrackerDetails("far", day), now) }
                }
                val far = Moment(Instant.MAX, "UTC")
                assertFailsWith<HandrailException.Invalid> { journal.today(far) }
                assertEquals(1, journal.trackers().size)
            }
        }

    private fun bigFeed(folder: String): String =
        File(folder, "feed.json")
            .apply {
                writeText(
                    (1..20_000).joinToString(",", "[", "]") { """{"slug":"m$it","name":"Meeting $it","day":${it % 7},"time":"19:00"}""" },
                )
            }.path

    private val madeUp = FeedOptions("made up", zone = "UTC")

    @Test
    fun cancellingTheCoroutineCancelsTheImport() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                val steps = AtomicInteger()
                val begun = CompletableDeferred<Unit>()
                val cancelled = CountDownLatch(1)
                val importing =
                    async(Dispatchers.IO) {
                        directory.importFeed(bigFeed(folder), madeUp, now) {
                            if (steps.incrementAndGet() == 1) {
                                begun.complete(Unit)
                                cancelled.await()
                            }
                        }
                    }
                begun.await()
                importing.cancel()
                cancelled.countDown()
                assertFailsWith<CancellationException> { importing.await() }
                assertEquals(1, steps.get())
                assertEquals(0u, directory.meetingsNear(MeetingQuery(), now).total)
            }
        }

    @Test
    fun whatTheListenerThrowsComesBackAndNothingIsKept() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                assertFailsWith<ArithmeticException> { directory.importFeed(bigFeed(folder), madeUp, now) { throw ArithmeticException() } }
                assertEquals(0u, directory.meetingsNear(MeetingQuery(), now).total)
            }
        }

    @Test
    fun closingStopsTheImport() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                val begun = CompletableDeferred<Unit>()
                val importing =
                    async(Dispatchers.IO) {
                        runCatching {
                            directory.importFeed(bigFeed(folder), madeUp, now) {
                                begun.complete(Unit)
                                Thread.sleep(5)
                            }
                        }
                    }
                begun.await()
                directory.close()
                assertTrue(importing.await().exceptionOrNull() is HandrailException.Closed)
                Directory.open("$folder/directory.db").use { assertEquals(0u, it.meetingsNear(MeetingQuery(), now).total) }
            }
        }

    @Test
    fun progressGoesToTheEnd() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                val steps = CopyOnWriteArrayList<ImportStep>()
                val path = bigFeed(folder)
                val report = directory.importFeed(path, madeUp, now) { steps += it }
                assertEquals(20_000u, report.added)
                assertTrue(steps.size >= 100, "${steps.size} steps")
                assertEquals(steps.sortedBy { it.rows }, steps.toList())
                assertTrue(steps.all { it.bytesTotal == File(path).length() && it.bytesRead <= it.bytesTotal })
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
