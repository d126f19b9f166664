package org.handrail.app

import androidx.compose.ui.test.onNodeWithText
import org.handrail.app.data.JournalState
import org.handrail.app.data.KeyAnswer
import org.handrail.core.FavouriteDetails
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** Where a meeting comes from, what became of it, and its way into a calendar. */
class MeetingOriginTest : SendingTest() {
    private val rows get() = state { it.meetings.state.value.rows }

    /** Two lists that have it; only the second knows of a web page. */
    private fun joined() {
        bring("harbour", feed(entry("candle", "Candlelight", more = ""","updated":"2026-01-02 00:00:00"""")))
        bring("county", feed(entry("c-1", "Candlelight", more = ""","url":"https://example.org/candle"""")))
        until { it.meetings.state.value.rows.singleOrNull()?.alsoIn == 1u }
    }

    private fun openIt() {
        tap("All meetings")
        tapFirst("Candlelight")
        until { it.meeting.state.value.detail != null }
    }

    @Test
    fun eachFieldSaysWhichListItIsFrom() {
        start()
        joined()
        openIt()
        reach("Where this is from")
        reach("From “harbour”: name, fellowship, times, place, address")
        reach("From “county”: web page")
    }

    @Test
    fun twoThatWereJoinedAreShownAsTwoAndAsOneAgain() {
        start()
        joined()
        openIt()
        reach("These seem to be the same meeting")
        reach("The same times, the same place, and the same name")
        tap("Show as two")
        until { it.meetings.state.value.rows.size == 2 }
        reach("“Candlelight” of the list “county” is now a meeting of its own.")
        tap("Show as one again")
        until { it.meetings.state.value.rows.size == 1 && it.meeting.state.value.parted.isEmpty() }
        reach("Also in other lists")

        // Taken back another day, on the screen of the one that stands by itself.
        tap("Show as two")
        until { it.meetings.state.value.rows.size == 2 }
        val alone = state { it.meeting.state.value.parted.single().id }
        scenario!!.onActivity { it.meeting.show(alone) }
        until { it.meeting.state.value.detail?.keptApart == true }
        reach("You show this meeting by itself")
        tap("Show as one again")
        until { it.meetings.state.value.rows.size == 1 }
    }

    @Test
    fun withALockedJournalNothingIsParted() {
        keys.answer = KeyAnswer.Unavailable
        start()
        wait("Your journal is locked")
        joined()
        openIt()
        reach("Also in other lists")
        rule.onNodeWithText("Show as two").assertDoesNotExist()
    }

    @Test
    fun whatBecameOfItIsTold() {
        start()
        for (time in listOf("19:00", "19:15", "19:30", "19:45", "20:00")) bring("harbour", feed(entry("candle", "Candlelight", time), entry("dawn", "Dawn Patrol", "06:30", day = 3)))
        openIt()
        assertEquals(5, state { it.meeting.state.value.history.size })
        reach("What became of it")
        reach("Mar 9, 2026: New time")
        rule.onNodeWithText("Mar 9, 2026: First listed").assertDoesNotExist()
        tap("Show all 5")
        reach("Mar 9, 2026: First listed")
    }

    @Test
    fun aMeetingGoesIntoACalendarWithoutItsNameUnlessOneWantsIt() {
        start()
        bring("harbour", feed(entry("candle", "Candlelight")))
        openIt()
        reach("Send it to a calendar")
        tap("Send it to a calendar")
        val discreet = sent()
        assertTrue("RRULE:FREQ=WEEKLY;BYDAY=MO" in discreet)
        assertFalse("Candlelight" in discreet || "Ring the bell" in discreet)
        tap("With names and notes")
        tap("Send it to a calendar")
        val named = sent()
        assertTrue("SUMMARY:Candlelight" in named && "Ring the bell" in named)
    }

    @Test
    fun favouritesAndAWeekGoIntoACalendar() {
        start()
        bring("harbour", feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol", "06:30", day = 3)))
        favour(found("Candlelight"), FavouriteDetails(label = "Home", reminderMinutes = 30u))
        tap("All meetings")
        tap("Mine")
        reach("Send all my favourites")
        tap("Send all my favourites")
        val favourites = sent()
        assertTrue("SUMMARY:Home" in favourites && "BEGIN:VALARM" in favourites && "RRULE" in favourites)
        assertEquals(1, Regex("BEGIN:VEVENT").findAll(favourites).count())
        tap("Send a week of my favourites")
        val favouriteWeek = sent()
        assertTrue("SUMMARY:Home" in favouriteWeek && "BEGIN:VALARM" in favouriteWeek && "RRULE:FREQ=WEEKLY" !in favouriteWeek)
        assertEquals(1, Regex("BEGIN:VEVENT").findAll(favouriteWeek).count())
        reach("Send a week of the 2 meetings that the search shows")
        tap("Send a week of the 2 meetings that the search shows")
        val week = sent()
        assertEquals(2, Regex("BEGIN:VEVENT").findAll(week).count())
        assertFalse("RRULE:FREQ=WEEKLY" in week)
    }

    @Test
    fun whatHasNoTimeHasNoWayIntoACalendar() {
        start()
        until { it.today.state.value.journal is JournalState.Open }
        scenario!!.onActivity { activity ->
            activity.own.begin()
            activity.own.change { it.copy(name = "Kitchen table", place = "At Robin’s") }
            activity.own.save()
        }
        until { it.mine.state.value.favourites.size == 1 }
        tap("All meetings")
        tap("Mine")
        reach("Send all my favourites")
        tap("Send all my favourites")
        reach("Nothing here has a time that could go into a calendar.")
        reach("Kitchen table")
        tap("Kitchen table")
        reach("By appointment")
        rule.onNodeWithText("For your own calendar").assertDoesNotExist()
    }
}
