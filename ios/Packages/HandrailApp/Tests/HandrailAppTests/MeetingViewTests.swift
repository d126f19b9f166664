#if os(Linux)
  import Foundation
  import Handrail
  import SwiftUI
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// The screens of meetings as a screen reader would meet them.
  @MainActor struct MeetingViewTests {
    @Test func theListInAllItsStates() async throws {
      try await withSession { session, folder in
        let model = MeetingsModel(session: session)
        #expect(outline(MeetingsView(model: model)).contains("ProgressView \"loading\""))
        await model.search()
        #expect(outline(MeetingsView(model: model)).contains("unreadable.title"))
        await session.open()
        await model.search()
        let empty = outline(MeetingsView(model: model))
        #expect(empty.contains("meetings.none.title") && empty.contains("sources.bring") && empty.contains("own.add"))
        await ImportModel(session: session).importSample()
        await model.search()
        await model.toggleFavourite(model.rows[0])
        let list = outline(MeetingsView(model: model))
        print(list)
        for words in ["distance.away", "known.today", "meeting.favourite", "meetings.more", "left.online", "meetings.within", "help.now"] {
          #expect(list.contains(words), "\(words)")
        }
        #expect(list.contains(model.rows[0].name) && list.contains("swipeActions") && list.contains(".searchable(meetings.search)"))
        model.words = "xylophone"
        await model.search()
        let nothing = outline(MeetingsView(model: model))
        #expect(nothing.contains("meetings.empty.title") && nothing.contains("left.words") && nothing.contains("filters.clear"))
        model.words = "meditatoin"
        await model.search()
        #expect(outline(MeetingsView(model: model)).contains("meetings.corrected"))
        await model.hide(model.rows[0])
        #expect(outline(MeetingsView(model: model)).contains("meeting.hidden.done"))
      }
    }

    @Test func theFilters() async throws {
      try await withSample { _, _, model in
        let sheet = FilterModel(model)
        sheet.draft.when = .days
        sheet.draft.days = [.friday]
        sheet.draft.venues = [.hybrid]
        await sheet.count()
        let screen = outline(FilterView(model: sheet))
        print(screen)
        for words in ["filter.when", "filter.band", "filter.distance", "where.online_too", "order.favourites", "filters.clear", "left.time"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(screen.contains("\"Friday\"") && screen.contains("venue.hybrid, meetings.found 2"))
        let list = outline(ChoiceList(title: "filter.fellowships", model: sheet, choices: sheet.fellowships, name: FellowshipNames.name) { _ in })
        #expect(list.contains("Narcotics Anonymous, meetings.found 1"), "the number is said with the name")
        let regions = await model.regions(below: [])
        let tree = outline(RegionView(model: sheet, path: [], below: regions))
        #expect(!regions.isEmpty && tree.contains(regions[0].name) && !tree.contains("region.nothing"))
      }
    }

    @Test func oneMeetingInFull() async throws {
      try await withTwelve { session, folder, list in
        let id = try #require(list.rows.first { $0.name == "Meeting 3" }).id
        let model = MeetingModel(session: session, id: id)
        #expect(outline(MeetingView(model: model)).contains("loading"))
        await model.load()
        #expect(outline(MeetingView(model: model)).contains("favourite.add"))
        model.reminder = 30
        await model.keep()
        var later = Made.twelve
        later[3].hour = 21
        try await take(later, into: session, folder)
        await model.load()
        let screen = outline(MeetingView(model: model))
        print(screen)
        for words in [
          "change.time", "notice.was", "notice.now", "notice.seen", "favourite.remove", "favourite.note", "reminder.before",
          "meeting.directions", "meeting.known", "calendar.add", "meeting.history", "change.listed", "own.correct", "meeting.hide", "Alcoholics Anonymous", "Open", "The Valley, South", "help.now",
        ] { #expect(screen.contains(words), "\(words)") }
        await model.saw()
        #expect(!outline(MeetingView(model: model)).contains("notice.seen"))
        await model.hide()
        let hidden = outline(MeetingView(model: model))
        #expect(hidden.contains("meeting.hidden.done") && hidden.contains("undo"))
        let none = MeetingModel(session: session, id: "nobody")
        await none.load()
        #expect(outline(MeetingView(model: none)).contains("meeting.none"))
      }
    }

    @Test func favouritesAndWhatIsHidden() async throws {
      try await withTwelve { session, folder, list in
        let model = FavouritesModel(session: session)
        #expect(outline(FavouritesView(model: model)).contains("loading"))
        await model.load()
        #expect(outline(FavouritesView(model: model)).contains("favourites.none.title"))
        let row = try #require(list.rows.first { $0.name == "Meeting 3" })
        try await session.directory?.addFavourite(row.id, FavouriteDetails(note: "the key", label: "home group"), session.moment())
        var later = Made.twelve
        later[3].hour = 21
        try await take(later, into: session, folder)
        await model.load()
        let screen = outline(FavouritesView(model: model))
        print(screen)
        for words in ["change.time", "notice.seen", "home group", "the key", "meeting.changed", "hidden", "own.add", "help.now"] {
          #expect(screen.contains(words), "\(words)")
        }
        await model.remove(try #require(model.favourites.first))
        #expect(outline(FavouritesView(model: model)).contains("favourite.removed Meeting 3"))
        #expect(outline(HiddenView(model: model)).contains("hidden.none"))
        await list.hide(row)
        await model.load()
        #expect(outline(HiddenView(model: model)).contains("hidden.show Meeting 3"))
        try session.journal?.close()
        await model.load()
        let locked = outline(FavouritesView(model: model))
        #expect(locked.contains("locked.title") && locked.contains("help.now"))
      }
    }

    @Test func theFormOfAMeetingAndItsFieldErrors() async throws {
      try await withTwelve { session, _, list in
        let model = OwnMeetingModel(session: session)
        #expect(outline(OwnMeetingView(model: model)).contains("loading"))
        await model.load()
        let form = outline(OwnMeetingView(model: model))
        for words in ["own.name", "own.time.starts", "own.time.length", "own.link", "own.zone", "own.hint"] {
          #expect(form.contains(words), "\(words)")
        }
        #expect(await model.save() == false)
        #expect(outline(OwnMeetingView(model: model)).contains("wrong.own.days"))
        model.times[0].days = [.monday]
        #expect(await model.save() == false)
        #expect(outline(OwnMeetingView(model: model)).contains("wrong.name"))
        let other = OwnMeetingModel(session: session, id: list.rows[0].id)
        await other.load()
        #expect(outline(OwnMeetingView(model: other)).contains("own.correct.hint"))
      }
    }
  }
#endif
