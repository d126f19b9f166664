import Foundation
import Handrail
import HandrailModels
import Testing

/// The zone of the session's moment.
private let zone = TimeZone(identifier: "America/Los_Angeles")!

/// A tracker that begins on 1 December 2025, through the form.
@MainActor private func add(
  _ name: String, to session: Session, _ fill: (EditorModel) -> Void = { _ in }
) async throws -> String {
  let editor = EditorModel(session: session, id: nil, zone: zone)
  await editor.load()
  editor.name = name
  editor.start = CivilDay("2025-12-01")!.noon(in: zone)
  fill(editor)
  #expect(await editor.save())
  return try #require(editor.id)
}

@MainActor struct ModelTests {
  @Test func aFirstDayAReturnAndItsUndo() async throws {
    try await withSession { session, _ in
      await session.open()
      let model = TodayModel(session: session)
      await model.refresh()
      #expect(model.today?.trackers.isEmpty == true)
      let id = try await add("Alcohol", to: session) { $0.fellowship = "aa" }
      await model.refresh()
      #expect(model.today?.trackers.first?.elapsedDays == 98)

      let returned = ReturnModel(session: session, id: id, zone: zone)
      await returned.load()
      #expect(returned.history?.today.vocabulary.event == .returnToUse)
      returned.days = .several
      returned.first = CivilDay("2026-03-06")!.noon(in: zone)
      returned.last = CivilDay("2026-03-07")!.noon(in: zone)
      returned.amount = "4"
      #expect(await returned.record())
      #expect(returned.done && returned.history?.longestDays == 95)
      await model.refresh()
      #expect(model.today?.trackers.first?.elapsedDays == 2)
      await returned.undo()
      #expect(!returned.done && returned.history?.today.elapsedDays == 98)
    }
  }

  @Test func whatCannotBeTakenIsSaid() async throws {
    try await withSession { session, _ in
      await session.open()
      let editor = EditorModel(session: session, id: nil, zone: zone)
      await editor.load()
      editor.name = " "
      #expect(await editor.save() == false)
      #expect(editor.wrong == .name)
      editor.name = "Wine"
      editor.goal.kind = .moderate
      editor.goal.aWeek = "a lot"
      #expect(await editor.save() == false)
      #expect(editor.wrong == .goal && editor.id == nil, "nothing was written")

      let id = try await add("Wine", to: session)
      let returned = ReturnModel(session: session, id: id, zone: zone)
      await returned.load()
      returned.amount = "-3"
      #expect(await returned.record() == false)
      #expect(returned.wrong == .amount && !returned.done)
      returned.amount = ""
      returned.days = .several
      returned.first = CivilDay("2026-03-07")!.noon(in: zone)
      returned.last = CivilDay("2026-03-05")!.noon(in: zone)
      #expect(await returned.record() == false)
      #expect(returned.wrong != nil)
    }
  }

  @Test func aDayIsEnteredAndTakenBack() async throws {
    try await withSession { session, _ in
      await session.open()
      let id = try await add("Alcohol", to: session)
      let model = DetailModel(session: session, id: id, firstWeekday: 1)
      await model.load()
      // The ninth is today and not over.
      #expect(model.calendar?.kept == 8 && model.calendar?.used == 0)
      #expect(model.blanks == 0 && !model.hasNext, "1 March 2026 is a Sunday")
      let day = try #require(model.calendar?.days.first { $0.day == CivilDay("2026-03-03")! })
      #expect(await model.mark(day, MarkDraft(state: .used, medication: true, amount: "2.5", note: "A long day")))
      #expect(model.calendar?.used == 1 && model.calendar?.amount == 2500)
      #expect(model.history?.episodes.count == 2 && model.history?.longestDays == 92)
      let marked = try #require(model.calendar?.days.first { $0.day == day.day })
      #expect(MarkDraft(marked) == MarkDraft(state: .used, medication: true, amount: "2.5", note: "A long day"))
      #expect(await model.undoMark())
      #expect(model.calendar?.used == 0 && model.history?.episodes.count == 1)
      await model.show(model.month.previous)
      #expect(model.calendar?.kept == 28 && model.hasNext)
      await model.loadStatistics()
      #expect(model.statistics?.longestDays == 98)
      #expect(!model.shelf.isEmpty)
    }
  }

  @Test func theFormSavesWhatItWasGivenAndFillsItAgain() async throws {
    try await withSession { session, _ in
      await session.open()
      let id = try await add("Wine", to: session) {
        $0.subject = "alcohol"
        $0.discreet = "W"
        $0.style = .dayOne
        $0.goal.kind = .moderate
        $0.goal.aWeek = "7"
        $0.goal.dry = [1, 3]
        $0.rate.on = true
        $0.rate.money = "4.50"
        $0.rate.currency = "EUR"
      }
      let again = EditorModel(session: session, id: id, zone: zone)
      await again.load()
      #expect(again.warnsOfWithdrawal && again.discreet == "W" && again.style == .dayOne)
      #expect(again.goal.kind == .moderate && again.goal.aWeek == "7" && again.goal.dry == [1, 3])
      #expect(again.rate.on && again.rate.money == "4.5" && again.rate.currency == "EUR")
      again.name = "White wine"
      #expect(await again.save())
      let history = try await session.journal?.history(id, session.moment())
      #expect(history?.tracker.details.name == "White wine")
      #expect(history?.rates.count == 1 && history?.today.number == 99, "what was not touched was not written again")
      #expect(again.fellowships(with: "alcoholics").contains { $0.id == "aa" })
      #expect(again.fellowships(with: "no such fellowship").isEmpty)
    }
  }

  @Test func whatWasDeletedOrArchivedComesBack() async throws {
    try await withSession { session, _ in
      await session.open()
      let id = try await add("Alcohol", to: session)
      let model = TodayModel(session: session)
      let detail = DetailModel(session: session, id: id)
      await model.refresh()
      #expect(await model.delete(id))
      #expect(model.today?.trackers.isEmpty == true && model.deleted.map(\.id) == [id])
      await detail.load()
      #expect(detail.gone && session.journal != nil, "a deleted tracker is no damage")
      #expect(await model.restore(id))
      #expect(await model.archive(id))
      #expect(model.archived.map(\.id) == [id])
      #expect(await model.archive(id, false))
      #expect(model.today?.trackers.first?.elapsedDays == 98)
    }
  }

  @Test func amountsAreReadAsPeopleWriteThem() {
    let german = Locale(identifier: "de_DE")
    let american = Locale(identifier: "en_US")
    #expect(Amount.thousandths("1.5", locale: american) == 1500)
    #expect(Amount.thousandths("1,5", locale: german) == 1500)
    #expect(Amount.thousandths("1,250", locale: american) == 1_250_000)
    #expect(Amount.thousandths("٣", locale: american) == 3000, "digits of every script")
    for text in ["", ".", "-1", "1.2345", "1.2.3", "one", "99999999999999999999"] {
      #expect(Amount.thousandths(text, locale: american) == nil, "\(text)")
    }
    #expect(Amount.whole("4.50", digits: 2, locale: american) == 450)
    #expect(Amount.text(2500, digits: 3, locale: german) == "2,5")
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
