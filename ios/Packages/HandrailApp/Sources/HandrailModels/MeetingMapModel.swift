import Foundation
import Handrail
import Observation

/// The meetings of the list on a map that asks nobody: no tiles, no service, only what is on this phone.
@MainActor @Observable
public final class MeetingMapModel {
  /// What a touch on a mark opens.
  public enum Opened: Hashable, Sendable {
    case meeting(String)
    /// Several meetings at one place.
    case place(GeoBox)
  }

  public enum Way: CaseIterable, Sendable { case west, north, south, east }

  /// What the marks depend on: the view asks anew when it changes, and drops what was being asked.
  public struct Question: Equatable, Sendable {
    let map: MeetingMapFrame
    let list: MeetingsModel.Question
  }

  /// The list with the same words and filters.
  public let meetings: MeetingsModel
  public private(set) var state: Loading = .loading
  public private(set) var map: MeetingMapFrame
  public private(set) var marks: [MeetingMapMark] = []
  public var opened: Opened?
  /// Rises with each answer that shows another number: then it is spoken.
  public private(set) var answers = 0
  /// The moment by which the marks were reckoned.
  public private(set) var asked: Moment
  /// The person's place around which the map was laid; it stays as they move it.
  private var home: GeoPoint?
  /// Where their place is not known: the map lies where meetings are.
  private var isLaid = false

  public init(meetings: MeetingsModel) {
    self.meetings = meetings
    asked = meetings.session.moment()
    map = MeetingMapFrame(centre: meetings.session.here ?? GeoPoint(latitude: 0, longitude: 0), zoom: 2)
  }

  public var session: Session { meetings.session }
  public var question: Question { Question(map: map, list: meetings.question) }
  public var isPlaceKnown: Bool { session.here != nil }
  /// What distances and directions are said from.
  public var origin: GeoPoint { session.here ?? map.centre }
  /// The marks on the screen, the nearest first.
  public var shown: [MeetingMapMark] { marks.filter { map.holds(map.point(of: $0.cluster.point)) } }
  public var total: Int { shown.reduce(0) { $0 + $1.count } }

  public func rings(metric: Bool) -> [MeetingMapRing] {
    MeetingMapRing.all(around: origin, on: map, metric: metric, avoiding: marks.map { map.point(of: $0.cluster.point) })
  }

  public func fit(_ size: CGSize) {
    map.size = size
    layAroundPerson()
  }

  /// Asks for the marks of what is shown. Where that first moves the map, the question is another one, and nothing is asked for this.
  public func ask() async {
    guard let directory = session.directory else {
      state = .trouble
      return
    }
    guard map.size.width > 0 else { return }
    let moment = session.moment()
    do {
      let shown = map
      layAroundPerson()
      if !isPlaceKnown && !isLaid { try await layWhereMostAre(directory, moment) }
      if map != shown || Task.isCancelled { return }
      let clusters = try await directory.meetingsMap(shown.box, zoom: Int(shown.zoom.rounded()), query(moment), moment)
      if Task.isCancelled { return }
      let before = (state, total)
      marks = MeetingMapMark.all(clusters, around: session.here ?? shown.centre)
      (asked, state) = (moment, .ready)
      if before != (state, total) { answers += 1 }
    } catch {
      if !Task.isCancelled { (state, marks) = (.trouble, []) }
    }
  }

  /// Asks again after every change of the directory and of what is kept of it, until the task that runs it is cancelled.
  public func run() async {
    guard let changes = try? session.directory?.changes() else { return }
    for await _ in changes { await ask() }
  }

  /// The list's own question; the box takes the place of its circle.
  public func query(_ moment: Moment) -> MeetingQuery {
    var query = meetings.filter.query(words: meetings.words, here: session.here, moment: moment)
    (query.near, query.withinKm) = (session.here, nil)
    return query
  }

  /// As far around as the list reaches.
  private func layAroundPerson() {
    guard let here = session.here, here != home, map.size.width > 0 else { return }
    map = map.showing(here, metres: meetings.filter.distance.map { $0 * 1000 } ?? meetings.within ?? 25_000)
    home = here
  }

  private func everywhere(_ directory: Directory, _ moment: Moment) async throws -> [MapCluster] {
    let earth = GeoBox(south: -85, north: 85, west: -180, east: 180)
    return try await directory.meetingsMap(earth, zoom: 4, query(moment), moment)
  }

  private func layWhereMostAre(_ directory: Directory, _ moment: Moment) async throws {
    let most = try await everywhere(directory, moment).max { $0.count < $1.count }
    guard let most, !Task.isCancelled else { return }
    map = map.showing(most.bounds)
    isLaid = true
  }

  // MARK: what the person does

  public func move(by way: CGSize) { map = map.moved(by: way) }

  /// `factor` 2 is twice as large.
  public func magnify(by factor: Double, around point: CGPoint) {
    if factor.isFinite, factor > 0 { map = map.zoomed(by: log2(factor), around: point) }
  }

  public func zoom(by steps: Double) { map = map.zoomed(by: steps) }

  public var canZoomIn: Bool { map.zoom < MeetingMapFrame.zooms.upperBound }
  public var canZoomOut: Bool { map.zoom > MeetingMapFrame.zooms.lowerBound }

  /// A third of the screen, so that what was at its rim stays in sight.
  public func go(_ way: Way) {
    let (width, height) = (map.size.width / 3, map.size.height / 3)
    switch way {
    case .west: move(by: CGSize(width: width, height: 0))
    case .east: move(by: CGSize(width: -width, height: 0))
    case .north: move(by: CGSize(width: 0, height: height))
    case .south: move(by: CGSize(width: 0, height: -height))
    }
  }

  /// Back to where the map began.
  public func goHome() async {
    (home, isLaid) = (nil, false)
    layAroundPerson()
    if !isPlaceKnown { await ask() }
  }

  /// As far away as it takes to have all that fits on the screen. Where that is nothing, the map stays.
  public func showAll() async {
    guard let directory = session.directory, let all = try? await everywhere(directory, session.moment()), let first = all.first else { return }
    let bounds = all.dropFirst().map(\.bounds).reduce(first.bounds) { box, other in
      GeoBox(
        south: min(box.south, other.south), north: max(box.north, other.north), west: min(box.west, other.west),
        east: max(box.east, other.east))
    }
    map = map.showing(bounds)
  }

  public func touch(_ point: CGPoint) { if let mark = map.mark(at: point, of: marks) { open(mark) } }

  /// Opens a meeting; comes closer to several, and lists them where that would not part them.
  public func open(_ mark: MeetingMapMark) {
    if let meeting = mark.meeting {
      opened = .meeting(meeting.id)
    } else if map.isOnePlace(mark) {
      list(mark)
    } else {
      let closer = map.showing(mark.cluster.bounds)
      // A mark as wide as the screen still comes closer.
      map = closer.zoom > map.zoom + 0.5 ? closer : MeetingMapFrame(centre: mark.cluster.point, zoom: map.zoom + 1, size: map.size)
    }
  }

  /// Lists what a mark stands for.
  public func list(_ mark: MeetingMapMark) { opened = .place(mark.cluster.bounds) }
}
