import Foundation
import Handrail
import Observation

/// A column of a table, and what it is read as.
public struct ColumnDraft: Equatable, Sendable, Identifiable {
  public let id: Int
  public let guess: ColumnGuess
  /// The specification's name of the field; empty: the column is not read.
  public var field: String

  /// What a person can choose from, in the order in which tables have them.
  public static let fields = [
    "name", "day", "time", "end_time", "duration", "timezone", "location", "formatted_address", "address", "city", "state",
    "postal_code", "country", "region", "sub_region", "latitude", "longitude", "coordinates", "types", "fellowship", "group", "notes",
    "location_notes", "conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes", "url", "updated", "slug",
  ]

  /// Only what differs from the guess has to be said.
  var choice: ColumnChoice? {
    field == guess.field ?? "" ? nil : ColumnChoice(column: guess.column, field: field.isEmpty ? nil : field)
  }
}

/// A file that was picked and waits for what the person says about it.
public struct FileDraft: Equatable, Sendable {
  /// A copy of the app's own: the file itself belongs to another app.
  let file: URL
  public var name: String
  /// Empty: as the list says.
  public var fellowship: String
  /// Of meetings of which the list says none. Empty: not said.
  public var zone: String
  /// Empty where it is no table.
  public var columns: [ColumnDraft]

  /// Filled with what was said of the list before; a new one is thought to be of here.
  init(file: URL, name: String, guesses: [ColumnGuess], before: SourceDetails?, here: String) {
    self.file = file
    self.name = name
    fellowship = before?.fellowship ?? ""
    zone = before.map { $0.zone ?? "" } ?? here
    columns = guesses.enumerated().map { number, guess in
      let said = before?.columns.first { $0.column == guess.column }
      return ColumnDraft(id: number, guess: guess, field: (said.map(\.field) ?? guess.field) ?? "")
    }
  }

  /// Without these three no table can be read.
  public var lacksColumns: Bool {
    !columns.isEmpty && !["name", "day", "time"].contains { field in columns.contains { $0.field == field } }
  }

  func options(acceptShrink: Bool) -> FeedOptions {
    FeedOptions(
      source: name, fellowship: fellowship.unlessEmpty, zone: zone.unlessEmpty, acceptShrink: acceptShrink,
      columns: columns.compactMap(\.choice))
  }

  /// What is known of the list, with what is said of it now: that nothing is said any more must be said too.
  func said(of known: SourceDetails) -> SourceDetails {
    var details = known
    (details.fellowship, details.zone, details.columns) = (fellowship.unlessEmpty, zone.unlessEmpty, columns.compactMap(\.choice))
    return details
  }
}

/// A list of meetings from a file: picked, looked at, and imported or not.
@MainActor @Observable
public final class ImportModel {
  public enum Outcome: Equatable, Sendable {
    case imported(ImportReport)
    /// Refused as a whole; what was here before is kept.
    case refused(FeedProblem)
    /// What was said about it cannot be taken.
    case wrong(Field)
    case cancelled
    case full
    /// The other app does not give the file.
    case notGiven
    case other
  }

  public let session: Session
  public var picked: FileDraft?
  /// While a list is read: how far.
  public private(set) var progress: ImportStep?
  public private(set) var outcome: Outcome?
  private var importing: Task<Void, Never>?
  /// What was picked and is not read yet goes with the screen.
  private let place: PassingFolder

  public init(session: Session) {
    self.session = session
    place = session.passing.place()
  }

  public var isImporting: Bool { progress != nil }

  /// 0 to 1.
  public var part: Double { progress.map { $0.bytesTotal == 0 ? 0 : Double($0.bytesRead) / Double($0.bytesTotal) } ?? 0 }

  /// It had far fewer rows than the time before: the person may take it all the same.
  public var isShrunk: Bool { picked != nil && outcome == .refused(.shrunk) }

  /// The person picked a file: it is copied, and they are asked what it is.
  public func pick(_ file: URL) async {
    discard()
    let copy: URL
    do {
      copy = try await Task.detached { [place] in try place.copy(file) }.value
    } catch {
      outcome = .notGiven
      return
    }
    let name = String(file.lastPathComponent.prefix(200))
    let guesses = (try? await Directory.guessColumns(copy.path)) ?? []
    let before = await known(name)
    picked = FileDraft(file: copy, name: name, guesses: guesses, before: before, here: session.moment().zone)
  }

  /// Lets go of the file that was picked. The one that it was copied from stays.
  public func discard() {
    place.empty()
    (picked, outcome) = (nil, nil)
  }

  public func cancel() { importing?.cancel() }

  public func importSample() async {
    await run { directory, moment, _ throws(HandrailError) in try await directory.importSample(moment) }
  }

  /// Imports the picked file as the person says. Cancelling, or ``cancel()``, keeps nothing of it.
  public func importPicked(acceptShrink: Bool = false) async {
    guard let picked else { return }
    let options = picked.options(acceptShrink: acceptShrink)
    let before = await known(picked.name.trimmed)
    await run { directory, moment, onStep throws(HandrailError) in
      if let before { try await directory.saveSource(picked.said(of: before), moment) }
      do throws(HandrailError) {
        return try await directory.importFeed(picked.file.path, options, moment, onProgress: onStep)
      } catch {
        // Nothing of the file was taken, so nothing that was said for it holds either.
        if let before { _ = try? await directory.saveSource(before, moment) }
        throw error
      }
    }
    guard case .imported = outcome else { return }
    let report = outcome
    discard()
    outcome = report
  }

  private func known(_ name: String) async -> SourceDetails? {
    try? await session.directory?.sources(session.moment()).first { $0.details.name == name }?.details
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
    await session.planReminders()
  }
}

extension ImportModel.Outcome {
  init(_ error: HandrailError) {
    self =
      switch error {
      case .Feed(let reason): .refused(reason)
      case .Invalid(let field, _): .wrong(field)
      case .Cancelled: .cancelled
      case .StorageFull: .full
      default: .other
      }
  }
}
