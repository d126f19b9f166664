#if os(Linux)
  import Foundation
  import Glibc

  /// A website on this machine, for as long as a test runs.
  final class LocalServer: @unchecked Sendable {
    struct Question: Sendable {
      let path: String
      /// By name in lower case.
      let headers: [String: String]
    }

    struct Answer: Sendable {
      var status = 200
      var headers: [String: String] = [:]
      var body = Data()
      /// The length is not announced.
      var unannounced = false
      /// It never comes.
      var never = false
    }

    let port: UInt16
    private let socket: Int32
    private let lock = NSLock()
    private var all: [Question] = []
    private let answer: @Sendable (Question) -> Answer

    var questions: [Question] { lock.withLock { all } }

    init(_ answer: @escaping @Sendable (Question) -> Answer) throws {
      self.answer = answer
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let (listening, number) = withUnsafeMutablePointer(to: &address) { [socket] pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          let ready = bind(socket, address, length) == 0 && listen(socket, 16) == 0 && getsockname(socket, address, &length) == 0
          return (ready, pointer.pointee.sin_port)
        }
      }
      port = UInt16(bigEndian: number)
      guard listening else { throw CocoaError(.featureUnsupported) }
      Thread.detachNewThread { [self] in
        while case let connection = accept(socket, nil, nil), connection >= 0 {
          Thread.detachNewThread { self.serve(connection) }
        }
      }
    }

    /// No thread of it goes on after a test that calls this.
    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    private func serve(_ connection: Int32) {
      defer { close(connection) }
      var head = Data()
      var buffer = [UInt8](repeating: 0, count: 4096)
      while head.range(of: Data("\r\n\r\n".utf8)) == nil {
        let count = read(connection, &buffer, buffer.count)
        guard count > 0 else { return }
        head.append(contentsOf: buffer[..<count])
      }
      let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
      let path = lines[0].components(separatedBy: " ")[1].dropFirst()
      let headers = lines.dropFirst().compactMap { line in
        line.range(of: ": ").map { (line[..<$0.lowerBound].lowercased(), String(line[$0.upperBound...])) }
      }
      let question = Question(path: String(path), headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }))
      lock.withLock { all.append(question) }
      let answer = answer(question)
      if answer.never {
        // Until the other side goes.
        _ = read(connection, &buffer, buffer.count)
        return
      }
      var text = "HTTP/1.1 \(answer.status) Words\r\nConnection: close\r\n"
      for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
      if !answer.unannounced { text += "Content-Length: \(answer.body.count)\r\n" }
      send(Data((text + "\r\n").utf8) + answer.body, to: connection)
    }

    private func send(_ data: Data, to connection: Int32) {
      let bytes = [UInt8](data)
      var sent = 0
      while sent < bytes.count {
        // Whoever has hung up is no reason to end the process.
        let count = bytes[sent...].withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return }
        sent += count
      }
    }
  }
#endif
