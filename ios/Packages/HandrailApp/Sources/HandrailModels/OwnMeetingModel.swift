import Foundation
import Handrail
import Observation

/// One time of the week as it stands in a form.
public struct TimeDraft: Codable, Equatable, Sendable, Identifiable {
  public let id: UUID
  public var days: Set<Weekday>
  public var starts: Date
  /// Minutes; 0: not known.
  public var length: Int

  public init(days: Set<Weekday> = [], starts: Date, length: Int = 60) {
    id = UUID()
    self.days = days
    self.starts = starts
    self.length = length
  }
}

/// The form of a meeting of one's own, or of a correction for oneself.
@MainActor @Observable
public final class OwnMeetingModel: DraftedForm {
  public let session: Session
  /// `nil`: a new one.
  public private(set) var id: String?
  /// A public meeting that is put right for oneself.
  public private(set) var corrects = false
  public private(set) var wrong: Field?
  public private(set) var saving = false
  public private(set) var state: Loading = .loading
  public private(set) var fellowships: [Fellowship] = []

  public var name = ""
  public var times: [TimeDraft] = []
  /// Empty: wherever the person is.
  public var zoneName = ""
  /// Empty: none.
  public var fellowship = ""
  public var place = ""
  public var address = ""
  public var link = ""
  public var phone = ""
  public var notes = ""
  /// Where it is on the map. Without it no search near the person finds it.
  public var point: GeoPoint?
  public var begun: Written?
  public var isResumed = false
  /// What the form does not show and a correction must not lose.
  private var kept = OwnMeeting(name: "")
  /// Rules that the form cannot show, such as the last Friday of a month. They stay.
  public private(set) var otherRules: [Rule] = []
  private let pickers: TimeZone

  /// `pickers` is the zone in which the pickers' dates are made.
  public init(session: Session, id: String? = nil, pickers: TimeZone = .current) {
    self.session = session
    self.id = id
    self.pickers = pickers
    zoneName = session.moment().zone
  }

  public func load() async {
    guard state == .loading else { return }
    fellowships = (try? await session.journal?.editorChoices().fellowships) ?? []
    guard let id else {
      addTime()
      begin()
      state = session.journal == nil ? .locked : .ready
      return
    }
    do {
      guard let detail = try await session.directory?.meeting(id, session.moment()) else { throw HandrailError.Closed }
      fill(detail)
      begin()
      state = session.journal == nil ? .locked : .ready
    } catch {
      state = .trouble
    }
  }

  private func fill(_ detail: MeetingDetail) {
    corrects = !detail.source.isEmpty
    name = detail.row.name
    fellowship = detail.row.fellowship ?? ""
    place = detail.row.place ?? ""
    address = detail.row.address ?? ""
    link = detail.conferenceUrl ?? ""
    phone = detail.conferencePhone ?? ""
    notes = detail.notes ?? ""
    zoneName = detail.row.zone ?? ""
    point = detail.point
    kept = OwnMeeting(name: "", types: detail.row.types, languages: detail.languages)
    for rule in detail.rules {
      if case .weekly = rule.repeat, rule.from == nil, rule.until == nil, rule.except.isEmpty {
        let length = rule.duration.map { Int($0) } ?? 0
        times.append(TimeDraft(days: rule.repeat.days, starts: rule.time.date(in: pickers), length: length))
      } else {
        otherRules.append(rule)
      }
    }
  }

  public var draftKey: String { "meeting \(id ?? "")" }

  public struct Written: Codable, Equatable, Sendable {
    var name: String
    var times: [TimeDraft]
    var zone, fellowship, place, address, link, phone, notes: String
    var latitude, longitude: Double?
  }

  public var written: Written {
    get {
      Written(
        name: name, times: times, zone: zoneName, fellowship: fellowship, place: place, address: address, link: link, phone: phone,
        notes: notes, latitude: point?.latitude, longitude: point?.longitude)
    }
    set {
      (name, times, zoneName) = (newValue.name, newValue.times, newValue.zone)
      (fellowship, place) = (newValue.fellowship, newValue.place)
      point = newValue.latitude.flatMap { north in newValue.longitude.map { GeoPoint(latitude: north, longitude: $0) } }
      (address, link, phone, notes) = (newValue.address, newValue.link, newValue.phone, newValue.notes)
    }
  }

  public func addTime() { times.append(TimeDraft(starts: WallTime(hour: 19).date(in: pickers))) }

  public func removeTime(_ id: UUID) { times.removeAll { $0.id == id } }

  /// Saves. Answers whether it was taken; if not, ``wrong`` names the field.
  public func save() async -> Bool {
    guard let directory = session.directory, !saving else { return false }
    saving = true
    defer { saving = false }
    wrong = nil
    // A time without a day would be no time at all.
    guard times.allSatisfy({ !$0.days.isEmpty }) else {
      wrong = .weekdays
      return false
    }
    do throws(HandrailError) {
      let saved = try await directory.save(made, as: id, session.moment())
      dropDraft()
      id = saved.row.id
      await session.planReminders()
      return true
    } catch {
      if case .Invalid(let field, _) = error { wrong = field } else { state = Loading(error) }
      return false
    }
  }

  private var made: OwnMeeting {
    let text = { (text: String) in text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty ? nil : text }
    var own = kept
    own.name = name
    own.schedule =
      times.map {
        .weekly($0.days, at: WallTime($0.starts, in: pickers), length: $0.length > 0 ? .seconds($0.length * 60) : nil)
      } + otherRules
    own.zone = text(zoneName)
    own.fellowship = text(fellowship)
    own.point = point
    own.place = text(place)
    own.address = text(address)
    own.conferenceUrl = text(link)
    own.conferencePhone = text(phone)
    own.notes = text(notes)
    return own
  }
}
