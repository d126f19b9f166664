import Handrail
import HandrailModels
import SwiftUI

/// Which form is open over the first screen.
enum TodaySheet: Identifiable, Hashable {
  case add
  case edit(String)
  case returned(String)

  var id: Self { self }
}

public struct TodayView: View {
  let model: TodayModel
  let meetings: MeetingsModel
  @State private var sheet: TodaySheet?
  @State private var deleting: String?
  @State private var asking = false
  @State private var sure = false

  public init(model: TodayModel, meetings: MeetingsModel) {
    self.model = model
    self.meetings = meetings
  }

  public var body: some View {
    Group {
      switch model.session.state {
      case .opening: ProgressView("opening")
      case .closed(let trouble): TroubleView(trouble: trouble, session: model.session)
      case .open: list
      }
    }
    .navigationTitle("today")
    .helpInTheCorner(model.session.country)
    .sheet(item: $sheet) { sheet in
      switch sheet {
      case .add: EditorView(model: EditorModel(session: model.session, id: nil), today: model)
      case .edit(let id): EditorView(model: EditorModel(session: model.session, id: id), today: model)
      case .returned(let id):
        ReturnView(model: ReturnModel(session: model.session, id: id), today: model, meetings: meetings)
      }
    }
    .deletes(asking: $asking, sure: $sure) {
      if let id = deleting { await model.delete(id) }
    }
  }

  private var list: some View {
    List {
      if model.undoable != nil {
        Section {
          Text("return.done")
          Button("undo") { Task { await model.undoReturn() } }.frame(minHeight: Tokens.target)
        }
      }
      if let today = model.today, today.trackers.isEmpty {
        Section {
          Text("today.empty.title").font(.headline)
          Text("today.empty.text")
        }
      }
      ForEach(model.today?.trackers ?? [], id: \.id) { tracker in
        Section {
          NavigationLink {
            DetailView(model: DetailModel(session: model.session, id: tracker.id), today: model, meetings: meetings)
          } label: {
            TrackerCard(tracker: tracker)
          }
          Button(tracker.vocabulary.returned) { sheet = .returned(tracker.id) }.frame(minHeight: Tokens.target)
        }
        .swipeActions(edge: .trailing) {
          Button("delete", role: .destructive) {
            deleting = tracker.id
            asking = true
          }
          Button("archive") { Task { await model.archive(tracker.id) } }
          Button("edit") { sheet = .edit(tracker.id) }.tint(Palette.primary)
        }
      }
      Section("meeting.next") {
        if let row = model.nextMeeting {
          MeetingLink(row: row, session: model.session, moment: model.asked)
        } else {
          Text("meeting.next.none")
        }
        NavigationLink("meetings.all") { MeetingsView(model: meetings) }
      }
      Section {
        Button("tracker.add", systemImage: "plus") { sheet = .add }.frame(minHeight: Tokens.target)
        NavigationLink("aside") { AsideView(model: model, meetings: meetings) }
      }
    }
    .refreshable { await model.refresh() }
  }
}

/// The number is large; the ring is the way from the last milestone to the next.
struct TrackerCard: View {
  let tracker: TrackerToday

  var body: some View {
    VStack(spacing: Tokens.Space.s) {
      Text(verbatim: tracker.name).font(.headline)
      ZStack {
        Circle().stroke(Palette.ringTrack, lineWidth: 14)
        Circle().trim(from: 0, to: tracker.next?.progress ?? 1).stroke(Palette.primary, lineWidth: 14)
          .rotationEffect(.degrees(-90))
        VStack {
          Text(verbatim: "\(tracker.number)").font(.largeTitle).bold()
          Text("days.word \(Int(tracker.number))")
        }
      }
      .frame(minWidth: 180, minHeight: 180)
      if tracker.startsInDays > 0 { Text("starts.in \(Int(tracker.startsInDays))") }
      ForEach(tracker.reachedToday, id: \.self) { milestone in
        HStack {
          Text("reached.today").foregroundStyle(Palette.accent)
          Text(milestone.words).foregroundStyle(Palette.accent)
        }
      }
      if let next = tracker.next {
        HStack {
          Text(next.milestone.words)
          Text(verbatim: next.date.words()).foregroundStyle(Palette.inkSecondary)
        }
        Text("days.to.go \(Int(next.daysToGo))").font(.subheadline).foregroundStyle(Palette.inkSecondary)
      }
      ForEach(tracker.asks, id: \.self) { ask in Text(ask.words) }
      Text(tracker.vocabulary.since(tracker.start)).font(.footnote).foregroundStyle(Palette.inkSecondary)
    }
    .frame(maxWidth: .infinity)
    .accessibilityElement(children: .combine)
  }
}

/// The journal does not open. It is never the person's fault, and nothing is ever deleted.
struct TroubleView: View {
  let trouble: Trouble
  let session: Session
  @State private var sure = false

  var body: some View {
    List {
      Section {
        switch trouble {
        case .wrongKey:
          Text("trouble.wrong_key.title").font(.headline)
          Text("trouble.wrong_key.text")
        case .damaged:
          Text("trouble.damaged.title").font(.headline)
          Text("trouble.damaged.text")
        case .newer:
          Text("trouble.newer.title").font(.headline)
          Text("trouble.newer.text")
        case .full:
          Text("trouble.full.title").font(.headline)
          Text("trouble.full.text")
        case .other:
          Text("trouble.other.title").font(.headline)
          Text("trouble.other.text")
        }
        Button("try.again") { Task { await session.open() } }.frame(minHeight: Tokens.target)
      }
      if trouble == .wrongKey || trouble == .damaged {
        Section { Button("begin.new") { sure = true }.frame(minHeight: Tokens.target) }
      }
    }
    .alert("begin.new", isPresented: $sure) {
      Button("begin.new.yes") { Task { await session.beginNew() } }
      Button("cancel", role: .cancel) {}
    } message: {
      Text("begin.new.sure")
    }
  }
}
