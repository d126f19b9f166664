package org.handrail

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.handrail.core.FetchAnswer
import org.handrail.core.HandrailException
import org.handrail.core.HttpHeader
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.RefreshOutcome
import org.handrail.core.SourceDetails
import org.handrail.core.SourceProblem
import org.handrail.core.SourceState
import java.io.File
import java.io.IOException
import kotlin.io.path.createTempDirectory
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue

class SourcesTest {
    private fun feed(count: Int): String =
        (1..count).joinToString(",", "[", "]") {
            """{"slug":"m$it","name":"Meeting $it","day":${it % 7},"time":"19:00","conference_url":"https://zoom.us/j/5550100200"}"""
        }

    private suspend fun Directory.withSources(vararg names: String) {
        names.forEach { saveSource(SourceDetails(it, url = "https://example.org/$it", zone = "UTC"), now) }
    }

    private fun later(hours: Long) = Moment(now.at.plusSeconds(hours * 3600), now.zone)

    private fun ok(count: Int) =
        FeedFetcher { request, into ->
            into.writeText(feed(count))
            FetchAnswer(request.source, 200u, listOf(HttpHeader("ETag", "\"v1\"")), into.path)
        }

    private fun Iterable<RefreshStep>.ends() = filter { it.phase is RefreshPhase.Finished }.associate { it.source to it.phase }

    @Test
    fun allThatIsDueIsRefreshedAndABadOneEndsNoOther() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                directory.withSources("a", "b", "c", "d")
                val bodies = File(folder, "bodies").apply { mkdir() }
                val fetcher =
                    FeedFetcher { request, into ->
                        when (request.source) {
                            "a" -> throw IOException("no network")
                            "b" -> FetchAnswer("somebody else", 404u)
                            "c" -> withTimeout(1) { awaitCancellation() }
                            else -> ok(1_000).fetch(request, into)
                        }
                    }
                val steps = directory.refresh(fetcher, folder = bodies) { now }.toList()
                val refused = { problem: SourceProblem -> RefreshPhase.Finished(RefreshOutcome.Refused(problem)) }
                val ends = steps.ends()
                assertEquals(refused(SourceProblem.Unreachable), ends["a"])
                assertEquals(refused(SourceProblem.Http(404u)), ends["b"])
                assertEquals(refused(SourceProblem.Unreachable), ends["c"])
                val imported = assertIs<RefreshOutcome.Imported>((ends.getValue("d") as RefreshPhase.Finished).outcome)
                assertEquals(1_000u, imported.report.added)
                assertTrue(steps.any { it.source == "d" && it.phase is RefreshPhase.Reading })
                assertEquals(listOf("a", "b", "c", "d"), steps.filter { it.phase == RefreshPhase.Fetching }.map { it.source })
                assertEquals(4 to 4, steps.last().run { number to total })
                assertEquals(emptyList(), bodies.list()?.toList())
                val states = directory.sources(now).map { it.state }
                assertEquals(listOf(SourceState.STALE, SourceState.STALE, SourceState.STALE, SourceState.CURRENT), states)
            }
        }

    @Test
    fun whatHasNotChangedIsAskedWithItsVersion() =
        runBlocking<Unit> {
            withDirectory { directory ->
                directory.withSources("a")
                directory.refresh(ok(3)) { now }.toList()
                assertEquals(emptyList(), directory.refresh(ok(3)) { later(1) }.toList())
                val notModified =
                    FeedFetcher { request, _ ->
                        assertEquals(listOf(HttpHeader("If-None-Match", "\"v1\"")), request.headers)
                        FetchAnswer(request.source, 304u)
                    }
                val steps = directory.refresh(notModified) { later(24) }.toList()
                assertEquals(RefreshPhase.Finished(RefreshOutcome.Unchanged), steps.last().phase)
                directory.refresh(notModified, listOf("a")) { later(25) }.toList()
                assertEquals(later(25).at, directory.sources(later(25)).single().importedAt)
                directory.removeSource("a", later(26))
                assertEquals(0u, directory.meetingsNear(MeetingQuery(), later(26)).total)
                assertFailsWith<HandrailException.NotFound> { directory.refreshPlan(listOf("a"), later(26)) }
            }
        }

    @Test
    fun farFewerNeedConsent() =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                directory.withSources("a")
                directory.refresh(ok(100)) { now }.toList()
                val short = ok(10).fetch(directory.refreshPlan(listOf("a"), now).single(), File(folder, "short"))
                val shrunk = RefreshOutcome.Refused(SourceProblem.Shrunk(100u, 10u))
                assertEquals(shrunk, directory.applyFetched(short, moment = later(24)))
                val taken = directory.applyFetched(short, acceptShrink = true, moment = later(24))
                assertEquals(90u, assertIs<RefreshOutcome.Imported>(taken).report.gone)
                val two = { accept: Boolean -> directory.refresh(ok(2), listOf("a"), acceptShrink = accept) { later(25) } }
                val refused = RefreshPhase.Finished(RefreshOutcome.Refused(SourceProblem.Shrunk(10u, 2u)))
                assertEquals<Any>(refused, two(false).last().phase)
                val accepted = assertIs<RefreshPhase.Finished>(two(true).last().phase).outcome
                assertEquals(8u, assertIs<RefreshOutcome.Imported>(accepted).report.gone)
            }
        }

    @Test
    fun cancellingStopsBetweenAndWithinSources() =
        runBlocking<Unit> {
            withDirectory { directory ->
                directory.withSources("a", "b", "c")
                val waiting = CompletableDeferred<Unit>()
                val fetcher =
                    FeedFetcher { request, into ->
                        if (request.source == "b") {
                            waiting.complete(Unit)
                            awaitCancellation()
                        }
                        ok(3).fetch(request, into)
                    }
                val refreshing = launch { directory.refresh(fetcher) { now }.collect {} }
                waiting.await()
                refreshing.cancel()
                refreshing.join()
                assertEquals(listOf(SourceState.CURRENT, SourceState.NEW, SourceState.NEW), directory.sources(now).map { it.state })
                directory.refresh(ok(20_000), listOf("b")) { now }.first { it.phase is RefreshPhase.Reading }
                assertEquals(SourceState.NEW, directory.sources(now)[1].state)
                assertEquals(3u, directory.meetingsNear(MeetingQuery(), now).total)
            }
        }

    /** Many times, as it depends on how far the file is by then. */
    @Test
    fun whoCancelsAsTheFileIsMadeLeavesNone() =
        runBlocking<Unit> {
            val bodies = createTempDirectory().toFile()
            withDirectory { directory ->
                directory.withSources("a")
                val silent = FeedFetcher { _, _ -> awaitCancellation() }
                repeat(100) { assertEquals(RefreshPhase.Fetching, directory.refresh(silent, folder = bodies) { now }.first().phase) }
            }
            assertEquals(emptyList(), bodies.list()!!.toList())
            bodies.delete()
        }

    @Test
    fun closingMidwayEndsTheRefresh() =
        runBlocking<Unit> {
            withDirectory { directory ->
                directory.withSources("a", "b", "c")
                val fetcher =
                    FeedFetcher { request, into ->
                        ok(3).fetch(request, into).also { if (request.source == "b") directory.close() }
                    }
                val ends = directory.refresh(fetcher) { now }.toList().filter { it.phase !is RefreshPhase.Reading }
                assertEquals(listOf("a", "a", "b", "b"), ends.map { it.source })
                assertIs<RefreshPhase.Finished>(ends[1].phase)
                assertIs<HandrailException.Closed>(assertIs<RefreshPhase.Failed>(ends[3].phase).error)
            }
        }
}
