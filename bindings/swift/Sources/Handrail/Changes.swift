import Foundation
import HandrailCore

/// The core's notices as a stream of its own for every reader.
///
/// The stream's buffer holds one ring of a bell; what waits is a set that grows until it is taken. So a slow reader gets fewer
/// sets and never misses an area. (A buffer of sets would have to drop some.)
func changeStream(_ observe: (ChangeListener) throws -> Subscription) throws -> AsyncStream<Set<Area>> {
  let (bell, ring) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
  let waiting = Waiting { ring.yield() }
  let subscription = try observe(waiting)
  ring.onTermination = { _ in try? subscription.end() }
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
