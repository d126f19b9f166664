import Foundation

/// The files that only pass through the app: a calendar on its way out, a list on its way in.
///
/// All stand in one folder of the app's own, not among the temporary files, which other code reads and nobody empties on time. No
/// backup takes it. Whoever holds a ``PassingFolder`` has its files; they go with it. What an app that was ended left behind goes at
/// the next start, and when the app is put away.
public final class PassingFiles: Sendable {
  private let folder: URL
  private let held = Held()

  /// Makes nothing yet.
  public init(_ folder: URL) { self.folder = folder }

  /// A folder of its own for one screen. `personal`: it tells something of the person, and cannot be read while the phone is locked.
  /// A public list is not: it may go on coming while the screen is dark.
  public func place(personal: Bool = true) -> PassingFolder { PassingFolder(in: folder, personal, held) }

  /// Removes all that nobody holds.
  public func sweep() {
    let left = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    for place in left where !held.contains(place.lastPathComponent) { try? FileManager.default.removeItem(at: place) }
  }
}

/// A place for the files of one screen. Made with the first of them, and gone with whoever holds it.
public final class PassingFolder: Sendable {
  private let url: URL
  private let personal: Bool
  private let held: Held

  fileprivate init(in folder: URL, _ personal: Bool, _ held: Held) {
    let name = UUID().uuidString
    url = folder.appendingPathComponent(name)
    self.personal = personal
    self.held = held
    held.insert(name)
  }

  deinit {
    empty()
    held.remove(url.lastPathComponent)
  }

  public func write(_ text: String, as name: String) throws -> URL {
    let file = try ready().appendingPathComponent(name)
    try Data(text.utf8).write(to: file, options: .atomic)
    return file
  }

  /// A copy of a file of another app, under a name that says nothing.
  public func copy(_ file: URL) throws -> URL {
    let copy = try ready().appendingPathComponent(UUID().uuidString)
    try FileManager.default.copyItem(at: file, to: copy)
    return copy
  }

  public func empty() { try? FileManager.default.removeItem(at: url) }

  /// The folder, made where it is not there. What is made in it later is protected as it is.
  public func ready() throws -> URL {
    try FileManager.default.makeShelter(url.deletingLastPathComponent(), personal: false)
    try FileManager.default.makeShelter(url, personal: personal)
    return url
  }
}

/// The names of the folders in use.
private final class Held: @unchecked Sendable {
  private let lock = NSLock()
  private var names: Set<String> = []

  func insert(_ name: String) { lock.withLock { _ = names.insert(name) } }
  func remove(_ name: String) { lock.withLock { _ = names.remove(name) } }
  func contains(_ name: String) -> Bool { lock.withLock { names.contains(name) } }
}

extension FileManager {
  /// A folder that only the app looks into and no backup takes. `personal`: what is made in it cannot be read while the phone is locked.
  func makeShelter(_ folder: URL, personal: Bool) throws {
    try createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    #if os(iOS)
      var folder = folder
      var values = URLResourceValues()
      values.isExcludedFromBackup = true
      try folder.setResourceValues(values)
      let protection: FileProtectionType = personal ? .complete : .completeUntilFirstUserAuthentication
      try setAttributes([.protectionKey: protection], ofItemAtPath: folder.path)
    #endif
  }
}
