//! When a source says that a meeting was changed.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use super::notes::Notes;
use crate::meetings::DiagnosticCode::UpdatedUnreadable;
use crate::meetings::feed::{Key, Row};
use crate::time::Instant;

const FIELD: Key = Key::Updated;

/// Reads the date as UTC, which is what the specification says it is.
pub(super) fn read(row: &Row, notes: &mut Notes) -> Option<Instant> {
    let cell = row.get(FIELD);
    if cell.is_empty() {
        return None;
    }
    let found = cell.text().and_then(|text| parse(text.trim()));
    if found.is_none() {
        notes.add_cell(FIELD.name(), UpdatedUnreadable, cell);
    }
    found
}

/// `2024-03-08 01:55:57`, RFC 3339, and what spreadsheets of the United States write: `8/25/2022 11:17:07 AM`, `8/25/2022`.
fn parse(text: &str) -> Option<Instant> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc()).filter(|at| (1990..=2200).contains(&at.year()));
    }
    let with_time = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%m/%d/%Y %I:%M:%S %p",
        "%m/%d/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M",
        "%m/%d/%y %H:%M",
    ];
    let days = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"];
    // `%Y` takes the year 16 for one: what lies in no time of ours is read by the next form.
    let ours = |at: &NaiveDateTime| (1990..=2200).contains(&at.year());
    with_time
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok().filter(ours))
        .or_else(|| days.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()?.and_hms_opt(0, 0, 0).filter(ours)))
        .map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse(text).map(|at| at.format("%FT%TZ").to_string()).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn dates() {
        check("2024-03-08 01:55:57", Some("2024-03-08T01:55:57Z"));
        check("2024-03-08T01:55:57+02:00", Some("2024-03-07T23:55:57Z"));
        check("2024-03-08", Some("2024-03-08T00:00:00Z"));
        check("8/29/2021", Some("2021-08-29T00:00:00Z"));
        check("9/10/16 5:16", Some("2016-09-10T05:16:00Z"));
        check("5/31/14", Some("2014-05-31T00:00:00Z"));
        check("0016-09-10", None);
        check("8/25/2022 11:17:07 AM", Some("2022-08-25T11:17:07Z"));
        // Day first: not guessed.
        check("29/8/2021", None);
        check("yesterday", None);
        check("", None);
        check("2024-02-30", None);
    }
}
