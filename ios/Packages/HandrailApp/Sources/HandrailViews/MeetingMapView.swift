import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Meetings on a map of distances: the person in the middle, rings around them, no streets. Nothing is asked of anybody for it.
public struct MeetingMapView: View {
  @State private var model: MeetingMapModel
  @State private var filtering: FilterModel?
  @State private var explaining = false
  @Environment(\.dismiss) private var dismiss
  @Environment(\.dynamicTypeSize) private var letters

  public init(model: MeetingMapModel) { _model = State(initialValue: model) }

  public var body: some View {
    Group {
      // Very large letters need more room than a screen has.
      if letters.isAccessibilitySize { ScrollView { content } } else { content }
    }
    .navigationTitle("map")
    .helpInTheCorner(model.session.country)
    .sheet(item: $filtering) { FilterView(model: $0) }
    .sheet(isPresented: $explaining) { MeetingMapKey(knowsPlace: model.isPlaceKnown) }
    .navigationDestination(item: $model.opened) { opened in
      switch opened {
      case .meeting(let id): MeetingView(model: MeetingModel(session: model.session, id: id))
      case .place(let box): MeetingPlaceView(model: MeetingPlaceModel(box, of: model))
      }
    }
    .task(id: model.question) {
      // While a finger moves the map, only where it comes to rest is asked.
      try? await Task.sleep(for: .milliseconds(150))
      if !Task.isCancelled { await model.ask() }
    }
    .task { await model.run() }
    .onChange(of: model.answers) { _, _ in AccessibilityNotification.Announcement("meetings.found \(model.total)").post() }
  }

  private var content: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      doors
      MeetingMapStanding(model: model)
      MeetingMapCanvas(model: model)
      MeetingMapControls(model: model)
      Button("map.legend", systemImage: "questionmark.circle") { explaining = true }.frame(minHeight: Tokens.target)
    }
    .padding(.horizontal, Tokens.Space.m)
  }

  /// The same words and filters as the list, and the list itself.
  private var doors: some View {
    HStack {
      Button {
        filtering = FilterModel(model.meetings)
      } label: {
        Label {
          let chosen = model.meetings.filter.count
          if chosen > 0 { Text.joined([Text("filters"), Text("filters.on \(chosen)")]) } else { Text("filters") }
        } icon: {
          Image(systemName: "line.3.horizontal.decrease")
        }
      }
      .frame(minHeight: Tokens.target)
      Spacer()
      Button("map.list", systemImage: "list.bullet") { dismiss() }.frame(minHeight: Tokens.target)
    }
  }
}

/// How the map stands: how many, or why none.
struct MeetingMapStanding: View {
  let model: MeetingMapModel

  var body: some View {
    if !model.meetings.words.isEmpty { Text("map.words \(model.meetings.words)").font(.footnote) }
    switch model.state {
    case .loading: ProgressView("loading")
    case .trouble, .locked: UnreadableView { await model.ask() }
    case .ready:
      if model.meetings.nothingImported && model.marks.isEmpty {
        Text("meetings.none.title").font(.headline)
        NavigationLink("sources.bring") { SourcesView(model: SourcesModel(session: model.session)) }
      } else if model.total == 0 {
        Text("map.none").font(.headline)
        Text("map.none.text").font(.footnote)
        Button("map.all") { Task { await model.showAll() } }.frame(minHeight: Tokens.target)
        if model.meetings.filter.count > 0 || !model.meetings.words.isEmpty {
          Button("filters.clear") { model.meetings.clear() }.frame(minHeight: Tokens.target)
        }
      } else {
        Text("meetings.found \(model.total)").font(.headline)
      }
    }
    if !model.isPlaceKnown {
      Text("map.place.unknown").font(.footnote)
      if model.session.canLocate {
        Button("where.find", systemImage: "location") { Task { await model.session.findPlace() } }.frame(minHeight: Tokens.target)
      }
    }
  }
}

/// Everything that gestures do, for whoever makes none. What moves the map stands as the map does, in every language.
struct MeetingMapControls: View {
  let model: MeetingMapModel

  var body: some View {
    ViewThatFits(in: .horizontal) {
      HStack {
        zooms
        Spacer()
        ways
      }
      VStack(alignment: .leading) {
        zooms
        ways
      }
    }
  }

  private var zooms: some View {
    HStack(spacing: 0) {
      MeetingMapButton("map.zoom.out", image: "minus.magnifyingglass") { model.zoom(by: -1) }.disabled(!model.canZoomOut)
      MeetingMapButton("map.zoom.in", image: "plus.magnifyingglass") { model.zoom(by: 1) }.disabled(!model.canZoomIn)
      MeetingMapButton("map.home", image: "scope") { Task { await model.goHome() } }
    }
  }

  private var ways: some View {
    HStack(spacing: 0) {
      MeetingMapButton("map.go.west", image: "arrow.left") { model.go(.west) }
      MeetingMapButton("map.go.north", image: "arrow.up") { model.go(.north) }
      MeetingMapButton("map.go.south", image: "arrow.down") { model.go(.south) }
      MeetingMapButton("map.go.east", image: "arrow.right") { model.go(.east) }
    }
    .environment(\.layoutDirection, .leftToRight)
  }
}

/// A picture to touch, with a name for whoever hears it. Nothing moves by itself when it is touched: the map is just another.
struct MeetingMapButton: View {
  let name: LocalizedStringKey
  let image: String
  let action: @MainActor () -> Void

  init(_ name: LocalizedStringKey, image: String, action: @escaping @MainActor () -> Void) {
    self.name = name
    self.image = image
    self.action = action
  }

  var body: some View {
    Button(action: action) {
      Label(name, systemImage: image)
        .labelStyle(.iconOnly)
        .frame(minWidth: Tokens.target, minHeight: Tokens.target)
        .contentShape(Rectangle())
    }
    .accessibilityLabel(name)
    .accessibilityShowsLargeContentViewer()
  }
}

/// What the shapes mean.
struct MeetingMapKey: View {
  let knowsPlace: Bool
  @Environment(\.dismiss) private var dismiss

  var body: some View {
    NavigationStack {
      List {
        Label(knowsPlace ? "map.legend.you" : "map.legend.middle", systemImage: "smallcircle.filled.circle")
        Label("map.legend.meeting", systemImage: "circle.fill")
        Label("map.legend.several", systemImage: "number.circle.fill")
        Label("map.legend.favourite", systemImage: "star.fill")
        Label("map.legend.soonest", systemImage: "diamond")
        Text("map.legend.rings")
        Text("map.legend.private")
      }
      .navigationTitle("map.legend")
      .toolbar { ToolbarItem(placement: .cancellationAction) { Button("close") { dismiss() } } }
    }
  }
}

/// The meetings behind one mark.
struct MeetingPlaceView: View {
  @State private var model: MeetingPlaceModel

  init(model: MeetingPlaceModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      LoadedView(model.state, model.session) { await model.load() } content: {
        Section("meetings.found \(model.total)") {
          ForEach(model.rows, id: \.id) { row in MeetingLink(row: row, session: model.session, moment: model.asked) }
          if model.hasMore {
            Button("meetings.more") { Task { await model.more() } }.frame(minHeight: Tokens.target)
              .task(id: model.rows.count) { await model.more() }
          }
        }
      }
    }
    .navigationTitle("map.place")
    .helpInTheCorner(model.session.country)
    .task { await model.run() }
  }
}
