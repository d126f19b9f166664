//! How the cost of a question grows with the directory.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use handrail_core::meetings::MeetingQuery;
use handrail_tests::country::{country, towns};

use crate::setting::{moment, near, of, size};

const SIZES: [usize; 4] = [10_000, 50_000, 200_000, 500_000];

pub fn with_the_directory(criterion: &mut Criterion) {
    if std::env::var_os("HANDRAIL_GROWTH").is_none() {
        println!("growth from 10,000 to 500,000 meetings: left out, HANDRAIL_GROWTH=1 measures it");
        return;
    }
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for count in SIZES {
        let (folder, directory) = of(&country(count, 7));
        #[allow(clippy::cast_precision_loss)]
        let bytes = size(&folder) as f64 / count as f64;
        println!("{count} meetings: {bytes:.0} bytes each on disk");
        let everywhere = MeetingQuery::default();
        let questions = [
            ("near", near(towns(count, 7)[1])),
            ("next up", everywhere.clone()),
            ("two types", MeetingQuery { types: vec!["O".into(), "X".into()], ..everywhere.clone() }),
            ("words", MeetingQuery { words: Some("gratitude lunch".into()), ..everywhere }),
        ];
        for (name, query) in questions {
            group.bench_function(BenchmarkId::new(name, count), |bench| {
                bench.iter(|| directory.meetings_near(query.clone(), moment()).unwrap());
            });
        }
    }
    group.finish();
}
