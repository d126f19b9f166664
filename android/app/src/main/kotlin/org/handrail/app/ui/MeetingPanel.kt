package org.handrail.app.ui

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Star
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.MatchedIn
import org.handrail.core.MeetingRow
import org.handrail.core.Moment
import org.handrail.core.VenueKind
import java.time.Duration

/** A meeting in a list: when, what, where, and what there is to know before one sets out. Read out as one. */
@Composable
fun MeetingPanel(row: MeetingRow, now: Moment, onClick: () -> Unit) =
    Panel(onClick = onClick) { MeetingLines(row, now) }

@Composable
fun MeetingLines(row: MeetingRow, now: Moment) {
    val names = LocalNames.current
    val soon = row.next?.soon(now.at)
    val time = row.next.words(now)
    Row(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s)) {
        Text(if (soon == null) time else facts(time, soon), Modifier.weight(1f), style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
        if (row.favourite) Icon(Icons.Filled.Star, stringResource(R.string.favourite), tint = MaterialTheme.colorScheme.secondary)
    }
    Text(row.name, style = MaterialTheme.typography.titleMedium)
    (row.place ?: row.address.takeIf { row.venue != VenueKind.ONLINE })?.let { Quiet(it) }
    val travel = row.travelMinutes?.takeIf { it > 0u }?.let { sentence(R.string.travel_time, minutes(it.toInt())) }
    Quiet(facts(row.fellowship?.let(names::short), row.venue.words(), row.distanceM?.let { distance(it) }, travel))
    if (row.badges.isNotEmpty()) Quiet(facts(*row.badges.take(MOST_BADGES).map { it.words() }.toTypedArray()))
    row.matched?.words()?.let { Quiet(stringResource(it)) }
    if (row.next?.zoneAssumed == true) Quiet(stringResource(R.string.zone_assumed))
    if (Duration.between(row.confirmedAt, now.at) > FRESH && !row.own) Quiet(sentence(R.string.confirmed_ago, row.confirmedAt.ago(now.at)))
    Badges(
        listOfNotNull(
            stringResource(R.string.badge_changed).takeIf { row.changed },
            stringResource(R.string.badge_own).takeIf { row.own },
            stringResource(R.string.badge_late).takeIf { row.reachable == false },
        ),
    )
}

/** Why a row is there whose name does not say it. */
@StringRes
private fun MatchedIn.words(): Int? =
    when (this) {
        MatchedIn.NAME -> null
        MatchedIn.PLACE -> R.string.matched_place
        MatchedIn.NOTES -> R.string.matched_notes
    }

@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Badges(words: List<String>) {
    if (words.isEmpty()) return
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
        for (word in words) {
            Surface(shape = RoundedCornerShape(Tokens.Corner.chip), color = MaterialTheme.colorScheme.primaryContainer) {
                Text(
                    word,
                    Modifier.padding(horizontal = Tokens.Space.s, vertical = Tokens.Space.xs),
                    style = MaterialTheme.typography.labelMedium,
                    color = MaterialTheme.colorScheme.onPrimaryContainer,
                )
            }
        }
    }
}

private const val MOST_BADGES = 5

/** Lists are made anew every few days; what is older than this is worth a word. */
private val FRESH: Duration = Duration.ofDays(7)
