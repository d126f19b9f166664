import Foundation
import Handrail
import Observation

/// What the keychain answers when it is asked for the journal's key.
public enum KeyAnswer: Sendable, Equatable {
  /// No key was ever kept: the first start.
  case none
  case key(Data)
  /// A key was kept, and the keychain does not give it. Not a reason to begin anew.
  case unavailable
}

/// Keeps the journal's key. Behind a protocol: tests have no keychain.
public protocol KeyVault: Sendable {
  func load() -> KeyAnswer
  func save(_ key: Data) throws
}

/// Why the journal does not open. Each has its own words and its own way on.
public enum Trouble: String, Sendable, CaseIterable {
  case wrongKey, damaged, newer, full, other

  init(_ error: HandrailError) {
    self =
      switch error {
      case .WrongKey: .wrongKey
      case .Damaged: .damaged
      case .NewerFile: .newer
      case .StorageFull: .full
      default: .other
      }
  }
}

/// What lives as long as the app: the two files, the clock, the place. Tests bring their own.
@MainActor @Observable
public final class Session {
  public enum State {
    case opening
    case open(Journal)
    case closed(Trouble)
  }

  public private(set) var state: State = .opening
  public private(set) var directory: Directory?
  private let folder: URL
  /// Files on their way in or out.
  public let passing: PassingFiles
  let drafts: Drafts
  private let keys: any KeyVault
  public let moment: @MainActor () -> Moment
  /// Where the person is, roughly; `nil` when they do not say or it is not known.
  public var here: GeoPoint?
  public let country: String
  private let reminders: (any ReminderCenter)?
  /// The phone gives no notices of this app: then a reminder would be a promise that nobody keeps.
  public private(set) var remindersOff = false
  private let locate: (@MainActor () async -> GeoPoint?)?
  /// The only way to the network, asked only when the person asks for it.
  let fetcher: any FeedFetcher

  public init(
    folder: URL, keys: any KeyVault, country: String, here: GeoPoint? = nil, reminders: (any ReminderCenter)? = nil,
    fetcher: any FeedFetcher = Website(), sealer: (any DraftSealer)? = nil,
    locate: (@MainActor () async -> GeoPoint?)? = nil, moment: @escaping @MainActor () -> Moment = { .now() }
  ) {
    self.folder = folder
    passing = PassingFiles(folder.appendingPathComponent("Passing"))
    drafts = Drafts(folder.appendingPathComponent("Drafts"), sealer)
    self.keys = keys
    self.country = country
    self.here = here
    self.reminders = reminders
    self.locate = locate
    self.fetcher = fetcher
    self.moment = moment
  }

  private var journalPath: String { folder.appendingPathComponent("journal.db").path }

  public var journal: Journal? { if case .open(let journal) = state { journal } else { nil } }

  /// Opens what is not open yet. Calling it again tries again.
  public func open() async {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    passing.sweep()
    if directory == nil { directory = try? await Directory.open(folder.appendingPathComponent("directory.db").path) }
    if journal != nil { return }
    state = .opening
    do {
      guard let key = try key() else {
        state = .closed(.wrongKey)
        return
      }
      let journal = try await Journal.open(journalPath, key: key)
      // What is wrong with favourites must not keep the journal shut.
      try? await directory?.useJournal(journal)
      drafts.takeOut(key)
      state = .open(journal)
    } catch let error as HandrailError {
      state = .closed(Trouble(error))
    } catch {
      state = .closed(.other)
    }
  }

  /// `nil`: there is a journal, and its key is not to be had.
  private func key() throws -> Data? {
    switch keys.load() {
    case .key(let key): return key
    case .unavailable: return nil
    // A journal without its key is not a first start.
    case .none: return FileManager.default.fileExists(atPath: journalPath) ? nil : try newKey()
    }
  }

  private func newKey() throws -> Data {
    let key = try Journal.newKey()
    try keys.save(key)
    return key
  }

  /// Keeps a journal that does not open under another name and begins a new one. Only ever on the person's word, given twice.
  public func beginNew() async {
    guard journal == nil else { return }
    _ = try? await Journal.keepAside(journalPath)
    _ = try? newKey()
    await open()
  }

  /// An open journal that turned out not to be readable. Nothing is closed or changed: the person is told.
  /// Meetings go on without it.
  func broken(_ error: HandrailError) {
    state = .closed(Trouble(error))
    Task { [directory] in try? await directory?.useJournal(nil) }
  }

  /// Plans the notices anew: after a favourite or a meeting changed.
  func planReminders() async {
    guard let reminders, let directory, let favourites = try? await directory.favourites(moment()) else { return }
    remindersOff = await !reminders.plan(await Reminder.all(of: favourites, in: directory, at: moment()))
  }

  public var canLocate: Bool { locate != nil }

  /// Asks the phone where it is, when the person wants it: the place is used for the list and not kept.
  public func findPlace() async { if let found = await locate?() { here = found } }

  /// The app is put away: nothing lies about that nobody is looking at.
  public func toBackground() async {
    passing.sweep()
    if case .key(let key) = keys.load() { drafts.putAway(key) }
    try? await journal?.checkpoint()
  }
}
