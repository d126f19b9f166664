package org.handrail

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import org.handrail.core.FavouriteDetails
import org.handrail.core.GeoPoint
import org.handrail.core.MeetingQuery
import java.time.DayOfWeek
import java.time.LocalTime
import kotlin.time.Duration.Companion.minutes

// readme:start
suspend fun tuesdayEvening(directory: Directory, journal: Journal, here: GeoPoint): Flow<Int?> {
    directory.useJournal(journal) // favourites and what the person hides; closing the journal leaves searches working
    val query = MeetingQuery(near = here, limit = 20u).on(DayOfWeek.TUESDAY).between(LocalTime.of(17, 0), until = null)
    val rows =
        directory
            .pages(query)
            .take(3)
            .toList()
            .flatMap { it.meetings } // asks for three pages, not for all
    val facets = directory.meetingFacets(query) // "12 more if you include online"
    println("${rows.size} of ${facets.total}; ${facets.leftOut.firstOrNull()}")
    rows.firstOrNull()?.let { directory.addFavourite(it.id, FavouriteDetails(label = "home group").remindingBefore(45.minutes)) }
    return directory.watchNotices().map { it?.size } // again when the journal or the directory changes
}
// readme:end
