package org.handrail

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.DisposableHandle
import kotlinx.coroutines.Job
import kotlinx.coroutines.withContext
import org.handrail.core.HandrailException
import java.util.concurrent.atomic.AtomicBoolean

/**
 * From open to close. A native object must not be touched once it is destroyed, and apps close from one thread while others
 * still ask; so every call passes here, and a late one ends as [HandrailException.Closed] and nothing worse.
 */
internal class Life(
    private val dispatcher: CoroutineDispatcher,
) {
    private val over = AtomicBoolean()
    private val job = Job()

    val isOver: Boolean get() = over.get()

    /** Ends it, once: no call passes any more; then [close]; then who waits for the end is told, and finds it closed. */
    fun end(close: () -> Unit = {}) {
        if (!over.compareAndSet(false, true)) return
        try {
            close()
        } finally {
            job.complete()
        }
    }

    /** Calls [block] at the end, or at once when the end has been. */
    fun onEnd(block: () -> Unit): DisposableHandle = job.invokeOnCompletion { block() }

    fun <T> guard(block: () -> T): T {
        if (isOver) throw HandrailException.Closed()
        return try {
            block()
        } catch (destroyed: IllegalStateException) {
            // What the generated code throws on a destroyed object: closed between the question above and the call.
            throw if (isOver) HandrailException.Closed() else destroyed
        }
    }

    suspend fun <T> call(block: () -> T): T = withContext(dispatcher) { guard(block) }
}

/** Opens on [dispatcher]. Who cancels meanwhile never gets to see what was opened, so it is closed here. */
internal suspend fun <T : AutoCloseable> opened(dispatcher: CoroutineDispatcher, open: () -> T): T {
    var made: T? = null
    try {
        return withContext(dispatcher) { open().also { made = it } }
    } catch (cancelled: CancellationException) {
        made?.close()
        throw cancelled
    }
}
