import Foundation
import Handrail

let now = Moment(at: instant("2026-03-01T18:00:00Z"), zone: "America/New_York")

func instant(_ text: String) -> Date {
  let format = ISO8601DateFormatter()
  return format.date(from: text)!
}

/// The project's root, from this file.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func withFolder<T>(_ work: (URL) async throws -> T) async throws -> T {
  // In the build's folder, so that a run that is broken off leaves nothing anywhere else.
  let folder = root.appendingPathComponent("bindings/swift/.build/tests/\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await work(folder)
}

func withJournal<T>(_ work: (Journal) async throws -> T) async throws -> T {
  try await withFolder { folder in
    try await work(try await Journal.open(folder.path + "/journal.db", key: try Journal.newKey()))
  }
}

/// A file of tests/vectors.
func vectors(_ name: String) throws -> [String: Any] {
  let data = try Data(contentsOf: root.appendingPathComponent("tests/vectors/\(name)"))
  return try JSONSerialization.jsonObject(with: data) as! [String: Any]
}

func objects(_ json: [String: Any], _ field: String) -> [[String: Any]] { json[field] as? [[String: Any]] ?? [] }

func day(_ value: Any?) -> CivilDay { CivilDay(value as! String)! }

/// A file of tests/vectors that is a list of cases.
func vectorList(_ name: String) throws -> [[String: Any]] {
  let data = try Data(contentsOf: root.appendingPathComponent("tests/vectors/\(name)"))
  return try JSONSerialization.jsonObject(with: data) as! [[String: Any]]
}
