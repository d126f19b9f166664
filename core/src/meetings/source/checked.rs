//! What is said about a source, looked through before it is kept.

use super::SourceDetails;
use super::plan::LONGEST_HOURS;
use crate::error::{Error, Field, Problem, Result};
use crate::meetings::normalise::is_fellowship;
use crate::safety;
use crate::sobriety::service::checked_name;
use crate::time::parse_zone;

const LONGEST_URL: usize = 2000;
const LICENCE_CHARS: usize = 1000;
const MOST_COLUMNS: usize = 200;
const COLUMN_CHARS: usize = 200;

pub(super) fn details(details: SourceDetails) -> Result<SourceDetails> {
    if !(1..=LONGEST_HOURS).contains(&details.refresh_hours) {
        return Err(Error::invalid(Field::RefreshHours, Problem::OutOfRange));
    }
    let fellowship = some(details.fellowship);
    if fellowship.as_deref().is_some_and(|id| !is_fellowship(id)) {
        return Err(Error::invalid(Field::Fellowship, Problem::Unknown));
    }
    let licence = some(details.licence);
    if licence.as_deref().is_some_and(|text| text.chars().count() > LICENCE_CHARS) {
        return Err(Error::invalid(Field::Licence, Problem::TooLong));
    }
    let long = |text: &str| text.chars().count() > COLUMN_CHARS;
    let columns = &details.columns;
    if columns.len() > MOST_COLUMNS || columns.iter().any(|c| long(&c.column) || c.field.as_deref().is_some_and(long)) {
        return Err(Error::invalid(Field::Columns, Problem::TooLong));
    }
    Ok(SourceDetails {
        name: checked_name(&details.name, Field::Source)?,
        url: some(details.url).as_deref().map(url).transpose()?,
        fellowship,
        zone: some(details.zone).map(|zone| parse_zone(&zone)).transpose()?.map(|zone| zone.name().to_owned()),
        country: some(details.country).as_deref().map(country).transpose()?,
        licence,
        aggregator: details.aggregator,
        refresh_hours: details.refresh_hours,
        columns: details.columns,
    })
}

/// A url that a feed can be fetched from. Which host is the person's own affair: an intergroup may test its website at home.
pub(super) fn url(text: &str) -> Result<String> {
    let text = text.trim();
    if text.len() > LONGEST_URL {
        return Err(Error::invalid(Field::Link, Problem::TooLong));
    }
    let malformed = || Error::invalid(Field::Link, Problem::Malformed);
    let (scheme, rest) = text.split_once("://").ok_or_else(malformed)?;
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Characters that no url holds, and user names, which end up in logs.
    let odd = text.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`'));
    let named = !host.is_empty() && !host.starts_with(':') && !host.contains('@');
    if known && named && !odd { Ok(text.to_owned()) } else { Err(malformed()) }
}

/// The two capital letters of a country; the crisis card knows them all.
fn country(text: &str) -> Result<String> {
    let two_letters = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let known = two_letters.then(|| safety::card(text).country).flatten();
    known.ok_or_else(|| Error::invalid(Field::Country, Problem::Unknown))
}

fn some(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
