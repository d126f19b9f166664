package org.handrail.app.ui

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.LayoutDirection

/**
 * A sentence with its parts: dates, names, amounts. A part of the other direction keeps its own, so that a date written from the
 * right does not fall apart in a sentence from the left, nor the sentence around it.
 */
@Composable
fun sentence(@StringRes id: Int, vararg parts: Any): String {
    val mirrored = LocalLayoutDirection.current == LayoutDirection.Rtl
    val frame = stringResource(id).replace(placeholder, "")
    val fromRight = fromRight(frame) ?: (parts.firstOrNull() as? String)?.let(::fromRight) ?: mirrored
    return stringResource(id, *parts.map { if (it is String) isolated(it, fromRight) else it }.toTypedArray())
}

/**
 * Between the marks that Unicode has for it (UAX 9, FSI and PDI), where its direction is not the sentence's. Not around every
 * part: with marks around both, "8 days kept, 0 days of use" was drawn in the wrong order on an Arabic screen.
 */
internal fun isolated(part: String, fromRight: Boolean): String = if ((fromRight(part) ?: false) == fromRight) part else "\u2068$part\u2069"

/** The direction of the first letter that has one. */
private fun fromRight(text: String): Boolean? =
    text.firstNotNullOfOrNull {
        when (Character.getDirectionality(it)) {
            Character.DIRECTIONALITY_LEFT_TO_RIGHT -> false
            Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true
            else -> null
        }
    }

private val placeholder = Regex("%\\d+\\$[sd]")
