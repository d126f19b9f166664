import Foundation
import Handrail
import HandrailModels

final class Keys: KeyVault, @unchecked Sendable {
  var answer: KeyAnswer = .none
  func load() -> KeyAnswer { answer }
  func save(_ key: Data) throws { answer = .key(key) }
}

func instant(_ text: String) -> Date { ISO8601DateFormatter().date(from: text)! }

/// The project's root, from this file.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// For the files of a test: in the build's folder, so that a run that is broken off leaves none anywhere else.
func withFolder(isolation: isolated (any Actor)? = #isolation, _ work: (URL) async throws -> Void) async throws {
  let folder = root.appendingPathComponent("ios/Packages/HandrailApp/.build/tests/\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await work(folder)
}

/// The app as it starts with a folder, on an evening in March.
@MainActor
func session(
  in folder: URL, keys: Keys, reminders: (any ReminderCenter)? = nil, fetcher: any FeedFetcher = Unplugged()
) -> Session {
  Session(
    folder: folder, keys: keys, country: "US", here: GeoPoint(latitude: 37.3382, longitude: -121.8863), reminders: reminders,
    fetcher: fetcher, sealer: Scrambler(), moment: { Moment(at: instant("2026-03-10T00:30:00Z"), zone: "America/Los_Angeles") })
}

@MainActor
func withSession(
  keys: Keys = Keys(), reminders: (any ReminderCenter)? = nil, fetcher: any FeedFetcher = Unplugged(),
  _ work: @MainActor (Session, URL) async throws -> Void
) async throws {
  try await withFolder { folder in
    try await work(session(in: folder, keys: keys, reminders: reminders, fetcher: fetcher), folder)
  }
}

/// Twelve meetings, one an hour, each in a place of its own: neighbours would be taken for one another.
struct Made {
  let number: Int
  var slug: String
  var hour: Int
  var place: String

  init(_ number: Int) {
    self.number = number
    slug = "m\(number)"
    hour = 8 + number
    place = "Hall \(number)"
  }

  static let twelve = (0..<12).map(Made.init)

  var json: [String: Any] {
    [
      "slug": slug, "name": "Meeting \(number)", "day": number % 7, "time": String(format: "%02d:00", hour), "types": ["O"],
      "location": place, "formatted_address": "\(number) Main Street", "latitude": 37.0 + Double(number) / 10, "longitude": -121.89,
      "timezone": "America/Los_Angeles", "regions": ["The Valley", number < 6 ? "South" : "North"],
    ]
  }
}

@MainActor
func take(_ meetings: [Made], into session: Session, _ folder: URL, as source: String = "made up") async throws {
  try await take(meetings.map(\.json), into: session, folder, as: source)
}

/// A list of whatever rows, read from a file.
@MainActor
func take(_ rows: [[String: Any]], into session: Session, _ folder: URL, as source: String = "made up") async throws {
  let feed = folder.appendingPathComponent("feed.json")
  try JSONSerialization.data(withJSONObject: rows).write(to: feed)
  try await session.directory?.importFeed(feed.path, FeedOptions(source: source, fellowship: "aa"), session.moment())
}

/// A session whose directory holds meetings, and the list of them as it was found.
@MainActor
private func withMeetings(
  _ reminders: (any ReminderCenter)? = nil, _ place: MeetingFilter.Place, _ bring: @MainActor (Session, URL) async throws -> Void,
  _ work: @MainActor (Session, URL, MeetingsModel) async throws -> Void
) async throws {
  try await withSession(reminders: reminders) { session, folder in
    await session.open()
    try await bring(session, folder)
    let model = MeetingsModel(session: session)
    model.filter.place = place
    await model.search()
    try await work(session, folder, model)
  }
}

/// The twelve, of which any place is asked for.
@MainActor
func withTwelve(
  reminders: (any ReminderCenter)? = nil, _ work: @MainActor (Session, URL, MeetingsModel) async throws -> Void
) async throws {
  try await withMeetings(reminders, .anywhere, { try await take(Made.twelve, into: $0, $1) }, work)
}

/// The sample that ships with the core, as it is found near the person.
@MainActor
func withSample(_ work: @MainActor (Session, URL, MeetingsModel) async throws -> Void) async throws {
  try await withMeetings(nil, .near, { session, _ in await ImportModel(session: session).importSample() }, work)
}

/// No test asks a website unless it says so.
struct Unplugged: FeedFetcher {
  func fetch(
    _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
  ) async throws -> FetchAnswer { throw WebsiteProblem.offline }
}

/// Keeps what it was asked to plan.
actor Center: ReminderCenter {
  private(set) var planned: [Reminder] = []

  func plan(_ reminders: [Reminder]) -> Bool {
    planned = reminders
    return true
  }
}

/// In place of a cipher: what it gives is not the text, and it opens with its own key only.
struct Scrambler: DraftSealer {
  func seal(_ plain: Data, with key: Data) -> Data { key.prefix(4) + Data(plain.map { $0 ^ 0x5A }) }

  func unseal(_ sealed: Data, with key: Data) throws -> Data {
    guard sealed.prefix(4) == key.prefix(4) else { throw CocoaError(.coderReadCorrupt) }
    return Data(sealed.dropFirst(4).map { $0 ^ 0x5A })
  }
}
