import Foundation
import Handrail
import Testing

private let start = CivilDay(year: 2026, month: 1, day: 31)

struct LayerTests {
  @Test func theReadmeRuns() async throws {
    final class Kept: Keychain {
      var key: Data?
      func load() throws -> Data? { key }
      func save(_ key: Data) throws -> Data {
        self.key = key
        return key
      }
    }
    let kept = Kept()
    try await withFolder { try await firstScreen(folder: $0, keychain: kept) }
    #expect(kept.key?.count == 32)
  }

  @Test func theReadmeSaysWhatRuns() throws {
    let source = try String(contentsOf: root.appendingPathComponent("bindings/swift/Tests/HandrailTests/ReadmeExample.swift"), encoding: .utf8)
    let example = source.components(separatedBy: "// readme:start\n")[1].components(separatedBy: "// readme:end")[0]
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains(example), "README.md shows another Swift example than the one that is tested")
  }

  @Test func errorsAreTyped() async throws {
    try await withFolder { folder in
      let path = folder.path + "/journal.db"
      let journal = try await Journal.open(path, key: try Journal.newKey())
      await #expect(throws: HandrailError.Invalid(field: .name, problem: .empty)) {
        try await journal.add(TrackerDetails(name: " ", start: start), now)
      }
      await #expect(throws: HandrailError.NotFound(kind: .tracker)) { try await journal.history("nobody", now) }
      await #expect(throws: HandrailError.Invalid(field: .day, problem: .malformed)) {
        try await journal.add(TrackerDetails(name: "x", start: CivilDay(year: 2026, month: 2, day: 31)), now)
      }
      await #expect(throws: HandrailError.WrongKey) { try await Journal.open(path, key: try Journal.newKey()) }
      let page = folder.path + "/feed.json"
      try "<!doctype html><html></html>".write(toFile: page, atomically: true, encoding: .utf8)
      let directory = try await Directory.open(folder.path + "/directory.db")
      await #expect(throws: HandrailError.Feed(reason: .html)) {
        try await directory.importFeed(page, FeedOptions(source: "web page"), now)
      }
    }
  }

  @Test func namesInAnyScript() async throws {
    try await withJournal { journal in
      for name in ["Ölçüm", "禁酒", "الامتناع", "день", "🌱 dry"] {
        let tracker = try await journal.add(TrackerDetails(name: name, start: start), now)
        #expect(tracker.details.name == name)
      }
    }
  }

  @Test func closedSaysSo() async throws {
    try await withJournal { journal in
      try journal.close()
      try journal.close()
      await #expect(throws: HandrailError.Closed) { try await journal.today(now) }
    }
  }

  @Test func everyReaderHearsOfEveryArea() async throws {
    try await withJournal { journal in
      var one = try journal.changes().makeAsyncIterator()
      var other = try journal.changes().makeAsyncIterator()
      for _ in 0..<20 { try await journal.add(TrackerDetails(name: "many", start: start), now) }
      #expect(await one.next() == [.sobriety])
      #expect(await other.next() == [.sobriety])
      try await journal.add(TrackerDetails(name: "one more", start: start), now)
      #expect(await one.next() == [.sobriety])
    }
  }

  @Test func aReaderThatIsCancelledEnds() async throws {
    try await withJournal { journal in
      let changes = try journal.changes()
      let reading = Task { for await _ in changes {} }
      reading.cancel()
      await reading.value
    }
  }

  @Test func cancellingTheTaskCancelsTheImport() async throws {
    try await withFolder { folder in
      let rows = (1...20_000).map { #"{"slug":"m\#($0)","name":"Meeting \#($0)","day":\#($0 % 7),"time":"19:00"}"# }
      let feed = folder.path + "/feed.json"
      try ("[" + rows.joined(separator: ",") + "]").write(toFile: feed, atomically: true, encoding: .utf8)
      let directory = try await Directory.open(folder.path + "/directory.db")
      let (started, ring) = AsyncStream<Void>.makeStream()
      let importing = Task {
        try await directory.importFeed(feed, FeedOptions(source: "made up", zone: "UTC"), now) { _ in
          ring.yield()
          Thread.sleep(forTimeInterval: 0.001)
        }
      }
      for await _ in started { break }
      importing.cancel()
      await #expect(throws: HandrailError.Cancelled) { try await importing.value }
      #expect(try await directory.meetingsNear(MeetingQuery(), now).total == 0)
    }
  }
}

struct CivilDateTests {
  @Test func readsAndWrites() {
    #expect(CivilDay("2026-01-31") == start)
    #expect(start.description == "2026-01-31")
    for text in ["", "2026-1", "2026-13-01", "2026-00-10", "x-y-z", "2026-01-32"] { #expect(CivilDay(text) == nil) }
    #expect(CivilDay("2025-12-31")! < start)
    let zone = TimeZone(identifier: "America/New_York")!
    #expect(CivilDay(instant("2026-02-01T04:59:59Z"), in: zone) == start)
    #expect(CivilDay(start.noon(in: zone), in: zone) == start)
  }
}
