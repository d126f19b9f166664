package org.handrail.app.data

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.handrail.FeedFetcher
import org.handrail.RefreshPhase
import org.handrail.RefreshStep
import org.handrail.core.HandrailException
import org.handrail.refresh
import java.io.IOException

/** Asking the websites of the lists, as far as it has come. */
data class RefreshState(
    val running: Boolean = false,
    /** The list that is asked or read just now; `null` before the first. */
    val step: RefreshStep? = null,
    /** How much of its answer has come; `null` before the first of it, and while it is read. */
    val arrived: Arrived? = null,
    /** What became of each list this time, by its name. */
    val ended: Map<String, RefreshPhase> = emptyMap(),
    /** The phone has no connection: nothing was asked, or nothing more. */
    val offline: Boolean = false,
    val stopped: Boolean = false,
    val problem: HandrailException? = null,
)

class RefreshModel(private val session: Session) : ViewModel() {
    private val _state = MutableStateFlow(RefreshState())
    val state: StateFlow<RefreshState> = _state
    private var work: Job? = null

    /** All that is due, or these lists. [shorter]: the person says that far fewer meetings are right. */
    fun refresh(names: List<String> = emptyList(), shorter: Boolean = false) {
        if (work?.isActive == true) return
        _state.value = RefreshState(running = true)
        work =
            viewModelScope.launch {
                try {
                    ask(names, shorter)
                } catch (broken: HandrailException) {
                    _state.update { it.copy(problem = broken) }
                } finally {
                    _state.update { it.copy(running = false, step = null, arrived = null) }
                }
            }
    }

    private suspend fun ask(names: List<String>, shorter: Boolean) {
        val folder = session.web.folder
        val connected =
            withContext(Dispatchers.IO) {
                // What an app that was ended in the middle left behind goes.
                folder.deleteRecursively()
                folder.mkdirs()
                session.web.isThere()
            }
        if (!connected) return _state.update { it.copy(offline = true) }
        session.directory().refresh(watched, names, folder, shorter, session.moment).collect(::stepped)
    }

    /** A website is not to blame for a connection that is gone: then no answer is handed in, and the refresh ends. */
    private val watched =
        FeedFetcher { request, into ->
            try {
                session.web.fetch(request, into) { arrived -> _state.update { it.copy(arrived = arrived) } }
            } catch (broken: IOException) {
                if (!withContext(Dispatchers.IO) { session.web.isThere() }) {
                    _state.update { it.copy(offline = true) }
                    // The asking itself, whoever holds it.
                    currentCoroutineContext().cancel()
                }
                throw broken
            }
        }

    private fun stepped(step: RefreshStep) =
        _state.update {
            val over = step.phase is RefreshPhase.Finished || step.phase is RefreshPhase.Failed
            it.copy(step = step, arrived = null, ended = if (over) it.ended + (step.source to step.phase) else it.ended)
        }

    /** What has come so far stays; of the list that is being read nothing is kept. */
    fun stop() {
        if (work?.isActive != true) return
        work?.cancel()
        _state.update { it.copy(stopped = true) }
    }
}
