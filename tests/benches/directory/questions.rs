//! What a person asks, at the sizes at which other finders were measured.

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use criterion::measurement::WallTime;
use handrail_core::api::Directory;
use handrail_core::catalogue::MeetingAttribute;
use handrail_core::meetings::{GeoBox, GeoPoint, MeetingOrder, MeetingQuery};
use handrail_tests::country::{country, towns};
use handrail_tests::made_up::MadeUp;
use handrail_tests::naive::{Question, search};

use crate::setting::{moment, near, of};

pub fn of_a_person(criterion: &mut Criterion) {
    let types = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let everywhere = MeetingQuery::default();
    let words = |words: &str| MeetingQuery { words: Some(words.into()), ..MeetingQuery::default() };
    at(criterion, 34_000, |_| vec![("next up, no filter", everywhere.clone())]);
    at(criterion, 91_000, |_| {
        vec![
            ("two types", MeetingQuery { types: types(&["O", "X"]), ..everywhere.clone() }),
            ("words, narrow", words("gratitude lunch")),
            ("words, common", words("garden")),
            ("words with a slip", words("gratitdue")),
        ]
    });
    at(criterion, 120_000, |[large, middling]| {
        vec![
            ("near, 5 km, ten rows", MeetingQuery { within_km: Some(5.0), limit: Some(10), ..near(middling) }),
            ("near, 25 km, ten rows", MeetingQuery { limit: Some(10), ..near(middling) }),
            ("near, 25 km, fifty rows", near(middling)),
            ("near, 25 km, the largest town", near(large)),
            ("near or online", MeetingQuery { include_online: true, ..near(middling) }),
        ]
    });
    at(criterion, 200_000, |[large, middling]| {
        let soon = MeetingQuery {
            hours: Some(3),
            types: types(&["O", "D"]),
            languages: vec!["en".into()],
            attributes: vec![MeetingAttribute::Wheelchair],
            order: Some(MeetingOrder::Nearest),
            within_km: Some(2_000.0),
            ..near(middling)
        };
        vec![
            ("nearest 50 within 3 h, two types, English, wheelchair, 2,000 km", soon.clone()),
            ("the same from the largest town", MeetingQuery { near: near(large).near, ..soon.clone() }),
            ("the same in a circle that grows to 200 km", MeetingQuery { within_km: None, ..soon }),
            ("everywhere, a day", MeetingQuery { hours: Some(24), ..everywhere.clone() }),
            ("this evening", MeetingQuery { weekdays: vec![2], from_minute: Some(17 * 60), ..near(large) }),
        ]
    });
    screens(criterion);
}

fn at(criterion: &mut Criterion, count: usize, questions: impl Fn([(f64, f64); 2]) -> Vec<(&'static str, MeetingQuery)>) {
    let all = country(count, 7);
    let (_folder, directory) = of(&all);
    let mut group = criterion.benchmark_group(format!("{count} meetings"));
    group.sample_size(30).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    let questions = questions(towns(count, 7));
    for (name, query) in &questions {
        ask(&mut group, &directory, name, query);
    }
    group.sample_size(10);
    for (name, query) in &questions {
        naive(&mut group, &all, name, query);
    }
    group.finish();
}

fn ask(group: &mut criterion::BenchmarkGroup<WallTime>, directory: &Directory, name: &str, query: &MeetingQuery) {
    let page = directory.meetings_near(query.clone(), moment()).unwrap();
    println!("{name}: {} found, {} on the page", page.total, page.meetings.len());
    group.bench_function(name, |bench| {
        bench.iter(|| directory.meetings_near(black_box(query.clone()), moment()).unwrap());
    });
}

/// All meetings in memory, each looked at.
fn naive(group: &mut criterion::BenchmarkGroup<WallTime>, all: &[MadeUp], name: &str, query: &MeetingQuery) {
    let question = Question::from_query(query);
    group.bench_function(format!("naive: {name}"), |bench| bench.iter(|| search(black_box(all), &question, &moment())));
}

/// The screen with the filters, and the map.
fn screens(criterion: &mut Criterion) {
    let count = 120_000;
    let all = country(count, 7);
    let (_folder, directory) = of(&all);
    let [large, _] = towns(count, 7);
    let around = GeoBox { south: large.0 - 0.3, north: large.0 + 0.3, west: large.1 - 0.4, east: large.1 + 0.4 };
    let mut group = criterion.benchmark_group("screens at 120,000");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    let near = near(large);
    group.bench_function("counts of the filters, near", |bench| {
        bench.iter(|| directory.meeting_facets(black_box(near.clone()), moment()).unwrap());
    });
    group.bench_function("counts of the filters, everywhere", |bench| {
        bench.iter(|| directory.meeting_facets(MeetingQuery::default(), moment()).unwrap());
    });
    group.bench_function("map of the largest town", |bench| {
        bench.iter(|| directory.meetings_map(around, 11, MeetingQuery::default(), moment()).unwrap());
    });
    let id = directory.meetings_near(near.clone(), moment()).unwrap().meetings.remove(0).id;
    group.bench_function("one meeting", |bench| bench.iter(|| directory.meeting(id.clone(), moment()).unwrap()));
    group.bench_function("naive: counts of the filters, near", |bench| {
        let question = Question::from_query(&near);
        let point = GeoPoint { latitude: large.0, longitude: large.1 };
        bench.iter(|| (search(black_box(&all), &question, &moment()), point));
    });
    group.finish();
}
