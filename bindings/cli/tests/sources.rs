//! Sources: said, planned, fetched by somebody else, taken in.

use serde_json::{Value, json};

use crate::{Terminal, assert_keys};

const URL: &str = "https://example.org/feed.json?key=K";

fn feed(count: usize) -> String {
    let row = |at| {
        json!({"slug": format!("m{at}"), "name": format!("M {at}"), "day": at % 7, "time": "19:00", "latitude": 37.34,
               "longitude": -121.89, "formatted_address": "1 Main St, San José, CA 95113, USA"})
    };
    Value::Array((0..count).map(row).collect()).to_string()
}

fn with_source() -> Terminal {
    let terminal = Terminal::new();
    let said = ["--url", URL, "--fellowship", "aa", "--zone", "America/Los_Angeles", "--country", "us", "--licence", "CC0"];
    terminal.run(&[&["meetings", "sources", "add", "Harbour"], &said[..]].concat()).done();
    terminal
}

fn source(terminal: &Terminal) -> Value {
    let mut document = terminal.json(&["meetings", "sources"]).done().json();
    document["sources"][0].take()
}

fn apply(terminal: &Terminal, count: usize, more: &[&str]) -> crate::Answer {
    let file = terminal.file("fetched", feed(count));
    terminal.json(&[&["meetings", "apply", "Harbour", &file, "--status", "200"], more].concat())
}

#[test]
fn a_source_is_added_edited_and_removed() {
    let terminal = with_source();
    let kept = source(&terminal);
    assert_keys(
        &kept,
        &["name", "fellowship", "zone", "meetings", "imported_at", "tried_at", "next_try_at", "format", "problem"],
    );
    assert_eq!((&kept["country"], &kept["state"], &kept["imported_at"]), (&"US".into(), &"new".into(), &Value::Null));
    let again = terminal.json(&["meetings", "sources", "add", "Harbour"]);
    assert_eq!((again.code, &again.json()["error"]["code"]), (1, &"conflict".into()));
    terminal.run(&["meetings", "sources", "edit", "Harbour", "--licence", "", "--every", "48", "--aggregator"]).done();
    let edited = source(&terminal);
    assert_eq!((&edited["url"], &edited["licence"]), (&URL.into(), &Value::Null));
    assert_eq!((&edited["refresh_hours"], &edited["aggregator"]), (&48.into(), &true.into()));
    terminal.run(&["meetings", "sources", "edit", "Harbour", "--aggregator=no"]).done();
    assert_eq!(source(&terminal)["aggregator"], false);
    for (option, value, field) in [
        ("--url", "ftp://example.org", "link"),
        ("--country", "XX", "country"),
        ("--zone", "Mars/Base", "zone"),
        ("--fellowship", "none", "fellowship"),
        ("--every", "0", "refresh_hours"),
    ] {
        let answer = terminal.json(&["meetings", "sources", "edit", "Harbour", option, value]);
        assert_eq!((answer.code, &answer.json()["error"]["field"]), (1, &field.into()), "{option}");
    }
    for command in ["edit", "remove"] {
        let answer = terminal.json(&["meetings", "sources", command, "Nobody"]);
        assert_eq!((answer.code, &answer.json()["error"]["code"]), (1, &"not_found".into()), "{command}");
    }
    assert_eq!(terminal.json(&["meetings", "sources", "remove", "Harbour"]).done().json()["removed"], "Harbour");
    assert_eq!(terminal.json(&["meetings", "sources"]).done().json()["sources"], json!([]));
    assert_eq!(terminal.run(&["meetings", "sources", "edit", "Harbour", "--aggregator=maybe"]).code, 2);
}

#[test]
fn the_plan_is_a_script_that_asks_for_what_is_new() {
    let terminal = with_source();
    let plan = terminal.run(&["meetings", "plan"]).done().out;
    assert!(plan.contains("curl") && plan.contains("'https://example.org/feed.json?key=K'") && !plan.contains("If-None-Match"));
    assert!(plan.contains("handrail meetings apply 'Harbour' 1-harbour.feed --head 1-harbour.head"), "{plan}");
    let file = terminal.file("1-harbour.feed", feed(3));
    let head = terminal.file("1-harbour.head", "HTTP/2 301\r\nlocation: /x\r\n\r\nHTTP/2 200\r\netag: W/\"v'1\"\r\n\r\n");
    let report = terminal.json(&["meetings", "apply", "Harbour", &file, "--head", &head]).done().json();
    assert_eq!((&report["outcome"], &report["added"], &report["source"]), (&"imported".into(), &3.into(), &"Harbour".into()));
    assert_eq!(terminal.run(&["meetings", "plan"]).done().out.trim(), "Nothing is due.");
    let plan = terminal.json(&["meetings", "plan", "Harbour"]).done().json();
    let request = &plan["requests"][0];
    assert_eq!((&request["source"], &request["url"]), (&"Harbour".into(), &URL.into()));
    assert_eq!(request["headers"], json!([{"name": "If-None-Match", "value": "W/\"v'1\""}]));
    assert!(request["curl"].as_str().unwrap().contains(r#"--header 'If-None-Match: W/"v'\''1"'"#), "{request}");
    let head = terminal.file("1-harbour.head", "HTTP/2 304\r\n\r\n");
    let unchanged = terminal.json(&["meetings", "apply", "Harbour", "/no/such/body", "--head", &head]).done().json();
    assert_eq!(unchanged, json!({"outcome": "unchanged", "source": "Harbour"}));
}

#[test]
fn an_answer_that_is_not_taken_is_bad_input_and_says_why() {
    let terminal = with_source();
    assert_eq!(apply(&terminal, 100, &["--header", "ETag: \"v1\""]).done().json()["added"], 100);
    let short = apply(&terminal, 60, &[]);
    assert_eq!((short.code, &short.json()["error"]["code"]), (1, &"shrunk".into()));
    assert!(short.err.contains("only 60 of 100 meetings came") && short.err.contains("--accept-shrink"), "{}", short.err);
    let stale = source(&terminal);
    assert_eq!((&stale["state"], &stale["meetings"]), (&"stale".into(), &100.into()));
    assert_eq!(stale["problem"], json!({"code": "shrunk", "had": 100, "came": 60}));
    assert_eq!(stale["next_try_at"], "2026-03-04T03:00:00Z", "an hour on");
    let table = terminal.run(&["meetings", "sources"]).done().out;
    for words in ["Harbour", "stale", "today", "in 1 h", "Harbour: only 60 of 100 meetings came."] {
        assert!(table.contains(words), "{words} is missing in\n{table}");
    }
    let asked = terminal.json(&["meetings", "apply", "Harbour", "--status", "429", "--header", "retry-after: 36000"]);
    assert_eq!((asked.code, &asked.json()["error"]["code"]), (1, &"http".into()));
    assert_eq!(source(&terminal)["next_try_at"], "2026-03-04T12:00:00Z");
    assert_eq!(apply(&terminal, 60, &["--accept-shrink"]).done().json()["gone"], 40);
    assert_eq!(source(&terminal)["state"], "current");
}

#[test]
fn an_answer_that_cannot_be_read_is_the_callers_fault() {
    let terminal = with_source();
    for (args, code) in [
        (&["Nobody", "--status", "404"][..], "not_found"),
        (&["Harbour", "--status", "200"], "empty"),
        (&["Harbour", "--status", "7"], "out_of_range"),
        (&["Harbour", "/no/such/file", "--status", "200"], "file_unavailable"),
        (&["Harbour", "--head", "/no/such/file"], "file_unavailable"),
    ] {
        let answer = terminal.json(&[&["meetings", "apply"], args].concat());
        assert_eq!((answer.code, &answer.json()["error"]["code"]), (1, &code.into()), "{args:?}");
    }
    assert_eq!(terminal.run(&["meetings", "apply", "Harbour"]).code, 2);
    assert_eq!(terminal.run(&["meetings", "apply", "Harbour", "--status", "200", "--header", "none"]).code, 2);
    assert_eq!(source(&terminal)["state"], "new");
    assert_eq!(Terminal::new().json(&["meetings", "plan"]).done().json()["requests"], json!([]));
}
