import Foundation
import Handrail
import Observation

/// The first screen, and what was put aside.
@MainActor @Observable
public final class TodayModel {
  public private(set) var today: Today?
  public private(set) var nextMeeting: MeetingRow?
  /// The moment by which the next meeting was reckoned.
  public private(set) var asked: Moment
  public private(set) var archived: [Tracker] = []
  public private(set) var deleted: [Tracker] = []
  /// The field that could not be taken.
  public private(set) var wrong: Field?
  /// The tracker whose return was just recorded and can be undone.
  public var undoable: String?
  public let session: Session

  public init(session: Session) {
    self.session = session
    asked = session.moment()
  }

  /// Opens, shows, and shows again after every change, until the task that runs it is cancelled.
  public func run() async {
    await session.open()
    guard let journal = session.journal, let changes = try? journal.changes() else { return }
    // The 30 days of what was deleted are over when they are over; the core waits to be asked.
    _ = try? await journal.eraseDeleted(session.moment())
    await refresh()
    for await _ in changes { await refresh() }
  }

  public func refresh() async {
    asked = session.moment()
    if let journal = session.journal {
      // Damage behind the first page shows only when that page is read.
      do throws(HandrailError) { today = try await journal.today(session.moment()) } catch { session.broken(error) }
    }
    let query = MeetingQuery(near: session.here, includeOnline: true, limit: 1)
    nextMeeting = try? await session.directory?.meetingsNear(query, asked).meetings.first
  }

  /// Puts a tracker into the archive, or back to the end of the order.
  @discardableResult
  public func archive(_ id: String, _ archived: Bool = true) async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.archive(id, archived, self.session.moment()) }
  }

  /// Deletes a tracker; for 30 days it can be restored. The screen has asked twice.
  @discardableResult
  public func delete(_ id: String) async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.delete(id, self.session.moment()) }
  }

  @discardableResult
  public func restore(_ id: String) async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.restore(id) }
  }

  /// What is not on the first screen: the archive, and what was deleted.
  public func showAside() async {
    archived = ((try? await session.journal?.trackers()) ?? []).filter(\.archived)
    deleted = (try? await session.journal?.deletedTrackers()) ?? []
  }

  /// The last day on which a deleted tracker can be restored.
  public func restorable(_ tracker: Tracker) -> Date? { tracker.deletedAt?.addingTimeInterval(30 * 86_400) }

  public func undoReturn() async {
    guard let id = undoable else { return }
    undoable = nil
    _ = await writing { journal throws(HandrailError) in try await journal.undoReturn(of: id, self.session.moment()) }
  }

  private func writing(_ work: (Journal) async throws(HandrailError) -> Void) async -> Bool {
    guard let journal = session.journal else { return false }
    wrong = nil
    do throws(HandrailError) {
      try await work(journal)
      await refresh()
      await showAside()
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { wrong = .path }
      return false
    }
  }
}
