#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Meetings for the person's own calendar.
  @MainActor struct CalendarTests {
    /// What the other app gets.
    private func sent(_ model: CalendarModel) async throws -> String {
      await model.send()
      defer { model.sent() }
      return try String(contentsOf: try #require(model.sending?.file), encoding: .utf8)
    }

    @Test func aMeetingIsNamedOnlyAtThePersonsWord() async throws {
      try await withTwelve { session, _, list in
        let row = try #require(list.rows.first { $0.name == "Meeting 3" })
        let model = CalendarModel(session: session, selection: .meeting(id: row.id))
        #expect(outline(CalendarExportView(model: model)).contains("calendar.writing"))
        await model.make()
        let discreet = try await sent(model)
        #expect(discreet.contains("BEGIN:VEVENT") && !discreet.contains("Meeting 3"))
        let screen = outline(CalendarExportView(model: model))
        print(screen)
        #expect(screen.contains("calendar.send") && screen.contains("calendar.discreet.hint") && screen.contains("help.now"))
        model.named = true
        await model.make()
        #expect(try await sent(model).contains("SUMMARY:Meeting 3"))
        #expect(outline(CalendarExportView(model: model)).contains("calendar.named.hint"))
      }
    }

    @Test func theFileIsThereOnlyWhileItIsSent() async throws {
      try await withTwelve { session, folder, list in
        let exists = { FileManager.default.fileExists(atPath: $0 as String) }
        var model: CalendarModel? = CalendarModel(session: session, selection: .meeting(id: list.rows[0].id))
        await model?.make()
        #expect(!exists(folder.appendingPathComponent("Passing").path), "looking writes nothing")
        await model?.send()
        let file = try #require(model?.sending?.file)
        #expect(file.lastPathComponent == "calendar.ics" && exists(file.path))
        session.passing.sweep()
        #expect(exists(file.path), "the sheet is open")
        #expect(outline(CalendarExportView(model: model!)).contains("ShareLink"))
        model?.sent()
        #expect(!exists(file.path) && model?.sending == nil)
        await model?.send()
        let again = try #require(model?.sending?.file)
        #expect(exists(again.path))
        model = nil
        #expect(!exists(again.path), "gone with the screen")
      }
    }

    @Test func favouritesAndAWeekOfWhatTheListShows() async throws {
      try await withTwelve { session, _, list in
        let favourites = CalendarModel(session: session, selection: .favourites)
        await favourites.make()
        #expect(favourites.state == .empty)
        #expect(outline(CalendarExportView(model: favourites)).contains("calendar.empty"))
        await list.toggleFavourite(try #require(list.rows.first { $0.name == "Meeting 3" }))
        await favourites.make()
        #expect(try await sent(favourites).components(separatedBy: "BEGIN:VEVENT").count == 2)
        let kept = FavouritesModel(session: session)
        await kept.load()
        #expect(outline(FavouritesView(model: kept)).contains("calendar.favourites"))

        list.words = "meeting 3"
        await list.search()
        #expect(outline(MeetingsView(model: list)).contains("calendar.week \(list.total)"))
        let week = CalendarModel(session: session, selection: list.week)
        week.named = true
        await week.make()
        let named = try await sent(week)
        #expect(named.contains("Meeting 3") && !named.contains("Meeting 4"))
        #expect(!named.contains("RRULE:FREQ=WEEKLY"), "each time of the week by itself")
        list.words = "no such meeting"
        let none = CalendarModel(session: session, selection: list.week)
        await none.make()
        #expect(none.state == .empty)

        try session.journal?.close()
        await favourites.make()
        #expect(favourites.state == .locked)
        #expect(outline(CalendarExportView(model: favourites)).contains("locked.title"))
      }
    }
  }
#endif
