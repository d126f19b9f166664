package org.handrail.app

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import kotlinx.coroutines.CompletableDeferred
import org.handrail.app.data.TooLarge
import org.handrail.core.FetchAnswer
import org.handrail.core.HttpHeader
import org.handrail.core.SourceDetails
import org.handrail.core.SourceProblem
import org.handrail.core.SourceState
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** Lists by their address: said in a form, asked by a touch, and how each stands. */
class SourcesTest : AppTest() {
    private val sources get() = state { it.sources.state.value.sources }

    private fun source(name: String) = sources.single { it.details.name == name }

    private fun lists() {
        start()
        tap("All meetings")
        tap("Lists")
        wait("No lists yet.")
    }

    private fun add(name: String, url: String? = URL) {
        until { !it.sources.state.value.loading }
        val details = SourceDetails(name, url, fellowship = "aa", zone = "America/Los_Angeles")
        scenario!!.onActivity { activity ->
            activity.source.begin()
            activity.source.change { it.copy(name = name, address = url.orEmpty(), fellowship = details.fellowship, zone = details.zone) }
            activity.source.save()
        }
        until { it.sources.state.value.sources.any { source -> source.details == details } }
    }

    private fun type(field: String, text: String) {
        val node = rule.onNodeWithText(field).performScrollTo()
        node.performTextClearance()
        node.performTextInput(text)
    }

    private fun ask() {
        reach("Ask the website")
        tap("Ask the website of 1 list")
        until { !it.refresh.state.value.running && it.refresh.state.value.ended.isNotEmpty() }
    }

    @Test
    fun aListIsAddedByItsAddressChangedAndRemoved() {
        lists()
        tap("Add a list by its address")
        tap("Save")
        wait("Give the list a name of up to 200 characters, on one line")
        type("Name of the list", "Harbour")
        type("Address of the list", "http://example.org/meetings.json")
        tap("Save")
        wait("This cannot be asked. An address begins with https://")
        val said = SemanticsMatcher.keyIsDefined(SemanticsProperties.Error)
        rule.onNode(said and hasText("http://example.org/meetings.json")).assertExists()
        type("Address of the list", URL)
        type("Terms of use", "Free to use, with their name.")
        tap("Save")
        wait("Its website has not been asked yet.")
        assertEquals(SourceDetails("Harbour", URL, zone = "America/Los_Angeles", licence = "Free to use, with their name."), sources.single().details)
        assertEquals(emptyList(), web.asked)

        tap("Add a list by its address")
        type("Name of the list", "Harbour")
        tap("Save")
        wait("There is a list of this name already")
        back()

        rule.onNodeWithContentDescription("Change Harbour").performClick()
        rule.onNodeWithText("Address of the list").performScrollTo().performTextClearance()
        rule.onNodeWithText("Terms of use").performScrollTo().performTextClearance()
        scenario!!.onActivity { activity -> activity.source.change { it.copy(zone = null) } }
        tap("Save")
        wait("It comes by file only.")
        assertEquals(SourceDetails("Harbour"), sources.single().details)

        rule.onNodeWithContentDescription("Change Harbour").performClick()
        tap("Remove this list")
        wait("Its meetings leave the search.")
        assertEquals(1, sources.size)
        tap("Yes, remove it")
        wait("No lists yet.")
    }

    @Test
    fun nothingIsAskedUntilThePersonTouchesIt() {
        web.gives(URL, feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol", "06:30")), 200, "ETag" to "\"v1\"")
        lists()
        add("Harbour")
        scenario!!.recreate()
        wait("It sees your network address, as every website does.")
        assertEquals(emptyList(), web.asked)
        ask()
        wait("1 list is up to date")
        reach("2 new")
        assertEquals(2u, source("Harbour").meetings)
        assertEquals(SourceState.CURRENT, source("Harbour").state)
        assertEquals(emptyList(), web.folder.list().orEmpty().toList(), "the answer stays behind")
        reach("Nothing is due.")

        web.answers[URL] = { request, _ -> FetchAnswer(request.source, 304u) }
        rule.onNodeWithContentDescription("Ask the website of Harbour now").performScrollTo().performClick()
        until { !it.refresh.state.value.running && web.asked.size == 2 }
        reach("Nothing has changed since last time.")
        assertEquals(listOf(HttpHeader("If-None-Match", "\"v1\"")), web.asked.last().headers)
    }

    @Test
    fun whyAnAnswerWasNotTakenIsSaidInWords() {
        lists()
        add("Harbour")
        web.gives(URL, feed(entry("candle", "Candlelight")))
        ask()
        val refusals =
            mapOf<String, Pair<Int, String>>(
                "Its website has a problem of its own (error 503)." to (503 to "busy"),
                "The list is not at this address any more (error 404)." to (404 to ""),
                "Its website does not give the list to everybody (error 403)." to (403 to "closed"),
                "The website answered with a check whether you are human." to (403 to "<!doctype html><title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/h\"></script>"),
                "This is a web page and no list of meetings." to (200 to "<!doctype html><html><body>We have moved</body></html>"),
            )
        for ((words, answer) in refusals) {
            web.gives(URL, answer.second, answer.first)
            askAgain()
            reach(words)
            reach("What was here before is kept.")
            assertEquals(1u to SourceState.STALE, source("Harbour").run { meetings to state })
            reach("Best left alone until:")
        }
        web.answers[URL] = { _, _ -> throw TooLarge() }
        askAgain()
        reach("The file is larger than a list of meetings can be.")
        web.answers.clear()
        askAgain()
        reach("Its website did not answer.")
        assertTrue(rule.onAllNodesWithText("The file is larger than a list of meetings can be.").fetchSemanticsNodes().isEmpty())
    }

    private fun askAgain() {
        val before = web.asked.size
        scenario!!.onActivity { it.refresh.refresh(listOf("Harbour")) }
        until { web.asked.size > before && !it.refresh.state.value.running }
    }

    @Test
    fun anAddressThatMovedIsTakenOverOnlyByThePerson() {
        lists()
        add("Harbour")
        web.answers[URL] = { request, _ -> FetchAnswer(request.source, 301u, listOf(HttpHeader("Location", "https://new.example.org/list"))) }
        ask()
        reach("Use this address")
        assertEquals(URL, source("Harbour").details.url)
        tap("Use this address")
        rule.onNodeWithText("https://new.example.org/list").assertExists()
        tap("Save")
        until { it.sources.state.value.sources.single().details.url == "https://new.example.org/list" }
        assertNull(source("Harbour").problem)
    }

    @Test
    fun aShorterListIsTakenOnlyWhenThePersonSaysSo() {
        val ten = (1..10).map { entry("m$it", "Meeting $it", day = it % 7) }
        lists()
        add("Harbour")
        web.gives(URL, feed(*ten.toTypedArray()))
        ask()
        web.gives(URL, feed(ten[0], ten[1]))
        askAgain()
        reach("Only 2 of 10 meetings came.")
        assertEquals(SourceProblem.Shrunk(10u, 2u), source("Harbour").problem)
        tap("Take the shorter list")
        until { it.sources.state.value.sources.single().meetings == 2u }
        reach("8 gone")
    }

    @Test
    fun withoutAConnectionNothingIsBlamedOnTheWebsite() {
        lists()
        add("Harbour")
        web.there = false
        reach("Ask the website")
        tap("Ask the website of 1 list")
        reach("This phone has no connection just now.")
        assertEquals(emptyList(), web.asked)
        // It falls while the website is asked.
        web.there = true
        web.answers[URL] = { _, _ ->
            web.there = false
            throw java.io.IOException("gone")
        }
        reach("Ask the website")
        tap("Ask the website of 1 list")
        until { it.refresh.state.value.offline && !it.refresh.state.value.running }
        assertEquals(1, web.asked.size)
        assertEquals(SourceState.NEW to null, source("Harbour").run { state to problem })
    }

    @Test
    fun askingCanBeStopped() {
        lists()
        add("Harbour")
        val gate = CompletableDeferred<Unit>()
        web.gate = gate
        web.gives(URL, feed(entry("candle", "Candlelight")))
        reach("Ask the website")
        tap("Ask the website of 1 list")
        reach("1 of 1: Harbour")
        until { web.asked.size == 1 }
        tap("Cancel")
        wait("Stopped. What had come before is kept.")
        assertFalse(state { it.refresh.state.value.running })
        assertEquals(SourceState.NEW, source("Harbour").state)
        assertEquals(emptyList(), web.folder.list().orEmpty().toList())
        gate.complete(Unit)
    }

    /** And whatever else is asked of the phone: a new permission is to be a decision. */
    @Test
    fun thePermissionsAreTheseAndNoOthers() {
        val info = app.packageManager.getPackageInfo(app.packageName, android.content.pm.PackageManager.GET_PERMISSIONS)
        val wanted = info.requestedPermissions.orEmpty().map { it.removePrefix("android.permission.").removePrefix(app.packageName) }
        // The first is androidx's, for itself alone; the second comes with the library of these tests and is in no app.
        val besides = setOf(".DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION", "REORDER_TASKS")
        assertEquals(setOf("INTERNET", "ACCESS_COARSE_LOCATION", "POST_NOTIFICATIONS", "RECEIVE_BOOT_COMPLETED"), wanted.toSet() - besides)
        val flags = info.applicationInfo!!.flags
        assertEquals(0, flags and android.content.pm.ApplicationInfo.FLAG_USES_CLEARTEXT_TRAFFIC, "in the open")
    }

    private companion object {
        const val URL = "https://example.org/meetings.json"
    }
}
