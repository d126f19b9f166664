package org.handrail.app

import androidx.compose.ui.test.onAllNodesWithText
import org.handrail.core.DayMark
import org.handrail.core.DayState
import org.handrail.core.Goal
import org.handrail.core.Limits
import org.handrail.core.TrackerDetails
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import kotlin.test.Test

/** What a day asks of a person: shown, answered, gone. */
class AsksTest : AppTest() {
    @Test
    fun aDayIsAskedForUntilItIsEntered() {
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        wait("Days and milestones")
        // Nobody is asked who does not keep a calendar.
        gone("Yesterday is not entered yet.")
        keep("2026-03-07")
        wait("Yesterday is not entered yet.")
        wait("Today is not entered yet.")

        tap("Enter yesterday")
        wait("Sunday, March 8, 2026")
        tapInList("Kept")
        tapInList("Save")
        until { it.detail.state.value.run { marking == null && calendar!!.canUndoMark } }
        back()
        gone("Yesterday is not entered yet.")
        wait("Today is not entered yet.")

        tap("Enter today")
        wait("Monday, March 9, 2026")
        tapInList("Use")
        tapInList("Save")
        until { it.detail.state.value.calendar?.used == 1u }
        back()
        gone("Today is not entered yet.")
        gone("Yesterday is not entered yet.")
    }

    @Test
    fun anAnswerThatIsTakenBackIsAskedForAgain() {
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        keep("2026-03-07")
        keep("2026-03-09")
        gone("Today is not entered yet.")
        scenario!!.onActivity { it.detail.undoMark() }
        wait("Today is not entered yet.")
    }

    @Test
    fun yesterdayIsEnteredInItsOwnMonth() {
        now = Instant.parse("2026-03-01T20:00:00Z")
        start()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        keep("2026-02-26")
        tap("Enter yesterday")
        wait("Saturday, February 28, 2026")
        wait("February 2026")
    }

    @Test
    fun aPlannedDayAndAFirstDayAreSaidOnTheirDay() {
        start()
        val mondays = Goal.Moderate(Limits(dryWeekdays = listOf(1)))
        track(TrackerDetails("Wine", LocalDate.parse("2026-03-02"), goal = mondays))
        track(TrackerDetails("Cigarettes", LocalDate.parse("2026-03-09")))
        wait("A day without, as you planned.")
        reach("Today it begins.")
        now += Duration.ofDays(1)
        track(TrackerDetails("Gambling", LocalDate.parse("2026-03-01")))
        until { it.today.state.value.today!!.trackers.all { tracker -> tracker.asks.isEmpty() } }
        gone("Today it begins.")
        gone("A day without, as you planned.")
    }

    /** An entry of the only tracker. */
    private fun keep(day: String) {
        until { it.today.state.value.today?.trackers?.size == 1 }
        scenario!!.onActivity { it.detail.show(it.today.state.value.today!!.trackers.single().id, LocalDate.parse(day)) }
        until { it.detail.state.value.calendar != null }
        scenario!!.onActivity { it.detail.mark(LocalDate.parse(day), DayMark(DayState.KEPT)) }
        until { it.detail.state.value.calendar?.days.orEmpty().any { shown -> shown.day == LocalDate.parse(day) && !shown.inferred } }
    }

    private fun gone(text: String) = rule.waitUntil(WAIT) { rule.onAllNodesWithText(text).fetchSemanticsNodes().isEmpty() }
}
