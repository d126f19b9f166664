package org.handrail.app.ui

import android.content.Intent
import android.net.Uri
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.MeetingDetail
import org.handrail.core.WeeklyTime
import java.time.DayOfWeek
import java.time.LocalTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.time.format.TextStyle

@Composable
fun MeetingScreen(detail: MeetingDetail?, help: () -> Unit, back: () -> Unit) =
    Frame(stringResource(R.string.meeting), help, back) { inner ->
        if (detail == null) {
            Box(Modifier.padding(inner).fillMaxSize(), Alignment.Center) { CircularProgressIndicator() }
            return@Frame
        }
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item { Time(detail) }
            item { Ways(detail) }
            item { Notes(detail) }
            item { Origin(detail) }
        }
    }

@Composable
private fun Time(detail: MeetingDetail) =
    Panel {
        val row = detail.row
        Text(row.name, style = MaterialTheme.typography.titleLarge)
        if (detail.goneSince != null) Text(stringResource(R.string.meeting_gone), color = MaterialTheme.colorScheme.error)
        val here = ZoneId.systemDefault()
        Text(row.next.words(here), style = MaterialTheme.typography.titleMedium, color = MaterialTheme.colorScheme.primary)
        val there = row.zone?.let { ZoneId.of(it) }
        val next = row.next
        if (next != null && there != null && there.rules.getOffset(next.startsAt) != here.rules.getOffset(next.startsAt)) {
            Quiet(stringResource(R.string.their_time, next.startsAt.words(there)))
        }
        if (next?.zoneAssumed == true) Quiet(stringResource(R.string.zone_assumed))
        if (detail.schedule.size > 1) {
            Heading(stringResource(R.string.schedule))
            for (time in detail.schedule) Text(time.words())
        }
    }

@Composable
private fun WeeklyTime.words(): String {
    // Sunday is 0 in the core and 7 in java.time.
    val day = DayOfWeek.of(if (weekday.toInt() == 0) 7 else weekday.toInt()).getDisplayName(TextStyle.FULL_STANDALONE, locale())
    val time = LocalTime.ofSecondOfDay(minute.toLong() * 60).format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale()))
    return "$day, $time"
}

@Composable
private fun Ways(detail: MeetingDetail) {
    val context = LocalContext.current
    Panel {
        val row = detail.row
        Text(row.venue.words(), style = MaterialTheme.typography.titleMedium)
        row.place?.let { Text(it) }
        row.address?.let { Text(it) }
        detail.point?.let { point ->
            val label = Uri.encode(row.place ?: row.name)
            Wide(stringResource(R.string.directions)) { context.start(Intent.ACTION_VIEW, "geo:0,0?q=${point.latitude},${point.longitude}($label)") }
        }
        detail.conferenceUrl?.let { url -> Wide(stringResource(R.string.open_link), quiet = detail.point != null) { context.start(Intent.ACTION_VIEW, url) } }
        detail.conferenceUrlNotes?.let { Quiet(it) }
        detail.conferencePhone?.let { number ->
            Wide(stringResource(R.string.call_number), quiet = true) { context.start(Intent.ACTION_DIAL, "tel:${Uri.encode(number, "+,;*")}") }
        }
        detail.conferencePhoneNotes?.let { Quiet(it) }
    }
}

@Composable
private fun Notes(detail: MeetingDetail) {
    val notes = listOfNotNull(detail.notes, detail.placeNotes)
    if (notes.isEmpty() && detail.row.types.isEmpty()) return
    Panel {
        Heading(stringResource(R.string.notes))
        if (detail.row.types.isNotEmpty()) Quiet(detail.row.types.joinToString(" · "))
        for (note in notes) Text(note)
    }
}

@Composable
private fun Origin(detail: MeetingDetail) {
    val confirmed = detail.confirmedAt.atZone(ZoneId.systemDefault()).toLocalDate().words()
    Quiet(stringResource(R.string.known_since, detail.source, confirmed))
}
