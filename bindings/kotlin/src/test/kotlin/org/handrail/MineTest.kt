package org.handrail

import app.cash.turbine.test
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.handrail.core.FavouriteDetails
import org.handrail.core.FeedOptions
import org.handrail.core.Field
import org.handrail.core.GeoBox
import org.handrail.core.GeoPoint
import org.handrail.core.HandrailException
import org.handrail.core.JoinReason
import org.handrail.core.MeetingChange
import org.handrail.core.MeetingField
import org.handrail.core.MeetingQuery
import org.handrail.core.Narrowing
import org.handrail.core.OwnMeeting
import org.handrail.core.Repeat
import java.io.File
import java.time.DayOfWeek
import java.time.LocalTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes

/** What a person keeps of the directory, and questions of several pages. */
class MineTest {
    /** Twelve meetings, one an hour, each in a place of its own: neighbours would be taken for one another. */
    private data class Made(
        val number: Int,
        val slug: String = "m$number",
        val name: String = "Meeting $number",
        val time: String = "%02d:00".format(8 + number),
    ) {
        val json =
            """{"slug":"$slug","name":"$name","day":${number % 7},"time":"$time","types":["O"],""" +
                """"formatted_address":"$number Main Street","latitude":${37.0 + number / 10.0},"longitude":-121.89,"timezone":"America/Los_Angeles"}"""
    }

    private val twelve = List(12) { Made(it) }

    private class Person(
        val folder: String,
        val journal: Journal,
        val directory: Directory,
    ) {
        suspend fun import(meetings: List<Made>, source: String = "made up") {
            val feed = File(folder, "feed.json").apply { writeText(meetings.joinToString(",", "[", "]") { it.json }) }
            directory.importFeed(feed.path, FeedOptions(source, fellowship = "aa"), now)
        }

        suspend fun id(name: String): String =
            directory
                .meetingsNear(MeetingQuery(words = name), now)
                .meetings
                .first { it.name == name }
                .id
    }

    private fun withPerson(block: suspend CoroutineScope.(Person) -> Unit) =
        runBlocking<Unit> {
            withDirectoryIn { folder, directory ->
                Journal.open("$folder/journal.db", Journal.newKey()).use { journal ->
                    directory.useJournal(journal)
                    val person = Person(folder, journal, directory)
                    person.import(twelve)
                    block(person)
                }
            }
        }

    @Test
    fun theReadmeSaysWhatRuns() =
        withPerson { person ->
            assertEquals(0, tuesdayEvening(person.directory, person.journal, GeoPoint(37.5, -121.89)).first())
            val root = File(System.getProperty("handrail.root"), "bindings/kotlin")
            val example = File(root, "src/test/kotlin/org/handrail/MeetingsExample.kt").readText()
            val shown = example.substringAfter("// readme:start\n").substringBefore("// readme:end")
            assertTrue(File(root, "README.md").readText().contains(shown), "README.md shows another example than the one that is tested")
        }

    @Test
    fun facetsCountWhatTheListHolds() =
        withPerson { person ->
            val query = MeetingQuery(near = GeoPoint(37.0, -121.89), withinKm = 35.0)
            val page = person.directory.meetingsNear(query, now)
            val facets = person.directory.meetingFacets(query, now)
            assertEquals(page.total, facets.total)
            assertEquals(listOf("aa" to page.total), facets.fellowships.map { it.key to it.count })
            val farther = facets.leftOut.single { it.by == Narrowing.DISTANCE }
            val wider = person.directory.meetingsNear(query.copy(withinKm = 70.0), now)
            assertEquals(wider.total - page.total, farther.more)
            val box = GeoBox(36.0, 39.0, -123.0, -121.0)
            assertEquals(12u, person.directory.meetingsMap(box, 5, moment = now).fold(0u) { sum, cluster -> sum + cluster.count })
            assertTrue(person.directory.regions().isEmpty(), "the made-up feed names none")
        }

    @Test
    fun aFavouriteSurvivesThatTheWebsiteRenumbersEverything() =
        withPerson { person ->
            val id = person.id("Meeting 3")
            person.directory.addFavourite(id, FavouriteDetails(note = "bring the key").remindingBefore(45.minutes), now)
            person.import(twelve.map { it.copy(slug = "anew-${it.number}") })
            val kept = person.directory.favourites(now).single()
            assertEquals(id to false, kept.id to kept.gone)
            assertEquals("bring the key" to 45.minutes, kept.details.note to kept.details.reminder)
            assertTrue(
                person.directory
                    .meeting(id, now)
                    .row.favourite,
            )
            person.directory.removeFavourite(id, now)
            assertTrue(person.directory.favourites(now).isEmpty())
        }

    @Test
    fun noticesWakeForTheDirectoryAndForTheJournal() =
        withPerson { person ->
            val id = person.id("Meeting 3")
            person.directory.watchNotices { now }.test {
                assertEquals(0, awaitItem()?.size)
                person.directory.addFavourite(id, moment = now)
                assertEquals(0, awaitItem()?.size)
                person.import(twelve.map { if (it.number == 3) it.copy(time = "21:30") else it })
                val notice = assertNotNull(awaitItem()).single()
                assertEquals(listOf(MeetingChange.NEW_TIME), notice.changes)
                assertEquals(LocalTime.of(11, 0), notice.scheduleBefore.single().time)
                person.directory.markMeetingSeen(id, now)
                assertEquals(0, awaitItem()?.size)
                cancelAndIgnoreRemainingEvents()
            }
        }

    @Test
    fun lockingTakesTheFavouritesAndLeavesTheMeetings() =
        withPerson { person ->
            person.directory.addFavourite(person.id("Meeting 3"), moment = now)
            person.directory.hideMeeting(person.id("Meeting 4"), moment = now)
            val favourites = person.directory.watchFavourites { now }
            person.directory.watchMeetings(MeetingQuery()) { now }.test {
                assertEquals(11u, awaitItem().total)
                person.journal.close()
                val locked = awaitItem()
                assertEquals(12u, locked.total)
                assertFalse(locked.meetings.any { it.favourite })
                cancelAndIgnoreRemainingEvents()
            }
            assertNull(favourites.first())
            assertFailsWith<HandrailException.Closed> { person.directory.favourites(now) }
            assertFailsWith<HandrailException.Closed> { person.directory.useJournal(person.journal) }
            person.directory.useJournal(null)
            person.import(twelve)
            assertEquals(12u, person.directory.meetingsNear(MeetingQuery(), now).total)
        }

    @Test
    fun anotherJournalIsAnotherPersonsFavourites() =
        withPerson { person ->
            person.directory.addFavourite(person.id("Meeting 3"), moment = now)
            Journal.open("${person.folder}/other.db", Journal.newKey()).use { other ->
                person.directory.watchFavourites { now }.test {
                    assertEquals(1, awaitItem()?.size)
                    person.directory.useJournal(other)
                    assertEquals(0, awaitItem()?.size)
                    person.directory.useJournal(null)
                    assertNull(awaitItem())
                    cancelAndIgnoreRemainingEvents()
                }
            }
        }

    @Test
    fun whatIsHiddenIsLeftOutUntilItIsShownAgain() =
        withPerson { person ->
            val id = person.id("Meeting 2")
            person.directory.hideMeeting(id, moment = now)
            assertEquals(11u, person.directory.meetingsNear(MeetingQuery(), now).total)
            assertEquals(listOf(id), person.directory.hiddenMeetings(now).map { it.id })
            person.directory.hideMeeting(id, hidden = false, now)
            assertEquals(12u, person.directory.meetingsNear(MeetingQuery(), now).total)
        }

    @Test
    fun twoListingsOfOneMeetingAreKeptApartAndJoinedAgain() =
        withPerson { person ->
            person.import(listOf(twelve[3]), "another")
            val id = person.id("Meeting 3")
            val shown = person.directory.meeting(id, now)
            val other = shown.alsoIn.single()
            assertEquals(setOf("made up", "another"), setOf(shown.source, other.source))
            assertTrue(other.reasons.containsAll(listOf(JoinReason.SAME_TIME, JoinReason.SAME_PLACE, JoinReason.SAME_NAME)))
            assertEquals(shown.source, shown.origins.single { it.field == MeetingField.NAME }.source)
            person.directory.watchMeetings(MeetingQuery()) { now }.test {
                assertEquals(12u, awaitItem().total)
                person.directory.keepApart(other.id, moment = now)
                assertEquals(13u, awaitItem().total)
                for (alone in listOf(id, other.id)) {
                    assertTrue(
                        person.directory
                            .meeting(alone, now)
                            .alsoIn
                            .isEmpty(),
                    )
                }
                person.directory.keepApart(other.id, apart = false, moment = now)
                assertEquals(12u, awaitItem().total)
                // Of the listing that stands for others: all of them are.
                person.directory.keepApart(id, moment = now)
                assertEquals(13u, awaitItem().total)
                cancelAndIgnoreRemainingEvents()
            }
            assertFailsWith<HandrailException.NotFound> { person.directory.keepApart("nobody", moment = now) }
            person.directory.useJournal(null)
            assertFailsWith<HandrailException.Closed> { person.directory.keepApart(id, apart = false, moment = now) }
        }

    @Test
    fun aMeetingOfOnesOwnAndACorrection() =
        withPerson { person ->
            val kitchen =
                OwnMeeting(
                    "Kitchen circle",
                    listOf(weekly(DayOfWeek.TUESDAY, DayOfWeek.SUNDAY, time = LocalTime.of(19, 30), length = 1.hours)),
                    zone = "America/Los_Angeles",
                )
            val made = person.directory.saveOwnMeeting(kitchen, moment = now)
            val rule = made.rules.single()
            assertEquals(setOf(DayOfWeek.TUESDAY, DayOfWeek.SUNDAY), rule.repeat.daysOfWeek)
            assertEquals(LocalTime.of(19, 30) to 1.hours, rule.time to rule.length)
            assertTrue(made.row.own)
            assertTrue(
                person.directory
                    .meetingsNear(MeetingQuery(words = "kitchen"), now)
                    .meetings
                    .single()
                    .own,
            )
            val wrong =
                assertFailsWith<HandrailException.Invalid> { person.directory.saveOwnMeeting(kitchen.copy(name = " "), moment = now) }
            assertEquals(Field.NAME, wrong.field)
            person.directory.removeOwnMeeting(made.row.id, now)
            val id = person.id("Meeting 5")
            assertEquals(
                "Kitchen circle",
                person.directory
                    .saveOwnMeeting(kitchen, id, now)
                    .row.name,
            )
            person.directory.removeOwnMeeting(id, now)
            assertEquals(
                "Meeting 5",
                person.directory
                    .meeting(id, now)
                    .row.name,
            )
        }

    @Test
    fun pagesFollowTheCursorAtOneMoment() =
        withPerson { person ->
            var asked = 0
            val moment = {
                asked += 1
                now
            }
            val pages = person.directory.pages(MeetingQuery(limit = 5u), moment).toList()
            assertEquals(listOf(5, 5, 2), pages.map { it.meetings.size })
            assertEquals(person.directory.meetingsNear(MeetingQuery(), now).meetings, pages.flatMap { it.meetings })
            assertEquals(1, asked)
            var seen = 0
            person.directory
                .pages(MeetingQuery(limit = 5u)) { now }
                .onEach { seen += 1 }
                .take(2)
                .toList()
            assertEquals(2, seen)
        }

    @Test
    fun whoIsCancelledBetweenTwoPagesAsksNoMore() =
        withPerson { person ->
            var seen = 0
            val first = CompletableDeferred<Unit>()
            val waiting = CompletableDeferred<Unit>()
            val reading =
                launch(Dispatchers.Default) {
                    person.directory.pages(MeetingQuery(limit = 5u)) { now }.collect {
                        seen += 1
                        first.complete(Unit)
                        waiting.await()
                    }
                }
            first.await()
            reading.cancel()
            waiting.complete(Unit)
            reading.join()
            assertEquals(1, seen)
        }

    @Test
    fun questionsAreAskedInJavasDaysAndTimes() {
        val query = MeetingQuery().on(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
        assertEquals(listOf<Byte>(0, 6), query.weekdays)
        assertEquals(setOf(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY), query.daysOfWeek)
        val evening = query.between(LocalTime.of(17, 30), LocalTime.MIDNIGHT)
        assertEquals<Pair<UShort?, UShort?>>(1050u.toUShort() to null, evening.fromMinute to evening.untilMinute)
        for ((time, hours) in listOf(0.minutes to 1u, 60.minutes to 1u, 61.minutes to 2u, 3.hours to 3u, 30.days to 168u)) {
            assertEquals(hours, query.startingWithin(time).hours, "$time")
        }
        assertEquals(5u.toUShort(), query.withGrace(5.minutes).graceMinutes)
        assertNull(FavouriteDetails().remindingBefore(null).reminder)
        assertEquals(emptySet<DayOfWeek>(), Repeat.Dates(emptyList()).daysOfWeek)
    }
}
