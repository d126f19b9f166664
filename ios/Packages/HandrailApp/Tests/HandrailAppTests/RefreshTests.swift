#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Answers as it is told, without a network.
  private struct Answering: FeedFetcher {
    let step: FetchStep
    let answer: @Sendable (FetchRequest, URL) async throws -> FetchAnswer

    func fetch(
      _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
    ) async throws -> FetchAnswer {
      onProgress(step)
      return try await answer(request, file)
    }

    static func list(_ count: Int, _ request: FetchRequest, _ file: URL) throws -> FetchAnswer {
      let rows = (0..<count).map(Made.init).map(\.json)
      try JSONSerialization.data(withJSONObject: rows).write(to: file)
      return FetchAnswer(source: request.source, status: 200, path: file.path)
    }
  }

  /// Websites asked at the person's word.
  @MainActor struct RefreshTests {
    private func withLists(
      _ names: [String], step: FetchStep = FetchStep(bytesReceived: 1_000, bytesTotal: 4_000),
      _ answer: @escaping @Sendable (FetchRequest, URL) async throws -> FetchAnswer,
      _ work: @MainActor (Session, SourcesModel) async throws -> Void
    ) async throws {
      try await withSession(fetcher: Answering(step: step, answer: answer)) { session, _ in
        await session.open()
        for name in names {
          try await session.directory?.saveSource(SourceDetails(name: name, url: "https://example.org/\(name)"), session.moment())
        }
        let model = SourcesModel(session: session)
        await model.load()
        try await work(session, model)
      }
    }

    @Test func nothingIsAskedBeforeThePersonSaysSo() async throws {
      try await withLists(["a", "b"], { _, _ in throw WebsiteProblem.noAnswer }) { session, model in
        #expect(model.due == 2 && model.canRefresh && !model.refresh.isRunning)
        let screen = outline(SourcesView(model: model))
        print(screen)
        for words in ["refresh.due 2", "refresh.hint", "source.new", "source.due", "source.add", "meetings.import", "help.now"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(model.sources.map(\.state) == [.new, .new], "looking asks nobody")
      }
    }

    @Test func eachListSaysWhatBecameOfIt() async throws {
      let answer: @Sendable (FetchRequest, URL) async throws -> FetchAnswer = { request, file in
        switch request.source {
        case "a": return try Answering.list(3, request, file)
        case "b": return FetchAnswer(source: "b", status: 403)
        case "c": throw WebsiteProblem.tooLarge
        default:
          return FetchAnswer(source: "d", status: 301, headers: [HttpHeader(name: "Location", value: "https://example.org/new")])
        }
      }
      try await withLists(["a", "b", "c", "d"], answer) { session, model in
        await model.refresh.refresh()
        await model.load()
        #expect(model.refresh.ended == .done && model.refresh.outcomes.map(\.source) == ["a", "b", "c", "d"])
        #expect(model.refresh.outcome("c")?.problem == .tooLarge)
        #expect(model.sources.map(\.state) == [.current, .stale, .stale, .stale])
        #expect(model.sources[2].problem == .unreadable(reason: .tooLarge), "kept for the next time that the app is opened")
        let screen = outline(SourcesView(model: model))
        print(screen)
        for words in ["refresh.done", "report.added 3", "website.closed 403", "refused.large", "website.moved", "source.rests", "refresh.none_due"] {
          #expect(screen.contains(words), "\(words)")
        }
        let moved = outline(SourceView(model: model, name: "d"))
        print(moved)
        #expect(!moved.contains("website.closed"), "on the screen of one list nothing is said of others")
        #expect(!moved.contains("source.kept"), "nothing had come from it")
        #expect(moved.components(separatedBy: "\"website.moved\"").count == 2, "said once")
        #expect(moved.contains("https://example.org/new") && moved.contains("source.take_address") && moved.contains("source.edit"))
        #expect(outline(SourceView(model: model, name: "nobody")).contains("source.gone"))
        await model.refresh.refresh()
        #expect(model.refresh.ended == .nothingDue && model.refresh.outcomes.isEmpty)
      }
    }

    @Test func aShorterListNeedsThePersonsWord() async throws {
      let counter = Counter()
      try await withLists(["a"], { try await Answering.list(counter.next() == 1 ? 12 : 3, $0, $1) }) { session, model in
        await model.refresh.refresh()
        await model.refresh.refresh(["a"])
        await model.load()
        #expect(model.sources[0].problem == .shrunk(had: 12, came: 3) && model.sources[0].meetings == 12)
        let screen = outline(SourceView(model: model, name: "a"))
        #expect(screen.contains("website.shrunk 3 12") && screen.contains("source.kept") && screen.contains("import.all_the_same.hint"))
        await model.refresh.refresh(["a"], acceptShrink: true)
        await model.load()
        #expect(model.sources[0].problem == nil && model.sources[0].meetings == 3)
        #expect(!outline(SourceView(model: model, name: "a")).contains("import.all_the_same"))
      }
    }

    @Test func aPhoneWithoutAConnectionBlamesNoWebsite() async throws {
      try await withLists(["a", "b"], { _, _ in throw WebsiteProblem.offline }) { session, model in
        await model.refresh.refresh()
        await model.load()
        #expect(model.refresh.ended == .phone(.offline) && model.refresh.outcomes.isEmpty)
        #expect(model.sources.map(\.state) == [.new, .new] && model.due == 2)
        #expect(outline(SourcesView(model: model)).contains("website.offline"))
      }
    }

    @Test func cancellingKeepsWhatHasCome() async throws {
      let (asked, ring) = AsyncStream<Void>.makeStream()
      let answer: @Sendable (FetchRequest, URL) async throws -> FetchAnswer = { request, file in
        if request.source == "b" {
          ring.yield()
          try await Task.sleep(for: .seconds(60))
        }
        return try Answering.list(3, request, file)
      }
      try await withLists(["a", "b"], answer) { session, model in
        let refreshing = Task { await model.refresh.refresh() }
        for await _ in asked { break }
        while model.refresh.step?.source != "b" || model.refresh.part == nil { await Task.yield() }
        #expect(model.refresh.part == 0.25)
        let screen = outline(SourcesView(model: model))
        for words in ["refresh.going 2 2 b", "refresh.receiving", "refresh.received", "cancel", "refresh.cancel.hint"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(!screen.contains("refresh.due"), "one at a time")
        model.refresh.cancel()
        await refreshing.value
        await model.load()
        #expect(model.refresh.ended == .cancelled && !model.refresh.isRunning)
        #expect(model.sources.map(\.state) == [.current, .new])
      }
    }

    @Test func anAnswerThatDoesNotSayHowLongItIsShowsHowMuchHasCome() async throws {
      let (asked, ring) = AsyncStream<Void>.makeStream()
      let answer: @Sendable (FetchRequest, URL) async throws -> FetchAnswer = { request, file in
        ring.yield()
        try await Task.sleep(for: .seconds(60))
        return try Answering.list(3, request, file)
      }
      try await withLists(["a"], step: FetchStep(bytesReceived: 2_000_000, bytesTotal: nil), answer) { _, model in
        let refreshing = Task { await model.refresh.refresh() }
        for await _ in asked { break }
        while model.refresh.step?.phase == .fetching || model.refresh.step == nil { await Task.yield() }
        #expect(model.refresh.part == nil)
        let screen = outline(SourcesView(model: model))
        #expect(screen.contains("refresh.receiving") && screen.contains("refresh.received 2"))
        refreshing.cancel()
        await refreshing.value
      }
    }

    @Test func overTheNetworkOnceAndThenOnlyWhatIsNew() async throws {
      let rows = try JSONSerialization.data(withJSONObject: Made.twelve.map(\.json))
      let server = try LocalServer { question in
        question.headers["if-none-match"] == "\"v1\"" ? .init(status: 304) : .init(headers: ["ETag": "\"v1\""], body: rows)
      }
      defer { server.stop() }
      try await withSession(fetcher: Website(largest: 1 << 20, schemes: ["http"])) { session, _ in
        await session.open()
        try await session.directory?.saveSource(SourceDetails(name: "here", url: server.url("list.json")), session.moment())
        let model = RefreshModel(session: session)
        await model.refresh()
        guard case .finished(.imported(let report)) = model.outcome("here")?.phase else {
          Issue.record("not imported: \(model.outcomes)")
          return
        }
        #expect(report.added == 12)
        await model.refresh(["here"])
        #expect(model.outcome("here")?.phase == .finished(.unchanged))
        #expect(server.questions.count == 2)
      }
    }
  }

  private actor Counter {
    private var count = 0

    func next() -> Int {
      count += 1
      return count
    }
  }
#endif
