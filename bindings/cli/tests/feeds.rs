//! Feeds: good ones, bad ones, and what scripts read of them.

use serde_json::{Value, json};

use crate::{Terminal, assert_keys};

fn feed() -> String {
    json!([
        {"slug": "early", "name": "Early Light", "day": 2, "time": "19:00", "end_time": "20:00", "types": ["O", "D"],
         "latitude": "37.3400", "longitude": "-121.8900", "address": "1 Main St", "city": "San José", "state": "CA"},
        {"slug": "late", "name": "Candle", "day": 2, "time": "23:30", "end_time": "00:30", "types": ["C"],
         "latitude": 37.3500, "longitude": -121.9000, "address": "2 Main St", "city": "San José", "state": "CA"},
        {"slug": "south", "name": "Harbour", "day": [3, 4], "time": "07:00", "types": ["O", "M"],
         "latitude": -33.8700, "longitude": 151.2100, "formatted_address": "3 Quay St, Sydney NSW, Australia",
         "timezone": "Australia/Sydney"}
    ])
    .to_string()
}

#[test]
fn an_import_has_the_shape_that_scripts_use() {
    let terminal = Terminal::new();
    let path = terminal.file("feed.json", feed());
    let args = ["meetings", "import", &path, "--source", "Test", "--fellowship", "aa", "--zone", "America/Los_Angeles"];
    let report = terminal.json(&args).done().json();
    assert_keys(&report, &["format", "rows", "meetings", "added", "changed", "gone", "diagnostics"]);
    assert_eq!(report["format"], "meeting_guide");
    assert_eq!((&report["rows"], &report["added"]), (&3.into(), &3.into()));
    assert_eq!(report["diagnostics"]["past_midnight"], 1);
    let again = terminal.json(&args).done().json();
    assert_eq!((&again["added"], &again["changed"], &again["gone"]), (&0.into(), &0.into(), &0.into()));
    let sources = terminal.json(&["meetings", "sources"]).done().json();
    assert_eq!(sources["sources"][0]["name"], "Test");
    assert_eq!(sources["sources"][0]["meetings"], 3);
}

#[test]
fn a_source_is_named_after_its_file_where_no_name_is_given() {
    let terminal = Terminal::new();
    let path = terminal.file("san-jose.json", feed());
    terminal.run(&["meetings", "import", &path]).done();
    assert_eq!(terminal.json(&["meetings", "sources"]).done().json()["sources"][0]["name"], "san-jose");
}

#[test]
fn the_zone_of_a_feed_is_not_the_zone_of_the_person() {
    let terminal = Terminal::new();
    let path = terminal.file("feed.json", feed());
    let report = terminal.json(&["meetings", "import", &path]).done().json();
    assert_eq!(report["diagnostics"]["zone_missing"], 2, "{report}");
    let near = terminal.json(&["meetings", "near", "37.34,-121.89"]).done().json();
    assert_eq!(near["meetings"][0]["zone"], Value::Null);
    assert_eq!(near["meetings"][0]["starts_at"], "2026-03-03T19:00:00-08:00");
    assert!(terminal.run(&["meetings", "near", "37.34,-121.89"]).done().out.contains("America/Los_Angeles is assumed"));
}

#[test]
fn bad_feeds_are_bad_input_and_change_nothing() {
    let terminal = Terminal::new();
    let good = terminal.file("good.json", feed());
    terminal.run(&["meetings", "import", &good, "--source", "Test"]).done();
    let bad = [
        ("empty.json", Vec::new(), "empty"),
        ("page.json", b"<!doctype html><html><body>Sorry</body></html>".to_vec(), "html"),
        ("cut.json", feed().as_bytes()[..200].to_vec(), "truncated"),
        ("noise.json", (0..=255).cycle().take(4096).collect(), ""),
        ("other.json", b"{\"hello\": 1}".to_vec(), ""),
    ];
    for (name, content, code) in bad {
        let path = terminal.file(name, content);
        let answer = terminal.json(&["meetings", "import", &path, "--source", "Test"]);
        assert_eq!(answer.code, 1, "{name}");
        let error = &answer.json()["error"];
        assert_eq!(error["field"], "feed", "{name}");
        assert!(code.is_empty() || error["code"] == code, "{name}: {error}");
    }
    let missing = terminal.json(&["meetings", "import", "/no/such/feed.json"]);
    assert_eq!((missing.code, &missing.json()["error"]["code"]), (1, &"file_unavailable".into()));
    assert_eq!(missing.json()["error"]["text"], "/no/such/feed.json cannot be read: there is no such file.");
    let folder = terminal.json(&["meetings", "import", terminal.data().to_str().unwrap()]);
    assert_eq!(folder.code, 1);
    assert_eq!(terminal.json(&["meetings", "sources"]).done().json()["sources"][0]["meetings"], 3);
}

#[test]
fn a_check_answers_for_every_file_and_stores_nothing() {
    let terminal = Terminal::new();
    let good = terminal.file("good.json", feed());
    let bad = terminal.file("bad.json", "<html></html>");
    let answer = terminal.json(&["meetings", "check", &bad, &good, "/no/such/file", "--zone", "America/Los_Angeles"]);
    assert_eq!(answer.code, 1);
    let files = answer.json();
    assert_eq!(files.as_array().unwrap().len(), 3);
    for file in files.as_array().unwrap() {
        assert_keys(file, &["file", "format", "rows", "meetings", "diagnostics", "error"]);
    }
    assert_eq!(files[0]["error"], "html");
    assert_eq!((&files[1]["error"], &files[1]["rows"]), (&Value::Null, &3.into()));
    assert_eq!(files[1]["format"], "meeting_guide");
    assert_eq!(files[1]["file"], good);
    assert_eq!(files[2]["error"], "file_unavailable");
    assert!(!terminal.data().exists());
    assert_eq!(terminal.json(&["meetings", "check", &good]).code, 0);
}

#[test]
fn wrong_options_of_a_feed_are_bad_input() {
    let terminal = Terminal::new();
    let good = terminal.file("good.json", feed());
    for (option, value, field) in [("--zone", "Mars/Base", "zone"), ("--fellowship", "no-such", "fellowship")] {
        for command in ["import", "check"] {
            let answer = terminal.json(&["meetings", command, &good, option, value]);
            assert_eq!((answer.code, &answer.json()["error"]["field"]), (1, &field.into()), "{command} {option}");
        }
    }
}

#[test]
fn far_fewer_rows_need_a_word_of_consent() {
    let terminal = Terminal::new();
    let many: Vec<Value> = (0..100)
        .map(|at| json!({"slug": format!("m{at}"), "name": format!("M {at}"), "day": at % 7, "time": "19:00", "address": "1 Main St"}))
        .collect();
    let path = terminal.file("feed.json", json!(many).to_string());
    terminal.run(&["meetings", "import", &path]).done();
    terminal.file("feed.json", json!(many[..10]).to_string());
    let answer = terminal.json(&["meetings", "import", &path]);
    assert_eq!((answer.code, &answer.json()["error"]["code"]), (1, &"shrunk".into()));
    assert!(answer.err.contains("--accept-shrink"));
    let report = terminal.json(&["meetings", "import", &path, "--accept-shrink"]).done().json();
    assert_eq!(report["gone"], 90);
}
