package org.handrail.app

import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasAnyDescendant
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import org.handrail.app.data.KeyAnswer
import org.handrail.app.data.Where
import org.handrail.core.FavouriteDetails
import org.handrail.core.MeetingChange
import org.junit.Test
import org.robolectric.annotation.Config
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** The directory as a person walks through it: from a file to a meeting that is theirs, and what becomes of it. */
class MeetingsTest : AppTest() {
    @Test fun inTheLight() = walk("light")

    @Test @Config(qualifiers = "w411dp-h891dp-night-xhdpi")
    fun inTheDark() = walk("dark")

    @Test @Config(qualifiers = PHONE, fontScale = 2f)
    fun inLargestText() = walk("large")

    @Test @Config(qualifiers = "ar-ldrtl-$PHONE")
    fun fromRightToLeft() = walk("rtl")

    /** Every screen of the directory, drawn. */
    private fun walk(look: String) {
        start()
        tap("All meetings")
        wait("No meetings on this phone yet")
        shot("meetings-none", look)
        scenario!!.onActivity { it.sources.importSample() }
        until { it.meetings.state.value.facets?.types?.isNotEmpty() == true && it.meetings.state.value.rows.isNotEmpty() }
        bring("intergroup", feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol", "06:30", more = ""","conference_url":"https://zoom.us/j/123456"""")))
        favour(found("Candlelight"), FavouriteDetails("Bring the red book back.", "Home group", 30u))
        shot("meetings", look)
        touchable("meetings")
        tap("Filters")
        shot("filters", look)
        touchable("filters")
        rule.onNodeWithText("Kinds of meetings").performScrollTo()
        shot("filters-what", look)
        back()
        reach("Candlelight")
        tapFirst("Candlelight")
        until { it.meeting.state.value.favourite != null }
        shot("meeting", look)
        touchable("meeting")
        back()
        bring("intergroup", feed(entry("candle", "Candlelight", "20:15"), entry("dawn", "Dawn Patrol", "06:30")))
        until { it.mine.state.value.notices.size == 1 }
        tap("Mine")
        wait("What changed")
        shot("mine", look)
        touchable("mine")
        tap("Lists")
        wait("Imported: intergroup")
        shot("sources", look)
        touchable("sources")
        tap("Mine")
        reach("Add a meeting of my own")
        tap("Add a meeting of my own")
        scenario!!.onActivity { it.own.change { draft -> draft.copy(name = "Kitchen table", weekdays = setOf(0, 3), place = "At Robin’s") } }
        shot("own", look)
        touchable("own")
    }

    @Test
    fun fromAFileToAFavouriteToAChangeThatIsSeen() {
        start()
        tap("All meetings")
        tap("Import a list")
        tap("Import a list")
        scenario!!.onActivity { it.choose(app.offer("intergroup.json", feed(entry("candle", "Candlelight"), entry("harbour", "Harbour Lights", day = 3), entry("men", "Men at Work", day = 5, fellowship = "na")))) }
        wait("Name of the list")
        tap("Import it")
        wait("Imported: intergroup")
        wait("3 meetings, read as Meeting Guide")
        assertFalse(app.copied.exists(), "the copy of the file stays behind")

        tap("Find")
        wait("3 meetings within")
        rule.onNode(hasSetTextAction()).performTextInput("candelight")
        wait("Nothing has these words. This is what has “candlelight”.")
        rule.onNodeWithContentDescription("Clear the words").performClick()
        wait("3 meetings within")

        tap("Filters")
        rule.onNodeWithContentDescription("Narcotics Anonymous, 1 meeting").performScrollTo().performClick()
        wait("Show 1 meeting")
        // Other fellowships are still counted as they would come besides.
        tap("Show 1 meeting")
        wait("Filters: 1")
        wait("2 more of any fellowship")
        tap("2 more of any fellowship")
        wait("3 meetings within")

        tapFirst("Candlelight")
        tap("Add to my favourites")
        reach("Note, label, reminder")
        tap("Note, label, reminder")
        reach("For example Home group")
        rule.onNodeWithText("Label").performTextInput("Home group")
        reach("30 min")
        tap("30 min")
        reach("Save")
        tap("Save")
        until { it.meeting.state.value.favourite?.details == FavouriteDetails(null, "Home group", 30u) }
        back()
        back()

        bring("intergroup", feed(entry("candle", "Candlelight", "20:15"), entry("harbour", "Harbour Lights", day = 3), entry("men", "Men at Work", day = 5)))
        wait("1 of your favourites changed")
        tap("1 of your favourites changed")
        wait("New time")
        wait("Was: Monday, 7:00")
        wait("Now: Today, 8:15")
        tap("I have seen it")
        until { it.mine.state.value.notices.isEmpty() && it.mine.state.value.favourites.size == 1 }
        wait("Home group")
        back()
        until { it.today.state.value.changedFavourites == 0 }
    }

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
    fun aWebPageInPlaceOfAListIsSaidAndChangesNothing() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        tap("Lists")
        pick("intergroup.json", "<!doctype html><html><body>We have moved</body></html>")
        tap("Import it")
        wait("This is a web page and no list of meetings.")
        wait("What was here before is kept.")
        assertEquals(1u, state { it.sources.state.value.sources.single().meetings })
        assertFalse(app.copied.exists())
    }

    @Test
    fun aListThatShrankIsTakenOnlyWhenThePersonSaysSo() {
        val ten = (1..10).map { entry("m$it", "Meeting $it", day = it % 7) }
        start()
        bring("intergroup", feed(*ten.toTypedArray()))
        tap("All meetings")
        tap("Lists")
        pick("intergroup.json", feed(ten[0], ten[1]))
        tap("Import it")
        wait("This list has far fewer meetings than last time.")
        assertTrue(app.copied.exists(), "nothing is left to take")
        tap("Keep what is here")
        until { it.sources.state.value.problem == null }
        assertFalse(app.copied.exists())
        assertEquals(10u, state { it.sources.state.value.sources.single().meetings })

        pick("intergroup.json", feed(ten[0], ten[1]))
        tap("Import it")
        wait("Take the shorter list")
        tap("Take the shorter list")
        until { it.sources.state.value.sources.single().meetings == 2u }
        wait("8 gone")
        assertFalse(app.copied.exists())
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

    @Test
    fun aLockedJournalLeavesTheSearchWorking() {
        keys.answer = KeyAnswer.Unavailable
        start()
        wait("Your journal is locked")
        tap("All meetings")
        tap("Load the made-up sample")
        until { it.meetings.state.value.rows.isNotEmpty() }
        val first = state { it.meetings.state.value.rows.first().name }
        reach(first)
        tapFirst(first)
        wait("Your journal is not open, so nothing can be kept just now.")
        back()
        tap("Mine")
        wait("They are safe, and you can still search.")
    }

    @Test
    fun theListGrowsAsOneScrollsAndKeepsItsPlace() {
        start()
        scenario!!.onActivity { it.sources.importSample() }
        scenario!!.onActivity { it.meetings.filter { filter -> filter.copy(where = Where.ANYWHERE) } }
        until { it.meetings.state.value.total > 100 && it.meetings.state.value.rows.size == 50 }
        tap("All meetings")
        scrollTo(50)
        until { it.meetings.state.value.rows.size >= 100 }
        rule.waitForIdle()
        val far = state { it.meetings.state.value.rows[70] }
        // After the search field and the answer.
        scrollTo(72)
        tapFirst(far.name)
        until { it.meeting.state.value.detail != null }
        // A favourite changes the list behind; its rows stay.
        val (shown, rows) = state { it.meeting.state.value.id!! to it.meetings.state.value.rows.size }
        favour(shown)
        until { it.meetings.state.value.rows.any { row -> row.favourite } }
        assertEquals(rows, state { it.meetings.state.value.rows.size })
        back()
        wait(far.name)
    }

    @Test
    fun howManyThereAreIsSaidAloud() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        wait("1 meeting within")
        val polite = SemanticsMatcher.expectValue(SemanticsProperties.LiveRegion, LiveRegionMode.Polite)
        rule.onNode(polite and hasText("1 meeting within", substring = true)).assertExists()
        tap("Filters")
        rule.onNode(polite and hasAnyDescendant(hasText("Show 1 meeting"))).assertExists()
    }

    private fun scrollTo(index: Int) {
        rule.onNode(hasScrollToIndexAction()).performScrollToIndex(index)
        rule.waitForIdle()
    }

    private fun pick(name: String, content: String) {
        tap("Import a list")
        scenario!!.onActivity { it.choose(app.offer(name, content)) }
        wait("Name of the list")
    }
}
