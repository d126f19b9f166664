import Foundation
import Handrail

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why nothing was taken from a website. What it answered with a status is the core's to judge; this is what never became an answer.
public enum WebsiteProblem: Error, Equatable, Sendable {
  /// The address does not begin with https: anybody on the way could read it and change the list.
  case notSecure
  /// It is not the website that it says it is, or cannot prove it.
  case notTrusted
  case tooSlow
  /// More bytes than a list of meetings has.
  case tooLarge
  case noAnswer
  /// This phone has no connection.
  case offline
  /// This phone has no room.
  case noRoom

  /// It says nothing about the website.
  public var isOfThisPhone: Bool { self == .offline || self == .noRoom }

  /// What the list keeps of it.
  var trouble: FetchTrouble? {
    switch self {
    case .notSecure: .notSecure
    case .notTrusted: .notTrusted
    case .tooSlow: .tooSlow
    case .tooLarge: .tooLarge
    case .noAnswer, .offline, .noRoom: nil
    }
  }

  init(_ error: URLError) {
    self =
      switch error.code {
      case .notConnectedToInternet, .dataNotAllowed, .internationalRoamingOff, .callIsActive: .offline
      case .timedOut: .tooSlow
      case .appTransportSecurityRequiresSecureConnection: .notSecure
      case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot,
        .serverCertificateNotYetValid, .clientCertificateRejected, .clientCertificateRequired:
        .notTrusted
      default: .noAnswer
      }
  }
}

/// Fetches lists from websites: over https, one at a time, when the person asks. No cookies, no cache, no name of the phone or of its
/// languages: what the website sees is the network address that every website sees, and that an app called Handrail asks for its list.
public struct Website: FeedFetcher {
  /// Bytes of a body, unpacked. The largest list that we know has a tenth of it.
  private let largest: Int
  private let schemes: Set<String>
  private let patience: TimeInterval

  public init() { self.init(largest: 64 << 20) }

  /// Tests ask a server on this machine, which has no certificate.
  init(largest: Int, schemes: Set<String> = ["https"], patience: TimeInterval = 30) {
    self.largest = largest
    self.schemes = schemes
    self.patience = patience
  }

  public func fetch(
    _ request: FetchRequest, into file: URL, onProgress: @escaping @Sendable (FetchStep) -> Void
  ) async throws -> FetchAnswer {
    guard let url = URL(string: request.url), Website.allows(url, schemes) else { throw WebsiteProblem.notSecure }
    try Task.checkCancellation()
    var asked = URLRequest(url: url)
    for header in request.headers { asked.setValue(header.value, forHTTPHeaderField: header.name) }
    let download = try Download(into: file, largest: largest, schemes: schemes, onProgress)
    let session = URLSession(configuration: configuration, delegate: download, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let answer = try await download.run(session.dataTask(with: asked))
    let headers = answer.allHeaderFields.compactMap { name, value in
      (name as? String).map { HttpHeader(name: $0, value: "\(value)") }
    }
    return FetchAnswer(source: request.source, status: UInt16(clamping: answer.statusCode), headers: headers, path: file.path)
  }

  private var configuration: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCredentialStorage = nil
    configuration.httpAdditionalHeaders = ["User-Agent": "Handrail", "Accept-Language": "*"]
    configuration.timeoutIntervalForRequest = patience
    configuration.timeoutIntervalForResource = patience * 10
    return configuration
  }

  static func allows(_ url: URL, _ schemes: Set<String>) -> Bool { url.scheme.map { schemes.contains($0.lowercased()) } ?? false }
}

/// One body on its way into a file. Its methods are called one after the other, on the session's own queue.
private final class Download: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let file: FileHandle
  private let largest: Int
  private let schemes: Set<String>
  private var room: Int
  private var announced: Int?
  private let onProgress: @Sendable (FetchStep) -> Void
  private var problem: WebsiteProblem?
  private var waiting: CheckedContinuation<HTTPURLResponse, any Error>?

  init(into url: URL, largest: Int, schemes: Set<String>, _ onProgress: @escaping @Sendable (FetchStep) -> Void) throws {
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else { throw WebsiteProblem.noRoom }
    file = try FileHandle(forWritingTo: url)
    self.largest = largest
    self.schemes = schemes
    room = largest
    self.onProgress = onProgress
  }

  deinit { try? file.close() }

  /// The head of the answer, once the whole body is in the file. Ends with the task that waits for it.
  func run(_ task: URLSessionDataTask) async throws -> HTTPURLResponse {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiting = continuation
        task.resume()
      }
    } onCancel: {
      task.cancel()
    }
  }

  private func stop(_ task: URLSessionTask, _ problem: WebsiteProblem) {
    self.problem = problem
    task.cancel()
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    // What is announced as too large is not even begun.
    let length = response.expectedContentLength
    let tooLarge = length > Int64(largest)
    // -1 where it is not announced. What comes packed is longer than its announcement.
    announced = length > 0 ? Int(clamping: length) : nil
    if tooLarge { problem = .tooLarge }
    completionHandler(tooLarge ? .cancel : .allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard problem == nil else { return }
    room -= data.count
    guard room >= 0 else { return stop(dataTask, .tooLarge) }
    do { try file.write(contentsOf: data) } catch { return stop(dataTask, .noRoom) }
    let received = largest - room
    if let total = announced, received > total { announced = nil }
    onProgress(FetchStep(bytesReceived: received, bytesTotal: announced))
  }

  /// A way that leaves https is not followed: the answer is then the redirection itself, and the person is told where to.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(request.url.map { Website.allows($0, schemes) } == true ? request : nil)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    try? file.close()
    let ended: Result<HTTPURLResponse, any Error> =
      if let problem {
        .failure(problem)
      } else if let error {
        .failure(Self.told(error))
      } else if let head = task.response as? HTTPURLResponse {
        .success(head)
      } else {
        .failure(WebsiteProblem.noAnswer)
      }
    waiting?.resume(with: ended)
    waiting = nil
  }

  private static func told(_ error: any Error) -> any Error {
    guard let error = error as? URLError else { return WebsiteProblem.noAnswer }
    return error.code == .cancelled ? CancellationError() : WebsiteProblem(error)
  }
}
