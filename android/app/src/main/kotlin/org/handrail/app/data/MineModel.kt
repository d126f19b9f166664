package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.core.Favourite
import org.handrail.core.HandrailException
import org.handrail.core.MeetingNotice
import org.handrail.core.MeetingRow
import org.handrail.core.Moment

/** What the person keeps of the directory. */
data class MineState(
    val loading: Boolean = true,
    /** The journal is not open: what they keep is there, and cannot be shown just now. */
    val locked: Boolean = false,
    val favourites: List<Favourite> = emptyList(),
    val notices: List<MeetingNotice> = emptyList(),
    val hidden: List<MeetingRow> = emptyList(),
    val asked: Moment? = null,
    val problem: HandrailException? = null,
)

class MineModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(MineState())
    val state: StateFlow<MineState> = _state

    init {
        viewModelScope.launch {
            session.directory().watchFavourites(session.moment).catch { failed(it) }.collectLatest { favourites ->
                if (favourites == null) _state.update { MineState(loading = false, locked = true) } else show(favourites)
            }
        }
    }

    private suspend fun show(favourites: List<Favourite>) =
        trying { directory ->
            val moment = session.moment()
            val notices = directory.meetingNotices(moment)
            val hidden = directory.hiddenMeetings(moment)
            _state.value = MineState(loading = false, favourites = favourites, notices = notices, hidden = hidden, asked = moment)
        }

    fun seen(id: String) = change { it.markMeetingSeen(id, session.moment()) }

    /** The likely successor becomes the favourite, with what the person had said; the one that is gone is let go. */
    fun follow(notice: MeetingNotice) =
        change { directory ->
            val successor = notice.successor ?: return@change
            val details = _state.value.favourites.find { it.id == notice.id }?.details ?: return@change
            directory.addFavourite(successor.id, details, session.moment())
            directory.removeFavourite(notice.id, session.moment())
        }

    fun letGo(id: String) = change { it.removeFavourite(id, session.moment()) }

    fun unhide(id: String) = change { it.hideMeeting(id, false, session.moment()) }

    private fun change(work: suspend (Directory) -> Unit) {
        viewModelScope.launch { trying(work) }
    }

    private suspend fun trying(work: suspend (Directory) -> Unit) =
        try {
            work(session.directory())
        } catch (broken: HandrailException) {
            failed(broken)
        }

    private fun failed(cause: Throwable) {
        if (cause !is HandrailException) throw cause
        _state.update { it.copy(loading = false, problem = cause) }
    }
}
