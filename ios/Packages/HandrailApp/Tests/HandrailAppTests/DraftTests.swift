#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// Forms that are half filled in when something else comes first.
  @MainActor struct DraftTests {
    /// These words stand in some file as they are.
    private func lies(_ words: String, in folder: URL) -> Bool {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
      return files.contains { (try? Data(contentsOf: $0))?.range(of: Data(words.utf8)) != nil }
    }

    @Test func aFormIsAsItWasLeft() async throws {
      try await withTwelve { session, _, list in
        let form = OwnMeetingModel(session: session)
        await form.load()
        #expect(!form.isResumed)
        form.name = "Kitchen circle"
        form.times[0].days = [.tuesday]
        form.keepDraft()
        let again = OwnMeetingModel(session: session)
        await again.load()
        #expect(again.isResumed && again.name == "Kitchen circle" && again.times.map(\.days) == [[.tuesday]])
        let screen = outline(OwnMeetingView(model: again))
        #expect(screen.contains("draft.resumed") && screen.contains("draft.anew"))
        let other = OwnMeetingModel(session: session, id: list.rows[0].id)
        await other.load()
        #expect(!other.isResumed, "of another meeting")
        #expect(await again.save())
        let fresh = OwnMeetingModel(session: session)
        await fresh.load()
        #expect(!fresh.isResumed && fresh.name.isEmpty, "what is saved is no draft")
      }
    }

    @Test func aCorrectionCanBeBegunAnew() async throws {
      try await withTwelve { session, _, list in
        let row = try #require(list.rows.first { $0.name == "Meeting 6" })
        let form = OwnMeetingModel(session: session, id: row.id)
        await form.load()
        form.place = "Upstairs"
        form.keepDraft()
        let again = OwnMeetingModel(session: session, id: row.id)
        await again.load()
        #expect(again.isResumed && again.place == "Upstairs" && again.corrects)
        again.beginAnew()
        #expect(again.place == "Hall 6" && !again.isResumed)
        let third = OwnMeetingModel(session: session, id: row.id)
        await third.load()
        #expect(!third.isResumed)
        third.place = "Upstairs"
        third.keepDraft()
        third.place = "Hall 6"
        third.keepDraft()
        let fourth = OwnMeetingModel(session: session, id: row.id)
        await fourth.load()
        #expect(!fourth.isResumed, "typed back to what it was")
      }
    }

    @Test func aNoteWaitsUntilItIsKept() async throws {
      try await withTwelve { session, folder, list in
        let row = try #require(list.rows.first { $0.name == "Meeting 3" })
        let meeting = MeetingModel(session: session, id: row.id)
        await meeting.load()
        #expect(await meeting.keep())
        meeting.note = "bring the key"
        meeting.keepDraft()
        let again = MeetingModel(session: session, id: row.id)
        await again.load()
        #expect(again.isResumed && again.note == "bring the key" && again.changed)
        #expect(outline(MeetingView(model: again)).contains("draft.resumed"))
        #expect(await again.keep())
        #expect(!again.isResumed && again.note == "bring the key" && again.kept?.details.note == "bring the key")
      }
    }

    @Test func aListsFormComesBackAndANewAddressIsNotForgotten() async throws {
      try await withSession { session, _ in
        await session.open()
        let form = SourceFormModel(session: session)
        form.name = "Harbour"
        form.hours = 72
        form.keepDraft()
        let again = SourceFormModel(session: session)
        #expect(again.isResumed && again.name == "Harbour" && again.hours == 72)
        #expect(outline(SourceFormView(model: again)).contains("draft.resumed"))
        #expect(await again.save())
        #expect(!SourceFormModel(session: session).isResumed)
        let details = SourceDetails(name: "Harbour", url: "https://example.org/old")
        let changed = SourceFormModel(session: session, details)
        changed.licence = "thanks"
        changed.keepDraft()
        let moved = SourceFormModel(session: session, details, address: "https://example.org/new")
        #expect(moved.address == "https://example.org/new" && !moved.isResumed)
      }
    }

    @Test func theSystemMayEndTheAppAndNobodyElseReadsIt() async throws {
      try await withFolder { folder in
        let keys = Keys()
        do {
          let first = session(in: folder, keys: keys)
          await first.open()
          let form = OwnMeetingModel(session: first)
          await form.load()
          form.notes = "ask for Maria"
          form.keepDraft()
          try Data("a note: ask for Maria".utf8).write(to: folder.appendingPathComponent("plain"))
          #expect(lies("ask for Maria", in: folder), "it would be found")
          try FileManager.default.removeItem(at: folder.appendingPathComponent("plain"))
          await first.toBackground()
          #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("Drafts/forms").path))
          #expect(!lies("ask for Maria", in: folder), "sealed")
        }
        let second = session(in: folder, keys: keys)
        await second.open()
        let form = OwnMeetingModel(session: second)
        await form.load()
        #expect(form.isResumed && form.notes == "ask for Maria")
        form.dropDraft()
        await second.toBackground()
        #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("Drafts/forms").path), "nothing is left of what was let go")
      }
    }

    @Test func whatAnotherKeySealedIsNotKept() async throws {
      try await withFolder { folder in
        let drafts = Drafts(folder, Scrambler())
        drafts.keep(["a": "b"], as: "form")
        drafts.putAway(Data(repeating: 1, count: 32))
        let file = folder.appendingPathComponent("forms")
        #expect(FileManager.default.fileExists(atPath: file.path))
        let other = Drafts(folder, Scrambler())
        other.takeOut(Data(repeating: 2, count: 32))
        let none: [String: String]? = other.form("form")
        #expect(none == nil && !FileManager.default.fileExists(atPath: file.path))
        let unsealed = Drafts(folder, nil)
        unsealed.keep(["a": "b"], as: "form")
        unsealed.putAway(Data(repeating: 1, count: 32))
        #expect(!FileManager.default.fileExists(atPath: file.path), "without a cipher nothing is written")
      }
    }
  }
#endif
