import Foundation
import Handrail

// readme:start
func tuesdayEvening(_ directory: Directory, _ journal: Journal, here: GeoPoint) async throws {
  try await directory.useJournal(journal)  // favourites and what the person hides; closing the journal leaves searches working
  var query = MeetingQuery(near: here, limit: 20)
  query.days = [.tuesday]
  query.from = WallTime(hour: 17)
  var rows: [MeetingRow] = []
  for try await page in directory.pages(query).prefix(3) { rows += page.meetings }  // asks for three pages, not for all
  let facets = try await directory.meetingFacets(query)  // "12 more if you include online"
  print("\(rows.count) of \(facets.total)", facets.leftOut.first.map { "\($0.more) more without \($0.by)" } ?? "")
  if let first = rows.first {
    var details = FavouriteDetails(label: "home group")
    details.reminder = .seconds(45 * 60)
    try await directory.addFavourite(first.id, details)
  }
}
// readme:end
