package org.handrail.app

import com.sun.net.httpserver.HttpServer
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.runBlocking
import org.handrail.Directory
import org.handrail.FeedFetcher
import org.handrail.RefreshPhase
import org.handrail.app.data.HttpWeb
import org.handrail.app.data.WebLimits
import org.handrail.core.FeedProblem
import org.handrail.core.Moment
import org.handrail.core.RefreshOutcome
import org.handrail.core.SourceDetails
import org.handrail.core.SourceProblem
import org.handrail.core.SourceState
import org.handrail.refresh
import org.handrail.saveSource
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.GraphicsMode
import java.io.File
import java.net.InetAddress
import java.net.InetSocketAddress
import java.time.Instant
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.seconds

/** The whole way around: the core's plan, a server, the fetcher, and what the core makes of the answer. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class RefreshOverHttpTest {
    @get:Rule val folder = TemporaryFolder()

    private class Answer(val status: Int, val text: String = "", val headers: Map<String, String> = emptyMap())

    private val threads = Executors.newCachedThreadPool()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).also { it.executor = threads }
    private val here get() = "http://${server.address.hostString}:${server.address.port}"
    private val now = Moment(Instant.parse("2026-03-10T00:30:00Z"), "UTC")
    private val bodies by lazy { folder.newFolder("web") }
    private val web by lazy { HttpWeb(bodies, WebLimits(bytes = 100_000, silence = 30.seconds), allowed = { it.host == server.address.hostString }) }

    private val fetcher = FeedFetcher { request, into -> web.fetch(request, into) }

    @Volatile private var answer = Answer(200)
    private val asked = mutableListOf<Map<String, List<String>>>()

    @Before
    fun serve() {
        server.createContext("/list") { exchange ->
            asked += exchange.requestHeaders.toMap()
            exchange.use {
                answer.headers.forEach { (name, value) -> it.responseHeaders.add(name, value) }
                it.sendResponseHeaders(answer.status, if (answer.text.isEmpty()) -1 else answer.text.toByteArray().size.toLong())
                it.responseBody.write(answer.text.toByteArray())
            }
        }
        server.start()
    }

    @After
    fun stop() {
        server.stop(0)
        threads.shutdownNow()
    }

    private fun withSource(path: String = "/list", test: suspend (Directory) -> Unit) =
        runBlocking {
            Directory.open(File(folder.root, "directory.db").path).use {
                it.saveSource(SourceDetails("Harbour", "$here$path"), now)
                test(it)
            }
        }

    private suspend fun Directory.asked(): RefreshOutcome {
        val end = refresh(fetcher, listOf("Harbour"), bodies) { now }.last().phase
        assertEquals(emptyList(), bodies.list()!!.toList(), "a body stays behind")
        return assertIs<RefreshPhase.Finished>(end).outcome
    }

    @Test
    fun aListComesAndIsAskedForOnlyWhenItIsNew() =
        withSource { directory ->
            answer = Answer(200, feed(entry("candle", "Candlelight")), mapOf("ETag" to "\"v1\""))
            assertEquals(1u, assertIs<RefreshOutcome.Imported>(directory.asked()).report.added)
            answer = Answer(304)
            assertEquals(RefreshOutcome.Unchanged, directory.asked())
            assertEquals(listOf(null, listOf("\"v1\"")), asked.map { it["If-none-match"] })
        }

    @Test
    fun whatIsNoListIsToldForWhatItIs() =
        withSource { directory ->
            val page = { body: String -> "<!doctype html><html><body>$body</body></html>" }
            val told =
                listOf(
                    Answer(500, page("busy")) to SourceProblem.Http(500u),
                    Answer(404) to SourceProblem.Http(404u),
                    Answer(403, page("<script src=\"/cdn-cgi/challenge-platform/h\"></script>")) to SourceProblem.Challenge,
                    Answer(200, page("We have moved")) to SourceProblem.Page,
                    Answer(200, "[{\"name\":\"Cand") to SourceProblem.Unreadable(FeedProblem.TRUNCATED),
                    Answer(301, headers = mapOf("Location" to "http://elsewhere.example/list")) to SourceProblem.Moved("http://elsewhere.example/list"),
                    Answer(200, "[" + " ".repeat(200_000)) to SourceProblem.Unreadable(FeedProblem.TOO_LARGE),
                )
            for ((given, problem) in told) {
                answer = given
                assertEquals(RefreshOutcome.Refused(problem), directory.asked(), "${given.status} ${given.text.take(40)}")
            }
        }

    @Test
    fun whoStopsWhileTheWebsiteIsSilentChangesNothing() =
        withSource("/slow") { directory ->
            val over = CountDownLatch(1)
            server.createContext("/slow") { exchange -> exchange.use { over.await(1, TimeUnit.MINUTES) } }
            assertEquals(RefreshPhase.Fetching, directory.refresh(fetcher, listOf("Harbour"), bodies) { now }.first().phase)
            over.countDown()
            assertEquals(SourceState.NEW, directory.sources(now).single().state)
            assertTrue(directory.sources(now).single().triedAt == null)
        }
}
