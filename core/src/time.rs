//! Civil days, zones, day start, moments: the only place where dates are computed.
//!
//! Three rules run through all of it. The civil date is the authority, not an instant. A day is never 86,400 seconds. Months
//! are added to the *original* date and clamped to the length of the month.

use chrono::{
    DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;

use crate::error::{Error, Field, HandrailError, Problem, Result};

/// A calendar day without time or zone (`java.time.LocalDate`; in Swift `CivilDay`).
pub type CivilDay = NaiveDate;

/// A point on the time line (`java.time.Instant`; in Swift `Date`).
pub type Instant = DateTime<Utc>;

uniffi::custom_type!(CivilDay, String, {
    remote,
    try_lift: |text| Ok(parse_day(&text, Field::Day).map_err(HandrailError::from)?),
    lower: |day| day.format("%Y-%m-%d").to_string(),
});

type SystemTime = std::time::SystemTime;
uniffi::custom_type!(Instant, SystemTime, {
    remote,
    try_lift: |system| Ok(instant_from_system(system).map_err(HandrailError::from)?),
    lower: |at| SystemTime::from(at),
});

/// When and where something is asked: the core has no clock and no zone of its own.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Moment {
    /// Now, or the time to answer for.
    pub at: Instant,
    /// The device's IANA time zone, such as `America/New_York`.
    pub zone: String,
}

/// Years, months and days between two civil days, as a person counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct YearsMonthsDays {
    /// Whole years.
    pub years: u32,
    /// Whole months after the years, 0 to 11.
    pub months: u32,
    /// Days after the months, 0 to 30.
    pub days: u32,
}

/// Where the anniversary of February 29 falls in a year that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Feb29Rule {
    /// February 28: the last day of the month it belongs to.
    #[default]
    Feb28,
    /// March 1.
    Mar1,
}

/// A moment whose zone has been read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    pub at: Instant,
    pub zone: Tz,
}

impl Now {
    pub fn read(moment: &Moment) -> Result<Self> {
        Ok(Self { at: check_instant(moment.at)?, zone: parse_zone(&moment.zone)? })
    }

    /// The civil day at this moment on the device, with days that begin at midnight.
    pub fn day(&self) -> CivilDay {
        day_at(self.at, self.zone, 0)
    }
}

/// Reads an IANA zone name.
pub(crate) fn parse_zone(name: &str) -> Result<Tz> {
    name.trim().parse().map_err(|_| Error::invalid(Field::Zone, Problem::Unknown))
}

pub(crate) fn parse_day(text: &str, field: Field) -> Result<CivilDay> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Error::invalid(field, Problem::Malformed))?;
    check_day(day, field)
}

/// Days outside 1900 to 2200 are slips of the finger; the upper bound keeps every sum below in range.
pub(crate) fn check_day(day: CivilDay, field: Field) -> Result<CivilDay> {
    if (1900..=2200).contains(&day.year()) { Ok(day) } else { Err(Error::invalid(field, Problem::OutOfRange)) }
}

fn check_instant(at: Instant) -> Result<Instant> {
    if (1900..=2200).contains(&at.year()) { Ok(at) } else { Err(Error::invalid(Field::Moment, Problem::OutOfRange)) }
}

fn instant_from_system(system: SystemTime) -> Result<Instant> {
    let out_of_range = || Error::invalid(Field::Moment, Problem::OutOfRange);
    let (seconds, nanos) = match system.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).map_err(|_| out_of_range())?, after.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            let seconds = -i64::try_from(before.as_secs()).map_err(|_| out_of_range())?;
            match before.subsec_nanos() {
                0 => (seconds, 0),
                nanos => (seconds - 1, 1_000_000_000 - nanos),
            }
        }
    };
    DateTime::from_timestamp(seconds, nanos).ok_or_else(out_of_range)
}

/// The civil day at `at` in `zone` for a person whose day begins `day_start` minutes after midnight (rule R2).
///
/// Compares wall times. Taking hours off the instant would be wrong in the nights when clocks change.
pub fn day_at(at: Instant, zone: Tz, day_start: u16) -> CivilDay {
    let local = at.with_timezone(&zone).naive_local();
    let minute = local.hour() * 60 + local.minute();
    if minute < u32::from(day_start) { local.date().pred_opt().unwrap_or(local.date()) } else { local.date() }
}

/// The instant of a wall time in a zone.
///
/// A time in a gap takes the offset from before the gap (RFC 5545, 3.3.5); a time that comes twice is its first.
pub fn instant_of(local: NaiveDateTime, zone: Tz) -> Instant {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => {
            // Two days back there is a time that exists, also around the day that Apia never had.
            let offset = (1..=48)
                .filter_map(|hours| zone.from_local_datetime(&(local - TimeDelta::hours(hours))).earliest())
                .map(|before| before.offset().fix_seconds())
                .next()
                .unwrap_or(0);
            (local - TimeDelta::seconds(offset)).and_utc()
        }
    }
}

trait FixSeconds {
    fn fix_seconds(&self) -> i64;
}

impl<O: chrono::Offset> FixSeconds for O {
    fn fix_seconds(&self) -> i64 {
        i64::from(self.fix().local_minus_utc())
    }
}

/// The first instant of a civil day in a zone (rule R10). Midnight may not exist, and neither may the day: then it is the
/// first instant after it.
pub fn start_of_day(day: CivilDay, zone: Tz) -> Instant {
    wall_instant(day, 0, zone)
}

/// The first instant of `day` at which its wall clock shows `minute` minutes since midnight or later.
pub(crate) fn wall_instant(day: CivilDay, minute: u16, zone: Tz) -> Instant {
    let local = day.and_time(time_of(minute));
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => gap_end(local, zone),
    }
}

fn time_of(minute: u16) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0).unwrap_or(NaiveTime::MIN)
}

/// The first instant after `after` at which the person's day is later than `day`.
///
/// Where clocks are put back over the start of the day, that start comes twice and the old day returns in between. Whoever
/// asks in that hour waits for the second start: the first lies behind them.
pub(crate) fn end_of_day(day: CivilDay, day_start: u16, zone: Tz, after: Instant) -> Instant {
    let Some(next) = day.succ_opt() else { return after + TimeDelta::hours(24) };
    let first = wall_instant(next, day_start, zone);
    if first > after {
        return first;
    }
    let again = zone.from_local_datetime(&next.and_time(time_of(day_start))).latest();
    again.map_or(first, |again| again.to_utc())
}

/// The instant at which the gap around `local` is over.
fn gap_end(local: NaiveDateTime, zone: Tz) -> Instant {
    // With the offset from before the gap, `after` lies behind it by as much as `local` lay inside. Halve towards the change.
    let mut after = instant_of(local, zone);
    let mut before = after - TimeDelta::hours(50);
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        let middle = DateTime::from_timestamp(middle.timestamp(), 0).unwrap_or(middle);
        if middle == before {
            break;
        }
        if middle.with_timezone(&zone).naive_local() >= local { after = middle } else { before = middle }
    }
    after
}

/// Civil days from `start` to `day`: 0 on the day itself, negative before it (rule R3).
pub fn days_between(start: CivilDay, day: CivilDay) -> i64 {
    day.signed_duration_since(start).num_days()
}

/// `day` plus a number of civil days.
pub(crate) fn add_days(day: CivilDay, days: u32) -> Option<CivilDay> {
    day.checked_add_days(Days::new(u64::from(days)))
}

/// `day` plus calendar months, clamped to the length of the month (rule R4). Always call it with the original date.
pub fn add_months(day: CivilDay, months: u32, feb29: Feb29Rule) -> Option<CivilDay> {
    let clamped = day.checked_add_months(Months::new(months))?;
    let leap_born = day.month() == 2 && day.day() == 29;
    if leap_born && feb29 == Feb29Rule::Mar1 && clamped.month() == 2 && clamped.day() == 28 {
        clamped.succ_opt()
    } else {
        Some(clamped)
    }
}

/// The largest number of months that fits between two days, then split (rule R5). Zero when `day` is before `start`.
pub fn years_months_days(start: CivilDay, day: CivilDay, feb29: Feb29Rule) -> YearsMonthsDays {
    let apart = (day.year() - start.year()) * 12 + month_index(day) - month_index(start);
    let mut months = u32::try_from(apart).unwrap_or(0);
    let anchor = loop {
        match add_months(start, months, feb29) {
            Some(reached) if reached <= day => break reached,
            _ if months == 0 => return YearsMonthsDays::default(),
            _ => months -= 1,
        }
    };
    let days = u32::try_from(days_between(anchor, day)).unwrap_or(0);
    YearsMonthsDays { years: months / 12, months: months % 12, days }
}

fn month_index(day: CivilDay) -> i32 {
    i32::try_from(day.month()).unwrap_or(1)
}

/// Checks a time of day in minutes since midnight.
pub(crate) fn check_minute(minute: Option<u16>) -> Result<()> {
    match minute {
        Some(minute) if minute >= 24 * 60 => Err(Error::invalid(Field::Minute, Problem::OutOfRange)),
        _ => Ok(()),
    }
}
