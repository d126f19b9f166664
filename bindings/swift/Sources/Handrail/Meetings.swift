import Foundation
import HandrailCore

/// A day of the week. The core counts from 0 for Sunday.
public enum Weekday: Int, CaseIterable, Codable, Comparable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// All seven in the order of a calendar.
  public static func inOrder(of calendar: Calendar) -> [Weekday] {
    (0..<7).compactMap { Weekday(rawValue: (calendar.firstWeekday - 1 + $0) % 7) }
  }

  /// The day as a calendar calls it, in its locale.
  public func name(in calendar: Calendar) -> String { calendar.standaloneWeekdaySymbols[rawValue] }

  public static func < (one: Weekday, other: Weekday) -> Bool { one.rawValue < other.rawValue }
}

/// A time on the wall: no day, no zone.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Since midnight.
  public let minutes: Int

  public init(minutes: Int) { self.minutes = minutes }

  public init(hour: Int, minute: Int = 0) { minutes = hour * 60 + minute }

  /// The time on the wall of a zone at an instant.
  public init(_ instant: Date, in zone: TimeZone) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.hour, .minute], from: instant)
    self.init(hour: parts.hour ?? 0, minute: parts.minute ?? 0)
  }

  /// An instant at which the wall of a zone shows this time: for pickers and formatters. The day is one without a clock change.
  public func date(in zone: TimeZone) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let day = DateComponents(year: 2026, month: 1, day: 15, hour: minutes / 60, minute: minutes % 60)
    return calendar.date(from: day) ?? Date(timeIntervalSince1970: 0)
  }

  public static func < (one: WallTime, other: WallTime) -> Bool { one.minutes < other.minutes }
}

extension MeetingQuery {
  /// Only meetings that start on these days of the week. Empty: on any.
  public var days: Set<Weekday> {
    get { Set(weekdays.compactMap { Weekday(rawValue: Int($0)) }) }
    set { weekdays = newValue.sorted().map { Int8($0.rawValue) } }
  }

  /// Only meetings that start at this time of the day or later. `nil`: midnight.
  public var from: WallTime? {
    get { fromMinute.map { WallTime(minutes: Int($0)) } }
    set { fromMinute = newValue.map { UInt16(clamping: $0.minutes) } }
  }

  /// Only meetings that start before this time of the day; not later than ``from``: of the next day. `nil`: midnight.
  public var until: WallTime? {
    get { untilMinute.map { WallTime(minutes: Int($0)) } }
    set { untilMinute = newValue.flatMap { $0.minutes == 0 ? nil : UInt16(clamping: $0.minutes) } }
  }

  /// Only meetings that start within this time, in whole hours and at least one, or that are in progress. `nil`: seven days.
  public var startingWithin: Duration? {
    get { hours.map { .seconds(Int64($0) * 3600) } }
    set { hours = newValue.map { UInt32(clamping: min(max(1, ($0.wholeMinutes + 59) / 60), 168)) } }
  }
}

extension Rule {
  /// Every week on some days at a time.
  public static func weekly(_ days: Set<Weekday>, at time: WallTime, length: Duration? = nil) -> Rule {
    Rule(
      repeat: .weekly(weekdays: days.sorted().map { Int8($0.rawValue) }), minute: UInt16(clamping: time.minutes),
      duration: length.map { UInt16(clamping: $0.wholeMinutes) })
  }

  /// The wall time of the start.
  public var time: WallTime { WallTime(minutes: Int(minute)) }

  /// `nil` where unknown.
  public var length: Duration? { duration.map { .seconds(Int64($0) * 60) } }
}

extension Repeat {
  /// The days of the week of a rule that repeats; empty for single days.
  public var days: Set<Weekday> {
    switch self {
    case .weekly(let days), .monthlyNth(let days, _), .everyNWeeks(let days, _, _):
      Set(days.compactMap { Weekday(rawValue: Int($0)) })
    case .always: Set((0...6).compactMap { Weekday(rawValue: $0) })
    case .dates: []
    }
  }
}

extension Occurrence {
  /// The wall time of the start where the meeting is.
  public var time: WallTime { WallTime(minutes: Int(minute)) }
}

extension FavouriteDetails {
  /// How long before the start the platform is to remind. `nil`: not at all.
  public var reminder: Duration? {
    get { reminderMinutes.map { .seconds(Int64($0) * 60) } }
    set { reminderMinutes = newValue.map { UInt16(clamping: max(0, $0.wholeMinutes)) } }
  }
}

extension Duration {
  var wholeMinutes: Int64 { components.seconds / 60 }
}
