import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// One list: how it stands, what helps, and what is said about it.
struct SourceView: View {
  let model: SourcesModel
  let name: String
  @State private var form: SourceForm?

  var body: some View {
    List {
      if let source = model.source(name) {
        Section {
          Text(verbatim: name).font(.title2).accessibilityAddTraits(.isHeader)
          Text("meetings.found \(Int(source.meetings))")
          SourceStanding(source: source, outcome: model.refresh.outcome(name))
        }
        RefreshProgress(model: model.refresh, only: name)
        if !model.refresh.isRunning { ways(source) }
        facts(source)
        Section {
          Button("source.edit") { edit(source) }.frame(minHeight: Tokens.target)
        } footer: {
          Text("source.edit.hint")
        }
      } else if model.state == .loading {
        ProgressView("loading")
      } else if model.state == .ready {
        Text("source.gone")
      } else {
        UnreadableView { await model.load() }
      }
    }
    .navigationTitle("source")
    .helpInTheCorner(model.session.country)
    .task { await model.run() }
    .sheet(item: $form) { SourceFormView(model: $0.model) }
  }

  private func edit(_ source: Source, address: String? = nil) {
    form = SourceForm(model: SourceFormModel(session: model.session, source.details, address: address))
  }

  /// What can be done about it now.
  @ViewBuilder private func ways(_ source: Source) -> some View {
    if case .shrunk = source.problem {
      Section {
        Button("import.all_the_same") { model.refresh.ask([name], acceptShrink: true) }.frame(minHeight: Tokens.target)
      } footer: {
        Text("import.all_the_same.hint")
      }
    }
    if case .moved(let to?) = source.problem {
      Section("website.moved_to") {
        Text(verbatim: to)
        Button("source.take_address") { edit(source, address: to) }.frame(minHeight: Tokens.target)
      }
    }
    if source.details.url != nil {
      Section {
        Button("source.ask", systemImage: "arrow.clockwise") { model.refresh.ask([name]) }.frame(minHeight: Tokens.target)
      } footer: {
        Text("refresh.hint")
      }
    }
  }

  private func facts(_ source: Source) -> some View {
    Section("source.about") {
      if let url = source.details.url { FactRow("source.address", url) }
      if let fellowship = source.details.fellowship { FactRow("fellowship", FellowshipNames.name(fellowship)) }
      if let zone = source.details.zone { FactRow("source.zone", zoneName(zone)) } else { Text("source.zone.none") }
      if let country = source.details.country { FactRow("source.country", countryName(country)) }
      if source.details.aggregator { Text("source.gathers") }
      if let licence = source.details.licence { FactRow("source.licence", licence) }
    }
  }
}

/// A form that is open.
private struct SourceForm: Identifiable {
  let model: SourceFormModel
  var id: ObjectIdentifier { ObjectIdentifier(model) }
}

/// A zone as people write it: `America/New_York` is "America, New York".
func zoneName(_ zone: String) -> String {
  zone.replacingOccurrences(of: "/", with: ", ").replacingOccurrences(of: "_", with: " ")
}

func countryName(_ code: String) -> String { Locale.current.localizedString(forRegionCode: code) ?? code }
