import Foundation
import HandrailCore

/// How far an import is.
public struct ImportStep: Sendable, Hashable {
  public let rows: Int
  public let bytesRead: UInt64
  /// The size of the file.
  public let bytesTotal: UInt64
}

/// The directory of public meetings: one plain file, no key, one object for the life of the app.
public final class Directory: Sendable {
  private let core: HandrailCore.Directory

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

  /// A page of the meetings that fit, in the order in which they start.
  public func meetingsNear(_ query: MeetingQuery, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingPage {
    try await blocking { [core] in try core.meetingsNear(query: query, moment: moment) }
  }

  /// One meeting in full.
  public func meeting(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingDetail {
    try await blocking { [core] in try core.meeting(id: id, moment: moment) }
  }

  /// The sources in the order of their names.
  public func sources() async throws(HandrailError) -> [Source] {
    try await blocking { [core] in try core.sources() }
  }

  /// Imports a feed file: all of it or nothing. Cancelling the task cancels the import, and nothing of it is kept.
  ///
  /// `onProgress` is called about every hundred rows, on the importing thread.
  @discardableResult
  public func importFeed(
    _ path: String, _ options: FeedOptions, _ moment: Moment = .now(),
    onProgress: @escaping @Sendable (ImportStep) -> Void = { _ in }
  ) async throws(HandrailError) -> ImportReport {
    let watcher = Watcher(onProgress)
    let result: Result<ImportReport, HandrailError> = await withTaskCancellationHandler {
      do throws(HandrailError) {
        return .success(
          try await blocking { [core] in
            try core.importFeed(path: path, options: options, moment: moment, progress: watcher)
          })
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

  /// What changed, from now on. A slow reader gets merged sets and misses no area.
  public func changes() throws(HandrailError) -> AsyncStream<Set<Area>> {
    try caught { [core] in try changeStream { try core.observe(listener: $0) } }.get()
  }

  /// Closes the file. Later calls throw ``HandrailCore/HandrailError/Closed``. Safe while calls are running.
  public func close() throws(HandrailError) { try caught { [core] in try core.closeFile() }.get() }
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
