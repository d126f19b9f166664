//! Money and time saved. Integer arithmetic throughout, rounded once at the end.
//!
//! The sum of `rate x civil days` over all episodes and all stretches with one rate. A month is a twelfth of 365 days. Days of
//! use are in no episode, so nothing is taken off for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::episodes::Run;
use crate::catalogue;
use crate::error::{Error, Field, Problem, Result};
use crate::time::{CivilDay, check_day, days_between};

/// A day's share of every period in whole numbers: 2,555 is 7 times 365.
const SHARES: i64 = 2_555;
/// Ten million of a currency with two digits, each day.
const LARGEST: i64 = 1_000_000_000;
const MINUTES_A_DAY: u16 = 1_440;

/// What use cost from a day on, in money and in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
pub struct Rate {
    /// Its first day. It holds until the first day of the next rate.
    pub from: CivilDay,
    /// Money in minor units of the currency (cents) for each period: 0 to 1,000,000,000.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// The period that the money is for.
    pub per: Per,
    /// Minutes a day, 0 to 1,440.
    #[uniffi(default = 0)]
    pub minutes_a_day: u16,
}

/// The period of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A twelfth of 365 days.
    Month,
    /// 365 days.
    Year,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Money {
    /// ISO 4217.
    pub currency: String,
    /// In minor units (cents); how many digits they have is told by [`currencies`](crate::api::currencies).
    pub minor: i64,
}

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Savings {
    /// Money, by currency.
    pub money: Vec<Money>,
    /// Time in minutes.
    pub minutes: i64,
}

/// Something to save for.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SavingGoal {
    /// UUID (version 7). Empty for a new one.
    pub id: String,
    /// The person's own name for it; 1 to 200 characters.
    pub name: String,
    /// In minor units of the currency, above 0.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// How far a saving goal is.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SavingGoalProgress {
    /// The goal.
    pub goal: SavingGoal,
    /// What was saved in its currency, over all trackers.
    pub saved: i64,
    /// The part that is done, 0 to 1.
    pub progress: f64,
    /// Days to go at the rates of today; `None` where nothing is saved in its currency.
    pub days_to_go: Option<u32>,
}

/// Savings over all active trackers.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SavingsOverview {
    /// Everything together.
    pub total: Savings,
    /// The goals in the order in which they were made.
    pub goals: Vec<SavingGoalProgress>,
}

/// The digits of a currency's minor unit; `None` for an unknown code.
pub(crate) fn digits(currency: &str) -> Option<u8> {
    catalogue::currency_digits(currency)
}

pub(crate) fn check_rate(rate: &Rate) -> Result<()> {
    check_day(rate.from, Field::Rate)?;
    if digits(&rate.currency).is_none() {
        return Err(Error::invalid(Field::Currency, Problem::Unknown));
    }
    if !(0..=LARGEST).contains(&rate.minor) || rate.minutes_a_day > MINUTES_A_DAY {
        return Err(Error::invalid(Field::Rate, Problem::OutOfRange));
    }
    Ok(())
}

/// A sum before it is rounded: money in 2,555ths of a minor unit.
///
/// The largest rate over 300 years stays below 3 x 10^17: a sum of dozens of trackers fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    pub money: BTreeMap<String, i64>,
    pub minutes: i64,
}

impl Sum {
    pub fn add(&mut self, other: &Self) {
        for (currency, shares) in &other.money {
            let sum = self.money.entry(currency.clone()).or_default();
            *sum = sum.saturating_add(*shares);
        }
        self.minutes = self.minutes.saturating_add(other.minutes);
    }

    /// Rounded half up.
    pub fn rounded(&self) -> Savings {
        let money = self
            .money
            .iter()
            .map(|(currency, shares)| Money { currency: currency.clone(), minor: shares.saturating_add(SHARES / 2) / SHARES });
        Savings { money: money.collect(), minutes: self.minutes }
    }
}

/// All rates of a tracker in the order of their days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rates(pub Vec<Rate>);

impl Rates {
    /// What a run has saved by `day`, or by its end.
    pub fn saved(&self, run: &Run, day: CivilDay) -> Sum {
        let end = run.end.unwrap_or(day);
        let mut sum = Sum::default();
        for (number, rate) in self.0.iter().enumerate() {
            let until = self.0.get(number + 1).map_or(end, |next| next.from.min(end));
            let days = days_between(rate.from.max(run.start), until).max(0);
            if days > 0 {
                sum.add(&rate.of_days(days));
            }
        }
        sum
    }

    /// What a day saves now.
    pub fn a_day(&self, day: CivilDay) -> Sum {
        let later = self.0.partition_point(|rate| rate.from <= day);
        let now = later.checked_sub(1).and_then(|number| self.0.get(number));
        now.map(|rate| rate.of_days(1)).unwrap_or_default()
    }
}

impl Rate {
    fn of_days(&self, days: i64) -> Sum {
        let shares = match self.per {
            Per::Day => SHARES,
            Per::Week => SHARES / 7,
            Per::Month => SHARES * 12 / 365,
            Per::Year => SHARES / 365,
        };
        let mut sum = Sum { money: BTreeMap::new(), minutes: i64::from(self.minutes_a_day) * days };
        if self.minor > 0 {
            sum.money.insert(self.currency.clone(), self.minor * shares * days);
        }
        sum
    }
}

/// How far a goal is, given what was saved and what a day adds.
pub(crate) fn progress(goal: SavingGoal, saved: &Sum, a_day: &Sum) -> SavingGoalProgress {
    let shares = saved.money.get(&goal.currency).copied().unwrap_or(0);
    let daily = a_day.money.get(&goal.currency).copied().unwrap_or(0);
    let missing = i128::from(goal.minor) * i128::from(SHARES) - i128::from(shares);
    let days_to_go = match (missing, daily) {
        (..=0, _) => Some(0),
        (_, 0) => None,
        (missing, daily) => u32::try_from((missing + i128::from(daily) - 1) / i128::from(daily)).ok(),
    };
    let saved = shares.saturating_add(SHARES / 2) / SHARES;
    // Amounts below 10^15 are exact in a float.
    #[allow(clippy::cast_precision_loss)]
    let part = saved as f64 / goal.minor.max(1) as f64;
    SavingGoalProgress { goal, saved, progress: part.clamp(0.0, 1.0), days_to_go }
}
