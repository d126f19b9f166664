#if os(Linux)
  import Foundation
  import Handrail
  import Testing

  @testable import HandrailModels
  @testable import HandrailViews

  /// The form of a list that a website offers.
  @MainActor struct SourceFormTests {
    @Test func aListIsAddedChangedAndTakenAway() async throws {
      try await withSession { session, _ in
        await session.open()
        let form = SourceFormModel(session: session)
        form.name = "Harbour"
        form.address = " example.org/list.json "
        form.zone = "Europe/Berlin"
        form.country = "DE"
        form.fellowship = "aa"
        form.licence = "With a word of thanks"
        form.hours = 168
        #expect(await form.save())
        let model = SourcesModel(session: session)
        await model.load()
        let details = try #require(model.source("Harbour")).details
        #expect(details.url == "https://example.org/list.json" && details.refreshHours == 168 && details.country == "DE")
        let screen = outline(SourceView(model: model, name: "Harbour"))
        print(screen)
        for words in ["Europe, Berlin", "Germany", "Alcoholics Anonymous", "With a word of thanks", "source.ask", "refresh.hint", "source.edit.hint"] {
          #expect(screen.contains(words), "\(words)")
        }
        let again = SourceFormModel(session: session, details)
        again.zone = ""
        #expect(await again.save())
        await model.load()
        #expect(model.source("Harbour")?.details.zone == nil, "a zone can be unsaid")
        #expect(outline(SourceView(model: model, name: "Harbour")).contains("source.zone.none"))
        #expect(await again.remove())
        await model.load()
        #expect(model.sources.isEmpty)
        #expect(outline(SourcesView(model: model)).contains("meetings.none.title"))
        #expect(await again.remove() == false)
        #expect(again.wrong == .trouble)
      }
    }

    @Test func whatCannotBeTakenIsSaidBesideItsField() async throws {
      try await withSession { session, _ in
        await session.open()
        try await session.directory?.saveSource(SourceDetails(name: "Harbour"), session.moment())
        let form = SourceFormModel(session: session)
        @MainActor func wrong(_ expected: SourceWrong, _ words: String) async {
          #expect(await form.save() == false)
          #expect(form.wrong == expected)
          let screen = outline(SourceFormView(model: form))
          #expect(screen.contains(words), "\(words)")
        }
        await wrong(.field(.source, .empty), "wrong.source.name")
        form.name = " Harbour "
        await wrong(.nameTaken, "wrong.source.taken")
        form.name = String(repeating: "x", count: 201)
        await wrong(.field(.source, .tooLong), "wrong.source.long")
        form.name = "Valley"
        form.address = "http://example.org/list.json"
        await wrong(.notSecure, "wrong.source.secure")
        form.address = "https://me:secret@example.org/list.json"
        await wrong(.field(.link, .malformed), "wrong.source.address")
        form.address = "https://example.org/" + String(repeating: "x", count: 2_000)
        await wrong(.field(.link, .tooLong), "wrong.source.address_long")
        form.address = ""
        form.licence = String(repeating: "x", count: 1_001)
        await wrong(.field(.licence, .tooLong), "wrong.source.licence")
        form.licence = ""
        #expect(await form.save())
        #expect(form.wrong == nil)
      }
    }

    @Test func theFormKeepsWhatWasSaidElsewhere() async throws {
      try await withSession { session, _ in
        await session.open()
        let details = SourceDetails(
          name: "Harbour", zone: "UTC", aggregator: true, refreshHours: 5, columns: [ColumnChoice(column: "Wann", field: "day")])
        try await session.directory?.saveSource(details, session.moment())
        let form = SourceFormModel(session: session, details, address: "https://example.org/new")
        let screen = outline(SourceFormView(model: form))
        print(screen)
        for words in ["source.edit", "https://example.org/new", "source.columns.keep", "source.remove", "5 hours", "source.unsaid"] {
          #expect(screen.contains(words), "\(words)")
        }
        #expect(!screen.contains("placeholder(source.name)"), "another name would be another list")
        #expect(await form.save())
        let saved = try await session.directory?.sources(session.moment()).first?.details
        #expect(saved?.columns == details.columns && saved?.aggregator == true && saved?.refreshHours == 5 && saved?.zone == "UTC")
        form.keepsColumns = false
        #expect(await form.save())
        #expect(try await session.directory?.sources(session.moment()).first?.details.columns.isEmpty == true)
      }
    }
  }
#endif
