package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.BasicText
import androidx.compose.foundation.text.TextAutoSize
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.ArrowBack
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Scaffold
import androidx.compose.material3.SnackbarHost
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.TopAppBar
import androidx.compose.material3.TopAppBarDefaults
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.Dp
import org.handrail.app.R

/** Large text gives way where two lines beside the help do not hold it: a title that is cut off says nothing. */
@Composable
private fun Title(text: String) =
    BasicText(
        text,
        Modifier.semantics { heading() },
        MaterialTheme.typography.titleMedium.copy(color = MaterialTheme.colorScheme.onBackground),
        overflow = TextOverflow.Ellipsis,
        maxLines = 2,
        autoSize = TextAutoSize.StepBased(minFontSize = Tokens.Type.labelSize, maxFontSize = Tokens.Type.headingSize),
    )

/** Every screen: a title, a way back, and help always in the same corner. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
fun Frame(
    title: String,
    help: (() -> Unit)?,
    back: (() -> Unit)? = null,
    snackbars: SnackbarHostState = remember { SnackbarHostState() },
    actions: @Composable RowScope.() -> Unit = {},
    below: @Composable () -> Unit = {},
    bottom: @Composable () -> Unit = {},
    content: @Composable (PaddingValues) -> Unit,
) = Scaffold(
    topBar = {
        Column {
            TopAppBar(
                title = { Title(title) },
                navigationIcon = { if (back != null) IconButton(back) { Icon(Icons.AutoMirrored.Filled.ArrowBack, stringResource(R.string.back)) } },
                actions = {
                    actions()
                    if (help != null) {
                        Button(
                            help,
                            Modifier.padding(end = Tokens.Space.s).heightIn(min = Tokens.target),
                            colors = ButtonDefaults.buttonColors(MaterialTheme.colorScheme.error, MaterialTheme.colorScheme.onError),
                        ) { Text(stringResource(R.string.help_now), maxLines = 1) }
                    }
                },
                // Two lines of a large title need more than the usual bar.
                expandedHeight = TopAppBarDefaults.TopAppBarExpandedHeight * LocalDensity.current.fontScale.coerceIn(1f, 1.6f),
                colors = TopAppBarDefaults.topAppBarColors(containerColor = MaterialTheme.colorScheme.background),
            )
            below()
        }
    },
    bottomBar = bottom,
    snackbarHost = { SnackbarHost(snackbars) },
    content = content,
)

/** [side]: less than usual only for what needs the whole width; its words then keep their own distance from the edge. */
@Composable
fun Panel(modifier: Modifier = Modifier, onClick: (() -> Unit)? = null, side: Dp = Tokens.Space.m, content: @Composable () -> Unit) {
    val shape = RoundedCornerShape(Tokens.Corner.card)
    val colours = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainer)
    val body = @Composable { Column(Modifier.padding(side, Tokens.Space.m), Arrangement.spacedBy(Tokens.Space.s)) { content() } }
    if (onClick == null) {
        Card(modifier.fillMaxWidth(), shape, colours) { body() }
    } else {
        Card(onClick, modifier.fillMaxWidth(), shape = shape, colors = colours) { body() }
    }
}

@Composable
fun Heading(text: String) = Text(text, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)

@Composable
fun Quiet(text: String) = Text(text, style = MaterialTheme.typography.labelMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)

/** What leads on. Wherever it is written in several lines its corners stay those of one: rounder ones cut into the first letter. */
@Composable
fun Wide(text: String, enabled: Boolean = true, quiet: Boolean = false, onClick: () -> Unit) {
    val modifier = Modifier.fillMaxWidth().sizeIn(minHeight = Tokens.target)
    val words = @Composable { Text(text, textAlign = TextAlign.Center) }
    if (quiet) FilledTonalButton(onClick, modifier, enabled, oneLine) { words() } else Button(onClick, modifier, enabled, oneLine) { words() }
}

/** The same without an edge, and no wider than its words. */
@Composable
fun Plain(text: String, enabled: Boolean = true, style: TextStyle = MaterialTheme.typography.labelLarge, onClick: () -> Unit) =
    TextButton(onClick, Modifier.heightIn(min = Tokens.target), enabled, oneLine) { Text(text, style = style) }

private val oneLine = RoundedCornerShape(Tokens.target / 2)
