import Foundation
import Handrail
import HandrailModels
import SwiftUI

// From the core's keys and numbers to words. Keys are looked up in the app's string catalogue; dates and distances are the
// platform's formatters'.

extension Milestone {
  var words: LocalizedStringKey {
    let number = Int(count)
    return switch unit {
    case .hour: "hours \(number)"
    case .day: "days \(number)"
    case .month: "months \(number)"
    case .year: "years \(number)"
    }
  }
}

extension CivilDay {
  /// The day as the person's locale writes it. No zone shifts it: noon is formatted where noon was made.
  func words(_ style: Date.FormatStyle.DateStyle = .abbreviated) -> String {
    noon(in: .current).formatted(date: style, time: .omitted)
  }
}

extension Occurrence {
  /// Weekday and time in a zone.
  func words(in zone: TimeZone) -> String {
    var style = Date.FormatStyle.dateTime.weekday(.wide).hour().minute()
    style.timeZone = zone
    return startsAt.formatted(style)
  }
}

extension VenueKind {
  var words: LocalizedStringKey {
    switch self {
    case .inPerson: "venue.in_person"
    case .online: "venue.online"
    case .hybrid: "venue.hybrid"
    case .inactive: "venue.inactive"
    }
  }
}

/// Metres in the units of the person's locale.
func distance(_ metres: Double) -> String {
  #if os(Linux)
    return "\((metres / 100).rounded() / 10) km"
  #else
    return Measurement(value: metres, unit: UnitLength.meters).formatted(.measurement(width: .abbreviated, usage: .road))
  #endif
}

/// Bytes as the person's locale writes them.
func size(_ bytes: Int) -> String { Int64(bytes).formatted(.byteCount(style: .file)) }

extension Text {
  /// Texts one after the other, with a comma between them.
  @MainActor static func joined(_ texts: [Text]) -> Text {
    guard let first = texts.first else { return Text(verbatim: "") }
    return texts.dropFirst().reduce(first) { $0 + Text(verbatim: ", ") + $1 }
  }
}

extension YearsMonthsDays {
  /// Years, months and days, without those that are none.
  @MainActor var words: Text {
    var parts: [Text] = []
    if years > 0 { parts.append(Text("years \(Int(years))")) }
    if months > 0 { parts.append(Text("months \(Int(months))")) }
    if days > 0 || parts.isEmpty { parts.append(Text("days \(Int(days))")) }
    return .joined(parts)
  }
}

extension Vocabulary {
  /// How the person says it themselves.
  var returned: LocalizedStringKey { event.words }

  /// What the day of the start is called, with the day.
  func since(_ day: CivilDay) -> LocalizedStringKey {
    let day = day.words(.long)
    return switch start {
    case .startDate: "since \(day)"
    case .sobrietyDate: "since.sobriety \(day)"
    case .cleanDate: "since.own_word \(day)"
    case .quitDate: "since.quit \(day)"
    case .abstinenceDate: "since.abstinence \(day)"
    }
  }
}

extension Ask {
  /// What the day may ask of the person: never more than an offer.
  var words: LocalizedStringKey {
    switch self {
    case .startsToday: "ask.starts_today"
    case .plannedDryDay: "ask.planned_dry_day"
    case .markYesterday: "ask.mark_yesterday"
    case .markToday: "ask.mark_today"
    }
  }
}

extension ReturnTerm {
  var words: LocalizedStringKey {
    switch self {
    case .returnToUse: "return.title"
    case .reset: "return.title.reset"
    case .slip: "return.title.other_word"
    case .setback: "return.title.setback"
    }
  }
}

extension StartTerm {
  var words: LocalizedStringKey {
    switch self {
    case .startDate: "term.start"
    case .sobrietyDate: "term.sobriety"
    case .cleanDate: "term.own_word"
    case .quitDate: "term.quit"
    case .abstinenceDate: "term.abstinence"
    }
  }
}

extension Measure {
  /// An amount in thousandths of the unit.
  @MainActor func words(_ amount: Int64) -> Text {
    let number = Amount.decimal(amount, digits: 3)
    switch self {
    case .money(let currency): return Text(verbatim: number.formatted(.currency(code: currency)))
    case .drinks: return Text("amount.drinks \(number.formatted())")
    case .episodes: return Text("amount.times \(number.formatted())")
    case .minutes: return Text("amount.minutes \(number.formatted())")
    case .own(let unit): return Text(verbatim: "\(number.formatted()) \(unit)")
    }
  }

  /// What a field for an amount asks for.
  var asked: LocalizedStringKey {
    switch self {
    case .money(let currency): "amount.asked.money \(currency)"
    case .drinks: "amount.asked.drinks"
    case .episodes: "amount.asked.times"
    case .minutes: "amount.asked.minutes"
    case .own(let unit): "amount.asked.own \(unit)"
    }
  }
}

extension Savings {
  /// Money in each currency, then time.
  func words(digits: [String: Int]) -> [String] {
    var out = money.map { Amount.decimal($0.minor, digits: digits[$0.currency] ?? 2).formatted(.currency(code: $0.currency)) }
    if minutes > 0 {
      out.append(Duration.seconds(minutes * 60).formatted(.units(allowed: [.days, .hours, .minutes], width: .wide)))
    }
    return out
  }
}

/// The days of the week in the order of the locale, as the core counts them: 0 is Sunday.
func weekdays(first: Int = Calendar.current.firstWeekday) -> [(number: Int, name: String)] {
  let names = Calendar.current.standaloneWeekdaySymbols
  return (0..<7).map { (first - 1 + $0) % 7 }.map { ($0, names[$0]) }
}
