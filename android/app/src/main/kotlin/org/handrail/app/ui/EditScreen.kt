package org.handrail.app.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import org.handrail.app.R
import org.handrail.app.data.TodayModel
import org.handrail.app.data.TodayState
import org.handrail.core.CountStyle
import org.handrail.core.EditorChoices
import org.handrail.core.Feb29Rule
import org.handrail.core.FfiConverterTypeTrackerDetails
import org.handrail.core.Field
import org.handrail.core.StartBasis
import org.handrail.core.Tracker
import org.handrail.core.TrackerDetails
import org.handrail.core.ZoneMode

/** Add a tracker, or correct what was set. What most people need is in sight; the rest is a touch away. */
@Composable
fun EditScreen(state: TodayState, id: String?, model: TodayModel, help: () -> Unit, back: () -> Unit) {
    CloseWhenSaved(state.saved, model, back)
    Frame(stringResource(if (id == null) R.string.add_tracker else R.string.edit_tracker), help, back) { inner ->
        val old = state.history?.tracker
        // The form begins when what it edits is there.
        if (id != null && old?.id != id) return@Frame
        var draft by rememberSaveable(id, old, stateSaver = saver(FfiConverterTypeTrackerDetails)) { mutableStateOf(old?.details ?: TrackerDetails("", model.today())) }
        var goal by rememberSaveable(id, old) { mutableStateOf(GoalDraft.of(state.history?.today?.goal)) }
        var rate by rememberSaveable(id, old) { mutableStateOf(RateDraft.of(state.history?.rates?.lastOrNull())) }
        var more by rememberSaveable(id) { mutableStateOf(false) }
        val locale = locale()
        val choices = state.choices
        Form(inner) {
            OutlinedTextField(
                draft.name,
                { draft = draft.copy(name = it) },
                Modifier.fillMaxWidth(),
                label = { Text(stringResource(R.string.name)) },
                supportingText = { Text(stringResource(R.string.name_hint)) },
                isError = state.wrong == Field.NAME,
                singleLine = true,
            )
            DayField(stringResource(R.string.start_day), draft.start) { draft = draft.copy(start = it) }
            if (choices != null) {
                FellowshipField(choices, draft.fellowship) {
                    // Another fellowship brings its own tokens and words; what else was set stays.
                    if (it != draft.fellowship) draft = draft.copy(fellowship = it, profile = null, vocabulary = null)
                }
                SubjectField(choices, draft.subject) { draft = draft.copy(subject = it, measure = null) }
                if (choices.subjects.any { it.key == draft.subject && it.withdrawalWarning }) Panel { Text(stringResource(R.string.withdrawal)) }
            }
            GoalFields(goal, draft.measure, draft.start) { goal = it }
            if (more && choices != null) {
                More(draft, choices) { draft = it }
                RateFields(rate, choices) { rate = it }
            } else {
                Plain(stringResource(R.string.more)) { more = true }
            }
            state.wrong?.let { Wrong(it, draft.name) }
            Wide(stringResource(R.string.save)) { model.save(id, draft.copy(goal = goal.read(locale, draft.start)), rate.read(locale, draft.start, choices)) }
            if (old != null) Wide(stringResource(R.string.archive), quiet = true) { model.archive(old.id) }
            if (old == null && state.deleted.isNotEmpty()) Deleted(state.deleted, model)
        }
    }
}

@Composable
private fun FellowshipField(choices: EditorChoices, chosen: String?, onChoice: (String?) -> Unit) =
    PickOne(
        stringResource(R.string.fellowship),
        listOf<Pair<String?, String>>(null to stringResource(R.string.fellowship_none)) + choices.fellowships.map { it.id to it.name },
        chosen,
        onChoice,
    )

@Composable
private fun SubjectField(choices: EditorChoices, chosen: String?, onChoice: (String?) -> Unit) =
    PickOne(
        stringResource(R.string.subject),
        listOf<Pair<String?, String>>(null to stringResource(R.string.subject_none)) + choices.subjects.map { it.key to subjectWords(it.key) },
        chosen,
        onChoice,
    )

@Composable
private fun More(draft: TrackerDetails, choices: EditorChoices, onDraft: (TrackerDetails) -> Unit) {
    OneOf(
        stringResource(R.string.basis),
        listOf(
            StartBasis.OWN to stringResource(R.string.basis_own),
            StartBasis.FIRST_DAY_WITHOUT to stringResource(R.string.basis_first),
            StartBasis.LAST_DAY_OF_USE to stringResource(R.string.basis_last),
        ),
        draft.startBasis ?: StartBasis.OWN,
    ) { onDraft(draft.copy(startBasis = it)) }
    OneOf(
        stringResource(R.string.count_style),
        listOf(CountStyle.ELAPSED to stringResource(R.string.count_elapsed), CountStyle.DAY_ONE to stringResource(R.string.count_day_one)),
        draft.countStyle ?: CountStyle.ELAPSED,
    ) { onDraft(draft.copy(countStyle = it)) }
    OneOf(
        stringResource(R.string.zone_mode),
        listOf(ZoneMode.HOME to stringResource(R.string.zone_home), ZoneMode.DEVICE to stringResource(R.string.zone_device)),
        draft.zoneMode ?: ZoneMode.HOME,
    ) { onDraft(draft.copy(zoneMode = it)) }
    OneOf(
        stringResource(R.string.day_start),
        (0..6).map { hour -> (hour * 60).toUShort() to minute(hour * 60) },
        draft.dayStart ?: 0u.toUShort(),
    ) { onDraft(draft.copy(dayStart = it)) }
    OneOf(
        stringResource(R.string.feb29),
        listOf(Feb29Rule.FEB28 to stringResource(R.string.feb29_28), Feb29Rule.MAR1 to stringResource(R.string.feb29_1)),
        draft.feb29 ?: Feb29Rule.FEB28,
    ) { onDraft(draft.copy(feb29 = it)) }
    PickOne(
        stringResource(R.string.token_profile),
        listOf<Pair<String?, String>>(null to stringResource(R.string.profile_usual)) + choices.tokenProfiles.map { it.id to (it.name ?: it.id.replace('_', ' ')) },
        draft.profile,
    ) { onDraft(draft.copy(profile = it)) }
    OutlinedTextField(
        draft.discreetName.orEmpty(),
        { onDraft(draft.copy(discreetName = it.ifEmpty { null })) },
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.discreet)) },
        supportingText = { Text(stringResource(R.string.discreet_hint)) },
        singleLine = true,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Text),
    )
}

/** What was deleted can be put back for thirty days. */
@Composable
private fun Deleted(deleted: List<Tracker>, model: TodayModel) =
    Panel {
        Heading(stringResource(R.string.deleted))
        for (tracker in deleted) Wide(sentence(R.string.deleted_restore, tracker.details.name), quiet = true) { model.restore(tracker.id) }
    }
