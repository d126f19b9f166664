//! What a person sets: trackers, their order and their end, goals, rates and what they save for.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::awards::{self, keep_lived, settle};
use super::goal::check_measure;
use super::savings::{self, Sum, check_rate};
use super::service::{checked_name, desks, tell_history};
use super::store::{self, plans};
use super::{
    Goal, Measure, Rate, SavingGoal, SavingGoalProgress, SavingsOverview, Tracker, TrackerDetails, TrackerHistory, own, standing,
};
use crate::catalogue;
use crate::error::{EntityKind, Error, Field, Problem, Result};
use crate::ids::new_id;
use crate::storage::{Read, Write};
use crate::time::{CivilDay, Now, check_day, check_minute, parse_zone};

/// Later starts of the day than six in the morning are a typing error.
const LATEST_DAY_START: u16 = 360;
/// How long a deletion can be taken back.
const KEPT_AFTER_DELETION: TimeDelta = TimeDelta::days(30);

pub(crate) fn add(w: &mut Write, details: &TrackerDetails, now: &Now) -> Result<Tracker> {
    let details = checked(&w.as_read(), details, None, now)?;
    let id = new_id(now.at);
    store::insert(w, &id, &details, now.at)?;
    plans::insert_goal(w, &id, details.start, details.goal.as_ref().unwrap_or(&Goal::Abstain), now.at)?;
    let tracker = Tracker { id, details: TrackerDetails { goal: None, ..details }, archived: false, deleted_at: None };
    awards::begin(w, &tracker, now)?;
    Ok(tracker)
}

pub(crate) fn edit(w: &mut Write, id: &str, details: &TrackerDetails, now: &Now) -> Result<Tracker> {
    let before = store::tracker(&w.as_read(), id)?;
    // The home zone is the person's: an edit that does not name one, made on a journey, does not move it.
    let zone = details.zone.clone().or_else(|| before.details.zone.clone());
    let checked = checked(&w.as_read(), &TrackerDetails { zone, ..details.clone() }, Some(&before.details), now)?;
    check_unit(&w.as_read(), &before, checked.measure.as_ref())?;
    let goal = checked.goal.clone();
    let details = TrackerDetails { goal: None, ..checked };
    if details != before.details {
        let first_return = store::ledger::returns(&w.as_read(), id)?.first().map(|event| event.first_day);
        if first_return.is_some_and(|day| day < details.start) {
            return Err(Error::invalid(Field::Start, Problem::Conflict));
        }
        // What was reached by the old rules goes into the ledger before they change.
        keep_lived(w, &before, now)?;
        settle(w, &before, now)?;
        store::keep_correction(w, &new_id(now.at), &before, now.at)?;
        store::update(w, id, &details)?;
    }
    let tracker = Tracker { details, ..before };
    let today = super::numbers::day_of(&tracker, now);
    if let Some(goal) = goal.filter(|goal| plans::goals(&w.as_read(), id).is_ok_and(|goals| goals.on(today) != goal)) {
        plans::insert_goal(w, id, today.max(tracker.details.start), &goal, now.at)?;
    }
    // What the new rules add is derived for now, and recorded on another day: a correction that is taken back leaves nothing.
    let course = standing::course(&w.as_read(), &tracker)?;
    standing::reckon(w, &tracker, &course)?;
    Ok(tracker)
}

/// Amounts that were entered keep their meaning: hours do not become money. Another standard drink is allowed, as each amount
/// keeps the one it was entered in.
fn check_unit(r: &Read, before: &Tracker, after: Option<&Measure>) -> Result<()> {
    let same = match (before.details.measure.as_ref(), after) {
        (Some(Measure::Drinks { .. }), Some(Measure::Drinks { .. })) | (Some(Measure::Own { .. }), Some(Measure::Own { .. })) => {
            true
        }
        (before, after) => before == after,
    };
    if same || !store::has_amounts(r, &before.id)? { Ok(()) } else { Err(Error::invalid(Field::Measure, Problem::Conflict)) }
}

pub(crate) fn undo_correction(w: &mut Write, id: &str, now: &Now) -> Result<TrackerHistory> {
    let tracker = store::tracker(&w.as_read(), id)?;
    let last = store::last_correction(&w.as_read(), id)?;
    let (correction, before) = last.ok_or_else(|| Error::not_found(EntityKind::Correction))?;
    // A return to use that was recorded since may lie before the old start.
    let first_return = store::ledger::returns(&w.as_read(), id)?.first().map(|event| event.first_day);
    if first_return.is_some_and(|day| day < before.start) {
        return Err(Error::invalid(Field::Start, Problem::Conflict));
    }
    // A correction by an older core says nothing of what it did not know.
    let measure = before.measure.clone().or_else(|| tracker.details.measure.clone());
    check_unit(&w.as_read(), &tracker, measure.as_ref())?;
    let vocabulary = before.vocabulary.or(tracker.details.vocabulary);
    let details = TrackerDetails { measure, vocabulary, ..before };
    store::update(w, id, &details)?;
    store::mark_correction_undone(w, &correction, now.at)?;
    settle(w, &Tracker { details, ..tracker }, now)?;
    tell_history(&w.as_read(), id, now)
}

pub(crate) fn archive(w: &mut Write, id: &str, archived: bool, now: &Now) -> Result<Tracker> {
    let tracker = store::tracker(&w.as_read(), id)?;
    if tracker.archived == archived {
        return Ok(tracker);
    }
    store::set_archived(w, id, archived.then_some(now.at))?;
    Ok(Tracker { archived, ..tracker })
}

pub(crate) fn delete(w: &mut Write, id: &str, now: &Now) -> Result<()> {
    store::tracker(&w.as_read(), id)?;
    store::set_deleted(w, id, Some(now.at))
}

pub(crate) fn restore(w: &mut Write, id: &str) -> Result<Tracker> {
    let tracker = store::any_tracker(&w.as_read(), id)?;
    store::set_deleted(w, id, None)?;
    Ok(Tracker { deleted_at: None, ..tracker })
}

/// Removes for good what was deleted more than 30 days ago. Answers how many trackers that were.
pub(crate) fn erase_deleted(w: &mut Write, now: &Now) -> Result<u32> {
    let over = |tracker: &Tracker| tracker.deleted_at.is_some_and(|at| now.at - at > KEPT_AFTER_DELETION);
    let mut erased = 0;
    for tracker in store::deleted(&w.as_read())?.into_iter().filter(over) {
        store::erase(w, &tracker.id)?;
        erased += 1;
    }
    Ok(erased)
}

pub(crate) fn reorder(w: &mut Write, ids: &[String]) -> Result<()> {
    let known: BTreeSet<String> =
        store::trackers(&w.as_read())?.into_iter().filter(|tracker| !tracker.archived).map(|tracker| tracker.id).collect();
    let named: BTreeSet<String> = ids.iter().cloned().collect();
    if named.len() != ids.len() || named != known {
        return Err(Error::invalid(Field::Order, Problem::Conflict));
    }
    for (position, id) in ids.iter().enumerate() {
        store::set_position(w, id, position)?;
    }
    Ok(())
}

pub(crate) fn set_goal(w: &mut Write, id: &str, goal: &Goal, from: CivilDay, now: &Now) -> Result<TrackerHistory> {
    let tracker = store::tracker(&w.as_read(), id)?;
    check_day(from, Field::Day)?;
    goal.check(tracker.details.measure.as_ref().unwrap_or(&Measure::Episodes))?;
    // A goal that turns in the past ends an episode there; what it had reached by now is the person's.
    keep_lived(w, &tracker, now)?;
    plans::insert_goal(w, id, from, goal, now.at)?;
    // An episode ends on a day that has come: one that lies ahead would be counted, with its milestones, before it was lived.
    let last = super::numbers::day_of(&tracker, now).max(tracker.details.start);
    if plans::goals(&w.as_read(), id)?.turns().any(|turn| turn > last) {
        return Err(Error::invalid(Field::Day, Problem::InFuture));
    }
    settle(w, &tracker, now)?;
    tell_history(&w.as_read(), id, now)
}

pub(crate) fn set_rate(w: &mut Write, id: &str, rate: &Rate, now: &Now) -> Result<TrackerHistory> {
    let tracker = store::tracker(&w.as_read(), id)?;
    check_rate(rate)?;
    plans::insert_rate(w, id, rate, now.at)?;
    settle(w, &tracker, now)?;
    tell_history(&w.as_read(), id, now)
}

pub(crate) fn save_saving_goal(w: &mut Write, goal: &SavingGoal, now: &Now) -> Result<SavingGoal> {
    let name = checked_name(&goal.name, Field::Name)?;
    if savings::digits(&goal.currency).is_none() {
        return Err(Error::invalid(Field::Currency, Problem::Unknown));
    }
    if !(1..=1_000_000_000_000).contains(&goal.minor) {
        return Err(Error::invalid(Field::Amount, Problem::OutOfRange));
    }
    let known = plans::saving_goals(&w.as_read())?.iter().any(|known| known.id == goal.id);
    let id = match goal.id.as_str() {
        "" => new_id(now.at),
        id if known => id.to_owned(),
        _ => return Err(Error::not_found(EntityKind::SavingGoal)),
    };
    let saved = SavingGoal { id, name, ..goal.clone() };
    plans::put_saving_goal(w, &saved, now.at)?;
    Ok(saved)
}

pub(crate) fn overview(r: &Read, now: &Now) -> Result<SavingsOverview> {
    let (mut total, mut a_day) = (Sum::default(), Sum::default());
    for desk in desks(r, now)? {
        let day = super::numbers::day_of(&desk.tracker, now);
        total.add(&desk.standing.saved);
        total.add(&desk.rates.saved(&desk.standing.current(), day));
        a_day.add(&desk.rates.a_day(day));
    }
    let goals: Vec<SavingGoalProgress> =
        plans::saving_goals(r)?.into_iter().map(|goal| savings::progress(goal, &total, &a_day)).collect();
    Ok(SavingsOverview { total: total.rounded(), goals })
}

/// Checks what a person set, and tells every default. What stood there `before` may stay: a fellowship or a profile of the person's
/// own that was removed since is no reason to refuse a new name.
fn checked(r: &Read, details: &TrackerDetails, before: Option<&TrackerDetails>, now: &Now) -> Result<TrackerDetails> {
    let own = own::load(r)?;
    let name = checked_name(&details.name, Field::Name)?;
    check_day(details.start, Field::Start)?;
    check_minute(details.start_minute)?;
    let zone = match &details.zone {
        Some(zone) => parse_zone(zone)?,
        None => now.zone,
    };
    let day_start = details.day_start.unwrap_or(0);
    if day_start > LATEST_DAY_START {
        return Err(Error::invalid(Field::DayStart, Problem::OutOfRange));
    }
    let unknown = |field| move || Error::invalid(field, Problem::Unknown);
    let named = details.fellowship.as_deref().filter(|id| !id.is_empty());
    let fellowship = named.and_then(|id| own.fellowship(id));
    if named.is_some() && fellowship.is_none() && before.is_none_or(|before| before.fellowship.as_deref() != named) {
        return Err(unknown(Field::Fellowship)());
    }
    let profile = match &details.profile {
        Some(id) if own.profile(id).is_some() || before.is_some_and(|before| before.profile.as_ref() == Some(id)) => id.clone(),
        Some(_) => return Err(unknown(Field::TokenProfile)()),
        None => fellowship.map_or_else(|| catalogue::GENERIC.to_owned(), |fellowship| fellowship.token_profile.clone()),
    };
    let subject = match details.subject.as_deref() {
        None | Some("") => None,
        Some(key) => Some(catalogue::subject(key).ok_or_else(unknown(Field::Subject))?),
    };
    let usual = || subject.map_or(Measure::Episodes, |subject| usual_measure(subject.measure));
    let measure = details.measure.clone().unwrap_or_else(usual);
    check_measure(&measure)?;
    if let Some(goal) = &details.goal {
        goal.check(&measure)?;
    }
    let discreet_name = match details.discreet_name.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(name) => Some(checked_name(name, Field::DiscreetName)?),
    };
    let vocabulary = details.vocabulary.unwrap_or_else(|| fellowship.map(|fellowship| fellowship.vocabulary).unwrap_or_default());
    Ok(TrackerDetails {
        name,
        start: details.start,
        start_minute: details.start_minute,
        fellowship: named.map(str::to_owned),
        profile: Some(profile),
        zone: Some(zone.name().to_owned()),
        zone_mode: Some(details.zone_mode.unwrap_or_default()),
        day_start: Some(day_start),
        feb29: Some(details.feb29.unwrap_or_default()),
        start_basis: Some(details.start_basis.unwrap_or_default()),
        count_style: Some(details.count_style.unwrap_or_default()),
        subject: subject.map(|subject| subject.key.clone()),
        measure: Some(measure),
        vocabulary: Some(vocabulary),
        discreet_name,
        goal: details.goal.clone(),
    })
}

/// What amounts of a subject are usually counted in. Money and units of one's own need a word of the person.
fn usual_measure(kind: catalogue::MeasureKind) -> Measure {
    match kind {
        // The drink of the United States, until the person picks their country's.
        catalogue::MeasureKind::Drinks => Measure::Drinks { milligrams: 14_000 },
        catalogue::MeasureKind::Minutes => Measure::Minutes,
        _ => Measure::Episodes,
    }
}
