//! A circle on the earth or a box of the map, and the boxes of latitude and longitude that hold it. Pure.

use super::super::pin::{self, HAIR, band, edges};
use super::super::{GeoBox, GeoPoint};
use crate::error::{Error, Field, Problem, Result};

/// Mean radius of the earth (IUGG), in metres.
const EARTH_M: f64 = 6_371_008.8;
const DEFAULT_KM: f64 = 25.0;
const MAX_KM: f64 = 20_000.0;
/// 550 kilometres from south to north.
const WIDE_BANDS: usize = 80;

/// Where a search looks: a circle around a place, or a box.
pub(super) struct Area {
    circle: Option<Circle>,
    boxes: Vec<[f64; 4]>,
}

/// A point against an area.
pub(super) enum Measured {
    Outside,
    /// With the distance in metres, where the area has a place.
    Inside(Option<f64>),
}

struct Circle {
    centre: GeoPoint,
    /// Cosine of the centre's latitude: it is asked for every point.
    parallel: f64,
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
        // Both ends stand on pins, so that the same place is no way off.
        let (latitude, longitude) = on_pin(centre);
        let centre = GeoPoint { latitude, longitude };
        let parallel = centre.latitude.to_radians().cos();
        let circle = Circle { centre, parallel, radius_m: kilometres * 1000.0 };
        Ok(Self { boxes: circle.boxes(), circle: Some(circle) })
    }

    /// A box of the map; with a place the distances from it are told, however far it is.
    pub fn in_box(area: GeoBox, centre: Option<GeoPoint>) -> Result<Self> {
        let GeoBox { south, north, west, east } = area;
        let latitudes = -90.0..=90.0;
        let longitudes = -180.0..=180.0;
        if !(latitudes.contains(&south) && latitudes.contains(&north) && longitudes.contains(&west) && longitudes.contains(&east))
        {
            return Err(Error::invalid(Field::Place, Problem::OutOfRange));
        }
        if south > north {
            return Err(Error::invalid(Field::Place, Problem::EndBeforeStart));
        }
        // A meeting on the edge of the box is in it, and its pin may be a hair beside.
        let (south, north) = ((south - HAIR).max(-90.0), (north + HAIR).min(90.0));
        let (west, east, over) = ((west - HAIR).max(-180.0), (east + HAIR).min(180.0), west > east);
        let boxes =
            if over { vec![[south, north, west, 180.0], [south, north, -180.0, east]] } else { vec![[south, north, west, east]] };
        let circle = centre.map(|centre| Self::around(centre, Some(MAX_KM))).transpose()?.and_then(|area| area.circle);
        Ok(Self { circle: circle.map(|circle| Circle { radius_m: f64::INFINITY, ..circle }), boxes })
    }

    /// The same place, looked at more widely or less.
    pub fn resized(&self, kilometres: f64) -> Option<Self> {
        let circle = self.circle.as_ref().filter(|circle| circle.radius_m.is_finite())?;
        Self::around(circle.centre, Some(kilometres.min(MAX_KM))).ok()
    }

    /// The radius in kilometres; `None` for a box.
    pub fn kilometres(&self) -> Option<f64> {
        self.circle.as_ref().map(|circle| circle.radius_m / 1000.0).filter(|kilometres| kilometres.is_finite())
    }

    /// Whether a point of one of the boxes lies in the area, and how far from the place it is, where there is one.
    pub fn measure(&self, point: (f64, f64)) -> Measured {
        match &self.circle {
            Some(circle) => {
                let distance = circle.distance_m(point);
                if distance <= circle.radius_m { Measured::Inside(Some(distance)) } else { Measured::Outside }
            }
            None => Measured::Inside(None),
        }
    }

    /// `[south, north, west, east]` in degrees; two boxes where the area crosses the date line.
    pub fn boxes(&self) -> &[[f64; 4]] {
        &self.boxes
    }

    /// Whether it reaches over so much of the earth that a few hours hold fewer meetings than it does.
    pub fn is_wide(&self) -> bool {
        self.boxes.iter().any(|edges| Self::bands(*edges).count() > WIDE_BANDS)
    }

    /// Whether a point lies in the area, and how far it is.
    pub fn holds(&self, point: GeoPoint) -> Measured {
        let (latitude, longitude) = on_pin(point);
        let inside =
            |[south, north, west, east]: &[f64; 4]| (*south..=*north).contains(&latitude) && (*west..=*east).contains(&longitude);
        if self.boxes.iter().any(inside) { self.measure((latitude, longitude)) } else { Measured::Outside }
    }

    /// West and east of what the area can hold of a band in one of its boxes: of a circle a box has a quarter too much.
    pub fn within_band(&self, [_, _, west, east]: [f64; 4], band: i64) -> (f64, f64) {
        let Some(circle) = self.circle.as_ref().filter(|circle| circle.radius_m.is_finite()) else { return (west, east) };
        let width = circle.half_width(band);
        let cut = (circle.centre.longitude - width, circle.centre.longitude + width);
        // Over the date line a circle has two boxes, and around a pole one that goes around.
        if cut.0 < -180.0 || cut.1 > 180.0 { (west, east) } else { (west.max(cut.0), east.min(cut.1)) }
    }

    /// The stripes of [`band`] that a box touches.
    pub fn bands([south, north, ..]: [f64; 4]) -> std::ops::RangeInclusive<i64> {
        band(south)..=band(north)
    }
}

fn on_pin(GeoPoint { latitude, longitude }: GeoPoint) -> (f64, f64) {
    pin::point(pin::pin((latitude, longitude)))
}

impl Circle {
    /// Great-circle distance (haversine), in metres.
    fn distance_m(&self, (latitude, longitude): (f64, f64)) -> f64 {
        let (from, to) = (self.centre.latitude.to_radians(), latitude.to_radians());
        let north = ((to - from) / 2.0).sin().powi(2);
        let east = ((longitude - self.centre.longitude).to_radians() / 2.0).sin().powi(2);
        let chord = (north + self.parallel * to.cos() * east).clamp(0.0, 1.0);
        2.0 * EARTH_M * chord.sqrt().asin()
    }

    /// How far west and east the circle reaches in a band, in degrees: the haversine formula solved for the longitude, at the
    /// latitude of the band that is nearest to the centre and with the shortest parallel of the band, so never too little.
    fn half_width(&self, band: i64) -> f64 {
        let (south, north) = edges(band);
        let apart = (south - self.centre.latitude).max(self.centre.latitude - north).max(0.0);
        let square = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let shortest = south.to_radians().cos().min(north.to_radians().cos()).max(0.0);
        let rest = square((self.radius_m / EARTH_M).to_degrees()) - square(apart);
        let part = rest / (self.parallel * shortest);
        // Not-a-number where both lie on a pole.
        let around_the_earth = self.radius_m / EARTH_M >= std::f64::consts::PI;
        if part < 1.0 && !around_the_earth { (2.0 * part.max(0.0).sqrt().asin()).to_degrees() + 1e-9 } else { 360.0 }
    }

    /// `[south, north, west, east]` in degrees; two boxes where the circle crosses the date line.
    fn boxes(&self) -> Vec<[f64; 4]> {
        let angle = self.radius_m / EARTH_M;
        // A hair wider, so that rounding does not cut off the rim; the distance decides.
        let height = angle.to_degrees() + 1e-9;
        let (south, north) = (self.centre.latitude - height, self.centre.latitude + height);
        if south <= -90.0 || north >= 90.0 || angle >= std::f64::consts::FRAC_PI_2 {
            return vec![[south.max(-90.0), north.min(90.0), -180.0, 180.0]];
        }
        let width = (angle.sin() / self.parallel).asin().to_degrees() + 1e-9;
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
        let distance = |area: &Area, point| area.circle.as_ref().unwrap().distance_m(point);
        let found = distance(&area(37.3377, -121.8853, 1.0), (37.7793, -122.4193));
        assert!((found - 67_900.0).abs() < 300.0, "{found}");
        let half = distance(&area(0.0, 0.0, 1.0), (0.0, 180.0));
        assert!((half - 20_015_115.0).abs() < 10.0, "{half}");
        let here = GeoPoint { latitude: 51.5, longitude: -0.1 };
        assert!(distance(&area(51.5, -0.1, 1.0), on_pin(here)).abs() < f64::EPSILON);
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

    #[test]
    fn a_box_over_the_date_line() {
        let fiji = GeoBox { south: -21.0, north: -12.0, west: 176.0, east: -178.0 };
        let area = Area::in_box(fiji, Some(GeoPoint { latitude: -18.14, longitude: 178.44 })).unwrap();
        let holds = |longitude| area.holds(GeoPoint { latitude: -17.0, longitude });
        let inside = |measured: &Measured| matches!(measured, Measured::Inside(_));
        assert!(inside(&holds(179.5)) && matches!(holds(-179.0), Measured::Inside(Some(_))));
        assert!(!inside(&holds(0.0)) && area.kilometres().is_none());
        let upside_down = GeoBox { south: 1.0, north: 0.0, west: 0.0, east: 1.0 };
        for nonsense in [upside_down, GeoBox { south: f64::NAN, ..fiji }, GeoBox { east: 181.0, ..fiji }] {
            assert!(Area::in_box(nonsense, None).is_err());
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
                if matches!(area.measure(point), Measured::Inside(_)) {
                    let there = GeoPoint { latitude: point.0, longitude: point.1 };
                    prop_assert!(matches!(area.holds(there), Measured::Inside(_)), "{:?}", point);
                    let held = area.boxes().iter().any(|edges| {
                        let (west, east) = area.within_band(*edges, band(point.0));
                        (west..=east).contains(&point.1)
                    });
                    prop_assert!(held, "{:?}", point);
                }
            }
        }
    }
}
