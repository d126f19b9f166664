package org.handrail.app

import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasAnyDescendant
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performScrollToIndex
import kotlin.test.Test
import kotlin.test.assertEquals
import org.handrail.app.data.KeyAnswer
import org.handrail.app.data.Where

/** The list of meetings that a question finds. */
class SearchTest : AppTest() {
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

    private fun scrollTo(index: Int) {
        rule.onNode(hasScrollToIndexAction()).performScrollToIndex(index)
        rule.waitForIdle()
    }
}
