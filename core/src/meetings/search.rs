//! Which meetings come next: a page of them, from indexes.
//!
//! A search has candidates (weekly times, from one index) and an exact reckoning of when each takes place next. Which index gives
//! the candidates depends on the question: the place, the words, the types or fellowships; or, when everything is asked for, time
//! itself, in windows that grow until the page is full.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{ToSql, params_from_iter};

use super::place::Area;
use super::schedule::{WEEK_MINUTES, Week};
use super::words;
use super::{MeetingPage, MeetingQuery, MeetingRow, Occurrence, store};
use crate::error::{Error, Field, Problem, Result};
use crate::storage::Read;
use crate::time::{Instant, Now, parse_zone};

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 500;
const WEEK_HOURS: u32 = 168;
const MAX_TYPES: usize = 20;

/// A question that was checked.
struct Asked {
    area: Option<Area>,
    hours: u32,
    /// Hours were not named: meetings by appointment may follow.
    open_ended: bool,
    types: Vec<String>,
    fellowships: Vec<String>,
    words: Option<String>,
    include_online: bool,
    limit: usize,
    after: Option<Mark>,
}

/// One weekly time of one meeting, as an index holds it.
#[derive(Clone, Copy)]
struct Slot {
    meeting: i64,
    zone: i64,
    week_minute: i64,
    minutes: i64,
    point: Option<(f64, f64)>,
}

/// A meeting with the occurrence by which it is ordered.
#[derive(Clone, Copy)]
struct Found {
    meeting: i64,
    starts_at: Instant,
    ends_at: Instant,
    distance_m: Option<f64>,
}

impl Found {
    /// What starts next comes first, then what is near, then what the directory knew first.
    fn key(&self) -> (Instant, u64, i64) {
        // Distances are not negative, so their bits are ordered as they are.
        (self.starts_at, self.distance_m.map_or(u64::MAX, f64::to_bits), self.meeting)
    }
}

/// Where a page ended.
#[derive(Clone, Copy)]
enum Mark {
    Found { starts_at: i64, distance: u64, meeting: i64 },
    Appointment { meeting: i64 },
}

pub(crate) fn page(r: &Read, query: &MeetingQuery, now: &Now) -> Result<MeetingPage> {
    let asked = check(query)?;
    let mut clocks = Clocks::new(r, now)?;
    let anything = asked.area.is_none() && asked.words.is_none() && asked.types.is_empty() && asked.fellowships.is_empty();
    let (total, found) = if anything { by_time(r, &asked, &mut clocks)? } else { by_index(r, &asked, &mut clocks)? };
    let appointments = if asked.open_ended && asked.words.is_some() { by_appointment(r, &asked)? } else { Vec::new() };
    let total = total + appointments.len();

    let mut page: Vec<(Mark, MeetingRow)> = Vec::new();
    for hit in found.iter().filter(|hit| asked.after.is_none_or(|mark| mark.is_before(hit))).take(asked.limit + 1) {
        page.push((Mark::of(hit), told(r, hit, now)?));
    }
    let room = (asked.limit + 1).saturating_sub(page.len());
    let after = asked.after.and_then(Mark::appointment);
    for meeting in appointments.into_iter().filter(|meeting| after.is_none_or(|after| after < *meeting)).take(room) {
        page.push((Mark::Appointment { meeting }, store::row(r, meeting)?));
    }
    let more = page.len() > asked.limit;
    page.truncate(asked.limit);
    let next_page = if more { page.last().map(|(mark, _)| mark.to_cursor()) } else { None };
    Ok(MeetingPage {
        total: u32::try_from(total).unwrap_or(u32::MAX),
        meetings: page.into_iter().map(|(_, row)| row).collect(),
        next_page,
    })
}

fn check(query: &MeetingQuery) -> Result<Asked> {
    let area = match query.near {
        Some(point) => Some(Area::around(point, query.within_km)?),
        None => None,
    };
    let hours = query.hours.unwrap_or(WEEK_HOURS);
    if !(1..=WEEK_HOURS).contains(&hours) {
        return Err(Error::invalid(Field::Hours, Problem::OutOfRange));
    }
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
    }
    if query.types.len() > MAX_TYPES || query.fellowships.len() > 100 {
        return Err(Error::invalid(Field::Types, Problem::TooLong));
    }
    let mut types: Vec<String> =
        query.types.iter().map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty()).collect();
    types.sort();
    types.dedup();
    Ok(Asked {
        area,
        hours,
        open_ended: query.hours.is_none(),
        types,
        fellowships: query.fellowships.clone(),
        words: words::to_fts(query.words.as_deref())?,
        include_online: query.include_online,
        limit: usize::try_from(limit).unwrap_or(usize::MAX),
        after: query.cursor.as_deref().map(Mark::from_cursor).transpose()?,
    })
}

/// Candidates from the index of the narrowest part of the question; each is reckoned, and all are sorted.
fn by_index(r: &Read, asked: &Asked, clocks: &mut Clocks) -> Result<(usize, Vec<Found>)> {
    let mut best: BTreeMap<i64, Found> = BTreeMap::new();
    let (filter, values) = filter(asked);
    let mut sources: Vec<(String, Vec<Value>)> = Vec::new();
    let columns = "s.meeting, s.zone, s.week_minute, s.duration, s.lat, s.lon";
    match &asked.area {
        Some(area) => {
            for [south, north, west, east] in area.boxes() {
                let sql = format!(
                    "SELECT {columns} FROM slot s INDEXED BY slot_by_place
                     WHERE s.lat BETWEEN ? AND ? AND s.lon BETWEEN ? AND ? {filter}"
                );
                sources
                    .push((sql, [south, north, west, east].into_iter().map(Value::Real).chain(values.iter().cloned()).collect()));
            }
            if asked.include_online {
                let sql = format!("SELECT {columns} FROM slot s INDEXED BY slot_online WHERE s.online = 1 {filter}");
                sources.push((sql, values.clone()));
            }
        }
        None => sources.push((format!("SELECT {columns} FROM slot s WHERE 1 {filter}"), values)),
    }
    for (number, (sql, values)) in sources.iter().enumerate() {
        let anywhere = asked.area.is_none() || (asked.include_online && number + 1 == sources.len());
        let mut statement = r.conn().prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values.iter().map(|value| value as &dyn ToSql)))?;
        while let Some(row) = rows.next()? {
            let point = row.get::<_, Option<f64>>(4)?.zip(row.get::<_, Option<f64>>(5)?);
            let slot = Slot { meeting: row.get(0)?, zone: row.get(1)?, week_minute: row.get(2)?, minutes: row.get(3)?, point };
            let distance_m = asked.area.as_ref().zip(slot.point).map(|(area, point)| area.distance_m(point));
            if !anywhere && !distance_m.is_some_and(|distance| distance <= asked.area.as_ref().map_or(0.0, Area::radius_m)) {
                continue;
            }
            if let Some(found) = clocks.reckon(r, &slot, distance_m, asked.hours)? {
                keep_earliest(&mut best, found);
            }
        }
    }
    Ok((best.len(), sorted(best)))
}

/// Everything, everywhere: time is the index. A window of two hours from now is enough on most days; it doubles until the page
/// is full. Within a window each zone is one range of the week.
fn by_time(r: &Read, asked: &Asked, clocks: &mut Clocks) -> Result<(usize, Vec<Found>)> {
    let mut window = 2.min(asked.hours);
    loop {
        let mut best: BTreeMap<i64, Found> = BTreeMap::new();
        for zone in clocks.ids() {
            for slot in slots_in_window(r, clocks, zone, window)? {
                if let Some(found) = clocks.reckon(r, &slot, None, window)? {
                    keep_earliest(&mut best, found);
                }
            }
        }
        let found = sorted(best);
        let ahead = found.iter().filter(|hit| asked.after.is_none_or(|mark| mark.is_before(hit))).count();
        if window >= asked.hours {
            return Ok((found.len(), found));
        }
        if ahead > asked.limit {
            return Ok((count_in_window(r, clocks, asked.hours)?, found));
        }
        window = (window * 2).min(asked.hours);
    }
}

/// The weekly times of a zone that may be in progress or start within `hours`; a margin for clock changes.
fn slots_in_window(r: &Read, clocks: &Clocks, zone: i64, hours: u32) -> Result<Vec<Slot>> {
    let Some(week) = clocks.of(zone) else { return Ok(Vec::new()) };
    let margin = if week.is_steady() { 1 } else { 25 * 60 };
    // Meetings last up to a day, so the past day may hold one in progress.
    let from = week.minute() - 1440 - margin;
    let to = week.minute() + i64::from(hours) * 60 + margin;
    let mut ranges = vec![(-1, -1)];
    if to - from >= WEEK_MINUTES {
        ranges.push((0, WEEK_MINUTES));
    } else {
        let (from, to) = (from.rem_euclid(WEEK_MINUTES), to.rem_euclid(WEEK_MINUTES));
        if from <= to { ranges.push((from, to)) } else { ranges.extend([(from, WEEK_MINUTES), (0, to)]) }
    }
    let sql = "SELECT meeting, week_minute, duration FROM slot INDEXED BY slot_by_time
               WHERE zone = ?1 AND week_minute BETWEEN ?2 AND ?3";
    let mut statement = r.conn().prepare_cached(sql)?;
    let mut slots = Vec::new();
    for (first, last) in ranges {
        let mut rows = statement.query([zone, first, last])?;
        while let Some(row) = rows.next()? {
            slots.push(Slot { meeting: row.get(0)?, zone, week_minute: row.get(1)?, minutes: row.get(2)?, point: None });
        }
    }
    Ok(slots)
}

/// How many meetings the whole question has. In a week without clock changes every scheduled meeting takes place within 168
/// hours, and an index counts them; else they are reckoned.
fn count_in_window(r: &Read, clocks: &mut Clocks, hours: u32) -> Result<usize> {
    let mut total = 0;
    for zone in clocks.ids() {
        let steady = clocks.of(zone).is_some_and(Week::is_steady);
        let sql = "SELECT count(*) FROM meeting INDEXED BY meeting_by_zone WHERE zone = ?1 AND listed = 1 AND schedule <> '[]'";
        let irregular = "SELECT count(*) FROM slot INDEXED BY slot_by_time WHERE zone = ?1 AND week_minute = -1";
        let ask = |sql: &str| -> Result<i64> { Ok(r.conn().prepare_cached(sql)?.query_row([zone], |row| row.get(0))?) };
        if hours == WEEK_HOURS && steady && ask(irregular)? == 0 {
            total += usize::try_from(ask(sql)?).unwrap_or(0);
            continue;
        }
        let mut meetings: Vec<i64> = Vec::new();
        for slot in slots_in_window(r, clocks, zone, hours)? {
            if clocks.reckon(r, &slot, None, hours)?.is_some() {
                meetings.push(slot.meeting);
            }
        }
        meetings.sort_unstable();
        meetings.dedup();
        total += meetings.len();
    }
    Ok(total)
}

/// Meetings without a schedule that the words fit, in the order in which the directory learned of them.
fn by_appointment(r: &Read, asked: &Asked) -> Result<Vec<i64>> {
    if asked.area.is_some() {
        return Ok(Vec::new());
    }
    let (filter, values) = filter(asked);
    let sql = format!(
        "SELECT s.meeting FROM (SELECT id AS meeting, schedule FROM meeting WHERE listed = 1) s WHERE s.schedule = '[]' {filter} ORDER BY s.meeting"
    );
    let mut statement = r.conn().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values.iter().map(|value| value as &dyn ToSql)), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The parts of the question that are not place or time, as conditions on `s.meeting`.
fn filter(asked: &Asked) -> (String, Vec<Value>) {
    let mut sql = String::new();
    let mut values = Vec::new();
    if let Some(words) = &asked.words {
        sql.push_str(" AND s.meeting IN (SELECT rowid FROM meeting_text WHERE meeting_text MATCH ?)");
        values.push(Value::Text(words.clone()));
    }
    for code in &asked.types {
        sql.push_str(" AND s.meeting IN (SELECT meeting FROM meeting_type WHERE code = ?)");
        values.push(Value::Text(code.clone()));
    }
    if !asked.fellowships.is_empty() {
        let marks = vec!["?"; asked.fellowships.len()].join(", ");
        sql.push_str(" AND s.meeting IN (SELECT id FROM meeting WHERE listed = 1 AND fellowship IN (");
        sql.push_str(&marks);
        sql.push_str("))");
        values.extend(asked.fellowships.iter().cloned().map(Value::Text));
    }
    (sql, values)
}

fn keep_earliest(best: &mut BTreeMap<i64, Found>, found: Found) {
    let entry = best.entry(found.meeting).or_insert(found);
    if found.key() < entry.key() {
        *entry = found;
    }
}

fn sorted(best: BTreeMap<i64, Found>) -> Vec<Found> {
    let mut found: Vec<Found> = best.into_values().collect();
    found.sort_by_key(Found::key);
    found
}

fn told(r: &Read, hit: &Found, now: &Now) -> Result<MeetingRow> {
    let mut row = store::row(r, hit.meeting)?;
    let rules = store::rules(r, hit.meeting)?;
    row.next = store::next_of(&row, &rules, now);
    // The list's order and what the row tells come from two ways of reckoning; tests hold them together.
    debug_assert_eq!(row.next.as_ref().map(|next| (next.starts_at, next.ends_at)), Some((hit.starts_at, hit.ends_at)));
    row.distance_m = hit.distance_m;
    Ok(row)
}

/// The clocks of all zones of the directory, each set once a search.
struct Clocks {
    now: Now,
    weeks: BTreeMap<i64, Week>,
}

impl Clocks {
    fn new(r: &Read, now: &Now) -> Result<Self> {
        let mut statement = r.conn().prepare_cached("SELECT id, name FROM zone")?;
        let mut rows = statement.query([])?;
        let mut weeks = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            weeks.insert(row.get(0)?, Week::around(parse_zone(&name).unwrap_or(now.zone), now.at));
        }
        Ok(Self { now: *now, weeks })
    }

    fn ids(&self) -> Vec<i64> {
        self.weeks.keys().copied().collect()
    }

    fn of(&self, zone: i64) -> Option<&Week> {
        self.weeks.get(&zone)
    }

    /// When a candidate takes place next, if that is within `hours` or now.
    fn reckon(&self, r: &Read, slot: &Slot, distance_m: Option<f64>, hours: u32) -> Result<Option<Found>> {
        let Some(week) = self.of(slot.zone) else { return Ok(None) };
        let (starts_at, ends_at) = if slot.week_minute < 0 {
            let rules = store::rules(r, slot.meeting)?;
            match super::schedule::earliest(&rules, week.zone, self.now.at) {
                Some(Occurrence { starts_at, ends_at, .. }) => (starts_at, ends_at),
                None => return Ok(None),
            }
        } else {
            week.next(slot.week_minute, slot.minutes)
        };
        let in_time = starts_at < self.now.at + chrono::TimeDelta::hours(i64::from(hours));
        Ok(in_time.then_some(Found { meeting: slot.meeting, starts_at, ends_at, distance_m }))
    }
}

impl Mark {
    fn of(hit: &Found) -> Self {
        let (starts_at, distance, meeting) = hit.key();
        Self::Found { starts_at: starts_at.timestamp_millis(), distance, meeting }
    }

    fn is_before(self, hit: &Found) -> bool {
        let (starts, away, id) = hit.key();
        match self {
            Self::Found { starts_at, distance, meeting } => {
                (starts_at, distance, meeting) < (starts.timestamp_millis(), away, id)
            }
            Self::Appointment { .. } => false,
        }
    }

    fn appointment(self) -> Option<i64> {
        match self {
            Self::Appointment { meeting } => Some(meeting),
            Self::Found { .. } => None,
        }
    }

    /// Opaque to callers; the leading digit is its version.
    fn to_cursor(self) -> String {
        match self {
            Self::Found { starts_at, distance, meeting } => format!("1-{starts_at:x}-{distance:x}-{meeting:x}"),
            Self::Appointment { meeting } => format!("1-a-{meeting:x}"),
        }
    }

    fn from_cursor(cursor: &str) -> Result<Self> {
        let number = |text: &str| i64::from_str_radix(text, 16).ok();
        let parts: Vec<&str> = cursor.split('-').collect();
        let mark = match parts.as_slice() {
            ["1", "a", meeting] => number(meeting).map(|meeting| Self::Appointment { meeting }),
            ["1", starts_at, distance, meeting] => number(starts_at)
                .zip(u64::from_str_radix(distance, 16).ok())
                .zip(number(meeting))
                .map(|((starts_at, distance), meeting)| Self::Found { starts_at, distance, meeting }),
            _ => None,
        };
        mark.ok_or_else(|| Error::invalid(Field::Cursor, Problem::Malformed))
    }
}
