package org.handrail.app

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import org.handrail.core.FavouriteDetails

/** The screens of the directory. */
class MeetingLooksTest : LooksTest() {
    override fun walk(look: String) {
        start()
        tap("All meetings")
        wait("No meetings on this phone yet")
        shot("meetings-none", look)
        scenario!!.onActivity { it.sources.importSample() }
        until { it.meetings.state.value.facets?.types?.isNotEmpty() == true && it.meetings.state.value.rows.isNotEmpty() }
        bring("intergroup", feed(entry("candle", "Candlelight"), entry("dawn", "Dawn Patrol", "06:30", more = ""","conference_url":"https://zoom.us/j/123456"""")))
        favour(found("Candlelight"), FavouriteDetails("Bring the red book back.", "Home group", 30u))
        shot("meetings", look)
        touchable("meetings")
        tap("Filters")
        shot("filters", look)
        touchable("filters")
        rule.onNodeWithText("Kinds of meetings").performScrollTo()
        shot("filters-what", look)
        back()
        reach("Candlelight")
        tapFirst("Candlelight")
        until { it.meeting.state.value.favourite != null }
        shot("meeting", look)
        touchable("meeting")
        back()
        bring("intergroup", feed(entry("candle", "Candlelight", "20:15"), entry("dawn", "Dawn Patrol", "06:30")))
        until { it.mine.state.value.notices.size == 1 }
        tap("Mine")
        wait("What changed")
        shot("mine", look)
        touchable("mine")
        tap("Lists")
        wait("Imported: intergroup")
        shot("sources", look)
        touchable("sources")
        tap("Mine")
        reach("Add a meeting of my own")
        tap("Add a meeting of my own")
        scenario!!.onActivity { it.own.change { draft -> draft.copy(name = "Kitchen table", weekdays = setOf(0, 3), place = "At Robin’s") } }
        shot("own", look)
        touchable("own")
    }
}
