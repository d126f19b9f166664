package org.handrail.app.ui

import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.SnackbarDuration
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SnackbarResult
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import org.handrail.app.R
import org.handrail.app.data.CalendarModel
import org.handrail.app.data.MeetingMapModel
import org.handrail.app.data.MeetingModel
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MineModel
import org.handrail.app.data.OwnModel
import org.handrail.app.data.RefreshModel
import org.handrail.app.data.SourceFormModel
import org.handrail.app.data.SourcesModel
import org.handrail.core.CalendarSelection
import org.handrail.core.Source

class MeetingModels(
    val meetings: MeetingsModel,
    val map: MeetingMapModel,
    val meeting: MeetingModel,
    val mine: MineModel,
    val own: OwnModel,
    val sources: SourcesModel,
    val refresh: RefreshModel,
    val source: SourceFormModel,
    val calendar: CalendarModel,
)

/** From screen to screen. */
interface Ways {
    fun go(screen: String)

    /** To a screen beside this one: back leads to where this one was come from. */
    fun turn(screen: String)

    fun back()

    fun help()
}

/** The screens of the directory. What outlives each of them stands here: the place in the list, and the offer to undo. */
@Composable
fun MeetingScreens(name: String, models: MeetingModels, ways: Ways): Boolean {
    val meetings by models.meetings.state.collectAsStateWithLifecycle()
    val meeting by models.meeting.state.collectAsStateWithLifecycle()
    val snackbars = remember { SnackbarHostState() }
    val list = rememberLazyListState()
    var answered by rememberSaveable { mutableIntStateOf(0) }
    LaunchedEffect(meetings.questions) {
        if (meetings.questions == answered) return@LaunchedEffect
        answered = meetings.questions
        list.scrollToItem(0)
    }
    OfferToShowAgain(models.meeting, snackbars)
    val room = { room: Room -> ways.turn(room.screen) }
    val show = { id: String -> models.meeting.show(id).also { ways.go("meeting:$id") } }
    CompositionLocalProvider(LocalNames provides rememberNames()) {
        when (name) {
            "meetings" -> {
                val sample = { models.sources.importSample() }
                MeetingsScreen(meetings, models.meetings, list, snackbars, MeetingsWays(ways::help, ways::back, room, show, { ways.go("filters") }, { ways.turn("map") }, sample))
            }
            "map" -> {
                val map by models.map.state.collectAsStateWithLifecycle()
                val there = MeetingMapWays(ways::help, ways::back, room, show, { ways.go("filters") }, { ways.turn("meetings") }) { models.sources.importSample() }
                MeetingMapScreen(meetings, models.meetings, map, models.map, snackbars, there)
            }
            "filters" -> FilterScreen(meetings, models.meetings, ways::help, ways::back)
            "meeting" ->
                MeetingScreen(meeting, models.meeting, snackbars, { OneForTheCalendar(it, models.calendar) }, ways::help, ways::back) { detail ->
                    models.own.begin(detail)
                    ways.go("own")
                }
            "mine" -> {
                val mine by models.mine.state.collectAsStateWithLifecycle()
                val addOwn = { models.own.begin().also { ways.go("own") } }
                MineScreen(mine, models.mine, snackbars, MineWays(ways::help, ways::back, room, show, addOwn)) { AllForTheCalendar(models) }
            }
            "own" -> {
                val own by models.own.state.collectAsStateWithLifecycle()
                OwnMeetingScreen(own, models.own, ways::help, ways::back)
            }
            "sources" -> {
                val sources by models.sources.state.collectAsStateWithLifecycle()
                val refresh by models.refresh.state.collectAsStateWithLifecycle()
                SourcesScreen(sources, models.sources, refresh, models.refresh, sourcesWays(models, ways, room))
            }
            "source" -> {
                val source by models.source.state.collectAsStateWithLifecycle()
                SourceForm(source, models.source, ways::help, ways::back)
            }
            else -> return@CompositionLocalProvider
        }
    }
    return name in NAMES
}

private val NAMES = setOf("meetings", "map", "filters", "meeting", "mine", "own", "sources", "source")

private fun sourcesWays(models: MeetingModels, ways: Ways, room: (Room) -> Unit): SourcesWays {
    val form = { source: Source? -> models.source.begin(source).also { ways.go("source") } }
    val moved = { source: Source, to: String -> form(source).also { models.source.change { it.copy(address = to) } } }
    return SourcesWays(ways::help, ways::back, room, form, moved)
}

@Composable
private fun OneForTheCalendar(meeting: String, model: CalendarModel) {
    val state by model.state.collectAsStateWithLifecycle()
    CalendarPanel(state, model, listOf(stringResource(R.string.calendar_send) to { CalendarSelection.Meeting(meeting) }))
}

/** The favourites, as often as they repeat or for a week, or a week of what was last looked for. */
@Composable
private fun AllForTheCalendar(models: MeetingModels) {
    val state by models.calendar.state.collectAsStateWithLifecycle()
    val found by models.meetings.state.collectAsStateWithLifecycle()
    val favourites = stringResource(R.string.calendar_favourites) to { CalendarSelection.Favourites }
    val favouritesWeek = stringResource(R.string.calendar_favourites_week) to { CalendarSelection.FavouritesWeek }
    val week = counted(R.plurals.calendar_week, found.total) to { CalendarSelection.Week(models.meetings.question()) }
    CalendarPanel(state, models.calendar, listOfNotNull(favourites, favouritesWeek, week.takeIf { found.total > 0 }))
}

/** For a while, wherever the person goes meanwhile. */
@Composable
private fun OfferToShowAgain(model: MeetingModel, snackbars: SnackbarHostState) {
    val state by model.state.collectAsStateWithLifecycle()
    val hidden = state.hidden
    val done = sentence(R.string.hide_done, hidden?.name.orEmpty())
    val undo = stringResource(R.string.undo)
    LaunchedEffect(hidden) {
        if (hidden == null) return@LaunchedEffect
        val answer = snackbars.showSnackbar(done, undo, withDismissAction = true, SnackbarDuration.Long)
        if (answer == SnackbarResult.ActionPerformed) model.unhide(hidden.id)
        model.hideOffered()
    }
}
