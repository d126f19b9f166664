package org.handrail

import org.handrail.core.MeetingQuery
import org.handrail.core.TrackerDetails
import java.io.File
import java.time.LocalDate

// readme:start
suspend fun firstScreen(folder: File, keyStore: KeyStore) {
    val key = keyStore.load() ?: Journal.newKey().also { keyStore.save(it) }
    Journal.open("$folder/journal.db", key).use { journal ->
        journal.addTracker(TrackerDetails("Alcohol", start = LocalDate.parse("2026-01-31"), fellowship = "aa"))
        val today = journal.today()
        println("${today.trackers[0].elapsedDays} days, next: ${today.trackers[0].next?.date}")
    }
    Directory.open("$folder/directory.db").use { directory ->
        directory.importSample()
        val page = directory.meetingsNear(MeetingQuery(words = "newcomer", limit = 5u))
        page.meetings.forEach { println("${it.next?.startsAt} ${it.name}") }
    }
    println(crisisCard("US").emergency[0].call) // no file, no key, no network
}
// readme:end

/** What an app brings: a place for the key that the platform protects. */
interface KeyStore {
    suspend fun load(): ByteArray?

    suspend fun save(key: ByteArray)
}
