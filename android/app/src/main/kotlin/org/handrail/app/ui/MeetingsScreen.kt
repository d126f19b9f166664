package org.handrail.app.ui

import android.Manifest
import android.content.Context
import android.net.Uri
import android.provider.OpenableColumns
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
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.FilterChip
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.handrail.app.R
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MeetingsState
import org.handrail.core.MeetingRow
import java.io.File
import java.time.ZoneId

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun MeetingsScreen(state: MeetingsState, model: MeetingsModel, help: () -> Unit, back: () -> Unit, open: (String) -> Unit) {
    val askPlace = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { model.search() }
    val pick = picker(model)
    Frame(stringResource(R.string.meetings), help, back) { inner ->
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item {
                Column(verticalArrangement = Arrangement.spacedBy(Tokens.Space.s)) {
                    OutlinedTextField(
                        state.words,
                        model::words,
                        Modifier.fillMaxWidth(),
                        label = { Text(stringResource(R.string.meetings_search)) },
                        singleLine = true,
                    )
                    FlowRow(
                        horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s),
                        verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs),
                    ) {
                        Filter(stringResource(R.string.meetings_here), state.here) {
                            if (!state.here) askPlace.launch(Manifest.permission.ACCESS_COARSE_LOCATION)
                            model.toggle { it.copy(here = !it.here) }
                        }
                        Filter(stringResource(R.string.meetings_soon), state.soon) { model.toggle { it.copy(soon = !it.soon) } }
                        Filter(stringResource(R.string.meetings_online), state.online) { model.toggle { it.copy(online = !it.online) } }
                    }
                }
            }
            state.importing?.let { rows ->
                item {
                    Panel {
                        Text(stringResource(R.string.meetings_importing, rows))
                        LinearProgressIndicator(Modifier.fillMaxWidth())
                        Wide(stringResource(R.string.cancel), quiet = true) { model.cancelImport() }
                    }
                }
            }
            if (state.problem) item { Panel { Text(stringResource(R.string.meetings_problem)) } }
            if (state.loading) item { LinearProgressIndicator(Modifier.fillMaxWidth()) }
            if (!state.loading && state.rows.isEmpty()) item { Nothing(state) }
            if (state.rows.isNotEmpty()) item { Quiet(pluralStringResource(R.plurals.meetings_found, state.total, state.total)) }
            items(state.rows, key = { it.id }) { row -> Row(row) { open(row.id) } }
            if (state.nextPage != null) item { Wide(stringResource(R.string.meetings_more), quiet = true) { model.more() } }
            item { Wide(stringResource(R.string.meetings_import), quiet = true) { pick() } }
            if (state.nothingImported && !state.loading) item { Wide(stringResource(R.string.meetings_sample), quiet = true) { model.importSample() } }
        }
    }
}

@Composable
private fun Filter(text: String, on: Boolean, onClick: () -> Unit) = FilterChip(on, onClick, { Text(text) }, Modifier.heightIn(min = Tokens.target))

@Composable
private fun Nothing(state: MeetingsState) =
    Panel {
        Heading(stringResource(if (state.nothingImported) R.string.meetings_none_title else R.string.meetings_empty_title))
        Text(stringResource(if (state.nothingImported) R.string.meetings_none_text else R.string.meetings_empty_text))
    }

@Composable
private fun Row(row: MeetingRow, onClick: () -> Unit) =
    Panel(onClick = onClick) {
        Text(row.next.words(ZoneId.systemDefault()), style = MaterialTheme.typography.titleMedium, color = MaterialTheme.colorScheme.primary)
        Text(row.name)
        val facts = listOfNotNull(row.fellowship?.uppercase(), row.place, row.distanceM?.let { distance(it) }, row.venue.words())
        Quiet(facts.joinToString(" · "))
        if (row.next?.zoneAssumed == true) Quiet(stringResource(R.string.zone_assumed))
    }

/** A file that the person picks is copied first: the core reads paths, and the other app may take its file back. */
@Composable
private fun picker(model: MeetingsModel): () -> Unit {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    val pick =
        rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
            if (uri != null) scope.launch { context.copyOf(uri)?.let { model.importFile(it.path, context.nameOf(uri)) } }
        }
    return { pick.launch(arrayOf("application/json", "text/*", "application/octet-stream")) }
}

private suspend fun Context.copyOf(uri: Uri): File? =
    withContext(Dispatchers.IO) {
        val copy = File(cacheDir, "feed")
        runCatching { contentResolver.openInputStream(uri)?.use { input -> copy.outputStream().use { input.copyTo(it) } } }.getOrNull()?.let { copy }
    }

private fun Context.nameOf(uri: Uri): String =
    contentResolver.query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use { if (it.moveToFirst()) it.getString(0) else null }
        ?.take(200) ?: uri.lastPathSegment.orEmpty().ifEmpty { "list" }.take(200)
