import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// The map itself: drawn, touched, and heard as one element for each mark.
struct MeetingMapCanvas: View {
  let model: MeetingMapModel
  @State private var moved = CGSize.zero
  @State private var magnified = 1.0

  var body: some View {
    // Read here and not while it is drawn: only what is read here draws it anew.
    let drawing = MeetingMapDrawing(
      map: model.map, marks: model.marks, rings: model.rings(metric: Locale.current.measurementSystem == .metric),
      origin: model.origin)
    GeometryReader { geometry in
      Canvas { context, _ in drawing.draw(in: &context) }
        .contentShape(Rectangle())
        .gesture(pan)
        .simultaneousGesture(pinch)
        .onTapGesture { model.touch($0) }
        .accessibilityLabel("map")
        .accessibilityChildren { ForEach(model.shown) { element($0) } }
        .onChange(of: geometry.size, initial: true) { _, size in model.fit(size) }
    }
    .frame(minHeight: 240)
    .background(Palette.surface)
    .clipped()
    // East is right in every language.
    .environment(\.layoutDirection, .leftToRight)
  }

  private var pan: some Gesture {
    DragGesture()
      .onChanged { drag in
        let last = moved
        moved = drag.translation
        model.move(by: CGSize(width: moved.width - last.width, height: moved.height - last.height))
      }
      .onEnded { _ in moved = .zero }
  }

  private var pinch: some Gesture {
    MagnifyGesture()
      .onChanged { pinch in
        model.magnify(by: pinch.magnification / magnified, around: pinch.startLocation)
        magnified = pinch.magnification
      }
      .onEnded { _ in magnified = 1 }
  }

  private func element(_ mark: MeetingMapMark) -> some View {
    Rectangle()
      .frame(width: Tokens.target, height: Tokens.target)
      .accessibilityElement()
      .accessibilityLabel(mark.words(at: model.asked, fromPerson: model.isPlaceKnown))
      .accessibilityHint(mark.meeting != nil ? "map.meeting.hint" : "map.several.hint")
      .accessibilityAddTraits(.isButton)
      .accessibilityAction { model.open(mark) }
      .accessibilityAction(named: "map.list.these") { model.list(mark) }
      .position(model.map.point(of: mark.cluster.point))
  }
}

/// How the map looks. Each kind of mark has a shape of its own.
struct MeetingMapDrawing {
  let map: MeetingMapFrame
  let marks: [MeetingMapMark]
  let rings: [MeetingMapRing]
  let origin: GeoPoint

  @MainActor func draw(in context: inout GraphicsContext) {
    for ring in rings { context.stroke(outline(ring.outline), with: .color(Palette.outline), lineWidth: 1) }
    for ring in rings { if let label = ring.label { draw(ring, at: label, in: &context) } }
    let home = map.point(of: origin)
    context.stroke(circle(home, 11), with: .color(Palette.ink), lineWidth: 2)
    context.fill(circle(home, 5), with: .color(Palette.ink))
    // What is near the person is drawn last, and so lies on top.
    for mark in marks.reversed() { draw(mark, in: &context) }
  }

  /// The line stops for its number.
  @MainActor private func draw(_ ring: MeetingMapRing, at middle: CGPoint, in context: inout GraphicsContext) {
    let text = context.resolve(Text(verbatim: distance(ring.metres)).font(.caption).foregroundStyle(Palette.inkSecondary))
    let size = text.measure(in: map.size)
    let box = CGRect(x: middle.x - size.width / 2 - 3, y: middle.y - size.height / 2, width: size.width + 6, height: size.height)
    context.fill(Path(box), with: .color(Palette.surface))
    context.draw(text, at: middle)
  }

  @MainActor private func draw(_ mark: MeetingMapMark, in context: inout GraphicsContext) {
    let middle = map.point(of: mark.cluster.point)
    var radius = 9.0
    if mark.meeting != nil {
      if mark.hasFavourite {
        radius = 13
        context.fill(outline(MeetingMapShape.star(middle, radius: radius)), with: .color(Palette.accent))
      } else {
        context.fill(circle(middle, radius), with: .color(Palette.primary))
      }
    } else {
      // Grows with the letters that the person has chosen.
      let number = context.resolve(
        Text(verbatim: mark.count.formatted(.number.notation(.compactName))).font(.footnote).foregroundStyle(Palette.onPrimary))
      let size = number.measure(in: map.size)
      radius = max(15, hypot(size.width, size.height) / 2 + 3)
      context.fill(circle(middle, radius), with: .color(Palette.primary))
      context.draw(number, at: middle)
      if mark.hasFavourite {
        let corner = CGPoint(x: middle.x + radius * 0.75, y: middle.y - radius * 0.75)
        context.fill(outline(MeetingMapShape.star(corner, radius: 10)), with: .color(Palette.accent))
      }
    }
    if mark.isSoonest {
      context.stroke(outline(MeetingMapShape.diamond(middle, radius: radius * 1.5 + 3)), with: .color(Palette.accent), lineWidth: 3)
    }
  }

  private func outline(_ points: [CGPoint]) -> Path {
    Path { path in
      path.addLines(points)
      path.closeSubpath()
    }
  }

  private func circle(_ middle: CGPoint, _ radius: Double) -> Path {
    Path(ellipseIn: CGRect(x: middle.x - radius, y: middle.y - radius, width: 2 * radius, height: 2 * radius))
  }
}

extension MeetingMapMark {
  /// As it is heard: when and what, or how many; how far and in which direction; what is special about it.
  @MainActor func words(at moment: Moment, fromPerson: Bool) -> Text {
    var words: [Text] = []
    if let meeting {
      words.append(Starts(meeting.next, at: moment).words(in: moment.timeZone))
      words.append(Text(verbatim: meeting.name))
    } else {
      words.append(Text("meetings.found \(count)"))
    }
    if let direction {
      words.append(fromPerson ? Text("distance.away \(distance(metres))") : Text("map.from_middle \(distance(metres))"))
      words.append(Text(direction.words))
    } else {
      words.append(fromPerson ? Text("map.here") : Text("map.here.middle"))
    }
    if hasFavourite { words.append(meeting != nil ? Text("meeting.favourite") : Text("map.favourites \(Int(cluster.favourites))")) }
    if isSoonest { words.append(Text("map.soonest")) }
    return .joined(words)
  }
}

extension MeetingMapDirection {
  var words: LocalizedStringKey {
    switch self {
    case .north: "map.north"
    case .northEast: "map.north_east"
    case .east: "map.east"
    case .southEast: "map.south_east"
    case .south: "map.south"
    case .southWest: "map.south_west"
    case .west: "map.west"
    case .northWest: "map.north_west"
    }
  }
}
