package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.TodayModel
import org.handrail.app.data.TodayState
import org.handrail.core.Field
import org.handrail.core.ReturnToUse
import org.handrail.core.TrackerHistory
import java.time.LocalDate
import java.time.LocalTime

/** What is kept is said first; then when it was, and only what the person wants to add. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun ReturnScreen(state: TodayState, id: String, model: TodayModel, help: () -> Unit, back: () -> Unit, meetings: () -> Unit) {
    CloseWhenSaved(state.saved, model, back)
    val history = state.history?.takeIf { it.tracker.id == id }
    Frame(history?.today?.vocabulary?.returned().orEmpty(), help, back) { inner ->
        if (history == null) return@Frame
        val today = history.today.day
        var day by rememberSaveable { mutableStateOf(today.toString()) }
        var last by rememberSaveable { mutableStateOf<String?>(null) }
        var more by rememberSaveable { mutableStateOf(false) }
        var amount by rememberSaveable { mutableStateOf("") }
        var minute by rememberSaveable { mutableStateOf<Int?>(null) }
        var note by rememberSaveable { mutableStateOf("") }
        var picking by rememberSaveable { mutableStateOf(false) }
        val locale = locale()
        Form(inner) {
            KeptFirst(history)
            Heading(stringResource(R.string.return_when))
            FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
                val chosen = LocalDate.parse(day)
                Choice(stringResource(R.string.return_today), chosen == today) { day = today.toString() }
                Choice(stringResource(R.string.return_yesterday), chosen == today.minusDays(1)) { day = today.minusDays(1).toString() }
                val other = chosen < today.minusDays(1)
                Choice(if (other) chosen.words() else stringResource(R.string.return_other), other) { picking = true }
            }
            if (picking) PickDay(LocalDate.parse(day), { picking = false }) { day = it.toString() }
            if (more) {
                Choice(stringResource(R.string.return_several), last != null) { last = if (last == null) today.toString() else null }
                last?.let { DayField(stringResource(R.string.return_until), LocalDate.parse(it)) { picked -> last = picked.toString() } }
                AmountField(amount, history.today.measure, state.wrong == Field.AMOUNT) { amount = it }
                Choice(stringResource(R.string.return_time), minute != null) { minute = if (minute == null) NOON else null }
                minute?.let { TimeField(stringResource(R.string.return_time_of_day), LocalTime.MIN.plusMinutes(it.toLong())) { picked -> minute = picked.toSecondOfDay() / 60 } }
            } else {
                Plain(stringResource(R.string.return_more)) { more = true }
            }
            OutlinedTextField(note, { note = it }, Modifier.fillMaxWidth(), label = { Text(stringResource(R.string.return_note)) }, minLines = 2)
            state.wrong?.let { Wrong(it, note) }
            Wide(stringResource(R.string.return_save)) {
                val event =
                    ReturnToUse(
                        LocalDate.parse(day),
                        lastDay = last?.let { LocalDate.parse(it) },
                        minute = minute?.toUShort(),
                        amount = thousandths(amount, locale),
                        note = note.ifBlank { null },
                    )
                model.recordReturn(id, event)
            }
            Text(stringResource(R.string.return_after))
            Quiet(stringResource(R.string.return_talk))
            Plain(stringResource(R.string.all_meetings), onClick = meetings)
        }
    }
}

@Composable
private fun KeptFirst(history: TrackerHistory) =
    Panel {
        Heading(history.tracker.details.name)
        Text(sentence(R.string.return_kept, days(history.totalDays.toInt()), days(history.longestDays.toInt())))
        val count = history.awards.size
        if (count > 0) Text(counted(R.plurals.milestones_kept, count))
    }

private const val NOON = 12 * 60
