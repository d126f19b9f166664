package org.handrail.app.ui

import android.content.ClipData
import android.content.Context
import android.content.Intent
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.core.content.FileProvider
import org.handrail.app.R
import org.handrail.app.SweepReceiver
import org.handrail.app.data.CalendarModel
import org.handrail.app.data.CalendarState
import org.handrail.core.CalendarSelection
import java.io.File

/** Meetings for the person's own calendar, in the app that they choose. Without names, unless they want them: others look at calendars. */
@Composable
fun CalendarPanel(state: CalendarState, model: CalendarModel, choices: List<Pair<String, () -> CalendarSelection>>) {
    val context = LocalContext.current
    var named by rememberSaveable { mutableStateOf(false) }
    LaunchedEffect(state.ready) {
        val file = state.ready ?: return@LaunchedEffect
        model.handedOver()
        context.share(file)
    }
    DisposableEffect(model) { onDispose { model.forget() } }
    Panel {
        Heading(stringResource(R.string.calendar))
        Quiet(stringResource(if (named) R.string.calendar_named_hint else R.string.calendar_hint))
        OnOff(stringResource(R.string.calendar_named), named) { named = it }
        for ((words, selection) in choices) Wide(words, enabled = !state.making, quiet = true) { model.make(selection(), named) }
        if (state.making) LinearProgressIndicator(Modifier.fillMaxWidth())
        wrong(state)?.let { Text(it, color = MaterialTheme.colorScheme.error) }
    }
}

@Composable
private fun wrong(state: CalendarState): String? =
    when {
        state.empty -> stringResource(R.string.calendar_empty)
        state.tooMany -> stringResource(R.string.calendar_too_many)
        state.unwritten -> stringResource(R.string.trouble_full)
        else -> state.problem?.let { stringResource(it.words()) }
    }

/** The other app may read this one file, and only it. */
private fun Context.share(file: File) {
    val uri = FileProvider.getUriForFile(this, "$packageName.shared", file)
    val send = Intent(Intent.ACTION_SEND).setType("text/calendar").putExtra(Intent.EXTRA_STREAM, uri).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    send.clipData = ClipData.newRawUri(null, uri)
    SweepReceiver.plan(this)
    startActivity(Intent.createChooser(send, null))
}
