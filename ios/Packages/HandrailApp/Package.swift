// swift-tools-version:6.0
import PackageDescription

// SwiftUI is Apple's. On Linux the views are type-checked against a stand-in of the same name, which draws them as a text tree
// that tests read. It can accept what Apple's compiler rejects.
#if os(Linux)
  let standIn: [Target] = [.target(name: "SwiftUI", path: "Linux/SwiftUI")]
  let swiftUI: [Target.Dependency] = ["SwiftUI"]
#else
  let standIn: [Target] = []
  let swiftUI: [Target.Dependency] = []
#endif

let package = Package(
  name: "HandrailApp",
  defaultLocalization: "en",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "HandrailApp", targets: ["HandrailModels", "HandrailViews"])],
  dependencies: [.package(name: "Handrail", path: "../../../bindings/swift")],
  targets: standIn + [
    .target(name: "HandrailModels", dependencies: [.product(name: "Handrail", package: "Handrail")]),
    .target(name: "HandrailViews", dependencies: ["HandrailModels"] + swiftUI),
    .testTarget(name: "HandrailAppTests", dependencies: ["HandrailModels", "HandrailViews"]),
  ]
)
