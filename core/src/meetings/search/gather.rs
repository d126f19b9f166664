//! Candidates from the index that fits the question: the place, the words, or time itself.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use super::super::packed::{APPOINTMENT, IRREGULAR, Slot};
use super::super::week::WEEK_MINUTES;
use super::area::{Area, Measured};
use super::asked::Asked;
use super::clocks::Clocks;
use super::narrow::Narrow;
use super::{Found, keep_first};
use crate::error::Result;
use crate::storage::Read;

/// [`slot.band`](band) of a place that is unknown.
pub(in super::super) const NO_PLACE: i64 = -1;
/// … and of a meeting that is online only.
pub(in super::super) const ONLINE: i64 = -2;

pub(in super::super) const NEAR: &str = "SELECT meeting, packed, lat, lon
    FROM slot WHERE band = ?1 AND lon BETWEEN ?2 AND ?3";
pub(super) const OF_MEETING: &str = "SELECT meeting, packed
    FROM slot WHERE id BETWEEN ?1 * 1024 AND ?1 * 1024 + 1023";
pub(super) const IN_TIME: &str = "SELECT meeting, packed
    FROM slot WHERE zone = ?1 AND week_minute BETWEEN ?2 AND ?3";

/// What was found: all that the page needs, and how many there are on all pages.
#[derive(Default)]
pub(super) struct Gathered {
    pub total: usize,
    pub found: Vec<Found>,
}

impl Gathered {
    fn all(found: Vec<Found>) -> Self {
        Self { total: found.len(), found }
    }
}

/// Collects candidates; a meeting with several times is kept with the first of them that fits.
struct Basket<'a, 'b> {
    clocks: &'a mut Clocks<'b>,
    narrow: &'a Narrow,
    asked: &'a Asked,
    single: Vec<Found>,
    several: Vec<Found>,
}

impl<'a, 'b> Basket<'a, 'b> {
    fn new(clocks: &'a mut Clocks<'b>, narrow: &'a Narrow, asked: &'a Asked) -> Self {
        Self { clocks, narrow, asked, single: Vec::new(), several: Vec::new() }
    }

    fn add(&mut self, meeting: i64, slot: &Slot, distance: Option<f64>) -> Result<()> {
        if (slot.week_minute == APPOINTMENT && !self.asked.appointments()) || !self.narrow.has_meeting(meeting) {
            return Ok(());
        }
        let when = &self.asked.when;
        if let Some(found) = self.clocks.next(meeting, slot, distance, when)?
            && (when.holds(&found) || found.is_by_appointment())
        {
            if slot.single { self.single.push(found) } else { self.several.push(found) }
        }
        Ok(())
    }

    fn finish(mut self) -> Gathered {
        keep_first(&mut self.several);
        self.single.append(&mut self.several);
        Gathered::all(self.single)
    }
}

/// Around a place or in a box: band by band, cut at both longitudes; the exact distance decides.
pub(super) fn near(r: &Read, asked: &Asked, area: &Area, narrow: &Narrow, clocks: &mut Clocks) -> Result<Gathered> {
    let mut basket = Basket::new(clocks, narrow, asked);
    slots_in(r, area, narrow, |meeting, slot, _, distance| basket.add(meeting, slot, distance))?;
    if asked.include_online {
        let mut statement = r.conn().prepare_cached(NEAR)?;
        let mut rows = statement.query(params![ONLINE, -180.0, 180.0])?;
        while let Some(row) = rows.next()? {
            let (meeting, slot) = (row.get(0)?, Slot::unpack(row.get(1)?));
            if narrow.lists(meeting, &slot) {
                basket.add(meeting, &slot, None)?;
            }
        }
    }
    Ok(basket.finish())
}

/// Every slot with a place in an area whose facet fits, with its point and distance.
fn slots_in(
    r: &Read,
    area: &Area,
    narrow: &Narrow,
    mut each: impl FnMut(i64, &Slot, (f64, f64), Option<f64>) -> Result<()>,
) -> Result<()> {
    let mut statement = r.conn().prepare_cached(NEAR)?;
    for edges in area.boxes() {
        let [south, north, west, east] = *edges;
        for band in Area::bands(*edges) {
            let mut rows = statement.query(params![band, west, east])?;
            while let Some(row) = rows.next()? {
                let (meeting, slot) = (row.get(0)?, Slot::unpack(row.get(1)?));
                let point: (f64, f64) = (row.get(2)?, row.get(3)?);
                if !(south..=north).contains(&point.0) || !narrow.lists(meeting, &slot) {
                    continue;
                }
                if let Measured::Inside(distance) = area.measure(point) {
                    each(meeting, &slot, point, distance)?;
                }
            }
        }
    }
    Ok(())
}

/// The place of every meeting in an area that fits, once each.
pub(super) fn each_place(
    r: &Read,
    asked: &Asked,
    area: &Area,
    narrow: &Narrow,
    clocks: &mut Clocks,
    mut each: impl FnMut(i64, (f64, f64)),
) -> Result<()> {
    let mut seen = BTreeSet::new();
    slots_in(r, area, narrow, |meeting, slot, point, distance| {
        if (slot.week_minute == APPOINTMENT && !asked.when.open_ended) || !narrow.has_meeting(meeting) {
            return Ok(());
        }
        let found = clocks.next(meeting, slot, distance, &asked.when)?;
        let fits = found.is_some_and(|found| found.is_by_appointment() || asked.when.holds(&found));
        if fits && (slot.single || seen.insert(meeting)) {
            each(meeting, point);
        }
        Ok(())
    })
}

/// Everywhere, by words: the full-text index names the meetings.
pub(super) fn by_words(r: &Read, asked: &Asked, meetings: &[i64], narrow: &Narrow, clocks: &mut Clocks) -> Result<Gathered> {
    let mut basket = Basket::new(clocks, narrow, asked);
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    for meeting in meetings {
        let mut rows = statement.query([meeting])?;
        while let Some(row) = rows.next()? {
            let (meeting, slot) = (row.get(0)?, Slot::unpack(row.get(1)?));
            if narrow.lists(meeting, &slot) {
                basket.add(meeting, &slot, None)?;
            }
        }
    }
    Ok(basket.finish())
}

/// Everywhere, at certain times: the index by time is read for each stretch, in each zone.
pub(super) fn in_windows(
    r: &Read,
    asked: &Asked,
    windows: &[(i64, i64)],
    narrow: &Narrow,
    clocks: &mut Clocks,
) -> Result<Gathered> {
    let mut found = Vec::new();
    for zone in zones(r)? {
        let mut ranges = vec![(IRREGULAR, IRREGULAR)];
        for (from, to) in windows {
            ranges.extend(clocks.week(zone)?.ranges(*from, *to));
        }
        in_ranges(r, zone, &merged(ranges), narrow, |meeting, slot| {
            found.extend(clocks.next(meeting, slot, None, &asked.when)?.filter(|hit| asked.when.holds(hit)));
            Ok(())
        })?;
    }
    keep_first(&mut found);
    Ok(Gathered::all(found))
}

/// Ranges in order, those that touch or overlap as one.
fn merged(mut ranges: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    ranges.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if last.1 + 1 >= from => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// How many meetings fit a question of time alone, by facet: what the facets count, or all slots of the hours.
pub(super) fn all_by_time(r: &Read, asked: &Asked, narrow: &Narrow, clocks: &mut Clocks) -> Result<BTreeMap<i64, u32>> {
    let whole = [(clocks.now_ms() - 1440 * 60_000, asked.when.until())];
    let mut by_facet = BTreeMap::new();
    for hit in in_windows(r, asked, &whole, narrow, clocks)?.found {
        *by_facet.entry(narrow.facet_of(hit.meeting, hit.facet)).or_default() += 1;
    }
    Ok(by_facet)
}

/// Everywhere, any words: time is the index. With hours named, all of them are read, for they are counted; else a window that
/// is likely to fill the page, and longer ones until it does.
///
/// Wall times and instants can come in another order where clocks change. So a window is read wider than it is, by as much as
/// the clocks jump, and each candidate is kept only if its exact start lies inside: nothing rests on the order of the index.
pub(super) fn by_time(r: &Read, asked: &Asked, narrow: &Narrow, clocks: &mut Clocks) -> Result<Gathered> {
    let zones = zones(r)?;
    let (now, end, when) = (clocks.now_ms(), asked.when.until(), &asked.when);
    let mut found = Vec::new();
    for zone in &zones {
        in_ranges(r, *zone, &[(IRREGULAR, IRREGULAR)], narrow, |meeting, slot| {
            found.extend(clocks.next(meeting, slot, None, when)?.filter(|found| found.starts < end));
            Ok(())
        })?;
    }
    let irregular = found.len();
    let total = if when.open_ended {
        let plain = narrow.live(r)? - beyond(r, &zones, narrow, clocks, asked)? - hidden(r, narrow)?
            + relisted(r, narrow)?
            + left(r, narrow)?;
        Some(usize::try_from(plain).unwrap_or(0) + irregular)
    } else {
        None
    };
    // What is in progress began within a day.
    let day_ago = now - 1440 * 60_000;
    let after = asked.after.as_ref().and_then(|mark| i64::try_from(mark.0.1).ok());
    let mut from = match (after, total) {
        (Some(after), Some(_)) if !asked.favourites_first => after.max(day_ago),
        _ => day_ago,
    };
    let mut span = total.map_or(i64::MAX, |total| first_span(total, asked.limit));
    let wanted = asked.limit + 1;
    while from < end {
        // The first window reaches over what is in progress.
        let to = from.max(now).saturating_add(span).min(end);
        for zone in &zones {
            let ranges = clocks.week(*zone)?.ranges(from, to);
            let mut several = Vec::new();
            in_ranges(r, *zone, &ranges, narrow, |meeting, slot| {
                if let Some(hit) = clocks.next(meeting, slot, None, when)?.filter(|hit| (from..to).contains(&hit.starts)) {
                    if slot.single { found.push(hit) } else { several.push(hit) }
                }
                Ok(())
            })?;
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
    Ok(Gathered { total: total.unwrap_or(found.len()), found })
}

/// Twice the time in which an even week would fill the page, and half an hour at least.
fn first_span(total: usize, limit: usize) -> i64 {
    let week = WEEK_MINUTES * 60_000;
    let even = i64::try_from(limit + 1).unwrap_or(i64::MAX).saturating_mul(2).saturating_mul(week);
    (even / i64::try_from(total.max(1)).unwrap_or(i64::MAX)).clamp(30 * 60_000, week)
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
        let next = clocks.next(meeting, &Slot::unpack(row.get(1)?), None, &asked.when)?;
        first = first.into_iter().chain(next).min_by_key(|found| found.starts);
    }
    Ok(first)
}

/// How many meetings do not start within the 168 hours though they meet every week: where clocks go back, a week is longer.
fn beyond(r: &Read, zones: &[i64], narrow: &Narrow, clocks: &mut Clocks, asked: &Asked) -> Result<i64> {
    let end = asked.when.until();
    let mut meetings = Vec::new();
    for zone in zones {
        let week = clocks.week(*zone)?;
        let slack = week.slack() * 60_000;
        if slack == 0 {
            continue;
        }
        let ranges = week.ranges(end, end + slack);
        let mut late = Vec::new();
        in_ranges(r, *zone, &ranges, narrow, |meeting, slot| {
            late.extend(clocks.next(meeting, slot, None, &asked.when)?.filter(|hit| hit.starts >= end).map(|hit| hit.meeting));
            Ok(())
        })?;
        late.sort_unstable();
        late.dedup();
        for meeting in late {
            if !narrow.hides(meeting) && first_of(r, meeting, clocks, asked)?.is_some_and(|first| first.starts >= end) {
                meetings.push(meeting);
            }
        }
    }
    Ok(i64::try_from(meetings.len()).unwrap_or(i64::MAX))
}

/// How many of the hidden meetings the facets count.
fn hidden(r: &Read, narrow: &Narrow) -> Result<i64> {
    weekly(r, narrow, narrow.hidden(), |_, slot| !slot.joined)
}

/// How many of the meetings that the person keeps apart the facets do not count.
fn relisted(r: &Read, narrow: &Narrow) -> Result<i64> {
    weekly(r, narrow, narrow.relisted(), |meeting, slot| slot.joined && !narrow.hides(meeting))
}

/// How many more of the meetings fit that others were kept apart from than the facets count.
fn left(r: &Read, narrow: &Narrow) -> Result<i64> {
    let listed = |meeting: i64, slot: &Slot| slot.week_minute >= 0 && !slot.joined && !narrow.hides(meeting);
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut more = 0;
    for meeting in narrow.left() {
        let first = statement.query_row([meeting], |row| row.get(1)).optional()?.map(Slot::unpack);
        if let Some(slot) = first.filter(|slot| listed(meeting, slot)) {
            let has = |facet: i64| i64::from(narrow.has_facet(facet));
            more += has(narrow.facet_of(meeting, slot.facet)) - has(slot.facet);
        }
    }
    Ok(more)
}

/// How many of some meetings meet every week and fit the facets.
fn weekly(r: &Read, narrow: &Narrow, meetings: &BTreeSet<i64>, counts: impl Fn(i64, &Slot) -> bool) -> Result<i64> {
    let mut statement = r.conn().prepare_cached(OF_MEETING)?;
    let mut count = 0;
    for meeting in meetings {
        let first = statement.query_row([meeting], |row| row.get(1)).optional()?.map(Slot::unpack);
        let fits = |slot: &Slot| slot.week_minute >= 0 && narrow.has_facet(slot.facet) && counts(*meeting, slot);
        count += i64::from(first.as_ref().is_some_and(fits));
    }
    Ok(count)
}

fn in_ranges(
    r: &Read,
    zone: i64,
    ranges: &[(i64, i64)],
    narrow: &Narrow,
    mut each: impl FnMut(i64, &Slot) -> Result<()>,
) -> Result<()> {
    let mut statement = r.conn().prepare_cached(IN_TIME)?;
    for (first, last) in ranges {
        let mut rows = statement.query(params![zone, first, last])?;
        while let Some(row) = rows.next()? {
            let slot = Slot::unpack(row.get(1)?);
            let meeting = row.get(0)?;
            if narrow.lists(meeting, &slot) && !narrow.hides(meeting) {
                each(meeting, &slot)?;
            }
        }
    }
    Ok(())
}

fn zones(r: &Read) -> Result<Vec<i64>> {
    let mut statement = r.conn().prepare_cached("SELECT id FROM zone")?;
    let zones = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(zones)
}
