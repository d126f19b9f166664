package org.handrail.app

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.handrail.app.data.PassingFiles
import kotlin.time.Duration.Companion.minutes

/** Removes what was sent once it has had its time, also where the app is not opened again for months. It wakes no phone that sleeps. */
class SweepReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) = (context.applicationContext as HandrailApplication).passing.sweepSent()

    companion object {
        fun plan(context: Context) {
            val intent = Intent(context, SweepReceiver::class.java)
            val sweep = PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
            val at = System.currentTimeMillis() + (PassingFiles.KEPT + 1.minutes).inWholeMilliseconds
            context.getSystemService(AlarmManager::class.java)?.set(AlarmManager.RTC, at, sweep)
        }
    }
}
