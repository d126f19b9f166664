package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.MineModel
import org.handrail.app.data.MineState
import org.handrail.core.Favourite
import org.handrail.core.MeetingNotice
import org.handrail.core.MeetingRow
import org.handrail.core.Moment

class MineWays(val help: () -> Unit, val back: () -> Unit, val room: (Room) -> Unit, val meeting: (String) -> Unit, val addOwn: () -> Unit)

/** Favourites with what has become of them, and what the person hides. */
@Composable
fun MineScreen(state: MineState, model: MineModel, snackbars: SnackbarHostState, ways: MineWays, calendar: @Composable () -> Unit) =
    Frame(stringResource(R.string.meetings), ways.help, ways.back, snackbars, below = { Rooms(Room.MINE, ways.room) }) { inner ->
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            state.problem?.let { item { Panel { Text(stringResource(it.words())) } } }
            val now = state.asked
            when {
                state.loading -> item { LinearProgressIndicator(Modifier.fillMaxWidth()) }
                state.locked -> item { Panel { Text(stringResource(R.string.mine_locked)) } }
                now != null -> kept(state, now, model, ways, calendar)
            }
        }
    }

private fun LazyListScope.kept(state: MineState, now: Moment, model: MineModel, ways: MineWays, calendar: @Composable () -> Unit) {
    if (state.notices.isNotEmpty()) {
        item { Heading(stringResource(R.string.notices)) }
        items(state.notices, key = { "notice.${it.id}" }) { Notice(it, now, model, ways.meeting) }
    }
    item { Heading(stringResource(R.string.favourites)) }
    if (state.favourites.isEmpty()) item { Panel { Text(stringResource(R.string.favourites_none)) } }
    items(state.favourites, key = { it.id }) { Kept(it, now, ways.meeting) }
    item { Wide(stringResource(R.string.own_add), quiet = true, onClick = ways.addOwn) }
    if (state.favourites.any { !it.gone }) item(key = "calendar") { calendar() }
    if (state.hidden.isNotEmpty()) {
        item { Heading(stringResource(R.string.hidden)) }
        items(state.hidden, key = { "hidden.${it.id}" }) { HiddenPanel(it) { model.unhide(it.id) } }
    }
}

@Composable
private fun Kept(favourite: Favourite, now: Moment, open: (String) -> Unit) =
    Panel(onClick = { open(favourite.id) }) {
        favourite.details.label?.let { Text(it, style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.secondary) }
        if (favourite.gone) {
            Text(favourite.meeting.name)
            Quiet(stringResource(R.string.change_gone))
        } else {
            MeetingLines(favourite.meeting, now)
        }
        favourite.details.note?.let { Text(apart(it)) }
    }

@Composable
private fun Notice(notice: MeetingNotice, now: Moment, model: MineModel, open: (String) -> Unit) =
    Panel {
        Text(notice.name, style = MaterialTheme.typography.titleMedium)
        Changed(notice, now) { model.seen(notice.id) }
        notice.successor?.let { Successor(it, now, open) { model.follow(notice) } }
        if (notice.now == null) {
            Plain(stringResource(R.string.favourite_remove)) { model.letGo(notice.id) }
        } else {
            Plain(stringResource(R.string.notice_look)) { open(notice.id) }
        }
    }

/** A guess, and said as one: the person decides. */
@Composable
private fun Successor(row: MeetingRow, now: Moment, open: (String) -> Unit, follow: () -> Unit) {
    Quiet(stringResource(R.string.successor))
    Panel(onClick = { open(row.id) }) { MeetingLines(row, now) }
    Wide(stringResource(R.string.successor_follow), onClick = follow)
}

@Composable
private fun HiddenPanel(row: MeetingRow, show: () -> Unit) =
    Panel {
        Text(row.name)
        row.place?.let { Quiet(it) }
        Wide(stringResource(R.string.unhide), quiet = true, onClick = show)
    }
