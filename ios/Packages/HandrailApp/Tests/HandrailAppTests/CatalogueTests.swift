import Foundation
import Testing

/// Every text of the views is in the string catalogue, and nothing in the catalogue is left over.
struct CatalogueTests {
  @Test func everyKeyHasWords() throws {
    let views = root.appendingPathComponent("ios/Packages/HandrailApp/Sources/HandrailViews")
    let app = root.appendingPathComponent("ios/Handrail")
    let files = try [views, app].flatMap { try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
      .filter { $0.pathExtension == "swift" }
    let source = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    let data = try Data(contentsOf: root.appendingPathComponent("ios/Handrail/Localizable.xcstrings"))
    let json = try JSONSerialization.jsonObject(with: data) as! [String: Any]
    let strings = json["strings"] as! [String: Any]
    let known = Set(strings.keys.map(plain))

    // A key is a text in lower case with dots or one word, at a place where SwiftUI takes a key.
    let kinds = "Text|Button|Toggle|Section|Link|NavigationLink|TextField|DatePicker|Picker|ProgressView|LabeledContent|DisclosureGroup|Label|Announcement|ShareLink|FactRow|door"
    let modifiers = "navigationTitle|accessibilityHint|accessibilityLabel|alert|confirmationDialog"
    // After a colon or a question mark: an argument, a branch. A symbol's name is no key.
    let branches = #"\?|(?<!systemImage)(?<!systemName)(?<!image):"#
    let places = #"(?:\#(kinds)|\#(modifiers)|\#(branches))\(?\s*"([a-z][a-z_.]*(?: \\\([^"\n]*)?)""#
    let regex = try NSRegularExpression(pattern: places)
    var used: Set<String> = []
    for match in regex.matches(in: source, range: NSRange(source.startIndex..., in: source)) {
      used.insert(plain(String(source[Range(match.range(at: 1), in: source)!])))
    }
    #expect(used.count > 200, "the pattern finds the keys")
    // The schemes of two links, a symbol's name and what the keychain calls the key look like keys.
    used.subtract(["tel", "sms", "circle.dotted", "org.handrail", "journal"])
    #expect(used.subtracting(known).isEmpty, "without words: \(used.subtracting(known))")
    #expect(known.subtracting(used).isEmpty, "left over: \(known.subtracting(used))")
  }

  /// `days \(n)` in the source and `days %lld` in the catalogue are one key.
  private func plain(_ key: String) -> String { String(key.split(separator: " ")[0]) + (key.contains(" ") ? " %" : "") }
}
