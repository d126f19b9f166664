//! Trackers, and the files they live in.

use serde_json::Value;

use crate::{Terminal, answer, assert_keys, bare, entries};

fn with_tracker() -> Terminal {
    let terminal = Terminal::new();
    terminal.run(&["tracker", "add", "Alcohol", "--start", "2025-03-03", "--fellowship", "aa"]).done();
    terminal
}

fn error_of(terminal: &Terminal, args: &[&str]) -> (i32, Value) {
    let answer = terminal.json(args);
    assert_eq!(answer.err.trim_end().lines().count(), 1, "one line on stderr: {}", answer.err);
    (answer.code, answer.json()["error"].clone())
}

#[test]
fn today_has_the_shape_that_scripts_use() {
    let terminal = with_tracker();
    let today = terminal.json(&["today"]).done().json();
    let tracker = &today["trackers"][0];
    assert_keys(tracker, &["id", "name", "start", "elapsed_days", "years", "months", "days", "next"]);
    assert_eq!(tracker["name"], "Alcohol");
    assert_eq!(tracker["start"], "2025-03-03");
    assert_eq!((&tracker["elapsed_days"], &tracker["years"]), (&365.into(), &1.into()));
    assert_eq!((&tracker["months"], &tracker["days"]), (&0.into(), &0.into()));
    assert_keys(&tracker["next"], &["label", "date", "days_to_go"]);
}

#[test]
fn milestones_are_told_in_words() {
    let terminal = Terminal::new();
    terminal.run(&["tracker", "add", "New", "--start", "today"]).done();
    terminal.run(&["tracker", "add", "Month", "--start", "2026-02-10"]).done();
    let today = terminal.json(&["today"]).done().json();
    assert_eq!(today["trackers"][0]["next"]["label"], "24 hours");
    assert_eq!(today["trackers"][1]["next"]["label"], "30 days");
    assert_eq!(today["trackers"][1]["next"]["date"], "2026-03-12");
    assert_eq!(today["trackers"][1]["next"]["days_to_go"], 9);
}

#[test]
fn looking_makes_no_files() {
    let terminal = Terminal::new();
    assert_eq!(terminal.json(&["today"]).done().json()["trackers"], Value::Array(vec![]));
    assert_eq!(terminal.json(&["tracker", "list"]).done().json()["trackers"], Value::Array(vec![]));
    assert_eq!(terminal.json(&["meetings", "sources"]).done().json()["sources"], Value::Array(vec![]));
    let (code, error) = error_of(&terminal, &["tracker", "history", "Alcohol"]);
    assert_eq!((code, &error["code"]), (1, &"not_found".into()));
    assert!(!terminal.data().exists());
}

#[test]
fn a_tracker_is_found_by_name_id_and_beginning_of_id() {
    let terminal = with_tracker();
    let list = terminal.json(&["tracker", "list"]).done().json();
    let id = list["trackers"][0]["id"].as_str().unwrap();
    for way in ["Alcohol", "alcohol", id, &id[..13], &id.to_uppercase()] {
        let history = terminal.json(&["tracker", "history", way]).done().json();
        assert_eq!(history["tracker"]["id"], id);
    }
    terminal.run(&["tracker", "add", "Alcohol", "--start", "2026-01-01"]).done();
    let (code, error) = error_of(&terminal, &["tracker", "history", "Alcohol"]);
    assert_eq!((code, &error["code"]), (1, &"ambiguous".into()));
}

#[test]
fn a_return_to_use_keeps_everything_and_can_be_taken_back() {
    let terminal = with_tracker();
    let answer = terminal.run(&["tracker", "return", "Alcohol", "--on", "2026-03-01", "--note", "A hard week"]).done();
    assert!(answer.out.starts_with("363 days are yours and stay yours"), "{}", answer.out);
    let history = terminal.json(&["tracker", "history", "Alcohol"]).done().json();
    assert_eq!(history["episodes"].as_array().unwrap().len(), 2);
    assert_eq!(history["episodes"][0]["days"], 363);
    assert_eq!(history["episodes"][0]["note"], "A hard week");
    assert_eq!(history["episodes"][1]["start"], "2026-03-01");
    assert_eq!(history["longest_days"], 363);
    assert!(!history["awards"].as_array().unwrap().is_empty());
    terminal.run(&["tracker", "undo", "Alcohol"]).done();
    let today = terminal.json(&["today"]).done().json();
    assert_eq!(today["trackers"][0]["elapsed_days"], 365);
    let (code, error) = error_of(&terminal, &["tracker", "undo", "Alcohol"]);
    assert_eq!((code, &error["code"]), (1, &"not_found".into()));
}

#[test]
fn an_edit_changes_only_what_was_named() {
    let terminal = with_tracker();
    terminal.run(&["tracker", "edit", "Alcohol", "--start", "2025-03-10", "--time", "07:30", "--day-start", "04:00"]).done();
    let after = &terminal.json(&["tracker", "list"]).done().json()["trackers"][0];
    assert_eq!(after["name"], "Alcohol");
    assert_eq!(after["start"], "2025-03-10");
    assert_eq!(after["start_time"], "07:30");
    assert_eq!(after["day_start"], "04:00");
    assert_eq!(after["fellowship"], "aa");
    terminal.run(&["tracker", "edit", "Alcohol", "--no-time", "--no-fellowship", "--name", "Wine"]).done();
    let after = &terminal.json(&["tracker", "list"]).done().json()["trackers"][0];
    assert_eq!(after["name"], "Wine");
    assert_eq!((&after["start_time"], &after["fellowship"]), (&Value::Null, &Value::Null));
    assert_eq!(after["start"], "2025-03-10");
}

#[test]
fn the_archive_and_the_order_lose_nothing() {
    let terminal = with_tracker();
    terminal.run(&["tracker", "add", "Second", "--start", "2026-01-01"]).done();
    terminal.run(&["tracker", "add", "Third", "--start", "2026-02-01"]).done();
    let names = |args: &[&str]| -> Vec<String> {
        let list = terminal.json(args).done().json();
        list["trackers"].as_array().unwrap().iter().map(|tracker| tracker["name"].as_str().unwrap().to_owned()).collect()
    };
    terminal.run(&["tracker", "order", "Third", "Alcohol"]).done();
    assert_eq!(names(&["tracker", "list"]), ["Third", "Alcohol", "Second"]);
    terminal.run(&["tracker", "archive", "Alcohol"]).done();
    assert_eq!(names(&["tracker", "list"]), ["Third", "Second"]);
    assert_eq!(names(&["tracker", "list", "--all"]), ["Third", "Second", "Alcohol"]);
    terminal.run(&["tracker", "restore", "Alcohol"]).done();
    assert_eq!(names(&["today"]), ["Third", "Second", "Alcohol"]);
}

#[test]
fn values_that_cannot_be_are_bad_input() {
    let terminal = with_tracker();
    let wrong: [(&[&str], &str); 7] = [
        (&["tracker", "add", "", "--start", "2026-01-01"], "name"),
        (&["tracker", "add", "X", "--start", "1066-10-14"], "start"),
        (&["tracker", "add", "X", "--start", "2026-01-01", "--fellowship", "no-such"], "fellowship"),
        (&["tracker", "add", "X", "--start", "2026-01-01", "--profile", "no-such"], "token_profile"),
        (&["tracker", "add", "X", "--start", "2026-01-01", "--home-zone", "Mars/Base"], "zone"),
        (&["tracker", "return", "Alcohol", "--on", "2026-03-04"], "day"),
        (&["today", "--zone", "Mars/Base"], "zone"),
    ];
    for (args, field) in wrong {
        let (code, error) = error_of(&terminal, args);
        assert_eq!((code, &error["field"]), (1, &field.into()), "{args:?}");
    }
    assert_eq!(terminal.json(&["tracker", "list"]).done().json()["trackers"].as_array().unwrap().len(), 1);
}

#[test]
fn the_key_is_for_the_account_only_and_never_made_twice() {
    let terminal = with_tracker();
    let key = terminal.data().join("journal.key");
    let content = std::fs::read(&key).unwrap();
    assert_eq!(content.len(), 65);
    assert_eq!(entries(&terminal.data()).iter().filter(|name| name.contains("key")).count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_file(&key).unwrap();
    let (code, error) = error_of(&terminal, &["today"]);
    assert_eq!((code, &error["code"]), (3, &"key_missing".into()));
    let (code, _) = error_of(&terminal, &["tracker", "add", "X", "--start", "today"]);
    assert_eq!(code, 3);
    assert!(!key.exists());
    std::fs::write(&key, &content).unwrap();
    assert_eq!(terminal.json(&["today"]).done().json()["trackers"][0]["name"], "Alcohol");
}

#[test]
fn a_journal_that_went_missing_is_not_replaced_in_silence() {
    let terminal = with_tracker();
    for name in entries(&terminal.data()).iter().filter(|name| name.starts_with("journal.db")) {
        std::fs::remove_file(terminal.data().join(name)).unwrap();
    }
    let answer = terminal.run(&["tracker", "add", "New", "--start", "today"]).done();
    assert!(answer.err.contains("put it back"), "{}", answer.err);
    assert_eq!(terminal.run(&["today"]).done().err, "");
}

#[test]
fn another_key_or_no_key_at_all_is_a_matter_of_storage() {
    let terminal = with_tracker();
    let key = terminal.data().join("journal.key");
    let journal = terminal.data().join("journal.db");
    let before = std::fs::read(&journal).unwrap();
    for content in ["00".repeat(32), "no key".to_owned(), String::new(), "é".repeat(32)] {
        std::fs::write(&key, content).unwrap();
        let (code, error) = error_of(&terminal, &["today"]);
        assert_eq!((code, &error["code"]), (3, &"wrong_key".into()));
    }
    assert_eq!(std::fs::read(&journal).unwrap(), before);
}

#[test]
fn a_folder_that_cannot_be_used_is_a_matter_of_storage() {
    let terminal = Terminal::new();
    let file = terminal.file("in-the-way", "");
    let mut command = bare();
    command.args(["--json", "--data", &file, "tracker", "add", "X", "--start", "today"]);
    let answer = answer(&mut command);
    assert_eq!((answer.code, &answer.json()["error"]["code"]), (3, &"file_unavailable".into()));
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let terminal = Terminal::new();
    assert_eq!(terminal.run(&["tracker", "add", "Red \u{1b}[31m", "--start", "2026-01-01"]).code, 1);
    terminal.run(&["tracker", "add", "Right \u{202e}name", "--start", "2026-01-01"]).done();
    for args in [&["today"][..], &["tracker", "list"]] {
        let out = terminal.run(args).done().out;
        assert!(out.contains("Right name"), "{out}");
    }
    assert_eq!(terminal.json(&["today"]).done().json()["trackers"][0]["name"], "Right \u{202e}name");
}

#[test]
fn a_year_from_the_first_day_to_the_statistics() {
    let terminal = Terminal::new();
    let new_york = |on: &str, args: &[&str]| terminal.run_at(on, "America/New_York", args).done();
    let at = |on: &str, args: &[&str]| new_york(on, &[&["--json"], args].concat()).json();
    at("2025-01-01T18:00", &["tracker", "add", "Wine", "--start", "today", "--fellowship", "aa", "--unit", "drinks:US"]);
    at("2025-01-02T18:00", &["tracker", "rate", "Wine", "12.50", "EUR", "--minutes", "90"]);
    assert_eq!(at("2025-04-01T18:00", &["mark", "Wine", "kept", "--on", "2025-01-01", "--until", "2025-03-31"])["days"], 90);
    let kept = at("2025-05-03T09:00", &["tracker", "return", "Wine", "--on", "2025-05-02", "--amount", "4"]);
    assert_eq!((&kept["longest_days"], &kept["total_days"]), (&121.into(), &122.into()));
    at("2025-05-03T09:10", &["tracker", "undo", "Wine"]);
    at("2025-05-03T09:11", &["tracker", "return", "Wine", "--on", "2025-05-02", "--amount", "4"]);
    let may = at("2025-06-01T09:00", &["calendar", "Wine", "--month", "2025-05"]);
    assert_eq!((&may["kept"], &may["used"], &may["amount"]), (&30.into(), &1.into(), &4000.into()));
    let stats = at("2026-01-01T09:00", &["stats", "Wine"]);
    assert_eq!((&stats["current_days"], &stats["total_days"], &stats["returns"]), (&244.into(), &365.into(), &1.into()));
    let saved = at("2026-01-01T09:00", &["savings", "add", "Bicycle", "5000", "EUR"]);
    assert_eq!((&saved["money"][0]["minor"], &saved["minutes"]), (&456_250.into(), &(365 * 90).into()));
    assert_eq!(saved["goals"][0]["days_to_go"], 35);
    let day = new_york("2026-01-01T09:00", &["today", "--explain"]).out;
    for number in ["244 days", "365 days in all", "EUR 4562.50", "always reckoned from 2 May 2025"] {
        assert!(day.contains(number), "{number} is not explained: {day}");
    }
    // A goal of limits is a new episode; what went before stays.
    let goal = at("2026-01-01T09:00", &["tracker", "goal", "Wine", "limits", "--a-day", "2", "--dry", "mon,tue"]);
    assert_eq!(goal["episodes"].as_array().unwrap().len(), 3);
    let (code, error) = error_of(&terminal, &["tracker", "rate", "Wine", "1", "ZZZ"]);
    assert_eq!((code, &error["code"]), (1, &"currency".into()));
}

#[test]
fn a_look_at_another_moment_leaves_no_trace() {
    let terminal = with_tracker();
    let history = || terminal.json(&["tracker", "history", "Alcohol"]).done().json();
    let before = history();
    let ahead = terminal.run_at("2036-03-03T12:00", "America/Los_Angeles", &["--json", "today"]).done().json();
    assert_eq!(ahead["trackers"][0]["years"], 11);
    // Another profile shows what the ledger holds beside its own: nothing of the next ten years is in it.
    terminal.run(&["tracker", "edit", "Alcohol", "--profile", "none"]).done();
    let kept: Vec<_> = history()["awards"].as_array().unwrap().iter().map(|award| award["earned_on"].clone()).collect();
    assert!(kept.iter().all(|day| day.as_str().unwrap() <= "2026-03-03"), "{kept:?}");
    terminal.run(&["tracker", "undo-edit", "Alcohol"]).done();
    assert_eq!(history(), before);
}

#[test]
fn the_day_says_what_it_is_about_and_what_may_be_entered() {
    let terminal = Terminal::new();
    terminal.run(&["tracker", "add", "Wine", "--start", "2026-02-01", "--unit", "drinks:US"]).done();
    terminal.run(&["tracker", "goal", "Wine", "--from", "2026-02-01", "limits", "--a-day", "2", "--dry", "mon"]).done();
    terminal
        .run(&[
            "mark",
            "Wine",
            "used",
            "--on",
            "2026-03-01",
            "--amount",
            "1.5",
            "--time",
            "20:30",
            "--note",
            "a wedding",
            "--came",
            "together",
        ])
        .done();
    let day = terminal.json(&["today"]).done().json()["trackers"][0].clone();
    assert_eq!((&day["allowance"], &day["marked"]), (&2_000.into(), &"none".into()));
    assert_eq!(day["asks"], serde_json::json!(["mark_yesterday", "mark_today"]));
    assert_eq!(day["goal"]["moderate"]["limits"]["dry_weekdays"], serde_json::json!([1]));
    let text = terminal.run(&["today"]).done().out;
    assert!(text.contains("2 drinks: at most today") && text.contains("Yesterday is not entered yet"), "{text}");
    let monday = terminal.run_at("2026-03-09T12:00", "America/Los_Angeles", &["today"]).done().out;
    assert!(monday.contains("A day without, as you planned."), "{monday}");
    let entered = terminal.json(&["calendar", "Wine", "--month", "2026-03"]).done().json()["days"][0].clone();
    assert_eq!((&entered["time"], &entered["came"]), (&"20:30".into(), &"together".into()));
    assert_eq!((&entered["note"], &entered["entered_late_days"]), (&"a wedding".into(), &2.into()));
    let month = terminal.run(&["calendar", "Wine", "--month", "2026-03"]).done().out;
    assert!(month.contains("1.5 drinks in all") && month.contains("1 Mar  a wedding"), "{month}");
}

#[test]
fn statistics_tell_everything_that_is_computed_and_why() {
    let terminal = Terminal::new();
    terminal.run(&["tracker", "add", "Wine", "--start", "2025-01-01", "--unit", "drinks:US", "--about", "alcohol"]).done();
    for day in ["2025-02-01", "2025-04-01", "2025-06-01", "2026-01-20"] {
        terminal.run(&["mark", "Wine", "used", "--on", day, "--amount", "6", "--time", "21:00"]).done();
    }
    terminal.run(&["tracker", "rate", "Wine", "10", "EUR", "--minutes", "30"]).done();
    let stats = terminal.json(&["stats", "Wine"]).done().json();
    assert_keys(&stats["windows"][4], &["pda_observed", "pda_worst", "pda_best", "coverage", "heavy", "before"]);
    assert_eq!(stats["windows"][4]["heavy"]["days"], 3);
    assert_eq!(stats["windows"][1]["before"]["to"], "2026-01-31");
    assert_eq!(stats["uses_by_hour"], serde_json::json!([[21, 4]]));
    assert_eq!(stats["survival"].as_array().unwrap().len(), 4);
    assert_eq!(stats["saved"]["minutes"], 30 * 426);
    assert_eq!(stats["facts"][0]["key"], "it_gets_easier_with_time");
    assert!(stats["health"]["withdrawal_warning"].as_bool().unwrap());
    assert!(
        stats["health"]["steps"].as_array().unwrap().iter().all(|step| step["url"].as_str().unwrap().starts_with("https://"))
    );
    let plain = terminal.run(&["stats", "Wine"]).done().out;
    let told = terminal.run(&["stats", "Wine", "--explain"]).done().out;
    for head in ["The last days", "Days of use", "Of your runs", "Saved", "Good to know", "What may change in the body"] {
        assert!(plain.contains(head), "{head}\n{plain}");
    }
    assert!(told.contains("Kaplan and Meier") && !plain.contains("Kaplan"), "{told}");
    assert!(plain.contains("Stopping all at once after heavy daily use can be dangerous"), "{plain}");
}

#[test]
fn the_shelf_the_log_and_the_days_to_come() {
    let terminal = with_tracker();
    terminal.run(&["tracker", "return", "Alcohol", "--on", "2025-06-01", "--note", "A party"]).done();
    terminal.run(&["tracker", "undo", "Alcohol"]).done();
    let shelf = terminal.json(&["tracker", "shelf", "Alcohol"]).done().json();
    let rows = shelf["shelf"].as_array().unwrap();
    let row = |label: &str| rows.iter().find(|row| row["label"] == label).unwrap();
    assert_eq!(row("6 months")["earned_on"], serde_json::json!(["2025-09-03"]));
    assert_eq!((&row("18 months")["date"], &row("18 months")["days_to_go"]), (&"2026-09-03".into(), &184.into()));
    assert_keys(row("6 months"), &["confidence", "colour", "optional", "on_request"]);
    let first = terminal.json(&["tracker", "log", "Alcohol", "--limit", "3"]).done().json();
    assert_eq!(first["entries"].as_array().unwrap().len(), 3);
    let next = first["next"].as_str().unwrap();
    let rest = terminal.json(&["tracker", "log", "Alcohol", "--after", next]).done().json();
    let undone: Vec<_> = rest["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "return_to_use").collect();
    assert_eq!((undone.len(), &undone[0]["undone"], &undone[0]["note"]), (1, &true.into(), &"A party".into()));
    let days = terminal.json(&["tracker", "upcoming"]).done().json();
    assert_eq!(days["timeline"].as_array().unwrap().len(), 31);
    assert_eq!(days["timeline"][30]["trackers"][0]["number"], 365 + 30);
}

#[test]
fn deleting_is_said_twice_and_can_be_taken_back() {
    let terminal = with_tracker();
    let (code, error) = error_of(&terminal, &["tracker", "delete", "Alcohol"]);
    assert_eq!((code, &error["code"]), (1, &"not_confirmed".into()));
    assert_eq!(terminal.json(&["tracker", "list"]).done().json()["trackers"].as_array().unwrap().len(), 1);
    terminal.run(&["tracker", "delete", "Alcohol", "--yes"]).done();
    assert_eq!(terminal.json(&["tracker", "list"]).done().json()["trackers"], Value::Array(vec![]));
    let deleted = terminal.json(&["tracker", "deleted"]).done().json()["trackers"][0].clone();
    assert_eq!(deleted["deleted_at"], "2026-03-04T02:00:00+00:00");
    terminal.run(&["tracker", "undelete", deleted["id"].as_str().unwrap()]).done();
    assert_eq!(terminal.json(&["today"]).done().json()["trackers"][0]["elapsed_days"], 365);
}

#[test]
fn the_words_of_a_tracker_are_the_persons() {
    let terminal = Terminal::new();
    terminal.run(&["tracker", "add", "Mine", "--start", "2026-01-01", "--fellowship", "na", "--return-word", "reset"]).done();
    let words = || terminal.json(&["today"]).done().json()["trackers"][0]["vocabulary"].clone();
    assert_eq!(words()["event"], "reset");
    terminal.run(&["tracker", "edit", "Mine", "--start-word", "quit_date"]).done();
    assert_eq!(words(), serde_json::json!({ "start": "quit_date", "event": "reset" }));
    // Another fellowship brings its own.
    terminal.run(&["tracker", "edit", "Mine", "--fellowship", "aa"]).done();
    assert_eq!(words(), serde_json::json!({ "start": "sobriety_date", "event": "return_to_use" }));
}
