package org.handrail.app

import org.handrail.app.data.Bearing
import org.handrail.app.data.MapSpot
import org.handrail.app.data.MeetingMapFrame
import org.handrail.app.data.MeetingMapView
import org.handrail.app.data.bearingTo
import org.handrail.app.data.metresTo
import org.handrail.app.data.rings
import org.handrail.app.data.towards
import org.handrail.core.GeoBox
import org.handrail.core.GeoPoint
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** The map's geometry, over many places, zooms and sizes. */
class MeetingMapFrameTest {
    private val cities = listOf(37.3382 to -121.8863, 51.5072 to -0.1276, -33.8688 to 151.2093, 64.1466 to -21.9426, -16.5 to 179.99, 0.0 to -180.0)
    private val frames =
        cities.flatMap { (latitude, longitude) ->
            listOf(1.0, 3.5, 9.2, 13.99, 19.0).flatMap { zoom ->
                listOf(360.0 to 500.0, 891.0 to 300.0).map { (width, height) -> MeetingMapFrame(MeetingMapView(GeoPoint(latitude, longitude), zoom), width, height) }
            }
        }

    private fun near(one: Double, other: Double, by: Double = 1e-6) = assertTrue(abs(one - other) <= by, "$one is not $other")

    private fun near(one: MapSpot, other: MapSpot) {
        near(one.x, other.x)
        near(one.y, other.y)
    }

    @Test
    fun aSpotIsThePointThatIsThere() {
        for (frame in frames.filter { it.view.zoom > 3 }) {
            near(frame.spot(frame.view.middle), MapSpot(frame.width / 2, frame.height / 2))
            for (spot in listOf(MapSpot(1.0, 2.0), MapSpot(frame.width, frame.height / 3))) near(frame.spot(frame.point(spot)), spot)
        }
    }

    @Test
    fun eastIsRightAndNorthIsUp() {
        for (frame in frames) {
            val middle = frame.spot(frame.view.middle)
            assertTrue(frame.spot(frame.view.middle.towards(90.0, 1000.0)).x > middle.x)
            assertTrue(frame.spot(frame.view.middle.towards(0.0, 1000.0)).y < middle.y)
        }
    }

    @Test
    fun whoComesCloserKeepsWhatIsUnderTheFinger() {
        for (frame in frames.filter { it.view.zoom in 3.0..14.0 }) {
            val finger = MapSpot(frame.width * 0.8, frame.height * 0.3)
            val under = frame.point(finger)
            near(frame.copy(view = frame.closer(1.5, finger)).spot(under), finger)
            near(frame.copy(view = frame.closer(-1.0, finger)).spot(under), finger)
        }
    }

    @Test
    fun whatIsMovedLiesThatFarAside() {
        for (frame in frames.filter { it.view.zoom > 8 }) {
            val before = frame.view.middle
            near(frame.copy(view = frame.moved(30.0, -20.0)).spot(before), MapSpot(frame.width / 2 + 30, frame.height / 2 - 20))
        }
    }

    @Test
    fun theZoomEndsSomewhere() {
        for (frame in frames) {
            assertEquals(MeetingMapFrame.CLOSEST, frame.closer(40.0).zoom)
            assertEquals(MeetingMapFrame.FARTHEST, frame.closer(-40.0).zoom)
        }
    }

    @Test
    fun theBoxHoldsWhatIsInSightInWholeCells() {
        for (frame in frames) {
            val box = frame.box()
            assertTrue(box.south in -90.0..box.north && box.north <= 90.0 && box.west in -180.0..180.0 && box.east in -180.0..180.0, "$box")
            for (spot in listOf(MapSpot(0.5, 0.5), MapSpot(frame.width - 0.5, frame.height - 0.5), MapSpot(frame.width / 2, frame.height / 2))) {
                val point = frame.point(spot)
                assertTrue(point.latitude in box.south..box.north, "$point in $box")
                val across = if (box.west <= box.east) point.longitude in box.west..box.east else point.longitude >= box.west || point.longitude <= box.east
                assertTrue(across, "$point in $box of $frame")
            }
            val cell = 90.0 / (1 shl frame.wholeZoom)
            for (edge in listOf(box.west, box.east)) near((edge / cell), Math.round(edge / cell).toDouble())
        }
    }

    @Test
    fun whatIsToFitFits() {
        val boxes = listOf(GeoBox(37.0, 37.9, -122.6, -121.5), GeoBox(51.5, 51.5, -0.1, -0.1), GeoBox(-40.0, 60.0, -170.0, 170.0), GeoBox(10.0, 10.0, 20.0, 21.0))
        for (box in boxes) {
            for ((width, height) in listOf(360.0 to 500.0, 891.0 to 300.0)) {
                val frame = MeetingMapFrame(MeetingMapFrame.fitting(box, width, height), width, height)
                if (frame.view.zoom == MeetingMapFrame.FARTHEST) continue
                for (corner in listOf(GeoPoint(box.north, box.west), GeoPoint(box.south, box.east))) assertTrue(frame.holds(frame.spot(corner)), "$box in $frame")
            }
        }
        val san = GeoPoint(37.3382, -121.8863)
        val around = MeetingMapFrame(MeetingMapFrame.around(san, 25.0, 360.0, 500.0), 360.0, 500.0)
        for (direction in listOf(0.0, 90.0, 180.0, 270.0)) assertTrue(around.holds(around.spot(san.towards(direction, 24_800.0))))
        assertFalse(around.holds(around.spot(san.towards(90.0, 26_000.0))))
    }

    @Test
    fun distancesAndDirections() {
        val (hall, bay) = GeoPoint(37.3377, -121.8853) to GeoPoint(37.7793, -122.4193)
        near(hall.metresTo(bay), 67_900.0, 300.0)
        assertEquals(Bearing.NORTH_WEST, hall.bearingTo(bay))
        assertEquals(Bearing.SOUTH_EAST, bay.bearingTo(hall))
        for ((number, bearing) in Bearing.entries.withIndex()) {
            for (city in cities.map { (latitude, longitude) -> GeoPoint(latitude, longitude) }) {
                val there = city.towards(number * 45.0, 5_000.0)
                assertEquals(bearing, city.bearingTo(there))
                near(city.metresTo(there), 5_000.0, 0.01)
            }
        }
    }

    @Test
    fun ringsAreFewRoundAndInSight() {
        for ((unit, least) in listOf(1000.0 to 0.01, 1609.344 to 0.1)) {
            for (frame in frames.filter { it.view.zoom > 4 }) {
                val rings = frame.rings(frame.view.middle, unit, least)
                assertTrue(rings.size in (if (frame.view.zoom < 15 || least < 0.1) 1 else 0)..6, "$rings in $frame")
                for (ring in rings) {
                    near(ring / unit / least, Math.round(ring / unit / least).toDouble())
                    assertTrue((0 until 3600).any { frame.holds(frame.spot(frame.view.middle.towards(it / 10.0, ring))) }, "$ring in $frame")
                }
                val aside = frame.rings(frame.point(MapSpot(-frame.width, frame.height / 2)), unit, least)
                assertTrue(aside.size <= 6)
            }
        }
    }
}
