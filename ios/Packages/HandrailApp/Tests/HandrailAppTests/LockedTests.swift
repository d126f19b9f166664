import Foundation
import Handrail
import HandrailModels
import Testing

/// Meetings while the journal is closed, or breaks.
@MainActor struct LockedTests {
  @Test func theJournalThatBreaksTakesNoMeetingWithIt() async throws {
    try await withTwelve { session, folder, model in
      try session.journal?.close()
      let today = TodayModel(session: session)
      await today.refresh()
      #expect(session.journal == nil)
      await session.open()
      #expect(session.journal != nil)
      await model.toggleFavourite(model.rows[0])
      #expect(model.rows.contains { $0.favourite }, "the journal that was opened again is in use")
    }
  }

  @Test func withoutAJournalMeetingsGoOn() async throws {
    let keys = Keys()
    try await withSession(keys: keys) { session, folder in
      await session.open()
      try await take(Made.twelve, into: session, folder)
      try session.journal?.close()
      let model = MeetingsModel(session: session)
      model.filter.place = .anywhere
      await model.search()
      #expect(model.state == .ready && model.total == 12 && model.notices == 0)
      let kept = FavouritesModel(session: session)
      await kept.load()
      #expect(kept.state == .locked)
    }
    keys.answer = .unavailable
    try await withSession(keys: keys) { session, folder in
      await session.open()
      try await take(Made.twelve, into: session, folder)
      let model = MeetingsModel(session: session)
      model.filter.place = .region
      model.filter.region = ["The Valley", "South"]
      await model.search()
      #expect(model.total == 6)
      #expect(await model.regions(below: ["The Valley"]).map(\.name) == ["North", "South"])
      let form = OwnMeetingModel(session: session)
      await form.load()
      #expect(form.state == .locked)
      let meeting = MeetingModel(session: session, id: model.rows[0].id)
      await meeting.load()
      #expect(meeting.state == .ready && !meeting.canKeep)
      #expect(await meeting.keep() == false)
    }
  }
}
