package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
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
import androidx.compose.material3.FilterChipDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.TimePicker
import androidx.compose.material3.TimePickerDialog
import androidx.compose.material3.rememberDatePickerState
import androidx.compose.material3.rememberTimePickerState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.Saver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import org.handrail.app.R
import org.handrail.app.data.bytes
import org.handrail.app.data.value
import org.handrail.core.FfiConverterRustBuffer
import org.handrail.core.Field
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneOffset
import java.time.format.FormatStyle

/** [saved] is counted by [model], which outlives a rotation but not the app: of another one its count began anew. */
@Composable
fun CloseWhenSaved(saved: Int, model: Any, back: () -> Unit) {
    val counter = System.identityHashCode(model)
    val saver = Saver<Int, IntArray>({ intArrayOf(counter, it) }, { (kept, before) -> if (kept == counter) before else saved })
    val before = rememberSaveable(saver = saver) { saved }
    LaunchedEffect(saved) { if (saved != before) back() }
}

/** For a record of the core that is being filled in. */
fun <T> saver(record: FfiConverterRustBuffer<T>) = Saver<T, ByteArray>({ record.bytes(it) }, { record.value(it) })

@Composable
fun Form(inner: PaddingValues, content: @Composable () -> Unit) =
    Column(
        Modifier.padding(inner).imePadding().fillMaxSize().verticalScroll(rememberScrollState()).padding(Tokens.Space.m),
        Arrangement.spacedBy(Tokens.Space.m),
    ) { content() }

@Composable
fun Wrong(field: Field, name: String) =
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
fun Choice(text: String, chosen: Boolean, onClick: () -> Unit) =
    Choice(chosen, onClick) { Text(text, severalLines) }

/** A choice that is read out in other words than it is written in. */
@Composable
fun Choice(text: String, chosen: Boolean, spoken: String, onClick: () -> Unit) =
    Choice(chosen, onClick) { Text(text, severalLines.clearAndSetSemantics { contentDescription = spoken }) }

/** A chip leaves no room above and below its words. */
private val severalLines = Modifier.padding(vertical = Tokens.Space.xs)

/** With an edge that can be seen on white, and a colour of its own when it is chosen. */
@Composable
private fun Choice(chosen: Boolean, onClick: () -> Unit, label: @Composable () -> Unit) {
    val colours = MaterialTheme.colorScheme
    FilterChip(
        chosen,
        onClick,
        label,
        Modifier.sizeIn(Tokens.target, Tokens.target),
        colors = FilterChipDefaults.filterChipColors(selectedContainerColor = colours.primaryContainer, selectedLabelColor = colours.onPrimaryContainer),
        border = FilterChipDefaults.filterChipBorder(enabled = true, chosen, borderColor = colours.outline),
    )
}

@Composable
fun DayField(label: String, day: LocalDate, onDay: (LocalDate) -> Unit) {
    var picking by rememberSaveable { mutableStateOf(false) }
    Panel(onClick = { picking = true }) {
        Quiet(label)
        Text(day.words(FormatStyle.LONG), style = MaterialTheme.typography.titleMedium)
        Text(stringResource(R.string.change_day), color = MaterialTheme.colorScheme.primary)
    }
    if (picking) PickDay(day, { picking = false }, onDay)
}

/** The picker works on UTC midnights; nothing but the date crosses. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
fun PickDay(day: LocalDate, close: () -> Unit, onDay: (LocalDate) -> Unit) {
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
fun TimeField(label: String, time: LocalTime, onTime: (LocalTime) -> Unit) {
    var picking by rememberSaveable { mutableStateOf(false) }
    Panel(onClick = { picking = true }) {
        Quiet(label)
        Text(time.words(), style = MaterialTheme.typography.titleMedium)
        Text(stringResource(R.string.change_time_of_day), color = MaterialTheme.colorScheme.primary)
    }
    if (!picking) return
    val picker = rememberTimePickerState(time.hour, time.minute)
    TimePickerDialog(
        { picking = false },
        {
            TextButton({
                onTime(LocalTime.of(picker.hour, picker.minute))
                picking = false
            }) { Text(stringResource(R.string.save)) }
        },
        { Text(label) },
        dismissButton = { TextButton({ picking = false }) { Text(stringResource(R.string.cancel)) } },
    ) { TimePicker(picker) }
}

/** One of a few: all of them in sight. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun <T> OneOf(label: String?, options: List<Pair<T, String>>, chosen: T, onChoice: (T) -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
        if (label != null) Quiet(label)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
            for ((option, words) in options) Choice(words, option == chosen) { onChoice(option) }
        }
    }

/** One of many: what is typed narrows the list. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
fun <T> PickOne(label: String, options: List<Pair<T, String>>, chosen: T, onChoice: (T) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    val shown = options.find { it.first == chosen }?.second.orEmpty()
    var typed by remember(chosen, open) { mutableStateOf(if (open) "" else shown) }
    ExposedDropdownMenuBox(open, { open = it }) {
        OutlinedTextField(
            typed,
            { typed = it },
            Modifier.fillMaxWidth().menuAnchor(ExposedDropdownMenuAnchorType.PrimaryEditable),
            label = { Text(label) },
            singleLine = true,
            trailingIcon = { ExposedDropdownMenuDefaults.TrailingIcon(open) },
        )
        ExposedDropdownMenu(open, { open = false }) {
            val fitting = options.filter { it.second.contains(typed, ignoreCase = true) }
            for ((option, words) in fitting.take(MOST_OPTIONS)) {
                DropdownMenuItem({ Text(words) }, {
                    onChoice(option)
                    open = false
                })
            }
            if (fitting.size > MOST_OPTIONS) DropdownMenuItem({ Text(stringResource(R.string.type_for_more)) }, {}, enabled = false)
        }
    }
}

/** A menu makes all its rows at once; of some hundred zones that takes a moment that one notices. */
private const val MOST_OPTIONS = 80
