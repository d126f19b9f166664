import Foundation
import Handrail
import Testing

struct MeetingFactsTests {
  @Test func aMeetingHasAHistoryAndGoesIntoACalendar() async throws {
    try await withFolder { folder in
      let directory = try await Directory.open(folder.path + "/directory.db")
      try await directory.importSample(now)
      let page = try await directory.meetingsNear(MeetingQuery(limit: 1), now)
      let row = try #require(page.meetings.first)
      #expect(try await directory.meetingHistory(row.id).map(\.changes) == [[.listed]])
      let calendar = try await directory.calendar(.meeting(id: row.id), now)
      #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n") && calendar.contains(row.id))
      let week = try await directory.calendar(.week(query: MeetingQuery(hours: 3)), discreet: true, now)
      #expect(week.contains("BEGIN:VEVENT\r\n") && !week.contains("SUMMARY:\(row.name)\r\n"))
    }
  }
}
