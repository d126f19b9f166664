import Foundation
import Handrail

// readme:start
func firstScreen(folder: URL, keychain: Keychain) async throws {
  let key = try keychain.load() ?? keychain.save(Journal.newKey())
  let journal = try await Journal.open(folder.path + "/journal.db", key: key)
  try await journal.add(TrackerDetails(name: "Alcohol", start: CivilDay(year: 2026, month: 1, day: 31), fellowship: "aa"))
  let today = try await journal.today()
  print("\(today.trackers[0].elapsedDays) days, next: \(today.trackers[0].next?.date.description ?? "-")")

  let directory = try await Directory.open(folder.path + "/directory.db")
  try await directory.importSample()
  let page = try await directory.meetingsNear(MeetingQuery(words: "newcomer", limit: 5))
  for meeting in page.meetings { print(meeting.next?.startsAt ?? .distantFuture, meeting.name) }

  print(crisisCard("US").emergency[0].call ?? "112")  // no file, no key, no network
}
// readme:end

/// What an app brings: a place for the key that the platform protects.
protocol Keychain {
  func load() throws -> Data?
  func save(_ key: Data) throws -> Data
}
