package org.handrail.app.data

import java.io.File
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds

/**
 * The files that only pass through the app: a calendar on its way out, a list on its way in. All stand in one folder of the cache,
 * where no backup of the system and no move to another phone takes them along.
 *
 * Whoever makes a file removes it, however its work ends. Here goes what an app that was ended has left behind, and what was sent,
 * which nobody can remove at once: the other app reads it at its own time.
 */
class PassingFiles(cache: File) {
    private val folder = File(cache, "passing")

    /** What other apps may be given, and nothing else of this folder: see `res/xml/shared.xml`. */
    val calendars = File(folder, "calendars")

    /** Copies of what a person picked, for as long as a form asks about them. */
    val picked = File(folder, "picked")

    /** Answers of websites, while they are read. */
    val answers = File(folder, "answers")

    /**
     * A new process. No answer outlives the one before. What was sent and what was picked have their time still: it may be the other
     * app that begins this process, by reading what it was given, or the form that comes back with its file.
     */
    fun processBegins() {
        answers.deleteRecursively()
        picked.sweep()
        sweepSent()
    }

    fun sweepSent() = calendars.sweep()

    /** A time that is yet to come tells nothing: the clock was set back since. */
    private fun File.sweep() {
        val now = System.currentTimeMillis()
        for (file in listFiles().orEmpty()) if ((now - file.lastModified()).milliseconds !in Duration.ZERO..<KEPT) file.deleteRecursively()
    }

    companion object {
        /** Long enough for an app that sends on only when it has a connection, short enough to be forgotten by nobody. */
        val KEPT = 1.hours
    }
}
