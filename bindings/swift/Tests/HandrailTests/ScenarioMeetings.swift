import Foundation
import Handrail
import Testing

/// The steps of a scenario that ask the directory, or keep something of it.
struct ScenarioMeetings {
  let journal: Journal
  let directory: Directory

  func step(_ step: [String: Any], _ moment: Moment) async throws -> [String: Any] {
    let what = step["do"] as! String
    switch what {
    case "meeting_facets":
      return try await facets(MeetingQuery(near: point(step)), moment)
    case "pages":
      var pages: [MeetingPage] = []
      for try await page in directory.pages(MeetingQuery(limit: UInt32(step["limit"] as! Int)), moment) { pages.append(page) }
      let ids = pages.flatMap(\.meetings).map(\.id)
      return ["pages": pages.count, "rows": ids.count, "as_list": Set(ids).count == Int(pages.last?.total ?? 0)]
    case "use_journal":
      try await directory.useJournal(journal)
      return try await favourites(moment)
    case "close_journal":
      try journal.close()
      return try await favourites(moment)
    case "add_favourite":
      var details = FavouriteDetails(note: step["note"] as? String)
      details.reminder = (step["reminder_minutes"] as? Int).map { .seconds($0 * 60) }
      try await directory.addFavourite(try await id(step, moment), details, moment)
      return try await favourites(moment)
    case "favourites":
      return try await favourites(moment)
    case "meeting_notices":
      return ["notices": try await directory.meetingNotices(moment).count]
    case "hide_meeting":
      try await directory.hideMeeting(try await id(step, moment), true, moment)
      let hidden = try await directory.hiddenMeetings(moment).map(\.name)
      return ["hidden": hidden, "found": Int(try await found(step["words"], moment).total)]
    case "save_own_meeting":
      return try await own(step, moment)
    default:
      Issue.record("unknown step \(what)")
      return [:]
    }
  }

  func near(_ step: [String: Any], _ moment: Moment) async throws -> [String: Any] {
    let page = try await directory.meetingsNear(MeetingQuery(near: point(step)), moment)
    let starts = page.meetings.compactMap { $0.next?.startsAt }
    let limit = (step["expect"] as! [String: Any])["within_m"] as! Int
    let within = page.meetings.allSatisfy { ($0.distanceM ?? .infinity) <= Double(limit) }
    return [
      "in_order": starts == starts.sorted() && starts.count == page.meetings.count,
      "some": page.total > 0 && !page.meetings.isEmpty,
      "within_m": within ? limit : -1,
    ]
  }

  private func facets(_ query: MeetingQuery, _ moment: Moment) async throws -> [String: Any] {
    let page = try await directory.meetingsNear(query, moment)
    let facets = try await directory.meetingFacets(query, moment)
    return [
      "as_list": facets.total == page.total, "total": Int(facets.total), "fellowships": facets.fellowships.count,
      "most": facets.fellowships.first?.key ?? "",
      "hybrid": Int(facets.venues.first { $0.key == "hybrid" }?.count ?? 0),
      "more_online": Int(facets.leftOut.first { $0.by == .online }?.more ?? 0),
    ]
  }

  private func favourites(_ moment: Moment) async throws -> [String: Any] {
    do throws(HandrailError) {
      let kept = try await directory.favourites(moment)
      return [
        "closed": false, "names": kept.map(\.meeting.name), "notes": kept.compactMap(\.details.note),
        "gone": kept.count { $0.gone }, "changed": kept.count { !$0.changes.isEmpty },
      ]
    } catch {
      guard error == .Closed else { throw error }
      return ["closed": true]
    }
  }

  private func own(_ step: [String: Any], _ moment: Moment) async throws -> [String: Any] {
    let days = Set([Weekday(rawValue: step["weekday"] as! Int)].compactMap { $0 })
    let rule = Rule.weekly(days, at: WallTime(minutes: step["minute"] as! Int))
    let made = try await directory.save(OwnMeeting(name: step["name"] as! String, schedule: [rule]), moment).row
    return [
      "own": made.own, "day": made.next?.day.description ?? "", "minute": made.next?.time.minutes ?? -1,
      "found": Int(try await found(step["name"], moment).total),
    ]
  }

  private func found(_ words: Any?, _ moment: Moment) async throws -> MeetingPage {
    try await directory.meetingsNear(MeetingQuery(words: words as? String), moment)
  }

  private func id(_ step: [String: Any], _ moment: Moment) async throws -> String {
    try #require(try await found(step["words"], moment).meetings.first).id
  }

  private func point(_ step: [String: Any]) -> GeoPoint {
    GeoPoint(latitude: step["latitude"] as! Double, longitude: step["longitude"] as! Double)
  }
}
