import Foundation
import Handrail
import Observation

/// The meetings behind one mark of the map, as a list.
@MainActor @Observable
public final class MeetingPlaceModel: DirectoryScreen {
  public let session: Session
  public private(set) var state: Loading = .loading
  public private(set) var rows: [MeetingRow] = []
  public private(set) var total = 0
  public private(set) var asked: Moment
  private let within: GeoBox
  private let map: MeetingMapModel
  private var pages: MeetingPages.Iterator?

  public init(_ within: GeoBox, of map: MeetingMapModel) {
    self.within = within
    self.map = map
    session = map.session
    asked = session.moment()
  }

  public var hasMore: Bool { pages != nil }

  public func load() async {
    state = await session.asking { directory, moment throws(HandrailError) in
      var query = map.query(moment)
      (query.withinBox, query.includeOnline) = (within, false)
      let page = try await directory.meetingsNear(query, moment)
      (rows, total, asked) = (page.meetings, Int(page.total), moment)
      query.cursor = page.nextPage
      pages = page.nextPage == nil ? nil : directory.pages(query, moment).makeAsyncIterator()
    }
  }

  public func more() async {
    guard var turning = pages else { return }
    // One page at a time, however often the end of the list comes into sight.
    pages = nil
    let moment = asked
    let page = try? await turning.next()
    // It was read anew meanwhile.
    guard moment == asked, let page else { return }
    rows += page.meetings
    pages = page.nextPage == nil ? nil : turning
  }
}
