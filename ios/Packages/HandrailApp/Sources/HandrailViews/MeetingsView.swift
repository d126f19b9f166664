import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// All meetings: a search field, the filters, the list. What came of it is spoken.
public struct MeetingsView: View {
  @Bindable var model: MeetingsModel
  @State private var filtering: FilterModel?
  @State private var adding = false

  public init(model: MeetingsModel) { self.model = model }

  public var body: some View {
    List {
      doors
      if model.justHidden != nil {
        Section {
          Text("meeting.hidden.done")
          Button("undo") { Task { await model.undoHide() } }.frame(minHeight: Tokens.target)
        }
      }
      switch model.state {
      case .loading: ProgressView("loading")
      case .trouble, .locked: UnreadableView { await model.search() }
      case .ready: found
      }
    }
    .navigationTitle("meetings")
    .searchable(text: $model.words, prompt: "meetings.search")
    .helpInTheCorner(model.session.country)
    .sheet(item: $filtering) { FilterView(model: $0) }
    .sheet(isPresented: $adding) { OwnMeetingView(model: OwnMeetingModel(session: model.session)) }
    .refreshable { await model.search() }
    .task(id: model.question) {
      // While a person types, only the last word is asked.
      try? await Task.sleep(for: .milliseconds(200))
      if !Task.isCancelled { await model.search() }
    }
    .task { await model.run() }
    .onChange(of: model.answers) { _, _ in AccessibilityNotification.Announcement("meetings.found \(model.total)").post() }
  }

  private var doors: some View {
    Section {
      Button {
        filtering = FilterModel(model)
      } label: {
        LabeledContent {
          if model.filter.count > 0 { Text("filters.on \(model.filter.count)") }
        } label: {
          Label("filters", systemImage: "line.3.horizontal.decrease")
        }
      }
      .frame(minHeight: Tokens.target)
      NavigationLink {
        MeetingMapView(model: MeetingMapModel(meetings: model))
      } label: {
        Label("map", systemImage: "map")
      }
      NavigationLink {
        FavouritesView(model: FavouritesModel(session: model.session))
      } label: {
        LabeledContent {
          if model.notices > 0 { Text("notices.new \(model.notices)").foregroundStyle(Palette.accent) }
        } label: {
          Label("favourites", systemImage: "star")
        }
      }
      NavigationLink("sources") { SourcesView(model: SourcesModel(session: model.session)) }
    }
  }

  @ViewBuilder private var found: some View {
    if let corrected = model.corrected { Section { Text("meetings.corrected \(corrected)") } }
    if model.needsPlace {
      Section {
        Text("meetings.place.unknown").font(.footnote)
        if model.session.canLocate {
          Button("where.find", systemImage: "location") { Task { await model.session.findPlace() } }.frame(minHeight: Tokens.target)
        }
      }
    }
    if model.nothingImported && model.rows.isEmpty {
      nothingHere
    } else if model.rows.isEmpty {
      nothingFits
    } else {
      list
      Section {
        NavigationLink("calendar.week \(model.total)") {
          CalendarExportView(model: CalendarModel(session: model.session, selection: model.week))
        }
      }
      if !model.leftOut.isEmpty { Section("left") { leftOut } }
    }
  }

  private var list: some View {
    Section {
      ForEach(model.rows, id: \.id) { row in
        MeetingLink(row: row, session: model.session, moment: model.asked)
          .swipeActions(edge: .trailing) { Button("meeting.hide") { Task { await model.hide(row) } } }
          .swipeActions(edge: .leading) {
            Button(row.favourite ? "favourite.remove" : "favourite.add") { Task { await model.toggleFavourite(row) } }
              .tint(Palette.accent)
          }
      }
      if model.hasMore {
        // Read on when it comes into sight; a button too, for whoever does not scroll.
        Button("meetings.more") { Task { await model.more() } }.frame(minHeight: Tokens.target)
          .task(id: model.rows.count) { await model.more() }
      }
    } header: {
      if let within = model.within {
        Text.joined([Text("meetings.found \(model.total)"), Text("meetings.within \(distance(within))")])
      } else {
        Text("meetings.found \(model.total)")
      }
    }
  }

  private var leftOut: some View {
    ForEach(model.leftOut, id: \.by) { left in
      if left.by == .hidden {
        NavigationLink {
          HiddenView(model: FavouritesModel(session: model.session))
        } label: {
          Text(left.words)
        }
      } else {
        Button(left.words) { model.drop(left.by) }.frame(minHeight: Tokens.target)
      }
    }
  }

  private var nothingFits: some View {
    Section {
      Text("meetings.empty.title").font(.headline)
      if model.leftOut.isEmpty { Text("meetings.empty.text") } else { Text("meetings.empty.drop") }
      leftOut
      Button("filters.clear") { model.clear() }.frame(minHeight: Tokens.target)
    }
  }

  private var nothingHere: some View {
    Section {
      Text("meetings.none.title").font(.headline)
      Text("meetings.none.text")
      NavigationLink("sources.bring") { SourcesView(model: SourcesModel(session: model.session)) }
      Button("own.add", systemImage: "plus") { adding = true }.frame(minHeight: Tokens.target)
    }
  }
}
