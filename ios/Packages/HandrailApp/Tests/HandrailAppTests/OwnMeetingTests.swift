import Foundation
import Handrail
import HandrailModels
import Testing

/// Meetings of one's own, and corrections for oneself.
@MainActor struct OwnMeetingTests {
  @Test func aMeetingOfOnesOwn() async throws {
    try await withTwelve { session, _, model in
      let zone = TimeZone(identifier: "America/Los_Angeles")!
      let form = OwnMeetingModel(session: session, pickers: zone)
      await form.load()
      #expect(form.state == .ready && form.times.count == 1 && form.fellowships.contains { $0.id == "aa" })
      form.name = "Kitchen circle"
      #expect(await form.save() == false)
      #expect(form.wrong == .weekdays, "a time without a day")
      form.times[0].days = [.tuesday, .thursday]
      form.times[0].starts = WallTime(hour: 19, minute: 30).date(in: zone)
      form.link = "javascript:alert(1)"
      #expect(await form.save() == false)
      #expect(form.wrong == .link)
      form.link = "https://example.org/room"
      #expect(await form.save())
      model.words = "kitchen"
      await model.search()
      let row = try #require(model.rows.first)
      #expect(row.own && row.next?.time == WallTime(hour: 19, minute: 30))
      let again = OwnMeetingModel(session: session, id: row.id, pickers: zone)
      await again.load()
      #expect(!again.corrects && again.times.map(\.days) == [[.tuesday, .thursday]] && again.link == form.link)
      again.name = "Kitchen table"
      #expect(await again.save())
      let meeting = MeetingModel(session: session, id: row.id)
      await meeting.load()
      #expect(meeting.detail?.row.name == "Kitchen table")
      #expect(await meeting.removeOwn())
      #expect(meeting.gone)
    }
  }

  @Test func aCorrectionIsForOneselfAndComesBack() async throws {
    try await withTwelve { session, _, model in
      let row = try #require(model.rows.first { $0.name == "Meeting 6" })
      let form = OwnMeetingModel(session: session, id: row.id, pickers: TimeZone(identifier: "America/Los_Angeles")!)
      await form.load()
      #expect(form.corrects && form.place == "Hall 6" && form.fellowship == "aa")
      form.place = "Upstairs"
      #expect(await form.save())
      let meeting = MeetingModel(session: session, id: row.id)
      await meeting.load()
      #expect(meeting.detail?.row.place == "Upstairs" && meeting.detail?.row.own == true)
      #expect(meeting.detail?.row.types == ["O"] && meeting.detail?.point != nil, "what the form does not show is not lost")
      #expect(await meeting.removeOwn())
      #expect(meeting.detail?.row.place == "Hall 6" && !meeting.gone)
    }
  }

  @Test func aMeetingThatIsHereIsFoundNearAndOnTheMap() async throws {
    try await withTwelve { session, _, list in
      let form = OwnMeetingModel(session: session)
      await form.load()
      form.name = "Kitchen circle"
      form.times[0].days = [.tuesday]
      #expect(await form.save())
      list.filter.place = .near
      list.words = "kitchen"
      await list.search()
      #expect(list.total == 0, "where it is was not said")
      form.point = session.here
      form.keepDraft()
      let again = OwnMeetingModel(session: session, id: form.id)
      await again.load()
      #expect(again.isResumed && again.point == session.here)
      #expect(await again.save())
      await list.search()
      #expect(list.total == 1 && list.rows.first?.distanceM == 0)
      let map = MeetingMapModel(meetings: list)
      map.fit(CGSize(width: 360, height: 480))
      await map.ask()
      #expect(map.total == 1 && map.marks.first?.direction == nil)
    }
  }

  @Test func aMeetingCanHaveTheTimeOfAnotherPlaceOrOfWhereverOneIs() async throws {
    try await withTwelve { session, _, list in
      let form = OwnMeetingModel(session: session, pickers: .gmt)
      await form.load()
      #expect(form.zoneName == "America/Los_Angeles")
      form.name = "Kitchen circle"
      form.zoneName = "Europe/Berlin"
      form.times[0].days = [.tuesday]
      form.times[0].starts = WallTime(hour: 19).date(in: .gmt)
      #expect(await form.save())
      list.words = "kitchen"
      await list.search()
      #expect(list.rows.first?.next?.startsAt == instant("2026-03-10T18:00:00Z"))
      form.zoneName = ""
      #expect(await form.save())
      await list.search()
      #expect(list.rows.first?.next?.startsAt == instant("2026-03-11T02:00:00Z"), "seven in the evening where the person is")
      let again = OwnMeetingModel(session: session, id: form.id, pickers: .gmt)
      await again.load()
      #expect(again.zoneName.isEmpty)
    }
  }
}
