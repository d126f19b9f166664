//! A map: what lies close together is one mark.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::clocks::Clocks;
use super::narrow::Narrow;
use super::{Found, MapCluster, MeetingRow, gather, own, row};
use crate::error::{Error, Field, Problem, Result};
use crate::meetings::mine::Mine;
use crate::meetings::{GeoBox, GeoPoint, MeetingQuery, store};
use crate::storage::Read;
use crate::time::Now;

const MAX_ZOOM: u8 = 22;
/// Marks side by side in the 256 points of a map tile.
const MARKS_A_TILE: f64 = 4.0;

/// The meetings of a box that fit, gathered in cells of a quarter of a map tile at this zoom.
pub(crate) fn map(r: &Read, within: GeoBox, zoom: u8, query: &MeetingQuery, mine: &Mine, now: &Now) -> Result<Vec<MapCluster>> {
    if zoom > MAX_ZOOM {
        return Err(Error::invalid(Field::Distance, Problem::OutOfRange));
    }
    let query = MeetingQuery {
        within_box: Some(within),
        include_online: false,
        order: None,
        cursor: None,
        limit: None,
        favourites_first: false,
        ..query.clone()
    };
    let asked = Asked::read(&query, now)?;
    let narrow = Narrow::read(r, &asked, mine)?;
    let mut clocks = Clocks::new(r, now);
    let cell = 360.0 / 2_f64.powi(i32::from(zoom)) / MARKS_A_TILE;
    let mut cells: BTreeMap<(i64, i64), Cell> = BTreeMap::new();
    let Some(area) = &asked.area else { return Ok(Vec::new()) };
    let mut add = |found: Found, point: (f64, f64), first: bool| {
        // At most 360 / 2⁻²² / 4 cells in each direction.
        #[allow(clippy::cast_possible_truncation)]
        let number = |degrees: f64| (degrees / cell).floor() as i64;
        let place = cells.entry((number(point.0), number(point.1))).or_default();
        place.next = Some(place.next.filter(|next| next.starts <= found.starts).unwrap_or(found));
        if first {
            place.add(point, mine.favourites().contains(&found.meeting));
        }
    };
    gather::each_time(r, &asked, area, &narrow, &mut clocks, &mut add)?;
    for found in own::found(&asked, &narrow, mine, &clocks) {
        if let Some(point) = mine.own(found.meeting).and_then(|own| own.meeting.point) {
            add(found, (point.latitude, point.longitude), true);
        }
    }
    let mut clusters = Vec::with_capacity(cells.len());
    for place in cells.into_values() {
        let alone = place.next.filter(|_| place.count == 1);
        let meeting = alone.map(|found| row(r, &found, &asked, &narrow, mine, &mut clocks)).transpose()?;
        clusters.push(place.cluster(meeting));
    }
    Ok(clusters)
}

/// What lies in one cell, as far as it was counted.
#[derive(Default)]
struct Cell {
    count: u32,
    favourites: u32,
    /// The soonest of all times.
    next: Option<Found>,
    latitude: f64,
    longitude: f64,
    bounds: Option<GeoBox>,
}

impl Cell {
    fn add(&mut self, (latitude, longitude): (f64, f64), favourite: bool) {
        self.count += 1;
        self.favourites += u32::from(favourite);
        self.latitude += latitude;
        self.longitude += longitude;
        let held = self.bounds.unwrap_or(GeoBox { south: latitude, north: latitude, west: longitude, east: longitude });
        self.bounds = Some(GeoBox {
            south: held.south.min(latitude),
            north: held.north.max(latitude),
            west: held.west.min(longitude),
            east: held.east.max(longitude),
        });
    }

    fn cluster(self, meeting: Option<MeetingRow>) -> MapCluster {
        let count = f64::from(self.count.max(1));
        let point = GeoPoint { latitude: self.latitude / count, longitude: self.longitude / count };
        let GeoPoint { latitude, longitude } = point;
        MapCluster {
            point,
            bounds: self.bounds.unwrap_or(GeoBox { south: latitude, north: latitude, west: longitude, east: longitude }),
            count: self.count,
            favourites: self.favourites,
            starts_at: self.next.filter(|next| !next.is_by_appointment()).map(|next| store::instant(next.starts)),
            meeting,
        }
    }
}
