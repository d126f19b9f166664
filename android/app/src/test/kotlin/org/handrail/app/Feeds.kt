package org.handrail.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.util.Locale
import kotlin.test.assertEquals

// Lists as websites offer them, and the way in for them.

/** A meeting of a made-up intergroup in the Meeting Guide format. */
fun entry(slug: String, name: String, time: String = "19:00", day: Int = 1, fellowship: String = "aa", more: String = "", at: Pair<Double, Double> = 37.3402 to -121.8811): String =
    """{"slug":"$slug","name":"$name","fellowship":"$fellowship","day":$day,"time":"$time","end_time":"${endOf(time)}","timezone":"America/Los_Angeles",""" +
        """"location":"Harbour House","formatted_address":"12 Pier Street, San José, CA 95112, USA","regions":["Santa Clara County","San José"],""" +
        """"latitude":${at.first},"longitude":${at.second},"types":["O","BE"],"notes":"Ring the bell on the left."$more}"""

private fun endOf(time: String) = "%02d%s".format(Locale.ROOT, time.take(2).toInt() + 1, time.drop(2))

fun feed(vararg entries: String) = entries.joinToString(",\n", "[", "]")

/** What another app gives when it is asked for the file of this name. */
fun HandrailApplication.offer(name: String, content: String): Uri {
    val uri = Uri.parse("content://files.example.org/$name")
    shadowOf(contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(content.toByteArray()) }
    return uri
}

/** The person chooses this file in the platform's own screen. */
fun Activity.choose(uri: Uri) {
    val asked = shadowOf(this).nextStartedActivityForResult.intent
    assertEquals(Intent.ACTION_OPEN_DOCUMENT, asked.action)
    shadowOf(this).receiveResult(asked, Activity.RESULT_OK, Intent().setData(uri))
}

/** Whether a copy of a picked file is here. */
val HandrailApplication.holdsACopy get() = passing.picked.list().orEmpty().isNotEmpty()
