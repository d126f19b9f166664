#if os(Linux)
  import Foundation
  import Handrail
  import SwiftUI
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// The views as the stand-in draws them: what is on a screen, and what a screen reader would say.
  @MainActor func outline<V: View>(_ view: V) -> String { draw(view).map { $0.outline() }.joined(separator: "\n") }

  @MainActor struct ViewTests {
    @Test func helpNeedsNothing() {
      let screen = outline(HelpView(country: "US"))
      #expect(screen.contains("tel:911") && screen.contains("tel:988"))
      #expect(screen.contains("help.unchecked"))
      #expect(outline(HelpView(country: "?!")).contains("tel:112"))
    }

    @Test func theFirstScreen() async throws {
      try await withSession { session, _ in
        let model = TodayModel(session: session)
        let meetings = MeetingsModel(session: session)
        #expect(outline(TodayView(model: model, meetings: meetings)).contains("opening"))
        await session.open()
        await model.refresh()
        #expect(outline(TodayView(model: model, meetings: meetings)).contains("today.empty.title"))
        _ = try await session.journal?.add(TrackerDetails(name: "Alcohol", start: CivilDay("2025-12-01")!, fellowship: "aa"), session.moment())
        await ImportModel(session: session).importSample()
        await model.refresh()
        let screen = outline(TodayView(model: model, meetings: meetings))
        print(screen)
        #expect(screen.contains("\"98\"") && screen.contains("\"Alcohol\""))
        #expect(screen.contains("help.now"), "help is in the corner")
        #expect(!screen.contains("meeting.next.none"))
      }
    }

    @Test func theDaysTheShelfAndTheForms() async throws {
      try await withSession { session, _ in
        await session.open()
        let id = try #require(
          await session.journal?.add(
            TrackerDetails(name: "Alcohol", start: CivilDay("2025-12-01")!, fellowship: "aa"), session.moment())
        ).id
        let today = TodayModel(session: session)
        let meetings = MeetingsModel(session: session)
        let model = DetailModel(session: session, id: id, firstWeekday: 1)
        #expect(outline(DetailView(model: model, today: today, meetings: meetings)).contains("loading"))
        await model.load()
        let screen = outline(DetailView(model: model, today: today, meetings: meetings))
        print(screen)
        #expect(screen.contains("LazyVGrid \"7\""))
        for words in ["day.inferred", "day.none", "mark.hint", "kept.total", "shelf", "episode.since", "statistics", "\"research\"", "help.now"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(!screen.contains("mark.undo"))
        let day = try #require(model.calendar?.days.first { $0.day == CivilDay("2026-03-03")! })
        let mark = outline(MarkView(model: model, day: day))
        #expect(mark.contains("legend.kept") && mark.contains("mark.medication") && !mark.contains("mark.clear.hint"))
        await model.mark(day, MarkDraft(state: .used))
        #expect(outline(DetailView(model: model, today: today, meetings: meetings)).contains("mark.undo"))
        await model.loadStatistics()
        #expect(outline(StatisticsView(model: model)).contains("statistics.window"))

        let editor = EditorModel(session: session, id: id)
        await editor.load()
        let form = outline(EditorView(model: editor, today: today))
        for words in ["goal.kind", "rate", "more", "discreet.hint", "delete", "fellowship"] { #expect(form.contains(words), "\(words)") }
        let returned = ReturnModel(session: session, id: id)
        await returned.load()
        let asked = outline(ReturnView(model: returned, today: today, meetings: meetings))
        let kept = try #require(asked.range(of: "return.stays"))
        let when = try #require(asked.range(of: "return.when"))
        #expect(kept.lowerBound < when.lowerBound, "what is kept is said first")
        await returned.record()
        let after = outline(ReturnView(model: returned, today: today, meetings: meetings))
        #expect(after.contains("return.done") && after.contains("meetings.all") && after.contains("undo"))
        await today.delete(id)
        let aside = outline(AsideView(model: today, meetings: meetings))
        #expect(aside.contains("aside.back") && aside.contains("aside.until"))
      }
    }

    @Test func whatTheDayAsksIsOnTheFirstScreen() async throws {
      try await withSession { session, _ in
        await session.open()
        let model = TodayModel(session: session)
        let screen = { outline(TodayView(model: model, meetings: MeetingsModel(session: session))) }
        let id = try #require(
          await session.journal?.add(TrackerDetails(name: "Alcohol", start: CivilDay("2025-12-01")!), session.moment())
        ).id
        await model.refresh()
        #expect(!screen().contains("ask."), "nobody who enters no days is asked for them")
        let day = CivilDay("2026-03-07")!
        try await session.journal?.mark(DaySelection(from: day, to: day), DayMark(state: .kept), of: id, session.moment())
        await model.refresh()
        let asks = try #require(model.today?.trackers.first?.asks)
        #expect(!asks.isEmpty)
        for ask in asks { #expect(screen().contains(outline(Text(ask.words))), "\(ask)") }
      }
    }

    @Test func whatResearchSaysNamesItsSourcesAndWarnsFirst() async throws {
      try await withSession { session, _ in
        await session.open()
        let details = TrackerDetails(name: "Alcohol", start: CivilDay("1990-12-01")!, subject: "alcohol")
        let id = try #require(await session.journal?.add(details, session.moment())).id
        let model = DetailModel(session: session, id: id, firstWeekday: 1)
        await model.load()
        await model.loadStatistics()
        let screen = outline(ResearchView(model: model))
        print(screen)
        let facts = try #require(model.statistics?.facts)
        #expect(facts.count > 1)
        for fact in facts { #expect(Research.words(fact.key) != nil && screen.contains(fact.url), "\(fact.key)") }
        let timelines = subjects().compactMap { healthTimeline(subject: $0.key) }
        #expect(timelines.contains { $0.subject == "alcohol" })
        for timeline in timelines {
          let section = outline(HealthSection(timeline: timeline))
          let warning = try #require(section.range(of: "subject.withdrawal"))
          let step = try #require(section.range(of: "research.day"))
          #expect(warning.lowerBound < step.lowerBound, "\(timeline.subject)")
          for step in timeline.steps { #expect(Research.words(step.key) != nil && section.contains(step.url), "\(step.key)") }
        }
        let silent = HealthTimeline(subject: "alcohol", withdrawalWarning: false, steps: timelines[0].steps)
        #expect(outline(HealthSection(timeline: silent)).contains("subject.withdrawal"), "never without it")
      }
    }

    @Test func whenTheJournalDoesNotOpenHelpStillDoes() async throws {
      let keys = Keys()
      keys.answer = .unavailable
      try await withSession(keys: keys) { session, _ in
        await session.open()
        let model = TodayModel(session: session)
        let screen = outline(TodayView(model: model, meetings: MeetingsModel(session: session)))
        #expect(screen.contains("trouble.wrong_key.title") && screen.contains("help.now"))
      }
    }
  }
#endif
