package org.handrail.app.ui

import android.Manifest
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.MeetingFilter
import org.handrail.app.data.MeetingsState
import org.handrail.app.data.Travel
import org.handrail.app.data.Where
import org.handrail.core.AttributeCount
import org.handrail.core.FacetCount
import org.handrail.core.MeetingAttribute
import org.handrail.core.Narrowing
import org.handrail.core.VenueKind

private typealias Change = ((MeetingFilter) -> MeetingFilter) -> Unit

@Composable
fun WhereFilter(state: MeetingsState, change: Change) {
    val filter = state.filter
    val askPlace = rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { change { it.copy() } }
    Heading(stringResource(R.string.filter_where))
    val places =
        listOfNotNull(
            Where.NEAR to stringResource(R.string.meetings_here),
            (Where.REGION to stringResource(R.string.where_region)).takeIf { state.regions.isNotEmpty() || filter.region.isNotEmpty() },
            Where.ANYWHERE to stringResource(R.string.where_anywhere),
        )
    OneOf(null, places, filter.where) { where ->
        if (where == Where.NEAR) askPlace.launch(Manifest.permission.ACCESS_COARSE_LOCATION)
        change { it.copy(where = where) }
    }
    if (filter.where == Where.NEAR) Near(state, change)
    if (filter.where == Where.REGION) Regions(state, change)
    if (filter.where != Where.ANYWHERE) {
        val more = state.facets?.leftOut.orEmpty().find { it.by == Narrowing.ONLINE }?.more?.toInt()
        val words = stringResource(R.string.meetings_online)
        OnOff(if (more == null) words else sentence(R.string.choice_more, words, number(more)), filter.online) { on -> change { it.copy(online = on) } }
    }
}

@Composable
private fun Near(state: MeetingsState, change: Change) {
    if (state.placeUnknown) return Quiet(stringResource(R.string.place_unknown))
    val filter = state.filter
    val steps = distances(locale())
    // A distance that "twice as far" led to is offered too, so that the choice is in sight.
    val offered = (steps + listOfNotNull(filter.withinKm)).distinct().sorted()
    val options = listOf<Pair<Double?, String>>(null to stringResource(R.string.distance_enough)) + offered.map { it to length(it * 1000) }
    OneOf(stringResource(R.string.filter_distance), options, filter.withinKm) { kilometres -> change { it.copy(withinKm = kilometres) } }
    val ways = listOf<Pair<Travel?, String>>(null to stringResource(R.string.travel_none)) + Travel.entries.map { it to it.words() }
    OneOf(stringResource(R.string.filter_travel), ways, filter.travel) { travel -> change { it.copy(travel = travel) } }
}

/** Down the tree by touching a region, and up again by touching the way that led there. */
@Composable
private fun Regions(state: MeetingsState, change: Change) {
    val path = state.filter.region
    for ((depth, name) in path.withIndex()) {
        Plain(sentence(R.string.region_up, name)) { change { it.copy(region = path.take(depth)) } }
    }
    if (state.regions.isEmpty()) return
    val options = state.regions.map { Option(it.name, it.name, it.meetings.toInt()) }
    SomeOf(stringResource(R.string.filter_region), options, emptySet()) { chosen -> change { it.copy(region = path + chosen) } }
}

@Composable
fun WhatFilter(state: MeetingsState, change: Change) {
    val (filter, facets) = state.filter to (state.facets ?: return)
    val names = LocalNames.current
    val venues = facets.venues.mapNotNull { count -> venue(count.key)?.let { Option(it, it.words(), count.count.toInt()) } }
    val fellowships = options(facets.fellowships, filter.fellowships) { names.full(it) }
    val attributes = attributes(facets.attributes, filter.attributes)
    // What a code means is its fellowship's: the codes of several at once would say nothing.
    val only = filter.fellowships.singleOrNull() ?: facets.fellowships.singleOrNull()?.key
    val types = if (only == null) emptyList() else options(facets.types, filter.types) { names.type(it, listOf(only)) }
    val languages = options(facets.languages, filter.languages) { language(it) }
    Choices(R.string.filter_how, venues, filter.venues) { chosen -> change { it.copy(venues = chosen) } }
    Choices(R.string.fellowship, fellowships, filter.fellowships) { chosen -> change { it.copy(fellowships = chosen) } }
    Choices(R.string.filter_attributes, attributes, filter.attributes) { chosen -> change { it.copy(attributes = chosen) } }
    Choices(R.string.filter_types, types, filter.types) { chosen -> change { it.copy(types = chosen) } }
    Choices(R.string.filter_languages, languages, filter.languages) { chosen -> change { it.copy(languages = chosen) } }
}

/** What is chosen stays in sight, even where nothing has it any more. */
@Composable
private fun options(counts: List<FacetCount>, chosen: Set<String>, words: @Composable (String) -> String): List<Option<String>> {
    val known = counts.filter { it.key.isNotEmpty() }.map { it.key to it.count.toInt() }
    val missing = (chosen - known.map { it.first }.toSet()).map { it to 0 }
    return (known + missing).map { (key, count) -> Option(key, words(key), count) }
}

@Composable
private fun attributes(counts: List<AttributeCount>, chosen: Set<MeetingAttribute>): List<Option<MeetingAttribute>> {
    val known = counts.map { it.attribute to it.count.toInt() }
    val missing = (chosen - known.map { it.first }.toSet()).map { it to 0 }
    return (known + missing).map { (attribute, count) -> Option(attribute, attribute.words(), count) }
}

/** The most frequent ones; all of them at a touch. */
@Composable
private fun <T> Choices(title: Int, options: List<Option<T>>, chosen: Set<T>, onChoice: (Set<T>) -> Unit) {
    if (options.isEmpty()) return
    var all by rememberSaveable { mutableStateOf(false) }
    Panel {
        Heading(stringResource(title))
        val few = options.take(FEW) + options.drop(FEW).filter { it.key in chosen }
        SomeOf(null, if (all) options else few, chosen, onChoice)
        if (!all && options.size > few.size) {
            Plain(sentence(R.string.show_all, number(options.size))) { all = true }
        }
    }
}

private fun venue(key: String): VenueKind? =
    when (key) {
        "in_person" -> VenueKind.IN_PERSON
        "online" -> VenueKind.ONLINE
        "hybrid" -> VenueKind.HYBRID
        else -> null
    }

private const val FEW = 8
