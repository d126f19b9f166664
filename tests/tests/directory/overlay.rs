//! What the person adds and corrects, and what they say of one of several listings, in every list and through every change of the
//! feeds below.

use std::sync::Arc;

use handrail_core::api::Directory;
use handrail_core::meetings::{
    FavouriteDetails, FeedOptions, GeoBox, MatchedIn, MeetingChange, MeetingOrder, MeetingPage, MeetingQuery, OwnMeeting, Repeat,
    Rule,
};

use handrail_tests::made_up::MadeUp;

use super::mine::{Person, kitchen, twelve};
use super::{moment, names, near, plain, text};

const FIRST: &str = "2026-01-14T02:10:00Z";
const LATER: &str = "2026-02-14T02:10:00Z";

fn save(person: &Person, meeting: OwnMeeting, id: Option<&str>) -> String {
    person.directory().save_own_meeting(meeting, moment(FIRST), id.map(str::to_owned)).unwrap().row.id
}

fn everything(person: &Person) -> MeetingPage {
    person.fixture.page(&MeetingQuery { limit: Some(500), ..MeetingQuery::default() }, &moment(FIRST))
}

fn words(words: &str) -> MeetingQuery {
    MeetingQuery { words: Some(words.into()), ..MeetingQuery::default() }
}

#[test]
fn what_is_hidden_is_in_no_list_whoever_wrote_it() {
    let person = Person::with(&twelve());
    let own = save(&person, kitchen(), None);
    let corrected = save(&person, OwnMeeting { name: "Corrected".into(), ..kitchen() }, Some(&person.id("Meeting n3")));
    assert_eq!(everything(&person).total, 13);
    for (id, left) in [(&own, 12), (&corrected, 11)] {
        person.directory().hide_meeting(id.clone(), true, moment(FIRST)).unwrap();
        let page = everything(&person);
        assert_eq!(page.total, left);
        assert!(page.meetings.iter().all(|row| row.id != *id && row.name != "Meeting n3"));
    }
    assert_eq!(person.directory().hidden_meetings(moment(FIRST)).unwrap().len(), 2);
    for id in [own, corrected] {
        person.directory().hide_meeting(id, false, moment(FIRST)).unwrap();
    }
    assert_eq!(everything(&person).total, 13);
}

#[test]
fn a_meeting_of_ones_own_has_not_changed() {
    let person = Person::with(&twelve());
    let own = save(&person, kitchen(), None);
    person.directory().add_favourite(own.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
    let row = everything(&person).meetings.into_iter().find(|row| row.id == own).unwrap();
    assert!(row.favourite && !row.changed);
    assert_eq!(person.changes(), []);
}

#[test]
fn a_correction_does_not_hide_what_the_feed_changes_below_it() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let id = person.keep("Meeting n6");
    save(&person, kitchen(), Some(&id));
    assert_eq!(person.changes(), []);
    // The website changes the fact that the person had corrected.
    feed[6].minute = 20 * 60 + 15;
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    let told = || person.directory().favourites(moment(LATER)).unwrap().remove(0);
    let changed = vec![MeetingChange::NewTime];
    assert_eq!((told().changes, told().meeting.name, told().gone), (changed.clone(), "Kitchen circle".into(), false));
    let row = everything(&person).meetings.into_iter().find(|row| row.id == id).unwrap();
    assert!(row.own && row.changed && person.directory().meeting(id.clone(), moment(LATER)).unwrap().row.changed);
    // Taking the correction back answers no notice; looking does.
    person.directory().remove_own_meeting(id.clone(), moment(LATER)).unwrap();
    assert_eq!(person.changes(), [("Meeting n6".into(), changed)]);
    person.directory().mark_meeting_seen(id.clone(), moment(LATER)).unwrap();
    assert_eq!(person.changes(), []);
    // It goes: whoever had corrected it hears of that too, and keeps what they wrote.
    save(&person, kitchen(), Some(&id));
    feed.remove(6);
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    assert_eq!((told().changes, told().gone), (vec![MeetingChange::Gone], false));
    assert!(everything(&person).meetings.iter().any(|row| row.id == id));
}

#[test]
fn hiding_and_keeping_apart_answer_no_notice() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let id = person.keep("Meeting n2");
    feed[2].minute = 6 * 60;
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    for on in [true, false] {
        person.directory().hide_meeting(id.clone(), on, moment(LATER)).unwrap();
        person.directory().keep_apart(id.clone(), on, moment(LATER)).unwrap();
        assert_eq!(person.changes(), [("Meeting n2".into(), vec![MeetingChange::NewTime])]);
    }
}

#[test]
fn words_find_what_the_person_wrote_as_they_find_the_rest() {
    let person = Person::with(&twelve());
    let own = OwnMeeting { name: "Café O'Neil".into(), place: Some("Łucja's Straße 4".into()), ..kitchen() };
    let id = save(&person, own, None);
    for typed in ["cafe", "CAFÉ o'neil", "o’neil", "oneil's, cafe", "(café)", "lucja", "strasse", "café \"o'neil\""] {
        let typed = typed.replace("oneil's", "o'neil");
        let page = person.fixture.page(&words(&typed), &moment(FIRST));
        assert_eq!(page.meetings.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), [id.as_str()], "{typed}");
        assert_eq!(page.corrected_words, None, "{typed}");
    }
    // A slip is put right from the person's own words too.
    let page = person.fixture.page(&words("lucaj strasse"), &moment(FIRST));
    assert_eq!((page.total, page.corrected_words.as_deref()), (1, Some("lucja strasse")));
    // What the person's own meeting has is not put right into something that others have.
    save(&person, OwnMeeting { name: "Meering".into(), ..kitchen() }, None);
    let page = person.fixture.page(&words("meering"), &moment(FIRST));
    assert_eq!((names(&page), page.corrected_words.clone()), (vec!["Meering"], None));
    // And where they were found decides as it does elsewhere.
    let best = MeetingQuery { order: Some(MeetingOrder::BestMatch), ..words("hall") };
    save(&person, OwnMeeting { name: "Hall".into(), ..kitchen() }, None);
    let page = person.fixture.page(&best, &moment(FIRST));
    assert_eq!((page.meetings[0].name.as_str(), page.meetings[0].matched), ("Hall", Some(MatchedIn::Name)));
}

#[test]
fn maps_and_counts_know_the_person_s_own_meetings() {
    let person = Person::with(&twelve());
    let own = save(&person, kitchen(), None);
    let corrected = person.id("Meeting n6");
    save(&person, OwnMeeting { types: vec!["X".into()], ..kitchen() }, Some(&corrected));
    let here = GeoBox { south: 30.0, north: 45.0, west: -130.0, east: -110.0 };
    for query in [
        MeetingQuery::default(),
        MeetingQuery { types: vec!["x".into()], ..MeetingQuery::default() },
        MeetingQuery { without_types: vec!["O".into()], ..MeetingQuery::default() },
        MeetingQuery { weekdays: vec![2], ..MeetingQuery::default() },
        words("kitchen"),
        MeetingQuery { within_km: Some(50.0), ..near(37.33, -121.89) },
    ] {
        let page = person.fixture.page(&MeetingQuery { limit: Some(500), ..query.clone() }, &moment(FIRST));
        let facets = person.directory().meeting_facets(query.clone(), moment(FIRST)).unwrap();
        assert_eq!(facets.total, page.total, "{query:?}");
        for told in &facets.types {
            let types = [query.types.clone(), vec![told.key.clone()]].concat();
            let found = person.fixture.page(&MeetingQuery { types, ..query.clone() }, &moment(FIRST));
            assert_eq!(told.count, found.total, "{told:?} {query:?}");
        }
        let marks = person.directory().meetings_map(here, 22, query.clone(), moment(FIRST)).unwrap();
        let boxed = person.fixture.page(&MeetingQuery { within_box: Some(here), ..query.clone() }, &moment(FIRST));
        assert_eq!(marks.iter().map(|mark| mark.count).sum::<u32>(), boxed.total, "{query:?}");
    }
    let kitchen = GeoBox { south: 37.3305, north: 37.3315, west: -121.892, east: -121.89 };
    let marks = person.directory().meetings_map(kitchen, 22, words("kitchen"), moment(FIRST)).unwrap();
    assert_eq!((marks.len(), marks[0].count, marks[0].meeting.is_none()), (1, 2, true));
    person.directory().hide_meeting(corrected, true, moment(FIRST)).unwrap();
    let marks = person.directory().meetings_map(kitchen, 22, words("kitchen"), moment(FIRST)).unwrap();
    assert_eq!((marks[0].count, marks[0].meeting.as_ref().map(|row| row.id.clone())), (1, Some(own)));
}

#[test]
fn each_time_of_a_meeting_of_ones_own_is_found() {
    let person = Person::with(&twelve());
    let rule = |weekday, minute| Rule::new(Repeat::Weekly { weekdays: vec![weekday] }, minute, Some(60));
    let id = save(&person, OwnMeeting { schedule: vec![rule(2, 7 * 60), rule(4, 21 * 60)], ..kitchen() }, None);
    for (query, minute) in [
        (MeetingQuery { weekdays: vec![2], ..MeetingQuery::default() }, 7 * 60),
        (MeetingQuery { weekdays: vec![4], ..MeetingQuery::default() }, 21 * 60),
        (MeetingQuery { until_minute: Some(8 * 60), ..MeetingQuery::default() }, 7 * 60),
    ] {
        let page = person.fixture.page(&query, &moment(FIRST));
        let row = page.meetings.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row.next.as_ref().unwrap().minute, minute, "{query:?}");
    }
}

/// A club that is never closed can be reached however far it is; when it opens tomorrow, not yet.
#[test]
fn one_can_still_reach_what_is_always_open() {
    let person = Person::with(&twelve());
    let always = Rule::new(Repeat::Always, 0, None);
    let tomorrow = moment(FIRST).at.with_timezone(&chrono_tz::America::Los_Angeles).date_naive() + chrono::Days::new(1);
    let club = |rule: Rule| OwnMeeting { name: "Club".into(), schedule: vec![rule], ..kitchen() };
    let id = save(&person, club(always.clone()), None);
    let later = save(&person, club(Rule { from: Some(tomorrow), ..always }), None);
    // Twelve kilometres on foot.
    let query = MeetingQuery { travel_kmh: Some(5.0), within_km: Some(30.0), hours: Some(12), ..near(37.44, -121.891) };
    let page = person.fixture.page(&query, &moment(FIRST));
    let row = page.meetings.iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.reachable, row.travel_minutes.unwrap() > 120), (Some(true), true));
    let page = person.fixture.page(&MeetingQuery { only_reachable: true, ..query }, &moment(FIRST));
    assert!(page.meetings.iter().any(|row| row.id == id));
    assert!(page.meetings.iter().all(|row| row.id != later || row.next.as_ref().unwrap().starts_at > moment(FIRST).at));
}

/// The website renumbers, then the file of the directory is lost: the journal knows the new key by then.
#[test]
fn a_favourite_is_found_again_under_the_key_that_it_had_last() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    let id = person.keep("Meeting n3");
    for (number, meeting) in feed.iter_mut().enumerate() {
        meeting.slug = format!("renumbered-{number}");
    }
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    feed[3].minute = 6 * 60;
    person.fixture.import(&feed, &moment(LATER)).unwrap();
    let notice = [("Meeting n3".to_owned(), vec![MeetingChange::NewTime])];
    assert_eq!(person.changes(), notice);
    let anew = Directory::open(text(&person.fixture.folder.path().join("anew.db"))).unwrap();
    anew.use_journal(Some(Arc::clone(&person.journal))).unwrap();
    let file = text(&person.fixture.folder.path().join("feed.json"));
    anew.import_feed(file, FeedOptions::new("made up"), moment(LATER), None).unwrap();
    let told = anew.favourites(moment(LATER)).unwrap().remove(0);
    assert!(!told.gone && told.id != id);
    assert_eq!(told.changes, notice[0].1, "and it is told that its time is another");
}

/// The website renumbers while there is no directory.
#[test]
fn a_favourite_is_found_again_by_what_people_know_it_by() {
    let mut feed = twelve();
    let person = Person::with(&feed);
    person.keep("Meeting n3");
    for (number, meeting) in feed.iter_mut().enumerate() {
        meeting.slug = format!("renumbered-{number}");
    }
    feed.push(MadeUp { slug: "elsewhere".into(), point: Some((39.0, -121.89)), ..plain("n3") });
    let anew = super::Fixture::new();
    anew.directory.use_journal(Some(Arc::clone(&person.journal))).unwrap();
    anew.import(&feed, &moment(LATER)).unwrap();
    let told = anew.directory.favourites(moment(LATER)).unwrap().remove(0);
    assert!(!told.gone && told.changes.is_empty() && told.meeting.next.is_some());
}
