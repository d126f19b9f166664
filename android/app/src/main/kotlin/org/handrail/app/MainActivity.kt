package org.handrail.app

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.launch
import org.handrail.app.data.CalendarModel
import org.handrail.app.data.DetailModel
import org.handrail.app.data.MeetingMapModel
import org.handrail.app.data.MeetingModel
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.MineModel
import org.handrail.app.data.OwnModel
import org.handrail.app.data.RefreshModel
import org.handrail.app.data.Session
import org.handrail.app.data.SourceFormModel
import org.handrail.app.data.SourcesModel
import org.handrail.app.data.TodayModel
import org.handrail.app.ui.DetailScreen
import org.handrail.app.ui.EditScreen
import org.handrail.app.ui.HandrailTheme
import org.handrail.app.ui.HelpScreen
import org.handrail.app.ui.MeetingModels
import org.handrail.app.ui.MeetingScreens
import org.handrail.app.ui.ReturnScreen
import org.handrail.app.ui.TodayScreen
import org.handrail.app.ui.Ways
import org.handrail.core.HandrailException

class MainActivity : ComponentActivity() {
    private val session get() = (application as HandrailApplication).session()
    private val factory: ViewModelProvider.Factory by lazy {
        viewModelFactory {
            initializer { TodayModel(session) }
            initializer { MeetingsModel(session, createSavedStateHandle()) }
            initializer { MeetingMapModel(session, createSavedStateHandle()) }
            initializer { DetailModel(session, createSavedStateHandle()) }
            initializer { MeetingModel(session) }
            initializer { MineModel(session) }
            initializer { OwnModel(session, createSavedStateHandle()) }
            initializer { SourcesModel(session, createSavedStateHandle()) }
            initializer { RefreshModel(session) }
            initializer { SourceFormModel(session, createSavedStateHandle()) }
            initializer { CalendarModel(session) }
        }
    }
    val today: TodayModel by viewModels { factory }
    val meetings: MeetingsModel by viewModels { factory }
    val map: MeetingMapModel by viewModels { factory }
    val detail: DetailModel by viewModels { factory }
    val meeting: MeetingModel by viewModels { factory }
    val mine: MineModel by viewModels { factory }
    val own: OwnModel by viewModels { factory }
    val sources: SourcesModel by viewModels { factory }
    val refresh: RefreshModel by viewModels { factory }
    val source: SourceFormModel by viewModels { factory }
    val calendar: CalendarModel by viewModels { factory }

    override fun onCreate(savedInstanceState: Bundle?) {
        // What another version of the app has kept, this one may not be able to read.
        super.onCreate(savedInstanceState?.takeIf { it.getLong(VERSION) == version() })
        enableEdgeToEdge()
        lifecycleScope.launch { planReminders() }
        val models = MeetingModels(meetings, map, meeting, mine, own, sources, refresh, source, calendar)
        setContent { HandrailTheme { Screens(session, today, detail, models) } }
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        outState.putLong(VERSION, version())
    }

    private fun version(): Long = packageManager.getPackageInfo(packageName, 0).lastUpdateTime

    /** Whatever changes while the app is open: a favourite, its times, a list that came in. */
    private suspend fun planReminders() {
        val reminders = Reminders(applicationContext)
        session.directory().watchFavourites(session.moment).catch { if (it !is HandrailException) throw it }.collect { favourites ->
            if (favourites != null) reminders.plan(favourites, session.moment().at)
        }
    }

    override fun onStart() {
        super.onStart()
        (application as HandrailApplication).passing.sweepSent()
    }

    override fun onStop() {
        super.onStop()
        MainScope().launch { session.toBackground() }
    }
}

private const val VERSION = "version"

/** The open screens, the topmost last, each as `name` or `name:id`: text, so that they survive a rotation. */
@Composable
private fun Screens(session: Session, todayModel: TodayModel, detailModel: DetailModel, models: MeetingModels) {
    var open by rememberSaveable { mutableStateOf(arrayListOf("today")) }
    val today by todayModel.state.collectAsStateWithLifecycle()
    val detail by detailModel.state.collectAsStateWithLifecycle()
    val ways =
        object : Ways {
            override fun go(screen: String) {
                open = ArrayList(open + screen)
            }

            override fun turn(screen: String) {
                open = ArrayList(open.dropLast(1) + screen)
            }

            override fun back() {
                open = ArrayList(open.dropLast(1))
            }

            override fun help() = go("help")
        }
    BackHandler(enabled = open.size > 1) { ways.back() }
    val (name, id) = open.last().split(':', limit = 2).let { it[0] to it.getOrNull(1) }
    // After the system had ended the app, its screens are there again before what they show.
    LaunchedEffect(name, id) {
        when (name) {
            "edit", "return" -> todayModel.showAgain(id)
            "detail" -> id?.let(detailModel::showAgain)
            "meeting" -> id?.let(models.meeting::showAgain)
        }
    }
    if (MeetingScreens(name, models, ways)) return
    when (name) {
        "help" -> HelpScreen(session.country(), ways::back)
        "edit" -> EditScreen(today, id, todayModel, ways::help, ways::back)
        "return" -> ReturnScreen(today, id.orEmpty(), todayModel, ways::help, ways::back) { ways.go("meetings") }
        "detail" ->
            DetailScreen(
                detail,
                detailModel,
                ways::help,
                ways::back,
                edit = { todayModel.show(id).also { ways.go("edit:$id") } },
                returned = { todayModel.show(id).also { ways.go("return:$id") } },
            )
        else ->
            TodayScreen(
                today,
                todayModel,
                help = ways::help,
                detail = { tracker, day -> detailModel.show(tracker, day).also { ways.go("detail:$tracker") } },
                edit = { tracker -> todayModel.show(tracker).also { ways.go(if (tracker == null) "edit" else "edit:$tracker") } },
                returned = { tracker -> todayModel.show(tracker).also { ways.go("return:$tracker") } },
                meetings = { ways.go("meetings") },
                meeting = { meeting -> models.meeting.show(meeting).also { ways.go("meeting:$meeting") } },
                mine = { ways.go("mine") },
            )
    }
}
