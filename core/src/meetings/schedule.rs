//! When a rule takes place next: exact across clock changes and past midnight. Pure.
//!
//! A wall time in a gap takes the offset from before it (RFC 5545, 3.3.5), one that comes twice is its first. A meeting belongs to
//! the civil day on which it starts. Lengths are real minutes, so a meeting over a clock change is not an hour short.

use chrono::{Datelike, Days, Months, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::Occurrence;
use super::model::{Repeat, Rule};
use super::week::wall;
use crate::error::{Error, Field, Problem, Result};
use crate::time::{CivilDay, Instant, Now, check_minute, instant_of, start_of_day};

/// Assumed where a feed tells no end.
pub(crate) const ASSUMED_MINUTES: u16 = 60;
/// How far ahead a rule is followed: a fifth weekday, or a date, may be far away.
const HORIZON: Days = Days::new(4 * 366);

/// The first `count` occurrences whose end lies after `at`. What is always open has one: it goes on now, without an end.
pub(crate) fn next(rule: &Rule, zone: Tz, at: Instant, count: usize) -> Vec<Occurrence> {
    if rule.repeat == Repeat::Always {
        return always(rule, zone, at).into_iter().take(count).collect();
    }
    coming_days(rule, zone, at).take(count).map(|day| occurrence(rule, day, zone, at)).collect()
}

/// The rule's own days, in their order, on which it ends after `at`: as the calendar counts them, also where the clock jumps over
/// the time.
pub(crate) fn coming_days(rule: &Rule, zone: Tz, at: Instant) -> impl Iterator<Item = CivilDay> {
    // Two days more than the length: clocks and date lines move by up to a day.
    let earliest = (at - length(rule)).with_timezone(&zone).date_naive() - Days::new(2);
    let last = earliest + HORIZON;
    days(&rule.repeat, rule.from.map_or(earliest, |from| from.max(earliest)))
        .take_while(move |day| *day <= rule.until.map_or(last, |until| until.min(last)))
        .filter(|day| !rule.except.contains(day))
        .filter(move |day| starts_at(rule, *day, zone) + length(rule) > at)
}

/// One can come at once, or from the first moment of the day on which it opens.
fn always(rule: &Rule, zone: Tz, at: Instant) -> Option<Occurrence> {
    let today = at.with_timezone(&zone).date_naive();
    let open = |day: &CivilDay| rule.until.is_none_or(|until| *day <= until) && !rule.except.contains(day);
    let first = rule.from.map_or(today, |from| from.max(today));
    let day = first.iter_days().take_while(|day| *day <= today + HORIZON).take(rule.except.len() + 1).find(open)?;
    let starts_at = if day == today { at } else { start_of_day(day, zone) };
    let (day, minute) = wall(starts_at, zone);
    let ends_at = starts_at + TimeDelta::days(1);
    Some(Occurrence { starts_at, ends_at, end_known: false, in_progress: starts_at <= at, day, minute, zone_assumed: false })
}

/// [`next`] for a rule and a count from outside.
pub(crate) fn checked_next(rule: &Rule, now: &Now, count: u32) -> Result<Vec<Occurrence>> {
    check(rule)?;
    if !(1..=100).contains(&count) {
        return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
    }
    Ok(next(rule, now.zone, now.at, usize::try_from(count).unwrap_or(1)))
}

/// A rule from outside.
pub(crate) fn check(rule: &Rule) -> Result<()> {
    check_minute(Some(rule.minute))?;
    let weekdays: &[i8] = match &rule.repeat {
        Repeat::Weekly { weekdays } | Repeat::MonthlyNth { weekdays, .. } | Repeat::EveryNWeeks { weekdays, .. } => weekdays,
        Repeat::Always | Repeat::Dates { .. } => &[],
    };
    if weekdays.iter().any(|weekday| !(0..=6).contains(weekday)) {
        return Err(Error::invalid(Field::Day, Problem::OutOfRange));
    }
    // Neither means anything, and nothing would ever come of it.
    let comes = match &rule.repeat {
        Repeat::EveryNWeeks { n, .. } => *n > 0,
        Repeat::MonthlyNth { nth, .. } => nth.iter().all(|nth| *nth == -1 || (1..=5).contains(nth)),
        Repeat::Weekly { .. } | Repeat::Always | Repeat::Dates { .. } => true,
    };
    if !comes {
        return Err(Error::invalid(Field::Day, Problem::OutOfRange));
    }
    if rule.duration.is_some_and(|minutes| !(1..=1440).contains(&minutes)) {
        return Err(Error::invalid(Field::Minute, Problem::OutOfRange));
    }
    Ok(())
}

/// The earliest of several rules.
pub(crate) fn earliest(rules: &[Rule], zone: Tz, at: Instant) -> Option<Occurrence> {
    rules.iter().filter_map(|rule| next(rule, zone, at, 1).pop()).min_by_key(|found| found.starts_at)
}

fn length(rule: &Rule) -> TimeDelta {
    TimeDelta::minutes(i64::from(rule.duration.unwrap_or(ASSUMED_MINUTES)))
}

/// The rule's time on a day.
pub(crate) fn wall_time(rule: &Rule, day: CivilDay) -> NaiveDateTime {
    day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(u32::from(rule.minute) * 60, 0).unwrap_or_default())
}

fn starts_at(rule: &Rule, day: CivilDay, zone: Tz) -> Instant {
    instant_of(wall_time(rule, day), zone)
}

fn occurrence(rule: &Rule, day: CivilDay, zone: Tz, at: Instant) -> Occurrence {
    let starts_at = starts_at(rule, day, zone);
    let ends_at = starts_at + length(rule);
    // What the clock on the wall shows then; the rule's own time does not exist in a gap.
    let (day, minute) = wall(starts_at, zone);
    let in_progress = starts_at <= at && at < ends_at;
    Occurrence { starts_at, ends_at, end_known: rule.duration.is_some(), in_progress, day, minute, zone_assumed: false }
}

/// The days of a rule in their order, from a day on. Endless but for single dates: a step is a week, a month or a date, so a
/// rule that rests for years costs no more than one that does not.
fn days(repeat: &Repeat, from: CivilDay) -> Box<dyn Iterator<Item = CivilDay> + '_> {
    match repeat {
        Repeat::Weekly { weekdays } => weekly(weekdays, week_start(from), 1, from),
        Repeat::EveryNWeeks { weekdays, n, anchor } => {
            let n = i64::from((*n).max(1));
            let apart = (week_start(from) - week_start(*anchor)).num_weeks();
            let wait = u64::try_from((-apart).rem_euclid(n)).unwrap_or(0);
            weekly(weekdays, week_start(from) + Days::new(wait * 7), u64::try_from(n).unwrap_or(1), from)
        }
        Repeat::MonthlyNth { weekdays, nth } => {
            let first = from - Days::new(u64::from(from.day0()));
            // An empty list would be looked for in vain for ever.
            let months = if weekdays.is_empty() || nth.is_empty() { 0 } else { u32::MAX };
            let month_days = move |month: CivilDay| {
                let mut days: Vec<CivilDay> =
                    weekdays.iter().flat_map(|weekday| nth.iter().filter_map(move |nth| nth_of(month, *weekday, *nth))).collect();
                days.sort_unstable();
                days.dedup();
                days
            };
            Box::new(
                (0..months)
                    .map_while(move |month| first.checked_add_months(Months::new(month)))
                    // Later than any horizon: an nth that no month has must not go on for ever.
                    .take_while(move |month| (*month - from).num_days() < 5 * 366)
                    .flat_map(month_days)
                    .filter(move |day| *day >= from),
            )
        }
        Repeat::Always => Box::new(from.iter_days()),
        Repeat::Dates { days } => {
            let mut days: Vec<CivilDay> = days.iter().copied().filter(|day| *day >= from).collect();
            days.sort_unstable();
            days.dedup();
            Box::new(days.into_iter())
        }
    }
}

fn weekly(weekdays: &[i8], first_week: CivilDay, step: u64, from: CivilDay) -> Box<dyn Iterator<Item = CivilDay>> {
    let mut weekdays: Vec<i8> = weekdays.iter().copied().filter(|weekday| (0..=6).contains(weekday)).collect();
    weekdays.sort_unstable();
    weekdays.dedup();
    let weeks = if weekdays.is_empty() { 0 } else { u64::MAX };
    let week = move |number: u64| first_week.checked_add_days(Days::new(number.checked_mul(step * 7)?));
    Box::new(
        (0..weeks)
            .map_while(week)
            .flat_map(move |week| {
                weekdays.clone().into_iter().filter_map(move |day| week.checked_add_signed(TimeDelta::days(i64::from(day))))
            })
            .filter(move |day| *day >= from),
    )
}

/// The nth of a weekday in the month that begins on `month`; -1 is the last.
fn nth_of(month: CivilDay, weekday: i8, nth: i8) -> Option<CivilDay> {
    let length = i64::from(month.num_days_in_month());
    let first = (i64::from(weekday) - i64::from(month.weekday().num_days_from_sunday())).rem_euclid(7);
    let day = match nth {
        0 => return None,
        1.. => first + (i64::from(nth) - 1) * 7,
        _ => first + (length - 1 - first) / 7 * 7 + (i64::from(nth) + 1) * 7,
    };
    (0..length).contains(&day).then(|| month + Days::new(u64::try_from(day).unwrap_or(0)))
}

fn week_start(day: CivilDay) -> CivilDay {
    day - Days::new(u64::from(day.weekday().num_days_from_sunday()))
}

impl Rule {
    /// One weekly time, from a minute of the week. `minutes` 0: unknown.
    #[cfg(test)]
    pub(crate) fn weekly(week_minute: i64, minutes: i64) -> Self {
        let weekday = i8::try_from(week_minute / 1440).unwrap_or(0);
        let minute = u16::try_from(week_minute % 1440).unwrap_or(0);
        let duration = u16::try_from(minutes).ok().filter(|minutes| *minutes > 0);
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

    /// The slow second reckoning: every day is asked whether it fits, in words as near to the rule as can be.
    fn slow(rule: &Rule, zone: Tz, at: Instant, count: usize) -> Vec<(Instant, Instant)> {
        let from = at.with_timezone(&zone).date_naive() - Days::new(4);
        from.iter_days()
            .take(4 * 366)
            .filter(|day| rule.from.is_none_or(|from| from <= *day) && rule.until.is_none_or(|until| *day <= until))
            .filter(|day| !rule.except.contains(day) && fits(&rule.repeat, *day))
            .map(|day| instant_of(day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(i64::from(rule.minute)), zone))
            .map(|starts| (starts, starts + length(rule)))
            .filter(|(_, ends)| *ends > at)
            .take(count)
            .collect()
    }

    fn fits(repeat: &Repeat, day: CivilDay) -> bool {
        let among = |weekdays: &[i8]| {
            weekdays.iter().any(|weekday| i64::from(*weekday) == i64::from(day.weekday().num_days_from_sunday()))
        };
        let same_month =
            |step: i64| day.checked_add_signed(TimeDelta::days(step)).is_some_and(|there| there.month() == day.month());
        match repeat {
            Repeat::Weekly { weekdays } => among(weekdays),
            Repeat::MonthlyNth { weekdays, nth } => {
                let before = (1..6).filter(|weeks| same_month(-7 * weeks)).count();
                let last = !same_month(7);
                among(weekdays)
                    && nth.iter().any(|nth| usize::try_from(*nth).is_ok_and(|nth| nth == before + 1) || (*nth == -1 && last))
            }
            Repeat::EveryNWeeks { weekdays, n, anchor } => {
                let sunday = |day: CivilDay| day.week(chrono::Weekday::Sun).first_day();
                among(weekdays) && (sunday(day) - sunday(*anchor)).num_days().rem_euclid(7 * i64::from(*n)) == 0
            }
            Repeat::Dates { days } => days.contains(&day),
            Repeat::Always => true,
        }
    }

    fn day(number: i64) -> CivilDay {
        CivilDay::default() + TimeDelta::days(number)
    }

    prop_compose! {
        fn a_rule(near: i64)(
            kind in 0..4,
            weekdays in prop::collection::vec(0_i8..7, 1..4),
            nth in prop::collection::vec(prop_oneof![1_i8..=5, Just(-1_i8)], 1..3),
            n in 1_u16..6,
            days in prop::collection::vec(-30_i64..90, 1..6),
            minute in 0_u16..1440,
            duration in prop_oneof![Just(None), (1_u16..=1440).prop_map(Some)],
            from in prop::option::of(-400_i64..60),
            until in prop::option::of(-5_i64..400),
            except in prop::collection::vec(-10_i64..40, 0..4),
        ) -> Rule {
            let dates = |days: Vec<i64>| days.into_iter().map(|number| day(near + number)).collect::<Vec<_>>();
            let anchor = day(near + i64::from(minute) - 700);
            let repeat = match kind {
                0 => Repeat::Weekly { weekdays },
                1 => Repeat::MonthlyNth { weekdays, nth },
                2 => Repeat::EveryNWeeks { weekdays, n, anchor },
                _ => Repeat::Dates { days: dates(days) },
            };
            let (from, until) = (from.map(|number| day(near + number)), until.map(|number| day(near + number)));
            Rule { repeat, minute, duration, from, until, except: dates(except) }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

        #[test]
        fn every_rule_in_every_zone(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            (at, rule) in (0_i64..2_208_988_800).prop_flat_map(|at| (Just(at), a_rule(at / 86_400))),
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let at = chrono::DateTime::from_timestamp(at, 0).unwrap();
            let found: Vec<_> = next(&rule, zone, at, 5).iter().map(|found| (found.starts_at, found.ends_at)).collect();
            prop_assert_eq!(found, slow(&rule, zone, at, 5));
        }
    }

    /// The first moment of a day, or of the next where the zone left the day out.
    fn first_moment(day: CivilDay, zone: Tz) -> Instant {
        use chrono::TimeZone;

        let mut minutes = (0..2 * 1440).map(|minute| day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute));
        minutes.find_map(|wall| zone.from_local_datetime(&wall).earliest()).unwrap().to_utc()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

        #[test]
        fn always_open_but_for_some_days_in_every_zone(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            at in 0_i64..2_208_988_800,
            from in prop::option::of(-5_i64..40),
            until in prop::option::of(-5_i64..60),
            except in prop::collection::vec(-2_i64..8, 0..7),
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let at = chrono::DateTime::from_timestamp(at, 0).unwrap();
            let today = at.with_timezone(&zone).date_naive();
            let [from, until] = [from, until].map(|days| days.map(|days| today + TimeDelta::days(days)));
            let except: Vec<CivilDay> = except.into_iter().map(|days| today + TimeDelta::days(days)).collect();
            let open = |day: &CivilDay| from.is_none_or(|from| *day >= from) && until.is_none_or(|until| *day <= until) && !except.contains(day);
            let expect = today.iter_days().take(100).find(open).map(|day| if day == today { at } else { first_moment(day, zone) });
            let found = next(&Rule { from, until, except: except.clone(), ..Rule::new(Repeat::Always, 0, None) }, zone, at, 3);
            prop_assert!(found.len() <= 1 && found.iter().all(|found| found.ends_at > found.starts_at && !found.end_known));
            prop_assert_eq!(found.first().map(|found| found.starts_at), expect);
            prop_assert_eq!(found.first().map(|found| found.in_progress), expect.map(|starts| starts == at));
        }
    }

    #[test]
    fn always_open_goes_on_now_and_has_no_end() {
        let at: Instant = "2026-11-01T08:59:30Z".parse().unwrap();
        let zone: Tz = "America/Los_Angeles".parse().unwrap();
        let check = |rule: &Rule, starts: &str, in_progress: bool| {
            let found = next(rule, zone, at, 5);
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].starts_at, found[0].in_progress), (starts.parse().unwrap(), in_progress));
            assert!(!found[0].end_known && found[0].ends_at > at);
        };
        let today = at.with_timezone(&zone).date_naive();
        let rule = Rule::new(Repeat::Always, 0, None);
        // 01:59:30, the hour that comes twice that night: a day that was 24 hours from midnight would end an hour early.
        check(&rule, "2026-11-01T08:59:30Z", true);
        check(&Rule { from: Some(today + Days::new(2)), ..rule.clone() }, "2026-11-03T08:00:00Z", false);
        check(&Rule { except: vec![today], ..rule.clone() }, "2026-11-02T08:00:00Z", false);
        assert!(next(&Rule { until: Some(today - Days::new(1)), ..rule.clone() }, zone, at, 5).is_empty());
        assert!(next(&Rule { until: Some(today), except: vec![today], ..rule }, zone, at, 5).is_empty());
    }

    /// The table of known cases: zone, wall time, instant, and the wall time that is shown.
    #[test]
    fn nights_when_clocks_change() {
        for (zone, wall_time, instant, shown) in [
            ("America/New_York", "2025-03-09T02:30:00", "2025-03-09T07:30:00Z", 3 * 60 + 30),
            ("America/New_York", "2025-03-09T19:00:00", "2025-03-09T23:00:00Z", 19 * 60),
            ("America/New_York", "2025-11-02T01:30:00", "2025-11-02T05:30:00Z", 60 + 30),
            ("America/New_York", "2025-11-01T23:30:00", "2025-11-02T03:30:00Z", 23 * 60 + 30),
            ("Europe/London", "2025-03-30T01:30:00", "2025-03-30T01:30:00Z", 2 * 60 + 30),
            ("Europe/London", "2025-10-26T01:30:00", "2025-10-26T00:30:00Z", 60 + 30),
            ("Australia/Lord_Howe", "2025-10-05T02:15:00", "2025-10-04T15:45:00Z", 2 * 60 + 45),
            ("Asia/Kolkata", "2025-11-02T20:30:00", "2025-11-02T15:00:00Z", 20 * 60 + 30),
            ("Asia/Kathmandu", "2025-11-02T07:00:00", "2025-11-02T01:15:00Z", 7 * 60),
            ("America/Phoenix", "2025-03-09T19:00:00", "2025-03-10T02:00:00Z", 19 * 60),
            ("Pacific/Apia", "2025-06-07T19:00:00", "2025-06-07T06:00:00Z", 19 * 60),
            ("Pacific/Kiritimati", "2025-06-07T19:00:00", "2025-06-07T05:00:00Z", 19 * 60),
            ("America/St_Johns", "2025-03-09T00:30:00", "2025-03-09T04:00:00Z", 30),
        ] {
            let wall_time: NaiveDateTime = wall_time.parse().unwrap();
            let instant: Instant = instant.parse().unwrap();
            let minute = u16::try_from((wall_time - wall_time.date().and_time(NaiveTime::MIN)).num_minutes()).unwrap();
            let days = vec![wall_time.date()];
            let rule =
                Rule { repeat: Repeat::Dates { days }, minute, duration: Some(90), from: None, until: None, except: vec![] };
            let found = next(&rule, zone.parse().unwrap(), instant - TimeDelta::days(2), 3);
            assert_eq!(found.len(), 1, "{zone}");
            assert_eq!((found[0].starts_at, found[0].ends_at), (instant, instant + TimeDelta::minutes(90)), "{zone}");
            assert_eq!((found[0].day, found[0].minute), (wall_time.date(), shown), "{zone}");
        }
    }

    #[test]
    fn rules_that_never_come_end() {
        let at: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
        let nothing = [
            Repeat::Weekly { weekdays: vec![] },
            Repeat::MonthlyNth { weekdays: vec![], nth: vec![1] },
            Repeat::MonthlyNth { weekdays: vec![1], nth: vec![0, 9, -9] },
            Repeat::EveryNWeeks { weekdays: vec![], n: 0, anchor: CivilDay::default() },
            Repeat::Dates { days: vec![] },
        ];
        for repeat in nothing {
            let rule = Rule { repeat, minute: 600, duration: None, from: None, until: None, except: vec![] };
            assert_eq!(next(&rule, Tz::UTC, at, 100), []);
        }
    }
}
