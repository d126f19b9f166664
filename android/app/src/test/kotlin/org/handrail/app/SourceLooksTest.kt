package org.handrail.app

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import kotlinx.coroutines.CompletableDeferred
import org.handrail.core.FetchAnswer
import org.handrail.core.HttpHeader

/** Lists, their form, what is said of a table, and where a meeting is from. */
class SourceLooksTest : LooksTest() {
    override fun walk(look: String) {
        start()
        tap("All meetings")
        tap("Lists")
        wait("No lists yet.")
        shot("sources-none", look)
        form(look)
        asked(look)
        table(look)
        meeting(look)
    }

    private fun form(look: String) {
        tap("Add a list by its address")
        shot("source-new", look)
        touchable("source-new")
        scenario!!.onActivity { it.source.change { draft -> draft.copy(name = "Harbour intergroup", address = "http://example.org/meetings.json") } }
        tap("Save")
        wait("This cannot be asked.")
        shot("source-wrong", look)
        scenario!!.onActivity { it.source.change { draft -> draft.copy(address = GOOD, fellowship = "aa", licence = "Free to use, with the name of the intergroup.") } }
        tap("Save")
        until { it.sources.state.value.sources.size == 1 }
        for ((name, address) in listOf("County list" to GONE, "Valley" to MOVED)) {
            val saved = state { it.source.state.value.saved }
            scenario!!.onActivity { activity ->
                activity.source.begin()
                activity.source.change { it.copy(name = name, address = address) }
                activity.source.save()
            }
            until { it.source.state.value.saved > saved }
        }
        reach("Ask the websites of")
        shot("sources-due", look)
        touchable("sources-due")
    }

    private fun asked(look: String) {
        web.gives(GOOD, feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol", "06:30", more = ""","conference_url":"nonsense"""")))
        web.gives(GONE, "busy", 503)
        web.answers[MOVED] = { request, _ -> FetchAnswer(request.source, 301u, listOf(HttpHeader("Location", "https://valley.example.org/list"))) }
        val gate = CompletableDeferred<Unit>()
        web.gate = gate
        rule.onNodeWithText("Ask the websites of", substring = true).performScrollTo().performClick()
        until { web.asked.isNotEmpty() }
        shot("sources-asking", look)
        gate.complete(Unit)
        until { !it.refresh.state.value.running && it.refresh.state.value.ended.size == 3 }
        reach("lists could not be read")
        shot("sources", look)
        touchable("sources")
        reach("Use this address")
        shot("sources-refused", look)
        touchable("sources-refused")
        val source = state { it.sources.state.value.sources.first { source -> source.details.name == "Harbour intergroup" } }
        scenario!!.onActivity { it.source.begin(source) }
    }

    private fun table(look: String) {
        val uri = app.offer("table.csv", "Meeting title,Weekday,Start,Venue,Our code,Contact Phone\nCandlelight,Monday,19:00,Harbour House,Quiet room,555 0100\nDawn,Tuesday,6:30 AM,Mission,,555 0101\n")
        scenario!!.onActivity { it.sources.picked(uri) }
        until { it.sources.state.value.picked != null }
        reach("What its columns hold")
        shot("columns", look)
        touchable("columns")
        reach("Show the columns that are not read")
        shot("columns-end", look)
        scenario!!.onActivity { it.sources.discard() }
    }

    private fun meeting(look: String) {
        bring("County list", feed(entry("c-1", "Candlelight", "19:00", more = ""","url":"https://example.org/candle""""), entry("x", "Sundown", "20:00", day = 4)))
        bring("Harbour intergroup", feed(entry("candle", "Candlelight", more = ""","updated":"2026-01-02 00:00:00""""), entry("dawn", "Dawn Patrol", "06:45")))
        tap("Find")
        reach("Candlelight")
        tapFirst("Candlelight")
        until { it.meeting.state.value.detail?.alsoIn?.isNotEmpty() == true }
        reach("For your own calendar")
        shot("meeting-calendar", look)
        touchable("meeting-calendar")
        reach("Where this is from")
        shot("meeting-origin", look)
        reach("Show as two")
        tap("Show as two")
        until { it.meeting.state.value.parted.isNotEmpty() }
        reach("is now a meeting of its own")
        shot("meeting-parted", look)
        touchable("meeting-parted")
        favour(state { it.meeting.state.value.id!! })
        back()
        tap("Mine")
        reach("Send all my favourites")
        shot("mine-calendar", look)
        touchable("mine-calendar")
    }

    private companion object {
        const val GOOD = "https://harbour.example.org/meetings.json"
        const val GONE = "https://county.example.org/meetings.json"
        const val MOVED = "https://old.example.org/list"
    }
}
