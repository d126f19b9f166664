package org.handrail.app.ui

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxSize
import androidx.core.net.toUri
import org.handrail.app.R
import org.handrail.core.CrisisLine
import org.handrail.crisisCard

/** Help now: compiled in. It asks no file, no key and no network, and nothing before it can keep it from opening. */
@Composable
fun HelpScreen(country: String, back: () -> Unit) {
    val card = remember(country) { crisisCard(country) }
    Frame(stringResource(R.string.help_now), help = null, back = back) { inner ->
        LazyColumn(
            Modifier.padding(inner).fillMaxSize(),
            contentPadding = PaddingValues(Tokens.Space.m),
            verticalArrangement = Arrangement.spacedBy(Tokens.Space.m),
        ) {
            item { Text(stringResource(R.string.help_intro), style = MaterialTheme.typography.titleLarge) }
            item { Heading(stringResource(R.string.help_emergency)) }
            items(card.emergency) { Line(it) }
            if (card.lines.isNotEmpty()) item { Heading(stringResource(R.string.help_lines)) }
            items(card.lines) { Line(it) }
            item { Quiet(sentence(R.string.help_country, card.country ?: stringResource(R.string.help_country_unknown))) }
        }
    }
}

@Composable
private fun Line(line: CrisisLine) {
    val context = LocalContext.current
    Panel {
        Text(line.name, style = MaterialTheme.typography.titleMedium)
        line.hours?.let { Quiet(it) }
        line.call?.let { number -> Wide(sentence(R.string.help_call, number)) { context.start(Intent.ACTION_DIAL, "tel:$number") } }
        line.textTo?.let { number ->
            val body = line.textBody
            val words = if (body == null) sentence(R.string.help_text, number) else sentence(R.string.help_text_body, number, body)
            Wide(words, quiet = true) { context.start(Intent.ACTION_SENDTO, "smsto:$number", body) }
        }
        line.chatUrl?.let { url -> Wide(stringResource(R.string.help_chat), quiet = true) { context.start(Intent.ACTION_VIEW, url) } }
        Quiet(line.verifiedOn?.let { sentence(R.string.help_checked, it.words()) } ?: stringResource(R.string.help_unchecked))
    }
}

/** The first link that something on the phone answers to. */
fun Context.startFirst(links: List<String>) = links.firstOrNull { start(Intent.ACTION_VIEW, it) }

/** Opens another app; one that is not there is not an error of ours. Whether it was there. */
fun Context.start(action: String, link: String, body: String? = null): Boolean {
    val intent = Intent(action, link.toUri()).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
    if (body != null) intent.putExtra("sms_body", body)
    return try {
        startActivity(intent)
        true
    } catch (_: ActivityNotFoundException) {
        // The number stands on the screen and can be dialled by hand.
        false
    }
}
