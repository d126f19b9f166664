//! Rules of recurrence (RFC 5545, 3.3.10), as far as meetings have them. Pure.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use crate::meetings::model::{Repeat, Rule};
use crate::time::CivilDay;

const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/// The rules, and whether they say all that the text says.
pub(super) fn rules(text: &str, begin: NaiveDateTime, zone: Option<Tz>) -> (Vec<Rule>, bool) {
    let start = begin.date();
    let once = || Rule::new(Repeat::Dates { days: vec![start] }, 0, None);
    if text.is_empty() {
        return (vec![once()], true);
    }
    let parts: HashMap<String, String> = text
        .split(';')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase()))
        .collect();
    let value = |wanted: &str| parts.get(wanted).map(String::as_str);
    let Some(repeats) = repeats(&parts, start) else { return (vec![once()], false) };
    let until = value("UNTIL").and_then(|until| last_day(until, begin.time(), zone));
    let last = match (value("COUNT"), repeats.as_slice()) {
        (None, _) => until,
        (Some(count), [repeat]) => match last(repeat, start, count) {
            Some(last) => Some(last),
            None => return (vec![once()], false),
        },
        _ => return (vec![once()], false),
    };
    let bounded = |repeat| Rule { from: Some(start), until: last, ..Rule::new(repeat, 0, None) };
    (repeats.into_iter().map(bounded).collect(), true)
}

/// How an event repeats; `None`: in a way that no rule of ours says.
fn repeats(parts: &HashMap<String, String>, start: CivilDay) -> Option<Vec<Repeat>> {
    let value = |wanted: &str| parts.get(wanted).map(String::as_str);
    let interval: u16 = value("INTERVAL").and_then(|n| n.parse().ok()).unwrap_or(1).max(1);
    let by_day: Vec<(i8, i8)> = value("BYDAY").unwrap_or_default().split(',').filter_map(by_day).collect();
    let weekdays: Vec<i8> = if by_day.is_empty() {
        vec![i8::try_from(start.weekday().num_days_from_sunday()).unwrap_or(0)]
    } else {
        by_day.iter().map(|(_, day)| *day).collect()
    };
    let simple = ["BYMONTH", "BYMONTHDAY", "BYSETPOS"].iter().all(|name| value(name).is_none());
    match value("FREQ")? {
        "DAILY" if interval == 1 && simple => {
            Some(vec![Repeat::Weekly { weekdays: if by_day.is_empty() { (0..7).collect() } else { weekdays } }])
        }
        "WEEKLY" if interval == 1 && simple => Some(vec![Repeat::Weekly { weekdays }]),
        "WEEKLY" if simple => Some(every_n_weeks(&weekdays, interval, start, value("WKST"))),
        "MONTHLY" if interval == 1 && value("BYMONTH").is_none() => {
            let (weekdays, nth) = match (value("BYSETPOS"), value("BYMONTHDAY")) {
                (None, None) if by_day.iter().all(|(nth, _)| *nth != 0) => crossed(&by_day)?,
                // As some programs write the second Tuesday: of all Tuesdays the second, or the one from the 8th to the 14th.
                (Some(place), None) => (one_weekday(&by_day)?, places(place)?),
                (None, Some(days)) => (one_weekday(&by_day)?, vec![week_of_month(days)?]),
                _ => return None,
            };
            Some(vec![Repeat::MonthlyNth { weekdays, nth }])
        }
        _ => None,
    }
}

/// Weeks of a calendar start on Monday unless it says otherwise, ours on Sunday: a Sunday then belongs to the week after.
fn every_n_weeks(weekdays: &[i8], n: u16, start: CivilDay, week_start: Option<&str>) -> Vec<Repeat> {
    let (sundays, others): (Vec<i8>, Vec<i8>) = weekdays.iter().partition(|day| **day == 0);
    if week_start == Some("SU") || sundays.is_empty() {
        return vec![Repeat::EveryNWeeks { weekdays: weekdays.to_vec(), n, anchor: start }];
    }
    let monday = start.week(chrono::Weekday::Mon).first_day();
    let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(start);
    let mut repeats = vec![Repeat::EveryNWeeks { weekdays: sundays, n, anchor: sunday }];
    if !others.is_empty() {
        repeats.push(Repeat::EveryNWeeks { weekdays: others, n, anchor: monday });
    }
    repeats
}

fn one_weekday(by_day: &[(i8, i8)]) -> Option<Vec<i8>> {
    match by_day {
        [(0, day)] => Some(vec![*day]),
        _ => None,
    }
}

/// `2`, `1,3`, `-1`.
fn places(text: &str) -> Option<Vec<i8>> {
    let place = |text: &str| text.trim().parse::<i8>().ok().filter(|nth| *nth == -1 || (1..=5).contains(nth));
    text.split(',').map(place).collect()
}

/// `8,9,10,11,12,13,14` is the second week of a month.
fn week_of_month(text: &str) -> Option<i8> {
    let mut days: Vec<i8> = text.split(',').map(|day| day.trim().parse().ok()).collect::<Option<_>>()?;
    days.sort_unstable();
    let nth = days.first()?.checked_sub(1)?.checked_div(7)?.checked_add(1)?;
    let first = 7 * (nth - 1) + 1;
    ((1..=4).contains(&nth) && days.iter().copied().eq(first..first + 7)).then_some(nth)
}

/// The day of the last of so many times, where each week has one, or each day.
fn last(repeat: &Repeat, start: CivilDay, count: &str) -> Option<CivilDay> {
    let step: u64 = match repeat {
        Repeat::Weekly { weekdays } if weekdays.len() == 1 => 7,
        Repeat::Weekly { weekdays } if weekdays.len() == 7 => 1,
        Repeat::EveryNWeeks { weekdays, n, .. } if weekdays.len() == 1 => 7 * u64::from(*n),
        _ => return None,
    };
    // More times than a century has days are no count of anybody's.
    let count: u64 = count.parse().ok().filter(|count| (1..=36_500).contains(count))?;
    start.checked_add_days(Days::new(step * (count - 1)))
}

/// Weekdays and their places in the month, where each of those weekdays has each of those places: else they would be mixed up.
fn crossed(by_day: &[(i8, i8)]) -> Option<(Vec<i8>, Vec<i8>)> {
    let weekdays: BTreeSet<i8> = by_day.iter().map(|(_, day)| *day).collect();
    let nth: BTreeSet<i8> = by_day.iter().map(|(nth, _)| *nth).collect();
    let told: BTreeSet<(i8, i8)> = by_day.iter().copied().collect();
    let whole = !told.is_empty() && told.len() == weekdays.len() * nth.len();
    whole.then(|| (weekdays.into_iter().collect(), nth.into_iter().collect()))
}

/// `MO`, `1SA`, `-1SU`: which of the month (0: all), and the weekday.
fn by_day(text: &str) -> Option<(i8, i8)> {
    let text = text.trim();
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = i8::try_from(DAYS.iter().position(|known| *known == day)?).ok()?;
    let nth: i8 = if nth.is_empty() { 0 } else { nth.trim_start_matches('+').parse().ok()? };
    (nth == -1 || (0..=5).contains(&nth)).then_some((nth, day))
}

/// The last day on which something that begins at a time of the day can begin until then. Many programs write the midnight after the last
/// day, or a moment in UTC that is another day here.
fn last_day(until: &str, begins: NaiveTime, zone: Option<Tz>) -> Option<CivilDay> {
    let day = local_day(until, zone)?;
    let time = NaiveDateTime::parse_from_str(until.trim_end_matches(['Z', 'z']), "%Y%m%dT%H%M%S").ok();
    let local = match (time, zone) {
        (Some(utc), Some(zone)) if until.ends_with(['Z', 'z']) => Some(utc.and_utc().with_timezone(&zone).time()),
        (time, _) => time.map(|time| time.time()),
    };
    if local.is_some_and(|local| local < begins) { day.pred_opt() } else { Some(day) }
}

/// The civil day, in the event's zone, of a time that may be told in UTC: there it may be a day later or earlier.
pub(super) fn local_day(text: &str, zone: Option<Tz>) -> Option<CivilDay> {
    let utc = text.trim().strip_suffix(['Z', 'z']).and_then(|text| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok());
    match (utc, zone) {
        (Some(utc), Some(zone)) => Some(utc.and_utc().with_timezone(&zone).date_naive()),
        _ => day(text),
    }
}

pub(super) fn day(text: &str) -> Option<CivilDay> {
    NaiveDate::parse_from_str(text.trim().get(..8)?, "%Y%m%d").ok()
}
