import Foundation
import Handrail

/// When a meeting starts, as people say it to each other. Words and clock faces are the view's.
public enum Starts: Equatable, Sendable {
  /// Going on; until when, where that is known.
  case now(until: Date?)
  /// Within the hour.
  case minutes(Int, Date)
  case today(Date)
  case tomorrow(Date)
  /// Within the next six days.
  case weekday(Date)
  case later(Date)
  case byAppointment

  /// In the zone of the moment: the person's.
  public init(_ next: Occurrence?, at moment: Moment) {
    guard let next else {
      self = .byAppointment
      return
    }
    if next.inProgress {
      self = .now(until: next.endKnown ? next.endsAt : nil)
      return
    }
    let start = next.startsAt
    // A part of a minute is still a minute to go.
    let minutes = Int((start.timeIntervalSince(moment.at) / 60).rounded(.up))
    if minutes <= 60 {
      self = .minutes(max(1, minutes), start)
      return
    }
    let zone = TimeZone(identifier: moment.zone) ?? .current
    switch CivilDay(moment.at, in: zone).days(to: CivilDay(start, in: zone)) {
    case 0: self = .today(start)
    case 1: self = .tomorrow(start)
    case 2...6: self = .weekday(start)
    default: self = .later(start)
    }
  }
}

extension CivilDay {
  func days(to other: CivilDay) -> Int {
    // Between two noons of one zone without clock changes.
    Int((other.noon(in: .gmt).timeIntervalSince(noon(in: .gmt)) / 86_400).rounded())
  }
}

extension MeetingRow {
  /// Whole days since its source was read.
  public func age(at moment: Moment) -> Int {
    let zone = TimeZone(identifier: moment.zone) ?? .current
    return max(0, CivilDay(confirmedAt, in: zone).days(to: CivilDay(moment.at, in: zone)))
  }
}
