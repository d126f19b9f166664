#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels

  extension Website {
    fileprivate func fetch(_ request: FetchRequest, into file: URL) async throws -> FetchAnswer {
      try await fetch(request, into: file) { _ in }
    }
  }

  /// The network, asked for real on this machine.
  struct WebsiteTests {
    private func withServer(
      _ answer: @escaping @Sendable (LocalServer.Question) -> LocalServer.Answer,
      _ work: (LocalServer, URL) async throws -> Void
    ) async throws {
      let server = try LocalServer(answer)
      defer { server.stop() }
      try await withFolder { folder in try await work(server, folder.appendingPathComponent("body")) }
    }

    private func website(_ largest: Int = 1 << 20, patience: TimeInterval = 30) -> Website {
      Website(largest: largest, schemes: ["http"], patience: patience)
    }

    private func request(_ url: String, _ headers: [HttpHeader] = []) -> FetchRequest {
      FetchRequest(source: "a", url: url, headers: headers)
    }

    private func value(_ name: String, in answer: FetchAnswer) -> String? {
      answer.headers.first { $0.name.lowercased() == name }?.value
    }

    @Test func theBodyIsStoredAndTheHeadHandedOn() async throws {
      let body = Data(repeating: 65, count: 300_000)
      try await withServer({ _ in .init(headers: ["ETag": "\"v1\"", "Set-Cookie": "who=you"], body: body) }) { server, file in
        let website = website()
        let answer = try await website.fetch(request(server.url("list.json")), into: file)
        #expect(answer.status == 200 && answer.source == "a" && answer.path == file.path)
        #expect(value("etag", in: answer) == "\"v1\"" && value("content-length", in: answer) == "300000")
        #expect(try Data(contentsOf: file) == body)
        _ = try await website.fetch(request(server.url("list.json")), into: file)
        let again = try #require(server.questions.last)
        #expect(again.headers["cookie"] == nil, "nothing ties two visits together")
        #expect(again.headers["user-agent"] == "Handrail" && again.headers["accept-language"] == "*")
      }
    }

    @Test(arguments: [true, false]) func howMuchHasComeIsToldAsFarAsTheAnswerSays(unannounced: Bool) async throws {
      let body = Data(repeating: 65, count: 300_000)
      try await withServer({ _ in .init(body: body, unannounced: unannounced) }) { server, file in
        let steps = Steps()
        _ = try await website().fetch(request(server.url("list")), into: file) { steps.add($0) }
        let told = steps.all
        #expect(told.last?.bytesReceived == 300_000)
        #expect(told.map(\.bytesReceived) == told.map(\.bytesReceived).sorted())
        #expect(told.allSatisfy { $0.bytesTotal == (unannounced ? nil : 300_000) })
      }
    }

    @Test func whatHasNotChangedComesWithoutABody() async throws {
      try await withServer({ .init(status: $0.headers["if-none-match"] == "\"v1\"" ? 304 : 200, body: Data()) }) { server, file in
        let asked = request(server.url("list"), [HttpHeader(name: "If-None-Match", value: "\"v1\"")])
        let status = try await website().fetch(asked, into: file).status
        #expect(status == 304)
        #expect(try Data(contentsOf: file).isEmpty)
      }
    }

    @Test func anErrorIsAnAnswer() async throws {
      try await withServer({ _ in .init(status: 404, body: Data("no such page".utf8)) }) { server, file in
        let answer = try await website().fetch(request(server.url("list")), into: file)
        #expect(answer.status == 404)
        #expect(try String(contentsOf: file, encoding: .utf8) == "no such page")
      }
    }

    @Test func aRedirectionIsFollowedUnlessItLeavesWhatIsSecure() async throws {
      try await withServer({ question in
        switch question.path {
        case "near": .init(status: 302, headers: ["Location": "/list"])
        case "far": .init(status: 301, headers: ["Location": "https://handrail.invalid/list"])
        default: .init(body: Data("here".utf8))
        }
      }) { server, file in
        #expect(try await website().fetch(request(server.url("near")), into: file).status == 200)
        #expect(try String(contentsOf: file, encoding: .utf8) == "here")
        // In this test http takes the place of https, and https that of what is not.
        let answer = try await website().fetch(request(server.url("far")), into: file)
        #expect(answer.status == 301 && value("location", in: answer) == "https://handrail.invalid/list")
      }
    }

    @Test func onlyWhatIsSecureIsAsked() async throws {
      try await withServer({ _ in .init() }) { server, file in
        for url in [server.url("list"), "ftp://example.org/list", "file:///etc/passwd", "", "no url at all"] {
          await #expect(throws: WebsiteProblem.notSecure) { try await Website().fetch(request(url), into: file) }
        }
        #expect(server.questions.isEmpty)
      }
    }

    @Test(arguments: [true, false]) func aBodyWithoutEndIsStopped(unannounced: Bool) async throws {
      let body = Data(repeating: 65, count: 5_000_000)
      try await withServer({ _ in .init(body: body, unannounced: unannounced) }) { server, file in
        await #expect(throws: WebsiteProblem.tooLarge) { try await website(100_000).fetch(request(server.url("list")), into: file) }
        #expect(try Data(contentsOf: file).count <= 100_000)
        let status = try await website(5_000_000).fetch(request(server.url("list")), into: file).status
        #expect(status == 200)
      }
    }

    @Test func whoDoesNotAnswerIsTooSlowAndWhoIsNotThereGivesNoAnswer() async throws {
      try await withServer({ _ in .init(never: true) }) { server, file in
        await #expect(throws: WebsiteProblem.tooSlow) { try await website(patience: 1).fetch(request(server.url("list")), into: file) }
      }
      try await withServer({ _ in .init() }) { _, file in
        // A port of this machine on which nobody listens.
        await #expect(throws: WebsiteProblem.noAnswer) { try await website().fetch(request("http://127.0.0.1:1/list"), into: file) }
      }
    }

    @Test func cancellingEndsTheWaiting() async throws {
      try await withServer({ _ in .init(never: true) }) { server, file in
        let website = website()
        let asked = request(server.url("list"))
        let fetching = Task { try await website.fetch(asked, into: file) }
        while server.questions.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        fetching.cancel()
        await #expect(throws: CancellationError.self) { try await fetching.value }
      }
    }

    @Test func whatAPhoneLacksIsToldFromWhatAWebsiteDoes() {
      #expect(WebsiteProblem(URLError(.notConnectedToInternet)).isOfThisPhone)
      #expect(WebsiteProblem(URLError(.serverCertificateUntrusted)) == .notTrusted)
      #expect(WebsiteProblem(URLError(.appTransportSecurityRequiresSecureConnection)) == .notSecure)
      #expect(!WebsiteProblem(URLError(.cannotFindHost)).isOfThisPhone)
    }
  }

  private final class Steps: @unchecked Sendable {
    private let lock = NSLock()
    private var told: [FetchStep] = []

    var all: [FetchStep] { lock.withLock { told } }
    func add(_ step: FetchStep) { lock.withLock { told.append(step) } }
  }
#endif
