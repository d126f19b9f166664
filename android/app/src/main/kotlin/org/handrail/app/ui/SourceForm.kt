package org.handrail.app.ui

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import org.handrail.app.R
import org.handrail.app.data.SourceDraft
import org.handrail.app.data.SourceFormModel
import org.handrail.app.data.SourceFormState
import org.handrail.core.Field

/** What is said about a list. All but its name may be left open; nothing is asked of its website here. */
@Composable
fun SourceForm(state: SourceFormState, model: SourceFormModel, help: () -> Unit, back: () -> Unit) {
    CloseWhenSaved(state.saved, model, back)
    val draft = state.draft
    val before = draft.before
    Frame(before?.title() ?: stringResource(R.string.source_add), help, back) { inner ->
        Form(inner) {
            if (before == null) {
                Text(stringResource(R.string.source_add_hint))
                val taken = stringResource(R.string.source_taken)
                Line(stringResource(R.string.picked_name), draft.name, if (state.taken) taken else state.wrong(Field.SOURCE)) { name -> model.change { it.copy(name = name) } }
            }
            if (before?.isSample != true) Said(state, model)
            before?.format?.let { Quiet(sentence(R.string.source_format, stringResource(it.words()))) }
            before?.let { Columns(draft, model) }
            state.problem?.let { Text(stringResource(it.words()), color = MaterialTheme.colorScheme.error) }
            if (before?.isSample != true) Wide(stringResource(R.string.save)) { model.save() }
            if (before != null) Remove(state, model)
        }
    }
}

@Composable
private fun SourceFormState.wrong(field: Field): String? = if (wrong == field) stringResource(if (field == Field.LINK) R.string.wrong_address else field.wrong()) else null

@Composable
private fun Said(state: SourceFormState, model: SourceFormModel) {
    val draft = state.draft
    Line(stringResource(R.string.source_address), draft.address, state.wrong(Field.LINK), stringResource(R.string.source_address_hint), KeyboardType.Uri) { address ->
        model.change { it.copy(address = address) }
    }
    FellowshipField(R.string.picked_fellowship_none, draft.fellowship) { id -> model.change { it.copy(fellowship = id) } }
    Told(state, Field.FELLOWSHIP)
    ZoneField(draft.zone) { zone -> model.change { it.copy(zone = zone) } }
    Told(state, Field.ZONE)
    Quiet(stringResource(R.string.zone_hint))
    CountryField(draft.country) { country -> model.change { it.copy(country = country) } }
    Told(state, Field.COUNTRY)
    if (draft.address.isNotBlank()) {
        val rests = (listOf(24, 72, 168, 720) + draft.hours).distinct().sorted()
        OneOf(stringResource(R.string.source_every), rests.map { it to rest(it) }, draft.hours) { hours -> model.change { it.copy(hours = hours) } }
        Told(state, Field.REFRESH_HOURS)
    }
    OnOff(stringResource(R.string.source_gathers), draft.aggregator) { on -> model.change { it.copy(aggregator = on) } }
    Line(stringResource(R.string.source_licence), draft.licence, state.wrong(Field.LICENCE), stringResource(R.string.source_licence_hint), lines = 2) { licence ->
        model.change { it.copy(licence = licence) }
    }
}

/** Under a choice, which has no line of its own for what is wrong with it. */
@Composable
private fun Told(state: SourceFormState, field: Field) {
    state.wrong(field)?.let { Text(it, color = MaterialTheme.colorScheme.error) }
}

@Composable
private fun rest(hours: Int): String = if (hours % 24 == 0) days(hours / 24) else lead(hours * 60)

@Composable
private fun Columns(draft: SourceDraft, model: SourceFormModel) {
    val said = draft.before?.details?.columns.orEmpty()
    if (said.isEmpty()) return
    Quiet(stringResource(R.string.source_columns))
    OnOff(stringResource(R.string.source_columns_anew), draft.forgetColumns) { on -> model.change { it.copy(forgetColumns = on) } }
}

/** Its meetings leave every list; so it is asked twice. */
@Composable
private fun Remove(state: SourceFormState, model: SourceFormModel) {
    if (!state.sure) return Wide(stringResource(R.string.source_remove), quiet = true) { model.askRemove(true) }
    Panel {
        Text(stringResource(R.string.source_remove_sure))
        Wide(stringResource(R.string.source_remove_yes)) { model.remove() }
        Wide(stringResource(R.string.delete_no), quiet = true) { model.askRemove(false) }
    }
}
