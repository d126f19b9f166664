import SwiftUI

/// What a column of a table holds, in words.
enum ColumnField {
  /// A field that no list of words knows is called as the format calls it.
  @MainActor static func text(_ field: String) -> Text { words(field).map { Text($0) } ?? Text(verbatim: field) }

  static func words(_ field: String) -> LocalizedStringKey? {
    switch field {
    case "name": "column.name"
    case "day": "column.day"
    case "time": "column.time"
    case "end_time": "column.end"
    case "duration": "column.duration"
    case "timezone": "column.zone"
    case "location": "column.place"
    case "formatted_address": "column.full_address"
    case "address": "column.street"
    case "city": "column.city"
    case "state": "column.state"
    case "postal_code": "column.postal_code"
    case "country": "column.country"
    case "region": "column.region"
    case "sub_region": "column.sub_region"
    case "latitude": "column.latitude"
    case "longitude": "column.longitude"
    case "coordinates": "column.coordinates"
    case "types": "column.types"
    case "fellowship": "column.fellowship"
    case "group": "column.group"
    case "notes": "column.notes"
    case "location_notes": "column.place_notes"
    case "conference_url": "column.link"
    case "conference_url_notes": "column.link_notes"
    case "conference_phone": "column.phone"
    case "conference_phone_notes": "column.phone_notes"
    case "url": "column.url"
    case "updated": "column.updated"
    case "slug": "column.key"
    default: nil
    }
  }
}
