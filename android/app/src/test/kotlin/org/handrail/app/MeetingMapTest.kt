package org.handrail.app

import android.Manifest
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.onAllNodesWithContentDescription
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.pinch
import androidx.compose.ui.test.swipeLeft
import kotlinx.coroutines.runBlocking
import org.handrail.app.data.MeetingMapFrame
import org.handrail.core.GeoPoint
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The map: what is on it, what a touch does, and what whoever does not see it hears. */
class MeetingMapTest : AppTest() {
    private val candle = entry("candle", "Candlelight", at = 37.3402 to -121.8811)
    private val dawn = entry("dawn", "Dawn Patrol", "06:30", day = 2, at = 37.3412 to -121.8821)
    private val noon = entry("noon", "Noon Hour", "12:00", day = 3, at = 37.3900 to -121.8863)

    private fun map(vararg entries: String) {
        shadowOf(app).grantPermissions(Manifest.permission.ACCESS_COARSE_LOCATION)
        start()
        bring("intergroup", feed(*entries))
        tap("All meetings")
        tap("Map")
        until { it.map.state.value.run { !loading && total == entries.size } }
        rule.waitForIdle()
    }

    private val view get() = state { it.map.state.value.view!! }

    private fun mark(words: String): SemanticsNodeInteraction {
        patiently { rule.onAllNodes(hasContentDescription(words, substring = true) and hasClickAction()).fetchSemanticsNodes().size == 1 }
        return rule.onNode(hasContentDescription(words, substring = true) and hasClickAction())
    }

    private fun touch(words: String) {
        mark(words).performClick()
        rule.waitForIdle()
    }

    private fun button(words: String) {
        val before = view
        rule.onNodeWithContentDescription(words).performClick()
        until { it.map.state.value.view != before }
    }

    @Test
    fun aTouchOnManyComesCloserAndOnOneOpensIt() {
        map(candle, dawn, noon)
        val far = view
        touch("2 meetings, ")
        until { it.map.state.value.run { view!!.zoom >= far.zoom + 1 && marks.all { mark -> mark.count == 1u } } }
        val near = view
        touch("Candlelight")
        until { it.meeting.state.value.detail?.row?.name == "Candlelight" }
        wait("When it takes place")
        back()
        mark("Candlelight")
        assertEquals(near, view, "the map is as it was left")
    }

    @Test
    fun whatIsAtOnePlaceIsListed() {
        map(entry("a", "Sunrise", "07:00"), entry("b", "Noon", "12:00", day = 2), entry("c", "Sundown", "20:00", day = 4))
        touch("3 meetings, ")
        wait("3 meetings at one place")
        wait("Sundown")
        back()
        mark("3 meetings, ")
        touch("3 meetings, ")
        tap("Back to the map")
        touch("3 meetings, ")
        tap("Sunrise")
        until { it.meeting.state.value.detail?.row?.name == "Sunrise" }
    }

    @Test
    fun whoDoesNotSeeItHearsHowManyHowFarAndWhere() {
        map(candle, dawn, noon)
        favour(found("Candlelight"))
        mark("2 meetings, 0.3 mi north-east of you, 1 favourite among them, the next: Today, 7:00")
        mark("Noon Hour, 3.6 mi north of you, Wednesday, 12:00")
        rule.onNodeWithContentDescription("Map of meetings. North is up.").assertExists()
        rule.onNodeWithContentDescription("Your place").assertExists()
        wait("3 meetings on this map")
        touch("2 meetings, ")
        val spoken = mark("Candlelight, 0.3 mi north-east of you, Today, 7:00").fetchSemanticsNode().config[SemanticsProperties.ContentDescription].single()
        assertTrue(spoken.endsWith(", Favourite"), spoken)
    }

    @Test
    fun everythingWorksByTouchesAlone() {
        map(candle, dawn, noon)
        val first = view
        button("Closer")
        assertEquals(first.zoom + 1, view.zoom, 1e-9)
        button("Farther away")
        assertEquals(first.zoom, view.zoom, 1e-9)
        button("Look further north")
        assertTrue(view.middle.latitude > first.middle.latitude)
        button("Look further south")
        button("Look further east")
        assertTrue(view.middle.longitude > first.middle.longitude)
        button("Look further west")
        button("Look further west")
        assertTrue(view.middle.longitude < first.middle.longitude)
        rule.onNodeWithContentDescription("To my place").performClick()
        until { it.map.state.value.view!!.middle == here }
        repeat(25) { scenario!!.onActivity { it.map.look { closer(1.0) } } }
        assertEquals(MeetingMapFrame.CLOSEST, view.zoom)
    }

    @Test
    fun handsMoveAndPinch() {
        map(candle, dawn, noon)
        val first = view
        val ground = rule.onNodeWithContentDescription("Map of meetings. North is up.")
        ground.performTouchInput { swipeLeft(centerX + 200f, centerX - 200f) }
        until { it.map.state.value.view != first }
        assertTrue(view.middle.longitude > first.middle.longitude && view.zoom == first.zoom)
        val moved = view
        ground.performTouchInput { pinch(center - Offset(60f, 300f), center - Offset(240f, 300f), center + Offset(60f, -300f), center + Offset(240f, -300f)) }
        rule.waitForIdle()
        assertTrue(view.zoom > moved.zoom + 0.5, "${view.zoom} after ${moved.zoom}")
    }

    @Test
    fun theListIsATouchAwayAndAsksTheSame() {
        map(candle, dawn, noon)
        tap("Next 3 hours")
        until { it.map.state.value.total == 1 && it.meetings.state.value.total == 1 }
        tap("List")
        wait("Candlelight")
        wait("1 meeting within")
        scenario!!.onActivity { it.meetings.words("patrol") }
        tap("Next 3 hours")
        until { it.meetings.state.value.rows.singleOrNull()?.name == "Dawn Patrol" }
        tap("Map")
        mark("Dawn Patrol")
        tap("With “patrol”")
        until { it.map.state.value.total == 3 }
    }

    @Test
    fun whatIsHiddenLeavesTheMap() {
        map(candle, noon)
        scenario!!.onActivity { activity -> activity.meeting.show(activity.map.state.value.marks.first { it.meeting?.name == "Noon Hour" }.meeting!!.id) }
        until { it.meeting.state.value.detail != null }
        scenario!!.onActivity { it.meeting.hide() }
        until { it.map.state.value.total == 1 }
    }

    @Test
    fun withoutAPlaceItShowsAllThatFits() {
        here = null
        map(candle, noon)
        wait("Your place is not known, so no distances are drawn.")
        mark("of the middle, Today, 7:00")
        rule.onNodeWithContentDescription("Your place").assertDoesNotExist()
        here = GeoPoint(37.3382, -121.8863)
        rule.onNodeWithContentDescription("To my place").performClick()
        patiently { rule.onAllNodesWithContentDescription("Your place").fetchSemanticsNodes().isNotEmpty() }
    }

    @Test
    fun whereNothingFitsThereIsAWayOn() {
        map(candle)
        scenario!!.onActivity { it.map.look { view.copy(middle = GeoPoint(51.5, -0.1)) } }
        wait("Nothing fits on this part of the map.")
        tap("Show all that fits")
        mark("Candlelight")
        scenario!!.onActivity { activity -> activity.meetings.filter { it.copy(fellowships = setOf("na")) } }
        wait("Nothing fits on this part of the map.")
        tap("Clear all")
        mark("Candlelight")
    }

    @Test
    fun whatGoesWrongIsSaid() {
        map(candle)
        runBlocking { app.session!!.directory().close() }
        scenario!!.onActivity { it.map.resumed() }
        wait("Try again")
    }

    @Test
    @Config(qualifiers = "ar-ldrtl-$PHONE")
    fun eastIsRightInEveryLanguage() {
        map(entry("e", "East", at = 37.3382 to -121.8500), entry("w", "West", at = 37.3382 to -121.9200))
        val (east, west) = listOf("East", "West").map { mark(it).fetchSemanticsNode().positionInRoot.x }
        assertTrue(east > west)
        val closer = rule.onNodeWithContentDescription("Closer").fetchSemanticsNode()
        assertTrue(closer.positionInRoot.x < rule.onAllNodesWithContentDescription("Look further east").fetchSemanticsNodes().single().positionInRoot.x, "the controls change sides")
    }

    @Test
    fun aTurnOfThePhoneKeepsThePlace() {
        map(candle, noon)
        scenario!!.onActivity { it.map.look { view.copy(middle = GeoPoint(37.36, -121.9), zoom = 12.0) } }
        val before = view
        scenario!!.recreate()
        until { it.map.state.value.total > 0 }
        assertEquals(before, view)
    }
}
