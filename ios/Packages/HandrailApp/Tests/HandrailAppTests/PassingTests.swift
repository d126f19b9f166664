import Foundation
import Handrail
import HandrailModels
import Testing

/// Files that only pass through the app.
@MainActor struct PassingTests {
  @Test func whatAnEndOfTheAppLeftBehindGoesAtTheNextStart() async throws {
    try await withSession { session, folder in
      let passing = folder.appendingPathComponent("Passing")
      let left = passing.appendingPathComponent("a calendar of somebody's meetings")
      try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
      try Data("BEGIN:VCALENDAR".utf8).write(to: left.appendingPathComponent("calendar.ics"))
      await session.open()
      #expect(!FileManager.default.fileExists(atPath: left.path))
      try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
      await session.toBackground()
      #expect(!FileManager.default.fileExists(atPath: left.path))
    }
  }

  @Test func onlyTheAppItselfCanLookIntoTheFolder() async throws {
    try await withFolder { folder in
      let files = PassingFiles(folder.appendingPathComponent("Passing"))
      let place = files.place()
      let file = try place.write("words", as: "calendar.ics")
      for folder in [file.deletingLastPathComponent(), file.deletingLastPathComponent().deletingLastPathComponent()] {
        let rights = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? NSNumber
        #expect(rights?.intValue == 0o700)
      }
      files.sweep()
      #expect(try String(contentsOf: file, encoding: .utf8) == "words", "it is still held")
      place.empty()
      #expect(!FileManager.default.fileExists(atPath: file.path))
      let copy = try place.copy(Data("list".utf8).kept(in: folder))
      #expect(copy.lastPathComponent != "list.json" && FileManager.default.fileExists(atPath: copy.path))
    }
  }

  /// Whatever a person does with files in the app, nothing of it stays.
  @Test func aListThatWasPickedAndACalendarThatWasSentLeaveNothing() async throws {
    try await withTwelve { session, folder, list in
      do {
        let picking = ImportModel(session: session)
        await picking.pick(try Data("[]".utf8).kept(in: folder))
        #expect(picking.picked != nil)
        let calendar = CalendarModel(session: session, selection: list.week)
        await calendar.make()
        await calendar.send()
        #expect(calendar.sending != nil)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("Passing").path)
      #expect(left.isEmpty)
    }
  }
}

extension Data {
  fileprivate func kept(in folder: URL) throws -> URL {
    let file = folder.appendingPathComponent("list.json")
    try write(to: file)
    return file
  }
}
