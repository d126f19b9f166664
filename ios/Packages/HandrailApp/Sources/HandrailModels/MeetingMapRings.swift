import Foundation
import Handrail

/// Circles of equal distance around a place, by round numbers of what the person measures in. Pure.
public struct MeetingMapRing: Equatable, Sendable {
  public let metres: Double
  /// Where it runs on the screen.
  public let outline: [CGPoint]
  /// Where its distance can be read; `nil`: no part that has room for it is on the screen.
  public let label: CGPoint?

  /// Points between one ring and the next.
  static let apart = 56.0
  private static let kilometres = [1.0, 2, 5].flatMap { digit in (2...6).map { digit * pow(10, Double($0)) } }.sorted()
  private static let miles = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500].map { $0 * 1_609.344 }

  /// The rings that cross the screen. Their distances stand away from these points where that can be.
  public static func all(
    around origin: GeoPoint, on map: MeetingMapFrame, metric: Bool, avoiding marks: [CGPoint] = []
  ) -> [MeetingMapRing] {
    guard map.size.width > 0 else { return [] }
    let steps = metric ? kilometres : miles
    let wanted = apart * map.metresPerPoint
    let step = steps.first { $0 >= wanted } ?? steps[steps.count - 1]
    let corners = [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].map { CGPoint(x: $0 * map.size.width, y: $1 * map.size.height) }
    let home = map.point(of: origin)
    let nearest = CGPoint(x: home.x.clamped(to: 0...map.size.width), y: home.y.clamped(to: 0...map.size.height))
    let furthest = corners.map { origin.metres(to: map.place(at: $0)) }.max() ?? 0
    let first = max(1, Int(origin.metres(to: map.place(at: nearest)) / step))
    // Off the screen and far away, rings are almost lines: a dozen of them tell enough.
    let last = min(first + 11, Int(furthest / step))
    guard first <= last else { return [] }
    return (first...last).map { ring(Double($0) * step, around: origin, on: map, marks) }
  }

  private static func ring(
    _ metres: Double, around origin: GeoPoint, on map: MeetingMapFrame, _ marks: [CGPoint]
  ) -> MeetingMapRing {
    let outline = (0..<72).map { map.point(of: origin.going(metres, towards: Double($0) * 5)) }
    // To the north first, then to the right and on.
    let labels = [0, 18, 36, 54, 9, 27, 45, 63, 4, 68, 14, 58].map { outline[$0] }.filter { map.holds($0, rim: 24) }
    let free = labels.first { label in marks.allSatisfy { hypot($0.x - label.x, $0.y - label.y) > 40 } }
    return MeetingMapRing(metres: metres, outline: outline, label: free ?? labels.first)
  }
}

/// The eight winds, as people say where something lies.
public enum MeetingMapDirection: Int, CaseIterable, Sendable {
  case north, northEast, east, southEast, south, southWest, west, northWest

  /// Degrees from north over east.
  init(bearing: Double) {
    let turned = bearing.truncatingRemainder(dividingBy: 360)
    let eighth = Int(((turned < 0 ? turned + 360 : turned) / 45).rounded()) % 8
    self = Self.allCases[eighth]
  }
}

extension GeoPoint {
  /// Mean radius of the earth (IUGG), as the core reckons.
  private static let earth = 6_371_008.8

  /// Along the surface.
  func metres(to other: GeoPoint) -> Double {
    let (one, two) = (latitude.radians, other.latitude.radians)
    let east = (other.longitude - longitude).radians
    let half = pow(sin((two - one) / 2), 2) + cos(one) * cos(two) * pow(sin(east / 2), 2)
    return 2 * Self.earth * asin(min(1, half.squareRoot()))
  }

  /// Degrees from north over east at which one sets out.
  func bearing(to other: GeoPoint) -> Double {
    let (one, two) = (latitude.radians, other.latitude.radians)
    let east = (other.longitude - longitude).radians
    return atan2(sin(east) * cos(two), cos(one) * sin(two) - sin(one) * cos(two) * cos(east)).degrees
  }

  /// Where one comes to.
  func going(_ metres: Double, towards bearing: Double) -> GeoPoint {
    let (start, way, turn) = (latitude.radians, metres / Self.earth, bearing.radians)
    let end = asin((sin(start) * cos(way) + cos(start) * sin(way) * cos(turn)).clamped(to: -1...1))
    let east = atan2(sin(turn) * sin(way) * cos(start), cos(way) - sin(start) * sin(end))
    return GeoPoint(latitude: end.degrees, longitude: (longitude + east.degrees).degreesAround)
  }
}
