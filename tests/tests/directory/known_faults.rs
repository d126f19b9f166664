//! Defects of other finders, reproduced by running their code (`meetings.md`, 7.1), as tests of ours. The first one is about reading:
//! `feeds::known_faults`.

use handrail_core::meetings::{MeetingQuery, VenueKind};
use handrail_tests::made_up::MadeUp;

use super::{Fixture, moment, names, near, plain};

fn at(slug: &str, day: u8, minute: u16, zone: &str) -> MadeUp {
    MadeUp { days: vec![day], minute, zone: Some(zone.parse().unwrap()), ..plain(slug) }
}

/// 2: a meeting from 23:00 to 00:30 ended before it began and was never in progress.
#[test]
fn past_midnight_it_is_still_in_progress() {
    let fixture = Fixture::of(&[MadeUp { minutes: Some(90), ..at("late", 5, 23 * 60, "Europe/London") }]);
    for (asked, running) in [
        ("2026-01-16T22:59:00Z", false),
        ("2026-01-16T23:59:00Z", true),
        ("2026-01-17T00:29:00Z", true),
        ("2026-01-17T00:31:00Z", false),
    ] {
        let page = fixture.page(&MeetingQuery::default(), &moment(asked));
        let next = page.meetings[0].next.as_ref().unwrap();
        assert_eq!((next.in_progress, (next.ends_at - next.starts_at).num_minutes()), (running, 90), "{asked}");
    }
}

/// 3: minutes of the week were mixed from two zones; shifted meetings came in the wrong order.
#[test]
fn the_order_is_that_of_the_instants() {
    let fixture = Fixture::of(&[
        at("here", 1, 19 * 60, "America/Los_Angeles"),
        at("east", 1, 20 * 60, "America/New_York"),
        // Tuesday morning there is Monday afternoon here.
        at("tokyo", 2, 8 * 60, "Asia/Tokyo"),
        at("kathmandu", 2, 6 * 60 + 30, "Asia/Kathmandu"),
    ]);
    let page = fixture.page(&MeetingQuery::default(), &moment("2026-01-12T20:00:00Z"));
    assert_eq!(names(&page), ["Meeting tokyo", "Meeting kathmandu", "Meeting east", "Meeting here"]);
}

/// 4: a meeting on the person's own latitude or longitude was dropped, and a zero was no coordinate.
#[test]
fn the_same_latitude_the_same_longitude_and_zero_are_near() {
    let place = |slug: &str, latitude: f64, longitude: f64| MadeUp { point: Some((latitude, longitude)), ..plain(slug) };
    let fixture = Fixture::of(&[place("latitude", 51.48, 0.1), place("longitude", 51.40, 0.0), place("both", 51.48, 0.0)]);
    let page = fixture.page(&near(51.48, 0.0), &moment("2026-01-12T20:00:00Z"));
    assert_eq!(page.total, 3);
    let here = page.meetings.iter().find(|row| row.name == "Meeting both").unwrap();
    assert_eq!(here.distance_m, Some(0.0));
    let equator = Fixture::of(&[place("equator", 0.0, 36.82)]);
    assert_eq!(equator.page(&near(0.0, 36.80), &moment("2026-01-12T20:00:00Z")).total, 1);
}

/// 5: a meeting that was over got 10,080 minutes in place of a week of the calendar: an hour off when clocks change in between.
#[test]
fn the_next_week_is_a_week_of_the_calendar() {
    let fixture = Fixture::of(&[at("east", 0, 19 * 60, "America/New_York"), at("phoenix", 0, 16 * 60 + 30, "America/Phoenix")]);
    // Both are over; clocks go forward in New York on the eighth of March.
    let page = fixture.page(&MeetingQuery::default(), &moment("2026-03-02T02:30:00Z"));
    let starts: Vec<String> = page.meetings.iter().map(|row| row.next.as_ref().unwrap().starts_at.to_rfc3339()).collect();
    assert_eq!(names(&page), ["Meeting east", "Meeting phoenix"]);
    assert_eq!(starts, ["2026-03-08T23:00:00+00:00", "2026-03-08T23:30:00+00:00"]);
}

/// 6: parts of the day overlap on purpose; a question asks for minutes and may begin and end anywhere, past midnight too.
#[test]
fn parts_of_the_day_may_overlap() {
    let fixture = Fixture::of(&[at("eleven", 1, 11 * 60 + 30, "America/Los_Angeles"), at("night", 1, 60, "America/Los_Angeles")]);
    let between = |from: u16, until: u16| {
        let query = MeetingQuery { from_minute: Some(from), until_minute: Some(until), ..MeetingQuery::default() };
        let page = fixture.page(&query, &moment("2026-01-11T20:00:00Z"));
        page.meetings.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(between(4 * 60, 12 * 60), ["Meeting eleven"]);
    assert_eq!(between(11 * 60, 17 * 60), ["Meeting eleven"]);
    assert_eq!(between(20 * 60, 5 * 60), ["Meeting night"]);
}

/// 7: who comes ten minutes late still comes.
#[test]
fn ten_minutes_of_grace_and_as_many_as_asked() {
    let fixture = Fixture::of(&[at("now", 1, 12 * 60, "America/Los_Angeles")]);
    let reachable = |asked: &str, grace: Option<u16>| {
        let query = MeetingQuery { grace_minutes: grace, only_reachable: true, hours: Some(1), ..MeetingQuery::default() };
        fixture.page(&query, &moment(asked)).total
    };
    assert_eq!([reachable("2026-01-12T20:09:00Z", None), reachable("2026-01-12T20:11:00Z", None)], [1, 0]);
    assert_eq!([reachable("2026-01-12T20:11:00Z", Some(20)), reachable("2026-01-12T20:01:00Z", Some(0))], [1, 0]);
}

/// Another finder takes the clock of the device for that of the meeting; the zone of the person changes no start.
#[test]
fn the_person_s_zone_changes_no_instant() {
    let fixture = Fixture::of(&[MadeUp { point: None, ..at("online", 3, 20 * 60, "Europe/Berlin") }]);
    let starts = ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"].map(|zone| {
        let now = handrail_core::time::Moment { zone: zone.into(), ..moment("2026-03-24T12:00:00Z") };
        let page = fixture.page(&MeetingQuery { venues: vec![VenueKind::Online], ..MeetingQuery::default() }, &now);
        page.meetings[0].next.as_ref().unwrap().starts_at.to_rfc3339()
    });
    assert_eq!(starts, ["2026-03-25T19:00:00+00:00"; 3]);
}
