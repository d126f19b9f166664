//! A map: what lies close together is one mark.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::clocks::Clocks;
use super::narrow::Narrow;
use super::{MapCluster, gather};
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
    gather::each_place(r, &asked, area, &narrow, &mut clocks, |meeting, (latitude, longitude)| {
        // At most 360 / 2⁻²² / 4 cells in each direction.
        #[allow(clippy::cast_possible_truncation)]
        let number = |degrees: f64| (degrees / cell).floor() as i64;
        let place = cells.entry((number(latitude), number(longitude))).or_default();
        place.count += 1;
        place.latitude += latitude;
        place.longitude += longitude;
        place.meeting = meeting;
    })?;
    let mut clusters = Vec::with_capacity(cells.len());
    for place in cells.into_values() {
        let count = f64::from(place.count);
        clusters.push(MapCluster {
            point: GeoPoint { latitude: place.latitude / count, longitude: place.longitude / count },
            count: place.count,
            meeting: if place.count == 1 { Some(store::name_and_id(r, place.meeting)?.1) } else { None },
        });
    }
    Ok(clusters)
}

#[derive(Default)]
struct Cell {
    count: u32,
    latitude: f64,
    longitude: f64,
    meeting: i64,
}
