//! When a meeting may start to be listed: hours ahead, days of the week, a stretch of the day, and whether one can still be there. Pure.

use chrono::Datelike;

use super::super::MeetingQuery;
use super::Found;
use crate::error::{Error, Field, Problem, Result};
use crate::time::{Instant, Now, wall_instant};

const WEEK_HOURS: u32 = 168;
const DAY_MINUTES: u16 = 1440;
const GRACE_MINUTES: u16 = 10;
const MAX_GRACE_MINUTES: u16 = 120;
/// Twelve hours in milliseconds.
const SHORT: i64 = 12 * 3_600_000;

/// Instants are milliseconds since 1970.
pub(super) struct When {
    now: i64,
    until: i64,
    /// Hours were not named, nor anything else of time.
    pub open_ended: bool,
    /// Stretches in which a meeting may start, in order and apart. `None`: any time.
    windows: Option<Vec<(i64, i64)>>,
    grace: i64,
    kmh: Option<f64>,
    only_reachable: bool,
}

impl When {
    pub fn read(query: &MeetingQuery, now: &Now) -> Result<Self> {
        let hours = query.hours.unwrap_or(WEEK_HOURS);
        if !(1..=WEEK_HOURS).contains(&hours) {
            return Err(Error::invalid(Field::Hours, Problem::OutOfRange));
        }
        if query.weekdays.iter().any(|day| !(0..=6).contains(day)) {
            return Err(Error::invalid(Field::Weekdays, Problem::OutOfRange));
        }
        let from = query.from_minute.unwrap_or(0);
        let until = query.until_minute.unwrap_or(DAY_MINUTES);
        if from >= DAY_MINUTES || !(1..=DAY_MINUTES).contains(&until) {
            return Err(Error::invalid(Field::Minute, Problem::OutOfRange));
        }
        let grace = query.grace_minutes.unwrap_or(GRACE_MINUTES);
        if grace > MAX_GRACE_MINUTES {
            return Err(Error::invalid(Field::Minute, Problem::OutOfRange));
        }
        if query.travel_kmh.is_some_and(|speed| !(1.0..=300.0).contains(&speed)) {
            return Err(Error::invalid(Field::Distance, Problem::OutOfRange));
        }
        let millis = now.at.timestamp_millis();
        let end = millis + i64::from(hours) * 3_600_000;
        let grace = i64::from(grace) * 60_000;
        let days = !query.weekdays.is_empty() || from > 0 || until < DAY_MINUTES;
        let windows = if days {
            Some(stretches(query, from, until, now, end))
        } else {
            // With nothing else asked, what can be reached is what has not begun too long ago.
            query.only_reachable.then(|| vec![(millis - grace, end)])
        };
        Ok(Self {
            now: millis,
            until: end,
            open_ended: query.hours.is_none() && windows.is_none(),
            windows,
            grace,
            kmh: query.travel_kmh,
            only_reachable: query.only_reachable,
        })
    }

    pub fn until(&self) -> i64 {
        self.until
    }

    /// Whether few of a week's meetings can fit.
    pub fn is_short(&self) -> bool {
        self.until - self.now <= SHORT
    }

    pub fn windows(&self) -> Option<&[(i64, i64)]> {
        self.windows.as_deref()
    }

    /// Whether one that starts then may be listed, wherever it is.
    pub fn may_start(&self, starts: i64) -> bool {
        let inside = |windows: &[(i64, i64)]| windows.iter().any(|(from, to)| (*from..*to).contains(&starts));
        starts < self.until && self.windows.as_deref().is_none_or(inside)
    }

    /// Whether a meeting that starts then, so far away, is to be listed.
    pub fn holds(&self, found: &Found) -> bool {
        self.may_start(found.starts)
            && (!self.only_reachable || self.reachable(found).unwrap_or(found.starts + self.grace >= self.now))
    }

    /// Minutes on the way; 0 online. `None`: no speed, or no place.
    pub fn travel_minutes(&self, distance_m: Option<f64>, online: bool) -> Option<u32> {
        let kmh = self.kmh?;
        if online {
            return Some(0);
        }
        // At most half the earth at 1 km/h.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let minutes = (distance_m? / 1000.0 / kmh * 60.0).ceil() as u32;
        Some(minutes)
    }

    /// Whether one can be there before the grace is over; where it is always open, before it closes.
    pub fn in_time(&self, found: &Found, travel_minutes: Option<u32>) -> Option<bool> {
        let minutes = travel_minutes?;
        let last = if found.is_always_open() { found.ends } else { found.starts.saturating_add(self.grace) };
        Some(self.now + i64::from(minutes) * 60_000 <= last)
    }

    fn reachable(&self, found: &Found) -> Option<bool> {
        let distance = found.distance_m();
        let minutes = self.travel_minutes(distance, false)?;
        self.in_time(found, Some(minutes))
    }
}

/// The stretch of each day that fits, in the person's zone, cut at now and at the end. A day earlier too: a stretch past midnight,
/// and what is in progress, began yesterday.
fn stretches(query: &MeetingQuery, from: u16, until: u16, now: &Now, end: i64) -> Vec<(i64, i64)> {
    let millis = |at: Instant| at.timestamp_millis();
    let mut windows: Vec<(i64, i64)> = Vec::new();
    for day in (now.day() - chrono::Days::new(1)).iter_days().take(10) {
        let weekday = day.weekday().num_days_from_sunday();
        if !query.weekdays.is_empty() && !query.weekdays.iter().any(|asked| u32::try_from(*asked) == Ok(weekday)) {
            continue;
        }
        let next = |minute: u16| wall_instant(day + chrono::Days::new(1), minute, now.zone);
        let starts = wall_instant(day, from, now.zone);
        let ends = if until == DAY_MINUTES {
            next(0)
        } else if until <= from {
            next(until)
        } else {
            wall_instant(day, until, now.zone)
        };
        let window = (millis(starts), millis(ends).min(end));
        if window.0 >= window.1 {
            continue;
        }
        match windows.last_mut() {
            Some(last) if last.1 >= window.0 => last.1 = last.1.max(window.1),
            _ => windows.push(window),
        }
    }
    windows
}
