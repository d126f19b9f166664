package org.handrail.app

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch
import org.handrail.app.data.DetailModel
import org.handrail.app.data.MeetingsModel
import org.handrail.app.data.Session
import org.handrail.app.data.TodayModel
import org.handrail.app.ui.DetailScreen
import org.handrail.app.ui.EditScreen
import org.handrail.app.ui.HandrailTheme
import org.handrail.app.ui.HelpScreen
import org.handrail.app.ui.MeetingScreen
import org.handrail.app.ui.MeetingsScreen
import org.handrail.app.ui.ReturnScreen
import org.handrail.app.ui.TodayScreen

class MainActivity : ComponentActivity() {
    private val session get() = (application as HandrailApplication).session()
    private val factory: ViewModelProvider.Factory by lazy {
        viewModelFactory {
            initializer { TodayModel(session) }
            initializer { MeetingsModel(session) }
            initializer { DetailModel(session) }
        }
    }
    val today: TodayModel by viewModels { factory }
    val meetings: MeetingsModel by viewModels { factory }
    val detail: DetailModel by viewModels { factory }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { HandrailTheme { Screens(session, today, meetings, detail) } }
    }

    override fun onStop() {
        super.onStop()
        MainScope().launch { session.toBackground() }
    }
}

/** The open screens, the topmost last, each as `name` or `name:id`: text, so that they survive a rotation. */
@Composable
private fun Screens(session: Session, todayModel: TodayModel, meetingsModel: MeetingsModel, detailModel: DetailModel) {
    var open by rememberSaveable { mutableStateOf(arrayListOf("today")) }
    val today by todayModel.state.collectAsStateWithLifecycle()
    val meetings by meetingsModel.state.collectAsStateWithLifecycle()
    val detail by detailModel.state.collectAsStateWithLifecycle()

    fun go(screen: String) {
        open = ArrayList(open + screen)
    }

    fun back() {
        open = ArrayList(open.dropLast(1))
    }
    BackHandler(enabled = open.size > 1) { back() }
    val (name, id) = open.last().split(':', limit = 2).let { it[0] to it.getOrNull(1) }
    val help = { go("help") }
    when (name) {
        "help" -> HelpScreen(session.country(), ::back)
        "edit" -> EditScreen(today, id, todayModel, help, ::back)
        "return" -> ReturnScreen(today, id.orEmpty(), todayModel, help, ::back) { go("meetings") }
        "detail" ->
            DetailScreen(
                detail,
                detailModel,
                help,
                ::back,
                edit = { todayModel.show(id).also { go("edit:$id") } },
                returned = { todayModel.show(id).also { go("return:$id") } },
            )
        "meetings" -> MeetingsScreen(meetings, meetingsModel, help, ::back) { go("meeting:$it").also { _ -> meetingsModel.show(it) } }
        "meeting" -> MeetingScreen(meetings.detail, help, ::back)
        else ->
            TodayScreen(
                today,
                todayModel,
                help = help,
                detail = { tracker -> detailModel.show(tracker).also { go("detail:$tracker") } },
                edit = { tracker -> todayModel.show(tracker).also { go(if (tracker == null) "edit" else "edit:$tracker") } },
                returned = { tracker -> todayModel.show(tracker).also { go("return:$tracker") } },
                meetings = { go("meetings") },
                meeting = { meeting -> meetingsModel.show(meeting).also { go("meeting:$meeting") } },
            )
    }
}
