//! A rule of a schedule in the words of iCalendar: a first day, and how it comes again.

use chrono_tz::Tz;

use crate::meetings::schedule::{coming_days, wall_time};
use crate::meetings::{Repeat, Rule};
use crate::time::{CivilDay, Instant, instant_of};

const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
/// Single dates of one rule.
const MOST_DATES: usize = 100;

/// When an event takes place.
pub(super) struct When {
    /// The first day that has not ended.
    pub first: CivilDay,
    /// The value of RRULE; `None`: once.
    pub again: Option<String>,
    /// Days on which it does not take place.
    pub except: Vec<CivilDay>,
}

/// What a rule says from a moment on. Single dates are an event each: many calendars read no list of dates.
pub(super) fn whens(rule: &Rule, zone: Tz, floating: bool, at: Instant) -> Vec<When> {
    if let Repeat::Dates { .. } = rule.repeat {
        return coming_days(rule, zone, at).take(MOST_DATES).map(once).collect();
    }
    let first = match rule.repeat {
        // Whole days: today counts.
        Repeat::Always => {
            let today = at.with_timezone(&zone).date_naive();
            let from = rule.from.map_or(today, |from| from.max(today));
            from.iter_days().take(rule.except.len() + 1).find(|day| !rule.except.contains(day))
        }
        _ => coming_days(rule, zone, at).next(),
    };
    let Some(first) = first.filter(|first| rule.until.is_none_or(|until| *first <= until)) else { return Vec::new() };
    let again = again(&rule.repeat).map(|again| again + &until(rule, zone, floating));
    let mut except: Vec<CivilDay> = rule.except.iter().copied().filter(|day| *day > first).collect();
    except.sort_unstable();
    except.dedup();
    vec![When { first, again, except }]
}

pub(super) fn once(first: CivilDay) -> When {
    When { first, again: None, except: Vec::new() }
}

fn again(repeat: &Repeat) -> Option<String> {
    Some(match repeat {
        Repeat::Weekly { weekdays } => format!("FREQ=WEEKLY;BYDAY={}", by_day(weekdays, None)),
        // The first day's week is one that counts, so it needs no other anchor.
        Repeat::EveryNWeeks { weekdays, n, .. } => {
            format!("FREQ=WEEKLY;INTERVAL={};WKST=SU;BYDAY={}", (*n).max(1), by_day(weekdays, None))
        }
        Repeat::MonthlyNth { weekdays, nth } => {
            let mut nth: Vec<i8> = nth.iter().copied().filter(|nth| (-5..=5).contains(nth) && *nth != 0).collect();
            nth.sort_unstable();
            nth.dedup();
            let days: Vec<String> = nth.iter().map(|nth| by_day(weekdays, Some(*nth))).collect();
            format!("FREQ=MONTHLY;BYDAY={}", days.join(","))
        }
        Repeat::Always => "FREQ=DAILY".to_owned(),
        Repeat::Dates { .. } => return None,
    })
}

fn by_day(weekdays: &[i8], nth: Option<i8>) -> String {
    let mut weekdays: Vec<usize> = weekdays.iter().filter_map(|day| usize::try_from(*day).ok()).collect();
    weekdays.sort_unstable();
    weekdays.dedup();
    let nth = nth.map_or(String::new(), |nth| nth.to_string());
    let names: Vec<String> = weekdays.iter().filter_map(|day| DAYS.get(*day)).map(|day| format!("{nth}{day}")).collect();
    names.join(",")
}

/// The last time it may start: in UTC where the start has a zone (RFC 5545, 3.3.10).
fn until(rule: &Rule, zone: Tz, floating: bool) -> String {
    let Some(until) = rule.until else { return String::new() };
    let wall = wall_time(rule, until);
    match (&rule.repeat, floating) {
        (Repeat::Always, _) => until.format(";UNTIL=%Y%m%d").to_string(),
        (_, true) => wall.format(";UNTIL=%Y%m%dT%H%M%S").to_string(),
        (_, false) => instant_of(wall, zone).format(";UNTIL=%Y%m%dT%H%M%SZ").to_string(),
    }
}
