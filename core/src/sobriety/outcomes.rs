//! The outcomes that research asks for, over any window of days. Pure.
//!
//! Formulas: percent days abstinent (PDA), longest period of abstinence (LPA), drinks per drinking day (DDD), percent heavy
//! days, continuous abstinence, as in the trials behind Cochrane review CD012880; with bounds for days that are not known.

use super::Measure;
use super::day::DayState;
use super::days::DayFact;
use crate::time::CivilDay;

/// A day of five drinks or more is a heavy one (Brief Addiction Monitor, question 5, for men; four for women). Its drinks are
/// those of the United States, with 14 grams of ethanol.
const HEAVY_MICROGRAMS: i64 = 5 * 14_000 * 1_000;

/// From which amount on a day is a heavy one unless the caller says so, in thousandths of the tracker's own drink. There is no
/// such amount for money, minutes or episodes.
pub(crate) fn heavy_from(measure: Option<&Measure>) -> Option<i64> {
    match measure {
        Some(Measure::Drinks { milligrams }) if *milligrams > 0 => {
            let drink = i64::from(*milligrams);
            Some((HEAVY_MICROGRAMS + drink - 1) / drink)
        }
        _ => None,
    }
}

/// Outcomes over a window of civil days.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Outcomes {
    /// The first day of the window.
    pub from: CivilDay,
    /// The last day of the window.
    pub to: CivilDay,
    /// Days in the window.
    pub days: u32,
    /// Days without use, the inferred ones among them where they were asked for.
    pub abstinent: u32,
    /// Of these, days without an entry over which an episode runs.
    pub inferred: u32,
    /// Days of use.
    pub used: u32,
    /// Days of which nothing is known.
    pub unknown: u32,
    /// Percent of the days that are known, 0 to 100.
    pub coverage: f64,
    /// Percent days abstinent of the known days. Show it from a coverage of 80 on, below that the two bounds.
    pub pda_observed: Option<f64>,
    /// Percent days abstinent if every unknown day was one of use.
    pub pda_worst: f64,
    /// Percent days abstinent if every unknown day was one without.
    pub pda_best: f64,
    /// Longest period of abstinence in days; an unknown day ends it.
    pub longest_strict: u32,
    /// Longest period of abstinence in days; an unknown day does not end it.
    pub longest_lenient: u32,
    /// Days without use at the end of the window; an unknown day ends them.
    pub current_strict: u32,
    /// Whether every day of the window was without use.
    pub continuous: Answer,
    /// Sum of the known amounts in thousandths of the tracker's unit; `None` where none is known.
    pub amount: Option<i64>,
    /// Amount per day of use with a known amount, in units (for drinks: DDD).
    pub amount_per_day_of_use: Option<f64>,
    /// Heavy days; `None` where no amount is known, or none is a heavy one by any custom.
    pub heavy: Option<HeavyDays>,
}

/// Days on which a threshold was reached.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HeavyDays {
    /// From this amount on, in thousandths of the tracker's unit.
    pub threshold: i64,
    /// How many days are known to have reached it.
    pub days: u32,
    /// Percent of the days whose amount is known (days without use count as known).
    pub percent_observed: f64,
    /// Percent of all days if every day that is not known was a heavy one, as trials count.
    pub percent_worst: f64,
}

/// An answer that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Some days are not known.
    Unknown,
}

/// What of a window is asked.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeQuery {
    /// The first day.
    pub from: CivilDay,
    /// The last day, not after today; at most 100 years after `from`. Yesterday is the last day that is over.
    pub to: CivilDay,
    /// Counts days without an entry over which an episode runs as days without use.
    #[uniffi(default = false)]
    pub include_inferred: bool,
    /// From which amount on a day is a heavy one, in thousandths of the tracker's unit, above 0. `None`: what holds five drinks
    /// of the United States (70 grams of ethanol) where amounts are drinks, else no day is.
    #[uniffi(default = None)]
    pub heavy_from: Option<i64>,
}

/// Percent of a part; 0 of nothing.
pub(crate) fn percent(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * f64::from(part) / f64::from(whole) }
}

/// Counts a window. `facts` holds its days in order.
pub(crate) fn outcomes(
    from: CivilDay,
    to: CivilDay,
    facts: &[DayFact],
    include_inferred: bool,
    heavy_from: Option<i64>,
) -> Outcomes {
    let days = count(facts.len());
    let (mut abstinent, mut inferred, mut used) = (0, 0, 0);
    let mut strict = Run::default();
    let mut lenient = Run::default();
    let (mut amount, mut with_amount, mut heavy) = (0_i64, 0, 0);
    for fact in facts {
        match fact.seen(include_inferred) {
            DayState::Kept => {
                abstinent += 1;
                inferred += u32::from(fact.inferred);
                strict.more();
                lenient.more();
            }
            DayState::Used => {
                used += 1;
                strict.end();
                lenient.end();
                if let Some(of_day) = fact.amount {
                    amount = amount.saturating_add(of_day);
                    with_amount += 1;
                    heavy += u32::from(heavy_from.is_some_and(|from| of_day >= from));
                }
            }
            DayState::None | DayState::Unknown => {
                strict.end();
                // It may have been a day without.
                lenient.more();
            }
        }
    }
    let unknown = days - abstinent - used;
    let known = abstinent + used;
    Outcomes {
        from,
        to,
        days,
        abstinent,
        inferred,
        used,
        unknown,
        coverage: percent(known, days),
        pda_observed: (known > 0).then(|| percent(abstinent, known)),
        pda_worst: percent(abstinent, days),
        pda_best: percent(abstinent + unknown, days),
        longest_strict: strict.longest,
        longest_lenient: lenient.longest,
        current_strict: strict.current,
        continuous: match (used, unknown) {
            (0, 0) if days > 0 => Answer::Yes,
            (0, _) => Answer::Unknown,
            _ => Answer::No,
        },
        amount: (with_amount > 0).then_some(amount),
        amount_per_day_of_use: (with_amount > 0).then(|| units(amount) / f64::from(with_amount)),
        heavy: heavy_from.filter(|_| with_amount > 0).map(|threshold| HeavyDays {
            threshold,
            days: heavy,
            percent_observed: percent(heavy, abstinent + with_amount),
            percent_worst: percent(heavy + unknown + (used - with_amount), days),
        }),
    }
}

/// Thousandths in units. Amounts up to 10^15 are exact in a float.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn units(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}

pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Run {
    current: u32,
    longest: u32,
}

impl Run {
    fn more(&mut self) {
        self.current += 1;
        self.longest = self.longest.max(self.current);
    }

    fn end(&mut self) {
        self.current = 0;
    }
}
