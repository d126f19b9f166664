package org.handrail.app.ui

import android.icu.text.DisplayContext
import android.icu.text.RelativeDateTimeFormatter
import android.icu.text.RelativeDateTimeFormatter.AbsoluteUnit
import android.icu.text.RelativeDateTimeFormatter.Direction
import android.icu.text.RelativeDateTimeFormatter.RelativeUnit
import android.icu.util.ULocale
import android.text.BidiFormatter
import android.text.format.DateFormat
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.Band
import org.handrail.app.data.Names
import org.handrail.app.data.Travel
import org.handrail.core.MeetingChange
import org.handrail.core.MeetingOrder
import org.handrail.core.Moment
import org.handrail.core.Occurrence
import org.handrail.core.Repeat
import org.handrail.core.Rule
import java.time.DayOfWeek
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.TextStyle
import java.time.temporal.ChronoUnit
import java.time.temporal.WeekFields
import java.util.Date
import java.util.Locale
import java.util.TimeZone

// Times and schedules of meetings in words. Everything that the platform can say, it says.

val LocalNames = staticCompositionLocalOf { Names("en") }

@Composable
fun rememberNames(): Names {
    val language = locale().language
    return remember(language) { Names(language) }
}

/** With 12 or 24 hours, as the person has set their phone. */
@Composable
fun LocalTime.words(): String {
    val format = DateFormat.getTimeFormat(LocalContext.current)
    format.timeZone = TimeZone.getTimeZone("UTC")
    return format.format(Date.from(atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC)))
}

@Composable
fun minute(minute: Int): String = LocalTime.ofSecondOfDay(minute.coerceIn(0, 1439) * 60L).words()

/** "Today, 6:00 PM" in the person's own zone; what is going on says so, and until when. */
@Composable
fun Occurrence?.words(now: Moment): String {
    if (this == null) return stringResource(R.string.by_appointment)
    val zone = ZoneId.of(now.zone)
    if (inProgress) {
        val end = endsAt.atZone(zone).toLocalTime().words()
        return if (endKnown) sentence(R.string.in_progress_until, end) else stringResource(R.string.in_progress)
    }
    return startsAt.words(zone, now.at)
}

/** "Today, 6:00 PM", "Friday, 6:00 PM", and with the date from a week on. */
@Composable
fun Instant.words(zone: ZoneId, now: Instant): String {
    val (day, today) = atZone(zone).toLocalDate() to now.atZone(zone).toLocalDate()
    return sentence(R.string.day_and_time, day.near(today), atZone(zone).toLocalTime().words())
}

@Composable
private fun LocalDate.near(today: LocalDate): String {
    val relative = RelativeDateTimeFormatter.getInstance(locale())
    val words =
        when (ChronoUnit.DAYS.between(today, this)) {
            0L -> relative.format(Direction.THIS, AbsoluteUnit.DAY)
            1L -> relative.format(Direction.NEXT, AbsoluteUnit.DAY)
            in 2L..6L -> dayOfWeek.words()
            else -> format(DateTimeFormatter.ofPattern(DateFormat.getBestDateTimePattern(locale(), "EEEdMMM"), locale()))
        }
    return words.replaceFirstChar { it.titlecase(locale()) }
}

/** "in 25 min", within the next three hours; `null` later, where the time says more. */
@Composable
fun Occurrence.soon(now: Instant): String? {
    val minutes = Duration.between(now, startsAt).toMinutes()
    if (inProgress || minutes !in 1..179) return null
    val relative = RelativeDateTimeFormatter.getInstance(ULocale.forLocale(locale()), null, RelativeDateTimeFormatter.Style.SHORT, DisplayContext.CAPITALIZATION_NONE)
    return if (minutes < 100) relative.format(minutes.toDouble(), Direction.NEXT, RelativeUnit.MINUTES) else relative.format(Math.round(minutes / 60.0).toDouble(), Direction.NEXT, RelativeUnit.HOURS)
}

/** "3 days ago": how old something known is. */
@Composable
fun Instant.ago(now: Instant): String {
    val relative = RelativeDateTimeFormatter.getInstance(locale())
    val days = Duration.between(this, now).toDays().coerceAtLeast(0)
    return when {
        days == 0L -> relative.format(Direction.THIS, AbsoluteUnit.DAY)
        days == 1L -> relative.format(Direction.LAST, AbsoluteUnit.DAY)
        days < 14 -> relative.format(days.toDouble(), Direction.LAST, RelativeUnit.DAYS)
        days < 60 -> relative.format((days / 7).toDouble(), Direction.LAST, RelativeUnit.WEEKS)
        days < 730 -> relative.format((days / 30).toDouble(), Direction.LAST, RelativeUnit.MONTHS)
        else -> relative.format((days / 365).toDouble(), Direction.LAST, RelativeUnit.YEARS)
    }
}

@Composable
fun DayOfWeek.words(style: TextStyle = TextStyle.FULL_STANDALONE): String = getDisplayName(style, locale())

/** The core counts from Sunday as 0. */
fun weekday(number: Int): DayOfWeek = DayOfWeek.SUNDAY.plus(number.toLong())

/** The days of the week in the core's numbers, in the order of the person's country. */
@Composable
fun weekdaysInOrder(): List<Int> {
    val first = WeekFields.of(locale()).firstDayOfWeek
    return (0L..6L).map { first.plus(it).value % 7 }
}

@Composable
fun schedule(rules: List<Rule>): List<String> = if (rules.isEmpty()) listOf(stringResource(R.string.by_appointment)) else rules.map { it.words() }

/** "Mondays and Fridays, 6:00 – 7:00 PM", with the bounds and exceptions of the rule. */
@Composable
fun Rule.words(): String {
    if (repeat is Repeat.Always) return stringResource(R.string.rule_always)
    val start = minute(minute.toInt())
    val time = duration?.let { sentence(R.string.time_span, start, minute((minute.toInt() + it.toInt()) % 1440)) } ?: start
    val parts = mutableListOf(sentence(R.string.day_and_time, repeat.words(), time))
    from?.let { parts += sentence(R.string.rule_from, it.words()) }
    until?.let { parts += sentence(R.string.rule_until, it.words()) }
    if (except.isNotEmpty()) parts += sentence(R.string.rule_except, list(except.sorted().take(MOST_DATES).map { it.words() }))
    return joined(parts)
}

@Composable
private fun Repeat.words(): String =
    when (this) {
        is Repeat.Weekly -> list(weekdays.inOrder())
        is Repeat.MonthlyNth -> sentence(R.string.rule_nth, list(nth.map { stringResource(ordinal(it.toInt())) }), list(weekdays.inOrder()))
        is Repeat.EveryNWeeks -> counted(R.plurals.rule_weeks, n.toInt(), list(weekdays.inOrder()))
        is Repeat.Always -> stringResource(R.string.rule_always)
        is Repeat.Dates -> list(days.sorted().take(MOST_DATES).map { it.words() })
    }

@Composable
private fun List<Byte>.inOrder(): List<String> = weekdaysInOrder().filter { it.toByte() in this }.map { weekday(it).words() }

@StringRes
private fun ordinal(nth: Int): Int =
    when (nth) {
        1 -> R.string.nth_first
        2 -> R.string.nth_second
        3 -> R.string.nth_third
        4 -> R.string.nth_fourth
        5 -> R.string.nth_fifth
        else -> R.string.nth_last
    }

/** The name of a language in the person's own. */
@Composable
fun language(code: String): String = Locale.forLanguageTag(code).getDisplayLanguage(locale()).replaceFirstChar { it.titlecase(locale()) }.ifEmpty { code }

@Composable
fun Band.words(): String =
    stringResource(
        when (this) {
            Band.MORNING -> R.string.band_morning
            Band.AFTERNOON -> R.string.band_afternoon
            Band.EVENING -> R.string.band_evening
            Band.NIGHT -> R.string.band_night
        },
    )

@Composable
fun Travel.words(): String =
    stringResource(
        when (this) {
            Travel.FOOT -> R.string.travel_foot
            Travel.BICYCLE -> R.string.travel_bicycle
            Travel.CAR -> R.string.travel_car
        },
    )

@Composable
fun MeetingOrder.words(): String =
    stringResource(
        when (this) {
            MeetingOrder.SOONEST -> R.string.order_soonest
            MeetingOrder.NEAREST -> R.string.order_nearest
            MeetingOrder.BEST_MATCH -> R.string.order_best
        },
    )

@Composable
fun MeetingChange.words(): String =
    stringResource(
        when (this) {
            MeetingChange.GONE -> R.string.change_gone
            MeetingChange.BACK -> R.string.change_back
            MeetingChange.CLOSED_FOR_NOW -> R.string.change_closed
            MeetingChange.NEW_TIME -> R.string.change_time
            MeetingChange.MOVED -> R.string.change_moved
            MeetingChange.NOW_ONLINE -> R.string.change_online
            MeetingChange.NOW_IN_PERSON -> R.string.change_in_person
            MeetingChange.NOW_HYBRID -> R.string.change_hybrid
            MeetingChange.NEW_LINK -> R.string.change_link
            MeetingChange.RENAMED -> R.string.change_renamed
            MeetingChange.OTHER_FACTS -> R.string.change_facts
            MeetingChange.LISTED -> R.string.change_listed
        },
    )

/** What somebody wrote, in its own direction: a full stop stays at its end between words that run the other way. */
@Composable
fun apart(text: String): String = BidiFormatter.getInstance(locale()).unicodeWrap(text)

private const val MOST_DATES = 6
