package org.handrail.app.ui

import androidx.annotation.StringRes
import org.handrail.app.R
import org.handrail.core.DiagnosticCode
import org.handrail.core.FeedFormat
import org.handrail.core.FeedProblem
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.SourceProblem

// What went wrong, in words that say what a person can do about it.

@StringRes
fun HandrailException.words(): Int =
    when (this) {
        is HandrailException.Feed -> reason.words()
        is HandrailException.Closed -> R.string.trouble_locked
        is HandrailException.NotFound -> R.string.trouble_gone
        is HandrailException.StorageFull -> R.string.trouble_full
        is HandrailException.Busy -> R.string.trouble_busy
        is HandrailException.FileUnavailable -> R.string.trouble_file
        is HandrailException.Cancelled -> R.string.trouble_cancelled
        is HandrailException.Invalid -> field.wrong()
        is HandrailException.NewerFile -> R.string.problem_newer_title
        is HandrailException.Damaged, is HandrailException.WrongKey, is HandrailException.Internal -> R.string.trouble_other
    }

@StringRes
private fun FeedProblem.words(): Int =
    when (this) {
        FeedProblem.EMPTY -> R.string.feed_empty
        FeedProblem.HTML -> R.string.feed_html
        FeedProblem.BOT_CHALLENGE -> R.string.feed_bot
        FeedProblem.TRUNCATED -> R.string.feed_truncated
        FeedProblem.MALFORMED -> R.string.feed_malformed
        FeedProblem.UNKNOWN_FORMAT -> R.string.feed_unknown
        FeedProblem.COMPRESSED -> R.string.feed_compressed
        FeedProblem.TOO_LARGE -> R.string.feed_too_large
        FeedProblem.NO_ROWS, FeedProblem.NO_MEETINGS -> R.string.feed_no_meetings
        FeedProblem.SHRUNK -> R.string.feed_shrunk
    }

/** Why the last answer of a website was not taken. */
@StringRes
fun SourceProblem.words(): Int =
    when (this) {
        is SourceProblem.Shrunk -> R.string.feed_shrunk
        is SourceProblem.Unreachable -> R.string.source_unreachable
        is SourceProblem.Http -> R.string.source_http
        is SourceProblem.Moved -> R.string.source_moved
        is SourceProblem.Challenge -> R.string.feed_bot
        is SourceProblem.Page -> R.string.feed_html
        is SourceProblem.Unreadable -> reason.words()
    }

/** What is wrong with a field of the form of a meeting. */
@StringRes
fun Field.wrong(): Int =
    when (this) {
        Field.NAME -> R.string.wrong_name
        Field.LINK -> R.string.wrong_link
        Field.PHONE -> R.string.wrong_phone
        Field.NOTE -> R.string.wrong_note
        Field.PLACE -> R.string.wrong_place
        Field.SOURCE -> R.string.wrong_source
        Field.MINUTE, Field.HOURS, Field.WEEKDAYS, Field.DAY -> R.string.wrong_time
        else -> R.string.invalid_other
    }

@StringRes
fun FeedFormat.words(): Int =
    when (this) {
        FeedFormat.MEETING_GUIDE, FeedFormat.MEETING_GUIDE_ENVELOPE -> R.string.format_meeting_guide
        FeedFormat.AIRTABLE -> R.string.format_airtable
        FeedFormat.GOOGLE_SHEET -> R.string.format_google_sheet
        FeedFormat.NDJSON -> R.string.format_ndjson
        FeedFormat.TSML_CSV, FeedFormat.NAWS, FeedFormat.UK_CSV -> R.string.format_table
        FeedFormat.BMLT -> R.string.format_bmlt
        FeedFormat.OIAA -> R.string.format_oiaa
        FeedFormat.AL_ANON -> R.string.format_al_anon
        FeedFormat.LISTING -> R.string.format_listing
        FeedFormat.I_CALENDAR -> R.string.format_calendar
        FeedFormat.COMPANION -> R.string.format_companion
    }

/** What was noticed in a list, as far as it tells a reader something about the meetings; the rest is for webmasters. */
@StringRes
fun DiagnosticCode.words(): Int? =
    when (this) {
        DiagnosticCode.ROW_UNREADABLE -> R.string.noticed_row
        DiagnosticCode.APPOINTMENT, DiagnosticCode.DAY_UNREADABLE, DiagnosticCode.TIME_UNREADABLE -> R.string.noticed_time
        DiagnosticCode.ZONE_MISSING, DiagnosticCode.ZONE_UNKNOWN -> R.string.noticed_zone
        DiagnosticCode.COORDINATES_MISSING, DiagnosticCode.COORDINATES_INVALID -> R.string.noticed_place
        DiagnosticCode.URL_INVALID -> R.string.noticed_link
        DiagnosticCode.PHONE_INVALID -> R.string.noticed_phone
        DiagnosticCode.END_UNREADABLE, DiagnosticCode.END_EQUALS_START -> R.string.noticed_end
        DiagnosticCode.TYPE_UNKNOWN -> R.string.noticed_type
        DiagnosticCode.CONTACT_DROPPED -> R.string.noticed_contact
        DiagnosticCode.TEXT_CUT -> R.string.noticed_cut
        DiagnosticCode.NO_VENUE -> R.string.noticed_no_way
        DiagnosticCode.ROW_WITHDRAWN -> R.string.noticed_withdrawn
        DiagnosticCode.SCHEDULE_IN_WORDS -> R.string.noticed_schedule
        else -> null
    }
