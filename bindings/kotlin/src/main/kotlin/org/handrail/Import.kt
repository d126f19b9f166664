package org.handrail

import org.handrail.core.ImportProgress

/** How far an import is. */
public data class ImportStep(
    /** Rows read so far. */
    val rows: Int,
    /** Bytes of the file read so far. */
    val bytesRead: Long,
    /** The size of the file in bytes. */
    val bytesTotal: Long,
)

/**
 * Stands between the core and [onProgress]. An exception cannot travel through the core, which only knows "stop"; so it is kept
 * here until the import has ended.
 */
internal class ImportWatcher(
    private val onProgress: (ImportStep) -> Unit,
    private val isWanted: () -> Boolean,
) : ImportProgress {
    @Volatile
    var failure: Throwable? = null
        private set

    override fun onProgress(rows: UInt, bytesRead: ULong, bytesTotal: ULong): Boolean {
        runCatching { onProgress(ImportStep(rows.toInt(), bytesRead.toLong(), bytesTotal.toLong())) }.onFailure { failure = it }
        return failure == null && isWanted()
    }
}
