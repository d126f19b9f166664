//! VTIMEZONE: the clock of a zone, from the bundled zone data.
//!
//! Clock changes that come every year on the same weekday of the same week are written as a rule, which then holds for ever; others
//! (Morocco's go by the moon) one by one for ten years.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::{OffsetComponents, Tz};

use super::line::Lines;

/// Years that are looked at, from the year before the first event.
const YEARS: i32 = 11;

/// A clock change.
#[derive(Clone, Copy)]
struct Change {
    /// On the wall just before it.
    wall: NaiveDateTime,
    /// Seconds east before and after.
    from: i64,
    to: i64,
    summer: bool,
}

/// Changes that may be one rule.
type Kind = (u32, u32, NaiveTime, i64, i64);

pub(super) fn write(out: &mut Lines, zone: Tz, first_year: i32) {
    let start = day_of(first_year - 1);
    let changes = changes(zone, start, day_of(first_year - 1 + YEARS));
    out.add("BEGIN", "VTIMEZONE");
    out.add("TZID", zone.name());
    let before = offset(zone, start);
    let epoch = NaiveDateTime::default();
    observance(out, &Change { wall: epoch, from: before.0, to: before.0, summer: before.1 }, None);
    let mut kinds: BTreeMap<Kind, Vec<Change>> = BTreeMap::new();
    for change in changes {
        let day = change.wall.date();
        let kind = (day.month(), day.weekday().num_days_from_sunday(), change.wall.time(), change.from, change.to);
        kinds.entry(kind).or_default().push(change);
    }
    for changes in kinds.values() {
        match (changes.first(), yearly(changes)) {
            (Some(first), Some(rule)) => observance(out, first, Some(&rule)),
            _ => changes.iter().for_each(|change| observance(out, change, None)),
        }
    }
    out.add("END", "VTIMEZONE");
}

/// The rule of changes that come once in every year, in the same week of the month.
fn yearly(changes: &[Change]) -> Option<String> {
    let first = changes.first()?.wall.date();
    let every_year = i32::try_from(changes.len()) == Ok(YEARS)
        && changes.iter().zip(first.year()..).all(|(change, year)| change.wall.year() == year);
    let week = |change: &Change| change.wall.day0() / 7 + 1;
    let last = |change: &Change| {
        let day = change.wall.date();
        day + TimeDelta::days(7) > day.with_day(1).unwrap_or(day) + TimeDelta::days(i64::from(day.num_days_in_month()) - 1)
    };
    let nth = if changes.iter().all(last) {
        "-1".to_owned()
    } else {
        let nth = week(changes.first()?);
        changes.iter().all(|change| week(change) == nth).then(|| nth.to_string())?
    };
    every_year.then(|| format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{}", first.month(), name(first.weekday())))
}

fn observance(out: &mut Lines, change: &Change, rule: Option<&str>) {
    let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
    out.add("BEGIN", kind);
    out.add("DTSTART", &change.wall.format("%Y%m%dT%H%M%S").to_string());
    out.add("TZOFFSETFROM", &east(change.from));
    out.add("TZOFFSETTO", &east(change.to));
    if let Some(rule) = rule {
        out.add("RRULE", rule);
    }
    out.add("END", kind);
}

/// The changes between two instants: hour by hour they are looked for where the offsets of two days differ.
fn changes(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut day = start;
    let mut known = offset(zone, day);
    while day < end {
        let next = day + TimeDelta::days(1);
        let later = offset(zone, next);
        if later != known {
            let (mut before, mut after) = (day.timestamp(), next.timestamp());
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset(zone, instant(middle)) == known { before = middle } else { after = middle }
            }
            let wall = instant(after).naive_utc() + TimeDelta::seconds(known.0);
            changes.push(Change { wall, from: known.0, to: later.0, summer: later.1 });
            known = later;
        }
        day = next;
    }
    changes
}

fn offset(zone: Tz, at: DateTime<Utc>) -> (i64, bool) {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    (i64::from(offset.fix().local_minus_utc()), offset.dst_offset() > TimeDelta::zero())
}

fn day_of(year: i32) -> DateTime<Utc> {
    chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN).and_utc()
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// `-0330`; seconds where there are some.
fn east(seconds: i64) -> String {
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Sun => "SU",
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
    }
}
