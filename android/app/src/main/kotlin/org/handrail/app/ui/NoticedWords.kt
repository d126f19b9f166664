package org.handrail.app.ui

import androidx.annotation.StringRes
import org.handrail.app.R
import org.handrail.core.DiagnosticCode

// What was noticed in a list, each with how often.

/** Whether it tells a reader something about the meetings; the rest is for whoever keeps the list. */
val DiagnosticCode.matters: Boolean
    get() =
        when (this) {
            DiagnosticCode.ROW_UNREADABLE,
            DiagnosticCode.ROW_CUT_OFF,
            DiagnosticCode.APPOINTMENT,
            DiagnosticCode.DAY_UNREADABLE,
            DiagnosticCode.TIME_UNREADABLE,
            DiagnosticCode.ZONE_MISSING,
            DiagnosticCode.ZONE_UNKNOWN,
            DiagnosticCode.COORDINATES_MISSING,
            DiagnosticCode.COORDINATES_INVALID,
            DiagnosticCode.URL_INVALID,
            DiagnosticCode.PHONE_INVALID,
            DiagnosticCode.END_UNREADABLE,
            DiagnosticCode.END_EQUALS_START,
            DiagnosticCode.TYPE_UNKNOWN,
            DiagnosticCode.CONTACT_DROPPED,
            DiagnosticCode.TEXT_CUT,
            DiagnosticCode.NO_VENUE,
            DiagnosticCode.ROW_WITHDRAWN,
            DiagnosticCode.SCHEDULE_IN_WORDS,
            -> true
            else -> false
        }

@StringRes
fun DiagnosticCode.words(): Int =
    when (this) {
        DiagnosticCode.ROW_UNREADABLE -> R.string.noticed_row
        DiagnosticCode.ROW_CUT_OFF -> R.string.noticed_cut_off
        DiagnosticCode.MEETING_REPEATED -> R.string.noticed_twice
        DiagnosticCode.INVALID_UTF8 -> R.string.noticed_letters
        DiagnosticCode.TRAILING_TEXT -> R.string.noticed_after_the_end
        DiagnosticCode.SLUG_MISSING -> R.string.noticed_key_missing
        DiagnosticCode.SLUG_NOT_TEXT -> R.string.noticed_key_number
        DiagnosticCode.SLUG_DUPLICATE -> R.string.noticed_key_twice
        DiagnosticCode.NAME_MISSING -> R.string.noticed_name
        DiagnosticCode.NUMBER_AS_TEXT -> R.string.noticed_number_as_text
        DiagnosticCode.TEXT_AS_NUMBER -> R.string.noticed_text_as_number
        DiagnosticCode.LIST_AS_TEXT -> R.string.noticed_list_as_text
        DiagnosticCode.APPOINTMENT -> R.string.noticed_time
        DiagnosticCode.DAY_UNREADABLE -> R.string.noticed_day_unreadable
        DiagnosticCode.TIME_UNREADABLE -> R.string.noticed_time_unreadable
        DiagnosticCode.TIME_FORM -> R.string.noticed_time_form
        DiagnosticCode.END_EQUALS_START -> R.string.noticed_end_is_start
        DiagnosticCode.END_UNREADABLE -> R.string.noticed_end
        DiagnosticCode.PAST_MIDNIGHT -> R.string.noticed_past_midnight
        DiagnosticCode.LONG_MEETING -> R.string.noticed_long
        DiagnosticCode.ZONE_UNKNOWN -> R.string.noticed_zone_unknown
        DiagnosticCode.ZONE_MISSING -> R.string.noticed_zone
        DiagnosticCode.COORDINATES_INVALID -> R.string.noticed_pin
        DiagnosticCode.COORDINATES_MISSING -> R.string.noticed_place
        DiagnosticCode.TYPE_UNKNOWN -> R.string.noticed_type
        DiagnosticCode.OPEN_AND_CLOSED -> R.string.noticed_open_and_closed
        DiagnosticCode.URL_INVALID -> R.string.noticed_link
        DiagnosticCode.URL_SCHEME -> R.string.noticed_link_begin
        DiagnosticCode.PHONE_INVALID -> R.string.noticed_phone
        DiagnosticCode.HTML -> R.string.noticed_html
        DiagnosticCode.TEXT_CUT -> R.string.noticed_cut
        DiagnosticCode.CONTACT_DROPPED -> R.string.noticed_contact
        DiagnosticCode.UPDATED_UNREADABLE -> R.string.noticed_updated
        DiagnosticCode.NO_VENUE -> R.string.noticed_no_way
        DiagnosticCode.CONTRIBUTION_INVALID -> R.string.noticed_contribution
        DiagnosticCode.ROW_WITHDRAWN -> R.string.noticed_withdrawn
        DiagnosticCode.SCHEDULE_IN_WORDS -> R.string.noticed_schedule
    }
