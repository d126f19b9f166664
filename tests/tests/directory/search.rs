//! What a search finds, against a second reckoning and against cases worked out by hand.

use chrono::{TimeDelta, Timelike};
use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::meetings::{FeedOptions, GeoBox, GeoPoint, MeetingOrder, MeetingPage, MeetingQuery, VenueKind};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, meetings};
use handrail_tests::naive;
use proptest::prelude::*;

use super::{Fixture, moment, names, near, plain};

/// Moments worth asking at: any day, the week ends, and the nights when clocks change in one town or another.
pub(super) fn moments() -> impl Strategy<Value = Moment> {
    let base = prop_oneof![
        Just("2026-01-14T02:10:00Z"),
        Just("2026-03-08T09:30:00Z"),
        Just("2026-03-06T20:00:00Z"),
        Just("2026-11-01T08:30:00Z"),
        Just("2026-10-25T00:59:30Z"),
        Just("2026-03-29T00:30:00Z"),
        Just("2026-04-04T15:00:00Z"),
        Just("2026-06-27T23:59:59Z"),
    ];
    let zones = prop_oneof![Just("America/Los_Angeles"), Just("Europe/Berlin"), Just("Pacific/Apia")];
    (base, -2_000_i64..2_000, zones)
        .prop_map(|(at, minutes, zone)| Moment { at: moment(at).at + TimeDelta::minutes(minutes), zone: zone.into() })
}

pub(super) fn questions() -> impl Strategy<Value = MeetingQuery> {
    let places = prop_oneof![
        Just(None),
        Just(Some((37.33, -121.89))),
        Just(Some((51.48, 0.0))),
        Just(Some((0.0, 36.82))),
        Just(Some((-16.79, -179.99))),
        Just(Some((47.56, -52.71))),
        (-90.0..=90.0_f64, -180.0..=180.0_f64).prop_map(Some),
    ];
    let within = prop_oneof![Just(None), (1.0..60.0_f64).prop_map(Some), (100.0..20_000.0_f64).prop_map(Some)];
    let hours =
        prop_oneof![3 => Just(None), 2 => (1_u32..=168).prop_map(Some), 2 => (1_u32..=12).prop_map(Some), 1 => Just(Some(168))];
    let types = prop::sample::subsequence(vec!["o", "X", "M", "step"], 0..=2);
    let fellowships = prop::sample::subsequence(vec!["aa", "na", "al-anon", "nothing"], 0..=2);
    let words = prop_oneof![
        3 => Just(None),
        1 => prop::sample::select(vec!["garden", "cafe", "ESPERANÇA green", "noon hall", "step-free ring", "nowhere rios", "xyz"])
            .prop_map(Some),
    ];
    (places, within, hours, types, fellowships, words, any::<bool>(), 1_u32..80).prop_map(
        |(place, within_km, hours, types, fellowships, words, include_online, limit)| MeetingQuery {
            near: place.map(|(latitude, longitude)| GeoPoint { latitude, longitude }),
            within_km,
            hours,
            types: types.into_iter().map(str::to_owned).collect(),
            fellowships: fellowships.into_iter().map(str::to_owned).collect(),
            words: words.map(str::to_owned),
            include_online,
            limit: Some(limit),
            ..MeetingQuery::default()
        },
    )
}

/// The parts of a question that the others do not have.
pub(super) fn finer() -> impl Strategy<Value = MeetingQuery> {
    let codes = |most| prop::sample::subsequence(vec!["O", "x", "M", "STEP", "D"], 0..=most);
    let venues = prop::sample::subsequence(vec![VenueKind::InPerson, VenueKind::Online, VenueKind::Hybrid], 0..=2);
    let weekdays = prop::sample::subsequence(vec![0_i8, 1, 3, 6], 0..=3);
    // Not in the hours when clocks change: there a stretch of instants and a stretch of the clock are two things.
    let day = prop_oneof![
        4 => Just((None, None)),
        1 => Just((Some(6 * 60), Some(12 * 60))),
        1 => Just((Some(17 * 60), None)),
        1 => Just((None, Some(12 * 60))),
        1 => Just((Some(21 * 60), Some(7 * 60))),
    ];
    let reach = (prop::bool::weighted(0.3), prop::option::of(4.0..90.0_f64), prop::option::of(0_u16..60));
    (codes(2), codes(2), venues, weekdays, day, reach, prop::bool::weighted(0.3)).prop_map(
        |(any, without, venues, weekdays, (from_minute, until_minute), (only_reachable, travel_kmh, grace_minutes), nearest)| {
            MeetingQuery {
                any_types: any.into_iter().map(str::to_owned).collect(),
                without_types: without.into_iter().map(str::to_owned).collect(),
                venues,
                weekdays,
                from_minute,
                until_minute,
                only_reachable,
                travel_kmh,
                grace_minutes,
                order: nearest.then_some(MeetingOrder::Nearest),
                ..MeetingQuery::default()
            }
        },
    )
}

pub(super) fn both(coarse: MeetingQuery, finer: MeetingQuery) -> MeetingQuery {
    MeetingQuery {
        order: finer.order.filter(|_| coarse.near.is_some()),
        near: coarse.near,
        within_km: coarse.within_km,
        hours: coarse.hours,
        types: coarse.types,
        fellowships: coarse.fellowships,
        words: coarse.words,
        include_online: coarse.include_online,
        limit: coarse.limit,
        ..finer
    }
}

/// Every page of the directory's answer is what the second reckoning finds, in an order that keeps the rules.
fn agree(all: &[MadeUp], fixture: &Fixture, query: &MeetingQuery, now: &Moment) {
    let mut question = naive::Question::from_query(query);
    question.words = question.words.iter().flat_map(|word| word.split('-').map(str::to_owned)).collect();
    // The circle grows until it holds enough.
    let mut expected = naive::search(all, &question, now);
    for kilometres in [50.0, 100.0, 200.0] {
        if query.within_km.is_none() && expected.iter().filter(|hit| hit.distance_m.is_some()).count() < 10 {
            question.near = question.near.map(|(latitude, longitude, _)| (latitude, longitude, kilometres));
            expected = naive::search(all, &question, now);
        }
    }
    let pages = fixture.pages(query, now);
    for page in &pages {
        assert_eq!(page.total as usize, expected.len());
        assert!(page.meetings.len() <= query.limit.unwrap_or(50) as usize);
    }
    let found: Vec<_> = pages.into_iter().flat_map(|page| page.meetings).collect();
    assert_eq!(found.len(), expected.len());
    for (row, hit) in found.iter().zip(&expected) {
        let times = row.next.as_ref().map(|next| (next.starts_at, next.ends_at));
        assert_eq!((times, &row.name), (hit.times, &all[hit.index].name), "{row:?} {:?}", all[hit.index]);
        match (row.distance_m, hit.distance_m) {
            (Some(found), Some(expected)) => assert!((found - expected).abs() < 0.1, "{found} {expected}"),
            (found, expected) => assert_eq!(found, expected),
        }
        if let Some(next) = &row.next {
            assert_eq!(next.in_progress, next.starts_at <= now.at && now.at < next.ends_at);
            assert_eq!(next.zone_assumed, row.zone.is_none());
            let zone = row.zone.as_deref().unwrap_or(&now.zone).parse::<chrono_tz::Tz>().unwrap();
            let wall = next.starts_at.with_timezone(&zone).naive_local();
            assert_eq!((next.day, u32::from(next.minute)), (wall.date(), wall.hour() * 60 + wall.minute()));
        }
    }
    // The same meeting never comes twice.
    let mut ids: Vec<_> = found.iter().map(|row| &row.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.len());
}

#[test]
fn every_search_finds_what_a_second_reckoning_finds() {
    let mut all = meetings(600, 11);
    for meeting in &mut all {
        // Where start, distance and name are all equal, the id decides, and the second reckoning has none.
        meeting.name = format!("{} {}", meeting.name, meeting.slug);
    }
    let fixture = Fixture::of(&all);
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config.clone(), |(query in questions(), now in moments())| agree(&all, &fixture, &query, &now));
    proptest!(config, |(query in questions(), finer in finer(), now in moments())| {
        agree(&all, &fixture, &both(query, finer), &now);
    });
}

fn found(meetings: &[MadeUp], query: &MeetingQuery, at: &str) -> MeetingPage {
    Fixture::of(meetings).page(query, &moment(at))
}

#[test]
fn the_order_is_start_distance_name() {
    let mut all: Vec<MadeUp> = ["d", "b", "c", "a"].into_iter().map(plain).collect();
    all[0].point = Some((37.34, -121.89));
    all[3].minute = 20 * 60;
    let page = found(&all, &near(37.33, -121.89), "2026-01-12T20:00:00Z");
    assert_eq!(names(&page), ["Meeting b", "Meeting c", "Meeting d", "Meeting a"]);
    assert_eq!(page.meetings[0].distance_m, Some(0.0));
}

#[test]
fn a_meeting_that_runs_comes_first() {
    let mut late = plain("late");
    (late.days, late.minute, late.minutes) = (vec![6], 23 * 60 + 30, Some(90));
    // Sunday 00:30 in its zone: the week and the day have turned.
    let page = found(&[late.clone(), plain("monday")], &MeetingQuery::default(), "2026-01-18T08:30:00Z");
    assert_eq!(names(&page), ["Meeting late", "Meeting monday"]);
    let next = page.meetings[0].next.as_ref().unwrap();
    assert!(next.in_progress && next.minute == 23 * 60 + 30 && next.day.to_string() == "2026-01-17");
    // It ends at one o'clock sharp and is then the last.
    let page = found(&[late, plain("monday")], &MeetingQuery::default(), "2026-01-18T09:00:00Z");
    assert_eq!(names(&page), ["Meeting monday", "Meeting late"]);
}

#[test]
fn zero_degrees_and_the_date_line_are_places() {
    let at = |slug: &str, latitude, longitude| MadeUp { point: Some((latitude, longitude)), ..plain(slug) };
    let all = [at("line", 0.001, 10.0), at("greenwich", 51.48, 0.0), at("west", -17.0, -179.95), at("east", -17.0, 179.95)];
    let fixture = Fixture::of(&all);
    let names_near = |latitude, longitude| -> Vec<String> {
        let page = fixture.page(&near(latitude, longitude), &moment("2026-01-12T20:00:00Z"));
        page.meetings.into_iter().map(|meeting| meeting.name).collect()
    };
    assert_eq!(names_near(0.001, 10.0), ["Meeting line"]);
    assert_eq!(names_near(51.48, 0.0), ["Meeting greenwich"]);
    assert_eq!(names_near(-17.0, 179.99), ["Meeting east", "Meeting west"]);
    assert_eq!(names_near(-17.0, -180.0).len(), 2);
    assert!(names_near(90.0, 0.0).is_empty());
}

#[test]
fn online_ones_are_asked_for() {
    let online = MadeUp { point: None, ..plain("online") };
    let fixture = Fixture::of(&[online, plain("room")]);
    let now = moment("2026-01-12T20:00:00Z");
    assert_eq!(fixture.page(&near(37.33, -121.89), &now).total, 1);
    let both = fixture.page(&MeetingQuery { include_online: true, ..near(37.33, -121.89) }, &now);
    // At the same time, what has a distance comes first.
    assert_eq!(names(&both), ["Meeting room", "Meeting online"]);
    assert_eq!(fixture.page(&MeetingQuery::default(), &now).total, 2);
}

#[test]
fn by_appointment_only_for_words_and_last() {
    let appointment = MadeUp { days: vec![], name: "Hall by appointment".into(), ..plain("x") };
    let fixture = Fixture::of(&[appointment, plain("room")]);
    let now = moment("2026-01-12T20:00:00Z");
    let words = MeetingQuery { words: Some("hall".into()), ..MeetingQuery::default() };
    assert_eq!(fixture.page(&MeetingQuery::default(), &now).total, 1);
    assert_eq!(names(&fixture.page(&words, &now)), ["Meeting room", "Hall by appointment"]);
    assert_eq!(fixture.page(&MeetingQuery { hours: Some(168), ..words.clone() }, &now).total, 1);
    let pages = fixture.pages(&MeetingQuery { limit: Some(1), ..words }, &now);
    assert_eq!(pages.iter().map(|page| page.meetings.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(pages[1].meetings[0].next.is_none());
}

#[test]
fn whatever_words_are_typed() {
    let fixture = Fixture::of(&[MadeUp { name: "Café \"São José\"".into(), ..plain("o") }, plain("p")]);
    let now = moment("2026-01-12T20:00:00Z");
    let total = |words: &str| {
        let query = MeetingQuery { words: Some(words.into()), ..MeetingQuery::default() };
        fixture.directory.meetings_near(query, now.clone()).unwrap().total
    };
    for (words, expected) in [("cafe jos", 1), ("CAFÉ", 1), ("sao\"jose", 1), ("cafe OR meeting", 0), ("meeting*", 1), ("NOT", 0)]
    {
        assert_eq!(total(words), expected, "{words}");
    }
    // Nothing that could be looked for: nothing is asked.
    for words in ["", "  ", "💚", "\"", "*", "( ) : ^ -"] {
        assert_eq!(total(words), 2, "{words}");
    }
    for words in ["NEAR(a b)", "name:cafe", "a AND", "\u{0}cafe", "{cafe}:", "cafe\\", "'; DROP TABLE slot", "-cafe", "a*b+c"] {
        total(words);
    }
}

#[test]
fn what_cannot_be_asked() {
    let fixture = Fixture::of(&[plain("a")]);
    let refused = |query: MeetingQuery| fixture.directory.meetings_near(query, moment("2026-01-12T20:00:00Z")).unwrap_err();
    let out_of_range = |field| HandrailError::Invalid { field, problem: Problem::OutOfRange };
    let place = near(37.0, -121.0);
    assert_eq!(refused(near(f64::NAN, 0.0)), out_of_range(Field::Place));
    assert_eq!(refused(near(0.0, 180.1)), out_of_range(Field::Place));
    assert_eq!(refused(MeetingQuery { within_km: Some(0.0), ..place.clone() }), out_of_range(Field::Distance));
    assert_eq!(refused(MeetingQuery { within_km: Some(20_000.5), ..place.clone() }), out_of_range(Field::Distance));
    assert_eq!(refused(MeetingQuery { hours: Some(0), ..place.clone() }), out_of_range(Field::Hours));
    assert_eq!(refused(MeetingQuery { hours: Some(169), ..place.clone() }), out_of_range(Field::Hours));
    assert_eq!(refused(MeetingQuery { limit: Some(0), ..place.clone() }), out_of_range(Field::Limit));
    assert_eq!(refused(MeetingQuery { limit: Some(501), ..place.clone() }), out_of_range(Field::Limit));
    for cursor in ["", "garbage", "1", "💚", "15b5d"] {
        let error = refused(MeetingQuery { cursor: Some(cursor.into()), ..place.clone() });
        assert_eq!(error, HandrailError::Invalid { field: Field::Cursor, problem: Problem::Malformed }, "{cursor}");
    }
}

/// Whoever asks of the time before 1970 is told of it in order, page by page.
#[test]
fn the_order_is_the_same_before_1970() {
    let all: Vec<MadeUp> = (0..7).map(|day| MadeUp { days: vec![day], ..plain(&format!("{day}")) }).collect();
    let fixture = Fixture::of(&all);
    let now = moment("1965-06-16T02:10:00Z");
    let query = MeetingQuery { limit: Some(2), ..MeetingQuery::default() };
    let pages = fixture.pages(&query, &now);
    let starts: Vec<_> =
        pages.into_iter().flat_map(|page| page.meetings).map(|row| row.next.unwrap().starts_at.to_rfc3339()).collect();
    assert_eq!(starts.len(), 7);
    assert!(starts.is_sorted() && starts[0].starts_with("1965-06-16"), "{starts:?}");
}

/// A website is refreshed while someone turns pages: what stays as it is comes once, whatever comes and goes around it.
#[test]
fn pages_hold_while_a_website_is_refreshed_between_them() {
    let config = ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(drops in prop::collection::vec(any::<bool>(), 60), more in 0_usize..20, limit in 1_u32..12, coarse in questions())| {
        let mut all = meetings(60, 3);
        for meeting in &mut all {
            meeting.name = format!("{} {}", meeting.name, meeting.slug);
        }
        let fixture = Fixture::of(&all);
        let now = moment("2026-01-14T02:10:00Z");
        let query = MeetingQuery { limit: Some(limit), within_km: Some(20_000.0), words: None, ..coarse };
        let stays = |name: &str| all.iter().zip(&drops).any(|(meeting, drop)| meeting.name == name && !*drop);
        let expect: Vec<_> = fixture
            .pages(&MeetingQuery { limit: Some(500), ..query.clone() }, &now)
            .into_iter().flat_map(|page| page.meetings).map(|row| row.name).filter(|name| stays(name)).collect();
        let first = fixture.page(&query, &now);
        let mut found: Vec<_> = first.meetings.iter().map(|row| row.name.clone()).collect();
        let mut next: Vec<MadeUp> = all.iter().zip(&drops).filter(|(_, drop)| !**drop).map(|(meeting, _)| meeting.clone()).collect();
        next.extend(meetings(more, 5).into_iter().map(|meeting| MadeUp { slug: format!("new-{}", meeting.slug), ..meeting }));
        fixture.import_as(&next, FeedOptions { accept_shrink: true, ..FeedOptions::new("made up") }, &now).unwrap();
        if let Some(cursor) = first.next_page {
            let rest = fixture.pages(&MeetingQuery { cursor: Some(cursor.clone()), ..query.clone() }, &now);
            found.extend(rest.into_iter().flat_map(|page| page.meetings).map(|row| row.name));
        }
        found.retain(|name| stays(name));
        prop_assert_eq!(found, expect);
    });
}

/// Poles, both sides of the date line, the equator, Greenwich and the edges of stripes, in circles of any width and in boxes.
#[test]
fn the_ends_of_the_earth_are_places() {
    const LATITUDES: [f64; 9] = [-90.0, -89.9999, -0.0001, 0.0001, 37.5, 51.4375, 51.437_499_99, 89.95, 90.0];
    const LONGITUDES: [f64; 8] = [-180.0, -179.9999, -0.0001, 0.0, 7.0625, 121.25, 179.9999, 180.0];
    let mut all = Vec::new();
    for latitude in LATITUDES {
        for longitude in LONGITUDES {
            all.push(MadeUp { point: Some((latitude, longitude)), ..plain(&format!("{latitude}/{longitude}")) });
        }
    }
    let fixture = Fixture::of(&all);
    let now = moment("2026-01-12T20:00:00Z");
    let (latitude, longitude) = (prop::sample::select(&LATITUDES[..]), prop::sample::select(&LONGITUDES[..]));
    let kilometres = prop_oneof![Just(0.01), 0.02..60.0_f64, 60.0..20_000.0_f64];
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(here in (latitude.clone(), longitude.clone()), there in (latitude, longitude), kilometres in kilometres)| {
        let query = MeetingQuery { within_km: Some(kilometres), limit: Some(500), ..near(here.0, here.1) };
        let question = naive::Question::from_query(&query);
        let wider = naive::Question { near: question.near.map(|(lat, lon, km)| (lat, lon, km + 1e-4)), ..question.clone() };
        let closer = naive::Question { near: question.near.map(|(lat, lon, km)| (lat, lon, km - 1e-4)), ..question };
        let found = fixture.page(&query, &now).meetings.len();
        let (most, least) = (naive::search(&all, &wider, &now).len(), naive::search(&all, &closer, &now).len());
        prop_assert!((least..=most).contains(&found), "{:?} {} {} {} {}", here, kilometres, least, found, most);
        let (south, north) = (here.0.min(there.0), here.0.max(there.0));
        let within = GeoBox { south, north, west: here.1, east: there.1 };
        let inside = |(latitude, longitude): (f64, f64)| {
            let across = if within.west <= within.east {
                (within.west..=within.east).contains(&longitude)
            } else {
                longitude >= within.west || longitude <= within.east
            };
            (south..=north).contains(&latitude) && across
        };
        // A point a hair beside an edge may be taken for one on it: a centimetre.
        let beside = |value: f64, edges: [f64; 2]| edges.iter().any(|edge| (1e-12..1e-6).contains(&(value - edge).abs()));
        let doubtful = all.iter().filter(|meeting| {
            let (latitude, longitude) = meeting.point.unwrap();
            !inside((latitude, longitude)) && (beside(latitude, [south, north]) || beside(longitude, [within.west, within.east]))
        });
        let doubtful = doubtful.count();
        let expect = all.iter().filter(|meeting| inside(meeting.point.unwrap())).count();
        let boxed = MeetingQuery { within_box: Some(within), limit: Some(500), ..MeetingQuery::default() };
        let found = fixture.page(&boxed, &now).meetings.len();
        prop_assert!((expect..=expect + doubtful).contains(&found), "{:?} {} {}", within, expect, found);
        let marks = fixture.directory.meetings_map(within, 9, MeetingQuery::default(), now.clone()).unwrap();
        prop_assert_eq!(marks.iter().map(|mark| mark.count as usize).sum::<usize>(), found);
    });
}
