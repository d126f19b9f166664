import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Which form is open over a tracker.
enum DetailSheet: Identifiable, Hashable {
  case edit
  case returned
  case mark(CivilDay)

  var id: Self { self }
}

/// One tracker: the number, the month, the shelf, the episodes.
public struct DetailView: View {
  @State private var model: DetailModel
  let today: TodayModel
  let meetings: MeetingsModel
  @State private var sheet: DetailSheet?
  @Environment(\.dismiss) private var dismiss
  @Environment(\.dynamicTypeSize) private var textSize

  public init(model: DetailModel, today: TodayModel, meetings: MeetingsModel) {
    _model = State(initialValue: model)
    self.today = today
    self.meetings = meetings
  }

  public var body: some View {
    Group {
      if model.gone {
        List { Text("detail.gone") }
      } else if let history = model.history {
        content(history)
      } else {
        ProgressView("loading")
      }
    }
    .navigationTitle(model.history?.tracker.details.name ?? "")
    .helpInTheCorner(model.session.country)
    .toolbar { ToolbarItem(placement: .primaryAction) { Button("edit", systemImage: "pencil") { sheet = .edit } } }
    .sheet(item: $sheet) { sheet in
      switch sheet {
      case .edit: EditorView(model: EditorModel(session: model.session, id: model.id), today: today)
      case .returned:
        ReturnView(model: ReturnModel(session: model.session, id: model.id), today: today, meetings: meetings)
      case .mark(let day):
        if let day = model.calendar?.days.first(where: { $0.day == day }) { MarkView(model: model, day: day) }
      }
    }
    .task { await model.run() }
  }

  private func content(_ history: TrackerHistory) -> some View {
    List {
      Section {
        TrackerCard(tracker: history.today)
        history.today.elapsed.words.accessibilityLabel(Text.joined([Text("elapsed"), history.today.elapsed.words]))
      }
      Section {
        Button(history.today.vocabulary.returned) { sheet = .returned }.frame(minHeight: Tokens.target)
        if history.canUndoReturn {
          Button("return.undo", systemImage: "arrow.uturn.backward") { Task { await model.undoReturn() } }
            .frame(minHeight: Tokens.target)
        }
        if history.canUndoCorrection {
          Button("correction.undo", systemImage: "arrow.uturn.backward") { Task { await model.undoCorrection() } }
            .frame(minHeight: Tokens.target)
        }
        if model.wrong != nil { Text("wrong.other").foregroundStyle(Palette.help) }
      }
      CalendarView(model: model, rows: textSize.isAccessibilitySize) { sheet = .mark($0.day) }
      KeptSection(history: history, digits: model.digits)
      ShelfSection(rows: model.shelf)
      EpisodesSection(episodes: history.episodes)
      Section {
        NavigationLink("statistics") { StatisticsView(model: model) }
        NavigationLink("research") { ResearchView(model: model) }
      }
    }
    .refreshable { await model.load() }
  }
}

/// All that stays, whatever comes.
struct KeptSection: View {
  let history: TrackerHistory
  let digits: [String: Int]

  var body: some View {
    Section("kept") {
      KeptLine(title: "kept.total", value: Text("days \(Int(history.totalDays))"))
      KeptLine(title: "kept.longest", value: Text("days \(Int(history.longestDays))"))
      KeptLine(title: "kept.milestones", value: Text(verbatim: history.awards.count.formatted()))
      ForEach(history.today.saved?.words(digits: digits) ?? [], id: \.self) { saved in
        KeptLine(title: "kept.saved", value: Text(verbatim: saved))
      }
    }
  }
}

struct KeptLine: View {
  let title: LocalizedStringKey
  let value: Text

  var body: some View {
    LabeledContent { value } label: { Text(title) }.accessibilityElement(children: .combine)
  }
}

/// Runs from a start to a return, the one that goes on first.
struct EpisodesSection: View {
  let episodes: [Episode]

  var body: some View {
    Section("episodes") {
      ForEach(Array(episodes.reversed().enumerated()), id: \.offset) { _, episode in
        VStack(alignment: .leading, spacing: Tokens.Space.xs) {
          Text("days \(Int(episode.days))").font(.headline)
          if let end = episode.end {
            Text("episode.from_to \(episode.start.words()) \(end.words())")
          } else {
            Text("episode.since \(episode.start.words())")
          }
          if episode.endedBy == .goalChange { Text("episode.goal").font(.footnote).foregroundStyle(Palette.inkSecondary) }
          if let note = episode.note { Text(verbatim: note).font(.footnote).foregroundStyle(Palette.inkSecondary) }
        }
        .accessibilityElement(children: .combine)
      }
    }
  }
}
