package org.handrail.app.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import org.handrail.app.R
import org.handrail.core.EditorChoices
import org.handrail.core.Goal
import org.handrail.core.Limits
import org.handrail.core.Measure
import org.handrail.core.Per
import org.handrail.core.Rate
import org.handrail.core.Taper
import java.io.Serializable
import java.time.LocalDate
import java.time.format.TextStyle
import java.util.Locale

enum class GoalKind { ABSTAIN, BOTTOM_LINE, LIMITS, TAPER }

/** A goal as it is being typed. */
data class GoalDraft(
    val kind: GoalKind = GoalKind.ABSTAIN,
    val lines: String = "",
    val aDay: String = "",
    val aWeek: String = "",
    val daysAWeek: String = "",
    val dry: Set<Int> = emptySet(),
    val from: String = "",
    val to: String = "",
    val until: LocalDate? = null,
    /** What was read from the tracker: a goal that was not touched is not set again. */
    val untouched: Boolean = false,
) : Serializable {
    /** `null` where the goal stays as it is. What cannot be read is left to the core to refuse. */
    fun read(locale: Locale, start: LocalDate): Goal? {
        if (untouched) return null
        return when (kind) {
            GoalKind.ABSTAIN -> Goal.Abstain
            GoalKind.BOTTOM_LINE -> Goal.BottomLine(lines.lines().map { it.trim() }.filter { it.isNotEmpty() })
            GoalKind.LIMITS -> Goal.Moderate(Limits(thousandths(aDay, locale), thousandths(aWeek, locale), daysAWeek.trim().toUByteOrNull(), dry.sorted().map { it.toByte() }))
            GoalKind.TAPER -> Goal.Reduce(Taper(thousandths(from, locale) ?: 0, thousandths(to, locale) ?: 0, start, until ?: usualEnd(start)))
        }
    }

    companion object {
        fun of(goal: Goal?): GoalDraft =
            when (goal) {
                null -> GoalDraft()
                Goal.Abstain -> GoalDraft(untouched = true)
                is Goal.BottomLine -> GoalDraft(GoalKind.BOTTOM_LINE, lines = goal.lines.joinToString("\n"), untouched = true)
                is Goal.Moderate ->
                    with(goal.limits) {
                        GoalDraft(GoalKind.LIMITS, aDay = plain(aDay), aWeek = plain(aWeek), daysAWeek = daysAWeek?.toString().orEmpty(), dry = dryWeekdays.map { it.toInt() }.toSet(), untouched = true)
                    }
                is Goal.Reduce -> with(goal.taper) { GoalDraft(GoalKind.TAPER, from = plain(fromAmount), to = plain(toAmount), until = toDay, untouched = true) }
            }

        private fun plain(amount: Long?): String = amount?.toBigDecimal()?.movePointLeft(3)?.stripTrailingZeros()?.toPlainString().orEmpty()
    }
}

/** Where the person has not said when. */
private fun usualEnd(start: LocalDate) = start.plusWeeks(8)

@Composable
fun GoalFields(draft: GoalDraft, measure: Measure?, start: LocalDate, onDraft: (GoalDraft) -> Unit) {
    val change = { changed: GoalDraft -> onDraft(changed.copy(untouched = false)) }
    OneOf(
        stringResource(R.string.goal),
        listOf(
            GoalKind.ABSTAIN to stringResource(R.string.goal_abstain),
            GoalKind.BOTTOM_LINE to stringResource(R.string.goal_bottom_line),
            GoalKind.LIMITS to stringResource(R.string.goal_limits),
            GoalKind.TAPER to stringResource(R.string.goal_taper),
        ),
        draft.kind,
    ) { change(draft.copy(kind = it)) }
    when (draft.kind) {
        GoalKind.ABSTAIN -> Unit
        GoalKind.BOTTOM_LINE ->
            OutlinedTextField(draft.lines, { change(draft.copy(lines = it)) }, Modifier.fillMaxWidth(), label = { Text(stringResource(R.string.goal_lines)) }, minLines = 3)
        GoalKind.LIMITS -> {
            Amount(sentence(R.string.goal_a_day, measure.words()), draft.aDay) { change(draft.copy(aDay = it)) }
            Amount(sentence(R.string.goal_a_week, measure.words()), draft.aWeek) { change(draft.copy(aWeek = it)) }
            Amount(stringResource(R.string.goal_days_a_week), draft.daysAWeek) { change(draft.copy(daysAWeek = it)) }
            val days = weekdaysInOrder().map { Option(it, weekday(it).words(TextStyle.SHORT_STANDALONE), spoken = weekday(it).words()) }
            SomeOf(stringResource(R.string.goal_dry), days, draft.dry) { change(draft.copy(dry = it)) }
        }
        GoalKind.TAPER -> {
            Amount(sentence(R.string.goal_from, measure.words()), draft.from) { change(draft.copy(from = it)) }
            Amount(sentence(R.string.goal_to, measure.words()), draft.to) { change(draft.copy(to = it)) }
            DayField(stringResource(R.string.goal_until), draft.until ?: usualEnd(start)) { change(draft.copy(until = it)) }
        }
    }
}

/** What use cost, as it is being typed. */
data class RateDraft(val amount: String = "", val currency: String? = null, val per: Per = Per.DAY, val minutes: String = "", val untouched: Boolean = true) : Serializable {
    fun read(locale: Locale, start: LocalDate, choices: EditorChoices?): Rate? {
        val code = currency ?: return null
        if (untouched) return null
        val digits = choices?.currencies?.find { it.code == code }?.digits?.toInt() ?: 2
        val minor = thousandths(amount, locale)?.toBigDecimal()?.movePointLeft(3 - digits)?.toLong() ?: 0
        return Rate(start, minor, code, per, minutes.trim().toUShortOrNull() ?: 0u)
    }

    companion object {
        fun of(rate: Rate?): RateDraft = rate?.let { RateDraft("", it.currency, it.per, it.minutesADay.toString()) } ?: RateDraft()
    }
}

@Composable
fun RateFields(draft: RateDraft, choices: EditorChoices, onDraft: (RateDraft) -> Unit) {
    val change = { changed: RateDraft -> onDraft(changed.copy(untouched = false)) }
    Heading(stringResource(R.string.rate))
    Amount(stringResource(R.string.rate_amount), draft.amount) { change(draft.copy(amount = it)) }
    PickOne(
        stringResource(R.string.rate_currency),
        listOf<Pair<String?, String>>(null to stringResource(R.string.rate_none)) + choices.currencies.map { it.code to it.code },
        draft.currency,
    ) { change(draft.copy(currency = it)) }
    OneOf(
        stringResource(R.string.rate_per),
        listOf(
            Per.DAY to stringResource(R.string.per_day),
            Per.WEEK to stringResource(R.string.per_week),
            Per.MONTH to stringResource(R.string.per_month),
            Per.YEAR to stringResource(R.string.per_year),
        ),
        draft.per,
    ) { change(draft.copy(per = it)) }
    Amount(stringResource(R.string.rate_minutes), draft.minutes) { change(draft.copy(minutes = it)) }
}

@Composable
private fun Amount(label: String, text: String, onText: (String) -> Unit) =
    OutlinedTextField(
        text,
        onText,
        Modifier.fillMaxWidth(),
        label = { Text(label) },
        singleLine = true,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
    )

@Composable
fun subjectWords(key: String): String =
    stringResource(
        when (key) {
            "alcohol" -> R.string.subject_alcohol
            "benzodiazepines" -> R.string.subject_benzodiazepines
            "cannabis" -> R.string.subject_cannabis
            "cocaine" -> R.string.subject_cocaine
            "debt" -> R.string.subject_debt
            "eating" -> R.string.subject_eating
            "family" -> R.string.subject_family
            "gambling" -> R.string.subject_gambling
            "gaming" -> R.string.subject_gaming
            "nicotine" -> R.string.subject_nicotine
            "opioids" -> R.string.subject_opioids
            "pornography" -> R.string.subject_pornography
            "screen" -> R.string.subject_screen
            "sex" -> R.string.subject_sex
            "spending" -> R.string.subject_spending
            "stimulants" -> R.string.subject_stimulants
            else -> R.string.subject_other
        },
    )
