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
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import org.handrail.app.R
import org.handrail.app.data.MeetingModel
import org.handrail.app.data.MeetingState
import org.handrail.core.MeetingDetail
import org.handrail.core.Moment
import org.handrail.core.VenueKind
import java.time.ZoneId

/** One meeting with all that is known, and all that one can do about it. */
@Composable
fun MeetingScreen(
    state: MeetingState,
    model: MeetingModel,
    snackbars: SnackbarHostState,
    calendar: @Composable (String) -> Unit,
    help: () -> Unit,
    back: () -> Unit,
    correct: (MeetingDetail) -> Unit,
) {
    CloseWhenSaved(state.gone, model, back)
    Frame(stringResource(R.string.meeting), help, back, snackbars) { inner ->
        val (detail, now) = state.detail to state.asked
        if (detail == null || now == null) {
            Box(Modifier.padding(inner).fillMaxSize(), Alignment.Center) { Waiting(state) }
            return@Frame
        }
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item { Head(detail, now) }
            state.notice?.let { notice -> item { Panel { Changed(notice, detail, model::seen) } } }
            item { Ways(detail) }
            item { Favoured(state, detail, model) }
            item { Schedule(detail) }
            item { About(detail) }
            if (detail.rules.isNotEmpty() && detail.goneSince == null) item { calendar(detail.row.id) }
            if (detail.alsoIn.isNotEmpty() || state.parted.isNotEmpty() || detail.keptApart) item { Joined(state, detail, now, model) }
            item { Acts(state, detail, model) { correct(detail) } }
            if (state.history.isNotEmpty()) item { History(state.history, now) }
            item { Origin(detail, now) }
        }
    }
}

@Composable
private fun Waiting(state: MeetingState) {
    val problem = state.problem
    val loading = stringResource(R.string.loading)
    if (problem == null) CircularProgressIndicator(Modifier.clearAndSetSemantics { contentDescription = loading }) else Text(stringResource(problem.words()), Modifier.padding(Tokens.Space.l))
}

@Composable
private fun Head(detail: MeetingDetail, now: Moment) =
    Panel {
        val row = detail.row
        Text(row.name, style = MaterialTheme.typography.titleLarge)
        if (detail.goneSince != null) Text(stringResource(R.string.meeting_gone), color = MaterialTheme.colorScheme.error)
        Text(row.next.words(now), style = MaterialTheme.typography.titleMedium, color = MaterialTheme.colorScheme.primary)
        row.next?.soon(now.at)?.let { Text(it) }
        val here = ZoneId.of(now.zone)
        val there = row.zone?.let { runCatching { ZoneId.of(it) }.getOrNull() }
        val next = row.next
        if (next != null && there != null && there.rules.getOffset(next.startsAt) != here.rules.getOffset(next.startsAt)) {
            Quiet(sentence(R.string.their_time, next.startsAt.words(there, now.at)))
        }
        if (next?.zoneAssumed == true) Quiet(stringResource(R.string.zone_assumed))
        val names = LocalNames.current
        row.fellowship?.let { Quiet(names.full(it)) }
        Badges(listOfNotNull(stringResource(R.string.badge_own).takeIf { row.own }))
    }

@Composable
private fun Ways(detail: MeetingDetail) {
    val context = LocalContext.current
    Panel {
        val row = detail.row
        Heading(row.venue.words())
        if (detail.closedForNow && row.venue != VenueKind.INACTIVE) Text(stringResource(R.string.attribute_room_closed_for_now), color = MaterialTheme.colorScheme.error)
        row.place?.let { Text(it) }
        row.address?.let { Text(apart(it)) }
        if (detail.approximate) Quiet(stringResource(R.string.approximate))
        detail.placeNotes?.let { Quiet(apart(it)) }
        directions(detail)?.let { link -> Wide(stringResource(R.string.directions)) { context.start(Intent.ACTION_VIEW, link) } }
        detail.conferenceUrl?.let { url ->
            Wide(stringResource(R.string.open_link), quiet = row.place != null) { context.startFirst(listOfNotNull(detail.join?.appUrl, url)) }
        }
        detail.join?.let { join ->
            join.room?.let { Quiet(sentence(R.string.join_room, it)) }
            join.passcode?.let { Quiet(sentence(R.string.join_passcode, it)) }
        }
        detail.conferenceUrlNotes?.let { Quiet(apart(it)) }
        detail.conferencePhone?.let { number ->
            Wide(stringResource(R.string.call_number), quiet = true) { context.start(Intent.ACTION_DIAL, "tel:${Uri.encode(number, "+,;*")}") }
        }
        detail.conferencePhoneNotes?.let { Quiet(apart(it)) }
    }
}

/** By its point; where only a town is known, or none, by its address. */
private fun directions(detail: MeetingDetail): String? {
    val (point, address) = detail.point to detail.row.address
    return when {
        point != null && !(detail.approximate && address != null) ->
            "geo:${point.latitude},${point.longitude}?q=${point.latitude},${point.longitude}(${Uri.encode(detail.row.place ?: detail.row.name)})"
        address != null -> "geo:0,0?q=${Uri.encode(address)}"
        else -> null
    }
}

@Composable
private fun Schedule(detail: MeetingDetail) =
    Panel {
        Heading(stringResource(R.string.schedule))
        for (line in schedule(detail.rules)) Text(line)
    }

@Composable
private fun About(detail: MeetingDetail) {
    val context = LocalContext.current
    val names = LocalNames.current
    val row = detail.row
    val among = listOfNotNull(row.fellowship)
    val facts =
        listOfNotNull(
            detail.group?.let { sentence(R.string.about_group, it) },
            detail.regions.takeIf { it.isNotEmpty() }?.let { sentence(R.string.about_region, joined(it, " › ")) },
            detail.languages.takeIf { it.isNotEmpty() }?.let { codes -> sentence(R.string.about_languages, list(codes.map { language(it) })) },
        )
    if (facts.isEmpty() && row.badges.isEmpty() && row.types.isEmpty() && detail.notes == null && detail.url == null && detail.contributions.isEmpty()) return
    Panel {
        Heading(stringResource(R.string.notes))
        Badges(row.badges.map { it.words() })
        if (among.isNotEmpty() && row.types.isNotEmpty()) Quiet(facts(*row.types.map { names.type(it, among) }.toTypedArray()))
        for (fact in facts) Text(fact)
        detail.notes?.let { Text(apart(it)) }
        for (gift in detail.contributions) Wide(sentence(R.string.contribute, gift.account), quiet = true) { context.start(Intent.ACTION_VIEW, gift.url) }
        detail.url?.let { url -> Wide(stringResource(R.string.open_page), quiet = true) { context.start(Intent.ACTION_VIEW, url) } }
    }
}
