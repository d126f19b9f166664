//! What happened to a tracker, the newest first, a page at a time.

use chrono::DateTime;

use super::awards::awards;
use super::store::{self, ledger, plans};
use super::{numbers, own, standing};
use crate::catalogue::Milestone;
use crate::error::{Error, Field, Problem, Result};
use crate::storage::Read;
use crate::time::{CivilDay, Instant, Now};

const LONGEST_PAGE: u32 = 200;

/// A page of the history.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HistoryPage {
    /// The newest first.
    pub entries: Vec<HistoryEntry>,
    /// Hand it in for the next page; `None` at the end.
    pub next: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct HistoryEntry {
    /// What.
    pub kind: HistoryKind,
    /// On which day.
    pub day: CivilDay,
    /// The last day, for a return to use of several days.
    pub last_day: Option<CivilDay>,
    /// When it was entered; `None` for what is derived.
    pub entered_at: Option<Instant>,
    /// The milestone that was reached.
    pub milestone: Option<Milestone>,
    /// Days of the episode that ended.
    pub days: Option<u32>,
    /// How much on each day, in thousandths of the unit it was entered in.
    pub amount: Option<i64>,
    /// The person's note.
    pub note: Option<String>,
    /// Taken back since. It is kept and shown as such.
    pub undone: bool,
}

/// Kinds of things that happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum HistoryKind {
    /// The first start.
    Started,
    /// An episode ended.
    EpisodeEnded,
    /// A return to use was recorded.
    ReturnToUse,
    /// A milestone was reached.
    Milestone,
    /// A goal was set.
    GoalSet,
    /// What the person had set was corrected.
    Corrected,
}

impl HistoryEntry {
    fn new(kind: HistoryKind, day: CivilDay) -> Self {
        Self { kind, day, last_day: None, entered_at: None, milestone: None, days: None, amount: None, note: None, undone: false }
    }
}

/// A page of at most `limit` entries. The mark of a page is the number of entries before it: what is entered meanwhile may
/// show an entry twice, and hides none.
pub(crate) fn page(r: &Read, id: &str, after: Option<&str>, limit: u32, now: &Now) -> Result<HistoryPage> {
    if !(1..=LONGEST_PAGE).contains(&limit) {
        return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
    }
    let skip: usize = match after {
        None => 0,
        Some(mark) => mark.parse().map_err(|_| Error::invalid(Field::Cursor, Problem::Malformed))?,
    };
    let all = everything(r, id, now)?;
    let end = skip.saturating_add(limit as usize).min(all.len());
    let entries = all.get(skip.min(end)..end).unwrap_or_default().to_vec();
    Ok(HistoryPage { entries, next: (end < all.len()).then(|| end.to_string()) })
}

fn everything(r: &Read, id: &str, now: &Now) -> Result<Vec<HistoryEntry>> {
    use HistoryKind::{Corrected, EpisodeEnded, GoalSet, Milestone, ReturnToUse, Started};
    let tracker = store::tracker(r, id)?;
    let course = standing::course(r, &tracker)?;
    let today = numbers::day_of(&tracker, now);
    let zone = numbers::zone_of(&tracker, now);
    let day_of = |at: Instant| crate::time::day_at(at, zone, tracker.details.day_start.unwrap_or(0));
    let mut found = vec![HistoryEntry::new(Started, tracker.details.start)];
    for run in &course.runs {
        if let Some(end) = run.end {
            found.push(HistoryEntry { days: Some(run.days(end)), ..HistoryEntry::new(EpisodeEnded, end) });
        }
    }
    for (_, event, entered_at, undone) in ledger::all_returns(r, id)? {
        found.push(HistoryEntry {
            last_day: Some(event.last_day).filter(|last| *last != event.first_day),
            entered_at: Some(entered_at),
            amount: event.amount,
            note: event.note,
            undone,
            ..HistoryEntry::new(ReturnToUse, event.first_day)
        });
    }
    for award in awards(r, &tracker, &course, &own::load(r)?, today, now)? {
        found.push(HistoryEntry { milestone: Some(award.milestone), ..HistoryEntry::new(Milestone, award.earned_on) });
    }
    // The first goal came with the tracker.
    for (_, from, set_at) in plans::goals_set(r, id)?.into_iter().skip(1) {
        let entered_at = DateTime::from_timestamp_millis(set_at);
        found.push(HistoryEntry { entered_at, ..HistoryEntry::new(GoalSet, from) });
    }
    for (_, at, undone) in store::corrections(r, id)? {
        found.push(HistoryEntry { entered_at: Some(at), undone, ..HistoryEntry::new(Corrected, day_of(at)) });
    }
    found.sort_by_key(|entry| (entry.day, entry.kind, entry.entered_at));
    found.reverse();
    Ok(found)
}
