import Foundation
import Handrail
import Observation

/// Meetings as a file for the person's own calendar. Others look at calendars, so no name goes into it unless the person says so, and
/// the file is there only while the person sends it.
@MainActor @Observable
public final class CalendarModel {
  public enum State: Equatable, Sendable {
    case making
    /// It can be sent.
    case ready
    /// Nothing that was chosen has a time.
    case empty
    /// More than a calendar can take.
    case tooMany
    /// Favourites stand in the journal, and no journal is open.
    case locked
    /// The phone has no room for the file.
    case full
    case trouble
  }

  /// The file while it is being sent.
  public struct Sending: Identifiable, Equatable, Sendable {
    public let file: URL
    public var id: URL { file }
  }

  public let session: Session
  public let selection: CalendarSelection
  /// With names, notes and links.
  public var named = false
  public private(set) var state: State = .making
  public private(set) var sending: Sending?
  private var text = ""
  private let place: PassingFolder

  public init(session: Session, selection: CalendarSelection) {
    self.session = session
    self.selection = selection
    place = session.passing.place()
  }

  /// Asks anew what goes into it.
  public func make() async {
    state = .making
    do {
      guard let directory = session.directory else { throw HandrailError.NotFound(kind: .meeting) }
      let made = try await directory.calendar(selection, discreet: !named, session.moment())
      if !Task.isCancelled { (text, state) = (made, .ready) }
    } catch {
      if !Task.isCancelled { state = State(error) }
    }
  }

  /// Writes the file, for whatever app the person chooses. Its name says nothing.
  public func send() async {
    guard state == .ready, sending == nil else { return }
    do {
      let file = try await Task.detached { [place, text] in try place.write(text, as: "calendar.ics") }.value
      sending = Sending(file: file)
    } catch {
      state = (error as? CocoaError)?.code == .fileWriteOutOfSpace ? .full : .trouble
    }
  }

  /// The person has sent it, or not: the file goes.
  public func sent() {
    sending = nil
    place.empty()
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
