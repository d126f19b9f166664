package org.handrail.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.handrail.app.R
import org.handrail.core.ShelfRow

/** A place on the shelf: a plain disc in the colour that groups give, full once it was reached, and when that was. */
@Composable
fun ShelfPanel(row: ShelfRow) =
    Panel {
        Row(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}, Arrangement.spacedBy(Tokens.Space.m), Alignment.CenterVertically) {
            Token(row.colour, row.earnedOn.isNotEmpty())
            Column(Modifier.padding(vertical = Tokens.Space.xs)) {
                Text(row.milestone.words(), style = MaterialTheme.typography.titleMedium)
                for (day in row.earnedOn) Text(sentence(R.string.shelf_earned, day.words()))
                val date = row.date
                when {
                    row.onRequest -> Quiet(stringResource(R.string.shelf_on_request))
                    row.earnedOn.isEmpty() && date != null && row.daysToGo > 0u ->
                        Quiet(facts(date.words(), counted(R.plurals.days_to_go, row.daysToGo.toInt())))
                }
                if (row.optional) Quiet(stringResource(R.string.shelf_optional))
            }
        }
    }

@Composable
private fun Token(colour: String?, reached: Boolean) {
    val rim = MaterialTheme.colorScheme.outline
    val fill = colours[colour] ?: MaterialTheme.colorScheme.primaryContainer
    Canvas(Modifier.size(36.dp)) {
        val radius = size.minDimension / 2 - 2.dp.toPx()
        if (reached) drawCircle(fill, radius) else if (colour in colours) drawCircle(fill, radius - 4.dp.toPx(), style = Stroke(3.dp.toPx()))
        // Around every colour: some of them are those of the card.
        drawCircle(rim, radius, style = Stroke(1.5.dp.toPx()))
    }
}

/** Plain colours for the keys of the catalogue; groups differ, and none of these is anybody's mark. */
private val colours =
    mapOf(
        "white" to Color(0xFFF4F4F2),
        "speckled_white" to Color(0xFFE6E6E2),
        "silver" to Color(0xFFC0C4C8),
        "grey" to Color(0xFF8C9094),
        "black" to Color(0xFF2A2A2C),
        "red" to Color(0xFFC23B36),
        "ruby" to Color(0xFF9B1B3A),
        "pink" to Color(0xFFE39BB0),
        "hot_pink" to Color(0xFFE0559A),
        "orange" to Color(0xFFE0842E),
        "burnt_orange" to Color(0xFFB85A1E),
        "yellow" to Color(0xFFE8C93A),
        "gold" to Color(0xFFD1A62B),
        "dark_gold" to Color(0xFFA67C1C),
        "bronze" to Color(0xFFA9713C),
        "copper" to Color(0xFFB87048),
        "green" to Color(0xFF3F8F57),
        "hunter_green" to Color(0xFF2F5D46),
        "glow" to Color(0xFFBFE8B0),
        "blue" to Color(0xFF3E78B8),
        "dark_blue" to Color(0xFF274A7C),
        "purple" to Color(0xFF7A559C),
    )
