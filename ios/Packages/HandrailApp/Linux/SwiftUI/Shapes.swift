// Shapes, links, file pickers and modifiers that the views of this app use besides.
public struct Angle: Sendable { public static func degrees(_ degrees: Double) -> Angle { Angle() } }
public struct Circle: Primitive {
  var part = "1"
  public init() {}
  public func trim(from: CGFloat = 0, to: CGFloat = 1) -> Circle {
    var copy = self
    copy.part = "\((to * 100).rounded() / 100)"
    return copy
  }
  public func stroke<S: ShapeStyle>(_ style: S, lineWidth: CGFloat = 1) -> some View { mark("stroke") }
  public func nodes() -> [Node] { [Node("Circle", part)] }
}
public struct Link: Primitive {
  let title: String, url: URL
  public init(_ title: LocalizedStringKey, destination: URL) {
    self.title = title.value
    url = destination
  }
  public func nodes() -> [Node] { [Node("Link", title).with("to", url.absoluteString)] }
}
public protocol ViewModifier {
  associatedtype Body: View
  typealias Content = AnyView
  @MainActor @ViewBuilder func body(content: Content) -> Body
}
public struct UTType: Sendable { public static let json = UTType(), plainText = UTType() }
public enum HorizontalEdge: Sendable { case leading, trailing }
extension Section where Parent == EmptyView {
  public init(@ViewBuilder content: () -> Content, @ViewBuilder footer: () -> Footer) { self.init(content: content, header: { EmptyView() }, footer: footer) }
}
extension View {
  public func modifier<M: ViewModifier>(_ modifier: M) -> some View { modifier.body(content: AnyView(self)) }
  public func rotationEffect(_ angle: Angle) -> some View { self }
  public func bold() -> some View { self }
  public func swipeActions<C: View>(edge: HorizontalEdge = .trailing, @ViewBuilder content: @escaping () -> C) -> some View { adding("swipeActions") { draw(content()) } }
  public func fileImporter(isPresented: Binding<Bool>, allowedContentTypes: [UTType], onCompletion: @escaping (Result<URL, any Error>) -> Void) -> some View { self }
  public func frame(minHeight: CGFloat?) -> some View { mark("frame") }
}
