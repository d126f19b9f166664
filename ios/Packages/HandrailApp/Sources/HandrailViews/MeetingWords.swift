import Foundation
import Handrail
import HandrailModels
import SwiftUI

// What the directory tells in keys and numbers, in words.

extension Date {
  /// The time on the wall of a zone, as the locale writes it.
  func clock(in zone: TimeZone) -> String {
    var style = Date.FormatStyle.dateTime.hour().minute()
    style.timeZone = zone
    return formatted(style)
  }

  func weekdayAndClock(in zone: TimeZone) -> String {
    var style = Date.FormatStyle.dateTime.weekday(.wide).hour().minute()
    style.timeZone = zone
    return formatted(style)
  }

  func dayAndClock(in zone: TimeZone) -> String {
    var style = Date.FormatStyle.dateTime.weekday(.abbreviated).day().month(.abbreviated).hour().minute()
    style.timeZone = zone
    return formatted(style)
  }
}

extension Moment {
  var timeZone: TimeZone { TimeZone(identifier: zone) ?? .current }
}

extension Starts {
  /// As the person would say it, by their own clock.
  @MainActor func words(in zone: TimeZone) -> Text {
    switch self {
    case .now(nil): Text("meeting.in_progress")
    case .now(let until?): Text("meeting.in_progress.until \(until.clock(in: zone))")
    case .minutes(let minutes, let start): .joined([Text("starts.minutes \(minutes)"), Text(verbatim: start.clock(in: zone))])
    case .today(let start): Text("starts.today \(start.clock(in: zone))")
    case .tomorrow(let start): Text("starts.tomorrow \(start.clock(in: zone))")
    case .weekday(let start): Text(verbatim: start.weekdayAndClock(in: zone))
    case .later(let start): Text(verbatim: start.dayAndClock(in: zone))
    case .byAppointment: Text("meeting.by_appointment")
    }
  }
}

extension WallTime {
  var words: String { date(in: .gmt).clock(in: .gmt) }
}

extension Rule {
  /// The days and the time on the wall where it takes place.
  @MainActor var words: Text {
    let names = weekdays().filter { day in `repeat`.days.contains { $0.rawValue == day.number } }.map(\.name)
    let days = names.joined(separator: ", ")
    let time = Text(verbatim: time.words)
    switch `repeat` {
    case .always: return Text("rule.always")
    case .weekly: return .joined([Text(verbatim: days), time])
    case .everyNWeeks(_, let n, _): return .joined([Text("rule.every \(Int(n))"), Text(verbatim: days), time])
    case .monthlyNth(_, let nth): return .joined([.joined(nth.map { Text(Rule.nth($0)) }), Text("rule.in_month \(days)"), time])
    case .dates(let days): return .joined(days.prefix(5).map { Text(verbatim: $0.words()) } + [time])
    }
  }

  private static func nth(_ number: Int8) -> LocalizedStringKey {
    switch number {
    case 1: "rule.nth.first"
    case 2: "rule.nth.second"
    case 3: "rule.nth.third"
    case 4: "rule.nth.fourth"
    case 5: "rule.nth.fifth"
    default: "rule.nth.last"
    }
  }
}

extension MeetingChange {
  var words: LocalizedStringKey {
    switch self {
    case .gone: "change.gone"
    case .back: "change.back"
    case .closedForNow: "change.closed"
    case .newTime: "change.time"
    case .moved: "change.moved"
    case .nowOnline: "change.online"
    case .nowInPerson: "change.in_person"
    case .nowHybrid: "change.hybrid"
    case .newLink: "change.link"
    case .renamed: "change.name"
    case .otherFacts: "change.other"
    case .listed: "change.listed"
    }
  }
}

extension LeftOut {
  /// "12 more if you include online".
  var words: LocalizedStringKey {
    let more = Int(self.more)
    return switch by {
    case .online: "left.online \(more)"
    case .distance: "left.distance \(more)"
    case .time: "left.time \(more)"
    case .reachable: "left.reachable \(more)"
    case .types: "left.types \(more)"
    case .attributes: "left.attributes \(more)"
    case .fellowships: "left.fellowships \(more)"
    case .venues: "left.venues \(more)"
    case .languages: "left.languages \(more)"
    case .words: "left.words \(more)"
    case .hidden: "left.hidden \(more)"
    }
  }
}

extension MeetingAttribute {
  var words: LocalizedStringKey {
    switch self {
    case .open: "badge.open"
    case .closed: "badge.closed"
    case .wheelchair: "badge.wheelchair"
    case .wheelchairBathroom: "badge.wheelchair_bathroom"
    case .signLanguage: "badge.sign_language"
    case .hearingLoop: "badge.hearing_loop"
    case .captions: "badge.captions"
    case .fragranceFree: "badge.fragrance_free"
    case .childcare: "badge.childcare"
    case .childFriendly: "badge.child_friendly"
    case .beginners: "badge.beginners"
    case .women: "badge.women"
    case .men: "badge.men"
    case .lgbtq: "badge.lgbtq"
    case .youngPeople: "badge.young_people"
    case .seniors: "badge.seniors"
    case .peopleOfColor: "badge.people_of_color"
    case .indigenous: "badge.indigenous"
    case .secular: "badge.secular"
    case .speaker: "badge.speaker"
    case .discussion: "badge.discussion"
    case .stepStudy: "badge.step_study"
    case .traditionStudy: "badge.tradition_study"
    case .literature: "badge.literature"
    case .meditation: "badge.meditation"
    case .candlelight: "badge.candlelight"
    case .outdoor: "badge.outdoor"
    case .smoking: "badge.smoking"
    case .nonSmoking: "badge.non_smoking"
    case .proofOfAttendance: "badge.proof_of_attendance"
    case .roomClosedForNow: "badge.room_closed_for_now"
    }
  }
}

extension MeetingFilter.Band {
  var words: LocalizedStringKey {
    switch self {
    case .any: "band.any"
    case .morning: "band.morning"
    case .afternoon: "band.afternoon"
    case .evening: "band.evening"
    case .night: "band.night"
    case .between: "band.between"
    }
  }
}

extension MeetingFilter.Travel {
  var words: LocalizedStringKey {
    switch self {
    case .foot: "travel.foot"
    case .bicycle: "travel.bicycle"
    case .car: "travel.car"
    }
  }
}

extension FeedProblem {
  var words: LocalizedStringKey {
    switch self {
    case .empty, .noRows: "refused.empty"
    case .html: "refused.page"
    case .xml: "refused.xml"
    case .errorAnswer: "refused.error"
    case .botChallenge: "refused.challenge"
    case .compressed: "refused.compressed"
    case .truncated: "refused.truncated"
    case .malformed, .unknownFormat: "refused.format"
    case .tooLarge: "refused.large"
    case .noMeetings: "refused.companion"
    case .shrunk: "refused.shrunk"
    }
  }
}

/// A language as the person's own language calls it.
func languageName(_ code: String) -> String { Locale.current.localizedString(forLanguageCode: code) ?? code }

/// A number of minutes, such as of a reminder.
func lead(_ minutes: Int) -> String {
  Duration.seconds(minutes * 60).formatted(.units(allowed: [.days, .hours, .minutes], width: .wide))
}
