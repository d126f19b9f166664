import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Websites being asked for their lists: which, how far, and how it ended.
struct RefreshProgress: View {
  let model: RefreshModel
  /// On the screen of one list nothing is said of others, and why it was refused stands there already.
  var only: String?

  var body: some View {
    if model.isRunning {
      Section {
        if let step = model.step {
          Text("refresh.going \(step.number) \(step.total) \(step.source)")
          if let part = model.part {
            ProgressView(value: part).accessibilityLabel(step.phase.words)
          } else {
            ProgressView(step.phase.words)
          }
          if case .receiving(let step) = step.phase { Text("refresh.received \(size(step.bytesReceived))").font(.footnote) }
        } else {
          ProgressView("refresh.begins")
        }
        Button("cancel", role: .cancel) { model.cancel() }.frame(minHeight: Tokens.target)
      } footer: {
        Text("refresh.cancel.hint")
      }
    } else if let ended = model.ended {
      Section("refresh") {
        Text(ended.words)
        ForEach(shown) { outcome in
          VStack(alignment: .leading, spacing: Tokens.Space.xs) {
            Text(verbatim: outcome.source).font(.headline)
            RefreshOutcomeView(outcome: outcome)
          }
          .accessibilityElement(children: .combine)
        }
      }
    }
  }

  private var shown: [RefreshModel.Outcome] {
    guard let only else { return model.outcomes }
    return model.outcomes.filter { outcome in
      if case .finished(.refused) = outcome.phase { false } else { outcome.source == only }
    }
  }
}

extension RefreshModel {
  /// Asks, and says aloud when it is over.
  func ask(_ names: [String] = [], acceptShrink: Bool = false) {
    Task {
      await refresh(names, acceptShrink: acceptShrink)
      AccessibilityNotification.Announcement("refresh.over").post()
    }
  }
}

/// What became of one list.
struct RefreshOutcomeView: View {
  let outcome: RefreshModel.Outcome

  var body: some View {
    switch outcome.phase {
    case .finished(.imported(let report)): ReportView(report: report)
    case .finished(.unchanged): Text("report.same")
    case .finished(.refused(let problem)):
      Text(outcome.problem?.words ?? problem.words).foregroundStyle(Palette.help)
    case .failed(.StorageFull): Text("trouble.full.text")
    case .failed, .fetching, .receiving, .reading: Text("unreadable.text")
    }
  }
}

extension RefreshPhase {
  /// What is going on.
  var words: LocalizedStringKey {
    switch self {
    case .receiving: "refresh.receiving"
    case .reading: "import.running"
    case .fetching, .finished, .failed: "refresh.waiting"
    }
  }
}

extension RefreshModel.Ended {
  var words: LocalizedStringKey {
    switch self {
    case .done: "refresh.done"
    case .nothingDue: "refresh.none_due"
    case .cancelled: "refresh.cancelled"
    case .phone(let problem): problem.words
    case .trouble: "unreadable.text"
    }
  }
}

extension WebsiteProblem {
  var words: LocalizedStringKey {
    switch self {
    case .notSecure: "website.not_secure"
    case .notTrusted: "website.not_trusted"
    case .tooSlow: "website.slow"
    case .tooLarge: "refused.large"
    case .noAnswer: "website.no_answer"
    case .offline: "website.offline"
    case .noRoom: "trouble.full.text"
    }
  }
}

extension SourceProblem {
  /// What went wrong, and what may help.
  var words: LocalizedStringKey {
    switch self {
    case .shrunk(let had, let came): "website.shrunk \(Int(came)) \(Int(had))"
    case .unreachable: "website.no_answer"
    case .tooSlow: "website.slow"
    case .notSecure: "website.not_secure"
    case .notTrusted: "website.not_trusted"
    case .http(let status):
      switch status {
      case 401, 403: "website.closed \(Int(status))"
      case 404, 410: "website.not_there \(Int(status))"
      case 429: "website.often \(Int(status))"
      case 500...: "website.trouble \(Int(status))"
      default: "website.error \(Int(status))"
      }
    case .moved: "website.moved"
    case .challenge: "refused.challenge"
    case .page: "refused.page"
    case .unreadable(let reason): reason.words
    }
  }
}
