//! The files that Kotlin and Swift run too.

use std::path::Path;

use handrail_tests::vectors::run_file;

#[test]
fn every_file_of_vectors_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    for (name, at_least) in
        [("dates.json", 40), ("occurrences.json", 60), ("scenario.json", 30), ("year.json", 40), ("outcome_calendar.json", 40)]
    {
        let tally = run_file(&folder.join(name)).unwrap();
        assert!(tally.failures.is_empty(), "{name}: {:#?}", tally.failures);
        assert!(tally.passed >= at_least, "{name}: only {} cases", tally.passed);
    }
}

#[test]
fn a_wrong_expectation_and_a_key_that_nobody_knows_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let run = |json: &str| {
        let path = folder.path().join("file.json");
        std::fs::write(&path, json).unwrap();
        run_file(&path).unwrap().failures
    };
    let wrong = r#"{"breakdown": [{"start": "2020-01-31", "today": "2020-03-01", "elapsed_days": 31, "weeks": 4}]}"#;
    let failures = run(wrong);
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(failures[0].contains("\"weeks\" is not understood"), "{failures:?}");
    assert!(failures[1].contains("expected [Some(31)], found [Some(30)]"), "{failures:?}");
    // Numbers that cannot be stop the file and nothing else.
    for odd in [
        r#"{"zone_today": [{"utc": "2026-11-02T02:00:00+00:00", "UTC offset9999": "2026-11-02"}]}"#,
        r#"{"milestone_days": [{"start": "2025-01-01", "0": "2025-01-02"}]}"#,
        r#"{"occurrences": [{"rule": {"freq": "always", "time": "9999:00", "zone": "UTC"}, "now": "2026-01-01T00:00:00Z"}]}"#,
        r#"{"occurrences": [{}]}"#,
        r#"{"steps": [{"do": "fly"}]}"#,
        r#"[{"days": "AU?", "abstinent": "one"}]"#,
    ] {
        assert!(!run(odd).is_empty(), "{odd}");
    }
    assert!(run_file(Path::new("/nowhere/at/all.json")).is_err());
}
