import Foundation
import HandrailCore

/// Ends what ties a listener to what it hears.
typealias Tie = @Sendable () -> Void

func tie(_ subscription: Subscription) -> Tie { { try? subscription.end() } }

/// The core's notices as a stream of its own for every reader.
///
/// The stream's buffer holds one ring of a bell; what waits is a set that grows until it is taken. So a slow reader gets fewer
/// sets and never misses an area. (A buffer of sets would have to drop some.) It ends with what it listens to.
func changeStream(until ending: Ending, _ observe: (ChangeListener) throws -> Tie) throws -> AsyncStream<Set<Area>> {
  if ending.isOver { throw HandrailError.Closed }
  let (bell, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
  let waiting = Waiting { ring.yield() }
  let end = try observe(waiting)
  let ended = ending.whenOver { ring.finish() }
  ring.onTermination = { _ in
    end()
    ended()
  }
  return AsyncStream {
    for await _ in bell {
      let areas = waiting.take()
      if !areas.isEmpty { return areas }
    }
    return nil
  } onCancel: {
    ring.finish()
  }
}

private final class Waiting: ChangeListener, @unchecked Sendable {
  private let lock = NSLock()
  private var areas: Set<Area> = []
  private let ring: @Sendable () -> Void

  init(_ ring: @escaping @Sendable () -> Void) { self.ring = ring }

  func onChange(areas: [Area]) throws {
    lock.withLock { self.areas.formUnion(areas) }
    ring()
  }

  func take() -> Set<Area> {
    lock.withLock {
      defer { areas = [] }
      return areas
    }
  }
}

/// What a directory answers comes out of two files. Who listens here hears of the directory's changes, of those of the journal
/// that it follows, of its closing, and of another taking its place.
final class BothFiles: @unchecked Sendable {
  private let lock = NSLock()
  private var listeners: [UUID: ChangeListener] = [:]
  private var end: Tie?

  func add(_ listener: ChangeListener, _ directory: Subscription) -> Tie {
    let id = UUID()
    lock.withLock { listeners[id] = listener }
    return { [self] in
      lock.withLock { listeners[id] = nil }
      try? directory.end()
    }
  }

  func follow(_ journal: Journal?) throws {
    let begun = try journal?.onMeetings { [weak self] in self?.tell() }
    let before = lock.withLock {
      defer { end = begun }
      return end
    }
    before?()
    tell()
  }

  private func tell() {
    for listener in lock.withLock({ Array(listeners.values) }) { try? listener.onChange(areas: [.meetings]) }
  }
}

/// Calls once, when something is over; at once when it already is.
final class Ending: @unchecked Sendable {
  private let lock = NSLock()
  private var over = false
  private var waiting: [UUID: @Sendable () -> Void] = [:]

  var isOver: Bool { lock.withLock { over } }

  func whenOver(_ tell: @escaping @Sendable () -> Void) -> Tie {
    let id = UUID()
    let late = lock.withLock {
      if !over { waiting[id] = tell }
      return over
    }
    if late { tell() }
    return { [self] in lock.withLock { waiting[id] = nil } }
  }

  func end() {
    let told = lock.withLock {
      defer { waiting = [:] }
      over = true
      return Array(waiting.values)
    }
    for tell in told { tell() }
  }
}

final class MeetingsListener: ChangeListener {
  private let tell: @Sendable () -> Void

  init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }

  func onChange(areas: [Area]) throws { if areas.contains(.meetings) { tell() } }
}
