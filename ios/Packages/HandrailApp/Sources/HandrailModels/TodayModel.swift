import Foundation
import Handrail
import Observation

/// The first screen and its two forms.
@MainActor @Observable
public final class TodayModel {
  public private(set) var today: Today?
  public private(set) var nextMeeting: MeetingRow?
  public private(set) var history: TrackerHistory?
  /// The field that could not be taken.
  public private(set) var wrong: Field?
  /// The tracker whose return was just recorded and can be undone.
  public var undoable: String?
  public let session: Session

  public init(session: Session) { self.session = session }

  /// Opens, shows, and shows again after every change, until the task that runs it is cancelled.
  public func run() async {
    await session.open()
    guard let journal = session.journal, let changes = try? journal.changes() else { return }
    await refresh()
    for await _ in changes { await refresh() }
  }

  public func refresh() async {
    if let journal = session.journal {
      // Damage behind the first page shows only when that page is read.
      do throws(HandrailError) { today = try await journal.today(session.moment()) } catch { session.broken(error) }
    }
    let query = MeetingQuery(near: session.here, includeOnline: true, limit: 1)
    nextMeeting = try? await session.directory?.meetingsNear(query, session.moment()).meetings.first
  }

  public func show(_ id: String) async {
    history = nil
    wrong = nil
    history = try? await session.journal?.history(id, session.moment())
  }

  /// Saves a new tracker, or an old one's details. Answers whether it was taken.
  @discardableResult
  public func save(_ id: String?, _ details: TrackerDetails) async -> Bool {
    await writing { journal throws(HandrailError) in
      if let id {
        try await journal.edit(id, details, self.session.moment())
      } else {
        try await journal.add(details, self.session.moment())
      }
    }
  }

  @discardableResult
  public func archive(_ id: String) async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.archive(id, true, self.session.moment()) }
  }

  /// Records a return to use. Everything that was there stays.
  @discardableResult
  public func recordReturn(_ id: String, on day: CivilDay, note: String) async -> Bool {
    let event = ReturnToUse(firstDay: day, note: note.isEmpty ? nil : note)
    let taken = await writing { journal throws(HandrailError) in try await journal.record(event, of: id, self.session.moment()) }
    if taken { undoable = id }
    return taken
  }

  public func undoReturn() async {
    guard let id = undoable else { return }
    undoable = nil
    _ = await writing { journal throws(HandrailError) in try await journal.undoReturn(of: id, self.session.moment()) }
  }

  public var day: CivilDay {
    let moment = session.moment()
    return CivilDay(moment.at, in: TimeZone(identifier: moment.zone) ?? .current)
  }

  private func writing(_ work: (Journal) async throws(HandrailError) -> Void) async -> Bool {
    guard let journal = session.journal else { return false }
    wrong = nil
    do throws(HandrailError) {
      try await work(journal)
      await refresh()
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { wrong = .path }
      return false
    }
  }
}
