import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// The archive, and what was deleted and can still be restored.
struct AsideView: View {
  let model: TodayModel
  let meetings: MeetingsModel

  var body: some View {
    List {
      Section("aside.archived") {
        if model.archived.isEmpty { Text("aside.archived.none") }
        ForEach(model.archived, id: \.id) { tracker in
          NavigationLink {
            DetailView(model: DetailModel(session: model.session, id: tracker.id), today: model, meetings: meetings)
          } label: {
            Text(verbatim: tracker.details.name)
          }
          .swipeActions(edge: .trailing) { Button("restore") { Task { await model.archive(tracker.id, false) } } }
          Button("aside.back \(tracker.details.name)") { Task { await model.archive(tracker.id, false) } }
            .frame(minHeight: Tokens.target)
        }
      }
      Section {
        if model.deleted.isEmpty { Text("aside.deleted.none") }
        ForEach(model.deleted, id: \.id) { tracker in
          VStack(alignment: .leading) {
            Text(verbatim: tracker.details.name)
            if let until = model.restorable(tracker) {
              Text("aside.until \(until.formatted(date: .abbreviated, time: .omitted))")
                .font(.footnote).foregroundStyle(Palette.inkSecondary)
            }
          }
          .accessibilityElement(children: .combine)
          Button("aside.back \(tracker.details.name)") { Task { await model.restore(tracker.id) } }
            .frame(minHeight: Tokens.target)
        }
      } header: {
        Text("aside.deleted")
      } footer: {
        Text("aside.deleted.hint")
      }
    }
    .navigationTitle("aside")
    .helpInTheCorner(model.session.country)
    .task { await model.showAside() }
  }
}
