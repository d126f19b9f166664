//! The numbers of the days to come, for widgets, watches and notifications (rule R12).

use std::collections::BTreeMap;

use super::TimelineEntry;
use super::numbers::Shown;
use super::service::desks;
use super::store::ledger;
use crate::error::Result;
use crate::storage::Read;
use crate::time::{Instant, Now};

/// How many boundaries lie in a timeline, beside the entry that holds now.
const BOUNDARIES: usize = 30;

/// The entry that holds now and the next 30 at which some number changes.
///
/// Every entry is what the first screen would answer at its instant, if it had been asked at each one before.
pub(crate) fn timeline(r: &Read, now: &Now) -> Result<Vec<TimelineEntry>> {
    let mut shown: BTreeMap<String, Shown> = ledger::shown(r)?;
    let mut desks = desks(r, now)?;
    // What is asked of the person depends on entries that are not made yet.
    for desk in &mut desks {
        desk.recent.clear();
    }
    let mut entries = Vec::with_capacity(BOUNDARIES + 1);
    let mut at: Instant = now.at;
    while entries.len() <= BOUNDARIES {
        let then = Now { at, zone: now.zone };
        let mut trackers = Vec::with_capacity(desks.len());
        let mut next: Option<Instant> = None;
        for desk in &desks {
            let found = desk.numbers(shown.get(&desk.tracker.id).copied(), &then);
            let told = Shown { episode_start: desk.standing.start, elapsed: found.told.elapsed_days, at };
            // As the first screen does: what is held keeps the moment at which it was first shown.
            let same = |last: &Shown| (last.episode_start, last.elapsed) == (told.episode_start, told.elapsed);
            if !shown.get(&desk.tracker.id).is_some_and(same) {
                shown.insert(desk.tracker.id.clone(), told);
            }
            next = Some(next.map_or(found.changes_at, |earlier| earlier.min(found.changes_at)));
            trackers.push(found.told);
        }
        entries.push(TimelineEntry { valid_from: at, trackers });
        match next {
            Some(next) if next > at => at = next,
            _ => break,
        }
    }
    Ok(entries)
}
