//! Sources in the directory: one row each, read and written as a whole.

use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::kept::Kept;
use super::{FetchRequest, Source, SourceDetails, Validators, checked};
use crate::error::{EntityKind, Error, Result};
use crate::meetings::joined::store::settle_source;
use crate::meetings::store::instant;
use crate::meetings::{FeedFormat, FeedOptions};
use crate::storage::{Area, Read, Write};
use crate::time::{Instant, Now};

const KEPT: &str = "SELECT name, url, fellowship, zone, country, licence, aggregator, refresh_hours, columns, format, etag,
        last_modified, imported_at, tried_at, failures, problem, next_try_at, removed, live, id
    FROM source";

/// Whose turn it is. Two questions, each with an index of its own that it is told to take: left to itself SQLite walks through the
/// table.
pub(super) const DUE: &str = "WHERE id IN (
        SELECT id FROM source INDEXED BY source_to_try WHERE url <> '' AND removed = 0 AND next_try_at <= ?1
        UNION SELECT id FROM source INDEXED BY source_tried WHERE url <> '' AND removed = 0 AND tried_at > ?1)";

/// A source as the rest of an import knows it.
pub(crate) struct Known {
    /// The row that its meetings belong to.
    pub id: i64,
    pub(super) kept: Kept,
}

impl Known {
    /// Where its meetings are, by the person's word.
    pub fn country(&self) -> Option<&str> {
        self.kept.details.country.as_deref()
    }
}

/// All sources in the order of their names.
pub(crate) fn sources(r: &Read, now: &Now) -> Result<Vec<Source>> {
    let mut statement = r.conn().prepare_cached(&format!("{KEPT} WHERE removed = 0 ORDER BY name"))?;
    let rows = statement.query_map([], |row| Ok(read(row)?.source(row.get(18)?, now.at)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is to be fetched: of these sources, or of all whose turn it is.
pub(crate) fn plan(r: &Read, names: &[String], now: &Now) -> Result<Vec<FetchRequest>> {
    if !names.is_empty() {
        return names.iter().map(|name| named(r, name)?.kept.request()).collect();
    }
    let mut statement = r.conn().prepare_cached(&format!("{KEPT} {DUE} ORDER BY next_try_at, name"))?;
    let rows = statement.query_map([now.at.timestamp_millis()], read)?;
    rows.map(|kept| kept?.request()).collect()
}

/// Adds a source, or changes what is said about it.
pub(crate) fn save(w: &mut Write, details: SourceDetails, now: &Now) -> Result<Source> {
    let details = checked::details(details)?;
    let known = find(&w.as_read(), &details.name)?;
    let aggregated = known.as_ref().map(|(known, _)| known.kept.details.aggregator);
    let (live, kept) = match known {
        Some((known, live)) => (live, known.kept.edited(details, now.at)),
        None => (0, Kept::new(details, now.at)),
    };
    put(w, &kept)?;
    if aggregated.is_some_and(|before| before != kept.details.aggregator) {
        settle_source(w, &kept.details.name)?;
    }
    Ok(kept.source(live, now.at))
}

/// The source that an import goes to, new or known, and what the import is told of it.
pub(crate) fn for_import(w: &mut Write, options: &FeedOptions, now: &Now) -> Result<(Known, FeedOptions)> {
    let name = options.source.trim();
    let known = find(&w.as_read(), name)?.map(|(known, _)| known.kept);
    let kept = known.unwrap_or_else(|| Kept::new(SourceDetails::new(name), now.at)).asked(options);
    let told = FeedOptions {
        source: kept.details.name.clone(),
        fellowship: kept.details.fellowship.clone(),
        zone: kept.details.zone.clone(),
        columns: kept.details.columns.clone(),
        ..options.clone()
    };
    Ok((Known { id: put(w, &kept)?, kept }, told))
}

/// An import went well.
pub(crate) fn imported(w: &mut Write, known: Known, format: FeedFormat, validators: Validators, now: &Now) -> Result<()> {
    put(w, &known.kept.imported(format, validators, now.at)).map(drop)
}

/// One that has not been removed.
pub(super) fn named(r: &Read, name: &str) -> Result<Known> {
    let found = find(r, name.trim())?.map(|(known, _)| known).filter(|known| !known.kept.removed);
    found.ok_or_else(|| Error::not_found(EntityKind::Source))
}

pub(super) fn put(w: &mut Write, kept: &Kept) -> Result<i64> {
    w.touch(Area::Meetings);
    let details = &kept.details;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let columns: Vec<_> = details.columns.iter().map(|choice| (&choice.column, &choice.field)).collect();
    let id = w.conn().prepare_cached(include_str!("put_source.sql"))?.query_row(
        params![
            details.name,
            text(&details.url),
            text(&details.fellowship),
            text(&details.zone),
            text(&details.country),
            text(&details.licence),
            details.aggregator,
            details.refresh_hours,
            json(&columns)?,
            kept.format.as_ref().map_or(Ok(String::new()), json)?,
            kept.validators.etag,
            kept.validators.last_modified,
            millis(kept.imported_at),
            millis(kept.tried_at),
            kept.failures,
            kept.problem.as_ref().map_or(Ok(String::new()), json)?,
            kept.next_try_at.timestamp_millis(),
            kept.removed,
        ],
        |row| row.get(0),
    )?;
    Ok(id)
}

fn find(r: &Read, name: &str) -> Result<Option<(Known, u32)>> {
    let mut statement = r.conn().prepare_cached(&format!("{KEPT} WHERE name = ?1"))?;
    let found = statement.query_row([name], |row| Ok((Known { id: row.get(19)?, kept: read(row)? }, row.get(18)?)));
    Ok(found.optional()?)
}

fn read(row: &Row) -> rusqlite::Result<Kept> {
    let columns: Vec<(String, Option<String>)> = from_json(row, 8)?.unwrap_or_default();
    Ok(Kept {
        details: SourceDetails {
            name: row.get(0)?,
            url: some(row.get(1)?),
            fellowship: some(row.get(2)?),
            zone: some(row.get(3)?),
            country: some(row.get(4)?),
            licence: some(row.get(5)?),
            aggregator: row.get(6)?,
            refresh_hours: row.get(7)?,
            columns: columns.into_iter().map(Into::into).collect(),
        },
        format: from_json(row, 9)?,
        validators: Validators { etag: row.get(10)?, last_modified: row.get(11)? },
        imported_at: at(row.get(12)?),
        tried_at: at(row.get(13)?),
        failures: row.get(14)?,
        problem: from_json(row, 15)?,
        next_try_at: instant(row.get(16)?),
        removed: row.get(17)?,
    })
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Internal("a source cannot be written as JSON"))
}

/// `None` also for what a newer core has written: it is learned again with the next answer.
fn from_json<T: DeserializeOwned>(row: &Row, index: usize) -> rusqlite::Result<Option<T>> {
    Ok(serde_json::from_str(row.get_ref(index)?.as_str().unwrap_or_default()).ok())
}

fn millis(at: Option<Instant>) -> i64 {
    at.map_or(0, |at| at.timestamp_millis())
}

fn at(millis: i64) -> Option<Instant> {
    (millis != 0).then(|| instant(millis))
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
