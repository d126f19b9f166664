package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.core.FeedOptions
import org.handrail.core.HandrailException
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingQuery
import org.handrail.core.MeetingRow
import org.handrail.core.Moment

data class MeetingsState(
    val words: String = "",
    val here: Boolean = true,
    val online: Boolean = false,
    val soon: Boolean = false,
    val loading: Boolean = true,
    val total: Int = 0,
    val rows: List<MeetingRow> = emptyList(),
    val nextPage: String? = null,
    /** The directory holds nothing at all. */
    val nothingImported: Boolean = false,
    /** Rows read so far while a list is imported. */
    val importing: Int? = null,
    val problem: Boolean = false,
    val detail: MeetingDetail? = null,
)

class MeetingsModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(MeetingsState())
    val state: StateFlow<MeetingsState> = _state
    private var searching: Job? = null
    private var importing: Job? = null
    /** The moment of the list on the screen: its pages belong together. */
    private var asked: Moment = session.moment()

    init {
        viewModelScope.launch { session.directory().changes.collect { search() } }
        search()
    }

    fun words(words: String) {
        _state.update { it.copy(words = words) }
        search(afterMillis = 200)
    }

    fun toggle(change: (MeetingsState) -> MeetingsState) {
        _state.update(change)
        search()
    }

    /** Asks anew; what was being asked is dropped. */
    fun search(afterMillis: Long = 0) {
        searching?.cancel()
        searching =
            viewModelScope.launch {
                delay(afterMillis)
                asked = session.moment()
                val directory = session.directory()
                runCatching { directory.meetingsNear(query(_state.value, null), asked) to directory.sources() }
                    .onSuccess { (page, sources) ->
                        _state.update {
                            it.copy(
                                loading = false,
                                total = page.total.toInt(),
                                rows = page.meetings,
                                nextPage = page.nextPage,
                                nothingImported = sources.isEmpty(),
                            )
                        }
                    }.onFailure { if (it is HandrailException) _state.update { state -> state.copy(loading = false, problem = true) } else throw it }
            }
    }

    fun more() {
        val cursor = _state.value.nextPage ?: return
        viewModelScope.launch {
            runCatching { session.directory().meetingsNear(query(_state.value, cursor), asked) }
                .onSuccess { page -> _state.update { it.copy(rows = it.rows + page.meetings, nextPage = page.nextPage) } }
                .onFailure { if (it is HandrailException) _state.update { state -> state.copy(problem = true) } else throw it }
        }
    }

    private fun query(state: MeetingsState, cursor: String?): MeetingQuery {
        val here = if (state.here) session.whereabouts.here() else null
        return MeetingQuery(
            near = here,
            includeOnline = state.online,
            hours = if (state.soon) 3u else null,
            words = state.words.trim().take(200).ifEmpty { null },
            cursor = cursor,
        )
    }

    fun show(id: String) {
        _state.update { it.copy(detail = null) }
        viewModelScope.launch {
            val detail = runCatching { session.directory().meeting(id, session.moment()) }.getOrNull()
            _state.update { it.copy(detail = detail) }
        }
    }

    fun importSample() = import { session.directory().importSample(session.moment()) }

    fun importFile(path: String, name: String) =
        import {
            val options = FeedOptions(source = name, zone = session.moment().zone)
            session.directory().importFeed(path, options, session.moment()) { step -> _state.update { it.copy(importing = step.rows) } }
        }

    fun cancelImport() {
        importing?.cancel()
        _state.update { it.copy(importing = null) }
    }

    private fun import(work: suspend () -> Unit) {
        importing?.cancel()
        importing =
            viewModelScope.launch {
                _state.update { it.copy(importing = 0, problem = false) }
                val refused = try {
                    work()
                    false
                } catch (_: HandrailException) {
                    true
                }
                _state.update { it.copy(importing = null, problem = refused) }
                search()
            }
    }
}
