//! The SQL of returns to use, awards and the number shown last.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Row, params};

use super::marks::Undone;
use super::{day, filled, instant, text};
use crate::error::Result;
use crate::sobriety::Cause;
use crate::sobriety::episodes::Return;
use crate::sobriety::milestones::Reach;
use crate::sobriety::numbers::Shown;
use crate::storage::{Area, Read, Write};
use crate::time::{CivilDay, Instant};

const RETURN: &str = "first_day, last_day, resume_day, resume_minute, note, rowid, amount, standard";

pub(crate) const AWARDS: &str =
    "SELECT lived, milestone, earned_on, episode_start FROM award WHERE tracker = ?1 AND earned_on BETWEEN ?2 AND ?3";
pub(crate) const NEWER_AWARDS: &str = "SELECT rowid, episode_start, earned_on FROM award WHERE tracker = ?1 AND rowid > ?2";
pub(crate) const NOT_LIVED: &str = "SELECT rowid, episode_start, earned_on FROM award WHERE tracker = ?1 AND lived = ?2";
pub(crate) const KEPT_SINCE: &str = "SELECT rowid, episode_start, earned_on FROM award WHERE tracker = ?1 AND lived > ?2";
pub(crate) const AWARDED: &str = "SELECT milestone FROM award WHERE tracker = ?1 AND episode_start = ?2";
/// Sorts after every day.
const FOREVER: &str = "9999";

/// An award as it is stored.
pub(crate) struct StoredAward {
    /// It stood when the day of an entry was over. (Stored: the entry, see [`keep_lived`].)
    pub lived: bool,
    pub milestone: String,
    pub earned_on: CivilDay,
    pub episode_start: CivilDay,
}

pub(crate) fn returns_sql() -> String {
    format!("SELECT {RETURN} FROM return_to_use WHERE tracker = ?1 AND undone_at IS NULL ORDER BY first_day")
}

pub(crate) fn returns_within_sql() -> String {
    format!(
        "SELECT {RETURN} FROM return_to_use
         WHERE tracker = ?1 AND undone_at IS NULL AND first_day <= ?3 AND last_day >= ?2 ORDER BY first_day"
    )
}

/// The returns of one tracker that are not undone.
pub(crate) fn returns(r: &Read, tracker: &str) -> Result<Vec<Return>> {
    let mut statement = r.conn().prepare_cached(&returns_sql())?;
    statement.query_and_then([tracker], read_return)?.collect()
}

/// The same, of those that touch a stretch of days.
pub(crate) fn returns_within(r: &Read, tracker: &str, from: CivilDay, to: CivilDay) -> Result<Vec<Return>> {
    let mut statement = r.conn().prepare_cached(&returns_within_sql())?;
    statement.query_and_then(params![tracker, text(from), text(to)], read_return)?.collect()
}

/// All returns for the history, the undone ones too: what it was, when it was entered, whether it is undone.
pub(crate) fn all_returns(r: &Read, tracker: &str) -> Result<Vec<(String, Return, Instant, bool)>> {
    let sql =
        format!("SELECT {RETURN}, id, entered_at, undone_at IS NOT NULL FROM return_to_use WHERE tracker = ?1 ORDER BY rowid");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let rows =
        statement.query_and_then([tracker], |row| Ok((row.get(8)?, read_return(row)?, instant(row.get(9)?), row.get(10)?)))?;
    rows.collect()
}

/// The number of the newest return of a tracker, undone or not; 0 without one.
pub(crate) fn newest_return(r: &Read, tracker: &str) -> Result<i64> {
    let sql = "SELECT coalesce(max(rowid), 0) FROM return_to_use WHERE tracker = ?1";
    Ok(r.conn().prepare_cached(sql)?.query_row([tracker], |row| row.get(0))?)
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
        event.amount,
        event.standard,
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

/// The awards of a stretch of days; all of them without one.
pub(crate) fn awards(r: &Read, tracker: &str, stretch: Option<(CivilDay, CivilDay)>) -> Result<Vec<StoredAward>> {
    let (from, to) = stretch.map_or((String::new(), FOREVER.to_owned()), |(from, to)| (text(from), text(to)));
    let mut statement = r.conn().prepare_cached(AWARDS)?;
    let mut rows = statement.query(params![tracker, from, to])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(StoredAward {
            lived: row.get(0)?,
            milestone: row.get(1)?,
            earned_on: day(row, 2)?,
            episode_start: day(row, 3)?,
        });
    }
    Ok(found)
}

/// Keeps for good what is `earned`, by the start of an award's episode and its own day. `lived` then says after which entry of a day
/// that was: one more than its number, as without any it was 1 from the first.
pub(crate) fn keep_lived(
    w: &mut Write,
    tracker: &str,
    last_change: Option<i64>,
    earned: impl Fn(CivilDay, CivilDay) -> bool,
) -> Result<()> {
    for (award, start, earned_on) in numbered(w, NOT_LIVED, tracker, 0)? {
        if earned(start, earned_on) {
            set_lived(w, award, 1 + last_change.unwrap_or(0))?;
        }
    }
    Ok(())
}

fn set_lived(w: &mut Write, award: i64, lived: i64) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached("UPDATE award SET lived = ?2 WHERE rowid = ?1")?.execute([award, lived])?;
    Ok(())
}

/// Takes back `unearned` awards of a tracker: those that are newer than the entry that is undone, and older ones that it had brought
/// back and that were kept while it stood.
pub(crate) fn take_back(
    w: &mut Write,
    tracker: &str,
    undone: &Undone,
    unearned: impl Fn(CivilDay, CivilDay) -> bool,
) -> Result<()> {
    for (award, start, earned_on) in numbered(w, KEPT_SINCE, tracker, undone.change)? {
        if unearned(start, earned_on) {
            set_lived(w, award, 0)?;
        }
    }
    let last_kept = undone.last_award;
    for (award, start, earned_on) in numbered(w, NEWER_AWARDS, tracker, last_kept)? {
        if unearned(start, earned_on) {
            w.touch(Area::Sobriety);
            w.conn().prepare_cached("DELETE FROM award WHERE rowid = ?1")?.execute([award])?;
        }
    }
    Ok(())
}

/// Awards with their row number, the start of their episode and their own day.
fn numbered(w: &Write, sql: &str, tracker: &str, bound: i64) -> Result<Vec<(i64, CivilDay, CivilDay)>> {
    let mut statement = w.conn().prepare_cached(sql)?;
    statement.query_and_then(params![tracker, bound], |row| Ok((row.get(0)?, day(row, 1)?, day(row, 2)?)))?.collect()
}

/// The keys of the milestones that the ledger holds for one episode.
pub(crate) fn awarded(r: &Read, tracker: &str, episode_start: CivilDay) -> Result<BTreeSet<String>> {
    let mut statement = r.conn().prepare_cached(AWARDED)?;
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

fn read_return(row: &Row) -> Result<Return> {
    let note: String = row.get(4)?;
    Ok(Return {
        first_day: day(row, 0)?,
        last_day: day(row, 1)?,
        resume_day: day(row, 2)?,
        resume_minute: row.get(3)?,
        note: filled(note),
        number: row.get(5)?,
        cause: Cause::ReturnToUse,
        amount: row.get(6)?,
        standard: row.get(7)?,
    })
}
