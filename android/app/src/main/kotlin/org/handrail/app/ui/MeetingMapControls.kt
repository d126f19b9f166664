package org.handrail.app.ui

import android.Manifest
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Add
import androidx.compose.material.icons.filled.KeyboardArrowUp
import androidx.compose.material.icons.filled.LocationOn
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.AbsoluteAlignment
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.rotate
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.handrail.app.R
import org.handrail.app.data.MeetingMapFrame
import org.handrail.app.data.MeetingMapModel

/** What hands do on a map, for whoever touches rather than draws. They stand on the side where the screen's language ends. */
@Composable
fun MeetingMapControls(frame: MeetingMapFrame, model: MeetingMapModel) {
    val askPlace = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { model.toHere() }
    Box(Modifier.fillMaxSize().padding(Tokens.Space.s).semantics { isTraversalGroup = true }) {
        val zoom = frame.view.zoom
        val (side, up) = frame.width / 2 to frame.height / 2
        Arrow(0f, R.string.map_north, Modifier.align(Alignment.TopCenter)) { model.look { moved(0.0, up) } }
        Arrow(90f, R.string.map_east, Modifier.align(AbsoluteAlignment.CenterRight)) { model.look { moved(-side, 0.0) } }
        Arrow(180f, R.string.map_south, Modifier.align(Alignment.BottomCenter)) { model.look { moved(0.0, -up) } }
        Arrow(270f, R.string.map_west, Modifier.align(AbsoluteAlignment.CenterLeft)) { model.look { moved(side, 0.0) } }
        Column(Modifier.align(Alignment.BottomEnd), Arrangement.spacedBy(Tokens.Space.s)) {
            Round(R.string.map_here, { askPlace.launch(Manifest.permission.ACCESS_COARSE_LOCATION) }) { Icon(Icons.Filled.LocationOn, contentDescription = null) }
            Round(R.string.map_closer, { model.look { closer(1.0) } }, zoom < MeetingMapFrame.CLOSEST) { Icon(Icons.Filled.Add, contentDescription = null) }
            Round(R.string.map_farther, { model.look { closer(-1.0) } }, zoom > MeetingMapFrame.FARTHEST) { Minus() }
        }
    }
}

@Composable
private fun Arrow(degrees: Float, words: Int, modifier: Modifier, onClick: () -> Unit) =
    Round(words, onClick, modifier = modifier) { Icon(Icons.Filled.KeyboardArrowUp, contentDescription = null, Modifier.rotate(degrees)) }

@Composable
private fun Round(words: Int, onClick: () -> Unit, enabled: Boolean = true, modifier: Modifier = Modifier, sign: @Composable () -> Unit) {
    val spoken = stringResource(words)
    val colours = MaterialTheme.colorScheme
    Surface(
        onClick,
        modifier.size(Tokens.target).semantics { contentDescription = spoken },
        enabled,
        CircleShape,
        colours.surfaceVariant.copy(alpha = 0.9f),
        if (enabled) colours.onSurface else colours.outline,
    ) { Box(contentAlignment = Alignment.Center) { sign() } }
}

/** Among the icons that come along there is none. */
@Composable
private fun Minus() {
    val ink = LocalContentColor.current
    Canvas(Modifier.size(24.dp)) { drawLine(ink, center.copy(x = size.width * 5 / 24), center.copy(x = size.width * 19 / 24), 2.dp.toPx()) }
}

/** What the signs mean, each beside its words. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun MeetingMapKey() {
    val scheme = MaterialTheme.colorScheme
    val colours = MapColours(scheme.primary, scheme.secondary, scheme.background, scheme.onSurface)
    FlowRow(Modifier.clearAndSetSemantics {}, Arrangement.spacedBy(Tokens.Space.m), itemVerticalAlignment = Alignment.CenterVertically) {
        Sample(R.string.map_key_one, 12.dp) { sign(MapSign.ONE, starred = false, first = false, it, colours) }
        Sample(R.string.favourite, 20.dp) { sign(MapSign.FAVOURITE, starred = false, first = false, it, colours) }
        Sample(R.string.map_key_first, 12.dp) { sign(MapSign.ONE, starred = false, first = true, it, colours) }
        Sample(R.string.map_you, 20.dp) { you(12.dp, colours) }
    }
}

@Composable
private fun Sample(words: Int, across: Dp, sign: DrawScope.(Dp) -> Unit) =
    Row(Modifier, Arrangement.spacedBy(Tokens.Space.xs), Alignment.CenterVertically) {
        Canvas(Modifier.size(24.dp)) { sign(across) }
        Text(stringResource(words), style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
    }
