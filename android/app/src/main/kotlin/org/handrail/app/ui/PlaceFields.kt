package org.handrail.app.ui

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import java.time.ZoneId
import java.util.Locale

// What may be said of a list or a meeting, and may be left unsaid: each has an entry that takes it back.

@Composable
fun FellowshipField(@StringRes unsaid: Int, chosen: String?, onChoice: (String?) -> Unit) {
    val none = listOf<Pair<String?, String>>(null to stringResource(unsaid))
    PickOne(stringResource(R.string.fellowship), none + LocalNames.current.fellowships.map { it.id to it.name }, chosen, onChoice)
}

/** The zone of this phone first, then all others by their names. */
@Composable
fun ZoneField(chosen: String?, onChoice: (String?) -> Unit) {
    val none = listOf<Pair<String?, String>>(null to stringResource(R.string.zone_unsaid))
    val zones = remember { (listOf(ZoneId.systemDefault().id) + ZoneId.getAvailableZoneIds().filter { '/' in it && !it.startsWith("Etc/") && !it.startsWith("SystemV/") }.sorted()).distinct() }
    val offered = if (chosen == null || chosen in zones) zones else zones + chosen
    PickOne(stringResource(R.string.zone), none + offered.map { it to it.replace('_', ' ') }, chosen, onChoice)
}

@Composable
fun CountryField(chosen: String?, onChoice: (String?) -> Unit) {
    val locale = locale()
    val none = listOf<Pair<String?, String>>(null to stringResource(R.string.country_unsaid))
    val countries = remember(locale) { Locale.getISOCountries().map { it to Locale("", it).getDisplayCountry(locale) }.sortedBy { it.second } }
    PickOne(stringResource(R.string.country), none + countries, chosen, onChoice)
}
