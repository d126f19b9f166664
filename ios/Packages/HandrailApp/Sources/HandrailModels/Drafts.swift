import Foundation

/// Seals what is half filled in while the app is away. Behind a protocol: the cipher is the platform's.
public protocol DraftSealer: Sendable {
  func seal(_ plain: Data, with key: Data) throws -> Data
  func unseal(_ sealed: Data, with key: Data) throws -> Data
}

/// Forms that are half filled in. They outlive their screens and, sealed with the journal's key, the app that the system ends.
///
/// Not in SwiftUI's `SceneStorage`: the system writes that to the disk as it is, and what a person writes about their meetings belongs
/// to nobody else, nor does which lists they use. Without a sealer nothing is written at all.
@MainActor public final class Drafts {
  private var forms: [String: Data] = [:]
  private let folder: URL
  private let sealer: (any DraftSealer)?

  init(_ folder: URL, _ sealer: (any DraftSealer)?) {
    self.folder = folder
    self.sealer = sealer
  }

  private var file: URL { folder.appendingPathComponent("forms") }

  func keep(_ form: some Encodable, as key: String) { forms[key] = try? JSONEncoder().encode(form) }

  /// `nil` also where it is of an older app that asked other things.
  func form<Form: Decodable>(_ key: String) -> Form? { forms[key].flatMap { try? JSONDecoder().decode(Form.self, from: $0) } }

  func drop(_ key: String) { forms[key] = nil }

  /// Before the app is put away: it may not come back.
  func putAway(_ key: Data) {
    guard let sealer, !forms.isEmpty else {
      try? FileManager.default.removeItem(at: file)
      return
    }
    guard let plain = try? JSONEncoder().encode(forms), let sealed = try? sealer.seal(plain, with: key) else { return }
    try? FileManager.default.makeShelter(folder, personal: true)
    try? sealed.write(to: file, options: .atomic)
  }

  /// At the start. What was begun since then is newer.
  func takeOut(_ key: Data) {
    guard let sealer, let sealed = try? Data(contentsOf: file) else { return }
    if let plain = try? sealer.unseal(sealed, with: key), let kept = try? JSONDecoder().decode([String: Data].self, from: plain) {
      forms.merge(kept) { now, _ in now }
    } else {
      // Of a journal that is no more: nobody can read it.
      try? FileManager.default.removeItem(at: file)
    }
  }
}

/// A form whose half-filled state is kept until it is saved or let go.
@MainActor public protocol DraftedForm: AnyObject {
  associatedtype Written: Codable & Equatable
  var session: Session { get }
  /// Which form it is, and of what.
  var draftKey: String { get }
  /// What stands in it.
  var written: Written { get set }
  /// How it was when it was opened.
  var begun: Written? { get set }
  /// It was opened with what the person had begun before.
  var isResumed: Bool { get set }
}

extension DraftedForm {
  /// The form is filled with what is known: takes up what the person had begun.
  func begin() {
    begun = written
    guard let draft: Written = session.drafts.form(draftKey), draft != begun else {
      isResumed = false
      return
    }
    (written, isResumed) = (draft, true)
  }

  /// After each change.
  public func keepDraft() {
    guard let begun else { return }
    if written == begun { session.drafts.drop(draftKey) } else { session.drafts.keep(written, as: draftKey) }
  }

  /// It is saved, or the person lets it go.
  public func dropDraft() {
    session.drafts.drop(draftKey)
    isResumed = false
  }

  /// As it would be, had nothing been begun.
  public func beginAnew() {
    dropDraft()
    if let begun { written = begun }
  }
}
