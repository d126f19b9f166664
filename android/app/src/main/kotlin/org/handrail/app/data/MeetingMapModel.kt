package org.handrail.app.data

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.handrail.Directory
import org.handrail.core.GeoBox
import org.handrail.core.GeoPoint
import org.handrail.core.HandrailException
import org.handrail.core.MapCluster
import org.handrail.core.MeetingQuery
import org.handrail.core.MeetingRow
import org.handrail.core.Moment

/** What the map shows of the question that the list answers too. */
data class MeetingMapState(
    /** `null` until it is known where to begin. */
    val view: MeetingMapView? = null,
    /** The nearest first. */
    val marks: List<MapCluster> = emptyList(),
    /** The mark of the meeting that starts next of all in sight; the nearest of several. */
    val first: MapCluster? = null,
    /** Meetings in sight. */
    val total: Int = 0,
    /** The person's place; `null`: not known. */
    val here: GeoPoint? = null,
    /** The middle of the map when it was asked. */
    val middle: GeoPoint = GeoPoint(0.0, 0.0),
    val loading: Boolean = true,
    val asked: Moment? = null,
    /** The meetings at one place, which no map could draw apart. */
    val together: List<MeetingRow> = emptyList(),
    val problem: HandrailException? = null,
)

/** Asks the core once for each view, when it has come to rest; a question that is no longer wanted is dropped. */
class MeetingMapModel(private val session: Session, private val kept: SavedStateHandle) : ViewModel() {
    private val _state = MutableStateFlow(MeetingMapState(view = kept.get<DoubleArray>(VIEW)?.let { (north, east, zoom) -> MeetingMapView(GeoPoint(north, east), zoom) }))
    val state: StateFlow<MeetingMapState> = _state
    private var asking: Job? = null
    private var shown = false

    /** There was nothing to look at: as soon as there is, the map begins anew. */
    private var empty = false
    private var filter: MeetingFilter? = null
    private var size = 0.0 to 0.0

    init {
        viewModelScope.launch { session.directory().changes.collect { ask() } }
    }

    /** The map is on the screen, so large, for this question. Another place in the question is a reason to look there. */
    fun show(filter: MeetingFilter, width: Double, height: Double) {
        val before = this.filter
        shown = true
        this.filter = filter
        size = width to height
        if (before != null && before.place() != filter.place()) turnTo(null)
        // What was empty before may be so no more: that is not said before it is known.
        _state.update { it.copy(loading = it.loading || it.marks.isEmpty()) }
        ask()
    }

    private fun MeetingFilter.place() = Triple(where, region, withinKm)

    fun leave() {
        shown = false
        asking?.cancel()
    }

    /** Back in the hand: the person may be elsewhere, and what was next may have begun. */
    fun resumed() = ask()

    fun look(change: MeetingMapFrame.() -> MeetingMapView) {
        val frame = frame() ?: return
        val view = frame.change()
        if (view == frame.view) return
        empty = false
        turnTo(view)
        ask(SETTLED)
    }

    private fun turnTo(view: MeetingMapView?) {
        kept[VIEW] = view?.run { doubleArrayOf(middle.latitude, middle.longitude, zoom) }
        _state.update { it.copy(view = view) }
    }

    private fun frame(): MeetingMapFrame? = _state.value.view?.let { MeetingMapFrame(it, size.first, size.second) }

    /** The person's place in the middle, as close as it is. */
    fun toHere() {
        val here = session.whereabouts.here() ?: return ask()
        look { if (view.zoom < NEAR_ZOOM) MeetingMapFrame.around(here, NEAR_KM, width, height) else view.copy(middle = here) }
        ask()
    }

    /** Everything that fits the question, wherever it is. */
    fun toAll() {
        viewModelScope.launch {
            val filter = filter ?: return@launch
            trying { all(it, filter.query(session.whereabouts.here(), session.moment()), session.moment()) }?.let { turnTo(it) }
            ask()
        }
    }

    /** Closer to the meetings of a mark; where they are all at one place, they are listed. */
    fun open(mark: MapCluster) {
        val bounds = mark.bounds
        val across = GeoPoint(bounds.south, bounds.west).metresTo(GeoPoint(bounds.north, bounds.east))
        val closest = frame()?.view?.zoom.let { it == null || it >= MeetingMapFrame.CLOSEST }
        if (across > ONE_PLACE_M && !closest) return look { MeetingMapFrame.fitting(bounds, width, height).run { copy(zoom = zoom.coerceAtLeast(view.zoom + 1).coerceAtMost(MeetingMapFrame.CLOSEST)) } }
        viewModelScope.launch {
            val (moment, here) = session.moment() to session.whereabouts.here()
            val query = filter?.query(here, moment, limit = MOST_TOGETHER) ?: return@launch
            val page = trying { it.meetingsNear(query.copy(withinBox = bounds, includeOnline = false, order = null, favouritesFirst = false), moment) }
            _state.update { it.copy(together = page?.meetings.orEmpty(), asked = moment) }
        }
    }

    fun closeTogether() = _state.update { it.copy(together = emptyList()) }

    private fun ask(afterMillis: Long = 0) {
        asking?.cancel()
        if (!shown) return
        asking =
            viewModelScope.launch {
                delay(afterMillis)
                trying { load(it) }
            }
    }

    private suspend fun load(directory: Directory) {
        val filter = filter ?: return
        val (moment, here) = session.moment() to session.whereabouts.here()
        val query = filter.query(here, moment)
        if (_state.value.view == null || empty) turnTo(beginning(directory, filter, here, query, moment))
        val frame = frame() ?: return
        val from = here ?: frame.view.middle
        val marks = directory.meetingsMap(frame.box(), frame.wholeZoom, query, moment).sortedBy { from.metresTo(it.point) }
        val inSight = marks.filter { frame.holds(frame.spot(it.point)) }
        _state.update {
            it.copy(
                marks = marks,
                first = inSight.filter { mark -> mark.startsAt != null }.minByOrNull { mark -> mark.startsAt!! },
                total = inSight.sumOf { mark -> mark.count.toInt() },
                here = here,
                middle = frame.view.middle,
                loading = false,
                asked = moment,
                problem = null,
            )
        }
    }

    /** Around the person, as far as they ask or until there are some; where it is not about their place, at all that fits. */
    private suspend fun beginning(directory: Directory, filter: MeetingFilter, here: GeoPoint?, query: MeetingQuery, moment: Moment): MeetingMapView {
        val (width, height) = size
        empty = false
        if (here != null && filter.where == Where.NEAR) {
            for (kilometres in filter.withinKm?.let(::listOf) ?: CIRCLES) {
                val view = MeetingMapFrame.around(here, kilometres, width, height)
                val frame = MeetingMapFrame(view, width, height)
                val enough = filter.withinKm != null || directory.meetingsMap(frame.box(), frame.wholeZoom, query, moment).sumOf { it.count.toInt() } >= ENOUGH
                if (enough) return view
            }
        }
        val all = all(directory, query, moment)
        empty = all == null
        return all ?: MeetingMapFrame.around(here ?: GeoPoint(0.0, 0.0), if (here == null) HALF_THE_EARTH_KM else NEAR_KM, width, height)
    }

    private suspend fun all(directory: Directory, query: MeetingQuery, moment: Moment): MeetingMapView? {
        val bounds = directory.meetingsMap(EARTH, 0, query, moment).map { it.bounds }
        if (bounds.isEmpty()) return null
        val box = GeoBox(bounds.minOf { it.south }, bounds.maxOf { it.north }, bounds.minOf { it.west }, bounds.maxOf { it.east })
        return MeetingMapFrame.fitting(box, size.first, size.second)
    }

    private suspend fun <T> trying(work: suspend (Directory) -> T): T? =
        try {
            work(session.directory())
        } catch (broken: HandrailException) {
            _state.update { it.copy(loading = false, problem = broken) }
            null
        }

    private companion object {
        const val VIEW = "view"

        /** A hand that moves the map asks nothing; when it rests this long, it does. Milliseconds. */
        const val SETTLED = 120L
        val CIRCLES = listOf(2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 200.0)
        const val ENOUGH = 15
        const val NEAR_KM = 25.0
        const val NEAR_ZOOM = 8.0
        const val HALF_THE_EARTH_KM = 10_000.0

        /** A house and its yard. */
        const val ONE_PLACE_M = 40.0
        const val MOST_TOGETHER = 200
        val EARTH = GeoBox(-90.0, 90.0, -180.0, 180.0)
    }
}
