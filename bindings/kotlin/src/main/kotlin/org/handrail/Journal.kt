package org.handrail

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.withContext
import org.handrail.core.Area
import org.handrail.core.ChangeListener
import org.handrail.core.DayCalendar
import org.handrail.core.DayMark
import org.handrail.core.DaySelection
import org.handrail.core.EditorChoices
import org.handrail.core.Fellowship
import org.handrail.core.Goal
import org.handrail.core.HistoryPage
import org.handrail.core.MarkedDays
import org.handrail.core.Moment
import org.handrail.core.OutcomeQuery
import org.handrail.core.Outcomes
import org.handrail.core.Rate
import org.handrail.core.ReturnToUse
import org.handrail.core.SavingGoal
import org.handrail.core.SavingsOverview
import org.handrail.core.ShelfRow
import org.handrail.core.TimelineEntry
import org.handrail.core.Today
import org.handrail.core.TokenProfile
import org.handrail.core.Tracker
import org.handrail.core.TrackerDetails
import org.handrail.core.TrackerHistory
import org.handrail.core.TrackerStatistics
import org.handrail.core.newJournalKey
import java.time.LocalDate
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

    /** What [today] would answer at any moment, also one to come. Nothing is recorded. */
    public suspend fun preview(moment: Moment): Today = life.call { core.preview(moment) }

    /** The numbers that hold now and from each of the next 30 instants on at which one changes: for widgets and notifications. */
    public suspend fun widgetTimeline(moment: Moment = Moment.now()): List<TimelineEntry> = life.call { core.widgetTimeline(moment) }

    /** Enters what [days] were. The later entry holds; [undoMark] puts back what stood there. */
    public suspend fun markDays(id: String, days: DaySelection, mark: DayMark, moment: Moment = Moment.now()): MarkedDays =
        life.call { core.markDays(id, days, mark, moment) }

    /** Takes back the entry that was made last: every day is as it was before. */
    public suspend fun undoMark(id: String, moment: Moment = Moment.now()): MarkedDays = life.call { core.undoMark(id, moment) }

    /** The calendar from one day to another, at most 400 days. */
    public suspend fun calendar(id: String, from: LocalDate, to: LocalDate, moment: Moment = Moment.now()): DayCalendar =
        life.call { core.calendar(id, from, to, moment) }

    /** Everything that is computed of one tracker. */
    public suspend fun statistics(id: String, moment: Moment = Moment.now()): TrackerStatistics = life.call { core.statistics(id, moment) }

    /** The outcomes that research asks for, over any window of days that are over. */
    public suspend fun outcomes(id: String, query: OutcomeQuery, moment: Moment = Moment.now()): Outcomes =
        life.call { core.outcomes(id, query, moment) }

    /** The milestones of the profile in the order of their days, and every award there ever was. */
    public suspend fun milestoneShelf(id: String, moment: Moment = Moment.now()): List<ShelfRow> =
        life.call { core.milestoneShelf(id, moment) }

    /** What happened to a tracker, the newest first. [after] is the `next` of the page before. */
    public suspend fun historyPage(id: String, after: String? = null, limit: Int = 50, moment: Moment = Moment.now()): HistoryPage =
        life.call { core.historyPage(id, moment, after, limit.toUInt()) }

    /** Sets a goal from a day on. Days before it keep the goal they had. */
    public suspend fun setGoal(id: String, goal: Goal, from: LocalDate, moment: Moment = Moment.now()): TrackerHistory =
        life.call { core.setGoal(id, goal, from, moment) }

    /** Sets what use cost from a day on. */
    public suspend fun setRate(id: String, rate: Rate, moment: Moment = Moment.now()): TrackerHistory =
        life.call { core.setRate(id, rate, moment) }

    /** Money and time saved over all active trackers, and how far the saving goals are. */
    public suspend fun savings(moment: Moment = Moment.now()): SavingsOverview = life.call { core.savings(moment) }

    /** Adds a saving goal (with an empty id) or replaces one. */
    public suspend fun saveSavingGoal(goal: SavingGoal, moment: Moment = Moment.now()): SavingGoal =
        life.call { core.saveSavingGoal(goal, moment) }

    /** Takes a saving goal off the list. */
    public suspend fun removeSavingGoal(id: String, moment: Moment = Moment.now()): Unit = life.call { core.removeSavingGoal(id, moment) }

    /** Takes back the last correction of what the person had set. */
    public suspend fun undoCorrection(id: String, moment: Moment = Moment.now()): TrackerHistory =
        life.call { core.undoCorrection(id, moment) }

    /** Deletes a tracker. For 30 days nothing of it is gone. Ask twice. */
    public suspend fun deleteTracker(id: String, moment: Moment = Moment.now()): Unit = life.call { core.deleteTracker(id, moment) }

    /** The deleted trackers that can be restored. */
    public suspend fun deletedTrackers(): List<Tracker> = life.call { core.deletedTrackers() }

    /** Puts a deleted tracker back where it was, whole. */
    public suspend fun restoreTracker(id: String): Tracker = life.call { core.restoreTracker(id) }

    /** Erases for good what was deleted more than 30 days ago. The core never does it by itself. */
    public suspend fun eraseDeleted(moment: Moment = Moment.now()): Int = life.call { core.eraseDeleted(moment).toInt() }

    /** All that the form of a tracker offers, the person's own fellowships and profiles first. */
    public suspend fun editorChoices(): EditorChoices = life.call { core.editorChoices() }

    /** The person's own fellowships. */
    public suspend fun ownFellowships(): List<Fellowship> = life.call { core.ownFellowships() }

    /** Adds a fellowship of the person's own (with an empty id) or replaces one. */
    public suspend fun saveFellowship(fellowship: Fellowship, moment: Moment = Moment.now()): Fellowship =
        life.call { core.saveFellowship(fellowship, moment) }

    /** Takes one of the person's own fellowships off the list. */
    public suspend fun removeFellowship(id: String, moment: Moment = Moment.now()): Unit = life.call { core.removeFellowship(id, moment) }

    /** The person's own token profiles. */
    public suspend fun ownTokenProfiles(): List<TokenProfile> = life.call { core.ownTokenProfiles() }

    /** Adds a token profile of the person's own (with an empty id) or replaces one. */
    public suspend fun saveTokenProfile(profile: TokenProfile, moment: Moment = Moment.now()): TokenProfile =
        life.call { core.saveTokenProfile(profile, moment) }

    /** Takes one of the person's own token profiles off the list. */
    public suspend fun removeTokenProfile(id: String, moment: Moment = Moment.now()): Unit =
        life.call { core.removeTokenProfile(id, moment) }

    /** Whether opening found no file and made it. In an app that was used before, the person's file is missing then: say so. */
    public suspend fun wasCreated(): Boolean = life.call { core.wasCreated() }

    /** Moves recent writes from the log into the file, for when the app goes to the background. */
    public suspend fun checkpoint(): Unit = life.call { core.checkpoint() }

    /**
     * Closes the file; twice does nothing. Later calls throw [org.handrail.core.HandrailException.Closed]. Safe from any thread
     * while calls are running: those end as they would, or with that same exception. Blocks for as long as a running write.
     */
    override fun close() {
        life.end { core.use { it.closeFile() } }
    }

    /** For [Directory.useJournal], which hands the native object on. */
    internal fun <T> lend(block: (CoreJournal) -> T): T = life.guard { block(core) }

    /** Calls [tell] after every change of what the person keeps of meetings, and once the journal is closed. */
    internal fun onMeetings(tell: () -> Unit): AutoCloseable {
        val listener =
            object : ChangeListener {
                override fun onChange(areas: List<Area>) {
                    if (Area.MEETINGS in areas) tell()
                }
            }
        val tie = life.guard { core.observe(listener) }
        val ending = life.onEnd(tell)
        return AutoCloseable {
            ending.dispose()
            tie.close()
        }
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
