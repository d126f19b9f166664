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

@MainActor
func withSession(keys: Keys = Keys(), _ work: @MainActor (Session, URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("handrail-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let session = Session(
    folder: folder, keys: keys, country: "US", here: GeoPoint(latitude: 37.3382, longitude: -121.8863),
    moment: { Moment(at: instant("2026-03-10T00:30:00Z"), zone: "America/Los_Angeles") })
  try await work(session, folder)
}
