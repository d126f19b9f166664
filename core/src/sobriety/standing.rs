//! What the closed episodes of a tracker add up to, and where the current one began.
//!
//! Derived from returns, marks, goals and rates, and kept beside them: the first screen then costs the same after a week and
//! after fifty years. It is reckoned in the transaction that changes what it is derived from; a test reckons it again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::days::{self, Mark};
use super::episodes::{Return, Run, runs};
use super::goal::Goals;
use super::savings::{Rates, Sum};
use super::{Tracker, store};
use crate::error::Result;
use crate::storage::{Read, Write};
use crate::time::CivilDay;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    pub start: CivilDay,
    pub start_minute: Option<u16>,
    pub is_first: bool,
    pub closed_days: u32,
    pub longest_closed: u32,
    pub saved: Sum,
}

impl Standing {
    fn of(runs: &[Run], rates: &Rates) -> Option<Self> {
        let (current, closed) = runs.split_last()?;
        let mut saved = Sum::default();
        for run in closed {
            // A closed run ends on its own; the day is not asked for.
            saved.add(&rates.saved(run, run.start));
        }
        Some(Self {
            start: current.start,
            start_minute: current.start_minute,
            is_first: current.is_first,
            closed_days: closed.iter().map(|run| run.days(run.start)).sum(),
            longest_closed: closed.iter().map(|run| run.days(run.start)).max().unwrap_or(0),
            saved,
        })
    }

    /// The run that goes on.
    pub fn current(&self) -> Run {
        Run::open(self.start, self.start_minute, self.is_first)
    }
}

/// Everything that episodes are derived from, and the episodes.
pub(crate) struct Course {
    pub goals: Goals,
    pub rates: Rates,
    pub returns: Vec<Return>,
    pub runs: Vec<Run>,
    /// Days on which an episode began or once began: one that a later entry has swallowed keeps its awards.
    pub starts: BTreeSet<CivilDay>,
}

/// Derives the episodes of a tracker from all that was entered. Grows with the returns and days of use, not with the years.
pub(crate) fn course(r: &Read, tracker: &Tracker) -> Result<Course> {
    let goals = store::plans::goals(r, &tracker.id)?;
    let rates = store::plans::rates(r, &tracker.id)?;
    let returns = store::ledger::returns(r, &tracker.id)?;
    let details = &tracker.details;
    let keys = store::marks::keys(r, &tracker.id)?;
    let mut marks: Vec<Mark> = store::marks::used_from(r, &keys, details.start)?;
    for event in &returns {
        let within = store::marks::within(r, &keys, event.first_day, event.last_day)?;
        marks.extend(within.into_iter().filter(|mark| mark.state != super::DayState::Used));
    }
    marks.sort_by_key(|mark| mark.day);
    marks.dedup_by_key(|mark| mark.day);
    let basis = details.start_basis.unwrap_or_default();
    let events = days::events(details.start, basis, &returns, &marks, &goals);
    let runs = runs(details.start, details.start_minute, &events);
    let mut starts: BTreeSet<CivilDay> = runs.iter().map(|run| run.start).collect();
    starts.extend(returns.iter().map(|event| event.resume_day));
    let used = marks.iter().filter(|mark| mark.state == super::DayState::Used);
    starts.extend(used.map(|mark| days::resume_after(mark.day, basis)));
    Ok(Course { goals, rates, returns, runs, starts })
}

/// Reckons the standing anew and keeps it.
pub(crate) fn reckon(w: &mut Write, tracker: &Tracker, course: &Course) -> Result<Option<Standing>> {
    let standing = Standing::of(&course.runs, &course.rates);
    if let Some(standing) = &standing
        && store::plans::standing(&w.as_read(), &tracker.id)?.as_ref() != Some(standing)
    {
        store::plans::set_standing(w, &tracker.id, standing)?;
    }
    Ok(standing)
}

/// The standing that is kept, or what it would be: a journal from an older core has none yet.
pub(crate) fn of(r: &Read, tracker: &Tracker) -> Result<Option<Standing>> {
    if let Some(standing) = store::plans::standing(r, &tracker.id)? {
        return Ok(Some(standing));
    }
    let course = course(r, tracker)?;
    Ok(Standing::of(&course.runs, &course.rates))
}
