import Foundation
import Handrail
import Observation

/// The list of meetings, and one of them.
@MainActor @Observable
public final class MeetingsModel {
  public var words = ""
  public var near = true
  public var online = false
  public var soon = false
  public private(set) var loading = true
  public private(set) var total = 0
  public private(set) var rows: [MeetingRow] = []
  public private(set) var nextPage: String?
  /// The directory holds nothing at all.
  public private(set) var nothingImported = false
  public private(set) var detail: MeetingDetail?
  /// Rows read so far while a list is imported.
  public private(set) var importing: Int?
  /// The last list was refused; what was here before is kept.
  public private(set) var refused = false
  private let session: Session
  /// The moment of the list on the screen: its pages belong together.
  private var asked: Moment

  public init(session: Session) {
    self.session = session
    asked = session.moment()
  }

  /// What the list depends on: the view asks anew when it changes, and drops what was being asked.
  public var question: [String] { [words, "\(near)", "\(online)", "\(soon)"] }

  public func search() async {
    guard let directory = session.directory else {
      loading = false
      return
    }
    asked = session.moment()
    let page = try? await directory.meetingsNear(query(nil), asked)
    let sources = try? await directory.sources()
    if Task.isCancelled { return }
    loading = false
    total = Int(page?.total ?? 0)
    rows = page?.meetings ?? []
    nextPage = page?.nextPage
    nothingImported = sources?.isEmpty ?? true
  }

  public func more() async {
    guard let cursor = nextPage, let page = try? await session.directory?.meetingsNear(query(cursor), asked) else { return }
    rows += page.meetings
    nextPage = page.nextPage
  }

  public func show(_ id: String) async {
    detail = nil
    detail = try? await session.directory?.meeting(id, session.moment())
  }

  public func importSample() async {
    await importing { directory throws(HandrailError) in try await directory.importSample(self.session.moment()) }
  }

  /// Imports a list that the person picked. Cancelling the task cancels the import.
  public func importFile(_ path: String, name: String) async {
    let options = FeedOptions(source: String(name.prefix(200)), zone: session.moment().zone)
    await importing { directory throws(HandrailError) in
      try await directory.importFeed(path, options, self.session.moment()) { step in
        Task { @MainActor in if self.importing != nil { self.importing = step.rows } }
      }
    }
  }

  private func importing(_ work: (Directory) async throws(HandrailError) -> Void) async {
    guard let directory = session.directory else { return }
    importing = 0
    refused = false
    do throws(HandrailError) { try await work(directory) } catch { refused = error != .Cancelled }
    importing = nil
    await search()
  }

  private func query(_ cursor: String?) -> MeetingQuery {
    let trimmed = String(words.trimmingCharacters(in: .whitespaces).prefix(200))
    return MeetingQuery(
      near: near ? session.here : nil, hours: soon ? 3 : nil, words: trimmed.isEmpty ? nil : trimmed,
      includeOnline: online, cursor: cursor)
  }
}
