import Foundation
import HandrailCore

/// The network, which the app brings: Handrail has none.
public protocol FeedFetcher: Sendable {
  /// Fetches a request with GET, stores the body in `file` and answers with status, headers and, where there is a body, the path
  /// of `file`. Set a time-out: the sources wait for each other. What it throws counts as no answer; a `FetchTrouble` says why there is
  /// none, and the source keeps it. `CancellationError` ends the refresh: throw it where the device itself is offline, as no website
  /// is to blame then.
  ///
  /// Call `onProgress` while the body comes, from any thread.
  func fetch(
    _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
  ) async throws -> FetchAnswer
}

/// How much of a body has come.
public struct FetchStep: Sendable, Hashable {
  public let bytesReceived: Int
  /// `nil` where the answer does not say how long it is.
  public let bytesTotal: Int?

  public init(bytesReceived: Int, bytesTotal: Int?) {
    self.bytesReceived = bytesReceived
    self.bytesTotal = bytesTotal
  }
}

extension FetchTrouble: Error {}

/// Where a refresh is.
public struct RefreshStep: Sendable, Equatable {
  /// The source's name.
  public let source: String
  /// Which source it is, from 1.
  public let number: Int
  /// How many sources there are.
  public let total: Int
  /// What is going on with it.
  public let phase: RefreshPhase
}

/// What is going on with a source. The last two end it.
public enum RefreshPhase: Sendable, Equatable {
  /// Its answer is awaited.
  case fetching
  /// Its answer comes.
  case receiving(FetchStep)
  /// Its feed is being read.
  case reading(ImportStep)
  /// It is done, for good or ill.
  case finished(RefreshOutcome)
  /// This device could not take its answer in; the source is as it was.
  case failed(HandrailError)
}

extension Directory {
  /// Adds a source, or changes what is said about the one of that name.
  @discardableResult
  public func saveSource(_ details: SourceDetails, _ moment: Moment = .now()) async throws(HandrailError) -> Source {
    try await blocking { [core] in try core.saveSource(details: details, moment: moment) }
  }

  /// Takes a source away. Its meetings leave every list; favourites among them stay, and say that they are gone.
  public func removeSource(_ name: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await blocking { [core] in try core.removeSource(name: name, moment: moment) }
  }

  /// What to fetch now: all that is due, or the sources in `names`, whether it is their turn or not.
  public func refreshPlan(_ names: [String] = [], _ moment: Moment = .now()) async throws(HandrailError) -> [FetchRequest] {
    try await blocking { [core] in try core.refreshPlan(moment: moment, names: names) }
  }

  /// Takes in what was fetched: all of it or nothing. Cancelling the task stops it, and nothing of it is kept. `acceptShrink` takes
  /// a feed even when far fewer meetings come than before.
  @discardableResult
  public func applyFetched(
    _ answer: FetchAnswer, acceptShrink: Bool = false, _ moment: Moment = .now(),
    onProgress: @escaping @Sendable (ImportStep) -> Void = { _ in }
  ) async throws(HandrailError) -> RefreshOutcome {
    try await importing(onProgress) { core, watcher in
      try core.applyFetched(answer: answer, moment: moment, acceptShrink: acceptShrink, progress: watcher)
    }
  }

  /// Refreshes all that is due, or the sources in `names`, one after the other; a bad one never ends the others. Cancelling the task
  /// that reads the stream stops between sources and within one, of which nothing is kept then. Where the directory is closed midway,
  /// the source at hand ends with `HandrailError.Closed`, and the stream ends: the others are as they were.
  ///
  /// A body is stored in `folder`, which must exist, or among the app's temporary files, and deleted at once. `acceptShrink` takes
  /// feeds even when far fewer meetings come than before: only where a person has said so of these `names`.
  public func refresh(
    with fetcher: any FeedFetcher, names: [String] = [], acceptShrink: Bool = false, into folder: URL? = nil,
    moment: @escaping @Sendable () -> Moment = { .now() }
  ) -> AsyncThrowingStream<RefreshStep, any Error> {
    AsyncThrowingStream { steps in
      let work = Task {
        do {
          let plan = try await self.refreshPlan(names, moment())
          for (index, request) in plan.enumerated() {
            try Task.checkCancellation()
            let tell = { @Sendable (phase: RefreshPhase) -> Void in
              steps.yield(RefreshStep(source: request.source, number: index + 1, total: plan.count, phase: phase))
            }
            tell(.fetching)
            let body = (folder ?? FileManager.default.temporaryDirectory).appendingPathComponent("feed-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: body) }
            let end = try await self.refresh(request, with: fetcher, into: body, acceptShrink, moment, tell)
            tell(end)
            if case .failed(.Closed) = end { break }
          }
          steps.finish()
        } catch {
          steps.finish(throwing: error)
        }
      }
      steps.onTermination = { _ in work.cancel() }
    }
  }

  /// One source to its end.
  private func refresh(
    _ request: FetchRequest, with fetcher: any FeedFetcher, into body: URL, _ acceptShrink: Bool, _ moment: @Sendable () -> Moment,
    _ tell: @escaping @Sendable (RefreshPhase) -> Void
  ) async throws -> RefreshPhase {
    var answer: FetchAnswer
    do {
      answer = try await fetcher.fetch(request, into: body) { tell(.receiving($0)) }
      answer.source = request.source
    } catch is CancellationError {
      throw CancellationError()
    } catch let trouble as FetchTrouble {
      answer = FetchAnswer(source: request.source, status: 0, trouble: trouble)
    } catch {
      answer = FetchAnswer(source: request.source, status: 0)
    }
    // A task that was cancelled gets no answer either, which is no fault of the website.
    try Task.checkCancellation()
    do throws(HandrailError) {
      return .finished(try await applyFetched(answer, acceptShrink: acceptShrink, moment()) { tell(.reading($0)) })
    } catch {
      try Task.checkCancellation()
      return .failed(error)
    }
  }
}
