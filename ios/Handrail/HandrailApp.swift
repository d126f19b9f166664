import HandrailModels
import HandrailViews
import SwiftUI

@main
struct HandrailApp: App {
  @State private var session = Session(
    folder: URL.applicationSupportDirectory.appending(path: "Handrail"), keys: KeychainVault(),
    country: Locale.current.region?.identifier ?? "", reminders: Notifications(), sealer: Sealer(),
    locate: { await Whereabouts().once() })
  @Environment(\.scenePhase) private var phase

  var body: some Scene {
    WindowGroup {
      RootView(session: session)
    }
    .onChange(of: phase) { _, phase in
      if phase == .background { Task { await session.toBackground() } }
    }
  }
}
