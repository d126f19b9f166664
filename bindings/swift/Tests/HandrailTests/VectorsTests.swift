import Foundation
import Handrail
import Testing

/// The files of tests/vectors that Rust and Kotlin run too.
struct VectorsTests {
  @Test func dates() async throws {
    let json = try vectors("dates.json")
    var cases = 0
    for item in objects(json, "breakdown") {
      let told = try await told(day(item["start"]), day(item["today"]))
      #expect(told == ["elapsed_days", "years", "months", "days"].map { item[$0] as! Int })
      cases += 1
    }
    for item in objects(json, "add_months") {
      for (months, expected) in item["clamped"] as! [String: String] {
        #expect(try addMonths(day: day(item["start"]), months: UInt32(months)!, feb29: .feb28) == CivilDay(expected))
        cases += 1
      }
    }
    for item in objects(json, "milestone_days") {
      for (days, expected) in item where days != "start" {
        #expect(try await told(day(item["start"]), day(expected))[0] == Int(days))
        cases += 1
      }
    }
    for item in objects(json, "zone_today") {
      let at = instant(item["utc"] as! String)
      for (zone, expected) in item where zone != "utc" {
        // "offset03": the person's day begins at three.
        let later = zone.hasSuffix(" offset03")
        let moment = Moment(at: at, zone: later ? String(zone.dropLast(9)) : zone)
        #expect(try civilDay(moment: moment, dayStart: later ? 180 : 0) == day(expected))
        cases += 1
      }
    }
    for item in objects(json, "missing_midnight") {
      let expected = instant(item["start_of_day_utc"] as! String)
      #expect(try startOfDay(day: day(item["date"]), zone: item["zone"] as! String) == expected)
      cases += 1
    }
    print("vectors: dates.json, \(cases) cases")
    #expect(cases >= 40)
  }

  @Test func occurrences() throws {
    var cases = 0
    for item in objects(try vectors("occurrences.json"), "occurrences") {
      let rule = item["rule"] as! [String: Any]
      let found = try nextOccurrences(
        rule: scheduleRule(rule), zone: rule["zone"] as! String, at: instant(item["now"] as! String), count: 4)
      let expected = objects(item, "next")
      #expect(found.map(\.startsAt) == expected.map { instant($0["start"] as! String) })
      #expect(found.map(\.endsAt) == expected.map { instant($0["end"] as! String) })
      #expect(found.map(\.inProgress) == expected.map { $0["running"] as! Bool })
      cases += 1
    }
    print("vectors: occurrences.json, \(cases) cases")
    #expect(cases >= 60)
  }

  /// Elapsed days, years, months, days, through a whole journal.
  private func told(_ start: CivilDay, _ today: CivilDay) async throws -> [Int] {
    try await withJournal { journal in
      let moment = Moment(at: today.noon(in: TimeZone(identifier: "UTC")!), zone: "UTC")
      try await journal.add(TrackerDetails(name: "vector", start: start), moment)
      let tracker = try await journal.today(moment).trackers[0]
      return [tracker.elapsedDays, tracker.elapsed.years, tracker.elapsed.months, tracker.elapsed.days].map(Int.init)
    }
  }

  private func scheduleRule(_ rule: [String: Any]) -> Rule {
    let weekdays = (rule["weekdays"] as? [Int] ?? []).map(Int8.init)
    let days = { (field: String) in (rule[field] as? [String] ?? []).compactMap { CivilDay($0) } }
    let time = (rule["time"] as! String).split(separator: ":").map { UInt16($0)! }
    let `repeat`: Repeat =
      switch rule["freq"] as! String {
      case "weekly": .weekly(weekdays: weekdays)
      case "monthly_nth": .monthlyNth(weekdays: weekdays, nth: (rule["nth"] as! [Int]).map(Int8.init))
      case "every_n_weeks": .everyNWeeks(weekdays: weekdays, n: UInt16(rule["n"] as! Int), anchor: day(rule["anchor"]))
      default: .dates(days: days("dates"))
      }
    return Rule(
      repeat: `repeat`, minute: time[0] * 60 + time[1], duration: (rule["minutes"] as? Int).map(UInt16.init),
      from: (rule["from"] as? String).flatMap { CivilDay($0) }, until: (rule["until"] as? String).flatMap { CivilDay($0) },
      except: days("except"))
  }
}
