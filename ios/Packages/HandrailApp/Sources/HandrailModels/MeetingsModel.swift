import Foundation
import Handrail
import Observation

/// The list of meetings: words, filters, and what came of them.
@MainActor @Observable
public final class MeetingsModel {
  public let session: Session
  public var words = ""
  public var filter = MeetingFilter()
  public private(set) var state: Loading = .loading
  public private(set) var total = 0
  public private(set) var rows: [MeetingRow] = []
  public private(set) var hasMore = false
  /// The words that were looked for instead, as nothing has those that were typed.
  public private(set) var corrected: String?
  /// How far around the person was looked, in metres.
  public private(set) var within: Double?
  public private(set) var facets: MeetingFacets?
  /// The directory holds nothing at all.
  public private(set) var nothingImported = false
  /// Favourites that changed since they were last looked at.
  public private(set) var notices = 0
  /// Rises with each answer that differs from the one before: then the count is spoken.
  public private(set) var answers = 0
  private var pages: MeetingPages.Iterator?
  private var reading = false

  public init(session: Session) { self.session = session }

  /// What the list depends on: the view asks anew when it changes, and drops what was being asked.
  public struct Question: Equatable, Sendable {
    let words: String
    let filter: MeetingFilter
    let here: GeoPoint?
  }

  public var question: Question { Question(words: words, filter: filter, here: session.here) }
  public var needsPlace: Bool { filter.wants(session.here) }
  /// The moment by which the rows were reckoned: what is said of them goes by it too.
  public private(set) var asked = Moment(at: Date(timeIntervalSince1970: 0), zone: "UTC")

  /// Shows again after every change, of the directory and of what is kept of it, until the task that runs it is cancelled.
  public func run() async {
    guard let changes = try? session.directory?.changes() else { return }
    for await _ in changes { await search() }
  }

  public func search() async {
    guard let directory = session.directory else {
      state = .trouble
      return
    }
    let moment = session.moment()
    let query = filter.query(words: words, here: session.here, moment: moment)
    var fresh = directory.pages(query, moment).makeAsyncIterator()
    do {
      guard let page = try await fresh.next() else { return }
      let sources = try await directory.sources()
      let noted = try? await directory.meetingNotices(moment).count
      let counted = try await directory.meetingFacets(query, moment)
      if Task.isCancelled { return }
      if state != .ready || total != Int(page.total) { answers += 1 }
      (asked, pages, state) = (moment, fresh, .ready)
      (total, rows, hasMore) = (Int(page.total), page.meetings, page.nextPage != nil)
      (corrected, within) = (page.correctedWords, page.withinKm.map { $0 * 1000 })
      (facets, nothingImported, notices) = (counted, sources.isEmpty, noted ?? 0)
    } catch {
      if !Task.isCancelled { state = .trouble }
    }
  }

  /// The next page, once at a time however often the end of the list comes into sight.
  public func more() async {
    guard hasMore, !reading, var turning = pages else { return }
    reading = true
    defer { reading = false }
    let moment = asked
    let page = try? await turning.next()
    // Another question was asked meanwhile: this page belongs to none.
    guard moment == asked, let page else { return }
    pages = turning
    rows += page.meetings
    hasMore = page.nextPage != nil
  }

  /// What could be let go, the most rewarding first. The words are not a filter, but they can be cleared all the same.
  public var leftOut: [LeftOut] { facets?.leftOut ?? [] }

  public func drop(_ part: Narrowing) { if part == .words { words = "" } else { filter.drop(part) } }

  public func clear() {
    words = ""
    var cleared = MeetingFilter()
    // Not narrowing: the person's taste stays.
    (cleared.order, cleared.favouritesFirst) = (filter.order, filter.favouritesFirst)
    filter = cleared
  }

  /// The question of the list as it stands, for a calendar of the week.
  public var week: CalendarSelection {
    .week(query: filter.query(words: words, here: session.here, moment: session.moment()))
  }

  /// The counts beside the choices of a filter that is not yet applied.
  public func facets(for draft: MeetingFilter) async -> MeetingFacets? {
    let moment = session.moment()
    return try? await session.directory?.meetingFacets(draft.query(words: words, here: session.here, moment: moment), moment)
  }

  public func regions(below path: [String]) async -> [RegionCount] { (try? await session.directory?.regions(path)) ?? [] }

  /// A favourite, or none any more.
  public func toggleFavourite(_ row: MeetingRow) async {
    guard let directory = session.directory else { return }
    if row.favourite {
      try? await directory.removeFavourite(row.id, session.moment())
    } else {
      try? await directory.addFavourite(row.id, FavouriteDetails(), session.moment())
    }
    await search()
  }

  /// The meeting that was hidden last, so that it can be taken back.
  public private(set) var justHidden: MeetingRow?

  public func hide(_ row: MeetingRow) async {
    guard (try? await session.directory?.hideMeeting(row.id, true, session.moment())) != nil else { return }
    justHidden = row
    await search()
  }

  public func undoHide() async {
    guard let row = justHidden else { return }
    justHidden = nil
    try? await session.directory?.hideMeeting(row.id, false, session.moment())
    await search()
  }
}
