package org.handrail.app.ui

import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.PickedList
import org.handrail.app.data.SourcesModel
import org.handrail.app.data.SourcesState
import org.handrail.core.ColumnGuess
import org.handrail.core.Field
import org.handrail.core.HandrailException

/** A file that was picked: what it is, what its columns hold, and only then the way in. */
fun LazyListScope.pickedList(list: PickedList, state: SourcesState, model: SourcesModel) {
    item(key = "picked") { About(list, state, model) }
    if (list.columns.isNotEmpty()) item(key = "columns") { Columns(list, model) }
    item(key = "take") {
        Panel {
            Wide(stringResource(if (list.columns.isEmpty()) R.string.picked_import else R.string.picked_import_so)) { model.import() }
            Wide(stringResource(R.string.cancel), quiet = true) { model.discard() }
        }
    }
}

@Composable
private fun About(list: PickedList, state: SourcesState, model: SourcesModel) =
    Panel {
        Heading(stringResource(R.string.picked))
        val field = (state.problem as? HandrailException.Invalid)?.field
        val wrong = field?.let { stringResource(it.wrong()) }
        Line(stringResource(R.string.picked_name), list.name, wrong.takeIf { field == Field.SOURCE }, stringResource(R.string.picked_name_hint)) { name -> model.say { it.copy(name = name) } }
        FellowshipField(R.string.picked_fellowship_none, list.fellowship) { id -> model.say { it.copy(fellowship = id) } }
        ZoneField(list.zone) { zone -> model.say { it.copy(zone = zone) } }
        Quiet(stringResource(R.string.zone_hint))
    }

/** Read as guessed, unless the person says otherwise. What is not read is shown when asked for, as most tables have much of it. */
@Composable
private fun Columns(list: PickedList, model: SourcesModel) =
    Panel {
        val named = list.columns.filter { it.column.isNotBlank() }
        val nothing = named.none { it.field != null }
        var all by rememberSaveable { mutableStateOf(nothing) }
        Heading(stringResource(R.string.columns))
        Quiet(stringResource(if (nothing) R.string.columns_none else R.string.columns_hint))
        val shown = if (all) named else named.filter { it.field != null || it.column in list.chosen }
        for (column in shown) Column(column, list.field(column)) { field -> model.say { it.choose(column, field) } }
        if (shown.size < named.size) {
            TextButton({ all = true }, Modifier.heightIn(min = Tokens.target)) { Text(sentence(R.string.columns_unread, number(named.size - shown.size))) }
        }
    }

@Composable
private fun Column(column: ColumnGuess, field: String?, onField: (String?) -> Unit) {
    if (column.contact) return Quiet(sentence(R.string.columns_contact, column.column))
    val known = FIELDS.map { (field, words) -> field to stringResource(words) }
    val others = listOfNotNull(field, column.field).distinct().filter { name -> FIELDS.none { it.first == name } }.map { it to it }
    val options = listOf<Pair<String?, String>>(null to stringResource(R.string.column_unread)) + known + others
    PickOne(sentence(R.string.column_holds, column.column), options, field, onField)
    if (column.examples.isNotEmpty()) Quiet(sentence(R.string.column_examples, joined(column.examples.map { it.take(EXAMPLE) })))
}

/** What a column may hold, by the specification's names, in the order in which people think of it. */
private val FIELDS =
    listOf(
        "name" to R.string.column_name,
        "day" to R.string.column_day,
        "time" to R.string.column_time,
        "end_time" to R.string.column_end,
        "duration" to R.string.column_duration,
        "timezone" to R.string.column_zone,
        "location" to R.string.column_place,
        "formatted_address" to R.string.column_full_address,
        "address" to R.string.column_street,
        "city" to R.string.column_city,
        "state" to R.string.column_state,
        "postal_code" to R.string.column_postal_code,
        "country" to R.string.column_country,
        "region" to R.string.column_region,
        "sub_region" to R.string.column_sub_region,
        "latitude" to R.string.column_latitude,
        "longitude" to R.string.column_longitude,
        "coordinates" to R.string.column_coordinates,
        "types" to R.string.column_types,
        "group" to R.string.column_group,
        "notes" to R.string.column_notes,
        "location_notes" to R.string.column_place_notes,
        "conference_url" to R.string.column_link,
        "conference_url_notes" to R.string.column_link_notes,
        "conference_phone" to R.string.column_phone,
        "conference_phone_notes" to R.string.column_phone_notes,
        "url" to R.string.column_url,
        "fellowship" to R.string.column_fellowship,
        "updated" to R.string.column_updated,
        "slug" to R.string.column_key,
    )

private const val EXAMPLE = 30
