package org.handrail.app.ui

import android.Manifest
import android.app.NotificationManager
import android.os.Build
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Star
import androidx.compose.material3.Button
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.MeetingModel
import org.handrail.app.data.MeetingState
import org.handrail.core.FavouriteDetails
import org.handrail.core.FfiConverterTypeFavouriteDetails
import org.handrail.core.MeetingChange
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingNotice
import org.handrail.core.MeetingRow
import org.handrail.core.Moment

// What a person keeps about a meeting, on its own screen.

/** Whether it is a favourite, and what they say about it. */
@Composable
fun Favoured(state: MeetingState, detail: MeetingDetail, model: MeetingModel) =
    Panel {
        val favourite = state.favourite
        if (state.locked) {
            Text(stringResource(R.string.trouble_locked))
        } else if (!detail.row.favourite || favourite == null) {
            Button({ model.favour() }, Modifier.fillMaxWidth().heightIn(min = Tokens.target)) {
                Icon(Icons.Filled.Star, contentDescription = null)
                Text(stringResource(R.string.favourite_add))
            }
        } else {
            Heading(stringResource(R.string.favourite_yours))
            Said(favourite.details, model)
        }
        state.problem?.let { Text(stringResource(it.words()), color = MaterialTheme.colorScheme.error) }
    }

@Composable
private fun Said(kept: FavouriteDetails, model: MeetingModel) {
    var open by rememberSaveable { mutableStateOf(false) }
    if (!open) {
        kept.label?.let { Text(it, style = MaterialTheme.typography.titleMedium) }
        kept.note?.let { Text(apart(it)) }
        kept.reminderMinutes?.let { Quiet(sentence(R.string.reminder_set, lead(it.toInt()))) }
        val notices = LocalContext.current.getSystemService(NotificationManager::class.java)
        if (kept.reminderMinutes != null && notices?.areNotificationsEnabled() == false) Quiet(stringResource(R.string.reminder_off))
        Wide(stringResource(R.string.favourite_say), quiet = true) { open = true }
        Plain(stringResource(R.string.favourite_remove)) { model.unfavour() }
        return
    }
    var draft by rememberSaveable(kept, stateSaver = saver(FfiConverterTypeFavouriteDetails)) { mutableStateOf(kept) }
    OutlinedTextField(
        draft.label.orEmpty(),
        { draft = draft.copy(label = it.ifEmpty { null }) },
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.favourite_label)) },
        supportingText = { Text(stringResource(R.string.favourite_label_hint)) },
        singleLine = true,
    )
    OutlinedTextField(
        draft.note.orEmpty(),
        { draft = draft.copy(note = it.ifEmpty { null }) },
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.favourite_note)) },
    )
    val leads = (listOf(null, 15, 30, 60, 120, 1440) + draft.reminderMinutes?.toInt()).distinct().sortedBy { it ?: -1 }
    OneOf(stringResource(R.string.reminder), leads.map { it to (it?.let { minutes -> lead(minutes) } ?: stringResource(R.string.reminder_none)) }, draft.reminderMinutes?.toInt()) {
        draft = draft.copy(reminderMinutes = it?.toUShort())
    }
    val askToNotify = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) {}
    Wide(stringResource(R.string.save)) {
        if (draft.reminderMinutes != null && Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) askToNotify.launch(Manifest.permission.POST_NOTIFICATIONS)
        model.favour(draft)
        open = false
    }
    Plain(stringResource(R.string.cancel)) { open = false }
}

/** What it was and what it is, with the answer "seen". */
@Composable
fun Changed(notice: MeetingNotice, now: Moment, seen: () -> Unit) = Changed(notice, notice.now, notice.now?.next.words(now), seen)

@Composable
fun Changed(notice: MeetingNotice, detail: MeetingDetail, seen: () -> Unit) = Changed(notice, detail.row, schedule(detail.rules).joinToString("\n"), seen)

@Composable
private fun Changed(notice: MeetingNotice, row: MeetingRow?, times: String, seen: () -> Unit) {
    Text(joined(notice.changes.map { it.words() }), style = MaterialTheme.typography.titleMedium, color = MaterialTheme.colorScheme.secondary)
    for (change in notice.changes) {
        val (was, isNow) =
            when (change) {
                MeetingChange.NEW_TIME -> schedule(notice.scheduleBefore).joinToString("\n") to times.takeIf { row != null }
                MeetingChange.MOVED -> notice.placeBefore to (row?.place ?: row?.address)
                MeetingChange.RENAMED -> notice.name to row?.name
                else -> null to null
            }
        was?.let { Text(sentence(R.string.notice_was, it)) }
        isNow?.let { Text(sentence(R.string.notice_now, it)) }
    }
    Wide(stringResource(R.string.notice_seen), quiet = true, onClick = seen)
}

/** Corrections, hiding. What can be taken back is not asked twice. */
@Composable
fun Acts(state: MeetingState, detail: MeetingDetail, model: MeetingModel, correct: () -> Unit) {
    if (state.locked) return
    val row = detail.row
    val mine = row.own && detail.source.isEmpty()
    Panel {
        Wide(stringResource(if (mine) R.string.own_edit else R.string.own_correct), quiet = true, onClick = correct)
        if (row.own) Wide(stringResource(R.string.own_take_back), quiet = true) { model.takeBack() }
        if (!row.own) Wide(stringResource(R.string.hide), quiet = true) { model.hide() }
    }
}

/** "30 min", "1 day". */
@Composable
fun lead(minutes: Int): String = if (minutes % 1440 == 0 && minutes > 0) days(minutes / 1440) else minutes(minutes)
