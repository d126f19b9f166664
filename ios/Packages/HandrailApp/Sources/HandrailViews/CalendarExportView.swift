import Handrail
import HandrailModels
import SwiftUI

/// Meetings on their way into the person's own calendar: with or without names, and then wherever they send the file.
struct CalendarExportView: View {
  @State private var model: CalendarModel

  init(model: CalendarModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      Section {
        Toggle("calendar.named", isOn: $model.named).frame(minHeight: Tokens.target)
      } footer: {
        if model.named { Text("calendar.named.hint") } else { Text("calendar.discreet.hint") }
      }
      switch model.state {
      case .writing: ProgressView("calendar.writing")
      case .ready(let file): Section { ShareLink("calendar.send", item: file).frame(minHeight: Tokens.target) }
      case .empty: Section { Text("calendar.empty") }
      case .tooMany: Section { Text("calendar.too_many") }
      case .locked: LockedView(session: model.session)
      case .trouble: UnreadableView { await model.write() }
      }
    }
    .navigationTitle("calendar.title")
    .helpInTheCorner(model.session.country)
    .task(id: model.named) { await model.write() }
  }
}
