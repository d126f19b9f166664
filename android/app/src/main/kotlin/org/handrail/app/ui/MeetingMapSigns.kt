package org.handrail.app.ui

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.sin

// The signs of the map. Each differs by its shape before it differs by its colour.

class MapColours(val mark: Color, val favourite: Color, val ground: Color, val ink: Color)

enum class MapSign { ONE, MANY, FAVOURITE }

/**
 * One meeting is a small disc, several a large one that holds their number, a favourite a star; several with favourites among them
 * have a small star at their edge. Around what starts next of all there is a ring. An edge in the colour of the ground keeps marks
 * apart that touch.
 */
fun DrawScope.sign(sign: MapSign, starred: Boolean, first: Boolean, across: Dp, colours: MapColours) {
    val (edge, radius) = 2.dp.toPx() to across.toPx() / 2
    when (sign) {
        MapSign.ONE, MapSign.MANY -> {
            drawCircle(colours.ground, radius + edge)
            drawCircle(colours.mark, radius)
        }
        MapSign.FAVOURITE -> star(center, radius, colours)
    }
    if (first) {
        drawCircle(colours.ground, radius + 4.dp.toPx(), style = Stroke(6.dp.toPx()))
        drawCircle(if (sign == MapSign.FAVOURITE) colours.favourite else colours.mark, radius + 4.dp.toPx(), style = Stroke(3.dp.toPx()))
    }
    if (sign == MapSign.MANY && starred) star(center + Offset(radius, -radius) * 0.75f, 8.dp.toPx(), colours)
}

/** The person: a cross in a circle, which no meeting has. It lies below the marks, and its [arms] reach out from under the largest. */
fun DrawScope.you(arms: Dp, colours: MapColours) {
    drawCircle(colours.ink, 9.dp.toPx(), style = Stroke(2.dp.toPx()))
    for (arm in listOf(Offset(arms.toPx(), 0f), Offset(0f, arms.toPx()))) drawLine(colours.ink, center - arm, center + arm, 2.dp.toPx())
}

private fun DrawScope.star(at: Offset, radius: Float, colours: MapColours) {
    val path =
        Path().apply {
            for (corner in 0 until 10) {
                val (angle, reach) = PI * corner / 5 to if (corner % 2 == 0) radius else radius * 0.45f
                val (x, y) = at.x + (sin(angle) * reach).toFloat() to at.y - (cos(angle) * reach).toFloat()
                if (corner == 0) moveTo(x, y) else lineTo(x, y)
            }
            close()
        }
    drawPath(path, colours.ground, style = Stroke(4.dp.toPx()))
    drawPath(path, colours.favourite)
}

/** A line through points, as far as it goes around. */
fun DrawScope.round(points: List<Offset>, colour: Color) {
    val path = Path().apply { points.forEachIndexed { number, (x, y) -> if (number == 0) moveTo(x, y) else lineTo(x, y) } }
    path.close()
    drawPath(path, colour, style = Stroke(1.dp.toPx()))
}
