package org.handrail.app.data

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withContext
import org.handrail.Directory
import org.handrail.Journal
import org.handrail.core.GeoPoint
import org.handrail.core.HandrailException
import org.handrail.core.Moment
import org.handrail.now
import java.io.File

/** Why the journal does not open. Each has its own words and its own way on. */
enum class Trouble { WRONG_KEY, DAMAGED, NEWER, FULL, OTHER }

sealed interface JournalState {
    data object Opening : JournalState

    data class Open(val journal: Journal) : JournalState

    data class Closed(val trouble: Trouble) : JournalState
}

/** Where the person is, roughly; `null` when they do not say or it is not known. */
fun interface Whereabouts {
    fun here(): GeoPoint?
}

/** What lives as long as the app: the two files, the clock, the place. Tests bring their own. */
class Session(
    private val folder: File,
    private val keys: KeyVault,
    val whereabouts: Whereabouts,
    val country: () -> String,
    val moment: () -> Moment = { Moment.now() },
    val files: FilePicked = FilePicked { null },
    val web: Web = HttpWeb(File(folder, "web")),
    /** What is handed to other apps; see `res/xml/shared.xml`. */
    val outbox: File = File(folder, "calendars"),
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
) {
    private val _journal = MutableStateFlow<JournalState>(JournalState.Opening)
    private val _directory = MutableStateFlow<Directory?>(null)

    val journal: StateFlow<JournalState> = _journal

    private val journalPath get() = File(folder, "journal.db").path

    suspend fun directory(): Directory = _directory.filterNotNull().first()

    /** The journal, once it is open. */
    suspend fun opened(): Journal = _journal.filterIsInstance<JournalState.Open>().first().journal

    /** Opens what is not open yet. Calling it again tries again. */
    suspend fun open() {
        withContext(dispatcher) { folder.mkdirs() }
        if (_directory.value == null) runCatching { Directory.open(File(folder, "directory.db").path, dispatcher) }.onSuccess { _directory.value = it }
        if (_journal.value is JournalState.Open) return
        _journal.value = JournalState.Opening
        val opened =
            try {
                openJournal()
            } catch (error: HandrailException) {
                JournalState.Closed(error.trouble())
            }
        // A search must not wait for the journal, nor fail with it.
        runCatching { _directory.value?.useJournal((opened as? JournalState.Open)?.journal) }
        _journal.value = opened
    }

    private suspend fun openJournal(): JournalState {
        val key =
            when (val answer = withContext(dispatcher) { keys.load() }) {
                is KeyAnswer.Key -> answer.bytes
                KeyAnswer.Unavailable -> return JournalState.Closed(Trouble.WRONG_KEY)
                // A journal without its key is not a first start.
                KeyAnswer.None -> if (File(journalPath).exists()) return JournalState.Closed(Trouble.WRONG_KEY) else newKey()
            }
        return JournalState.Open(Journal.open(journalPath, key, dispatcher))
    }

    private suspend fun newKey(): ByteArray = Journal.newKey(dispatcher).also { withContext(dispatcher) { keys.save(it) } }

    /** Keeps a journal that does not open under another name and begins a new one. Only ever on the person's word, given twice. */
    suspend fun beginNew() {
        runCatching { Journal.keepAside(journalPath, dispatcher) }
        newKey()
        open()
    }

    /** An open journal that turned out not to be readable. Nothing is closed or changed: the person is told. */
    fun broken(cause: Throwable) {
        if (cause !is HandrailException) throw cause
        _journal.value = JournalState.Closed(cause.trouble())
    }

    suspend fun toBackground() {
        runCatching { (_journal.value as? JournalState.Open)?.journal?.checkpoint() }
    }
}

private fun HandrailException.trouble(): Trouble =
    when (this) {
        is HandrailException.WrongKey -> Trouble.WRONG_KEY
        is HandrailException.Damaged -> Trouble.DAMAGED
        is HandrailException.NewerFile -> Trouble.NEWER
        is HandrailException.StorageFull -> Trouble.FULL
        else -> Trouble.OTHER
    }
