package org.handrail

import kotlinx.coroutines.runBlocking
import org.handrail.core.CalendarSelection
import org.handrail.core.MeetingChange
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class MeetingFactsTest {
    @Test
    fun aMeetingHasAHistoryAndGoesIntoACalendar() =
        runBlocking<Unit> {
            withFolder { folder ->
                val moment = Moment(Instant.parse("2026-03-03T02:00:00Z"), "America/Los_Angeles")
                Directory.open("$folder/directory.db").use { directory ->
                    directory.importSample(moment)
                    val row = directory.meetingsNear(MeetingQuery(limit = 1u), moment).meetings.single()
                    assertEquals(listOf(MeetingChange.LISTED), directory.meetingHistory(row.id).single().changes)
                    val calendar = directory.calendar(CalendarSelection.Meeting(row.id), moment = moment)
                    assertTrue(calendar.startsWith("BEGIN:VCALENDAR\r\n") && row.id in calendar)
                    val week = directory.calendar(CalendarSelection.Week(MeetingQuery(hours = 3u)), discreet = true, moment = moment)
                    assertTrue("DTSTART;TZID=" in week && row.name !in week)
                }
            }
        }
}
