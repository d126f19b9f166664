//! A circle on the earth, and the boxes of latitude and longitude that hold it. Pure.

use super::super::GeoPoint;
use crate::error::{Error, Field, Problem, Result};

/// Mean radius of the earth (IUGG), in metres.
const EARTH_M: f64 = 6_371_008.8;
const DEFAULT_KM: f64 = 25.0;
const MAX_KM: f64 = 20_000.0;

/// A circle around a place.
pub(super) struct Area {
    centre: GeoPoint,
    radius_m: f64,
}

impl Area {
    pub fn around(centre: GeoPoint, within_km: Option<f64>) -> Result<Self> {
        // Not-a-number lies in no range.
        if !(-90.0..=90.0).contains(&centre.latitude) || !(-180.0..=180.0).contains(&centre.longitude) {
            return Err(Error::invalid(Field::Place, Problem::OutOfRange));
        }
        let kilometres = within_km.unwrap_or(DEFAULT_KM);
        if !(kilometres > 0.0 && kilometres <= MAX_KM) {
            return Err(Error::invalid(Field::Distance, Problem::OutOfRange));
        }
        Ok(Self { centre, radius_m: kilometres * 1000.0 })
    }

    /// The bands of [`band`] that a box touches.
    pub fn bands([south, north, ..]: [f64; 4]) -> std::ops::RangeInclusive<i64> {
        band(south)..=band(north)
    }

    pub fn radius_m(&self) -> f64 {
        self.radius_m
    }

    /// Great-circle distance (haversine), in metres.
    pub fn distance_m(&self, (latitude, longitude): (f64, f64)) -> f64 {
        let (from, to) = (self.centre.latitude.to_radians(), latitude.to_radians());
        let north = ((to - from) / 2.0).sin().powi(2);
        let east = ((longitude - self.centre.longitude).to_radians() / 2.0).sin().powi(2);
        let chord = (north + from.cos() * to.cos() * east).clamp(0.0, 1.0);
        2.0 * EARTH_M * chord.sqrt().asin()
    }

    /// `[south, north, west, east]` in degrees; two boxes where the circle crosses the date line.
    pub fn boxes(&self) -> Vec<[f64; 4]> {
        let angle = self.radius_m / EARTH_M;
        // A hair wider, so that rounding does not cut off the rim; the distance decides.
        let height = angle.to_degrees() + 1e-9;
        let (south, north) = (self.centre.latitude - height, self.centre.latitude + height);
        if south <= -90.0 || north >= 90.0 || angle >= std::f64::consts::FRAC_PI_2 {
            return vec![[south.max(-90.0), north.min(90.0), -180.0, 180.0]];
        }
        let width = (angle.sin() / self.centre.latitude.to_radians().cos()).asin().to_degrees() + 1e-9;
        let (west, east) = (self.centre.longitude - width, self.centre.longitude + width);
        if west < -180.0 {
            vec![[south, north, west + 360.0, 180.0], [south, north, -180.0, east]]
        } else if east > 180.0 {
            vec![[south, north, west, 180.0], [south, north, -180.0, east - 360.0]]
        } else {
            vec![[south, north, west, east]]
        }
    }
}

/// The stripe of a sixteenth of a degree that a latitude lies in, from the south pole: some 7 km. Narrow enough that few rows
/// are read beside the circle, wide enough that the usual circle crosses no more than nine.
pub(in super::super) fn band(latitude: f64) -> i64 {
    // Between 0 and 2880 for every latitude there is.
    #[allow(clippy::cast_possible_truncation)]
    let band = ((latitude + 90.0) * 16.0).floor() as i64;
    band
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(latitude: f64, longitude: f64, kilometres: f64) -> Area {
        Area::around(GeoPoint { latitude, longitude }, Some(kilometres)).unwrap()
    }

    #[test]
    fn known_distances() {
        // San José City Hall to San Francisco City Hall, and half the equator.
        let found = area(37.3377, -121.8853, 1.0).distance_m((37.7793, -122.4193));
        assert!((found - 67_900.0).abs() < 300.0, "{found}");
        let half = area(0.0, 0.0, 1.0).distance_m((0.0, 180.0));
        assert!((half - 20_015_115.0).abs() < 10.0, "{half}");
        assert!(area(51.5, 0.0, 1.0).distance_m((51.5, 0.0)).abs() < f64::EPSILON);
    }

    #[test]
    fn nonsense_is_refused() {
        for (latitude, longitude) in [(91.0, 0.0), (0.0, 181.0), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Area::around(GeoPoint { latitude, longitude }, None).is_err());
        }
        for kilometres in [0.0, -1.0, f64::NAN, f64::INFINITY, 20_001.0] {
            assert!(Area::around(GeoPoint { latitude: 0.0, longitude: 0.0 }, Some(kilometres)).is_err());
        }
    }

    proptest! {
        #[test]
        fn what_is_near_enough_lies_in_a_box(
            latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64, kilometres in 0.1..20_000.0_f64,
            there in (-90.0..=90.0_f64, -180.0..=180.0_f64), shift in (-1.0..1.0_f64, -1.0..1.0_f64),
        ) {
            let area = area(latitude, longitude, kilometres);
            let beside = ((latitude + shift.0).clamp(-90.0, 90.0), (longitude + shift.1).clamp(-180.0, 180.0));
            for point in [there, beside] {
                if area.distance_m(point) <= area.radius_m() {
                    let inside = area.boxes().iter().any(|[south, north, west, east]| {
                        (*south..=*north).contains(&point.0) && (*west..=*east).contains(&point.1)
                    });
                    prop_assert!(inside, "{:?}", point);
                }
            }
        }
    }
}
