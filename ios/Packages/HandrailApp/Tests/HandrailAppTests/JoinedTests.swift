#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// A meeting that stands in two lists.
  @MainActor struct JoinedTests {
    private func withOneInTwoLists(_ work: @MainActor (MeetingsModel, MeetingModel) async throws -> Void) async throws {
      try await withTwelve { session, folder, list in
        try await take([Made.twelve[3]], into: session, folder, as: "another")
        await list.search()
        let meeting = MeetingModel(session: session, id: try #require(list.rows.first { $0.name == "Meeting 3" }).id)
        await meeting.load()
        try await work(list, meeting)
      }
    }

    @Test func itIsShownOnceUntilThePersonKnowsBetter() async throws {
      try await withOneInTwoLists { list, meeting in
        #expect(list.total == 12)
        let listing = try #require(meeting.detail?.alsoIn.first)
        #expect(await meeting.part(listing))
        #expect(meeting.detail?.alsoIn.isEmpty == true && meeting.parted == [listing])
        await list.search()
        #expect(list.total == 13)
        let other = MeetingModel(session: meeting.session, id: listing.id)
        await other.load()
        #expect(other.detail?.keptApart == true && meeting.detail?.keptApart == false)
        let apart = outline(MeetingView(model: other))
        #expect(apart.contains("joined.kept_apart") && apart.contains("joined.again"))
        #expect(await other.join(other.id))
        #expect(!outline(MeetingView(model: other)).contains("joined.kept_apart"))
        await meeting.load()
        #expect(meeting.parted.isEmpty, "taken back on the other's screen")
        #expect(await meeting.part(listing))
        #expect(await meeting.join(listing.id))
        #expect(meeting.detail?.alsoIn.map(\.id) == [listing.id] && meeting.parted.isEmpty)
        await list.search()
        #expect(list.total == 12)
        try meeting.session.journal?.close()
        #expect(await meeting.part(listing) == false)
        #expect(meeting.parted.isEmpty, "what was not written is not claimed")
      }
    }

    @Test func itsScreenSaysWhyAndWhatEachListTold() async throws {
      try await withOneInTwoLists { list, meeting in
        let screen = outline(MeetingView(model: meeting))
        print(screen)
        let listing = try #require(meeting.detail?.alsoIn.first)
        for words in ["joined.listing Meeting 3 \(listing.source)", "joined.time, joined.place, joined.name", "joined.hint"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(screen.contains("accessibilityLabel(joined.part.named Meeting 3 \(listing.source))"))
        #expect(!screen.contains("origin.of"), "one list told all that is shown")
        await meeting.part(listing)
        let parted = outline(MeetingView(model: meeting))
        #expect(parted.contains("joined.parted Meeting 3") && parted.contains("undo") && !parted.contains("joined.hint"))
      }
    }

    @Test func whatOneListLacksComesFromTheOtherAndIsSaid() async throws {
      try await withSession { session, folder in
        await session.open()
        try await take([Made.twelve[3]], into: session, folder)
        var other = Made.twelve[3].json
        other["group"] = "The early ones"
        other["regions"] = nil
        other["updated"] = "2020-01-01 00:00:00"
        try await take([other], into: session, folder, as: "another")
        let list = MeetingsModel(session: session)
        list.filter.place = .anywhere
        await list.search()
        let meeting = MeetingModel(session: session, id: try #require(list.rows.first).id)
        await meeting.load()
        // The one that says when it was changed is believed first.
        #expect(meeting.origins.map(\.source) == ["another", "made up"])
        #expect(meeting.origins[0].fields.contains(.group) && meeting.origins[1].fields == [.regions])
        let screen = outline(MeetingView(model: meeting))
        print(screen)
        #expect(screen.contains("origin.of another field.name, ") && screen.contains("origin.of made up field.regions"))
      }
    }
  }
#endif
