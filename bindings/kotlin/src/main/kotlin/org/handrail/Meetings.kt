package org.handrail

import org.handrail.core.FavouriteDetails
import org.handrail.core.MeetingQuery
import org.handrail.core.Occurrence
import org.handrail.core.Repeat
import org.handrail.core.Rule
import org.handrail.core.WeeklyTime
import java.time.DayOfWeek
import java.time.LocalTime
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes

// The core counts days of the week from 0 for Sunday and times in minutes since midnight; here they are what Java calls them.

/** Only meetings that start on these days of the week. None: on any. */
public fun MeetingQuery.on(vararg days: DayOfWeek): MeetingQuery = copy(weekdays = days.distinct().map { it.number })

/** The days of the week that are asked for. Empty: all. */
public val MeetingQuery.daysOfWeek: Set<DayOfWeek> get() = weekdays.map(::dayOfWeek).toSet()

/** Only meetings that start from [from] on and before [until], which may be on the next day. `null`: midnight. */
public fun MeetingQuery.between(from: LocalTime?, until: LocalTime?): MeetingQuery =
    copy(fromMinute = from?.minuteOfDay, untilMinute = until?.takeIf { it != LocalTime.MIDNIGHT }?.minuteOfDay)

/** Only meetings that start within [time], in whole hours and at least one, or that are in progress. */
public fun MeetingQuery.startingWithin(time: Duration): MeetingQuery =
    copy(hours = (time + 1.hours - 1.minutes).inWholeHours.coerceIn(1, WEEK_HOURS).toUInt())

/** Minutes after its start at which one may still come. */
public fun MeetingQuery.withGrace(grace: Duration): MeetingQuery = copy(graceMinutes = grace.minutesOrMost)

/** A rule: every week on [days] at [time]. */
public fun weekly(vararg days: DayOfWeek, time: LocalTime, length: Duration? = null): Rule =
    Rule(Repeat.Weekly(days.distinct().map { it.number }), time.minuteOfDay, duration = length?.minutesOrMost)

/** The wall time of the start. */
public val Rule.time: LocalTime get() = localTime(minute)

/** `null` where unknown. */
public val Rule.length: Duration? get() = duration?.toInt()?.minutes

/** The days of the week of a rule that repeats; empty for single days. */
public val Repeat.daysOfWeek: Set<DayOfWeek>
    get() =
        when (this) {
            is Repeat.Weekly -> weekdays
            is Repeat.MonthlyNth -> weekdays
            is Repeat.EveryNWeeks -> weekdays
            is Repeat.Always -> (0..6).map { it.toByte() }
            is Repeat.Dates -> emptyList()
        }.map(::dayOfWeek).toSet()

/** The day of the week. */
public val WeeklyTime.day: DayOfWeek get() = dayOfWeek(weekday.toByte())

/** The wall time of the start. */
public val WeeklyTime.time: LocalTime get() = localTime(minute)

/** `null` where unknown. */
public val WeeklyTime.length: Duration? get() = duration?.toInt()?.minutes

/** The wall time of the start where the meeting is. */
public val Occurrence.time: LocalTime get() = localTime(minute)

/** How long before the start the platform is to remind. `null`: not at all. */
public val FavouriteDetails.reminder: Duration? get() = reminderMinutes?.toInt()?.minutes

/** Reminds so long before the start, or with `null` not at all. */
public fun FavouriteDetails.remindingBefore(lead: Duration?): FavouriteDetails = copy(reminderMinutes = lead?.minutesOrMost)

private const val WEEK_HOURS = 168L

// More than the core takes stays more than it takes, and is refused there.
private val Duration.minutesOrMost: UShort get() = inWholeMinutes.coerceIn(0, UShort.MAX_VALUE.toLong()).toUShort()

private val DayOfWeek.number: Byte get() = (value % DayOfWeek.entries.size).toByte()

private fun dayOfWeek(number: Byte): DayOfWeek = DayOfWeek.SUNDAY + number.toLong()

private val LocalTime.minuteOfDay: UShort get() = (toSecondOfDay() / 60).toUShort()

private fun localTime(minute: UShort): LocalTime = LocalTime.MIDNIGHT.plusMinutes(minute.toLong())
