package org.handrail.app.ui

import android.text.format.Formatter
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.handrail.ImportStep
import org.handrail.RefreshPhase
import org.handrail.app.R
import org.handrail.app.data.Arrived
import org.handrail.app.data.RefreshModel
import org.handrail.app.data.RefreshState
import org.handrail.app.data.SourcesState
import org.handrail.core.RefreshOutcome

/** Asking the websites: what it means, before it is done; how far it is; and that it can be stopped. */
@Composable
fun RefreshPanel(state: SourcesState, refresh: RefreshState, model: RefreshModel) =
    Panel(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        if (refresh.running) {
            Going(refresh, model::stop)
            return@Panel
        }
        if (refresh.offline) Text(stringResource(R.string.refresh_offline), color = MaterialTheme.colorScheme.error)
        if (refresh.stopped) Text(stringResource(R.string.refresh_stopped))
        refresh.problem?.let { Text(stringResource(it.words()), color = MaterialTheme.colorScheme.error) }
        if (refresh.ended.isNotEmpty()) Text(told(refresh))
        val due = state.due.size
        if (due == 0) {
            Text(stringResource(R.string.refresh_none_due))
        } else {
            Wide(counted(R.plurals.refresh_due, due)) { model.refresh() }
        }
        Quiet(stringResource(R.string.refresh_hint))
    }

@Composable
private fun Going(refresh: RefreshState, stop: () -> Unit) {
    val step = refresh.step
    if (step == null) {
        Text(stringResource(R.string.refresh_begins))
    } else {
        Text(sentence(R.string.refresh_going, number(step.number), number(step.total), listName(step.source)))
    }
    val read = (step?.phase as? RefreshPhase.Reading)?.step
    val arrived = refresh.arrived
    if (arrived != null) {
        Arriving(arrived)
    } else {
        if (read != null) Quiet(counted(R.plurals.meetings_importing, read.rows))
        Reading(read)
    }
    Wide(stringResource(R.string.cancel), quiet = true, onClick = stop)
}

/** How much of the answer has come, and of how much, where its website says so. A website may err: what comes beyond is no part of it. */
@Composable
private fun Arriving(arrived: Arrived) {
    val context = LocalContext.current
    val bytes = { amount: Long -> Formatter.formatShortFileSize(context, amount) }
    val whole = arrived.whole?.takeIf { arrived.bytes <= it }
    Quiet(if (whole == null) sentence(R.string.refresh_arrived, bytes(arrived.bytes)) else sentence(R.string.refresh_arrived_of, bytes(arrived.bytes), bytes(whole)))
    Part(arrived.bytes, whole ?: 0)
}

/** A bar as long as the part of the file that has been read. */
@Composable
fun Reading(step: ImportStep?) = Part(step?.bytesRead ?: 0, step?.bytesTotal ?: 0)

/** Of an unknown whole it only moves. */
@Composable
private fun Part(part: Long, whole: Long) {
    val wide = Modifier.fillMaxWidth()
    if (whole <= 0) LinearProgressIndicator(wide) else LinearProgressIndicator({ (part.toFloat() / whole).coerceIn(0f, 1f) }, wide)
}

@Composable
private fun told(refresh: RefreshState): String {
    val well = refresh.ended.values.count { (it as? RefreshPhase.Finished)?.outcome is RefreshOutcome.Imported || (it as? RefreshPhase.Finished)?.outcome is RefreshOutcome.Unchanged }
    val ill = refresh.ended.size - well
    val words = listOf(R.plurals.refresh_read to well, R.plurals.refresh_not_taken to ill).filter { it.second > 0 }
    return joined(words.map { (words, count) -> counted(words, count) })
}

/** What the last question did to a list: in this sitting, on its panel. */
@Composable
fun Ended(name: String, refresh: RefreshState) {
    when (val end = refresh.ended[name]) {
        is RefreshPhase.Failed -> Text(stringResource(end.error.words()), color = MaterialTheme.colorScheme.error)
        is RefreshPhase.Finished ->
            when (val outcome = end.outcome) {
                is RefreshOutcome.Imported -> ReportLines(outcome.report)
                is RefreshOutcome.Unchanged -> Text(stringResource(R.string.report_same))
                // Its panel says why, as long as it is so.
                is RefreshOutcome.Refused -> {}
            }
        else -> {}
    }
}
