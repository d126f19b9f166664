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

  @Test func outcomes() async throws {
    var cases = 0
    for item in try vectorList("outcome_calendar.json") {
      let days = item["days"] as! String
      let found = try await outcomes(of: days, (item["drinks_on_used_days"] as? [Double]) ?? [])
      let counts = ["n", "abstinent", "used", "unknown", "lpa_strict", "lpa_lenient", "current_streak_strict"]
      let told = [
        found.days, found.abstinent, found.used, found.unknown, found.longestStrict, found.longestLenient, found.currentStrict,
      ]
      #expect(told.map(Int.init) == counts.map { item[$0] as! Int }, "\(days)")
      #expect("\(found.continuous)" == item["continuous"] as! String)
      let percents: [(String, Double?)] = [
        ("coverage_pct", found.coverage), ("pda_observed", found.pdaObserved), ("pda_worst", found.pdaWorst),
        ("pda_best", found.pdaBest), ("dpdd", found.amountPerDayOfUse), ("heavy_days_5", found.heavy.map { Double($0.days) }),
        ("phdd_worst_pct", found.heavy?.percentWorst),
      ]
      for (field, value) in percents {
        let rounded = value.map { ($0 * 100 + 0.5).rounded(.down) / 100 }
        #expect(rounded == (item[field] as? NSNumber)?.doubleValue, "\(days) \(field)")
        cases += 1
      }
    }
    print("vectors: outcome_calendar.json, \(cases) cases")
    #expect(cases >= 28)
  }

  /// `A` is a day without, `U` one of use, `?` one that is not known.
  private func outcomes(of days: String, _ drinks: [Double]) async throws -> Outcomes {
    try await withJournal { journal in
      let start = CivilDay("2025-01-01")!
      let zone = TimeZone(identifier: "UTC")!
      let at = { (index: Int) in civil(start.noon(in: zone).addingTimeInterval(Double(index) * 86_400)) }
      let last = at(days.count - 1)
      let moment = Moment(at: last.noon(in: zone).addingTimeInterval(86_400), zone: "UTC")
      let details = TrackerDetails(
        name: "vector", start: start, startBasis: .firstDayWithout, measure: .drinks(milligrams: 14_000))
      let id = try await journal.add(details, moment).id
      var amounts = drinks.makeIterator()
      for (index, letter) in days.enumerated() {
        let mark =
          switch letter {
          case "A": DayMark(state: .kept)
          case "U": DayMark(state: .used, amount: amounts.next().map { Int64($0 * 1000) })
          default: DayMark(state: .unknown)
          }
        try await journal.mark(DaySelection(from: at(index), to: at(index)), mark, of: id, moment)
      }
      return try await journal.outcomes(id, OutcomeQuery(from: start, to: last), moment)
    }
  }

  /// The civil day of an instant in UTC.
  private func civil(_ at: Date) -> CivilDay {
    CivilDay(String(at.ISO8601Format().prefix(10)))!
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
