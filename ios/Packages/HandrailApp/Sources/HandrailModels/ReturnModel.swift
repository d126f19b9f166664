import Foundation
import Handrail
import Observation

/// Recording a return to use. What is kept stands before it and after it.
@MainActor @Observable
public final class ReturnModel {
  public enum Days: Hashable, CaseIterable, Sendable { case today, another, several }

  public let session: Session
  public let id: String
  public private(set) var history: TrackerHistory?
  public var days: Days = .today
  public var first = Date()
  public var last = Date()
  /// Whether the time of day is known and wanted; else it was some time on that day.
  public var exact = false
  public var time = Date()
  public var amount = ""
  public var note = ""
  public private(set) var wrong: Field?
  /// It was recorded, and can be undone.
  public private(set) var done = false
  private let zone: TimeZone

  /// `zone` is the one that the pickers' dates are made in.
  public init(session: Session, id: String, zone: TimeZone = .current) {
    self.session = session
    self.id = id
    self.zone = zone
  }

  public func load() async {
    guard history == nil else { return }
    history = try? await session.journal?.history(id, session.moment())
    guard let day = history?.today.day else { return }
    first = day.noon(in: zone)
    last = first
    time = first
  }

  /// No day after this can be chosen.
  public var latest: Date { (history?.today.day).map { $0.noon(in: zone) } ?? Date() }

  @discardableResult
  public func record() async -> Bool {
    guard let journal = session.journal, let today = history?.today.day else { return false }
    wrong = nil
    var thousandths: Int64?
    if !amount.trimmingCharacters(in: .whitespaces).isEmpty {
      guard let read = Amount.thousandths(amount) else {
        wrong = .amount
        return false
      }
      thousandths = read
    }
    let from = days == .today ? today : CivilDay(first, in: zone)
    let event = ReturnToUse(
      firstDay: from, lastDay: days == .several ? CivilDay(last, in: zone) : nil, minute: exact ? minute : nil,
      note: note.isEmpty ? nil : note, amount: thousandths)
    do throws(HandrailError) {
      history = try await journal.record(event, of: id, session.moment())
      done = true
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { wrong = .path }
      return false
    }
  }

  public func undo() async {
    guard done, let before = try? await session.journal?.undoReturn(of: id, session.moment()) else { return }
    history = before
    done = false
  }

  private var minute: UInt16 {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.hour, .minute], from: time)
    return UInt16((parts.hour ?? 0) * 60 + (parts.minute ?? 0))
  }
}
