//! The calendar of a tracker, derived from the one truth of the days.

use std::collections::{BTreeMap, BTreeSet};

use super::awards::awards_within;
use super::day::{CalendarDay, DayCalendar, DayState};
use super::days::{DayFact, Mark, Stretch};
use super::marking::standard;
use super::standing::{self, Course};
use super::store::{self, marks};
use super::{Measure, Tracker, numbers, own, within};
use crate::catalogue::Milestone;
use crate::error::{Error, Field, Problem, Result};
use crate::storage::Read;
use crate::time::{CivilDay, Now, check_day, days_between};

/// A calendar of more than this is no screen.
const MOST_DAYS: i64 = 400;

/// What the days of a stretch were, one after the other, with the marks they were read from.
pub(crate) fn facts(
    r: &Read,
    tracker: &Tracker,
    course: &Course,
    from: CivilDay,
    to: CivilDay,
    now: &Now,
) -> Result<(Vec<DayFact>, Vec<Mark>)> {
    let keys = marks::keys(r, &tracker.id)?;
    let marks = marks::within(r, &keys, from, to)?;
    let touches = |event: &&super::episodes::Return| event.first_day <= to && event.last_day >= from;
    let returns: Vec<_> = course.returns.iter().filter(touches).cloned().collect();
    let stretch = Stretch {
        from,
        to,
        over: numbers::day_of(tracker, now),
        basis: tracker.details.start_basis.unwrap_or_default(),
        marks: &marks,
        returns: &returns,
        runs: &course.runs,
        goals: &course.goals,
        standard: standard(tracker.details.measure.as_ref()),
    };
    Ok((stretch.facts(), marks))
}

/// A stretch of at most 400 days.
pub(crate) fn calendar(r: &Read, id: &str, from: CivilDay, to: CivilDay, now: &Now) -> Result<DayCalendar> {
    check_day(from, Field::Day)?;
    check_day(to, Field::Day)?;
    if to < from {
        return Err(Error::invalid(Field::Day, Problem::EndBeforeStart));
    }
    if days_between(from, to) >= MOST_DAYS {
        return Err(Error::invalid(Field::Day, Problem::TooLong));
    }
    let tracker = store::tracker(r, id)?;
    let course = standing::course(r, &tracker)?;
    let (facts, marks) = facts(r, &tracker, &course, from, to, now)?;
    let marks: BTreeMap<CivilDay, &Mark> = marks.iter().map(|mark| (mark.day, mark)).collect();
    let starts: BTreeSet<CivilDay> = course.runs.iter().map(|run| run.start).collect();
    let today = numbers::day_of(&tracker, now);
    let mut milestones: BTreeMap<CivilDay, Vec<Milestone>> = BTreeMap::new();
    for award in awards_within(r, &tracker, &course, &own::load(r)?, Some((from, to)), today, now)? {
        milestones.entry(award.earned_on).or_default().push(award.milestone);
    }
    let largest = facts.iter().filter_map(|fact| fact.amount).max().unwrap_or(0);
    let days: Vec<CalendarDay> = from
        .iter_days()
        .zip(&facts)
        .map(|(day, fact)| {
            let mark = marks.get(&day);
            let entered = mark.filter(|mark| mark.state != DayState::None);
            CalendarDay {
                day,
                state: fact.state,
                inferred: fact.inferred,
                medication: mark.is_some_and(|mark| mark.medication),
                amount: fact.amount,
                minute: fact.minute,
                origin: entered.map(|mark| mark.origin),
                entered_late_days: entered.map(|mark| late(&tracker, mark)),
                note: mark.and_then(|mark| mark.note.clone()),
                episode_begins: starts.contains(&day),
                milestones: milestones.remove(&day).unwrap_or_default(),
                over_goal: within::over(course.goals.on(day), day, *fact).is_some(),
                level: level(*fact, largest),
            }
        })
        .collect();
    Ok(DayCalendar {
        today,
        kept: count(&facts, DayState::Kept),
        used: count(&facts, DayState::Used),
        amount: facts.iter().filter_map(|fact| fact.amount).sum(),
        measure: tracker.details.measure.clone().unwrap_or(Measure::Episodes),
        goal: course.goals.on(to).clone(),
        can_undo_mark: marks::last_change(r, id)?.is_some(),
        days,
    })
}

fn count(facts: &[DayFact], state: DayState) -> u32 {
    super::outcomes::count(facts.iter().filter(|fact| fact.state == state).count())
}

/// Days from the day itself to the entry, by the tracker's home zone.
fn late(tracker: &Tracker, mark: &Mark) -> u32 {
    let zone = tracker.details.zone.as_deref().and_then(|zone| crate::time::parse_zone(zone).ok()).unwrap_or(chrono_tz::UTC);
    let entered = crate::time::day_at(mark.entered_at, zone, tracker.details.day_start.unwrap_or(0));
    u32::try_from(days_between(mark.day, entered)).unwrap_or(0)
}

/// 0 nothing known, 1 kept, 2 to 4 used by thirds of the largest amount.
fn level(fact: DayFact, largest: i64) -> u8 {
    match (fact.state, fact.amount) {
        (DayState::None | DayState::Unknown, _) => 0,
        (DayState::Kept, _) => 1,
        (DayState::Used, None) => 3,
        (DayState::Used, Some(amount)) if i128::from(amount) * 3 <= i128::from(largest) => 2,
        (DayState::Used, Some(amount)) if i128::from(amount) * 3 <= i128::from(largest) * 2 => 3,
        (DayState::Used, Some(_)) => 4,
    }
}
