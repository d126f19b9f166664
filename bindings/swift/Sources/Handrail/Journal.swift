import Foundation
import HandrailCore

/// A person's journal: one encrypted file, one object for the life of the app.
///
/// A write is on the disk when its call returns. What goes wrong is a ``HandrailCore/HandrailError``.
public final class Journal: Sendable {
  /// For ``Directory/useJournal(_:)``, which hands it on.
  let core: HandrailCore.Journal
  let ending = Ending()

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

  /// What ``today(_:)`` would answer at any moment, also one to come. Nothing is recorded.
  public func preview(_ moment: Moment) async throws(HandrailError) -> Today {
    try await blocking { [core] in try core.preview(moment: moment) }
  }

  /// The numbers that hold now and from each of the next 30 instants on at which one changes: for widgets.
  public func widgetTimeline(_ moment: Moment = .now()) async throws(HandrailError) -> [TimelineEntry] {
    try await blocking { [core] in try core.widgetTimeline(moment: moment) }
  }

  /// Enters what days were. The later entry holds; ``undoMark(of:_:)`` puts back what stood there.
  @discardableResult
  public func mark(_ days: DaySelection, _ mark: DayMark, of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> MarkedDays {
    try await blocking { [core] in try core.markDays(id: id, days: days, mark: mark, moment: moment) }
  }

  /// Takes back the entry that was made last: every day is as it was before.
  @discardableResult
  public func undoMark(of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> MarkedDays {
    try await blocking { [core] in try core.undoMark(id: id, moment: moment) }
  }

  /// The calendar from one day to another, at most 400 days.
  public func calendar(_ id: String, from: CivilDay, to: CivilDay, _ moment: Moment = .now()) async throws(HandrailError) -> DayCalendar {
    try await blocking { [core] in try core.calendar(id: id, from: from, to: to, moment: moment) }
  }

  /// Everything that is computed of one tracker.
  public func statistics(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerStatistics {
    try await blocking { [core] in try core.statistics(id: id, moment: moment) }
  }

  /// The outcomes that research asks for, over any window of days that are over.
  public func outcomes(_ id: String, _ query: OutcomeQuery, _ moment: Moment = .now()) async throws(HandrailError) -> Outcomes {
    try await blocking { [core] in try core.outcomes(id: id, query: query, moment: moment) }
  }

  /// The milestones of the profile in the order of their days, and every award there ever was.
  public func milestoneShelf(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) -> [ShelfRow] {
    try await blocking { [core] in try core.milestoneShelf(id: id, moment: moment) }
  }

  /// What happened to a tracker, the newest first. `after` is the `next` of the page before.
  public func historyPage(_ id: String, after: String? = nil, limit: UInt32 = 50, _ moment: Moment = .now()) async throws(HandrailError) -> HistoryPage {
    try await blocking { [core] in try core.historyPage(id: id, moment: moment, after: after, limit: limit) }
  }

  /// Sets a goal from a day on. Days before it keep the goal they had.
  @discardableResult
  public func setGoal(_ goal: Goal, from: CivilDay, of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.setGoal(id: id, goal: goal, from: from, moment: moment) }
  }

  /// Sets what use cost from a day on.
  @discardableResult
  public func setRate(_ rate: Rate, of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.setRate(id: id, rate: rate, moment: moment) }
  }

  /// Money and time saved over all active trackers, and how far the saving goals are.
  public func savings(_ moment: Moment = .now()) async throws(HandrailError) -> SavingsOverview {
    try await blocking { [core] in try core.savings(moment: moment) }
  }

  /// Adds a saving goal (with an empty id) or replaces one.
  @discardableResult
  public func save(_ goal: SavingGoal, _ moment: Moment = .now()) async throws(HandrailError) -> SavingGoal {
    try await blocking { [core] in try core.saveSavingGoal(goal: goal, moment: moment) }
  }

  /// Takes a saving goal off the list.
  public func removeSavingGoal(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await blocking { [core] in try core.removeSavingGoal(id: id, moment: moment) }
  }

  /// Takes back the last correction of what the person had set.
  @discardableResult
  public func undoCorrection(of id: String, _ moment: Moment = .now()) async throws(HandrailError) -> TrackerHistory {
    try await blocking { [core] in try core.undoCorrection(id: id, moment: moment) }
  }

  /// Deletes a tracker. For 30 days nothing of it is gone. Ask twice.
  public func delete(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await blocking { [core] in try core.deleteTracker(id: id, moment: moment) }
  }

  /// The deleted trackers that can be restored.
  public func deletedTrackers() async throws(HandrailError) -> [Tracker] {
    try await blocking { [core] in try core.deletedTrackers() }
  }

  /// Puts a deleted tracker back where it was, whole.
  @discardableResult
  public func restore(_ id: String) async throws(HandrailError) -> Tracker {
    try await blocking { [core] in try core.restoreTracker(id: id) }
  }

  /// Erases for good what was deleted more than 30 days ago. The core never does it by itself.
  @discardableResult
  public func eraseDeleted(_ moment: Moment = .now()) async throws(HandrailError) -> UInt32 {
    try await blocking { [core] in try core.eraseDeleted(moment: moment) }
  }

  /// All that the form of a tracker offers, the person's own fellowships and profiles first.
  public func editorChoices() async throws(HandrailError) -> EditorChoices {
    try await blocking { [core] in try core.editorChoices() }
  }

  /// The person's own fellowships.
  public func ownFellowships() async throws(HandrailError) -> [Fellowship] {
    try await blocking { [core] in try core.ownFellowships() }
  }

  /// Adds a fellowship of the person's own (with an empty id) or replaces one.
  @discardableResult
  public func save(_ fellowship: Fellowship, _ moment: Moment = .now()) async throws(HandrailError) -> Fellowship {
    try await blocking { [core] in try core.saveFellowship(fellowship: fellowship, moment: moment) }
  }

  /// Takes one of the person's own fellowships off the list.
  public func removeFellowship(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await blocking { [core] in try core.removeFellowship(id: id, moment: moment) }
  }

  /// The person's own token profiles.
  public func ownTokenProfiles() async throws(HandrailError) -> [TokenProfile] {
    try await blocking { [core] in try core.ownTokenProfiles() }
  }

  /// Adds a token profile of the person's own (with an empty id) or replaces one.
  @discardableResult
  public func save(_ profile: TokenProfile, _ moment: Moment = .now()) async throws(HandrailError) -> TokenProfile {
    try await blocking { [core] in try core.saveTokenProfile(profile: profile, moment: moment) }
  }

  /// Takes one of the person's own token profiles off the list.
  public func removeTokenProfile(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await blocking { [core] in try core.removeTokenProfile(id: id, moment: moment) }
  }

  /// Whether opening found no file and made it. In an app that was used before, the person's file is missing then: say so.
  public func wasCreated() async throws(HandrailError) -> Bool {
    try await blocking { [core] in try core.wasCreated() }
  }

  /// Moves recent writes from the log into the file, for when the app goes to the background.
  public func checkpoint() async throws(HandrailError) {
    try await blocking { [core] in try core.checkpoint() }
  }

  /// What changed, from now on. A slow reader gets merged sets and misses no area. Ends when the journal is closed.
  public func changes() throws(HandrailError) -> AsyncStream<Set<Area>> {
    try caught { [core, ending] in try changeStream(until: ending) { tie(try core.observe(listener: $0)) } }.get()
  }

  /// Calls `tell` after every change of what the person keeps of meetings, and once the journal is closed.
  func onMeetings(_ tell: @escaping @Sendable () -> Void) throws -> Tie {
    let hearing = tie(try core.observe(listener: MeetingsListener(tell)))
    let ended = ending.whenOver(tell)
    return {
      hearing()
      ended()
    }
  }

  /// Closes the file. Later calls throw ``HandrailCore/HandrailError/Closed``. Safe while calls are running.
  public func close() throws(HandrailError) {
    defer { ending.end() }
    try caught { [core] in try core.closeFile() }.get()
  }
}
