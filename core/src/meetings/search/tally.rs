//! How many meetings come in the 168 hours from now, everywhere, without looking at each: the directory keeps count of those that meet
//! every week, by facet, and what is otherwise in this week or for this person is few.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;

use super::super::packed::{APPOINTMENT, IRREGULAR, Slot, meeting_of};
use super::Found;
use super::asked::Asked;
use super::clocks::Clocks;
use super::gather::{IN_TIME, OF_MEETING, in_ranges, zones};
use super::narrow::{LIVE, Narrow};
use super::soonest::first_of;
use crate::error::Result;
use crate::storage::Read;

pub(super) const FOLLOWERS: &str = "SELECT meeting FROM joined";

pub(super) struct Tally {
    /// Those of irregular schedules that come, and those by appointment where they are asked for.
    pub unplain: Vec<Found>,
    /// How many of the meetings that may be listed have no plain weekly times, and for how many of these another stands.
    all_unplain: i64,
    joined_unplain: i64,
    /// By how much a facet has more meetings for this person, in this week, than the directory counts; one facet several times.
    changes: Vec<(i64, i64)>,
}

impl Tally {
    pub fn read(r: &Read, zones: &[i64], narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<Self> {
        let mut tally = Self { unplain: Vec::new(), all_unplain: 0, joined_unplain: 0, changes: Vec::new() };
        for zone in zones {
            tally.look_at_unplain(r, *zone, narrow, clocks, asked)?;
            tally.leave_out_what_is_late(r, *zone, narrow, clocks, asked)?;
        }
        let first = |meeting| first_slot(r, meeting, narrow);
        for meeting in narrow.hidden() {
            tally.changes.extend(first(*meeting)?.filter(|slot| !slot.joined).map(|slot| (slot.facet, -1)));
        }
        for meeting in narrow.relisted().iter().filter(|meeting| !narrow.hides(**meeting)) {
            tally.changes.extend(first(*meeting)?.filter(|slot| slot.joined).map(|slot| (slot.facet, 1)));
        }
        for meeting in narrow.left().filter(|meeting| !narrow.hides(*meeting)) {
            if let Some(slot) = first(meeting)?.filter(|slot| !slot.joined) {
                tally.changes.extend([(slot.facet, -1), (narrow.facet_of(meeting, slot.facet), 1)]);
            }
        }
        Ok(tally)
    }

    /// How many fit what is asked. Of words that are many it may only be asked where nothing is asked of facets.
    pub fn total(&self, r: &Read, narrow: &Narrow) -> Result<usize> {
        let plain = match narrow.meetings() {
            None => narrow.live(r)?,
            Some(meetings) => {
                let listed = i64::try_from(meetings.len()).unwrap_or(i64::MAX);
                listed - self.all_unplain - (followers(r, meetings)? - self.joined_unplain)
            }
        };
        let changes = self.changes.iter().filter(|(facet, _)| narrow.has_facet(*facet)).map(|(_, change)| change);
        Ok(usize::try_from(plain + changes.sum::<i64>()).unwrap_or(0) + self.unplain.len())
    }

    /// Each is looked at, they are few.
    fn look_at_unplain(&mut self, r: &Read, zone: i64, narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<()> {
        let mut statement = r.conn().prepare_cached(IN_TIME)?;
        let mut rows = statement.query(Slot::between(zone, APPOINTMENT, IRREGULAR))?;
        while let Some(row) = rows.next()? {
            let (meeting, slot) = (meeting_of(row.get(0)?), Slot::unpack(row.get(1)?));
            if narrow.may_list(meeting) {
                self.all_unplain += 1;
                self.joined_unplain += i64::from(slot.joined);
            }
            let asked_for = slot.week_minute == IRREGULAR || asked.appointments();
            if asked_for && narrow.lists(meeting, &slot) && narrow.has_meeting(meeting) {
                let next = clocks.next(meeting, &slot, None, &asked.when)?;
                self.unplain.extend(next.filter(|hit| hit.is_by_appointment() || hit.starts < asked.when.until()));
            }
        }
        Ok(())
    }

    /// Meetings that do not start within the 168 hours though they meet every week: where clocks go back, a week is longer.
    fn leave_out_what_is_late(&mut self, r: &Read, zone: i64, narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<()> {
        let end = asked.when.until();
        let week = clocks.week(zone)?;
        let slack = week.slack() * 60_000;
        if slack == 0 {
            return Ok(());
        }
        let ranges = week.ranges(end, end + slack);
        let mut late = BTreeSet::new();
        in_ranges(r, IN_TIME, zone, &ranges, narrow, |(meeting, _), slot| {
            late.extend(clocks.next(meeting, slot, None, &asked.when)?.filter(|hit| hit.starts >= end).map(|hit| hit.meeting));
            Ok(())
        })?;
        for meeting in late {
            let first = first_of(r, meeting, clocks, asked)?.filter(|first| first.starts >= end);
            self.changes.extend(first.map(|first| (narrow.facet_of(meeting, first.facet), -1)));
        }
        Ok(())
    }
}

/// How many there are of each facet, for a question that names neither place nor time nor words.
pub(super) fn by_facet(r: &Read, asked: &Asked, narrow: &Narrow, clocks: &mut Clocks) -> Result<BTreeMap<i64, u32>> {
    let tally = Tally::read(r, &zones(r)?, narrow, clocks, asked)?;
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    let mut statement = r.conn().prepare_cached(LIVE)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        counts.insert(row.get(0)?, row.get(1)?);
    }
    let unplain = tally.unplain.iter().map(|found| (narrow.facet_of(found.meeting, found.facet), 1));
    for (facet, change) in tally.changes.iter().copied().chain(unplain) {
        *counts.entry(facet).or_default() += change;
    }
    let fits = |(facet, count): (i64, i64)| {
        let count = u32::try_from(count).ok().filter(|count| *count > 0 && narrow.has_facet(facet))?;
        Some((facet, count))
    };
    Ok(counts.into_iter().filter_map(fits).collect())
}

/// For how many of some meetings another listing stands.
fn followers(r: &Read, meetings: &[i64]) -> Result<i64> {
    let mut statement = r.conn().prepare_cached(FOLLOWERS)?;
    let mut rows = statement.query([])?;
    let mut followers = 0;
    while let Some(row) = rows.next()? {
        followers += i64::from(meetings.binary_search(&row.get(0)?).is_ok());
    }
    Ok(followers)
}

/// The first time of a meeting that meets every week and may be listed.
fn first_slot(r: &Read, meeting: i64, narrow: &Narrow) -> Result<Option<Slot>> {
    if !narrow.may_list(meeting) {
        return Ok(None);
    }
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let first = statement.query_row([meeting], |row| row.get(0)).optional()?.map(Slot::unpack);
    Ok(first.filter(|slot| slot.week_minute >= 0))
}
