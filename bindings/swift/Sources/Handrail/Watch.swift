import Foundation
import HandrailCore

/// An answer at once, and again after every change of what it depends on; of changes that come while one is asking, one more asking
/// is made. Every loop over it asks anew.
///
/// It ends when what is asked is closed, also in the middle of a question, and when its task is cancelled. Of what was closed before,
/// it throws ``HandrailCore/HandrailError/Closed``.
public struct Watch<Element: Sendable>: AsyncSequence, Sendable {
  let areas: Set<Area>
  let listen: @Sendable () throws -> AsyncStream<Set<Area>>
  let ask: @Sendable () async throws -> Element

  public func makeAsyncIterator() -> Iterator { Iterator(watch: self) }

  public struct Iterator: AsyncIteratorProtocol {
    let watch: Watch
    private var heard: AsyncStream<Set<Area>>.Iterator?
    private var over = false

    init(watch: Watch) { self.watch = watch }

    public mutating func next() async throws -> Element? {
      guard !over else { return nil }
      over = true
      guard try await changed(), let answer = try await answer(), !Task.isCancelled else { return nil }
      over = false
      return answer
    }

    /// Listens before the first question, so that no change falls in between.
    private mutating func changed() async throws -> Bool {
      guard heard != nil else {
        heard = try watch.listen().makeAsyncIterator()
        return true
      }
      while let areas = await heard?.next() { if !areas.isDisjoint(with: watch.areas) { return true } }
      return false
    }

    private func answer() async throws -> Element? {
      do { return try await watch.ask() } catch HandrailError.Closed { return nil }
    }
  }
}

extension Journal {
  /// What `ask` answers, at once and again after every change in one of the areas. Ends when the journal is closed.
  public func watch<T: Sendable>(
    for areas: Set<Area> = [.sobriety], _ ask: @escaping @Sendable (Journal) async throws -> T
  ) -> Watch<T> {
    Watch(areas: areas, listen: { try self.changes() }, ask: { try await ask(self) })
  }

  /// ``today(_:)`` at once and after every change. Ask for it again at ``HandrailCore/Today/changesAt`` too.
  public func watchToday(_ moment: @escaping @Sendable () -> Moment = { .now() }) -> Watch<Today> {
    watch { try await $0.today(moment()) }
  }
}

extension Directory {
  /// What `ask` answers, at once and again after every change of the directory or of what the person keeps of it, and after the
  /// journal in use was closed or changed for another. Ends when the directory is closed.
  public func watch<T: Sendable>(_ ask: @escaping @Sendable (Directory) async throws -> T) -> Watch<T> {
    Watch(areas: [.meetings], listen: { try self.changes() }, ask: { try await ask(self) })
  }

  /// ``meetingsNear(_:_:)`` at once and after every change.
  public func watchMeetings(
    _ query: MeetingQuery, _ moment: @escaping @Sendable () -> Moment = { .now() }
  ) -> Watch<MeetingPage> {
    watch { try await $0.meetingsNear(query, moment()) }
  }

  /// ``favourites(_:)`` at once and after every change; `nil` while no open journal is in use.
  public func watchFavourites(_ moment: @escaping @Sendable () -> Moment = { .now() }) -> Watch<[Favourite]?> {
    watchUnlessLocked { try await $0.favourites(moment()) }
  }

  /// ``meetingNotices(_:)`` at once and after every change; `nil` while no open journal is in use.
  public func watchNotices(_ moment: @escaping @Sendable () -> Moment = { .now() }) -> Watch<[MeetingNotice]?> {
    watchUnlessLocked { try await $0.meetingNotices(moment()) }
  }

  /// Locking the app closes the journal, perhaps in the middle of a question. That is no end of a watch of the directory.
  private func watchUnlessLocked<T: Sendable>(_ ask: @escaping @Sendable (Directory) async throws -> T) -> Watch<T?> {
    watch { directory in
      do {
        return try await ask(directory)
      } catch HandrailError.Closed where !directory.ending.isOver {
        return nil
      }
    }
  }
}
