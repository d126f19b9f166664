import Foundation
import Handrail
import Observation

/// The sheet with the filters: a copy of what is asked, with the number of meetings that each choice would leave.
@MainActor @Observable
public final class FilterModel: Identifiable {
  /// A row of a filter.
  public struct Choice: Hashable, Sendable, Identifiable {
    public let id: String
    public let count: Int
    public let chosen: Bool

    public init(id: String, count: Int, chosen: Bool) {
      self.id = id
      self.count = count
      self.chosen = chosen
    }
  }

  public let meetings: MeetingsModel
  public var draft: MeetingFilter
  public private(set) var facets: MeetingFacets?

  public init(_ meetings: MeetingsModel) {
    self.meetings = meetings
    draft = meetings.filter
    facets = meetings.facets
  }

  public var session: Session { meetings.session }

  /// Counts anew; the view asks after every choice and drops what was being asked.
  public func count() async {
    let counted = await meetings.facets(for: draft)
    if !Task.isCancelled, let counted { facets = counted }
  }

  public func apply() { meetings.filter = draft }

  public func clear() {
    var cleared = MeetingFilter()
    (cleared.order, cleared.favouritesFirst) = (draft.order, draft.favouritesFirst)
    draft = cleared
  }

  public var fellowships: [Choice] { choices(facets?.fellowships.filter { !$0.key.isEmpty }, draft.fellowships) }
  public var languages: [Choice] { choices(facets?.languages, draft.languages) }
  public var types: [Choice] { choices(facets?.types, draft.types) }
  public var withoutTypes: [Choice] { choices(facets?.types, draft.withoutTypes) }

  public func count(_ venue: VenueKind) -> Int {
    let key =
      switch venue {
      case .inPerson: "in_person"
      case .online: "online"
      case .hybrid: "hybrid"
      case .inactive: "inactive"
      }
    return facets?.venues.first { $0.key == key }.map { Int($0.count) } ?? 0
  }

  /// The attributes that meetings on the list have, the most frequent first; chosen ones stay.
  public var attributes: [(attribute: MeetingAttribute, count: Int)] {
    let counted = (facets?.attributes ?? []).map { ($0.attribute, Int($0.count)) }
    let missing = draft.attributes.subtracting(counted.map(\.0)).map { ($0, 0) }
    return (missing.sorted { "\($0.0)" < "\($1.0)" } + counted).map { (attribute: $0.0, count: $0.1) }
  }

  /// What the fellowships that are on the list call a type.
  public func typeName(_ code: String) -> String {
    let all = draft.fellowships.sorted() + (facets?.fellowships.map(\.key) ?? [])
    return TypeNames.name(code, in: all)
  }

  /// What is chosen stays in sight, also when nothing has it any more.
  private func choices(_ counts: [FacetCount]?, _ chosen: Set<String>) -> [Choice] {
    let counted = (counts ?? []).map { Choice(id: $0.key, count: Int($0.count), chosen: chosen.contains($0.key)) }
    let missing = chosen.subtracting(counted.map(\.id)).sorted().map { Choice(id: $0, count: 0, chosen: true) }
    return missing + counted
  }
}
