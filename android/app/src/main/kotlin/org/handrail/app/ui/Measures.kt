package org.handrail.app.ui

import android.icu.text.MeasureFormat
import android.icu.util.LocaleData
import android.icu.util.LocaleData.MeasurementSystem
import android.icu.util.Measure
import android.icu.util.MeasureUnit
import android.icu.util.ULocale
import android.os.Build
import androidx.compose.runtime.Composable
import org.handrail.app.R
import java.util.Locale

// Lengths in the units of the person's country.

const val KM_PER_MILE = 1.609344

fun usesMiles(locale: Locale): Boolean =
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
        LocaleData.getMeasurementSystem(ULocale.forLocale(locale)) != MeasurementSystem.SI
    } else {
        locale.country in setOf("US", "GB", "LR", "MM")
    }

/** "1.2 mi away", "350 m away". */
@Composable
fun distance(metres: Double): String = sentence(R.string.distance_away, length(metres))

@Composable
fun length(metres: Double): String {
    val locale = locale()
    val (amount, unit) =
        when {
            usesMiles(locale) -> metres / 1000 / KM_PER_MILE to MeasureUnit.MILE
            metres < 950 -> Math.round(metres / 10) * 10.0 to MeasureUnit.METER
            else -> metres / 1000 to MeasureUnit.KILOMETER
        }
    val rounded = if (amount < 10) Math.round(amount * 10) / 10.0 else Math.round(amount).toDouble()
    return measure(locale, rounded, unit)
}

/** "25 min". */
@Composable
fun minutes(minutes: Int): String = measure(locale(), minutes.toDouble(), MeasureUnit.MINUTE)

private fun measure(locale: Locale, amount: Double, unit: MeasureUnit): String =
    MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.SHORT).formatMeasures(Measure(amount, unit))

/** The distances that the filters offer, in kilometres: round numbers in the person's units. */
fun distances(locale: Locale): List<Double> {
    val round = listOf(2.0, 5.0, 10.0, 25.0, 50.0)
    return if (usesMiles(locale)) round.map { it * KM_PER_MILE } else round
}
