//! The listings that are worth comparing with some that changed, from two indexes.

use std::collections::BTreeMap;

use super::likeness::{SAME_PLACE_M, metres};
use crate::error::Result;
use crate::meetings::packed::{APPOINTMENT, Slot, meeting_of};
use crate::meetings::pin::{self, band};
use crate::meetings::search::NEAR;
use crate::storage::Write;

/// How many are compared with one listing at most. More at one place and time are no meetings but noise.
const MOST: usize = 50;
/// One building as an angle, with room for rounding.
const SAME_PLACE_DEGREES: f64 = SAME_PLACE_M / 111_000.0;

pub(in super::super) const IN_ROOM: &str = "SELECT id FROM slot WHERE room = ?1 AND room <> 0";

/// A weekly time of a listing that changed.
struct Spot {
    meeting: i64,
    week_minute: i64,
    /// `None`: its place is unknown, or it is online only.
    point: Option<(f64, f64)>,
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
    let sql = "SELECT id, packed, pin, room FROM slot WHERE id BETWEEN ?1 * 1024 AND ?2 * 1024 + 1023";
    let mut statement = w.conn().prepare_cached(sql)?;
    let mut rows = statement.query([first, last])?;
    let mut spots = Vec::new();
    while let Some(row) = rows.next()? {
        let week_minute = Slot::unpack(row.get(1)?).week_minute;
        if week_minute != APPOINTMENT {
            let pin: i64 = row.get(2)?;
            let point = (pin >= 0).then(|| pin::point(pin));
            spots.push(Spot { meeting: meeting_of(row.get(0)?), week_minute, point, room: row.get(3)? });
        }
    }
    Ok(spots)
}

/// What a spot looks at of a stripe.
struct Window<'a> {
    band: i64,
    west: f64,
    east: f64,
    point: (f64, f64),
    spot: &'a Spot,
}

/// Neighbours of one building share their windows into the index, so that a town is read once and not once a meeting.
fn in_place(w: &Write, spots: &[Spot], each: &mut impl FnMut(i64, i64) -> Result<()>) -> Result<()> {
    let mut windows: Vec<Window> = Vec::new();
    for spot in spots {
        let Some(point) = spot.point else { continue };
        let (latitude, longitude) = point;
        let width = SAME_PLACE_DEGREES / latitude.to_radians().cos().max(0.01);
        for band in band(latitude - SAME_PLACE_DEGREES)..=band(latitude + SAME_PLACE_DEGREES) {
            windows.push(Window { band, west: longitude - width, east: longitude + width, point, spot });
        }
    }
    windows.sort_unstable_by(|one, other| one.band.cmp(&other.band).then(one.west.total_cmp(&other.west)));
    let mut statement = w.conn().prepare_cached(NEAR)?;
    let mut rest = windows.as_slice();
    while let Some(&Window { band, west, mut east, .. }) = rest.first() {
        let reach = rest.iter().take_while(|window| {
            let joins = window.band == band && window.west <= east;
            if joins {
                east = east.max(window.east);
            }
            joins
        });
        let (here, after) = rest.split_at(reach.count());
        rest = after;
        // By time, and then from west to east as the index has them.
        let mut there: BTreeMap<i64, Vec<(f64, f64, i64)>> = BTreeMap::new();
        let mut rows = statement.query(pin::between(band, west, east))?;
        while let Some(row) = rows.next()? {
            let week_minute = Slot::unpack(row.get(1)?).week_minute;
            let (latitude, longitude) = pin::point(row.get(2)?);
            there.entry(week_minute).or_default().push((longitude, latitude, meeting_of(row.get(0)?)));
        }
        for window in here {
            let Some(others) = there.get(&window.spot.week_minute) else { continue };
            let from = others.partition_point(|other| other.0 < window.west);
            let near = others.iter().skip(from).take_while(|other| other.0 <= window.east);
            let near = near.filter(|(longitude, latitude, meeting)| {
                *meeting != window.spot.meeting && metres(window.point, (*latitude, *longitude)) < SAME_PLACE_M
            });
            for (_, _, meeting) in near.take(MOST) {
                each(window.spot.meeting, *meeting)?;
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
            let meeting = meeting_of(row.get(0)?);
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
