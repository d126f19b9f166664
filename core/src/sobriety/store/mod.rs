//! The SQL of trackers. Beside it: returns and awards, marks, goals and rates, a person's own entries.

pub(super) mod ledger;
#[cfg(test)]
mod lookups;
pub(super) mod marks;
pub(super) mod plans;

pub(crate) use plans::remove_saving_goal;

use chrono::DateTime;
use rusqlite::{OptionalExtension, Row, params};

use super::{CountStyle, Measure, StartBasis, Tracker, TrackerDetails, ZoneMode};
use crate::error::{EntityKind, Error, Result};
use crate::storage::{Area, Read, Write};
use crate::time::{CivilDay, Feb29Rule, Instant};

const COLUMNS: &str = "id, name, start_day, start_minute, fellowship, profile, zone, zone_mode, day_start, feb29, start_basis, \
                       count_style, archived_at, subject, measure, vocabulary, discreet_name, deleted_at";

/// All trackers that are not deleted, the archived ones last.
pub(crate) fn trackers(r: &Read) -> Result<Vec<Tracker>> {
    let sql = format!("SELECT {COLUMNS} FROM tracker WHERE deleted_at IS NULL ORDER BY archived_at IS NOT NULL, position, rowid");
    let mut statement = r.conn().prepare_cached(&sql)?;
    statement.query_and_then([], read_tracker)?.collect()
}

/// The deleted ones, the one deleted last first.
pub(crate) fn deleted(r: &Read) -> Result<Vec<Tracker>> {
    let sql = format!("SELECT {COLUMNS} FROM tracker WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, rowid");
    let mut statement = r.conn().prepare_cached(&sql)?;
    statement.query_and_then([], read_tracker)?.collect()
}

/// One tracker that is not deleted.
pub(crate) fn tracker(r: &Read, id: &str) -> Result<Tracker> {
    let found = any_tracker(r, id)?;
    if found.deleted_at.is_some() { Err(Error::not_found(EntityKind::Tracker)) } else { Ok(found) }
}

/// One tracker, deleted or not.
pub(crate) fn any_tracker(r: &Read, id: &str) -> Result<Tracker> {
    let sql = format!("SELECT {COLUMNS} FROM tracker WHERE id = ?1");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query_and_then([id], read_tracker)?;
    rows.next().unwrap_or_else(|| Err(Error::not_found(EntityKind::Tracker)))
}

pub(crate) fn insert(w: &mut Write, id: &str, details: &TrackerDetails, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached(include_str!("insert_tracker.sql"))?.execute(params![
        id,
        details.name,
        text(details.start),
        details.start_minute,
        details.fellowship.as_deref().unwrap_or(""),
        details.profile,
        details.zone,
        zone_mode_text(details.zone_mode),
        details.day_start.unwrap_or(0),
        feb29_text(details.feb29),
        basis_text(details.start_basis),
        count_text(details.count_style),
        at.timestamp_millis(),
        details.subject.as_deref().unwrap_or(""),
        json(&details.measure)?,
        json(&details.vocabulary)?,
        details.discreet_name.as_deref().unwrap_or(""),
    ])?;
    Ok(())
}

pub(crate) fn update(w: &mut Write, id: &str, details: &TrackerDetails) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached(include_str!("update_tracker.sql"))?.execute(params![
        id,
        details.name,
        text(details.start),
        details.start_minute,
        details.fellowship.as_deref().unwrap_or(""),
        details.profile,
        details.zone,
        zone_mode_text(details.zone_mode),
        details.day_start.unwrap_or(0),
        feb29_text(details.feb29),
        basis_text(details.start_basis),
        count_text(details.count_style),
        details.subject.as_deref().unwrap_or(""),
        json(&details.measure)?,
        json(&details.vocabulary)?,
        details.discreet_name.as_deref().unwrap_or(""),
    ])?;
    Ok(())
}

/// Keeps what a correction replaces.
pub(crate) fn keep_correction(w: &mut Write, id: &str, tracker: &Tracker, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    let before = serde_json::to_string(&tracker.details).map_err(|_| Error::Internal("details that cannot be written"))?;
    w.conn()
        .prepare_cached("INSERT INTO tracker_correction (id, tracker, at, before) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, tracker.id, at.timestamp_millis(), before])?;
    Ok(())
}

/// The correction that was made last and is not undone: its id, and what it replaced.
pub(crate) fn last_correction(r: &Read, tracker: &str) -> Result<Option<(String, TrackerDetails)>> {
    let sql = "SELECT id, before FROM tracker_correction WHERE tracker = ?1 AND undone_at IS NULL ORDER BY rowid DESC LIMIT 1";
    let found =
        r.conn().prepare_cached(sql)?.query_row([tracker], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).optional()?;
    let Some((id, before)) = found else { return Ok(None) };
    let before = serde_json::from_str(&before).map_err(|_| Error::Internal("a correction that cannot be read"))?;
    Ok(Some((id, before)))
}

pub(crate) fn mark_correction_undone(w: &mut Write, id: &str, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn()
        .prepare_cached("UPDATE tracker_correction SET undone_at = ?2 WHERE id = ?1")?
        .execute(params![id, at.timestamp_millis()])?;
    Ok(())
}

/// The days on which corrections were recorded, for the history: moment, and whether it was undone.
pub(crate) fn corrections(r: &Read, tracker: &str) -> Result<Vec<(String, Instant, bool)>> {
    let sql = "SELECT id, at, undone_at IS NOT NULL FROM tracker_correction WHERE tracker = ?1 ORDER BY rowid";
    let mut statement = r.conn().prepare_cached(sql)?;
    let rows = statement.query_map([tracker], |row| Ok((row.get(0)?, instant(row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether amounts were entered for a tracker.
pub(crate) fn has_amounts(r: &Read, id: &str) -> Result<bool> {
    let days = marks::keys(r, id)?;
    let sql = "SELECT EXISTS (SELECT 1 FROM return_to_use WHERE tracker = ?1 AND amount IS NOT NULL)
                   OR EXISTS (SELECT 1 FROM day_mark WHERE key BETWEEN ?2 AND ?3 AND amount IS NOT NULL)";
    Ok(r.conn().prepare_cached(sql)?.query_row(params![id, days.start(), days.end()], |row| row.get(0))?)
}

/// Marks a tracker as deleted, or takes that back.
pub(crate) fn set_deleted(w: &mut Write, id: &str, at: Option<Instant>) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn()
        .prepare_cached("UPDATE tracker SET deleted_at = ?2 WHERE id = ?1")?
        .execute(params![id, at.map(|at| at.timestamp_millis())])?;
    Ok(())
}

/// Removes a tracker and all that belongs to it, for good.
pub(crate) fn erase(w: &mut Write, id: &str) -> Result<()> {
    w.touch(Area::Sobriety);
    let days = marks::keys(&w.as_read(), id)?;
    let conn = w.conn();
    conn.execute("DELETE FROM day_before WHERE change IN (SELECT id FROM day_change WHERE tracker = ?1)", [id])?;
    conn.execute("DELETE FROM day_mark WHERE key BETWEEN ?1 AND ?2", [days.start(), days.end()])?;
    for table in ["day_change", "goal", "rate", "standing", "shown", "award", "return_to_use", "tracker_correction"] {
        conn.execute(&format!("DELETE FROM {table} WHERE tracker = ?1"), [id])?;
    }
    conn.execute("DELETE FROM tracker WHERE id = ?1", [id])?;
    Ok(())
}

/// Archives a tracker, or puts it back at the end of the order.
pub(crate) fn set_archived(w: &mut Write, id: &str, archived_at: Option<Instant>) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn()
        .prepare_cached(
            "UPDATE tracker SET archived_at = ?2, position = (SELECT coalesce(max(position), 0) + 1 FROM tracker) WHERE id = ?1",
        )?
        .execute(params![id, archived_at.map(|at| at.timestamp_millis())])?;
    Ok(())
}

pub(crate) fn set_position(w: &mut Write, id: &str, position: usize) -> Result<()> {
    w.touch(Area::Sobriety);
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    w.conn().prepare_cached("UPDATE tracker SET position = ?2 WHERE id = ?1")?.execute(params![id, position])?;
    Ok(())
}

fn read_tracker(row: &Row) -> Result<Tracker> {
    let fellowship: String = row.get(4)?;
    let archived: Option<i64> = row.get(12)?;
    Ok(Tracker {
        id: row.get(0)?,
        details: TrackerDetails {
            name: row.get(1)?,
            start: day(row, 2)?,
            start_minute: row.get(3)?,
            fellowship: filled(fellowship),
            profile: row.get(5)?,
            zone: row.get(6)?,
            zone_mode: Some(if row.get_ref(7)?.as_str().ok() == Some("device") { ZoneMode::Device } else { ZoneMode::Home }),
            day_start: row.get(8)?,
            feb29: Some(if row.get_ref(9)?.as_str().ok() == Some("mar1") { Feb29Rule::Mar1 } else { Feb29Rule::Feb28 }),
            start_basis: Some(match row.get_ref(10)?.as_str() {
                Ok("first_day_without") => StartBasis::FirstDayWithout,
                Ok("last_day_of_use") => StartBasis::LastDayOfUse,
                _ => StartBasis::Own,
            }),
            count_style: Some(if row.get_ref(11)?.as_str().ok() == Some("day_one") {
                CountStyle::DayOne
            } else {
                CountStyle::Elapsed
            }),
            subject: filled(row.get(13)?),
            measure: Some(from_json(row, 14).unwrap_or(Measure::Episodes)),
            vocabulary: Some(from_json(row, 15).unwrap_or_default()),
            discreet_name: filled(row.get(16)?),
            goal: None,
        },
        archived: archived.is_some(),
        deleted_at: row.get::<_, Option<i64>>(17)?.map(instant),
    })
}

/// Texts that are not set are stored as empty ones.
fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Internal("a value that cannot be written"))
}

/// `None` for what an older core left empty or a newer one wrote.
fn from_json<T: serde::de::DeserializeOwned>(row: &Row, column: usize) -> Option<T> {
    serde_json::from_str(row.get_ref(column).ok()?.as_str().ok()?).ok()
}

fn day(row: &Row, column: usize) -> Result<CivilDay> {
    let stored = row.get_ref(column)?;
    let text = stored.as_str().map_err(|_| Error::Internal("a stored day is no text"))?;
    text.parse().map_err(|_| Error::Internal("a stored day cannot be read"))
}

fn text(day: CivilDay) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

fn zone_mode_text(mode: Option<ZoneMode>) -> &'static str {
    match mode.unwrap_or_default() {
        ZoneMode::Home => "home",
        ZoneMode::Device => "device",
    }
}

fn feb29_text(rule: Option<Feb29Rule>) -> &'static str {
    match rule.unwrap_or_default() {
        Feb29Rule::Feb28 => "feb28",
        Feb29Rule::Mar1 => "mar1",
    }
}

fn basis_text(basis: Option<StartBasis>) -> &'static str {
    match basis.unwrap_or_default() {
        StartBasis::FirstDayWithout => "first_day_without",
        StartBasis::LastDayOfUse => "last_day_of_use",
        StartBasis::Own => "own",
    }
}

fn count_text(style: Option<CountStyle>) -> &'static str {
    match style.unwrap_or_default() {
        CountStyle::Elapsed => "elapsed",
        CountStyle::DayOne => "day_one",
    }
}
