package org.handrail.app.data

import org.handrail.core.GeoBox
import org.handrail.core.GeoPoint
import kotlin.math.PI
import kotlin.math.abs
import kotlin.math.asin
import kotlin.math.asinh
import kotlin.math.atan
import kotlin.math.atan2
import kotlin.math.ceil
import kotlin.math.cos
import kotlin.math.floor
import kotlin.math.hypot
import kotlin.math.log10
import kotlin.math.log2
import kotlin.math.min
import kotlin.math.pow
import kotlin.math.sin
import kotlin.math.sinh
import kotlin.math.sqrt
import kotlin.math.tan

// The map's geometry. Pure, and in the same projection as the core's zoom: Web Mercator, 256 points for the earth at zoom 0.

/** Where the map looks: its middle, and how close. */
data class MeetingMapView(val middle: GeoPoint, val zoom: Double)

/** A spot on the map, in points from its upper left corner: to the right is east in every language, down is south. */
data class MapSpot(val x: Double, val y: Double)

/** What of the earth is in sight, and where each point of it is. */
data class MeetingMapFrame(val view: MeetingMapView, val width: Double, val height: Double) {
    private val earth = TILE * 2.0.pow(view.zoom)

    fun spot(point: GeoPoint): MapSpot {
        // The shorter way around the earth, so that nothing jumps at the date line.
        val east = aroundTheEarth(point.longitude - view.middle.longitude)
        return MapSpot(width / 2 + east / 360 * earth, height / 2 + (down(point.latitude) - down(view.middle.latitude)) * earth)
    }

    fun point(spot: MapSpot): GeoPoint {
        val longitude = view.middle.longitude + (spot.x - width / 2) / earth * 360
        val latitude = latitude(down(view.middle.latitude) + (spot.y - height / 2) / earth)
        return GeoPoint(latitude.coerceIn(-MOST_NORTH, MOST_NORTH), aroundTheEarth(longitude))
    }

    fun holds(spot: MapSpot) = spot.x in 0.0..width && spot.y in 0.0..height

    /** Moves what is on the map by so many points. */
    fun moved(right: Double, down: Double) = view.copy(middle = point(MapSpot(width / 2 - right, height / 2 - down)))

    /** Closer by so many steps of zoom; what is at [around] stays there. */
    fun closer(steps: Double, around: MapSpot = MapSpot(width / 2, height / 2)): MeetingMapView {
        val zoom = (view.zoom + steps).coerceIn(FARTHEST, CLOSEST)
        if (zoom == view.zoom) return view
        val kept = point(around)
        val there = copy(view = MeetingMapView(kept, zoom))
        return there.moved(around.x - width / 2, around.y - height / 2)
    }

    /** As the core counts it, in whole steps: marks are then 64 points apart, or up to twice that. */
    val wholeZoom: Int get() = floor(view.zoom).toInt()

    /**
     * What to ask for: what is in sight, up to the edges of the core's cells. Where a cell were cut, its mark would move and count
     * anew with every step to the side.
     */
    fun box(): GeoBox {
        val cell = CELL / 2.0.pow(wholeZoom)
        val down = { degrees: Double -> floor(degrees / cell) * cell }
        val up = { degrees: Double -> ceil(degrees / cell) * cell }
        val (north, south) = point(MapSpot(0.0, 0.0)).latitude to point(MapSpot(0.0, height)).latitude
        val half = width / 2 / earth * 360
        val (west, east) = down(view.middle.longitude - half) to up(view.middle.longitude + half)
        val whole = east - west >= 360
        return GeoBox(
            south = down(south).coerceAtLeast(-90.0),
            north = up(north).coerceAtMost(90.0),
            west = if (whole) -180.0 else aroundTheEarth(west),
            east = if (whole) 180.0 else aroundTheEarth(east).let { if (it == -180.0) 180.0 else it },
        )
    }

    companion object {
        /** All of it, short of the edges. */
        fun fitting(box: GeoBox, width: Double, height: Double): MeetingMapView {
            val (top, bottom) = down(box.north) to down(box.south)
            val middle = GeoPoint(latitude((top + bottom) / 2), (box.west + box.east) / 2)
            val wide = (width - 2 * MARGIN).coerceAtLeast(MARGIN) / TILE / ((box.east - box.west) / 360)
            val high = (height - 2 * MARGIN).coerceAtLeast(MARGIN) / TILE / (bottom - top)
            return MeetingMapView(middle, log2(min(wide, high)).coerceIn(FARTHEST, CLOSEST))
        }

        /** A place in the middle of so many kilometres on each side. */
        fun around(place: GeoPoint, kilometres: Double, width: Double, height: Double): MeetingMapView {
            val metresAPoint = kilometres * 1000 / (min(width, height) / 2).coerceAtLeast(MARGIN)
            val zoom = log2(2 * PI * EARTH_M * cos(radians(place.latitude)) / TILE / metresAPoint)
            return MeetingMapView(place, zoom.coerceIn(FARTHEST, CLOSEST))
        }

        const val FARTHEST = 1.0

        /** A house fills the map. */
        const val CLOSEST = 19.0
        private const val TILE = 256.0

        /** A quarter of a tile at zoom 0, in degrees: see the core's map call. */
        private const val CELL = 90.0

        /** Within the controls at the edges: nothing that was fitted lies below one. */
        private const val MARGIN = 76.0

        /** Where the projection ends. */
        private const val MOST_NORTH = 85.05

        /** From the north, as a part of the height of the whole earth. */
        private fun down(latitude: Double): Double = (1 - asinh(tan(radians(latitude.coerceIn(-MOST_NORTH, MOST_NORTH)))) / PI) / 2

        private fun latitude(down: Double): Double = Math.toDegrees(atan(sinh(PI * (1 - 2 * down))))

        private fun aroundTheEarth(longitude: Double): Double = (longitude + 180).mod(360.0) - 180
    }
}

/** Along the surface, in metres. */
fun GeoPoint.metresTo(other: GeoPoint): Double {
    val north = sin(radians(other.latitude - latitude) / 2)
    val east = sin(radians(other.longitude - longitude) / 2)
    val chord = north * north + cos(radians(latitude)) * cos(radians(other.latitude)) * east * east
    return 2 * EARTH_M * asin(sqrt(chord.coerceIn(0.0, 1.0)))
}

/** The point so many metres away, in a direction in degrees from the north by the east. */
fun GeoPoint.towards(degrees: Double, metres: Double): GeoPoint {
    val (angle, bearing, from) = Triple(metres / EARTH_M, radians(degrees), radians(latitude))
    val to = asin(sin(from) * cos(angle) + cos(from) * sin(angle) * cos(bearing))
    val east = atan2(sin(bearing) * sin(angle) * cos(from), cos(angle) - sin(from) * sin(to))
    return GeoPoint(Math.toDegrees(to), (longitude + Math.toDegrees(east) + 180).mod(360.0) - 180)
}

/** Eight directions, from the north by the east. */
enum class Bearing { NORTH, NORTH_EAST, EAST, SOUTH_EAST, SOUTH, SOUTH_WEST, WEST, NORTH_WEST }

fun GeoPoint.bearingTo(other: GeoPoint): Bearing {
    val east = radians(other.longitude - longitude)
    val (from, to) = radians(latitude) to radians(other.latitude)
    val bearing = Math.toDegrees(atan2(sin(east) * cos(to), cos(from) * sin(to) - sin(from) * cos(to) * cos(east)))
    return Bearing.entries[Math.floorMod(Math.round(bearing / 45).toInt(), 8)]
}

/**
 * How far from [place] the rings lie, in metres: a few of those that cross the map, at round numbers of the person's unit of length
 * and not closer than its smallest part that is written. Very close there may be none.
 */
fun MeetingMapFrame.rings(place: GeoPoint, unit: Double, least: Double): List<Double> {
    val corners = listOf(MapSpot(0.0, 0.0), MapSpot(width, 0.0), MapSpot(0.0, height), MapSpot(width, height)).map { place.metresTo(point(it)) }
    val reach = view.middle.metresTo(point(MapSpot(width / 2, 0.0))).coerceAtLeast(view.middle.metresTo(point(MapSpot(width, height / 2))))
    val step = round(reach / RINGS / unit).coerceAtLeast(least) * unit
    val nearest = if (holds(spot(place))) 0.0 else corners.min() - hypot(reach, reach)
    val first = ceil(nearest.coerceAtLeast(step) / step).toInt()
    return (first until first + MOST_RINGS).map { it * step }.filter { it <= corners.max() && it < FARTHEST_RING_M }
}

/** The nearest of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … */
private fun round(amount: Double): Double {
    val ten = 10.0.pow(floor(log10(amount)))
    return listOf(1.0, 2.0, 5.0, 10.0).map { it * ten }.minBy { abs(it - amount) }
}

private fun radians(degrees: Double) = Math.toRadians(degrees)

/** As the core's. */
private const val EARTH_M = 6_371_008.8
private const val RINGS = 3
private const val MOST_RINGS = 6

/** Beyond, a ring is no ring on any map. */
private const val FARTHEST_RING_M = 5_000_000.0
