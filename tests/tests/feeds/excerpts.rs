//! Real feeds, a few rows each, with the mistakes they came with (`feeds/ORIGIN.md`).

use handrail_core::meetings::DiagnosticCode::{self, *};
use handrail_core::meetings::FeedFormat;

use super::{check_file, codes, excerpt, options};

fn check(name: &str, rows: u32, expect: &[(DiagnosticCode, u32)]) {
    let mut options = options();
    options.zone = Some("America/Los_Angeles".to_owned());
    let check = check_file(&excerpt(name), options).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!((check.format, check.rows, check.meetings), (FeedFormat::MeetingGuide, rows, rows), "{name}");
    let mut found = codes(&check);
    found.sort();
    let mut expect = expect.to_vec();
    expect.sort();
    assert_eq!(found, expect, "{name}");
}

#[test]
fn days_and_coordinates_as_text() {
    check("san_jose_2018.json", 5, &[(NumberAsText, 10), (ContactDropped, 1)]);
}

#[test]
fn a_slug_twice_and_ends_that_cannot_be() {
    check(
        "san_jose_2021.json",
        8,
        &[
            (ContactDropped, 4),
            (SlugDuplicate, 1),
            (EndEqualsStart, 1),
            (EndUnreadable, 1),
            (LongMeeting, 1),
            (ContributionInvalid, 1),
        ],
    );
}

#[test]
fn open_and_closed_at_once() {
    check("philadelphia_2023.json", 8, &[(NumberAsText, 8), (OpenAndClosed, 2), (TypeUnknown, 1), (EndUnreadable, 1)]);
}

#[test]
fn days_in_lists_and_times_with_am_and_pm() {
    check("edmonton_2022.json", 4, &[(TimeForm, 4), (CoordinatesMissing, 4)]);
}

#[test]
fn slugs_as_numbers_types_in_brackets_and_points_in_the_gulf_of_guinea() {
    check(
        "northwest_texas_2021.json",
        5,
        &[(SlugNotText, 5), (TextAsNumber, 5), (ListAsText, 5), (CoordinatesInvalid, 2), (CoordinatesMissing, 2)],
    );
}

#[test]
fn a_meeting_without_day_and_online_meetings_by_the_feed_s_word() {
    check("orange_county_2023.json", 7, &[(Appointment, 1)]);
}

#[test]
fn contacts_are_counted_and_dropped() {
    check("sussex_2022.json", 4, &[(ContactDropped, 4)]);
}

#[test]
fn parts_of_addresses() {
    check("san_francisco_2020.json", 5, &[]);
}

#[test]
fn seven_as_sunday() {
    check("times.json", 8, &[(NumberAsText, 7), (Appointment, 1), (LongMeeting, 1)]);
}

#[test]
fn text_behind_the_end() {
    check("trailing_text.json", 8, &[(NumberAsText, 7), (Appointment, 1), (LongMeeting, 1), (TrailingText, 1)]);
}

#[test]
fn rows_without_anything_to_notice() {
    check("atlanta.json", 6, &[]);
    check("timezones.json", 2, &[]);
    check("appointment.json", 2, &[(Appointment, 1)]);
}
