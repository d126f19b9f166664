//! The files that Kotlin and Swift run too.

use std::path::Path;

use handrail_tests::vectors::run_file;

#[test]
fn every_file_of_vectors_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    for (name, at_least) in [("dates.json", 40), ("occurrences.json", 60), ("scenario.json", 30), ("outcome_calendar.json", 40)] {
        let tally = run_file(&folder.join(name)).unwrap();
        assert!(tally.failures.is_empty(), "{name}: {:#?}", tally.failures);
        assert!(tally.passed >= at_least, "{name}: only {} cases", tally.passed);
    }
}
