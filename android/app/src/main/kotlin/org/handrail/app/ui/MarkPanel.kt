package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
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
import org.handrail.app.data.DetailModel
import org.handrail.app.data.DetailState
import org.handrail.core.DayMark
import org.handrail.core.DayState
import org.handrail.core.Field
import org.handrail.core.Measure
import java.text.DecimalFormatSymbols
import java.time.LocalDate
import java.time.format.FormatStyle
import java.util.Locale

/** What a day was. Medication as prescribed is a mark of its own, beside whatever else the day was. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun MarkPanel(state: DetailState, day: LocalDate, model: DetailModel) {
    val known = state.calendar?.days?.find { it.day == day }
    var chosen by rememberSaveable(day.toString()) { mutableStateOf(known?.state?.takeIf { !known.inferred } ?: DayState.NONE) }
    var amount by rememberSaveable(day.toString()) { mutableStateOf(known?.amount?.let { shown(it) }.orEmpty()) }
    var medication by rememberSaveable(day.toString()) { mutableStateOf(known?.medication == true) }
    var note by rememberSaveable(day.toString()) { mutableStateOf(known?.note.orEmpty()) }
    val locale = locale()
    Panel {
        Heading(day.words(FormatStyle.FULL))
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
            for (one in listOf(DayState.KEPT, DayState.USED, DayState.UNKNOWN, DayState.NONE)) Choice(stringResource(stateWords(one)), chosen == one) { chosen = one }
        }
        if (chosen == DayState.USED) AmountField(amount, state.calendar?.measure, state.wrong == Field.AMOUNT) { amount = it }
        Choice(stringResource(R.string.day_medication), medication) { medication = !medication }
        OutlinedTextField(note, { note = it }, Modifier.fillMaxWidth(), label = { Text(stringResource(R.string.return_note)) })
        if (state.wrong != null) Text(stringResource(R.string.invalid_other))
        Wide(stringResource(R.string.save)) {
            model.mark(day, DayMark(chosen, medication, thousandths(amount, locale).takeIf { chosen == DayState.USED }, note = note))
        }
        Wide(stringResource(R.string.cancel), quiet = true) { model.openDay(null) }
    }
}

@Composable
fun AmountField(amount: String, measure: Measure?, wrong: Boolean, onAmount: (String) -> Unit) =
    OutlinedTextField(
        amount,
        onAmount,
        Modifier.fillMaxWidth(),
        label = { Text(sentence(R.string.amount_of, measure.words())) },
        isError = wrong,
        singleLine = true,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
    )

@Composable
fun Measure?.words(): String =
    when (this) {
        is Measure.Drinks -> stringResource(R.string.measure_drinks)
        is Measure.Money -> currency
        Measure.Minutes -> stringResource(R.string.measure_minutes)
        is Measure.Own -> unit
        Measure.Episodes, null -> stringResource(R.string.measure_episodes)
    }

/** A number as a person of that language types it, in thousandths; `null` where there is none. What no amount can be stays so: the core says it. */
fun thousandths(text: String, locale: Locale): Long? {
    if (text.isBlank()) return null
    val point = DecimalFormatSymbols.getInstance(locale).decimalSeparator
    val number = text.trim().replace(point, '.').toBigDecimalOrNull() ?: return -1
    return number.movePointRight(3).coerceIn(Long.MIN_VALUE.toBigDecimal(), Long.MAX_VALUE.toBigDecimal()).toLong()
}

private fun shown(thousandths: Long): String = thousandths.toBigDecimal().movePointLeft(3).stripTrailingZeros().toPlainString()
