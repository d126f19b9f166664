package org.handrail.app.data

import android.os.Bundle
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.MeetingDetail
import org.handrail.core.OwnMeeting
import org.handrail.core.Repeat
import org.handrail.core.Rule
import java.io.Serializable
import java.time.LocalTime

/** The form of a meeting of one's own, or of a correction, as far as it is filled in. */
data class OwnDraft(
    /** The meeting that is corrected or changed; `null`: a new one. */
    val id: String? = null,
    val name: String = "",
    /** 0 is Sunday. None: by appointment. */
    val weekdays: Set<Int> = emptySet(),
    val time: LocalTime = LocalTime.of(19, 0),
    val minutes: Int? = 60,
    val place: String = "",
    val address: String = "",
    val link: String = "",
    val phone: String = "",
    val notes: String = "",
    val fellowship: String? = null,
    /** A schedule that the form cannot say, such as the last Friday of a month. It stays unless the person wants another. */
    @Transient val kept: List<Rule>? = null,
    /** What the form does not ask and a correction must not lose. */
    @Transient val rest: OwnMeeting = OwnMeeting(""),
) : Serializable {
    fun meeting(): OwnMeeting =
        rest.copy(
            name = name.trim(),
            schedule = kept ?: weekly(),
            place = place.trim().ifEmpty { null },
            address = address.trim().ifEmpty { null },
            conferenceUrl = link.trim().ifEmpty { null },
            conferencePhone = phone.trim().ifEmpty { null },
            notes = notes.trim().ifEmpty { null },
            fellowship = fellowship,
        )

    private fun weekly(): List<Rule> {
        if (weekdays.isEmpty()) return emptyList()
        val days = weekdays.sorted().map { it.toByte() }
        return listOf(Rule(Repeat.Weekly(days), (time.toSecondOfDay() / 60).toUShort(), duration = minutes?.toUShort()))
    }

    companion object {
        fun of(detail: MeetingDetail): OwnDraft {
            val row = detail.row
            val plain = detail.rules.singleOrNull()?.takeIf { it == Rule(it.repeat, it.minute, duration = it.duration) }
            val days = (plain?.repeat as? Repeat.Weekly)?.weekdays
            return OwnDraft(
                id = row.id,
                name = row.name,
                weekdays = days.orEmpty().map { it.toInt() }.toSet(),
                time = plain?.let { LocalTime.ofSecondOfDay(it.minute.toLong() * 60) } ?: LocalTime.of(19, 0),
                minutes = if (plain == null) 60 else plain.duration?.toInt(),
                place = row.place.orEmpty(),
                address = row.address.orEmpty(),
                link = detail.conferenceUrl.orEmpty(),
                phone = detail.conferencePhone.orEmpty(),
                notes = detail.notes.orEmpty(),
                fellowship = row.fellowship,
                kept = detail.rules.takeIf { days == null && it.isNotEmpty() },
                rest = OwnMeeting(row.name, zone = row.zone, point = detail.point, types = row.types, languages = detail.languages),
            )
        }
    }
}

data class OwnState(
    val draft: OwnDraft = OwnDraft(),
    val wrong: Field? = null,
    val problem: HandrailException? = null,
    /** Counts up when the form was taken, so that its screen closes. */
    val saved: Int = 0,
)

class OwnModel(private val session: Session, kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(OwnState(draft = kept.get<Bundle>(FORM)?.ownDraft() ?: OwnDraft()))
    val state: StateFlow<OwnState> = _state

    init {
        kept.setSavedStateProvider(FORM) { _state.value.draft.kept() }
    }

    fun begin(detail: MeetingDetail? = null) = _state.update { OwnState(draft = detail?.let(OwnDraft::of) ?: OwnDraft(), saved = it.saved) }

    fun change(change: (OwnDraft) -> OwnDraft) = _state.update { it.copy(draft = change(it.draft), wrong = null, problem = null) }

    fun save() {
        val draft = _state.value.draft
        viewModelScope.launch {
            try {
                val directory = session.directory()
                val zone = if (draft.id == null) session.moment().zone else draft.rest.zone
                val saved = directory.saveOwnMeeting(draft.meeting().copy(zone = zone), draft.id, session.moment())
                // Whoever notes down a meeting goes there: it stands among their favourites at once.
                if (draft.id == null) directory.addFavourite(saved.row.id, moment = session.moment())
                _state.update { it.copy(saved = it.saved + 1) }
            } catch (wrong: HandrailException.Invalid) {
                _state.update { it.copy(wrong = wrong.field) }
            } catch (broken: HandrailException) {
                _state.update { it.copy(problem = broken) }
            }
        }
    }

    private companion object {
        const val FORM = "form"
    }
}
