package org.handrail.app

import kotlinx.coroutines.CompletableDeferred
import org.handrail.app.data.Arrived
import org.handrail.app.data.Web
import org.handrail.core.FetchAnswer
import org.handrail.core.FetchRequest
import org.handrail.core.HttpHeader
import java.io.File
import java.io.IOException

/** Websites that answer what a test wants, and hold what they were asked. */
class FakeWeb(override val folder: File) : Web {
    var there = true
    val asked = mutableListOf<FetchRequest>()

    /** What each address answers; an address that is not here does not. */
    val answers = mutableMapOf<String, suspend (FetchRequest, File) -> FetchAnswer>()

    /** What has come when it stops at the gate. */
    var comes: Arrived? = null

    /** Until then nothing answers. */
    var gate: CompletableDeferred<Unit>? = null

    override fun allows(address: String) = address.startsWith("https://")

    override fun isThere() = there

    override suspend fun fetch(request: FetchRequest, into: File, arrived: (Arrived) -> Unit): FetchAnswer {
        asked += request
        comes?.let(arrived)
        gate?.await()
        val answer = answers[request.url] ?: throw IOException("no answer")
        return answer(request, into)
    }

    fun gives(url: String, text: String, status: Int = 200, vararg headers: Pair<String, String>) {
        answers[url] = { request, into ->
            into.writeText(text)
            FetchAnswer(request.source, status.toUShort(), headers.map { (name, value) -> HttpHeader(name, value) }, into.path)
        }
    }
}
