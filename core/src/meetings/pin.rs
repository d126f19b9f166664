//! Where a meeting is, in one number that an index is ordered by: a stripe of latitude, the longitude, the latitude in its stripe.
//! Pure.
//!
//! A range of latitudes goes around the earth; a stripe cut at both longitudes is the place itself, and one range of numbers.
//! Exact to 15 mm: what stands on a pin is found and measured by it, and the meeting keeps the point that its source tells.

/// The pin of a place that is unknown.
pub(super) const NO_PLACE: i64 = -1;
/// … and of a meeting that is online only.
pub(super) const ONLINE: i64 = -2;

/// Stripes of a degree of latitude.
const BANDS: f64 = 16.0;
const LONGITUDE_BITS: u32 = 32;
const LATITUDE_BITS: u32 = 19;
/// Numbers of a stripe for a degree of longitude, and for its width.
const A_DEGREE: f64 = u32::MAX as f64 / 360.0;
const A_BAND: f64 = (1_u32 << LATITUDE_BITS) as f64;

/// How far a point can lie from its pin, in degrees of longitude or latitude: half a step, of a latitude a whole one.
pub(super) const HAIR: f64 = 1.5e-7;

/// The stripe of a sixteenth of a degree that a latitude lies in, from the south pole: some 7 km. Narrow enough that few rows
/// are read beside a circle, wide enough that the usual circle crosses no more than nine.
pub(super) fn band(latitude: f64) -> i64 {
    whole(((latitude + 90.0) * BANDS).floor())
}

/// South and north of a stripe.
#[allow(clippy::cast_precision_loss)]
pub(super) fn edges(band: i64) -> (f64, f64) {
    (band as f64 / BANDS - 90.0, (band + 1) as f64 / BANDS - 90.0)
}

/// The pin of a latitude and a longitude in their ranges; never less than 0.
#[allow(clippy::cast_precision_loss)]
pub(super) fn pin((latitude, longitude): (f64, f64)) -> i64 {
    let band = band(latitude);
    let within = whole((((latitude + 90.0) * BANDS - band as f64) * A_BAND).round().clamp(0.0, A_BAND - 1.0));
    first(band, whole(((longitude + 180.0) * A_DEGREE).round())) | within
}

/// The latitude and the longitude of a pin that is a place.
#[allow(clippy::cast_precision_loss)]
pub(super) fn point(pin: i64) -> (f64, f64) {
    let band = (pin >> (LONGITUDE_BITS + LATITUDE_BITS)) as f64;
    let longitude = (pin >> LATITUDE_BITS & ((1 << LONGITUDE_BITS) - 1)) as f64;
    let within = (pin & ((1 << LATITUDE_BITS) - 1)) as f64;
    ((band + within / A_BAND) / BANDS - 90.0, longitude / A_DEGREE - 180.0)
}

/// The first and the last pin of a stripe between two longitudes.
pub(super) fn between(band: i64, west: f64, east: f64) -> [i64; 2] {
    let number = |longitude: f64| (longitude.clamp(-180.0, 180.0) + 180.0) * A_DEGREE;
    [first(band, whole(number(west).floor())), first(band, whole(number(east).ceil())) | ((1 << LATITUDE_BITS) - 1)]
}

fn first(band: i64, longitude: i64) -> i64 {
    (band << LONGITUDE_BITS | longitude) << LATITUDE_BITS
}

/// Of a number that is whole and far from the largest.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: f64) -> i64 {
    number as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_earth() {
        for at in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (90.0, -180.0), (-90.0, 180.0), (51.4779, 0.0)] {
            let there = point(pin(at));
            assert!(pin(at) >= 0, "{at:?}");
            assert!((there.0 - at.0).abs() <= HAIR && (there.1 - at.1).abs() <= HAIR, "{at:?} {there:?}");
        }
    }

    proptest! {
        #[test]
        fn a_point_lies_a_hair_from_its_pin_and_in_its_stripe(
            latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64, west in -180.0..=180.0_f64, east in -180.0..=180.0_f64,
        ) {
            let pin = pin((latitude, longitude));
            let there = point(pin);
            prop_assert!((there.0 - latitude).abs() <= HAIR && (there.1 - longitude).abs() <= HAIR, "{:?}", there);
            prop_assert_eq!((band(there.0), super::pin(there)), (band(latitude), pin));
            let [first, last] = between(band(latitude), west, east);
            if (west..=east).contains(&longitude) {
                prop_assert!((first..=last).contains(&pin));
            }
            if longitude < west - HAIR || longitude > east + HAIR {
                prop_assert!(!(first..=last).contains(&pin));
            }
        }
    }
}
