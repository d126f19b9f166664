//! The directory at 100,000 made-up meetings, each question beside a naive answer: load every meeting, reckon each, sort.

#![allow(clippy::unwrap_used)]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use handrail_core::api::Directory;
use handrail_core::meetings::{FeedOptions, GeoPoint, MeetingQuery};
use handrail_core::time::Moment;
use handrail_tests::made_up::{MadeUp, feed, meetings};
use handrail_tests::naive::{Question, search};

const MEETINGS: usize = 100_000;
const FEED: usize = 2_000;

fn moment() -> Moment {
    // A Tuesday evening in the west of North America, far from any change of clocks.
    Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "America/Los_Angeles".into() }
}

fn path_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn import(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.json");
    std::fs::write(&file, feed(&meetings(FEED, 1))).unwrap();
    let mut group = criterion.benchmark_group("import of 2,000 rows");
    group.sample_size(20).measurement_time(Duration::from_secs(4));
    let fresh = || {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::open(path_text(&folder.path().join("directory.db"))).unwrap();
        (folder, directory)
    };
    group.bench_function("into an empty directory", |bench| {
        bench.iter_batched(
            fresh,
            |(folder, directory)| {
                directory.import_feed(path_text(&file), FeedOptions::new("made up"), moment(), None).unwrap();
                (folder, directory)
            },
            BatchSize::PerIteration,
        );
    });
    let (_folder, directory) = fresh();
    directory.import_feed(path_text(&file), FeedOptions::new("made up"), moment(), None).unwrap();
    group.bench_function("again, nothing changed", |bench| {
        bench.iter(|| directory.import_feed(path_text(&file), FeedOptions::new("made up"), moment(), None).unwrap());
    });
    group.bench_function("naive: parse the file into values", |bench| {
        bench.iter(|| serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(&file).unwrap()).unwrap());
    });
    group.finish();
}

fn questions(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<MadeUp> = meetings(MEETINGS, 2);
    let file = folder.path().join("feed.json");
    std::fs::write(&file, feed(&all)).unwrap();
    let directory = Directory::open(path_text(&folder.path().join("directory.db"))).unwrap();
    directory.import_feed(path_text(&file), FeedOptions::new("made up"), moment(), None).unwrap();

    let near = |latitude, longitude| MeetingQuery { near: Some(GeoPoint { latitude, longitude }), ..MeetingQuery::default() };
    let cases = [
        ("near, 25 km, a large town", near(37.33, -121.89)),
        ("near, 5 km", MeetingQuery { within_km: Some(5.0), ..near(37.33, -121.89) }),
        ("near, a small town", near(47.56, -52.71)),
        (
            "near, two types, six hours",
            MeetingQuery { types: vec!["O".into(), "X".into()], hours: Some(6), ..near(40.71, -74.0) },
        ),
        ("near or online", MeetingQuery { include_online: true, ..near(37.33, -121.89) }),
        ("everywhere", MeetingQuery::default()),
        ("everywhere, two types", MeetingQuery { types: vec!["O".into(), "X".into()], ..MeetingQuery::default() }),
        ("everywhere, a day", MeetingQuery { hours: Some(24), ..MeetingQuery::default() }),
        ("words, common", MeetingQuery { words: Some("garden".into()), ..MeetingQuery::default() }),
        ("words, narrow", MeetingQuery { words: Some("esperanca greenwharf".into()), ..MeetingQuery::default() }),
        ("words near", MeetingQuery { words: Some("esper".into()), ..near(51.48, 0.0) }),
    ];
    let mut group = criterion.benchmark_group("100,000 meetings");
    group.sample_size(30).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for (name, query) in &cases {
        let page = directory.meetings_near(query.clone(), moment()).unwrap();
        println!("{name}: {} found, {} on the page", page.total, page.meetings.len());
        group.bench_function(*name, |bench| {
            bench.iter(|| directory.meetings_near(black_box(query.clone()), moment()).unwrap());
        });
    }
    group.sample_size(10);
    let rows: Vec<String> = all.iter().map(|meeting| meeting.to_row().to_string()).collect();
    for (name, query) in [cases.first(), cases.get(5), cases.get(8)].into_iter().flatten() {
        let question = Question::from_query(query);
        group.bench_function(format!("naive: {name}, all in memory"), |bench| {
            bench.iter(|| search(black_box(&all), &question, &moment()));
        });
        group.bench_function(format!("naive: {name}, load all and scan"), |bench| {
            bench.iter(|| {
                let loaded: Vec<serde_json::Value> = rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
                black_box(&loaded);
                search(black_box(&all), &question, &moment())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, import, questions);
criterion_main!(benches);
