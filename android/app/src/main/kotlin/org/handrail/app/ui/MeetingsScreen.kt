package org.handrail.app.ui

import android.Manifest
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Clear
import androidx.compose.material.icons.filled.Search
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SuggestionChip
import androidx.compose.material3.SuggestionChipDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.handrail.app.R
import org.handrail.app.data.MeetingFilter
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MeetingsState
import org.handrail.app.data.Span
import org.handrail.app.data.Where
import org.handrail.core.LeftOut
import org.handrail.core.Narrowing

/** Where one goes from the list of meetings. */
class MeetingsWays(
    val help: () -> Unit,
    val back: () -> Unit,
    val room: (Room) -> Unit,
    val meeting: (String) -> Unit,
    val filters: () -> Unit,
    val map: () -> Unit,
    val sample: () -> Unit,
)

@Composable
fun MeetingsScreen(state: MeetingsState, model: MeetingsModel, list: LazyListState, snackbars: SnackbarHostState, ways: MeetingsWays) {
    LifecycleResumeEffect(Unit) {
        model.resumed()
        onPauseOrDispose {}
    }
    Frame(stringResource(R.string.meetings), ways.help, ways.back, snackbars, below = { Rooms(Room.FIND, ways.room) }) { inner ->
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            list,
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item(key = "question") { Question(state, model, ways) }
            item(key = "answer") { Answer(state, model, ways) }
            val now = state.asked
            if (now != null) items(state.rows, key = { it.id }) { row -> MeetingPanel(row, now) { ways.meeting(row.id) } }
            state.nextPage?.let { page ->
                item(key = "more") {
                    // Reached, or nearly: the next page is asked for as the person comes.
                    LaunchedEffect(page, state.asked) { model.more() }
                    LinearProgressIndicator(Modifier.fillMaxWidth())
                }
            }
        }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Question(state: MeetingsState, model: MeetingsModel, ways: MeetingsWays) {
    val askPlace = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { model.ask() }
    val filter = state.filter
    Column(verticalArrangement = Arrangement.spacedBy(Tokens.Space.s)) {
        SearchField(filter.words, model::words)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
            Choice(stringResource(R.string.map), false, ways.map)
            Filters(filter.parts, ways.filters)
            Choice(stringResource(R.string.meetings_here), filter.where == Where.NEAR) {
                if (filter.where != Where.NEAR) askPlace.launch(Manifest.permission.ACCESS_COARSE_LOCATION)
                model.filter { it.copy(where = if (it.where == Where.NEAR) Where.ANYWHERE else Where.NEAR) }
            }
            Soon(filter, model)
            // To take it back; what turns it on tells how many it brings.
            if (filter.online) Choice(stringResource(R.string.meetings_online), true) { model.filter { it.copy(online = false) } }
        }
    }
}

/** Over the list and over the map alike. */
@Composable
fun Filters(parts: Int, go: () -> Unit) = Choice(if (parts == 0) stringResource(R.string.filters) else sentence(R.string.filters_set, number(parts)), parts > 0, go)

@Composable
fun Soon(filter: MeetingFilter, model: MeetingsModel) =
    Choice(stringResource(R.string.meetings_soon), filter.span == Span.THREE_HOURS) {
        model.filter { it.copy(span = if (it.span == Span.THREE_HOURS) Span.WEEK else Span.THREE_HOURS) }
    }

@Composable
private fun SearchField(words: String, onWords: (String) -> Unit) {
    val focus = LocalFocusManager.current
    OutlinedTextField(
        words,
        onWords,
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.meetings_search)) },
        leadingIcon = { Icon(Icons.Filled.Search, contentDescription = null) },
        trailingIcon = {
            if (words.isNotEmpty()) IconButton({ onWords("") }) { Icon(Icons.Filled.Clear, stringResource(R.string.clear_words)) }
        },
        singleLine = true,
        keyboardOptions = KeyboardOptions(imeAction = ImeAction.Search),
        keyboardActions = KeyboardActions(onSearch = { focus.clearFocus() }),
    )
}

/** How many there are, said aloud when it changes; and what would bring more. */
@Composable
private fun Answer(state: MeetingsState, model: MeetingsModel, ways: MeetingsWays) =
    Column(verticalArrangement = Arrangement.spacedBy(Tokens.Space.s)) {
        if (state.loading) LinearProgressIndicator(Modifier.fillMaxWidth())
        val none = state.nothingImported && state.rows.isEmpty() && !state.loading
        Column(Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }) {
            state.problem?.let { Text(stringResource(it.words())) }
            if (!state.loading && state.problem == null && !none) Found(state)
        }
        if (none) {
            Panel { NothingImported(ways.room, ways.sample) }
        } else if (state.rows.isEmpty() && !state.loading) {
            Nothing(state, model, ways)
        } else {
            Brings(state.facets?.leftOut.orEmpty().take(2), model, ways)
        }
    }

@Composable
fun NothingImported(room: (Room) -> Unit, sample: () -> Unit) {
    Heading(stringResource(R.string.meetings_none_title))
    Text(stringResource(R.string.meetings_none_text))
    Wide(stringResource(R.string.meetings_import)) { room(Room.SOURCES) }
    Wide(stringResource(R.string.meetings_sample), quiet = true, onClick = sample)
}

@Composable
private fun Found(state: MeetingsState) {
    val count = counted(R.plurals.meetings_found, state.total)
    val within = state.withinKm
    Quiet(if (within == null) count else sentence(R.string.found_within, count, length(within * 1000)))
    if (state.placeUnknown) Quiet(stringResource(R.string.place_unknown))
    state.corrected?.let { Quiet(sentence(R.string.corrected, it)) }
}

@Composable
private fun Nothing(state: MeetingsState, model: MeetingsModel, ways: MeetingsWays) =
    Panel {
        Heading(stringResource(R.string.meetings_empty_title))
        val brings = state.facets?.leftOut.orEmpty()
        Text(stringResource(if (brings.isEmpty()) R.string.meetings_empty_text else R.string.meetings_empty_drop))
        Brings(brings.take(4), model, ways)
        if (state.filter.parts > 0) Wide(stringResource(R.string.clear_all), quiet = true) { model.filter { it.cleared() } }
    }

/** "12 more if you include online", each one touch away. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Brings(parts: List<LeftOut>, model: MeetingsModel, ways: MeetingsWays) {
    if (parts.isEmpty()) return
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
        for (part in parts) {
            val more = part.more.toInt()
            val words = counted(part.by.brings(), more)
            SuggestionChip(
                { if (part.by == Narrowing.HIDDEN) ways.room(Room.MINE) else model.filter { it.without(part.by) } },
                { Text(words) },
                Modifier.heightIn(min = Tokens.target),
                border = SuggestionChipDefaults.suggestionChipBorder(enabled = true, borderColor = MaterialTheme.colorScheme.outline),
            )
        }
    }
}

private fun Narrowing.brings(): Int =
    when (this) {
        Narrowing.ONLINE -> R.plurals.more_online
        Narrowing.DISTANCE -> R.plurals.more_distance
        Narrowing.TIME -> R.plurals.more_time
        Narrowing.REACHABLE -> R.plurals.more_reachable
        Narrowing.ATTRIBUTES, Narrowing.TYPES -> R.plurals.more_types
        Narrowing.FELLOWSHIPS -> R.plurals.more_fellowships
        Narrowing.VENUES -> R.plurals.more_venues
        Narrowing.LANGUAGES -> R.plurals.more_languages
        Narrowing.WORDS -> R.plurals.more_words
        Narrowing.HIDDEN -> R.plurals.more_hidden
    }
