package org.handrail.app.ui

import android.content.Context
import android.icu.text.ListFormatter
import android.view.View
import androidx.annotation.PluralsRes
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.LayoutDirection

// The only place where parts are put into sentences; a test sees to it. A part of the other direction keeps its own, so that a date
// written from the right does not fall apart in a sentence from the left, nor the sentence around it.

/** A sentence with its parts: dates, names, amounts. */
@Composable
fun sentence(@StringRes id: Int, vararg parts: Any): String = stringResource(id, *fitted(stringResource(id), parts, mirrored()))

/** A sentence outside of every screen. */
fun Context.sentence(@StringRes id: Int, vararg parts: Any): String =
    getString(id, *fitted(getString(id), parts, resources.configuration.layoutDirection == View.LAYOUT_DIRECTION_RTL))

/** A sentence about some number of things. The number is the first of its parts, in the digits of the person's language. */
@Composable
fun counted(@PluralsRes id: Int, count: Int, vararg others: Any): String {
    val parts = arrayOf(number(count), *others)
    return pluralStringResource(id, count, *fitted(pluralStringResource(id, count), parts, mirrored()))
}

/** Words that stand beside each other and are no sentence. */
@Composable
fun joined(words: List<String>, between: String = " · "): String = fitted("", words.toTypedArray(), mirrored()).joinToString(between)

/** One after another, none of them torn apart at the end of a line. */
@Composable
fun facts(vararg words: String?): String = joined(words.filterNotNull().map { it.replace(' ', '\u00a0') })

/** "A, B and C", as the person's language has it. */
@Composable
fun list(words: List<String>): String = ListFormatter.getInstance(locale()).format(fitted("", words.toTypedArray(), mirrored()).toList())

@Composable
private fun mirrored() = LocalLayoutDirection.current == LayoutDirection.Rtl

/** The sentence decides; where it has no letters of its own, its first part that has some. */
private fun fitted(frame: String, parts: Array<out Any>, mirrored: Boolean): Array<Any> {
    val fromRight = fromRight(frame.replace(placeholder, "")) ?: parts.firstNotNullOfOrNull { (it as? String)?.let(::fromRight) } ?: mirrored
    return Array(parts.size) { at -> parts[at].let { if (it is String) isolated(it, fromRight) else it } }
}

/**
 * Between the marks that Unicode has for it (UAX 9, RLI or LRI, and PDI), where its direction is not the sentence's. Not around every
 * part: with marks around both, "8 days kept, 0 days of use" was drawn in the wrong order on an Arabic screen.
 *
 * The mark within (RLM or LRM) is for Android: where only a few letters lie between two stretches of the other direction, it leaves
 * the first piece of the second in the wrong place. "100 days on 11/03/2026" in Arabic digits was drawn with its 11 before the year.
 */
internal fun isolated(part: String, fromRight: Boolean): String =
    when (fromRight(part) ?: false) {
        fromRight -> part
        true -> "\u2067\u200f$part\u2069"
        false -> "\u2066\u200e$part\u2069"
    }

/** The direction of the first letter that has one, outside of parts that keep their own. */
private fun fromRight(text: String): Boolean? {
    var within = 0
    return text.firstNotNullOfOrNull {
        if (it in '\u2066'..'\u2068') within++
        if (it == '\u2069') within--
        when (Character.getDirectionality(it).takeIf { within == 0 }) {
            Character.DIRECTIONALITY_LEFT_TO_RIGHT -> false
            Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true
            else -> null
        }
    }
}

private val placeholder = Regex("%\\d+\\$[sd]")
