import Foundation
import Testing

@testable import Handrail

private let start = CivilDay(year: 2026, month: 1, day: 31)

/// Tells what a test wants told, and knows who listens.
private final class Teller: @unchecked Sendable {
  let ending = Ending()
  private let lock = NSLock()
  private var listeners: [UUID: ChangeListener] = [:]

  var count: Int { lock.withLock { listeners.count } }

  func stream() throws -> AsyncStream<Set<Area>> {
    try changeStream(until: ending) { listener in
      let id = UUID()
      lock.withLock { listeners[id] = listener }
      return { [self] in lock.withLock { listeners[id] = nil } }
    }
  }

  func watch<T: Sendable>(_ areas: Set<Area>, _ ask: @escaping @Sendable () async throws -> T) -> Watch<T> {
    Watch(areas: areas, listen: { try self.stream() }, ask: ask)
  }

  func tell(_ areas: Area...) throws {
    for listener in lock.withLock({ Array(listeners.values) }) { try listener.onChange(areas: areas) }
  }
}

private actor Counter {
  private(set) var count = 0

  func next() -> Int {
    count += 1
    return count
  }
}

struct WatchTests {
  @Test func itAsksOnlyForItsAreas() async throws {
    let teller = Teller()
    let asked = Counter()
    var answers = teller.watch([.meetings]) { await asked.next() }.makeAsyncIterator()
    #expect(try await answers.next() == 1)
    try teller.tell(.sobriety)
    try teller.tell(.meetings)
    #expect(try await answers.next() == 2)
    teller.ending.end()
    #expect(try await answers.next() == nil)
    #expect(await asked.count == 2)
    await #expect(throws: HandrailError.Closed) { for try await _ in teller.watch([.meetings], { 1 }) {} }
  }

  @Test func whatComesWhileOneIsAskingIsAskedOnce() async throws {
    let teller = Teller()
    let asked = Counter()
    var answers = teller.watch([.meetings]) {
      let number = await asked.next()
      if number == 1 { for _ in 0..<1000 { try teller.tell(.meetings) } }
      return number
    }.makeAsyncIterator()
    #expect(try await answers.next() == 1)
    #expect(try await answers.next() == 2)
    teller.ending.end()
    #expect(try await answers.next() == nil)
  }

  @Test func takingOneLeavesNoListener() async throws {
    let teller = Teller()
    for try await _ in teller.watch([.meetings], { "asked" }) {
      #expect(teller.count == 1)
      break
    }
    #expect(teller.count == 0)
  }

  @Test func theListenerGoesWithTheTask() async throws {
    let teller = Teller()
    let (first, ring) = AsyncStream<Void>.makeStream()
    let reading = Task {
      var seen = 0
      for try await _ in teller.watch([.meetings], { "asked" }) {
        seen += 1
        ring.yield()
      }
      return seen
    }
    for await _ in first { break }
    reading.cancel()
    #expect(try await reading.value == 1)
    #expect(teller.count == 0)
  }

  @Test func anErrorOfAQuestionIsThrownAndEndsIt() async throws {
    let teller = Teller()
    var answers = teller.watch([.meetings]) { () -> Int in throw HandrailError.Busy }.makeAsyncIterator()
    await #expect(throws: HandrailError.Busy) { try await answers.next() }
    #expect(try await answers.next() == nil)
  }

  @Test func todayFollowsEveryWrite() async throws {
    try await withJournal { journal in
      var days = journal.watchToday { now }.makeAsyncIterator()
      #expect(try await days.next()?.trackers.count == 0)
      let tracker = try await journal.add(TrackerDetails(name: "one", start: start), now)
      #expect(try await days.next()?.trackers.count == 1)
      try await journal.record(ReturnToUse(firstDay: CivilDay(year: 2026, month: 2, day: 20)), of: tracker.id, now)
      #expect(try await days.next()?.trackers.first?.elapsedDays == 9)
      try journal.close()
      #expect(try await days.next() == nil)
      await #expect(throws: HandrailError.Closed) { for try await _ in journal.watchToday({ now }) {} }
      #expect(throws: HandrailError.Closed) { _ = try journal.changes() }
    }
  }

  @Test func aSlowScreenShowsTheLastStateUnderLoad() async throws {
    try await withJournal { journal in
      let screen = Task {
        var asked = 0
        for try await count in journal.watch({ try await $0.trackers().count }) {
          asked += 1
          if count == 100 { break }
          try await Task.sleep(for: .milliseconds(20))
        }
        return asked
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask { for _ in 0..<25 { try await journal.add(TrackerDetails(name: "many", start: start), now) } }
        }
        try await group.waitForAll()
      }
      let asked = try await screen.value
      #expect(asked < 100, "\(asked) questions for 100 writes: nothing was merged")
    }
  }
}
