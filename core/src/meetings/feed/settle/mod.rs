//! From the fields of another format to those of Meeting Guide, so that one normaliser reads them all.

mod bmlt;
mod listing;
mod plain;
mod tables;

use std::borrow::Cow;

use chrono_tz::Tz;

use super::dialect::Dialect;
use super::{Cell, Key, Row};
pub(crate) use bmlt::Lookup;

/// What a row cannot tell by itself.
pub(crate) struct Context<'a> {
    pub dialect: Dialect,
    pub lookup: &'a Lookup,
    /// The zone of rows that name none.
    pub zone: Option<Tz>,
}

/// Rewrites a row of another format in place.
pub(crate) fn settle(row: &mut Row, context: &Context) {
    match context.dialect {
        Dialect::MeetingGuide => plain::settle(row),
        Dialect::Companion => {}
        Dialect::Bmlt | Dialect::BmltRest => bmlt::settle(row, context.lookup),
        Dialect::Gathered => bmlt::gathered(row, context.lookup),
        Dialect::Oiaa => tables::oiaa(row),
        Dialect::Naws => tables::naws(row),
        Dialect::Uk => tables::uk(row),
        Dialect::AlAnon => listing::al_anon(row),
        Dialect::Listing => listing::listing(row, context.zone),
    }
}

/// Whether a table's or a list's field says yes.
fn is_yes(row: &Row, key: Key) -> bool {
    matches!(row.words(key).to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "y" | "t")
}

/// Numbers that are text by the format's own rule: nothing to tell anybody of.
fn as_numbers(row: &mut Row, keys: &[Key]) {
    for key in keys {
        let number = row.get(*key).text().and_then(|text| text.trim().parse::<f64>().ok());
        if let Some(number) = number {
            row.set(*key, Cell::Float(number));
        }
    }
}

/// `19:30:00` is how the format writes 19:30.
fn without_seconds(row: &mut Row, key: Key) {
    let words = row.words(key);
    if words.len() == 8 && words.ends_with(":00") {
        row.set(key, Cell::Text(Cow::Owned(words.chars().take(5).collect())));
    }
}

/// Several remarks, one a line.
fn joined(row: &Row, keys: &[Key]) -> Cell<'static> {
    let lines: Vec<String> = keys.iter().map(|key| row.words(*key)).filter(|line| !line.is_empty()).collect();
    Cell::made(lines.join("\n"))
}
