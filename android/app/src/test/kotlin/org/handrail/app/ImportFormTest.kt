package org.handrail.app

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import kotlinx.coroutines.runBlocking
import org.handrail.app.data.Where
import org.handrail.core.ColumnChoice
import org.handrail.core.FeedProblem
import org.handrail.core.HandrailException
import org.handrail.core.SourceDetails
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** What the person says about a file before it is read: what its columns hold, whose it is, in which zone. */
class ImportFormTest : AppTest() {
    /** What is said of the only list, once it is there. */
    private fun said(what: (SourceDetails) -> Boolean) = until { it.sources.state.value.sources.singleOrNull()?.details?.let(what) == true }

    private val picked get() = state { it.sources.state.value.picked }

    private fun lists() {
        start()
        tap("All meetings")
        tap("Lists")
        // What has no pin is near nothing.
        scenario!!.onActivity { it.meetings.filter { filter -> filter.copy(where = Where.ANYWHERE) } }
    }

    private fun choose(name: String, content: String) {
        reach("Import a list")
        tap("Import a list")
        scenario!!.onActivity { it.choose(app.offer(name, content)) }
        until { it.sources.state.value.picked != null }
    }

    private fun read(button: String = "Read it like this") {
        reach(button)
        tap(button)
        until { it.sources.state.value.run { !importing && (report != null || problem != null) } }
    }

    /** Opens the choice for a column and takes another field. */
    private fun say(column: String, field: String) {
        reach("“$column” is")
        rule.onNode(hasText("“$column” is") and hasClickAction()).performScrollTo().performClick()
        wait(field)
        rule.onAllNodesWithText(field).onFirst().performScrollTo().performClick()
        rule.waitForIdle()
    }

    @Test
    fun theColumnsOfATableAreShownAndConfirmed() {
        lists()
        choose("table.csv", "Meeting title,Weekday,Start,Venue,Street,Our code,Contact Phone\nCandlelight,Monday,19:00,Harbour House,12 Pier Street,Quiet room,555 0100\n")
        reach("What its columns hold")
        assertEquals(mapOf("Meeting title" to "name", "Weekday" to "day", "Start" to "time", "Venue" to "location", "Street" to "address"), picked!!.columns.filter { it.field != null }.associate { it.column to it.field })
        reach("For example Candlelight")
        assertTrue(state { it.sources.state.value.sources }.isEmpty(), "stored before it was confirmed")
        reach("Show the columns that are not read")
        tap("Show the columns that are not read: 2")
        reach("“Contact Phone” is left out")
        read()
        said { it.columns.isEmpty() }
        until { it.meetings.state.value.rows.singleOrNull()?.run { name == "Candlelight" && place == "Harbour House" } == true }
    }

    @Test
    fun aWrongGuessIsPutRightAndTakenBack() {
        val table = "Meeting title,Weekday,Start,Street,Remarks,Our code\nCandlelight,Monday,19:00,12 Pier Street,Ring twice,Quiet room\n"
        lists()
        choose("table.csv", table)
        reach("Show the columns that are not read")
        tap("Show the columns that are not read: 1")
        say("Our code", "the place")
        say("Remarks", "Not read")
        assertEquals(mapOf("Our code" to "location", "Remarks" to null), picked!!.chosen)
        read()
        said { it.columns.toSet() == setOf(ColumnChoice("Our code", "location"), ColumnChoice("Remarks", null)) }
        until { it.meetings.state.value.rows.singleOrNull()?.place == "Quiet room" }

        // What was said stands there the next time, and can be taken back.
        choose("table.csv", table)
        assertEquals(mapOf("Our code" to "location", "Remarks" to null), picked!!.chosen)
        say("Remarks", "notes")
        say("Our code", "Not read")
        read()
        said { it.columns.toSet() == setOf(ColumnChoice("Our code", null), ColumnChoice("Remarks", "notes")) }
        until { it.meetings.state.value.rows.singleOrNull()?.let { row -> row.place == null } == true }
    }

    @Test
    fun aTableThatNobodyKnowsCanBeExplained() {
        lists()
        choose("odd.csv", "Aa,Bb,Cc,Dd\nCandlelight,Monday,19:00,12 Pier Street\n")
        reach("None of its columns is known.")
        read()
        assertEquals(FeedProblem.UNKNOWN_FORMAT, state { (it.sources.state.value.problem as HandrailException.Feed).reason })
        say("Aa", "the name")
        say("Bb", "the day")
        say("Cc", "the time it begins")
        say("Dd", "the street")
        read()
        until { it.meetings.state.value.rows.singleOrNull()?.name == "Candlelight" }
    }

    @Test
    fun theZoneCanBeTakenBack() {
        val list = "[{\"slug\":\"a\",\"name\":\"Candlelight\",\"day\":1,\"time\":\"19:00\",\"conference_url\":\"https://zoom.us/j/123456\"}]"
        lists()
        choose("harbour.json", list)
        read("Import it")
        said { it.zone == "America/Los_Angeles" }
        choose("harbour.json", list)
        rule.onNodeWithText("Time zone of the list").performScrollTo().performClick()
        wait("Not said")
        rule.onAllNodesWithText("Not said").onFirst().performClick()
        assertNull(picked!!.zone)
        read("Import it")
        said { it.zone == null }
        until { it.meetings.state.value.rows.singleOrNull()?.next?.zoneAssumed == true }

        // What goes wrong changes nothing of what was said.
        choose("harbour.json", list)
        scenario!!.onActivity { it.sources.say { list -> list.copy(zone = "America/Denver") } }
        read("Import it")
        said { it.zone == "America/Denver" }
        choose("harbour.json", "<!doctype html><html><body>We have moved</body></html>")
        scenario!!.onActivity { it.sources.say { list -> list.copy(zone = null) } }
        read("Import it")
        // What the screen shows follows a moment later.
        val kept = runBlocking { app.session!!.run { directory().sources(moment()) } }.single().details
        assertEquals("America/Denver", kept.zone)
    }

    @Test
    fun whatWasNoticedIsCountedInWords() {
        lists()
        val row = "\"name\":\"Candlelight\",\"day\":\"1\",\"time\":\"19:00\",\"end_time\":\"19:00\",\"location\":\"<b>Harbour</b> House\",\"url\":\"javascript:alert(1)\""
        choose("harbour.json", "[{\"slug\":\"a\",$row},{\"slug\":\"a\",$row}]")
        read("Import it")
        reach("What was noticed:")
        wait("Links that cannot be opened: 2")
        wait("Ending when they begin, so their length is not known: 2")
        assertTrue(rule.onAllNodesWithText("Keys that occur twice: 1").fetchSemanticsNodes().isEmpty())
        val kinds = state { it.sources.state.value.report!!.report.diagnostics.size }
        tap("Everything that was noticed: $kinds kinds")
        wait("Keys that occur twice: 1")
    }
}
