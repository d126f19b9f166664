//! Zones: the row's, else the source's, else unknown. Never the device's (`meetings.md`, 8.2 rule 5).

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

fn named(text: &str) -> Option<Tz> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let word = upper.strip_suffix(" TIME").unwrap_or(&upper);
    let word = word.strip_suffix(" STANDARD").unwrap_or(word);
    // Aliases first: `EST` and `MST` are also names of the database, for zones without summer time that nobody means.
    let alias = ALIASES.iter().find(|(alias, _)| *alias == word).map(|(_, zone)| *zone);
    let spelled = || {
        let name = text.replace(' ', "_");
        TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&name)).copied()
    };
    alias.or_else(|| text.parse().ok()).or_else(spelled)
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
