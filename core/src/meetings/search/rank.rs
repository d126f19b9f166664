//! The order of a list, and the part of it that a page shows.

use super::asked::Asked;
use super::narrow::Narrow;
use super::{Found, Key, MatchedIn, MeetingOrder, Mine, store};
use crate::error::Result;
use crate::storage::Read;

pub(super) struct Order<'a> {
    pub asked: &'a Asked,
    pub narrow: &'a Narrow,
    pub mine: &'a Mine,
}

/// A time as a number that is never negative and in the same order: a moment may lie before 1970.
fn ordered(millis: i64) -> u64 {
    millis.cast_unsigned() ^ 1 << 63
}

/// The time of such a number.
pub(super) fn millis(ordered: u64) -> i64 {
    (ordered ^ 1 << 63).cast_signed()
}

impl Order<'_> {
    pub fn key(&self, hit: &Found) -> Key {
        let behind = self.asked.favourites_first && !self.mine.favourites().contains(&hit.meeting);
        let starts = ordered(hit.starts);
        let (first, second) = match self.asked.order {
            MeetingOrder::Soonest => (starts, hit.distance),
            MeetingOrder::Nearest => (hit.distance, starts),
            MeetingOrder::BestMatch => (u64::from(self.narrow.matched(hit.meeting).unwrap_or(MatchedIn::Notes) as u8), starts),
        };
        (u8::from(behind), first, second)
    }

    /// The page's part of what was found, in order, and whether more follows. Names and ids are read only where keys are equal.
    pub fn page(&self, r: &Read, found: &[Found]) -> Result<(Vec<Found>, bool)> {
        let (after, limit) = (self.asked.after.as_ref(), self.asked.limit);
        // Keys with a reference: what is found is large to move about.
        let mut found: Vec<(Key, &Found)> = found.iter().map(|hit| (self.key(hit), hit)).collect();
        found.retain(|(key, _)| after.is_none_or(|mark| *key >= mark.0));
        // The row before the first that is cut off by the limit and by what a mark is equal to; all that tie with it stay.
        let equals = found.iter().filter(|(key, _)| after.is_some_and(|mark| *key == mark.0)).count();
        if let Some(last) = found.len().checked_sub(1).map(|last| last.min(limit + equals)) {
            let (_, cut, _) = found.select_nth_unstable_by_key(last, |(key, _)| *key);
            let cut = cut.0;
            found.retain(|(key, _)| *key <= cut);
        }
        found.sort_unstable_by_key(|(key, _)| *key);
        let mut page = Vec::with_capacity(limit + 1);
        for equals in found.chunk_by(|one, other| one.0 == other.0) {
            if page.len() > limit {
                break;
            }
            let mark = after.filter(|mark| equals.first().is_some_and(|(key, _)| *key == mark.0));
            if equals.len() == 1 && mark.is_none() {
                page.extend(equals.iter().map(|(_, hit)| **hit));
                continue;
            }
            let mut named = Vec::with_capacity(equals.len());
            for (_, hit) in equals {
                let name = match self.mine.own(hit.meeting) {
                    Some(own) => own.name_and_id(),
                    None => store::name_and_id(r, hit.meeting)?,
                };
                named.push((name, **hit));
            }
            named.retain(|((name, id), _)| mark.is_none_or(|mark| (name, id) > (&mark.1, &mark.2)));
            named.sort_unstable_by(|one, other| one.0.cmp(&other.0));
            page.extend(named.into_iter().map(|(_, hit)| hit));
        }
        let more = page.len() > limit;
        page.truncate(limit);
        Ok((page, more))
    }
}
