//! Which meetings come next: a page of them, from indexes.
//!
//! A search has candidates (weekly times, from one index, see [`gather`]), an exact reckoning of when each takes place next
//! ([`clocks`]), and an order; names and texts are read for the page alone.

mod area;
mod asked;
mod clocks;
mod cursor;
mod gather;
mod narrow;
#[cfg(test)]
mod plans;
mod words;

pub(super) use area::band;
pub(super) use gather::{NO_PLACE, ONLINE};

use super::{MeetingPage, MeetingQuery, MeetingRow, store};
use crate::error::Result;
use crate::storage::Read;
use crate::time::Now;
use asked::Asked;
use clocks::Clocks;
use cursor::Mark;
use narrow::Narrow;

/// A meeting with the occurrence by which it is ordered. Times are milliseconds since 1970; by appointment they are the last there
/// are, and so it comes last.
#[derive(Clone, Copy, Debug)]
struct Found {
    starts: i64,
    /// Bits of the distance in metres.
    distance: u64,
    meeting: i64,
    zone: i64,
    ends: i64,
    end_known: bool,
}

impl Found {
    fn is_by_appointment(&self) -> bool {
        self.starts == i64::MAX
    }

    fn key(&self) -> (i64, u64) {
        (self.starts, self.distance)
    }
}

/// Leaves the first occurrence of each meeting.
fn keep_first(found: &mut Vec<Found>) {
    found.sort_unstable_by_key(|hit| (hit.meeting, hit.starts, hit.ends));
    found.dedup_by_key(|hit| hit.meeting);
}

pub(crate) fn page(r: &Read, query: &MeetingQuery, now: &Now) -> Result<MeetingPage> {
    let asked = Asked::read(query)?;
    let narrow = Narrow::read(r, &asked)?;
    let mut clocks = Clocks::new(r, now);
    let gathered = match (&asked.area, narrow.words()) {
        (Some(area), _) => gather::near(r, &asked, area, &narrow, &mut clocks)?,
        (None, Some(meetings)) => gather::by_words(r, &asked, meetings, &narrow, &mut clocks)?,
        (None, None) => gather::by_time(r, &asked, &narrow, &mut clocks)?,
    };
    let (ranked, more) = ranked(r, gathered.found, &asked)?;
    let mut meetings = Vec::with_capacity(ranked.len());
    for hit in &ranked {
        let distance_m = (hit.distance != u64::MAX).then(|| f64::from_bits(hit.distance));
        meetings.push(MeetingRow { distance_m, next: clocks.occurrence(hit)?, ..store::row(r, hit.meeting)? });
    }
    let next_page = match (more, ranked.last(), meetings.last()) {
        (true, Some(hit), Some(row)) => Some(Mark(hit.starts, hit.distance, row.name.clone(), row.id.clone()).to_cursor()),
        _ => None,
    };
    Ok(MeetingPage { total: u32::try_from(gathered.total).unwrap_or(u32::MAX), meetings, next_page })
}

/// The page's part of what was found, in order, and whether more follows. Names and ids are read only where start and distance
/// are equal.
fn ranked(r: &Read, mut found: Vec<Found>, asked: &Asked) -> Result<(Vec<Found>, bool)> {
    let after = asked.after.as_ref();
    found.retain(|hit| after.is_none_or(|mark| hit.key() >= (mark.0, mark.1)));
    // The row before the first that is cut off by the limit and by what a mark is equal to; all that tie with it stay.
    let equals = found.iter().filter(|hit| after.is_some_and(|mark| hit.key() == (mark.0, mark.1))).count();
    if let Some(last) = found.len().checked_sub(1).map(|last| last.min(asked.limit + equals)) {
        let (_, cut, _) = found.select_nth_unstable_by_key(last, Found::key);
        let cut = cut.key();
        found.retain(|hit| hit.key() <= cut);
    }
    found.sort_unstable_by_key(Found::key);
    let mut page = Vec::with_capacity(asked.limit + 1);
    for equals in found.chunk_by(|one, other| one.key() == other.key()) {
        if page.len() > asked.limit {
            break;
        }
        let mark = after.filter(|mark| equals.first().is_some_and(|hit| hit.key() == (mark.0, mark.1)));
        if equals.len() == 1 && mark.is_none() {
            page.extend_from_slice(equals);
            continue;
        }
        let mut named = Vec::with_capacity(equals.len());
        for hit in equals {
            named.push((store::name_and_id(r, hit.meeting)?, *hit));
        }
        named.retain(|((name, id), _)| mark.is_none_or(|mark| (name, id) > (&mark.2, &mark.3)));
        named.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        page.extend(named.into_iter().map(|(_, hit)| hit));
    }
    let more = page.len() > asked.limit;
    page.truncate(asked.limit);
    Ok((page, more))
}
