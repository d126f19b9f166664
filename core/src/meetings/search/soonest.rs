//! The next meetings everywhere, a page at a time: time is the index, and it is read no further than the page reaches. How many
//! there are on all pages is known without looking at each (see [`tally`](super::tally)).

use super::super::packed::Slot;
use super::super::week::WEEK_MINUTES;
use super::asked::Asked;
use super::clocks::Clocks;
use super::gather::{DAY, Gathered, OF_MEETING, in_stretches, zones};
use super::narrow::Narrow;
use super::rank::millis;
use super::tally::Tally;
use super::{Found, keep_first};
use crate::error::Result;
use crate::storage::Read;

/// A window that is likely to fill the page, and longer ones until it does. For questions that name no time.
///
/// Wall times and instants can come in another order where clocks change. So a window is read wider than it is, by as much as
/// the clocks jump, and each candidate is kept only if its exact start lies inside: nothing rests on the order of the index.
pub(super) fn page(r: &Read, asked: &Asked, narrow: &Narrow, clocks: &mut Clocks) -> Result<Gathered> {
    let zones = zones(r)?;
    let (now, end, when) = (clocks.now_ms(), asked.when.until(), &asked.when);
    let tally = Tally::read(r, &zones, narrow, clocks, asked)?;
    let total = tally.total(r, narrow)?;
    let mut found = tally.unplain;
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

/// Whether a meeting with several times has none before this one.
fn is_next(r: &Read, hit: &Found, clocks: &mut Clocks, asked: &Asked) -> Result<bool> {
    Ok(first_of(r, hit.meeting, clocks, asked)?.is_some_and(|first| first.starts == hit.starts))
}

pub(super) fn first_of(r: &Read, meeting: i64, clocks: &mut Clocks, asked: &Asked) -> Result<Option<Found>> {
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut rows = statement.query([meeting])?;
    let mut first: Option<Found> = None;
    while let Some(row) = rows.next()? {
        let next = clocks.next(meeting, &Slot::unpack(row.get(0)?), None, &asked.when)?;
        first = first.into_iter().chain(next).min_by_key(|found| found.starts);
    }
    Ok(first)
}

fn count(meetings: usize) -> i64 {
    i64::try_from(meetings).unwrap_or(i64::MAX)
}
