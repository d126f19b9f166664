//! The ledger of awards (rule R8): what was lived stays, and what was only entered is as true as the entries.
//!
//! All entries of one day are one sitting. Somebody who adds a tracker with a start of long ago and then enters the returns since,
//! one after the other, has for a moment "reached" years that never were; whoever enters the same returns the other way round has
//! not. So what a sitting earns is what its last entry leaves. What stood when the day before was over goes into the ledger with
//! the first entry of a day, and no later entry takes it away. Both depend on the days of the entries and not on their order.

use std::collections::BTreeMap;

use super::episodes::Run;
use super::milestones::{Reach, colour_of};
use super::numbers;
use super::own::{self, Own};
use super::standing::{self, Course};
use super::store::marks::{self, Undone};
use super::store::{ledger, plans};
use super::{Award, Tracker};
use crate::catalogue::Milestone;
use crate::error::Result;
use crate::ids::new_id;
use crate::storage::{Read, Write};
use crate::time::{CivilDay, Now};

/// Called when a tracker was added: nothing was lived with it yet.
pub(crate) fn begin(w: &mut Write, tracker: &Tracker, now: &Now) -> Result<()> {
    standing::reckon(w, tracker, &standing::course(&w.as_read(), tracker)?)?;
    plans::set_lived(w, &tracker.id, numbers::day_of(tracker, now))?;
    settle(w, tracker, now)?;
    Ok(())
}

/// Called before an entry changes what episodes are derived from: the first one of a day keeps what stood until then.
pub(crate) fn keep_lived(w: &mut Write, tracker: &Tracker, now: &Now) -> Result<()> {
    let day = numbers::day_of(tracker, now);
    if plans::lived_until(&w.as_read(), &tracker.id)? != Some(day) {
        let course = settle(w, tracker, now)?;
        let last_change = marks::last_change(&w.as_read(), &tracker.id)?;
        ledger::keep_lived(w, &tracker.id, last_change, |start, earned_on| is_earned(&course.runs, start, earned_on))?;
        plans::set_lived(w, &tracker.id, day)?;
    }
    Ok(())
}

/// Called after every change of what episodes are derived from: reckons anew what they add up to, and puts into the ledger what
/// they have reached. What the ledger holds already stays as it is.
pub(crate) fn settle(w: &mut Write, tracker: &Tracker, now: &Now) -> Result<Course> {
    let course = standing::course(&w.as_read(), tracker)?;
    standing::reckon(w, tracker, &course)?;
    let own = own::load(&w.as_read())?;
    for run in &course.runs {
        settle_run(w, tracker, run, &own, now)?;
    }
    Ok(course)
}

/// Takes back what an entry that is itself taken back had alone earned, on whatever day: awards of episodes in which, or right
/// before which, a day lies that it spoke of.
pub(crate) fn take_back(w: &mut Write, tracker: &Tracker, undone: &Undone, runs: &[Run]) -> Result<()> {
    let spoke_of = |start: CivilDay, earned_on: CivilDay| {
        let before = start.pred_opt().unwrap_or(start);
        undone.days.iter().any(|day| (before..=earned_on).contains(day))
    };
    let unearned = |start, earned_on| spoke_of(start, earned_on) && !is_earned(runs, start, earned_on);
    ledger::take_back(w, &tracker.id, undone, unearned)
}

fn is_earned(runs: &[Run], start: CivilDay, earned_on: CivilDay) -> bool {
    runs.iter().any(|run| run.start == start && run.end.is_none_or(|end| earned_on <= end))
}

pub(super) fn settle_run(w: &mut Write, tracker: &Tracker, run: &Run, own: &Own, now: &Now) -> Result<()> {
    let known = ledger::awarded(&w.as_read(), &tracker.id, run.start)?;
    for reach in reached(tracker, run, own, numbers::day_of(tracker, now), now) {
        if !known.contains(&reach.milestone.key()) {
            ledger::add_award(w, &new_id(now.at), &tracker.id, run.start, &reach, now.at)?;
        }
    }
    Ok(())
}

/// What a run has reached: by `day` while it goes on, else by its end.
fn reached(tracker: &Tracker, run: &Run, own: &Own, day: CivilDay, now: &Now) -> Vec<Reach> {
    let Some(profile) = own.profile_of(tracker) else { return Vec::new() };
    let ladder = numbers::ladder(tracker, run, profile, now);
    run.end.map_or_else(|| ladder.reached(day, now.at), |end| ladder.reached_by(end, now.at))
}

/// What is derived for these episodes, and what the ledger holds besides: an award of a profile that was since changed, of a
/// day that a flight west took back, or of a start that a late entry has moved.
///
/// What the ledger holds for a corrected start or for an undone return is not told, nor what a sitting had earned on the way.
pub(crate) fn awards(r: &Read, tracker: &Tracker, course: &Course, own: &Own, day: CivilDay, now: &Now) -> Result<Vec<Award>> {
    awards_within(r, tracker, course, own, None, day, now)
}

/// The same, of those whose day lies in a stretch. A run that does not touch it is not asked: fifty years of episodes cost a
/// month of the calendar nothing.
pub(crate) fn awards_within(
    r: &Read,
    tracker: &Tracker,
    course: &Course,
    own: &Own,
    stretch: Option<(CivilDay, CivilDay)>,
    day: CivilDay,
    now: &Now,
) -> Result<Vec<Award>> {
    // By start and milestone: a profile of many rows over many episodes is not searched row by row.
    let mut found: BTreeMap<(CivilDay, Milestone), Award> = BTreeMap::new();
    let touches = |run: &&Run| stretch.is_none_or(|(from, to)| run.start <= to && run.end.is_none_or(|end| end >= from));
    for run in course.runs.iter().filter(touches) {
        for reach in reached(tracker, run, own, day, now) {
            let award =
                Award { milestone: reach.milestone, earned_on: reach.date, episode_start: run.start, colour: reach.colour };
            found.insert((run.start, reach.milestone), award);
        }
    }
    for stored in ledger::awards(r, &tracker.id, stretch)? {
        let Some(milestone) = Milestone::from_key(&stored.milestone) else { continue };
        let start = stored.episode_start;
        let stands = stored.lived || is_earned(&course.runs, start, stored.earned_on);
        if stands && course.starts.contains(&start) && !found.contains_key(&(start, milestone)) {
            let colour = own.profile_of(tracker).and_then(|profile| colour_of(profile, milestone));
            found.insert((start, milestone), Award { milestone, earned_on: stored.earned_on, episode_start: start, colour });
        }
    }
    let mut told: Vec<Award> = found.into_values().collect();
    told.retain(|award| stretch.is_none_or(|(from, to)| (from..=to).contains(&award.earned_on)));
    told.sort_by_key(|award| (award.earned_on, award.episode_start, award.milestone.unit as u8, award.milestone.count));
    Ok(told)
}
