import Foundation
import Handrail

/// A mark on the map: one meeting, or several that lie close together. Told apart by shape, never by colour alone.
public struct MeetingMapMark: Equatable, Sendable, Identifiable {
  public let cluster: MapCluster
  /// Starts before all others on the map, or together with the first.
  public let isSoonest: Bool
  /// From the person, or from the middle of the map where their place is not known.
  public let metres: Double
  /// `nil` where it is so near that no direction means anything.
  public let direction: MeetingMapDirection?

  /// A meeting keeps its mark; what is grouped anew is another mark.
  public var id: String { cluster.meeting?.id ?? "\(cluster.point.latitude) \(cluster.point.longitude) \(cluster.count)" }

  public var meeting: MeetingRow? { cluster.meeting }
  public var count: Int { Int(cluster.count) }
  public var hasFavourite: Bool { cluster.favourites > 0 }

  init(_ cluster: MapCluster, soonest: Date?, origin: GeoPoint) {
    self.cluster = cluster
    isSoonest = cluster.startsAt != nil && cluster.startsAt == soonest
    metres = origin.metres(to: cluster.point)
    direction = metres < 30 ? nil : MeetingMapDirection(bearing: origin.bearing(to: cluster.point))
  }

  /// The marks of an answer, the nearest first: so they are gone through by whoever hears the map.
  static func all(_ clusters: [MapCluster], around origin: GeoPoint) -> [MeetingMapMark] {
    let soonest = clusters.compactMap(\.startsAt).min()
    return clusters.map { MeetingMapMark($0, soonest: soonest, origin: origin) }.sorted { ($0.metres, $0.id) < ($1.metres, $1.id) }
  }
}

extension MeetingMapFrame {
  /// Half of what a finger has to hit.
  private static let reach = 22.0

  /// The mark under a finger: of several the one whose middle is nearest.
  public func mark(at point: CGPoint, of marks: [MeetingMapMark]) -> MeetingMapMark? {
    let measured = marks.map { mark in
      let place = self.point(of: mark.cluster.point)
      return (mark, hypot(place.x - point.x, place.y - point.y))
    }
    return measured.filter { $0.1 <= Self.reach }.min { $0.1 < $1.1 }?.0
  }

  /// All of a mark lies at one place, as far as this map can tell: coming closer would not part it.
  func isOnePlace(_ mark: MeetingMapMark) -> Bool { fitting(mark.cluster.bounds).zoom > Self.zooms.upperBound || zoom >= Self.zooms.upperBound }
}

/// Outlines of the marks, around a middle. Pure.
public enum MeetingMapShape {
  /// Five points, the first upwards.
  public static func star(_ middle: CGPoint, radius: Double) -> [CGPoint] {
    corners(middle, (0..<10).map { $0.isMultiple(of: 2) ? radius : radius * 0.45 })
  }

  public static func diamond(_ middle: CGPoint, radius: Double) -> [CGPoint] { corners(middle, Array(repeating: radius, count: 4)) }

  private static func corners(_ middle: CGPoint, _ radii: [Double]) -> [CGPoint] {
    radii.enumerated().map { number, radius in
      let turn = 2 * .pi * Double(number) / Double(radii.count)
      return CGPoint(x: middle.x + radius * sin(turn), y: middle.y - radius * cos(turn))
    }
  }
}
