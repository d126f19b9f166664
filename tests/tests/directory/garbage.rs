//! Whatever text or number is handed in where a question is asked: an answer, or a refusal that names the field. The twin of the fuzz
//! target `questions`, which runs where a nightly toolchain is.

use handrail_core::error::HandrailError;
use handrail_core::meetings::{GeoBox, GeoPoint, MeetingOrder, MeetingQuery};
use handrail_core::time::Moment;
use handrail_tests::made_up::meetings;
use proptest::prelude::*;

use super::{Fixture, moment};

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), -200.0..200.0, Just(0.0), Just(f64::NAN), Just(90.0), Just(-180.0)]
}

fn questions() -> impl Strategy<Value = MeetingQuery> {
    let place = (any::<bool>(), [number(), number(), number(), number()], proptest::option::of(number()));
    let texts = (
        proptest::option::of(".{0,40}"),
        proptest::option::of("[0-9A-Za-z_.-]{0,60}|.{0,20}"),
        prop::collection::vec(".{0,12}", 0..4),
    );
    let times = (proptest::option::of(0_u32..300), proptest::option::of(any::<u16>()), prop::collection::vec(any::<i8>(), 0..4));
    (place, texts, times, proptest::option::of(0_u32..700)).prop_map(
        |((around, [south, north, west, east], km), (words, cursor, codes), (hours, minute, weekdays), limit)| MeetingQuery {
            near: (!around).then_some(GeoPoint { latitude: south, longitude: west }),
            within_box: around.then_some(GeoBox { south, north, west, east }),
            within_km: km,
            words,
            cursor,
            types: codes.clone(),
            languages: codes.iter().take(1).cloned().collect(),
            region: codes,
            hours,
            from_minute: minute,
            weekdays,
            travel_kmh: km,
            order: (limit.unwrap_or(0) % 2 == 1).then_some(MeetingOrder::BestMatch),
            limit,
            ..MeetingQuery::default()
        },
    )
}

#[test]
fn whatever_is_asked_is_answered_or_refused() {
    let fixture = Fixture::of(&meetings(40, 3));
    let config = ProptestConfig::with_cases(512);
    proptest!(config, |(query in questions(), zone in "[A-Z][a-z]{2,8}/[A-Z][a-z]{2,8}|Europe/London|.{0,10}")| {
        let now = Moment { zone, ..moment("2026-01-14T02:10:00Z") };
        for answer in [
            fixture.directory.meetings_near(query.clone(), now.clone()).map(drop),
            fixture.directory.meeting_facets(query.clone(), now.clone()).map(drop),
        ] {
            prop_assert!(matches!(answer, Ok(()) | Err(HandrailError::Invalid { .. })), "{:?}", answer);
        }
    });
}
