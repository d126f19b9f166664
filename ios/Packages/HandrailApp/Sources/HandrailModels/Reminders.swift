import Foundation
import Handrail

/// A notice that the platform is to give. It names no meeting and no fellowship: others see a locked screen.
public struct Reminder: Equatable, Sendable {
  public let meeting: String
  public let at: Date
  public let starts: Date

  public init(meeting: String, at: Date, starts: Date) {
    self.meeting = meeting
    self.at = at
    self.starts = starts
  }
}

/// Gives notices. Behind a protocol: tests have no notification centre.
public protocol ReminderCenter: Sendable {
  /// Replaces all that was planned before. Asks the person for leave when there is something to plan for the first time, and
  /// answers whether the notices will come.
  func plan(_ reminders: [Reminder]) async -> Bool
}

extension Reminder {
  /// A phone keeps 64 notices; the soonest are the ones that matter.
  static let most = 60

  /// The notices of the coming weeks, the soonest first.
  static func all(of favourites: [Favourite], in directory: Directory, at moment: Moment) async -> [Reminder] {
    var planned: [Reminder] = []
    for favourite in favourites {
      guard let lead = favourite.details.reminderMinutes, !favourite.gone,
        let detail = try? await directory.meeting(favourite.id, moment)
      else { continue }
      for rule in detail.rules {
        let times = (try? nextOccurrences(rule: rule, zone: detail.row.zone ?? moment.zone, at: moment.at, count: 8)) ?? []
        for time in times {
          let at = time.startsAt.addingTimeInterval(-60 * Double(lead))
          if at > moment.at { planned.append(Reminder(meeting: favourite.id, at: at, starts: time.startsAt)) }
        }
      }
    }
    return Array(planned.sorted { $0.at < $1.at }.prefix(most))
  }
}
