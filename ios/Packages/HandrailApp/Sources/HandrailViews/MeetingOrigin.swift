import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// Other listings of the same meeting, and the person's word that one of them is another.
struct MeetingJoined: View {
  let model: MeetingModel
  let detail: MeetingDetail

  var body: some View {
    if !detail.alsoIn.isEmpty {
      Section {
        ForEach(detail.alsoIn, id: \.id) { listing in
          VStack(alignment: .leading, spacing: Tokens.Space.xs) {
            Text("joined.listing \(listing.name) \(listing.source)")
            Text.joined(listing.reasons.map { Text($0.words) }).font(.footnote)
          }
          .accessibilityElement(children: .combine)
          if model.canKeep {
            Button("joined.part") { Task { await model.part(listing) } }
              .frame(minHeight: Tokens.target)
              .accessibilityLabel("joined.part.named \(listing.name) \(listing.source)")
          }
        }
      } header: {
        Text("joined")
      } footer: {
        if model.canKeep { Text("joined.hint") } else { Text("locked.text") }
      }
    }
    if detail.keptApart {
      Section {
        Text("joined.kept_apart")
        Button("joined.again") { Task { await model.join(detail.row.id) } }.frame(minHeight: Tokens.target).disabled(!model.canKeep)
      }
    }
    ForEach(model.parted, id: \.id) { listing in
      Section {
        Text("joined.parted \(listing.name) \(listing.source)")
        Button("undo") { Task { await model.join(listing.id) } }.frame(minHeight: Tokens.target)
      }
    }
  }
}

/// What became of it since it was first read.
struct MeetingHistory: View {
  let events: [MeetingEvent]

  var body: some View {
    Section("meeting.history") {
      // Two imports can fall into one instant of a coarse clock.
      ForEach(Array(events.enumerated()), id: \.offset) { _, event in
        VStack(alignment: .leading) {
          Text("history.entry \(event.at.formatted(date: .abbreviated, time: .omitted))").font(.footnote)
          Text.joined(event.changes.map { Text($0.words) })
        }
        .accessibilityElement(children: .combine)
      }
    }
  }
}

/// Where the knowledge comes from and how old it is; of a meeting in several lists, what each of them told.
struct MeetingOrigin: View {
  let detail: MeetingDetail
  let origins: [(source: String, fields: [MeetingField])]

  var body: some View {
    Section("meeting.origin") {
      if detail.source.isEmpty {
        Text("meeting.own.long")
      } else {
        Text("meeting.known \(detail.source) \(detail.confirmedAt.formatted(date: .abbreviated, time: .omitted))")
        if let updated = detail.updatedAt { Text("meeting.updated \(updated.formatted(date: .abbreviated, time: .omitted))") }
        if origins.count > 1 {
          ForEach(origins, id: \.source) { origin in
            Text("origin.of \(origin.source)") + Text(verbatim: " ") + .joined(origin.fields.map { Text($0.words) })
          }
        }
        if let page = detail.url, let url = URL(string: page) {
          Link("meeting.page", destination: url).frame(minHeight: Tokens.target)
        }
      }
    }
    .font(.footnote)
  }
}

extension JoinReason {
  var words: LocalizedStringKey {
    switch self {
    case .sameTime: "joined.time"
    case .samePlace: "joined.place"
    case .sameRoom: "joined.room"
    case .sameName: "joined.name"
    }
  }
}

extension MeetingField {
  var words: LocalizedStringKey {
    switch self {
    case .name: "field.name"
    case .fellowship: "field.fellowship"
    case .schedule: "field.schedule"
    case .place: "field.place"
    case .address: "field.address"
    case .point: "field.point"
    case .group: "field.group"
    case .regions: "field.regions"
    case .notes: "field.notes"
    case .placeNotes: "field.place_notes"
    case .conferenceUrl: "field.link"
    case .conferencePhone: "field.phone"
    case .contributions: "field.contributions"
    case .types: "field.types"
    case .languages: "field.languages"
    case .url: "field.url"
    }
  }
}
