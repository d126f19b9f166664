package org.handrail

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.job
import kotlinx.coroutines.withContext
import org.handrail.core.Area
import org.handrail.core.ColumnGuess
import org.handrail.core.Favourite
import org.handrail.core.FavouriteDetails
import org.handrail.core.FeedCheck
import org.handrail.core.FeedOptions
import org.handrail.core.GeoBox
import org.handrail.core.HandrailException
import org.handrail.core.ImportReport
import org.handrail.core.MapCluster
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingFacets
import org.handrail.core.MeetingNotice
import org.handrail.core.MeetingPage
import org.handrail.core.MeetingQuery
import org.handrail.core.MeetingRow
import org.handrail.core.Moment
import org.handrail.core.OwnMeeting
import org.handrail.core.RegionCount
import org.handrail.core.Source
import org.handrail.core.Directory as CoreDirectory

/** The directory of public meetings: one plain file, no key, one object for the life of the app. Threads as in [Journal]. */
public class Directory private constructor(
    private val core: CoreDirectory,
    dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    private val life = Life(dispatcher)
    private val files = BothFiles(core::observe)

    /**
     * What changed, from now on, for each collector: in the directory, and in what the person keeps of it in the journal in use. A
     * slow one misses no area. Ends when the directory is closed.
     */
    public val changes: Flow<Set<Area>> = changes(life, files::observe)

    /**
     * What [ask] answers, at once and again after every change of the directory or of what the person keeps of it, and after
     * the journal in use was closed or changed for another. Ends when the directory is closed.
     */
    public fun <T> watch(ask: suspend Directory.() -> T): Flow<T> = watch(life, files::observe, setOf(Area.MEETINGS)) { ask() }

    /** A page of the meetings that fit, in the order that the query names. */
    public suspend fun meetingsNear(query: MeetingQuery, moment: Moment = Moment.now()): MeetingPage =
        life.call { core.meetingsNear(query, moment) }

    /** [meetingsNear] at once and after every change. */
    public fun watchMeetings(query: MeetingQuery, moment: () -> Moment = { Moment.now() }): Flow<MeetingPage> =
        watch { meetingsNear(query, moment()) }

    /**
     * All meetings that fit, a page at a time, as they are at one [moment] asked once for each collector. A page is asked for when
     * the collector is done with the one before: who takes two has asked for two, and who is cancelled asks no more.
     */
    public fun pages(query: MeetingQuery, moment: () -> Moment = { Moment.now() }): Flow<MeetingPage> =
        flow {
            val asked = moment()
            var cursor = query.cursor
            do {
                val page = meetingsNear(query.copy(cursor = cursor), asked)
                emit(page)
                cursor = page.nextPage
            } while (cursor != null)
        }

    /** What the filters show for a query: how many meetings each choice would leave, and what each part of it leaves out. */
    public suspend fun meetingFacets(query: MeetingQuery, moment: Moment = Moment.now()): MeetingFacets =
        life.call { core.meetingFacets(query, moment) }

    /** The meetings of a box of the map, those close together as one mark. [zoom] is that of web maps, 0 to 22. */
    public suspend fun meetingsMap(
        within: GeoBox,
        zoom: Int,
        query: MeetingQuery = MeetingQuery(),
        moment: Moment = Moment.now(),
    ): List<MapCluster> = life.call { core.meetingsMap(within, zoom.coerceIn(0, UByte.MAX_VALUE.toInt()).toUByte(), query, moment) }

    /** The regions right below [path], general first; of no path the topmost. */
    public suspend fun regions(path: List<String> = emptyList()): List<RegionCount> = life.call { core.regions(path) }

    /** One meeting in full. */
    public suspend fun meeting(id: String, moment: Moment = Moment.now()): MeetingDetail = life.call { core.meeting(id, moment) }

    /**
     * Takes a journal into use: from now on the answers know the person's favourites, what they hide, and their own meetings.
     * `null`: none again. A journal that is closed, as when the app locks, takes nothing but these with it: searches go on.
     */
    public suspend fun useJournal(journal: Journal?) {
        life.call {
            if (journal == null) core.useJournal(null) else journal.lend { core.useJournal(it) }
            files.follow(journal)
        }
    }

    /** Makes a meeting a favourite, or changes what the person says about it. How it is now counts as seen. */
    public suspend fun addFavourite(id: String, details: FavouriteDetails = FavouriteDetails(), moment: Moment = Moment.now()): Unit =
        life.call { core.addFavourite(id, details, moment) }

    /** Makes it a favourite no more. */
    public suspend fun removeFavourite(id: String, moment: Moment = Moment.now()): Unit = life.call { core.removeFavourite(id, moment) }

    /** The favourites with what has become of them: what takes place next first, gone ones last. */
    public suspend fun favourites(moment: Moment = Moment.now()): List<Favourite> = life.call { core.favourites(moment) }

    /** [favourites] at once and after every change; `null` while no open journal is in use. */
    public fun watchFavourites(moment: () -> Moment = { Moment.now() }): Flow<List<Favourite>?> =
        watch { unlessLocked { favourites(moment()) } }

    /** The favourites that changed since the person last looked at them. */
    public suspend fun meetingNotices(moment: Moment = Moment.now()): List<MeetingNotice> = life.call { core.meetingNotices(moment) }

    /** [meetingNotices] at once and after every change; `null` while no open journal is in use. */
    public fun watchNotices(moment: () -> Moment = { Moment.now() }): Flow<List<MeetingNotice>?> =
        watch { unlessLocked { meetingNotices(moment()) } }

    /** The person has seen how a meeting is now: its notice is answered. */
    public suspend fun markMeetingSeen(id: String, moment: Moment = Moment.now()): Unit = life.call { core.markMeetingSeen(id, moment) }

    /** Leaves a meeting out of every list, or shows it again. */
    public suspend fun hideMeeting(id: String, hidden: Boolean = true, moment: Moment = Moment.now()): Unit =
        life.call { core.hideMeeting(id, hidden, moment) }

    /**
     * Says that a meeting is not the same as those with which it is joined ([MeetingDetail.alsoIn]), and takes that back. It is then
     * listed by itself. Of the listing that stands for others: all of them are.
     */
    public suspend fun keepApart(id: String, apart: Boolean = true, moment: Moment = Moment.now()): Unit =
        life.call { core.keepApart(id, apart, moment) }

    /** The meetings that the person hides. */
    public suspend fun hiddenMeetings(moment: Moment = Moment.now()): List<MeetingRow> = life.call { core.hiddenMeetings(moment) }

    /**
     * Adds a meeting of one's own ([id] is `null`), changes it, or corrects one of the directory for oneself: the feed's facts stay
     * as they are and come back with [removeOwnMeeting].
     */
    public suspend fun saveOwnMeeting(meeting: OwnMeeting, id: String? = null, moment: Moment = Moment.now()): MeetingDetail =
        life.call { core.saveOwnMeeting(meeting, moment, id) }

    /** Takes back a correction, or a meeting of one's own. */
    public suspend fun removeOwnMeeting(id: String, moment: Moment = Moment.now()): Unit = life.call { core.removeOwnMeeting(id, moment) }

    /** The sources in the order of their names, and how each stands. */
    public suspend fun sources(moment: Moment = Moment.now()): List<Source> = life.call { core.sources(moment) }

    /**
     * Imports a feed file: all of it or nothing. Cancelling the coroutine, or closing the directory, stops the import within a
     * hundred rows, and nothing of it is kept; only where every row had been read already it is kept whole.
     *
     * [onProgress] is called about every hundred rows, on the importing thread. What it throws stops the import and is thrown
     * on from here.
     */
    public suspend fun importFeed(
        path: String,
        options: FeedOptions,
        moment: Moment = Moment.now(),
        onProgress: (ImportStep) -> Unit = {},
    ): ImportReport = importing(onProgress) { importFeed(path, options, moment, it) }

    /** Long work of the core that [onProgress] watches, and that stops with the coroutine or with the directory. */
    internal suspend fun <T> importing(onProgress: (ImportStep) -> Unit, work: CoreDirectory.(ImportWatcher) -> T): T {
        val importing = currentCoroutineContext().job
        val watcher = ImportWatcher(onProgress) { importing.isActive && !life.isOver }
        try {
            return life.call { core.work(watcher) }
        } catch (cancelled: HandrailException.Cancelled) {
            importing.ensureActive()
            throw watcher.failure ?: if (life.isOver) HandrailException.Closed() else cancelled
        }
    }

    /** Imports the sample that ships with the core: made-up meetings, for previews and a first look. */
    public suspend fun importSample(moment: Moment = Moment.now()): ImportReport = life.call { core.importSample(moment) }

    /** A question to the core, for the extensions of this module. */
    internal suspend fun <T> ask(question: CoreDirectory.() -> T): T = life.call { core.question() }

    /** Where a damaged directory was kept when it was opened; `null` when all was well. Import the sources again. */
    public suspend fun rebuiltFrom(): String? = life.call { core.rebuiltFrom() }

    /**
     * Closes the file; twice does nothing. Later calls throw [HandrailException.Closed]. Safe from any thread while calls are
     * running; a running import is stopped.
     */
    override fun close() {
        life.end {
            files.follow(null)
            core.use { it.closeFile() }
        }
    }

    /** Locking the app closes the journal, perhaps in the middle of a question. That is no end of a watch of the directory. */
    private suspend fun <T> unlessLocked(ask: suspend () -> T): T? =
        try {
            ask()
        } catch (locked: HandrailException.Closed) {
            if (life.isOver) throw locked else null
        }

    public companion object {
        /** Opens the directory at [path], or makes it there. The folder must exist. */
        public suspend fun open(path: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): Directory =
            opened(dispatcher) { Directory(CoreDirectory.open(path), dispatcher) }

        /** Reads a feed as [importFeed] would and stores nothing. */
        public suspend fun checkFeed(path: String, options: FeedOptions, dispatcher: CoroutineDispatcher = Dispatchers.IO): FeedCheck =
            withContext(dispatcher) { org.handrail.core.checkFeed(path, options) }

        /** What each column of a table would be read as: to be shown before an import, and put right in [FeedOptions.columns]. */
        public suspend fun guessColumns(path: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): List<ColumnGuess> =
            withContext(dispatcher) { org.handrail.core.guessColumns(path) }
    }
}
