import Foundation
import Handrail
import HandrailModels
import Testing

/// Finding, keeping and bringing meetings, on the real core.
@MainActor struct MeetingTests {
  @Test func theListIsFoundAndPaged() async throws {
    try await withSession { session, _ in
      let model = MeetingsModel(session: session)
      await model.search()
      #expect(model.state == .trouble, "no directory is open yet")
      await session.open()
      await model.search()
      #expect(model.nothingImported && model.rows.isEmpty && model.state == .ready)
      await SourcesModel(session: session).importSample()
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
    try await withSession { session, _ in
      await session.open()
      await SourcesModel(session: session).importSample()
      let model = MeetingsModel(session: session)
      await model.search()
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
      let feed = folder.appendingPathComponent("feed.json")
      try JSONSerialization.data(withJSONObject: json).write(to: feed)
      try await session.directory?.importFeed(feed.path, FeedOptions(source: "made up", fellowship: "aa"), session.moment())
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

  @Test func theAgeOfWhatIsKnownIsCountedInDays() async throws {
    try await withTwelve { session, _, model in
      let row = model.rows[0]
      #expect(row.age(at: session.moment()) == 0)
      #expect(row.age(at: Moment(at: session.moment().at.addingTimeInterval(7 * 86_400), zone: "America/Los_Angeles")) == 7)
    }
  }

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

  @Test func aListIsImportedRefusedOrTakenAllTheSame() async throws {
    try await withTwelve { session, folder, model in
      let sources = SourcesModel(session: session)
      await sources.load()
      #expect(sources.sources.map(\.details.name) == ["made up"] && sources.state == .ready)
      let page = folder.appendingPathComponent("page.json")
      try "<html></html>".write(to: page, atomically: true, encoding: .utf8)
      await sources.importFile(page.path, name: "page.json")
      #expect(sources.outcome == .refused(.html) && !sources.isImporting && sources.shrunk == nil)
      let few = folder.appendingPathComponent("few.json")
      try JSONSerialization.data(withJSONObject: Made.twelve.prefix(3).map(\.json)).write(to: few)
      await sources.importFile(few.path, name: "made up")
      #expect(sources.outcome == .refused(.shrunk) && sources.shrunk?.name == "made up")
      await model.search()
      #expect(model.total == 12, "what was here before is kept")
      await sources.importFile(few.path, name: "made up", acceptShrink: true)
      guard case .imported(let report) = sources.outcome else {
        Issue.record("it must be taken")
        return
      }
      #expect(report.meetings == 3 && report.gone == 9 && sources.shrunk == nil)
    }
  }

  @Test func anImportThatIsCancelledKeepsNothing() async throws {
    try await withSession { session, folder in
      await session.open()
      let rows = (1...20_000).map { #"{"slug":"m\#($0)","name":"Meeting \#($0)","day":\#($0 % 7),"time":"19:00"}"# }
      let feed = folder.appendingPathComponent("big.json")
      try ("[" + rows.joined(separator: ",") + "]").write(to: feed, atomically: true, encoding: .utf8)
      let sources = SourcesModel(session: session)
      let importing = Task { await sources.importFile(feed.path, name: "big.json") }
      while !sources.isImporting { await Task.yield() }
      sources.cancel()
      await importing.value
      #expect(sources.outcome == .cancelled && sources.sources.isEmpty)
    }
  }
}

/// Keeps what it was asked to plan.
actor Center: ReminderCenter {
  private(set) var planned: [Reminder] = []

  func plan(_ reminders: [Reminder]) -> Bool {
    planned = reminders
    return true
  }
}
