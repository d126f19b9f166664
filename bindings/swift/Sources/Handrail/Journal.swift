import Foundation
import HandrailCore

/// A person's journal: one encrypted file, one object for the life of the app.
///
/// A write is on the disk when its call returns. What goes wrong is a ``HandrailCore/HandrailError``.
public final class Journal: Sendable {
  private let core: HandrailCore.Journal

  private init(_ core: HandrailCore.Journal) { self.core = core }

  /// A new key: 32 random bytes. Make it once and keep it in the keychain.
  public static func newKey() throws(HandrailError) -> Data { try caught { try newJournalKey() }.get() }

  /// Opens the journal at a path, or makes it there. The folder must exist.
  public static func open(_ path: String, key: Data) async throws(HandrailError) -> Journal {
    Journal(try await blocking { try HandrailCore.Journal.open(path: path, key: key) })
  }

  /// Keeps a journal that cannot be opened under another name, and answers that name. Only a person may decide this.
  public static func keepAside(_ path: String) async throws(HandrailError) -> String {
    try await blocking { try HandrailCore.keepAside(path: path) }
  }

  /// The first screen: every active tracker with its numbers.
  public func today(_ moment: Moment = .now()) async throws(HandrailError) -> Today {
    try await blocking { [core] in try core.today(moment: moment) }
  }

  /// All trackers in the person's order, the archived ones last.
  public func trackers() async throws(HandrailError) -> [Tracker] {
    try await blocking { [core] in try core.trackers() }
  }

  /// One tracker with its episodes and awards.
  public func history(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.trackerHistory(id: id, moment: moment) }
  }

  /// Adds a tracker at the end of the person's order.
  @discardableResult
  public func add(_ details: TrackerDetails, _ moment: Moment = .now()) async throws(HandrailError) -> Tracker {
    try await blocking { [core] in try core.addTracker(details: details, moment: moment) }
  }

  /// Replaces what the person set. A changed start is a correction, not an episode.
  @discardableResult
  public func edit(_ id: String, _ details: TrackerDetails, _ moment: Moment = .now()) async throws(HandrailError) -> Tracker {
    try await blocking { [core] in try core.editTracker(id: id, details: details, moment: moment) }
  }

  /// Puts a tracker into the archive or back. Nothing of it is lost.
  @discardableResult
  public func archive(_ id: String, _ archived: Bool = true, _ moment: Moment = .now()) async throws(HandrailError) -> Tracker {
    try await blocking { [core] in try core.archiveTracker(id: id, archived: archived, moment: moment) }
  }

  /// Sets the order of the active trackers; `ids` names each of them once.
  public func reorder(_ ids: [String]) async throws(HandrailError) {
    try await blocking { [core] in try core.reorderTrackers(ids: ids) }
  }

  /// Records a return to use: the episode is closed and kept, a new one begins.
  @discardableResult
  public func record(_ event: ReturnToUse, of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.recordReturn(id: id, event: event, moment: moment) }
  }

  /// Takes back the return to use that was recorded last: everything is as before.
  @discardableResult
  public func undoReturn(of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.undoReturn(id: id, moment: moment) }
  }

  /// Whether opening found no file and made it. In an app that was used before, the person's file is missing then: say so.
  public func wasCreated() async throws(HandrailError) -> Bool {
    try await blocking { [core] in try core.wasCreated() }
  }

  /// Moves recent writes from the log into the file, for when the app goes to the background.
  public func checkpoint() async throws(HandrailError) {
    try await blocking { [core] in try core.checkpoint() }
  }

  /// What changed, from now on. A slow reader gets merged sets and misses no area.
  public func changes() throws(HandrailError) -> AsyncStream<Set<Area>> {
    try caught { [core] in try changeStream { try core.observe(listener: $0) } }.get()
  }

  /// Closes the file. Later calls throw ``HandrailCore/HandrailError/Closed``. Safe while calls are running.
  public func close() throws(HandrailError) { try caught { [core] in try core.closeFile() }.get() }
}
