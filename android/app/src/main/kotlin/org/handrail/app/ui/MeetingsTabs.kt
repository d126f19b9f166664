package org.handrail.app.ui

import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.PrimaryTabRow
import androidx.compose.material3.Tab
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextOverflow
import org.handrail.app.R

/** The three rooms of the directory: to look, what is mine, where it comes from. The names are those of the screens. */
enum class Room(val screen: String, val words: Int) {
    FIND("meetings", R.string.room_find),
    MINE("mine", R.string.room_mine),
    SOURCES("sources", R.string.room_sources),
}

@Composable
fun Rooms(here: Room, go: (Room) -> Unit) =
    PrimaryTabRow(here.ordinal, containerColor = MaterialTheme.colorScheme.background) {
        for (room in Room.entries) {
            Tab(room == here, { go(room) }, Modifier.heightIn(min = Tokens.target), unselectedContentColor = MaterialTheme.colorScheme.onSurfaceVariant) {
                Text(stringResource(room.words), maxLines = 1, overflow = TextOverflow.Ellipsis)
            }
        }
    }
