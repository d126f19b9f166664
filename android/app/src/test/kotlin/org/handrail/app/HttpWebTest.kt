package org.handrail.app

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.handrail.app.data.Arrived
import org.handrail.app.data.HttpWeb
import org.handrail.app.data.TooLarge
import org.handrail.app.data.WebLimits
import org.handrail.core.FetchAnswer
import org.handrail.core.FetchRequest
import org.handrail.core.HttpHeader
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import java.io.File
import java.io.IOException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URL
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** The fetcher against a server on this machine, which has no certificate: for it alone, http is let through. */
class HttpWebTest {
    @get:Rule val folder = TemporaryFolder()

    private val threads = Executors.newCachedThreadPool()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).also { it.executor = threads }
    private val here get() = "http://${server.address.hostString}:${server.address.port}"
    private val limits = WebLimits(bytes = 100_000, silence = 30.seconds)
    private val web by lazy { web(limits) }
    private val body by lazy { File(folder.root, "body") }

    private fun web(limits: WebLimits) = HttpWeb(folder.root, limits, allowed = { it.protocol == "https" || it.host == server.address.hostString })

    @Before fun start() = server.start()

    @After
    fun stop() {
        server.stop(0)
        threads.shutdownNow()
    }

    private fun serve(path: String, answer: HttpExchange.() -> Unit) {
        server.createContext(path) { exchange -> exchange.use { it.answer() } }
    }

    private fun HttpExchange.send(status: Int, text: String = "", vararg headers: Pair<String, String>) {
        headers.forEach { (name, value) -> responseHeaders.add(name, value) }
        sendResponseHeaders(status, if (text.isEmpty()) -1 else text.toByteArray().size.toLong())
        responseBody.write(text.toByteArray())
    }

    private fun fetch(path: String, vararg headers: HttpHeader, web: HttpWeb = this.web): FetchAnswer =
        runBlocking { web.fetch(FetchRequest("a", "$here$path", headers.toList()), body) }

    private fun FetchAnswer.header(name: String) = headers.find { it.name.equals(name, ignoreCase = true) }?.value

    @Test
    fun onlyHttpsIsAsked() {
        val strict = HttpWeb(folder.root)
        assertTrue(strict.allows("https://example.org/meetings.json") && strict.allows(" HTTPS://example.org "))
        for (address in listOf("http://example.org", "ftp://example.org/a", "file:///etc/hosts", "example.org", "javascript:alert(1)", "")) {
            assertFalse(strict.allows(address), address)
        }
        var asked = false
        serve("/list") { asked = true }
        assertFailsWith<IOException> { fetch("/list", web = strict) }
        assertFalse(asked)
    }

    @Test
    fun whatIsSentIsWhatThePlanSaysAndNothingOfThePhone() {
        val sent = mutableMapOf<String, List<String>>()
        serve("/list") {
            sent += requestHeaders
            assertEquals("GET", requestMethod)
            send(200, "[]", "ETag" to "\"v1\"")
        }
        val answer = fetch("/list", HttpHeader("If-None-Match", "\"v0\""))
        assertEquals(200.toUShort(), answer.status)
        assertEquals("[]", File(answer.path!!).readText())
        assertEquals("\"v1\"", answer.header("etag"))
        assertEquals(listOf("\"v0\""), sent["If-none-match"])
        assertEquals(listOf("Handrail"), sent["User-agent"])
        assertEquals(setOf("Accept", "Connection", "Host", "If-none-match", "User-agent"), sent.keys)
    }

    @Test
    fun howMuchHasComeIsToldAndOfHowMuchWhereTheServerSays() {
        val list = "x".repeat(50_000)
        serve("/told") { send(200, list) }
        serve("/untold") {
            sendResponseHeaders(200, 0)
            responseBody.write(list.toByteArray())
        }
        serve("/error") { send(503, list) }
        val told = { path: String -> mutableListOf<Arrived>().also { runBlocking { web.fetch(FetchRequest("a", "$here$path", emptyList()), body, it::add) } } }
        for ((path, whole) in listOf("/told" to 50_000L, "/untold" to null)) {
            val parts = told(path)
            assertEquals(Arrived(50_000, whole), parts.last(), path)
            assertTrue(parts.size > 2 && parts.all { it.whole == whole }, path)
            assertEquals(parts.map { it.bytes }.sorted(), parts.map { it.bytes }, path)
        }
        assertEquals(emptyList(), told("/error"), "what an error says is no part of a list")
    }

    @Test
    fun anUnchangedListBringsNoBody() {
        serve("/list") { send(304) }
        val answer = fetch("/list")
        assertEquals(304.toUShort(), answer.status)
        assertNull(answer.path)
        assertFalse(body.exists())
    }

    @Test
    fun ofAnErrorTheBeginningIsKept() {
        serve("/list") { send(503, "busy".repeat(50_000), "Retry-After" to "3600") }
        val answer = fetch("/list")
        assertEquals(503.toUShort(), answer.status)
        assertEquals("3600", answer.header("retry-after"))
        assertTrue(File(answer.path!!).readText().startsWith("busybusy"))
        assertEquals(64L shl 10, body.length())
    }

    @Test
    fun aRedirectionIsFollowedWhereItMayBe() {
        serve("/old") { send(301, "", "Location" to "/new?all=1") }
        serve("/new") { send(200, requestURI.query) }
        assertEquals("all=1", File(fetch("/old").path!!).readText())
    }

    @Test
    fun oneThatMayNotBeFollowedIsToldWithItsWholeAddress() {
        serve("/old") { send(302, "elsewhere", "Location" to "http://example.invalid/meetings") }
        serve("/odd") { send(302, "", "Location" to "gopher://example.invalid") }
        val answer = fetch("/old")
        assertEquals(302.toUShort(), answer.status)
        assertEquals("http://example.invalid/meetings", answer.header("location"))
        assertNull(answer.path)
        assertEquals("gopher://example.invalid", fetch("/odd").header("location"))
    }

    @Test
    fun aRingOfRedirectionsEnds() {
        var asked = 0
        serve("/round") {
            asked++
            send(302, "", "Location" to "/round")
        }
        val answer = fetch("/round")
        assertEquals(302.toUShort(), answer.status)
        assertEquals("$here/round", answer.header("location"))
        assertEquals(6, asked)
    }

    @Test
    fun moreThanAListCanBeIsNotStored() {
        serve("/announced") { sendResponseHeaders(200, 10_000_000) }
        serve("/endless") {
            sendResponseHeaders(200, 0)
            runCatching { while (true) responseBody.write(ByteArray(10_000)) }
        }
        assertFailsWith<TooLarge> { fetch("/announced") }
        assertFailsWith<TooLarge> { fetch("/endless") }
        assertEquals(limits.bytes, body.length())
    }

    @Test
    fun whoIsSilentIsNotWaitedForLong() {
        val over = CountDownLatch(1)
        serve("/silent") { over.await(1, TimeUnit.MINUTES) }
        assertFailsWith<IOException> { fetch("/silent", web = web(limits.copy(silence = 200.milliseconds))) }
        over.countDown()
    }

    @Test
    fun nobodyIsWaitedForForever() {
        val over = CountDownLatch(1)
        serve("/slow") { over.await(1, TimeUnit.MINUTES) }
        val slow = web(limits.copy(whole = 200.milliseconds))
        assertFailsWith<kotlinx.coroutines.TimeoutCancellationException> { fetch("/slow", web = slow) }
        over.countDown()
    }

    @Test
    fun cancellingDoesNotWaitForTheServerAndLeavesNoFile() =
        runBlocking {
            val (begun, over) = CountDownLatch(1) to CountDownLatch(1)
            serve("/slow") {
                sendResponseHeaders(200, 0)
                responseBody.write(ByteArray(20_000))
                responseBody.flush()
                begun.countDown()
                over.await(1, TimeUnit.MINUTES)
                runCatching { responseBody.write(ByteArray(20_000)) }
            }
            val fetching = launch(Dispatchers.Default) { web.fetch(FetchRequest("a", "$here/slow", emptyList()), body) }
            async(Dispatchers.IO) { begun.await() }.await()
            fetching.cancel()
            // The server is still silent: it is told to go on only when the fetch has ended.
            fetching.join()
            over.countDown()
            withTimeout(20.seconds) { while (body.exists()) kotlinx.coroutines.delay(10.milliseconds) }
        }
}
