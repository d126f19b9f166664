//! The next meetings everywhere, a page at a time: time is the index, and it is read no further than the page reaches. How many
//! there are on all pages is known without looking at each.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::super::packed::{APPOINTMENT, IRREGULAR, Slot, meeting_of};
use super::super::week::WEEK_MINUTES;
use super::asked::Asked;
use super::clocks::Clocks;
use super::gather::{DAY, Gathered, IN_TIME, OF_MEETING, in_ranges, in_stretches, zones};
use super::narrow::Narrow;
use super::rank::millis;
use super::{Found, keep_first};
use crate::error::Result;
use crate::storage::Read;

pub(super) const FOLLOWERS: &str = "SELECT meeting FROM joined";

/// A window that is likely to fill the page, and longer ones until it does. For questions that name no time.
///
/// Wall times and instants can come in another order where clocks change. So a window is read wider than it is, by as much as
/// the clocks jump, and each candidate is kept only if its exact start lies inside: nothing rests on the order of the index.
pub(super) fn page(r: &Read, asked: &Asked, narrow: &Narrow, clocks: &mut Clocks) -> Result<Gathered> {
    let zones = zones(r)?;
    let (now, end, when) = (clocks.now_ms(), asked.when.until(), &asked.when);
    let (mut found, unplain) = unplain(r, &zones, narrow, clocks, asked)?;
    let plain = match narrow.meetings() {
        None => narrow.live(r)?,
        Some(meetings) => count(meetings.len()) - unplain.all - (followers(r, meetings)? - unplain.joined),
    };
    let plain = plain - beyond(r, &zones, narrow, clocks, asked)? - hidden(r, narrow)? + relisted(r, narrow)? + left(r, narrow)?;
    let total = usize::try_from(plain).unwrap_or(0) + found.len();
    let after = asked.after.as_ref().map(|mark| millis(mark.0.1));
    let mut from = match after {
        Some(after) if !asked.favourites_first => after.max(now - DAY),
        _ => now - DAY,
    };
    let mut span = first_span(total, asked.limit);
    let wanted = asked.limit + 1;
    while from < end {
        // The first window reaches over what is in progress.
        let to = from.max(now).saturating_add(span).min(end);
        for zone in &zones {
            let (mut single, mut several) = (Vec::new(), Vec::new());
            in_stretches(r, *zone, &[(from, to)], narrow, clocks, |clocks, (meeting, _), slot| {
                if let Some(hit) = clocks.next(meeting, slot, None, when)?.filter(|hit| (from..to).contains(&hit.starts)) {
                    if slot.single { single.push(hit) } else { several.push(hit) }
                }
                Ok(())
            })?;
            keep_first(&mut single);
            found.append(&mut single);
            keep_first(&mut several);
            for hit in several {
                if is_next(r, &hit, clocks, asked)? {
                    found.push(hit);
                }
            }
        }
        if found.iter().filter(|hit| hit.starts > after.unwrap_or(i64::MIN) && hit.starts < to).count() >= wanted {
            // Beyond the window not all are known.
            found.retain(|hit| hit.starts < to);
            break;
        }
        (from, span) = (to, span.saturating_mul(2));
    }
    Ok(Gathered { total, found })
}

/// Twice the time in which an even week would fill the page, and half an hour at least.
fn first_span(total: usize, limit: usize) -> i64 {
    let week = WEEK_MINUTES * 60_000;
    let even = count(limit + 1).saturating_mul(2).saturating_mul(week);
    (even / count(total.max(1))).clamp(30 * 60_000, week)
}

/// How many of the meetings that may be listed have no plain weekly times, and for how many of these another stands.
#[derive(Default)]
struct Unplain {
    all: i64,
    joined: i64,
}

/// Those of irregular schedules that come, and those by appointment where they are asked for: each is looked at, they are few.
fn unplain(r: &Read, zones: &[i64], narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<(Vec<Found>, Unplain)> {
    let mut found = Vec::new();
    let mut unplain = Unplain::default();
    for zone in zones {
        let mut statement = r.conn().prepare_cached(IN_TIME)?;
        let mut rows = statement.query(Slot::between(*zone, APPOINTMENT, IRREGULAR))?;
        while let Some(row) = rows.next()? {
            let (meeting, slot) = (meeting_of(row.get(0)?), Slot::unpack(row.get(1)?));
            if narrow.may_list(meeting) {
                unplain.all += 1;
                unplain.joined += i64::from(slot.joined);
            }
            let asked_for = slot.week_minute == IRREGULAR || asked.appointments();
            if asked_for && narrow.lists(meeting, &slot) && narrow.has_meeting(meeting) {
                let next = clocks.next(meeting, &slot, None, &asked.when)?;
                found.extend(next.filter(|hit| hit.is_by_appointment() || hit.starts < asked.when.until()));
            }
        }
    }
    Ok((found, unplain))
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

/// Whether a meeting with several times has none before this one.
fn is_next(r: &Read, hit: &Found, clocks: &mut Clocks, asked: &Asked) -> Result<bool> {
    Ok(first_of(r, hit.meeting, clocks, asked)?.is_some_and(|first| first.starts == hit.starts))
}

fn first_of(r: &Read, meeting: i64, clocks: &mut Clocks, asked: &Asked) -> Result<Option<Found>> {
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut rows = statement.query([meeting])?;
    let mut first: Option<Found> = None;
    while let Some(row) = rows.next()? {
        let next = clocks.next(meeting, &Slot::unpack(row.get(0)?), None, &asked.when)?;
        first = first.into_iter().chain(next).min_by_key(|found| found.starts);
    }
    Ok(first)
}

/// How many meetings do not start within the 168 hours though they meet every week: where clocks go back, a week is longer.
fn beyond(r: &Read, zones: &[i64], narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<i64> {
    let end = asked.when.until();
    let mut meetings = 0;
    for zone in zones {
        let week = clocks.week(*zone)?;
        let slack = week.slack() * 60_000;
        if slack == 0 {
            continue;
        }
        let ranges = week.ranges(end, end + slack);
        let mut late = BTreeSet::new();
        in_ranges(r, IN_TIME, *zone, &ranges, narrow, |(meeting, _), slot| {
            late.extend(clocks.next(meeting, slot, None, &asked.when)?.filter(|hit| hit.starts >= end).map(|hit| hit.meeting));
            Ok(())
        })?;
        for meeting in late {
            meetings += i64::from(first_of(r, meeting, clocks, asked)?.is_some_and(|first| first.starts >= end));
        }
    }
    Ok(meetings)
}

/// How many of the hidden meetings were counted.
fn hidden(r: &Read, narrow: &Narrow) -> Result<i64> {
    weekly(r, narrow, narrow.hidden(), |_, slot| !slot.joined)
}

/// How many of the meetings that the person keeps apart were not counted.
fn relisted(r: &Read, narrow: &Narrow) -> Result<i64> {
    weekly(r, narrow, narrow.relisted(), |meeting, slot| slot.joined && !narrow.hides(meeting))
}

/// How many more of the meetings fit that others were kept apart from than the facets count.
fn left(r: &Read, narrow: &Narrow) -> Result<i64> {
    let listed = |meeting: i64, slot: &Slot| slot.week_minute >= 0 && !slot.joined && !narrow.hides(meeting);
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut more = 0;
    for meeting in narrow.left() {
        let first = statement.query_row([meeting], |row| row.get(0)).optional()?.map(Slot::unpack);
        if let Some(slot) = first.filter(|slot| listed(meeting, slot)) {
            let has = |facet: i64| i64::from(narrow.has_facet(facet));
            more += has(narrow.facet_of(meeting, slot.facet)) - has(slot.facet);
        }
    }
    Ok(more)
}

/// How many of some meetings meet every week and fit the facets and the words.
fn weekly(r: &Read, narrow: &Narrow, meetings: &BTreeSet<i64>, counts: impl Fn(i64, &Slot) -> bool) -> Result<i64> {
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut sum = 0;
    for meeting in meetings.iter().filter(|meeting| narrow.may_list(**meeting)) {
        let first = statement.query_row([meeting], |row| row.get(0)).optional()?.map(Slot::unpack);
        let fits = |slot: &Slot| slot.week_minute >= 0 && narrow.has_facet(slot.facet) && counts(*meeting, slot);
        sum += i64::from(first.as_ref().is_some_and(fits));
    }
    Ok(sum)
}

fn count(meetings: usize) -> i64 {
    i64::try_from(meetings).unwrap_or(i64::MAX)
}
