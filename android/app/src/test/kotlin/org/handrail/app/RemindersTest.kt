package org.handrail.app

import android.app.AlarmManager
import android.app.NotificationManager
import org.handrail.core.FavouriteDetails
import org.robolectric.Shadows.shadowOf
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull

/** A reminder that is set rings once, at its time, and stands again for the week after. */
class RemindersTest : AppTest() {
    private val alarms get() = shadowOf(app.getSystemService(AlarmManager::class.java))
    private val notices get() = app.getSystemService(NotificationManager::class.java)!!

    @Test
    fun aFavouriteIsRemindedOfAndAgainTheWeekAfter() {
        start()
        bring("intergroup", feed(entry("candle", "Candlelight")))
        assertNull(alarms.peekNextScheduledAlarm())
        favour(found("Candlelight"), FavouriteDetails(reminderMinutes = 30u))
        // Monday, 19:00 in San José, in summer time.
        rings("2026-03-10T01:30:00Z")

        ring()
        val notice = notices.activeNotifications.single().notification
        assertEquals("Candlelight", notice.extras.getString("android.title"))
        assertEquals("A reminder", notice.publicVersion.extras.getString("android.title"))
        rings("2026-03-10T03:01:00Z")

        notices.cancelAll()
        ring()
        assertEquals(0, notices.activeNotifications.size, "it rang again")
        rings("2026-03-17T01:30:00Z")

        scenario!!.onActivity { it.meeting.unfavour() }
        until { alarms.peekNextScheduledAlarm() == null }
    }

    private fun rings(at: String) = until { alarms.peekNextScheduledAlarm()?.let { Instant.ofEpochMilli(it.triggerAtMs) } == Instant.parse(at) }

    /** The time of the alarm comes. */
    private fun ring() {
        val alarm = alarms.peekNextScheduledAlarm()!!
        now = Instant.ofEpochMilli(alarm.triggerAtMs)
        alarm.operation!!.send()
        rule.waitForIdle()
        shadowOf(app.mainLooper).idle()
    }
}
