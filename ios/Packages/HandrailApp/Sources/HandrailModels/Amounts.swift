import Foundation
import Handrail

/// Numbers as people write them, into the whole numbers that the core counts in. No floating point: a third of a cent is nobody's.
public enum Amount {
  /// `1.5` with three digits is 1500; with two 150. `nil` for anything that is not a plain number of at most `digits` decimals.
  /// Digits of every script, and the separators of the locale.
  public static func whole(_ text: String, digits: Int, locale: Locale = .current) -> Int64? {
    let decimal = Character(locale.decimalSeparator ?? ".")
    let grouping = locale.groupingSeparator ?? ","
    var whole: Int64 = 0
    var decimals: Int?
    var any = false
    for sign in text.trimmingCharacters(in: .whitespaces) {
      if let digit = sign.wholeNumberValue, digit < 10 {
        if let count = decimals {
          if count == digits { return nil }
          decimals = count + 1
        }
        let (tens, over) = whole.multipliedReportingOverflow(by: 10)
        let (sum, past) = tens.addingReportingOverflow(Int64(digit))
        if over || past { return nil }
        whole = sum
        any = true
      } else if sign == decimal, decimals == nil {
        decimals = 0
      } else if String(sign) == grouping || sign.isWhitespace, decimals == nil, any {
        continue
      } else {
        return nil
      }
    }
    guard any else { return nil }
    for _ in (decimals ?? 0)..<digits {
      let (next, over) = whole.multipliedReportingOverflow(by: 10)
      if over { return nil }
      whole = next
    }
    return whole
  }

  /// An amount of the tracker's unit, in thousandths.
  public static func thousandths(_ text: String, locale: Locale = .current) -> Int64? { whole(text, digits: 3, locale: locale) }

  public static func decimal(_ whole: Int64, digits: Int) -> Decimal {
    Decimal(whole) / pow(Decimal(10), digits)
  }

  /// What to put into a field: the locale's separator, no grouping, no needless zeros.
  public static func text(_ whole: Int64, digits: Int, locale: Locale = .current) -> String {
    decimal(whole, digits: digits).formatted(.number.grouping(.never).precision(.fractionLength(0...digits)).locale(locale))
  }
}

/// A month of the civil calendar that the core counts in.
public struct Month: Hashable, Sendable {
  public let year: Int
  public let month: Int

  public init(_ day: CivilDay) {
    year = day.year
    month = day.month
  }

  private init(index: Int) {
    year = index / 12
    month = index % 12 + 1
  }

  private var index: Int { year * 12 + month - 1 }
  public var next: Month { Month(index: index + 1) }
  public var previous: Month { Month(index: index - 1) }
  public var first: CivilDay { CivilDay(year: year, month: month, day: 1) }

  public var last: CivilDay {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return CivilDay(year: year, month: month, day: lengths[month - 1])
  }

  /// Empty places before the first day in a grid whose weeks begin on `firstWeekday` (1 is Sunday, as Foundation counts).
  public func blanks(firstWeekday: Int) -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let weekday = calendar.component(.weekday, from: first.noon(in: .gmt))
    return (weekday - firstWeekday + 7) % 7
  }
}

extension Month: Comparable {
  public static func < (one: Month, other: Month) -> Bool { one.index < other.index }
}
