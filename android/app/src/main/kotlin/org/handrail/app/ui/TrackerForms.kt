package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.DatePicker
import androidx.compose.material3.DatePickerDialog
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.ExposedDropdownMenuAnchorType
import androidx.compose.material3.ExposedDropdownMenuBox
import androidx.compose.material3.ExposedDropdownMenuDefaults
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.rememberDatePickerState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.TodayModel
import org.handrail.app.data.TodayState
import org.handrail.core.Field
import org.handrail.core.Fellowship
import org.handrail.core.TrackerDetails
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset

@Composable
fun EditScreen(state: TodayState, id: String?, model: TodayModel, help: () -> Unit, back: () -> Unit) {
    CloseWhenSaved(state.saved, back)
    Frame(stringResource(if (id == null) R.string.add_tracker else R.string.edit_tracker), help, back) { inner ->
        val old = state.history?.tracker
        // The form begins when what it edits is there.
        if (id != null && old?.id != id) return@Frame
        var name by rememberSaveable(id) { mutableStateOf(old?.details?.name.orEmpty()) }
        var start by rememberSaveable(id) { mutableStateOf((old?.details?.start ?: model.today()).toString()) }
        var fellowship by rememberSaveable(id) { mutableStateOf(old?.details?.fellowship) }
        Form(inner) {
            OutlinedTextField(
                name,
                { name = it },
                Modifier.fillMaxWidth(),
                label = { Text(stringResource(R.string.name)) },
                supportingText = { Text(stringResource(R.string.name_hint)) },
                isError = state.wrong == Field.NAME,
                singleLine = true,
            )
            DayField(stringResource(R.string.start_day), LocalDate.parse(start)) { start = it.toString() }
            FellowshipField(state.fellowships, fellowship) { fellowship = it }
            state.wrong?.let { Wrong(it, name) }
            Wide(stringResource(R.string.save)) {
                val day = LocalDate.parse(start)
                val details =
                    // Another fellowship brings its own tokens; what else was set stays.
                    old?.details?.copy(name = name, start = day, fellowship = fellowship, profile = old.details.profile.takeIf { fellowship == old.details.fellowship })
                        ?: TrackerDetails(name = name, start = day, fellowship = fellowship)
                model.save(id, details)
            }
            if (id != null) Wide(stringResource(R.string.archive), quiet = true) { model.archive(id) }
        }
    }
}

/** What is kept is said first. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun ReturnScreen(state: TodayState, id: String, model: TodayModel, help: () -> Unit, back: () -> Unit) {
    CloseWhenSaved(state.saved, back)
    Frame(stringResource(R.string.return_title), help, back) { inner ->
        val history = state.history?.takeIf { it.tracker.id == id } ?: return@Frame
        val today = model.today()
        var day by rememberSaveable { mutableStateOf(today.toString()) }
        var note by rememberSaveable { mutableStateOf("") }
        var picking by rememberSaveable { mutableStateOf(false) }
        Form(inner) {
            Panel {
                Heading(history.tracker.details.name)
                Text(stringResource(R.string.return_kept, days(history.totalDays.toInt()), days(history.longestDays.toInt())))
            }
            Heading(stringResource(R.string.return_when))
            FlowRow(
                        horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s),
                        verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs),
                    ) {
                val chosen = LocalDate.parse(day)
                Choice(stringResource(R.string.return_today), chosen == today) { day = today.toString() }
                Choice(stringResource(R.string.return_yesterday), chosen == today.minusDays(1)) { day = today.minusDays(1).toString() }
                val other = chosen < today.minusDays(1)
                Choice(if (other) chosen.words() else stringResource(R.string.return_other), other) { picking = true }
            }
            if (picking) PickDay(LocalDate.parse(day), { picking = false }) { day = it.toString() }
            OutlinedTextField(note, { note = it }, Modifier.fillMaxWidth(), label = { Text(stringResource(R.string.return_note)) }, minLines = 2)
            state.wrong?.let { Wrong(it, note) }
            Wide(stringResource(R.string.return_save)) { model.recordReturn(id, LocalDate.parse(day), note) }
            Text(stringResource(R.string.return_after))
            Quiet(stringResource(R.string.return_talk))
        }
    }
}

@Composable
private fun CloseWhenSaved(saved: Int, back: () -> Unit) {
    val before by rememberSaveable { mutableIntStateOf(saved) }
    LaunchedEffect(saved) { if (saved != before) back() }
}

@Composable
private fun Form(inner: androidx.compose.foundation.layout.PaddingValues, content: @Composable () -> Unit) =
    Column(
        Modifier.padding(inner).imePadding().fillMaxSize().verticalScroll(rememberScrollState()).padding(Tokens.Space.m),
        Arrangement.spacedBy(Tokens.Space.m),
    ) { content() }

@Composable
private fun Wrong(field: Field, name: String) =
    Text(
        stringResource(
            when {
                field == Field.NAME && name.isBlank() -> R.string.invalid_name_empty
                field == Field.NAME -> R.string.invalid_name
                field == Field.START || field == Field.DAY -> R.string.invalid_start
                else -> R.string.invalid_other
            },
        ),
        color = MaterialTheme.colorScheme.error,
    )

@Composable
private fun Choice(text: String, chosen: Boolean, onClick: () -> Unit) =
    FilterChip(chosen, onClick, { Text(text) }, Modifier.heightIn(min = Tokens.target))

@Composable
private fun DayField(label: String, day: LocalDate, onDay: (LocalDate) -> Unit) {
    var picking by rememberSaveable { mutableStateOf(false) }
    Panel(onClick = { picking = true }) {
        Quiet(label)
        Text(day.words(java.time.format.FormatStyle.LONG), style = MaterialTheme.typography.titleMedium)
        Text(stringResource(R.string.change_day), color = MaterialTheme.colorScheme.primary)
    }
    if (picking) PickDay(day, { picking = false }, onDay)
}

/** The picker works on UTC midnights; nothing but the date crosses. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun PickDay(day: LocalDate, close: () -> Unit, onDay: (LocalDate) -> Unit) {
    val picker = rememberDatePickerState(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
    DatePickerDialog(
        close,
        {
            TextButton({
                picker.selectedDateMillis?.let { onDay(Instant.ofEpochMilli(it).atZone(ZoneOffset.UTC).toLocalDate()) }
                close()
            }) { Text(stringResource(R.string.save)) }
        },
        dismissButton = { TextButton(close) { Text(stringResource(R.string.cancel)) } },
    ) { DatePicker(picker) }
}

@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun FellowshipField(all: List<Fellowship>, chosen: String?, onChoice: (String?) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    val none = stringResource(R.string.fellowship_none)
    ExposedDropdownMenuBox(open, { open = it }) {
        OutlinedTextField(
            all.find { it.id == chosen }?.name ?: none,
            {},
            Modifier.fillMaxWidth().menuAnchor(ExposedDropdownMenuAnchorType.PrimaryNotEditable),
            readOnly = true,
            label = { Text(stringResource(R.string.fellowship)) },
            trailingIcon = { ExposedDropdownMenuDefaults.TrailingIcon(open) },
        )
        ExposedDropdownMenu(open, { open = false }) {
            for (fellowship in listOf(null) + all) {
                DropdownMenuItem({ Text(fellowship?.name ?: none) }, {
                    onChoice(fellowship?.id)
                    open = false
                })
            }
        }
    }
}
