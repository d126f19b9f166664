package org.handrail.app

import android.os.Looper
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.test.core.app.ActivityScenario
import java.io.File
import java.time.Duration
import java.time.Instant
import java.util.TimeZone
import kotlin.test.assertNull
import org.handrail.app.data.CopiedToCache
import org.handrail.app.data.JournalState
import org.handrail.app.data.KeyAnswer
import org.handrail.app.data.KeyVault
import org.handrail.app.data.Session
import org.handrail.core.FavouriteDetails
import org.handrail.core.GeoPoint
import org.handrail.core.Moment
import org.handrail.core.TrackerDetails
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

class Keys(var answer: KeyAnswer = KeyAnswer.None) : KeyVault {
    override fun load() = answer

    override fun save(key: ByteArray) {
        answer = KeyAnswer.Key(key)
    }
}

/** The app on the real core, in San José on a Monday afternoon in March, and hands to walk through it. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(qualifiers = PHONE)
abstract class AppTest {
    @get:Rule val rule = createEmptyComposeRule()

    @get:Rule val folder = TemporaryFolder()

    protected val keys = Keys()
    protected val web by lazy { FakeWeb(File(folder.root, "web")) }
    protected var now: Instant = Instant.parse("2026-03-10T00:30:00Z")
    protected var here: GeoPoint? = GeoPoint(37.3382, -121.8863)
    protected var scenario: ActivityScenario<MainActivity>? = null
    protected val app get() = RuntimeEnvironment.getApplication() as HandrailApplication

    @Before
    fun bringASession() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"))
        app.session =
            Session(
                folder.root,
                keys,
                { here },
                { "US" },
                { Moment(now, "America/Los_Angeles") },
                CopiedToCache(app.contentResolver, app.passing.picked),
                web,
                app.passing.calendars,
            )
    }

    @After
    fun close() {
        scenario?.close()
    }

    protected fun start() {
        scenario = ActivityScenario.launch(MainActivity::class.java)
    }

    protected open fun onActivity(act: (MainActivity) -> Unit) {
        scenario!!.onActivity { act(it) }
    }

    protected fun <T> state(ask: (MainActivity) -> T): T {
        var answer: Result<T>? = null
        onActivity { answer = runCatching { ask(it) } }
        return answer!!.getOrThrow()
    }

    /** What is put off for a moment comes too: the phone's own clock stands still here, unless somebody moves it. */
    protected fun patiently(what: () -> Boolean) =
        rule.waitUntil(WAIT) {
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(20))
            what()
        }

    protected fun until(what: (MainActivity) -> Boolean) = patiently { state(what) }

    protected fun back() = onActivity { it.onBackPressedDispatcher.onBackPressed() }

    protected fun wait(text: String) = patiently { rule.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isNotEmpty() }

    protected fun tap(text: String) {
        wait(text)
        val node = rule.onNodeWithText(text)
        runCatching { node.performScrollTo() }
        node.performClick()
        rule.waitForIdle()
    }

    /** Down a list until something with these words is in sight; what is still on its way there is waited for. */
    protected fun reach(text: String) {
        rule.waitUntil(WAIT) {
            runCatching { rule.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToNode(hasText(text, substring = true)) }.isSuccess
        }
        rule.waitForIdle()
    }

    /** In a list that only makes what is near its window. */
    protected fun tapInList(text: String) {
        // The key of the calendar has the same words; only the choice can be touched.
        val choice = hasText(text) and hasClickAction()
        rule.onNode(hasScrollToIndexAction()).performScrollToNode(choice)
        rule.onAllNodes(choice).onFirst().performClick()
        rule.waitForIdle()
    }

    protected fun tapFirst(text: String) {
        wait(text)
        rule.onAllNodesWithText(text).onFirst().performClick()
        rule.waitForIdle()
    }

    /** A tracker that the person has had for a while. */
    protected fun track(details: TrackerDetails) {
        until { it.today.state.value.today != null }
        onActivity { it.today.save(null, details) }
        until { it.today.state.value.today!!.trackers.any { tracker -> tracker.name == details.name } }
    }

    /** A list comes in as if the person had picked it. */
    protected fun bring(name: String, content: String) {
        val uri = app.offer("$name.json", content)
        onActivity { it.sources.picked(uri) }
        until { it.sources.state.value.picked != null }
        onActivity { it.sources.import() }
        until { it.sources.state.value.run { !importing && (report != null || problem != null) } }
        assertNull(state { it.sources.state.value.problem })
    }

    /** Touched on a screen of lists, then chosen in the platform's own. */
    protected fun pick(name: String, content: String) {
        tap("Import a list")
        onActivity { it.choose(app.offer(name, content)) }
        wait("Name of the list")
    }

    protected fun found(name: String): String {
        until { it.meetings.state.value.rows.any { row -> row.name == name } }
        return state { it.meetings.state.value.rows.first { row -> row.name == name }.id }
    }

    protected fun favour(id: String, details: FavouriteDetails = FavouriteDetails()) {
        until { it.today.state.value.journal is JournalState.Open }
        onActivity { it.meeting.show(id) }
        until { it.meeting.state.value.detail?.row?.id == id }
        onActivity { it.meeting.favour(details) }
        until { it.meeting.state.value.favourite != null }
    }
}

const val PHONE = "w411dp-h891dp-xhdpi"
const val WAIT = 20_000L
