import Foundation
import Handrail
import Observation

/// What the person keeps: favourites with what became of them, and what they hide.
@MainActor @Observable
public final class FavouritesModel: DirectoryScreen {
  public let session: Session
  public private(set) var state: Loading = .loading
  public private(set) var favourites: [Favourite] = []
  public private(set) var notices: [MeetingNotice] = []
  public private(set) var hidden: [MeetingRow] = []
  /// The favourite that was let go last, so that it can be taken back with all that was said about it.
  public private(set) var letGo: Favourite?
  public private(set) var asked: Moment

  public init(session: Session) {
    self.session = session
    asked = session.moment()
  }

  public func load() async {
    state = await session.asking { directory, moment throws(HandrailError) in
      let kept = try await directory.favourites(moment)
      let changed = try await directory.meetingNotices(moment)
      let aside = try await directory.hiddenMeetings(moment)
      (asked, favourites, notices, hidden) = (moment, kept, changed, aside)
    }
    if state != .ready { (favourites, notices, hidden) = ([], [], []) }
  }

  /// The labels that the person uses, in the order of the alphabet, and the favourites of each; those without one last.
  public var byLabel: [(label: String?, favourites: [Favourite])] {
    let groups = Dictionary(grouping: favourites) { $0.details.label }
    let labels = groups.keys.compactMap { $0 }.sorted { $0.localizedCompare($1) == .orderedAscending }
    return (labels.map { Optional($0) } + [nil]).compactMap { label in groups[label].map { (label, $0) } }
  }

  public func saw(_ id: String) async {
    try? await session.directory?.markMeetingSeen(id, session.moment())
    await load()
  }

  public func remove(_ favourite: Favourite) async {
    guard (try? await session.directory?.removeFavourite(favourite.id, session.moment())) != nil else { return }
    letGo = favourite
    await load()
    await session.planReminders()
  }

  public func undoRemove() async {
    guard let favourite = letGo else { return }
    letGo = nil
    try? await session.directory?.addFavourite(favourite.id, favourite.details, session.moment())
    await load()
    await session.planReminders()
  }

  /// Keeps what has probably taken a gone meeting's place, with what was said about the one that is gone.
  public func follow(_ id: String, to successor: MeetingRow) async {
    let details = favourites.first { $0.id == id }?.details ?? FavouriteDetails()
    guard (try? await session.directory?.keep(successor.id, insteadOf: id, details, session.moment())) != nil else { return }
    await load()
    await session.planReminders()
  }

  public func unhide(_ id: String) async {
    try? await session.directory?.hideMeeting(id, false, session.moment())
    await load()
  }
}

extension Directory {
  func keep(_ successor: String, insteadOf id: String, _ details: FavouriteDetails, _ moment: Moment) async throws(HandrailError) {
    try await addFavourite(successor, details, moment)
    try await removeFavourite(id, moment)
  }
}
