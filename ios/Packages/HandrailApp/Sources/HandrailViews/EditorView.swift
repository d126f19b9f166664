import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A tracker, new or old. What is rarely wanted stands under "More".
struct EditorView: View {
  @State private var model: EditorModel
  let today: TodayModel
  @State private var deleting = false
  @State private var sure = false
  @Environment(\.dismiss) private var dismiss

  init(model: EditorModel, today: TodayModel) {
    _model = State(initialValue: model)
    self.today = today
  }

  var body: some View {
    NavigationStack {
      Form {
        about
        beginning
        GoalSection(model: model)
        RateSection(model: model)
        MoreSection(model: model)
        WrongElsewhereView(wrong: model.wrong)
        if !model.isNew { aside }
      }
      .navigationTitle(model.isNew ? "tracker.add" : "edit")
      .helpInTheCorner(model.session.country)
      .cancelOrSave(disabled: model.saving) { await model.save() }
      .task { await model.load() }
    }
  }

  private var about: some View {
    Section {
      TextField("tracker.name", text: $model.name)
      WrongView(model.wrong, at: .name)
      Picker("subject", selection: $model.subject) {
        Text("subject.none").tag("")
        ForEach(model.choices?.subjects ?? [], id: \.key) { subject in Text(SubjectWords.words(subject.key)).tag(subject.key) }
      }
      NavigationLink {
        FellowshipPicker(model: model)
      } label: {
        LabeledContent {
          if let chosen = model.chosenFellowship { Text(verbatim: chosen.name) } else { Text("fellowship.none") }
        } label: {
          Text("fellowship")
        }
      }
      if model.warnsOfWithdrawal { Text("subject.withdrawal").foregroundStyle(Palette.help) }
    } footer: {
      Text("tracker.name.hint")
    }
  }

  private var beginning: some View {
    Section {
      DatePicker("tracker.start", selection: $model.start, displayedComponents: [.date])
      Toggle("tracker.timed", isOn: $model.timed)
      if model.timed { DatePicker("tracker.time", selection: $model.start, displayedComponents: [.hourAndMinute]) }
      WrongView(model.wrong, at: .start, .day, .minute)
      Picker("basis", selection: $model.basis) {
        Text("basis.first_without").tag(StartBasis.firstDayWithout)
        Text("basis.last_of_use").tag(StartBasis.lastDayOfUse)
        Text("basis.own").tag(StartBasis.own)
      }
      Picker("style", selection: $model.style) {
        Text("style.elapsed").tag(CountStyle.elapsed)
        Text("style.day_one").tag(CountStyle.dayOne)
      }
    }
  }

  private var aside: some View {
    Section {
      Button("archive") { Task { if let id = model.id, await today.archive(id) { dismiss() } } }
        .frame(minHeight: Tokens.target)
      Button("delete", role: .destructive) { deleting = true }.frame(minHeight: Tokens.target)
    } footer: {
      Text("delete.hint")
    }
    .deletes(asking: $deleting, sure: $sure) {
      if let id = model.id, await today.delete(id) { dismiss() }
    }
  }
}

extension View {
  /// Asks twice before it deletes.
  func deletes(
    asking: Binding<Bool>, sure: Binding<Bool>, delete: @escaping @MainActor () async -> Void
  ) -> some View {
    confirmationDialog("delete.ask", isPresented: asking, titleVisibility: .visible) {
      Button("delete.go_on", role: .destructive) { sure.wrappedValue = true }
      Button("cancel", role: .cancel) {}
    } message: {
      Text("delete.hint")
    }
    .alert("delete.sure", isPresented: sure) {
      Button("delete", role: .destructive) { Task { await delete() } }
      Button("cancel", role: .cancel) {}
    } message: {
      Text("delete.hint")
    }
  }
}

/// Some sixty fellowships and the person's own, found by any of their names.
struct FellowshipPicker: View {
  let model: EditorModel
  @State private var words: String
  @Environment(\.dismiss) private var dismiss

  init(model: EditorModel, words: String = "") {
    self.model = model
    _words = State(initialValue: words)
  }

  var body: some View {
    List {
      row("", Text("fellowship.none"))
      if found.isEmpty { Text("fellowship.nothing") }
      ForEach(found, id: \.id) { fellowship in row(fellowship.id, Text(verbatim: fellowship.name)) }
    }
    .searchable(text: $words, prompt: "fellowship.search")
    .navigationTitle("fellowship")
    .helpInTheCorner(model.session.country)
  }

  private var found: [Fellowship] { model.fellowships(with: words) }

  private func row(_ id: String, _ name: Text) -> some View {
    Button {
      model.fellowship = id
      dismiss()
    } label: {
      HStack {
        name.foregroundStyle(Palette.ink)
        Spacer()
        if model.fellowship == id {
          Image(systemName: "checkmark").foregroundStyle(Palette.primary).accessibilityHidden(true)
        }
      }
    }
    .frame(minHeight: Tokens.target)
    .accessibilityAddTraits(model.fellowship == id ? .isSelected : [])
  }
}

/// The keys of what a tracker can be about.
enum SubjectWords {
  static func words(_ key: String) -> LocalizedStringKey {
    switch key {
    case "alcohol": "subject.alcohol"
    case "benzodiazepines": "subject.benzodiazepines"
    case "cannabis": "subject.cannabis"
    case "cocaine": "subject.cocaine"
    case "debt": "subject.debt"
    case "eating": "subject.eating"
    case "family": "subject.family"
    case "gambling": "subject.gambling"
    case "gaming": "subject.gaming"
    case "nicotine": "subject.nicotine"
    case "opioids": "subject.opioids"
    case "pornography": "subject.pornography"
    case "screen": "subject.screen"
    case "sex": "subject.sex"
    case "spending": "subject.spending"
    case "stimulants": "subject.stimulants"
    default: "subject.other"
    }
  }
}
