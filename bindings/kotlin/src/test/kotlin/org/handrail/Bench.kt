package org.handrail

import kotlinx.coroutines.runBlocking
import org.handrail.core.GeoPoint
import org.handrail.core.MeetingQuery
import org.handrail.core.TrackerDetails
import org.handrail.core.VenueKind
import java.time.LocalDate
import org.handrail.core.Directory as CoreDirectory
import org.handrail.core.Journal as CoreJournal

/**
 * What a call costs from Kotlin: bare, and through the suspending layer. Run by hand: `mvn -q -Pbench test`. A directory of any size
 * is asked too, where `HANDRAIL_BENCH_DIRECTORY` names one (`cargo run --release -p handrail-tests --bin load -- 120000 FILE`).
 */
internal fun main() =
    withFolderBlocking { folder ->
        val key = org.handrail.core.newJournalKey()
        val opened = System.nanoTime()
        val journal = CoreJournal.open("$folder/journal.db", key)
        val directory = CoreDirectory.open("$folder/directory.db")
        println("open both, fresh: ${(System.nanoTime() - opened) / 1_000_000} ms")
        directory.importSample(now)
        listOf("one", "two").forEach { journal.addTracker(TrackerDetails(it, LocalDate.parse("2020-02-29"), fellowship = "na"), now) }
        val near = MeetingQuery(near = GeoPoint(37.3382, -121.8863))
        println("meetings_near answers ${directory.meetingsNear(near, now).meetings.size} rows, today 2 trackers")

        val base = measure("baseline: was_created") { journal.wasCreated() }
        measure("today", base) { journal.today(now) }
        measure("meetings_near", base) { directory.meetingsNear(near, now) }
        measure("crisis_card", base) { crisisCard("US") }
        journal.close()
        directory.close()
        System.getenv("HANDRAIL_BENCH_DIRECTORY")?.let { large(it, base) }

        runBlocking {
            Journal.open("$folder/journal.db", key).use { layer ->
                measure("suspend wasCreated", base) { layer.wasCreated() }
                measure("suspend today", base) { layer.today(now) }
            }
        }
    }

/** Around the first meeting in a room that comes next. */
private fun large(path: String, base: Double) {
    val directory = CoreDirectory.open(path)
    val rooms = MeetingQuery(venues = listOf(VenueKind.IN_PERSON), limit = 1u)
    val first = directory.meetingsNear(rooms, now)
    val point = checkNotNull(directory.meeting(first.meetings.single().id, now).point) { "a meeting in a room without a place" }
    for (limit in listOf(10u, 50u)) {
        val near = MeetingQuery(near = point, withinKm = 25.0, limit = limit)
        val page = directory.meetingsNear(near, now)
        println("of ${first.total} meetings in rooms ${page.total} within 25 km, ${page.meetings.size} on the page")
        measure("meetings_near, $limit rows", base) { directory.meetingsNear(near, now) }
    }
    directory.close()
}

private fun withFolderBlocking(block: (String) -> Unit) = runBlocking { withFolder { block(it) } }

/** The median of fifteen rounds, after as many to warm up; answers and prints microseconds a call. */
private inline fun measure(name: String, base: Double? = null, call: () -> Unit): Double {
    val rounds =
        List(30) {
            val begun = System.nanoTime()
            repeat(CALLS) { call() }
            (System.nanoTime() - begun) / 1_000.0 / CALLS
        }
    val median = rounds.drop(15).sorted()[7]
    println("%-24s %9.1f us".format(name, median) + (base?.let { "  %6.1f x the baseline".format(median / it) } ?: ""))
    return median
}

private const val CALLS = 300
