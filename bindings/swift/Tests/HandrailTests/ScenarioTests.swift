import Foundation
import Handrail
import Testing

/// Walks through the scenarios of tests/vectors, step by step as Rust and Kotlin do.
struct ScenarioTests {
  @Test func scenario() async throws { try await walkThrough("scenario.json", atLeast: 70) }

  @Test func year() async throws { try await walkThrough("year.json", atLeast: 60) }

  private func walkThrough(_ file: String, atLeast: Int) async throws {
    try await withFolder { folder in
      let walk = Walk(
        journal: try await Journal.open(folder.path + "/journal.db", key: try Journal.newKey()),
        directory: try await Directory.open(folder.path + "/directory.db"))
      var compared = 0
      for (number, step) in objects(try vectors(file), "steps").enumerated() {
        let found = try await walk.step(step)
        for (field, expected) in step["expect"] as! [String: Any] {
          #expect(plain(found[field] ?? "nothing") == plain(expected), "step \(number + 1): \(field)")
          compared += 1
        }
      }
      print("\(file): \(compared) expectations")
      #expect(compared >= atLeast)
    }
  }

  private func plain(_ value: Any) -> String {
    if let list = value as? [String] { return list.joined(separator: ",") }
    // JSON's numbers and truths are one type here: both are compared as numbers.
    if let number = value as? Int { return String(number) }
    if let truth = value as? Bool { return truth ? "1" : "0" }
    return "\(value)"
  }

  private final class Walk {
    private let journal: Journal
    private let directory: Directory
    private let meetings: ScenarioMeetings
    private var trackers: [String: String] = [:]

    init(journal: Journal, directory: Directory) {
      self.journal = journal
      self.directory = directory
      meetings = ScenarioMeetings(journal: journal, directory: directory)
    }

    func step(_ step: [String: Any]) async throws -> [String: Any] {
      let what = step["do"] as! String
      if what == "crisis_card" {
        let card = crisisCard(step["country"] as! String)
        return ["emergency": card.emergency[0].call ?? "", "line": card.lines[0].call ?? ""]
      }
      let moment = Moment(at: instant(step["at"] as! String), zone: step["zone"] as! String)
      let id = trackers[step["tracker"] as? String ?? ""] ?? ""
      switch what {
      case "add_tracker":
        let details = TrackerDetails(
          name: step["name"] as! String, start: day(step["start"]), fellowship: step["fellowship"] as? String,
          zoneMode: step["zone_mode"] as? String == "device" ? .device : nil)
        let tracker = try await journal.add(details, moment)
        trackers[tracker.details.name] = tracker.id
        return ["profile": tracker.details.profile ?? ""]
      case "today":
        return told(try await journal.today(moment).trackers.first { $0.id == id }!)
      case "record_return":
        let event = ReturnToUse(firstDay: day(step["first_day"]), note: step["note"] as? String)
        return kept(try await journal.record(event, of: id, moment))
      case "undo_return":
        return kept(try await journal.undoReturn(of: id, moment))
      case "history":
        return kept(try await journal.history(id, moment))
      case "mark_days":
        let days = DaySelection(
          from: day(step["from"]), to: day(step["to"]), weekdays: (step["weekdays"] as? [Int] ?? []).map(Int8.init))
        return entered(try await journal.mark(days, mark(step), of: id, moment))
      case "undo_mark":
        return entered(try await journal.undoMark(of: id, moment))
      case "calendar":
        let found = try await journal.calendar(id, from: day(step["from"]), to: day(step["to"]), moment)
        return [
          "days": found.days.count, "kept": Int(found.kept), "used": Int(found.used), "amount": Int(found.amount),
          "can_undo_mark": found.canUndoMark,
        ]
      case "statistics":
        return statistics(try await journal.statistics(id, moment))
      case "widget_timeline":
        let entries = try await journal.widgetTimeline(moment)
        var same = true
        for entry in entries {
          let then = try await journal.preview(Moment(at: entry.validFrom, zone: moment.zone))
          same = same && then.trackers == entry.trackers
        }
        return ["entries": entries.count, "as_preview": same]
      case "import_sample":
        let report = try await directory.importSample(moment)
        return ["added": Int(report.added), "changed": Int(report.changed), "gone": Int(report.gone)]
      case "meetings_near":
        return try await meetings.near(step, moment)
      default:
        return try await meetings.step(step, moment)
      }
    }

    private func mark(_ step: [String: Any]) -> DayMark {
      let states: [String: DayState] = ["kept": .kept, "used": .used, "unknown": .unknown]
      return DayMark(
        state: (step["state"] as? String).flatMap { states[$0] }, medication: step["medication"] as? Bool,
        amount: (step["amount"] as? Int).map(Int64.init))
    }

    private func entered(_ marked: MarkedDays) -> [String: Any] {
      [
        "days": Int(marked.days), "episodes_changed": marked.episodesChanged,
        "elapsed_days": Int(marked.today.elapsedDays),
      ]
    }

    private func statistics(_ found: TrackerStatistics) -> [String: Any] {
      [
        "episodes": Int(found.episodes), "returns": Int(found.returns), "current_days": Int(found.currentDays),
        "longest_days": Int(found.longestDays), "total_days": Int(found.totalDays),
        "first_start": found.firstStart.description, "fridays": Int(found.usesByWeekday[5]),
        "saturdays": Int(found.usesByWeekday[6]),
      ]
    }

    private func told(_ tracker: TrackerToday) -> [String: Any] {
      [
        "elapsed_days": Int(tracker.elapsedDays), "number": Int(tracker.number), "years": Int(tracker.elapsed.years),
        "months": Int(tracker.elapsed.months), "days": Int(tracker.elapsed.days),
        "reached_today": tracker.reachedToday.map(\.key), "next": tracker.next?.milestone.key ?? "",
        "next_date": tracker.next?.date.description ?? "", "days_to_go": Int(tracker.next?.daysToGo ?? 0),
      ]
    }

    private func kept(_ history: TrackerHistory) -> [String: Any] {
      [
        "episodes": history.episodes.count, "total_days": Int(history.totalDays),
        "longest_days": Int(history.longestDays), "awards": history.awards.map(\.milestone.key),
        "elapsed_days": Int(history.today.elapsedDays), "can_undo_return": history.canUndoReturn,
      ]
    }
  }
}
