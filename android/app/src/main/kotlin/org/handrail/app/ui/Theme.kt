package org.handrail.app.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDirection
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.sp

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

/**
 * A text in another language than the screen's keeps its own direction, and stands on the side of the screen's: with the side of its
 * own, one line was at the right and the two below it at the left.
 */
private fun type(side: TextAlign) =
    with(Tokens.Type) {
        val style = { size: TextUnit, weight: Int, line: Double ->
            TextStyle(fontSize = size, fontWeight = FontWeight(weight), lineHeight = (size.value * line).sp, textDirection = TextDirection.Content, textAlign = side)
        }
        Typography(
            displayLarge = style(numberSize, numberWeight, 1.1),
            titleLarge = style(titleSize, titleWeight, 1.25),
            titleMedium = style(headingSize, headingWeight, 1.3),
            bodyLarge = style(bodySize, bodyWeight, 1.45),
            bodyMedium = style(bodySize, bodyWeight, 1.4),
            bodySmall = style(labelSize, bodyWeight, 1.35),
            labelLarge = style(bodySize, labelWeight, 1.3),
            labelMedium = style(labelSize, labelWeight, 1.35),
        )
    }

@Composable
fun HandrailTheme(content: @Composable () -> Unit) {
    val side = if (LocalLayoutDirection.current == LayoutDirection.Rtl) TextAlign.Right else TextAlign.Left
    MaterialTheme(if (isSystemInDarkTheme()) dark else light, typography = remember(side) { type(side) }, content = content)
}
