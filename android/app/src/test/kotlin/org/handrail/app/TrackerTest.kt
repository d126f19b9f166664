package org.handrail.app

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.handrail.core.Goal
import org.handrail.core.Limits
import org.handrail.core.ReturnTerm
import org.handrail.core.StartTerm
import org.handrail.core.TrackerDetails
import org.handrail.core.Vocabulary
import org.robolectric.annotation.Config

/** A tracker as a person makes it, keeps it and lets it go. */
class TrackerTest : AppTest() {
    @Test
    fun aTrackerKeepsItsOwnWords() {
        start()
        track(TrackerDetails("Cigarettes", LocalDate.parse("2025-12-01"), vocabulary = Vocabulary(StartTerm.QUIT_DATE, ReturnTerm.SLIP)))
        wait("I had a slip")
        tap("Days and milestones")
        wait("Quit on")
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(hasText("I had a slip"))
        back()
        tap("I had a slip")
        wait("When was it?")
        wait("I had a slip")
        assertTrue(rule.onAllNodesWithText("I returned to use").fetchSemanticsNodes().isEmpty())
    }

    @Test
    fun whatTheFirstScreenSaysOfATrackerIsReadOutAsOne() {
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        val said = listOf("98", "days", "3 months, 8 days", "100 days on Mar 11, 2026", "2 days to go", "Since December 1, 2025")
        rule.onNode(said.map { hasText(it) }.reduce { all, one -> all and one }).assertExists()
    }

    @Test
    fun aDayIsEnteredByTouchAndATrackerIsDeletedOnlyWhenAskedTwice() {
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01"), subject = "alcohol"))
        tap("Days and milestones")
        until { it.detail.state.value.calendar != null }
        scenario!!.onActivity { it.detail.openDay(LocalDate.parse("2026-03-09")) }
        tapInList("Use")
        tapInList("Save")
        until { it.detail.state.value.calendar!!.used == 1u }
        until { it.detail.state.value.history!!.episodes.size == 2 }
        scenario!!.onActivity { it.detail.undoMark() }
        until { it.detail.state.value.history!!.episodes.size == 1 }
        scenario!!.onActivity { it.detail.askDelete(true) }
        assertEquals(1, state { it.today.state.value.today!!.trackers.size })
        scenario!!.onActivity { it.detail.delete() }
        wait("A day to count from")
        tap("Add a tracker")
        tap("Put back Alcohol")
        until { it.today.state.value.today!!.trackers.size == 1 }
    }

    @Test
    @Config(qualifiers = "w360dp-h640dp-xhdpi")
    fun onANarrowPhoneADayOfTheCalendarIsAsLargeAsAFinger() {
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        tap("Days and milestones")
        until { it.detail.state.value.calendar != null }
        reach("Touch a day to enter what it was.")
        val days = rule.onAllNodes(hasContentDescription("March ", substring = true) and hasClickAction()).fetchSemanticsNodes()
        assertTrue(days.size >= 9, "${days.size} days")
        val least = (48 * days.first().layoutInfo.density.density).toInt()
        for (day in days) assertTrue(day.size.width >= least && day.size.height >= least, "${day.config}: ${day.size}")
    }

    @Test
    fun whatTheFormOffersReachesTheCore() {
        start()
        tap("Add a tracker")
        rule.onNodeWithText("Name").performTextInput("Wine")
        tap("Within limits")
        rule.onNodeWithText("At most a week (times)").performScrollTo().performTextInput("7")
        tap("More choices")
        tap("1")
        tap("Save")
        until { it.today.state.value.today?.trackers?.size == 1 }
        val tracker = state { it.today.state.value.today!!.trackers.single() }
        assertEquals(Goal.Moderate(Limits(aWeek = 7000)), tracker.goal)
        assertEquals(1u, tracker.number)
    }

    @Test
    fun anEmptyNameIsSaid() {
        start()
        tap("Add a tracker")
        tap("Save")
        wait("Give it a name; any word will do")
    }
}
