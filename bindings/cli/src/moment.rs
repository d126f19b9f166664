//! When and where a command asks: the core has no clock, so the terminal brings it.

use std::str::FromStr;
use std::time::SystemTime;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::time::{CivilDay, Instant, Moment, day_at, instant_of, start_of_day};

use crate::failure::Failure;

/// `--at`: a moment, or a wall time in the person's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Instant(Instant),
    Wall(NaiveDateTime),
    Day(NaiveDate),
}

impl FromStr for At {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            Self::Instant(at.to_utc())
        } else if let Some(wall) = wall(text) {
            Self::Wall(wall)
        } else if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Self::Day(day)
        } else {
            return Err("write 2026-11-23T18:00, 2026-11-23 or 2026-11-23T18:00:00-05:00".to_owned());
        };
        let year = match at {
            Self::Instant(at) => at.year(),
            Self::Wall(wall) => wall.year(),
            Self::Day(day) => day.year(),
        };
        if (1900..=2200).contains(&year) { Ok(at) } else { Err("years from 1900 to 2200".to_owned()) }
    }
}

fn wall(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

/// A day as a person gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayArg {
    Date(CivilDay),
    Today,
    Yesterday,
}

impl FromStr for DayArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "today" => Ok(Self::Today),
            "yesterday" => Ok(Self::Yesterday),
            _ => NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map(Self::Date)
                .map_err(|_| "write 2026-11-23, today or yesterday".to_owned()),
        }
    }
}

impl DayArg {
    pub fn day(self, today: CivilDay) -> CivilDay {
        match self {
            Self::Date(day) => day,
            Self::Today => today,
            Self::Yesterday => today.pred_opt().unwrap_or(today),
        }
    }
}

/// `HH:MM` as minutes since midnight.
pub fn parse_minute(text: &str) -> Result<u16, String> {
    let wrong = || "write HH:MM, from 00:00 to 23:59".to_owned();
    let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return Err(wrong());
    }
    let (hours, minutes): (u16, u16) = (hours.parse().map_err(|_| wrong())?, minutes.parse().map_err(|_| wrong())?);
    if hours < 24 && minutes < 60 { Ok(hours * 60 + minutes) } else { Err(wrong()) }
}

/// A moment whose zone was read.
#[derive(Clone, Debug)]
pub struct Now {
    pub at: Instant,
    pub zone: Tz,
    /// The clock's own moment, and not one that was named with `--at`.
    pub by_the_clock: bool,
}

impl Now {
    /// From the options, else from the system's clock and zone.
    pub fn of(at: Option<At>, zone: Option<&str>) -> Result<Self, Failure> {
        let zone = zone.map_or_else(|| Ok(system_zone()), parse_zone)?;
        let by_the_clock = at.is_none();
        let at = match at {
            None => DateTime::from(SystemTime::now()),
            Some(At::Instant(at)) => at,
            Some(At::Wall(wall)) => instant_of(wall, zone),
            Some(At::Day(day)) => start_of_day(day, zone),
        };
        Ok(Self { at, zone, by_the_clock })
    }

    pub fn moment(&self) -> Moment {
        Moment { at: self.at, zone: self.zone.name().to_owned() }
    }

    /// The civil day for days that begin `day_start` minutes after midnight.
    pub fn day(&self, day_start: u16) -> CivilDay {
        day_at(self.at, self.zone, day_start)
    }

    /// The civil day of another instant, for the person.
    pub fn day_of(&self, at: Instant) -> CivilDay {
        day_at(at, self.zone, 0)
    }
}

pub fn parse_zone(name: &str) -> Result<Tz, Failure> {
    name.trim().parse().map_err(|_| HandrailError::Invalid { field: Field::Zone, problem: Problem::Unknown }.into())
}

/// The zone of `TZ`, else of the system, else UTC.
fn system_zone() -> Tz {
    let from_env = std::env::var("TZ").ok().and_then(|tz| tz.trim_start_matches(':').parse().ok());
    from_env.or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok()).unwrap_or(Tz::UTC)
}
