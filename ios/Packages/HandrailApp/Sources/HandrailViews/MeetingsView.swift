import Foundation
import Handrail
import HandrailModels
import SwiftUI

public struct MeetingsView: View {
  @Bindable var model: MeetingsModel
  let session: Session
  @State private var picking = false
  @State private var importTask: Task<Void, Never>?

  public init(model: MeetingsModel, session: Session) {
    self.model = model
    self.session = session
  }

  public var body: some View {
    List {
      Section {
        Toggle("meetings.near", isOn: $model.near)
        Toggle("meetings.soon", isOn: $model.soon)
        Toggle("meetings.online", isOn: $model.online)
      }
      if let rows = model.importing {
        Section {
          Text("meetings.importing \(rows)")
          Button("cancel", role: .cancel) { importTask?.cancel() }.frame(minHeight: Tokens.target)
        }
      }
      if model.refused { Section { Text("meetings.refused") } }
      if model.loading {
        ProgressView()
      } else if model.rows.isEmpty {
        Section { nothing }
      } else {
        Section {
          ForEach(model.rows, id: \.id) { row in
            NavigationLink {
              MeetingView(model: model, session: session, id: row.id)
            } label: {
              MeetingRowView(row: row)
            }
          }
          if model.nextPage != nil { Button("meetings.more") { Task { await model.more() } }.frame(minHeight: Tokens.target) }
        } header: {
          Text("meetings.found \(model.total)")
        }
      }
      Section {
        Button("meetings.import", systemImage: "square.and.arrow.down") { picking = true }.frame(minHeight: Tokens.target)
        if model.nothingImported {
          Button("meetings.sample") { importTask = Task { await model.importSample() } }.frame(minHeight: Tokens.target)
        }
      }
    }
    .navigationTitle("meetings")
    .searchable(text: $model.words, prompt: "meetings.search")
    .helpInTheCorner(session.country)
    .task(id: model.question) {
      // While a person types, only the last word is asked.
      try? await Task.sleep(for: .milliseconds(200))
      if !Task.isCancelled { await model.search() }
    }
    .fileImporter(isPresented: $picking, allowedContentTypes: [.json, .plainText]) { picked in
      guard case .success(let url) = picked else { return }
      importTask = Task {
        let opened = url.open()
        await model.importFile(url.path, name: url.lastPathComponent)
        if opened { url.close() }
      }
    }
  }

  @ViewBuilder private var nothing: some View {
    if model.nothingImported {
      Text("meetings.none.title").font(.headline)
      Text("meetings.none.text")
    } else {
      Text("meetings.empty.title").font(.headline)
      Text("meetings.empty.text")
    }
  }
}

struct MeetingRowView: View {
  let row: MeetingRow

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      WhenView(next: row.next)
      Text(verbatim: row.name)
      HStack {
        if let place = row.place { Text(verbatim: place) }
        if let metres = row.distanceM { Text("distance.away \(distance(metres))") }
        Text(row.venue.words)
      }
      .font(.footnote)
      .foregroundStyle(Palette.inkSecondary)
    }
    .frame(minHeight: Tokens.target)
    .accessibilityElement(children: .combine)
  }
}

/// When it starts, in the person's own zone.
struct WhenView: View {
  let next: Occurrence?

  var body: some View {
    if let next {
      if next.inProgress {
        Text("meeting.in_progress").font(.headline).foregroundStyle(Palette.primary)
      } else {
        Text(verbatim: next.words(in: .current)).font(.headline).foregroundStyle(Palette.primary)
      }
      if next.zoneAssumed { Text("meeting.zone_assumed").font(.footnote) }
    } else {
      Text("meeting.by_appointment").font(.headline).foregroundStyle(Palette.primary)
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
