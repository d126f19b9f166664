package org.handrail.app

import org.handrail.core.FavouriteDetails
import org.handrail.core.GeoPoint

/** The map, in each look. */
class MeetingMapLooksTest : LooksTest() {
    override fun walk(look: String) {
        start()
        tap("All meetings")
        tap("Map")
        wait("No meetings on this phone yet")
        shot("map-none", look)
        touchable("map-none")
        tap("List")
        scenario!!.onActivity { it.sources.importSample() }
        until { it.meetings.state.value.rows.isNotEmpty() }
        bring(
            "intergroup",
            feed(
                entry("candle", "Candlelight", "18:00"),
                entry("dawn", "Dawn Patrol", "19:15", at = 37.347 to -121.896),
                entry("noon", "Noon Hour", "12:00", at = 37.42 to -121.78),
            ),
        )
        favour(found("Dawn Patrol"), FavouriteDetails(label = "Home group"))
        tap("Map")
        until { it.map.state.value.total > 3 && it.map.state.value.marks.any { mark -> mark.favourites > 0u } }
        shot("map", look)
        touchable("map")
        scenario!!.onActivity { it.map.look { view.copy(middle = GeoPoint(37.3468, -121.8957), zoom = 16.5) } }
        until { it.map.state.value.run { total == 1 && first?.meeting?.favourite == true } }
        shot("map-close", look)
        touchable("map-close")
        scenario!!.onActivity { it.map.look { view.copy(middle = GeoPoint(51.5, -0.1)) } }
        wait("Nothing fits on this part of the map.")
        shot("map-empty", look)
        touchable("map-empty")
    }
}
