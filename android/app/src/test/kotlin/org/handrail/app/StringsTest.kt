package org.handrail.app

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The catalogue of strings against the sources: nothing is missing (the compiler sees to that), and nothing is left over. */
class StringsTest {
    private val main = listOf("src/main", "../../app/src/main").map(::File).first { File(it, "res").isDirectory }
    private val catalogue = File(main, "res/values/strings.xml").readText()

    @Test
    fun everyStringIsUsed() {
        val used = (main.walk().filter { it.extension in setOf("kt", "xml") && it.name != "strings.xml" }).joinToString("\n") { it.readText() }
        val names = Regex("<(?:string|plurals) name=\"([a-z0-9_]+)\"").findAll(catalogue).map { it.groupValues[1] }.toList()
        assertEquals(names.size, names.toSet().size, "a name stands twice")
        assertTrue(names.size > 300, "${names.size} strings")
        assertEquals(emptyList(), names.filter { Regex("(?:R\\.(?:string|plurals)\\.|@string/)$it\\b").find(used) == null }, "nobody shows these")
    }

    @Test
    fun everyPluralSaysOneAndOther() {
        for (plural in Regex("<plurals name=\"([a-z_]+)\">(.*?)</plurals>").findAll(catalogue)) {
            val (name, items) = plural.destructured
            val quantities = Regex("quantity=\"(\\w+)\"").findAll(items).map { it.groupValues[1] }.toList()
            assertEquals(listOf("one", "other"), quantities, name)
            // The same arguments in each, so that no number falls under the table.
            val arguments = Regex("<item[^>]*>(.*?)</item>").findAll(items).map { item -> Regex("%\\d\\$").findAll(item.groupValues[1]).map { it.value }.toSet() }.toList()
            assertTrue(arguments.all { it == arguments.last() || name == "rule_weeks" }, name)
        }
    }

    @Test
    fun everyArgumentHasItsPlace() {
        val loose = Regex("%(?!\\d\\$)[sd]").findAll(catalogue).map { it.value }.toList()
        assertEquals(emptyList(), loose)
    }

    /**
     * A part that is put in by another hand than [org.handrail.app.ui.sentence]'s falls apart on a screen that runs the other way, and
     * nobody sees it on their own.
     */
    @Test
    fun onlyOnePlacePutsPartsIntoSentences() {
        val sources = File(main, "kotlin").walk().filter { it.extension == "kt" && it.name != "Sentence.kt" }.toList()
        assertTrue(sources.size > 30, "${sources.size} sources")
        assertEquals(emptyList(), sources.flatMap { source -> putTogether(source.readText()).map { "${source.name}: $it" } }, "use sentence, counted or joined")
    }

    @Test
    fun whatIsPutTogetherByHandIsFound() {
        val found = listOf("stringResource(R.string.since, day.words())", "context.getString(R.string.since, day)", "pluralStringResource(R.plurals.days, 1, 1)", "parts.joinToString(\" · \")", "Text(\"\$a · \${b()}\")")
        assertEquals(found, found.filter { putTogether(it).isNotEmpty() })
        val fine = listOf("stringResource(if (a(b, c)) R.string.since else R.string.saved)", "context.getString(R.string.since)", "cursor.getString(0)", "lines.joinToString(\"\\n\")", "Text(\"·\")", "ways.go(\"detail:\$id\")")
        assertEquals(emptyList(), fine.filter { putTogether(it).isNotEmpty() })
    }

    private fun putTogether(source: String): List<String> {
        val calls = Regex("\\b(?:stringResource|getString|pluralStringResource|getQuantityString|joinToString)\\(").findAll(source).filter { call ->
            val arguments = arguments(source, call.range.last + 1)
            when (call.value) {
                "stringResource(", "getString(" -> arguments.size > 1
                "joinToString(" -> arguments != listOf("\"\\n\"")
                else -> true
            }
        }
        val drawn = Regex("\\b(?:Text|Quiet|Heading|Wide|Plain|Choice)\\(\"[^\"]*\\$").findAll(source)
        return (calls + drawn).map { source.substring(it.range.first).lineSequence().first() }.toList()
    }

    /** Of the call whose bracket was opened just before. */
    private fun arguments(source: String, from: Int): List<String> {
        val arguments = mutableListOf(StringBuilder())
        var depth = 0
        for (letter in source.drop(from)) {
            if (letter in "([{") depth++
            if (letter in ")]}" && depth-- == 0) break
            if (letter == ',' && depth == 0) arguments += StringBuilder() else arguments.last().append(letter)
        }
        return arguments.map { it.toString().trim() }.filter { it.isNotEmpty() }
    }
}
