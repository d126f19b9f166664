#if os(Linux)
  import Foundation
  import Handrail
  import SwiftUI
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// The views as the stand-in draws them: what is on a screen, and what a screen reader would say.
  @MainActor struct ViewTests {
    private func outline<V: View>(_ view: V) -> String { draw(view).map { $0.outline() }.joined(separator: "\n") }

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
        await model.save(nil, TrackerDetails(name: "Alcohol", start: CivilDay("2025-12-01")!, fellowship: "aa"))
        await meetings.importSample()
        await model.refresh()
        let screen = outline(TodayView(model: model, meetings: meetings))
        print(screen)
        #expect(screen.contains("\"98\"") && screen.contains("\"Alcohol\""))
        #expect(screen.contains("help.now"), "help is in the corner")
        #expect(!screen.contains("meeting.next.none"))
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

    @Test func meetingsAndOneMeeting() async throws {
      try await withSession { session, _ in
        await session.open()
        let model = MeetingsModel(session: session)
        await model.search()
        #expect(outline(MeetingsView(model: model, session: session)).contains("meetings.none.title"))
        await model.importSample()
        let list = outline(MeetingsView(model: model, session: session))
        #expect(list.contains(model.rows[0].name) && list.contains("distance.away"))
        await model.show(model.rows[0].id)
        let screen = outline(MeetingView(model: model, session: session, id: model.rows[0].id))
        #expect(screen.contains("meeting.directions") && screen.contains("meeting.known"))
      }
    }
  }
#endif
