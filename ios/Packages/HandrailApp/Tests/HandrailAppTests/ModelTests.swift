import Foundation
import Handrail
import HandrailModels
import Testing

@MainActor struct ModelTests {
  @Test func aFirstDayAReturnAndItsUndo() async throws {
    try await withSession { session, _ in
      await session.open()
      let model = TodayModel(session: session)
      await model.refresh()
      #expect(model.today?.trackers.isEmpty == true)
      #expect(await model.save(nil, TrackerDetails(name: "Alcohol", start: CivilDay("2025-12-01")!, fellowship: "aa")))
      let tracker = try #require(model.today?.trackers.first)
      #expect(tracker.elapsedDays == 98)
      #expect(await model.recordReturn(tracker.id, on: CivilDay("2026-03-09")!, note: ""))
      #expect(model.today?.trackers.first?.elapsedDays == 0)
      await model.show(tracker.id)
      #expect(model.history?.longestDays == 98)
      await model.undoReturn()
      #expect(model.today?.trackers.first?.elapsedDays == 98)
      #expect(model.undoable == nil)
    }
  }

  @Test func whatCannotBeTakenIsSaid() async throws {
    try await withSession { session, _ in
      await session.open()
      let model = TodayModel(session: session)
      #expect(await model.save(nil, TrackerDetails(name: " ", start: CivilDay("2026-01-01")!)) == false)
      #expect(model.wrong == .name)
    }
  }

  @Test func meetingsAreFoundPagedAndShown() async throws {
    try await withSession { session, _ in
      await session.open()
      let model = MeetingsModel(session: session)
      await model.search()
      #expect(model.nothingImported && model.rows.isEmpty && !model.loading)
      await model.importSample()
      #expect(!model.rows.isEmpty && !model.nothingImported)
      model.near = false
      await model.search()
      let first = model.rows.count
      #expect(model.nextPage != nil)
      await model.more()
      #expect(model.rows.count > first)
      #expect(Set(model.rows.map(\.id)).count == model.rows.count)
      model.words = "no such meeting anywhere"
      await model.search()
      #expect(model.rows.isEmpty && model.total == 0)
      model.words = ""
      await model.search()
      let row = try #require(model.rows.first)
      await model.show(row.id)
      #expect(model.detail?.row.name == row.name)
    }
  }

  @Test func aListThatIsAWebPageIsRefusedAndTheOldKept() async throws {
    try await withSession { session, folder in
      await session.open()
      let model = MeetingsModel(session: session)
      await model.importSample()
      let before = model.total
      let page = folder.appendingPathComponent("page.json")
      try "<html></html>".write(to: page, atomically: true, encoding: .utf8)
      await model.importFile(page.path, name: "page.json")
      #expect(model.refused && model.total == before && model.importing == nil)
    }
  }

  @Test func aJournalWhoseKeyIsGoneIsKeptUntilThePersonSays() async throws {
    try await withSession { session, folder in
      let file = folder.appendingPathComponent("journal.db")
      let bytes = Data(repeating: 7, count: 20_000)
      try bytes.write(to: file)
      await session.open()
      guard case .closed(.wrongKey) = session.state else {
        Issue.record("the journal must not open")
        return
      }
      #expect(try Data(contentsOf: file) == bytes)
      await session.beginNew()
      #expect(session.journal != nil)
      #expect(try Data(contentsOf: folder.appendingPathComponent("journal.db.kept-1")) == bytes)
    }
  }
}
