import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// The favourites: first what changed, then each with what the person says about it.
struct FavouritesView: View {
  @State private var model: FavouritesModel
  @State private var adding = false

  init(model: FavouritesModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      LoadedView(model.state, model.session) { await model.load() } content: { kept }
    }
    .navigationTitle("favourites")
    .helpInTheCorner(model.session.country)
    .refreshable { await model.load() }
    .sheet(isPresented: $adding) { OwnMeetingView(model: OwnMeetingModel(session: model.session)) }
    .task { await model.run() }
  }

  @ViewBuilder private var kept: some View {
    if let letGo = model.letGo {
      Section {
        Text("favourite.removed \(letGo.meeting.name)")
        Button("undo") { Task { await model.undoRemove() } }.frame(minHeight: Tokens.target)
      }
    }
    ForEach(model.notices, id: \.id) { notice in
      Section {
        NoticeView(notice: notice, moment: model.asked) { await model.saw(notice.id) }
        if let successor = notice.successor {
          SuccessorView(successor: successor, session: model.session, moment: model.asked) { await model.follow(notice.id, to: successor) }
        }
      } header: {
        Text(verbatim: notice.name)
      }
    }
    if model.favourites.isEmpty {
      Section {
        Text("favourites.none.title").font(.headline)
        Text("favourites.none.text")
      }
    }
    ForEach(model.byLabel, id: \.label) { group in
      Section {
        ForEach(group.favourites, id: \.id) { favourite in
          FavouriteRow(favourite: favourite, session: model.session, moment: model.asked)
            .swipeActions(edge: .trailing) {
              Button("favourite.remove", role: .destructive) { Task { await model.remove(favourite) } }
            }
          // A notice that was seen goes; what helps stays.
          if let successor = favourite.successor, !model.notices.contains(where: { $0.id == favourite.id }) {
            SuccessorView(successor: successor, session: model.session, moment: model.asked) {
              await model.follow(favourite.id, to: successor)
            }
          }
        }
      } header: {
        if let label = group.label { Text(verbatim: label) }
      }
    }
    Section {
      if !model.favourites.isEmpty {
        NavigationLink("calendar.favourites") {
          CalendarExportView(model: CalendarModel(session: model.session, selection: .favourites))
        }
      }
      NavigationLink("hidden") { HiddenView(model: FavouritesModel(session: model.session)) }
      Button("own.add", systemImage: "plus") { adding = true }.frame(minHeight: Tokens.target)
    }
  }
}

struct FavouriteRow: View {
  let favourite: Favourite
  let session: Session
  let moment: Moment

  var body: some View {
    NavigationLink {
      MeetingView(model: MeetingModel(session: session, id: favourite.id))
    } label: {
      VStack(alignment: .leading, spacing: Tokens.Space.xs) {
        if favourite.gone {
          Text("meeting.gone").foregroundStyle(Palette.help)
          Text(verbatim: favourite.meeting.name)
        } else {
          MeetingRowView(row: favourite.meeting, moment: moment)
        }
        if let note = favourite.details.note { Text(verbatim: note).font(.footnote) }
        if let minutes = favourite.details.reminderMinutes {
          Label("reminder.before \(lead(Int(minutes)))", systemImage: "bell").font(.footnote)
        }
      }
      .accessibilityElement(children: .combine)
    }
  }
}

/// What has probably taken the place of a meeting that is gone. The person decides.
struct SuccessorView: View {
  let successor: MeetingRow
  let session: Session
  let moment: Moment
  let follow: @MainActor () async -> Void

  var body: some View {
    Text("notice.successor")
    MeetingLink(row: successor, session: session, moment: moment)
    Button("notice.follow \(successor.name)") { Task { await follow() } }.frame(minHeight: Tokens.target)
  }
}

/// What changed: how it was, how it is now, and a tap that says "I have seen it".
struct NoticeView: View {
  let notice: MeetingNotice
  let moment: Moment
  let saw: @MainActor () async -> Void

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      ForEach(notice.changes, id: \.self) { change in
        Label(change.words, systemImage: "exclamationmark.circle").foregroundStyle(Palette.accent)
      }
      if notice.changes.contains(.newTime) {
        ForEach(notice.scheduleBefore, id: \.self) { rule in Text.joined([Text("notice.was"), rule.words]) }
      }
      if notice.changes.contains(.moved), let before = notice.placeBefore { Text.joined([Text("notice.was"), Text(verbatim: before)]) }
      if notice.changes.contains(.renamed) { Text.joined([Text("notice.was"), Text(verbatim: notice.name)]) }
      if let now = notice.now { Text.joined(nowWords(now)) }
    }
    .accessibilityElement(children: .combine)
    Button("notice.seen") { Task { await saw() } }.frame(minHeight: Tokens.target)
  }

  private func nowWords(_ row: MeetingRow) -> [Text] {
    var words = [Text("notice.now")]
    if notice.changes.contains(.renamed) { words.append(Text(verbatim: row.name)) }
    words.append(Starts(row.next, at: moment).words(in: moment.timeZone))
    if let place = row.place ?? row.address { words.append(Text(verbatim: place)) }
    return words
  }
}

/// What the person hides, and the way back.
struct HiddenView: View {
  @State private var model: FavouritesModel

  init(model: FavouritesModel) { _model = State(initialValue: model) }

  var body: some View {
    List {
      LoadedView(model.state, model.session) { await model.load() } content: {
        if model.hidden.isEmpty { Text("hidden.none") }
        ForEach(model.hidden, id: \.id) { row in
          Section {
            MeetingLink(row: row, session: model.session, moment: model.asked)
            Button("hidden.show \(row.name)") { Task { await model.unhide(row.id) } }.frame(minHeight: Tokens.target)
          }
        }
      }
    }
    .navigationTitle("hidden")
    .helpInTheCorner(model.session.country)
    .task { await model.run() }
  }
}
