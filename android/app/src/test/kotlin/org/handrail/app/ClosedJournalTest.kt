package org.handrail.app

import java.io.File
import java.time.Instant
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertTrue
import org.handrail.app.data.KeyAnswer
import org.handrail.core.Moment
import org.handrail.core.TrackerDetails
import org.handrail.core.newJournalKey

/** A journal that does not open is kept, and the way on is said. */
class ClosedJournalTest : AppTest() {
    @Test
    fun aJournalWhoseKeyIsGoneIsKeptUntilThePersonSaysTwice() {
        val kept = File(folder.root, "journal.db").apply { writeText("a journal whose key is gone".repeat(500)) }
        val bytes = kept.readBytes()
        start()
        wait("Your journal is locked")
        tap("Keep it and begin a new one")
        wait("The old journal stays on this phone under another name. A new, empty one begins.")
        assertTrue(kept.readBytes().contentEquals(bytes))
        tap("Keep it and begin a new one")
        wait("A day to count from")
        assertTrue(File(folder.root, "journal.db.kept-1").readBytes().contentEquals(bytes))
    }

    @Test
    fun damageBehindTheFirstPageIsSaid() {
        val file = File(folder.root, "journal.db")
        val key = newJournalKey()
        org.handrail.core.Journal.open(file.path, key).use { journal ->
            val moment = Moment(Instant.parse("2026-03-01T00:00:00Z"), "UTC")
            repeat(50) { journal.addTracker(TrackerDetails("x".repeat(190), LocalDate.parse("2020-01-01")), moment) }
            journal.closeFile()
        }
        val bytes = file.readBytes()
        for (offset in 4096 * 2 until bytes.size step 512) bytes[offset] = (bytes[offset] + 1).toByte()
        file.writeBytes(bytes)
        keys.answer = KeyAnswer.Key(key)
        start()
        wait("Your journal cannot be read")
        tap("Help now")
        wait("Call 911")
        assertTrue(file.readBytes().contentEquals(bytes))
    }
}
