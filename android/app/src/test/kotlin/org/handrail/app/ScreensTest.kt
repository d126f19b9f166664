package org.handrail.app

import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import org.handrail.app.data.KeyAnswer
import org.handrail.core.DayMark
import org.handrail.core.DayState
import org.handrail.core.Goal
import org.handrail.core.Limits
import org.handrail.core.Moment
import org.handrail.core.ReturnTerm
import org.handrail.core.StartTerm
import org.handrail.core.TrackerDetails
import org.handrail.core.Vocabulary
import org.handrail.core.newJournalKey
import org.robolectric.annotation.Config
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.YearMonth
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Every screen on the real core, as a person walks through it; each is drawn to a picture. */
class ScreensTest : AppTest() {
    @Test fun aFirstDay() = walk("light")

    @Test @Config(qualifiers = "w411dp-h891dp-night-xhdpi")
    fun inTheDark() = walk("dark")

    @Test @Config(qualifiers = PHONE, fontScale = 2f)
    fun inLargestText() = walk("large")

    @Test @Config(qualifiers = "ar-ldrtl-$PHONE")
    fun fromRightToLeft() = walk("rtl")

    /** A tracker, its days, a return and its undo, help. */
    private fun walk(look: String) {
        start()
        wait("A day to count from")
        shot("empty", look)
        tap("Add a tracker")
        rule.onNodeWithText("Name").performTextInput("Alcohol")
        shot("add", look)
        tap("Save")
        waitForButton("I returned to use")
        touchable("today")
        beginOn(LocalDate.parse("2025-12-01"))
        scenario!!.onActivity { it.sources.importSample() }
        rule.waitUntil(WAIT) { state { it.today.state.value.today?.trackers?.single()?.elapsedDays == 98u } }
        rule.waitUntil(WAIT) { state { it.today.state.value.nextMeeting != null } }
        shot("today", look)
        daysAndMilestones(look)
        tap("I returned to use")
        wait("Record it")
        shot("return", look)
        touchable("return")
        tap("Record it")
        rule.waitUntil(WAIT) { state { it.today.state.value.today?.trackers?.single()?.elapsedDays == 0u } }
        tapFirst("Undo")
        rule.waitUntil(WAIT) { state { it.today.state.value.today?.trackers?.single()?.elapsedDays == 98u } }
        tap("Help now")
        wait("You do not have to do this alone.")
        shot("help", look)
        touchable("help")
    }

    /** The month, a day that is entered and taken back, the shelf; then back to the day. */
    private fun daysAndMilestones(look: String) {
        tap("Days and milestones")
        rule.waitUntil(WAIT) { state { it.detail.state.value.calendar != null } }
        rule.waitForIdle()
        shot("detail", look)
        touchable("detail")
        // The ninth is not over.
        assertEquals(8u, state { it.detail.state.value.calendar!!.kept })
        scenario!!.onActivity { it.detail.openDay(LocalDate.parse("2026-03-03")) }
        rule.waitForIdle()
        scenario!!.onActivity { it.detail.mark(LocalDate.parse("2026-03-03"), DayMark(DayState.KEPT, medication = true, note = "A good one")) }
        rule.waitUntil(WAIT) { state { it.detail.state.value.calendar!!.canUndoMark } }
        rule.waitForIdle()
        shot("marked", look)
        scenario!!.onActivity { it.detail.turn(-1) }
        rule.waitUntil(WAIT) { state { it.detail.state.value.month == YearMonth.of(2026, 2) } }
        assertEquals(28u, state { it.detail.state.value.calendar!!.kept })
        scenario!!.onActivity { it.detail.undoMark() }
        rule.waitUntil(WAIT) { !state { it.detail.state.value.calendar!!.canUndoMark } }
        research(look)
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

    @Test
    fun aTrackerKeepsItsOwnWords() {
        start()
        wait("A day to count from")
        val words = Vocabulary(StartTerm.QUIT_DATE, ReturnTerm.SLIP)
        scenario!!.onActivity { it.today.save(null, TrackerDetails("Cigarettes", LocalDate.parse("2025-12-01"), vocabulary = words)) }
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
    fun aDayIsEnteredByTouchAndATrackerIsDeletedOnlyWhenAskedTwice() {
        start()
        tap("Add a tracker")
        rule.onNodeWithText("Name").performTextInput("Alcohol")
        tap("Save")
        waitForButton("I returned to use")
        beginOn(LocalDate.parse("2025-12-01"))
        tap("Days and milestones")
        rule.waitUntil(WAIT) { state { it.detail.state.value.calendar != null } }
        scenario!!.onActivity { it.detail.openDay(LocalDate.parse("2026-03-09")) }
        tapInList("Use")
        tapInList("Save")
        rule.waitUntil(WAIT) { state { it.detail.state.value.calendar!!.used == 1u } }
        rule.waitUntil(WAIT) { state { it.detail.state.value.history!!.episodes.size == 2 } }
        scenario!!.onActivity { it.detail.undoMark() }
        rule.waitUntil(WAIT) { state { it.detail.state.value.history!!.episodes.size == 1 } }
        scenario!!.onActivity { it.detail.askDelete(true) }
        assertEquals(1, state { it.today.state.value.today!!.trackers.size })
        scenario!!.onActivity { it.detail.delete() }
        wait("A day to count from")
        tap("Add a tracker")
        tap("Put back Alcohol")
        rule.waitUntil(WAIT) { state { it.today.state.value.today!!.trackers.size == 1 } }
    }

    @Test
    fun whatTheFormOffersReachesTheCore() {
        start()
        tap("Add a tracker")
        rule.onNodeWithText("Name").performTextInput("Wine")
        tap("Within limits")
        rule.onNodeWithText("At most a week (times)").performScrollTo().performTextInput("7")
        tap("More choices")
        shot("more", "light")
        tap("1")
        tap("Save")
        rule.waitUntil(WAIT) { state { it.today.state.value.today?.trackers?.size == 1 } }
        val tracker = state { it.today.state.value.today!!.trackers.single() }
        assertEquals(Goal.Moderate(Limits(aWeek = 7000)), tracker.goal)
        assertEquals(1u, tracker.number)
    }

    @Test
    fun helpOpensWhenTheJournalDoesNot() {
        keys.answer = KeyAnswer.Unavailable
        start()
        wait("Your journal is locked")
        shot("locked", "light")
        tap("Help now")
        wait("Call 911")
        wait("Call 988")
    }

    @Test
    fun aJournalWhoseKeyIsGoneIsKeptUntilThePersonSaysTwice() {
        val kept = File(folder.root, "journal.db").apply { writeText("a journal whose key is gone".repeat(500)) }
        val bytes = kept.readBytes()
        start()
        wait("Your journal is locked")
        tap("Keep it and begin a new one")
        wait("The old journal stays on this phone under another name. A new, empty one begins.")
        assertTrue(kept.readBytes().contentEquals(bytes))
        tap("Keep it and begin a new one")
        wait("A day to count from")
        assertTrue(File(folder.root, "journal.db.kept-1").readBytes().contentEquals(bytes))
    }

    @Test
    fun damageBehindTheFirstPageIsSaid() {
        val file = File(folder.root, "journal.db")
        val key = newJournalKey()
        org.handrail.core.Journal.open(file.path, key).use { journal ->
            val moment = Moment(Instant.parse("2026-03-01T00:00:00Z"), "UTC")
            repeat(50) { journal.addTracker(TrackerDetails("x".repeat(190), LocalDate.parse("2020-01-01")), moment) }
            journal.closeFile()
        }
        val bytes = file.readBytes()
        for (offset in 4096 * 2 until bytes.size step 512) bytes[offset] = (bytes[offset] + 1).toByte()
        file.writeBytes(bytes)
        keys.answer = KeyAnswer.Key(key)
        start()
        wait("Your journal cannot be read")
        tap("Help now")
        wait("Call 911")
        assertTrue(file.readBytes().contentEquals(bytes))
    }

    @Test
    fun anEmptyNameIsSaid() {
        start()
        tap("Add a tracker")
        tap("Save")
        wait("Give it a name; any word will do")
    }

    @Test
    fun theScreenSurvivesARotation() {
        start()
        tap("Help now")
        wait("You do not have to do this alone.")
        scenario!!.recreate()
        wait("You do not have to do this alone.")
    }

    @Test
    fun thereIsNoPermissionForTheNetwork() {
        val wanted = app.packageManager.getPackageInfo(app.packageName, android.content.pm.PackageManager.GET_PERMISSIONS).requestedPermissions.orEmpty()
        assertTrue(wanted.none { it.contains("INTERNET") || it.contains("NETWORK") }, wanted.joinToString())
    }

    /** Corrects the start of the only tracker. */
    private fun beginOn(start: LocalDate) {
        scenario!!.onActivity { it.today.show(it.today.state.value.today!!.trackers.single().id) }
        rule.waitUntil(WAIT) { state { it.today.state.value.history != null } }
        scenario!!.onActivity { activity ->
            val tracker = activity.today.state.value.history!!.tracker
            activity.today.save(tracker.id, tracker.details.copy(start = start, subject = "alcohol"))
        }
        rule.waitUntil(WAIT) { state { it.today.state.value.today!!.trackers.single().start == start } }
    }
}
