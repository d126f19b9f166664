package org.handrail.app

import android.Manifest
import android.app.Application
import android.content.Context
import android.content.pm.PackageManager
import android.location.LocationManager
import android.telephony.TelephonyManager
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.handrail.app.data.AndroidKeyVault
import org.handrail.app.data.CopiedToCache
import org.handrail.app.data.HttpWeb
import org.handrail.app.data.PassingFiles
import org.handrail.app.data.Session
import org.handrail.app.data.Whereabouts
import org.handrail.core.GeoPoint
import java.io.File
import java.util.Locale

class HandrailApplication : Application() {
    /** Replaced in tests before the first screen asks for it. */
    var session: Session? = null

    /** For what goes on when no screen is open. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    val passing by lazy { PassingFiles(cacheDir) }

    override fun onCreate() {
        super.onCreate()
        passing.processBegins()
    }

    fun session(): Session =
        session ?: Session(
            folder = File(filesDir, "handrail"),
            keys = AndroidKeyVault(this),
            whereabouts = LastKnownPlace(this),
            country = ::country,
            files = CopiedToCache(contentResolver, passing.picked),
            web = HttpWeb(passing.answers),
            outbox = passing.calendars,
        ).also { session = it }

    /** Where the phone is served, then where its card is from, then what its language says. */
    private fun country(): String {
        val phone = getSystemService(TelephonyManager::class.java)
        return listOf(phone?.networkCountryIso, phone?.simCountryIso, Locale.getDefault().country).firstOrNull { !it.isNullOrEmpty() }.orEmpty()
    }
}

/** The last place that the phone knows anyway: asking for a new one would cost power and time. */
private class LastKnownPlace(private val context: Context) : Whereabouts {
    override fun here(): GeoPoint? {
        if (context.checkSelfPermission(Manifest.permission.ACCESS_COARSE_LOCATION) != PackageManager.PERMISSION_GRANTED) return null
        val manager = context.getSystemService(LocationManager::class.java) ?: return null
        val known = manager.getProviders(true).mapNotNull { manager.getLastKnownLocation(it) }
        return known.maxByOrNull { it.time }?.let { GeoPoint(it.latitude, it.longitude) }
    }
}
