package org.handrail.app.ui

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.FeedFormat
import org.handrail.core.ImportReport
import org.handrail.core.Moment
import org.handrail.core.Source
import org.handrail.core.SourceProblem
import org.handrail.core.SourceState
import java.time.ZoneId

// How a list stands, in words.

/** The core's name of the list that ships with it. */
private const val SAMPLE = "sample"

val Source.isSample: Boolean get() = details.name == SAMPLE

@Composable
fun Source.title(): String = listName(details.name)

@Composable
fun listName(name: String): String = if (name.isEmpty() || name == SAMPLE) stringResource(R.string.sample) else name

/** "Read 3 days ago.", "Due again: Tomorrow, 5:30 PM". */
@Composable
fun Source.standing(due: Boolean, now: Moment): List<String> {
    if (state == SourceState.NEW && details.url != null) return listOf(stringResource(R.string.source_never_asked))
    val read = importedAt?.let { sentence(R.string.source_read, it.ago(now.at)) } ?: stringResource(R.string.source_new)
    val turn =
        when {
            details.url == null -> stringResource(R.string.source_by_file)
            due -> stringResource(R.string.source_due)
            else -> nextTryAt?.let { sentence(if (state == SourceState.STALE) R.string.source_rests else R.string.source_next, it.words(ZoneId.of(now.zone), now.at)) }
        }
    return listOfNotNull(read, turn)
}

/** Why the last answer of a website was not taken, and what one can do about it. */
@Composable
fun SourceProblem.words(): String =
    when (this) {
        is SourceProblem.Shrunk -> sentence(R.string.source_shrunk, number(came.toInt()), number(had.toInt()))
        is SourceProblem.Unreachable -> stringResource(R.string.source_unreachable)
        is SourceProblem.TooSlow -> stringResource(R.string.source_slow)
        is SourceProblem.NotSecure -> stringResource(R.string.source_not_secure)
        is SourceProblem.NotTrusted -> stringResource(R.string.source_not_trusted)
        is SourceProblem.Http -> sentence(http(status.toInt()), number(status.toInt()))
        is SourceProblem.Moved -> stringResource(if (to == null) R.string.source_moved else R.string.source_moved_to)
        is SourceProblem.Challenge -> stringResource(R.string.feed_bot)
        is SourceProblem.Page -> stringResource(R.string.feed_html)
        is SourceProblem.Unreadable -> stringResource(reason.words())
    }

@StringRes
private fun http(status: Int): Int =
    when (status) {
        401, 403 -> R.string.source_http_closed
        404, 410 -> R.string.source_http_not_there
        429 -> R.string.source_http_often
        in 500..599 -> R.string.source_http_trouble
        else -> R.string.source_http
    }

/** "3 new · 2 changed", or that nothing has changed. */
@Composable
fun ImportReport.news(): String {
    val news = listOf(R.plurals.report_added to added, R.plurals.report_changed to changed, R.plurals.report_gone to gone)
    val told = news.filter { it.second > 0u }.map { (words, count) -> counted(words, count.toInt()) }
    return if (told.isEmpty()) stringResource(R.string.report_same) else joined(told)
}

@StringRes
fun FeedFormat.words(): Int =
    when (this) {
        FeedFormat.MEETING_GUIDE, FeedFormat.MEETING_GUIDE_ENVELOPE -> R.string.format_meeting_guide
        FeedFormat.AIRTABLE -> R.string.format_airtable
        FeedFormat.GOOGLE_SHEET -> R.string.format_google_sheet
        FeedFormat.GEO_JSON -> R.string.format_geojson
        FeedFormat.NDJSON -> R.string.format_ndjson
        FeedFormat.TSML_CSV, FeedFormat.NAWS, FeedFormat.UK_CSV -> R.string.format_table
        FeedFormat.BMLT -> R.string.format_bmlt
        FeedFormat.OIAA -> R.string.format_oiaa
        FeedFormat.AL_ANON -> R.string.format_al_anon
        FeedFormat.LISTING -> R.string.format_listing
        FeedFormat.I_CALENDAR -> R.string.format_calendar
        FeedFormat.COMPANION -> R.string.format_companion
    }
