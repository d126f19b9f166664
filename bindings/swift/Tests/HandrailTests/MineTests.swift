import Foundation
import Handrail
import Testing

/// What a person keeps of the directory, and questions of several pages.
struct MineTests {
  /// Twelve meetings, one an hour, each in a place of its own: neighbours would be taken for one another.
  private struct Made {
    let number: Int
    var slug: String
    var hour: Int

    init(_ number: Int) {
      self.number = number
      slug = "m\(number)"
      hour = 8 + number
    }

    var json: [String: Any] {
      [
        "slug": slug, "name": "Meeting \(number)", "day": number % 7, "time": String(format: "%02d:00", hour), "types": ["O"],
        "formatted_address": "\(number) Main Street", "latitude": 37.0 + Double(number) / 10, "longitude": -121.89,
        "timezone": "America/Los_Angeles",
      ]
    }
  }

  private let twelve = (0..<12).map(Made.init)

  private struct Person {
    let folder: URL
    let journal: Journal
    let directory: Directory

    func take(_ meetings: [Made], as source: String = "made up") async throws {
      let feed = folder.appendingPathComponent("feed.json")
      try JSONSerialization.data(withJSONObject: meetings.map(\.json)).write(to: feed)
      try await directory.importFeed(feed.path, FeedOptions(source: source, fellowship: "aa"), now)
    }

    func id(_ name: String) async throws -> String {
      let page = try await directory.meetingsNear(MeetingQuery(words: name), now)
      return try #require(page.meetings.first { $0.name == name }).id
    }
  }

  private func withPerson(_ work: (Person) async throws -> Void) async throws {
    try await withFolder { folder in
      let person = Person(
        folder: folder, journal: try await Journal.open(folder.path + "/journal.db", key: try Journal.newKey()),
        directory: try await Directory.open(folder.path + "/directory.db"))
      try await person.directory.useJournal(person.journal)
      try await person.take(twelve)
      try await work(person)
    }
  }

  @Test func theReadmeSaysWhatRuns() async throws {
    try await withPerson { person in
      try await tuesdayEvening(person.directory, person.journal, here: GeoPoint(latitude: 37.5, longitude: -121.89))
      let favourites = try await person.directory.favourites(now)
      #expect(favourites.map(\.details.reminder) == [.seconds(2700)])
    }
    let swift = root.appendingPathComponent("bindings/swift")
    let source = try String(contentsOf: swift.appendingPathComponent("Tests/HandrailTests/MeetingsExample.swift"), encoding: .utf8)
    let example = source.components(separatedBy: "// readme:start\n")[1].components(separatedBy: "// readme:end")[0]
    let readme = try String(contentsOf: swift.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains(example), "README.md shows another example than the one that is tested")
  }

  @Test func facetsCountWhatTheListHolds() async throws {
    try await withPerson { person in
      var query = MeetingQuery(near: GeoPoint(latitude: 37, longitude: -121.89), withinKm: 35)
      let page = try await person.directory.meetingsNear(query, now)
      let facets = try await person.directory.meetingFacets(query, now)
      #expect(facets.total == page.total && page.total > 0)
      #expect(facets.fellowships == [FacetCount(key: "aa", count: page.total)])
      query.withinKm = 70
      let wider = try await person.directory.meetingsNear(query, now).total
      #expect(facets.leftOut.first { $0.by == .distance }?.more == wider - page.total)
      let box = GeoBox(south: 36, north: 39, west: -123, east: -121)
      let clusters = try await person.directory.meetingsMap(box, zoom: 5, MeetingQuery(), now)
      #expect(clusters.map(\.count).reduce(0, +) == 12)
      #expect(try await person.directory.regions().isEmpty, "the made-up feed names none")
    }
  }

  @Test func aFavouriteSurvivesThatTheWebsiteRenumbersEverything() async throws {
    try await withPerson { person in
      let id = try await person.id("Meeting 3")
      try await person.directory.addFavourite(id, FavouriteDetails(note: "bring the key"), now)
      var anew = twelve
      for number in anew.indices { anew[number].slug = "anew-\(number)" }
      try await person.take(anew)
      let kept = try #require(try await person.directory.favourites(now).first)
      #expect(kept.id == id && !kept.gone && kept.details.note == "bring the key")
      #expect(try await person.directory.meeting(id, now).row.favourite)
      try await person.directory.removeFavourite(id, now)
      #expect(try await person.directory.favourites(now).isEmpty)
    }
  }

  @Test func aNoticeStaysUntilItWasSeen() async throws {
    try await withPerson { person in
      let id = try await person.id("Meeting 3")
      try await person.directory.addFavourite(id, FavouriteDetails(), now)
      var later = twelve
      later[3].hour = 21
      try await person.take(later)
      let notice = try #require(try await person.directory.meetingNotices(now).first)
      #expect(notice.changes == [.newTime] && notice.scheduleBefore.map(\.time) == [WallTime(hour: 11)])
      try await person.directory.markMeetingSeen(id, now)
      #expect(try await person.directory.meetingNotices(now).isEmpty)
    }
  }

  @Test func noticesWakeForTheDirectoryAndForTheJournal() async throws {
    try await withPerson { person in
      let id = try await person.id("Meeting 3")
      var notices = person.directory.watchNotices { now }.makeAsyncIterator()
      #expect(try await notices.next()??.count == 0)
      try await person.directory.addFavourite(id, FavouriteDetails(), now)
      #expect(try await notices.next()??.count == 0)
      var later = twelve
      later[3].hour = 21
      try await person.take(later)
      #expect(try await notices.next()??.map(\.changes) == [[.newTime]])
      try await person.directory.markMeetingSeen(id, now)
      #expect(try await notices.next()??.count == 0)
    }
  }

  @Test func changesComeFromBothFiles() async throws {
    try await withPerson { person in
      var heard = try person.directory.changes().makeAsyncIterator()
      try await person.directory.addFavourite(try await person.id("Meeting 3"), FavouriteDetails(), now)
      #expect(await heard.next() == [.meetings], "of the journal")
      try await person.take(twelve)
      #expect(await heard.next() == [.meetings], "of the directory")
      try person.journal.close()
      #expect(await heard.next() == [.meetings], "the favourites are gone from the lists")
      let other = try await Journal.open(person.folder.path + "/other.db", key: try Journal.newKey())
      try await person.directory.useJournal(other)
      #expect(await heard.next() == [.meetings], "another person's favourites")
    }
  }

  @Test func lockingTakesTheFavouritesAndLeavesTheMeetings() async throws {
    try await withPerson { person in
      try await person.directory.addFavourite(try await person.id("Meeting 3"), FavouriteDetails(), now)
      try await person.directory.hideMeeting(try await person.id("Meeting 4"), true, now)
      #expect(try await person.directory.meetingsNear(MeetingQuery(), now).total == 11)
      var meetings = person.directory.watchMeetings(MeetingQuery()) { now }.makeAsyncIterator()
      var favourites = person.directory.watchFavourites { now }.makeAsyncIterator()
      #expect(try await meetings.next()?.total == 11)
      #expect(try await favourites.next()??.count == 1)
      try person.journal.close()
      #expect(try await meetings.next()?.total == 12)
      let locked = try await favourites.next()
      #expect(locked == .some(.none), "no favourites, and no end")
      let page = try await person.directory.meetingsNear(MeetingQuery(), now)
      #expect(page.total == 12 && !page.meetings.contains { $0.favourite })
      await #expect(throws: HandrailError.Closed) { try await person.directory.favourites(now) }
      try await person.directory.useJournal(nil)
      try await person.take(twelve)
      try person.directory.close()
      while try await favourites.next() != nil {}
      await #expect(throws: HandrailError.Closed) { for try await _ in person.directory.watchMeetings(MeetingQuery()) {} }
    }
  }

  @Test func anotherJournalIsAnotherPersonsFavourites() async throws {
    try await withPerson { person in
      try await person.directory.addFavourite(try await person.id("Meeting 3"), FavouriteDetails(), now)
      let other = try await Journal.open(person.folder.path + "/other.db", key: try Journal.newKey())
      var favourites = person.directory.watchFavourites { now }.makeAsyncIterator()
      #expect(try await favourites.next()??.count == 1)
      try await person.directory.useJournal(other)
      #expect(try await favourites.next()??.count == 0)
    }
  }

  @Test func twoListingsOfOneMeetingAreKeptApartAndJoinedAgain() async throws {
    try await withPerson { person in
      try await person.take([twelve[3]], as: "another")
      let id = try await person.id("Meeting 3")
      var counts = person.directory.watchMeetings(MeetingQuery()) { now }.makeAsyncIterator()
      #expect(try await counts.next()?.total == 12, "shown once")
      let shown = try await person.directory.meeting(id, now)
      let other = try #require(shown.alsoIn.first)
      #expect(shown.row.alsoIn == 1 && Set([shown.source, other.source]) == ["made up", "another"])
      #expect(Set(other.reasons).isSuperset(of: [.sameTime, .samePlace, .sameName]))
      #expect(shown.origins.first { $0.field == .name }?.source == shown.source)
      try await person.directory.keepApart(other.id, true, now)
      #expect(try await counts.next()?.total == 13)
      for id in [id, other.id] {
        let alone = try await person.directory.meeting(id, now)
        #expect(alone.alsoIn.isEmpty && alone.keptApart == (id == other.id), "said where it can be taken back")
      }
      try await person.directory.keepApart(other.id, false, now)
      #expect(try await counts.next()?.total == 12)
      try await person.directory.keepApart(id, true, now)
      #expect(try await counts.next()?.total == 13, "of the listing that stands for others: all of them")
      await #expect(throws: HandrailError.NotFound(kind: .meeting)) { try await person.directory.keepApart("nobody", true, now) }
      try await person.directory.useJournal(nil)
      await #expect(throws: HandrailError.Closed) { try await person.directory.keepApart(id, false, now) }
    }
  }

  @Test func whatIsHiddenIsLeftOutUntilItIsShownAgain() async throws {
    try await withPerson { person in
      let id = try await person.id("Meeting 2")
      try await person.directory.hideMeeting(id, true, now)
      #expect(try await person.directory.meetingsNear(MeetingQuery(), now).total == 11)
      #expect(try await person.directory.hiddenMeetings(now).map(\.id) == [id])
      try await person.directory.hideMeeting(id, false, now)
      #expect(try await person.directory.meetingsNear(MeetingQuery(), now).total == 12)
    }
  }

  @Test func aMeetingOfOnesOwnAndACorrection() async throws {
    try await withPerson { person in
      let rule = Rule.weekly([.tuesday, .sunday], at: WallTime(hour: 19, minute: 30), length: .seconds(3600))
      var kitchen = OwnMeeting(name: "Kitchen circle", schedule: [rule], zone: "America/Los_Angeles")
      let made = try await person.directory.save(kitchen, now)
      #expect(made.row.own && made.rules == [rule] && made.rules[0].repeat.days == [.sunday, .tuesday])
      #expect(try await person.directory.meetingsNear(MeetingQuery(words: "kitchen"), now).meetings.map(\.own) == [true])
      try await person.directory.removeOwnMeeting(made.row.id, now)
      let id = try await person.id("Meeting 5")
      #expect(try await person.directory.save(kitchen, as: id, now).row.name == "Kitchen circle")
      try await person.directory.removeOwnMeeting(id, now)
      #expect(try await person.directory.meeting(id, now).row.name == "Meeting 5")
      kitchen.name = " "
      await #expect(throws: HandrailError.Invalid(field: .name, problem: .empty)) { try await person.directory.save(kitchen, now) }
    }
  }

  @Test func pagesFollowTheCursorAtOneMoment() async throws {
    try await withPerson { person in
      var sizes: [Int] = []
      var rows: [MeetingRow] = []
      for try await page in person.directory.pages(MeetingQuery(limit: 5), now) {
        sizes.append(page.meetings.count)
        rows += page.meetings
      }
      #expect(sizes == [5, 5, 2])
      #expect(try await person.directory.meetingsNear(MeetingQuery(), now).meetings == rows)
    }
  }

  @Test func whoIsCancelledBetweenTwoPagesAsksNoMore() async throws {
    try await withPerson { person in
      let (first, ring) = AsyncStream<Void>.makeStream()
      let (cancelled, go) = AsyncStream<Void>.makeStream()
      let reading = Task {
        var seen = 0
        do {
          for try await _ in person.directory.pages(MeetingQuery(limit: 5), now) {
            seen += 1
            ring.yield()
            // Not cut short by the cancelling: the loop must find it out by itself.
            await Task.detached { for await _ in cancelled { break } }.value
          }
          Issue.record("it read on")
        } catch { #expect(error is CancellationError) }
        return seen
      }
      for await _ in first { break }
      reading.cancel()
      go.yield()
      #expect(await reading.value == 1)
    }
  }

  @Test func questionsAreAskedInDaysAndTimes() {
    var query = MeetingQuery()
    query.days = [.saturday, .sunday]
    #expect(query.weekdays == [0, 6] && query.days == [.sunday, .saturday])
    query.from = WallTime(hour: 17, minute: 30)
    query.until = WallTime(hour: 0)
    #expect(query.fromMinute == 1050 && query.untilMinute == nil)
    for (minutes, hours) in [(0, 1), (60, 1), (61, 2), (180, 3), (100_000, 168)] as [(Int64, UInt32)] {
      query.startingWithin = .seconds(minutes * 60)
      #expect(query.hours == hours)
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = Locale(identifier: "en_US")
    calendar.firstWeekday = 2
    #expect(Weekday.inOrder(of: calendar).map(\.rawValue) == [1, 2, 3, 4, 5, 6, 0])
    #expect(Weekday.wednesday.name(in: calendar) == "Wednesday")
    let zone = TimeZone(identifier: "America/New_York")!
    #expect(WallTime(WallTime(hour: 23, minute: 59).date(in: zone), in: zone).minutes == 1439)
  }
}
