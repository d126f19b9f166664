#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Meetings for the person's own calendar.
  @MainActor struct CalendarTests {
    private func text(_ model: CalendarModel) throws -> String {
      guard case .ready(let file) = model.state else {
        Issue.record("no file: \(model.state)")
        return ""
      }
      return try String(contentsOf: file, encoding: .utf8)
    }

    @Test func aMeetingIsNamedOnlyAtThePersonsWord() async throws {
      try await withTwelve { session, _, list in
        let row = try #require(list.rows.first { $0.name == "Meeting 3" })
        let model = CalendarModel(session: session, selection: .meeting(id: row.id))
        #expect(outline(CalendarExportView(model: model)).contains("calendar.writing"))
        await model.write()
        let discreet = try text(model)
        #expect(discreet.contains("BEGIN:VEVENT") && !discreet.contains("Meeting 3"))
        let screen = outline(CalendarExportView(model: model))
        print(screen)
        #expect(screen.contains("calendar.send") && screen.contains("calendar.discreet.hint") && screen.contains("help.now"))
        model.named = true
        await model.write()
        #expect(try text(model).contains("SUMMARY:Meeting 3"))
        #expect(outline(CalendarExportView(model: model)).contains("calendar.named.hint"))
      }
    }

    @Test func theFileGoesWithTheScreen() async throws {
      try await withTwelve { session, _, list in
        var model: CalendarModel? = CalendarModel(session: session, selection: .meeting(id: list.rows[0].id))
        await model?.write()
        guard case .ready(let file) = model?.state else {
          Issue.record("no file")
          return
        }
        #expect(file.lastPathComponent == "calendar.ics" && FileManager.default.fileExists(atPath: file.path))
        model = nil
        #expect(!FileManager.default.fileExists(atPath: file.path))
      }
    }

    @Test func favouritesAndAWeekOfWhatTheListShows() async throws {
      try await withTwelve { session, _, list in
        let favourites = CalendarModel(session: session, selection: .favourites)
        await favourites.write()
        #expect(favourites.state == .empty)
        #expect(outline(CalendarExportView(model: favourites)).contains("calendar.empty"))
        await list.toggleFavourite(try #require(list.rows.first { $0.name == "Meeting 3" }))
        await favourites.write()
        #expect(try text(favourites).components(separatedBy: "BEGIN:VEVENT").count == 2)
        let kept = FavouritesModel(session: session)
        await kept.load()
        #expect(outline(FavouritesView(model: kept)).contains("calendar.favourites"))

        list.words = "meeting 3"
        await list.search()
        #expect(outline(MeetingsView(model: list)).contains("calendar.week \(list.total)"))
        let week = CalendarModel(session: session, selection: list.week)
        week.named = true
        await week.write()
        let named = try text(week)
        #expect(named.contains("Meeting 3") && !named.contains("Meeting 4"))
        #expect(!named.contains("RRULE:FREQ=WEEKLY"), "each time of the week by itself")
        list.words = "no such meeting"
        let none = CalendarModel(session: session, selection: list.week)
        await none.write()
        #expect(none.state == .empty)

        try session.journal?.close()
        await favourites.write()
        #expect(favourites.state == .locked)
        #expect(outline(CalendarExportView(model: favourites)).contains("locked.title"))
      }
    }
  }
#endif
