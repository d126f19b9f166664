import Foundation
import Handrail

/// Where places of the earth stand on the screen: Mercator's projection, as web maps have it. North is up and east is right in every
/// language, and directions are true. Pure.
public struct MeetingMapFrame: Equatable, Sendable {
  /// Closer than 18 there is nothing more to tell apart: that is half a metre a point.
  public static let zooms = 0.0...18.0
  /// Beyond it the projection runs away.
  static let furthestNorth = 85.0
  /// Points that the whole earth is wide at zoom 0.
  private static let tile = 256.0
  /// Metres around the equator.
  private static let equator = 2 * .pi * 6_378_137.0

  public private(set) var centre: GeoPoint
  /// Each step is twice as large.
  public private(set) var zoom: Double
  /// The screen's, in points; empty until it is known.
  public var size: CGSize

  public init(centre: GeoPoint, zoom: Double, size: CGSize = .zero) {
    self.centre = centre.onTheMap
    self.zoom = zoom.clamped(to: Self.zooms)
    self.size = size
  }

  private var world: Double { Self.tile * pow(2, zoom) }

  /// True at the middle of the screen.
  public var metresPerPoint: Double { Self.equator * cos(centre.latitude.radians) / world }

  /// On the nearest of the earths that lie side by side: a place over the date line is not a world away.
  public func point(of place: GeoPoint) -> CGPoint {
    let east = (place.longitude - centre.longitude).degreesAround * world / 360
    let north = (Self.height(place.onTheMap.latitude) - Self.height(centre.latitude)) * world
    return CGPoint(x: size.width / 2 + east, y: size.height / 2 - north)
  }

  public func place(at point: CGPoint) -> GeoPoint {
    let east = (point.x - size.width / 2) / world * 360
    let height = Self.height(centre.latitude) + (size.height / 2 - point.y) / world
    return GeoPoint(latitude: Self.latitude(height), longitude: (centre.longitude + east).degreesAround).onTheMap
  }

  /// What is on the screen and half a mark around it, as the core is asked. A box over the date line has its west greater than its east.
  public var box: GeoBox {
    let rim = 32.0
    let first = place(at: CGPoint(x: -rim, y: -rim))
    let last = place(at: CGPoint(x: size.width + rim, y: size.height + rim))
    let whole = size.width + 2 * rim >= world
    return GeoBox(
      south: last.latitude, north: first.latitude, west: whole ? -180 : first.longitude, east: whole ? 180 : last.longitude)
  }

  /// Moved as a finger moves what lies under it.
  public func moved(by way: CGSize) -> Self {
    let middle = CGPoint(x: size.width / 2 - way.width, y: size.height / 2 - way.height)
    return Self(centre: place(at: middle), zoom: zoom, size: size)
  }

  /// Closer, or further away with less than 0; what lies under the point stays there.
  public func zoomed(by steps: Double, around point: CGPoint? = nil) -> Self {
    let point = point ?? middle
    let held = place(at: point)
    let closer = Self(centre: centre, zoom: zoom + steps, size: size)
    let now = closer.point(of: held)
    return closer.moved(by: CGSize(width: point.x - now.x, height: point.y - now.y))
  }

  /// All around a place as far as this many metres.
  public func showing(_ place: GeoPoint, metres: Double) -> Self {
    let room = max(1, min(size.width, size.height)) / 2
    let points = Self.equator * cos(place.onTheMap.latitude.radians) / Self.tile
    return Self(centre: place, zoom: log2(points * room / max(1, metres)), size: size)
  }

  /// A box as large as it can be, with room at the rim for marks.
  public func showing(_ box: GeoBox) -> Self {
    let (fits, middle) = fitting(box)
    return Self(centre: middle, zoom: fits, size: size)
  }

  /// The zoom at which a box would fill the screen: beyond ``zooms`` where it is but a point.
  func fitting(_ box: GeoBox) -> (zoom: Double, middle: GeoPoint) {
    let rim = 48.0
    let width = (box.east - box.west + (box.east < box.west ? 360 : 0)) / 360
    let (low, high) = (Self.height(box.south), Self.height(box.north))
    let middle = GeoPoint(
      latitude: Self.latitude((low + high) / 2), longitude: (box.west + width * 180).degreesAround)
    let wide = max(1, size.width - 2 * rim) / max(width, 1e-12)
    let tall = max(1, size.height - 2 * rim) / max(high - low, 1e-12)
    return (log2(min(wide, tall) / Self.tile), middle)
  }

  public var middle: CGPoint { CGPoint(x: size.width / 2, y: size.height / 2) }

  /// On the screen, and not within the rim.
  public func holds(_ point: CGPoint, rim: Double = 0) -> Bool {
    (rim...max(rim, size.width - rim)).contains(point.x) && (rim...max(rim, size.height - rim)).contains(point.y)
  }

  /// How far up the map a latitude stands, in earths.
  private static func height(_ latitude: Double) -> Double {
    let latitude = latitude.clamped(to: -furthestNorth...furthestNorth)
    return log(tan(.pi / 4 + latitude.radians / 2)) / (2 * .pi)
  }

  private static func latitude(_ height: Double) -> Double { (2 * atan(exp(height * 2 * .pi)) - .pi / 2).degrees }
}

extension GeoPoint {
  var onTheMap: GeoPoint {
    let north = MeetingMapFrame.furthestNorth
    return GeoPoint(latitude: latitude.clamped(to: -north...north), longitude: longitude)
  }
}

extension Double {
  var radians: Double { self * .pi / 180 }
  var degrees: Double { self * 180 / .pi }

  /// From -180 to 180.
  var degreesAround: Double {
    let turned = remainder(dividingBy: 360)
    return turned == -180 && self > 0 ? 180 : turned
  }
}

extension Comparable {
  func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
