import Handrail
import HandrailModels
import SwiftUI

/// The app. The first screen, everything else one or two taps from it, and help always in the same corner.
public struct RootView: View {
  @State private var today: TodayModel
  @State private var meetings: MeetingsModel
  private let session: Session

  public init(session: Session) {
    self.session = session
    _today = State(initialValue: TodayModel(session: session))
    _meetings = State(initialValue: MeetingsModel(session: session))
  }

  public var body: some View {
    NavigationStack {
      TodayView(model: today, meetings: meetings)
    }
    .tint(Palette.primary)
    .task { await today.run() }
  }
}

/// Help in the trailing corner of a screen. It opens over anything, also when the journal does not open.
struct HelpCorner: ViewModifier {
  let country: String
  @State private var open = false

  func body(content: Content) -> some View {
    content
      .toolbar {
        ToolbarItem(placement: .topBarTrailing) {
          Button("help.now") { open = true }
            .tint(Palette.help)
            .frame(minWidth: Tokens.target, minHeight: Tokens.target)
            .accessibilityHint("help.hint")
        }
      }
      .sheet(isPresented: $open) { HelpView(country: country) }
  }
}

extension View {
  func helpInTheCorner(_ country: String) -> some View { modifier(HelpCorner(country: country)) }
}
