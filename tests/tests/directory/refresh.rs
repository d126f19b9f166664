//! Importing a source again.

use std::collections::BTreeMap;

use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{FeedOptions, MeetingQuery};
use handrail_tests::made_up::{MadeUp, meetings};

use super::{Fixture, moment, near, plain};

const FIRST: &str = "2026-01-14T02:10:00Z";
const LATER: &str = "2026-02-14T02:10:00Z";

fn counts(fixture: &Fixture, meetings: &[MadeUp], at: &str) -> (u32, u32, u32) {
    let report = fixture.import(meetings, &moment(at)).unwrap();
    (report.added, report.changed, report.gone)
}

/// Ids by name, of everything that can be found.
fn ids(fixture: &Fixture) -> BTreeMap<String, String> {
    let everything = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
    let pages = fixture.pages(&everything, &moment(LATER));
    pages.into_iter().flat_map(|page| page.meetings).map(|meeting| (meeting.name, meeting.id)).collect()
}

fn twelve() -> Vec<MadeUp> {
    (0..12).map(|number| plain(&number.to_string())).collect()
}

#[test]
fn the_same_feed_changes_nothing() {
    let fixture = Fixture::new();
    let feed = meetings(300, 5);
    assert_eq!(counts(&fixture, &feed, FIRST), (300, 0, 0));
    assert_eq!(counts(&fixture, &feed, LATER), (0, 0, 0));
    let mut turned = feed;
    turned.reverse();
    assert_eq!(counts(&fixture, &turned, LATER), (0, 0, 0));
    let sources = fixture.directory.sources(moment(LATER)).unwrap();
    assert_eq!((sources.len(), sources[0].meetings, sources[0].imported_at), (1, 300, Some(moment(LATER).at)));
}

#[test]
fn a_change_is_seen_and_keeps_the_id() {
    let fixture = Fixture::new();
    let mut feed = twelve();
    counts(&fixture, &feed, FIRST);
    let before = ids(&fixture);
    feed[3].minute = 18 * 60;
    feed[3].types = vec!["C"];
    feed[3].notes = "New: the garden door.".into();
    assert_eq!(counts(&fixture, &feed, LATER), (0, 1, 0));
    assert_eq!(ids(&fixture), before);
    let found = fixture.page(&MeetingQuery { words: Some("gard".into()), ..MeetingQuery::default() }, &moment(LATER));
    assert_eq!((found.total, found.meetings[0].next.as_ref().unwrap().minute), (1, 18 * 60));
    let closed =
        |code: &str| fixture.page(&MeetingQuery { types: vec![code.into()], ..MeetingQuery::default() }, &moment(LATER)).total;
    assert_eq!((closed("c"), closed("O")), (1, 11));
}

#[test]
fn gone_and_back() {
    let fixture = Fixture::new();
    let feed = twelve();
    counts(&fixture, &feed, FIRST);
    let before = ids(&fixture);
    let id = before["Meeting 11"].clone();
    assert_eq!(counts(&fixture, &feed[..11], LATER), (0, 0, 1));
    assert!(!ids(&fixture).contains_key("Meeting 11"));
    let (words, place) = (MeetingQuery { words: Some("hall".into()), ..MeetingQuery::default() }, near(37.33, -121.89));
    assert_eq!(fixture.page(&words, &moment(LATER)).total, 11);
    assert_eq!(fixture.page(&place, &moment(LATER)).total, 11);
    // Still known, and said to be gone.
    let detail = fixture.directory.meeting(id.clone(), moment(LATER)).unwrap();
    assert_eq!(detail.gone_since, Some(moment(LATER).at));
    assert_eq!(counts(&fixture, &feed[..11], LATER), (0, 0, 0));

    assert_eq!(counts(&fixture, &feed, LATER), (0, 1, 0));
    assert_eq!(ids(&fixture), before);
    assert_eq!(fixture.directory.meeting(id, moment(LATER)).unwrap().gone_since, None);
}

#[test]
fn new_keys_for_the_same_meetings_keep_the_ids() {
    let fixture = Fixture::new();
    let mut feed = twelve();
    counts(&fixture, &feed, FIRST);
    let before = ids(&fixture);
    for (number, meeting) in feed.iter_mut().enumerate() {
        meeting.slug = format!("renumbered-{number}");
        // What is said about it may change at the same time.
        meeting.notes = "Moved to the new website.".into();
    }
    let (added, _, gone) = counts(&fixture, &feed, LATER);
    assert_eq!((added, gone), (0, 0));
    assert_eq!(ids(&fixture), before);
    assert_eq!(counts(&fixture, &feed, LATER), (0, 0, 0));
}

#[test]
fn another_time_or_place_under_a_new_key_is_another_meeting() {
    let fixture = Fixture::new();
    let mut feed = twelve();
    counts(&fixture, &feed, FIRST);
    let before = ids(&fixture);
    feed[0].slug = "new-0".into();
    feed[0].minute += 30;
    feed[1].slug = "new-1".into();
    feed[1].place = "Elsewhere".into();
    feed[1].town = "Saint Orla".into();
    feed[1].point = Some((34.05, -118.24));
    assert_eq!(counts(&fixture, &feed, LATER), (2, 0, 2));
    let after = ids(&fixture);
    assert!(before["Meeting 0"] != after["Meeting 0"] && before["Meeting 1"] != after["Meeting 1"]);
    assert_eq!(before["Meeting 2"], after["Meeting 2"]);
}

/// A website of 2021 went from the ids of its database to names as keys: of 476 keys none came through, and of 462 meetings 341
/// had the same name, day and time (`meetings.md`, 5.2). This is its made-up twin.
#[test]
fn a_website_that_renumbers_everything_loses_few() {
    let fixture = Fixture::new();
    let mut before: Vec<MadeUp> = (0..460).map(|number| plain(&format!("rec{number}"))).collect();
    for (number, meeting) in before.iter_mut().enumerate() {
        // Names come back through the week, as names do, and every house has several meetings.
        meeting.name = format!("Name {}", number % 180);
        meeting.days = vec![u8::try_from(number % 7).unwrap()];
        meeting.minute = 6 * 60 + u16::try_from(number % 16).unwrap() * 60;
        meeting.place = format!("House {}", number % 60);
        meeting.point = Some((37.0 + f64::from(u32::try_from(number % 60).unwrap()) / 100.0, -122.0));
    }
    assert_eq!(counts(&fixture, &before, FIRST), (460, 0, 0));
    let uids = |fixture: &Fixture| -> BTreeMap<String, String> {
        let everything = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
        let rows = fixture.pages(&everything, &moment(LATER)).into_iter().flat_map(|page| page.meetings);
        rows.map(|row| (format!("{} {:?} {:?}", row.name, row.next.map(|next| next.starts_at), row.place), row.id)).collect()
    };
    let old = uids(&fixture);
    let mut after = before.clone();
    for (number, meeting) in after.iter_mut().enumerate() {
        meeting.slug = format!("{}-{number}", meeting.name.to_lowercase().replace(' ', "-"));
        match number % 10 {
            // Another hour: not the same meeting to anybody who stands before the door.
            0 | 1 => meeting.minute += 30,
            // Another name in the same place at the same time.
            2 => meeting.name = format!("Quite Another {number}"),
            // The place's name was tidied; the pin is where it was.
            3 | 4 => meeting.place = format!("The {}, Hall B", meeting.place),
            _ => {}
        }
    }
    let (added, changed, gone) = counts(&fixture, &after, LATER);
    assert_eq!((added, gone, changed), (138, 138, 322));
    let new = uids(&fixture);
    // Whoever kept everything kept the id; no other id went anywhere.
    let kept = old.iter().filter(|(face, uid)| new.get(*face) == Some(uid)).count();
    assert_eq!(kept, 230);
    let moved: Vec<_> = new.values().filter(|uid| old.values().any(|old| old == *uid)).collect();
    assert_eq!(moved.len(), 322);
}

#[test]
fn a_room_that_went_online_under_a_new_key_and_a_name_with_a_word_more() {
    let fixture = Fixture::new();
    let mut feed = twelve();
    counts(&fixture, &feed, FIRST);
    let before = ids(&fixture);
    feed[0].slug = "hope-group-of-harborough".into();
    feed[0].name = "Meeting 0 of Harborough".into();
    feed[1].slug = "tidied".into();
    feed[1].place = "Hall 1 (side door)".into();
    assert_eq!(counts(&fixture, &feed, LATER), (0, 2, 0));
    let after = ids(&fixture);
    assert_eq!((&after["Meeting 0 of Harborough"], &after["Meeting 1"]), (&before["Meeting 0"], &before["Meeting 1"]));
}

/// Twelve groups that have neither name nor time nor place in common, numbered by their websites.
fn numbered(names: &[&str]) -> Vec<MadeUp> {
    let of = |name: &&str| usize::from(name.as_bytes()[0] - b'A');
    let meeting = |(number, name): (usize, &&str)| MadeUp {
        slug: (number + 1).to_string(),
        name: (*name).into(),
        minute: 6 * 60 + u16::try_from(of(name)).unwrap() * 30,
        point: Some((37.0 + f64::from(u16::try_from(of(name)).unwrap()) / 10.0, -121.89)),
        place: format!("Hall {name}"),
        town: format!("{name}ville"),
        ..plain("")
    };
    names.iter().enumerate().map(meeting).collect()
}

const NUMBERED: [&str; 12] = [
    "Acceptance",
    "Brightside",
    "Candour",
    "Daybreak",
    "Eastgate",
    "Footsteps",
    "Gladness",
    "Harbour",
    "Illumine",
    "Journeys",
    "Keystone",
    "Lifeline",
];

#[test]
fn a_key_that_another_group_has_now_is_gone_and_new() {
    let fixture = Fixture::new();
    counts(&fixture, &numbered(&NUMBERED), FIRST);
    let before = ids(&fixture);
    let mut names = NUMBERED;
    names[3] = "Zephyr";
    assert_eq!(counts(&fixture, &numbered(&names), LATER), (1, 0, 1));
    let after = ids(&fixture);
    assert!(!before.values().any(|id| *id == after["Zephyr"]));
    let gone = fixture.directory.meeting(before["Daybreak"].clone(), moment(LATER)).unwrap();
    assert_eq!((gone.row.name.as_str(), gone.gone_since), ("Daybreak", Some(moment(LATER).at)));
    // Its own key is its own again when it comes back, and the other group goes.
    assert_eq!(counts(&fixture, &numbered(&names), LATER), (0, 0, 0));
    assert_eq!(counts(&fixture, &numbered(&NUMBERED), LATER), (1, 0, 1));
}

/// Rows that are numbered from the top: one more at the top gives every key to the group below.
#[test]
fn keys_that_moved_along_lose_nobody() {
    let fixture = Fixture::new();
    counts(&fixture, &numbered(&NUMBERED), FIRST);
    let before = ids(&fixture);
    let names: Vec<&str> = ["Zephyr"].into_iter().chain(NUMBERED).collect();
    assert_eq!(counts(&fixture, &numbered(&names), LATER), (1, 12, 0));
    let mut after = ids(&fixture);
    assert!(after.remove("Zephyr").is_some());
    assert_eq!(after, before);
    // And back.
    assert_eq!(counts(&fixture, &numbered(&NUMBERED), LATER), (0, 12, 1));
    assert_eq!(ids(&fixture), before);
}

#[test]
fn a_feed_that_shrinks_too_far_is_refused() {
    let fixture = Fixture::new();
    let feed = meetings(100, 5);
    counts(&fixture, &feed, FIRST);
    let refused = HandrailError::Feed { reason: FeedProblem::Shrunk };
    assert_eq!(fixture.import(&feed[..79], &moment(LATER)).unwrap_err(), refused);
    // Nothing of it was kept, not even the time.
    assert_eq!(fixture.directory.sources(moment(LATER)).unwrap()[0].imported_at, Some(moment(FIRST).at));
    assert_eq!(counts(&fixture, &feed, FIRST), (0, 0, 0));
    assert_eq!(counts(&fixture, &feed[..80], LATER), (0, 0, 20));

    let accept = FeedOptions { accept_shrink: true, ..FeedOptions::new("made up") };
    let report = fixture.import_as(&feed[..5], accept, &moment(LATER)).unwrap();
    assert_eq!((report.gone, report.added), (75, 0));
    // Few meetings may come and go.
    assert_eq!(counts(&fixture, &feed[..1], LATER), (0, 0, 4));
}

#[test]
fn sources_do_not_touch_each_other() {
    let fixture = Fixture::new();
    let feed = twelve();
    counts(&fixture, &feed, FIRST);
    // Under the same keys, and other meetings: at another time.
    let feed: Vec<MadeUp> = feed.into_iter().map(|meeting| MadeUp { minute: meeting.minute + 5, ..meeting }).collect();
    let report = fixture.import_as(&feed, FeedOptions::new("another"), &moment(LATER)).unwrap();
    assert_eq!((report.added, report.changed, report.gone), (12, 0, 0));
    assert_eq!(fixture.page(&MeetingQuery::default(), &moment(LATER)).total, 24);
    let sources = fixture.directory.sources(moment(LATER)).unwrap();
    let names: Vec<String> = sources.into_iter().map(|source| source.details.name).collect();
    assert_eq!(names, ["another", "made up"]);
}
