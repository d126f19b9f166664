package org.handrail

import org.handrail.core.Moment
import java.nio.file.Files
import java.time.Instant

internal val now = Moment(Instant.parse("2026-03-01T18:00:00Z"), "America/New_York")

internal suspend fun <T> withFolder(block: suspend (String) -> T): T {
    val folder = Files.createTempDirectory("handrail")
    try {
        return block(folder.toString())
    } finally {
        folder.toFile().deleteRecursively()
    }
}

internal suspend fun <T> withJournal(block: suspend (Journal) -> T): T =
    withFolder { folder -> Journal.open("$folder/journal.db", Journal.newKey()).use { block(it) } }

internal suspend fun <T> withDirectory(block: suspend (Directory) -> T): T = withDirectoryIn { _, directory -> block(directory) }

internal suspend fun <T> withDirectoryIn(block: suspend (String, Directory) -> T): T =
    withFolder { folder -> Directory.open("$folder/directory.db").use { block(folder, it) } }
