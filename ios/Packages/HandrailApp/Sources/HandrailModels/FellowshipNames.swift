import Handrail

/// The catalogue's names of fellowships, read once.
@MainActor
public enum FellowshipNames {
  public static let inOrder: [Fellowship] = ((try? fellowships()) ?? []).sorted { $0.name.localizedCompare($1.name) == .orderedAscending }

  private static let all = Dictionary(inOrder.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  public static func name(_ id: String) -> String { all[id]?.name ?? id }

  /// What members say for short.
  public static func short(_ id: String) -> String { all[id].map { $0.abbreviation.isEmpty ? $0.name : $0.abbreviation } ?? id }
}
