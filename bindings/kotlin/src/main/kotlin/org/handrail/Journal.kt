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
 * Every call suspends on [dispatcher] and may be made from any thread. A write is on the disk when its call returns.
 * What goes wrong is a [org.handrail.core.HandrailException]: a sealed class, one subclass for each thing an app can act on.
 */
public class Journal private constructor(
    private val core: CoreJournal,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    /** What changed, from now on. A slow collector misses no area: sets that it had no time for are merged. */
    public val changes: Flow<Set<Area>> = changes(core::observe)

    /** The first screen: every active tracker with its numbers. */
    public suspend fun today(moment: Moment = Moment.now()): Today = call { core.today(moment) }

    /** [today] at once and after every change. Ask for it again at [Today.changesAt] too. */
    public fun watchToday(moment: () -> Moment = { Moment.now() }): Flow<Today> = watch(core::observe, Area.SOBRIETY) { today(moment()) }

    /** All trackers in the person's order, the archived ones last. */
    public suspend fun trackers(): List<Tracker> = call { core.trackers() }

    /** One tracker with its episodes and awards. */
    public suspend fun history(id: String, moment: Moment = Moment.now()): TrackerHistory = call { core.trackerHistory(id, moment) }

    /** Adds a tracker at the end of the person's order. */
    public suspend fun addTracker(details: TrackerDetails, moment: Moment = Moment.now()): Tracker = call { core.addTracker(details, moment) }

    /** Replaces what the person set. A changed start is a correction, not an episode. */
    public suspend fun editTracker(id: String, details: TrackerDetails, moment: Moment = Moment.now()): Tracker =
        call { core.editTracker(id, details, moment) }

    /** Puts a tracker into the archive or back. Nothing of it is lost. */
    public suspend fun archiveTracker(id: String, archived: Boolean = true, moment: Moment = Moment.now()): Tracker =
        call { core.archiveTracker(id, archived, moment) }

    /** Sets the order of the active trackers; [ids] names each of them once. */
    public suspend fun reorderTrackers(ids: List<String>): Unit = call { core.reorderTrackers(ids) }

    /** Records a return to use: the episode is closed and kept, a new one begins. */
    public suspend fun recordReturn(id: String, event: ReturnToUse, moment: Moment = Moment.now()): TrackerHistory =
        call { core.recordReturn(id, event, moment) }

    /** Takes back the return to use that was recorded last: everything is as before. */
    public suspend fun undoReturn(id: String, moment: Moment = Moment.now()): TrackerHistory = call { core.undoReturn(id, moment) }

    /** Whether opening found no file and made it. In an app that was used before, the person's file is missing then: say so. */
    public suspend fun wasCreated(): Boolean = call { core.wasCreated() }

    /** Moves recent writes from the log into the file, for when the app goes to the background. */
    public suspend fun checkpoint(): Unit = call { core.checkpoint() }

    /** Closes the file. Later calls throw [org.handrail.core.HandrailException.Closed]. Safe while calls are running. */
    override fun close() {
        // Not destroying the object: a call that is on its way would meet a dangling handle. The cleaner frees it.
        core.closeFile()
    }

    private suspend fun <T> call(block: () -> T): T = withContext(dispatcher) { block() }

    public companion object {
        /** A new key: 32 random bytes. Make it once and keep it in the platform's key store. */
        public suspend fun newKey(dispatcher: CoroutineDispatcher = Dispatchers.IO): ByteArray = withContext(dispatcher) { newJournalKey() }

        /** Opens the journal at [path], or makes it there. The folder must exist. */
        public suspend fun open(path: String, key: ByteArray, dispatcher: CoroutineDispatcher = Dispatchers.IO): Journal =
            withContext(dispatcher) { Journal(CoreJournal.open(path, key), dispatcher) }

        /** Keeps a journal that cannot be opened under another name, and answers that name. Only a person may decide this. */
        public suspend fun keepAside(path: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): String =
            withContext(dispatcher) { org.handrail.core.keepAside(path) }
    }
}
