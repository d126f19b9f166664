//! Calendar arithmetic for surfaces that draw months and weeks, so that none of them does its own.

use crate::error::{Error, Field, HandrailError, Problem};
use crate::time::{CivilDay, Feb29Rule, Instant, Moment, Now, check_day, day_at, parse_zone};

/// The civil day at a moment for a person whose day begins `day_start` minutes after midnight (0 to 360).
///
/// # Errors
/// [`HandrailError::Invalid`] for an unknown zone or a day start out of range.
#[uniffi::export(default(day_start = 0))]
pub fn civil_day(moment: Moment, day_start: u16) -> Result<CivilDay, HandrailError> {
    let now = Now::read(&moment)?;
    if day_start > 360 {
        return Err(Error::invalid(Field::DayStart, Problem::OutOfRange).into());
    }
    Ok(day_at(now.at, now.zone, day_start))
}

/// The first instant of a civil day in a zone. Midnight may not exist there, and neither may the day (Apia, 30 December 2011):
/// then it is the first instant after it.
///
/// # Errors
/// [`HandrailError::Invalid`] for an unknown zone.
#[uniffi::export]
pub fn start_of_day(day: CivilDay, zone: String) -> Result<Instant, HandrailError> {
    Ok(crate::time::start_of_day(check_day(day, Field::Day)?, parse_zone(&zone)?))
}

/// `day` plus calendar months, clamped to the length of the month. Call it with the original date, not with an earlier result:
/// January 31 plus two months is March 31.
///
/// # Errors
/// [`HandrailError::Invalid`] when the result lies outside the years 1900 to 2200.
#[uniffi::export]
pub fn add_months(day: CivilDay, months: u32, feb29: Feb29Rule) -> Result<CivilDay, HandrailError> {
    let sum = crate::time::add_months(check_day(day, Field::Day)?, months, feb29);
    let sum = sum.ok_or_else(|| Error::invalid(Field::Day, Problem::OutOfRange))?;
    Ok(check_day(sum, Field::Day)?)
}
