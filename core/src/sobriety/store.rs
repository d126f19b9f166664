//! The SQL of trackers, returns, awards and the number shown last.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use rusqlite::{OptionalExtension, Row, params};

use super::episodes::Return;
use super::milestones::Reach;
use super::numbers::Shown;
use super::{CountStyle, StartBasis, Tracker, TrackerDetails, ZoneMode};
use crate::error::{EntityKind, Error, Result};
use crate::storage::{Area, Read, Write};
use crate::time::{CivilDay, Feb29Rule, Instant};

const COLUMNS: &str = "id, name, start_day, start_minute, fellowship, profile, zone, zone_mode, day_start, feb29, start_basis, count_style, archived_at";

/// An award as it is stored.
pub(crate) struct StoredAward {
    pub milestone: String,
    pub earned_on: CivilDay,
    pub episode_start: CivilDay,
}

/// All trackers, the archived ones last.
pub(crate) fn trackers(r: &Read) -> Result<Vec<Tracker>> {
    let sql = format!("SELECT {COLUMNS} FROM tracker ORDER BY archived_at IS NOT NULL, position, rowid");
    let mut statement = r.conn().prepare_cached(&sql)?;
    statement.query_and_then([], read_tracker)?.collect()
}

pub(crate) fn tracker(r: &Read, id: &str) -> Result<Tracker> {
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
    ])?;
    Ok(())
}

/// Keeps what a correction replaces.
pub(crate) fn keep_correction(w: &mut Write, id: &str, tracker: &Tracker, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    let old = &tracker.details;
    let before = serde_json::json!({
        "name": old.name,
        "start": text(old.start),
        "start_minute": old.start_minute,
        "fellowship": old.fellowship,
        "profile": old.profile,
        "zone": old.zone,
        "zone_mode": zone_mode_text(old.zone_mode),
        "day_start": old.day_start,
        "feb29": feb29_text(old.feb29),
        "start_basis": basis_text(old.start_basis),
        "count_style": count_text(old.count_style),
    });
    w.conn()
        .prepare_cached("INSERT INTO tracker_correction (id, tracker, at, before) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, tracker.id, at.timestamp_millis(), before.to_string()])?;
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

/// The returns of one tracker that are not undone.
pub(crate) fn returns(r: &Read, tracker: &str) -> Result<Vec<Return>> {
    let sql = "SELECT first_day, last_day, resume_day, resume_minute, note FROM return_to_use
               WHERE tracker = ?1 AND undone_at IS NULL ORDER BY first_day";
    let mut statement = r.conn().prepare_cached(sql)?;
    statement.query_and_then([tracker], read_return)?.collect()
}

/// The return that the current episode began with, in the order that [`runs`](super::episodes::runs) gives way by. One step
/// in an index, however many there are.
pub(crate) fn latest_return(r: &Read, tracker: &str) -> Result<Option<Return>> {
    let sql = "SELECT first_day, last_day, resume_day, resume_minute, note FROM return_to_use
               WHERE tracker = ?1 AND undone_at IS NULL
               ORDER BY resume_day DESC, first_day, last_day, resume_minute LIMIT 1";
    let mut statement = r.conn().prepare_cached(sql)?;
    statement.query_and_then([tracker], read_return)?.next().transpose()
}

pub(crate) fn insert_return(
    w: &mut Write,
    id: &str,
    tracker: &str,
    event: &Return,
    minute: Option<u16>,
    at: Instant,
) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached(include_str!("insert_return.sql"))?.execute(params![
        id,
        tracker,
        text(event.first_day),
        text(event.last_day),
        minute,
        text(event.resume_day),
        event.resume_minute,
        event.note.as_deref().unwrap_or(""),
        at.timestamp_millis(),
    ])?;
    Ok(())
}

/// The return that was entered last and is not undone.
pub(crate) fn last_return(r: &Read, tracker: &str) -> Result<Option<String>> {
    let sql = "SELECT id FROM return_to_use WHERE tracker = ?1 AND undone_at IS NULL ORDER BY rowid DESC LIMIT 1";
    Ok(r.conn().prepare_cached(sql)?.query_row([tracker], |row| row.get(0)).optional()?)
}

pub(crate) fn mark_undone(w: &mut Write, id: &str, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn()
        .prepare_cached("UPDATE return_to_use SET undone_at = ?2 WHERE id = ?1")?
        .execute(params![id, at.timestamp_millis()])?;
    Ok(())
}

pub(crate) fn awards(r: &Read, tracker: &str) -> Result<Vec<StoredAward>> {
    let sql = "SELECT milestone, earned_on, episode_start FROM award WHERE tracker = ?1";
    let mut statement = r.conn().prepare_cached(sql)?;
    let mut rows = statement.query([tracker])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(StoredAward { milestone: row.get(0)?, earned_on: day(row, 1)?, episode_start: day(row, 2)? });
    }
    Ok(found)
}

/// The keys of the milestones that the ledger holds for one episode.
pub(crate) fn awarded(r: &Read, tracker: &str, episode_start: CivilDay) -> Result<BTreeSet<String>> {
    let sql = "SELECT milestone FROM award WHERE tracker = ?1 AND episode_start = ?2";
    let mut statement = r.conn().prepare_cached(sql)?;
    Ok(statement.query_map([tracker, &text(episode_start)], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Adds an award unless the ledger has it.
pub(crate) fn add_award(
    w: &mut Write,
    id: &str,
    tracker: &str,
    episode_start: CivilDay,
    reach: &Reach,
    at: Instant,
) -> Result<()> {
    let added = w.conn().prepare_cached(include_str!("add_award.sql"))?.execute(params![
        id,
        tracker,
        text(episode_start),
        reach.milestone.key(),
        text(reach.date),
        at.timestamp_millis(),
    ])?;
    if added > 0 {
        w.touch(Area::Sobriety);
    }
    Ok(())
}

/// The number shown last, of every tracker.
pub(crate) fn shown(r: &Read) -> Result<BTreeMap<String, Shown>> {
    let mut statement = r.conn().prepare_cached("SELECT tracker, episode_start, elapsed, at FROM shown")?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?, Shown { episode_start: day(row, 1)?, elapsed: row.get(2)?, at: instant(row.get(3)?) });
    }
    Ok(found)
}

pub(crate) fn set_shown(w: &mut Write, tracker: &str, shown: Shown) -> Result<()> {
    w.conn().prepare_cached(include_str!("set_shown.sql"))?.execute(params![
        tracker,
        text(shown.episode_start),
        shown.elapsed,
        shown.at.timestamp_millis()
    ])?;
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
            fellowship: (!fellowship.is_empty()).then_some(fellowship),
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
        },
        archived: archived.is_some(),
    })
}

fn read_return(row: &Row) -> Result<Return> {
    let note: String = row.get(4)?;
    Ok(Return {
        first_day: day(row, 0)?,
        last_day: day(row, 1)?,
        resume_day: day(row, 2)?,
        resume_minute: row.get(3)?,
        note: (!note.is_empty()).then_some(note),
    })
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
