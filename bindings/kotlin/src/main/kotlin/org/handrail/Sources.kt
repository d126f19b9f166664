package org.handrail

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.withContext
import org.handrail.core.FetchAnswer
import org.handrail.core.FetchRequest
import org.handrail.core.FetchTrouble
import org.handrail.core.HandrailException
import org.handrail.core.Moment
import org.handrail.core.RefreshOutcome
import org.handrail.core.Source
import org.handrail.core.SourceDetails
import java.io.File
import java.io.IOException

/** Adds a source, or changes what is said about the one of that name. */
public suspend fun Directory.saveSource(details: SourceDetails, moment: Moment = Moment.now()): Source = ask { saveSource(details, moment) }

/** Takes a source away. Its meetings leave every list; favourites among them stay, and say that they are gone. */
public suspend fun Directory.removeSource(name: String, moment: Moment = Moment.now()): Unit = ask { removeSource(name, moment) }

/** What to fetch now: all that is due, or the sources in [names], whether it is their turn or not. */
public suspend fun Directory.refreshPlan(names: List<String> = emptyList(), moment: Moment = Moment.now()): List<FetchRequest> =
    ask { refreshPlan(moment, names) }

/**
 * Takes in what was fetched: all of it or nothing. Cancelling and [onProgress] as in [Directory.importFeed]. [acceptShrink] takes a
 * feed even when far fewer meetings come than before.
 */
public suspend fun Directory.applyFetched(
    answer: FetchAnswer,
    acceptShrink: Boolean = false,
    moment: Moment = Moment.now(),
    onProgress: (ImportStep) -> Unit = {},
): RefreshOutcome = importing(onProgress) { applyFetched(answer, moment, acceptShrink, it) }

/** The network, which the app brings: Handrail has none. */
public fun interface FeedFetcher {
    /**
     * Fetches [request] with GET, stores the body in [into] and answers with status, headers and, where there is a body, the path
     * of [into]. Set a time-out: the sources wait for each other. What it throws counts as no answer; [NoAnswer] says why there is none.
     */
    public suspend fun fetch(request: FetchRequest, into: File): FetchAnswer
}

/** What a [FeedFetcher] throws where it knows why there is no answer: the source keeps it. */
public open class NoAnswer(
    /** Why. */
    public val trouble: FetchTrouble,
) : IOException()

/** Where a refresh is. */
public data class RefreshStep(
    /** The source's name. */
    val source: String,
    /** Which source it is, from 1. */
    val number: Int,
    /** How many sources there are. */
    val total: Int,
    /** What is going on with it. */
    val phase: RefreshPhase,
)

/** What is going on with a source. The last two end it. */
public sealed interface RefreshPhase {
    /** Its answer is awaited. */
    public data object Fetching : RefreshPhase

    /** Its feed is being read. A slow collector misses some of these. */
    public data class Reading(
        /** How far it is. */
        val step: ImportStep,
    ) : RefreshPhase

    /** It is done, for good or ill. */
    public data class Finished(
        /** What became of it. */
        val outcome: RefreshOutcome,
    ) : RefreshPhase

    /** This device could not take its answer in; the source is as it was. */
    public data class Failed(
        /** Why. */
        val error: HandrailException,
    ) : RefreshPhase
}

/**
 * Refreshes all that is due, or the sources in [names], one after the other; a bad one never ends the others. Each collector
 * refreshes anew. Cancelling stops between sources and within one, of which nothing is kept then. Where the directory is closed
 * midway, the source at hand ends with [HandrailException.Closed], and the refresh ends: the others are as
 * they were.
 *
 * Bodies are stored in [folder], by default the app's folder of temporary files, and deleted at once. [acceptShrink] takes feeds even
 * when far fewer meetings come than before: only where a person has said so of these [names].
 */
public fun Directory.refresh(
    fetcher: FeedFetcher,
    names: List<String> = emptyList(),
    folder: File? = null,
    acceptShrink: Boolean = false,
    moment: () -> Moment = { Moment.now() },
): Flow<RefreshStep> =
    channelFlow {
        val plan = refreshPlan(names, moment())
        plan.forEachIndexed { index, request ->
            fun step(phase: RefreshPhase) = RefreshStep(request.source, index + 1, plan.size, phase)
            send(step(RefreshPhase.Fetching))
            // Whoever cancels meanwhile still has the file removed. In two, as the way back from another thread may be cancelled as well.
            val body = withContext(NonCancellable) { withContext(Dispatchers.IO) { File.createTempFile("feed", null, folder) } }
            val end =
                try {
                    val answer = fetcher.answer(request, body)
                    RefreshPhase.Finished(applyFetched(answer, acceptShrink, moment()) { trySend(step(RefreshPhase.Reading(it))) })
                } catch (failure: HandrailException) {
                    RefreshPhase.Failed(failure)
                } finally {
                    body.delete()
                }
            send(step(end))
            if ((end as? RefreshPhase.Failed)?.error is HandrailException.Closed) return@channelFlow
        }
    }

private suspend fun FeedFetcher.answer(request: FetchRequest, body: File): FetchAnswer =
    try {
        fetch(request, body).copy(source = request.source)
    } catch (told: NoAnswer) {
        FetchAnswer(request.source, 0u, trouble = told.trouble)
    } catch (
        @Suppress("TooGenericExceptionCaught") failure: Exception,
    ) {
        // A time-out within the fetcher looks like a cancellation, and is none of ours.
        currentCoroutineContext().ensureActive()
        FetchAnswer(request.source, 0u)
    }
