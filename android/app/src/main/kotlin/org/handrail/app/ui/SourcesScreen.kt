package org.handrail.app.ui

import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect
import org.handrail.app.R
import org.handrail.app.data.RefreshModel
import org.handrail.app.data.RefreshState
import org.handrail.app.data.SourcesModel
import org.handrail.app.data.SourcesState
import org.handrail.core.HandrailException
import org.handrail.core.Source

class SourcesWays(val help: () -> Unit, val back: () -> Unit, val room: (Room) -> Unit, val form: (Source?) -> Unit, val moved: (Source, String) -> Unit)

/** The lists on this phone, each with its state; what brings them up to date, and the ways in for another. */
@Composable
fun SourcesScreen(state: SourcesState, model: SourcesModel, refresh: RefreshState, refreshing: RefreshModel, ways: SourcesWays) {
    val pick = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri: Uri? -> uri?.let(model::picked) }
    LifecycleEventEffect(Lifecycle.Event.ON_RESUME) { model.resumed() }
    Frame(stringResource(R.string.meetings), ways.help, ways.back, below = { Rooms(Room.SOURCES, ways.room) }) { inner ->
        LazyColumn(
            Modifier.padding(inner).imePadding().fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            if (state.loading) item(key = "loading") { LinearProgressIndicator(Modifier.fillMaxWidth()) }
            if (state.says) item(key = "coming") { Coming(state, model) }
            val list = state.picked
            if (list != null && !state.importing) {
                pickedList(list, state, model)
            } else if (!state.importing) {
                lists(state, refresh, refreshing, ways)
                ways(state, refresh, { pick.launch(arrayOf("*/*")) }, { ways.form(null) }, model::importSample)
            }
        }
    }
}

private fun LazyListScope.lists(state: SourcesState, refresh: RefreshState, refreshing: RefreshModel, ways: SourcesWays) {
    val now = state.asked ?: return
    if (state.sources.isEmpty()) item(key = "none") { Panel { Text(stringResource(R.string.sources_none)) } }
    if (state.sources.any { it.details.url != null }) item(key = "refresh") { RefreshPanel(state, refresh, refreshing) }
    items(state.sources, key = { "source.${it.details.name}" }) { source -> SourcePanel(source, source.details.name in state.due, now, refresh, refreshing, ways) }
}

private fun LazyListScope.ways(state: SourcesState, refresh: RefreshState, pick: () -> Unit, add: () -> Unit, sample: () -> Unit) {
    if (state.loading || refresh.running) return
    item(key = "import") { Wide(stringResource(R.string.meetings_import), quiet = state.sources.isNotEmpty(), onClick = pick) }
    item(key = "add") { Wide(stringResource(R.string.source_add), quiet = true, onClick = add) }
    if (state.sources.isEmpty()) item(key = "sample") { Wide(stringResource(R.string.meetings_sample), quiet = true, onClick = sample) }
    item(key = "hint") { Quiet(stringResource(R.string.sources_hint)) }
}

private val SourcesState.says: Boolean get() = importing || report != null || problem != null || unreadable

/** How far an import is, what it brought, or why it brought nothing: said aloud as it comes. */
@Composable
private fun Coming(state: SourcesState, model: SourcesModel) {
    val problem = state.problem
    Panel(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        if (state.importing) Progress(state, model::discard)
        state.report?.let { Report(it) }
        if (state.unreadable) Text(stringResource(R.string.trouble_file))
        if (problem != null) {
            Text(stringResource(problem.words()))
            if (problem is HandrailException.Feed) Quiet(stringResource(R.string.feed_kept))
        }
        if (state.shrunk) {
            Wide(stringResource(R.string.feed_take_shorter), quiet = true) { model.import(shorter = true) }
            Wide(stringResource(R.string.feed_keep_old)) { model.discard() }
        }
    }
}

@Composable
private fun Progress(state: SourcesState, cancel: () -> Unit) {
    val step = state.step
    val rows = step?.rows ?: 0
    Text(counted(R.plurals.meetings_importing, rows))
    Reading(step)
    Wide(stringResource(R.string.cancel), quiet = true, onClick = cancel)
}
