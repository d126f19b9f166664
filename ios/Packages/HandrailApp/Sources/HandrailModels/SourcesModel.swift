import Foundation
import Handrail
import Observation

/// The lists on this phone, each with its state, and the ways to another.
@MainActor @Observable
public final class SourcesModel: DirectoryScreen {
  public let session: Session
  public let refresh: RefreshModel
  public let incoming: ImportModel
  public private(set) var state: Loading = .loading
  public private(set) var sources: [Source] = []
  /// How many lists' turn it is to be asked.
  public private(set) var due = 0

  public init(session: Session) {
    self.session = session
    refresh = RefreshModel(session: session)
    incoming = ImportModel(session: session)
  }

  public func load() async {
    state = await session.asking { directory, moment throws(HandrailError) in
      let found = try await directory.sources(moment)
      let plan = try await directory.refreshPlan([], moment)
      (sources, due) = (found, plan.count)
    }
  }

  public func source(_ name: String) -> Source? { sources.first { $0.details.name == name } }

  /// Some list has an address that can be asked.
  public var canRefresh: Bool { sources.contains { $0.details.url != nil } }
}
