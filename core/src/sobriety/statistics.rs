//! Everything that is computed of one tracker, in one answer.

use super::day::DayState;
use super::days::DayFact;
use super::episodes::Cause;
use super::outcomes::{OutcomeQuery, Outcomes, count, heavy_from, outcomes, percent};
use super::standing::{self, Course};
use super::store::{self, marks};
use super::survival::{SurvivalStep, curve};
use super::within::{WithinGoal, within};
use super::{Savings, Tracker, calendar, numbers};
use crate::catalogue::{self, Fact};
use crate::error::{Error, Field, Problem, Result};
use crate::storage::Read;
use crate::time::{CivilDay, Now, add_months, check_day, days_between};

/// The follow-ups of trials, in months from the first start.
const CHECKPOINTS: [u32; 5] = [3, 6, 12, 24, 36];
/// The windows that end yesterday, in days.
const WINDOWS: [u64; 5] = [7, 30, 90, 180, 365];
const MOST_DAYS: i64 = 36_525;

/// The numbers of one tracker.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TrackerStatistics {
    /// The tracker's own civil day at the moment.
    pub day: CivilDay,
    /// The start of the first episode.
    pub first_start: CivilDay,
    /// Episodes, the current one with them.
    pub episodes: u32,
    /// Returns to use that ended one.
    pub returns: u32,
    /// Days of the current episode.
    pub current_days: u32,
    /// Days of the longest episode.
    pub longest_days: u32,
    /// Mean length of all episodes in days, the current one as long as it is by now.
    pub mean_days: f64,
    /// Median length of all episodes in days, the current one as long as it is by now.
    pub median_days: f64,
    /// Days of all episodes together. Never falls.
    pub total_days: u32,
    /// Percent of the days since the first start that lie in an episode; 100 on the first day.
    pub percent_since_first_start: f64,
    /// The follow-ups that research asks for: 3, 6, 12, 24 and 36 months from the first start.
    pub checkpoints: Vec<Checkpoint>,
    /// The last 7, 30, 90, 180 and 365 days, up to yesterday, each with the stretch of the same length before it.
    pub windows: Vec<WindowOutcomes>,
    /// Days of use by weekday, Sunday first: seven counts.
    pub uses_by_weekday: Vec<u32>,
    /// Days of use by hour, where the hour is known.
    pub uses_by_hour: Vec<HourUses>,
    /// The survival curve of the person's own runs; `None` below four runs.
    pub survival: Option<Vec<SurvivalStep>>,
    /// How a goal with limits or a taper goes; `None` for abstinence.
    pub within_goal: Option<WithinGoal>,
    /// Money and time saved; `None` where no rate is set.
    pub saved: Option<Savings>,
    /// Facts worth showing at this length, as keys with their source.
    pub facts: Vec<Fact>,
}

/// A follow-up.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Checkpoint {
    /// Months from the first start.
    pub months: u32,
    /// The day on which it is due.
    pub due: CivilDay,
    /// The outcomes from the first start to the day before it is due; `None` as long as that lies ahead.
    pub outcomes: Option<Outcomes>,
}

/// A window that ends yesterday, and the one before it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct WindowOutcomes {
    /// Its length in days.
    pub length: u32,
    /// The window.
    pub outcomes: Outcomes,
    /// The stretch of the same length before it.
    pub before: Outcomes,
}

/// Days of use in an hour of the day.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HourUses {
    /// 0 to 23.
    pub hour: u8,
    /// How many.
    pub days: u32,
}

/// The days of a tracker from the first that anything is known of to yesterday, read once.
struct Days {
    from: CivilDay,
    facts: Vec<DayFact>,
    heavy_from: Option<i64>,
}

impl Days {
    /// A window; days before the first are days of which nothing is known.
    fn window(&self, from: CivilDay, to: CivilDay) -> Outcomes {
        let index = |day: CivilDay| days_between(self.from, day);
        let length = usize::try_from(days_between(from, to) + 1).unwrap_or(0);
        let missing = usize::try_from(-index(from)).unwrap_or(0).min(length);
        let mut facts = vec![DayFact::default(); missing];
        let first = usize::try_from(index(from)).unwrap_or(0).min(self.facts.len());
        let last = (first + length - missing).min(self.facts.len());
        facts.extend_from_slice(self.facts.get(first..last).unwrap_or_default());
        facts.resize(length, DayFact::default());
        outcomes(from, to, &facts, true, self.heavy_from)
    }
}

/// The outcomes over a window that the caller names.
pub(crate) fn outcomes_of(r: &Read, id: &str, query: &OutcomeQuery, now: &Now) -> Result<Outcomes> {
    let tracker = store::tracker(r, id)?;
    check_day(query.from, Field::Day)?;
    let wrong = |problem| Err(Error::invalid(Field::Day, problem));
    if query.to < query.from {
        return wrong(Problem::EndBeforeStart);
    }
    if query.to > numbers::day_of(&tracker, now) {
        return wrong(Problem::InFuture);
    }
    if days_between(query.from, query.to) >= MOST_DAYS {
        return wrong(Problem::TooLong);
    }
    if query.heavy_from.is_some_and(|from| from <= 0) {
        return Err(Error::invalid(Field::Amount, Problem::OutOfRange));
    }
    let course = standing::course(r, &tracker)?;
    let (facts, _) = calendar::facts(r, &tracker, &course, query.from, query.to, now)?;
    let heavy_from = query.heavy_from.or_else(|| heavy_from(tracker.details.measure.as_ref()));
    Ok(outcomes(query.from, query.to, &facts, query.include_inferred, heavy_from))
}

pub(crate) fn statistics(r: &Read, id: &str, now: &Now) -> Result<TrackerStatistics> {
    let tracker = store::tracker(r, id)?;
    let course = standing::course(r, &tracker)?;
    let day = numbers::day_of(&tracker, now);
    let first_start = tracker.details.start;
    let yesterday = day.pred_opt().unwrap_or(day);
    let marked = marks::bounds(r, &marks::keys(r, id)?)?;
    let from = marked.map_or(first_start, |(first, _)| first.min(first_start)).min(yesterday);
    let (facts, _) = calendar::facts(r, &tracker, &course, from, yesterday, now)?;
    let days = Days { from, facts, heavy_from: heavy_from(tracker.details.measure.as_ref()) };

    let mut lengths: Vec<u32> = course.runs.iter().map(|run| run.days(day)).collect();
    let current_days = lengths.last().copied().unwrap_or(0);
    let total_days: u32 = lengths.iter().sum();
    lengths.sort_unstable();
    let since = u32::try_from(days_between(first_start, day)).unwrap_or(0);
    Ok(TrackerStatistics {
        day,
        first_start,
        episodes: count(course.runs.len()),
        returns: count(course.runs.iter().filter(|run| run.ended_by == Some(Cause::ReturnToUse)).count()),
        current_days,
        longest_days: lengths.last().copied().unwrap_or(0),
        mean_days: f64::from(total_days) / f64::from(count(lengths.len()).max(1)),
        median_days: median(&lengths),
        total_days,
        percent_since_first_start: if since == 0 { 100.0 } else { percent(total_days, since) },
        checkpoints: checkpoints(&tracker, &days, day),
        windows: windows(&days, yesterday),
        uses_by_weekday: by_weekday(&days),
        uses_by_hour: by_hour(&days.facts),
        survival: curve(&course.runs, day),
        within_goal: of_goal(&course, &days, day),
        saved: super::service::tell_today(r, &tracker, now)?.saved,
        facts: catalogue::facts(current_days),
    })
}

fn median(sorted: &[u32]) -> f64 {
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied().unwrap_or(0);
    let lower = if sorted.len().is_multiple_of(2) { sorted.get(middle.wrapping_sub(1)).copied().unwrap_or(0) } else { upper };
    f64::midpoint(f64::from(lower), f64::from(upper))
}

fn checkpoints(tracker: &Tracker, days: &Days, day: CivilDay) -> Vec<Checkpoint> {
    let start = tracker.details.start;
    let feb29 = tracker.details.feb29.unwrap_or_default();
    CHECKPOINTS
        .iter()
        .filter_map(|months| {
            let due = add_months(start, *months, feb29)?;
            let last = due.pred_opt()?;
            Some(Checkpoint { months: *months, due, outcomes: (due <= day).then(|| days.window(start, last)) })
        })
        .collect()
}

fn windows(days: &Days, yesterday: CivilDay) -> Vec<WindowOutcomes> {
    let back = |day: CivilDay, by: u64| day.checked_sub_days(chrono::Days::new(by)).unwrap_or(day);
    WINDOWS
        .iter()
        .map(|length| {
            let from = back(yesterday, length - 1);
            WindowOutcomes {
                length: u32::try_from(*length).unwrap_or(0),
                outcomes: days.window(from, yesterday),
                before: days.window(back(from, *length), back(from, 1)),
            }
        })
        .collect()
}

fn by_weekday(days: &Days) -> Vec<u32> {
    let mut uses = vec![0; 7];
    for (day, fact) in days.from.iter_days().zip(&days.facts) {
        if fact.state == DayState::Used
            && let Some(count) = uses.get_mut(usize::try_from(super::goal::weekday(day)).unwrap_or(0))
        {
            *count += 1;
        }
    }
    uses
}

fn by_hour(facts: &[DayFact]) -> Vec<HourUses> {
    let mut uses = [0_u32; 24];
    let minutes = facts.iter().filter(|fact| fact.state == DayState::Used).filter_map(|fact| fact.minute);
    for minute in minutes {
        if let Some(count) = uses.get_mut(usize::from(minute / 60)) {
            *count += 1;
        }
    }
    let hours = (0_u8..).zip(uses).filter(|(_, days)| *days > 0);
    hours.map(|(hour, days)| HourUses { hour, days }).collect()
}

/// The goal of today, from the day it was set.
fn of_goal(course: &Course, days: &Days, day: CivilDay) -> Option<WithinGoal> {
    let since = course.goals.0.iter().rfind(|since| since.from <= day).or(course.goals.0.first())?;
    let first = usize::try_from(days_between(days.from, since.from)).unwrap_or(0).min(days.facts.len());
    let from = since.from.max(days.from);
    within(&course.goals, day, from, days.facts.get(first..).unwrap_or_default())
}
