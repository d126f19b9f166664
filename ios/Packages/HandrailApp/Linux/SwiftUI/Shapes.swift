// Shapes, links, file pickers and modifiers that the views of this app use besides.
public struct Angle: Sendable { public static func degrees(_ degrees: Double) -> Angle { Angle() } }
public protocol Shape: View {}
extension Shape {
  public func fill<S: ShapeStyle>(_ style: S) -> some View { mark("fill") }
  public func stroke<S: ShapeStyle>(_ style: S, lineWidth: CGFloat = 1) -> some View { mark("stroke") }
}
public struct Capsule: Shape, Primitive {
  public init() {}
  public func nodes() -> [Node] { [Node("Capsule")] }
}
public struct RoundedRectangle: Shape, Primitive {
  public init(cornerRadius: CGFloat) {}
  public func nodes() -> [Node] { [Node("RoundedRectangle")] }
}
public struct Circle: Shape, Primitive {
  var part = "1"
  public init() {}
  public func trim(from: CGFloat = 0, to: CGFloat = 1) -> Circle {
    var copy = self
    copy.part = "\((to * 100).rounded() / 100)"
    return copy
  }
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
public struct ShareLink: Primitive {
  let title: String, item: URL
  public init(_ title: LocalizedStringKey, item: URL) {
    self.title = title.value
    self.item = item
  }
  public func nodes() -> [Node] { [Node("ShareLink", title)] }
}
@MainActor @preconcurrency public protocol ViewModifier {
  associatedtype Body: View
  typealias Content = AnyView
  @ViewBuilder func body(content: Content) -> Body
}
public struct UTType: Sendable {
  public static let json = UTType(), plainText = UTType(), commaSeparatedText = UTType(), tabSeparatedText = UTType(), calendarEvent = UTType()
}
/// What is spoken at once. Nobody listens here.
public enum AccessibilityNotification {
  public struct Announcement {
    public init(_ announcement: LocalizedStringKey) {}
    public func post() {}
  }
}
extension ForEach {
  public init<C: RandomAccessCollection & MutableCollection>(_ data: Binding<C>, @ViewBuilder content: @escaping (Binding<C.Element>) -> Content)
  where C.Element: Identifiable, C.Index: Hashable, Data == [C.Index], ID == C.Index {
    self.init(Array(data.wrappedValue.indices), id: \.self) { index in
      content(Binding(get: { data.wrappedValue[index] }, set: { data.wrappedValue[index] = $0 }))
    }
  }
}
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
public struct GridItem: Sendable {
  public enum Size: Sendable { case fixed(CGFloat), flexible(minimum: CGFloat = 10, maximum: CGFloat = .infinity) }
  public init(_ size: Size = .flexible(), spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}
public struct LazyVGrid<Content: View>: Primitive {
  let columns: Int
  let content: Content
  public init(columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
    self.columns = columns.count
    self.content = content()
  }
  public func nodes() -> [Node] { [Node("LazyVGrid", "\(columns)", draw(content))] }
}
public struct LabeledContent<Label: View, Content: View>: Primitive {
  let label: Label, content: Content
  public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) {
    self.content = content()
    self.label = label()
  }
  public func nodes() -> [Node] { [Node("LabeledContent", "", draw(label) + draw(content))] }
}
/// Closed on a phone until it is touched; drawn open here.
public struct DisclosureGroup<Label: View, Content: View>: Primitive {
  let label: Label, content: Content
  public init(@ViewBuilder content: @escaping () -> Content, @ViewBuilder label: () -> Label) {
    self.content = content()
    self.label = label()
  }
  public func nodes() -> [Node] { [Node("DisclosureGroup", "", draw(label) + draw(content))] }
}
extension DisclosureGroup where Label == Text {
  public init(_ title: LocalizedStringKey, @ViewBuilder content: @escaping () -> Content) { self.init(content: content) { Text(title) } }
}
public enum Visibility: Sendable { case automatic, visible, hidden }
extension Text {
  public static func + (one: Text, other: Text) -> Text { Text(verbatim: one.value + other.value) }
  public func underline(_ on: Bool = true) -> Text { self }
}
extension View {
  public func labelStyle(_ style: Named<LabelKind>) -> some View { mark("labelStyle", style.name) }
  public func accessibilityLabel(_ label: Text) -> some View { mark("accessibilityLabel", label.value) }
  public func accessibilityValue(_ value: Text) -> some View { mark("accessibilityValue", value.value) }
  public func confirmationDialog<A: View, M: View>(
    _ title: LocalizedStringKey, isPresented: Binding<Bool>, titleVisibility: Visibility = .automatic,
    @ViewBuilder actions: () -> A, @ViewBuilder message: () -> M
  ) -> some View {
    let said = isPresented.wrappedValue ? draw(message()) + draw(actions()) : []
    return adding("confirmationDialog") { said }
  }
}
public struct PresentationDetent: Hashable, Sendable { public static let medium = Self(), large = Self() }
extension View { public func presentationDetents(_ detents: Set<PresentationDetent>) -> some View { self } }
public enum LabelKind {}
extension Named where Kind == LabelKind { public static var iconOnly: Self { .init("iconOnly") } }
extension Named where Kind == ButtonKind { public static var borderless: Self { .init("borderless") } }
extension Color {
  nonisolated public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.init("\(red) \(green) \(blue)")
  }
  nonisolated public func opacity(_ opacity: Double) -> Color { self }
}
extension DatePicker {
  public init(
    _ title: LocalizedStringKey, selection: Binding<Date>, in range: PartialRangeThrough<Date>,
    displayedComponents: DatePickerComponents = [.date, .hourAndMinute]
  ) { self.init(title, selection: selection, displayedComponents: displayedComponents) }
}
