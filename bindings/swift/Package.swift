// swift-tools-version:6.0
import PackageDescription

// Where the native library is. Apple: an XCFramework, made on a Mac by build-xcframework.sh. Linux: the library that cargo built;
// HANDRAIL_LIB_DIR points at its folder.
#if os(Linux)
  let libraryFolder =
    Context.environment["HANDRAIL_LIB_DIR"] ?? "\(Context.packageDirectory)/../../target/debug"
  let native: [Target] = [.systemLibrary(name: "handrailFFI", path: "Linux/handrailFFI")]
  let linking: [LinkerSetting] = [
    // The last flag: Debian's libswiftObservation.so lacks one symbol, used only on the way to an abort.
    .unsafeFlags([
      "-L\(libraryFolder)", "-Xlinker", "-rpath", "-Xlinker", libraryFolder, "-Xlinker",
      "--allow-shlib-undefined",
    ])
  ]
#else
  let native: [Target] = [.binaryTarget(name: "handrailFFI", path: "Apple/Handrail.xcframework")]
  let linking: [LinkerSetting] = []
#endif

let package = Package(
  name: "Handrail",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "Handrail", targets: ["Handrail"])],
  targets: native + [
    // Generated, in Swift 5 mode: its warnings are not our errors.
    .target(
      name: "HandrailCore", dependencies: ["handrailFFI"],
      swiftSettings: [.swiftLanguageMode(.v5)], linkerSettings: linking),
    .target(name: "Handrail", dependencies: ["HandrailCore"]),
    .testTarget(name: "HandrailTests", dependencies: ["Handrail"]),
  ]
)
