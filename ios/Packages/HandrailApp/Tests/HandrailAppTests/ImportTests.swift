#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Lists of meetings from files.
  @MainActor struct ImportTests {
    private func write(_ text: String, _ name: String, in folder: URL) throws -> URL {
      let file = folder.appendingPathComponent(name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return file
    }

    @Test func aListIsImportedRefusedOrTakenAllTheSame() async throws {
      try await withTwelve { session, folder, list in
        let model = ImportModel(session: session)
        await model.pick(try write("<html></html>", "page.json", in: folder))
        await model.importPicked()
        #expect(model.outcome == .refused(.html) && !model.isImporting && !model.isShrunk)
        #expect(outline(ImportSections(model: model)).contains("refused.page"))
        let few = try JSONSerialization.data(withJSONObject: Made.twelve.prefix(3).map(\.json))
        await model.pick(try write(String(decoding: few, as: UTF8.self), "few.json", in: folder))
        #expect(model.outcome == nil && model.picked?.columns.isEmpty == true)
        model.picked?.name = "made up"
        await model.importPicked()
        #expect(model.outcome == .refused(.shrunk) && model.isShrunk)
        #expect(outline(ImportSections(model: model)).contains("import.all_the_same.hint"))
        await list.search()
        #expect(list.total == 12, "what was here before is kept")
        await model.importPicked(acceptShrink: true)
        guard case .imported(let report) = model.outcome else {
          Issue.record("it must be taken")
          return
        }
        #expect(report.meetings == 3 && report.gone == 9 && model.picked == nil)
        await model.pick(folder.appendingPathComponent("nothing.json"))
        #expect(model.outcome == .notGiven)
      }
    }

    @Test func anImportThatIsCancelledKeepsNothing() async throws {
      try await withSession { session, folder in
        await session.open()
        let rows = (1...20_000).map { #"{"slug":"m\#($0)","name":"Meeting \#($0)","day":\#($0 % 7),"time":"19:00"}"# }
        let model = ImportModel(session: session)
        await model.pick(try write("[" + rows.joined(separator: ",") + "]", "big.json", in: folder))
        let importing = Task { await model.importPicked() }
        while !model.isImporting { await Task.yield() }
        #expect(outline(ImportSections(model: model)).contains("import.cancel.hint"))
        model.cancel()
        await importing.value
        #expect(model.outcome == .cancelled && model.picked != nil)
        #expect(try await session.directory?.sources(session.moment()).isEmpty == true)
      }
    }

    @Test func theColumnsOfATableAreShownAndPutRight() async throws {
      try await withSession { session, folder in
        await session.open()
        let model = ImportModel(session: session)
        let table = "Name,Wann,Time,Address,Email\nHope,Montag,19:00,Ring 1,a@b.org\nFaith,Freitag,20:00,Ring 2,c@d.org\n"
        await model.pick(try write(table, "table.csv", in: folder))
        let columns = try #require(model.picked?.columns)
        #expect(columns.map(\.field) == ["name", "", "time", "address", ""] && columns[4].guess.contact)
        #expect(model.picked?.zone == "America/Los_Angeles")
        let screen = outline(ImportSections(model: model))
        print(screen)
        for words in ["columns.hint", "columns.holds Wann", "columns.examples Montag, Freitag", "columns.contact Email", "column.unread", "column.end", "source.zone"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(!screen.contains("a@b.org"))
        model.picked?.columns[1].field = "day"
        model.picked?.zone = ""
        await model.importPicked()
        #expect(model.outcome.map { if case .imported(let report) = $0 { report.meetings == 2 } else { false } } == true)
        let page = try #require(try await session.directory?.meetingsNear(MeetingQuery(words: "hope"), session.moment()))
        #expect(page.meetings.first?.next?.zoneAssumed == true, "the zone was left unsaid")
        #expect(page.meetings.first?.next?.time == WallTime(hour: 19))
      }
    }

    @Test func whatWasSaidOfAListIsThereAgainAndCanBeUnsaid() async throws {
      try await withSession { session, folder in
        await session.open()
        let model = ImportModel(session: session)
        let file = try write("Name,Wann,Time\nHope,Montag,19:00\n", "table.csv", in: folder)
        await model.pick(file)
        model.picked?.columns[1].field = "day"
        model.picked?.fellowship = "aa"
        await model.importPicked()
        let details = { try await session.directory?.sources(session.moment()).first?.details }
        #expect(try await details()?.zone == "America/Los_Angeles")
        #expect(try await details()?.columns == [ColumnChoice(column: "Wann", field: "day")])
        await model.pick(file)
        #expect(model.picked?.columns.map(\.field) == ["name", "day", "time"] && model.picked?.fellowship == "aa")
        model.picked?.zone = ""
        model.picked?.fellowship = ""
        await model.importPicked()
        #expect(try await details()?.zone == nil)
        #expect(try await details()?.fellowship == nil)
        // What is refused leaves what was said as it was.
        await model.pick(try write("<html></html>", "table.csv", in: folder))
        model.picked?.zone = "UTC"
        await model.importPicked()
        #expect(try await details()?.zone == nil)
      }
    }

    @Test func aTableOfWhichNothingIsKnownAsksForItsColumns() async throws {
      try await withSession { session, folder in
        await session.open()
        let model = ImportModel(session: session)
        await model.pick(try write("A;B;C\nHope;Monday;19:00\n", "odd.csv", in: folder))
        #expect(model.picked?.lacksColumns == true)
        #expect(outline(ImportSections(model: model)).contains("columns.lacking"))
        for (number, field) in ["name", "day", "time"].enumerated() { model.picked?.columns[number].field = field }
        #expect(model.picked?.lacksColumns == false)
        await model.importPicked()
        #expect(model.outcome.map { if case .imported(let report) = $0 { report.meetings == 1 } else { false } } == true, "\(model.outcome as Any)")
      }
    }
  }
#endif
