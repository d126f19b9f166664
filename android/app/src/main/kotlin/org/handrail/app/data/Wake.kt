package org.handrail.app.data

import org.handrail.core.Favourite
import java.time.Duration
import java.time.Instant

/** A meeting that begins soon. */
data class Ring(val meeting: String, val name: String, val startsAt: Instant)

/** When the phone is to wake, and what it says then; nothing: it only looks what comes next. */
data class Wake(val at: Instant, val rings: List<Ring>) {
    companion object {
        /** The next of all. One that has rung already is looked at again when its meeting is over. */
        fun next(favourites: List<Favourite>, now: Instant): Wake? {
            val all = favourites.mapNotNull { wake(it, now) }
            val first = all.minOfOrNull { it.at } ?: return null
            return Wake(first, all.filter { it.at == first }.flatMap { it.rings })
        }

        private fun wake(favourite: Favourite, now: Instant): Wake? {
            val lead = favourite.details.reminderMinutes ?: return null
            val next = favourite.meeting.next ?: return null
            if (favourite.gone) return null
            val at = next.startsAt.minus(Duration.ofMinutes(lead.toLong()))
            return if (at > now) Wake(at, listOf(Ring(favourite.id, favourite.meeting.name, next.startsAt))) else Wake(maxOf(next.endsAt, now).plusSeconds(60), emptyList())
        }
    }
}
