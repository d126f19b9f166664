//! Zones: the row's, else the source's, else that of a country with one zone, else unknown. Never the device's (`meetings.md`, 8.2
//! rule 5).

use chrono_tz::{TZ_VARIANTS, Tz};

use super::notes::Notes;
use crate::meetings::DiagnosticCode::ZoneUnknown;
use crate::meetings::feed::Cell;

/// What North American feeds write in place of a zone's name. `IST`, `BST` and
/// others that mean several zones are left out.
const ALIASES: &[(&str, Tz)] = &[
    ("ET", Tz::America__New_York),
    ("EST", Tz::America__New_York),
    ("EDT", Tz::America__New_York),
    ("EASTERN", Tz::America__New_York),
    ("CT", Tz::America__Chicago),
    ("CST", Tz::America__Chicago),
    ("CDT", Tz::America__Chicago),
    ("CENTRAL", Tz::America__Chicago),
    ("MT", Tz::America__Denver),
    ("MST", Tz::America__Denver),
    ("MDT", Tz::America__Denver),
    ("MOUNTAIN", Tz::America__Denver),
    ("PT", Tz::America__Los_Angeles),
    ("PST", Tz::America__Los_Angeles),
    ("PDT", Tz::America__Los_Angeles),
    ("PACIFIC", Tz::America__Los_Angeles),
    ("AKST", Tz::America__Anchorage),
    ("AKDT", Tz::America__Anchorage),
    ("ALASKA", Tz::America__Anchorage),
    ("HST", Tz::Pacific__Honolulu),
    ("HAWAII", Tz::Pacific__Honolulu),
];

/// What Windows, and the calendars that it writes, call the zones (Unicode CLDR, windowsZones). North America stands above.
const WINDOWS: &[(&str, Tz)] = &[
    ("US EASTERN", Tz::America__Indiana__Indianapolis),
    ("US MOUNTAIN", Tz::America__Phoenix),
    ("ALASKAN", Tz::America__Anchorage),
    ("HAWAIIAN", Tz::Pacific__Honolulu),
    ("ATLANTIC", Tz::America__Halifax),
    ("NEWFOUNDLAND", Tz::America__St_Johns),
    ("CANADA CENTRAL", Tz::America__Regina),
    ("CENTRAL STANDARD TIME (MEXICO)", Tz::America__Mexico_City),
    ("E. SOUTH AMERICA", Tz::America__Sao_Paulo),
    ("ARGENTINA", Tz::America__Argentina__Buenos_Aires),
    ("SA PACIFIC", Tz::America__Bogota),
    ("GMT", Tz::Europe__London),
    ("W. EUROPE", Tz::Europe__Berlin),
    ("ROMANCE", Tz::Europe__Paris),
    ("CENTRAL EUROPE", Tz::Europe__Budapest),
    ("CENTRAL EUROPEAN", Tz::Europe__Warsaw),
    ("E. EUROPE", Tz::Europe__Chisinau),
    ("FLE", Tz::Europe__Kyiv),
    ("GTB", Tz::Europe__Bucharest),
    ("TURKEY", Tz::Europe__Istanbul),
    ("RUSSIAN", Tz::Europe__Moscow),
    ("ISRAEL", Tz::Asia__Jerusalem),
    ("SOUTH AFRICA", Tz::Africa__Johannesburg),
    ("ARABIAN", Tz::Asia__Dubai),
    ("INDIA", Tz::Asia__Kolkata),
    ("NEPAL", Tz::Asia__Kathmandu),
    ("SE ASIA", Tz::Asia__Bangkok),
    ("CHINA", Tz::Asia__Shanghai),
    ("SINGAPORE", Tz::Asia__Singapore),
    ("W. AUSTRALIA", Tz::Australia__Perth),
    ("TOKYO", Tz::Asia__Tokyo),
    ("KOREA", Tz::Asia__Seoul),
    ("CEN. AUSTRALIA", Tz::Australia__Adelaide),
    ("AUS CENTRAL", Tz::Australia__Darwin),
    ("E. AUSTRALIA", Tz::Australia__Brisbane),
    ("AUS EASTERN", Tz::Australia__Sydney),
    ("TASMANIA", Tz::Australia__Hobart),
    ("NEW ZEALAND", Tz::Pacific__Auckland),
];

/// The row's zone, or the source's where the row names none that is known.
pub(super) fn read(cell: &Cell, source: Option<Tz>, notes: &mut Notes) -> Option<Tz> {
    if cell.is_empty() {
        return source;
    }
    let known = cell.text().and_then(|text| named(&text));
    if known.is_none() {
        notes.add_cell("timezone", ZoneUnknown, cell);
    }
    known.or(source)
}

pub(super) fn named(text: &str) -> Option<Tz> {
    let text = text.trim();
    // By far the most, and no alias has a stroke.
    if let Some(zone) = text.contains('/').then(|| text.parse().ok()).flatten() {
        return Some(zone);
    }
    let upper = text.to_ascii_uppercase();
    let word = upper.strip_suffix(" TIME").unwrap_or(&upper);
    let word = word.strip_suffix(" STANDARD").unwrap_or(word);
    // Aliases first: `EST` and `MST` are also names of the database, for zones without summer time that nobody means.
    let windows = if word.len() < upper.len() { WINDOWS } else { &[] };
    let mut known = ALIASES.iter().chain(windows).chain(WINDOWS.iter().filter(|(name, _)| name.contains(" TIME")));
    let alias = known.find(|(alias, _)| *alias == word).map(|(_, zone)| *zone);
    let spelled = || {
        let name = text.replace(' ', "_");
        TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&name)).copied()
    };
    // `/mozilla.org/20050126_1/America/New_York`: calendars put their maker before the name.
    let maker = || {
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
        (1..parts.len()).find_map(|from| parts.get(from..)?.join("/").parse().ok().filter(|_| text.starts_with('/')))
    };
    alias.or_else(|| text.parse().ok()).or_else(spelled).or_else(maker)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(named(text).map(Tz::name), expect, "{text:?}");
    }

    #[test]
    fn names() {
        check("America/New_York", Some("America/New_York"));
        check(" america/los_angeles ", Some("America/Los_Angeles"));
        check("America/Los Angeles", Some("America/Los_Angeles"));
        check("EST", Some("America/New_York"));
        check("Pacific Time", Some("America/Los_Angeles"));
        check("Eastern Standard Time", Some("America/New_York"));
        check("UTC", Some("UTC"));
        check("W. Europe Standard Time", Some("Europe/Berlin"));
        check("GMT Standard Time", Some("Europe/London"));
        check("Central Standard Time (Mexico)", Some("America/Mexico_City"));
        check("/mozilla.org/20050126_1/America/New_York", Some("America/New_York"));
        check("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", Some("America/Argentina/Buenos_Aires"));
        check("/x/EST", Some("EST"));
        check("Somewhere", None);
        check("", None);
    }

    #[test]
    fn an_unknown_zone_leaves_the_source_s() {
        let mut notes = Notes::default();
        assert_eq!(read(&Cell::Text("Mars".into()), Some(Tz::Europe__Berlin), &mut notes), Some(Tz::Europe__Berlin));
        assert_eq!(read(&Cell::Empty, Some(Tz::Europe__Berlin), &mut notes), Some(Tz::Europe__Berlin));
        assert_eq!(read(&Cell::Text("Mars".into()), None, &mut notes), None);
        assert_eq!(notes.finish().0[0].count, 2);
    }
}
