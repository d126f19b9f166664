import Foundation
import Handrail
import Observation

/// Where meetings come from, and the import of a list.
@MainActor @Observable
public final class SourcesModel {
  public enum Outcome: Equatable, Sendable {
    case imported(ImportReport)
    /// Refused as a whole; what was here before is kept.
    case refused(FeedProblem)
    case cancelled
    case full
    case other
  }

  public let session: Session
  public private(set) var state: Loading = .loading
  public private(set) var sources: [Source] = []
  /// While a list is read: how far.
  public private(set) var progress: ImportStep?
  public private(set) var outcome: Outcome?
  /// The list that was refused because it had far fewer rows: the person may take it all the same.
  public private(set) var shrunk: (path: String, name: String)?
  private var importing: Task<Void, Never>?

  public init(session: Session) { self.session = session }

  public func run() async {
    let changes = try? session.directory?.changes()
    await load()
    guard let changes else { return }
    for await _ in changes { await load() }
  }

  public func load() async {
    do throws(HandrailError) {
      guard let directory = session.directory else { throw .Closed }
      sources = try await directory.sources()
      state = .ready
    } catch {
      state = .trouble
    }
  }

  public var isImporting: Bool { progress != nil }

  /// 0 to 1.
  public var part: Double { progress.map { $0.bytesTotal == 0 ? 0 : Double($0.bytesRead) / Double($0.bytesTotal) } ?? 0 }

  public func cancel() { importing?.cancel() }

  public func importSample() async {
    await run { directory, moment, _ throws(HandrailError) in try await directory.importSample(moment) }
  }

  /// Imports a list that the person picked, under the file's name. Cancelling, or ``cancel()``, keeps nothing of it.
  public func importFile(_ path: String, name: String, fellowship: String? = nil, acceptShrink: Bool = false) async {
    shrunk = nil
    let options = FeedOptions(
      source: String(name.prefix(200)), fellowship: fellowship, zone: session.moment().zone, acceptShrink: acceptShrink)
    await run { directory, moment, onStep throws(HandrailError) in
      try await directory.importFeed(path, options, moment, onProgress: onStep)
    }
    if outcome == .refused(.shrunk) { shrunk = (path, name) }
  }

  private func run(
    _ work: @escaping @MainActor (Directory, Moment, @escaping @Sendable (ImportStep) -> Void) async throws(HandrailError) -> ImportReport
  ) async {
    guard let directory = session.directory, !isImporting else { return }
    progress = ImportStep.none
    outcome = nil
    let moment = session.moment()
    let task = Task {
      do throws(HandrailError) {
        let report = try await work(directory, moment) { step in
          Task { @MainActor in if self.isImporting { self.progress = step } }
        }
        outcome = .imported(report)
      } catch {
        outcome = Outcome(error)
      }
    }
    importing = task
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    (progress, importing) = (nil, nil)
    await load()
  }
}

extension SourcesModel.Outcome {
  init(_ error: HandrailError) {
    self =
      switch error {
      case .Feed(let reason): .refused(reason)
      case .Cancelled: .cancelled
      case .StorageFull: .full
      default: .other
      }
  }
}
