import Foundation
import Handrail
import Observation

/// The form of a tracker, new or old.
@MainActor @Observable
public final class EditorModel {
  public let session: Session
  /// `nil` as long as nothing was saved.
  public private(set) var id: String?
  public private(set) var choices: EditorChoices?
  public private(set) var wrong: Field?
  public private(set) var saving = false

  public var name = ""
  /// Empty: not said.
  public var subject = ""
  /// Empty: none.
  public var fellowship = ""
  public var start = Date()
  public var timed = false
  public var basis: StartBasis = .own
  public var style: CountStyle = .elapsed
  /// Minutes after midnight.
  public var dayStart = 0
  public var zoneMode: ZoneMode = .home
  public var zoneName = ""
  public var feb29: Feb29Rule = .feb28
  /// Whether the words are the person's own choice, not the fellowship's.
  public var ownWords = false
  public var startTerm: StartTerm = .startDate
  public var returnTerm: ReturnTerm = .returnToUse
  /// Empty: the fellowship's.
  public var profile = ""
  public var discreet = ""
  /// `nil`: what is usual for the subject.
  public var measure: MeasureKind?
  public var drink = 0
  public var currency: String
  public var unit = ""
  public var goal = GoalDraft()
  /// From when on another goal or rate holds. For a new tracker it is the start.
  public var goalFrom = Date()
  public var rateFrom = Date()
  public var rate = RateDraft()

  private var oldGoal = GoalDraft()
  private var oldRate = RateDraft()
  private var details: TrackerDetails?
  private let zone: TimeZone

  /// `zone` is the one that the pickers' dates are made in.
  public init(
    session: Session, id: String?, currency: String = Locale.current.currency?.identifier ?? "USD", zone: TimeZone = .current
  ) {
    self.session = session
    self.id = id
    self.currency = currency
    self.zone = zone
    rate.currency = currency
    oldRate = rate
  }

  public func load() async {
    guard choices == nil, let journal = session.journal else { return }
    choices = try? await journal.editorChoices()
    let moment = session.moment()
    let today = CivilDay(moment.at, in: TimeZone(identifier: moment.zone) ?? .current).noon(in: zone)
    (start, goalFrom, rateFrom, goal.fromDay, goal.toDay) = (today, today, today, today, today)
    drink = drinkHere
    zoneName = moment.zone
    if digits(currency) == nil { (currency, rate.currency) = ("USD", "USD") }
    (oldGoal, oldRate) = (goal, rate)
    if let id, let history = try? await journal.history(id, moment) { fill(history) }
  }

  // MARK: what is offered

  public var isNew: Bool { details == nil }
  public var chosenFellowship: Fellowship? { choices?.fellowships.first { $0.id == fellowship } }
  public var chosenSubject: Subject? { choices?.subjects.first { $0.key == subject } }
  /// What amounts will be counted in.
  public var measureKind: MeasureKind { measure ?? chosenSubject?.measure ?? .episodes }
  /// Stopping suddenly can be dangerous: said before a start is planned.
  public var warnsOfWithdrawal: Bool { chosenSubject?.withdrawalWarning ?? false }

  /// Those whose name, abbreviation or other name holds the words.
  public func fellowships(with words: String) -> [Fellowship] {
    let words = words.trimmingCharacters(in: .whitespaces)
    guard let all = choices?.fellowships, !words.isEmpty else { return choices?.fellowships ?? [] }
    let holds = { (text: String) in text.range(of: words, options: [.caseInsensitive, .diacriticInsensitive]) != nil }
    return all.filter { holds($0.name) || holds($0.abbreviation) || $0.otherNames.contains(where: holds) }
  }

  private func digits(_ code: String) -> Int? { choices?.currencies.first { $0.code == code }.map { Int($0.digits) } }

  private var drinkHere: Int {
    let drinks = choices?.standardDrinks ?? []
    return Int((drinks.first { $0.country == session.country } ?? drinks.first { $0.country == "US" })?.milligrams ?? 14_000)
  }

  // MARK: filling

  private func fill(_ history: TrackerHistory) {
    let old = history.tracker.details
    details = old
    name = old.name
    subject = old.subject ?? ""
    fellowship = old.fellowship ?? ""
    start = instant(old.start, minute: old.startMinute)
    timed = old.startMinute != nil
    basis = old.startBasis ?? .own
    style = old.countStyle ?? .elapsed
    dayStart = Int(old.dayStart ?? 0)
    zoneMode = old.zoneMode ?? .home
    zoneName = old.zone ?? zoneName
    feb29 = old.feb29 ?? .feb28
    discreet = old.discreetName ?? ""
    // A stored tracker tells what was taken: what equals the fellowship's own goes on following it.
    profile = old.profile == usualProfile ? "" : old.profile ?? ""
    let usual = chosenFellowship?.vocabulary ?? Vocabulary(start: .startDate, event: .returnToUse)
    ownWords = old.vocabulary.map { $0 != usual } ?? false
    startTerm = (old.vocabulary ?? usual).start
    returnTerm = (old.vocabulary ?? usual).event
    fill(old.measure)
    goal = GoalDraft(history.today.goal, zone: zone)
    if goal.kind != .reduce { (goal.fromDay, goal.toDay) = (goalFrom, goalFrom) }
    if let last = history.rates.last { rate = RateDraft(last, digits: digits(last.currency) ?? 2) }
    (oldGoal, oldRate) = (goal, rate)
  }

  private func fill(_ old: Measure?) {
    switch old {
    case .drinks(let milligrams): (measure, drink) = (.drinks, Int(milligrams))
    case .money(let code): (measure, currency) = (.money, code)
    case .episodes: measure = .episodes
    case .minutes: measure = .minutes
    case .own(let name): (measure, unit) = (.own, name)
    case nil: measure = nil
    }
  }

  private var usualProfile: String { chosenFellowship?.tokenProfile ?? "generic" }

  // MARK: saving

  /// Saves. Answers whether all of it was taken; if not, ``wrong`` names the field.
  public func save() async -> Bool {
    guard let journal = session.journal, !saving else { return false }
    saving = true
    defer { saving = false }
    wrong = nil
    let day = CivilDay(start, in: zone)
    // What cannot be read is told before anything is written.
    guard let aim = goal.goal(zone: zone) else {
      wrong = .goal
      return false
    }
    let goalDay = isNew ? day : CivilDay(goalFrom, in: zone)
    let rateDay = isNew ? day : CivilDay(rateFrom, in: zone)
    guard let cost = rate.rate(from: rateDay, digits: digits(rate.currency) ?? 2) else {
      wrong = .rate
      return false
    }
    let moment = session.moment()
    do throws(HandrailError) {
      let fresh = made(goal: isNew ? aim : nil)
      if let id {
        try await journal.edit(id, fresh, moment)
      } else {
        id = try await journal.add(fresh, moment).id
        oldGoal = goal
      }
      guard let id else { return false }
      if goal != oldGoal {
        try await journal.setGoal(aim, from: goalDay, of: id, moment)
        oldGoal = goal
      }
      if rate != oldRate {
        try await journal.setRate(cost, of: id, moment)
        oldRate = rate
      }
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { wrong = .path }
      return false
    }
  }

  private func made(goal: Goal?) -> TrackerDetails {
    let trimmed = discreet.trimmingCharacters(in: .whitespaces)
    return TrackerDetails(
      name: name, start: CivilDay(start, in: zone), startMinute: timed ? minute : nil,
      fellowship: fellowship.isEmpty ? nil : fellowship, profile: profile.isEmpty ? nil : profile,
      zone: zoneName.isEmpty ? nil : zoneName, zoneMode: zoneMode, dayStart: UInt16(dayStart), feb29: feb29,
      startBasis: basis, countStyle: style, subject: subject.isEmpty ? nil : subject, measure: wanted,
      vocabulary: ownWords ? Vocabulary(start: startTerm, event: returnTerm) : nil,
      discreetName: trimmed.isEmpty ? nil : trimmed, goal: goal)
  }

  /// The usual money and the usual drink are named too: they are those of the place where the person is.
  private var wanted: Measure {
    switch measureKind {
    case .drinks: .drinks(milligrams: UInt32(drink))
    case .money: .money(currency: currency)
    case .episodes: .episodes
    case .minutes: .minutes
    case .own: .own(unit: unit)
    }
  }

  private var minute: UInt16 {
    let parts = calendar.dateComponents([.hour, .minute], from: start)
    return UInt16((parts.hour ?? 0) * 60 + (parts.minute ?? 0))
  }

  private func instant(_ day: CivilDay, minute: UInt16?) -> Date {
    guard let minute else { return day.noon(in: zone) }
    let parts = DateComponents(
      year: day.year, month: day.month, day: day.day, hour: Int(minute) / 60, minute: Int(minute) % 60)
    return calendar.date(from: parts) ?? day.noon(in: zone)
  }

  private var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
  }
}
