//! A continent's 91,000 meetings: from feed files to a searchable file, and opened again.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion};
use handrail_core::api::Directory;
use handrail_core::meetings::MeetingQuery;
use handrail_tests::country::{country, towns};

use crate::setting::{empty, feeds, import, moment, near, of, size, text};

const MEETINGS: usize = 91_000;

pub fn of_a_continent(criterion: &mut Criterion) {
    let files = tempfile::tempdir().unwrap();
    let all = country(MEETINGS, 7);
    let paths = feeds(files.path(), &all);
    let mut group = criterion.benchmark_group("91,000 meetings");
    group.sample_size(10).warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_secs(20));
    group.bench_function("load from 46 feed files", |bench| {
        bench.iter_batched(
            empty,
            |(folder, directory)| {
                for file in &paths {
                    import(&directory, file);
                }
                (folder, directory)
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("naive: parse the files into values and keep them", |bench| {
        bench.iter(|| {
            let parse = |file| serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(file).unwrap()).unwrap();
            paths.iter().map(parse).collect::<Vec<_>>()
        });
    });
    let (folder, directory) = of(&all);
    directory.close().unwrap();
    #[allow(clippy::cast_precision_loss)]
    let bytes = size(&folder) as f64 / MEETINGS as f64;
    println!("size on disk: {bytes:.0} bytes a meeting");
    let path = text(&folder.path().join("directory.db"));
    let questions = [("near", near(towns(MEETINGS, 7)[1])), ("everywhere", MeetingQuery::default())];
    group.sample_size(30).measurement_time(Duration::from_secs(3));
    for (name, query) in questions {
        group.bench_function(format!("open and the first page, {name}"), |bench| {
            bench.iter(|| {
                let directory = Directory::open(path.clone()).unwrap();
                let page = directory.meetings_near(black_box(query.clone()), moment()).unwrap();
                directory.close().unwrap();
                page
            });
        });
    }
    group.finish();
}
