package org.handrail.app

import android.content.Intent
import android.net.Uri
import android.provider.OpenableColumns
import androidx.core.content.FileProvider
import org.junit.After
import org.robolectric.Shadows.shadowOf
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Calendars go to another app, and it reads them. */
abstract class SendingTest : AppTest() {
    /** It remembers the folders of the app that asked first; here each test is an app of its own. */
    @After
    fun forgetFolders() {
        val kept = FileProvider::class.java.getDeclaredField("sCache").apply { isAccessible = true }.get(null) as MutableMap<*, *>
        kept.clear()
    }

    /** What the other app is given. */
    protected fun sentAddress(): Uri {
        until { !it.calendar.state.value.making && it.calendar.state.value.ready == null }
        rule.waitForIdle()
        val chooser = shadowOf(app).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        val send = chooser.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!
        assertEquals(Intent.ACTION_SEND to "text/calendar", send.action to send.type)
        assertTrue(send.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
        val uri = send.getParcelableExtra(Intent.EXTRA_STREAM, Uri::class.java)!!
        assertEquals("${app.packageName}.shared" to "calendar.ics", uri.authority to uri.lastPathSegment)
        return uri
    }

    /** The provider tells the file's size; the platform's own descriptors, by which it would be read, do not work here. */
    protected fun read(uri: Uri): String {
        val size = app.contentResolver.query(uri, arrayOf(OpenableColumns.SIZE), null, null, null)!!.use { if (it.moveToFirst()) it.getLong(0) else null }
        val file = app.passing.calendars.resolve(uri.pathSegments.drop(1).joinToString("/"))
        assertEquals(file.length(), size, "the provider gives another file")
        return file.readText()
    }

    protected fun sent(): String = read(sentAddress())
}
