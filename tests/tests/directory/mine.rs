//! Favourites, notices, hidden and own meetings: in the journal, over whatever becomes of the directory.

use std::sync::Arc;

use handrail_core::api::{Directory, Journal, new_journal_key};
use handrail_core::error::{Field, HandrailError};
use handrail_core::meetings::{
    FavouriteDetails, FeedOptions, GeoBox, GeoPoint, MatchedIn, MeetingChange, MeetingQuery, OwnMeeting, Repeat, Rule, VenueKind,
};
use handrail_core::time::CivilDay;
use handrail_tests::made_up::MadeUp;

use super::{Fixture, moment, names, near, plain, text};

const FIRST: &str = "2026-01-14T02:10:00Z";
const LATER: &str = "2026-02-14T02:10:00Z";

/// A directory with a person's journal in use.
pub(super) struct Person {
    pub fixture: Fixture,
    pub journal: Arc<Journal>,
}

impl Person {
    pub fn with(meetings: &[MadeUp]) -> Self {
        let fixture = Fixture::of(meetings);
        let path = text(&fixture.folder.path().join("journal.db"));
        let journal = Journal::open(path, new_journal_key().unwrap()).unwrap();
        fixture.directory.use_journal(Some(Arc::clone(&journal))).unwrap();
        Self { fixture, journal }
    }

    pub fn directory(&self) -> &Directory {
        &self.fixture.directory
    }

    pub fn id(&self, name: &str) -> String {
        let page = self.fixture.page(&MeetingQuery { words: Some(name.into()), ..MeetingQuery::default() }, &moment(FIRST));
        page.meetings.into_iter().find(|row| row.name == name).unwrap().id
    }

    pub fn keep(&self, name: &str) -> String {
        let id = self.id(name);
        self.directory().add_favourite(id.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
        id
    }

    pub fn changes(&self) -> Vec<(String, Vec<MeetingChange>)> {
        let notices = self.directory().meeting_notices(moment(LATER)).unwrap();
        notices.into_iter().map(|notice| (notice.name, notice.changes)).collect()
    }
}

pub(super) fn twelve() -> Vec<MadeUp> {
    // In twelve places: neighbours would be taken for one another.
    (0..12_i32)
        .map(|number| MadeUp {
            point: Some((37.0 + f64::from(number) / 10.0, -121.89)),
            minute: 8 * 60 + u16::try_from(number).unwrap() * 60,
            ..plain(&format!("n{number}"))
        })
        .collect()
}

#[test]
fn a_favourite_keeps_what_the_person_says_and_comes_first_when_asked() {
    let person = Person::with(&twelve());
    let id = person.id("Meeting n5");
    let details =
        FavouriteDetails { note: Some(" bring the key ".into()), label: Some("home group".into()), reminder_minutes: Some(45) };
    person.directory().add_favourite(id.clone(), details, moment(FIRST)).unwrap();
    let told = person.directory().favourites(moment(FIRST)).unwrap();
    assert_eq!((told.len(), told[0].id.as_str(), told[0].gone, told[0].changes.len()), (1, id.as_str(), false, 0));
    assert_eq!(told[0].details.note.as_deref(), Some("bring the key"));
    assert!(told[0].meeting.favourite && told[0].meeting.next.is_some());
    let query = MeetingQuery { favourites_first: true, limit: Some(5), ..MeetingQuery::default() };
    let pages = person.fixture.pages(&query, &moment(FIRST));
    let rows: Vec<_> = pages.into_iter().flat_map(|page| page.meetings).collect();
    assert_eq!((rows.len(), rows[0].id.as_str(), rows[0].favourite), (12, id.as_str(), true));
    assert!(rows[1..].windows(2).all(|two| two[0].next.as_ref().unwrap().starts_at <= two[1].next.as_ref().unwrap().starts_at));
    person.directory().remove_favourite(id, moment(FIRST)).unwrap();
    assert!(person.directory().favourites(moment(FIRST)).unwrap().is_empty());
}

#[test]
fn what_changed_is_told_until_it_was_seen() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let kept: Vec<String> = ["Meeting n0", "Meeting n1", "Meeting n2", "Meeting n3"].map(|name| person.keep(name)).into();
    assert!(person.changes().is_empty());
    feed[0].minute = 20 * 60 + 30;
    feed[1].point = Some((37.5, -122.2));
    feed[2].point = None;
    feed[3].name = "The Lamp".into();
    feed[4].minute = 21 * 60;
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    let mut told = person.changes();
    told.sort();
    assert_eq!(
        told,
        [
            ("Meeting n0".into(), vec![MeetingChange::NewTime]),
            ("Meeting n1".into(), vec![MeetingChange::Moved]),
            ("Meeting n2".into(), vec![MeetingChange::NowOnline, MeetingChange::NewLink]),
            ("Meeting n3".into(), vec![MeetingChange::Renamed]),
        ]
    );
    let page = person.fixture.page(&MeetingQuery { words: Some("lamp".into()), ..MeetingQuery::default() }, &moment(LATER));
    assert!(page.meetings[0].favourite && page.meetings[0].changed && page.meetings[0].id == kept[3]);
    for id in &kept {
        person.directory().mark_meeting_seen(id.clone(), moment(LATER)).unwrap();
    }
    assert!(person.changes().is_empty());
}

/// Replayed, a website that began to tell ends had a new time for 47 of 54 favourites, and none of them had one.
#[test]
fn a_length_that_is_told_at_last_is_no_new_time() {
    let mut feed = twelve();
    feed[0].minutes = None;
    let person = Person::with(&feed);
    person.keep("Meeting n0");
    person.keep("Meeting n1");
    feed[0].minutes = Some(60);
    feed[1].minutes = None;
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    assert_eq!(person.changes(), []);
    // Another end than the one that was told is another time.
    feed[1].minutes = Some(90);
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    assert_eq!(person.changes(), [("Meeting n1".into(), vec![MeetingChange::NewTime])]);
}

/// The website gave the favourite's key to strangers: whoever kept it is told that it is gone, and who meets there now.
#[test]
fn a_favourite_is_not_handed_to_the_group_that_got_its_key() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let kept = person.keep("Meeting n7");
    let elsewhere = MadeUp {
        name: "Newcomers".into(),
        place: "Old School".into(),
        town: "Saint Orla".into(),
        point: Some((34.05, -118.24)),
        days: vec![4],
        ..plain("n7")
    };
    let heir = MadeUp { name: "Sunrise".into(), ..MadeUp { slug: "another".into(), ..feed[7].clone() } };
    feed[7] = elsewhere;
    feed.push(heir);
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    let told = person.directory().favourites(moment(LATER)).unwrap();
    assert!(told[0].gone && told[0].id == kept && told[0].changes == [MeetingChange::Gone]);
    assert_eq!(told[0].meeting.name, "Meeting n7");
    assert_eq!(told[0].successor.as_ref().unwrap().name, "Sunrise");
    // Nor is it after the directory was made anew.
    let anew = Directory::open(text(&person.fixture.folder.path().join("anew.db"))).unwrap();
    anew.use_journal(Some(Arc::clone(&person.journal))).unwrap();
    let file = text(&person.fixture.folder.path().join("feed.json"));
    anew.import_feed(file, FeedOptions::new("made up"), moment(LATER), None).unwrap();
    let told = anew.favourites(moment(LATER)).unwrap();
    assert!(told[0].gone && told[0].meeting.name == "Meeting n7");
}

#[test]
fn a_favourite_that_is_gone_stays_says_so_and_names_its_successor() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let gone = person.keep("Meeting n7");
    let other = person.keep("Meeting n8");
    // The same place and time under another name and key: no website says that this is the same.
    feed[7] = MadeUp { name: "Sunrise".into(), ..MadeUp { slug: "another".into(), ..feed[7].clone() } };
    feed.remove(8);
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    let told = person.directory().favourites(moment(LATER)).unwrap();
    let of = |id: &str| told.iter().find(|favourite| favourite.id == id).unwrap();
    assert!(of(&gone).gone && of(&gone).changes == [MeetingChange::Gone] && of(&gone).meeting.name == "Meeting n7");
    assert_eq!(of(&gone).successor.as_ref().unwrap().name, "Sunrise");
    assert!(of(&other).gone && of(&other).successor.is_none());
    // It comes back: that is told too, after its going was seen.
    person.directory().mark_meeting_seen(other.clone(), moment(LATER)).unwrap();
    feed.push(twelve().remove(8));
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    assert!(person.changes().contains(&("Meeting n8".into(), vec![MeetingChange::Back])));
}

#[test]
fn a_website_that_renumbers_everything_takes_no_favourite_away() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let id = person.keep("Meeting n3");
    for (number, meeting) in feed.iter_mut().enumerate() {
        meeting.slug = format!("renumbered-{number}");
    }
    let report = person.fixture.import(&feed, &moment(LATER)).unwrap();
    assert_eq!((report.added, report.gone), (0, 0));
    let told = person.directory().favourites(moment(LATER)).unwrap();
    assert_eq!((told[0].id.clone(), told[0].gone, told[0].changes.len()), (id, false, 0));
}

#[test]
fn a_directory_made_anew_finds_the_favourites_again() {
    let person = Person::with(&twelve());
    let id = person.keep("Meeting n3");
    person.directory().hide_meeting(person.id("Meeting n4"), true, moment(FIRST)).unwrap();
    let anew = Fixture::new();
    anew.directory.use_journal(Some(Arc::clone(&person.journal))).unwrap();
    let lost = anew.directory.favourites(moment(LATER)).unwrap();
    assert!(lost[0].gone && lost[0].meeting.name == "Meeting n3" && lost[0].id == id, "it is shown as it was seen");
    assert!(lost[0].changes.is_empty(), "that its source was not read yet is no news of it");
    anew.import(&twelve(), &moment(LATER)).unwrap();
    let found = anew.directory.favourites(moment(LATER)).unwrap();
    assert!(!found[0].gone && found[0].id != id && found[0].changes.is_empty());
    assert_eq!(anew.page(&MeetingQuery::default(), &moment(LATER)).total, 11, "and what is hidden stays so");
}

#[test]
fn hidden_meetings_are_left_out_and_counted() {
    let person = Person::with(&twelve());
    let id = person.id("Meeting n2");
    person.directory().hide_meeting(id.clone(), true, moment(FIRST)).unwrap();
    for query in [
        MeetingQuery::default(),
        MeetingQuery { hours: Some(168), ..MeetingQuery::default() },
        MeetingQuery { within_km: Some(500.0), ..near(37.33, -121.89) },
        MeetingQuery { words: Some("meeting".into()), ..MeetingQuery::default() },
    ] {
        let page = person.fixture.page(&query, &moment(FIRST));
        assert_eq!((page.total, page.meetings.len()), (11, 11), "{query:?}");
        let facets = person.directory().meeting_facets(query, moment(FIRST)).unwrap();
        let hidden = facets.left_out.iter().find(|left| left.by == handrail_core::meetings::Narrowing::Hidden);
        assert_eq!((facets.total, hidden.map(|left| left.more)), (11, Some(1)));
    }
    assert_eq!(person.directory().hidden_meetings(moment(FIRST)).unwrap()[0].id, id);
    person.directory().hide_meeting(id, false, moment(FIRST)).unwrap();
    assert_eq!(person.fixture.page(&MeetingQuery::default(), &moment(FIRST)).total, 12);
}

pub(super) fn kitchen() -> OwnMeeting {
    OwnMeeting {
        name: "Kitchen circle".into(),
        schedule: vec![Rule::new(Repeat::Weekly { weekdays: vec![2] }, 19 * 60, Some(60))],
        zone: Some("America/Los_Angeles".into()),
        fellowship: Some("aa".into()),
        place: Some("Ana's kitchen".into()),
        point: Some(GeoPoint { latitude: 37.331, longitude: -121.891 }),
        types: vec!["C".into()],
        ..OwnMeeting::default()
    }
}

#[test]
fn a_meeting_of_ones_own_is_found_like_any_other() {
    let person = Person::with(&twelve());
    let made = person.directory().save_own_meeting(kitchen(), moment(FIRST), None).unwrap();
    assert!(made.row.own && made.row.next.is_some() && made.source.is_empty());
    let find = |query: MeetingQuery| person.fixture.page(&query, &moment(FIRST));
    for query in [
        near(37.33, -121.89),
        MeetingQuery { words: Some("kitch".into()), ..MeetingQuery::default() },
        MeetingQuery { types: vec!["c".into()], ..near(37.33, -121.89) },
        MeetingQuery { hours: Some(100), fellowships: vec!["aa".into()], ..MeetingQuery::default() },
    ] {
        let page = find(query.clone());
        assert!(page.meetings.iter().any(|row| row.id == made.row.id), "{query:?}");
    }
    let elsewhere = [
        near(51.5, 0.0),
        MeetingQuery { fellowships: vec!["na".into()], ..MeetingQuery::default() },
        MeetingQuery { without_types: vec!["C".into()], ..MeetingQuery::default() },
        MeetingQuery { venues: vec![VenueKind::Online], ..MeetingQuery::default() },
        MeetingQuery { weekdays: vec![4], ..MeetingQuery::default() },
    ];
    for query in elsewhere {
        assert!(!find(query.clone()).meetings.iter().any(|row| row.id == made.row.id), "{query:?}");
    }
    assert_eq!(find(MeetingQuery::default()).total, 13);
    let changed = OwnMeeting { name: "Kitchen table".into(), ..kitchen() };
    let again = person.directory().save_own_meeting(changed, moment(FIRST), Some(made.row.id.clone())).unwrap();
    assert_eq!((again.row.id.clone(), again.row.name), (made.row.id.clone(), "Kitchen table".to_owned()));
    person.directory().remove_own_meeting(made.row.id.clone(), moment(FIRST)).unwrap();
    assert!(matches!(person.directory().meeting(made.row.id, moment(FIRST)), Err(HandrailError::NotFound { .. })));
}

#[test]
fn a_correction_replaces_the_public_facts_for_oneself_alone() {
    let person = Person::with(&twelve());
    let id = person.keep("Meeting n6");
    let saved = person.directory().save_own_meeting(kitchen(), moment(FIRST), Some(id.clone())).unwrap();
    assert_eq!((saved.row.id.as_str(), saved.row.name.as_str(), saved.row.own), (id.as_str(), "Kitchen circle", true));
    let all = person.fixture.page(&MeetingQuery { limit: Some(100), ..MeetingQuery::default() }, &moment(FIRST));
    assert_eq!((all.total, all.meetings.iter().filter(|row| row.id == id).count()), (12, 1));
    assert!(!names(&all).contains(&"Meeting n6"));
    person.directory().remove_own_meeting(id.clone(), moment(FIRST)).unwrap();
    let back = person.directory().meeting(id, moment(FIRST)).unwrap();
    assert_eq!((back.row.name.as_str(), back.row.own, back.row.favourite), ("Meeting n6", false, true));
}

/// The map once left out what the person had corrected, and what they had added.
#[test]
fn a_map_has_what_is_ones_own() {
    let person = Person::with(&twelve());
    let corrected = person.keep("Meeting n6");
    person.directory().save_own_meeting(kitchen(), moment(FIRST), Some(corrected)).unwrap();
    let added = OwnMeeting { point: Some(GeoPoint { latitude: 38.9, longitude: -121.0 }), ..kitchen() };
    person.directory().save_own_meeting(added, moment(FIRST), None).unwrap();
    let everywhere = GeoBox { south: -90.0, north: 90.0, west: -180.0, east: 180.0 };
    let map = |zoom| person.directory().meetings_map(everywhere, zoom, MeetingQuery::default(), moment(FIRST)).unwrap();
    let [all] = &map(0)[..] else { panic!("{:?}", map(0)) };
    assert_eq!((all.count, all.favourites), (13, 1));
    assert_eq!((all.bounds.south, all.bounds.north), (37.0, 38.9));
    let alone = map(22);
    let rows: Vec<_> = alone.iter().map(|mark| mark.meeting.as_ref().unwrap()).collect();
    assert_eq!(
        (rows.len(), rows.iter().filter(|row| row.own).count(), rows.iter().filter(|row| row.favourite).count()),
        (13, 2, 1)
    );
    for mark in &alone {
        let next = mark.meeting.as_ref().and_then(|row| row.next.as_ref());
        assert_eq!(mark.starts_at, next.map(|next| next.starts_at));
        assert_eq!((mark.bounds.south, mark.bounds.west), (mark.point.latitude, mark.point.longitude));
    }
}

#[test]
fn what_cannot_be_taken_names_its_field() {
    let person = Person::with(&twelve());
    let save = |own: OwnMeeting| person.directory().save_own_meeting(own, moment(FIRST), None);
    let rule = |minute| Rule::new(Repeat::Weekly { weekdays: vec![1] }, minute, None);
    let weeks = |n| Rule::new(Repeat::EveryNWeeks { weekdays: vec![1], n, anchor: CivilDay::default() }, 600, None);
    let nth = |nth| Rule::new(Repeat::MonthlyNth { weekdays: vec![1], nth: vec![nth] }, 600, None);
    for (own, field) in [
        (OwnMeeting { name: " ".into(), ..kitchen() }, Field::Name),
        (OwnMeeting { schedule: vec![rule(1440)], ..kitchen() }, Field::Minute),
        (OwnMeeting { schedule: vec![rule(1); 51], ..kitchen() }, Field::Day),
        (OwnMeeting { schedule: vec![weeks(0)], ..kitchen() }, Field::Day),
        (OwnMeeting { schedule: vec![nth(6)], ..kitchen() }, Field::Day),
        (OwnMeeting { zone: Some("Nowhere/Land".into()), ..kitchen() }, Field::Zone),
        (OwnMeeting { fellowship: Some("nothing".into()), ..kitchen() }, Field::Fellowship),
        (OwnMeeting { conference_url: Some("javascript:alert(1)".into()), ..kitchen() }, Field::Link),
        (OwnMeeting { conference_phone: Some("call me".into()), ..kitchen() }, Field::Phone),
        (OwnMeeting { notes: Some("x".repeat(10_001)), ..kitchen() }, Field::Note),
        (OwnMeeting { point: Some(GeoPoint { latitude: f64::NAN, longitude: 0.0 }), ..kitchen() }, Field::Place),
    ] {
        match save(own) {
            Err(HandrailError::Invalid { field: found, .. }) => assert_eq!(found, field),
            other => panic!("{field:?}: {other:?}"),
        }
    }
    let details = FavouriteDetails { reminder_minutes: Some(20_000), ..FavouriteDetails::default() };
    let wrong = person.directory().add_favourite(person.id("Meeting n1"), details, moment(FIRST));
    assert!(matches!(wrong, Err(HandrailError::Invalid { field: Field::Minute, .. })));
    let unknown = person.directory().add_favourite("nothing".into(), FavouriteDetails::default(), moment(FIRST));
    assert!(matches!(unknown, Err(HandrailError::NotFound { .. })));
}

#[test]
fn meetings_are_there_without_a_journal_and_after_it_closed() {
    let person = Person::with(&twelve());
    let id = person.keep("Meeting n1");
    person.journal.close().unwrap();
    assert_eq!(person.fixture.page(&MeetingQuery::default(), &moment(FIRST)).total, 12);
    assert_eq!(person.directory().meeting(id.clone(), moment(FIRST)).unwrap().row.name, "Meeting n1");
    assert!(matches!(person.directory().favourites(moment(FIRST)), Err(HandrailError::Closed)));
    person.directory().use_journal(None).unwrap();
    let add = person.directory().add_favourite(id, FavouriteDetails::default(), moment(FIRST));
    assert!(matches!(add, Err(HandrailError::Closed)));
    let options = FeedOptions { accept_shrink: true, ..FeedOptions::new("made up") };
    person.fixture.import_as(&twelve()[..3], options, &moment(LATER)).unwrap();
}

#[test]
fn words_tell_where_they_were_found_and_the_best_comes_first() {
    let mut feed = twelve();
    feed[3].notes = "Candlelight".into();
    feed[1].place = "Candlelight Hall".into();
    feed[9].name = "By candlelight".into();
    let person = Person::with(&feed);
    let query = MeetingQuery {
        words: Some("candlelight".into()),
        order: Some(handrail_core::meetings::MeetingOrder::BestMatch),
        ..MeetingQuery::default()
    };
    let page = person.fixture.page(&query, &moment(FIRST));
    let matched: Vec<_> = page.meetings.iter().map(|row| row.matched.unwrap()).collect();
    assert_eq!(matched, [MatchedIn::Name, MatchedIn::Place, MatchedIn::Notes]);
    assert_eq!(page.corrected_words, None);
    // A letter is missing, two are swapped, one is another.
    for typed in ["candelight", "canldelight", "candleligth hall"] {
        let page = person.fixture.page(&MeetingQuery { words: Some(typed.into()), ..query.clone() }, &moment(FIRST));
        assert!(page.total > 0 && page.corrected_words.as_deref().unwrap().starts_with("candlelight"), "{typed}");
    }
    let nothing = person.fixture.page(&MeetingQuery { words: Some("xylophone".into()), ..query }, &moment(FIRST));
    assert_eq!((nothing.total, nothing.corrected_words), (0, None));
}
