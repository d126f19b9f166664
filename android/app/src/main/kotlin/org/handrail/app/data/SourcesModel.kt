package org.handrail.app.data

import android.net.Uri
import android.os.Bundle
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.handrail.Directory
import org.handrail.ImportStep
import org.handrail.core.FeedProblem
import org.handrail.core.HandrailException
import org.handrail.core.ImportReport
import org.handrail.core.Moment
import org.handrail.core.Source
import org.handrail.refreshPlan
import java.io.File

/** The lists on this phone, and the one that is coming in. */
data class SourcesState(
    val loading: Boolean = true,
    val sources: List<Source> = emptyList(),
    /** Names of the lists whose turn it is to be asked. */
    val due: Set<String> = emptySet(),
    val asked: Moment? = null,
    /** A file that was picked and waits for what the person says about it. */
    val picked: PickedList? = null,
    val importing: Boolean = false,
    /** How far it is; `null` before the first rows. */
    val step: ImportStep? = null,
    val report: Imported? = null,
    val problem: HandrailException? = null,
    /** The other app does not give the file. */
    val unreadable: Boolean = false,
) {
    /** Far fewer rows than last time: it is for the person to say whether that is right. */
    val shrunk: Boolean get() = picked != null && (problem as? HandrailException.Feed)?.reason == FeedProblem.SHRUNK
}

data class Imported(val source: String, val report: ImportReport)

class SourcesModel(private val session: Session, kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(SourcesState())
    val state: StateFlow<SourcesState> = _state
    private var work: Job? = null
    private var file: Picked? = null

    init {
        kept.get<Bundle>(PICKED)?.let(::pickedAgain)
        kept.setSavedStateProvider(PICKED) { file?.let { _state.value.picked?.kept(it) } ?: Bundle() }
        viewModelScope.launch {
            session.directory().watch { look(this) }.catch { if (it !is HandrailException) throw it else failed(it) }.collectLatest { found -> _state.update(found) }
        }
    }

    private suspend fun look(directory: Directory): (SourcesState) -> SourcesState {
        val moment = session.moment()
        val sources = directory.sources(moment)
        val due = directory.refreshPlan(moment = moment).mapTo(HashSet()) { it.source }
        return { it.copy(loading = false, sources = sources, due = due, asked = moment) }
    }

    /** Back in the hand after a while: more may be due. */
    fun resumed() {
        viewModelScope.launch {
            try {
                _state.update(look(session.directory()))
            } catch (broken: HandrailException) {
                failed(broken)
            }
        }
    }

    /** The person picked a file; it is copied, and they are asked what it is. */
    fun picked(uri: Uri) {
        discard()
        work =
            viewModelScope.launch {
                val copied = session.files.copy(uri)
                file = copied
                val list = copied?.let { PickedList.of(it, _state.value.sources, session.moment().zone) }
                _state.update { it.copy(picked = list, unreadable = list == null) }
            }
    }

    /** The app was ended while the person said what their file is: the copy is still there, and so is what they had said. */
    private fun pickedAgain(kept: Bundle) {
        val copied = Picked(File(kept.getString("path") ?: return), kept.getString("file").orEmpty())
        work =
            viewModelScope.launch {
                if (!withContext(Dispatchers.IO) { copied.copy.isFile }) return@launch
                file = copied
                val list = PickedList.of(copied, session.directory().sources(session.moment()), session.moment().zone)
                _state.update { it.copy(picked = list.with(kept)) }
            }
    }

    fun say(change: (PickedList) -> PickedList) = _state.update { it.copy(picked = it.picked?.let(change), problem = null) }

    /** [shorter]: the person says that a list with far fewer meetings is right. */
    fun import(shorter: Boolean = false) {
        val list = _state.value.picked ?: return
        val path = file?.copy?.path ?: return
        val options = list.options().copy(acceptShrink = shorter)
        bring(list.name) { list.takingBack(this, session.moment()) { importFeed(path, options, session.moment(), ::stepped) } }
    }

    fun importSample() = bring("") { importSample(session.moment()) }

    private fun stepped(step: ImportStep) = _state.update { it.copy(step = step) }

    private fun bring(name: String, import: suspend Directory.() -> ImportReport) {
        work?.cancel()
        work =
            viewModelScope.launch {
                _state.update { it.copy(importing = true, step = null, problem = null, report = null, unreadable = false) }
                try {
                    val report = session.directory().import()
                    forget()
                    _state.update { it.copy(report = Imported(name, report)) }
                } catch (broken: HandrailException) {
                    failed(broken)
                } finally {
                    _state.update { it.copy(importing = false, step = null) }
                }
            }
    }

    /** What can be put right on the screen leaves the file where it is; after everything else it is removed. */
    private fun failed(broken: HandrailException) {
        val reason = (broken as? HandrailException.Feed)?.reason
        val columns = _state.value.picked?.columns.orEmpty()
        val again = broken is HandrailException.Invalid || reason == FeedProblem.SHRUNK || columns.isNotEmpty() && reason in OF_COLUMNS
        if (!again) forget()
        _state.update { it.copy(loading = false, problem = broken) }
    }

    /** Stops an import, or lets go of the file that was picked. Nothing of it is kept. */
    fun discard() {
        work?.cancel()
        forget()
        _state.update { it.copy(importing = false, step = null, problem = null, report = null, unreadable = false) }
    }

    private fun forget() {
        file?.copy?.delete()
        file = null
        _state.update { it.copy(picked = null) }
    }

    override fun onCleared() = forget()

    private companion object {
        const val PICKED = "picked"

        /** Where it may help to say what the columns hold. */
        val OF_COLUMNS = setOf(FeedProblem.UNKNOWN_FORMAT, FeedProblem.NO_MEETINGS, FeedProblem.NO_ROWS)
    }
}
