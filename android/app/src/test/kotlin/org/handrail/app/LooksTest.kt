package org.handrail.app

import android.graphics.Bitmap
import android.graphics.Canvas
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import org.robolectric.annotation.Config
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** A walk through some screens, in each of the looks that a phone may have. Every screen is drawn to a picture in `target/shots`. */
abstract class LooksTest : AppTest() {
    @Test fun inTheLight() = walk("light")

    @Test @Config(qualifiers = "w411dp-h891dp-night-xhdpi")
    fun inTheDark() = walk("dark")

    @Test @Config(qualifiers = PHONE, fontScale = 2f)
    fun inLargestText() = walk("large")

    @Test @Config(qualifiers = "ar-ldrtl-$PHONE")
    fun fromRightToLeft() = walk("rtl")

    protected abstract fun walk(look: String)

    /** Whatever can be touched has words for a screen reader, and is 48 dp or more both ways. */
    protected fun touchable(screen: String) {
        rule.waitForIdle()
        val clickable = SemanticsMatcher.keyIsDefined(SemanticsActions.OnClick)
        // A list prepares a row below the edge before it is shown: that one has no place yet.
        val nodes = rule.onAllNodes(clickable).fetchSemanticsNodes().filter { !it.boundsInRoot.isEmpty }
        assertTrue(nodes.isNotEmpty(), screen)
        for (node in nodes) {
            val words =
                node.config.getOrElseNullable(SemanticsProperties.Text) { null }.orEmpty().joinToString() +
                    node.config.getOrElseNullable(SemanticsProperties.ContentDescription) { null }.orEmpty().joinToString() +
                    node.config.getOrElseNullable(SemanticsProperties.EditableText) { null }?.text.orEmpty()
            assertTrue(words.isNotBlank(), "$screen: something to touch without words: ${node.config}")
            val least = 48 * node.layoutInfo.density.density - 1
            val bounds = node.touchBoundsInRoot
            // What a scrolled list, or the map, cuts off at its edge is smaller on the screen than it is.
            val cut = node.boundsInRoot.height < node.size.height - 1 || node.boundsInRoot.width < node.size.width - 1
            assertTrue(cut || (bounds.height >= least && bounds.width >= least), "$screen: $words is ${bounds.width} x ${bounds.height}")
        }
    }

    protected fun shot(screen: String, look: String) {
        rule.waitForIdle()
        scenario!!.onActivity { activity ->
            val view = activity.window.decorView
            val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
            view.draw(Canvas(bitmap))
            val file = File("target/shots/$screen-$look.png")
            file.parentFile!!.mkdirs()
            file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
            assertEquals(view.width, bitmap.width)
        }
    }
}
