import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Everything that is known of one meeting, and what the person keeps of it.
public struct MeetingView: View {
  @State private var model: MeetingModel
  @State private var correcting = false
  @Environment(\.dismiss) private var dismiss

  public init(model: MeetingModel) { _model = State(initialValue: model) }

  public var body: some View {
    Group {
      if model.gone {
        List { Text("meeting.none") }
      } else if let detail = model.detail {
        content(detail)
      } else if model.state == .loading {
        ProgressView("loading")
      } else {
        List { UnreadableView { await model.load() } }
      }
    }
    .navigationTitle("meeting")
    .helpInTheCorner(model.session.country)
    .sheet(isPresented: $correcting) { OwnMeetingView(model: OwnMeetingModel(session: model.session, id: model.id)) }
    .task { await model.run() }
  }

  private func content(_ detail: MeetingDetail) -> some View {
    List {
      if model.hidden {
        Section {
          Text("meeting.hidden.done")
          Button("undo") { Task { await model.hide(false) } }.frame(minHeight: Tokens.target)
        }
      }
      MeetingTime(model: model, detail: detail)
      if let notice = model.notice { Section("notice") { NoticeView(notice: notice, moment: model.asked) { await model.saw() } } }
      if let successor = model.successor {
        Section { SuccessorView(successor: successor, session: model.session, moment: model.asked) { await model.follow(successor) } }
      }
      MeetingWays(detail: detail)
      MeetingKind(model: model, detail: detail)
      MeetingKeep(model: model)
      Section {
        NavigationLink("calendar.add") {
          CalendarExportView(model: CalendarModel(session: model.session, selection: .meeting(id: model.id)))
        }
      }
      mine(detail)
      MeetingJoined(model: model, detail: detail)
      if model.history.count > 1 { MeetingHistory(events: model.history) }
      MeetingOrigin(detail: detail, origins: model.origins)
    }
  }

  private func mine(_ detail: MeetingDetail) -> some View {
    Section {
      Button(detail.source.isEmpty ? "own.edit" : "own.correct") { correcting = true }.frame(minHeight: Tokens.target)
      if detail.row.own {
        Button(detail.source.isEmpty ? "own.remove" : "own.take_back", role: .destructive) {
          Task { if await model.removeOwn(), detail.source.isEmpty { dismiss() } }
        }
        .frame(minHeight: Tokens.target)
      }
      if !model.hidden { Button("meeting.hide") { Task { await model.hide() } }.frame(minHeight: Tokens.target) }
    } footer: {
      if detail.row.own && !detail.source.isEmpty { Text("own.correct.hint") } else { Text("meeting.hide.hint") }
    }
    .disabled(!model.canKeep)
  }
}

/// The name, when it is next, and its whole schedule on its own wall.
struct MeetingTime: View {
  let model: MeetingModel
  let detail: MeetingDetail

  var body: some View {
    Section {
      Text(verbatim: detail.row.name).font(.title2).accessibilityAddTraits(.isHeader)
      if detail.goneSince != nil { Text("meeting.gone").foregroundStyle(Palette.help) }
      if detail.closedForNow { Text("meeting.closed_for_now").foregroundStyle(Palette.help) }
      if detail.row.own { Text("meeting.own.long").font(.footnote) }
      WhenView(next: detail.row.next, moment: model.asked)
      if let next = detail.row.next, let zone = detail.row.zone.flatMap(TimeZone.init(identifier:)),
        zone.secondsFromGMT(for: next.startsAt) != model.asked.timeZone.secondsFromGMT(for: next.startsAt)
      {
        Text("meeting.their_time \(next.words(in: zone))").foregroundStyle(Palette.inkSecondary)
      }
      ForEach(detail.rules, id: \.self) { rule in
        VStack(alignment: .leading) {
          rule.words
          if let minutes = rule.duration { Text("meeting.length \(lead(Int(minutes)))").font(.footnote) }
        }
        .accessibilityElement(children: .combine)
      }
    }
  }
}

/// How one gets there or takes part.
struct MeetingWays: View {
  let detail: MeetingDetail

  var body: some View {
    Section("meeting.ways") {
      Text(detail.row.venue.words).font(.headline)
      if let place = detail.row.place { Text(verbatim: place) }
      if let address = detail.row.address { Text(verbatim: address) }
      if detail.approximate { Text("meeting.approximate").font(.footnote) }
      if let point = detail.point, let url = URL(string: "https://maps.apple.com/?daddr=\(point.latitude),\(point.longitude)") {
        Link("meeting.directions", destination: url).frame(minHeight: Tokens.target)
      }
      if let notes = detail.placeNotes { Text(verbatim: notes) }
      if let join = detail.join { ways(join) }
      if let notes = detail.conferenceUrlNotes { Text(verbatim: notes).font(.footnote) }
      if let number = detail.conferencePhone, let dialling = Dialling(number) {
        Link("meeting.join_phone", destination: dialling.link).frame(minHeight: Tokens.target)
        if let rest = dialling.rest { Text("dial.then \(rest)") }
      }
      if let notes = detail.conferencePhoneNotes { Text(verbatim: notes).font(.footnote) }
    }
    if !detail.contributions.isEmpty {
      Section("give") {
        ForEach(detail.contributions, id: \.url) { way in
          if let url = URL(string: way.url) { Link("give.to \(way.account)", destination: url).frame(minHeight: Tokens.target) }
        }
      }
    }
  }

  /// The app first, where it is known; the browser always.
  @ViewBuilder private func ways(_ join: JoinLink) -> some View {
    if let app = join.appUrl.flatMap(URL.init(string:)) { Link("join.app", destination: app).frame(minHeight: Tokens.target) }
    if let url = URL(string: join.url) { Link("meeting.join_link", destination: url).frame(minHeight: Tokens.target) }
    if let room = join.room { Text("join.room \(room)") }
    if let passcode = join.passcode { Text("join.passcode \(passcode)") }
  }
}

/// What kind of meeting it is: fellowship, types by their names, languages, region, notes.
struct MeetingKind: View {
  let model: MeetingModel
  let detail: MeetingDetail

  var body: some View {
    Section("meeting.about") {
      if let fellowship = detail.row.fellowship { FactRow("fellowship", FellowshipNames.name(fellowship)) }
      if !detail.row.badges.isEmpty { Text.joined(detail.row.badges.map { Text($0.words) }) }
      if !detail.row.types.isEmpty {
        FactRow("filter.types", detail.row.types.map { model.typeNames[$0.uppercased()] ?? $0 }.joined(separator: ", "))
      }
      if !detail.languages.isEmpty { FactRow("filter.languages", detail.languages.map(languageName).joined(separator: ", ")) }
      if let group = detail.group { FactRow("meeting.group", group) }
      if !detail.regions.isEmpty { FactRow("region", detail.regions.joined(separator: ", ")) }
      if let notes = detail.notes { Text(verbatim: notes) }
    }
  }
}
