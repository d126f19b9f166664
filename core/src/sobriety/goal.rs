//! What a person aims at, what amounts are counted in, and what a goal asks of a day.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Field, Problem, Result};
use crate::time::{CivilDay, check_day, days_between};

/// What a person aims at. It can change over time; what went before keeps the goal it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// None of it.
    Abstain,
    /// None of what is on a list of the person's own.
    BottomLine {
        /// 1 to 50 lines of 1 to 200 characters.
        lines: Vec<String>,
    },
    /// Within limits. A day of use within them is no return to use.
    Moderate {
        /// The limits: at least one of them.
        limits: Limits,
    },
    /// Less and less: a straight line from one amount a day to another. A day of use is no return to use.
    Reduce {
        /// The line.
        taper: Taper,
    },
}

/// Limits of a person's own. Amounts in thousandths of the tracker's unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Limits {
    /// At most so much a day.
    #[uniffi(default = None)]
    pub a_day: Option<i64>,
    /// At most so much in a week, Monday to Sunday.
    #[uniffi(default = None)]
    pub a_week: Option<i64>,
    /// At most so many days of use in a week, Monday to Sunday: 0 to 6.
    #[uniffi(default = None)]
    pub days_a_week: Option<u8>,
    /// Days of the week without, 0 (Sunday) to 6.
    #[uniffi(default = [])]
    pub dry_weekdays: Vec<i8>,
}

/// From one amount a day to another over time. Amounts in thousandths of the tracker's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Taper {
    /// The amount on `from_day` and before.
    pub from_amount: i64,
    /// The amount on `to_day` and after: less than `from_amount`.
    pub to_amount: i64,
    /// Where the line begins.
    pub from_day: CivilDay,
    /// Where the line ends: after `from_day`.
    pub to_day: CivilDay,
}

/// What amounts are counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Standard drinks. An amount keeps the standard it was entered in, and is told in the tracker's.
    Drinks {
        /// Milligrams of ethanol in one, 1,000 to 50,000; see [`standard_drinks`](crate::api::standard_drinks).
        milligrams: u32,
    },
    /// Money staked or spent.
    Money {
        /// ISO 4217.
        currency: String,
    },
    /// Episodes.
    Episodes,
    /// Minutes.
    Minutes,
    /// A unit of the person's own.
    Own {
        /// 1 to 50 characters.
        unit: String,
    },
}

/// The largest amount of a day or a limit, in thousandths: a thousand million units of money, a thousand of anything else but
/// minutes, of which a day has 1,440.
pub(crate) fn largest(measure: &Measure) -> i64 {
    match measure {
        Measure::Drinks { .. } => 500_000,
        Measure::Money { .. } | Measure::Own { .. } => 1_000_000_000_000,
        Measure::Episodes => 1_000_000,
        Measure::Minutes => 1_440_000,
    }
}

pub(crate) fn check_measure(measure: &Measure) -> Result<()> {
    let wrong = |field, problem| Err(Error::invalid(field, problem));
    match measure {
        Measure::Drinks { milligrams } if !(1_000..=50_000).contains(milligrams) => wrong(Field::Measure, Problem::OutOfRange),
        Measure::Money { currency } if super::savings::digits(currency).is_none() => wrong(Field::Currency, Problem::Unknown),
        Measure::Own { unit } if unit.trim().is_empty() => wrong(Field::Measure, Problem::Empty),
        Measure::Own { unit } if unit.chars().count() > 50 => wrong(Field::Measure, Problem::TooLong),
        _ => Ok(()),
    }
}

pub(crate) fn check_weekdays(weekdays: &[i8]) -> Result<()> {
    if weekdays.iter().all(|day| (0..=6).contains(day)) {
        Ok(())
    } else {
        Err(Error::invalid(Field::Weekdays, Problem::OutOfRange))
    }
}

impl Goal {
    /// Whether a day of use is a return to use.
    pub(crate) fn is_abstinence(&self) -> bool {
        matches!(self, Self::Abstain | Self::BottomLine { .. })
    }

    pub(crate) fn check(&self, measure: &Measure) -> Result<()> {
        let wrong = |problem| Err(Error::invalid(Field::Goal, problem));
        let fits = |amount: i64| (0..=largest(measure)).contains(&amount);
        match self {
            Self::BottomLine { lines } if lines.is_empty() => wrong(Problem::Empty),
            Self::BottomLine { lines } if lines.len() > 50 => wrong(Problem::TooLong),
            Self::BottomLine { lines } if lines.iter().any(|line| line.trim().is_empty()) => wrong(Problem::Empty),
            Self::BottomLine { lines } if lines.iter().any(|line| line.chars().count() > 200) => wrong(Problem::TooLong),
            Self::Abstain | Self::BottomLine { .. } => Ok(()),
            Self::Moderate { limits } => {
                check_weekdays(&limits.dry_weekdays)?;
                let none = limits.a_day.is_none() && limits.a_week.is_none() && limits.days_a_week.is_none();
                if none && limits.dry_weekdays.is_empty() {
                    return wrong(Problem::Empty);
                }
                let fits_week = limits.a_week.is_none_or(|amount| (0..=7 * largest(measure)).contains(&amount));
                if !limits.a_day.is_none_or(fits) || !fits_week || limits.days_a_week.is_some_and(|days| days > 6) {
                    return wrong(Problem::OutOfRange);
                }
                Ok(())
            }
            Self::Reduce { taper } => {
                check_day(taper.from_day, Field::Goal)?;
                check_day(taper.to_day, Field::Goal)?;
                if taper.to_day <= taper.from_day {
                    return wrong(Problem::EndBeforeStart);
                }
                if !fits(taper.from_amount) || !fits(taper.to_amount) || taper.to_amount >= taper.from_amount {
                    return wrong(Problem::OutOfRange);
                }
                Ok(())
            }
        }
    }

    /// What the goal leaves room for on a day, in thousandths; `None` where it sets no amount for a day.
    pub(crate) fn allowance(&self, day: CivilDay) -> Option<i64> {
        match self {
            Self::Abstain | Self::BottomLine { .. } => None,
            Self::Moderate { limits } if is_dry(limits, day) => Some(0),
            Self::Moderate { limits } => limits.a_day,
            Self::Reduce { taper } => Some(taper.on(day)),
        }
    }
}

/// Whether a day is one that the person has planned to be without.
pub(crate) fn is_dry(limits: &Limits, day: CivilDay) -> bool {
    limits.dry_weekdays.contains(&weekday(day))
}

/// 0 (Sunday) to 6.
pub(crate) fn weekday(day: CivilDay) -> i8 {
    use chrono::Datelike;
    i8::try_from(day.weekday().num_days_from_sunday()).unwrap_or(0)
}

impl Taper {
    /// The line's amount on a day, rounded down: what is left to use is never more than the line.
    pub(crate) fn on(&self, day: CivilDay) -> i64 {
        let whole = days_between(self.from_day, self.to_day).max(1);
        let gone = days_between(self.from_day, day).clamp(0, whole);
        // Amounts reach 10^12 and days 10^5: the product fits.
        let lowered = i128::from(self.from_amount - self.to_amount) * i128::from(gone);
        let lowered = (lowered + i128::from(whole) - 1) / i128::from(whole);
        self.from_amount - i64::try_from(lowered).unwrap_or(0)
    }
}

/// A goal with the day it holds from.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct GoalSince {
    /// Its first day.
    pub from: CivilDay,
    /// The goal.
    pub goal: Goal,
}

/// All goals of a tracker in the order of their days. There is at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Goals(pub Vec<GoalSince>);

impl Goals {
    /// The goal of a day. Days before the first goal have the first.
    pub fn on(&self, day: CivilDay) -> &Goal {
        const NOTHING_SET: &Goal = &Goal::Abstain;
        let later = self.0.partition_point(|since| since.from <= day);
        self.0.get(later.saturating_sub(1)).map_or(NOTHING_SET, |since| &since.goal)
    }

    /// The days on which limits gave way to abstinence, or abstinence to limits: a new episode begins on each.
    pub fn turns(&self) -> impl Iterator<Item = CivilDay> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        pairs.filter(|(before, after)| before.goal.is_abstinence() != after.goal.is_abstinence()).map(|(_, after)| after.from)
    }
}
