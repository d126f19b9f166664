package org.handrail.app.data

import org.handrail.core.GeoPoint
import org.handrail.core.MeetingAttribute
import org.handrail.core.MeetingOrder
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.Narrowing
import org.handrail.core.VenueKind
import java.io.Serializable
import java.time.Duration
import java.time.ZoneId

enum class Where { NEAR, REGION, ANYWHERE }

enum class Span { WEEK, NOW, THREE_HOURS, TODAY }

/** A part of the day, in minutes since midnight; the night ends on the next day. */
enum class Band(val from: Int, val until: Int) {
    MORNING(5 * 60, 12 * 60),
    AFTERNOON(12 * 60, 17 * 60),
    EVENING(17 * 60, 21 * 60),
    NIGHT(21 * 60, 5 * 60),
}

/** How fast one gets there, door to door. */
enum class Travel(val kmh: Double) { FOOT(5.0), BICYCLE(14.0), CAR(35.0) }

/** What a person asks of the directory, in the words of the screen with the filters. */
data class MeetingFilter(
    val words: String = "",
    val where: Where = Where.NEAR,
    /** `null`: as far as it takes to find some. */
    val withinKm: Double? = null,
    val region: List<String> = emptyList(),
    val online: Boolean = false,
    val span: Span = Span.WEEK,
    /** 0 is Sunday. They count for a whole week only. */
    val weekdays: Set<Int> = emptySet(),
    val band: Band? = null,
    val travel: Travel? = null,
    val fellowships: Set<String> = emptySet(),
    val venues: Set<VenueKind> = emptySet(),
    val languages: Set<String> = emptySet(),
    val attributes: Set<MeetingAttribute> = emptySet(),
    /** Codes of a fellowship's own. */
    val types: Set<String> = emptySet(),
    val order: MeetingOrder = MeetingOrder.SOONEST,
    val favouritesFirst: Boolean = false,
) : Serializable {
    /** How many parts of it narrow the list, apart from the words, which are in sight. */
    val parts: Int
        get() =
            listOf(
                where == Where.REGION && region.isNotEmpty(),
                where == Where.NEAR && withinKm != null,
                span != Span.WEEK || weekdays.isNotEmpty(),
                band != null,
                fellowships.isNotEmpty(),
                venues.isNotEmpty(),
                languages.isNotEmpty(),
                attributes.isNotEmpty(),
                types.isNotEmpty(),
            ).count { it }

    /** Everything but the words and the place as it was at first. */
    fun cleared() = MeetingFilter(words = words)

    /** Without the part that left something out. */
    fun without(part: Narrowing): MeetingFilter =
        when (part) {
            Narrowing.ONLINE -> copy(online = true)
            Narrowing.DISTANCE -> copy(withinKm = withinKm?.let { (it * 2).coerceAtMost(FARTHEST_KM) } ?: FAR_KM)
            Narrowing.TIME -> copy(span = Span.WEEK, weekdays = emptySet(), band = null)
            Narrowing.REACHABLE -> copy(span = Span.WEEK)
            Narrowing.ATTRIBUTES -> copy(attributes = emptySet())
            Narrowing.TYPES -> copy(types = emptySet())
            Narrowing.FELLOWSHIPS -> copy(fellowships = emptySet())
            Narrowing.VENUES -> copy(venues = emptySet())
            Narrowing.LANGUAGES -> copy(languages = emptySet())
            Narrowing.WORDS -> copy(words = "")
            Narrowing.HIDDEN -> this
        }

    fun query(here: GeoPoint?, moment: Moment, limit: Int? = null, cursor: String? = null): MeetingQuery {
        val near = if (where == Where.NEAR) here else null
        return MeetingQuery(
            near = near,
            withinKm = withinKm.takeIf { near != null },
            region = if (where == Where.REGION) region else emptyList(),
            includeOnline = online,
            hours = hours(moment),
            weekdays = weekdays(moment),
            fromMinute = band?.from?.toUShort(),
            untilMinute = band?.until?.toUShort(),
            attributes = attributes.sorted(),
            types = types.sorted(),
            fellowships = fellowships.sorted(),
            venues = venues.sorted(),
            languages = languages.sorted(),
            words = words.trim().take(MOST_LETTERS).ifEmpty { null },
            travelKmh = travel?.kmh.takeIf { near != null },
            onlyReachable = span == Span.NOW,
            order = order,
            favouritesFirst = favouritesFirst,
            limit = limit?.toUInt(),
            cursor = cursor,
        )
    }

    private fun hours(moment: Moment): UInt? =
        when (span) {
            Span.WEEK -> null
            Span.NOW -> 1u
            Span.THREE_HOURS -> 3u
            Span.TODAY -> {
                val now = moment.at.atZone(ZoneId.of(moment.zone))
                val midnight = now.toLocalDate().plusDays(1).atStartOfDay(now.zone)
                (Duration.between(now, midnight).toMinutes() / 60 + 1).toUInt()
            }
        }

    private fun weekdays(moment: Moment): List<Byte> =
        when (span) {
            Span.WEEK -> weekdays.sorted().map { it.toByte() }
            // The last hour reaches over midnight: only what starts today.
            Span.TODAY -> listOf((moment.at.atZone(ZoneId.of(moment.zone)).dayOfWeek.value % 7).toByte())
            else -> emptyList()
        }

    private companion object {
        const val MOST_LETTERS = 200
        const val FAR_KM = 100.0
        const val FARTHEST_KM = 20_000.0
    }
}
