package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
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
import java.util.UUID

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
    private var work: Job? = null

    /** [named]: with names and notes, for a calendar that nobody else looks at. */
    fun make(selection: CalendarSelection, named: Boolean) {
        if (_state.value.making) return
        _state.value = CalendarState(making = true)
        work =
            viewModelScope.launch {
                _state.value =
                    try {
                        CalendarState(ready = write(session.directory().calendar(selection, discreet = !named, session.moment())))
                    } catch (wrong: HandrailException.Invalid) {
                        CalendarState(empty = wrong.field == Field.DAY, tooMany = wrong.field == Field.LIMIT, problem = wrong.takeIf { it.field != Field.DAY && it.field != Field.LIMIT })
                    } catch (broken: HandrailException) {
                        CalendarState(problem = broken)
                    } catch (_: IOException) {
                        CalendarState(unwritten = true)
                    }
            }
    }

    /** Each in a folder of its own, lest an app that is slow to read the one before be given this one. The name says nothing. */
    private suspend fun write(text: String): File {
        val file = File(File(session.outbox, UUID.randomUUID().toString()), "calendar.ics")
        var whole = false
        try {
            withContext(Dispatchers.IO) {
                file.parentFile?.mkdirs()
                file.writeText(text)
            }
            whole = true
            return file
        } finally {
            if (!whole) file.remove()
        }
    }

    private fun File.remove() = parentFile?.deleteRecursively()

    fun handedOver() = _state.update { it.copy(ready = null) }

    /** Another screen: there nothing is said about the last one, and nothing of it is sent. */
    fun forget() {
        work?.cancel()
        _state.value.ready?.remove()
        _state.value = CalendarState()
    }

    override fun onCleared() = forget()
}
