package org.handrail.app.ui

import androidx.annotation.StringRes
import org.handrail.app.R
import org.handrail.core.FeedProblem
import org.handrail.core.Field
import org.handrail.core.HandrailException

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
fun FeedProblem.words(): Int =
    when (this) {
        FeedProblem.EMPTY -> R.string.feed_empty
        FeedProblem.HTML -> R.string.feed_html
        FeedProblem.XML -> R.string.feed_xml
        FeedProblem.ERROR_ANSWER -> R.string.feed_error
        FeedProblem.BOT_CHALLENGE -> R.string.feed_bot
        FeedProblem.TRUNCATED -> R.string.feed_truncated
        FeedProblem.MALFORMED -> R.string.feed_malformed
        FeedProblem.UNKNOWN_FORMAT -> R.string.feed_unknown
        FeedProblem.COMPRESSED -> R.string.feed_compressed
        FeedProblem.TOO_LARGE -> R.string.feed_too_large
        FeedProblem.NO_ROWS, FeedProblem.NO_MEETINGS -> R.string.feed_no_meetings
        FeedProblem.SHRUNK -> R.string.feed_shrunk
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
        Field.ZONE -> R.string.wrong_zone
        Field.COUNTRY -> R.string.wrong_country
        Field.FELLOWSHIP -> R.string.wrong_fellowship
        Field.LICENCE -> R.string.wrong_licence
        Field.COLUMNS -> R.string.wrong_columns
        Field.MINUTE, Field.HOURS, Field.WEEKDAYS, Field.DAY -> R.string.wrong_time
        else -> R.string.invalid_other
    }
