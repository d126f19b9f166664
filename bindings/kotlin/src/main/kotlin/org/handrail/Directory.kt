package org.handrail

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.withContext
import org.handrail.core.Area
import org.handrail.core.FeedCheck
import org.handrail.core.FeedOptions
import org.handrail.core.HandrailException
import org.handrail.core.ImportProgress
import org.handrail.core.ImportReport
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingPage
import org.handrail.core.MeetingQuery
import org.handrail.core.Moment
import org.handrail.core.Source
import kotlin.coroutines.coroutineContext
import org.handrail.core.Directory as CoreDirectory

/** How far an import is. [bytesTotal] is the size of the file. */
public data class ImportStep(val rows: Int, val bytesRead: Long, val bytesTotal: Long)

/** The directory of public meetings: one plain file, no key, one object for the life of the app. */
public class Directory private constructor(
    private val core: CoreDirectory,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    /** What changed, from now on. A slow collector misses no area. */
    public val changes: Flow<Set<Area>> = changes(core::observe)

    /** A page of the meetings that fit, in the order in which they start. */
    public suspend fun meetingsNear(query: MeetingQuery, moment: Moment = Moment.now()): MeetingPage = call { core.meetingsNear(query, moment) }

    /** [meetingsNear] at once and after every change of the directory. */
    public fun watchMeetings(query: MeetingQuery, moment: () -> Moment = { Moment.now() }): Flow<MeetingPage> =
        watch(core::observe, Area.MEETINGS) { meetingsNear(query, moment()) }

    /** One meeting in full. */
    public suspend fun meeting(id: String, moment: Moment = Moment.now()): MeetingDetail = call { core.meeting(id, moment) }

    /** The sources in the order of their names. */
    public suspend fun sources(): List<Source> = call { core.sources() }

    /**
     * Imports a feed file: all of it or nothing. Cancelling the coroutine cancels the import, and nothing of it is kept.
     *
     * [onProgress] is called about every hundred rows, on the importing thread.
     */
    public suspend fun importFeed(
        path: String,
        options: FeedOptions,
        moment: Moment = Moment.now(),
        onProgress: (ImportStep) -> Unit = {},
    ): ImportReport =
        withContext(dispatcher) {
            val importing = coroutineContext
            val watcher =
                object : ImportProgress {
                    override fun onProgress(rows: UInt, bytesRead: ULong, bytesTotal: ULong): Boolean {
                        onProgress(ImportStep(rows.toInt(), bytesRead.toLong(), bytesTotal.toLong()))
                        return importing[kotlinx.coroutines.Job]?.isActive ?: true
                    }
                }
            try {
                core.importFeed(path, options, moment, watcher)
            } catch (cancelled: HandrailException.Cancelled) {
                importing.ensureActive()
                throw cancelled
            }
        }

    /** Imports the sample that ships with the core: made-up meetings, for previews and a first look. */
    public suspend fun importSample(moment: Moment = Moment.now()): ImportReport = call { core.importSample(moment) }

    /** Where a damaged directory was kept when it was opened; `null` when all was well. Import the sources again. */
    public suspend fun rebuiltFrom(): String? = call { core.rebuiltFrom() }

    /** Closes the file. Later calls throw [HandrailException.Closed]. Safe while calls are running. */
    override fun close() {
        core.closeFile()
    }

    private suspend fun <T> call(block: () -> T): T = withContext(dispatcher) { block() }

    public companion object {
        /** Opens the directory at [path], or makes it there. The folder must exist. */
        public suspend fun open(path: String, dispatcher: CoroutineDispatcher = Dispatchers.IO): Directory =
            withContext(dispatcher) { Directory(CoreDirectory.open(path), dispatcher) }

        /** Reads a feed as [importFeed] would and stores nothing. */
        public suspend fun checkFeed(path: String, options: FeedOptions, dispatcher: CoroutineDispatcher = Dispatchers.IO): FeedCheck =
            withContext(dispatcher) { org.handrail.core.checkFeed(path, options) }
    }
}
