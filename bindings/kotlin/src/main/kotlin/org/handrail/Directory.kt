package org.handrail

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.job
import kotlinx.coroutines.withContext
import org.handrail.core.Area
import org.handrail.core.ColumnGuess
import org.handrail.core.FeedCheck
import org.handrail.core.FeedOptions
import org.handrail.core.HandrailException
import org.handrail.core.ImportReport
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingPage
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.Source
import org.handrail.core.Directory as CoreDirectory

/** The directory of public meetings: one plain file, no key, one object for the life of the app. Threads as in [Journal]. */
public class Directory private constructor(
    private val core: CoreDirectory,
    dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    private val life = Life(dispatcher)

    /** What changed, from now on, for each collector. A slow one misses no area. Ends when the directory is closed. */
    public val changes: Flow<Set<Area>> = changes(life, core::observe)

    /** What [ask] answers, at once and again after every change of the directory. Ends when the directory is closed. */
    public fun <T> watch(ask: suspend Directory.() -> T): Flow<T> = watch(life, core::observe, setOf(Area.MEETINGS)) { ask() }

    /** A page of the meetings that fit, in the order in which they start. */
    public suspend fun meetingsNear(query: MeetingQuery, moment: Moment = Moment.now()): MeetingPage =
        life.call { core.meetingsNear(query, moment) }

    /** [meetingsNear] at once and after every change of the directory. */
    public fun watchMeetings(query: MeetingQuery, moment: () -> Moment = { Moment.now() }): Flow<MeetingPage> =
        watch { meetingsNear(query, moment()) }

    /** One meeting in full. */
    public suspend fun meeting(id: String, moment: Moment = Moment.now()): MeetingDetail = life.call { core.meeting(id, moment) }

    /** The sources in the order of their names. */
    public suspend fun sources(): List<Source> = life.call { core.sources() }

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
    ): ImportReport {
        val importing = currentCoroutineContext().job
        val watcher = ImportWatcher(onProgress) { importing.isActive && !life.isOver }
        try {
            return life.call { core.importFeed(path, options, moment, watcher) }
        } catch (cancelled: HandrailException.Cancelled) {
            importing.ensureActive()
            throw watcher.failure ?: if (life.isOver) HandrailException.Closed() else cancelled
        }
    }

    /** Imports the sample that ships with the core: made-up meetings, for previews and a first look. */
    public suspend fun importSample(moment: Moment = Moment.now()): ImportReport = life.call { core.importSample(moment) }

    /** Where a damaged directory was kept when it was opened; `null` when all was well. Import the sources again. */
    public suspend fun rebuiltFrom(): String? = life.call { core.rebuiltFrom() }

    /**
     * Closes the file; twice does nothing. Later calls throw [HandrailException.Closed]. Safe from any thread while calls are
     * running; a running import is stopped.
     */
    override fun close() {
        if (!life.end()) return
        core.use { it.closeFile() }
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
