import Foundation
import HandrailModels
import UserNotifications

/// Gives the reminders of favourites. They name no meeting and no fellowship: others may see the screen.
struct Notifications: ReminderCenter {
  func plan(_ reminders: [Reminder]) async -> Bool {
    let center = UNUserNotificationCenter.current()
    center.removeAllPendingNotificationRequests()
    guard !reminders.isEmpty else { return true }
    guard (try? await center.requestAuthorization(options: [.alert, .sound])) == true else { return false }
    for reminder in reminders {
      let content = UNMutableNotificationContent()
      content.title = String(localized: "reminder.title")
      content.body = String(localized: "reminder.body \(reminder.starts.formatted(date: .omitted, time: .shortened))")
      content.sound = .default
      let parts = Calendar.current.dateComponents([.year, .month, .day, .hour, .minute], from: reminder.at)
      let trigger = UNCalendarNotificationTrigger(dateMatching: parts, repeats: false)
      let id = "\(reminder.meeting) \(reminder.starts.timeIntervalSince1970)"
      try? await center.add(UNNotificationRequest(identifier: id, content: content, trigger: trigger))
    }
    return true
  }
}
