package org.handrail

import kotlinx.coroutines.runBlocking
import org.handrail.core.DayMark
import org.handrail.core.DaySelection
import org.handrail.core.DayState
import org.handrail.core.Feb29Rule
import org.handrail.core.Measure
import org.handrail.core.Moment
import org.handrail.core.OutcomeQuery
import org.handrail.core.Outcomes
import org.handrail.core.Repeat
import org.handrail.core.Rule
import org.handrail.core.StartBasis
import org.handrail.core.TrackerDetails
import org.handrail.core.addMonths
import org.handrail.core.civilDay
import org.handrail.core.nextOccurrences
import org.handrail.core.startOfDay
import org.json.JSONArray
import org.json.JSONObject
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.OffsetDateTime
import java.time.ZoneOffset
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The files of tests/vectors that Rust and Swift run too. */
class VectorsTest {
    private var cases = 0

    private fun <T> check(expected: T, found: T, case: String) {
        assertEquals(expected, found, case)
        cases += 1
    }

    @Test
    fun dates() {
        val json = vectors("dates.json")
        for (case in json.objects("breakdown")) {
            val (start, today) = case.day("start") to case.day("today")
            val told = told(start, today)
            check(case.getInt("elapsed_days"), told[0], "$start to $today")
            check(listOf("years", "months", "days").map(case::getInt), told.drop(1), "$start to $today")
        }
        for (case in json.objects("add_months")) {
            val clamped = case.getJSONObject("clamped")
            for (months in clamped.keys()) {
                val sum = addMonths(case.day("start"), months.toUInt(), Feb29Rule.FEB28)
                check(LocalDate.parse(clamped.getString(months)), sum, "${case.day("start")} + $months months")
            }
        }
        for (case in json.objects("milestone_days")) {
            for (days in case.keys().asSequence().filter { it != "start" }) {
                check(days.toInt(), told(case.day("start"), case.day(days))[0], "$days days from ${case.day("start")}")
            }
        }
        for (case in json.objects("zone_today")) {
            val at = OffsetDateTime.parse(case.getString("utc")).toInstant()
            for (zone in case.keys().asSequence().filter { it != "utc" }) {
                // "offset03": the person's day begins at three.
                val dayStart = if (zone.endsWith(" offset03")) 180 else 0
                check(case.day(zone), civilDay(Moment(at, zone.removeSuffix(" offset03")), dayStart.toUShort()), "$at in $zone")
            }
        }
        for (case in json.objects("missing_midnight")) {
            val expected = OffsetDateTime.parse(case.getString("start_of_day_utc")).toInstant()
            check(expected, startOfDay(case.day("date"), case.getString("zone")), "start of ${case.day("date")}")
        }
        report("dates.json", atLeast = 40)
    }

    @Test
    fun occurrences() {
        for (case in vectors("occurrences.json").objects("occurrences")) {
            val rule = case.getJSONObject("rule")
            val found = nextOccurrences(rule.toRule(), rule.getString("zone"), Instant.parse(case.getString("now")), 4u)
            val expected =
                case.objects("next").map {
                    Triple(Instant.parse(it.getString("start")), Instant.parse(it.getString("end")), it.getBoolean("running"))
                }
            check(expected, found.map { Triple(it.startsAt, it.endsAt, it.inProgress) }, rule.toString())
        }
        report("occurrences.json", atLeast = 60)
    }

    @Test
    fun outcomes() {
        val text = File(System.getProperty("handrail.root"), "tests/vectors/outcome_calendar.json").readText()
        for (case in JSONArray(text).map { it as JSONObject }) {
            val days = case.getString("days")
            val found = outcomesOf(days, case.optJSONArray("drinks_on_used_days")?.map { (it as Number).toDouble() }.orEmpty())
            val counts = listOf("n", "abstinent", "used", "unknown", "lpa_strict", "lpa_lenient", "current_streak_strict")
            val told = with(found) { listOf(this.days, abstinent, used, unknown, longestStrict, longestLenient, currentStrict) }
            check(counts.map(case::getInt), told.map { it.toInt() }, days)
            check(case.getString("continuous"), found.continuous.name.lowercase(), days)
            val percents =
                mapOf(
                    "coverage_pct" to found.coverage,
                    "pda_observed" to found.pdaObserved,
                    "pda_worst" to found.pdaWorst,
                    "pda_best" to found.pdaBest,
                    "dpdd" to found.amountPerDayOfUse,
                    "heavy_days_5" to found.heavy?.days?.toDouble(),
                    "phdd_worst_pct" to found.heavy?.percentWorst,
                )
            for ((field, value) in percents) {
                val expected = if (case.isNull(field)) null else case.getDouble(field)
                check(expected, value?.let { Math.floor(it * 100 + 0.5) / 100 }, "$days $field")
            }
        }
        report("outcome_calendar.json", atLeast = 30)
    }

    /** `A` is a day without, `U` one of use, `?` one that is not known. */
    private fun outcomesOf(days: String, drinks: List<Double>): Outcomes =
        runBlocking {
            withJournal { journal ->
                val start = LocalDate.of(2025, 1, 1)
                val last = start.plusDays(days.length - 1L)
                val moment = Moment(last.plusDays(1).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), "UTC")
                val details =
                    TrackerDetails("vector", start, startBasis = StartBasis.FIRST_DAY_WITHOUT, measure = Measure.Drinks(14_000u))
                val id = journal.addTracker(details, moment).id
                val amounts = drinks.iterator()
                days.forEachIndexed { index, letter ->
                    val day = start.plusDays(index.toLong())
                    val mark =
                        when (letter) {
                            'A' -> DayMark(DayState.KEPT)
                            'U' -> DayMark(DayState.USED, amount = if (amounts.hasNext()) (amounts.next() * 1000).toLong() else null)
                            else -> DayMark(DayState.UNKNOWN)
                        }
                    journal.markDays(id, DaySelection(day, day), mark, moment)
                }
                journal.outcomes(id, OutcomeQuery(start, last), moment)
            }
        }

    private fun told(start: LocalDate, today: LocalDate): List<Int> =
        runBlocking {
            withJournal { journal ->
                val moment = Moment(today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), "UTC")
                journal.addTracker(TrackerDetails("vector", start), moment)
                val tracker = journal.today(moment).trackers.single()
                with(tracker.elapsed) { listOf(tracker.elapsedDays, years, months, days).map { it.toInt() } }
            }
        }

    private fun report(file: String, atLeast: Int) {
        println("vectors: $file, $cases cases passed")
        assertTrue(cases >= atLeast, "only $cases cases")
    }
}

internal fun vectors(name: String): JSONObject = JSONObject(File(System.getProperty("handrail.root"), "tests/vectors/$name").readText())

internal fun JSONObject.objects(field: String): List<JSONObject> = getJSONArray(field).map { it as JSONObject }

internal fun JSONObject.day(field: String): LocalDate = LocalDate.parse(getString(field))

private fun JSONObject.toRule(): Rule {
    fun days(field: String) = optJSONArray(field)?.map { LocalDate.parse(it as String) }.orEmpty()
    val weekdays = optJSONArray("weekdays").bytes()
    val repeat =
        when (getString("freq")) {
            "weekly" -> Repeat.Weekly(weekdays)
            "monthly_nth" -> Repeat.MonthlyNth(weekdays, optJSONArray("nth").bytes())
            "every_n_weeks" -> Repeat.EveryNWeeks(weekdays, getInt("n").toUShort(), day("anchor"))
            else -> Repeat.Dates(days("dates"))
        }
    val minute = LocalTime.parse(getString("time")).toSecondOfDay() / 60
    val from = if (has("from")) day("from") else null
    val until = if (has("until")) day("until") else null
    return Rule(repeat, minute.toUShort(), getInt("minutes").toUShort(), from, until, days("except"))
}

private fun JSONArray?.bytes(): List<Byte> = this?.map { (it as Int).toByte() }.orEmpty()
