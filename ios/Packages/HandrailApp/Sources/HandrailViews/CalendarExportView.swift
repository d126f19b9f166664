import Foundation
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
      case .making: ProgressView("calendar.writing")
      case .ready:
        Section {
          Button("calendar.send", systemImage: "square.and.arrow.up") { Task { await model.send() } }.frame(minHeight: Tokens.target)
        } footer: {
          Text("calendar.file.hint")
        }
      case .empty: Section { Text("calendar.empty") }
      case .tooMany: Section { Text("calendar.too_many") }
      case .locked: LockedView(session: model.session)
      case .full: Section { Text("trouble.full.text") }
      case .trouble: UnreadableView { await model.make() }
      }
    }
    .navigationTitle("calendar.title")
    .helpInTheCorner(model.session.country)
    .task(id: model.named) { await model.make() }
    .sheet(item: sending) { sending in
      ShareSheet(file: sending.file) { model.sent() }.presentationDetents([.medium, .large])
    }
  }

  /// However the sheet is closed, the file goes.
  private var sending: Binding<CalendarModel.Sending?> {
    Binding(get: { model.sending }, set: { if $0 == nil { model.sent() } })
  }
}

#if os(iOS)
  import UIKit

  /// The system's own sheet, not SwiftUI's link to it: that does not tell when it is over, and the file would stay.
  struct ShareSheet: UIViewControllerRepresentable {
    let file: URL
    let done: @MainActor () -> Void

    func makeUIViewController(context: Context) -> UIActivityViewController {
      let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
      // Cancelled in the app that was chosen, the sheet stays for another.
      sheet.completionWithItemsHandler = { chosen, completed, _, _ in if completed || chosen == nil { done() } }
      return sheet
    }

    func updateUIViewController(_ sheet: UIActivityViewController, context: Context) {}
  }
#else
  struct ShareSheet: View {
    let file: URL
    let done: @MainActor () -> Void

    var body: some View {
      ShareLink("calendar.send", item: file)
      Button("close") { done() }
    }
  }
#endif
