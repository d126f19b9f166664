import Foundation
import Handrail

/// A goal as it stands in a form: texts, not yet numbers.
public struct GoalDraft: Equatable, Sendable {
  public enum Kind: Hashable, CaseIterable, Sendable { case abstain, bottomLine, moderate, reduce }

  public var kind: Kind = .abstain
  /// One line each.
  public var lines = ""
  public var aDay = ""
  public var aWeek = ""
  /// `nil`: no limit.
  public var daysAWeek: Int?
  /// 0 is Sunday.
  public var dry: Set<Int> = []
  public var fromAmount = ""
  public var toAmount = ""
  public var fromDay = Date()
  public var toDay = Date()

  public init() {}

  public init(_ goal: Goal, zone: TimeZone) {
    let text = { (amount: Int64?) in amount.map { Amount.text($0, digits: 3) } ?? "" }
    switch goal {
    case .abstain: kind = .abstain
    case .bottomLine(let lines):
      kind = .bottomLine
      self.lines = lines.joined(separator: "\n")
    case .moderate(let limits):
      kind = .moderate
      aDay = text(limits.aDay)
      aWeek = text(limits.aWeek)
      daysAWeek = limits.daysAWeek.map { Int($0) }
      dry = Set(limits.dryWeekdays.map { Int($0) })
    case .reduce(let taper):
      kind = .reduce
      fromAmount = text(taper.fromAmount)
      toAmount = text(taper.toAmount)
      fromDay = taper.fromDay.noon(in: zone)
      toDay = taper.toDay.noon(in: zone)
    }
  }

  /// `nil` when a text is no amount. Whether the goal makes sense is for the core to say.
  public func goal(zone: TimeZone) -> Goal? {
    switch kind {
    case .abstain: return .abstain
    case .bottomLine:
      let kept = lines.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      return .bottomLine(lines: kept)
    case .moderate:
      guard let day = optional(aDay), let week = optional(aWeek) else { return nil }
      let weekdays = dry.sorted().map { Int8($0) }
      return .moderate(limits: Limits(aDay: day, aWeek: week, daysAWeek: daysAWeek.map { UInt8($0) }, dryWeekdays: weekdays))
    case .reduce:
      guard let from = Amount.thousandths(fromAmount), let to = Amount.thousandths(toAmount) else { return nil }
      return .reduce(
        taper: Taper(fromAmount: from, toAmount: to, fromDay: CivilDay(fromDay, in: zone), toDay: CivilDay(toDay, in: zone)))
    }
  }

  /// Empty is no limit; what is no amount is an error.
  private func optional(_ text: String) -> Int64?? {
    if text.trimmingCharacters(in: .whitespaces).isEmpty { return .some(nil) }
    return Amount.thousandths(text).map { .some($0) }
  }
}

/// What use cost, as it stands in a form.
public struct RateDraft: Equatable, Sendable {
  public var on = false
  public var money = ""
  public var currency = ""
  public var per: Per = .day
  public var minutes = ""

  public init() {}

  public init(_ rate: Rate, digits: Int) {
    on = rate.minor > 0 || rate.minutesADay > 0
    money = Amount.text(rate.minor, digits: digits)
    currency = rate.currency
    per = rate.per
    minutes = rate.minutesADay == 0 ? "" : String(rate.minutesADay)
  }

  /// `nil` when a text is no number. A rate that is off is one of 0: it ends the one before.
  public func rate(from: CivilDay, digits: Int) -> Rate? {
    guard on else { return Rate(from: from, minor: 0, currency: currency, per: per) }
    let empty = { (text: String) in text.trimmingCharacters(in: .whitespaces).isEmpty }
    let minor = empty(money) ? 0 : Amount.whole(money, digits: digits)
    let time = empty(minutes) ? 0 : Amount.whole(minutes, digits: 0).flatMap { UInt16(exactly: $0) }
    guard let minor, let time else { return nil }
    return Rate(from: from, minor: minor, currency: currency, per: per, minutesADay: time)
  }
}
