package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowLeft
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowRight
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import java.text.NumberFormat
import java.time.YearMonth
import java.time.format.DateTimeFormatter
import java.time.format.DecimalStyle
import org.handrail.app.R
import org.handrail.app.data.DetailModel
import org.handrail.app.data.DetailState
import org.handrail.core.Episode
import org.handrail.core.TrackerHistory
import org.handrail.core.TrackerStatistics

/** One tracker: a month of its days, what is kept, its milestones and episodes. */
@Composable
fun DetailScreen(state: DetailState, model: DetailModel, help: () -> Unit, back: () -> Unit, edit: () -> Unit, returned: () -> Unit) {
    CloseWhenSaved(state.gone, model, back)
    val history = state.history
    Frame(history?.tracker?.details?.name.orEmpty(), help, back) { inner ->
        if (history == null) return@Frame
        val list = rememberLazyListState()
        // Seven days beside each other, each as large as a finger, leave little for edges.
        val narrow = LocalConfiguration.current.screenWidthDp < NARROW
        val marking = state.marking?.takeIf { state.calendar != null }
        // What a touch opened lies below the month, often below the edge.
        LaunchedEffect(marking) { if (marking != null) list.animateScrollToItem(MARK) }
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            list,
            contentPadding = PaddingValues(if (narrow) Tokens.Space.s else Tokens.Space.m, Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item { Kept(history) }
            item { Month(state, model) }
            marking?.let { day -> item(key = "mark") { MarkPanel(state, day, model) } }
            item { Heading(stringResource(R.string.shelf)) }
            items(state.shelf, key = { "${it.milestone.unit}.${it.milestone.count}.${it.onRequest}" }) { ShelfPanel(it) }
            item { Episodes(history.episodes) }
            state.statistics?.let { item { Numbers(it) } }
            state.statistics?.let { item { Research(it.facts, state.health) } }
            item { Actions(state, model, edit, returned) }
        }
    }
}

@Composable
private fun Kept(history: TrackerHistory) =
    Panel {
        val today = history.today
        Text(days(today.number.toInt()), style = MaterialTheme.typography.titleLarge, color = MaterialTheme.colorScheme.primary)
        today.elapsed.words()?.let { Text(it) }
        Quiet(today.vocabulary.since(today.start))
        Text(sentence(R.string.kept_total, days(today.totalDays.toInt()), days(today.longestDays.toInt())))
        today.next?.let { Text(sentence(R.string.next_milestone, it.milestone.words(), it.date.words())) }
        for (sum in today.saved?.money.orEmpty()) Text(sentence(R.string.saved, money(sum)))
    }

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Month(state: DetailState, model: DetailModel) =
    Panel(side = Tokens.Space.xs) {
        val (month, calendar) = (state.month ?: return@Panel) to (state.calendar ?: return@Panel)
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Turn(Icons.AutoMirrored.Filled.KeyboardArrowLeft, stringResource(R.string.month_before), true) { model.turn(-1) }
            val title = month.format(DateTimeFormatter.ofPattern("LLLL yyyy", locale()).withDecimalStyle(DecimalStyle.of(locale())))
            Text(title, Modifier.weight(1f).semantics { heading() }, style = MaterialTheme.typography.titleMedium, textAlign = TextAlign.Center)
            Turn(Icons.AutoMirrored.Filled.KeyboardArrowRight, stringResource(R.string.month_after), month < YearMonth.from(calendar.today)) { model.turn(1) }
        }
        CalendarGrid(calendar, model::openDay)
        Column(Modifier.padding(horizontal = Tokens.Space.m - Tokens.Space.xs), Arrangement.spacedBy(Tokens.Space.s)) {
            Text(
                sentence(
                    R.string.month_counts,
                    counted(R.plurals.days_kept, calendar.kept.toInt()),
                    counted(R.plurals.days_used, calendar.used.toInt()),
                ),
            )
            CalendarKey()
            Quiet(stringResource(R.string.day_hint))
            if (calendar.canUndoMark) Plain(stringResource(R.string.undo_entry)) { model.undoMark() }
        }
    }

@Composable
private fun Turn(sign: ImageVector, words: String, enabled: Boolean, onClick: () -> Unit) = IconButton(onClick, Modifier.size(Tokens.target), enabled) { Icon(sign, words) }

@Composable
private fun Episodes(episodes: List<Episode>) =
    Panel {
        Heading(stringResource(R.string.episodes))
        for (episode in episodes.asReversed()) {
            val end = episode.end
            Text(days(episode.days.toInt()), style = MaterialTheme.typography.titleMedium)
            Quiet(if (end == null) sentence(R.string.episode_goes_on, episode.start.words()) else sentence(R.string.episode_span, episode.start.words(), end.words()))
            episode.note?.let { Text(it) }
        }
    }

@Composable
private fun Numbers(found: TrackerStatistics) =
    Panel {
        Heading(stringResource(R.string.numbers))
        val percent = NumberFormat.getPercentInstance(locale()).also { it.maximumFractionDigits = 1 }
        val share = { value: Double -> percent.format(value / 100) }
        Text(sentence(R.string.numbers_share, share(found.percentSinceFirstStart)))
        if (found.episodes > 1u) Text(sentence(R.string.numbers_mean, NumberFormat.getInstance(locale()).format(Math.round(found.meanDays)), NumberFormat.getInstance(locale()).format(Math.round(found.medianDays))))
        for (window in found.windows.filter { it.length == 30u || it.length == 365u }) {
            val outcomes = window.outcomes
            // Below this share of known days one number would claim more than is known.
            val sure = outcomes.coverage >= 80
            val words =
                outcomes.pdaObserved?.takeIf { sure }?.let { share(it) }
                    ?: sentence(R.string.numbers_between, share(outcomes.pdaWorst), share(outcomes.pdaBest))
            Text(sentence(R.string.numbers_window, days(window.length.toInt()), words))
        }
    }

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Actions(state: DetailState, model: DetailModel, edit: () -> Unit, returned: () -> Unit) =
    Panel {
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            Plain(stringResource(R.string.edit_tracker), onClick = edit)
            Plain(state.history?.today?.vocabulary?.returned().orEmpty(), onClick = returned)
        }
        if (state.deleting) {
            Text(stringResource(R.string.delete_sure))
            Wide(stringResource(R.string.delete_yes)) { model.delete() }
            Wide(stringResource(R.string.delete_no), quiet = true) { model.askDelete(false) }
        } else {
            Wide(stringResource(R.string.delete), quiet = true) { model.askDelete(true) }
        }
    }

/** Below this width of a screen, in dp. */
private const val NARROW = 400

/** The place of the form of a day in the list. */
private const val MARK = 2
