package org.handrail.app

import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import java.time.LocalDate
import java.time.YearMonth
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.handrail.core.DayMark
import org.handrail.core.DayState
import org.handrail.core.TrackerDetails

/** The screens of a tracker: its day, its days and milestones, a return and its undo; and help. */
class TrackerLooksTest : LooksTest() {
    override fun walk(look: String) {
        start()
        wait("A day to count from")
        shot("empty", look)
        tap("Add a tracker")
        rule.onNodeWithText("Name").performTextInput("Alcohol")
        shot("add", look)
        touchable("add")
        tap("Within limits")
        rule.onNodeWithText("Your goal").performScrollTo()
        shot("limits", look)
        tap("More choices")
        rule.onNodeWithText("My day begins at").performScrollTo()
        shot("more", look)
        touchable("more")
        back()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01"), subject = "alcohol"))
        scenario!!.onActivity { it.sources.importSample() }
        until { it.today.state.value.today?.trackers?.single()?.elapsedDays == 98u }
        until { it.today.state.value.nextMeeting != null }
        shot("today", look)
        touchable("today")
        tap("Edit")
        wait("Put into the archive")
        shot("edit", look)
        back()
        daysAndMilestones(look)
        tap("I returned to use")
        wait("Record it")
        shot("return", look)
        touchable("return")
        tap("Add how long, how much, what time")
        tap("Several days")
        tap("At a time, so that hours count")
        rule.onNodeWithText("The time").performScrollTo()
        shot("return-more", look)
        touchable("return-more")
        tap("Several days")
        tap("At a time, so that hours count")
        tap("Record it")
        until { it.today.state.value.today?.trackers?.single()?.elapsedDays == 0u }
        tapFirst("Undo")
        until { it.today.state.value.today?.trackers?.single()?.elapsedDays == 98u }
        tap("Help now")
        wait("You do not have to do this alone.")
        shot("help", look)
        touchable("help")
    }

    /** The month, a day that is entered and taken back, the shelf; then back to the day. */
    private fun daysAndMilestones(look: String) {
        tap("Days and milestones")
        until { it.detail.state.value.calendar != null }
        rule.waitForIdle()
        shot("detail", look)
        touchable("detail")
        // The ninth is not over.
        assertEquals(8u, state { it.detail.state.value.calendar!!.kept })
        scenario!!.onActivity { it.detail.openDay(LocalDate.parse("2026-03-03")) }
        rule.waitForIdle()
        shot("day", look)
        touchable("day")
        scenario!!.onActivity { it.detail.mark(LocalDate.parse("2026-03-03"), DayMark(DayState.KEPT, medication = true, note = "A good one")) }
        until { it.detail.state.value.calendar!!.canUndoMark }
        rule.waitForIdle()
        rule.onNode(hasScrollToIndexAction()).performScrollToIndex(1)
        shot("marked", look)
        back()
        wait("Yesterday is not entered yet.")
        shot("asks", look)
        touchable("asks")
        tap("Days and milestones")
        until { it.detail.state.value.calendar != null }
        scenario!!.onActivity { it.detail.turn(-1) }
        until { it.detail.state.value.month == YearMonth.of(2026, 2) }
        assertEquals(28u, state { it.detail.state.value.calendar!!.kept })
        scenario!!.onActivity { it.detail.undoMark() }
        until { !it.detail.state.value.calendar!!.canUndoMark }
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(hasText("Milestones"))
        rule.onNode(hasScrollToIndexAction()).performScrollToIndex(8)
        shot("shelf", look)
        research(look)
        reach("Delete")
        shot("actions", look)
        touchable("actions")
        back()
    }

    /** Closed until it is asked for; then every statement with its source, and the warning before all that is about the body. */
    private fun research(look: String) {
        val warning = app.getString(R.string.withdrawal)
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(hasText("What research says"))
        assertTrue(rule.onAllNodesWithText(warning).fetchSemanticsNodes().isEmpty())
        tapInList("Show it, with its sources")
        wait("Source: Kirshenbaum")
        val top = { text: String -> rule.onNodeWithText(text).fetchSemanticsNode().positionInRoot.y }
        assertTrue(top(warning) < top(app.getString(R.string.research_sleep)))
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(hasText("Hide it"))
        shot("research", look)
        touchable("research")
    }
}
