import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A list from a file, from the pick to the report.
struct ImportSections: View {
  let model: ImportModel

  var body: some View {
    if model.isImporting { importing }
    if let outcome = model.outcome { Section("import") { OutcomeView(outcome: outcome) } }
    if !model.isImporting, let picked = model.picked {
      // Not `Binding($model.picked)!`: a field that ends its editing late must not bring back a file that was let go.
      PickedFile(picked: Binding(get: { model.picked ?? picked }, set: { if model.picked != nil { model.picked = $0 } }))
      ways
    }
  }

  private var ways: some View {
    Section {
      if model.isShrunk {
        Button("import.all_the_same") { take(acceptShrink: true) }.frame(minHeight: Tokens.target)
      } else {
        Button("import.now") { take() }.frame(minHeight: Tokens.target).disabled(model.picked?.lacksColumns ?? false)
      }
      Button("cancel", role: .cancel) { model.discard() }.frame(minHeight: Tokens.target)
    } footer: {
      if model.isShrunk {
        Text("import.all_the_same.hint")
      } else if model.picked?.lacksColumns == true {
        Text("columns.lacking")
      }
    }
  }

  private func take(acceptShrink: Bool = false) {
    Task {
      await model.importPicked(acceptShrink: acceptShrink)
      AccessibilityNotification.Announcement("import.over").post()
    }
  }

  private var importing: some View {
    Section {
      ProgressView(value: model.part).accessibilityLabel("import.running")
      Text("meetings.importing \(model.progress?.rows ?? 0)")
      Button("cancel", role: .cancel) { model.cancel() }.frame(minHeight: Tokens.target)
    } footer: {
      Text("import.cancel.hint")
    }
  }
}

/// What the person says about a file before it is read.
struct PickedFile: View {
  @Binding var picked: FileDraft

  var body: some View {
    Section {
      TextField("source.name", text: $picked.name)
      Picker("fellowship", selection: $picked.fellowship) {
        Text("source.as_it_says").tag("")
        ForEach(FellowshipNames.inOrder, id: \.id) { fellowship in Text(verbatim: fellowship.name).tag(fellowship.id) }
      }
      .longPicker()
      ZonePicker(zone: $picked.zone)
    } header: {
      Text("picked")
    } footer: {
      Text("picked.hint")
    }
    if !picked.columns.isEmpty {
      Section {
        ForEach($picked.columns) { $column in ColumnRow(column: $column) }
      } header: {
        Text("columns")
      } footer: {
        Text("columns.hint")
      }
    }
  }
}

/// A column: what it is called, what stands in it, and what it is read as.
struct ColumnRow: View {
  @Binding var column: ColumnDraft

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      if column.guess.contact {
        Text("columns.contact \(column.guess.column)")
      } else {
        Picker("columns.holds \(column.guess.column)", selection: $column.field) {
          Text("column.unread").tag("")
          ForEach(fields, id: \.self) { field in ColumnField.text(field).tag(field) }
        }
        .longPicker()
        if !column.guess.examples.isEmpty {
          Text("columns.examples \(column.guess.examples.joined(separator: ", "))").font(.footnote).foregroundStyle(Palette.inkSecondary)
        }
      }
    }
  }

  /// A field of another house's table is no usual choice, and stays where it was guessed.
  private var fields: [String] {
    let known = ColumnDraft.fields
    guard let guessed = column.guess.field, !known.contains(guessed) else { return known }
    return [guessed] + known
  }
}

/// What an import did, in plain words.
struct OutcomeView: View {
  let outcome: ImportModel.Outcome

  var body: some View {
    switch outcome {
    case .imported(let report): ReportView(report: report)
    case .refused(let reason):
      Text("meetings.refused").font(.headline)
      Text(reason.words)
    case .wrong(let field): Text(SourceWrong.field(field, .malformed).words).foregroundStyle(Palette.help)
    case .cancelled: Text("import.cancelled")
    case .full: Text("trouble.full.text")
    case .notGiven: Text("import.not_given")
    case .other: Text("unreadable.text")
    }
  }
}

struct ReportView: View {
  let report: ImportReport

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      Text("report.meetings \(Int(report.meetings))").font(.headline)
      if report.added > 0 { Text("report.added \(Int(report.added))") }
      if report.changed > 0 { Text("report.changed \(Int(report.changed))") }
      if report.gone > 0 { Text("report.gone \(Int(report.gone))") }
      if report.added + report.changed + report.gone == 0 { Text("report.same") }
      if count(.rowUnreadable) > 0 { Text("report.unreadable \(count(.rowUnreadable))") }
      if count(.zoneMissing) > 0 { Text("report.zone \(count(.zoneMissing))") }
      if count(.coordinatesMissing) > 0 { Text("report.place \(count(.coordinatesMissing))") }
      if count(.contactDropped) > 0 { Text("report.contacts \(count(.contactDropped))") }
    }
    .accessibilityElement(children: .combine)
  }

  private func count(_ code: DiagnosticCode) -> Int { Int(report.diagnostics.first { $0.code == code }?.count ?? 0) }
}
