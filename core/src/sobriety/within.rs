//! Limits and tapers: how the days went against them. Pure, and never a verdict: counts, days and amounts.

use chrono::Datelike;

use super::day::DayState;
use super::days::DayFact;
use super::goal::{Goal, Goals, is_dry};
use super::outcomes::count;
use crate::time::{CivilDay, add_days};

/// The newest crossings that are told.
const CROSSINGS: usize = 100;
/// The newest days of the curve that are told.
const CURVE: usize = 92;

/// How a goal with limits or a taper went, from the day it was set.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WithinGoal {
    /// The first day of the goal.
    pub from: CivilDay,
    /// The last day that is counted: yesterday.
    pub to: CivilDay,
    /// Days of which it is known how they went.
    pub days_known: u32,
    /// Of these, days within the goal.
    pub days_within: u32,
    /// Days without.
    pub dry_days: u32,
    /// Planned days without that are known.
    pub dry_days_planned: u32,
    /// Of these, days that were without.
    pub dry_days_kept: u32,
    /// Whole weeks, Monday to Sunday, of which every day is known.
    pub weeks_known: u32,
    /// Of these, weeks within the limits of a week.
    pub weeks_within: u32,
    /// All that went beyond a limit.
    pub crossings: u32,
    /// The newest of them first, at most 100.
    pub newest_crossings: Vec<Crossing>,
    /// For a taper: the newest 92 days against the line. Empty for limits.
    pub curve: Vec<CurvePoint>,
}

/// A limit that was crossed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Crossing {
    /// The day, or the Monday of the week.
    pub day: CivilDay,
    /// Which limit.
    pub kind: CrossingKind,
    /// The limit: thousandths of the unit, or days.
    pub limit: i64,
    /// What it was: thousandths of the unit, or days.
    pub was: i64,
}

/// Limits that can be crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CrossingKind {
    /// The amount of a day.
    Day,
    /// The amount of a week.
    Week,
    /// Days of use in a week.
    DaysInWeek,
    /// A planned day without.
    DryDay,
    /// The line of a taper.
    Taper,
}

/// A day against the line.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CurvePoint {
    /// Which day.
    pub day: CivilDay,
    /// The line, in thousandths.
    pub line: i64,
    /// What it was, in thousandths; `None` where it is not known.
    pub was: Option<i64>,
}

/// `facts` begins on `from`, the first day of the goal of `today`, and ends yesterday. `None` where that goal has no limits.
pub(crate) fn within(goals: &Goals, today: CivilDay, from: CivilDay, facts: &[DayFact]) -> Option<WithinGoal> {
    let goal = goals.on(today);
    if goal.is_abstinence() {
        return None;
    }
    let days: Vec<(CivilDay, DayFact)> =
        facts.iter().enumerate().filter_map(|(number, fact)| Some((add_days(from, count(number))?, *fact))).collect();
    let mut found = WithinGoal {
        from,
        to: days.last().map_or(from, |(day, _)| *day),
        days_known: 0,
        days_within: 0,
        dry_days: 0,
        dry_days_planned: 0,
        dry_days_kept: 0,
        weeks_known: 0,
        weeks_within: 0,
        crossings: 0,
        newest_crossings: Vec::new(),
        curve: Vec::new(),
    };
    let mut crossings: Vec<Crossing> = Vec::new();
    for &(day, fact) in &days {
        of_day(goal, day, fact, &mut found, &mut crossings);
    }
    if let Goal::Moderate { .. } = goal {
        let mut week: &[(CivilDay, DayFact)] = &days;
        while let Some((first, _)) = week.first() {
            let to_sunday = 7 - first.weekday().num_days_from_monday() as usize;
            let (this, rest) = week.split_at(to_sunday.min(week.len()));
            of_week(goal, this, &mut found, &mut crossings);
            week = rest;
        }
    }
    crossings.sort_by_key(|crossing| std::cmp::Reverse(crossing.day));
    found.crossings = count(crossings.len());
    crossings.truncate(CROSSINGS);
    found.newest_crossings = crossings;
    if let Goal::Reduce { taper } = goal {
        let older = days.len().saturating_sub(CURVE);
        found.curve = days
            .iter()
            .skip(older)
            .map(|(day, fact)| CurvePoint { day: *day, line: taper.on(*day), was: amount(*fact) })
            .collect();
    }
    Some(found)
}

/// 0 for a day without, `None` where it is not known how much it was.
fn amount(fact: DayFact) -> Option<i64> {
    match fact.state {
        DayState::Kept => Some(0),
        DayState::Used => fact.amount,
        DayState::None | DayState::Unknown => None,
    }
}

fn of_day(goal: &Goal, day: CivilDay, fact: DayFact, found: &mut WithinGoal, crossings: &mut Vec<Crossing>) {
    let planned_dry = matches!(goal, Goal::Moderate { limits } if is_dry(limits, day));
    if planned_dry && matches!(fact.state, DayState::Kept | DayState::Used) {
        found.dry_days_planned += 1;
        found.dry_days_kept += u32::from(fact.state == DayState::Kept);
    }
    found.dry_days += u32::from(fact.state == DayState::Kept);
    let crossing = over(goal, day, fact);
    // A day of use without an amount is known only where any use is too much, or no amount is.
    let known = amount(fact).is_some() || (fact.state == DayState::Used && (planned_dry || goal.allowance(day).is_none()));
    found.days_known += u32::from(known);
    found.days_within += u32::from(known && crossing.is_none());
    crossings.extend(crossing);
}

/// The limit of a day that was crossed, if one was.
pub(crate) fn over(goal: &Goal, day: CivilDay, fact: DayFact) -> Option<Crossing> {
    if fact.state != DayState::Used {
        return None;
    }
    let was = fact.amount;
    let kind = match goal {
        Goal::Moderate { limits } if is_dry(limits, day) => {
            return Some(Crossing { day, kind: CrossingKind::DryDay, limit: 0, was: was.unwrap_or(0) });
        }
        Goal::Moderate { .. } => CrossingKind::Day,
        Goal::Reduce { .. } => CrossingKind::Taper,
        Goal::Abstain | Goal::BottomLine { .. } => return None,
    };
    let limit = goal.allowance(day)?;
    was.filter(|was| *was > limit).map(|was| Crossing { day, kind, limit, was })
}

fn of_week(goal: &Goal, week: &[(CivilDay, DayFact)], found: &mut WithinGoal, crossings: &mut Vec<Crossing>) {
    let (Goal::Moderate { limits }, Some(&(first, _))) = (goal, week.first()) else { return };
    if limits.a_week.is_none() && limits.days_a_week.is_none() {
        return;
    }
    let sum: i64 = week.iter().filter_map(|(_, fact)| amount(*fact)).sum();
    let used = i64::try_from(week.iter().filter(|(_, fact)| fact.state == DayState::Used).count()).unwrap_or(0);
    let before = crossings.len();
    // A limit that the known days alone cross is crossed, however little is known of the others.
    if let Some(limit) = limits.a_week.filter(|limit| sum > *limit) {
        crossings.push(Crossing { day: first, kind: CrossingKind::Week, limit, was: sum });
    }
    if let Some(limit) = limits.days_a_week.map(i64::from).filter(|limit| used > *limit) {
        crossings.push(Crossing { day: first, kind: CrossingKind::DaysInWeek, limit, was: used });
    }
    if week.len() == 7 && week.iter().all(|(_, fact)| amount(*fact).is_some()) {
        found.weeks_known += 1;
        found.weeks_within += u32::from(crossings.len() == before);
    }
}
