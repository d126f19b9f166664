package org.handrail.app.data

import android.content.ContentResolver
import android.net.Uri
import android.provider.OpenableColumns
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.util.UUID

/** A copy of a file that the person picked, and its name. It is ours to remove. */
data class Picked(val copy: File, val name: String)

/** Copies what a person picks: the core reads paths, and the other app may take its file back at any time. */
fun interface FilePicked {
    /** `null` when the other app does not give it. */
    suspend fun copy(uri: Uri): Picked?
}

class CopiedToCache(
    private val resolver: ContentResolver,
    private val folder: File,
    private val dispatcher: CoroutineDispatcher = Dispatchers.IO,
) : FilePicked {
    /** Where it is cancelled, another may begin before this one has ended: each has a name of its own, and removes no other. */
    override suspend fun copy(uri: Uri): Picked? {
        val copy = File(folder, UUID.randomUUID().toString())
        var picked: Picked? = null
        try {
            picked = withContext(dispatcher) { read(uri, copy) }
            return picked
        } finally {
            if (picked == null) copy.delete()
        }
    }

    private suspend fun read(uri: Uri, copy: File): Picked? =
        try {
            folder.mkdirs()
            resolver.openInputStream(uri)?.use { from ->
                copy.outputStream().use { pour(from, it) }
                Picked(copy, nameOf(uri))
            }
        } catch (_: IOException) {
            null
        } catch (_: SecurityException) {
            null
        }

    /** Stops when the person no longer wants it. */
    private suspend fun pour(from: InputStream, to: OutputStream) {
        val part = ByteArray(PART)
        while (true) {
            currentCoroutineContext().ensureActive()
            val read = from.read(part)
            if (read < 0) return
            to.write(part, 0, read)
        }
    }

    private fun nameOf(uri: Uri): String {
        val columns = arrayOf(OpenableColumns.DISPLAY_NAME)
        val told = resolver.query(uri, columns, null, null, null)?.use { if (it.moveToFirst()) it.getString(0) else null }
        val name = told ?: uri.lastPathSegment?.substringAfterLast('/')
        return name.orEmpty().substringBeforeLast('.').trim().take(LONGEST)
    }

    private companion object {
        const val LONGEST = 200
        const val PART = 1 shl 16
    }
}
