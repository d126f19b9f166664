import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A meeting of one's own, or a correction for oneself. Nobody else sees it.
struct OwnMeetingView: View {
  @State private var model: OwnMeetingModel

  init(model: OwnMeetingModel) { _model = State(initialValue: model) }

  var body: some View {
    NavigationStack {
      Form {
        LoadedView(model.state, model.session) { await model.load() } content: { form }
      }
      .navigationTitle(model.corrects ? "own.correct" : model.id == nil ? "own.add" : "own.edit")
      .helpInTheCorner(model.session.country)
      .cancelOrSave(disabled: model.saving || model.state != .ready, cancel: model.dropDraft) { await model.save() }
      .keepsDraft(of: model)
      .task { await model.load() }
    }
  }

  @ViewBuilder private var form: some View {
    ResumedView(form: model)
    Section {
      TextField("own.name", text: $model.name)
      WrongView(model.wrong, at: .name, as: \.wordsOfMeeting)
    } footer: {
      if model.corrects { Text("own.correct.hint") } else { Text("own.hint") }
    }
    ForEach($model.times) { $time in OwnTimeSection(time: $time) { model.removeTime(time.id) } }
    Section {
      WrongView(model.wrong, at: .weekdays, .day, .minute, as: \.wordsOfMeeting)
      ForEach(model.otherRules, id: \.self) { rule in rule.words }
      Button("own.time.add", systemImage: "plus") { model.addTime() }.frame(minHeight: Tokens.target)
      ZonePicker(zone: $model.zoneName)
      WrongView(model.wrong, at: .zone, as: \.wordsOfMeeting)
    } footer: {
      if model.times.isEmpty && model.otherRules.isEmpty {
        Text("own.time.none")
      } else if model.zoneName.isEmpty {
        Text("own.zone.none")
      } else {
        Text("own.zone \(zoneName(model.zoneName))")
      }
    }
    Section("meeting.ways") {
      TextField("own.place", text: $model.place)
      TextField("own.address", text: $model.address)
      WrongView(model.wrong, at: .place, as: \.wordsOfMeeting)
      point
      TextField("own.link", text: $model.link)
      WrongView(model.wrong, at: .link, as: \.wordsOfMeeting)
      TextField("own.phone", text: $model.phone)
      WrongView(model.wrong, at: .phone, as: \.wordsOfMeeting)
    }
    Section("meeting.about") {
      Picker("fellowship", selection: $model.fellowship) {
        Text("fellowship.none").tag("")
        ForEach(model.fellowships, id: \.id) { fellowship in Text(verbatim: fellowship.name).tag(fellowship.id) }
      }
      .longPicker()
      WrongView(model.wrong, at: .fellowship, as: \.wordsOfMeeting)
      TextField("own.notes", text: $model.notes, axis: .vertical)
      WrongView(model.wrong, at: .note, .types, as: \.wordsOfMeeting)
    }
  }

  /// Nobody is asked where an address is: a person who is there can say so.
  @ViewBuilder private var point: some View {
    if model.point != nil {
      Text("own.point.known").font(.footnote)
      Button("own.point.remove", role: .destructive) { model.point = nil }.frame(minHeight: Tokens.target)
    } else if let here = model.session.here {
      Text("own.point.none").font(.footnote)
      Button("own.point.here", systemImage: "location") { model.point = here }.frame(minHeight: Tokens.target)
    } else {
      Text("own.point.none").font(.footnote)
      if model.session.canLocate {
        Button("where.find", systemImage: "location") { Task { await model.session.findPlace() } }.frame(minHeight: Tokens.target)
      }
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

extension Field {
  /// What cannot be taken in the form of a meeting.
  var wordsOfMeeting: LocalizedStringKey {
    switch self {
    case .weekdays, .day: "wrong.own.days"
    case .minute: "wrong.own.time"
    case .link: "wrong.own.link"
    case .phone: "wrong.own.phone"
    default: words
    }
  }
}
