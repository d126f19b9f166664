package org.handrail.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.runtime.remember
import androidx.compose.ui.AbsoluteAlignment
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.coerceAtLeast
import androidx.compose.ui.unit.dp
import org.handrail.app.R
import org.handrail.app.data.MapSpot
import org.handrail.app.data.MeetingMapFrame
import org.handrail.app.data.MeetingMapModel
import org.handrail.app.data.MeetingMapState
import org.handrail.app.data.rings
import org.handrail.app.data.towards
import org.handrail.core.GeoPoint
import org.handrail.core.MapCluster
import org.handrail.core.Moment
import kotlin.math.log2
import kotlin.math.roundToInt

/**
 * The map itself: nothing but what this phone knows. North is up and east is right in every language. Its marks are nodes that a
 * finger, a key and a screen reader reach alike, the nearest first.
 */
@Composable
fun MeetingMap(state: MeetingMapState, frame: () -> MeetingMapFrame, now: Moment, model: MeetingMapModel, open: (String) -> Unit) {
    val scheme = MaterialTheme.colorScheme
    val colours = remember(scheme) { MapColours(scheme.primary, scheme.secondary, scheme.surfaceContainer, scheme.onSurface) }
    val words = stringResource(R.string.map_words)
    Box(
        Modifier.fillMaxSize().clipToBounds().background(scheme.surfaceContainer).hands(model).semantics {
            contentDescription = words
            isTraversalGroup = true
        },
        AbsoluteAlignment.TopLeft,
    ) {
        state.here?.let {
            Rings(it, frame)
            You(it, frame, colours)
        }
        for ((number, mark) in state.marks.withIndex()) {
            key(mark.meeting?.id ?: "${mark.point.latitude} ${mark.point.longitude}") {
                Mark(mark, mark == state.first, state.here ?: state.middle, state.here != null, now, number, colours, frame, model, open)
            }
        }
    }
}

private fun Modifier.hands(model: MeetingMapModel): Modifier =
    pointerInput(model) {
        detectTransformGestures { at, pan, pinch, _ ->
            model.look { copy(view = moved(pan.x.points(this@pointerInput), pan.y.points(this@pointerInput))).closer(log2(pinch.toDouble()), spot(at, this@pointerInput)) }
        }
    }.pointerInput(model) {
        detectTapGestures(onDoubleTap = { at -> model.look { closer(1.0, spot(at, this@pointerInput)) } })
    }

private fun Float.points(density: Density): Double = (this / density.density).toDouble()

private fun spot(at: Offset, density: Density) = MapSpot(at.x.points(density), at.y.points(density))

/** With its middle there, whichever way the screen runs. Where that is is read as late as can be: a hand that moves the map places anew, and composes nothing. */
private fun Modifier.middleAt(spot: () -> MapSpot): Modifier =
    layout { measurable, _ ->
        val placeable = measurable.measure(Constraints())
        layout(placeable.width, placeable.height) {
            val (x, y) = spot()
            placeable.place((x.dp.toPx() - placeable.width / 2).roundToInt(), (y.dp.toPx() - placeable.height / 2).roundToInt())
        }
    }

@Composable
private fun Mark(
    mark: MapCluster,
    first: Boolean,
    from: GeoPoint,
    fromHere: Boolean,
    now: Moment,
    number: Int,
    colours: MapColours,
    frame: () -> MeetingMapFrame,
    model: MeetingMapModel,
    open: (String) -> Unit,
) {
    val row = mark.meeting
    val sign = if (row == null) MapSign.MANY else if (row.favourite) MapSign.FAVOURITE else MapSign.ONE
    val across = sign.across(mark.count.toInt())
    val words = mark.words(from, fromHere, now)
    val action = stringResource(if (row == null) R.string.map_closer else R.string.map_open)
    Box(
        Modifier
            .middleAt { frame().spot(mark.point) }
            .size(across.coerceAtLeast(Tokens.target))
            .semantics(mergeDescendants = true) {
                contentDescription = words
                traversalIndex = number.toFloat()
            }.drawBehind { sign(sign, mark.favourites > 0u, first, across, colours) }
            .clip(CircleShape)
            .clickable(onClickLabel = action, role = Role.Button) { if (row == null) model.open(mark) else open(row.id) },
        Alignment.Center,
    ) {
        if (row == null) Text(short(mark.count.toInt()), Modifier.clearAndSetSemantics {}, MaterialTheme.colorScheme.onPrimary, fontSize = numberSize(), maxLines = 1, softWrap = false)
    }
}

/** Grows with the number, slowly, and with the person's letters, a little: there is only so much room. */
@Composable
private fun MapSign.across(count: Int): Dp =
    when (this) {
        MapSign.ONE -> 16.dp
        MapSign.FAVOURITE -> 26.dp
        MapSign.MANY -> (28 + 3.5 * log2(count.toDouble()).coerceAtMost(6.0)).dp * larger()
    }

@Composable
private fun larger(): Float = LocalDensity.current.fontScale.coerceIn(1f, 1.3f)

@Composable
private fun numberSize() = with(LocalDensity.current) { (15 * larger()).dp.toSp() }

@Composable
private fun You(here: GeoPoint, frame: () -> MeetingMapFrame, colours: MapColours) {
    val words = stringResource(R.string.map_you)
    Box(
        Modifier.middleAt { frame().spot(here) }.size(YOU * 2).drawBehind { you(YOU, colours) }.semantics {
            contentDescription = words
            traversalIndex = -1f
        },
    )
}

/** How far it is, in the person's units. A screen reader hears that of each mark. */
@Composable
private fun Rings(here: GeoPoint, frame: () -> MeetingMapFrame) {
    val (unit, least) = if (usesMiles(locale())) KM_PER_MILE * 1000 to 0.1 else 1000.0 to 0.01
    val rings = frame().rings(here, unit, least)
    val line = MaterialTheme.colorScheme.outline
    Canvas(Modifier.fillMaxSize()) {
        for (ring in rings) round((0 until 360).map { frame().spot(here.towards(it.toDouble(), ring)).let { (x, y) -> Offset(x.dp.toPx(), y.dp.toPx()) } }, line)
    }
    for (ring in rings) key(ring) { Label(here, ring, frame) }
}

@Composable
private fun Label(here: GeoPoint, ring: Double, frame: () -> MeetingMapFrame) =
    Text(
        length(ring),
        Modifier.middleAt { frame().labelled(here, ring) }.background(MaterialTheme.colorScheme.surfaceContainer).clearAndSetSemantics {},
        MaterialTheme.colorScheme.onSurfaceVariant,
        fontSize = numberSize(),
        maxLines = 1,
        softWrap = false,
    )

/** At the north of the ring, or wherever it is in sight. */
private fun MeetingMapFrame.labelled(here: GeoPoint, ring: Double): MapSpot {
    val spots = LABELLED.map { spot(here.towards(it, ring)) }
    return spots.firstOrNull { it.x in EDGE..width - EDGE && it.y in CONTROLS..height - CONTROLS } ?: spots.first()
}

private val LABELLED = listOf(0.0, 180.0, 45.0, 315.0, 135.0, 225.0, 90.0, 270.0, 30.0, 330.0, 150.0, 210.0, 70.0, 290.0, 110.0, 250.0)
private const val EDGE = 28.0

/** Where the ways to the north and to the south are. */
private const val CONTROLS = 68.0
private val YOU = 38.dp
