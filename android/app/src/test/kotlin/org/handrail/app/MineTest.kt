package org.handrail.app

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import kotlin.test.Test
import kotlin.test.assertEquals
import org.handrail.core.FavouriteDetails
import org.handrail.core.MeetingChange

/** What of the directory is a person's own: favourites, meetings of theirs, corrections, what they hide. */
class MineTest : AppTest() {
    @Test
    fun aMeetingThatIsGoneNamesItsSuccessor() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol")))
        val id = found("Candlelight")
        favour(id, FavouriteDetails(label = "Home group"))
        // The same room and hour under another name. The other meeting has left too, so that nothing is taken for a new key.
        bring("intergroup", feed(entry("quiet", "Quiet Hour"), entry("dawn", "Dawn Patrol", day = 2)))
        until { it.mine.state.value.notices.singleOrNull()?.changes == listOf(MeetingChange.GONE) }
        val successor = state { it.mine.state.value.notices.single().successor }
        assertEquals("Quiet Hour", successor?.name)
        tap("All meetings")
        tap("Mine")
        wait("No longer listed")
        reach("Take this one instead")
        tap("Take this one instead")
        until { it.mine.state.value.favourites.singleOrNull()?.meeting?.name == "Quiet Hour" }
        assertEquals("Home group", state { it.mine.state.value.favourites.single().details.label })
        until { it.mine.state.value.notices.isEmpty() }
    }

    @Test
    fun aMeetingOfOnesOwnIsKeptAndFound() {
        start()
        tap("All meetings")
        tap("Mine")
        reach("Add a meeting of my own")
        tap("Add a meeting of my own")
        tap("Save")
        wait("Give it a name of up to 200 characters, on one line")
        rule.onNodeWithText("Name").performScrollTo().performTextInput("Kitchen table")
        rule.onNodeWithContentDescription("Wednesday").performScrollTo().performClick()
        rule.onNodeWithText("Link to take part").performScrollTo().performTextInput("javascript:alert(1)")
        tap("Save")
        wait("A link begins with https:// or http://")
        rule.onNodeWithText("Link to take part").performScrollTo().performTextClearance()
        rule.onNodeWithText("Place").performScrollTo().performTextInput("At Robin’s")
        tap("Save")
        until { it.mine.state.value.favourites.singleOrNull()?.meeting?.name == "Kitchen table" }
        wait("Wednesday, 7:00")
        tap("Find")
        tap("Near me")
        rule.onNode(hasSetTextAction()).performTextInput("kitchen")
        until { it.meetings.state.value.rows.singleOrNull()?.own == true }
        wait("Yours")
    }

    @Test
    fun aCorrectionIsOnesOwnAndCanBeTakenBack() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        tapFirst("Candlelight")
        reach("Correct it for myself")
        tap("Correct it for myself")
        rule.onNodeWithText("Place").performScrollTo().performTextClearance()
        rule.onNodeWithText("Place").performTextInput("The old library")
        tap("Save")
        until { it.meeting.state.value.detail?.row?.let { row -> row.own && row.place == "The old library" } == true }
        val corrected = state { it.meeting.state.value.detail!! }
        assertEquals("America/Los_Angeles", corrected.row.zone)
        assertEquals(listOf("O", "BE"), corrected.row.types)
        reach("Take back what I changed")
        tap("Take back what I changed")
        until { it.meeting.state.value.detail?.row?.place == "Harbour House" }
    }

    @Test
    fun whatIsHiddenCanBeShownAgain() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol")))
        tap("All meetings")
        tapFirst("Candlelight")
        reach("Hide this meeting")
        tap("Hide this meeting")
        wait("Candlelight is hidden")
        until { it.meetings.state.value.rows.map { row -> row.name } == listOf("Dawn Patrol") }
        tap("Undo")
        until { it.meetings.state.value.rows.size == 2 }
        val id = found("Candlelight")
        scenario!!.onActivity { it.meeting.show(id) }
        until { it.meeting.state.value.detail != null }
        scenario!!.onActivity { it.meeting.hide() }
        wait("1 that you hide")
        tap("1 that you hide")
        reach("Show it again")
        tap("Show it again")
        until { it.mine.state.value.hidden.isEmpty() }
        tap("Find")
        until { it.meetings.state.value.rows.size == 2 }
    }
}
