import Foundation

/// A number with pauses and keys, as an iPhone takes it. From a link it dials digits and pauses, but never `*` or `#`: a link that has
/// one does nothing at all. So it dials what comes before, and the person keys in the rest.
public struct Dialling: Equatable, Sendable {
  public let link: URL
  /// What is left to key in; `nil`: nothing.
  public let rest: String?

  public init?(_ number: String) {
    let pauses = CharacterSet(charactersIn: ",; ")
    let head = number.prefix { $0 != "#" && $0 != "*" }
    guard let link = URL(string: "tel:" + head.trimmingCharacters(in: pauses)), head.contains(where: \.isNumber) else { return nil }
    self.link = link
    let keys = number.dropFirst(head.count).components(separatedBy: pauses).filter { !$0.isEmpty }
    rest = keys.isEmpty ? nil : keys.joined(separator: " ")
  }
}
