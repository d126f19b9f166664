package org.handrail.app.data

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withTimeout
import org.handrail.NoAnswer
import org.handrail.core.FetchAnswer
import org.handrail.core.FetchRequest
import org.handrail.core.FetchTrouble
import org.handrail.core.HttpHeader
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.MalformedURLException
import java.net.SocketTimeoutException
import java.net.URL
import javax.net.ssl.SSLHandshakeException
import javax.net.ssl.SSLPeerUnverifiedException
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** How much may come, and how long it may take. */
data class WebLimits(
    /** Ten times the largest list that we have seen. */
    val bytes: Long = 64L shl 20,
    /** Until it begins to answer, and between two parts of its answer. */
    val silence: Duration = 20.seconds,
    val whole: Duration = 5.minutes,
)

/**
 * Fetches by the platform's own HTTP, over https alone: on the way, others would read from the address which list is asked for, and
 * might put another in its place. What a website sees is written on the screen, so nothing else is sent: no language, no cookie,
 * and not the platform's name, which has the make of the phone in it.
 */
class HttpWeb(
    override val folder: File,
    private val limits: WebLimits = WebLimits(),
    /** Replaced in tests, whose server has no certificate. */
    private val allowed: (URL) -> Boolean = { it.protocol == "https" },
    private val connected: () -> Boolean = ::hasConnection,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
) : Web {
    override fun allows(address: String): Boolean =
        try {
            allowed(URL(address.trim()))
        } catch (_: MalformedURLException) {
            false
        }

    override fun isThere(): Boolean = connected()

    /**
     * The thread that reads is not waited for when the person no longer wants it: a socket is deaf to a coroutine's end. It ends by
     * itself, at the next part that comes or when the connection falls, and takes the file with it.
     */
    override suspend fun fetch(request: FetchRequest, into: File, arrived: (Arrived) -> Unit): FetchAnswer =
        withTimeout(limits.whole) {
            suspendCancellableCoroutine { waiting ->
                val exchange = Exchange(request, into, limits, allowed, arrived)
                val threads = dispatcher.asExecutor()
                // Said at once, lest the answer be over before it is heard; a connection is not to be closed on just any thread.
                waiting.invokeOnCancellation {
                    exchange.stopped = true
                    threads.execute(exchange::disconnect)
                }
                threads.execute { waiting.resumeWith(runCatching(exchange::answer)) }
            }
        }
}

/** One question and its answer. */
private class Exchange(
    private val request: FetchRequest,
    private val into: File,
    private val limits: WebLimits,
    private val allowed: (URL) -> Boolean,
    private val arrived: (Arrived) -> Unit,
) {
    @Volatile private var connection: HttpURLConnection? = null

    @Volatile var stopped = false

    fun disconnect() {
        connection?.disconnect()
    }

    fun answer(): FetchAnswer =
        try {
            follow(URL(request.url), MOST_REDIRECTIONS)
        } catch (_: SocketTimeoutException) {
            throw NoAnswer(FetchTrouble.TOO_SLOW)
        } catch (_: SSLHandshakeException) {
            throw NoAnswer(FetchTrouble.NOT_TRUSTED)
        } catch (_: SSLPeerUnverifiedException) {
            throw NoAnswer(FetchTrouble.NOT_TRUSTED)
        } finally {
            connection?.disconnect()
            if (stopped) into.delete()
        }

    /** A redirection that is not followed is an answer too: the person is asked about the address it leads to. */
    private tailrec fun follow(url: URL, left: Int): FetchAnswer {
        if (!allowed(url)) throw NoAnswer(FetchTrouble.NOT_SECURE)
        val asked = ask(url)
        val status = asked.responseCode
        if (status !in STATUS) throw IOException("not HTTP")
        val next = if (status in REDIRECTIONS) asked.target(url) else null
        if (next == null || left == 0 || !allowed(next)) {
            return FetchAnswer(request.source, status.toUShort(), asked.headers(next), asked.body(status))
        }
        asked.disconnect()
        return follow(next, left - 1)
    }

    private fun ask(url: URL): HttpURLConnection {
        val asked = url.openConnection() as HttpURLConnection
        connection = asked
        if (stopped) throw IOException("no longer wanted")
        asked.instanceFollowRedirects = false
        asked.connectTimeout = limits.silence.inWholeMilliseconds.toInt()
        asked.readTimeout = limits.silence.inWholeMilliseconds.toInt()
        asked.setRequestProperty("User-Agent", "Handrail")
        asked.setRequestProperty("Accept", "*/*")
        for (header in request.headers) asked.setRequestProperty(header.name, header.value)
        return asked
    }

    private fun HttpURLConnection.target(from: URL): URL? =
        try {
            getHeaderField("Location")?.let { URL(from, it) }
        } catch (_: MalformedURLException) {
            null
        }

    /** Where it leads to, in full: the website may have written only the end of it. */
    private fun HttpURLConnection.headers(target: URL?): List<HttpHeader> {
        val told = headerFields.filterKeys { it != null && !(target != null && it.equals("Location", ignoreCase = true)) }
        val pairs = told.flatMap { (name, values) -> values.map { HttpHeader(name, it) } }
        return pairs + listOfNotNull(target?.let { HttpHeader("Location", it.toString()) })
    }

    /** Of an error only the beginning, which tells a check whether one is human. */
    private fun HttpURLConnection.body(status: Int): String? {
        val (stream, most) =
            when {
                status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_NOT_AUTHORITATIVE -> inputStream to limits.bytes
                status >= HttpURLConnection.HTTP_BAD_REQUEST -> (errorStream ?: return null) to MOST_OF_AN_ERROR
                else -> return null
            }
        val feed = most == limits.bytes
        if (feed && contentLengthLong > most) throw TooLarge()
        val length = contentLengthLong.takeIf { feed && it > 0 }
        val whole = stream.use { pour(it, most) { stored -> if (feed) arrived(Arrived(stored, length)) } }
        if (feed && !whole) throw TooLarge()
        return into.path
    }

    /** Whether that was all of it. */
    private fun pour(from: InputStream, most: Long, stored: (Long) -> Unit): Boolean {
        into.outputStream().use { to ->
            val part = ByteArray(PART)
            var sum = 0L
            while (true) {
                val read = from.read(part)
                if (stopped) throw IOException("no longer wanted")
                if (read < 0) return true
                to.write(part, 0, read.coerceAtMost((most - sum).toInt().coerceAtLeast(0)))
                sum += read
                if (sum > most) return false
                stored(sum)
            }
        }
    }

    private companion object {
        const val MOST_REDIRECTIONS = 5
        const val MOST_OF_AN_ERROR = 64L shl 10
        const val PART = 1 shl 14
        val STATUS = 100..999
        val REDIRECTIONS = setOf(301, 302, 303, 307, 308)
    }
}
