package org.handrail

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.withContext
import org.handrail.core.Area
import org.handrail.core.Moment
import org.handrail.core.ReturnToUse
import org.handrail.core.Today
import org.handrail.core.Tracker
import org.handrail.core.TrackerDetails
import org.handrail.core.TrackerHistory
import org.handrail.core.newJournalKey
import org.handrail.core.Journal as CoreJournal

/**
 * A person's journal: one encrypted file, one object for the life of the app.
 *
 * Every call suspends on the dispatcher given to [open] and may be made from any thread. A write is on the disk when its call
 * returns; one that was running when its coroutine was cancelled is either done or was never begun.
 * What goes wrong is a [org.handrail.core.HandrailException]: a sealed class, one subclass for each thing an app can act on.
 */
public class Journal private constructor(
    private val core: CoreJournal,
    dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    private val life = Life(dispatcher)

    /**
     * What changed, from now on, for each collector. A slow one misses no area: sets that it had no time for are merged.
     * Ends when the journal is closed.
     */
    public val changes: Flow<Set<Area>> = changes(life, core::observe)

    /** What [ask] answers, at once and again after every change in one of [areas]. Ends when the journal is closed. */
    public fun <T> watch(vararg areas: Area = arrayOf(Area.SOBRIETY), ask: suspend Journal.() -> T): Flow<T> =
        watch(life, core::observe, areas.toSet()) { ask() }

    /** The first screen: every active tracker with its numbers. */
    public suspend fun today(moment: Moment = Moment.now()): Today = life.call { core.today(moment) }

    /** [today] at once and after every change. Ask for it again at [Today.changesAt] too. */
    public fun watchToday(moment: () -> Moment = { Moment.now() }): Flow<Today> = watch { today(moment()) }

    /** All trackers in the person's order, the archived ones last. */
    public suspend fun trackers(): List<Tracker> = life.call { core.trackers() }

    /** One tracker with its episodes and awards. */
    public suspend fun history(id: String, moment: Moment = Moment.now()): TrackerHistory = life.call { core.trackerHistory(id, moment) }

    /** Adds a tracker at the end of the person's order. */
    public suspend fun addTracker(details: TrackerDetails, moment: Moment = Moment.now()): Tracker =
        life.call { core.addTracker(details, moment) }

    /** Replaces what the person set. A changed start is a correction, not an episode. */
    public suspend fun editTracker(id: String, details: TrackerDetails, moment: Moment = Moment.now()): Tracker =
        life.call { core.editTracker(id, details, moment) }

    /** Puts a tracker into the archive or back. Nothing of it is lost. */
    public suspend fun archiveTracker(id: String, archived: Boolean = true, moment: Moment = Moment.now()): Tracker =
        life.call { core.archiveTracker(id, archived, moment) }

    /** Sets the order of the active trackers; [ids] names each of them once. */
    public suspend fun reorderTrackers(ids: List<String>): Unit = life.call { core.reorderTrackers(ids) }

    /** Records a return to use: the episode is closed and kept, a new one begins. */
    public suspend fun recordReturn(id: String, event: ReturnToUse, moment: Moment = Moment.now()): TrackerHistory =
        life.call { core.recordReturn(id, event, moment) }

    /** Takes back the return to use that was recorded last: everything is as before. */
    public suspend fun undoReturn(id: String, moment: Moment = Moment.now()): TrackerHistory = life.call { core.undoReturn(id, moment) }

    /** Whether opening found no file and made it. In an app that was used before, the person's file is missing then: say so. */
    public suspend fun wasCreated(): Boolean = life.call { core.wasCreated() }

    /** Moves recent writes from the log into the file, for when the app goes to the background. */
    public suspend fun checkpoint(): Unit = life.call { core.checkpoint() }

    /**
     * Closes the file; twice does nothing. Later calls throw [org.handrail.core.HandrailException.Closed]. Safe from any thread
     * while calls are running: those end as they would, or with that same exception. Blocks for as long as a running write.
     */
    override fun close() {
        if (!life.end()) return
        core.use { it.closeFile() }
    }

    public companion object {
        /** A new key: 32 random bytes. Make it once and keep it in the platform's key store. */
        public suspend fun newKey(dispatcher: CoroutineDispatcher = Dispatchers.IO): ByteArray = withContext(dispatcher) { newJournalKey() }

        /**
         * Opens the journal at [path], or makes it there. The folder must exist. [key] is what [newKey] gave; it may be wiped
         * afterwards.
         */
        public suspend fun open(path: String, key: ByteArray, dispatcher: CoroutineDispatcher = Dispatchers.IO): Journal =
            opened(dispatcher) { Journal(CoreJournal.open(path, key), dispatcher) }

        /** Keeps a journal that cannot be opened under another name, and answers that name. Only a person may decide this. */
        public suspend fun keepAside(path: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): String =
            withContext(dispatcher) { org.handrail.core.keepAside(path) }
    }
}
