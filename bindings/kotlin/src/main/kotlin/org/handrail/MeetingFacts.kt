package org.handrail

import org.handrail.core.CalendarSelection
import org.handrail.core.MeetingEvent
import org.handrail.core.Moment

/** What became of a meeting: the newest change first, at last its first reading. */
public suspend fun Directory.meetingHistory(id: String): List<MeetingEvent> = ask { meetingHistory(id) }

/**
 * Meetings as an iCalendar text, to be written to a file or shared. A [discreet] one names no meeting and no fellowship: others look
 * at calendars.
 */
public suspend fun Directory.calendar(selection: CalendarSelection, discreet: Boolean = false, moment: Moment = Moment.now()): String =
    ask { calendar(selection, discreet, moment) }
