package org.handrail.app.ui

import android.content.Intent
import androidx.annotation.StringRes
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.Confidence
import org.handrail.core.Fact
import org.handrail.core.HealthTimeline

/** What research says that fits a tracker, for whoever asks. Every statement names its source. */
@Composable
fun Research(facts: List<Fact>, health: HealthTimeline?) {
    if (facts.isEmpty() && health == null) return
    var open by rememberSaveable { mutableStateOf(false) }
    Panel {
        Heading(stringResource(R.string.research))
        Plain(stringResource(if (open) R.string.research_hide else R.string.research_show)) { open = !open }
        if (open) {
            for (fact in facts) Statement(fact.key, fact.source, fact.url)
            health?.let { Health(it) }
        }
    }
}

/** What may change in the body. The warning of withdrawal stands before it, whatever the timeline is of. */
@Composable
private fun Health(timeline: HealthTimeline) {
    Heading(stringResource(R.string.research_health))
    Text(stringResource(R.string.withdrawal))
    for (step in timeline.steps) Statement(step.key, step.source, step.url, step.days.toInt())
    if (timeline.steps.any { it.confidence == Confidence.LOW }) Quiet(stringResource(R.string.research_unsure))
}

@Composable
private fun Statement(key: String, source: String, url: String, day: Int? = null) {
    val words = statement(key) ?: return
    val context = LocalContext.current
    day?.let { Quiet(sentence(R.string.research_day, number(it))) }
    Text(stringResource(words))
    Plain(sentence(R.string.research_source, source), style = MaterialTheme.typography.labelMedium) { context.start(Intent.ACTION_VIEW, url) }
}

/** The core's keys of statements, none of which is to frighten anybody; `null` for a key without words, which is not shown. */
@StringRes
internal fun statement(key: String): Int? =
    when (key) {
        "it_gets_easier_with_time" -> R.string.research_easier
        "a_year_carries_further" -> R.string.research_year
        "sleep_changes" -> R.string.research_sleep
        "withdrawal_peaks" -> R.string.research_withdrawal
        "immune_system" -> R.string.research_immune
        "brain_volume" -> R.string.research_brain
        "blood_pressure" -> R.string.research_pressure
        "thinking" -> R.string.research_thinking
        else -> null
    }
