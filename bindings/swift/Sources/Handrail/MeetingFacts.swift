import HandrailCore

extension Directory {
  /// What became of a meeting: the newest change first, at last its first reading.
  public func meetingHistory(_ id: String) async throws(HandrailError) -> [MeetingEvent] {
    try await blocking { [core] in try core.meetingHistory(id: id) }
  }

  /// Meetings as an iCalendar text, to be written to a file or shared. A discreet one names no meeting and no fellowship: others look
  /// at calendars.
  public func calendar(
    _ selection: CalendarSelection, discreet: Bool = false, _ moment: Moment = .now()
  ) async throws(HandrailError) -> String {
    try await blocking { [core] in try core.calendar(selection: selection, discreet: discreet, moment: moment) }
  }
}
