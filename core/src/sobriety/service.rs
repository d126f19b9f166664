//! Rules and store together: what the exported calls do.

use std::collections::BTreeSet;

use uuid::{NoContext, Timestamp, Uuid};

use super::episodes::{Return, Run, runs};
use super::milestones::{Reach, colour_of};
use super::numbers::{self, Shown};
use super::{Award, Episode, ReturnToUse, StartBasis, Today, Tracker, TrackerDetails, TrackerHistory, store};
use crate::catalogue::{self, Milestone};
use crate::error::{EntityKind, Error, Field, HandrailError, Problem, Result};
use crate::storage::{Database, Read, Write};
use crate::time::{CivilDay, Instant, Now, check_day, check_minute, parse_zone};

const NAME_CHARS: usize = 200;
const NOTE_CHARS: usize = 10_000;
/// Later starts of the day than six in the morning are a typing error.
const LATEST_DAY_START: u16 = 360;

/// Answers the first screen. Only when a number differs from what was shown last is there something to write: once a day.
pub(crate) fn today(db: &Database, now: &Now) -> Result<Today> {
    let (today, news) = db.read(|r| {
        let shown = store::shown(r)?;
        let mut today = Today { day: now.day(), trackers: Vec::new(), changes_at: None };
        let mut news: Vec<(String, Shown)> = Vec::new();
        for tracker in store::trackers(r)?.into_iter().filter(|tracker| !tracker.archived) {
            let run = current(r, &tracker)?;
            let last = shown.get(&tracker.id).copied();
            let found = numbers::numbers(&tracker, &run, last, now);
            let told = Shown { episode_start: run.start, elapsed: found.told.elapsed_days, at: now.at };
            // Hours are reached between two days: their award is recorded with the next day's number.
            if last.is_none_or(|last| (last.episode_start, last.elapsed) != (told.episode_start, told.elapsed)) {
                news.push((tracker.id.clone(), told));
            }
            today.changes_at = Some(today.changes_at.map_or(found.changes_at, |earlier: Instant| earlier.min(found.changes_at)));
            today.trackers.push(found.told);
        }
        Ok((today, news))
    })?;
    if !news.is_empty() {
        let kept = db.write(|w| {
            for (id, told) in &news {
                // Asked again: another thread may have changed it since the snapshot.
                let tracker = store::tracker(&w.as_read(), id)?;
                let run = current(&w.as_read(), &tracker)?;
                settle_run(w, &tracker, &run, now)?;
                store::set_shown(w, id, *told)?;
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

pub(crate) fn history(db: &Database, id: &str, now: &Now) -> Result<TrackerHistory> {
    db.read(|r| tell_history(r, id, now))
}

pub(crate) fn add(w: &mut Write, details: &TrackerDetails, now: &Now) -> Result<Tracker> {
    let details = checked(details, now)?;
    let id = new_id(now.at);
    store::insert(w, &id, &details, now.at)?;
    let tracker = Tracker { id, details, archived: false };
    settle(w, &tracker, now)?;
    Ok(tracker)
}

pub(crate) fn edit(w: &mut Write, id: &str, details: &TrackerDetails, now: &Now) -> Result<Tracker> {
    let before = store::tracker(&w.as_read(), id)?;
    // The home zone is the person's: an edit that does not name one, made on a journey, does not move it.
    let zone = details.zone.clone().or_else(|| before.details.zone.clone());
    let details = checked(&TrackerDetails { zone, ..details.clone() }, now)?;
    if details == before.details {
        return Ok(before);
    }
    let first_return = store::returns(&w.as_read(), id)?.first().map(|event| event.first_day);
    if first_return.is_some_and(|day| day < details.start) {
        return Err(Error::invalid(Field::Start, Problem::Conflict));
    }
    store::keep_correction(w, &new_id(now.at), &before, now.at)?;
    store::update(w, id, &details)?;
    let tracker = Tracker { details, ..before };
    settle(w, &tracker, now)?;
    Ok(tracker)
}

pub(crate) fn archive(w: &mut Write, id: &str, archived: bool, now: &Now) -> Result<Tracker> {
    let tracker = store::tracker(&w.as_read(), id)?;
    if tracker.archived == archived {
        return Ok(tracker);
    }
    store::set_archived(w, id, archived.then_some(now.at))?;
    Ok(Tracker { archived, ..tracker })
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

pub(crate) fn record_return(db: &Database, id: &str, event: &ReturnToUse, now: &Now) -> Result<TrackerHistory> {
    db.write(|w| {
        let tracker = store::tracker(&w.as_read(), id)?;
        let entered = checked_return(&tracker, event, now)?;
        // A second tap on the same button is not a second return.
        if !store::returns(&w.as_read(), id)?.contains(&entered) {
            // What the closing episode has earned goes into the ledger before it closes.
            settle(w, &tracker, now)?;
            store::insert_return(w, &new_id(now.at), id, &entered, event.minute, now.at)?;
            settle(w, &tracker, now)?;
        }
        tell_history(&w.as_read(), id, now)
    })
}

pub(crate) fn undo_return(db: &Database, id: &str, now: &Now) -> Result<TrackerHistory> {
    db.write(|w| {
        store::tracker(&w.as_read(), id)?;
        let last = store::last_return(&w.as_read(), id)?.ok_or_else(|| Error::not_found(EntityKind::ReturnToUse))?;
        store::mark_undone(w, &last, now.at)?;
        tell_history(&w.as_read(), id, now)
    })
}

/// A UUID (version 7) of the moment that was handed in: the core has no clock.
pub(crate) fn new_id(at: Instant) -> String {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos())).to_string()
}

fn episodes(tracker: &Tracker, returns: &[Return]) -> Vec<Run> {
    runs(tracker.details.start, tracker.details.start_minute, returns)
}

/// The last of [`episodes`], without deriving the others.
fn current(r: &Read, tracker: &Tracker) -> Result<Run> {
    let first = (tracker.details.start, tracker.details.start_minute);
    let (start, start_minute) =
        store::latest_return(r, &tracker.id)?.map_or(first, |event| (event.resume_day, event.resume_minute));
    Ok(Run { start, start_minute, end: None, note: None })
}

/// Puts into the ledger what all episodes have reached (rule R8). What is there already stays as it is.
fn settle(w: &mut Write, tracker: &Tracker, now: &Now) -> Result<()> {
    for run in episodes(tracker, &store::returns(&w.as_read(), &tracker.id)?) {
        settle_run(w, tracker, &run, now)?;
    }
    Ok(())
}

fn settle_run(w: &mut Write, tracker: &Tracker, run: &Run, now: &Now) -> Result<()> {
    let known = store::awarded(&w.as_read(), &tracker.id, run.start)?;
    for reach in reached(tracker, run, numbers::day_of(tracker, now), now) {
        if !known.contains(&reach.milestone.key()) {
            store::add_award(w, &new_id(now.at), &tracker.id, run.start, &reach, now.at)?;
        }
    }
    Ok(())
}

/// What a run has reached: by `day` while it goes on, else by its end.
fn reached(tracker: &Tracker, run: &Run, day: CivilDay, now: &Now) -> Vec<Reach> {
    let Some(profile) = numbers::profile_of(tracker) else { return Vec::new() };
    let ladder = numbers::ladder(tracker, run, profile, now);
    run.end.map_or_else(|| ladder.reached(day, now.at), |end| ladder.reached_by(end, now.at))
}

fn tell_history(r: &Read, id: &str, now: &Now) -> Result<TrackerHistory> {
    let tracker = store::tracker(r, id)?;
    let returns = store::returns(r, id)?;
    let runs = episodes(&tracker, &returns);
    let shown = store::shown(r)?.get(id).copied();
    let run = runs.last().ok_or(Error::Internal("a tracker without an episode"))?;
    let today = numbers::numbers(&tracker, run, shown, now).told;
    let episodes: Vec<Episode> = runs
        .iter()
        .map(|run| Episode { start: run.start, end: run.end, days: run.days(today.day), note: run.note.clone() })
        .collect();
    Ok(TrackerHistory {
        awards: awards(r, &tracker, &returns, today.day, now)?,
        total_days: episodes.iter().map(|episode| episode.days).sum(),
        longest_days: episodes.iter().map(|episode| episode.days).max().unwrap_or(0),
        can_undo_return: store::last_return(r, id)?.is_some(),
        tracker,
        today,
        episodes,
    })
}

/// What is derived for these episodes, and what the ledger holds besides: an award of a profile that was since changed, of a
/// day that a flight west took back, or of a start that a late entry has moved.
///
/// What the ledger holds for a corrected start or for an undone return is not told.
fn awards(r: &Read, tracker: &Tracker, returns: &[Return], day: CivilDay, now: &Now) -> Result<Vec<Award>> {
    let mut found: Vec<Award> = Vec::new();
    for run in episodes(tracker, returns) {
        let reached = reached(tracker, &run, day, now);
        found.extend(reached.into_iter().map(|reach| Award {
            milestone: reach.milestone,
            earned_on: reach.date,
            episode_start: run.start,
            colour: reach.colour,
        }));
    }
    let starts: BTreeSet<CivilDay> = returns.iter().map(|event| event.resume_day).chain([tracker.details.start]).collect();
    for stored in store::awards(r, &tracker.id)? {
        let Some(milestone) = Milestone::from_key(&stored.milestone) else { continue };
        let of_these = starts.contains(&stored.episode_start);
        let told = found.iter().any(|award| award.episode_start == stored.episode_start && award.milestone == milestone);
        if of_these && !told {
            let colour = numbers::profile_of(tracker).and_then(|profile| colour_of(profile, milestone));
            found.push(Award { milestone, earned_on: stored.earned_on, episode_start: stored.episode_start, colour });
        }
    }
    found.sort_by_key(|award| (award.earned_on, award.episode_start, award.milestone.unit as u8, award.milestone.count));
    Ok(found)
}

/// Checks what a person set, and tells every default.
fn checked(details: &TrackerDetails, now: &Now) -> Result<TrackerDetails> {
    let name = details.name.trim();
    let wrong_name = match name.chars().count() {
        0 => Some(Problem::Empty),
        count if count > NAME_CHARS => Some(Problem::TooLong),
        _ if name.chars().any(char::is_control) => Some(Problem::Malformed),
        _ => None,
    };
    if let Some(problem) = wrong_name {
        return Err(Error::invalid(Field::Name, problem));
    }
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
    let fellowship = match details.fellowship.as_deref() {
        None | Some("") => None,
        Some(id) => Some(catalogue::fellowship(id).ok_or_else(unknown(Field::Fellowship))?),
    };
    let profile = match details.profile.as_deref() {
        Some(id) => catalogue::token_profile(id).ok_or_else(unknown(Field::TokenProfile))?.id.clone(),
        None => fellowship.map_or_else(|| catalogue::GENERIC.to_owned(), |fellowship| fellowship.token_profile.clone()),
    };
    Ok(TrackerDetails {
        name: name.to_owned(),
        start: details.start,
        start_minute: details.start_minute,
        fellowship: fellowship.map(|fellowship| fellowship.id.clone()),
        profile: Some(profile),
        zone: Some(zone.name().to_owned()),
        zone_mode: Some(details.zone_mode.unwrap_or_default()),
        day_start: Some(day_start),
        feb29: Some(details.feb29.unwrap_or_default()),
        start_basis: Some(details.start_basis.unwrap_or_default()),
        count_style: Some(details.count_style.unwrap_or_default()),
    })
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
    let resume_day = match (event.new_start, tracker.details.start_basis) {
        (Some(day), _) => check_day(day, Field::Start)?,
        (None, Some(StartBasis::FirstDayWithout)) => last_day.succ_opt().unwrap_or(last_day),
        (None, _) => last_day,
    };
    if resume_day < last_day {
        return Err(Error::invalid(Field::Start, Problem::BeforeStart));
    }
    let note = event.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > NOTE_CHARS) {
        return Err(Error::invalid(Field::Note, Problem::TooLong));
    }
    // The time of day belongs to the last day of it: it counts only where the new start is that day.
    let resume_minute = event.minute.filter(|_| resume_day == last_day);
    Ok(Return { first_day: event.first_day, last_day, resume_day, resume_minute, note: note.map(str::to_owned) })
}
