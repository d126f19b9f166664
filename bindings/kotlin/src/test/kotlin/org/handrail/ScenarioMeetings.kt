package org.handrail

import kotlinx.coroutines.flow.toList
import org.handrail.core.FavouriteDetails
import org.handrail.core.GeoPoint
import org.handrail.core.HandrailException
import org.handrail.core.MeetingPage
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.Narrowing
import org.handrail.core.OwnMeeting
import org.json.JSONObject
import java.time.DayOfWeek
import java.time.LocalTime
import kotlin.time.Duration.Companion.minutes

/** The steps of a scenario that ask the directory, or keep something of it. */
internal class ScenarioMeetings(
    private val journal: Journal,
    private val directory: Directory,
) {
    suspend fun step(step: JSONObject, moment: Moment): Map<String, Any?> =
        when (val what = step.getString("do")) {
            "meeting_facets" -> {
                facets(MeetingQuery(near = point(step)), moment)
            }

            "pages" -> {
                val pages = directory.pages(MeetingQuery(limit = step.getInt("limit").toUInt())) { moment }.toList()
                val ids = pages.flatMap { it.meetings }.map { it.id }
                mapOf("pages" to pages.size, "rows" to ids.size, "as_list" to (ids.toSet().size == pages.last().total.toInt()))
            }

            "use_journal" -> {
                directory.useJournal(journal)
                favourites(moment)
            }

            "close_journal" -> {
                journal.close()
                favourites(moment)
            }

            "add_favourite" -> {
                val details = FavouriteDetails(note = step.getString("note")).remindingBefore(step.getInt("reminder_minutes").minutes)
                directory.addFavourite(id(step, moment), details, moment)
                favourites(moment)
            }

            "favourites" -> {
                favourites(moment)
            }

            "meeting_notices" -> {
                mapOf("notices" to directory.meetingNotices(moment).size)
            }

            "hide_meeting" -> {
                directory.hideMeeting(id(step, moment), moment = moment)
                val hidden = directory.hiddenMeetings(moment).map { it.name }
                mapOf("hidden" to hidden, "found" to found(step.getString("words"), moment).total.toInt())
            }

            "save_own_meeting" -> {
                own(step, moment)
            }

            else -> {
                error("unknown step $what")
            }
        }

    suspend fun near(step: JSONObject, moment: Moment): Map<String, Any?> {
        val page = directory.meetingsNear(MeetingQuery(near = point(step)), moment)
        val starts = page.meetings.mapNotNull { it.next?.startsAt }
        val limit = step.getJSONObject("expect").getInt("within_m")
        return mapOf(
            "in_order" to (starts == starts.sorted() && starts.size == page.meetings.size),
            "some" to (page.total > 0u && page.meetings.isNotEmpty()),
            "within_m" to limit.takeIf { page.meetings.all { row -> (row.distanceM ?: Double.MAX_VALUE) <= limit } },
        )
    }

    private suspend fun facets(query: MeetingQuery, moment: Moment): Map<String, Any?> {
        val page = directory.meetingsNear(query, moment)
        val facets = directory.meetingFacets(query, moment)
        return mapOf(
            "as_list" to (facets.total == page.total),
            "total" to facets.total.toInt(),
            "fellowships" to facets.fellowships.size,
            "most" to facets.fellowships.firstOrNull()?.key,
            "hybrid" to (facets.venues.find { it.key == "hybrid" }?.count ?: 0u).toInt(),
            "more_online" to (facets.leftOut.find { it.by == Narrowing.ONLINE }?.more ?: 0u).toInt(),
        )
    }

    private suspend fun favourites(moment: Moment): Map<String, Any?> =
        try {
            val kept = directory.favourites(moment)
            mapOf(
                "closed" to false,
                "names" to kept.map { it.meeting.name },
                "notes" to kept.mapNotNull { it.details.note },
                "gone" to kept.count { it.gone },
                "changed" to kept.count { it.changes.isNotEmpty() },
            )
        } catch (_: HandrailException.Closed) {
            mapOf("closed" to true)
        }

    private suspend fun own(step: JSONObject, moment: Moment): Map<String, Any?> {
        val day = DayOfWeek.SUNDAY + step.getLong("weekday")
        val rule = weekly(day, time = LocalTime.MIDNIGHT.plusMinutes(step.getLong("minute")))
        val made = directory.saveOwnMeeting(OwnMeeting(step.getString("name"), listOf(rule)), moment = moment).row
        return mapOf(
            "own" to made.own,
            "day" to made.next?.day?.toString(),
            "minute" to made.next?.minute?.toInt(),
            "found" to found(step.getString("name"), moment).total.toInt(),
        )
    }

    private suspend fun found(words: String, moment: Moment): MeetingPage = directory.meetingsNear(MeetingQuery(words = words), moment)

    private suspend fun id(step: JSONObject, moment: Moment): String = found(step.getString("words"), moment).meetings.first().id

    private fun point(step: JSONObject) = GeoPoint(step.getDouble("latitude"), step.getDouble("longitude"))
}
