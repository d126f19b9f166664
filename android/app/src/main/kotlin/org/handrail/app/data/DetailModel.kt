package org.handrail.app.data

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Journal
import org.handrail.core.DayCalendar
import org.handrail.core.DayMark
import org.handrail.core.DaySelection
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.HealthTimeline
import org.handrail.core.ShelfRow
import org.handrail.core.TrackerHistory
import org.handrail.core.TrackerStatistics
import org.handrail.core.healthTimeline
import java.time.LocalDate
import java.time.YearMonth

/** One tracker in full: its numbers, a month of its days, its milestones, its episodes. */
data class DetailState(
    val history: TrackerHistory? = null,
    val month: YearMonth? = null,
    val calendar: DayCalendar? = null,
    val shelf: List<ShelfRow> = emptyList(),
    val statistics: TrackerStatistics? = null,
    /** What is known of the body after a start; `null` where nothing can be cited, or it is not said what the tracker is about. */
    val health: HealthTimeline? = null,
    /** The day whose entry is open. */
    val marking: LocalDate? = null,
    val wrong: Field? = null,
    /** Deletion is asked twice. */
    val deleting: Boolean = false,
    /** Counts up when the tracker is gone from the list, so that its screen closes. */
    val gone: Int = 0,
)

class DetailModel(private val session: Session, private val kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(DetailState())
    val state: StateFlow<DetailState> = _state
    private var showing: Job? = null
    private var shown: String? = null

    /** The app was ended with this tracker on the screen; its day may have been open. */
    fun showAgain(id: String) {
        if (shown != id) show(id, kept.get<String>(MARKING)?.let(LocalDate::parse))
    }

    /** Shows a tracker, and keeps showing what becomes of it; where a day is named, with the form of that day. */
    fun show(id: String, day: LocalDate? = null) {
        showing?.cancel()
        shown = id
        kept[MARKING] = day?.toString()
        _state.update { DetailState(gone = it.gone, month = day?.let { YearMonth.from(day) }, marking = day) }
        showing =
            viewModelScope.launch {
                val journal = session.opened()
                try {
                    journal.watch { history(id, session.moment()) }.collectLatest { history ->
                        val shelf = journal.milestoneShelf(id, session.moment())
                        val statistics = journal.statistics(id, session.moment())
                        val health = history.tracker.details.subject?.let { healthTimeline(it) }
                        _state.update { it.copy(history = history, shelf = shelf, statistics = statistics, health = health) }
                        turn(journal, id, _state.value.month ?: YearMonth.from(history.today.day))
                    }
                } catch (_: HandrailException.NotFound) {
                    close()
                } catch (broken: HandrailException) {
                    session.broken(broken)
                }
            }
    }

    /** Turns the calendar by some months; not past the present one. */
    fun turn(months: Long) {
        val (id, month) = (_state.value.history?.tracker?.id ?: return) to (_state.value.month ?: return)
        viewModelScope.launch { journal()?.let { turn(it, id, month.plusMonths(months)) } }
    }

    private suspend fun turn(journal: Journal, id: String, month: YearMonth) {
        val calendar = journal.calendar(id, month.atDay(1), month.atEndOfMonth(), session.moment())
        _state.update { it.copy(month = month, calendar = calendar) }
    }

    fun openDay(day: LocalDate?) {
        kept[MARKING] = day?.toString()
        _state.update { it.copy(marking = day, wrong = null) }
    }

    fun mark(day: LocalDate, mark: DayMark) =
        change { journal, id ->
            journal.markDays(id, DaySelection(day, day), mark, session.moment())
            openDay(null)
        }

    fun undoMark() = change { journal, id -> journal.undoMark(id, session.moment()) }

    fun askDelete(asked: Boolean) = _state.update { it.copy(deleting = asked) }

    fun delete() =
        change { journal, id ->
            journal.deleteTracker(id, session.moment())
            close()
        }

    /** Once, whether this screen deleted it or the change of another did. */
    private fun close() {
        showing?.cancel()
        _state.update { if (it.history == null) it else DetailState(gone = it.gone + 1) }
    }

    private fun journal() = (session.journal.value as? JournalState.Open)?.journal

    private fun change(work: suspend (Journal, String) -> Unit) {
        val id = _state.value.history?.tracker?.id ?: return
        viewModelScope.launch {
            try {
                journal()?.let { work(it, id) }
            } catch (wrong: HandrailException.Invalid) {
                _state.update { it.copy(wrong = wrong.field) }
            } catch (_: HandrailException) {
                _state.update { it.copy(wrong = Field.PATH) }
            }
        }
    }

    private companion object {
        const val MARKING = "marking"
    }
}
