import Foundation
import Handrail
import HandrailModels
import Testing

/// What the person keeps of the directory, and what they hide.
@MainActor struct FavouriteTests {
  @Test func aFavouriteIsKeptWithWhatIsSaidAboutIt() async throws {
    let center = Center()
    try await withTwelve(reminders: center) { session, folder, model in
      let row = try #require(model.rows.first { $0.name == "Meeting 3" })
      let meeting = MeetingModel(session: session, id: row.id)
      await meeting.load()
      #expect(meeting.kept == nil && meeting.canKeep)
      meeting.note = "bring the key"
      meeting.label = "home group"
      meeting.reminder = 45
      #expect(await meeting.keep())
      #expect(meeting.kept?.details.note == "bring the key" && !meeting.changed)
      let planned = await center.planned
      #expect(planned.count == 8 && planned.allSatisfy { $0.starts.timeIntervalSince($0.at) == 45 * 60 })
      meeting.note = String(repeating: "x", count: 10_001)
      #expect(await meeting.keep() == false)
      #expect(meeting.wrong == .note)
      #expect(await meeting.letGo())
      #expect(meeting.kept == nil)
      #expect(await center.planned.isEmpty)
    }
  }

  @Test func whatChangedIsToldUntilItWasSeen() async throws {
    try await withTwelve { session, folder, model in
      for name in ["Meeting 3", "Meeting 5", "Meeting 7"] {
        await model.toggleFavourite(try #require(model.rows.first { $0.name == name }))
      }
      var later = Made.twelve
      later[3].hour = 21
      later[5].place = "Library"
      // Under another key and name elsewhere, its place taken at its time: nobody says that this is the same.
      later.remove(at: 7)
      try await take(later, into: session, folder)
      let kept = FavouritesModel(session: session)
      await kept.load()
      #expect(kept.notices.map(\.name).sorted() == ["Meeting 3", "Meeting 7"], "the name of a place is no move")
      #expect(kept.favourites.last?.gone == true)
      await model.search()
      #expect(model.notices == 2 && model.rows.first { $0.name == "Meeting 3" }?.changed == true)
      let notice = try #require(kept.notices.first { $0.name == "Meeting 3" })
      #expect(notice.changes == [.newTime] && notice.scheduleBefore.map(\.time) == [WallTime(hour: 11)])
      let meeting = MeetingModel(session: session, id: notice.id)
      await meeting.load()
      #expect(meeting.notice?.changes == [.newTime])
      #expect(await meeting.saw())
      #expect(meeting.notice == nil)
      for notice in kept.notices { await kept.saw(notice.id) }
      #expect(kept.notices.isEmpty && kept.favourites.count == 3, "a gone favourite stays")
    }
  }

  @Test func whatHasTakenAPlaceIsOneTapAway() async throws {
    try await withTwelve { session, folder, model in
      let row = try #require(model.rows.first { $0.name == "Meeting 7" })
      try await session.directory?.addFavourite(row.id, FavouriteDetails(label: "home group"), session.moment())
      var json = Made.twelve.map(\.json)
      json[7]["name"] = "Sunrise"
      json[7]["slug"] = "another"
      try await take(json, into: session, folder)
      let kept = FavouritesModel(session: session)
      await kept.load()
      let successor = try #require(kept.notices.first?.successor)
      #expect(successor.name == "Sunrise")
      await kept.follow(row.id, to: successor)
      #expect(kept.favourites.map(\.meeting.name) == ["Sunrise"] && kept.byLabel.map(\.label) == ["home group"])
    }
  }

  @Test func whatIsLetGoOrHiddenComesBack() async throws {
    try await withTwelve { session, _, model in
      let row = try #require(model.rows.first { $0.name == "Meeting 2" })
      try await session.directory?.addFavourite(row.id, FavouriteDetails(note: "mine"), session.moment())
      let kept = FavouritesModel(session: session)
      await kept.load()
      await kept.remove(try #require(kept.favourites.first))
      #expect(kept.favourites.isEmpty)
      await kept.undoRemove()
      #expect(kept.favourites.first?.details.note == "mine")
      await model.hide(row)
      #expect(model.total == 11 && model.justHidden?.id == row.id && model.leftOut.contains { $0.by == .hidden })
      await model.undoHide()
      #expect(model.total == 12 && model.justHidden == nil)
      let meeting = MeetingModel(session: session, id: row.id)
      #expect(await meeting.hide())
      #expect(meeting.hidden)
      await kept.load()
      #expect(kept.hidden.map(\.id) == [row.id])
      await kept.unhide(row.id)
      #expect(kept.hidden.isEmpty)
    }
  }
}
