//! Listings of several sources that are one meeting: joined, shown once, kept whole, and taken apart when the person says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, new_journal_key};
use handrail_core::catalogue::MeetingAttribute;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{
    FavouriteDetails, FeedOptions, GeoBox, JoinReason, MeetingDetail, MeetingField, MeetingPage, MeetingQuery, OwnMeeting,
    SourceDetails,
};
use handrail_tests::made_up::{Dice, MadeUp, meetings};
use handrail_tests::naive;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Fixture, moment, names, near, text};

const FIRST: &str = "2026-01-14T02:10:00Z";
const LATER: &str = "2026-02-14T02:10:00Z";

/// A row of a feed: on Monday at seven in the evening in one hall; change what matters.
fn row(slug: &str, changes: Value) -> Value {
    let mut row = json!({
        "slug": slug, "name": "Sunrise", "day": 1, "time": "19:00", "timezone": "America/Los_Angeles", "types": ["O"],
        "location": "Garden Hall", "latitude": 37.33, "longitude": -121.89, "formatted_address": "12 Example Street, Harborough",
    });
    let (Some(row_map), Value::Object(changes)) = (row.as_object_mut(), changes) else { unreachable!() };
    row_map.extend(changes);
    row_map.retain(|_, value| !value.is_null());
    row
}

fn online(slug: &str, changes: Value) -> Value {
    let mut row = row(
        slug,
        json!({"latitude": null, "longitude": null, "location": null, "formatted_address": null,
        "conference_url": "https://us02web.zoom.us/j/81234567890?pwd=abc"}),
    );
    row.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    row
}

fn give(fixture: &Fixture, source: &str, fellowship: Option<&str>, rows: &[Value], at: &str) {
    let file = fixture.folder.path().join("rows.json");
    std::fs::write(&file, Value::Array(rows.to_vec()).to_string()).unwrap();
    let options = FeedOptions { fellowship: fellowship.map(str::to_owned), accept_shrink: true, ..FeedOptions::new(source) };
    fixture.directory.import_feed(text(&file), options, moment(at), None).unwrap();
}

fn two(one: &[Value], other: &[Value]) -> Fixture {
    let fixture = Fixture::new();
    give(&fixture, "one", Some("aa"), one, FIRST);
    give(&fixture, "two", Some("aa"), other, FIRST);
    fixture
}

/// Everything, by all ways of asking; they must agree.
fn all(fixture: &Fixture) -> MeetingPage {
    let page = fixture.page(&MeetingQuery::default(), &moment(FIRST));
    let facets = fixture.directory.meeting_facets(MeetingQuery::default(), moment(FIRST)).unwrap();
    assert_eq!(page.total, facets.total);
    assert_eq!(page.total, u32::try_from(page.meetings.len()).unwrap());
    assert_eq!(facets.fellowships.iter().map(|fellowship| fellowship.count).sum::<u32>(), page.total);
    page
}

fn detail(fixture: &Fixture, id: &str) -> MeetingDetail {
    fixture.directory.meeting(id.into(), moment(FIRST)).unwrap()
}

/// The sources of the listed meetings, each with the number of the others that it stands for.
fn leaders(fixture: &Fixture) -> Vec<(String, u32)> {
    let page = all(fixture);
    let mut told: Vec<_> = page.meetings.iter().map(|row| (detail(fixture, &row.id).source, row.also_in)).collect();
    told.sort();
    told
}

fn apart(one: Value, other: Value) {
    let told = format!("{one} {other}");
    let fixture = two(&[one], &[other]);
    assert_eq!(leaders(&fixture), [("one".to_owned(), 0), ("two".to_owned(), 0)], "{told}");
}

#[test]
fn a_place_a_time_and_a_name() {
    let newer = json!({"name": "The Sunrise Group", "updated": "2026-01-02 00:00:00", "latitude": 37.3305});
    let fixture = two(&[row("a", json!({}))], &[row("b", newer)]);
    let page = all(&fixture);
    assert_eq!(names(&page), ["The Sunrise Group"]);
    assert_eq!(page.meetings[0].also_in, 1);
    let shown = detail(&fixture, &page.meetings[0].id);
    let [other] = &shown.also_in[..] else { panic!("{shown:?}") };
    assert_eq!((other.source.as_str(), other.name.as_str()), ("one", "Sunrise"));
    assert_eq!(other.reasons, [JoinReason::SameTime, JoinReason::SamePlace, JoinReason::SameName]);
    // Both are kept whole, and each knows of the other.
    let kept = detail(&fixture, &other.id);
    assert_eq!((kept.row.name.as_str(), kept.source.as_str()), ("Sunrise", "one"));
    assert_eq!(kept.also_in.iter().map(|listing| &listing.id).collect::<Vec<_>>(), [&shown.row.id]);
    assert_eq!(kept.also_in[0].reasons, other.reasons);
    let sources = fixture.directory.sources(moment(LATER)).unwrap();
    assert_eq!(sources.iter().map(|source| source.meetings).collect::<Vec<_>>(), [1, 1]);
    // Every way of asking leaves it out.
    assert_eq!(fixture.page(&near(37.33, -121.89), &moment(FIRST)).total, 1);
    assert_eq!(fixture.page(&MeetingQuery { words: Some("sunrise".into()), ..MeetingQuery::default() }, &moment(FIRST)).total, 1);
    let monday = MeetingQuery { weekdays: vec![1], ..MeetingQuery::default() };
    assert_eq!(fixture.page(&monday, &moment(FIRST)).total, 1);
    let california = GeoBox { south: 30.0, north: 40.0, west: -125.0, east: -110.0 };
    let map = fixture.directory.meetings_map(california, 20, MeetingQuery::default(), moment(FIRST)).unwrap();
    assert_eq!(map.iter().map(|cluster| cluster.count).sum::<u32>(), 1);
}

#[test]
fn a_room_on_the_net_across_zones() {
    let london = json!({"name": "Sunrise Across the Water", "day": 2, "time": "03:00", "timezone": "Europe/London",
        "conference_url": "https://zoom.us/j/81234567890"});
    let fixture = two(&[online("a", json!({}))], &[online("b", london)]);
    let page = all(&fixture);
    assert_eq!(page.total, 1);
    let shown = detail(&fixture, &page.meetings[0].id);
    assert_eq!(shown.also_in[0].reasons, [JoinReason::SameTime, JoinReason::SameRoom]);
    let asked = MeetingQuery { include_online: true, ..near(37.33, -121.89) };
    assert_eq!(fixture.page(&asked, &moment(FIRST)).total, 1);
}

#[test]
fn what_stays_apart() {
    // Two groups in one church at one hour, and what else only looks alike.
    apart(row("a", json!({})), row("b", json!({"name": "Beginners"})));
    apart(row("a", json!({"name": "Sunrise Men"})), row("b", json!({"name": "Sunrise Women"})));
    apart(row("a", json!({})), row("b", json!({"fellowship": "na"})));
    apart(row("a", json!({})), row("b", json!({"time": "19:30"})));
    apart(row("a", json!({})), row("b", json!({"day": 2})));
    apart(row("a", json!({})), row("b", json!({"latitude": 37.3315})));
    let somewhere = json!({"approximate": "yes", "conference_url": "https://zoom.us/j/81234567890"});
    apart(row("a", json!({})), row("b", somewhere));
    apart(row("a", json!({"day": [1, 3]})), row("b", json!({"day": [1, 5]})));
    let page = "https://example.org/online";
    apart(online("a", json!({"conference_url": page})), online("b", json!({"conference_url": page})));
    apart(online("a", json!({})), online("b", json!({"timezone": "America/Denver"})));
    // The room was taken over by another group: one of the lists does not know yet.
    apart(online("a", json!({})), online("b", json!({"name": "Legally Drunk"})));
    let one_source = Fixture::new();
    give(&one_source, "one", Some("aa"), &[row("a", json!({})), row("b", json!({}))], FIRST);
    assert_eq!(leaders(&one_source), [("one".to_owned(), 0), ("one".to_owned(), 0)]);
}

#[test]
fn a_fellowship_that_is_not_told_may_be_the_same() {
    let fixture = Fixture::new();
    give(&fixture, "untold", None, &[row("a", json!({"updated": "2026-01-02 00:00:00"}))], FIRST);
    give(&fixture, "told", Some("aa"), &[row("b", json!({}))], FIRST);
    // It leads, though it is older: a list of one fellowship needs to know.
    assert_eq!(leaders(&fixture), [("told".to_owned(), 1)]);
}

#[test]
fn a_list_of_lists_follows_and_a_removed_source_lets_go() {
    let fixture = two(&[row("a", json!({}))], &[row("b", json!({}))]);
    assert_eq!(leaders(&fixture), [("one".to_owned(), 1)]);
    let gathered =
        |name: &str, aggregator| SourceDetails { aggregator, fellowship: Some("aa".into()), ..SourceDetails::new(name) };
    fixture.directory.save_source(gathered("one", true), moment(LATER)).unwrap();
    assert_eq!(leaders(&fixture), [("two".to_owned(), 1)]);
    fixture.directory.save_source(gathered("one", false), moment(LATER)).unwrap();
    assert_eq!(leaders(&fixture), [("one".to_owned(), 1)]);
    fixture.directory.remove_source("one".into(), moment(LATER)).unwrap();
    assert_eq!(leaders(&fixture), [("two".to_owned(), 0)]);
}

#[test]
fn one_row_for_all_days_stands_for_a_row_a_day() {
    let daily = row("a", json!({"day": [1, 2, 3]}));
    let rows: Vec<Value> =
        (1..=4).map(|day| row(&format!("b{day}"), json!({"day": day, "updated": "2026-01-02 00:00:00"}))).collect();
    let fixture = two(&[daily], &rows);
    // The Thursday is the second source's alone.
    assert_eq!(leaders(&fixture), [("one".to_owned(), 3), ("two".to_owned(), 0)]);
}

#[test]
fn what_one_lacks_the_other_tells() {
    let newer = json!({"updated": "2026-01-02 00:00:00", "location": null, "notes": "Ring twice.", "types": [],
        "conference_url": null});
    let older = json!({"notes": "Old notes.", "group": "Garden Group", "region": "Harborough", "types": ["O", "M"],
        "conference_url": "https://zoom.us/j/81234567890"});
    let fixture = two(&[row("a", older)], &[row("b", newer)]);
    let page = all(&fixture);
    let shown = detail(&fixture, &page.meetings[0].id);
    assert_eq!(shown.source, "two");
    assert_eq!(shown.notes.as_deref(), Some("Ring twice."));
    assert_eq!(shown.row.place.as_deref(), Some("Garden Hall"));
    assert_eq!(shown.group.as_deref(), Some("Garden Group"));
    assert_eq!(shown.row.types, ["O", "M"]);
    // It says that it takes place in a room: an older link is not put beside that.
    assert_eq!(shown.conference_url, None);
    let origins: BTreeMap<MeetingField, &str> =
        shown.origins.iter().map(|origin| (origin.field, origin.source.as_str())).collect();
    assert_eq!(origins[&MeetingField::Notes], "two");
    assert_eq!(origins[&MeetingField::Group], "one");
    assert_eq!(origins[&MeetingField::Place], "one");
    assert_eq!(origins[&MeetingField::Types], "one");
    assert!(!origins.contains_key(&MeetingField::ConferenceUrl));
    assert_eq!(origins.len(), shown.origins.len(), "one source for each field");
}

#[test]
fn a_leader_changes_goes_and_comes_back() {
    let newer = json!({"updated": "2026-01-02 00:00:00"});
    let filler = |slug: &str| row(slug, json!({"name": "Elsewhere", "latitude": 38.0}));
    let fixture = two(&[row("a", json!({}))], &[row("b", newer.clone()), filler("x")]);
    let together = [("two".to_owned(), 0), ("two".to_owned(), 1)];
    let one_alone = [("one".to_owned(), 0), ("two".to_owned(), 0)];
    assert_eq!(leaders(&fixture), together);
    give(&fixture, "two", Some("aa"), &[filler("x")], LATER);
    assert_eq!(leaders(&fixture), one_alone, "gone");
    give(&fixture, "two", Some("aa"), &[row("b", newer.clone()), filler("x")], LATER);
    assert_eq!(leaders(&fixture), together, "back");
    give(&fixture, "two", Some("aa"), &[row("b", json!({"time": "20:00"})), filler("x")], LATER);
    assert_eq!(leaders(&fixture), [("one".to_owned(), 0), ("two".to_owned(), 0), ("two".to_owned(), 0)], "another time");
    give(&fixture, "two", Some("aa"), &[row("b", newer.clone()), filler("x")], LATER);
    assert_eq!(leaders(&fixture), together, "the old time again");
    let before = all(&fixture).meetings.into_iter().find(|meeting| meeting.also_in == 1).unwrap().id;
    give(&fixture, "two", Some("aa"), &[row("renumbered", newer), filler("x")], LATER);
    assert_eq!(leaders(&fixture), together, "under another key");
    assert_eq!(all(&fixture).meetings.into_iter().find(|meeting| meeting.also_in == 1).unwrap().id, before);
    // Only the date of the last update is another: the other listing is the newer one now.
    give(&fixture, "one", Some("aa"), &[row("a", json!({"updated": "2026-02-02 00:00:00"}))], LATER);
    assert_eq!(leaders(&fixture), [("one".to_owned(), 1), ("two".to_owned(), 0)]);
    give(&fixture, "one", Some("aa"), &[row("a", json!({"types": ["TC"]}))], LATER);
    assert_eq!(leaders(&fixture), [("two".to_owned(), 0), ("two".to_owned(), 0)], "closed for now");
}

struct Person {
    fixture: Fixture,
    journal: Arc<Journal>,
}

impl Person {
    fn with(fixture: Fixture) -> Self {
        let path = text(&fixture.folder.path().join("journal.db"));
        let journal = Journal::open(path, new_journal_key().unwrap()).unwrap();
        fixture.directory.use_journal(Some(Arc::clone(&journal))).unwrap();
        Self { fixture, journal }
    }

    /// The only listed meeting, and the only one that it stands for.
    fn pair(&self) -> (String, String) {
        let [leader] = &all(&self.fixture).meetings[..] else { panic!("not one") };
        let follower = detail(&self.fixture, &leader.id).also_in[0].id.clone();
        (leader.id.clone(), follower)
    }

    fn directory(&self) -> &Directory {
        &self.fixture.directory
    }
}

fn joined() -> Person {
    Person::with(two(&[row("a", json!({"updated": "2026-01-02 00:00:00"}))], &[row("b", json!({}))]))
}

#[test]
fn the_person_keeps_two_apart() {
    let person = joined();
    let (leader, follower) = person.pair();
    for id in [&follower, &leader] {
        person.directory().keep_apart(id.clone(), true, moment(FIRST)).unwrap();
        assert_eq!(leaders(&person.fixture), [("one".to_owned(), 0), ("two".to_owned(), 0)]);
        for other in [&leader, &follower] {
            let alone = detail(&person.fixture, other);
            assert!(alone.also_in.is_empty() && alone.row.also_in == 0);
            assert_eq!(alone.kept_apart, other == id, "said where it can be taken back");
        }
        let california = GeoBox { south: 30.0, north: 40.0, west: -125.0, east: -110.0 };
        let map = person.directory().meetings_map(california, 20, MeetingQuery::default(), moment(FIRST)).unwrap();
        assert_eq!(map.iter().map(|cluster| cluster.count).sum::<u32>(), 2);
        person.directory().keep_apart(id.clone(), false, moment(FIRST)).unwrap();
        assert_eq!(leaders(&person.fixture), [("one".to_owned(), 1)]);
        assert!(!detail(&person.fixture, id).kept_apart);
    }
    let refused = person.directory().keep_apart("nothing".into(), true, moment(FIRST));
    assert!(matches!(refused, Err(HandrailError::NotFound { .. })));
    person.directory().use_journal(None).unwrap();
    assert!(matches!(person.directory().keep_apart(follower, true, moment(FIRST)), Err(HandrailError::Closed)));
}

#[test]
fn kept_apart_and_hidden_is_hidden() {
    let person = joined();
    let (_, follower) = person.pair();
    person.directory().keep_apart(follower.clone(), true, moment(FIRST)).unwrap();
    person.directory().hide_meeting(follower.clone(), true, moment(FIRST)).unwrap();
    assert_eq!(leaders(&person.fixture), [("one".to_owned(), 0)]);
    // Joined again, what is hidden is the one meeting that both are.
    person.directory().keep_apart(follower, false, moment(FIRST)).unwrap();
    assert_eq!(all(&person.fixture).total, 0);
}

#[test]
fn what_is_kept_apart_stays_so_in_a_directory_made_anew() {
    let person = joined();
    let (_, follower) = person.pair();
    person.directory().keep_apart(follower, true, moment(FIRST)).unwrap();
    let anew = Fixture::new();
    anew.directory.use_journal(Some(Arc::clone(&person.journal))).unwrap();
    give(&anew, "one", Some("aa"), &[row("a", json!({"updated": "2026-01-02 00:00:00"}))], LATER);
    give(&anew, "two", Some("aa"), &[row("b", json!({}))], LATER);
    assert_eq!(leaders(&anew), [("one".to_owned(), 0), ("two".to_owned(), 0)]);
}

/// Two listings of one meeting; the one that follows tells more.
fn lending() -> Person {
    let newer = row("a", json!({"updated": "2026-01-02 00:00:00"}));
    let older = json!({"name": "Sunrise Group", "types": ["C", "X", "S"], "notes": "Ring at the side door."});
    Person::with(two(&[newer], &[row("b", older)]))
}

/// Ids of what a question finds; however it is asked, and as the facets count it.
fn found(fixture: &Fixture, query: &MeetingQuery) -> Vec<String> {
    let ids = |query: &MeetingQuery| -> Vec<String> {
        let page = fixture.page(query, &moment(FIRST));
        assert_eq!(page.total, u32::try_from(page.meetings.len()).unwrap(), "{query:?}");
        page.meetings.into_iter().map(|row| row.id).collect()
    };
    let everywhere = ids(query);
    let here = MeetingQuery { near: near(37.33, -121.89).near, ..query.clone() };
    let hours = MeetingQuery { weekdays: vec![1], ..query.clone() };
    assert_eq!([ids(&here), ids(&hours)], [everywhere.clone(), everywhere.clone()], "{query:?}");
    for query in [query, &here, &hours] {
        let facets = fixture.directory.meeting_facets(query.clone(), moment(FIRST)).unwrap();
        assert_eq!(facets.total, u32::try_from(everywhere.len()).unwrap(), "{query:?}");
    }
    everywhere
}

#[test]
fn a_meeting_is_found_by_what_any_of_its_listings_tells() {
    let person = lending();
    let (leader, follower) = person.pair();
    let of_type = |code: &str| MeetingQuery { types: vec![code.into()], ..MeetingQuery::default() };
    let of_words = |words: &str| MeetingQuery { words: Some(words.into()), ..MeetingQuery::default() };
    let without = MeetingQuery { without_types: vec!["X".into()], ..MeetingQuery::default() };
    let spanish = MeetingQuery { languages: vec!["es".into()], ..MeetingQuery::default() };
    let wheelchair = MeetingQuery { attributes: vec![MeetingAttribute::Wheelchair], ..MeetingQuery::default() };
    let both = MeetingQuery { types: vec!["O".into(), "X".into()], ..MeetingQuery::default() };
    let the_one = vec![leader.clone()];
    for query in
        [of_type("X"), of_type("O"), both.clone(), wheelchair, spanish.clone(), of_words("side door"), of_words("sunrise")]
    {
        assert_eq!(found(&person.fixture, &query), the_one, "{query:?}");
    }
    // The newer listing says that it is open: that is not taken back by the older one.
    for query in [of_type("C"), without.clone()] {
        assert_eq!(found(&person.fixture, &query), Vec::<String>::new(), "{query:?}");
    }
    assert_eq!(person.fixture.page(&of_type("X"), &moment(FIRST)).meetings[0].types, ["O", "X", "S"]);
    let shown = detail(&person.fixture, &leader);
    assert_eq!(shown.row.types, ["O", "X", "S"]);
    assert_eq!(shown.languages, ["es"]);
    assert!(shown.row.badges.contains(&MeetingAttribute::Wheelchair));

    // Kept apart, each is found by its own alone.
    person.directory().keep_apart(follower.clone(), true, moment(FIRST)).unwrap();
    let other = vec![follower.clone()];
    for (query, expect) in
        [(of_type("X"), &other), (of_type("C"), &other), (of_type("O"), &the_one), (spanish, &other), (without, &the_one)]
    {
        assert_eq!(found(&person.fixture, &query), *expect, "{query:?}");
    }
    assert_eq!(found(&person.fixture, &both), Vec::<String>::new());
    person.directory().keep_apart(follower, false, moment(FIRST)).unwrap();

    // What the follower no longer tells is no longer found, nor when it is gone.
    give(&person.fixture, "two", Some("aa"), &[row("b", json!({"types": ["O", "W"]}))], LATER);
    assert_eq!(found(&person.fixture, &of_type("X")), Vec::<String>::new());
    assert_eq!(found(&person.fixture, &of_type("W")), the_one);
    give(&person.fixture, "two", Some("aa"), &[row("c", json!({"name": "Elsewhere", "latitude": 38.0}))], LATER);
    assert_eq!(found(&person.fixture, &of_type("W")), Vec::<String>::new());
    assert_eq!(found(&person.fixture, &of_words("side door")), Vec::<String>::new());
}

#[test]
fn a_favourite_behind_another_listing_marks_its_row() {
    let person = joined();
    let (leader, follower) = person.pair();
    person.directory().add_favourite(follower.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
    let page = all(&person.fixture);
    assert!(page.meetings[0].favourite && page.meetings[0].id == leader);
    // Notices are the follower's own.
    give(&person.fixture, "two", Some("aa"), &[row("b", json!({"name": "Sunrise Group"}))], LATER);
    let notices = person.directory().meeting_notices(moment(LATER)).unwrap();
    assert_eq!(notices.iter().map(|notice| notice.id.as_str()).collect::<Vec<_>>(), [follower.as_str()]);
    assert!(all(&person.fixture).meetings[0].changed);
    person.directory().hide_meeting(follower, true, moment(FIRST)).unwrap();
    assert_eq!(all(&person.fixture).total, 0);
}

/// The list shows the leader, the person kept the follower: what they do on the one row is said of the one meeting.
#[test]
fn a_favourite_behind_another_listing_is_one_with_its_row() {
    let person = joined();
    let (leader, follower) = person.pair();
    person.directory().add_favourite(follower.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
    let kept = || person.directory().favourites(moment(LATER)).unwrap();
    assert!(detail(&person.fixture, &leader).row.favourite);
    let details = FavouriteDetails { label: Some("home group".into()), ..FavouriteDetails::default() };
    person.directory().add_favourite(leader.clone(), details, moment(FIRST)).unwrap();
    let [only] = &kept()[..] else { panic!("{:?}", kept()) };
    assert_eq!((&only.id, only.details.label.as_deref()), (&follower, Some("home group")));
    give(&person.fixture, "two", Some("aa"), &[row("b", json!({"name": "Sunrise Group"}))], LATER);
    assert!(detail(&person.fixture, &leader).row.changed);
    person.directory().mark_meeting_seen(leader.clone(), moment(LATER)).unwrap();
    assert!(!all(&person.fixture).meetings[0].changed && kept()[0].changes.is_empty());
    // A correction on the leader's screen is that favourite's, in the list too.
    let own = OwnMeeting { name: "Corrected".into(), schedule: detail(&person.fixture, &leader).rules, ..OwnMeeting::default() };
    let saved = person.directory().save_own_meeting(own, moment(LATER), Some(leader.clone())).unwrap();
    let page = all(&person.fixture);
    assert!(page.total == 1 && page.meetings[0].own && page.meetings[0].favourite && page.meetings[0].id == saved.row.id);
    person.directory().remove_own_meeting(saved.row.id, moment(LATER)).unwrap();
    person.directory().remove_favourite(leader.clone(), moment(LATER)).unwrap();
    assert!(kept().is_empty() && !all(&person.fixture).meetings[0].favourite);
    // Kept apart they are two: each its own favourite.
    person.directory().add_favourite(follower.clone(), FavouriteDetails::default(), moment(FIRST)).unwrap();
    person.directory().keep_apart(follower, true, moment(FIRST)).unwrap();
    assert!(!detail(&person.fixture, &leader).row.favourite);
    person.directory().add_favourite(leader, FavouriteDetails::default(), moment(FIRST)).unwrap();
    assert_eq!(kept().len(), 2);
}

/// Of three listings the person keeps one apart: no listing has what the other two tell together, and its words are its own.
#[test]
fn two_of_three_are_found_by_what_the_two_tell() {
    let leader = row("a", json!({"updated": "2026-01-02 00:00:00", "types": ["O"]}));
    let stays = json!({"types": ["X"], "notes": "Ring at the side door."});
    let leaves = json!({"types": ["S", "D"], "notes": "Mind the parrot.", "name": "Sunrise Fellowship"});
    let fixture = two(&[leader], &[row("b", stays)]);
    give(&fixture, "three", Some("aa"), &[row("c", leaves)], FIRST);
    let person = Person::with(fixture);
    let leader = all(&person.fixture).meetings[0].id.clone();
    let others = detail(&person.fixture, &leader).also_in;
    let apart = others.iter().find(|listing| listing.source == "three").unwrap().id.clone();
    person.directory().keep_apart(apart.clone(), true, moment(FIRST)).unwrap();
    let of_types =
        |codes: &[&str]| MeetingQuery { types: codes.iter().map(|code| (*code).into()).collect(), ..MeetingQuery::default() };
    let words = |words: &str| MeetingQuery { words: Some(words.into()), ..MeetingQuery::default() };
    let spanish = MeetingQuery { languages: vec!["es".into()], ..MeetingQuery::default() };
    let (leader, apart) = (vec![leader], vec![apart]);
    for (query, expect) in [
        (of_types(&["O", "X"]), &leader),
        (of_types(&["D"]), &apart),
        (spanish, &apart),
        (words("side door"), &leader),
        (words("parrot"), &apart),
        (words("fellowship"), &apart),
    ] {
        assert_eq!(found(&person.fixture, &query), *expect, "{query:?}");
    }
    let mut both = found(&person.fixture, &words("sunrise"));
    both.sort();
    let mut expect = [leader[0].clone(), apart[0].clone()];
    expect.sort();
    assert_eq!(both, expect);
    let facets = person.directory().meeting_facets(MeetingQuery::default(), moment(FIRST)).unwrap();
    let counts: Vec<_> = facets.types.iter().map(|told| (told.key.as_str(), told.count)).collect();
    assert_eq!(counts, [("D", 1), ("O", 1), ("S", 1), ("X", 1)]);
}

/// Searches over three sources that share meetings, against the second reckoning over what is listed.
#[test]
fn searches_see_each_meeting_once() {
    let base: Vec<MadeUp> = meetings(600, 11);
    // The second list has half of them, newer and under other keys; the third a quarter, by another spelling.
    let mut dice = Dice::new(5);
    let copies = |dice: &mut Dice, part: u64, name: &str| -> Vec<MadeUp> {
        let some = base.iter().filter(|_| dice.below(part) == 0);
        some.map(|meeting| MadeUp {
            slug: format!("{}-{name}", meeting.slug),
            name: format!("The {}", meeting.name),
            ..meeting.clone()
        })
        .collect()
    };
    let (second, third) = (copies(&mut dice, 2, "b"), copies(&mut dice, 4, "c"));
    let fixture = Fixture::new();
    for (source, list) in [("one", &base), ("two", &second), ("three", &third)] {
        fixture.import_as(list, FeedOptions::new(source), &moment(FIRST)).unwrap();
    }
    // Listings that were not joined (those by appointment, and without a zone online) stay; ask the directory which ones lead.
    let by_appointment = |list: &[MadeUp]| list.iter().filter(|meeting| meeting.days.is_empty()).count();
    let everything: Vec<MadeUp> = [base, second, third].concat();
    let listed: BTreeMap<String, bool> = everything.iter().map(|meeting| (meeting.slug.clone(), true)).collect();
    assert_eq!(listed.len(), everything.len());
    let total = all_pages(&fixture, &MeetingQuery::default()).len();
    assert!(total < 700, "{total} of {}", everything.len());
    // What is left, by name, place and time: the naive count over the meetings that lead.
    let leading: Vec<MadeUp> = leading(&fixture, &everything);
    assert_eq!(leading.iter().filter(|meeting| !meeting.days.is_empty()).count(), total);
    assert!(by_appointment(&leading) == by_appointment(&everything));
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    let places = prop_oneof![Just(None), Just(Some((37.33, -121.89))), Just(Some((40.71, -74.0))), Just(Some((51.48, 0.0)))];
    let codes = prop::sample::subsequence(vec!["O", "X", "M"], 0..=2);
    let words = prop_oneof![2 => Just(None), 1 => Just(Some("garden")), 1 => Just(Some("noon"))];
    let hours = prop_oneof![Just(None), (1_u32..=168).prop_map(Some)];
    let days = prop::sample::subsequence(vec![1_i8, 3, 6], 0..=2);
    proptest!(config, |(place in places, types in codes, words in words, hours in hours, weekdays in days, online in any::<bool>())| {
        let query = MeetingQuery {
            within_km: place.map(|_| 40.0),
            types: types.into_iter().map(str::to_owned).collect(),
            words: words.map(str::to_owned),
            include_online: online,
            hours,
            weekdays,
            ..place.map(|(latitude, longitude)| near(latitude, longitude)).unwrap_or_default()
        };
        let found = fixture.page(&query, &moment(FIRST));
        let expected = naive::search(&leading, &naive::Question::from_query(&query), &moment(FIRST));
        prop_assert_eq!(found.total, u32::try_from(expected.len()).unwrap());
        let facets = fixture.directory.meeting_facets(query.clone(), moment(FIRST)).unwrap();
        if words.is_none() {
            prop_assert_eq!(facets.total, found.total);
        }
    });
}

fn all_pages(fixture: &Fixture, query: &MeetingQuery) -> Vec<String> {
    let pages = fixture.pages(&MeetingQuery { limit: Some(500), ..query.clone() }, &moment(FIRST));
    let total = pages[0].total;
    let ids: Vec<String> = pages.into_iter().flat_map(|page| page.meetings).map(|row| row.id).collect();
    assert_eq!(u32::try_from(ids.len()).unwrap(), total);
    ids
}

/// Those of the made-up meetings that the directory lists, told by what a row shows. Words bring those by appointment too.
fn leading(fixture: &Fixture, everything: &[MadeUp]) -> Vec<MadeUp> {
    let mut rows: Vec<(String, String, Option<String>, Option<i64>)> = Vec::new();
    for page in fixture
        .pages(&MeetingQuery { words: Some("example".into()), limit: Some(500), ..MeetingQuery::default() }, &moment(FIRST))
    {
        for row in page.meetings {
            let shown = detail(fixture, &row.id);
            let point = shown.point.map(|point| bits(point.latitude, point.longitude));
            rows.push((shown.row.name, shown.row.place.unwrap_or_default(), shown.conference_url, point));
        }
    }
    let mut leading = Vec::new();
    for meeting in everything {
        let row = meeting.to_row();
        let key = (
            meeting.name.clone(),
            meeting.place.clone(),
            row.get("conference_url").and_then(Value::as_str).map(str::to_owned),
            meeting.point.map(|(latitude, longitude)| bits(latitude, longitude)),
        );
        if let Some(at) = rows.iter().position(|known| *known == key) {
            rows.swap_remove(at);
            leading.push(meeting.clone());
        }
    }
    assert_eq!(rows, []);
    leading
}

#[allow(clippy::cast_possible_truncation)]
fn bits(latitude: f64, longitude: f64) -> i64 {
    (latitude * 1e5).round() as i64 * 100_000_000 + (longitude * 1e5).round() as i64
}

/// Small feeds of four sources in which much looks alike.
fn feeds() -> impl Strategy<Value = Vec<Vec<Value>>> {
    let name = prop::sample::select(vec!["Sunrise", "The Sunrise", "Sunset", "Happy Joyous Free", "Happy Joyous and Free Now"]);
    let days = prop::sample::select(vec![json!(1), json!([1, 2]), json!([1, 2, 3])]);
    let latitude = prop::sample::select(vec![37.33, 37.331, 37.332]);
    let updated = prop::sample::select(vec!["", "2026-01-01 00:00:00", "2026-01-02 00:00:00"]);
    let room = prop::sample::select(vec!["", "https://zoom.us/j/81234567890"]);
    let one = (name, days, latitude, updated, room).prop_map(|(name, days, latitude, updated, room)| {
        json!({"name": name, "day": days, "latitude": latitude, "updated": updated, "conference_url": room})
    });
    prop::collection::vec(prop::collection::vec(one, 0..4), 4)
}

/// A source and the name that it gives.
type Told = (String, String);

/// Who leads, and whom: without ids.
fn state(fixture: &Fixture) -> Vec<(Told, Vec<Told>)> {
    let mut state = Vec::new();
    for id in all_pages(fixture, &MeetingQuery::default()) {
        let shown = detail(fixture, &id);
        let mut also: Vec<_> = shown.also_in.iter().map(|listing| (listing.source.clone(), listing.name.clone())).collect();
        also.sort();
        state.push(((shown.source, shown.row.name), also));
    }
    state.sort();
    state
}

#[test]
fn the_order_of_imports_does_not_matter() {
    let config = ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() };
    let order = Just(vec![0_usize, 1, 2, 3]).prop_shuffle();
    proptest!(config, |(feeds in feeds(), before in feeds(), order in order)| {
        let rows = |number: usize, feeds: &[Vec<Value>]| -> Vec<Value> {
            feeds[number].iter().enumerate().map(|(at, changes)| row(&format!("r{at}"), changes.clone())).collect()
        };
        let plain = Fixture::new();
        for number in 0..4 {
            give(&plain, &format!("source {number}"), Some("aa"), &[rows(number, &feeds), vec![filler(number)]].concat(), FIRST);
        }
        // The same feeds in another order, over what they were before.
        let shuffled = Fixture::new();
        for number in order.iter().rev() {
            give(&shuffled, &format!("source {number}"), Some("aa"), &[rows(*number, &before), vec![filler(*number)]].concat(), FIRST);
        }
        for number in &order {
            give(&shuffled, &format!("source {number}"), Some("aa"), &[rows(*number, &feeds), vec![filler(*number)]].concat(), FIRST);
        }
        prop_assert_eq!(state(&plain), state(&shuffled));
        all(&shuffled);
    });
}

/// A feed must not run empty.
fn filler(number: usize) -> Value {
    let latitude = 38.0 + f64::from(u32::try_from(number).unwrap());
    row("filler", json!({"name": "Elsewhere", "latitude": latitude}))
}
