import Foundation
import Handrail
import Observation

/// What is about to be entered for a day.
public struct MarkDraft: Equatable, Sendable {
  /// `nil` leaves what the day was: an entry of medication or a note alone.
  public var state: DayState?
  public var medication: Bool
  public var amount: String
  public var note: String

  public init(state: DayState? = nil, medication: Bool = false, amount: String = "", note: String = "") {
    self.state = state
    self.medication = medication
    self.amount = amount
    self.note = note
  }

  /// What stands there. A day that is only inferred has no entry, so none is chosen.
  public init(_ day: CalendarDay) {
    self.init(
      state: day.inferred || day.state == .none ? nil : day.state, medication: day.medication,
      amount: day.amount.map { Amount.text($0, digits: 3) } ?? "", note: day.note ?? "")
  }
}

/// One tracker: its numbers, a month of its calendar, its shelf and its episodes.
@MainActor @Observable
public final class DetailModel {
  public let session: Session
  public let id: String
  /// 1 is Sunday, as Foundation counts.
  public let firstWeekday: Int
  public private(set) var history: TrackerHistory?
  public private(set) var month: Month
  public private(set) var calendar: DayCalendar?
  public private(set) var shelf: [ShelfRow] = []
  public private(set) var statistics: TrackerStatistics?
  /// The field that could not be taken.
  public private(set) var wrong: Field?
  /// It was deleted, here or on another screen.
  public private(set) var gone = false
  /// The currencies' digits, read once.
  public private(set) var digits: [String: Int] = [:]

  public init(session: Session, id: String, firstWeekday: Int = Calendar.current.firstWeekday) {
    self.session = session
    self.id = id
    self.firstWeekday = firstWeekday
    let moment = session.moment()
    month = Month(CivilDay(moment.at, in: TimeZone(identifier: moment.zone) ?? .current))
  }

  /// Shows, and shows again after every change, until the task that runs it is cancelled.
  public func run() async {
    guard let changes = try? session.journal?.changes() else { return }
    await load()
    if let today = history?.today.day, calendar == nil { await show(Month(today)) }
    for await _ in changes { await load() }
  }

  public func load() async {
    guard let journal = session.journal else { return }
    let moment = session.moment()
    if digits.isEmpty {
      digits = Dictionary(uniqueKeysWithValues: Handrail.currencies().map { ($0.code, Int($0.digits)) })
    }
    do throws(HandrailError) {
      history = try await journal.history(id, moment)
      shelf = try await journal.milestoneShelf(id, moment)
      calendar = try await journal.calendar(id, from: month.first, to: month.last, moment)
    } catch {
      if case .NotFound = error { gone = true } else { session.broken(error) }
    }
  }

  /// The numbers of a longer look; asked only on their own screen, as their cost grows with the days.
  public func loadStatistics() async { statistics = try? await session.journal?.statistics(id, session.moment()) }

  /// What is known of the body after a start; `nil` where nothing can be cited, or it is not said what the tracker is about.
  public var health: HealthTimeline? { history?.tracker.details.subject.flatMap { healthTimeline(subject: $0) } }

  // MARK: the calendar

  public func show(_ month: Month) async {
    let asked = try? await session.journal?.calendar(id, from: month.first, to: month.last, session.moment())
    guard let asked else { return }
    self.month = month
    calendar = asked
  }

  /// Days to come cannot be marked, so nothing is to be seen after the month of today.
  public var hasNext: Bool { calendar.map { month < Month($0.today) } ?? false }
  public var hasPrevious: Bool { month.year > 1900 || month.month > 1 }
  public var blanks: Int { month.blanks(firstWeekday: firstWeekday) }
  public var unknown: Int { calendar?.days.filter { $0.state == .unknown }.count ?? 0 }

  public func canMark(_ day: CivilDay) -> Bool { calendar.map { day <= $0.today } ?? false }

  /// A day of use is a return to use where the goal is to keep none of it.
  public var useClosesEpisode: Bool {
    switch calendar?.goal {
    case .abstain, .bottomLine: true
    default: false
    }
  }

  @discardableResult
  public func mark(_ day: CalendarDay, _ draft: MarkDraft) async -> Bool {
    var amount: Int64?
    if draft.state == .used, !draft.amount.trimmingCharacters(in: .whitespaces).isEmpty {
      guard let read = Amount.thousandths(draft.amount) else {
        wrong = .amount
        return false
      }
      amount = read
    }
    let before = MarkDraft(day)
    let mark = DayMark(
      state: draft.state, medication: draft.medication == before.medication ? nil : draft.medication, amount: amount,
      note: draft.note == before.note ? nil : draft.note)
    return await writing { journal throws(HandrailError) in
      try await journal.mark(DaySelection(from: day.day, to: day.day), mark, of: self.id, self.session.moment())
    }
  }

  /// Takes the entry of a day away: it is then as if none had been made.
  @discardableResult
  public func clear(_ day: CivilDay) async -> Bool {
    await writing { journal throws(HandrailError) in
      try await journal.mark(DaySelection(from: day, to: day), DayMark(state: DayState.none), of: self.id, self.session.moment())
    }
  }

  @discardableResult
  public func undoMark() async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.undoMark(of: self.id, self.session.moment()) }
  }

  @discardableResult
  public func undoReturn() async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.undoReturn(of: self.id, self.session.moment()) }
  }

  @discardableResult
  public func undoCorrection() async -> Bool {
    await writing { journal throws(HandrailError) in try await journal.undoCorrection(of: self.id, self.session.moment()) }
  }

  public func forgetWrong() { wrong = nil }

  private func writing(_ work: (Journal) async throws(HandrailError) -> Void) async -> Bool {
    guard let journal = session.journal else { return false }
    wrong = nil
    do throws(HandrailError) {
      try await work(journal)
      await load()
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { wrong = .path }
      return false
    }
  }
}
