import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// The form of a list that a website offers. Saving asks no website.
struct SourceFormView: View {
  @State private var model: SourceFormModel
  @State private var removing = false
  @Environment(\.dismiss) private var dismiss

  init(model: SourceFormModel) { _model = State(initialValue: model) }

  var body: some View {
    NavigationStack {
      Form {
        if model.wrong == .trouble { Section { Text("unreadable.text").foregroundStyle(Palette.help) } }
        ResumedView(form: model)
        what
        about
        terms
        if model.before != nil { remove }
      }
      .navigationTitle(model.before == nil ? "source.add" : "source.edit")
      .helpInTheCorner(model.session.country)
      .cancelOrSave(disabled: model.saving, cancel: model.dropDraft) { await model.save() }
      .keepsDraft(of: model)
    }
  }

  private var what: some View {
    Section {
      // A list is known by its name: another name would be another list.
      if model.before == nil {
        TextField("source.name", text: $model.name)
        SourceWrongView(model.wrong, at: .source)
      } else {
        Text(verbatim: model.name).font(.headline)
      }
      TextField("source.address", text: $model.address)
      SourceWrongView(model.wrong, at: .link)
    } footer: {
      Text("source.address.hint")
    }
  }

  private var about: some View {
    Section {
      Picker("fellowship", selection: $model.fellowship) {
        Text("source.as_it_says").tag("")
        ForEach(FellowshipNames.inOrder, id: \.id) { fellowship in Text(verbatim: fellowship.name).tag(fellowship.id) }
      }
      .longPicker()
      SourceWrongView(model.wrong, at: .fellowship)
      ZonePicker(zone: $model.zone)
      SourceWrongView(model.wrong, at: .zone)
      Picker("source.country", selection: $model.country) {
        Text("source.unsaid").tag("")
        ForEach(countries, id: \.self) { code in Text(verbatim: countryName(code)).tag(code) }
      }
      .longPicker()
      SourceWrongView(model.wrong, at: .country)
      Picker("source.every", selection: $model.hours) {
        ForEach(rests, id: \.self) { hours in Text(verbatim: lead(hours * 60)).tag(hours) }
      }
      SourceWrongView(model.wrong, at: .refreshHours)
      if model.saidColumns > 0 {
        Toggle("source.columns.keep", isOn: $model.keepsColumns).frame(minHeight: Tokens.target)
        SourceWrongView(model.wrong, at: .columns)
      }
    } header: {
      Text("source.about")
    } footer: {
      Text("zone.hint")
    }
  }

  private var terms: some View {
    Section {
      Toggle("source.gathers", isOn: $model.gathers).frame(minHeight: Tokens.target)
      TextField("source.licence", text: $model.licence, axis: .vertical)
      SourceWrongView(model.wrong, at: .licence)
    } footer: {
      Text("source.licence.hint")
    }
  }

  private var remove: some View {
    Section {
      Button("source.remove", role: .destructive) { removing = true }.frame(minHeight: Tokens.target)
    }
    .confirmationDialog("source.remove.sure", isPresented: $removing, titleVisibility: .visible) {
      Button("source.remove.yes", role: .destructive) { Task { if await model.remove() { dismiss() } } }
    } message: {
      Text("source.remove.hint")
    }
  }

  /// One that was set elsewhere stays a choice.
  private var rests: [Int] {
    let usual = [6, 12, 24, 72, 168, 720]
    return usual.contains(model.hours) ? usual : (usual + [model.hours]).sorted()
  }

  private var countries: [String] {
    let known = Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 }
    return known.sorted { countryName($0).localizedCompare(countryName($1)) == .orderedAscending }
  }
}

/// The zone of meetings of which a list says none: that may be left unsaid.
struct ZonePicker: View {
  @Binding var zone: String

  var body: some View {
    Picker("source.zone", selection: $zone) {
      Text("source.unsaid").tag("")
      ForEach(zones, id: \.self) { zone in Text(verbatim: zoneName(zone)).tag(zone) }
    }
    .longPicker()
  }

  private var zones: [String] {
    let known = TimeZone.knownTimeZoneIdentifiers
    return zone.isEmpty || known.contains(zone) ? known : ([zone] + known).sorted()
  }
}

/// What cannot be taken in the form of a list, said beside its field.
struct SourceWrongView: View {
  let wrong: SourceWrong?
  let here: Field

  init(_ wrong: SourceWrong?, at here: Field) {
    self.wrong = wrong
    self.here = here
  }

  var body: some View {
    if let wrong, wrong.field == here { Text(wrong.words).foregroundStyle(Palette.help) }
  }
}

extension SourceWrong {
  var words: LocalizedStringKey {
    switch self {
    case .nameTaken: "wrong.source.taken"
    case .notSecure: "wrong.source.secure"
    case .trouble: "unreadable.text"
    case .field(.source, .tooLong): "wrong.source.long"
    case .field(.source, _): "wrong.source.name"
    case .field(.link, .tooLong): "wrong.source.address_long"
    case .field(.link, _): "wrong.source.address"
    case .field(.zone, _): "wrong.zone"
    case .field(.fellowship, _): "wrong.source.fellowship"
    case .field(.country, _): "wrong.source.country"
    case .field(.licence, _): "wrong.source.licence"
    case .field(.columns, _): "wrong.source.columns"
    case .field: "wrong.other"
    }
  }
}
