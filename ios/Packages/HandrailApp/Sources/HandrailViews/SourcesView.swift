import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Where meetings come from: the lists on this phone, asking their websites, and a new one by address or from a file.
struct SourcesView: View {
  @State private var model: SourcesModel
  @State private var picking = false
  @State private var adding = false

  init(model: SourcesModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      ImportSections(model: model.incoming)
      RefreshProgress(model: model.refresh)
      LoadedView(model.state, model.session) { await model.load() } content: { ready }
      if model.incoming.picked == nil { add }
    }
    .navigationTitle("sources")
    .helpInTheCorner(model.session.country)
    .task { await model.run() }
    .sheet(isPresented: $adding) { SourceFormView(model: SourceFormModel(session: model.session)) }
    .fileImporter(isPresented: $picking, allowedContentTypes: [.json, .commaSeparatedText, .tabSeparatedText, .calendarEvent, .plainText]) { picked in
      guard case .success(let url) = picked else { return }
      Task {
        let opened = url.open()
        await model.incoming.pick(url)
        if opened { url.close() }
      }
    }
  }

  @ViewBuilder private var ready: some View {
    if model.canRefresh && !model.refresh.isRunning { refresh }
    if model.sources.isEmpty {
      Section {
        Text("meetings.none.title").font(.headline)
        Text("meetings.none.text")
      }
    } else {
      Section {
        ForEach(model.sources, id: \.details.name) { source in
          NavigationLink {
            SourceView(model: model, name: source.details.name)
          } label: {
            SourceRow(source: source, outcome: model.refresh.outcome(source.details.name))
          }
        }
      }
    }
  }

  private var refresh: some View {
    Section {
      if model.due > 0 {
        Button("refresh.due \(model.due)", systemImage: "arrow.clockwise") { model.refresh.ask() }
          .frame(minHeight: Tokens.target)
      } else {
        Text("refresh.none_due")
      }
    } footer: {
      Text("refresh.hint")
    }
  }

  private var add: some View {
    Section {
      Button("source.add", systemImage: "plus") { adding = true }.frame(minHeight: Tokens.target)
      Button("meetings.import", systemImage: "square.and.arrow.down") { picking = true }
        .frame(minHeight: Tokens.target).disabled(model.incoming.isImporting)
      if model.sources.isEmpty {
        Button("meetings.sample") { Task { await model.incoming.importSample() } }
          .frame(minHeight: Tokens.target).disabled(model.incoming.isImporting)
      }
    } footer: {
      Text("import.hint")
    }
  }
}

/// A list in the list of lists: how much it holds, and how it stands.
struct SourceRow: View {
  let source: Source
  let outcome: RefreshModel.Outcome?

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      Text(verbatim: source.details.name).font(.headline)
      Text("meetings.found \(Int(source.meetings))")
      if let fellowship = source.details.fellowship { Text(verbatim: FellowshipNames.name(fellowship)).font(.footnote) }
      SourceStanding(source: source, outcome: outcome)
    }
    .frame(minHeight: Tokens.target)
    .accessibilityElement(children: .combine)
  }
}

/// How a list stands: when it was read, whether it is old and why, and when its turn comes.
struct SourceStanding: View {
  let source: Source
  let outcome: RefreshModel.Outcome?

  var body: some View {
    if let read = source.importedAt {
      Text("source.read \(read.formatted(date: .abbreviated, time: .shortened))").font(.footnote)
    } else {
      Text("source.new").font(.footnote)
    }
    if let problem = source.problem {
      Label(outcome?.problem?.words ?? problem.words, systemImage: "exclamationmark.circle").foregroundStyle(Palette.help)
      if source.importedAt != nil { Text("source.kept").font(.footnote) }
    }
    next.font(.footnote)
  }

  private var next: Text {
    guard let next = source.nextTryAt else { return Text("source.by_file") }
    let when = next.formatted(date: .abbreviated, time: .shortened)
    return switch source.state {
    case .new, .due: Text("source.due")
    case .current: Text("source.next \(when)")
    case .stale: Text("source.rests \(when)")
    }
  }
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
