package org.handrail.app

import android.app.AlarmManager
import androidx.lifecycle.Lifecycle
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.handrail.app.data.CopiedToCache
import org.handrail.app.data.PassingFiles
import org.handrail.core.CalendarSelection
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.io.InputStream
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes

/** Files that only pass through the app: whatever a person does with them, and however it ends, none stays. */
class PassingTest : SendingTest() {
    private val passing get() = app.passing
    private val sentFiles get() = passing.calendars.list().orEmpty().toSet()

    private fun File.aged(age: Duration): File = apply { assertTrue(setLastModified(System.currentTimeMillis() - age.inWholeMilliseconds)) }

    /** A calendar in its folder, or any other file. */
    private fun File.left(name: String, age: Duration) {
        val place = resolve(name)
        place.mkdirs()
        place.resolve("calendar.ics").writeText("BEGIN:VCALENDAR")
        place.aged(age)
    }

    private fun ageWhatWasSent(age: Duration) = passing.calendars.listFiles()!!.forEach { it.aged(age) }

    private fun sendOne() {
        start()
        bring("harbour", feed(entry("candle", "Candlelight")))
        tap("All meetings")
        tapFirst("Candlelight")
        until { it.meeting.state.value.detail != null }
        reach("Send it to a calendar")
        tap("Send it to a calendar")
    }

    @Test
    fun whatAnEndOfTheAppLeftBehindGoesWhenItsProcessBeginsAgain() {
        passing.answers.left("just now", Duration.ZERO)
        for (folder in listOf(passing.calendars, passing.picked)) {
            folder.left("old", PassingFiles.KEPT)
            folder.left("from a clock set back", -1.hours)
            folder.left("new", PassingFiles.KEPT - 1.minutes)
        }
        app.onCreate()
        assertFalse(passing.answers.exists())
        // The other app may have begun the process, to read it; and a form may come back with its file.
        assertEquals(listOf("new"), passing.calendars.list()!!.toList())
        assertEquals(listOf("new"), passing.picked.list()!!.toList())
    }

    @Test
    fun whatWasSentIsThereForTheOtherAppAndGoneWhenThePersonComesBackLater() {
        sendOne()
        val given = sentAddress()
        scenario!!.moveToState(Lifecycle.State.CREATED)
        scenario!!.moveToState(Lifecycle.State.RESUMED)
        app.onCreate()
        assertTrue("BEGIN:VEVENT" in read(given), "the other app reads at its own time")

        scenario!!.moveToState(Lifecycle.State.CREATED)
        ageWhatWasSent(PassingFiles.KEPT)
        scenario!!.moveToState(Lifecycle.State.RESUMED)
        assertEquals(emptySet(), sentFiles)
        assertFailsWith<FileNotFoundException> { read(given) }
    }

    @Test
    fun whatWasSentGoesAlsoWhereNobodyOpensTheAppAgain() {
        val alarms = shadowOf(app.getSystemService(AlarmManager::class.java))
        val before = System.currentTimeMillis()
        sendOne()
        sentAddress()
        scenario!!.moveToState(Lifecycle.State.CREATED)
        val alarm = assertNotNull(alarms.peekNextScheduledAlarm())
        assertEquals(AlarmManager.RTC, alarm.type, "it wakes the phone")
        assertTrue(alarm.triggerAtMs >= before + PassingFiles.KEPT.inWholeMilliseconds)
        assertEquals(1, sentFiles.size)
        ageWhatWasSent(PassingFiles.KEPT)
        alarm.operation!!.send()
        shadowOf(app.mainLooper).idle()
        assertEquals(emptySet(), sentFiles)
    }

    @Test
    fun theNextOneIsNoneOfTheAppThatReadsTheOneBefore() {
        sendOne()
        val given = sentAddress()
        val before = read(given)
        tap("With names and notes")
        tap("Send it to a calendar")
        assertTrue("Candlelight" in sent())
        assertEquals(before, read(given))
    }

    @Test
    fun whoLeavesTheScreenMeanwhileSendsNothing() {
        sendOne()
        sentAddress()
        val before = sentFiles
        val one = state { CalendarSelection.Meeting(it.meeting.state.value.detail!!.row.id) }
        scenario!!.onActivity {
            it.calendar.make(one, named = false)
            it.calendar.forget()
            it.calendar.make(one, named = true)
        }
        assertTrue("Candlelight" in sent(), "the one that was left behind")
        assertEquals(1, (sentFiles - before).size)
        assertNull(shadowOf(app).nextStartedActivity)
    }

    @Test
    fun aCalendarThatCannotBeWrittenIsSaid() {
        passing.calendars.parentFile!!.mkdirs()
        passing.calendars.writeText("in the way")
        sendOne()
        until { it.calendar.state.value.unwritten }
        assertNull(state { it.calendar.state.value.ready })
        assertNull(shadowOf(app).nextStartedActivity)
    }

    private val files by lazy { CopiedToCache(app.contentResolver, passing.picked) }

    private fun offer(stream: () -> InputStream) = app.offer("list.json", "").also { shadowOf(app.contentResolver).registerInputStreamSupplier(it, stream) }

    /** The beginning of a list, and then what a test wants. */
    private class Broken(val then: () -> Unit) : InputStream() {
        private var left = 100_000

        override fun read(): Int {
            if (left-- <= 0) then()
            return ' '.code
        }
    }

    @Test
    fun aFileThatBreaksOffLeavesNoCopy() {
        val broken = offer { Broken { throw IOException("gone") } }
        assertNull(runBlocking { files.copy(broken) })
        assertFalse(app.holdsACopy)
        runBlocking { assertNotNull(files.copy(app.offer("list.json", "[]"))) }
        assertTrue(app.holdsACopy, "it would not be seen")
    }

    private fun cancelled(stream: (Job) -> InputStream) =
        runBlocking {
            var job: Job? = null
            val uri = offer { stream(job!!) }
            job = launch(Dispatchers.Default, CoroutineStart.LAZY) { files.copy(uri) }
            job.join()
            assertTrue(job.isCancelled)
            assertFalse(app.holdsACopy)
        }

    @Test
    fun whoNoLongerWantsTheFileLeavesNoCopyInTheMiddleOrAtTheEnd() {
        cancelled { job -> Broken { job.cancel() } }
        cancelled { job ->
            object : ByteArrayInputStream("[]".toByteArray()) {
                override fun close() = job.cancel()
            }
        }
    }
}
