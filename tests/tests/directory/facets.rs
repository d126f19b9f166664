//! What a filter screen and a map show, held against what the list finds.

use std::collections::BTreeMap;

use handrail_core::catalogue::MeetingAttribute;
use handrail_core::error::{Field, HandrailError};
use handrail_core::meetings::{
    FacetCount, FavouriteDetails, FeedOptions, GeoBox, MeetingFacets, MeetingQuery, MeetingRow, Narrowing, VenueKind,
};
use handrail_core::time::Moment;
use handrail_tests::made_up::meetings;
use proptest::prelude::*;

use super::mine::{Person, kitchen};
use super::{Fixture, moment, near, search, text};

const AT: &str = "2026-01-14T02:10:00Z";

fn everywhere() -> GeoBox {
    GeoBox { south: -90.0, north: 90.0, west: -180.0, east: 180.0 }
}

fn questions() -> Vec<MeetingQuery> {
    let here = near(37.33, -121.89);
    vec![
        MeetingQuery::default(),
        MeetingQuery { hours: Some(24), ..MeetingQuery::default() },
        MeetingQuery { attributes: vec![MeetingAttribute::Wheelchair, MeetingAttribute::Open], ..MeetingQuery::default() },
        MeetingQuery { within_km: Some(40.0), ..here.clone() },
        MeetingQuery { within_km: Some(40.0), include_online: true, types: vec!["O".into()], ..here.clone() },
        MeetingQuery { fellowships: vec!["aa".into(), "na".into()], without_types: vec!["M".into()], ..MeetingQuery::default() },
        MeetingQuery {
            words: Some("garden".into()),
            hours: Some(60),
            venues: vec![VenueKind::InPerson],
            ..MeetingQuery::default()
        },
        MeetingQuery { weekdays: vec![2, 3], from_minute: Some(17 * 60), fellowships: vec!["al-anon".into()], ..here },
    ]
}

#[test]
fn every_count_is_what_the_list_would_find() {
    let fixture = Fixture::of(&meetings(1_500, 23));
    let total = |query: &MeetingQuery| fixture.page(query, &moment(AT)).total;
    for query in questions() {
        let facets: MeetingFacets = fixture.directory.meeting_facets(query.clone(), moment(AT)).unwrap();
        let page = fixture.page(&query, &moment(AT));
        assert_eq!(facets.total, page.total, "{query:?}");
        // Where the person named no distance the circle grew; every count is of that circle.
        let query = MeetingQuery { within_km: page.within_km, ..query };
        let some =
            |counts: &[FacetCount]| counts.iter().take(6).map(|count| (count.key.clone(), count.count)).collect::<Vec<_>>();
        for (key, count) in some(&facets.fellowships) {
            assert_eq!(count, total(&MeetingQuery { fellowships: vec![key.clone()], ..query.clone() }), "{key} {query:?}");
        }
        for (key, count) in some(&facets.types) {
            let types = [query.types.clone(), vec![key.clone()]].concat();
            assert_eq!(count, total(&MeetingQuery { types, ..query.clone() }), "{key} {query:?}");
        }
        for told in &facets.attributes {
            let attributes = [query.attributes.clone(), vec![told.attribute]].concat();
            assert_eq!(told.count, total(&MeetingQuery { attributes, ..query.clone() }), "{told:?} {query:?}");
        }
        assert!(!facets.attributes.is_empty(), "{query:?}");
        for (key, count) in some(&facets.venues) {
            let venue = if key == "online" { VenueKind::Online } else { VenueKind::InPerson };
            assert_eq!(count, total(&MeetingQuery { venues: vec![venue], ..query.clone() }), "{key} {query:?}");
        }
        for left in facets.left_out {
            let wider = match left.by {
                Narrowing::Online => MeetingQuery { include_online: true, ..query.clone() },
                Narrowing::Distance => MeetingQuery { within_km: query.within_km.map(|km| km * 2.0), ..query.clone() },
                Narrowing::Time => MeetingQuery { hours: None, weekdays: vec![], from_minute: None, ..query.clone() },
                Narrowing::Types => MeetingQuery { types: vec![], without_types: vec![], ..query.clone() },
                Narrowing::Attributes => MeetingQuery { attributes: vec![], ..query.clone() },
                Narrowing::Fellowships => MeetingQuery { fellowships: vec![], ..query.clone() },
                Narrowing::Venues => MeetingQuery { venues: vec![], ..query.clone() },
                Narrowing::Words => MeetingQuery { words: None, ..query.clone() },
                other => panic!("{other:?} was not asked"),
            };
            // Words bring meetings by appointment, which a question without words leaves out: no part here has them alone.
            assert_eq!(facets.total + left.more, total(&wider), "{:?} {query:?}", left.by);
        }
    }
}

#[test]
fn a_word_of_the_person_finds_every_fellowships_code_for_it() {
    let rows = r##"[
        {"slug":"a","fellowship":"rd","name":"One","day":1,"time":"19:00","conference_url":"https://zoom.us/j/1","types":["WA","O"]},
        {"slug":"b","fellowship":"aa","name":"Two","day":2,"time":"19:00","conference_url":"https://zoom.us/j/2","types":["X","POA"]},
        {"slug":"c","fellowship":"al-anon","name":"Three","day":3,"time":"19:00","conference_url":"https://zoom.us/j/3","types":["POA"]},
        {"slug":"d","fellowship":"na","name":"Four","day":4,"time":"19:00","conference_url":"https://zoom.us/j/4","types":["NS"]},
        {"slug":"e","fellowship":"aca","name":"Five","day":5,"time":"19:00","conference_url":"https://zoom.us/j/5","types":["NS","#wheelchair","@in_person"]}]"##;
    let fixture = Fixture::new();
    let file = fixture.folder.path().join("codes.json");
    std::fs::write(&file, rows).unwrap();
    fixture.directory.import_feed(text(&file), handrail_core::meetings::FeedOptions::new("codes"), moment(AT), None).unwrap();
    let named = |attribute: MeetingAttribute| {
        let page = fixture.page(&MeetingQuery { attributes: vec![attribute], ..MeetingQuery::default() }, &moment(AT));
        page.meetings.iter().for_each(|row| assert!(row.badges.contains(&attribute), "{row:?}"));
        let mut names: Vec<String> = page.meetings.into_iter().map(|row| row.name).collect();
        names.sort();
        names
    };
    assert_eq!(named(MeetingAttribute::Wheelchair), ["One", "Two"], "and no feed can write one of our own codes");
    assert_eq!(named(MeetingAttribute::ProofOfAttendance), ["Two"]);
    assert_eq!(named(MeetingAttribute::NonSmoking), ["Four"]);
    let facets = fixture.directory.meeting_facets(MeetingQuery::default(), moment(AT)).unwrap();
    assert_eq!(facets.venues, [FacetCount { key: "online".into(), count: 5 }]);
}

#[test]
fn a_map_holds_every_meeting_with_a_place_and_a_time_once() {
    let all = meetings(2_000, 29);
    let fixture = Fixture::of(&all);
    let placed = all.iter().filter(|meeting| meeting.point.is_some() && !meeting.days.is_empty()).count();
    let mut marks = BTreeMap::new();
    for zoom in [0, 4, 9, 22] {
        let clusters = fixture.directory.meetings_map(everywhere(), zoom, MeetingQuery::default(), moment(AT)).unwrap();
        assert_eq!(clusters.iter().map(|cluster| cluster.count as usize).sum::<usize>(), placed, "{zoom}");
        for cluster in &clusters {
            assert_eq!(cluster.meeting.is_some(), cluster.count == 1);
            let (point, bounds) = (cluster.point, cluster.bounds);
            // Of many at one place the middle is rounded.
            let held = |low: f64, value: f64, high: f64| low - 1e-9 <= value && value <= high + 1e-9;
            assert!(held(bounds.south, point.latitude, bounds.north) && held(bounds.west, point.longitude, bounds.east));
        }
        let soonest = clusters.iter().filter_map(|cluster| cluster.starts_at).min();
        let query = MeetingQuery { within_box: Some(everywhere()), limit: Some(1), ..MeetingQuery::default() };
        let first = fixture.page(&query, &moment(AT)).meetings[0].next.clone();
        assert_eq!(soonest, first.map(|next| next.starts_at), "{zoom}");
        marks.insert(zoom, clusters.len());
    }
    let counts: Vec<_> = marks.values().copied().collect();
    assert!(counts.is_sorted() && counts[0] < 20 && counts[3] > 1_000, "{counts:?}");
    let town = GeoBox { south: 37.0, north: 37.7, west: -122.3, east: -121.5 };
    let query = MeetingQuery { types: vec!["O".into()], ..MeetingQuery::default() };
    let open = fixture.directory.meetings_map(town, 12, query.clone(), moment(AT)).unwrap();
    let listed = fixture.page(&MeetingQuery { within_box: Some(town), ..query }, &moment(AT)).total;
    assert!(listed > 0);
    assert_eq!(open.iter().map(|cluster| cluster.count).sum::<u32>(), listed, "the map has what the list of its box has");
    let wrong = fixture.directory.meetings_map(town, 23, MeetingQuery::default(), moment(AT));
    assert!(matches!(wrong, Err(HandrailError::Invalid { field: Field::Distance, .. })));
}

#[test]
fn regions_are_a_tree_and_languages_a_filter() {
    let rows = r#"[
        {"slug":"a","name":"Uno","day":1,"time":"19:00","regions":["California","Bay Area","San José"],"formatted_address":"1 First St, San José, CA 95112, USA","latitude":37.3,"longitude":-121.9,"types":["S","O"],"timezone":"America/Los_Angeles"},
        {"slug":"b","name":"Two","day":2,"time":"19:00","regions":["California","Bay Area"],"formatted_address":"2 Second St, Milpitas, CA 95035, USA","latitude":37.4,"longitude":-121.9,"types":["EN"],"timezone":"America/Los_Angeles"},
        {"slug":"c","name":"Three","day":3,"time":"19:00","region":"Oregon","formatted_address":"3 Third St, Portland, OR 97204, USA","latitude":45.5,"longitude":-122.6,"timezone":"America/Los_Angeles"}]"#;
    let fixture = Fixture::new();
    let file = fixture.folder.path().join("regions.json");
    std::fs::write(&file, rows).unwrap();
    let options = handrail_core::meetings::FeedOptions {
        fellowship: Some("aa".into()),
        ..handrail_core::meetings::FeedOptions::new("regions")
    };
    fixture.directory.import_feed(text(&file), options, moment(AT), None).unwrap();
    let below = |path: &[&str]| -> Vec<(String, u32)> {
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        fixture.directory.regions(path).unwrap().into_iter().map(|region| (region.name, region.meetings)).collect()
    };
    assert_eq!(below(&[]), [("California".to_owned(), 2), ("Oregon".to_owned(), 1)]);
    assert_eq!(below(&["california", "bay area"]), [("San José".to_owned(), 1)]);
    assert_eq!(below(&["Nowhere"]), []);
    let total = |query: MeetingQuery| fixture.page(&query, &moment(AT)).total;
    let region = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(total(MeetingQuery { region: region(&["California"]), ..MeetingQuery::default() }), 2);
    assert_eq!(total(MeetingQuery { region: region(&["California", "Bay Area", "San José"]), ..MeetingQuery::default() }), 1);
    assert_eq!(total(MeetingQuery { region: region(&["Atlantis"]), ..MeetingQuery::default() }), 0);
    assert_eq!(total(MeetingQuery { languages: vec!["ES".into()], ..MeetingQuery::default() }), 1);
    assert_eq!(total(MeetingQuery { languages: vec!["es".into(), "en".into()], ..MeetingQuery::default() }), 2);
}

/// The question without one of its parts.
fn without(by: Narrowing, query: &MeetingQuery) -> MeetingQuery {
    let query = query.clone();
    match by {
        Narrowing::Online => MeetingQuery { include_online: true, ..query },
        Narrowing::Distance => MeetingQuery { within_km: query.within_km.map(|km| (km * 2.0).min(20_000.0)), ..query },
        Narrowing::Time => MeetingQuery { hours: None, weekdays: vec![], from_minute: None, until_minute: None, ..query },
        Narrowing::Reachable => MeetingQuery { only_reachable: false, ..query },
        Narrowing::Types => MeetingQuery { types: vec![], any_types: vec![], without_types: vec![], ..query },
        Narrowing::Attributes => MeetingQuery { attributes: vec![], ..query },
        Narrowing::Fellowships => MeetingQuery { fellowships: vec![], ..query },
        Narrowing::Venues => MeetingQuery { venues: vec![], ..query },
        Narrowing::Languages => MeetingQuery { languages: vec![], ..query },
        Narrowing::Words => MeetingQuery { words: None, ..query },
        Narrowing::Hidden => query,
    }
}

const NARROWING: [Narrowing; 10] = [
    Narrowing::Online,
    Narrowing::Distance,
    Narrowing::Time,
    Narrowing::Reachable,
    Narrowing::Types,
    Narrowing::Attributes,
    Narrowing::Fellowships,
    Narrowing::Venues,
    Narrowing::Languages,
    Narrowing::Words,
];

/// A person who hides, corrects, adds and keeps apart, and any question: every count is that of the list that it would bring.
#[test]
fn every_count_of_every_question_is_that_of_the_list() {
    let mut all = meetings(500, 31);
    let person = Person::with(&all);
    // A second list has a third of them, and tells other types.
    all.retain(|meeting| meeting.slug.ends_with(['3', '6', '9']));
    for (number, meeting) in all.iter_mut().enumerate() {
        meeting.slug = format!("{}-again", meeting.slug);
        meeting.types = vec![["O", "X", "M", "D"][number % 4]];
    }
    person.fixture.import_as(&all, FeedOptions::new("second"), &moment(AT)).unwrap();
    let listed = person.fixture.page(&MeetingQuery { limit: Some(500), ..MeetingQuery::default() }, &moment(AT)).meetings;
    for (number, row) in listed.iter().enumerate() {
        let directory = person.directory();
        match number % 29 {
            0 => directory.hide_meeting(row.id.clone(), true, moment(AT)).unwrap(),
            1 => drop(directory.save_own_meeting(kitchen(), moment(AT), Some(row.id.clone())).unwrap()),
            2 => drop(directory.save_own_meeting(kitchen(), moment(AT), None).unwrap()),
            3..8 if row.also_in > 0 => directory.keep_apart(row.id.clone(), true, moment(AT)).unwrap(),
            _ => {}
        }
    }
    let total =
        |query: &MeetingQuery, now: &Moment| person.fixture.page(&MeetingQuery { limit: Some(1), ..query.clone() }, now).total;
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(coarse in search::questions(), finer in search::finer(), now in search::moments(), language in prop::option::weighted(0.2, Just("es")))| {
        let mut query = search::both(coarse, finer);
        query.languages.extend(language.map(str::to_owned));
        let facets = person.directory().meeting_facets(query.clone(), now.clone()).unwrap();
        let page = person.fixture.page(&query, &now);
        prop_assert_eq!(facets.total, page.total, "{:?}", query);
        query.within_km = page.within_km;
        for told in facets.types.iter().step_by(3) {
            let types = [query.types.clone(), vec![told.key.clone()]].concat();
            prop_assert_eq!(told.count, total(&MeetingQuery { types, ..query.clone() }, &now), "{:?} {:?}", told, query);
        }
        for told in facets.attributes.iter().step_by(3) {
            let attributes = [query.attributes.clone(), vec![told.attribute]].concat();
            prop_assert_eq!(told.count, total(&MeetingQuery { attributes, ..query.clone() }, &now), "{:?} {:?}", told, query);
        }
        for told in &facets.fellowships {
            let one = MeetingQuery { fellowships: vec![told.key.clone()], ..query.clone() };
            prop_assert_eq!(told.count, total(&one, &now), "{:?} {:?}", told, query);
        }
        for told in &facets.venues {
            let venue = match told.key.as_str() {
                "online" => VenueKind::Online,
                "hybrid" => VenueKind::Hybrid,
                _ => VenueKind::InPerson,
            };
            prop_assert_eq!(told.count, total(&MeetingQuery { venues: vec![venue], ..query.clone() }, &now), "{:?} {:?}", told, query);
        }
        for by in NARROWING {
            let more = total(&without(by, &query), &now).saturating_sub(facets.total);
            let told = facets.left_out.iter().find(|left| left.by == by).map_or(0, |left| left.more);
            prop_assert_eq!(told, more, "{:?} {:?}", by, query);
        }
        let places = person.directory().meetings_map(everywhere(), 3, query.clone(), now.clone()).unwrap();
        let boxed = MeetingQuery { within_box: Some(everywhere()), include_online: false, order: None, ..query.clone() };
        prop_assert_eq!(places.iter().map(|mark| mark.count).sum::<u32>(), total(&boxed, &now), "{:?}", query);
    });
}

/// Pages of a list with favourites first: all of it, each once, the favourites before the others and each part in order.
#[test]
fn favourites_come_first_on_whatever_page() {
    let person = Person::with(&meetings(300, 37));
    let listed = person.fixture.page(&MeetingQuery { limit: Some(500), ..MeetingQuery::default() }, &moment(AT)).meetings;
    for row in listed.iter().step_by(23) {
        person.directory().add_favourite(row.id.clone(), FavouriteDetails::default(), moment(AT)).unwrap();
    }
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(coarse in search::questions(), finer in search::finer(), now in search::moments())| {
        let plain = MeetingQuery { limit: Some(500), ..search::both(coarse.clone(), finer) };
        let expect = person.fixture.pages(&plain, &now).into_iter().flat_map(|page| page.meetings).collect::<Vec<_>>();
        let first = MeetingQuery { favourites_first: true, limit: coarse.limit, ..plain };
        let found = person.fixture.pages(&first, &now).into_iter().flat_map(|page| page.meetings).collect::<Vec<_>>();
        let (favourites, others): (Vec<_>, Vec<_>) = expect.into_iter().partition(|row| row.favourite);
        let names = |rows: &[MeetingRow]| rows.iter().map(|row| (row.id.clone(), row.next.clone())).collect::<Vec<_>>();
        prop_assert_eq!(names(&found), [names(&favourites), names(&others)].concat());
    });
}
