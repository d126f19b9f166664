//! Rules and store together: what the exported calls do.

use super::awards::{awards, keep_lived, settle, settle_run};
use super::episodes::Return;
use super::numbers::{self, Known, Numbers, RECENT, Shown};
use super::own::{self, Own};
use super::standing;
use super::store::{ledger, marks, plans};
use super::{Episode, ReturnToUse, Today, Tracker, TrackerHistory, TrackerToday, days, store};
use crate::error::{EntityKind, Error, Field, HandrailError, Problem, Result};
use crate::ids::new_id;
use crate::storage::{Database, Read};
use crate::time::{Instant, Now, check_day, check_minute};

const NAME_CHARS: usize = 200;
const NOTE_CHARS: usize = 10_000;

/// Answers the first screen. Only when a number differs from what was shown last is there something to write: once a day.
pub(crate) fn today(db: &Database, now: &Now) -> Result<Today> {
    let (today, news) = db.read(|r| glance(r, now))?;
    if !news.is_empty() {
        let kept = db.write(|w| {
            let own = own::load(&w.as_read())?;
            for (id, told) in &news {
                // Asked again: another thread may have changed it since the snapshot.
                let tracker = store::tracker(&w.as_read(), id)?;
                if let Some(standing) = standing::of(&w.as_read(), &tracker)? {
                    if plans::standing(&w.as_read(), id)?.is_none() {
                        plans::set_standing(w, id, &standing)?;
                    }
                    settle_run(w, &tracker, &standing.current(), &own, now)?;
                }
                ledger::set_shown(w, id, *told)?;
            }
            Ok(())
        });
        // A full disk or a busy file takes nobody's number away. What could not be recorded is recorded the next time.
        match kept.map_err(HandrailError::from) {
            Ok(()) | Err(HandrailError::StorageFull | HandrailError::Busy) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(today)
}

/// The first screen of any moment, also of one to come: nothing is recorded.
pub(crate) fn preview(r: &Read, now: &Now) -> Result<Today> {
    Ok(glance(r, now)?.0)
}

/// The numbers of all active trackers, and those that differ from what was shown last.
fn glance(r: &Read, now: &Now) -> Result<(Today, Vec<(String, Shown)>)> {
    let mut today = Today { day: now.day(), trackers: Vec::new(), changes_at: None };
    let mut news: Vec<(String, Shown)> = Vec::new();
    let shown = ledger::shown(r)?;
    for desk in desks(r, now)? {
        let last = shown.get(&desk.tracker.id).copied();
        let found = desk.numbers(last, now);
        let told = Shown { episode_start: desk.standing.start, elapsed: found.told.elapsed_days, at: now.at };
        // Hours are reached between two days: their award is recorded with the next day's number.
        if last.is_none_or(|last| (last.episode_start, last.elapsed) != (told.episode_start, told.elapsed)) {
            news.push((desk.tracker.id.clone(), told));
        }
        today.changes_at = Some(today.changes_at.map_or(found.changes_at, |earlier: Instant| earlier.min(found.changes_at)));
        today.trackers.push(found.told);
    }
    Ok((today, news))
}

/// Everything that is on the table when the numbers of a tracker are told.
pub(crate) struct Desk {
    pub tracker: Tracker,
    pub standing: standing::Standing,
    pub goals: super::goal::Goals,
    pub rates: super::savings::Rates,
    pub recent: Vec<days::Mark>,
    pub own: std::rc::Rc<Own>,
}

impl Desk {
    pub fn numbers(&self, shown: Option<Shown>, now: &Now) -> Numbers {
        let known = Known {
            tracker: &self.tracker,
            standing: &self.standing,
            goals: &self.goals,
            rates: &self.rates,
            own: &self.own,
            recent: &self.recent,
        };
        numbers::numbers(&known, shown, now)
    }
}

/// The desks of all active trackers, in a handful of questions to the file.
pub(crate) fn desks(r: &Read, now: &Now) -> Result<Vec<Desk>> {
    let own = std::rc::Rc::new(own::load(r)?);
    let (mut goals, mut rates, mut standings) = (plans::all_goals(r)?, plans::all_rates(r)?, plans::all_standings(r)?);
    let active = store::trackers(r)?.into_iter().filter(|tracker| !tracker.archived);
    active
        .map(|tracker| {
            let standing = match standings.remove(&tracker.id) {
                Some(standing) => standing,
                None => standing::of(r, &tracker)?.ok_or(Error::Internal("a tracker without an episode"))?,
            };
            Ok(Desk {
                standing,
                goals: goals.remove(&tracker.id).unwrap_or_default(),
                rates: rates.remove(&tracker.id).unwrap_or_default(),
                recent: recent(r, &tracker, now)?,
                own: std::rc::Rc::clone(&own),
                tracker,
            })
        })
        .collect()
}

/// The desk of one tracker, archived or not.
pub(crate) fn desk(r: &Read, tracker: Tracker, now: &Now) -> Result<Desk> {
    Ok(Desk {
        standing: standing::of(r, &tracker)?.ok_or(Error::Internal("a tracker without an episode"))?,
        goals: plans::goals(r, &tracker.id)?,
        rates: plans::rates(r, &tracker.id)?,
        recent: recent(r, &tracker, now)?,
        own: std::rc::Rc::new(own::load(r)?),
        tracker,
    })
}

fn recent(r: &Read, tracker: &Tracker, now: &Now) -> Result<Vec<days::Mark>> {
    let day = numbers::day_of(tracker, now);
    let from = day.checked_sub_days(chrono::Days::new(RECENT)).unwrap_or(day);
    // A number that is held against a flight west is that of the day after.
    let to = day.succ_opt().unwrap_or(day);
    marks::within(r, &marks::keys(r, &tracker.id)?, from, to)
}

/// One tracker's numbers.
pub(crate) fn tell_today(r: &Read, tracker: &Tracker, now: &Now) -> Result<TrackerToday> {
    let shown = ledger::shown(r)?.get(&tracker.id).copied();
    Ok(desk(r, tracker.clone(), now)?.numbers(shown, now).told)
}

pub(crate) fn history(db: &Database, id: &str, now: &Now) -> Result<TrackerHistory> {
    db.read(|r| tell_history(r, id, now))
}

pub(crate) fn record_return(db: &Database, id: &str, event: &ReturnToUse, now: &Now) -> Result<TrackerHistory> {
    db.write(|w| {
        let tracker = store::tracker(&w.as_read(), id)?;
        let entered = checked_return(&tracker, event, now)?;
        // A second tap on the same button is not a second return.
        // Unless the calendar has since said otherwise: then it is said anew.
        let keys = marks::keys(&w.as_read(), id)?;
        let since = marks::within(&w.as_read(), &keys, entered.first_day, entered.last_day)?;
        let again =
            |known: &Return| Return { number: 0, ..known.clone() } == entered && !since.iter().any(|mark| mark.overrules(known));
        if !ledger::returns(&w.as_read(), id)?.iter().any(again) {
            // What the closing episode has earned goes into the ledger before it closes.
            keep_lived(w, &tracker, now)?;
            ledger::insert_return(w, &new_id(now.at), id, &entered, event.minute, now.at)?;
            settle(w, &tracker, now)?;
        }
        tell_history(&w.as_read(), id, now)
    })
}

pub(crate) fn undo_return(db: &Database, id: &str, now: &Now) -> Result<TrackerHistory> {
    db.write(|w| {
        let tracker = store::tracker(&w.as_read(), id)?;
        let last = ledger::last_return(&w.as_read(), id)?.ok_or_else(|| Error::not_found(EntityKind::ReturnToUse))?;
        keep_lived(w, &tracker, now)?;
        ledger::mark_undone(w, &last, now.at)?;
        settle(w, &tracker, now)?;
        tell_history(&w.as_read(), id, now)
    })
}

pub(crate) fn tell_history(r: &Read, id: &str, now: &Now) -> Result<TrackerHistory> {
    let tracker = store::tracker(r, id)?;
    let course = standing::course(r, &tracker)?;
    let own = own::load(r)?;
    let today = tell_today(r, &tracker, now)?;
    let episodes: Vec<Episode> = course
        .runs
        .iter()
        .map(|run| Episode {
            start: run.start,
            end: run.end,
            days: run.days(today.day),
            ended_by: run.ended_by,
            note: run.note.clone(),
        })
        .collect();
    Ok(TrackerHistory {
        awards: awards(r, &tracker, &course, &own, today.day, now)?,
        total_days: episodes.iter().map(|episode| episode.days).sum(),
        longest_days: episodes.iter().map(|episode| episode.days).max().unwrap_or(0),
        can_undo_return: ledger::last_return(r, id)?.is_some(),
        can_undo_correction: store::last_correction(r, id)?.is_some(),
        goals: course.goals.0,
        rates: course.rates.0,
        tracker,
        today,
        episodes,
    })
}

/// A name: 1 to 200 characters in any script, without control characters.
pub(crate) fn checked_name(name: &str, field: Field) -> Result<String> {
    let name = name.trim();
    let problem = match name.chars().count() {
        0 => Problem::Empty,
        count if count > NAME_CHARS => Problem::TooLong,
        _ if name.chars().any(char::is_control) => Problem::Malformed,
        _ => return Ok(name.to_owned()),
    };
    Err(Error::invalid(field, problem))
}

/// A note without blanks around it; `None` for an empty one.
pub(crate) fn checked_note(note: Option<&str>) -> Result<Option<String>> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > NOTE_CHARS) {
        return Err(Error::invalid(Field::Note, Problem::TooLong));
    }
    Ok(note.map(str::to_owned))
}

fn checked_return(tracker: &Tracker, event: &ReturnToUse, now: &Now) -> Result<Return> {
    let today = numbers::day_of(tracker, now);
    let last_day = event.last_day.unwrap_or(event.first_day);
    let wrong_day = |problem| Err(Error::invalid(Field::Day, problem));
    if event.first_day < tracker.details.start {
        return wrong_day(Problem::BeforeStart);
    }
    if last_day < event.first_day {
        return wrong_day(Problem::EndBeforeStart);
    }
    if last_day > today {
        return wrong_day(Problem::InFuture);
    }
    check_minute(event.minute)?;
    let basis = tracker.details.start_basis.unwrap_or_default();
    let resume_day = match event.new_start {
        Some(day) => check_day(day, Field::Start)?,
        None => days::resume_after(last_day, basis),
    };
    if resume_day < last_day {
        return Err(Error::invalid(Field::Start, Problem::BeforeStart));
    }
    let note = checked_note(event.note.as_deref())?;
    let measure = tracker.details.measure.as_ref();
    super::marking::check_amount(event.amount, measure)?;
    // The time of day belongs to the last day of it: it counts only where the new start is that day.
    let resume_minute = event.minute.filter(|_| resume_day == last_day);
    Ok(Return {
        first_day: event.first_day,
        last_day,
        resume_day,
        resume_minute,
        note,
        amount: event.amount,
        standard: super::marking::standard(measure),
        ..Return::default()
    })
}
