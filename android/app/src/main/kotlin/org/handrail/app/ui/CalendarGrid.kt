package org.handrail.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.handrail.app.R
import org.handrail.core.CalendarDay
import org.handrail.core.DayCalendar
import org.handrail.core.DayState
import java.time.DayOfWeek
import java.time.LocalDate
import java.time.format.FormatStyle
import java.time.format.TextStyle
import java.time.temporal.WeekFields

/** A month, by the weeks of the person's country. Each day says what it was by shape, then by colour, then in words. */
@Composable
fun CalendarGrid(calendar: DayCalendar, onDay: (LocalDate) -> Unit) {
    val first = WeekFields.of(locale()).firstDayOfWeek
    val week = (0L..6L).map { first.plus(it) }
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Tokens.Space.xs)) {
        Row(Modifier.fillMaxWidth().clearAndSetSemantics {}) {
            for (day in week) {
                Text(day.getDisplayName(TextStyle.NARROW_STANDALONE, locale()), Modifier.weight(1f), textAlign = TextAlign.Center, style = MaterialTheme.typography.labelMedium)
            }
        }
        for (row in weeks(calendar.days, first)) {
            Row(Modifier.fillMaxWidth()) {
                for (day in row) {
                    if (day == null) Box(Modifier.weight(1f)) else Day(day, calendar.today, Modifier.weight(1f), onDay)
                }
            }
        }
    }
}

private fun weeks(days: List<CalendarDay>, first: DayOfWeek): List<List<CalendarDay?>> {
    val before = days.firstOrNull()?.let { Math.floorMod(it.day.dayOfWeek.value - first.value, 7) } ?: 0
    val padded = List(before) { null } + days
    return padded.chunked(7).map { it + List(7 - it.size) { null } }
}

@Composable
private fun Day(day: CalendarDay, today: LocalDate, modifier: Modifier, onDay: (LocalDate) -> Unit) {
    val ahead = day.day > today
    val words = described(day, ahead)
    val enter = stringResource(R.string.day_enter)
    val scheme = MaterialTheme.colorScheme
    val ink =
        when {
            ahead -> scheme.onSurfaceVariant
            day.state == DayState.KEPT && !day.inferred -> scheme.onPrimary
            else -> scheme.onSurface
        }
    val tall = Tokens.target * LocalDensity.current.fontScale.coerceIn(1f, 1.3f)
    Box(
        modifier
            .heightIn(min = tall)
            .then(if (ahead) Modifier else Modifier.clickable { onDay(day.day) })
            .clearAndSetSemantics {
                contentDescription = words
                if (!ahead) {
                    onClick(enter) {
                        onDay(day.day)
                        true
                    }
                }
            },
        Alignment.Center,
    ) {
        Canvas(Modifier.size(tall)) { sign(day, today, scheme.primary, scheme.secondary, scheme.outline) }
        Text(number(day.day.dayOfMonth), color = ink, style = MaterialTheme.typography.labelMedium, maxLines = 1)
    }
}

/** Kept is a full disc, kept without an entry a ring, use a square frame that fills with the amount, not known a dotted ring. */
private fun DrawScope.sign(day: CalendarDay, today: LocalDate, kept: Color, used: Color, quiet: Color) {
    val thin = Stroke(2.dp.toPx())
    val radius = size.minDimension * 0.38f
    when (day.state) {
        DayState.KEPT -> if (day.inferred) drawCircle(kept, radius, style = thin) else drawCircle(kept, radius)
        DayState.USED -> {
            val side = radius * 1.8f
            val corner = Offset(center.x - side / 2, center.y - side / 2)
            val depth = (day.level.toInt() - 1).coerceIn(1, 3) / 3f
            drawRect(used.copy(alpha = 0.12f + 0.28f * depth), corner, Size(side, side))
            drawRect(used, corner, Size(side, side), style = thin)
        }
        DayState.UNKNOWN -> for (angle in 0 until 360 step 45) drawArc(quiet, angle.toFloat(), 18f, false, center - Offset(radius, radius), Size(radius * 2, radius * 2), style = thin)
        DayState.NONE -> Unit
    }
    if (day.day == today) drawLine(quiet, Offset(center.x - radius / 2, size.height - 3.dp.toPx()), Offset(center.x + radius / 2, size.height - 3.dp.toPx()), 3.dp.toPx())
    if (day.milestones.isNotEmpty()) diamond(Offset(size.width - 9.dp.toPx(), 9.dp.toPx()), used)
    if (day.medication) {
        val at = Offset(9.dp.toPx(), size.height - 9.dp.toPx())
        val arm = 4.dp.toPx()
        drawLine(kept, at - Offset(arm, 0f), at + Offset(arm, 0f), 2.dp.toPx())
        drawLine(kept, at - Offset(0f, arm), at + Offset(0f, arm), 2.dp.toPx())
    }
}

private fun DrawScope.diamond(at: Offset, colour: Color) {
    val arm = 5.dp.toPx()
    val path =
        Path().apply {
            moveTo(at.x, at.y - arm)
            lineTo(at.x + arm, at.y)
            lineTo(at.x, at.y + arm)
            lineTo(at.x - arm, at.y)
            close()
        }
    drawPath(path, colour)
}

/** "Tuesday, 3 March 2026, kept, 30 days reached". */
@Composable
private fun described(day: CalendarDay, ahead: Boolean): String {
    val parts = mutableListOf(day.day.words(FormatStyle.FULL))
    if (!ahead) parts += stringResource(stateWords(day.state, day.inferred))
    if (day.medication) parts += stringResource(R.string.day_medication)
    if (day.episodeBegins) parts += stringResource(R.string.day_begins)
    for (milestone in day.milestones) parts += sentence(R.string.reached_today, milestone.words())
    return joined(parts, ", ")
}

fun stateWords(state: DayState, inferred: Boolean = false): Int =
    when (state) {
        DayState.KEPT -> if (inferred) R.string.day_kept_inferred else R.string.day_kept
        DayState.USED -> R.string.day_used
        DayState.UNKNOWN -> R.string.day_unknown
        DayState.NONE -> R.string.day_none
    }

/** What the signs mean, each beside its words. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun CalendarKey() =
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.m), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
        val scheme = MaterialTheme.colorScheme
        val some = LocalDate.of(2000, 1, 1)
        val samples =
            listOf(
                DayState.KEPT to false,
                DayState.KEPT to true,
                DayState.USED to false,
                DayState.UNKNOWN to false,
            )
        for ((state, inferred) in samples) {
            Row(verticalAlignment = Alignment.CenterVertically) {
                val day = CalendarDay(some, state, inferred, false, null, null, null, null, null, false, emptyList(), false, 3u)
                Canvas(Modifier.padding(end = Tokens.Space.xs).size(22.dp)) { sign(day, some.plusDays(1), scheme.primary, scheme.secondary, scheme.outline) }
                Quiet(stringResource(stateWords(state, inferred)))
            }
        }
    }
