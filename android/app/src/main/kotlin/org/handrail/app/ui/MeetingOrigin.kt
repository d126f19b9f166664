package org.handrail.app.ui

import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.handrail.app.R
import org.handrail.app.data.MeetingModel
import org.handrail.app.data.MeetingState
import org.handrail.core.JoinReason
import org.handrail.core.JoinedListing
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingEvent
import org.handrail.core.MeetingField
import org.handrail.core.Moment
import java.time.ZoneId

// Where what is known of a meeting comes from, and what became of it.

/** The list that has it, which field is from which list, and when its website changed it. */
@Composable
fun Origin(detail: MeetingDetail, now: Moment) {
    if (detail.source.isEmpty()) return Quiet(stringResource(R.string.from_yourself))
    Panel {
        Heading(stringResource(R.string.origin))
        Text(sentence(R.string.known_since, listName(detail.source), detail.confirmedAt.ago(now.at)))
        detail.updatedAt?.let { Quiet(sentence(R.string.updated_on, it.atZone(ZoneId.of(now.zone)).toLocalDate().words())) }
        val bySource = detail.origins.groupBy({ it.source }, { it.field })
        // From one list is everything; which is said already.
        if (bySource.size > 1) for ((source, fields) in bySource) Quiet(sentence(R.string.origin_of, listName(source), list(fields.map { stringResource(it.words()) })))
    }
}

/** Other lists that have it, and why they are taken to mean the same meeting. The person may know better. */
@Composable
fun Joined(state: MeetingState, detail: MeetingDetail, now: Moment, model: MeetingModel) {
    for (listing in state.parted) Parted(sentence(R.string.parted, listing.name, listName(listing.source))) { model.join(listing.id) }
    if (detail.keptApart) Parted(stringResource(R.string.kept_apart)) { model.join(detail.row.id) }
    if (detail.alsoIn.isEmpty()) return
    Panel {
        Heading(stringResource(R.string.joined))
        Quiet(stringResource(R.string.joined_hint))
        for (listing in detail.alsoIn) Listing(listing, now, state.locked) { model.part(listing) }
    }
}

@Composable
private fun Listing(listing: JoinedListing, now: Moment, locked: Boolean, part: () -> Unit) {
    Text(listing.name, style = MaterialTheme.typography.titleMedium)
    Quiet(sentence(R.string.known_since, listName(listing.source), listing.confirmedAt.ago(now.at)))
    Quiet(list(listing.reasons.map { stringResource(it.words()) }).replaceFirstChar { it.titlecase(locale()) })
    if (!locked) Wide(stringResource(R.string.part), quiet = true, onClick = part)
}

/** It can be taken back here and now, and later on the screen of the listing that stands by itself. */
@Composable
private fun Parted(words: String, undo: () -> Unit) =
    Panel(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        Text(words)
        Wide(stringResource(R.string.join_again), quiet = true, onClick = undo)
    }

/** What became of it over the years, the newest first. */
@Composable
fun History(history: List<MeetingEvent>, now: Moment) {
    if (history.isEmpty()) return
    var all by rememberSaveable { mutableStateOf(false) }
    Panel {
        Heading(stringResource(R.string.history))
        for (event in if (all) history else history.take(FEW)) {
            val day = event.at.atZone(ZoneId.of(now.zone)).toLocalDate()
            Text(sentence(R.string.history_event, day.words(), joined(event.changes.map { it.words() })))
        }
        if (!all && history.size > FEW) TextButton({ all = true }, Modifier.heightIn(min = Tokens.target)) { Text(sentence(R.string.show_all, number(history.size))) }
    }
}

fun JoinReason.words(): Int =
    when (this) {
        JoinReason.SAME_TIME -> R.string.reason_time
        JoinReason.SAME_PLACE -> R.string.reason_place
        JoinReason.SAME_ROOM -> R.string.reason_room
        JoinReason.SAME_NAME -> R.string.reason_name
    }

/** As a part of a sentence. */
fun MeetingField.words(): Int =
    when (this) {
        MeetingField.NAME -> R.string.field_name
        MeetingField.FELLOWSHIP -> R.string.field_fellowship
        MeetingField.SCHEDULE -> R.string.field_schedule
        MeetingField.PLACE -> R.string.field_place
        MeetingField.ADDRESS -> R.string.field_address
        MeetingField.POINT -> R.string.field_point
        MeetingField.GROUP -> R.string.field_group
        MeetingField.REGIONS -> R.string.field_regions
        MeetingField.NOTES -> R.string.field_notes
        MeetingField.PLACE_NOTES -> R.string.field_place_notes
        MeetingField.CONFERENCE_URL -> R.string.field_link
        MeetingField.CONFERENCE_PHONE -> R.string.field_phone
        MeetingField.CONTRIBUTIONS -> R.string.field_contributions
        MeetingField.TYPES -> R.string.field_types
        MeetingField.LANGUAGES -> R.string.field_languages
        MeetingField.URL -> R.string.field_url
    }

private const val FEW = 4
