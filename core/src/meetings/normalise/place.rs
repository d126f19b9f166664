//! Where a meeting is, and whether there is a door to walk through (`meetings.md`, 1.4 and 8.2 rule 6).

use super::notes::Notes;
use super::text;
use crate::meetings::DiagnosticCode::{CoordinatesInvalid, NumberAsText};
use crate::meetings::feed::{Cell, Key, Row};
use crate::meetings::{GeoPoint, VenueKind};

const LINE: usize = 255;
const ADDRESS: usize = 500;
const MOST_REGIONS: usize = 10;

/// Words by which a feed marks a place that is none, in the languages of the specification.
const NOWHERE: [&str; 11] =
    ["online", "on-line", "virtual", "zoom", "en línea", "en linea", "en ligne", "オンライン", "ออนไลน์", "digitaal", "digitalt"];

/// The address in one line: as given, else its parts.
pub(super) fn address(row: &Row, notes: &mut Notes) -> Option<String> {
    if row.has(Key::FormattedAddress) {
        return text::line(row, Key::FormattedAddress, ADDRESS, notes);
    }
    let keys = [Key::Address, Key::City, Key::State, Key::PostalCode, Key::Country];
    let mut parts: Vec<(Key, String)> = keys.iter().filter_map(|key| Some((*key, text::line(row, *key, LINE, notes)?))).collect();
    // A postal code that was kept as a number has lost the zeros that it begins with in New England.
    if let (Cell::Integer(code @ 100..=9_999), true) = (row.get(Key::PostalCode), in_united_states(row))
        && let Some((_, text)) = parts.iter_mut().find(|(key, _)| *key == Key::PostalCode)
    {
        *text = format!("{code:05}");
    }
    let parts: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn in_united_states(row: &Row) -> bool {
    let country = row.words(Key::Country).to_lowercase().replace('.', "");
    matches!(country.as_str(), "us" | "usa" | "united states" | "united states of america")
}

/// The regions, general first.
pub(super) fn regions(row: &Row, notes: &mut Notes) -> Vec<String> {
    let mut regions = Vec::new();
    let mut push = |text: &str| {
        let name: String = text::clean(text, false).text.chars().take(LINE).collect();
        if !name.is_empty() && !regions.contains(&name) {
            regions.push(name);
        }
    };
    match row.get(Key::Regions) {
        Cell::List(list) => list.iter().filter_map(Cell::text).take(MOST_REGIONS).for_each(|name| push(&name)),
        // Sheets hold them in one cell.
        cell => cell.text().unwrap_or_default().split(" > ").take(MOST_REGIONS).for_each(&mut push),
    }
    if regions.is_empty() {
        let keys = [Key::Region, Key::SubRegion, Key::SubSubRegion];
        regions = keys.iter().filter_map(|key| text::line(row, *key, LINE, notes)).collect();
        regions.dedup();
    }
    regions
}

/// A point, and whether the source gave an area instead.
pub(super) fn point(row: &Row, notes: &mut Notes) -> (Option<GeoPoint>, bool) {
    let (latitude, longitude) = (row.get(Key::Latitude), row.get(Key::Longitude));
    if latitude.is_empty() && longitude.is_empty() {
        return from_text(row.get(Key::Coordinates), notes);
    }
    if matches!(latitude, Cell::Text(_)) || matches!(longitude, Cell::Text(_)) {
        notes.add_cell(Key::Latitude.name(), NumberAsText, latitude);
    }
    let found = degrees(latitude).zip(degrees(longitude)).and_then(|(latitude, longitude)| checked(latitude, longitude));
    if found.is_none() {
        notes.add(Key::Latitude.name(), CoordinatesInvalid, &format!("{},{}", latitude.shown(), longitude.shown()));
    }
    (found, false)
}

/// `lat,lon`, or the four numbers of a box: then its middle, as an area.
fn from_text(cell: &Cell, notes: &mut Notes) -> (Option<GeoPoint>, bool) {
    let Some(text) = cell.text().filter(|text| !text.trim().is_empty()) else { return (None, false) };
    let numbers: Vec<f64> = text.split(',').take(5).map_while(|part| part.trim().parse().ok()).collect();
    let found = match numbers.as_slice() {
        [latitude, longitude] => (checked(*latitude, *longitude), false),
        [south, west, north, east] => (checked(f64::midpoint(*south, *north), f64::midpoint(*west, *east)), true),
        _ => (None, false),
    };
    if found.0.is_none() {
        notes.add(Key::Coordinates.name(), CoordinatesInvalid, &text);
    }
    found
}

fn degrees(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Float(number) => Some(*number),
        Cell::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        Cell::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Only both together as zero mean "unknown"; Greenwich and the equator are places.
fn checked(latitude: f64, longitude: f64) -> Option<GeoPoint> {
    let inside = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    let nowhere = latitude.abs() < 1e-9 && longitude.abs() < 1e-9;
    (inside && !nowhere).then_some(GeoPoint { latitude, longitude })
}

/// Whether the address is only a town or an area.
///
/// The feed's own word first. Where it says nothing: 12 Step Meeting List's verdict, which follows from it; no street at all;
/// or a place called "Online meeting" in a town without a number. The number of commas, which others count, says nothing in
/// Britain.
pub(super) fn approximate(row: &Row, closed_for_now: bool) -> bool {
    match row.get(Key::Approximate) {
        Cell::Bool(value) => return *value,
        Cell::Text(text) if text.trim().eq_ignore_ascii_case("yes") || text.trim().eq_ignore_ascii_case("true") => return true,
        Cell::Text(text) if text.trim().eq_ignore_ascii_case("no") || text.trim().eq_ignore_ascii_case("false") => return false,
        _ => {}
    }
    match row.get(Key::AttendanceOption).text().as_deref() {
        // Where the room is closed for now the verdict tells nothing about the address.
        Some("online" | "inactive") if !closed_for_now => return true,
        Some("in_person" | "hybrid") => return false,
        _ => {}
    }
    let Some(address) = [Key::FormattedAddress, Key::Address].iter().find_map(|key| row.get(*key).text()) else { return true };
    let place = row.get(Key::Location).text().unwrap_or_default().to_lowercase();
    address.trim().is_empty() || NOWHERE.iter().any(|word| place.contains(word)) && !address.chars().any(char::is_numeric)
}

/// The table of `meetings.md`, 1.4.
pub(super) fn venue(closed_for_now: bool, reachable: bool, approximate: bool) -> VenueKind {
    match (closed_for_now, reachable, approximate) {
        (true, true, _) | (false, true, true) => VenueKind::Online,
        (true, false, _) | (false, false, true) => VenueKind::Inactive,
        (false, true, false) => VenueKind::Hybrid,
        (false, false, false) => VenueKind::InPerson,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::feed::{Columns, Nested};

    fn row(json: &str) -> Row<'_> {
        Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row")
    }

    fn at(json: &str, expect: Option<(f64, f64)>, codes: usize) {
        let mut notes = Notes::default();
        let found = point(&row(json), &mut notes).0.map(|point| (point.latitude, point.longitude));
        assert_eq!(found, expect, "{json}");
        assert_eq!(notes.finish().1.len(), codes, "{json}");
    }

    #[test]
    fn points() {
        at(r#"{"latitude":37.5,"longitude":-121.5}"#, Some((37.5, -121.5)), 0);
        at(r#"{"latitude":"37.5","longitude":" -121.5 "}"#, Some((37.5, -121.5)), 1);
        at(r#"{"latitude":51.5,"longitude":0}"#, Some((51.5, 0.0)), 0);
        at(r#"{"latitude":0.0,"longitude":36.8}"#, Some((0.0, 36.8)), 0);
        at(r#"{"coordinates":"37.5,-121.5"}"#, Some((37.5, -121.5)), 0);
        at(r#"{"coordinates":"37,-122,38,-121"}"#, Some((37.5, -121.5)), 0);
        at(r#"{"latitude":"","longitude":null}"#, None, 0);
        at("{}", None, 0);
    }

    #[test]
    fn no_points() {
        at(r#"{"latitude":0,"longitude":0}"#, None, 1);
        at(r#"{"latitude":91,"longitude":0}"#, None, 1);
        at(r#"{"latitude":37.5,"longitude":-181}"#, None, 1);
        at(r#"{"latitude":37.5}"#, None, 1);
        at(r#"{"latitude":"NaN","longitude":"inf"}"#, None, 2);
        at(r#"{"latitude":"north","longitude":"-"}"#, None, 2);
        at(r#"{"coordinates":"here"}"#, None, 1);
        at(r#"{"latitude":99999999999999999999,"longitude":1}"#, None, 1);
    }

    fn vague(json: &str, expect: bool) {
        assert_eq!(approximate(&row(json), false), expect, "{json}");
    }

    #[test]
    fn approximate_places() {
        vague(r#"{"approximate":"yes","formatted_address":"1 High St, Lewes"}"#, true);
        vague(r#"{"approximate":true,"formatted_address":"1 High St, Lewes"}"#, true);
        vague(r#"{"approximate":"no","city":"Lewes"}"#, false);
        vague(r#"{"attendance_option":"online","formatted_address":"San Jose, CA, USA"}"#, true);
        vague(r#"{"attendance_option":"hybrid","formatted_address":"San Jose, CA, USA"}"#, false);
        vague(r#"{"city":"San Jose"}"#, true);
        vague("{}", true);
        vague(r#"{"location":"Online Meeting","formatted_address":"San Jose, CA, USA"}"#, true);
        vague(r#"{"location":"Online Meeting","formatted_address":"1555 S 7th St, San Jose, CA, USA"}"#, false);
        // Three parts and no number: a British address all the same.
        vague(r#"{"location":"St Anne's Church","formatted_address":"High Street, Lewes, East Sussex"}"#, false);
    }

    #[test]
    fn the_table_of_attendance() {
        assert_eq!(venue(true, true, false), VenueKind::Online);
        assert_eq!(venue(true, false, false), VenueKind::Inactive);
        assert_eq!(venue(false, true, true), VenueKind::Online);
        assert_eq!(venue(false, true, false), VenueKind::Hybrid);
        assert_eq!(venue(false, false, true), VenueKind::Inactive);
        assert_eq!(venue(false, false, false), VenueKind::InPerson);
    }

    #[test]
    fn addresses() {
        let mut notes = Notes::default();
        let parts = row(r#"{"address":"107 North St","city":"Amarillo","state":"TX","postal_code":79107,"country":"USA"}"#);
        assert_eq!(address(&parts, &mut notes).as_deref(), Some("107 North St, Amarillo, TX, 79107, USA"));
        let zeros = row(r#"{"address":"1 Main St","city":"Cambridge","state":"MA","postal_code":2139,"country":"USA"}"#);
        assert_eq!(address(&zeros, &mut notes).as_deref(), Some("1 Main St, Cambridge, MA, 02139, USA"));
        let elsewhere = row(r#"{"address":"Ring 1","city":"Zürich","postal_code":8001,"country":"CH"}"#);
        assert_eq!(address(&elsewhere, &mut notes).as_deref(), Some("Ring 1, Zürich, 8001, CH"));
        let whole = row(r#"{"formatted_address":"1 High St, Lewes","city":"Lewes"}"#);
        assert_eq!(address(&whole, &mut notes).as_deref(), Some("1 High St, Lewes"));
        assert_eq!(address(&row("{}"), &mut notes), None);
    }

    #[test]
    fn region_lists() {
        let list = |json: &str| regions(&row(json), &mut Notes::default()).join("|");
        assert_eq!(list(r#"{"regions":["County","Town"]}"#), "County|Town");
        assert_eq!(list(r#"{"regions":"County > Town"}"#), "County|Town");
        assert_eq!(list(r#"{"region":"Campbell","sub_region":"West"}"#), "Campbell|West");
        assert_eq!(list(r#"{"regions":[],"region":"Campbell"}"#), "Campbell");
    }
}
