import Foundation
import Handrail

/// How far a screen is with what it shows.
public enum Loading: Equatable, Sendable {
  case loading
  case ready
  /// It could not be read; trying again may help.
  case trouble
  /// It stands in the journal, and no journal is open.
  case locked

  init(_ error: HandrailError) {
    if case .Closed = error { self = .locked } else { self = .trouble }
  }
}

/// A screen of what the directory and the journal in use answer together.
@MainActor public protocol DirectoryScreen: AnyObject {
  var session: Session { get }
  func load() async
}

extension DirectoryScreen {
  /// Shows, and shows again after every change of either file, until the task that runs it is cancelled.
  public func run() async {
    let changes = try? session.directory?.changes()
    await load()
    guard let changes else { return }
    for await _ in changes { await load() }
  }
}

extension Session {
  /// Asks the directory at one moment, and tells how a screen stands with the answer.
  func asking(_ question: @MainActor (Directory, Moment) async throws(HandrailError) -> Void) async -> Loading {
    guard let directory else { return .trouble }
    do throws(HandrailError) {
      try await question(directory, moment())
      return .ready
    } catch {
      return Loading(error)
    }
  }
}
