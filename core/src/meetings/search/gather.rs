//! Candidates from the index that fits the question: the place, the words, or time itself.

use std::collections::BTreeSet;

use super::super::GeoPoint;
use super::super::packed::{APPOINTMENT, IRREGULAR, Slot, meeting_of};
use super::super::pin::{self, ONLINE};
use super::area::{Area, Measured};
use super::asked::Asked;
use super::clocks::Clocks;
use super::narrow::Narrow;
use super::{Found, keep_first};
use crate::error::Result;
use crate::storage::Read;

pub(in super::super) const NEAR: &str = "SELECT id, packed, pin FROM slot WHERE pin BETWEEN ?1 AND ?2";
pub(super) const OF_MEETING: &str = "SELECT packed FROM slot WHERE id BETWEEN ?1 * 1024 AND ?1 * 1024 + 1023";
pub(super) const IN_TIME: &str = "SELECT id, packed FROM slot WHERE packed BETWEEN ?1 AND ?2";
/// The same of those that last longer than [`LONG`] minutes (bits of `packed`, see `packed.rs`).
pub(super) const LONG_IN_TIME: &str = "SELECT id, packed
    FROM slot INDEXED BY slot_long WHERE packed >> 2 & 2047 > 90 AND packed BETWEEN ?1 AND ?2";
pub(super) const PLACE: &str = "SELECT pin FROM slot WHERE id = ?1";

/// Few meetings last longer than this, in minutes; an index of their own finds those that are still in progress. A meeting that
/// began longer ago and still runs is one of them.
const LONG: i64 = 90;
/// What runs now began within this: milliseconds.
pub(super) const DAY: i64 = 1440 * 60_000;

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
        // A town's worth at once: growing step by step copies it all again.
        Self { clocks, narrow, asked, single: Vec::with_capacity(1024), several: Vec::new() }
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
        let mut rows = statement.query([ONLINE, ONLINE])?;
        while let Some(row) = rows.next()? {
            let (meeting, slot) = (meeting_of(row.get(0)?), Slot::unpack(row.get(1)?));
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
        let [south, north, ..] = *edges;
        for band in Area::bands(*edges) {
            let (west, east) = area.within_band(*edges, band);
            let mut rows = statement.query(pin::between(band, west, east))?;
            while let Some(row) = rows.next()? {
                // Each column costs as much as the reckoning: what leaves a row out is read first.
                let point = pin::point(row.get(2)?);
                if !(south..=north).contains(&point.0) {
                    continue;
                }
                let (meeting, slot) = (meeting_of(row.get(0)?), Slot::unpack(row.get(1)?));
                if !narrow.lists(meeting, &slot) {
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

/// Every time that fits of the meetings with a place in an area, with the place, and whether it is the first one of its meeting.
pub(super) fn each_time(
    r: &Read,
    asked: &Asked,
    area: &Area,
    narrow: &Narrow,
    clocks: &mut Clocks,
    mut each: impl FnMut(Found, (f64, f64), bool),
) -> Result<()> {
    let mut seen = BTreeSet::new();
    slots_in(r, area, narrow, |meeting, slot, point, distance| {
        if (slot.week_minute == APPOINTMENT && !asked.appointments()) || !narrow.has_meeting(meeting) {
            return Ok(());
        }
        let found = clocks.next(meeting, slot, distance, &asked.when)?;
        if let Some(found) = found.filter(|found| found.is_by_appointment() || asked.when.holds(found)) {
            each(found, point, slot.single || seen.insert(meeting));
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
            let slot = Slot::unpack(row.get(0)?);
            if narrow.lists(*meeting, &slot) {
                basket.add(*meeting, &slot, None)?;
            }
        }
    }
    Ok(basket.finish())
}

/// At certain times, everywhere or in an area: the index by time is read for each stretch, in each zone.
///
/// In an area the place of each that fits is looked up by its number: that pays where the area is much wider than the times.
pub(super) fn in_windows(
    r: &Read,
    asked: &Asked,
    windows: &[(i64, i64)],
    area: Option<&Area>,
    narrow: &Narrow,
    clocks: &mut Clocks,
) -> Result<Gathered> {
    let when = &asked.when;
    let mut found = Vec::new();
    for zone in zones(r)? {
        let mut ask = |clocks: &mut Clocks, (meeting, id), slot: &Slot| {
            let Some(hit) = clocks.next(meeting, slot, None, when)?.filter(|hit| when.holds(hit)) else { return Ok(()) };
            match area.map(|area| place(r, area, id)).transpose()? {
                None => found.push(hit),
                Some(Placed::Online) if asked.include_online => found.push(hit),
                Some(Placed::Inside(distance)) => {
                    // How far it is can decide whether one gets there in time.
                    found.extend(clocks.next(meeting, slot, distance, when)?.filter(|hit| when.holds(hit)));
                }
                Some(Placed::Online | Placed::Outside) => {}
            }
            Ok(())
        };
        in_ranges(r, IN_TIME, zone, &[(IRREGULAR, IRREGULAR)], narrow, |found, slot| ask(clocks, found, slot))?;
        in_stretches(r, zone, windows, narrow, clocks, &mut ask)?;
    }
    keep_first(&mut found);
    Ok(Gathered::all(found))
}

enum Placed {
    Inside(Option<f64>),
    Online,
    Outside,
}

fn place(r: &Read, area: &Area, slot: i64) -> Result<Placed> {
    let mut statement = r.conn().prepare_cached(PLACE)?;
    let pin: i64 = statement.query_row([slot], |row| row.get(0))?;
    if pin < 0 {
        return Ok(if pin == ONLINE { Placed::Online } else { Placed::Outside });
    }
    let (latitude, longitude) = pin::point(pin);
    Ok(match area.holds(GeoPoint { latitude, longitude }) {
        Measured::Inside(distance) => Placed::Inside(distance),
        Measured::Outside => Placed::Outside,
    })
}

/// Every listed weekly time of a zone that may start, or still run, in the stretches (instants in milliseconds). Some come twice,
/// and some are over: the exact start decides.
pub(super) fn in_stretches(
    r: &Read,
    zone: i64,
    stretches: &[(i64, i64)],
    narrow: &Narrow,
    clocks: &mut Clocks,
    mut each: impl FnMut(&mut Clocks, (i64, i64), &Slot) -> Result<()>,
) -> Result<()> {
    let recent = clocks.now_ms() - LONG * 60_000;
    let (mut ranges, mut long) = (Vec::new(), Vec::new());
    let week = clocks.week(zone)?;
    for &(from, to) in stretches {
        if from < recent {
            long.extend(week.ranges(from, to.min(recent)));
        }
        if to > recent {
            ranges.extend(week.ranges(from.max(recent), to));
        }
    }
    in_ranges(r, IN_TIME, zone, &merged(ranges), narrow, |found, slot| each(clocks, found, slot))?;
    in_ranges(r, LONG_IN_TIME, zone, &merged(long), narrow, |found, slot| each(clocks, found, slot))
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

/// Every listed time of a zone in the minutes of the week, with its meeting's number and its own.
pub(super) fn in_ranges(
    r: &Read,
    sql: &str,
    zone: i64,
    ranges: &[(i64, i64)],
    narrow: &Narrow,
    mut each: impl FnMut((i64, i64), &Slot) -> Result<()>,
) -> Result<()> {
    let mut statement = r.conn().prepare_cached(sql)?;
    for (first, last) in ranges {
        let mut rows = statement.query(Slot::between(zone, *first, *last))?;
        while let Some(row) = rows.next()? {
            let (id, slot) = (row.get(0)?, Slot::unpack(row.get(1)?));
            let meeting = meeting_of(id);
            if narrow.lists(meeting, &slot) && narrow.has_meeting(meeting) {
                each((meeting, id), &slot)?;
            }
        }
    }
    Ok(())
}

pub(super) fn zones(r: &Read) -> Result<Vec<i64>> {
    let mut statement = r.conn().prepare_cached("SELECT id FROM zone")?;
    let zones = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(zones)
}
