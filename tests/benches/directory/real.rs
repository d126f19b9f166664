//! The same questions over real feeds: `HANDRAIL_FEEDS` names a folder of feed files of any format, all of which are loaded.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BatchSize, Criterion};
use handrail_core::api::Directory;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{FeedOptions, MeetingQuery};

use crate::setting::{empty, moment, near, text};

/// San José City Hall: many feeds that were made public are of that place.
const PLACE: (f64, f64) = (37.3377, -121.8853);

pub fn of_websites(criterion: &mut Criterion) {
    let Some(folder) = std::env::var_os("HANDRAIL_FEEDS") else {
        println!("real feeds: left out, HANDRAIL_FEEDS=FOLDER measures those in a folder");
        return;
    };
    let files = files(Path::new(&folder));
    let (_folder, directory) = empty();
    let read = load(&directory, &files);
    let everywhere = MeetingQuery { limit: Some(50), ..MeetingQuery::default() };
    let all = directory.meetings_near(everywhere.clone(), moment()).unwrap().total;
    println!("{read} of {} files hold meetings, {all} meetings are listed within a week", files.len());
    let mut group = criterion.benchmark_group("real feeds");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(3));
    group.bench_function("load all", |bench| {
        bench.iter_batched(
            empty,
            |(folder, directory)| {
                load(&directory, &files);
                (folder, directory)
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("naive: read the files", |bench| {
        bench.iter(|| files.iter().map(|file| std::fs::read(file).unwrap().len()).sum::<usize>());
    });
    group.sample_size(30);
    let words = |words: &str| MeetingQuery { words: Some(words.into()), ..everywhere.clone() };
    let types = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let questions = [
        ("near", near(PLACE)),
        ("next up", everywhere.clone()),
        ("two types", MeetingQuery { types: types(&["O", "X"]), ..everywhere.clone() }),
        ("words", words("step study")),
        ("words with a slip", words("newcommers")),
        ("within three hours, online too", MeetingQuery { hours: Some(3), include_online: true, ..near(PLACE) }),
    ];
    for (name, query) in &questions {
        let page = directory.meetings_near(query.clone(), moment()).unwrap();
        println!("{name}: {} found", page.total);
        group.bench_function(*name, |bench| {
            bench.iter(|| directory.meetings_near(black_box(query.clone()), moment()).unwrap());
        });
    }
    group.finish();
}

/// Every file as a source of its own; how many hold meetings. Lists of formats and of service bodies lie beside the feeds.
fn load(directory: &Directory, files: &[PathBuf]) -> usize {
    let import = |(number, file): &(usize, &PathBuf)| match directory.import_feed(
        text(file),
        FeedOptions::new(&format!("feed {number}")),
        moment(),
        None,
    ) {
        Ok(_) => true,
        Err(HandrailError::Feed { .. }) => false,
        Err(other) => panic!("{}: {other}", file.display()),
    };
    files.iter().enumerate().filter(import).count()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
