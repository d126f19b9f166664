package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.core.Favourite
import org.handrail.core.FavouriteDetails
import org.handrail.core.HandrailException
import org.handrail.core.JoinedListing
import org.handrail.core.MeetingDetail
import org.handrail.core.MeetingEvent
import org.handrail.core.MeetingNotice
import org.handrail.core.Moment
import org.handrail.meetingHistory

/** One meeting in full, with what the person says about it. */
data class MeetingState(
    val id: String? = null,
    val detail: MeetingDetail? = null,
    val asked: Moment? = null,
    /** Set while it is one of theirs. */
    val favourite: Favourite? = null,
    /** What changed since they last looked. */
    val notice: MeetingNotice? = null,
    /** What became of it, the newest first. */
    val history: List<MeetingEvent> = emptyList(),
    /** Listings that they have just taken for meetings of their own. */
    val parted: List<JoinedListing> = emptyList(),
    /** The journal is not open: nothing can be kept just now. */
    val locked: Boolean = false,
    val problem: HandrailException? = null,
    /** What was just hidden and can be shown again. */
    val hidden: Hidden? = null,
    /** Counts up when its screen has nothing more to show. */
    val gone: Int = 0,
)

data class Hidden(val id: String, val name: String)

class MeetingModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(MeetingState())
    val state: StateFlow<MeetingState> = _state
    private var showing: Job? = null

    /** The app was ended with this meeting on the screen. */
    fun showAgain(id: String) {
        if (_state.value.id != id) show(id)
    }

    /** Shows a meeting, and keeps showing what becomes of it. */
    fun show(id: String) {
        showing?.cancel()
        _state.update { MeetingState(id = id, hidden = it.hidden, gone = it.gone) }
        showing =
            viewModelScope.launch {
                val directory = session.directory()
                directory.watch { look(this, id) }.collectLatest { found -> _state.update(found) }
            }
    }

    private suspend fun look(directory: Directory, id: String): (MeetingState) -> MeetingState {
        val moment = session.moment()
        val (detail, history) =
            try {
                val found = directory.meeting(id, moment)
                found to if (found.source.isEmpty()) emptyList() else directory.meetingHistory(id)
            } catch (broken: HandrailException) {
                return { it.copy(detail = null, problem = broken) }
            }
        val (favourites, notices) =
            try {
                directory.favourites(moment) to directory.meetingNotices(moment)
            } catch (_: HandrailException) {
                // Locked, or damaged: the meeting itself is public and is shown all the same.
                return { it.copy(detail = detail, asked = moment, history = history, favourite = null, notice = null, locked = true) }
            }
        return {
            it.copy(
                detail = detail,
                asked = moment,
                history = history,
                favourite = favourites.find { favourite -> favourite.id == id },
                notice = notices.find { notice -> notice.id == id },
                locked = false,
            )
        }
    }

    fun favour(details: FavouriteDetails = FavouriteDetails()) = change { directory, id -> directory.addFavourite(id, details, session.moment()) }

    fun unfavour() = change { directory, id -> directory.removeFavourite(id, session.moment()) }

    fun seen() = change { directory, id -> directory.markMeetingSeen(id, session.moment()) }

    fun hide() =
        change { directory, id ->
            val name = _state.value.detail?.row?.name.orEmpty()
            directory.hideMeeting(id, true, session.moment())
            _state.update { it.copy(hidden = Hidden(id, name), gone = it.gone + 1) }
        }

    fun unhide(id: String) = change { directory, _ -> directory.hideMeeting(id, false, session.moment()) }

    /** The offer to show it again has passed. */
    fun hideOffered() = _state.update { it.copy(hidden = null) }

    /** It and this listing are two meetings, the person says. */
    fun part(listing: JoinedListing) =
        change { directory, _ ->
            directory.keepApart(listing.id, true, session.moment())
            _state.update { it.copy(parted = it.parted + listing) }
        }

    /** They are one after all: the listing of this id, or the meeting on the screen itself. */
    fun join(id: String) =
        change { directory, _ ->
            directory.keepApart(id, false, session.moment())
            _state.update { state -> state.copy(parted = state.parted.filter { it.id != id }) }
        }

    /** Takes back one's correction, or a meeting of one's own: of that nothing is left to show. */
    fun takeBack() =
        change { directory, id ->
            val own = _state.value.detail?.source.isNullOrEmpty()
            directory.removeOwnMeeting(id, session.moment())
            if (own && runCatching { directory.meeting(id, session.moment()) }.isFailure) _state.update { it.copy(gone = it.gone + 1) }
        }

    private fun change(work: suspend (Directory, String) -> Unit) {
        val id = _state.value.id.orEmpty()
        viewModelScope.launch {
            try {
                work(session.directory(), id)
                _state.update { it.copy(problem = null) }
            } catch (broken: HandrailException) {
                _state.update { it.copy(problem = broken) }
            }
        }
    }
}
