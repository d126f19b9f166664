import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// What research says that fits a tracker. Every statement names its source.
struct ResearchView: View {
  let model: DetailModel

  var body: some View {
    Group {
      if let numbers = model.statistics {
        List {
          if numbers.facts.isEmpty && model.health == nil { Text("research.none") }
          if !numbers.facts.isEmpty {
            Section("research.facts") {
              ForEach(numbers.facts, id: \.key) { fact in
                if let words = Research.words(fact.key) { StatementView(words: words, source: fact.source, url: fact.url) }
              }
            }
          }
          if let health = model.health { HealthSection(timeline: health) }
        }
      } else {
        ProgressView("loading")
      }
    }
    .navigationTitle("research")
    .helpInTheCorner(model.session.country)
    .task { await model.loadStatistics() }
  }
}

/// What may change in the body. The warning of withdrawal stands before it, whatever the timeline is of.
struct HealthSection: View {
  let timeline: HealthTimeline

  var body: some View {
    Section {
      Text("subject.withdrawal")
      ForEach(timeline.steps, id: \.key) { step in
        if let words = Research.words(step.key) {
          StatementView(words: words, source: step.source, url: step.url, day: Int(step.days))
        }
      }
    } header: {
      Text("research.health")
    } footer: {
      if timeline.steps.contains(where: { $0.confidence == .low }) { Text("research.unsure") }
    }
  }
}

/// A statement, and the way to who says so.
struct StatementView: View {
  let words: LocalizedStringKey
  let source: String
  let url: String
  var day: Int?

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      if let day { Text("research.day \(day)").font(.footnote).foregroundStyle(Palette.inkSecondary) }
      Text(words)
      if let url = URL(string: url) {
        Link("research.source \(source)", destination: url).font(.footnote).frame(minHeight: Tokens.target)
      }
    }
  }
}

/// The core's keys of statements. None of them is to frighten anybody.
enum Research {
  /// `nil` for a key without words: it is then not shown.
  static func words(_ key: String) -> LocalizedStringKey? {
    switch key {
    case "it_gets_easier_with_time": "research.easier"
    case "a_year_carries_further": "research.year"
    case "sleep_changes": "research.sleep"
    case "withdrawal_peaks": "research.withdrawal"
    case "immune_system": "research.immune"
    case "brain_volume": "research.brain"
    case "blood_pressure": "research.pressure"
    case "thinking": "research.thinking"
    default: nil
    }
  }
}
