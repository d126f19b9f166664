package org.handrail.app

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.handrail.core.FavouriteDetails

/** A list of meetings as it comes in: from a file to a favourite, and what is not taken. */
class ImportTest : AppTest() {
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
        assertFalse(app.holdsACopy, "the copy of the file stays behind")

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
        assertFalse(app.holdsACopy)
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
        assertTrue(app.holdsACopy, "nothing is left to take")
        tap("Keep what is here")
        until { it.sources.state.value.problem == null }
        assertFalse(app.holdsACopy)
        assertEquals(10u, state { it.sources.state.value.sources.single().meetings })

        pick("intergroup.json", feed(ten[0], ten[1]))
        tap("Import it")
        wait("Take the shorter list")
        tap("Take the shorter list")
        until { it.sources.state.value.sources.single().meetings == 2u }
        wait("8 gone")
        assertFalse(app.holdsACopy)
    }
}
