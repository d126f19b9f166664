package org.handrail.app.data

import android.net.Uri
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.ImportStep
import org.handrail.core.FeedOptions
import org.handrail.core.FeedProblem
import org.handrail.core.HandrailException
import org.handrail.core.ImportReport
import org.handrail.core.Moment
import org.handrail.core.Source

/** The lists on this phone, and the one that is coming in. */
data class SourcesState(
    val loading: Boolean = true,
    val sources: List<Source> = emptyList(),
    val asked: Moment? = null,
    /** A file that was picked and waits for what the person says about it. */
    val picked: FeedOptions? = null,
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

class SourcesModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(SourcesState())
    val state: StateFlow<SourcesState> = _state
    private var work: Job? = null
    private var file: Picked? = null

    init {
        viewModelScope.launch {
            session.directory().watch { sources(session.moment()) }.catch { if (it !is HandrailException) throw it else failed(it) }.collectLatest { sources ->
                _state.update { it.copy(loading = false, sources = sources, asked = session.moment()) }
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
                _state.update { it.copy(picked = copied?.let { known(it.name) }, unreadable = copied == null) }
            }
    }

    /** What was said the last time a list of this name came. */
    private fun known(name: String): FeedOptions {
        val before = _state.value.sources.find { it.details.name == name }?.details
        return FeedOptions(name, before?.fellowship, if (before == null) session.moment().zone else before.zone)
    }

    fun say(change: (FeedOptions) -> FeedOptions) = _state.update { it.copy(picked = it.picked?.let(change), problem = null) }

    fun import() {
        val options = _state.value.picked ?: return
        val path = file?.copy?.path ?: return
        bring(options.source) { importFeed(path, options, session.moment(), ::stepped) }
    }

    /** The person says that the shorter list is right. */
    fun importShorter() {
        say { it.copy(acceptShrink = true) }
        import()
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
        val again = broken is HandrailException.Invalid || (broken as? HandrailException.Feed)?.reason == FeedProblem.SHRUNK
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
}
