package org.handrail.app.ui

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.border
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.handrail.app.R
import org.handrail.app.data.MeetingMapFrame
import org.handrail.app.data.MeetingMapModel
import org.handrail.app.data.MeetingMapState
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MeetingsState

class MeetingMapWays(
    val help: () -> Unit,
    val back: () -> Unit,
    val room: (Room) -> Unit,
    val meeting: (String) -> Unit,
    val filters: () -> Unit,
    val list: () -> Unit,
    val sample: () -> Unit,
)

/** The same question as the list's, answered on a map without a network: marks around the person, and how far they are. */
@Composable
fun MeetingMapScreen(found: MeetingsState, question: MeetingsModel, state: MeetingMapState, model: MeetingMapModel, snackbars: SnackbarHostState, ways: MeetingMapWays) {
    LifecycleResumeEffect(Unit) {
        model.resumed()
        onPauseOrDispose {}
    }
    DisposableEffect(model) { onDispose { model.leave() } }
    Frame(stringResource(R.string.meetings), ways.help, ways.back, snackbars, below = { Rooms(Room.FIND, ways.room) }) { inner ->
        BoxWithConstraints(Modifier.padding(inner).fillMaxSize()) {
            val low = maxHeight < LOW
            if (state.together.isEmpty()) Map(found, question, state, model, ways, low) else Together(state, model, ways.meeting)
        }
    }
}

@Composable
private fun Map(found: MeetingsState, question: MeetingsModel, state: MeetingMapState, model: MeetingMapModel, ways: MeetingMapWays, low: Boolean) =
    Column {
        Question(found, question, ways)
        BoxWithConstraints(Modifier.weight(1f).fillMaxWidth()) {
            val (width, height) = maxWidth.value.toDouble() to maxHeight.value.toDouble()
            LaunchedEffect(found.filter, width, height) { model.show(found.filter, width, height) }
            Drawn(state, width, height, model, ways.meeting)
            Over(found, question, state, model, ways)
        }
        Answer(state, explained = !low)
    }

/** The parts of the question that are said most often; the way back to the list is the first. */
@Composable
private fun Question(found: MeetingsState, question: MeetingsModel, ways: MeetingMapWays) {
    val filter = found.filter
    Row(Modifier.horizontalScroll(rememberScrollState()).padding(Tokens.Space.m, Tokens.Space.s), Arrangement.spacedBy(Tokens.Space.s)) {
        Choice(stringResource(R.string.map_list), false, ways.list)
        Filters(filter.parts, ways.filters)
        Soon(filter, question)
        if (filter.words.isNotBlank()) Choice(sentence(R.string.map_with_words, filter.words.trim()), true) { question.words("") }
    }
}

@Composable
private fun Drawn(state: MeetingMapState, width: Double, height: Double, model: MeetingMapModel, open: (String) -> Unit) {
    val (view, now) = (state.view ?: return) to (state.asked ?: return)
    val frame = MeetingMapFrame(view, width, height)
    val latest = rememberUpdatedState(frame)
    MeetingMap(state, remember { { latest.value } }, now, model, open)
    MeetingMapControls(frame, model)
}

/** What stands in the way of a map, over it. */
@Composable
private fun Over(found: MeetingsState, question: MeetingsModel, state: MeetingMapState, model: MeetingMapModel, ways: MeetingMapWays) {
    val problem = state.problem
    when {
        problem != null ->
            Note {
                Text(stringResource(problem.words()))
                Wide(stringResource(R.string.try_again)) { model.resumed() }
            }
        state.loading -> LinearProgressIndicator(Modifier.fillMaxWidth())
        found.nothingImported && state.marks.isEmpty() -> Note { NothingImported(ways.room, ways.sample) }
        state.total == 0 ->
            Note {
                Text(stringResource(R.string.map_empty))
                Wide(stringResource(R.string.map_all), quiet = true) { model.toAll() }
                if (found.filter.parts > 0) Wide(stringResource(R.string.clear_all), quiet = true) { question.filter { it.cleared() } }
            }
    }
}

/** Short of the edges, where the controls are. */
@Composable
private fun Note(content: @Composable () -> Unit) =
    Box(Modifier.fillMaxSize().padding(Tokens.target + Tokens.Space.m).verticalScroll(rememberScrollState()), Alignment.Center) {
        Panel(Modifier.border(1.dp, MaterialTheme.colorScheme.outline, RoundedCornerShape(Tokens.Corner.card)).semantics { liveRegion = LiveRegionMode.Polite }, content = content)
    }

/** How many are in sight, said aloud when it changes; and what the signs mean. */
@Composable
private fun Answer(state: MeetingMapState, explained: Boolean) =
    Column(Modifier.fillMaxWidth().padding(Tokens.Space.m, Tokens.Space.s), Arrangement.spacedBy(Tokens.Space.xs)) {
        Column(Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }) {
            if (!state.loading && state.problem == null) Text(sentence(R.string.map_found, counted(R.plurals.meetings_found, state.total)), style = MaterialTheme.typography.labelMedium)
            if (!state.loading && state.here == null) Quiet(stringResource(R.string.map_place_unknown))
        }
        if (explained) MeetingMapKey()
    }

/** What no map could draw apart, as a list. */
@Composable
private fun Together(state: MeetingMapState, model: MeetingMapModel, open: (String) -> Unit) {
    BackHandler { model.closeTogether() }
    val now = state.asked ?: return
    LazyColumn(Modifier.fillMaxSize(), contentPadding = PaddingValues(Tokens.Space.m), verticalArrangement = Arrangement.spacedBy(Tokens.Space.m)) {
        item(key = "title") { Heading(sentence(R.string.map_together, counted(R.plurals.meetings_found, state.together.size))) }
        item(key = "back") { Wide(stringResource(R.string.map_back), quiet = true) { model.closeTogether() } }
        items(state.together, key = { it.id }) { row -> MeetingPanel(row, now) { open(row.id) } }
    }
}

/** A phone on its side: what there is of it is the map's. */
private val LOW = 400.dp
