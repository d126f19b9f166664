import Foundation
import Handrail
import SwiftUI

// From the core's keys and numbers to words. Keys are looked up in the app's string catalogue; dates and distances are the
// platform's formatters'.

extension Milestone {
  var words: LocalizedStringKey {
    let number = Int(count)
    return switch unit {
    case .hour: "hours \(number)"
    case .day: "days \(number)"
    case .month: "months \(number)"
    case .year: "years \(number)"
    }
  }
}

extension CivilDay {
  /// The day as the person's locale writes it. No zone shifts it: noon is formatted where noon was made.
  func words(_ style: Date.FormatStyle.DateStyle = .abbreviated) -> String {
    noon(in: .current).formatted(date: style, time: .omitted)
  }
}

extension Occurrence {
  /// Weekday and time in a zone.
  func words(in zone: TimeZone) -> String {
    var style = Date.FormatStyle.dateTime.weekday(.wide).hour().minute()
    style.timeZone = zone
    return startsAt.formatted(style)
  }
}

extension VenueKind {
  var words: LocalizedStringKey {
    switch self {
    case .inPerson: "venue.in_person"
    case .online: "venue.online"
    case .hybrid: "venue.hybrid"
    case .inactive: "venue.inactive"
    }
  }
}

/// Metres in the units of the person's locale.
func distance(_ metres: Double) -> String {
  #if os(Linux)
    return "\((metres / 100).rounded() / 10) km"
  #else
    return Measurement(value: metres, unit: UnitLength.meters).formatted(.measurement(width: .abbreviated, usage: .road))
  #endif
}
