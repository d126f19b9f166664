//! The SQL of goals, rates, saving goals and what closed episodes add up to.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};

use super::{day, from_json, json, text};
use crate::error::{EntityKind, Error, Result};
use crate::sobriety::goal::Goals;
use crate::sobriety::savings::Rates;
use crate::sobriety::standing::Standing;
use crate::sobriety::{Goal, GoalSince, Rate, SavingGoal};
use crate::storage::{Area, Read, Write};
use crate::time::{CivilDay, Instant};

const IN_ORDER: &str = "ORDER BY tracker, from_day, id";

/// The goals of all trackers.
pub(crate) fn all_goals(r: &Read) -> Result<BTreeMap<String, Goals>> {
    let sql = format!("SELECT tracker, from_day, goal FROM goal {IN_ORDER}");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::<String, Goals>::new();
    while let Some(row) = rows.next()? {
        push_goal(&mut found.entry(row.get(0)?).or_default().0, row)?;
    }
    Ok(found)
}

pub(crate) fn goals(r: &Read, tracker: &str) -> Result<Goals> {
    let sql = format!("SELECT tracker, from_day, goal FROM goal WHERE tracker = ?1 {IN_ORDER}");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query([tracker])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        push_goal(&mut found, row)?;
    }
    Ok(Goals(found))
}

/// Of two from one day the one set last holds.
fn push_goal(goals: &mut Vec<GoalSince>, row: &Row) -> Result<()> {
    let from = day(row, 1)?;
    let goal: Goal = from_json(row, 2).ok_or(Error::Internal("a goal that cannot be read"))?;
    if goals.last().is_some_and(|last| last.from == from) {
        goals.pop();
    }
    goals.push(GoalSince { from, goal });
    Ok(())
}

pub(crate) fn insert_goal(w: &mut Write, tracker: &str, from: CivilDay, goal: &Goal, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached("INSERT INTO goal (tracker, from_day, goal, set_at) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        tracker,
        text(from),
        json(goal)?,
        at.timestamp_millis()
    ])?;
    Ok(())
}

/// Goals with the moment at which they were set, for the history.
pub(crate) fn goals_set(r: &Read, tracker: &str) -> Result<Vec<(i64, CivilDay, i64)>> {
    let sql = "SELECT id, from_day, set_at FROM goal WHERE tracker = ?1 ORDER BY id";
    let mut statement = r.conn().prepare_cached(sql)?;
    statement.query_and_then([tracker], |row| Ok((row.get(0)?, day(row, 1)?, row.get(2)?)))?.collect()
}

/// The rates of all trackers.
pub(crate) fn all_rates(r: &Read) -> Result<BTreeMap<String, Rates>> {
    let sql = format!("SELECT tracker, from_day, rate FROM rate {IN_ORDER}");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::<String, Rates>::new();
    while let Some(row) = rows.next()? {
        push_rate(&mut found.entry(row.get(0)?).or_default().0, row)?;
    }
    Ok(found)
}

pub(crate) fn rates(r: &Read, tracker: &str) -> Result<Rates> {
    let sql = format!("SELECT tracker, from_day, rate FROM rate WHERE tracker = ?1 {IN_ORDER}");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query([tracker])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        push_rate(&mut found, row)?;
    }
    Ok(Rates(found))
}

fn push_rate(rates: &mut Vec<Rate>, row: &Row) -> Result<()> {
    let rate: Rate = from_json(row, 2).ok_or(Error::Internal("a rate that cannot be read"))?;
    if rates.last().is_some_and(|last| last.from == rate.from) {
        rates.pop();
    }
    rates.push(rate);
    Ok(())
}

pub(crate) fn insert_rate(w: &mut Write, tracker: &str, rate: &Rate, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    w.conn().prepare_cached("INSERT INTO rate (tracker, from_day, rate, set_at) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        tracker,
        text(rate.from),
        json(rate)?,
        at.timestamp_millis()
    ])?;
    Ok(())
}

pub(crate) fn saving_goals(r: &Read) -> Result<Vec<SavingGoal>> {
    let sql = "SELECT id, name, amount, currency FROM saving_goal WHERE removed_at IS NULL ORDER BY created_at, rowid";
    let mut statement = r.conn().prepare_cached(sql)?;
    let rows = statement
        .query_map([], |row| Ok(SavingGoal { id: row.get(0)?, name: row.get(1)?, minor: row.get(2)?, currency: row.get(3)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn put_saving_goal(w: &mut Write, goal: &SavingGoal, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    let sql = "INSERT INTO saving_goal (id, name, amount, currency, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, currency = excluded.currency";
    w.conn().prepare_cached(sql)?.execute(params![goal.id, goal.name, goal.minor, goal.currency, at.timestamp_millis()])?;
    Ok(())
}

pub(crate) fn remove_saving_goal(w: &mut Write, id: &str, at: Instant) -> Result<()> {
    w.touch(Area::Sobriety);
    let sql = "UPDATE saving_goal SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL";
    match w.conn().prepare_cached(sql)?.execute(params![id, at.timestamp_millis()])? {
        0 => Err(Error::not_found(EntityKind::SavingGoal)),
        _ => Ok(()),
    }
}

/// `None` for a tracker whose standing was never reckoned.
pub(crate) fn standing(r: &Read, tracker: &str) -> Result<Option<Standing>> {
    let sql = "SELECT body FROM standing WHERE tracker = ?1";
    Ok(r.conn().prepare_cached(sql)?.query_row([tracker], |row| Ok(from_json(row, 0))).optional()?.flatten())
}

pub(crate) fn all_standings(r: &Read) -> Result<BTreeMap<String, Standing>> {
    let mut statement = r.conn().prepare_cached("SELECT tracker, body FROM standing")?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Some(standing) = from_json(row, 1) {
            found.insert(row.get(0)?, standing);
        }
    }
    Ok(found)
}

pub(crate) fn set_standing(w: &mut Write, tracker: &str, standing: &Standing) -> Result<()> {
    w.conn()
        .prepare_cached(
            "INSERT INTO standing (tracker, body) VALUES (?1, ?2) ON CONFLICT (tracker) DO UPDATE SET body = excluded.body",
        )?
        .execute(params![tracker, json(standing)?])?;
    Ok(())
}

/// The day of a tracker's newest entries; `None` where none was made since the journal knows of it.
pub(crate) fn lived_until(r: &Read, tracker: &str) -> Result<Option<CivilDay>> {
    let sql = "SELECT lived_until FROM standing WHERE tracker = ?1 AND lived_until <> ''";
    let mut statement = r.conn().prepare_cached(sql)?;
    statement.query_and_then([tracker], |row| day(row, 0))?.next().transpose()
}

/// What was lived until this day is in the ledger.
pub(crate) fn set_lived(w: &mut Write, tracker: &str, until: CivilDay) -> Result<()> {
    let sql = "UPDATE standing SET lived_until = ?2 WHERE tracker = ?1";
    w.conn().prepare_cached(sql)?.execute(params![tracker, text(until)])?;
    Ok(())
}
