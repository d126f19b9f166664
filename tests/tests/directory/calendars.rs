//! Calendars out, and in again: what the list shows is what a calendar app would show.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use handrail_core::exchange::CalendarSelection;
use handrail_core::meetings::{FavouriteDetails, FeedOptions, MeetingQuery, OwnMeeting, Repeat, Rule};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, meetings};
use proptest::prelude::*;

use super::mine::{Person, kitchen, twelve};
use super::{Fixture, moment, near, plain, search, text};

const AT: &str = "2026-01-14T02:10:00Z";

/// Names and starts, as a list of what was written shows them. The week of a question is seven days.
fn read_back(calendar: &str, now: &Moment) -> BTreeSet<(String, DateTime<Utc>)> {
    let fixture = Fixture::new();
    let file = fixture.folder.path().join("week.ics");
    std::fs::write(&file, calendar).unwrap();
    fixture.directory.import_feed(text(&file), FeedOptions::new("calendar"), now.clone(), None).unwrap();
    let pages = fixture.pages(&MeetingQuery { limit: Some(500), ..MeetingQuery::default() }, now);
    let rows = pages.into_iter().flat_map(|page| page.meetings);
    rows.map(|row| (row.name, row.next.unwrap().starts_at)).collect()
}

fn week(fixture: &Fixture, query: MeetingQuery, now: &Moment) -> Option<String> {
    fixture.directory.calendar(CalendarSelection::Week { query }, false, now.clone()).ok()
}

#[test]
fn a_week_has_every_time_that_was_asked_for_and_no_other() {
    let daily = MadeUp { days: (0..7).collect(), ..plain("daily") };
    let fixture = Fixture::of(&[daily, MadeUp { minute: 7 * 60, ..plain("early") }]);
    let count = |query: MeetingQuery| week(&fixture, query, &moment(AT)).map_or(0, |text| text.matches("BEGIN:VEVENT").count());
    assert_eq!(count(MeetingQuery::default()), 8);
    assert_eq!(count(MeetingQuery { hours: Some(48), ..MeetingQuery::default() }), 2);
    assert_eq!(count(MeetingQuery { weekdays: vec![1, 2], ..MeetingQuery::default() }), 3);
    assert_eq!(count(MeetingQuery { until_minute: Some(12 * 60), ..MeetingQuery::default() }), 1);
    assert_eq!(count(MeetingQuery { from_minute: Some(20 * 60), ..MeetingQuery::default() }), 0);
    // Of a meeting with two times a day, the one in the stretch.
    let person = Person::with(&twelve());
    let rule = |minute| Rule::new(Repeat::Weekly { weekdays: vec![3] }, minute, Some(60));
    let twice = OwnMeeting { schedule: vec![rule(7 * 60), rule(21 * 60)], ..kitchen() };
    person.directory().save_own_meeting(twice, moment(AT), None).unwrap();
    let query = MeetingQuery { words: Some("kitchen".into()), from_minute: Some(18 * 60), ..MeetingQuery::default() };
    let text = week(&person.fixture, query, &moment(AT)).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(text.contains("DTSTART;TZID=America/Los_Angeles:20260114T210000\r\n"), "{text}");
}

#[test]
fn a_week_is_read_back_as_the_list_shows_it() {
    let mut all = meetings(120, 41);
    for meeting in &mut all {
        meeting.name = format!("{}, {}; \\ ü {}", meeting.name, meeting.slug, "ß".repeat(40));
        meeting.zone = meeting.zone.or(Some(chrono_tz::Europe::Berlin));
    }
    let fixture = Fixture::of(&all);
    let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(now in search::moments())| {
        let Some(text) = week(&fixture, MeetingQuery::default(), &now) else { return Ok(()) };
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let pages = fixture.pages(&MeetingQuery { limit: Some(500), ..MeetingQuery::default() }, &now);
        let found = read_back(&text, &now);
        for row in pages.into_iter().flat_map(|page| page.meetings) {
            let time = (row.name, row.next.unwrap().starts_at);
            prop_assert!(found.contains(&time), "{:?}", time);
        }
    });
}

#[test]
fn favourites_go_with_their_words_and_reminders_and_gone_ones_stay_behind() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let details = FavouriteDetails { label: Some("home".into()), reminder_minutes: Some(45), note: Some("the key".into()) };
    person.directory().add_favourite(person.id("Meeting n2"), details, moment(AT)).unwrap();
    person.keep("Meeting n7");
    let own = person.directory().save_own_meeting(kitchen(), moment(AT), None).unwrap().row.id;
    person.directory().add_favourite(own, FavouriteDetails::default(), moment(AT)).unwrap();
    feed.remove(7);
    person.fixture.import(&feed, &moment("2026-02-14T02:10:00Z")).unwrap();
    let written = |discreet| person.directory().calendar(CalendarSelection::Favourites, discreet, moment(AT)).unwrap();
    let open = written(false);
    assert_eq!(open.matches("BEGIN:VEVENT").count(), 2);
    assert!(
        open.contains("SUMMARY:home\r\n") && open.contains("TRIGGER:-PT45M\r\n") && open.contains("SUMMARY:Kitchen circle\r\n")
    );
    let discreet = written(true);
    assert!(!discreet.contains("Kitchen circle") && discreet.contains("SUMMARY:Ana's kitchen\r\n"), "{discreet}");
    assert!(!open.contains("the key"), "the note stays in the journal");
    let nowhere = MeetingQuery { within_km: Some(1.0), ..near(0.0, 0.0) };
    assert!(week(&person.fixture, nowhere, &moment(AT)).is_none());
}
