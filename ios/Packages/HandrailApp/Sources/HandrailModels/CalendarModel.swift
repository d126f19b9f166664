import Foundation
import Handrail
import Observation

/// Meetings as a file for the person's own calendar. Others look at calendars, so no name goes into it unless the person says so.
@MainActor @Observable
public final class CalendarModel {
  public enum State: Equatable, Sendable {
    case writing
    case ready(URL)
    /// Nothing that was chosen has a time.
    case empty
    /// More than a calendar can take.
    case tooMany
    /// Favourites stand in the journal, and no journal is open.
    case locked
    case trouble
  }

  public let session: Session
  public let selection: CalendarSelection
  /// With names, notes and links.
  public var named = false
  public private(set) var state: State = .writing
  private let folder: URL

  public init(session: Session, selection: CalendarSelection) {
    self.session = session
    self.selection = selection
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("calendar-\(UUID().uuidString)")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes the file anew. Its name says no more than what is in it.
  public func write() async {
    state = .writing
    do {
      guard let directory = session.directory else { throw HandrailError.NotFound(kind: .meeting) }
      let text = try await directory.calendar(selection, discreet: !named, session.moment())
      if Task.isCancelled { return }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("calendar.ics")
      try text.write(to: file, atomically: true, encoding: .utf8)
      state = .ready(file)
    } catch {
      if !Task.isCancelled { state = State(error) }
    }
  }
}

extension CalendarModel.State {
  init(_ error: any Error) {
    self =
      switch error as? HandrailError {
      case .Invalid(.limit, _): .tooMany
      case .Invalid: .empty
      case .Closed: .locked
      default: .trouble
      }
  }
}
