package org.handrail.app

import android.os.Bundle
import android.os.Looper
import android.os.Parcel
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextClearance
import androidx.compose.ui.test.performTextInput
import kotlinx.coroutines.runBlocking
import org.handrail.app.data.JournalState
import org.handrail.app.data.Where
import org.handrail.core.GeoPoint
import org.handrail.core.TrackerDetails
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The system ends an app that nobody looks at, and hands the next one what was kept. Whoever comes back finds what they had half done. */
class ProcessDeathTest : AppTest() {
    private var activity: ActivityController<MainActivity>? = null

    override fun onActivity(act: (MainActivity) -> Unit) {
        shadowOf(Looper.getMainLooper()).idle()
        act(activity!!.get())
    }

    private fun begin(kept: Bundle? = null) {
        val built = Robolectric.buildActivity(MainActivity::class.java)
        activity = if (kept == null) built.setup() else built.setup(kept)
        until { it.today.state.value.journal is JournalState.Open }
    }

    /** Nothing is cleared, as nobody is asked: the old one is only seen no more. What is kept goes through the system, as bytes. */
    private fun die(change: (Bundle) -> Unit = {}) {
        rule.waitForIdle()
        val kept = Bundle()
        activity!!.pause().stop().saveInstanceState(kept)
        change(kept)
        val session = app.session!!
        runBlocking {
            session.opened().close()
            session.directory().close()
        }
        bringASession()
        begin(crossed(kept))
    }

    private fun crossed(kept: Bundle): Bundle {
        val parcel = Parcel.obtain()
        parcel.writeBundle(kept)
        val bytes = parcel.marshall()
        val again = Parcel.obtain()
        again.unmarshall(bytes, 0, bytes.size)
        again.setDataPosition(0)
        return again.readBundle(javaClass.classLoader)!!
    }

    private fun type(field: String, text: String) {
        wait(field)
        val line = rule.onNode(hasText(field) and hasSetTextAction())
        line.performScrollTo()
        line.performTextClearance()
        line.performTextInput(text)
    }

    private fun lists() {
        tap("All meetings")
        tap("Lists")
    }

    @Test
    fun aListThatIsBeingAdded() {
        begin()
        lists()
        tap("Add a list by its address")
        type("Name of the list", "Harbour")
        type("Address of the list", "https://example.org/meetings.json")
        die()
        wait("Add a list by its address")
        wait("Harbour")
        tap("Save")
        until { it.sources.state.value.sources.singleOrNull()?.details?.url == "https://example.org/meetings.json" }
        wait("Harbour")
    }

    @Test
    fun aListThatIsBeingChanged() {
        begin()
        bring("harbour", feed(entry("candle", "Candlelight")))
        lists()
        until { it.sources.state.value.sources.isNotEmpty() }
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(hasContentDescription("Change harbour"))
        rule.onNodeWithContentDescription("Change harbour").performClick()
        type("Terms of use", "Free to use")
        die()
        wait("Free to use")
        tap("Save")
        until { it.sources.state.value.sources.singleOrNull()?.details?.licence == "Free to use" }
        assertEquals("harbour", state { it.sources.state.value.sources.single().details.name })
    }

    @Test
    fun aFileThatIsBeingLookedAt() {
        begin()
        lists()
        val uri = app.offer("table.csv", "Meeting title,Weekday,Start,Venue\nCandlelight,Monday,19:00,Harbour House\n")
        onActivity { it.sources.picked(uri) }
        wait("Name of the list")
        type("Name of the list", "My table")
        val column = state { it.sources.state.value.picked!!.columns.first { column -> column.column == "Venue" } }
        onActivity { it.sources.say { list -> list.choose(column, null) } }
        die()
        wait("My table")
        until { it.sources.state.value.picked?.chosen == mapOf("Venue" to null) }
        reach("Read it like this")
        tap("Read it like this")
        until { it.sources.state.value.sources.singleOrNull()?.details?.name == "My table" }
    }

    @Test
    fun aMeetingOfOnesOwn() {
        begin()
        tap("All meetings")
        tap("Mine")
        reach("Add a meeting of my own")
        tap("Add a meeting of my own")
        type("Name", "Kitchen table")
        onActivity { it.own.change { draft -> draft.copy(weekdays = setOf(3)) } }
        type("Place", "At Robin’s")
        die()
        wait("Kitchen table")
        tap("Save")
        until { it.mine.state.value.favourites.singleOrNull()?.meeting?.run { name == "Kitchen table" && place == "At Robin’s" && next != null } == true }
    }

    @Test
    fun aCorrectionAndTheMeetingBehindIt() {
        begin()
        bring("harbour", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        tapFirst("Candlelight")
        reach("Correct it for myself")
        tap("Correct it for myself")
        type("Place", "The old library")
        die()
        wait("The old library")
        tap("Save")
        wait("Candlelight")
        until { it.meeting.state.value.detail?.row?.place == "The old library" }
        assertEquals(listOf("O", "BE"), state { it.meeting.state.value.detail!!.row.types }, "what the form does not ask stays")
    }

    @Test
    fun aNoteOnAFavourite() {
        begin()
        bring("harbour", feed(entry("candle", "Candlelight")))
        favour(found("Candlelight"))
        tap("All meetings")
        tapFirst("Candlelight")
        reach("Note, label, reminder")
        tap("Note, label, reminder")
        reach("A note for yourself")
        rule.onNodeWithText("A note for yourself").performTextInput("Bring the red book back")
        die()
        reach("Bring the red book back")
        reach("Save")
        tap("Save")
        until { it.meeting.state.value.favourite?.details?.note == "Bring the red book back" }
    }

    @Test
    fun aTrackerThatIsBeingAdded() {
        begin()
        tap("Add a tracker")
        type("Name", "Wine")
        tap("Within limits")
        type("At most a week (times)", "7")
        die()
        wait("Wine")
        tap("Save")
        until { it.today.state.value.today?.trackers?.singleOrNull()?.name == "Wine" }
        wait("Days and milestones")
    }

    @Test
    fun aTrackersDayThatIsBeingEntered() {
        begin()
        track(TrackerDetails("Alcohol", LocalDate.parse("2025-12-01")))
        tap("Days and milestones")
        until { it.detail.state.value.calendar != null }
        onActivity { it.detail.openDay(LocalDate.parse("2026-03-08")) }
        reach("A note for yourself (optional)")
        rule.onNodeWithText("A note for yourself (optional)").performTextInput("At the lake")
        die()
        until { it.detail.state.value.marking == LocalDate.parse("2026-03-08") && it.detail.state.value.calendar != null }
        reach("At the lake")
        tapInList("Kept")
        tapInList("Save")
        until { it.detail.state.value.calendar?.days.orEmpty().any { day -> day.note == "At the lake" } }
    }

    @Test
    fun theMapAndItsQuestion() {
        begin()
        bring("harbour", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        tap("Map")
        until { it.map.state.value.total == 1 }
        onActivity { activity ->
            activity.meetings.filter { it.copy(words = "candle", where = Where.NEAR, fellowships = setOf("aa")) }
            activity.map.look { view.copy(middle = GeoPoint(37.35, -121.9), zoom = 13.5) }
        }
        val before = state { it.map.state.value.view }
        die()
        wait("With “candle”")
        until { it.map.state.value.total == 1 }
        assertEquals(before, state { it.map.state.value.view })
        assertEquals(setOf("aa"), state { it.meetings.state.value.filter.fellowships })
    }

    @Test
    fun whatAnotherVersionHasKeptIsNotRead() {
        begin()
        lists()
        tap("Add a list by its address")
        die { it.putLong("version", -1) }
        wait("A day to count from")
        assertTrue(state { it.source.state.value.draft.name.isEmpty() })
    }
}
