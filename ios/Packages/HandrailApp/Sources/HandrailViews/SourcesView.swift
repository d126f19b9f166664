import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Where meetings come from: the lists on this phone, and a new one from a file.
struct SourcesView: View {
  @State private var model: SourcesModel
  @State private var picking = false

  init(model: SourcesModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      if model.isImporting { importing }
      if let outcome = model.outcome { Section("import") { OutcomeView(outcome: outcome) } }
      if let shrunk = model.shrunk {
        Section {
          Button("import.all_the_same") { Task { await take(shrunk.path, shrunk.name, all: true) } }.frame(minHeight: Tokens.target)
        } footer: {
          Text("import.all_the_same.hint")
        }
      }
      switch model.state {
      case .loading: ProgressView("loading")
      case .trouble, .locked: UnreadableView { await model.load() }
      case .ready: sources
      }
      add
    }
    .navigationTitle("sources")
    .helpInTheCorner(model.session.country)
    .task { await model.run() }
    .fileImporter(isPresented: $picking, allowedContentTypes: [.json, .commaSeparatedText, .tabSeparatedText, .calendarEvent, .plainText]) { picked in
      guard case .success(let url) = picked else { return }
      Task {
        let opened = url.open()
        await take(url.path, url.lastPathComponent)
        if opened { url.close() }
      }
    }
  }

  private func take(_ path: String, _ name: String, all: Bool = false) async {
    await model.importFile(path, name: name, acceptShrink: all)
    AccessibilityNotification.Announcement("import.over").post()
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

  @ViewBuilder private var sources: some View {
    if model.sources.isEmpty {
      Section {
        Text("meetings.none.title").font(.headline)
        Text("meetings.none.text")
      }
    }
    ForEach(model.sources, id: \.details.name) { source in
      Section {
        VStack(alignment: .leading, spacing: Tokens.Space.xs) {
          Text(verbatim: source.details.name).font(.headline)
          Text("meetings.found \(Int(source.meetings))")
          if let read = source.importedAt { Text("source.read \(read.formatted(date: .abbreviated, time: .shortened))") }
          if let fellowship = source.details.fellowship { Text(verbatim: FellowshipNames.name(fellowship)) }
        }
        .accessibilityElement(children: .combine)
      }
    }
  }

  private var add: some View {
    Section {
      Button("meetings.import", systemImage: "square.and.arrow.down") { picking = true }
        .frame(minHeight: Tokens.target).disabled(model.isImporting)
      if model.sources.isEmpty {
        Button("meetings.sample") { Task { await model.importSample() } }.frame(minHeight: Tokens.target).disabled(model.isImporting)
      }
    } footer: {
      Text("import.hint")
    }
  }
}

/// What an import did, in plain words.
struct OutcomeView: View {
  let outcome: SourcesModel.Outcome

  var body: some View {
    switch outcome {
    case .imported(let report): ReportView(report: report)
    case .refused(let reason):
      Text("meetings.refused").font(.headline)
      Text(reason.words)
    case .cancelled: Text("import.cancelled")
    case .full: Text("trouble.full.text")
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

/// A file that another app lends. On Linux there is nobody to ask.
extension URL {
  fileprivate func open() -> Bool {
    #if os(Linux)
      return false
    #else
      return startAccessingSecurityScopedResource()
    #endif
  }

  fileprivate func close() {
    #if !os(Linux)
      stopAccessingSecurityScopedResource()
    #endif
  }
}
