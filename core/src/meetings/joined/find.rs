//! The listings that are worth comparing with some that changed, from two indexes.

use std::collections::BTreeMap;

use rusqlite::params;

use super::likeness::{SAME_PLACE_M, metres};
use crate::error::Result;
use crate::meetings::packed::{APPOINTMENT, Slot};
use crate::meetings::search::{NEAR, band};
use crate::storage::Write;

/// How many are compared with one listing at most. More at one place and time are no meetings but noise.
const MOST: usize = 50;
/// One building as an angle, with room for rounding.
const SAME_PLACE_DEGREES: f64 = SAME_PLACE_M / 111_000.0;

pub(in super::super) const IN_ROOM: &str = "SELECT meeting FROM slot WHERE room = ?1 AND room <> 0";

/// A weekly time of a listing that changed.
struct Spot {
    meeting: i64,
    week_minute: i64,
    band: i64,
    point: (f64, f64),
    room: i64,
}

/// Calls `each` with a listing that changed and one that meets at the same place or in the same room, and mostly at the same time.
/// A pair may come twice.
pub(super) fn each_candidate(w: &Write, changed: &[i64], mut each: impl FnMut(i64, i64) -> Result<()>) -> Result<()> {
    for run in runs(changed) {
        let spots = spots(w, run)?;
        in_place(w, &spots, &mut each)?;
        in_room(w, &spots, &mut each)?;
    }
    Ok(())
}

/// Stretches of numbers without a gap: new listings are numbered one after another, and are read in one sweep. Not too long, or
/// a large feed would stand in memory.
fn runs(ascending: &[i64]) -> Vec<(i64, i64)> {
    const LONGEST: i64 = 20_000;
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for id in ascending {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == *id && id - last.0 < LONGEST => last.1 = *id,
            _ => runs.push((*id, *id)),
        }
    }
    runs
}

fn spots(w: &Write, (first, last): (i64, i64)) -> Result<Vec<Spot>> {
    let sql = "SELECT meeting, packed, band, lat, lon, room FROM slot WHERE id BETWEEN ?1 * 1024 AND ?2 * 1024 + 1023";
    let mut statement = w.conn().prepare_cached(sql)?;
    let mut rows = statement.query([first, last])?;
    let mut spots = Vec::new();
    while let Some(row) = rows.next()? {
        let week_minute = Slot::unpack(row.get(1)?).week_minute;
        if week_minute != APPOINTMENT {
            let point = (row.get(3)?, row.get(4)?);
            spots.push(Spot { meeting: row.get(0)?, week_minute, band: row.get(2)?, point, room: row.get(5)? });
        }
    }
    Ok(spots)
}

/// Neighbours of one building share their windows into the index, so that a town is read once and not once a meeting.
fn in_place(w: &Write, spots: &[Spot], each: &mut impl FnMut(i64, i64) -> Result<()>) -> Result<()> {
    // Band, west, east, and the spot that looks out of this window.
    let mut windows: Vec<(i64, f64, f64, &Spot)> = Vec::new();
    for spot in spots.iter().filter(|spot| spot.band >= 0) {
        let (latitude, longitude) = spot.point;
        let width = SAME_PLACE_DEGREES / latitude.to_radians().cos().max(0.01);
        for band in band(latitude - SAME_PLACE_DEGREES)..=band(latitude + SAME_PLACE_DEGREES) {
            windows.push((band, longitude - width, longitude + width, spot));
        }
    }
    windows.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let mut statement = w.conn().prepare_cached(NEAR)?;
    let mut rest = windows.as_slice();
    while let Some(&(band, west, mut east, _)) = rest.first() {
        let reach = rest.iter().take_while(|window| {
            let joins = window.0 == band && window.1 <= east;
            if joins {
                east = east.max(window.2);
            }
            joins
        });
        let (here, after) = rest.split_at(reach.count());
        rest = after;
        // By time, and then from west to east as the index has them.
        let mut there: BTreeMap<i64, Vec<(f64, f64, i64)>> = BTreeMap::new();
        let mut rows = statement.query(params![band, west, east])?;
        while let Some(row) = rows.next()? {
            let week_minute = Slot::unpack(row.get(1)?).week_minute;
            there.entry(week_minute).or_default().push((row.get(3)?, row.get(2)?, row.get(0)?));
        }
        for (_, west, east, spot) in here {
            let Some(others) = there.get(&spot.week_minute) else { continue };
            let from = others.partition_point(|other| other.0 < *west);
            let near = others.iter().skip(from).take_while(|other| other.0 <= *east);
            let near = near.filter(|(longitude, latitude, meeting)| {
                *meeting != spot.meeting && metres(spot.point, (*latitude, *longitude)) < SAME_PLACE_M
            });
            for (_, _, meeting) in near.take(MOST) {
                each(spot.meeting, *meeting)?;
            }
        }
    }
    Ok(())
}

fn in_room(w: &Write, spots: &[Spot], each: &mut impl FnMut(i64, i64) -> Result<()>) -> Result<()> {
    let mut statement = w.conn().prepare_cached(IN_ROOM)?;
    for spot in spots.iter().filter(|spot| spot.room != 0) {
        let mut rows = statement.query([spot.room])?;
        let mut count = 0;
        while let Some(row) = rows.next()?.filter(|_| count < MOST) {
            let meeting = row.get(0)?;
            if meeting != spot.meeting {
                each(spot.meeting, meeting)?;
                count += 1;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_numbers() {
        assert_eq!(runs(&[]), []);
        assert_eq!(runs(&[3, 4, 5, 7, 9, 10]), [(3, 5), (7, 7), (9, 10)]);
    }
}
