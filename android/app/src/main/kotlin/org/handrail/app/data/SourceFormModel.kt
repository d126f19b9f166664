package org.handrail.app.data

import android.os.Bundle
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.core.Field
import org.handrail.core.HandrailException
import org.handrail.core.Problem
import org.handrail.core.Source
import org.handrail.core.SourceDetails
import org.handrail.removeSource
import org.handrail.saveSource
import java.io.Serializable

/** The form of a list, as far as it is filled in. */
data class SourceDraft(
    /** How it stands; `null`: a new one. Its name is what it is known by, so it stays. */
    @Transient val before: Source? = null,
    val name: String = "",
    val address: String = "",
    val fellowship: String? = null,
    val zone: String? = null,
    val country: String? = null,
    val licence: String = "",
    val hours: Int = DAILY,
    val aggregator: Boolean = false,
    /** What the person said about its columns is to be guessed anew. */
    val forgetColumns: Boolean = false,
) : Serializable {
    fun details(): SourceDetails {
        val kept = before?.details ?: SourceDetails(name.trim())
        return kept.copy(
            url = address.trim().ifEmpty { null },
            fellowship = fellowship,
            zone = zone,
            country = country,
            licence = licence.trim().ifEmpty { null },
            refreshHours = hours.toUShort(),
            aggregator = aggregator,
            columns = if (forgetColumns) emptyList() else kept.columns,
        )
    }

    companion object {
        const val DAILY = 24

        fun of(source: Source): SourceDraft {
            val said = source.details
            return SourceDraft(
                before = source,
                name = said.name,
                address = said.url.orEmpty(),
                fellowship = said.fellowship,
                zone = said.zone,
                country = said.country,
                licence = said.licence.orEmpty(),
                hours = said.refreshHours.toInt(),
                aggregator = said.aggregator,
            )
        }
    }
}

data class SourceFormState(
    val draft: SourceDraft = SourceDraft(),
    val wrong: Field? = null,
    /** There is another list of this name. */
    val taken: Boolean = false,
    /** Removing it is asked twice. */
    val sure: Boolean = false,
    val problem: HandrailException? = null,
    /** Counts up when the list was saved or removed, so that its screen closes. */
    val saved: Int = 0,
)

class SourceFormModel(private val session: Session, kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(SourceFormState(kept.get<Bundle>(FORM)?.sourceDraft() ?: SourceDraft()))
    val state: StateFlow<SourceFormState> = _state

    init {
        kept.setSavedStateProvider(FORM) { _state.value.draft.kept() }
    }

    fun begin(source: Source? = null) = _state.update { SourceFormState(source?.let(SourceDraft::of) ?: SourceDraft(zone = session.moment().zone), saved = it.saved) }

    fun change(change: (SourceDraft) -> SourceDraft) =
        _state.update { it.copy(draft = change(it.draft), wrong = null, taken = false, problem = null, sure = false) }

    fun save() =
        ending { directory ->
            val draft = _state.value.draft
            val details = draft.details()
            if (draft.before == null && directory.sources(session.moment()).any { it.details.name == details.name }) {
                _state.update { it.copy(taken = true, wrong = Field.SOURCE) }
                return@ending false
            }
            // The core takes http too; this phone does not ask in the open.
            if (details.url?.let(session.web::allows) == false) throw HandrailException.Invalid(Field.LINK, Problem.MALFORMED)
            directory.saveSource(details, session.moment())
            true
        }

    fun askRemove(sure: Boolean) = _state.update { it.copy(sure = sure) }

    fun remove() =
        ending { directory ->
            val name = _state.value.draft.before?.details?.name ?: return@ending false
            directory.removeSource(name, session.moment())
            true
        }

    private fun ending(work: suspend (Directory) -> Boolean) {
        viewModelScope.launch {
            try {
                if (work(session.directory())) _state.update { it.copy(saved = it.saved + 1) }
            } catch (wrong: HandrailException.Invalid) {
                _state.update { it.copy(wrong = wrong.field, problem = null) }
            } catch (broken: HandrailException) {
                _state.update { it.copy(problem = broken) }
            }
        }
    }

    private companion object {
        const val FORM = "form"
    }
}
