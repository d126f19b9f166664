package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import org.handrail.app.R
import org.handrail.app.data.RefreshModel
import org.handrail.app.data.RefreshState
import org.handrail.core.Moment
import org.handrail.core.Source
import org.handrail.core.SourceProblem
import java.net.URI

/** A list: what it has, how it stands, why its last answer was not taken, and what one can do about it. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun SourcePanel(source: Source, due: Boolean, now: Moment, refresh: RefreshState, model: RefreshModel, ways: SourcesWays) =
    Panel {
        val name = source.details.name
        val names = LocalNames.current
        Text(source.title(), style = MaterialTheme.typography.titleMedium)
        val count = source.meetings.toInt()
        val meetings = if (source.importedAt == null) null else counted(R.plurals.meetings_found, count)
        Quiet(facts(meetings, source.details.fellowship?.let(names::short), source.details.url?.let(::host)))
        for (line in source.standing(due, now)) Quiet(line)
        Ended(name, refresh)
        source.problem?.let { Refused(source, it, refresh.running, model, ways) }
        source.details.licence?.let { Quiet(apart(it)) }
        if (refresh.running) return@Panel
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
            if (source.details.url != null) Act(stringResource(R.string.source_ask), sentence(R.string.source_ask_named, source.title())) { model.refresh(listOf(name)) }
            Act(stringResource(R.string.source_edit), sentence(R.string.source_edit_named, source.title())) { ways.form(source) }
        }
    }

@Composable
private fun Refused(source: Source, problem: SourceProblem, running: Boolean, model: RefreshModel, ways: SourcesWays) {
    Text(problem.words(), color = MaterialTheme.colorScheme.error)
    if (source.meetings > 0u) Quiet(stringResource(R.string.feed_kept))
    val to = (problem as? SourceProblem.Moved)?.to
    if (to != null) {
        Text(apart(to))
        Wide(stringResource(R.string.source_take_address), quiet = true) { ways.moved(source, to) }
    }
    if (problem is SourceProblem.Shrunk && source.details.url != null && !running) {
        Wide(stringResource(R.string.feed_take_shorter), quiet = true) { model.refresh(listOf(source.details.name), shorter = true) }
    }
}

/** The same few words on every panel; a screen reader hears which list is meant. */
@Composable
private fun Act(words: String, spoken: String, onClick: () -> Unit) =
    FilledTonalButton(onClick, Modifier.heightIn(min = Tokens.target)) {
        Text(words, Modifier.clearAndSetSemantics { contentDescription = spoken })
    }

/** Whom one asks: the rest of an address says little to most. */
private fun host(url: String): String = runCatching { URI(url).host }.getOrNull() ?: url
