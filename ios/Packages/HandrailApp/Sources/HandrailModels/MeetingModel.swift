import Foundation
import Handrail
import Observation

/// One meeting, and what the person keeps of it.
@MainActor @Observable
public final class MeetingModel: DirectoryScreen, DraftedForm {
  public let session: Session
  public let id: String
  public private(set) var state: Loading = .loading
  public private(set) var detail: MeetingDetail?
  /// What the person says about it; `nil`: no favourite.
  public private(set) var kept: Favourite?
  /// How it differs from what was last seen. Stays on the screen when it was marked as seen.
  public private(set) var notice: MeetingNotice?
  /// What became of it, the newest first; none for a meeting of one's own.
  public private(set) var history: [MeetingEvent] = []
  /// Listings that the person has just said to be other meetings, so that it can be taken back.
  public private(set) var parted: [JoinedListing] = []
  /// It is left out of the lists.
  public private(set) var hidden = false
  /// There is no such meeting any more.
  public private(set) var gone = false
  public private(set) var wrong: Field?
  /// What the fellowship calls its types, by code.
  public private(set) var typeNames: [String: String] = [:]
  public private(set) var asked: Moment
  public var note = ""
  public var label = ""
  /// Minutes before the start; `nil`: no reminder.
  public var reminder: Int?
  public var begun: Written?
  public var isResumed = false

  public init(session: Session, id: String) {
    self.session = session
    self.id = id
    asked = session.moment()
  }

  public func load() async {
    state = await session.asking { directory, moment throws(HandrailError) in
      asked = moment
      do throws(HandrailError) {
        let found = try await directory.meeting(id, moment)
        (detail, typeNames) = (found, TypeNames.of(found.row.fellowship))
        // Joined again on another screen: there is nothing left to take back here.
        parted.removeAll { listing in found.alsoIn.contains { $0.id == listing.id } }
        history = (try? await directory.meetingHistory(id)) ?? []
        await loadKept(directory, moment)
      } catch {
        guard case .NotFound = error else { throw error }
        gone = true
      }
    }
  }

  /// What stands in the journal. Without it the meeting itself is public, and shown all the same.
  private func loadKept(_ directory: Directory, _ moment: Moment) async {
    let before = kept
    kept = try? await directory.favourites(moment).first { $0.id == id }
    notice = (try? await directory.meetingNotices(moment).first { $0.id == id }) ?? notice
    hidden = (try? await directory.hiddenMeetings(moment).contains { $0.id == id }) ?? false
    // What is being typed is not overwritten by a change elsewhere.
    if before?.details != kept?.details || before == nil { fill() }
  }

  /// Only with an open journal can anything be kept.
  public var canKeep: Bool { session.journal != nil }

  private func fill() {
    note = kept?.details.note ?? ""
    label = kept?.details.label ?? ""
    reminder = kept?.details.reminderMinutes.map { Int($0) }
    if kept != nil { begin() }
  }

  public var draftKey: String { "favourite \(id)" }

  public struct Written: Codable, Equatable, Sendable {
    var note, label: String
    var reminder: Int?
  }

  public var written: Written {
    get { Written(note: note, label: label, reminder: reminder) }
    set { (note, label, reminder) = (newValue.note, newValue.label, newValue.reminder) }
  }

  private var draft: FavouriteDetails {
    FavouriteDetails(
      note: note.isEmpty ? nil : note, label: label.isEmpty ? nil : label, reminderMinutes: reminder.map { UInt16(clamping: $0) })
  }

  /// There is something to save.
  public var changed: Bool { kept.map { $0.details != draft } ?? false }

  @discardableResult
  public func keep() async -> Bool {
    let details = draft
    return await writing { directory, moment throws(HandrailError) in
      try await directory.addFavourite(self.id, details, moment)
      self.dropDraft()
    }
  }

  @discardableResult
  public func letGo() async -> Bool {
    await writing { directory, moment throws(HandrailError) in
      try await directory.removeFavourite(self.id, moment)
      self.dropDraft()
    }
  }

  /// What has probably taken its place, where it is gone and kept.
  public var successor: MeetingRow? { kept?.successor }

  @discardableResult
  public func follow(_ successor: MeetingRow) async -> Bool {
    let details = kept?.details ?? FavouriteDetails()
    return await writing { directory, moment throws(HandrailError) in
      try await directory.keep(successor.id, insteadOf: self.id, details, moment)
      self.dropDraft()
    }
  }

  @discardableResult
  public func hide(_ hidden: Bool = true) async -> Bool {
    await writing { directory, moment throws(HandrailError) in try await directory.hideMeeting(self.id, hidden, moment) }
  }

  /// This listing is another meeting, the person says: both are listed from now on.
  @discardableResult
  public func part(_ listing: JoinedListing) async -> Bool {
    await writing { directory, moment throws(HandrailError) in
      try await directory.keepApart(listing.id, true, moment)
      self.parted.append(listing)
    }
  }

  /// They are one after all: the listing of this id, or this one itself.
  @discardableResult
  public func join(_ id: String) async -> Bool {
    await writing { directory, moment throws(HandrailError) in
      try await directory.keepApart(id, false, moment)
    }
  }

  /// The fields that are shown, by the source that told them: its own first.
  public var origins: [(source: String, fields: [MeetingField])] {
    guard let detail else { return [] }
    let groups = Dictionary(grouping: detail.origins) { $0.source }
    let others = groups.keys.filter { $0 != detail.source }.sorted()
    return ([detail.source] + others).compactMap { source in groups[source].map { (source, $0.map(\.field)) } }
  }

  /// The person has read what changed.
  @discardableResult
  public func saw() async -> Bool {
    await writing { directory, moment throws(HandrailError) in
      try await directory.markMeetingSeen(self.id, moment)
      self.notice = nil
    }
  }

  /// Takes back the person's own correction, or their own meeting, which is then gone.
  @discardableResult
  public func removeOwn() async -> Bool {
    await writing { directory, moment throws(HandrailError) in try await directory.removeOwnMeeting(self.id, moment) }
  }

  private func writing(_ work: (Directory, Moment) async throws(HandrailError) -> Void) async -> Bool {
    guard let directory = session.directory else { return false }
    wrong = nil
    do throws(HandrailError) {
      try await work(directory, session.moment())
      await load()
      await session.planReminders()
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { state = Loading(error) }
      return false
    }
  }
}

/// What fellowships call their types, read once each.
@MainActor
public enum TypeNames {
  private static var read: [String: [String: String]] = [:]

  public static func of(_ fellowship: String?) -> [String: String] {
    guard let fellowship else { return [:] }
    if let known = read[fellowship] { return known }
    let language = Locale.current.language.languageCode?.identifier ?? "en"
    let types = meetingTypes(fellowship: fellowship, language: language)
    let names = Dictionary(types.map { ($0.code.uppercased(), $0.name) }, uniquingKeysWith: { first, _ in first })
    read[fellowship] = names
    return names
  }

  /// The name of a code: the fellowship's own, else that of the first that has the code, else the code.
  public static func name(_ code: String, in fellowships: [String]) -> String {
    for fellowship in fellowships { if let name = of(fellowship)[code.uppercased()] { return name } }
    return code
  }
}
