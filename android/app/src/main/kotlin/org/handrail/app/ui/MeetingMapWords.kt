package org.handrail.app.ui

import android.icu.text.CompactDecimalFormat
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.Bearing
import org.handrail.app.data.bearingTo
import org.handrail.app.data.metresTo
import org.handrail.core.GeoPoint
import org.handrail.core.MapCluster
import org.handrail.core.Moment
import java.time.Instant
import java.time.ZoneId

// What the map shows, in words: for whoever does not see it.

/** "12 meetings, 3 km north-east of you, 2 favourites, the next: Today, 6:00 PM". */
@Composable
fun MapCluster.words(from: GeoPoint, fromHere: Boolean, now: Moment): String {
    val row = meeting
    val parts = mutableListOf(row?.name ?: counted(R.plurals.meetings_found, count.toInt()), from.away(point, fromHere))
    if (row != null) {
        parts += row.next.words(now)
        if (row.favourite) parts += stringResource(R.string.favourite)
    } else {
        if (favourites > 0u) parts += counted(R.plurals.map_favourites, favourites.toInt())
        startsAt?.let { parts += sentence(R.string.map_next, it.orNow(now)) }
    }
    return joined(parts, ", ")
}

@Composable
private fun Instant.orNow(now: Moment): String = if (this <= now.at) stringResource(R.string.in_progress) else words(ZoneId.of(now.zone), now.at)

/** "3 km north-east of you"; without a place of theirs, of the middle of the map. */
@Composable
private fun GeoPoint.away(there: GeoPoint, here: Boolean): String {
    val metres = metresTo(there)
    if (metres < AT_M) return stringResource(if (here) R.string.map_at_you else R.string.map_at_middle)
    return sentence(if (here) R.string.map_from_you else R.string.map_from_middle, length(metres), stringResource(bearingTo(there).words()))
}

@StringRes
private fun Bearing.words(): Int =
    when (this) {
        Bearing.NORTH -> R.string.bearing_north
        Bearing.NORTH_EAST -> R.string.bearing_north_east
        Bearing.EAST -> R.string.bearing_east
        Bearing.SOUTH_EAST -> R.string.bearing_south_east
        Bearing.SOUTH -> R.string.bearing_south
        Bearing.SOUTH_WEST -> R.string.bearing_south_west
        Bearing.WEST -> R.string.bearing_west
        Bearing.NORTH_WEST -> R.string.bearing_north_west
    }

/** As it stands on a mark: "7", "840", "12K". */
@Composable
fun short(count: Int): String =
    if (count < 1000) number(count) else CompactDecimalFormat.getInstance(locale(), CompactDecimalFormat.CompactStyle.SHORT).format(count)

/** Nearer than anybody could point. */
private const val AT_M = 30.0
