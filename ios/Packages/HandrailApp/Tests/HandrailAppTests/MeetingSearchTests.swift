import Foundation
import Handrail
import HandrailModels
import Testing

/// Finding meetings: words, filters and how what is found is said, on the real core.
@MainActor struct MeetingSearchTests {
  @Test func theListIsFoundAndPaged() async throws {
    try await withSession { session, _ in
      let model = MeetingsModel(session: session)
      await model.search()
      #expect(model.state == .trouble, "no directory is open yet")
      await session.open()
      await model.search()
      #expect(model.nothingImported && model.rows.isEmpty && model.state == .ready)
      await ImportModel(session: session).importSample()
      await model.search()
      #expect(!model.nothingImported && model.within == 25_000)
      let near = model.total
      #expect(model.facets?.total == UInt32(near))
      model.filter.place = .anywhere
      await model.search()
      #expect(model.total > near && model.within == nil)
      var turned = 0
      while model.hasMore, turned < 10 {
        await model.more()
        turned += 1
      }
      #expect(turned >= 3 && model.rows.count == model.total)
      #expect(Set(model.rows.map(\.id)).count == model.rows.count)
      await model.more()
      #expect(model.rows.count == model.total, "there is no page after the last")
    }
  }

  @Test func theCountIsSpokenOnlyWhenItIsAnother() async throws {
    try await withTwelve { session, _, model in
      let spoken = model.answers
      await model.search()
      #expect(model.answers == spoken)
      model.words = "meeting 3"
      await model.search()
      #expect(model.total == 1 && model.answers == spoken + 1)
    }
  }

  @Test func whatIsTypedAlmostRightIsFoundAndSaid() async throws {
    try await withTwelve { _, _, model in
      model.words = "meetign"
      await model.search()
      #expect(model.total == 12 && model.corrected == "meeting")
      model.words = "no such meeting anywhere"
      await model.search()
      #expect(model.rows.isEmpty && model.leftOut.contains { $0.by == .words && $0.more == 12 })
      model.drop(.words)
      await model.search()
      #expect(model.total == 12)
    }
  }

  @Test func filtersCountBeforeTheyAreApplied() async throws {
    try await withSample { _, _, model in
      let sheet = FilterModel(model)
      let aa = try #require(sheet.fellowships.first { $0.id == "aa" })
      #expect(!aa.chosen && aa.count > 0)
      sheet.draft.fellowships = ["aa", "nobody has this"]
      sheet.draft.venues = [.hybrid]
      await sheet.count()
      #expect(sheet.fellowships.first == FilterModel.Choice(id: "nobody has this", count: 0, chosen: true))
      #expect(model.filter.fellowships.isEmpty, "a copy, until it is applied")
      #expect(sheet.typeName("B") == "Big Book")
      sheet.draft.fellowships = ["aa"]
      await sheet.count()
      let counted = Int(sheet.facets?.total ?? 0)
      sheet.apply()
      await model.search()
      #expect(model.total == counted && model.filter.count == 2)
      #expect(model.rows.allSatisfy { $0.fellowship == "aa" && $0.venue == .hybrid })
      let more = try #require(model.leftOut.first { $0.by == .venues }).more
      model.drop(.venues)
      await model.search()
      #expect(model.total == counted + Int(more))
      model.clear()
      #expect(model.filter.count == 0)
    }
  }

  @Test func aFilterAsksWhatItSays() {
    let moment = Moment(at: instant("2026-03-10T03:30:00Z"), zone: "America/Los_Angeles")
    let here = GeoPoint(latitude: 37, longitude: -121)
    var filter = MeetingFilter()
    #expect(filter.query(words: "  ", here: here, moment: moment) == MeetingQuery(near: here, order: .soonest))
    #expect(filter.wants(nil) && filter.query(words: "", here: nil, moment: moment).near == nil)
    filter.when = .today
    let today = filter.query(words: "", here: here, moment: moment)
    #expect(today.days == [.monday] && today.hours == 4, "20:30 on a Monday: four hours are begun")
    filter.when = .days
    #expect(filter.count == 0, "no day is chosen yet")
    filter.days = [.sunday, .friday]
    filter.band = .night
    let night = filter.query(words: "", here: here, moment: moment)
    #expect(night.weekdays == [0, 5] && night.fromMinute == 1320 && night.untilMinute == 300)
    filter.place = .online
    filter.order = .nearest
    let online = filter.query(words: "steps", here: here, moment: moment)
    #expect(online.near == nil && online.venues == [.online, .hybrid] && online.order == .soonest && online.words == "steps")
    #expect(filter.count == 3)
    filter.drop(.time)
    filter.drop(.venues)
    #expect(filter.count == 0 && filter.place == .anywhere)
  }

  @Test func startsAreSaidAsPeopleSayThem() {
    let moment = Moment(at: instant("2026-03-10T03:30:30Z"), zone: "America/Los_Angeles")
    func starts(_ text: String, going: Bool = false, endKnown: Bool = true) -> Starts {
      let at = instant(text)
      let end = at.addingTimeInterval(3600)
      return Starts(
        Occurrence(
          startsAt: at, endsAt: end, endKnown: endKnown, inProgress: going, day: CivilDay("2026-03-09")!, minute: 0,
          zoneAssumed: false),
        at: moment)
    }
    #expect(starts("2026-03-10T03:00:00Z", going: true) == .now(until: instant("2026-03-10T04:00:00Z")))
    #expect(starts("2026-03-10T03:00:00Z", going: true, endKnown: false) == .now(until: nil))
    #expect(starts("2026-03-10T03:31:00Z") == .minutes(1, instant("2026-03-10T03:31:00Z")))
    #expect(starts("2026-03-10T04:30:30Z") == .minutes(60, instant("2026-03-10T04:30:30Z")))
    #expect(starts("2026-03-10T06:30:00Z") == .today(instant("2026-03-10T06:30:00Z")))
    #expect(starts("2026-03-10T07:30:00Z") == .tomorrow(instant("2026-03-10T07:30:00Z")), "half past midnight is tomorrow")
    #expect(starts("2026-03-15T19:00:00Z") == .weekday(instant("2026-03-15T19:00:00Z")))
    #expect(starts("2026-03-16T19:00:00Z") == .later(instant("2026-03-16T19:00:00Z")), "the same weekday next week")
    #expect(Starts(nil, at: moment) == .byAppointment)
  }

  @Test func theAgeOfWhatIsKnownIsCountedInDays() async throws {
    try await withTwelve { session, _, model in
      let row = model.rows[0]
      #expect(row.age(at: session.moment()) == 0)
      #expect(row.age(at: Moment(at: session.moment().at.addingTimeInterval(7 * 86_400), zone: "America/Los_Angeles")) == 7)
    }
  }
}
