package org.handrail.app.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import org.handrail.app.R
import org.handrail.app.data.OwnDraft
import org.handrail.app.data.OwnModel
import org.handrail.app.data.OwnState
import org.handrail.core.Field
import java.time.format.TextStyle

/** A meeting of one's own, or a correction that only oneself sees. */
@Composable
fun OwnMeetingScreen(state: OwnState, model: OwnModel, help: () -> Unit, back: () -> Unit) {
    CloseWhenSaved(state.saved, model, back)
    val draft = state.draft
    Frame(stringResource(if (draft.id == null) R.string.own_add else R.string.own_correct), help, back) { inner ->
        Form(inner) {
            Text(stringResource(if (draft.id == null) R.string.own_add_hint else R.string.own_correct_hint))
            Line(R.string.name, draft.name, state, Field.NAME) { model.change { draft -> draft.copy(name = it) } }
            Times(draft, model)
            Line(R.string.own_place, draft.place, state, Field.PLACE) { model.change { draft -> draft.copy(place = it) } }
            Line(R.string.own_address, draft.address, state, null) { model.change { draft -> draft.copy(address = it) } }
            Line(R.string.own_link, draft.link, state, Field.LINK, KeyboardType.Uri) { model.change { draft -> draft.copy(link = it) } }
            Line(R.string.own_phone, draft.phone, state, Field.PHONE, KeyboardType.Phone) { model.change { draft -> draft.copy(phone = it) } }
            FellowshipField(R.string.fellowship_none, draft.fellowship) { model.change { draft -> draft.copy(fellowship = it) } }
            Line(R.string.notes, draft.notes, state, Field.NOTE, lines = 3) { model.change { draft -> draft.copy(notes = it) } }
            (state.problem?.words() ?: state.wrong?.wrong())?.let { Text(stringResource(it), color = MaterialTheme.colorScheme.error) }
            Wide(stringResource(R.string.save)) { model.save() }
        }
    }
}

@Composable
private fun Times(draft: OwnDraft, model: OwnModel) {
    val kept = draft.kept
    if (kept != null) {
        Panel {
            Heading(stringResource(R.string.schedule))
            for (line in schedule(kept)) Text(line)
            Wide(stringResource(R.string.own_other_times), quiet = true) { model.change { it.copy(kept = null) } }
        }
        return
    }
    val days = weekdaysInOrder().map { Option(it, weekday(it).words(TextStyle.SHORT_STANDALONE), spoken = weekday(it).words()) }
    SomeOf(stringResource(R.string.own_days), days, draft.weekdays) { chosen -> model.change { it.copy(weekdays = chosen) } }
    if (draft.weekdays.isEmpty()) return Quiet(stringResource(R.string.by_appointment))
    TimeField(stringResource(R.string.own_time), draft.time) { time -> model.change { it.copy(time = time) } }
    val lengths = (listOf(null, 30, 60, 90, 120) + draft.minutes).distinct().sortedBy { it ?: -1 }
    OneOf(stringResource(R.string.own_length), lengths.map { it to (it?.let { length -> minutes(length) } ?: stringResource(R.string.own_length_unknown)) }, draft.minutes) { minutes ->
        model.change { it.copy(minutes = minutes) }
    }
}

@Composable
private fun Line(label: Int, text: String, state: OwnState, field: Field?, keyboard: KeyboardType = KeyboardType.Text, lines: Int = 1, onText: (String) -> Unit) {
    val wrong = field?.takeIf { it == state.wrong }?.let { stringResource(it.wrong()) }
    Line(stringResource(label), text, wrong, keyboard = keyboard, lines = lines, onText = onText)
}
