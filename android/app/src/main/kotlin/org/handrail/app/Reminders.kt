package org.handrail.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.text.format.DateFormat
import kotlinx.coroutines.launch
import org.handrail.app.data.Ring
import org.handrail.app.data.Wake
import org.handrail.app.ui.sentence
import org.handrail.core.Favourite
import org.handrail.core.HandrailException
import java.time.Instant
import java.util.Date

/** Reminds of favourites by the platform's alarms. One alarm stands at a time: the next. It is inexact, which needs no permission. */
class Reminders(private val context: Context) {
    private val alarms get() = context.getSystemService(AlarmManager::class.java)
    private val notifications get() = context.getSystemService(NotificationManager::class.java)

    fun plan(favourites: List<Favourite>, now: Instant) {
        val alarms = alarms ?: return
        val wake = Wake.next(favourites, now)
        if (wake == null) alarms.cancel(alarm(Intent())) else alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, wake.at.toEpochMilli(), alarm(wake.toIntent()))
    }

    private fun alarm(told: Intent): PendingIntent {
        val intent = told.setClass(context, ReminderReceiver::class.java)
        return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    /** On a locked phone it says no more than that there is a reminder. */
    fun show(ring: Ring) {
        val notifications = notifications ?: return
        notifications.createNotificationChannel(NotificationChannel(CHANNEL, context.getString(R.string.reminder_channel), NotificationManager.IMPORTANCE_HIGH))
        val open = PendingIntent.getActivity(context, 0, Intent(context, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        val hidden = notification(context.getString(R.string.reminder_hidden)).build()
        val time = DateFormat.getTimeFormat(context).format(Date.from(ring.startsAt))
        val shown = notification(ring.name).setContentText(context.sentence(R.string.reminder_begins, time))
        notifications.notify(ring.meeting, 0, shown.setContentIntent(open).setPublicVersion(hidden).setVisibility(Notification.VISIBILITY_PRIVATE).build())
    }

    private fun notification(title: String) = Notification.Builder(context, CHANNEL).setSmallIcon(R.drawable.ic_launcher).setContentTitle(title).setAutoCancel(true)

    private companion object {
        const val CHANNEL = "meetings"
    }
}

/** Rings, and plans what comes next; after a restart of the phone it only plans. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as HandrailApplication
        val reminders = Reminders(app)
        intent.rings().forEach(reminders::show)
        val waiting = goAsync()
        app.scope.launch {
            try {
                val session = app.session()
                session.open()
                val moment = session.moment()
                reminders.plan(session.directory().favourites(moment), moment.at)
            } catch (_: HandrailException) {
                // The journal does not open. It is said where the person can do something about it: on the screen.
            } finally {
                waiting?.finish()
            }
        }
    }
}

private const val MEETINGS = "meetings"
private const val NAMES = "names"
private const val STARTS = "starts"

private fun Wake.toIntent(): Intent =
    Intent()
        .putExtra(MEETINGS, rings.map { it.meeting }.toTypedArray())
        .putExtra(NAMES, rings.map { it.name }.toTypedArray())
        .putExtra(STARTS, rings.map { it.startsAt.toEpochMilli() }.toLongArray())

private fun Intent.rings(): List<Ring> {
    val (meetings, names, starts) = Triple(getStringArrayExtra(MEETINGS), getStringArrayExtra(NAMES), getLongArrayExtra(STARTS))
    if (meetings == null || names == null || starts == null) return emptyList()
    return meetings.indices.map { Ring(meetings[it], names[it], Instant.ofEpochMilli(starts[it])) }
}
