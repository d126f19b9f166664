import Foundation
import Handrail

/// What the person chose beside the words: where, when, what and in which order. A value, so that a sheet can change a copy.
public struct MeetingFilter: Equatable, Sendable {
  public enum When: Hashable, Sendable {
    case week
    /// In progress, or within the hour.
    case now
    case hours(Int)
    case today
    case days
  }

  /// A band of the day, in the person's zone.
  public enum Band: CaseIterable, Hashable, Sendable {
    case any, morning, afternoon, evening, night
    /// Between ``MeetingFilter/from`` and ``MeetingFilter/until``.
    case between

    var bounds: (from: WallTime, until: WallTime)? {
      switch self {
      case .any, .between: nil
      case .morning: (WallTime(hour: 5), WallTime(hour: 12))
      case .afternoon: (WallTime(hour: 12), WallTime(hour: 17))
      case .evening: (WallTime(hour: 17), WallTime(hour: 22))
      case .night: (WallTime(hour: 22), WallTime(hour: 5))
      }
    }
  }

  /// How fast one gets there in a straight line, in kilometres an hour: rows then tell whether that is in time.
  public enum Travel: CaseIterable, Hashable, Sendable {
    case foot, bicycle, car

    var kmh: Double {
      switch self {
      case .foot: 5
      case .bicycle: 14
      case .car: 35
      }
    }
  }

  public enum Place: Hashable, Sendable { case near, region, online, anywhere }

  public var when: When = .week
  public var days: Set<Weekday> = []
  public var band: Band = .any
  /// Not later than ``from``: of the next day.
  public var from = WallTime(hour: 18)
  public var until = WallTime(hour: 21)
  public var travel: Travel?
  /// Not those that have begun too long ago, nor those that are too far for ``travel``.
  public var onlyReachable = false
  public var place: Place = .near
  /// General first.
  public var region: [String] = []
  /// Kilometres; `nil`: as far as it takes to find some.
  public var distance: Double?
  public var includeOnline = false
  public var fellowships: Set<String> = []
  public var venues: Set<VenueKind> = []
  public var languages: Set<String> = []
  /// Codes that a meeting must all have; with ``anyType`` one of them is enough.
  public var types: Set<String> = []
  public var anyType = false
  /// Codes that it must not have.
  public var withoutTypes: Set<String> = []
  /// What a meeting must all have, whatever its fellowship calls it.
  public var attributes: Set<MeetingAttribute> = []
  public var order: MeetingOrder = .soonest
  public var favouritesFirst = false

  public init() {}

  /// How many parts narrow the list: what the button of the filters says. Order and favourites do not.
  public var count: Int {
    [
      when != .week && (when != .days || !days.isEmpty), band != .any, place == .region && !region.isEmpty, place == .online,
      distance != nil && place == .near, !fellowships.isEmpty, !venues.isEmpty, !languages.isEmpty, !types.isEmpty,
      !withoutTypes.isEmpty, !attributes.isEmpty, onlyReachable,
    ].count { $0 }
  }

  /// The person's place is needed for it, and not known.
  public func wants(_ here: GeoPoint?) -> Bool { place == .near && here == nil }

  public func query(words: String, here: GeoPoint?, moment: Moment, limit: UInt32? = nil) -> MeetingQuery {
    let trimmed = String(words.trimmingCharacters(in: .whitespacesAndNewlines).prefix(200))
    var query = MeetingQuery(words: trimmed.isEmpty ? nil : trimmed, includeOnline: includeOnline, limit: limit)
    whereItIs(&query, here)
    whenItIs(&query, moment)
    query.fellowships = fellowships.sorted()
    if anyType { query.anyTypes = types.sorted() } else { query.types = types.sorted() }
    query.withoutTypes = withoutTypes.sorted()
    query.onlyReachable = onlyReachable
    query.languages = languages.sorted()
    query.attributes = attributes.sorted { "\($0)" < "\($1)" }
    if place == .online {
      query.venues = [.online, .hybrid]
    } else {
      query.venues = [.inPerson, .online, .hybrid].filter(venues.contains)
    }
    query.order = order == .nearest && query.near == nil ? .soonest : order
    if order == .bestMatch && trimmed.isEmpty { query.order = .soonest }
    query.favouritesFirst = favouritesFirst
    return query
  }

  private func whereItIs(_ query: inout MeetingQuery, _ here: GeoPoint?) {
    switch place {
    case .near:
      query.near = here
      if here != nil { (query.withinKm, query.travelKmh) = (distance, travel?.kmh) }
    case .region: query.region = region
    case .online, .anywhere: break
    }
  }

  private func whenItIs(_ query: inout MeetingQuery, _ moment: Moment) {
    switch when {
    case .week: break
    case .now: query.hours = 1
    case .hours(let hours): query.hours = UInt32(clamping: max(1, hours))
    case .today:
      // What was earlier today comes again in a week, on the same day: only the rest of today counts.
      let zone = TimeZone(identifier: moment.zone) ?? .current
      let today = CivilDay(moment.at, in: zone)
      query.days = [today.weekday]
      query.hours = UInt32((1440 - WallTime(moment.at, in: zone).minutes + 59) / 60)
    case .days: query.days = days
    }
    if band == .between { (query.from, query.until) = (from, until) }
    if let bounds = band.bounds { (query.from, query.until) = (bounds.from, bounds.until) }
  }

  /// Lets a part go, so that what it leaves out comes back.
  public mutating func drop(_ part: Narrowing) {
    switch part {
    case .online: includeOnline = true
    case .distance: distance = distance.map { $0 * 2 }
    case .time: (when, days, band) = (.week, [], .any)
    case .types: (types, withoutTypes) = ([], [])
    case .reachable: onlyReachable = false
    case .attributes: attributes = []
    case .fellowships: fellowships = []
    case .venues:
      venues = []
      if place == .online { place = .anywhere }
    case .languages: languages = []
    case .words, .hidden: break
    }
  }
}

extension CivilDay {
  public var weekday: Weekday {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return Weekday(rawValue: calendar.component(.weekday, from: noon(in: .gmt)) - 1) ?? .sunday
  }
}

extension Set {
  /// In it or out of it, for the rows of a filter.
  public mutating func toggle(_ member: Element) {
    if remove(member) == nil { insert(member) }
  }
}
