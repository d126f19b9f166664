package org.handrail.app

import android.graphics.Path
import android.graphics.RectF
import android.text.StaticLayout
import android.text.TextDirectionHeuristics
import android.text.TextPaint
import org.handrail.app.ui.isolated
import org.handrail.app.ui.since
import org.handrail.app.ui.statement
import org.handrail.app.ui.words
import org.handrail.core.Journal
import org.handrail.core.Moment
import org.handrail.core.ReturnTerm
import org.handrail.core.StartTerm
import org.handrail.core.TrackerDetails
import org.handrail.core.healthTimeline
import org.handrail.core.newJournalKey
import org.handrail.core.subjects
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.GraphicsMode
import java.io.File
import java.time.Instant
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/**
 * Every key of the core has words, and words of two directions do not mix.
 *
 * Drawn as [AppTest] draws: Robolectric loads the app's classes once for each way of drawing, and the core calls back only into the
 * classes that were loaded last.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class WordsTest {
    @get:Rule val folder = TemporaryFolder()

    private fun said(id: Int) = RuntimeEnvironment.getApplication().getString(id)

    @Test
    fun everyWordOfAFellowshipHasItsOwn() {
        assertEquals(ReturnTerm.entries.size, ReturnTerm.entries.map { said(it.words()) }.filter { it.isNotBlank() }.toSet().size)
        val dates = StartTerm.entries.map { said(it.since()) }
        assertEquals(StartTerm.entries.size, dates.toSet().size)
        assertTrue(dates.all { "%1\$s" in it }, "each says the day: $dates")
    }

    @Test
    fun everyStatementOfTheCoreHasWords() {
        val moment = Moment(Instant.parse("2026-03-10T00:30:00Z"), "UTC")
        val facts =
            Journal.open(File(folder.root, "journal.db").path, newJournalKey()).use { journal ->
                val tracker = journal.addTracker(TrackerDetails("Alcohol", LocalDate.parse("1950-01-01")), moment)
                journal.statistics(tracker.id, moment).facts
            }
        val steps = subjects().mapNotNull { healthTimeline(it.key) }.flatMap { it.steps }
        assertTrue(facts.size > 1 && steps.size > 1)
        val words = (facts.map { it.key } + steps.map { it.key }).map { key -> said(assertNotNull(statement(key), key)) }
        assertEquals(words.size, words.toSet().size)
    }

    @Test
    fun partsOfAnotherDirectionAreIsolated() {
        assertEquals("1 December 2025", isolated("1 December 2025", fromRight = false))
        assertEquals("\u2067\u200fديسمبر\u2069", isolated("ديسمبر", fromRight = false))
        assertEquals("\u2067\u200f01\u200f/12\u200f/2025\u2069", isolated("01\u200f/12\u200f/2025", fromRight = false))
        assertEquals("ديسمبر", isolated("ديسمبر", fromRight = true))
        assertEquals("\u2066\u200eAlcohol\u2069", isolated("Alcohol", fromRight = true))
        val within = "\u2067\u200f٤٫٦ كم\u2069 away"
        assertEquals(within, isolated(within, fromRight = false), "what is within a part does not turn it round")
    }

    /** Each was drawn out of order: the day of the date at the left of its year, the unit behind its number. */
    @Test
    fun aSecondPartFromTheRightStaysWhole() {
        for ((frame, part) in listOf("١٠٠ days on %s" to "١١\u200f/٠٣\u200f/٢٠٢٦", "٩٧ meetings within %s" to "٢٥ كم", "Last ٣٠ days: %s without" to "١٠٠٪\u061c")) {
            val text = frame.format(isolated(part, fromRight = false))
            val layout = StaticLayout.Builder.obtain(text, 0, text.length, TextPaint(), 1000).setTextDirection(TextDirectionHeuristics.FIRSTSTRONG_LTR).build()
            val middles =
                Regex("\\p{Nd}+|[كم]+|[/٪]").findAll(part).map { piece ->
                    val (from, drawn, bounds) = Triple(text.indexOf(part) + piece.range.first, Path(), RectF())
                    layout.getSelectionPath(from, from + piece.value.length, drawn)
                    drawn.computeBounds(bounds, true)
                    bounds.centerX()
                }
            assertEquals(middles.sortedDescending().toList(), middles.toList(), text)
        }
    }
}
