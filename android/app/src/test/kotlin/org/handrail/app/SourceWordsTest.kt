package org.handrail.app

import org.handrail.app.ui.matters
import org.handrail.app.ui.words
import org.handrail.core.DiagnosticCode
import org.handrail.core.JoinReason
import org.handrail.core.MeetingField
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.GraphicsMode
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What was noticed in a list, and where a meeting is from: every key of the core has words of its own. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SourceWordsTest {
    private fun said(id: Int) = RuntimeEnvironment.getApplication().getString(id)

    private fun <T> everyOneIsSaid(keys: List<T>, words: (T) -> Int): List<String> = keys.map { said(words(it)) }.also { assertEquals(keys.size, it.toSet().size, "$it") }

    @Test
    fun everyThingNoticedIsSaidWithHowOften() {
        val words = everyOneIsSaid(DiagnosticCode.entries) { it.words() }
        assertTrue(words.all { "%1\$s" in it }, "each says how often: $words")
        assertEquals(setOf(true, false), DiagnosticCode.entries.map { it.matters }.toSet())
    }

    @Test
    fun everyFieldAndReasonIsSaid() {
        everyOneIsSaid(MeetingField.entries) { it.words() }
        everyOneIsSaid(JoinReason.entries) { it.words() }
    }
}
