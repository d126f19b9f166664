//! Entries in the day calendar: one day, a stretch, a weekly pattern; each can be taken back exactly.

use std::collections::BTreeMap;

use super::awards::{self, keep_lived, settle};
use super::days::Mark;
use super::goal::{check_weekdays, largest, weekday};
use super::service::{checked_note, tell_today};
use super::store::{self, ledger, marks};
use super::{DayMark, DaySelection, DayState, MarkedDays, Measure, Tracker, numbers};
use crate::error::{EntityKind, Error, Field, Problem, Result};
use crate::storage::Write;
use crate::time::{CivilDay, Now, check_day, check_minute, days_between};

/// Twenty years: more than anybody looks back over at once.
const MOST_DAYS: i64 = 7_305;

/// The standard drink that an amount is entered in.
pub(crate) fn standard(measure: Option<&Measure>) -> Option<u32> {
    match measure {
        Some(Measure::Drinks { milligrams }) => Some(*milligrams),
        _ => None,
    }
}

/// An amount of a day: above 0, and not more than a day can hold.
pub(crate) fn check_amount(amount: Option<i64>, measure: Option<&Measure>) -> Result<()> {
    let most = largest(measure.unwrap_or(&Measure::Episodes));
    match amount {
        Some(amount) if !(1..=most).contains(&amount) => Err(Error::invalid(Field::Amount, Problem::OutOfRange)),
        _ => Ok(()),
    }
}

pub(crate) fn mark(w: &mut Write, id: &str, selection: &DaySelection, entry: &DayMark, now: &Now) -> Result<MarkedDays> {
    let tracker = store::tracker(&w.as_read(), id)?;
    let entry = checked(&tracker, entry)?;
    let days = chosen(&tracker, selection, now)?;
    let keys = marks::keys(&w.as_read(), id)?;
    let (from, to) = (selection.from, selection.to);
    let mut before: BTreeMap<CivilDay, Mark> =
        marks::within(&w.as_read(), &keys, from, to)?.into_iter().map(|mark| (mark.day, mark)).collect();
    let returns = ledger::returns_within(&w.as_read(), id, from, to)?;
    let returned = |day: CivilDay| returns.iter().any(|event| (event.first_day..=event.last_day).contains(&day));
    let after_return = ledger::newest_return(&w.as_read(), id)?;
    let mut changed = Vec::new();
    let mut touches_use = false;
    for day in days {
        let old = before.remove(&day);
        if selection.only_empty && (returned(day) || old.as_ref().is_some_and(|mark| mark.state != DayState::None)) {
            continue;
        }
        let new = merged(day, old.as_ref(), &entry, &tracker, now, after_return);
        if same(old.as_ref(), &new) && !returned(day) {
            continue;
        }
        let of_use = |mark: &Mark| mark.state == DayState::Used;
        touches_use |= of_use(&new) || old.as_ref().is_some_and(of_use) || returned(day);
        changed.push(new);
    }
    let runs_before = if touches_use { super::standing::course(&w.as_read(), &tracker)?.runs } else { Vec::new() };
    if !changed.is_empty() {
        if touches_use {
            // What the running episode has earned goes into the ledger before a day of use closes it.
            keep_lived(w, &tracker, now)?;
        }
        let change = marks::begin_change(w, id, now.at)?;
        for new in &changed {
            let key = marks::key(&keys, new.day);
            marks::keep_before(w, change, key)?;
            if is_nothing(new) { marks::take_away(w, key)? } else { marks::put(w, &keys, new)? }
        }
    }
    let episodes_changed = touches_use && settle(w, &tracker, now)?.runs != runs_before;
    let today = tell_today(&w.as_read(), &tracker, now)?;
    Ok(MarkedDays { days: super::outcomes::count(changed.len()), today, episodes_changed })
}

pub(crate) fn undo(w: &mut Write, id: &str, now: &Now) -> Result<MarkedDays> {
    let tracker = store::tracker(&w.as_read(), id)?;
    let change = marks::last_change(&w.as_read(), id)?.ok_or_else(|| Error::not_found(EntityKind::DayEntry))?;
    let runs_before = super::standing::course(&w.as_read(), &tracker)?.runs;
    keep_lived(w, &tracker, now)?;
    let undone = marks::undo(w, change, now.at)?;
    let runs = settle(w, &tracker, now)?.runs;
    let episodes_changed = runs != runs_before;
    if episodes_changed {
        awards::take_back(w, &tracker, &undone, &runs)?;
    }
    let today = tell_today(&w.as_read(), &tracker, now)?;
    Ok(MarkedDays { days: super::outcomes::count(undone.days.len()), today, episodes_changed })
}

fn checked(tracker: &Tracker, entry: &DayMark) -> Result<DayMark> {
    let used = entry.state == Some(DayState::Used);
    if entry.amount.is_some() && !used {
        return Err(Error::invalid(Field::Amount, Problem::Conflict));
    }
    if entry.minute.is_some() && !used {
        return Err(Error::invalid(Field::Minute, Problem::Conflict));
    }
    check_amount(entry.amount, tracker.details.measure.as_ref())?;
    check_minute(entry.minute)?;
    // An empty note is a wish: it takes the note away.
    let note = match entry.note.as_deref() {
        None => None,
        Some(note) => Some(checked_note(Some(note))?.unwrap_or_default()),
    };
    Ok(DayMark { note, ..entry.clone() })
}

fn chosen(tracker: &Tracker, selection: &DaySelection, now: &Now) -> Result<Vec<CivilDay>> {
    let wrong = |problem| Err(Error::invalid(Field::Day, problem));
    check_day(selection.from, Field::Day)?;
    check_weekdays(&selection.weekdays)?;
    if selection.to < selection.from {
        return wrong(Problem::EndBeforeStart);
    }
    if selection.to > numbers::day_of(tracker, now) {
        return wrong(Problem::InFuture);
    }
    if days_between(selection.from, selection.to) >= MOST_DAYS {
        return wrong(Problem::TooLong);
    }
    let wanted = |day: &CivilDay| selection.weekdays.is_empty() || selection.weekdays.contains(&weekday(*day));
    Ok(selection.from.iter_days().take_while(|day| *day <= selection.to).filter(wanted).collect())
}

/// What stands at a day after an entry. What the entry does not name stays.
fn merged(day: CivilDay, old: Option<&Mark>, entry: &DayMark, tracker: &Tracker, now: &Now, after_return: i64) -> Mark {
    let state = entry.state.or(old.map(|mark| mark.state)).unwrap_or_default();
    let used = state == DayState::Used;
    let old_use = old.filter(|mark| used && mark.state == DayState::Used);
    let (amount, standard) = match entry.amount {
        Some(amount) => (Some(amount), standard(tracker.details.measure.as_ref())),
        None => old_use.map_or((None, None), |mark| (mark.amount, mark.standard)),
    };
    let note = match &entry.note {
        Some(note) => Some(note.clone()).filter(|note| !note.is_empty()),
        None => old.and_then(|mark| mark.note.clone()),
    };
    Mark {
        day,
        state,
        medication: entry.medication.or(old.map(|mark| mark.medication)).unwrap_or(false),
        amount,
        standard,
        minute: entry.minute.or(old_use.and_then(|mark| mark.minute)),
        origin: entry.origin.unwrap_or_default(),
        note,
        entered_at: now.at,
        // A mark that says nothing of the state overrules no return.
        after_return: if entry.state.is_some() { after_return } else { old.map_or(0, |mark| mark.after_return) },
    }
}

/// Whether an entry says what was there already: a second tap is not a second entry.
fn same(old: Option<&Mark>, new: &Mark) -> bool {
    match old {
        Some(old) => Mark { entered_at: old.entered_at, after_return: old.after_return, ..new.clone() } == *old,
        None => is_nothing(new),
    }
}

fn is_nothing(mark: &Mark) -> bool {
    mark.state == DayState::None && !mark.medication && mark.note.is_none()
}
