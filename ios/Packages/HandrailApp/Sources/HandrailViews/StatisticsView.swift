import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A longer look at one tracker. Numbers that are not sure are told with their bounds.
struct StatisticsView: View {
  let model: DetailModel

  var body: some View {
    Group {
      if let numbers = model.statistics {
        List {
          runs(numbers)
          ForEach(numbers.windows, id: \.length) { window in WindowSection(window: window) }
          if numbers.returns > 0 { weekdayUses(numbers) }
          if let within = numbers.withinGoal { goal(within) }
        }
      } else {
        ProgressView("loading")
      }
    }
    .navigationTitle("statistics")
    .helpInTheCorner(model.session.country)
    .task { await model.loadStatistics() }
  }

  private func runs(_ numbers: TrackerStatistics) -> some View {
    Section("statistics.runs") {
      KeptLine(title: "statistics.current", value: Text("days \(Int(numbers.currentDays))"))
      KeptLine(title: "kept.longest", value: Text("days \(Int(numbers.longestDays))"))
      KeptLine(title: "statistics.mean", value: Text("statistics.days \(one(numbers.meanDays))"))
      KeptLine(title: "statistics.median", value: Text("statistics.days \(one(numbers.medianDays))"))
      KeptLine(title: "kept.total", value: Text("days \(Int(numbers.totalDays))"))
      KeptLine(title: "statistics.since_first", value: Text(verbatim: percent(numbers.percentSinceFirstStart)))
    }
  }

  private func weekdayUses(_ numbers: TrackerStatistics) -> some View {
    Section("statistics.weekdays") {
      ForEach(weekdays(first: model.firstWeekday), id: \.number) { weekday in
        LabeledContent {
          Text("days \(Int(numbers.usesByWeekday[weekday.number]))")
        } label: {
          Text(verbatim: weekday.name)
        }
        .accessibilityElement(children: .combine)
      }
    }
  }

  private func goal(_ within: WithinGoal) -> some View {
    Section("statistics.goal") {
      KeptLine(title: "statistics.goal.known", value: Text("days \(Int(within.daysKnown))"))
      KeptLine(title: "statistics.goal.within", value: Text("days \(Int(within.daysWithin))"))
      KeptLine(title: "statistics.goal.dry", value: Text("days \(Int(within.dryDays))"))
    }
  }
}

/// Percent of days without use: the observed one from a coverage of 80 on, below that between which two it lies.
struct WindowSection: View {
  let window: WindowOutcomes

  var body: some View {
    Section("statistics.window \(Int(window.length))") {
      if window.outcomes.coverage >= 80, let observed = window.outcomes.pdaObserved {
        KeptLine(title: "statistics.pda", value: Text(verbatim: percent(observed)))
      } else if window.outcomes.coverage > 0 {
        KeptLine(
          title: "statistics.pda",
          value: Text("statistics.between \(percent(window.outcomes.pdaWorst)) \(percent(window.outcomes.pdaBest))"))
      } else {
        Text("statistics.nothing")
      }
      Text("statistics.coverage \(percent(window.outcomes.coverage))").font(.footnote).foregroundStyle(Palette.inkSecondary)
    }
  }
}

private func one(_ number: Double) -> String { number.formatted(.number.precision(.fractionLength(0...1))) }
private func percent(_ number: Double) -> String { (number / 100).formatted(.percent.precision(.fractionLength(0))) }
