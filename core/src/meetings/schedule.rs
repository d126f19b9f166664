//! When a rule takes place next: exact across clock changes and past midnight. Pure.
//!
//! A wall time in a gap takes the offset from before it (RFC 5545, 3.3.5), one that comes twice is its first. A meeting belongs to
//! the civil day on which it starts. Lengths are real minutes, so a meeting over a clock change is not an hour short.

use chrono::{Datelike, Days, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;

use super::Occurrence;
use super::model::{Repeat, Rule};
use crate::error::{Error, Field, Problem, Result};
use crate::time::{CivilDay, Instant, check_minute, instant_of};

/// Assumed where a feed tells no end.
pub(crate) const ASSUMED_MINUTES: u16 = 60;
/// How far ahead a rule is followed: a fifth weekday, or a date, may be far away.
const HORIZON_DAYS: u64 = 4 * 366;

/// The first `count` occurrences whose end lies after `at`.
pub(crate) fn next(rule: &Rule, zone: Tz, at: Instant, count: usize) -> Vec<Occurrence> {
    let length = TimeDelta::minutes(i64::from(rule.duration.unwrap_or(ASSUMED_MINUTES)));
    // One day more than the length: clocks and date lines move by up to a day.
    let earliest = (at - length).with_timezone(&zone).date_naive() - Days::new(1);
    let days = earliest.iter_days().take(usize::try_from(HORIZON_DAYS).unwrap_or(usize::MAX));
    days.filter(|day| takes_place(rule, *day))
        .map(|day| occurrence(rule, day, zone, at))
        .filter(|found| found.ends_at > at)
        .take(count)
        .collect()
}

/// [`next`] for a rule and a count from outside.
pub(crate) fn checked_next(rule: &Rule, zone: Tz, at: Instant, count: u32) -> Result<Vec<Occurrence>> {
    check_minute(Some(rule.minute))?;
    let weekdays: &[i8] = match &rule.repeat {
        Repeat::Weekly { weekdays } | Repeat::MonthlyNth { weekdays, .. } | Repeat::EveryNWeeks { weekdays, .. } => weekdays,
        Repeat::Dates { .. } => &[],
    };
    if weekdays.iter().any(|weekday| !(0..=6).contains(weekday)) {
        return Err(Error::invalid(Field::Day, Problem::OutOfRange));
    }
    if rule.duration.is_some_and(|minutes| !(1..=1440).contains(&minutes)) {
        return Err(Error::invalid(Field::Minute, Problem::OutOfRange));
    }
    if !(1..=100).contains(&count) {
        return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
    }
    Ok(next(rule, zone, at, usize::try_from(count).unwrap_or(1)))
}

/// The earliest of several rules.
pub(crate) fn earliest(rules: &[Rule], zone: Tz, at: Instant) -> Option<Occurrence> {
    rules.iter().filter_map(|rule| next(rule, zone, at, 1).pop()).min_by_key(|found| found.starts_at)
}

fn occurrence(rule: &Rule, day: CivilDay, zone: Tz, at: Instant) -> Occurrence {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(rule.minute) * 60, 0).unwrap_or_default();
    let starts_at = instant_of(day.and_time(time), zone);
    let ends_at = starts_at + TimeDelta::minutes(i64::from(rule.duration.unwrap_or(ASSUMED_MINUTES)));
    let in_progress = starts_at <= at && at < ends_at;
    Occurrence {
        starts_at,
        ends_at,
        end_known: rule.duration.is_some(),
        in_progress,
        day,
        minute: rule.minute,
        zone_assumed: false,
    }
}

fn takes_place(rule: &Rule, day: CivilDay) -> bool {
    let in_season = rule.from.is_none_or(|from| from <= day) && rule.until.is_none_or(|until| day <= until);
    in_season && repeats_on(&rule.repeat, day) && !rule.except.contains(&day)
}

fn repeats_on(repeat: &Repeat, day: CivilDay) -> bool {
    let on_weekday =
        |weekdays: &[i8]| weekdays.iter().any(|weekday| i64::from(*weekday) == i64::from(day.weekday().num_days_from_sunday()));
    match repeat {
        Repeat::Weekly { weekdays } => on_weekday(weekdays),
        Repeat::MonthlyNth { weekdays, nth } => on_weekday(weekdays) && nth.iter().any(|nth| is_nth(*nth, day)),
        Repeat::EveryNWeeks { weekdays, n, anchor } => {
            let weeks = (week_start(day) - week_start(*anchor)).num_days() / 7;
            on_weekday(weekdays) && weeks.rem_euclid(i64::from((*n).max(1))) == 0
        }
        Repeat::Dates { days } => days.contains(&day),
    }
}

/// `nth` of its weekday in the month; -1 is the last.
fn is_nth(nth: i8, day: CivilDay) -> bool {
    if nth < 0 {
        let last = u32::from(day.num_days_in_month());
        let from_end = i64::from((last - day.day()) / 7) + 1;
        from_end == -i64::from(nth)
    } else {
        i64::from(day.day0() / 7) + 1 == i64::from(nth)
    }
}

fn week_start(day: CivilDay) -> CivilDay {
    day - Days::new(u64::from(day.weekday().num_days_from_sunday()))
}

/// A zone around one moment: where its clocks do not change in the days around, a weekly time is reckoned without asking the
/// zone again. A search does this for every candidate.
pub(crate) struct Week {
    pub zone: Tz,
    at: Instant,
    /// Minutes since Sunday midnight on the local clock, and the instant of that full minute; `None` where clocks change.
    steady: Option<(i64, Instant)>,
}

pub(crate) const WEEK_MINUTES: i64 = 7 * 24 * 60;

impl Week {
    pub fn around(zone: Tz, at: Instant) -> Self {
        let offset = |days: i64| {
            let there = (at + TimeDelta::days(days)).with_timezone(&zone);
            there.naive_local() - there.naive_utc()
        };
        let now = offset(0);
        let steady = (-2..=9).all(|days| offset(days) == now) && now.num_seconds() % 60 == 0;
        let local = at.with_timezone(&zone).naive_local();
        let minute = i64::from(local.weekday().num_days_from_sunday()) * 1440 + i64::from(local.hour() * 60 + local.minute());
        let full_minute =
            at - TimeDelta::seconds(i64::from(local.second())) - TimeDelta::nanoseconds(i64::from(local.nanosecond()));
        Self { zone, at, steady: steady.then_some((minute, full_minute)) }
    }

    /// Whether no clock changes around the moment.
    pub fn is_steady(&self) -> bool {
        self.steady.is_some()
    }

    /// The local minute of the week at the moment, as the clock on the wall shows it.
    pub fn minute(&self) -> i64 {
        let local = self.at.with_timezone(&self.zone).naive_local();
        i64::from(local.weekday().num_days_from_sunday()) * 1440 + i64::from(local.hour() * 60 + local.minute())
    }

    /// Start and end of the occurrence of a weekly time that is in progress or comes next.
    pub fn next(&self, week_minute: i64, minutes: i64) -> (Instant, Instant) {
        if let Some((now, full_minute)) = self.steady {
            let since = (now - week_minute).rem_euclid(WEEK_MINUTES);
            let started = full_minute - TimeDelta::minutes(since);
            let ends = started + TimeDelta::minutes(minutes);
            if ends > self.at {
                return (started, ends);
            }
            let starts = started + TimeDelta::minutes(WEEK_MINUTES);
            return (starts, starts + TimeDelta::minutes(minutes));
        }
        let rule = Rule::weekly(week_minute, minutes);
        match next(&rule, self.zone, self.at, 1).pop() {
            Some(found) => (found.starts_at, found.ends_at),
            // A weekly rule always comes again within the horizon.
            None => (Instant::MAX_UTC, Instant::MAX_UTC),
        }
    }
}

impl Rule {
    /// One weekly time, from a minute of the week.
    pub(crate) fn weekly(week_minute: i64, minutes: i64) -> Self {
        let weekday = i8::try_from(week_minute / 1440).unwrap_or(0);
        let minute = u16::try_from(week_minute % 1440).unwrap_or(0);
        let duration = u16::try_from(minutes).ok();
        Self { repeat: Repeat::Weekly { weekdays: vec![weekday] }, minute, duration, from: None, until: None, except: Vec::new() }
    }

    /// The weekdays of a rule that is plainly weekly.
    pub(crate) fn plain_weekdays(&self) -> Option<&[i8]> {
        match &self.repeat {
            Repeat::Weekly { weekdays } if self.from.is_none() && self.until.is_none() && self.except.is_empty() => {
                Some(weekdays)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The short way of a search and the long way of the rules agree, in every zone, also in weeks when clocks change.
        #[test]
        fn the_short_way_is_the_long_way(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            seconds in 0_i64..2_208_988_800,
            week_minute in 0..WEEK_MINUTES,
            minutes in 1_i64..=1440,
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let at = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
            let long = next(&Rule::weekly(week_minute, minutes), zone, at, 1).pop().unwrap();
            prop_assert_eq!(Week::around(zone, at).next(week_minute, minutes), (long.starts_at, long.ends_at));
        }

        /// Against a slow second reckoning: walk the clock of the zone minute by minute.
        #[test]
        fn the_wall_clock_shows_the_time_of_the_rule(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            seconds in 0_i64..2_208_988_800,
            week_minute in 0..WEEK_MINUTES,
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let at = chrono::DateTime::from_timestamp(seconds - seconds % 60, 0).unwrap();
            let found = next(&Rule::weekly(week_minute, 1), zone, at, 1).pop().unwrap();
            let wall = |instant: Instant| {
                let local = instant.with_timezone(&zone).naive_local();
                i64::from(local.weekday().num_days_from_sunday()) * 1440 + i64::from(local.hour() * 60 + local.minute())
            };
            let walked = (0..WEEK_MINUTES + 2 * 1440)
                .map(|minute| at + TimeDelta::minutes(minute))
                .find(|instant| wall(*instant) == week_minute);
            // Where the walk meets the wall time at all before a gap swallowed it, it is the same minute; a time that comes
            // twice may be met at its second when the walk began between the two.
            if let Some(walked) = walked {
                let apart = (walked - found.starts_at).num_minutes();
                let clocks_change = !Week::around(zone, at).is_steady();
                prop_assert!(apart == 0 || clocks_change, "{} minutes apart", apart);
            }
        }
    }
}
