#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Whether one can be there, why a row is there, and how one gets in by phone.
  @MainActor struct ReachTests {
    @Test func rowsTellTheWayAndWhetherItIsInTime() async throws {
      try await withSession { session, folder in
        await session.open()
        // It is half past five on a Monday. One meeting is over, one has begun 45 minutes ago, one is near and begins at six.
        let rows = [
          Made(0).json.merging(["day": 1, "time": "16:00", "end_time": "17:00", "latitude": 37.34]) { _, new in new },
          Made(1).json.merging(["day": 1, "time": "16:45", "latitude": 37.5]) { _, new in new },
          Made(2).json.merging(["day": 1, "time": "18:00", "latitude": 37.35]) { _, new in new },
        ]
        try await take(rows, into: session, folder)
        session.here = GeoPoint(latitude: 37.3382, longitude: -121.89)
        let list = MeetingsModel(session: session)
        list.filter.travel = .foot
        await list.search()
        let row = { (name: String) in list.rows.first { $0.name == name } }
        let near = try #require(row("Meeting 2"))
        #expect(near.reachable == true && (10...25).contains(near.travelMinutes ?? 0))
        #expect(outline(MeetingsView(model: list)).contains("reach.time"))
        list.filter.onlyReachable = true
        #expect(list.filter.count == 1)
        await list.search()
        #expect(!list.rows.isEmpty && list.rows.allSatisfy { $0.reachable == true })
        #expect(row("Meeting 1")?.next?.inProgress != true, "it began too long ago")
        let sheet = FilterModel(list)
        await sheet.count()
        let screen = outline(FilterView(model: sheet))
        print(screen)
        for words in ["filter.travel", "travel.bicycle", "reach.only", "reach.hint", "filter.without"] { #expect(screen.contains(words), "\(words)") }
        list.drop(.reachable)
        #expect(!list.filter.onlyReachable)
      }
    }

    @Test func aMeetingThatIsTooFarSaysSo() async throws {
      try await withSession { session, folder in
        await session.open()
        try await take([Made(1).json.merging(["day": 1, "time": "18:00", "latitude": 37.5]) { _, new in new }], into: session, folder)
        let list = MeetingsModel(session: session)
        list.filter.travel = .foot
        await list.search()
        #expect(list.rows.first?.reachable == false && outline(MeetingsView(model: list)).contains("reach.late"))
        list.filter.onlyReachable = true
        await list.search()
        let nothing = outline(MeetingsView(model: list))
        #expect(list.total == 0 && nothing.contains("left.reachable 1"))
        list.filter.travel = .car
        await list.search()
        #expect(list.total == 1, "by car it can be reached")
      }
    }

    @Test func aRowSaysWhereTheWordsWereFound() async throws {
      try await withTwelve { session, folder, list in
        try await take([Made(3).json.merging(["slug": "n", "name": "Sunrise", "notes": "Bring a cushion", "location": "Harbour house", "time": "06:00"]) { _, new in new }], into: session, folder, as: "another")
        list.words = "cushion"
        await list.search()
        #expect(list.total == 1 && outline(MeetingsView(model: list)).contains("matched.notes"))
        list.words = "harbour"
        await list.search()
        #expect(outline(MeetingsView(model: list)).contains("matched.place"))
        list.words = "sunrise"
        await list.search()
        #expect(list.total == 1 && !outline(MeetingsView(model: list)).contains("matched."), "its name says it")
      }
    }

    @Test func typesAllAnyOrNone() {
      let moment = Moment(at: instant("2026-03-10T03:30:00Z"), zone: "America/Los_Angeles")
      var filter = MeetingFilter()
      filter.types = ["O", "B"]
      #expect(filter.query(words: "", here: nil, moment: moment).types == ["B", "O"])
      filter.anyType = true
      filter.withoutTypes = ["C"]
      let query = filter.query(words: "", here: nil, moment: moment)
      #expect(query.types.isEmpty && query.anyTypes == ["B", "O"] && query.withoutTypes == ["C"] && filter.count == 2)
      filter.drop(.types)
      #expect(filter.count == 0)
      filter.band = .between
      filter.from = WallTime(hour: 22)
      filter.until = WallTime(hour: 2, minute: 30)
      let night = filter.query(words: "", here: nil, moment: moment)
      #expect(night.fromMinute == 1320 && night.untilMinute == 150 && filter.count == 1)
    }

    @Test(arguments: [
      ("14085550101", "tel:14085550101", nil),
      ("+14085550101,,5550100100#", "tel:+14085550101,,5550100100", "#"),
      ("+14085550101,,5550100100#,,,,*085729#", "tel:+14085550101,,5550100100", "# *085729#"),
      ("4085550101,,", "tel:4085550101", nil),
    ]) func aPhoneDialsWhatItMayAndThePersonKeysInTheRest(number: String, link: String, rest: String?) throws {
      let dialling = try #require(Dialling(number))
      #expect(dialling.link.absoluteString == link && dialling.rest == rest)
    }

    @Test func whatIsNoNumberIsNotDialled() {
      #expect(Dialling("*67#") == nil && Dialling("") == nil)
    }

    @Test func aGoneMeetingLeadsToWhatTookItsPlaceAlsoAfterItsNoticeWasSeen() async throws {
      try await withTwelve { session, folder, list in
        let row = try #require(list.rows.first { $0.name == "Meeting 7" })
        try await session.directory?.addFavourite(row.id, FavouriteDetails(note: "mine"), session.moment())
        var rows = Made.twelve.map(\.json)
        rows[7].merge(["name": "Sunrise", "slug": "another"]) { _, new in new }
        try await take(rows, into: session, folder)
        let meeting = MeetingModel(session: session, id: row.id)
        await meeting.load()
        await meeting.saw()
        #expect(outline(MeetingView(model: meeting)).contains("notice.follow Sunrise"))
        let kept = FavouritesModel(session: session)
        await kept.load()
        #expect(kept.notices.isEmpty && outline(FavouritesView(model: kept)).contains("notice.follow Sunrise"))
        #expect(await meeting.follow(try #require(meeting.successor)))
        await kept.load()
        #expect(kept.favourites.map(\.meeting.name) == ["Sunrise"] && kept.favourites.first?.details.note == "mine")
      }
    }
  }
#endif
