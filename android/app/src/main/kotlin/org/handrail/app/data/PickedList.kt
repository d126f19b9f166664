package org.handrail.app.data

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import org.handrail.Directory
import org.handrail.core.ColumnChoice
import org.handrail.core.ColumnGuess
import org.handrail.core.FeedOptions
import org.handrail.core.HandrailException
import org.handrail.core.ImportReport
import org.handrail.core.Moment
import org.handrail.core.Source
import org.handrail.core.SourceDetails
import org.handrail.saveSource

/** A file that was picked, and what the person says about it before it is read. */
data class PickedList(
    val name: String,
    val fellowship: String? = null,
    val zone: String? = null,
    /** The columns of a table with what each would be read as; empty where it is none. */
    val columns: List<ColumnGuess> = emptyList(),
    /** What the person says of columns in place of the guess; `null`: it is not read. */
    val chosen: Map<String, String?> = emptyMap(),
    /** The lists that are here, by their names: one of the same name is brought up to date. */
    val here: Map<String, SourceDetails> = emptyMap(),
) {
    private val before get() = here[name.trim()]

    /** What a column is read as. */
    fun field(column: ColumnGuess): String? = if (column.column in chosen) chosen[column.column] else column.field

    fun choose(column: ColumnGuess, field: String?): PickedList =
        copy(chosen = if (field == column.field) chosen - column.column else chosen + (column.column to field))

    /** A choice of last time that was taken back is said anew: saying nothing would leave it as it was. */
    fun options(): FeedOptions {
        val takenBack = before?.columns.orEmpty().map { it.column }.filter { it !in chosen }
        val guessed = columns.filter { it.column in takenBack }.associate { it.column to it.field }
        return FeedOptions(name, fellowship, zone, columns = (chosen + guessed).map { (column, field) -> ColumnChoice(column, field) })
    }

    /**
     * An import that is not told a zone or a fellowship takes what it was told last time. Where the person takes that back, it is
     * taken back first; and put back where the import does not go well, as then nothing is to change.
     */
    suspend fun takingBack(directory: Directory, moment: Moment, import: suspend () -> ImportReport): ImportReport {
        val said = before ?: return import()
        val less = said.copy(fellowship = said.fellowship?.takeIf { fellowship != null }, zone = said.zone?.takeIf { zone != null })
        if (less == said) return import()
        directory.saveSource(less, moment)
        var whole = false
        try {
            return import().also { whole = true }
        } finally {
            if (!whole) withContext(NonCancellable) { directory.saveSource(said, moment) }
        }
    }

    companion object {
        /** With what was said the last time a list of this name came. */
        suspend fun of(picked: Picked, sources: List<Source>, zoneHere: String): PickedList {
            val here = sources.associate { it.details.name to it.details }
            val before = here[picked.name]
            val columns =
                try {
                    Directory.guessColumns(picked.copy.path)
                } catch (_: HandrailException) {
                    // No table. What is wrong with it, the import says.
                    emptyList()
                }
            val known = columns.mapTo(HashSet()) { it.column }
            val chosen = before?.columns.orEmpty().filter { it.column in known }.associate { it.column to it.field }
            return PickedList(picked.name, before?.fellowship, if (before == null) zoneHere else before.zone, columns, chosen, here)
        }
    }
}
