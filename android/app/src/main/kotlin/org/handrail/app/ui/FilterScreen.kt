package org.handrail.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.handrail.app.R
import org.handrail.app.data.Band
import org.handrail.app.data.MeetingFilter
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MeetingsState
import org.handrail.app.data.Span
import org.handrail.core.MeetingOrder

/**
 * All that a person can ask, with what each choice would bring. A screen of its own and no sheet over the list: a sheet would
 * cover the way to help, and with large letters it is a screen anyway.
 */
@Composable
fun FilterScreen(state: MeetingsState, model: MeetingsModel, help: () -> Unit, back: () -> Unit) =
    Frame(stringResource(R.string.filters), help, back, bottom = { Bottom(state, model, back) }) { inner ->
        Form(inner) {
            val filter = state.filter
            Panel { When(filter, model::filter) }
            Panel { WhereFilter(state, model::filter) }
            WhatFilter(state, model::filter)
            Panel { Order(filter, model::filter) }
        }
    }

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Bottom(state: MeetingsState, model: MeetingsModel, back: () -> Unit) =
    Surface(color = MaterialTheme.colorScheme.background) {
        FlowRow(
            Modifier.fillMaxWidth().navigationBarsPadding().padding(Tokens.Space.m),
            Arrangement.spacedBy(Tokens.Space.s),
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            Plain(stringResource(R.string.clear_all), enabled = state.filter != state.filter.cleared()) { model.filter { it.cleared() } }
            Row(Modifier.weight(1f).semantics { liveRegion = LiveRegionMode.Polite }) {
                Wide(counted(R.plurals.show_meetings, state.total), onClick = back)
            }
        }
    }

@Composable
private fun When(filter: MeetingFilter, change: ((MeetingFilter) -> MeetingFilter) -> Unit) {
    Heading(stringResource(R.string.filter_when))
    val spans =
        listOf(
            Span.WEEK to stringResource(R.string.span_week),
            Span.NOW to stringResource(R.string.span_now),
            Span.THREE_HOURS to stringResource(R.string.meetings_soon),
            Span.TODAY to stringResource(R.string.span_today),
        )
    OneOf(null, spans, filter.span) { span -> change { it.copy(span = span) } }
    if (filter.span == Span.WEEK) {
        val days = weekdaysInOrder().map { it to weekday(it).words(java.time.format.TextStyle.SHORT_STANDALONE) }
        SomeOf(stringResource(R.string.filter_days), days.map { (day, words) -> Option(day, words, spoken = weekday(day).words()) }, filter.weekdays) { chosen -> change { it.copy(weekdays = chosen) } }
    }
    val bands = listOf<Pair<Band?, String>>(null to stringResource(R.string.band_any)) + Band.entries.map { it to it.words() }
    OneOf(stringResource(R.string.filter_band), bands, filter.band) { band -> change { it.copy(band = band) } }
}

@Composable
private fun Order(filter: MeetingFilter, change: ((MeetingFilter) -> MeetingFilter) -> Unit) {
    Heading(stringResource(R.string.filter_order))
    OneOf(null, MeetingOrder.entries.map { it to it.words() }, filter.order) { order -> change { it.copy(order = order) } }
    OnOff(stringResource(R.string.favourites_first), filter.favouritesFirst) { on -> change { it.copy(favouritesFirst = on) } }
}

/** A choice with the number of meetings that it would leave. */
data class Option<T>(val key: T, val words: String, val count: Int? = null, val spoken: String = words)

/** Any of several, all in sight. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun <T> SomeOf(label: String?, options: List<Option<T>>, chosen: Set<T>, onChoice: (Set<T>) -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
        if (label != null) Quiet(label)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Tokens.Space.s), verticalArrangement = Arrangement.spacedBy(Tokens.Space.xs)) {
            for (option in options) {
                val count = option.count
                val words = if (count == null) option.words else sentence(R.string.choice_count, option.words, number(count))
                val spoken = if (count == null) option.spoken else sentence(R.string.choice_spoken, option.spoken, counted(R.plurals.meetings_found, count))
                Choice(words, option.key in chosen, spoken) { onChoice(if (option.key in chosen) chosen - option.key else chosen + option.key) }
            }
        }
    }

@Composable
fun OnOff(words: String, on: Boolean, onChange: (Boolean) -> Unit) =
    Row(
        Modifier.fillMaxWidth().heightIn(min = Tokens.target).toggleable(on, role = Role.Switch, onValueChange = onChange),
        Arrangement.spacedBy(Tokens.Space.m),
        Alignment.CenterVertically,
    ) {
        Text(words, Modifier.weight(1f))
        Switch(on, onCheckedChange = null)
    }
