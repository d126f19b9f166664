import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// When, where, what, and in which order. Beside each choice stands how many meetings it would leave.
struct FilterView: View {
  @State private var model: FilterModel
  @Environment(\.dismiss) private var dismiss

  init(model: FilterModel) { _model = State(initialValue: model) }

  var body: some View {
    NavigationStack {
      Form {
        if let facets = model.facets { total(facets) }
        time
        FilterPlace(model: model)
        FilterReach(model: model)
        FilterKind(model: model)
        order
        Section { Button("filters.clear") { model.clear() }.frame(minHeight: Tokens.target) }
      }
      .navigationTitle("filters")
      .helpInTheCorner(model.session.country)
      .toolbar {
        ToolbarItem(placement: .cancellationAction) { Button("cancel") { dismiss() } }
        ToolbarItem(placement: .confirmationAction) {
          Button("filters.show") {
            model.apply()
            dismiss()
          }
        }
      }
      .task(id: model.draft) { await model.count() }
      .onChange(of: model.facets?.total) { _, total in
        if let total { AccessibilityNotification.Announcement("meetings.found \(Int(total))").post() }
      }
    }
  }

  private func total(_ facets: MeetingFacets) -> some View {
    Section {
      Text("meetings.found \(Int(facets.total))").font(.headline)
      ForEach(facets.leftOut.filter { $0.by != .hidden && $0.by != .words }, id: \.by) { left in
        Button(left.words) { model.draft.drop(left.by) }.frame(minHeight: Tokens.target)
      }
    }
  }

  private var time: some View {
    Section("filter.when") {
      Picker("filter.when", selection: $model.draft.when) {
        Text("when.week").tag(MeetingFilter.When.week)
        Text("when.now").tag(MeetingFilter.When.now)
        Text("when.hours \(3)").tag(MeetingFilter.When.hours(3))
        Text("when.hours \(12)").tag(MeetingFilter.When.hours(12))
        Text("when.today").tag(MeetingFilter.When.today)
        Text("when.days").tag(MeetingFilter.When.days)
      }
      if model.draft.when == .days {
        ForEach(Weekday.inOrder(of: .current), id: \.self) { day in
          ChoiceRow(name: Text(verbatim: day.name(in: .current)), count: nil, chosen: model.draft.days.contains(day)) {
            model.draft.days.toggle(day)
          }
        }
      }
      Picker("filter.band", selection: $model.draft.band) {
        ForEach(MeetingFilter.Band.allCases, id: \.self) { band in Text(band.words).tag(band) }
      }
      if model.draft.band == .between {
        DatePicker("band.from", selection: clock($model.draft.from), displayedComponents: [.hourAndMinute])
        DatePicker("band.until", selection: clock($model.draft.until), displayedComponents: [.hourAndMinute])
      }
    }
  }

  /// A picker of times wants a date.
  private func clock(_ time: Binding<WallTime>) -> Binding<Date> {
    Binding(get: { time.wrappedValue.date(in: .current) }, set: { time.wrappedValue = WallTime($0, in: .current) })
  }

  private var order: some View {
    Section("filter.order") {
      Picker("filter.order", selection: $model.draft.order) {
        Text("order.soonest").tag(MeetingOrder.soonest)
        if model.session.here != nil { Text("order.nearest").tag(MeetingOrder.nearest) }
        Text("order.best").tag(MeetingOrder.bestMatch)
      }
      Toggle("order.favourites", isOn: $model.draft.favouritesFirst)
    }
  }
}

/// Near the person, in a region, online, or anywhere.
struct FilterPlace: View {
  @Bindable var model: FilterModel

  var body: some View {
    Section {
      Picker("filter.where", selection: $model.draft.place) {
        Text("where.near").tag(MeetingFilter.Place.near)
        Text("where.region").tag(MeetingFilter.Place.region)
        Text("where.online").tag(MeetingFilter.Place.online)
        Text("where.anywhere").tag(MeetingFilter.Place.anywhere)
      }
      if model.draft.place == .near {
        Picker("filter.distance", selection: $model.draft.distance) {
          Text("distance.any").tag(Double?.none)
          ForEach(Self.distances, id: \.self) { kilometres in
            Text(verbatim: distance(kilometres * 1000)).tag(Double?.some(kilometres))
          }
        }
      }
      if model.draft.place == .region {
        NavigationLink {
          RegionView(model: model, path: [])
        } label: {
          LabeledContent {
            if model.draft.region.isEmpty { Text("region.none") } else { Text(verbatim: model.draft.region.joined(separator: ", ")) }
          } label: {
            Text("region")
          }
        }
      }
      if model.draft.place == .near || model.draft.place == .region { Toggle("where.online_too", isOn: $model.draft.includeOnline) }
    } header: {
      Text("filter.where")
    } footer: {
      if model.draft.wants(model.session.here) { Text("meetings.place.unknown") }
    }
  }

  /// In kilometres: round numbers of what the locale measures in.
  private static var distances: [Double] {
    Locale.current.measurementSystem == .metric ? [2, 5, 10, 25, 50, 100] : [1, 2, 5, 10, 25, 50].map { $0 * 1.609344 }
  }
}

/// Whether one can be there in time.
struct FilterReach: View {
  @Bindable var model: FilterModel

  var body: some View {
    Section {
      if model.draft.place == .near && model.session.here != nil {
        Picker("filter.travel", selection: $model.draft.travel) {
          Text("travel.none").tag(MeetingFilter.Travel?.none)
          ForEach(MeetingFilter.Travel.allCases, id: \.self) { travel in Text(travel.words).tag(MeetingFilter.Travel?.some(travel)) }
        }
      }
      Toggle("reach.only", isOn: $model.draft.onlyReachable).frame(minHeight: Tokens.target)
    } footer: {
      Text("reach.hint")
    }
  }
}

/// The regions below one, down to the last.
struct RegionView: View {
  let model: FilterModel
  let path: [String]
  @State private var below: [RegionCount]

  init(model: FilterModel, path: [String], below: [RegionCount] = []) {
    self.model = model
    self.path = path
    _below = State(initialValue: below)
  }

  var body: some View {
    List {
      if let name = path.last {
        ChoiceRow(name: Text("region.all \(name)"), count: nil, chosen: model.draft.region == path) { model.draft.region = path }
      }
      if below.isEmpty && path.isEmpty { Text("region.nothing") }
      ForEach(below, id: \.name) { region in
        NavigationLink {
          RegionView(model: model, path: path + [region.name])
        } label: {
          LabeledContent {
            Text(verbatim: Int(region.meetings).formatted()).accessibilityLabel(Text("meetings.found \(Int(region.meetings))"))
          } label: {
            Text(verbatim: region.name)
          }
        }
        .frame(minHeight: Tokens.target)
        .accessibilityAddTraits(model.draft.region.starts(with: path + [region.name]) ? .isSelected : [])
      }
    }
    .navigationTitle(path.last ?? "")
    .helpInTheCorner(model.session.country)
    .task { below = await model.meetings.regions(below: path) }
  }
}
