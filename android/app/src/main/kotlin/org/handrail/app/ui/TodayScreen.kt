package org.handrail.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SnackbarDuration
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SnackbarResult
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import java.time.LocalDate
import java.time.format.FormatStyle
import org.handrail.app.R
import org.handrail.app.data.JournalState
import org.handrail.app.data.TodayModel
import org.handrail.app.data.TodayState
import org.handrail.app.data.Trouble
import org.handrail.core.Ask
import org.handrail.core.TrackerToday

@Composable
fun TodayScreen(
    state: TodayState,
    model: TodayModel,
    help: () -> Unit,
    detail: (String, LocalDate?) -> Unit,
    edit: (String?) -> Unit,
    returned: (String) -> Unit,
    meetings: () -> Unit,
    meeting: (String) -> Unit,
    mine: () -> Unit,
) {
    val snackbars = remember { SnackbarHostState() }
    val done = stringResource(R.string.return_done)
    val undo = stringResource(R.string.undo)
    LaunchedEffect(state.undoable) {
        val id = state.undoable ?: return@LaunchedEffect
        val answer = snackbars.showSnackbar(done, undo, withDismissAction = true, SnackbarDuration.Long)
        if (answer == SnackbarResult.ActionPerformed) model.undoReturn(id)
        model.undoOffered()
    }
    Frame(stringResource(R.string.today), help, snackbars = snackbars) { inner ->
        when (val journal = state.journal) {
            JournalState.Opening -> Opening(inner)
            is JournalState.Closed -> Problem(journal.trouble, inner, model, meetings)
            is JournalState.Open -> Trackers(state, inner, detail, edit, returned, meetings, meeting, mine)
        }
    }
}

@Composable
private fun Opening(inner: PaddingValues) =
    Box(Modifier.padding(inner).fillMaxSize(), Alignment.Center) {
        val opening = stringResource(R.string.opening)
        CircularProgressIndicator(Modifier.clearAndSetSemantics { contentDescription = opening })
    }

@Composable
private fun Trackers(
    state: TodayState,
    inner: PaddingValues,
    detail: (String, LocalDate?) -> Unit,
    edit: (String?) -> Unit,
    returned: (String) -> Unit,
    meetings: () -> Unit,
    meeting: (String) -> Unit,
    mine: () -> Unit,
) {
    val trackers = state.today?.trackers.orEmpty()
    LazyColumn(
        Modifier.padding(inner).fillMaxSize(),
        contentPadding = PaddingValues(Tokens.Space.m),
        verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
    ) {
        if (state.today != null && trackers.isEmpty()) {
            item {
                Panel {
                    Heading(stringResource(R.string.today_empty_title))
                    Text(stringResource(R.string.today_empty_text))
                }
            }
        }
        items(trackers, key = { it.id }) { tracker ->
            TrackerPanel(tracker, { detail(tracker.id, null) }, { edit(tracker.id) }, { returned(tracker.id) }) { day -> detail(tracker.id, day) }
        }
        if (state.changedFavourites > 0) {
            item { Panel(onClick = mine) { Text(counted(R.plurals.favourites_changed, state.changedFavourites)) } }
        }
        item { NextMeeting(state, meetings, meeting) }
        item { Wide(stringResource(R.string.add_tracker), quiet = trackers.isNotEmpty()) { edit(null) } }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun TrackerPanel(tracker: TrackerToday, detail: () -> Unit, edit: () -> Unit, returned: () -> Unit, enter: (LocalDate) -> Unit) =
    Panel {
        Heading(tracker.name)
        val number = tracker.number.toInt()
        val next = tracker.next
        Column(
            Modifier.fillMaxWidth().semantics(mergeDescendants = true) {},
            horizontalAlignment = Alignment.CenterHorizontally,
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.s),
        ) {
            Ring(next?.progress?.toFloat() ?: 1f) {
                Text(number(number), style = MaterialTheme.typography.displayLarge, maxLines = 1)
                Text(counted(R.plurals.days_word, number), style = MaterialTheme.typography.bodyLarge)
            }
            tracker.elapsed.words()?.let { Text(it, textAlign = TextAlign.Center) }
            if (tracker.startsInDays > 0u) Text(sentence(R.string.starts_in, days(tracker.startsInDays.toInt())), textAlign = TextAlign.Center)
            tracker.reachedToday.lastOrNull()?.let {
                Text(
                    sentence(R.string.reached_today, it.words()),
                    color = MaterialTheme.colorScheme.secondary,
                    style = MaterialTheme.typography.titleMedium,
                    textAlign = TextAlign.Center,
                )
            }
            next?.let {
                Text(sentence(R.string.next_milestone, it.milestone.words(), it.date.words()), textAlign = TextAlign.Center)
                Quiet(counted(R.plurals.days_to_go, it.daysToGo.toInt()))
            }
            Quiet(tracker.vocabulary.since(tracker.start, FormatStyle.LONG))
            for (sum in tracker.saved?.money.orEmpty().filter { it.minor > 0 }) Quiet(sentence(R.string.saved, money(sum)))
        }
        for (ask in tracker.asks) Asked(ask, tracker.day, enter)
        FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
            Plain(stringResource(R.string.detail), onClick = detail)
            Plain(stringResource(R.string.edit_tracker), onClick = edit)
            Plain(tracker.vocabulary.returned(), onClick = returned)
        }
    }

/** What the day asks, and where it is answered. It goes when it was, and nothing is held against whoever lets it stand. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Asked(ask: Ask, today: LocalDate, enter: (LocalDate) -> Unit) =
    FlowRow(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, itemVerticalAlignment = Alignment.CenterVertically) {
        Text(ask.words())
        when (ask) {
            Ask.MARK_YESTERDAY -> Plain(stringResource(R.string.ask_enter_yesterday)) { enter(today.minusDays(1)) }
            Ask.MARK_TODAY -> Plain(stringResource(R.string.ask_enter_today)) { enter(today) }
            Ask.STARTS_TODAY, Ask.PLANNED_DRY_DAY -> Unit
        }
    }

/** The way from the last milestone to the next. It grows with the text inside, so that large letters keep their room. */
@Composable
private fun Ring(progress: Float, content: @Composable () -> Unit) {
    val track = MaterialTheme.colorScheme.outlineVariant
    val done = MaterialTheme.colorScheme.primary
    val scale = LocalDensity.current.fontScale.coerceIn(1f, 1.45f)
    Box(Modifier.size((196 * scale).dp), Alignment.Center) {
        Canvas(Modifier.fillMaxSize()) {
            val stroke = Stroke(14.dp.toPx(), cap = StrokeCap.Round)
            val inset = stroke.width / 2
            val corner = Offset(inset, inset)
            val area = Size(size.width - stroke.width, size.height - stroke.width)
            drawArc(track, -90f, 360f, false, corner, area, style = stroke)
            if (progress > 0f) drawArc(done, -90f, 360f * progress.coerceIn(0.01f, 1f), false, corner, area, style = stroke)
        }
        Column(horizontalAlignment = Alignment.CenterHorizontally) { content() }
    }
}

@Composable
private fun NextMeeting(state: TodayState, meetings: () -> Unit, meeting: (String) -> Unit) {
    val (row, now) = state.nextMeeting to state.asked
    Panel(onClick = { if (row == null) meetings() else meeting(row.id) }) {
        Heading(stringResource(R.string.next_meeting))
        if (row == null || now == null) {
            Text(stringResource(R.string.next_meeting_none))
        } else {
            Text(row.next.words(now), style = MaterialTheme.typography.titleMedium, color = MaterialTheme.colorScheme.primary)
            Text(row.name)
            row.place?.let { Quiet(it) }
            Quiet(facts(row.venue.words(), row.distanceM?.let { distance(it) }))
        }
        Plain(stringResource(R.string.all_meetings), onClick = meetings)
    }
}

/** The journal does not open. It is never the person's fault, and nothing is ever deleted. */
@Composable
private fun Problem(trouble: Trouble, inner: PaddingValues, model: TodayModel, meetings: () -> Unit) {
    var sure by remember { mutableStateOf(false) }
    val (title, text) =
        when (trouble) {
            Trouble.WRONG_KEY -> R.string.problem_wrong_key_title to R.string.problem_wrong_key_text
            Trouble.DAMAGED -> R.string.problem_damaged_title to R.string.problem_damaged_text
            Trouble.NEWER -> R.string.problem_newer_title to R.string.problem_newer_text
            Trouble.FULL -> R.string.problem_full_title to R.string.problem_full_text
            Trouble.OTHER -> R.string.problem_other_title to R.string.problem_other_text
        }
    LazyColumn(Modifier.padding(inner).fillMaxSize(), contentPadding = PaddingValues(Tokens.Space.m)) {
        item {
            Panel {
                Heading(stringResource(title))
                Text(stringResource(text))
                Wide(stringResource(R.string.try_again)) { model.open() }
                if (trouble == Trouble.WRONG_KEY || trouble == Trouble.DAMAGED) {
                    if (sure) Text(stringResource(R.string.problem_begin_new_sure))
                    Wide(stringResource(R.string.problem_begin_new), quiet = true) { if (sure) model.beginNew() else sure = true }
                }
                // The directory is another file, and needs no key.
                Wide(stringResource(R.string.all_meetings), quiet = true, onClick = meetings)
            }
        }
    }
}
