import Foundation
import Handrail
import HandrailModels
import SwiftUI

struct EditTrackerView: View {
  let model: TodayModel
  let id: String?
  @Environment(\.dismiss) private var dismiss
  @State private var name = ""
  @State private var start = Date()
  @State private var fellowship = ""

  var body: some View {
    NavigationStack {
      Form {
        Section {
          TextField("tracker.name", text: $name)
        } footer: {
          Text("tracker.name.hint")
        }
        Section {
          DatePicker("tracker.start", selection: $start, displayedComponents: [.date])
          Picker("fellowship", selection: $fellowship) {
            Text("fellowship.none").tag("")
            ForEach((try? fellowships()) ?? [], id: \.id) { fellowship in
              Text(verbatim: fellowship.name).tag(fellowship.id)
            }
          }
        }
        if let wrong = model.wrong { WrongView(field: wrong) }
      }
      .navigationTitle(id == nil ? "tracker.add" : "edit")
      .helpInTheCorner(model.session.country)
      .toolbar {
        ToolbarItem(placement: .cancellationAction) { Button("cancel") { dismiss() } }
        ToolbarItem(placement: .confirmationAction) { Button("save") { Task { await save() } } }
      }
      .task { await load() }
    }
  }

  private func load() async {
    guard let id else { return }
    await model.show(id)
    guard let details = model.history?.tracker.details else { return }
    name = details.name
    start = details.start.noon(in: .current)
    fellowship = details.fellowship ?? ""
  }

  private func save() async {
    let day = CivilDay(start, in: .current)
    let chosen = fellowship.isEmpty ? nil : fellowship
    let old = id == nil ? nil : model.history?.tracker.details
    // Another fellowship brings its own tokens; what else was set stays.
    let details = TrackerDetails(
      name: name, start: day, startMinute: old?.startMinute, fellowship: chosen,
      profile: chosen == old?.fellowship ? old?.profile : nil, zone: old?.zone, zoneMode: old?.zoneMode,
      dayStart: old?.dayStart, feb29: old?.feb29, startBasis: old?.startBasis, countStyle: old?.countStyle)
    if await model.save(id, details) { dismiss() }
  }
}

/// What is kept is said first.
struct ReturnView: View {
  let model: TodayModel
  let id: String
  @Environment(\.dismiss) private var dismiss
  @State private var day = Date()
  @State private var note = ""

  var body: some View {
    NavigationStack {
      Form {
        if let history = model.history {
          Section {
            Text(verbatim: history.tracker.details.name).font(.headline)
            Text("return.kept \(Int(history.totalDays)) \(Int(history.longestDays))")
          }
        }
        Section {
          DatePicker("return.when", selection: $day, displayedComponents: [.date])
          TextField("return.note", text: $note, axis: .vertical)
        } footer: {
          Text("return.talk")
        }
        if let wrong = model.wrong { WrongView(field: wrong) }
        Section {
          Button("return.save") { Task { if await model.recordReturn(id, on: CivilDay(day, in: .current), note: note) { dismiss() } } }
            .frame(minHeight: Tokens.target)
        } footer: {
          Text("return.after")
        }
      }
      .navigationTitle("return.title")
      .helpInTheCorner(model.session.country)
      .toolbar { ToolbarItem(placement: .cancellationAction) { Button("cancel") { dismiss() } } }
      .task { await model.show(id) }
    }
  }
}

struct WrongView: View {
  let field: Field

  var body: some View {
    switch field {
    case .name: Text("wrong.name").foregroundStyle(Palette.help)
    case .start, .day: Text("wrong.start").foregroundStyle(Palette.help)
    default: Text("wrong.other").foregroundStyle(Palette.help)
    }
  }
}
