//! One feed: first import, again with nothing changed, and with one row in twenty changed.

use std::time::Duration;

use criterion::{BatchSize, Criterion};
use handrail_tests::country::country;
use handrail_tests::made_up::{MadeUp, feed};

use crate::setting::{FEED, empty, feeds, import};

pub fn of_one_feed(criterion: &mut Criterion) {
    let files = tempfile::tempdir().unwrap();
    let rows = country(FEED, 1);
    let file = feeds(files.path(), &rows).remove(0);
    let texts = [feed(&rows), feed(&changed(rows))];
    let mut group = criterion.benchmark_group("a feed of 2,000 rows");
    group.sample_size(20).measurement_time(Duration::from_secs(4));
    group.bench_function("into an empty directory", |bench| {
        bench.iter_batched(
            empty,
            |(folder, directory)| {
                import(&directory, &file);
                (folder, directory)
            },
            BatchSize::PerIteration,
        );
    });
    let (_folder, directory) = empty();
    import(&directory, &file);
    group.bench_function("again, nothing changed", |bench| bench.iter(|| import(&directory, &file)));
    let mut turn = 0;
    group.bench_function("again, 5 % changed", |bench| {
        bench.iter_batched(
            || {
                turn += 1;
                std::fs::write(&file, &texts[turn % 2]).unwrap();
            },
            |()| import(&directory, &file),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("naive: parse the file into values", |bench| {
        bench.iter(|| serde_json::from_str::<serde_json::Value>(&std::fs::read_to_string(&file).unwrap()).unwrap());
    });
    group.finish();
}

/// One row in twenty starts half an hour later.
fn changed(mut rows: Vec<MadeUp>) -> Vec<MadeUp> {
    for row in rows.iter_mut().step_by(20) {
        row.minute = (row.minute + 30) % 1440;
    }
    rows
}
