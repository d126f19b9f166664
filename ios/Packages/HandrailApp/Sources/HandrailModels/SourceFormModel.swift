import Foundation
import Handrail
import Observation

/// What cannot be taken in the form of a list, for words beside its field.
public enum SourceWrong: Equatable, Sendable {
  case field(Field, Problem)
  /// Another list has this name; saving would change that one.
  case nameTaken
  /// The app asks over https only.
  case notSecure
  /// Not a fault of the form.
  case trouble

  /// Where it is said.
  public var field: Field? {
    switch self {
    case .field(let field, _): field
    case .nameTaken: .source
    case .notSecure: .link
    case .trouble: nil
    }
  }
}

/// The form of a list that a website offers: added, changed, taken away.
@MainActor @Observable
public final class SourceFormModel: DraftedForm {
  public let session: Session
  /// The list as it was; `nil`: a new one.
  public let before: SourceDetails?
  public private(set) var wrong: SourceWrong?
  public private(set) var saving = false

  public var name: String
  public var address: String
  /// Empty: not said. So are the next two.
  public var fellowship: String
  public var zone: String
  public var country: String
  public var licence: String
  public var gathers: Bool
  public var hours: Int
  /// What was said about columns is kept; else they are guessed anew.
  public var keepsColumns = true
  public var begun: Written?
  public var isResumed = false

  /// `address` is one that its website has moved to.
  public init(session: Session, _ before: SourceDetails? = nil, address: String? = nil) {
    self.session = session
    self.before = before
    name = before?.name ?? ""
    self.address = address ?? before?.url ?? ""
    fellowship = before?.fellowship ?? ""
    zone = before?.zone ?? ""
    country = before?.country ?? ""
    licence = before?.licence ?? ""
    gathers = before?.aggregator ?? false
    hours = Int(before?.refreshHours ?? 24)
    // A new address is said now: what was begun before does not know it.
    if address == nil { begin() } else { begun = written }
  }

  public var draftKey: String { "source \(before?.name ?? "")" }

  public struct Written: Codable, Equatable, Sendable {
    var name, address, fellowship, zone, country, licence: String
    var gathers: Bool
    var hours: Int
    var keepsColumns: Bool
  }

  public var written: Written {
    get {
      Written(
        name: name, address: address, fellowship: fellowship, zone: zone, country: country, licence: licence, gathers: gathers,
        hours: hours, keepsColumns: keepsColumns)
    }
    set {
      (name, address, fellowship, zone) = (newValue.name, newValue.address, newValue.fellowship, newValue.zone)
      (country, licence, gathers) = (newValue.country, newValue.licence, newValue.gathers)
      (hours, keepsColumns) = (newValue.hours, newValue.keepsColumns)
    }
  }

  public var saidColumns: Int { before?.columns.count ?? 0 }

  /// Answers whether it was taken; if not, ``wrong`` says why not.
  public func save() async -> Bool {
    guard !saving else { return false }
    saving = true
    defer { saving = false }
    wrong = nil
    guard let directory = session.directory else {
      wrong = .trouble
      return false
    }
    guard url.isEmpty || url.lowercased().hasPrefix("https://") else {
      wrong = .notSecure
      return false
    }
    do throws(HandrailError) {
      let moment = session.moment()
      if before == nil {
        let taken = try await directory.sources(moment).contains { $0.details.name == name.trimmed }
        guard !taken else {
          wrong = .nameTaken
          return false
        }
      }
      try await directory.saveSource(details, moment)
      dropDraft()
      return true
    } catch {
      if case .Invalid(let field, let problem) = error { wrong = .field(field, problem) } else { wrong = .trouble }
      return false
    }
  }

  /// Takes the list away. Its meetings leave every list; favourites among them stay, and say that they are gone.
  public func remove() async -> Bool {
    guard let before else { return false }
    do throws(HandrailError) {
      guard let directory = session.directory else { throw .Closed }
      try await directory.removeSource(before.name, session.moment())
      dropDraft()
      await session.planReminders()
      return true
    } catch {
      wrong = .trouble
      return false
    }
  }

  /// People leave the beginning of an address out; nobody means http by that.
  private var url: String {
    let text = address.trimmed
    return text.isEmpty || text.contains("://") ? text : "https://" + text
  }

  private var details: SourceDetails {
    SourceDetails(
      name: name, url: url.unlessEmpty, fellowship: fellowship.unlessEmpty, zone: zone.unlessEmpty, country: country.unlessEmpty,
      licence: licence.unlessEmpty, aggregator: gathers, refreshHours: UInt16(clamping: hours),
      columns: keepsColumns ? before?.columns ?? [] : [])
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
  var unlessEmpty: String? { trimmed.isEmpty ? nil : trimmed }
}
