package org.handrail.app.data

import android.os.Bundle
import androidx.core.os.bundleOf
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.core.GeoPoint
import org.handrail.core.HandrailException
import org.handrail.core.MeetingFacets
import org.handrail.core.MeetingQuery
import org.handrail.core.MeetingRow
import org.handrail.core.Moment
import org.handrail.core.RegionCount
import java.time.Duration

/** The list of meetings with what was asked, and what the screen with the filters shows beside each choice. */
data class MeetingsState(
    val filter: MeetingFilter = MeetingFilter(),
    val loading: Boolean = true,
    val total: Int = 0,
    val rows: List<MeetingRow> = emptyList(),
    val nextPage: String? = null,
    /** How far around the person it was looked; `null` when not by distance. */
    val withinKm: Double? = null,
    /** What was looked for in place of words that nothing has. */
    val corrected: String? = null,
    val facets: MeetingFacets? = null,
    /** The regions right below the one that is chosen. */
    val regions: List<RegionCount> = emptyList(),
    /** The person asked for what is near and their place is not known: then it is everywhere. */
    val placeUnknown: Boolean = false,
    /** The directory holds nothing at all. */
    val nothingImported: Boolean = false,
    val problem: HandrailException? = null,
    /** The moment of the list on the screen: its pages belong together. */
    val asked: Moment? = null,
    /** Counts up with every new question: the list begins at its top again. */
    val questions: Int = 0,
)

class MeetingsModel(private val session: Session, kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(MeetingsState(filter = kept.get<Bundle>(QUESTION)?.serialized<MeetingFilter>(QUESTION) ?: MeetingFilter()))
    val state: StateFlow<MeetingsState> = _state
    private var searching: Job? = null
    private var paging: Job? = null

    /** A new question is on its way; until it is answered, a change of the files must not keep the old one's place. */
    private var asking = false

    init {
        kept.setSavedStateProvider(QUESTION) { bundleOf(QUESTION to _state.value.filter) }
        // Of both files: favourites and hidden meetings stand in the journal, which may open later, or lock.
        viewModelScope.launch { session.directory().changes.collect { refresh() } }
        ask()
    }

    fun words(words: String) {
        _state.update { it.copy(filter = it.filter.copy(words = words)) }
        ask(afterMillis = 200)
    }

    fun filter(change: (MeetingFilter) -> MeetingFilter) {
        _state.update { it.copy(filter = change(it.filter)) }
        ask()
    }

    /** Asks anew from the top; what was being asked is dropped. */
    fun ask(afterMillis: Long = 0) {
        asking = true
        search(PAGE, afterMillis)
    }

    /** Asks the same again, as far as the person had come: the place in the list is kept. */
    private fun refresh() = search(if (asking) PAGE else _state.value.rows.size.coerceIn(PAGE, MOST))

    private fun search(rows: Int, afterMillis: Long = 0) {
        searching?.cancel()
        paging?.cancel()
        searching =
            viewModelScope.launch {
                delay(afterMillis)
                load(rows)
                if (asking) _state.update { it.copy(questions = it.questions + 1) }
                asking = false
            }
    }

    /** Back in the hand after a while: what has begun meanwhile moves up. */
    fun resumed() {
        val asked = _state.value.asked ?: return
        if (Duration.between(asked.at, session.moment().at) > STALE) refresh()
    }

    private suspend fun load(rows: Int) {
        val filter = _state.value.filter
        val (moment, here) = session.moment() to session.whereabouts.here()
        try {
            val directory = session.directory()
            val page = directory.meetingsNear(filter.query(here, moment, limit = rows), moment)
            _state.update {
                it.copy(
                    loading = false,
                    total = page.total.toInt(),
                    rows = page.meetings,
                    nextPage = page.nextPage,
                    withinKm = page.withinKm,
                    corrected = page.correctedWords,
                    placeUnknown = filter.where == Where.NEAR && here == null,
                    problem = null,
                    asked = moment,
                )
            }
            besides(directory, filter, here, moment)
        } catch (broken: HandrailException) {
            _state.update { it.copy(loading = false, problem = broken) }
        }
    }

    /** What costs a little more, and what the list need not wait for. */
    private suspend fun besides(directory: Directory, filter: MeetingFilter, here: GeoPoint?, moment: Moment) {
        val facets = directory.meetingFacets(filter.query(here, moment), moment)
        val regions = directory.regions(filter.region)
        val nothing = directory.sources().isEmpty()
        _state.update { it.copy(facets = facets, regions = regions, nothingImported = nothing) }
    }

    /** What the list on the screen answers, as a question of its own. */
    fun question(): MeetingQuery = _state.value.filter.query(session.whereabouts.here(), _state.value.asked ?: session.moment())

    /** The next page, when the one before has been answered in full. */
    fun more() {
        if (paging?.isActive == true) return
        paging =
            viewModelScope.launch {
                searching?.join()
                val shown = _state.value
                val (cursor, moment) = (shown.nextPage ?: return@launch) to (shown.asked ?: return@launch)
                try {
                    val query = shown.filter.query(session.whereabouts.here(), moment, limit = PAGE, cursor = cursor)
                    val page = session.directory().meetingsNear(query, moment)
                    val known = shown.rows.mapTo(HashSet()) { it.id }
                    _state.update { it.copy(rows = it.rows + page.meetings.filter { row -> row.id !in known }, nextPage = page.nextPage) }
                } catch (broken: HandrailException) {
                    _state.update { it.copy(problem = broken) }
                }
            }
    }

    private companion object {
        const val QUESTION = "question"
        const val PAGE = 50
        const val MOST = 500
        val STALE: Duration = Duration.ofMinutes(1)
    }
}
