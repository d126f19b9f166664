import HandrailCore

/// What a person keeps of the directory: in their journal, shown with what the directory knows. Without an open journal in use
/// these calls throw ``HandrailCore/HandrailError/Closed``.
extension Directory {
  /// Takes a journal into use: from now on the answers know the person's favourites, what they hide, and their own meetings.
  /// `nil`: none again. A journal that is closed, as when the app locks, takes nothing but these with it: searches go on.
  public func useJournal(_ journal: Journal?) async throws(HandrailError) { try await follow(journal) }

  /// Makes a meeting a favourite, or changes what the person says about it. How it is now counts as seen.
  public func addFavourite(
    _ id: String, _ details: FavouriteDetails = FavouriteDetails(), _ moment: Moment = .now()
  ) async throws(HandrailError) {
    try await asked { try $0.addFavourite(id: id, details: details, moment: moment) }
  }

  /// Makes it a favourite no more.
  public func removeFavourite(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await asked { try $0.removeFavourite(id: id, moment: moment) }
  }

  /// The favourites with what has become of them: what takes place next first, gone ones last.
  public func favourites(_ moment: Moment = .now()) async throws(HandrailError) -> [Favourite] {
    try await asked { try $0.favourites(moment: moment) }
  }

  /// The favourites that changed since the person last looked at them.
  public func meetingNotices(_ moment: Moment = .now()) async throws(HandrailError) -> [MeetingNotice] {
    try await asked { try $0.meetingNotices(moment: moment) }
  }

  /// The person has seen how a meeting is now: its notice is answered.
  public func markMeetingSeen(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await asked { try $0.markMeetingSeen(id: id, moment: moment) }
  }

  /// Leaves a meeting out of every list, or shows it again.
  public func hideMeeting(_ id: String, _ hidden: Bool = true, _ moment: Moment = .now()) async throws(HandrailError) {
    try await asked { try $0.hideMeeting(id: id, hidden: hidden, moment: moment) }
  }

  /// Says that a meeting is not the same as those with which it is joined (`MeetingDetail.alsoIn`), and takes that back. It is then
  /// listed by itself. Of the listing that stands for others: all of them are.
  public func keepApart(_ id: String, _ apart: Bool = true, _ moment: Moment = .now()) async throws(HandrailError) {
    try await asked { try $0.keepApart(id: id, apart: apart, moment: moment) }
  }

  /// The meetings that the person hides.
  public func hiddenMeetings(_ moment: Moment = .now()) async throws(HandrailError) -> [MeetingRow] {
    try await asked { try $0.hiddenMeetings(moment: moment) }
  }

  /// Adds a meeting of one's own (`id` is `nil`), changes it, or corrects one of the directory for oneself: the feed's facts stay
  /// as they are and come back with ``removeOwnMeeting(_:_:)``.
  @discardableResult
  public func save(_ meeting: OwnMeeting, as id: String? = nil, _ moment: Moment = .now()) async throws(HandrailError) -> MeetingDetail {
    try await asked { try $0.saveOwnMeeting(meeting: meeting, moment: moment, id: id) }
  }

  /// Takes back a correction, or a meeting of one's own.
  public func removeOwnMeeting(_ id: String, _ moment: Moment = .now()) async throws(HandrailError) {
    try await asked { try $0.removeOwnMeeting(id: id, moment: moment) }
  }
}
