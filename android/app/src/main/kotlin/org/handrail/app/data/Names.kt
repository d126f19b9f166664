package org.handrail.app.data

import org.handrail.core.Fellowship
import org.handrail.core.MeetingType
import org.handrail.core.fellowships
import org.handrail.core.meetingTypes
import java.util.concurrent.ConcurrentHashMap

/** What fellowships and their types of meetings are called. Compiled in: no file, no wait. */
class Names(private val language: String) {
    /** In the order of their names. */
    val fellowships: List<Fellowship> by lazy { fellowships() }
    private val byId by lazy { fellowships.associateBy { it.id } }
    private val types = ConcurrentHashMap<String, Map<String, String>>()

    /** Short, as people say it: AA, SMART. */
    fun short(fellowship: String): String = byId[fellowship]?.abbreviation ?: fellowship

    fun full(fellowship: String): String = byId[fellowship]?.name ?: fellowship

    /** A code means something in its fellowship; without one, the first that knows it. A code that nobody knows stays as it is. */
    fun type(code: String, among: List<String>): String =
        among.firstNotNullOfOrNull { typesOf(it)[code.uppercase()] } ?: code

    private fun typesOf(fellowship: String) =
        types.getOrPut(fellowship) { meetingTypes(fellowship, language).associate(::named) }

    private fun named(type: MeetingType) = type.code.uppercase() to type.name
}
