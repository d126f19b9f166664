package org.handrail.app.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.shape.RoundedCornerShape
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
import androidx.compose.material3.TopAppBar
import androidx.compose.material3.TopAppBarDefaults
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.sp
import org.handrail.app.R

private val light =
    with(Tokens.Light) {
        lightColorScheme(
            primary = primary, onPrimary = onPrimary, primaryContainer = primaryContainer, onPrimaryContainer = onPrimaryContainer,
            secondary = accent, onSecondary = onAccent, secondaryContainer = surfaceVariant, onSecondaryContainer = ink,
            background = background, onBackground = ink, surface = background, onSurface = ink, surfaceVariant = surfaceVariant,
            onSurfaceVariant = inkSecondary, surfaceContainer = surface, surfaceContainerHigh = surface, surfaceContainerHighest = surface,
            surfaceContainerLow = surface, outline = outline, outlineVariant = ringTrack, error = help, onError = onHelp,
        )
    }

private val dark =
    with(Tokens.Dark) {
        darkColorScheme(
            primary = primary, onPrimary = onPrimary, primaryContainer = primaryContainer, onPrimaryContainer = onPrimaryContainer,
            secondary = accent, onSecondary = onAccent, secondaryContainer = surfaceVariant, onSecondaryContainer = ink,
            background = background, onBackground = ink, surface = background, onSurface = ink, surfaceVariant = surfaceVariant,
            onSurfaceVariant = inkSecondary, surfaceContainer = surface, surfaceContainerHigh = surface, surfaceContainerHighest = surface,
            surfaceContainerLow = surface, outline = outline, outlineVariant = ringTrack, error = help, onError = onHelp,
        )
    }

/** A text in another language than the screen's keeps its own direction. */
private fun style(fontSize: TextUnit, fontWeight: FontWeight, lineHeight: TextUnit) =
    TextStyle(fontSize = fontSize, fontWeight = fontWeight, lineHeight = lineHeight, textDirection = TextDirection.Content)

private val type =
    with(Tokens.Type) {
        Typography(
            displayLarge = style(fontSize = numberSize, fontWeight = FontWeight(numberWeight), lineHeight = (numberSize.value * 1.1).sp),
            titleLarge = style(fontSize = titleSize, fontWeight = FontWeight(titleWeight), lineHeight = (titleSize.value * 1.25).sp),
            titleMedium = style(fontSize = headingSize, fontWeight = FontWeight(headingWeight), lineHeight = (headingSize.value * 1.3).sp),
            bodyLarge = style(fontSize = bodySize, fontWeight = FontWeight(bodyWeight), lineHeight = (bodySize.value * 1.45).sp),
            bodyMedium = style(fontSize = bodySize, fontWeight = FontWeight(bodyWeight), lineHeight = (bodySize.value * 1.4).sp),
            labelLarge = style(fontSize = bodySize, fontWeight = FontWeight(labelWeight), lineHeight = (bodySize.value * 1.3).sp),
            labelMedium = style(fontSize = labelSize, fontWeight = FontWeight(labelWeight), lineHeight = (labelSize.value * 1.35).sp),
        )
    }

@Composable
fun HandrailTheme(content: @Composable () -> Unit) = MaterialTheme(if (isSystemInDarkTheme()) dark else light, typography = type, content = content)

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
                title = { Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium, maxLines = 2) },
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

@Composable
fun Panel(modifier: Modifier = Modifier, onClick: (() -> Unit)? = null, content: @Composable () -> Unit) {
    val shape = RoundedCornerShape(Tokens.Corner.card)
    val colours = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainer)
    val body = @Composable { Column(Modifier.padding(Tokens.Space.m), Arrangement.spacedBy(Tokens.Space.s)) { content() } }
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

@Composable
fun Wide(text: String, enabled: Boolean = true, quiet: Boolean = false, onClick: () -> Unit) {
    val modifier = Modifier.fillMaxWidth().sizeIn(minHeight = Tokens.target)
    if (quiet) FilledTonalButton(onClick, modifier, enabled) { Text(text, textAlign = TextAlign.Center) } else Button(onClick, modifier, enabled) { Text(text, textAlign = TextAlign.Center) }
}
