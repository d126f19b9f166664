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
}
