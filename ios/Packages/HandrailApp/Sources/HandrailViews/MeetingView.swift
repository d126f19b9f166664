import Foundation
import Handrail
import HandrailModels
import SwiftUI

public struct MeetingView: View {
  let model: MeetingsModel
  let session: Session
  let id: String

  public init(model: MeetingsModel, session: Session, id: String) {
    self.model = model
    self.session = session
    self.id = id
  }

  public var body: some View {
    Group {
      if let detail = model.detail, detail.row.id == id {
        List {
          time(detail)
          ways(detail)
          notes(detail)
          Section {
            Text("meeting.known \(detail.source) \(detail.confirmedAt.formatted(date: .abbreviated, time: .omitted))")
              .font(.footnote).foregroundStyle(Palette.inkSecondary)
          }
        }
      } else {
        ProgressView()
      }
    }
    .navigationTitle("meeting")
    .helpInTheCorner(session.country)
    .task { await model.show(id) }
  }

  private func time(_ detail: MeetingDetail) -> some View {
    Section {
      Text(verbatim: detail.row.name).font(.title2)
      if detail.goneSince != nil { Text("meeting.gone").foregroundStyle(Palette.help) }
      WhenView(next: detail.row.next)
      if let next = detail.row.next, let zone = detail.row.zone.flatMap(TimeZone.init(identifier:)),
        zone.secondsFromGMT(for: next.startsAt) != TimeZone.current.secondsFromGMT(for: next.startsAt)
      {
        Text("meeting.their_time \(next.words(in: zone))").foregroundStyle(Palette.inkSecondary)
      }
    }
  }

  private func ways(_ detail: MeetingDetail) -> some View {
    Section {
      Text(detail.row.venue.words).font(.headline)
      if let place = detail.row.place { Text(verbatim: place) }
      if let address = detail.row.address { Text(verbatim: address) }
      if let point = detail.point, let url = URL(string: "https://maps.apple.com/?q=\(point.latitude),\(point.longitude)") {
        Link("meeting.directions", destination: url).frame(minHeight: Tokens.target)
      }
      if let link = detail.conferenceUrl, let url = URL(string: link) {
        Link("meeting.join_link", destination: url).frame(minHeight: Tokens.target)
      }
      if let notes = detail.conferenceUrlNotes { Text(verbatim: notes).font(.footnote) }
      if let number = detail.conferencePhone, let url = URL(string: "tel:\(number)") {
        Link("meeting.join_phone", destination: url).frame(minHeight: Tokens.target)
      }
      if let notes = detail.conferencePhoneNotes { Text(verbatim: notes).font(.footnote) }
    }
  }

  private func notes(_ detail: MeetingDetail) -> some View {
    Section("meeting.notes") {
      if !detail.row.types.isEmpty { Text(verbatim: detail.row.types.joined(separator: " · ")).font(.footnote) }
      if let notes = detail.notes { Text(verbatim: notes) }
      if let notes = detail.placeNotes { Text(verbatim: notes) }
    }
  }
}
