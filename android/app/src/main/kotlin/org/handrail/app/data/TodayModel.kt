package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.core.MeetingQuery
import org.handrail.core.MeetingRow
import org.handrail.core.Moment
import org.handrail.core.ReturnToUse
import org.handrail.core.Today
import org.handrail.core.TrackerDetails
import org.handrail.core.TrackerHistory
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.EditorChoices
import org.handrail.core.Rate
import org.handrail.core.Tracker
import java.time.Duration
import java.time.LocalDate

/** What the first screen shows, and what its two forms need. */
data class TodayState(
    val journal: JournalState = JournalState.Opening,
    val today: Today? = null,
    val nextMeeting: MeetingRow? = null,
    /** The moment for which that meeting is the next. */
    val asked: Moment? = null,
    /** Favourites that changed since the person looked at them. */
    val changedFavourites: Int = 0,
    /** What the form of a tracker offers. */
    val choices: EditorChoices? = null,
    /** What was deleted and can be put back. */
    val deleted: List<Tracker> = emptyList(),
    /** The tracker whose form or history is open. */
    val history: TrackerHistory? = null,
    val wrong: Field? = null,
    /** The tracker whose return was just recorded and can be undone. */
    val undoable: String? = null,
    /** Counts up when a form was taken, so that its screen closes. */
    val saved: Int = 0,
)

class TodayModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(TodayState())
    val state: StateFlow<TodayState> = _state
    private var showing: Job? = null

    /** Of which tracker, or of a new one; empty before there was any. */
    private var form: List<String?> = emptyList()

    init {
        viewModelScope.launch {
            session.journal.collectLatest { journal ->
                _state.update { it.copy(journal = journal) }
                if (journal is JournalState.Open) keepShowing(journal)
            }
        }
        open()
    }

    fun open() {
        viewModelScope.launch { session.open() }
    }

    fun beginNew() {
        viewModelScope.launch { session.beginNew() }
    }

    private suspend fun keepShowing(open: JournalState.Open) {
        showing?.cancel()
        showing =
            viewModelScope.launch {
                launch { runCatching { open.journal.eraseDeleted(session.moment()) } }
                launch { showNextMeeting() }
                launch { showNotices() }
                // Damage behind the first page shows only when that page is read.
                open.journal.watchToday(session.moment).catch { session.broken(it) }.collectLatest { today ->
                    _state.update { it.copy(today = today) }
                    // The number changes by itself too: at the start of a day, or at an hour.
                    while (true) {
                        val next = today.changesAt ?: break
                        delay(Duration.between(session.moment().at, next).toMillis().coerceIn(1_000, 3_600_000))
                        runCatching { open.journal.today(session.moment()) }.onSuccess { fresh -> _state.update { it.copy(today = fresh) } }
                    }
                }
            }
    }

    private suspend fun showNextMeeting() {
        val query = MeetingQuery(near = session.whereabouts.here(), includeOnline = true, limit = 1u)
        val meetings = session.directory().watch { session.moment().let { it to meetingsNear(query, it) } }
        meetings.catch { if (it !is HandrailException) throw it }.collectLatest { (moment, page) ->
            _state.update { it.copy(nextMeeting = page.meetings.firstOrNull(), asked = moment) }
        }
    }

    private suspend fun showNotices() =
        session.directory().watchNotices(session.moment).catch { if (it !is HandrailException) throw it }.collectLatest { notices ->
            _state.update { it.copy(changedFavourites = notices.orEmpty().size) }
        }

    /** The app was ended with this form on the screen. */
    fun showAgain(id: String?) {
        if (form != listOf(id)) show(id)
    }

    /** Loads one tracker for its form; `null` for a new one. */
    fun show(id: String?) {
        form = listOf(id)
        _state.update { it.copy(history = null, wrong = null) }
        withJournal { journal ->
            val choices = journal.editorChoices()
            val deleted = journal.deletedTrackers()
            val history = id?.let { journal.history(it, session.moment()) }
            _state.update { it.copy(history = history, choices = choices, deleted = deleted) }
        }
    }

    fun save(id: String?, details: TrackerDetails, rate: Rate? = null) =
        withJournal { journal ->
            val tracker = if (id == null) journal.addTracker(details, session.moment()) else journal.editTracker(id, details, session.moment())
            rate?.let { journal.setRate(tracker.id, it, session.moment()) }
            _state.update { it.copy(wrong = null, saved = it.saved + 1) }
        }

    fun archive(id: String) =
        withJournal { journal ->
            journal.archiveTracker(id, true, session.moment())
            _state.update { it.copy(saved = it.saved + 1) }
        }

    fun restore(id: String) =
        withJournal { journal ->
            journal.restoreTracker(id)
            _state.update { it.copy(deleted = journal.deletedTrackers(), saved = it.saved + 1) }
        }

    fun recordReturn(id: String, event: ReturnToUse) =
        withJournal { journal ->
            journal.recordReturn(id, event, session.moment())
            _state.update { it.copy(wrong = null, saved = it.saved + 1, undoable = id) }
        }

    fun undoReturn(id: String) = withJournal { journal -> journal.undoReturn(id, session.moment()) }

    fun undoOffered() = _state.update { it.copy(undoable = null) }

    fun today(): LocalDate = session.moment().let { it.at.atZone(java.time.ZoneId.of(it.zone)).toLocalDate() }

    private fun withJournal(work: suspend (org.handrail.Journal) -> Unit) {
        viewModelScope.launch {
            try {
                work(session.opened())
            } catch (wrong: HandrailException.Invalid) {
                _state.update { it.copy(wrong = wrong.field) }
            } catch (_: HandrailException) {
                _state.update { it.copy(wrong = Field.PATH) }
            }
        }
    }
}
