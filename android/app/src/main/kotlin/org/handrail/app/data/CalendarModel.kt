package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.handrail.calendar
import org.handrail.core.CalendarSelection
import org.handrail.core.Field
import org.handrail.core.HandrailException
import java.io.File
import java.io.IOException

/** A calendar on its way to another app. */
data class CalendarState(
    val making: Boolean = false,
    /** Written and not yet handed over. */
    val ready: File? = null,
    /** Nothing that was chosen has a time. */
    val empty: Boolean = false,
    val tooMany: Boolean = false,
    /** The file cannot be written. */
    val unwritten: Boolean = false,
    val problem: HandrailException? = null,
)

class CalendarModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(CalendarState())
    val state: StateFlow<CalendarState> = _state

    /** [named]: with names and notes, for a calendar that nobody else looks at. */
    fun make(selection: CalendarSelection, named: Boolean) {
        if (_state.value.making) return
        _state.value = CalendarState(making = true)
        viewModelScope.launch {
            _state.value =
                try {
                    val text = session.directory().calendar(selection, discreet = !named, session.moment())
                    CalendarState(ready = withContext(Dispatchers.IO) { write(text) })
                } catch (wrong: HandrailException.Invalid) {
                    CalendarState(empty = wrong.field == Field.DAY, tooMany = wrong.field == Field.LIMIT, problem = wrong.takeIf { it.field != Field.DAY && it.field != Field.LIMIT })
                } catch (broken: HandrailException) {
                    CalendarState(problem = broken)
                } catch (_: IOException) {
                    CalendarState(unwritten = true)
                }
        }
    }

    /** What the person shared before goes; the name says nothing. */
    private fun write(text: String): File {
        session.outbox.deleteRecursively()
        session.outbox.mkdirs()
        return File(session.outbox, "calendar.ics").apply { writeText(text) }
    }

    fun handedOver() = _state.update { it.copy(ready = null) }

    /** Another screen: what was said about the last one is of no interest there. */
    fun forget() {
        if (!_state.value.making) _state.value = CalendarState()
    }
}
