//! The SQL of the day calendar.

use std::ops::RangeInclusive;

use chrono::Datelike;
use rusqlite::{OptionalExtension, Row, params};

use super::{filled, instant};
use crate::error::{EntityKind, Error, Result};
use crate::sobriety::days::Mark;
use crate::sobriety::{DayState, Origin};
use crate::storage::{Area, Read, Write};
use crate::time::{CivilDay, Instant};

/// More days than there are from the common era to the last day that is allowed.
const DAYS: i64 = 1_000_000;

const COLUMNS: &str = "key, state, medication, amount, standard, minute, origin, note, entered_at, after_return";

/// The keys of all days of a tracker.
pub(crate) fn keys(r: &Read, tracker: &str) -> Result<RangeInclusive<i64>> {
    let found = r
        .conn()
        .prepare_cached("SELECT number FROM tracker WHERE id = ?1")?
        .query_row([tracker], |row| row.get::<_, i64>(0))
        .optional()?;
    let number = found.ok_or_else(|| Error::not_found(EntityKind::Tracker))?;
    Ok(number * DAYS..=number * DAYS + DAYS - 1)
}

/// The key of one day of a tracker with these keys.
pub(crate) fn key(keys: &RangeInclusive<i64>, day: CivilDay) -> i64 {
    keys.start() + i64::from(day.num_days_from_ce())
}

pub(crate) fn within_sql() -> String {
    format!("SELECT {COLUMNS} FROM day_mark WHERE key BETWEEN ?1 AND ?2")
}

pub(crate) fn used_sql() -> String {
    format!("SELECT {COLUMNS} FROM day_mark INDEXED BY day_mark_used WHERE state = 2 AND key BETWEEN ?1 AND ?2")
}

/// The marks of a stretch of days.
pub(crate) fn within(r: &Read, keys: &RangeInclusive<i64>, from: CivilDay, to: CivilDay) -> Result<Vec<Mark>> {
    let mut statement = r.conn().prepare_cached(&within_sql())?;
    statement.query_and_then([key(keys, from), key(keys, to)], read)?.collect()
}

/// The marks of use from a day on, by the index of those alone.
pub(crate) fn used_from(r: &Read, keys: &RangeInclusive<i64>, from: CivilDay) -> Result<Vec<Mark>> {
    let mut statement = r.conn().prepare_cached(&used_sql())?;
    statement.query_and_then([key(keys, from), *keys.end()], read)?.collect()
}

/// The first and the last day with a mark.
pub(crate) fn bounds(r: &Read, keys: &RangeInclusive<i64>) -> Result<Option<(CivilDay, CivilDay)>> {
    let end = |order: &str| -> Result<Option<CivilDay>> {
        let sql = format!("SELECT key FROM day_mark WHERE key BETWEEN ?1 AND ?2 ORDER BY key {order} LIMIT 1");
        let mut statement = r.conn().prepare_cached(&sql)?;
        let found = statement.query_row([keys.start(), keys.end()], |row| row.get::<_, i64>(0)).optional()?;
        found.map(day_of).transpose()
    };
    Ok(end("ASC")?.zip(end("DESC")?))
}

pub(crate) fn put(w: &mut Write, keys: &RangeInclusive<i64>, mark: &Mark) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached(include_str!("put_mark.sql"))?.execute(params![
        key(keys, mark.day),
        mark.state as i64,
        mark.medication,
        mark.amount,
        mark.standard,
        mark.minute,
        mark.origin as i64,
        mark.note.as_deref().unwrap_or(""),
        mark.entered_at.timestamp_millis(),
        mark.after_return,
    ])?;
    Ok(())
}

pub(crate) fn take_away(w: &mut Write, key: i64) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached("DELETE FROM day_mark WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Begins an entry that can be taken back.
pub(crate) fn begin_change(w: &mut Write, tracker: &str, at: Instant) -> Result<i64> {
    w.touch(Area::Sobriety);
    w.conn()
        .prepare_cached(
            "INSERT INTO day_change (tracker, at, last_award)
             VALUES (?1, ?2, (SELECT coalesce(max(rowid), 0) FROM award WHERE tracker = ?1))",
        )?
        .execute(params![tracker, at.timestamp_millis()])?;
    Ok(w.conn().last_insert_rowid())
}

/// Keeps what stands at a day before an entry changes it, or that nothing does.
pub(crate) fn keep_before(w: &mut Write, change: i64, key: i64) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached(include_str!("keep_before.sql"))?.execute([change, key])?;
    Ok(())
}

/// The entry that was made last and is not undone.
pub(crate) fn last_change(r: &Read, tracker: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM day_change WHERE tracker = ?1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1";
    Ok(r.conn().prepare_cached(sql)?.query_row([tracker], |row| row.get(0)).optional()?)
}

/// An entry that was taken back.
pub(crate) struct Undone {
    /// Its number.
    pub change: i64,
    /// The last award (row number) that the ledger held of the tracker when it was made.
    pub last_award: i64,
    /// The days it spoke of.
    pub days: Vec<CivilDay>,
}

/// Puts back what stood before an entry.
pub(crate) fn undo(w: &mut Write, change: i64, at: Instant) -> Result<Undone> {
    w.touch(Area::Sobriety);
    let conn = w.conn();
    let gone = "DELETE FROM day_mark WHERE key IN (SELECT key FROM day_before WHERE change = ?1)";
    conn.prepare_cached(gone)?.execute([change])?;
    conn.prepare_cached(include_str!("put_back.sql"))?.execute([change])?;
    conn.prepare_cached("UPDATE day_change SET undone_at = ?2 WHERE id = ?1")?.execute([change, at.timestamp_millis()])?;
    let last_award = "SELECT last_award FROM day_change WHERE id = ?1";
    let last_award = conn.prepare_cached(last_award)?.query_row([change], |row| row.get(0))?;
    let mut keys = conn.prepare_cached("SELECT key FROM day_before WHERE change = ?1")?;
    let days = keys.query_and_then([change], |row| day_of(row.get(0)?))?.collect::<Result<_>>()?;
    Ok(Undone { change, last_award, days })
}

fn day_of(key: i64) -> Result<CivilDay> {
    let days = i32::try_from(key % DAYS).unwrap_or(0);
    CivilDay::from_num_days_from_ce_opt(days).ok_or(Error::Internal("a stored day cannot be read"))
}

fn read(row: &Row) -> Result<Mark> {
    Ok(Mark {
        day: day_of(row.get(0)?)?,
        state: match row.get(1)? {
            1 => DayState::Kept,
            2 => DayState::Used,
            3 => DayState::Unknown,
            _ => DayState::None,
        },
        medication: row.get(2)?,
        amount: row.get(3)?,
        standard: row.get(4)?,
        minute: row.get(5)?,
        origin: match row.get(6)? {
            1 => Origin::LookingBack,
            2 => Origin::Together,
            3 => Origin::Imported,
            _ => Origin::Own,
        },
        note: filled(row.get(7)?),
        entered_at: instant(row.get(8)?),
        after_return: row.get(9)?,
    })
}
