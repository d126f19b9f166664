//! The one function behind every number that is shown (rule R12). Pure.

use chrono::TimeDelta;
use chrono_tz::Tz;

use super::days::Mark;
use super::episodes::Run;
use super::goal::{Goals, is_dry};
use super::milestones::{Ladder, Reach};
use super::own::Own;
use super::savings::Rates;
use super::standing::Standing;
use super::{Ask, CountStyle, DayState, Goal, Measure, NextMilestone, Tracker, TrackerToday, ZoneMode};
use crate::catalogue::TokenProfile;
use crate::time::{CivilDay, Instant, Now, day_at, days_between, end_of_day, parse_zone, start_of_day, years_months_days};

/// The number that was shown last, for rule R9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub episode_start: CivilDay,
    pub elapsed: u32,
    pub at: Instant,
}

/// How long after it was shown a number is held against a flight west.
const HELD_FOR: TimeDelta = TimeDelta::hours(48);

/// The numbers of one tracker, and the instant at which one of them changes.
pub(crate) struct Numbers {
    pub told: TrackerToday,
    pub changes_at: Instant,
}

/// The zone a tracker takes its day from.
pub(crate) fn zone_of(tracker: &Tracker, now: &Now) -> Tz {
    match tracker.details.zone_mode {
        Some(ZoneMode::Device) => now.zone,
        // A stored zone was read when it was stored; a newer core may have dropped it.
        _ => tracker.details.zone.as_deref().and_then(|zone| parse_zone(zone).ok()).unwrap_or(now.zone),
    }
}

/// The tracker's civil day at a moment (rule R2).
pub(crate) fn day_of(tracker: &Tracker, now: &Now) -> CivilDay {
    day_at(now.at, zone_of(tracker, now), tracker.details.day_start.unwrap_or(0))
}

pub(crate) fn ladder<'a>(tracker: &Tracker, run: &Run, profile: &'a TokenProfile, now: &Now) -> Ladder<'a> {
    Ladder {
        profile,
        start: run.start,
        start_minute: run.start_minute,
        feb29: tracker.details.feb29.unwrap_or_default(),
        zone: zone_of(tracker, now),
        day_start: tracker.details.day_start.unwrap_or(0),
    }
}

/// What the numbers of a tracker are made from.
pub(crate) struct Known<'a> {
    pub tracker: &'a Tracker,
    pub standing: &'a Standing,
    pub goals: &'a Goals,
    pub rates: &'a Rates,
    pub own: &'a Own,
    /// The marks of the last days, see [`RECENT`].
    pub recent: &'a [Mark],
}

/// How many days back entries are looked at for what is asked of the person today.
pub(crate) const RECENT: u64 = 7;

/// Everything that is shown of a tracker at a moment.
pub(crate) fn numbers(known: &Known, shown: Option<Shown>, now: &Now) -> Numbers {
    let (tracker, run) = (known.tracker, known.standing.current());
    let details = &tracker.details;
    let zone = zone_of(tracker, now);
    let day_start = details.day_start.unwrap_or(0);
    let day = held(day_at(now.at, zone, day_start), &run, shown, now);
    let elapsed_days = run.days(day);
    let ladder = known.own.profile_of(tracker).map(|profile| ladder(tracker, &run, profile, now));
    let reached = ladder.as_ref().map(|ladder| ladder.reached(day, now.at)).unwrap_or_default();
    let next = ladder.as_ref().and_then(|ladder| ladder.next(day, now.at));
    let from = reached.last().map_or(run.start, |rung| rung.date);
    let before = day_before(day, reached.last(), zone);

    let tomorrow = end_of_day(day, day_start, zone, now.at);
    let hour = next.as_ref().and_then(|rung| rung.at);
    let goal = known.goals.on(day);
    let told = TrackerToday {
        id: tracker.id.clone(),
        name: details.name.clone(),
        fellowship: details.fellowship.clone(),
        day,
        start: run.start,
        elapsed_days,
        number: if details.count_style == Some(CountStyle::DayOne) && day >= run.start { elapsed_days + 1 } else { elapsed_days },
        elapsed: years_months_days(run.start, day, details.feb29.unwrap_or_default()),
        starts_in_days: u32::try_from(days_between(day, run.start)).unwrap_or(0),
        reached_today: reached.iter().filter(|rung| rung.date > before && rung.date <= day).map(|rung| rung.milestone).collect(),
        next: next.map(|rung| lying_ahead(rung, from, day)),
        discreet_name: details.discreet_name.clone(),
        vocabulary: details.vocabulary.unwrap_or_default(),
        allowance: goal.allowance(day),
        marked: state_on(known.recent, Some(day)),
        total_days: known.standing.closed_days + elapsed_days,
        longest_days: known.standing.longest_closed.max(elapsed_days),
        saved: saved(known, &run, day),
        asks: asks(known, goal, day),
        goal: goal.clone(),
        measure: details.measure.clone().unwrap_or(Measure::Episodes),
    };
    Numbers { told, changes_at: hour.map_or(tomorrow, |hour| hour.min(tomorrow)) }
}

/// The day before, or the one before that where the zone left a date out (Apia, 30 December 2011): a milestone of that date is
/// reached on the day that came in its place.
fn day_before(day: CivilDay, last: Option<&Reach>, zone: Tz) -> CivilDay {
    let before = day.pred_opt().unwrap_or(day);
    let left_out = last.is_some_and(|rung| rung.date == before) && start_of_day(before, zone) == start_of_day(day, zone);
    if left_out { before.pred_opt().unwrap_or(before) } else { before }
}

fn state_on(recent: &[Mark], day: Option<CivilDay>) -> DayState {
    recent.iter().find(|mark| Some(mark.day) == day).map_or(DayState::None, |mark| mark.state)
}

fn saved(known: &Known, run: &Run, day: CivilDay) -> Option<super::Savings> {
    if known.rates.0.is_empty() {
        return None;
    }
    let mut sum = known.standing.saved.clone();
    sum.add(&known.rates.saved(run, day));
    Some(sum.rounded())
}

fn asks(known: &Known, goal: &Goal, day: CivilDay) -> Vec<Ask> {
    let mut asks = Vec::new();
    if known.tracker.details.start == day {
        asks.push(Ask::StartsToday);
    }
    if matches!(goal, Goal::Moderate { limits } if is_dry(limits, day)) {
        asks.push(Ask::PlannedDryDay);
    }
    let yesterday = day.pred_opt();
    let keeps_a_diary = known.recent.iter().any(|mark| mark.day < day && mark.state != DayState::None);
    if keeps_a_diary && state_on(known.recent, yesterday) == DayState::None {
        asks.push(Ask::MarkYesterday);
    }
    if keeps_a_diary && state_on(known.recent, Some(day)) == DayState::None {
        asks.push(Ask::MarkToday);
    }
    asks
}

/// Rule R9: a flight west takes no day away that was shown less than 48 hours ago.
fn held(day: CivilDay, run: &Run, shown: Option<Shown>, now: &Now) -> CivilDay {
    let Some(shown) = shown else { return day };
    let fresh = now.at >= shown.at && now.at - shown.at < HELD_FOR;
    // Before the start nothing is counted, and no number can fall.
    let elapsed = days_between(run.start, day);
    let one_more = elapsed >= 0 && i64::from(shown.elapsed) == elapsed + 1;
    if fresh && one_more && shown.episode_start == run.start { day.succ_opt().unwrap_or(day) } else { day }
}

fn lying_ahead(rung: Reach, from: CivilDay, day: CivilDay) -> NextMilestone {
    let whole = days_between(from, rung.date).max(1);
    let done = days_between(from, day).clamp(0, whole);
    // A stretch has at most some hundred thousand days: exact in a float.
    #[allow(clippy::cast_precision_loss)]
    let progress = done as f64 / whole as f64;
    NextMilestone {
        milestone: rung.milestone,
        date: rung.date,
        days_to_go: u32::try_from(days_between(day, rung.date)).unwrap_or(0),
        progress,
        colour: rung.colour,
    }
}
