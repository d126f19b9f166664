import Foundation
import Handrail
import Testing

@testable import HandrailModels

/// Where places stand on the screen, and what a finger hits.
struct MeetingMapFrameTests {
  private let screen = CGSize(width: 400, height: 600)
  private let places = [
    GeoPoint(latitude: 37.3382, longitude: -121.8863), GeoPoint(latitude: -36.85, longitude: 174.76), GeoPoint(latitude: 69.65, longitude: 18.96),
    GeoPoint(latitude: 0, longitude: 0), GeoPoint(latitude: -16.5, longitude: 179.999), GeoPoint(latitude: 64.5, longitude: -179.99),
  ]

  private func near(_ one: CGPoint, _ other: CGPoint, _ off: Double = 1e-6) -> Bool { hypot(one.x - other.x, one.y - other.y) < off }

  @Test func aPlaceAndItsPointAreOneAnother() {
    for centre in places {
      for zoom in stride(from: 2.0, through: 18, by: 1.7) {
        let map = MeetingMapFrame(centre: centre, zoom: zoom, size: screen)
        #expect(near(map.point(of: centre), map.middle))
        for x in stride(from: 0.0, through: 400, by: 50) {
          // At zoom 2 the poles are on the screen: beyond 85 degrees there is no map.
          for y in stride(from: 0.0, through: 600, by: 50) where abs(map.place(at: CGPoint(x: x, y: y)).latitude) < 84.9 {
            let point = CGPoint(x: x, y: y)
            #expect(near(map.point(of: map.place(at: point)), point, 1e-5))
          }
        }
      }
    }
  }

  @Test func northIsUpAndEastIsRightAlsoOverTheDateLine() {
    let map = MeetingMapFrame(centre: places[4], zoom: 10, size: screen)
    let east = map.point(of: GeoPoint(latitude: -16.5, longitude: -179.999))
    #expect(east.x > map.middle.x && east.x < map.middle.x + 10 && abs(east.y - map.middle.y) < 1e-6)
    #expect(map.point(of: GeoPoint(latitude: -16.4, longitude: 179.999)).y < map.middle.y)
    #expect(map.box.west > map.box.east && map.box.south < map.box.north, "west of the line to east of it")
    let moved = map.moved(by: CGSize(width: -100, height: 0))
    #expect(moved.centre.longitude < -179, "the finger went left, so what lies east is in the middle")
  }

  @Test func theBoxHoldsWhatIsOnTheScreen() {
    for centre in places {
      let map = MeetingMapFrame(centre: centre, zoom: 11, size: screen)
      let box = map.box
      for corner in [CGPoint(x: 0, y: 0), CGPoint(x: 400, y: 600)] {
        let place = map.place(at: corner)
        #expect((box.south...box.north).contains(place.latitude))
        let within = box.west <= box.east ? (box.west...box.east).contains(place.longitude) : place.longitude >= box.west || place.longitude <= box.east
        #expect(within)
      }
    }
    let earth = MeetingMapFrame(centre: GeoPoint(latitude: 10, longitude: 170), zoom: 0, size: CGSize(width: 2_000, height: 2_000))
    #expect(earth.zoom == MeetingMapFrame.zooms.lowerBound)
    #expect(earth.box == GeoBox(south: -85, north: 85, west: -180, east: 180))
  }

  @Test func whatLiesUnderTheFingerStaysThere() {
    for centre in places {
      let map = MeetingMapFrame(centre: centre, zoom: 9.3, size: screen)
      let finger = CGPoint(x: 90, y: 410)
      let held = map.place(at: finger)
      for steps in [-2.5, -0.2, 0.7, 4] { #expect(near(map.zoomed(by: steps, around: finger).point(of: held), finger, 1e-4)) }
      let way = CGSize(width: 33, height: -70)
      #expect(near(map.moved(by: way).point(of: held), CGPoint(x: 123, y: 340), 1e-4))
    }
    let far = MeetingMapFrame(centre: places[0], zoom: 17, size: screen).zoomed(by: 5)
    #expect(far.zoom == 18)
    #expect(far.zoomed(by: -90).zoom == 0)
    let pole = MeetingMapFrame(centre: GeoPoint(latitude: 89.9, longitude: 0), zoom: 3, size: screen).moved(by: CGSize(width: 0, height: 9_000))
    #expect(pole.centre.latitude == 85, "there is nothing behind the pole")
  }

  @Test func aCircleAndABoxFillTheScreen() {
    for centre in places where abs(centre.latitude) < 65 {
      let map = MeetingMapFrame(centre: centre, zoom: 3, size: screen).showing(centre, metres: 5_000)
      #expect(abs(map.metresPerPoint * 200 - 5_000) < 1)
      let rim = map.point(of: centre.going(5_000, towards: 90))
      #expect(abs(rim.x - 400) < 1.5)
      let box = GeoBox(south: centre.latitude - 0.02, north: centre.latitude + 0.02, west: (centre.longitude - 0.03).degreesAround, east: (centre.longitude + 0.03).degreesAround)
      let shown = map.showing(box)
      for corner in [GeoPoint(latitude: box.south, longitude: box.west), GeoPoint(latitude: box.north, longitude: box.east)] {
        #expect(shown.holds(shown.point(of: corner), rim: 47))
      }
      #expect(map.fitting(box).zoom < map.fitting(GeoBox(south: centre.latitude, north: centre.latitude, west: centre.longitude, east: centre.longitude)).zoom)
    }
  }

  @Test func aBoxOverTheDateLineAndOneOfHalfTheEarthAreShown() {
    let map = MeetingMapFrame(centre: places[0], zoom: 9, size: screen)
    let fiji = map.showing(GeoBox(south: -18, north: -16, west: 177, east: -178))
    #expect(abs(fiji.centre.longitude - 179.5) < 0.01 && fiji.zoom > 5)
    let wide = map.showing(GeoBox(south: -40, north: 60, west: -120, east: 140))
    #expect(abs(wide.centre.longitude - 10) < 0.01)
    for corner in [GeoPoint(latitude: -40, longitude: -120), GeoPoint(latitude: 60, longitude: 140)] {
      #expect(wide.holds(wide.point(of: corner), rim: 47))
    }
  }

  @Test func ringsAreAsFarAsTheySay() throws {
    for centre in places where abs(centre.latitude) < 70 {
      let map = MeetingMapFrame(centre: centre, zoom: 3, size: screen).showing(centre, metres: 25_000)
      let rings = MeetingMapRing.all(around: centre, on: map, metric: true)
      #expect(rings.map(\.metres) == [10_000, 20_000, 30_000, 40_000], "the corners are further than the sides")
      for ring in rings {
        for point in ring.outline { #expect(abs(centre.metres(to: map.place(at: point)) - ring.metres) < 1) }
        #expect(ring.label.map { map.holds($0, rim: 24) } ?? true)
      }
      #expect(rings[0].label == rings[0].outline[0], "to the north, where it is on the screen")
      let miles = MeetingMapRing.all(around: centre, on: map, metric: false)
      #expect(miles.map { ($0.metres / 1_609.344).rounded() } == [5, 10, 15, 20, 25])
      let north = try #require(rings[0].label)
      let other = try #require(MeetingMapRing.all(around: centre, on: map, metric: true, avoiding: [north]).first?.label)
      #expect(hypot(other.x - north.x, other.y - north.y) > 40, "no number under a mark")
    }
    let away = MeetingMapFrame(centre: places[0], zoom: 12, size: screen).moved(by: CGSize(width: 3_000, height: 0))
    let rings = MeetingMapRing.all(around: places[0], on: away, metric: true)
    #expect(!rings.isEmpty && rings.count <= 12 && rings.allSatisfy { $0.metres > 10_000 }, "the person is far off the screen")
    #expect(MeetingMapRing.all(around: places[0], on: MeetingMapFrame(centre: places[0], zoom: 9), metric: true).isEmpty)
  }

  @Test func directionsAreThoseOfTheWindRose() {
    let here = GeoPoint(latitude: 50, longitude: 8)
    for (number, direction) in MeetingMapDirection.allCases.enumerated() {
      #expect(MeetingMapDirection(bearing: Double(number) * 45 + 22) == direction)
      #expect(MeetingMapDirection(bearing: Double(number) * 45 - 22) == direction)
      #expect(MeetingMapDirection(bearing: here.bearing(to: here.going(800, towards: Double(number) * 45))) == direction)
    }
    #expect(MeetingMapDirection(bearing: -45) == .northWest && MeetingMapDirection(bearing: 720) == .north)
  }

  private func cluster(_ latitude: Double, _ longitude: Double, _ count: UInt32, wide: Double = 0, starts: String? = nil) -> MapCluster {
    MapCluster(
      point: GeoPoint(latitude: latitude, longitude: longitude),
      bounds: GeoBox(south: latitude, north: latitude + wide, west: longitude, east: longitude + wide), count: count, favourites: 0,
      startsAt: starts.map(instant), meeting: nil)
  }

  @Test func aFingerHitsTheNearestMarkWithinItsReach() throws {
    let map = MeetingMapFrame(centre: GeoPoint(latitude: 50, longitude: 8), zoom: 12, size: screen)
    let places = [(200.0, 300.0), (230, 300), (60, 60)].map { map.place(at: CGPoint(x: $0.0, y: $0.1)) }
    let marks = MeetingMapMark.all(places.map { cluster($0.latitude, $0.longitude, 2) }, around: map.centre)
    let at = { (x: Double, y: Double) in map.mark(at: CGPoint(x: x, y: y), of: marks)?.cluster.point.longitude }
    #expect(at(201, 301) == places[0].longitude)
    #expect(at(214, 300) == places[0].longitude)
    #expect(at(216, 300) == places[1].longitude, "both are within reach: the nearer one")
    #expect(at(60, 81) == places[2].longitude)
    #expect(at(60, 83) == nil && at(300, 300) == nil)
  }

  @Test func marksTellTheFirstToStartAndStandByDistance() {
    let marks = MeetingMapMark.all(
      [
        cluster(50.2, 8, 3, starts: "2026-03-10T03:00:00Z"), cluster(50, 8.0001, 2, starts: "2026-03-10T01:00:00Z"),
        cluster(50, 8.1, 5), cluster(49.9, 8, 9, starts: "2026-03-10T01:00:00Z"),
      ], around: GeoPoint(latitude: 50, longitude: 8))
    #expect(marks.map(\.count) == [2, 5, 9, 3])
    #expect(marks.map(\.isSoonest) == [true, false, true, false])
    #expect(marks.map(\.direction) == [nil, .east, .south, .north])
    let none = MeetingMapMark.all([cluster(50, 8, 2)], around: GeoPoint(latitude: 50, longitude: 8))
    #expect(none.map(\.isSoonest) == [false], "by appointment only: none is the next")
  }

  @Test func whatComingCloserWouldNotPartIsOnePlace() {
    let map = MeetingMapFrame(centre: GeoPoint(latitude: 50, longitude: 8), zoom: 12, size: screen)
    let marks = MeetingMapMark.all([cluster(50, 8, 4), cluster(50, 8.1, 4, wide: 0.01)], around: map.centre)
    #expect(map.isOnePlace(marks[0]) && !map.isOnePlace(marks[1]))
    #expect(map.zoomed(by: 9).isOnePlace(marks[1]), "there is no closer")
  }

  @Test func shapesHaveTheirCorners() {
    let star = MeetingMapShape.star(CGPoint(x: 10, y: 20), radius: 8)
    #expect(star.count == 10 && near(star[0], CGPoint(x: 10, y: 12)) && near(star[5], CGPoint(x: 10, y: 20 + 8 * 0.45)))
    let diamond = MeetingMapShape.diamond(.zero, radius: 5)
    #expect(diamond.count == 4 && near(diamond[1], CGPoint(x: 5, y: 0)) && near(diamond[2], CGPoint(x: 0, y: 5)))
  }
}
