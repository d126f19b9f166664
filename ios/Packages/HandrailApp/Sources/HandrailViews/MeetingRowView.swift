import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A meeting in a list. One element for a screen reader: first when, then what, then where.
struct MeetingRowView: View {
  let row: MeetingRow
  let moment: Moment

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.xs) {
      WhenView(next: row.next, moment: moment)
      HStack {
        Text(verbatim: row.name)
        if row.favourite {
          Image(systemName: "star.fill").foregroundStyle(Palette.accent).accessibilityLabel("meeting.favourite")
        }
      }
      if row.changed { Label("meeting.changed", systemImage: "exclamationmark.circle").foregroundStyle(Palette.accent) }
      if row.reachable == false { Label("reach.late", systemImage: "clock.badge.exclamationmark") }
      if !row.badges.isEmpty { Text.joined(row.badges.map { Text($0.words) }).font(.footnote) }
      Text.joined(facts).font(.footnote).foregroundStyle(Palette.inkSecondary)
      age.font(.footnote).foregroundStyle(Palette.inkSecondary)
    }
    .frame(minHeight: Tokens.target)
    .accessibilityElement(children: .combine)
  }

  private var age: Text {
    let days = row.age(at: moment)
    return days == 0 ? Text("known.today") : Text("known.age \(days)")
  }

  /// One text, so that it wraps where letters are large.
  private var facts: [Text] {
    var facts: [Text] = []
    if row.own { facts.append(Text("meeting.own")) }
    if let place = row.place ?? row.address { facts.append(Text(verbatim: place)) }
    if let metres = row.distanceM { facts.append(Text("distance.away \(distance(metres))")) }
    if let minutes = row.travelMinutes, minutes > 0 { facts.append(Text("reach.time \(lead(Int(minutes)))")) }
    facts.append(Text(row.venue.words))
    if let fellowship = row.fellowship { facts.append(Text(verbatim: FellowshipNames.short(fellowship))) }
    if let found = row.matched?.words { facts.append(Text(found)) }
    return facts
  }
}

extension MatchedIn {
  /// Why a row is there whose name has not the words that were typed.
  var words: LocalizedStringKey? {
    switch self {
    case .name: nil
    case .place: "matched.place"
    case .notes: "matched.notes"
    }
  }
}

/// When it starts, by the person's own clock.
struct WhenView: View {
  let next: Occurrence?
  let moment: Moment

  var body: some View {
    Starts(next, at: moment).words(in: moment.timeZone).font(.headline).foregroundStyle(Palette.primary)
    if next?.zoneAssumed == true { Text("meeting.zone_assumed").font(.footnote) }
  }
}

/// A row that opens a meeting.
struct MeetingLink: View {
  let row: MeetingRow
  let session: Session
  let moment: Moment

  var body: some View {
    NavigationLink {
      MeetingView(model: MeetingModel(session: session, id: row.id))
    } label: {
      MeetingRowView(row: row, moment: moment)
    }
  }
}

/// A row to choose or not, with how many meetings it would leave.
struct ChoiceRow: View {
  let name: Text
  let count: Int?
  let chosen: Bool
  let toggle: @MainActor () -> Void

  var body: some View {
    Button(action: toggle) {
      HStack {
        name.foregroundStyle(Palette.ink)
        Spacer()
        if let count { Text(verbatim: count.formatted()).foregroundStyle(Palette.inkSecondary).accessibilityHidden(true) }
        if chosen { Image(systemName: "checkmark").foregroundStyle(Palette.primary).accessibilityHidden(true) }
      }
    }
    .frame(minHeight: Tokens.target)
    .accessibilityLabel(said)
    .accessibilityAddTraits(chosen ? .isSelected : [])
  }

  private var said: Text { count.map { .joined([name, Text("meetings.found \($0)")]) } ?? name }
}
