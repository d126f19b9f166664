package org.handrail.app.data

import org.handrail.NoAnswer
import org.handrail.core.FetchAnswer
import org.handrail.core.FetchRequest
import org.handrail.core.FetchTrouble
import java.io.File
import java.io.IOException
import java.net.NetworkInterface

/** The network, as far as this app has one: the lists that a person asks for by a touch, and nothing by itself. */
interface Web {
    /** Where answers are stored while they are read. It is the app's own to empty. */
    val folder: File

    /** Whether an address may be asked at all. */
    fun allows(address: String): Boolean

    /** Whether this phone has any connection: where it has none, no website is to blame. */
    fun isThere(): Boolean

    /** Fetches as [org.handrail.FeedFetcher] does, and tells [arrived] of what comes, on a thread of its own. */
    suspend fun fetch(request: FetchRequest, into: File, arrived: (Arrived) -> Unit = {}): FetchAnswer
}

/** So much of an answer, in bytes; of how much, only where its website says. */
data class Arrived(val bytes: Long, val whole: Long?)

/** More came than a list of meetings can be. */
class TooLarge : NoAnswer(FetchTrouble.TOO_LARGE)

/** By its addresses, which needs no permission of its own: one that reaches further than the next wire. */
fun hasConnection(): Boolean =
    try {
        val up = NetworkInterface.getNetworkInterfaces()?.asSequence().orEmpty().filter { it.isUp && !it.isLoopback }
        up.flatMap { it.inetAddresses.asSequence() }.any { !it.isLinkLocalAddress && !it.isLoopbackAddress }
    } catch (_: IOException) {
        // It cannot be told. Then the website may answer it.
        true
    }
