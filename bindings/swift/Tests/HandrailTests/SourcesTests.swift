import Foundation
import Handrail
import Testing

/// Answers as it is told, without a network.
private struct Fake: FeedFetcher {
  let answer: @Sendable (FetchRequest, URL) async throws -> FetchAnswer

  func fetch(
    _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
  ) async throws -> FetchAnswer {
    onProgress(FetchStep(bytesReceived: 1, bytesTotal: nil))
    return try await answer(request, file)
  }

  static func ok(_ count: Int) -> Fake {
    Fake { request, file in
      let rows = (1...count).map {
        #"{"slug":"m\#($0)","name":"Meeting \#($0)","day":\#($0 % 7),"time":"19:00","conference_url":"https://zoom.us/j/5550100200"}"#
      }
      try ("[" + rows.joined(separator: ",") + "]").write(to: file, atomically: true, encoding: .utf8)
      return FetchAnswer(
        source: request.source, status: 200, headers: [HttpHeader(name: "ETag", value: "\"v1\"")], path: file.path)
    }
  }
}

private struct NoNetwork: Error {}

private func later(_ hours: Double) -> Moment { Moment(at: now.at.addingTimeInterval(hours * 3600), zone: now.zone) }

private func withSources(_ names: [String], _ work: (Directory) async throws -> Void) async throws {
  try await withFolder { folder in
    let directory = try await Directory.open(folder.path + "/directory.db")
    for name in names {
      try await directory.saveSource(SourceDetails(name: name, url: "https://example.org/\(name)", zone: "UTC"), now)
    }
    try await work(directory)
  }
}

private func steps(_ stream: AsyncThrowingStream<RefreshStep, any Error>) async throws -> [RefreshStep] {
  var all: [RefreshStep] = []
  for try await step in stream { all.append(step) }
  return all
}

struct SourcesTests {
  @Test func allThatIsDueIsRefreshedAndABadOneEndsNoOther() async throws {
    try await withSources(["a", "b", "c"]) { directory in
      let fetcher = Fake { request, file in
        switch request.source {
        case "a": throw NoNetwork()
        case "b": FetchAnswer(source: "somebody else", status: 404)
        default: try await Fake.ok(1_000).answer(request, file)
        }
      }
      let told = try await steps(directory.refresh(with: fetcher) { now })
      let end = { (source: String) in told.last { $0.source == source }?.phase }
      #expect(end("a") == .finished(.refused(problem: .unreachable)))
      #expect(end("b") == .finished(.refused(problem: .http(status: 404))))
      guard case .finished(.imported(let report)) = end("c") else {
        Issue.record("not imported: \(String(describing: end("c")))")
        return
      }
      #expect(report.added == 1_000)
      #expect(told.contains { if case .reading = $0.phase { $0.source == "c" } else { false } })
      #expect(told.filter { $0.phase == .fetching }.map(\.source) == ["a", "b", "c"])
      #expect(told.contains { $0.source == "c" && $0.phase == .receiving(FetchStep(bytesReceived: 1, bytesTotal: nil)) })
      #expect(told.last?.number == 3 && told.last?.total == 3)
      #expect(try await directory.sources(now).map(\.state) == [.stale, .stale, .current])
    }
  }

  @Test func whatHasNotChangedIsAskedWithItsVersion() async throws {
    try await withSources(["a"]) { directory in
      _ = try await steps(directory.refresh(with: Fake.ok(3)) { now })
      #expect(try await steps(directory.refresh(with: Fake.ok(3)) { later(1) }).isEmpty)
      let notModified = Fake { request, _ in
        #expect(request.headers == [HttpHeader(name: "If-None-Match", value: "\"v1\"")])
        return FetchAnswer(source: request.source, status: 304)
      }
      #expect(try await steps(directory.refresh(with: notModified) { later(24) }).last?.phase == .finished(.unchanged))
      _ = try await steps(directory.refresh(with: notModified, names: ["a"]) { later(25) })
      #expect(try await directory.sources(later(25)).first?.importedAt == later(25).at)
      try await directory.removeSource("a", later(26))
      #expect(try await directory.meetingsNear(MeetingQuery(), later(26)).total == 0)
      await #expect(throws: HandrailError.NotFound(kind: .source)) { try await directory.refreshPlan(["a"], later(26)) }
    }
  }

  @Test func farFewerNeedConsent() async throws {
    try await withSources(["a"]) { directory in
      _ = try await steps(directory.refresh(with: Fake.ok(100)) { now })
      try await withFolder { folder in
        let request = try await directory.refreshPlan(["a"], now)[0]
        let short = try await Fake.ok(10).answer(request, folder.appendingPathComponent("short"))
        #expect(try await directory.applyFetched(short, later(24)) == .refused(problem: .shrunk(had: 100, came: 10)))
        guard case .imported(let report) = try await directory.applyFetched(short, acceptShrink: true, later(24)) else {
          Issue.record("not imported")
          return
        }
        #expect(report.gone == 90)
        let refused = try await steps(directory.refresh(with: Fake.ok(2), names: ["a"]) { later(25) })
        #expect(refused.last?.phase == .finished(.refused(problem: .shrunk(had: 10, came: 2))))
        let taken = try await steps(directory.refresh(with: Fake.ok(2), names: ["a"], acceptShrink: true) { later(25) })
        guard case .finished(.imported(let report)) = taken.last?.phase else {
          Issue.record("not imported: \(taken)")
          return
        }
        #expect(report.gone == 8)
      }
    }
  }

  @Test func aPhoneThatIsOfflineBlamesNoWebsite() async throws {
    try await withSources(["a", "b"]) { directory in
      let offline = Fake { _, _ in throw CancellationError() }
      let ended = await Task { try await steps(directory.refresh(with: offline) { now }) }.result
      #expect(throws: CancellationError.self) { try ended.get() }
      let states = try await directory.sources(now).map(\.state)
      #expect(states == [.new, .new])
    }
  }

  @Test func closingMidwayEndsTheRefresh() async throws {
    try await withSources(["a", "b", "c"]) { directory in
      let fetcher = Fake { request, file in
        let answer = try await Fake.ok(3).answer(request, file)
        if request.source == "b" { try directory.close() }
        return answer
      }
      let ends = try await steps(directory.refresh(with: fetcher) { now }).filter {
        switch $0.phase {
        case .receiving, .reading: false
        case .fetching, .finished, .failed: true
        }
      }
      #expect(ends.map(\.source) == ["a", "a", "b", "b"])
      #expect(ends.last?.phase == .failed(.Closed))
    }
  }

  @Test func cancellingStopsBetweenAndWithinSources() async throws {
    try await withSources(["a", "b", "c"]) { directory in
      let (waiting, ring) = AsyncStream<Void>.makeStream()
      let fetcher = Fake { request, file in
        if request.source == "b" {
          ring.yield()
          try await Task.sleep(nanoseconds: 60_000_000_000)
        }
        return try await Fake.ok(3).answer(request, file)
      }
      let refreshing = Task { _ = try await steps(directory.refresh(with: fetcher) { now }) }
      for await _ in waiting { break }
      refreshing.cancel()
      _ = await refreshing.result
      #expect(try await directory.sources(now).map(\.state) == [.current, .new, .new])
      for try await step in directory.refresh(with: Fake.ok(20_000), names: ["b"], moment: { now }) {
        if case .reading = step.phase { break }
      }
      #expect(try await directory.sources(now)[1].state == .new)
      #expect(try await directory.meetingsNear(MeetingQuery(), now).total == 3)
    }
  }
}
