package org.handrail

import kotlinx.coroutines.runBlocking
import org.handrail.core.DayMark
import org.handrail.core.DaySelection
import org.handrail.core.DayState
import org.handrail.core.MarkedDays
import org.handrail.core.Moment
import org.handrail.core.ReturnToUse
import org.handrail.core.TrackerDetails
import org.handrail.core.TrackerHistory
import org.handrail.core.TrackerStatistics
import org.handrail.core.TrackerToday
import org.handrail.core.ZoneMode
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Walks through the scenarios of tests/vectors, step by step as Rust and Swift do. */
class ScenarioTest {
    @Test
    fun scenario() = walkThrough("scenario.json", atLeast = 70)

    @Test
    fun year() = walkThrough("year.json", atLeast = 60)

    private fun walkThrough(file: String, atLeast: Int) =
        runBlocking<Unit> {
            withFolder { folder ->
                val journal = Journal.open("$folder/journal.db", Journal.newKey())
                val directory = Directory.open("$folder/directory.db")
                val walk = Walk(journal, directory)
                var compared = 0
                vectors(file).objects("steps").forEachIndexed { number, step ->
                    val found = walk.step(step)
                    val expect = step.getJSONObject("expect")
                    for (field in expect.keys()) {
                        assertEquals(expect.plain(field), found[field], "step ${number + 1} ${step.getString("do")}: $field")
                        compared += 1
                    }
                }
                println("$file: $compared expectations met")
                assertTrue(compared >= atLeast)
                journal.close()
                directory.close()
            }
        }

    private class Walk(
        private val journal: Journal,
        private val directory: Directory,
    ) {
        private val trackers = mutableMapOf<String, String>()
        private val meetings = ScenarioMeetings(journal, directory)

        suspend fun step(step: JSONObject): Map<String, Any?> {
            if (step.getString("do") == "crisis_card") {
                val card = crisisCard(step.getString("country"))
                return mapOf("emergency" to card.emergency.first().call, "line" to card.lines.first().call)
            }
            val moment = Moment(Instant.parse(step.getString("at")), step.getString("zone"))
            val id = trackers[step.optString("tracker")].orEmpty()
            return when (step.getString("do")) {
                "add_tracker" -> {
                    val details =
                        TrackerDetails(
                            step.getString("name"),
                            step.day("start"),
                            fellowship = step.getString("fellowship"),
                            zoneMode = ZoneMode.DEVICE.takeIf { step.optString("zone_mode") == "device" },
                        )
                    val tracker = journal.addTracker(details, moment)
                    trackers[tracker.details.name] = tracker.id
                    mapOf("profile" to tracker.details.profile)
                }

                "today" -> {
                    told(journal.today(moment).trackers.single { it.id == id })
                }

                "record_return" -> {
                    val event = ReturnToUse(step.day("first_day"), note = step.optString("note").ifEmpty { null })
                    kept(journal.recordReturn(id, event, moment))
                }

                "undo_return" -> {
                    kept(journal.undoReturn(id, moment))
                }

                "history" -> {
                    kept(journal.history(id, moment))
                }

                "mark_days" -> {
                    val weekdays = step.optJSONArray("weekdays")?.map { (it as Int).toByte() }.orEmpty()
                    entered(journal.markDays(id, DaySelection(step.day("from"), step.day("to"), weekdays), mark(step), moment))
                }

                "undo_mark" -> {
                    entered(journal.undoMark(id, moment))
                }

                "calendar" -> {
                    with(journal.calendar(id, step.day("from"), step.day("to"), moment)) {
                        mapOf(
                            "days" to days.size,
                            "kept" to kept.toInt(),
                            "used" to used.toInt(),
                            "amount" to amount.toInt(),
                            "can_undo_mark" to canUndoMark,
                        )
                    }
                }

                "statistics" -> {
                    statistics(journal.statistics(id, moment))
                }

                "widget_timeline" -> {
                    val entries = journal.widgetTimeline(moment)
                    val same = entries.all { journal.preview(Moment(it.validFrom, moment.zone)).trackers == it.trackers }
                    mapOf("entries" to entries.size, "as_preview" to same)
                }

                "import_sample" -> {
                    with(directory.importSample(moment)) {
                        mapOf(
                            "added" to added.toInt(),
                            "changed" to changed.toInt(),
                            "gone" to gone.toInt(),
                        )
                    }
                }

                "meetings_near" -> {
                    meetings.near(step, moment)
                }

                else -> {
                    meetings.step(step, moment)
                }
            }
        }

        private fun mark(step: JSONObject): DayMark {
            val state = step.optString("state").ifEmpty { null }?.let { DayState.valueOf(it.uppercase()) }
            val amount = if (step.has("amount")) step.getLong("amount") else null
            return DayMark(state, amount = amount, medication = if (step.has("medication")) step.getBoolean("medication") else null)
        }

        private fun entered(marked: MarkedDays): Map<String, Any?> =
            mapOf(
                "days" to marked.days.toInt(),
                "episodes_changed" to marked.episodesChanged,
                "elapsed_days" to marked.today.elapsedDays.toInt(),
            )

        private fun statistics(found: TrackerStatistics): Map<String, Any?> =
            mapOf(
                "episodes" to found.episodes.toInt(),
                "returns" to found.returns.toInt(),
                "current_days" to found.currentDays.toInt(),
                "longest_days" to found.longestDays.toInt(),
                "total_days" to found.totalDays.toInt(),
                "first_start" to found.firstStart.toString(),
                "fridays" to found.usesByWeekday[5].toInt(),
                "saturdays" to found.usesByWeekday[6].toInt(),
            )

        private fun told(tracker: TrackerToday): Map<String, Any?> =
            mapOf(
                "elapsed_days" to tracker.elapsedDays.toInt(),
                "number" to tracker.number.toInt(),
                "years" to tracker.elapsed.years.toInt(),
                "months" to tracker.elapsed.months.toInt(),
                "days" to tracker.elapsed.days.toInt(),
                "reached_today" to tracker.reachedToday.map { it.key },
                "next" to tracker.next?.milestone?.key,
                "next_date" to tracker.next?.date?.toString(),
                "days_to_go" to tracker.next?.daysToGo?.toInt(),
            )

        private fun kept(history: TrackerHistory): Map<String, Any?> =
            mapOf(
                "episodes" to history.episodes.size,
                "total_days" to history.totalDays.toInt(),
                "longest_days" to history.longestDays.toInt(),
                "awards" to history.awards.map { it.milestone.key },
                "elapsed_days" to history.today.elapsedDays.toInt(),
                "can_undo_return" to history.canUndoReturn,
            )
    }

    private fun JSONObject.plain(field: String): Any = get(field).let { if (it is JSONArray) it.toList() else it }
}
