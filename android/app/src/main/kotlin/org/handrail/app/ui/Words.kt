package org.handrail.app.ui

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.Ask
import org.handrail.core.Milestone
import org.handrail.core.MilestoneUnit
import org.handrail.core.Money
import org.handrail.core.ReturnTerm
import org.handrail.core.StartTerm
import org.handrail.core.VenueKind
import org.handrail.core.Vocabulary
import org.handrail.core.YearsMonthsDays
import java.text.NumberFormat
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.time.format.DecimalStyle
import java.time.format.FormatStyle
import java.util.Currency
import java.util.Locale

/** From the core's keys and numbers to words, by the platform's formatters. */
@Composable
fun locale(): Locale = LocalConfiguration.current.locales[0]

/** In the digits of the person's language. */
@Composable
fun number(count: Int): String = NumberFormat.getIntegerInstance(locale()).format(count)

@Composable
fun days(count: Int) = counted(R.plurals.days, count)

@Composable
fun Milestone.words(): String {
    val number = count.toInt()
    return when (unit) {
        MilestoneUnit.HOUR -> counted(R.plurals.hours, number)
        MilestoneUnit.DAY -> days(number)
        MilestoneUnit.MONTH -> counted(R.plurals.months, number)
        MilestoneUnit.YEAR -> counted(R.plurals.years, number)
    }
}

/** What the day may ask of the person: never more than an offer. */
@Composable
fun Ask.words(): String =
    stringResource(
        when (this) {
            Ask.STARTS_TODAY -> R.string.ask_starts_today
            Ask.PLANNED_DRY_DAY -> R.string.ask_planned_dry_day
            Ask.MARK_YESTERDAY -> R.string.ask_mark_yesterday
            Ask.MARK_TODAY -> R.string.ask_mark_today
        },
    )

/** How the person says it themselves. */
@Composable
fun Vocabulary.returned(): String = stringResource(event.words())

/** What the day of the start is called, with the day. */
@Composable
fun Vocabulary.since(day: LocalDate, style: FormatStyle = FormatStyle.MEDIUM): String = sentence(start.since(), day.words(style))

@StringRes
internal fun ReturnTerm.words(): Int =
    when (this) {
        ReturnTerm.RETURN_TO_USE -> R.string.record_return
        ReturnTerm.RESET -> R.string.record_return_reset
        ReturnTerm.SLIP -> R.string.record_return_other_word
        ReturnTerm.SETBACK -> R.string.record_return_setback
    }

@StringRes
internal fun StartTerm.since(): Int =
    when (this) {
        StartTerm.START_DATE -> R.string.since
        StartTerm.SOBRIETY_DATE -> R.string.since_sobriety
        StartTerm.CLEAN_DATE -> R.string.since_own_word
        StartTerm.QUIT_DATE -> R.string.since_quit
        StartTerm.ABSTINENCE_DATE -> R.string.since_abstinence
    }

/** "1 year, 2 months, 3 days", without the parts that are none; `null` below a month, where the days say it all. */
@Composable
fun YearsMonthsDays.words(): String? {
    if (years == 0u && months == 0u) return null
    val parts = mutableListOf<String>()
    if (years > 0u) parts += counted(R.plurals.years, years.toInt())
    if (months > 0u) parts += counted(R.plurals.months, months.toInt())
    if (days > 0u) parts += days(days.toInt())
    return joined(parts, ", ")
}

@Composable
fun LocalDate.words(style: FormatStyle = FormatStyle.MEDIUM): String = format(DateTimeFormatter.ofLocalizedDate(style).withLocale(locale()).withDecimalStyle(DecimalStyle.of(locale())))

@Composable
fun VenueKind.words(): String =
    stringResource(
        when (this) {
            VenueKind.IN_PERSON -> R.string.venue_in_person
            VenueKind.ONLINE -> R.string.venue_online
            VenueKind.HYBRID -> R.string.venue_hybrid
            VenueKind.INACTIVE -> R.string.venue_inactive
        },
    )

/** In the person's language, with as many digits as the currency has. */
@Composable
fun money(sum: Money): String {
    val currency = Currency.getInstance(sum.currency)
    val format = NumberFormat.getCurrencyInstance(locale()).also { it.currency = currency }
    format.maximumFractionDigits = currency.defaultFractionDigits
    return format.format(sum.minor.toBigDecimal().movePointLeft(currency.defaultFractionDigits))
}
