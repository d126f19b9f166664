//! Words that very many meetings have are answered from the index of times; the answer is that of the index of words.

use std::fmt::Write as _;

use handrail_core::api::{Journal, new_journal_key};
use handrail_core::meetings::{FavouriteDetails, FeedOptions, MeetingQuery, MeetingRow};
use handrail_tests::made_up::{MadeUp, meetings};

use super::{Fixture, moment, text};

const NOW: &str = "2026-03-07T02:10:00Z";

/// All pages of a question, and the total that each of them told.
fn answer(fixture: &Fixture, query: &MeetingQuery) -> (u32, Vec<MeetingRow>) {
    let pages = fixture.pages(query, &moment(NOW));
    let total = pages[0].total;
    assert!(pages.iter().all(|page| page.total == total));
    (total, pages.into_iter().flat_map(|page| page.meetings).collect())
}

/// Every second Tuesday, and one that was in the past.
fn monthly(count: u32) -> String {
    let mut calendar = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made up//EN\r\n");
    for number in 0..count {
        let rule = if number % 5 == 0 { "" } else { "RRULE:FREQ=MONTHLY;BYDAY=2TU\r\n" };
        write!(
            calendar,
            "BEGIN:VEVENT\r\nUID:monthly-{number}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Common monthly {number}\r\n\
             DTSTART;TZID=America/Los_Angeles:20260113T190000\r\nDURATION:PT1H\r\n{rule}LOCATION:Hall {number}\r\nEND:VEVENT\r\n"
        )
        .unwrap();
    }
    calendar + "END:VCALENDAR\r\n"
}

#[test]
fn words_of_many_meetings_are_answered_as_those_of_few() {
    let mut all = meetings(1_300, 5);
    for meeting in &mut all {
        meeting.name = format!("Common {} {}", meeting.name, meeting.slug);
        meeting.fellowship = "aa";
    }
    let aa = |source: &str| FeedOptions { fellowship: Some("aa".into()), ..FeedOptions::new(source) };
    let fixture = Fixture::new();
    fixture.import_as(&all, aa("one"), &moment(NOW)).unwrap();
    // Another source lists some of them too, some by appointment.
    let again: Vec<MadeUp> = all.iter().filter(|meeting| meeting.point.is_some()).take(90).cloned().collect();
    fixture.import_as(&again, aa("two"), &moment(NOW)).unwrap();
    let file = fixture.folder.path().join("monthly.ics");
    std::fs::write(&file, monthly(25)).unwrap();
    fixture.directory.import_feed(text(&file), aa("three"), moment(NOW), None).unwrap();

    let words = |words: &str| MeetingQuery { words: Some(words.into()), limit: Some(97), ..MeetingQuery::default() };
    let common = words("common");
    // A fellowship that all have goes the other way.
    let same = MeetingQuery { fellowships: vec!["aa".into()], ..common.clone() };
    let compare = |what: &str| {
        let ((total, rows), (expected, others)) = (answer(&fixture, &common), answer(&fixture, &same));
        assert_eq!((total, rows.len()), (expected, usize::try_from(total).unwrap()), "{what}");
        assert_eq!(rows, others, "{what}");
        let first = MeetingQuery { favourites_first: true, ..common.clone() };
        let (_, rows) = answer(&fixture, &first);
        let (_, others) = answer(&fixture, &MeetingQuery { favourites_first: true, ..same.clone() });
        assert_eq!(rows, others, "{what}, favourites first");
        total
    };
    let everything = compare("as it is");
    assert!(everything > 1_200, "{everything}");
    assert!(answer(&fixture, &common).1.iter().any(|row| row.next.is_none()), "some are by appointment");
    assert!(answer(&fixture, &common).1.iter().any(|row| row.also_in > 0), "some are listed twice");
    assert_eq!(answer(&fixture, &words("common monthly")).0, 20, "what is over is not listed");

    let journal = Journal::open(text(&fixture.folder.path().join("journal.db")), new_journal_key().unwrap()).unwrap();
    fixture.directory.use_journal(Some(journal)).unwrap();
    let rows = answer(&fixture, &common).1;
    let joined = rows.iter().filter(|row| row.also_in > 0).map(|row| &row.id);
    for id in rows.iter().map(|row| &row.id).step_by(170).chain(joined.clone().take(3)) {
        fixture.directory.add_favourite(id.clone(), FavouriteDetails::default(), moment(NOW)).unwrap();
    }
    compare("with favourites");
    for id in rows.iter().map(|row| &row.id).step_by(90).chain(joined.clone().skip(5).take(3)) {
        fixture.directory.hide_meeting(id.clone(), true, moment(NOW)).unwrap();
    }
    assert!(compare("with some hidden") < everything);
    for id in joined.skip(10).take(5) {
        for other in fixture.directory.meeting(id.clone(), moment(NOW)).unwrap().also_in {
            fixture.directory.keep_apart(other.id, true, moment(NOW)).unwrap();
        }
    }
    compare("with some kept apart");
}
