import Foundation
import HandrailCore

/// How far an import is.
public struct ImportStep: Sendable, Hashable {
  public let rows: Int
  public let bytesRead: UInt64
  /// The size of the file.
  public let bytesTotal: UInt64

  /// Before the first row.
  public static let none = ImportStep(rows: 0, bytesRead: 0, bytesTotal: 0)
}

/// The directory of public meetings: one plain file, no key, one object for the life of the app.
public final class Directory: Sendable {
  let core: HandrailCore.Directory
  private let files = BothFiles()
  let ending = Ending()

  private init(_ core: HandrailCore.Directory) { self.core = core }

  /// Opens the directory at a path, or makes it there. The folder must exist.
  public static func open(_ path: String) async throws(HandrailError) -> Directory {
    Directory(try await blocking { try HandrailCore.Directory.open(path: path) })
  }

  /// Reads a feed as ``importFeed(_:_:_:onProgress:)`` would and stores nothing.
  public static func checkFeed(_ path: String, _ options: FeedOptions) async throws(HandrailError) -> FeedCheck {
    try await blocking { try HandrailCore.checkFeed(path: path, options: options) }
  }

  /// What each column of a table would be read as: to be shown before an import, and put right in `FeedOptions.columns`.
  public static func guessColumns(_ path: String) async throws(HandrailError) -> [ColumnGuess] {
    try await blocking { try HandrailCore.guessColumns(path: path) }
  }

  /// A page of the meetings that fit, in the order that the query names.
  public func meetingsNear(_ query: MeetingQuery, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingPage {
    try await blocking { [core] in try core.meetingsNear(query: query, moment: moment) }
  }

  /// All meetings that fit, a page at a time, as they are at one moment. A page is asked for when the one before was taken;
  /// a cancelled task asks no more.
  public func pages(_ query: MeetingQuery, _ moment: Moment = .now()) -> MeetingPages {
    MeetingPages(directory: self, query: query, moment: moment)
  }

  /// What the filters show for a query: how many meetings each choice would leave, and what each part of it leaves out.
  public func meetingFacets(_ query: MeetingQuery, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingFacets {
    try await blocking { [core] in try core.meetingFacets(query: query, moment: moment) }
  }

  /// The meetings of a box of the map, those close together as one mark. `zoom` is that of web maps, 0 to 22.
  public func meetingsMap(
    _ within: GeoBox, zoom: Int, _ query: MeetingQuery = MeetingQuery(), _ moment: Moment = .now()
  ) async throws(HandrailError) -> [MapCluster] {
    try await blocking { [core] in
      try core.meetingsMap(within: within, zoom: UInt8(clamping: zoom), query: query, moment: moment)
    }
  }

  /// The regions right below a path, general first; of no path the topmost.
  public func regions(_ path: [String] = []) async throws(HandrailError) -> [RegionCount] {
    try await blocking { [core] in try core.regions(path: path) }
  }

  /// One meeting in full.
  public func meeting(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingDetail {
    try await blocking { [core] in try core.meeting(id: id, moment: moment) }
  }

  /// The sources in the order of their names, and how each stands.
  public func sources(_ moment: Moment = .now()) async throws(HandrailError) -> [Source] {
    try await blocking { [core] in try core.sources(moment: moment) }
  }

  /// Imports a feed file: all of it or nothing. Cancelling the task cancels the import, and nothing of it is kept.
  ///
  /// `onProgress` is called about every hundred rows, on the importing thread.
  @discardableResult
  public func importFeed(
    _ path: String, _ options: FeedOptions, _ moment: Moment = .now(),
    onProgress: @escaping @Sendable (ImportStep) -> Void = { _ in }
  ) async throws(HandrailError) -> ImportReport {
    try await importing(onProgress) { core, watcher in
      try core.importFeed(path: path, options: options, moment: moment, progress: watcher)
    }
  }

  /// Long work of the core that `onProgress` watches, and that stops with the task.
  func importing<T: Sendable>(
    _ onProgress: @escaping @Sendable (ImportStep) -> Void,
    _ work: @escaping @Sendable (HandrailCore.Directory, any ImportProgress) throws -> T
  ) async throws(HandrailError) -> T {
    let watcher = Watcher(onProgress)
    let result: Result<T, HandrailError> = await withTaskCancellationHandler {
      do throws(HandrailError) {
        return .success(try await blocking { [core] in try work(core, watcher) })
      } catch {
        return .failure(error)
      }
    } onCancel: {
      watcher.cancel()
    }
    return try result.get()
  }

  /// Imports the sample that ships with the core: made-up meetings, for previews and a first look.
  @discardableResult
  public func importSample(_ moment: Moment = .now()) async throws(HandrailError) -> ImportReport {
    try await blocking { [core] in try core.importSample(moment: moment) }
  }

  /// Where a damaged directory was kept when it was opened; `nil` when all was well. Import the sources again.
  public func rebuiltFrom() async throws(HandrailError) -> String? {
    try await blocking { [core] in try core.rebuiltFrom() }
  }

  /// What changed, from now on: in the directory, and in what the person keeps of it in the journal in use. A slow reader gets
  /// merged sets and misses no area. Ends when the directory is closed.
  public func changes() throws(HandrailError) -> AsyncStream<Set<Area>> {
    try caught { [core, files, ending] in try changeStream(until: ending) { files.add($0, try core.observe(listener: $0)) } }.get()
  }

  /// Closes the file. Later calls throw ``HandrailCore/HandrailError/Closed``. Safe while calls are running.
  public func close() throws(HandrailError) {
    defer { ending.end() }
    try caught { [core] in try core.closeFile() }.get()
  }

  /// Takes a journal into use, or none; see `Mine.swift`.
  func follow(_ journal: Journal?) async throws(HandrailError) {
    try await blocking { [core, files] in
      try core.useJournal(journal: journal?.core)
      try files.follow(journal)
    }
  }

  /// A call about what the person keeps.
  func asked<T: Sendable>(_ call: @escaping @Sendable (HandrailCore.Directory) throws -> T) async throws(HandrailError) -> T {
    try await blocking { [core] in try call(core) }
  }
}

/// Pages of one question at one moment, one after the other.
public struct MeetingPages: AsyncSequence, Sendable {
  public typealias Element = MeetingPage
  let directory: Directory
  let query: MeetingQuery
  let moment: Moment

  public func makeAsyncIterator() -> Iterator { Iterator(pages: self, next: query) }

  public struct Iterator: AsyncIteratorProtocol, Sendable {
    let pages: MeetingPages
    /// `nil` after the last page, and after one that threw.
    var next: MeetingQuery?

    public mutating func next() async throws -> MeetingPage? {
      guard var query = next else { return nil }
      next = nil
      try Task.checkCancellation()
      let page = try await pages.directory.meetingsNear(query, pages.moment)
      query.cursor = page.nextPage
      if page.nextPage != nil { next = query }
      return page
    }
  }
}

/// Hands progress on, and tells the core to stop once the task was cancelled.
private final class Watcher: ImportProgress, @unchecked Sendable {
  private let lock = NSLock()
  private var cancelled = false
  private let onStep: @Sendable (ImportStep) -> Void

  init(_ onStep: @escaping @Sendable (ImportStep) -> Void) { self.onStep = onStep }

  func cancel() { lock.withLock { cancelled = true } }

  func onProgress(rows: UInt32, bytesRead: UInt64, bytesTotal: UInt64) throws -> Bool {
    onStep(ImportStep(rows: Int(rows), bytesRead: bytesRead, bytesTotal: bytesTotal))
    return lock.withLock { !cancelled }
  }
}
