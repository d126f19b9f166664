package org.handrail.app.ui

import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.handrail.app.R
import org.handrail.app.data.Imported
import org.handrail.app.data.SourcesModel
import org.handrail.app.data.SourcesState
import org.handrail.core.FeedOptions
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.Moment
import org.handrail.core.Source
import java.time.ZoneId

/** The core's name of the list that ships with it. */
private const val SAMPLE = "sample"

/** The lists on this phone, each with its state, and the way in for another. */
@Composable
fun SourcesScreen(state: SourcesState, model: SourcesModel, help: () -> Unit, back: () -> Unit, room: (Room) -> Unit) {
    val pick = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri: Uri? -> uri?.let(model::picked) }
    Frame(stringResource(R.string.meetings), help, back, below = { Rooms(Room.SOURCES, room) }) { inner ->
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item(key = "coming") { Coming(state, model) }
            val options = state.picked
            if (options != null && !state.importing) item(key = "picked") { PickedFile(options, state, model) }
            val now = state.asked
            if (now != null) items(state.sources, key = { it.details.name }) { SourcePanel(it, now) }
            if (options == null && !state.importing) {
                item(key = "import") { Wide(stringResource(R.string.meetings_import), quiet = state.sources.isNotEmpty()) { pick.launch(arrayOf("*/*")) } }
                if (state.sources.isEmpty()) item(key = "sample") { Wide(stringResource(R.string.meetings_sample), quiet = true) { model.importSample() } }
                item(key = "hint") { Quiet(stringResource(R.string.sources_hint)) }
            }
        }
    }
}

/** How far an import is, what it brought, or why it brought nothing: said aloud as it comes. */
@Composable
private fun Coming(state: SourcesState, model: SourcesModel) {
    val problem = state.problem
    if (!state.importing && state.report == null && problem == null && !state.unreadable) return
    Panel(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        if (state.importing) Progress(state, model::discard)
        state.report?.let { Report(it) }
        if (state.unreadable) Text(stringResource(R.string.trouble_file))
        if (problem != null) {
            Text(stringResource(problem.words()))
            if (problem is HandrailException.Feed) Quiet(stringResource(R.string.feed_kept))
        }
        if (state.shrunk) {
            Wide(stringResource(R.string.feed_take_shorter), quiet = true) { model.importShorter() }
            Wide(stringResource(R.string.feed_keep_old)) { model.discard() }
        }
    }
}

@Composable
private fun Progress(state: SourcesState, cancel: () -> Unit) {
    val step = state.step
    val rows = step?.rows ?: 0
    Text(counted(R.plurals.meetings_importing, rows))
    val words = Modifier.fillMaxWidth()
    if (step == null || step.bytesTotal <= 0) LinearProgressIndicator(words) else LinearProgressIndicator({ (step.bytesRead.toFloat() / step.bytesTotal).coerceIn(0f, 1f) }, words)
    Wide(stringResource(R.string.cancel), quiet = true, onClick = cancel)
}

@Composable
private fun PickedFile(options: FeedOptions, state: SourcesState, model: SourcesModel) =
    Panel {
        Heading(stringResource(R.string.picked))
        val wrong = (state.problem as? HandrailException.Invalid)?.field == Field.SOURCE
        OutlinedTextField(
            options.source,
            { name -> model.say { it.copy(source = name) } },
            Modifier.fillMaxWidth(),
            label = { Text(stringResource(R.string.picked_name)) },
            supportingText = { Text(stringResource(R.string.picked_name_hint)) },
            isError = wrong,
            singleLine = true,
        )
        val names = LocalNames.current
        val none = listOf<Pair<String?, String>>(null to stringResource(R.string.picked_fellowship_none))
        PickOne(stringResource(R.string.fellowship), none + names.fellowships.map { it.id to it.name }, options.fellowship) { id -> model.say { it.copy(fellowship = id) } }
        val here = ZoneId.systemDefault().id
        OnOff(stringResource(R.string.picked_zone), options.zone != null) { on -> model.say { it.copy(zone = if (on) options.zone ?: here else null) } }
        Wide(stringResource(R.string.picked_import)) { model.import() }
        Wide(stringResource(R.string.cancel), quiet = true) { model.discard() }
    }

@Composable
private fun Report(imported: Imported) {
    val report = imported.report
    Heading(sentence(R.string.report_title, imported.source.ifEmpty { stringResource(R.string.sample) }))
    Text(counted(R.plurals.report_meetings, report.meetings.toInt(), stringResource(report.format.words())))
    val news = listOf(R.plurals.report_added to report.added, R.plurals.report_changed to report.changed, R.plurals.report_gone to report.gone)
    val told = news.filter { it.second > 0u }.map { (words, count) -> counted(words, count.toInt()) }
    Text(if (told.isEmpty()) stringResource(R.string.report_same) else joined(told))
    val noticed = report.diagnostics.mapNotNull { found -> found.code.words()?.let { it to found.count.toInt() } }
    if (noticed.isEmpty()) return
    Quiet(stringResource(R.string.noticed))
    for ((words, counts) in noticed.groupBy({ it.first }, { it.second })) Quiet(sentence(words, number(counts.sum())))
}

@Composable
private fun SourcePanel(source: Source, now: Moment) =
    Panel {
        Text(if (source.details.name == SAMPLE) stringResource(R.string.sample) else source.details.name, style = MaterialTheme.typography.titleMedium)
        val names = LocalNames.current
        val count = source.meetings.toInt()
        Quiet(facts(counted(R.plurals.meetings_found, count), source.details.fellowship?.let(names::short)))
        val read = source.importedAt
        Quiet(if (read == null) stringResource(R.string.source_new) else sentence(R.string.source_read, read.ago(now.at)))
        source.problem?.let {
            Text(stringResource(it.words()), color = MaterialTheme.colorScheme.error)
            Quiet(stringResource(R.string.feed_kept))
        }
        source.details.licence?.let { Quiet(apart(it)) }
    }
