package org.handrail

import kotlinx.coroutines.runBlocking
import org.handrail.core.GeoPoint
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.ReturnToUse
import org.handrail.core.TrackerDetails
import org.handrail.core.TrackerHistory
import org.handrail.core.TrackerToday
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Walks through tests/vectors/scenario.json, step by step as Rust and Swift do. */
class ScenarioTest {
    @Test
    fun scenario() =
        runBlocking<Unit> {
            withFolder { folder ->
                val journal = Journal.open("$folder/journal.db", Journal.newKey())
                val directory = Directory.open("$folder/directory.db")
                val walk = Walk(journal, directory)
                var compared = 0
                vectors("scenario.json").objects("steps").forEachIndexed { number, step ->
                    val found = walk.step(step)
                    val expect = step.getJSONObject("expect")
                    for (field in expect.keys()) {
                        assertEquals(expect.plain(field), found[field], "step ${number + 1} ${step.getString("do")}: $field")
                        compared += 1
                    }
                }
                println("scenario: $compared expectations met")
                assertTrue(compared >= 30)
                journal.close()
                directory.close()
            }
        }

    private class Walk(
        private val journal: Journal,
        private val directory: Directory,
    ) {
        private val trackers = mutableMapOf<String, String>()

        suspend fun step(step: JSONObject): Map<String, Any?> {
            if (step.getString("do") == "crisis_card") {
                val card = crisisCard(step.getString("country"))
                return mapOf("emergency" to card.emergency.first().call, "line" to card.lines.first().call)
            }
            val moment = Moment(Instant.parse(step.getString("at")), step.getString("zone"))
            val id = trackers[step.optString("tracker")].orEmpty()
            return when (val what = step.getString("do")) {
                "add_tracker" -> {
                    val details = TrackerDetails(step.getString("name"), step.day("start"), fellowship = step.getString("fellowship"))
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
                    near(step, moment)
                }

                else -> {
                    error("unknown step $what")
                }
            }
        }

        private suspend fun near(step: JSONObject, moment: Moment): Map<String, Any?> {
            val query = MeetingQuery(near = GeoPoint(step.getDouble("latitude"), step.getDouble("longitude")))
            val page = directory.meetingsNear(query, moment)
            val starts = page.meetings.mapNotNull { it.next?.startsAt }
            val limit = step.getJSONObject("expect").getInt("within_m")
            return mapOf(
                "in_order" to (starts == starts.sorted() && starts.size == page.meetings.size),
                "some" to (page.total > 0u && page.meetings.isNotEmpty()),
                "within_m" to limit.takeIf { page.meetings.all { row -> (row.distanceM ?: Double.MAX_VALUE) <= limit } },
            )
        }

        private fun told(tracker: TrackerToday): Map<String, Any?> =
            mapOf(
                "elapsed_days" to tracker.elapsedDays.toInt(),
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
