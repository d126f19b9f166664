import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A meeting of one's own, or a correction for oneself. Nobody else sees it.
struct OwnMeetingView: View {
  @State private var model: OwnMeetingModel
  @Environment(\.dismiss) private var dismiss

  init(model: OwnMeetingModel) { _model = State(initialValue: model) }

  var body: some View {
    NavigationStack {
      Form {
        switch model.state {
        case .loading: ProgressView("loading")
        case .locked: LockedView(session: model.session)
        case .trouble: UnreadableView { await model.load() }
        case .ready: form
        }
      }
      .navigationTitle(model.corrects ? "own.correct" : model.id == nil ? "own.add" : "own.edit")
      .helpInTheCorner(model.session.country)
      .toolbar {
        ToolbarItem(placement: .cancellationAction) { Button("cancel") { dismiss() } }
        ToolbarItem(placement: .confirmationAction) {
          Button("save") { Task { if await model.save() { dismiss() } } }.disabled(model.saving || model.state != .ready)
        }
      }
      .task { await model.load() }
    }
  }

  @ViewBuilder private var form: some View {
    Section {
      TextField("own.name", text: $model.name)
      OwnWrongView(model.wrong, at: .name)
    } footer: {
      if model.corrects { Text("own.correct.hint") } else { Text("own.hint") }
    }
    ForEach($model.times) { $time in OwnTimeSection(time: $time) { model.removeTime(time.id) } }
    Section {
      OwnWrongView(model.wrong, at: .weekdays, .day, .minute)
      ForEach(model.otherRules, id: \.self) { rule in rule.words }
      Button("own.time.add", systemImage: "plus") { model.addTime() }.frame(minHeight: Tokens.target)
    } footer: {
      if model.times.isEmpty && model.otherRules.isEmpty { Text("own.time.none") } else { Text("own.zone \(model.zoneName)") }
    }
    Section("meeting.ways") {
      TextField("own.place", text: $model.place)
      TextField("own.address", text: $model.address)
      OwnWrongView(model.wrong, at: .place)
      TextField("own.link", text: $model.link)
      OwnWrongView(model.wrong, at: .link)
      TextField("own.phone", text: $model.phone)
      OwnWrongView(model.wrong, at: .phone)
    }
    Section("meeting.about") {
      Picker("fellowship", selection: $model.fellowship) {
        Text("fellowship.none").tag("")
        ForEach(model.fellowships, id: \.id) { fellowship in Text(verbatim: fellowship.name).tag(fellowship.id) }
      }
      .longPicker()
      OwnWrongView(model.wrong, at: .fellowship)
      TextField("own.notes", text: $model.notes, axis: .vertical)
      OwnWrongView(model.wrong, at: .note, .zone, .types)
    }
  }
}

/// Days of the week with one time.
struct OwnTimeSection: View {
  @Binding var time: TimeDraft
  let remove: @MainActor () -> Void

  var body: some View {
    Section("own.time") {
      ForEach(Weekday.inOrder(of: .current), id: \.self) { day in
        ChoiceRow(name: Text(verbatim: day.name(in: .current)), count: nil, chosen: time.days.contains(day)) { time.days.toggle(day) }
      }
      DatePicker("own.time.starts", selection: $time.starts, displayedComponents: [.hourAndMinute])
      Picker("own.time.length", selection: $time.length) {
        Text("own.time.length.unknown").tag(0)
        ForEach(lengths, id: \.self) { minutes in Text(verbatim: lead(minutes)).tag(minutes) }
      }
      Button("own.time.remove", role: .destructive) { remove() }.frame(minHeight: Tokens.target)
    }
  }

  private var lengths: [Int] {
    let usual = [30, 45, 60, 75, 90, 120]
    return time.length == 0 || usual.contains(time.length) ? usual : (usual + [time.length]).sorted()
  }
}

/// What cannot be taken in the form of a meeting, said beside its field.
struct OwnWrongView: View {
  let wrong: Field?
  let here: [Field]

  init(_ wrong: Field?, at here: Field...) {
    self.wrong = wrong
    self.here = here
  }

  var body: some View {
    if let wrong, here.contains(wrong) { Text(words(wrong)).foregroundStyle(Palette.help) }
  }

  private func words(_ field: Field) -> LocalizedStringKey {
    switch field {
    case .name: "wrong.name"
    case .weekdays, .day: "wrong.own.days"
    case .minute: "wrong.own.time"
    case .link: "wrong.own.link"
    case .phone: "wrong.own.phone"
    case .note: "wrong.note"
    case .zone: "wrong.zone"
    default: "wrong.other"
    }
  }
}
