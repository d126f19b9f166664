// Canvas, gestures and what a map needs besides. A canvas is as large as `drawingSize` and draws what it is told as nodes.
import Foundation

/// There is no layout: whatever asks for its size is told this.
public let drawingSize = CGSize(width: 360, height: 480)

public struct Path: Sendable {
  var points: [CGPoint] = []
  var kind = "lines"
  public init() {}
  public init(_ build: (inout Path) -> Void) { build(&self) }
  public init(ellipseIn rect: CGRect) {
    points = [CGPoint(x: rect.midX, y: rect.midY)]
    kind = "ellipse"
  }
  public init(_ rect: CGRect) {
    points = [CGPoint(x: rect.minX, y: rect.minY), CGPoint(x: rect.maxX, y: rect.maxY)]
    kind = "box"
  }
  public mutating func addLines(_ lines: [CGPoint]) { points += lines }
  public mutating func closeSubpath() {}
}
public struct UnitPoint: Hashable, Sendable { public static let center = Self(), top = Self(), bottom = Self() }
public struct GraphicsContext {
  final class Record { var nodes: [Node] = [] }
  let record = Record()
  public struct Shading: Sendable {
    let name: String
    public static func color(_ color: Color) -> Shading { Shading(name: color.name) }
  }
  public struct ResolvedText {
    let text: String
    public func measure(in size: CGSize) -> CGSize { CGSize(width: Double(text.count) * 7, height: 16) }
  }
  public func fill(_ path: Path, with shading: Shading) { record.nodes.append(Node("fill", path.kind).with("color", shading.name)) }
  public func stroke(_ path: Path, with shading: Shading, lineWidth: CGFloat = 1) {
    record.nodes.append(Node("stroke", path.kind).with("color", shading.name))
  }
  @MainActor public func resolve(_ text: Text) -> ResolvedText { ResolvedText(text: text.value) }
  @MainActor public func draw(_ text: Text, at point: CGPoint, anchor: UnitPoint = .center) { draw(resolve(text), at: point) }
  public func draw(_ text: ResolvedText, at point: CGPoint, anchor: UnitPoint = .center) { record.nodes.append(Node("draw", text.text)) }
}
public struct Canvas: Primitive {
  let renderer: (inout GraphicsContext, CGSize) -> Void
  public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) { self.renderer = renderer }
  public func nodes() -> [Node] {
    var context = GraphicsContext()
    renderer(&context, drawingSize)
    return [Node("Canvas", "", context.record.nodes)]
  }
}
@MainActor public struct GeometryProxy { public var size: CGSize { drawingSize } }
public struct GeometryReader<Content: View>: Primitive {
  let content: (GeometryProxy) -> Content
  public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) { self.content = content }
  public func nodes() -> [Node] { draw(content(GeometryProxy())) }
}
public struct Rectangle: Shape, Primitive {
  public init() {}
  public func nodes() -> [Node] { [Node("Rectangle")] }
}

/// The first that fits; here the first.
public struct ViewThatFits<Content: View>: Primitive {
  let content: Content
  public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) { self.content = content() }
  public func nodes() -> [Node] { Array(draw(content).prefix(1)) }
}

// MARK: gestures. Nobody makes any here; tests call what they would call.

@MainActor @preconcurrency public protocol Gesture { associatedtype Value }
public struct MadeGesture<Value>: Gesture {}
extension Gesture {
  public func onChanged(_ action: @escaping (Value) -> Void) -> MadeGesture<Value> { MadeGesture() }
  public func onEnded(_ action: @escaping (Value) -> Void) -> MadeGesture<Value> { MadeGesture() }
}
public struct DragGesture: Gesture {
  public struct Value: Sendable { public var translation = CGSize.zero, location = CGPoint.zero }
  public init(minimumDistance: CGFloat = 10) {}
}
public struct MagnifyGesture: Gesture {
  public struct Value: Sendable { public var magnification: CGFloat = 1, startLocation = CGPoint.zero }
  public init(minimumScaleDelta: CGFloat = 0.01) {}
}

public enum LayoutDirection: Hashable, Sendable { case leftToRight, rightToLeft }
extension EnvironmentValues {
  public var layoutDirection: LayoutDirection {
    get { .leftToRight }
    set {}
  }
}
extension View {
  public func gesture<G: Gesture>(_ gesture: G) -> some View { mark("gesture") }
  public func simultaneousGesture<G: Gesture>(_ gesture: G) -> some View { mark("gesture") }
  public func onTapGesture(count: Int = 1, perform action: @escaping (CGPoint) -> Void) -> some View { mark("tap") }
  public func contentShape<S: Shape>(_ shape: S) -> some View { self }
  public func position(_ point: CGPoint) -> some View { mark("position", "\(Int(point.x.rounded())) \(Int(point.y.rounded()))") }
  public func clipped() -> some View { self }
  public func environment<V>(_ path: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { mark("environment", "\(value)") }
  public func navigationDestination<D: Hashable, C: View>(
    item: Binding<D?>, @ViewBuilder destination: @escaping (D) -> C
  ) -> some View { adding("destination") { item.wrappedValue.map { draw(destination($0)) } ?? [] } }
  public func accessibilityChildren<C: View>(@ViewBuilder children: () -> C) -> some View {
    let all = draw(children())
    return adding("accessibilityChildren") { all }
  }
  public func accessibilityAction(_ handler: @escaping () -> Void) -> some View { mark("accessibilityAction") }
  public func accessibilityAction(named name: LocalizedStringKey, _ handler: @escaping () -> Void) -> some View {
    mark("accessibilityAction", name.value)
  }
  public func accessibilityShowsLargeContentViewer() -> some View { self }
}
