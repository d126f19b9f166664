import Foundation
import Handrail
import Observation

/// Asks websites for their lists, when the person says so and never by itself.
@MainActor @Observable
public final class RefreshModel {
  /// How it ended, besides what became of each list.
  public enum Ended: Equatable, Sendable {
    case done
    /// No list's turn had come: no website was asked.
    case nothingDue
    /// What had come before is kept.
    case cancelled
    /// This phone's own trouble; no website is to blame.
    case phone(WebsiteProblem)
    case trouble
  }

  /// What became of one list.
  public struct Outcome: Equatable, Sendable, Identifiable {
    public let source: String
    public let phase: RefreshPhase
    /// Where no answer came: why, as far as this phone can tell.
    public let problem: WebsiteProblem?
    public var id: String { source }
  }

  public let session: Session
  /// Where it is, while it runs.
  public private(set) var step: RefreshStep?
  public private(set) var outcomes: [Outcome] = []
  public private(set) var ended: Ended?
  public private(set) var isRunning = false
  private var problems: [String: WebsiteProblem] = [:]
  private var asking: Task<Ended, Never>?
  /// For what comes; public lists.
  private let place: PassingFolder

  public init(session: Session) {
    self.session = session
    place = session.passing.place(personal: false)
  }

  /// 0 to 1 of the list that comes or is being read; `nil` while its answer is awaited, and where the answer does not say how long it
  /// is.
  public var part: Double? {
    switch step?.phase {
    case .receiving(let step): step.bytesTotal.map { Double(step.bytesReceived) / Double($0) }
    case .reading(let step): step.bytesTotal > 0 ? Double(step.bytesRead) / Double(step.bytesTotal) : nil
    default: nil
    }
  }

  /// What became of a list the last time that it was asked on this screen.
  public func outcome(_ source: String) -> Outcome? { outcomes.first { $0.source == source } }

  public func cancel() { asking?.cancel() }

  /// Asks all whose turn it is, or those of `names`. With `acceptShrink` the person takes lists that became much shorter.
  public func refresh(_ names: [String] = [], acceptShrink: Bool = false) async {
    guard let directory = session.directory, !isRunning else { return }
    guard let folder = try? place.ready() else {
      ended = .phone(.noRoom)
      return
    }
    defer { place.empty() }
    (isRunning, ended, outcomes, problems) = (true, nil, [], [:])
    let now = session.moment()
    let fetcher = Noting(fetcher: session.fetcher) { self.problems[$0] = $1 }
    let steps = directory.refresh(with: fetcher, names: names, acceptShrink: acceptShrink, into: folder) { now }
    let asking = Task { await follow(steps) }
    self.asking = asking
    ended = await withTaskCancellationHandler {
      await asking.value
    } onCancel: {
      asking.cancel()
    }
    (isRunning, step, self.asking) = (false, nil, nil)
    await session.planReminders()
  }

  private func follow(_ steps: AsyncThrowingStream<RefreshStep, any Error>) async -> Ended {
    do {
      for try await step in steps {
        self.step = step
        switch step.phase {
        case .finished, .failed: outcomes.append(Outcome(source: step.source, phase: step.phase, problem: problems[step.source]))
        case .fetching, .receiving, .reading: break
        }
      }
    } catch {
      if let own = problems.values.first(where: \.isOfThisPhone) { return .phone(own) }
      return error is CancellationError ? .cancelled : .trouble
    }
    return Task.isCancelled ? .cancelled : outcomes.isEmpty ? .nothingDue : .done
  }
}

/// Keeps why there was no answer, and tells the core as much of it as lasts. Where it is this phone's own trouble, the refresh ends.
private struct Noting: FeedFetcher {
  let fetcher: any FeedFetcher
  let note: @MainActor @Sendable (String, WebsiteProblem) -> Void

  func fetch(
    _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
  ) async throws -> FetchAnswer {
    do {
      return try await fetcher.fetch(request, into: file, onProgress: onProgress)
    } catch let problem as WebsiteProblem {
      await note(request.source, problem)
      throw problem.isOfThisPhone ? CancellationError() : problem.trouble ?? problem as any Error
    }
  }
}
