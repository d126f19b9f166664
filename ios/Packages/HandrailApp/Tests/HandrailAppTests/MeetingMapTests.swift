#if os(Linux)
  import Foundation
  import Handrail
  import SwiftUI
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// The map, on the real core.
  @MainActor struct MeetingMapTests {
    /// The twelve stand in a line to the north, one every 11 kilometres; the person is 38 kilometres from the first.
    private func withMap(_ work: @MainActor (Session, URL, MeetingMapModel) async throws -> Void) async throws {
      try await withTwelve { session, folder, list in
        let model = MeetingMapModel(meetings: list)
        model.fit(drawingSize)
        try await work(session, folder, model)
      }
    }

    @Test func theMapShowsWhatTheListShows() async throws {
      try await withMap { _, _, model in
        #expect(model.state == .loading)
        await model.ask()
        #expect(model.state == .ready && model.map.centre == model.session.here)
        let first = model.total
        #expect(first >= 3 && first < 12 && model.answers == 1, "25 kilometres around, as the list begins")
        for _ in 0..<4 { model.zoom(by: -1) }
        await model.ask()
        #expect(model.total == 12 && model.marks.count < 12, "further away they stand together")
        model.meetings.words = "meeting 3"
        await model.ask()
        #expect(model.total == 1 && model.marks.first?.meeting?.name == "Meeting 3" && model.marks.first?.isSoonest == true)
        model.meetings.words = "no such meeting"
        await model.ask()
        #expect(model.total == 0 && model.state == .ready)
        #expect(outline(MeetingMapView(model: model)).contains("map.words no such meeting"))
        let before = model.map
        await model.showAll()
        #expect(model.map == before, "there is nothing to show")
        model.meetings.words = ""
        await model.goHome()
        for _ in 0..<9 { model.go(.east) }
        await model.ask()
        #expect(model.total == 0 && outline(MeetingMapView(model: model)).contains("map.all"))
        await model.showAll()
        await model.ask()
        #expect(model.total == 12)
      }
    }

    @Test func aTouchComesCloserUntilOneMeetingIsOpened() async throws {
      try await withMap { _, _, model in
        for _ in 0..<5 { model.zoom(by: -1) }
        await model.ask()
        var touches = 0
        while model.opened == nil, touches < 12 {
          let mark = try #require(model.shown.max { $0.count < $1.count })
          let before = model.map.zoom
          model.touch(model.map.point(of: mark.cluster.point))
          #expect(model.opened != nil || model.map.zoom > before)
          await model.ask()
          touches += 1
        }
        guard case .meeting(let id) = model.opened else {
          Issue.record("not one meeting: \(String(describing: model.opened))")
          return
        }
        #expect(model.marks.contains { $0.meeting?.id == id } && touches > 1)
      }
    }

    @Test func severalAtOnePlaceAreListed() async throws {
      try await withSession { session, folder in
        await session.open()
        // One house, three meetings at different times, and one around the corner.
        let house = (0..<3).map { number in
          Made(number).json.merging(["latitude": 37.34, "location": "The house", "formatted_address": "1 Main Street"]) { _, new in new }
        }
        try await take(house + [Made(9).json.merging(["latitude": 37.3402]) { _, new in new }], into: session, folder)
        let list = MeetingsModel(session: session)
        await list.search()
        let model = MeetingMapModel(meetings: list)
        model.fit(drawingSize)
        await model.ask()
        let all = try #require(model.shown.first)
        #expect(all.count == 4)
        model.open(all)
        guard case .place(let box) = model.opened else {
          Issue.record("not listed")
          return
        }
        let place = MeetingPlaceModel(box, of: model)
        #expect(outline(MeetingPlaceView(model: place)).contains("loading"))
        await place.load()
        #expect(place.total == 4 && place.rows.count == 4 && !place.hasMore)
        let screen = outline(MeetingMapView(model: model))
        print(screen)
        let shown = outline(MeetingPlaceView(model: place))
        #expect(shown.contains("meetings.found 4") && shown.contains("Meeting 2") && shown.contains("distance.away") && shown.contains("help.now"))
        // With words, only those that have them.
        list.words = "meeting 2"
        await place.load()
        #expect(place.rows.map(\.name) == ["Meeting 2"])
      }
    }

    @Test func whatIsKeptIsMarkedAtOnce() async throws {
      try await withMap { session, _, model in
        for _ in 0..<2 { model.zoom(by: -1) }
        let running = Task { await model.run() }
        await model.ask()
        let before = model.marks.filter(\.hasFavourite)
        #expect(before.isEmpty)
        let row = try #require(model.meetings.rows.first { $0.name == "Meeting 3" })
        await model.meetings.toggleFavourite(row)
        while !model.marks.contains(where: \.hasFavourite) { await Task.yield() }
        running.cancel()
        await running.value
        #expect(outline(MeetingMapView(model: model)).contains("fill \"lines\" .color(accent)"), "a star")
      }
    }

    @Test func aPlaceThatIsNotKnownIsNoReasonToShowNothing() async throws {
      try await withMap { session, _, model in
        session.here = nil
        let fresh = MeetingMapModel(meetings: model.meetings)
        fresh.fit(drawingSize)
        await fresh.ask()
        let laid = fresh.map
        #expect(fresh.state == .loading && abs(laid.centre.latitude - 37.5) < 1, "first the map is laid where meetings are")
        await fresh.ask()
        #expect(fresh.state == .ready && fresh.total > 0 && fresh.map == laid)
        let screen = outline(MeetingMapView(model: fresh))
        print(screen)
        for words in ["map.place.unknown", "map.from_middle"] { #expect(screen.contains(words), "\(words)") }
        #expect(outline(MeetingMapKey(knowsPlace: false)).contains("map.legend.middle"))
        session.here = GeoPoint(latitude: 37.3382, longitude: -121.8863)
        await fresh.ask()
        #expect(fresh.map.centre == session.here, "around the person, once they are found")
        fresh.go(.east)
        #expect(fresh.map.centre.longitude > -121.8863)
        await fresh.goHome()
        #expect(fresh.map.centre == session.here)
      }
    }

    @Test func nothingNeedsAGesture() async throws {
      try await withMap { _, _, model in
        await model.ask()
        let start = model.map
        model.go(.north)
        #expect(model.map.centre.latitude > start.centre.latitude)
        model.go(.south)
        model.go(.west)
        #expect(model.map.centre.longitude < start.centre.longitude)
        model.zoom(by: 1)
        #expect(model.map.zoom == start.zoom + 1 && model.canZoomIn && model.canZoomOut)
        model.zoom(by: 30)
        #expect(!model.canZoomIn)
        model.magnify(by: .nan, around: .zero)
        model.magnify(by: 0, around: .zero)
        model.magnify(by: 0.5, around: .zero)
        #expect(abs(model.map.zoom - 17) < 1e-9)
        let screen = outline(MeetingMapView(model: model))
        for words in ["map.zoom.in", "map.zoom.out", "map.home", "map.go.west", "map.go.east", "map.list", "filters", "map.legend", "help.now"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(outline(MeetingMapKey(knowsPlace: true)).contains("map.legend.you"))
        #expect(screen.contains(".environment(leftToRight)"), "east is right in every language")
      }
    }

    @Test func everyMarkIsHeard() async throws {
      try await withMap { _, _, model in
        for _ in 0..<2 { model.zoom(by: -1) }
        await model.ask()
        let screen = outline(MeetingMapView(model: model))
        print(screen)
        let children = try #require(screen.range(of: "accessibilityChildren"))
        let heard = screen[children.upperBound...].components(separatedBy: "\n").filter { $0.contains("Rectangle") }
        #expect(heard.count == model.shown.count && heard.count >= 3)
        #expect(heard.allSatisfy { $0.contains("distance.away") && $0.contains("accessibilityAction(map.list.these)") && $0.contains("position") })
        #expect(heard.contains { $0.contains("meetings.found") && $0.contains("map.several.hint") && $0.contains("map.north") })
        #expect(heard.contains { $0.contains("map.soonest") })
      }
    }

    @Test func troubleAndEmptinessAreSaid() async throws {
      try await withSession { session, _ in
        let list = MeetingsModel(session: session)
        let model = MeetingMapModel(meetings: list)
        model.fit(drawingSize)
        #expect(outline(MeetingMapView(model: model)).contains("ProgressView \"loading\""))
        await model.ask()
        #expect(model.state == .trouble && outline(MeetingMapView(model: model)).contains("unreadable.title"))
        await session.open()
        await list.search()
        await model.ask()
        let none = outline(MeetingMapView(model: model))
        #expect(none.contains("meetings.none.title") && none.contains("sources.bring"))
        await ImportModel(session: session).importSample()
        list.filter.venues = [.inPerson]
        list.filter.languages = ["xx"]
        await list.search()
        await model.ask()
        let empty = outline(MeetingMapView(model: model))
        #expect(empty.contains("map.none") && empty.contains("filters.clear") && empty.contains("map.none.text"))
      }
    }

    @Test func anAnswerThatIsNoLongerWantedIsDropped() async throws {
      try await withMap { _, _, model in
        await model.ask()
        let before = model.marks
        for _ in 0..<4 { model.zoom(by: -1) }
        let asking = Task { await model.ask() }
        asking.cancel()
        await asking.value
        #expect(model.marks == before && model.answers == 1)
      }
    }
  }
#endif
