//! Fellowships and milestone profiles of one's own.

use serde_json::{Value, json};

use crate::Terminal;

#[test]
fn a_profile_of_ones_own_is_named_by_its_id() {
    let terminal = Terminal::new();
    let own = terminal.json(&["profile", "save", "Mine", "24h", "30d=red", "1y"]).done().json();
    let id = own["profiles"][0]["id"].as_str().unwrap();
    terminal.run(&["tracker", "add", "One", "--start", "2026-02-10", "--profile", id]).done();
    let today = terminal.json(&["today"]).done().json();
    assert_eq!(today["trackers"][0]["next"]["label"], "30 days");
    terminal.run(&["profile", "remove", id]).done();
    assert_eq!(terminal.json(&["profile", "list"]).done().json()["profiles"], Value::Array(vec![]));
}

#[test]
fn a_profile_tells_what_repeats_what_is_optional_and_what_is_for_whoever_asks() {
    let terminal = Terminal::new();
    let saved = ["profile", "save", "Ours", "ask=white", "30d=red", "18m?", "1y", "2y+=black"];
    let own = terminal.json(&saved).done().json()["profiles"][0].clone();
    let flags = |name: &str| -> Vec<bool> {
        own["tokens"].as_array().unwrap().iter().map(|token| token[name].as_bool().unwrap()).collect()
    };
    assert_eq!(flags("on_request"), [true, false, false, false, false]);
    assert_eq!(flags("optional"), [false, false, true, false, false]);
    assert_eq!(flags("repeats"), [false, false, false, false, true]);
    assert_eq!((&own["tokens"][4]["unit"], &own["tokens"][4]["count"]), (&"year".into(), &2.into()));
    // Replaced by its name; the id stays, and so does what trackers name.
    let again = terminal.json(&["profile", "save", "Ours", "90d", "--id", "Ours"]).done().json();
    assert_eq!((&again["profiles"][0]["id"], again["profiles"].as_array().unwrap().len()), (&own["id"], 1));
    let seventh = terminal.run(&["tracker", "add", "Long", "--start", "2019-03-10", "--profile", own["id"].as_str().unwrap()]);
    assert!(seventh.done().out.contains("Long"));
    for wrong in ["30", "d", "30x", "-1d", "ask?+x", "99999999999d"] {
        assert_eq!(terminal.run(&["profile", "save", "Wrong", wrong]).code, 2, "{wrong}");
    }
    assert_eq!(terminal.json(&["profile", "save", "Wrong", "0d"]).code, 1);
    assert_eq!(terminal.json(&["profile", "remove", "none of mine"]).json()["error"]["code"], "not_found");
}

#[test]
fn a_fellowship_of_ones_own_brings_its_words_and_its_milestones() {
    let terminal = Terminal::new();
    assert_eq!(terminal.json(&["fellowship", "list"]).done().json(), json!({ "fellowships": [] }));
    assert!(!terminal.data().exists(), "looking makes no files");
    let profile = terminal.json(&["profile", "save", "Ours", "40d"]).done().json()["profiles"][0]["id"].clone();
    let add = ["fellowship", "add", "Tuesday Circle", "--focus", "behaviour,dual", "--programme", "points:4"];
    let words = ["--start-word", "quit_date", "--return-word", "setback", "--abstinence", "plan_based"];
    let own = terminal.json(&[&add[..], &words, &["--profile", profile.as_str().unwrap()]].concat()).done().json();
    let id = own["id"].as_str().unwrap();
    assert!(id.starts_with("own-"), "{id}");
    assert_eq!(own["focus"], json!(["behaviour", "dual"]));
    assert_eq!(own["programme"], json!({ "kind": "points", "count": 4 }));
    assert_eq!((&own["abbreviation"], &own["abstinence"]), (&"Tuesday Circle".into(), &"plan_based".into()));

    terminal.run(&["tracker", "add", "Mine", "--start", "2026-02-01", "--fellowship", id]).done();
    let mine = terminal.json(&["today"]).done().json()["trackers"][0].clone();
    assert_eq!(mine["vocabulary"], json!({ "start": "quit_date", "event": "setback" }));
    assert_eq!(mine["next"]["date"], "2026-03-13");

    // What is not named stays; the abbreviation that was only the name follows it.
    let edit = ["fellowship", "edit", "Tuesday Circle", "--name", "Wednesday Circle", "--programme", "none"];
    let edited = terminal.json(&edit).done().json();
    assert_eq!((&edited["id"], &edited["abbreviation"]), (&own["id"], &"Wednesday Circle".into()));
    assert_eq!((&edited["focus"], &edited["token_profile"]), (&own["focus"], &profile));
    assert_eq!(edited["programme"], json!({ "kind": "none", "count": 0 }));
    let text = terminal.run(&["fellowship", "list"]).done().out;
    assert!(text.contains("Wednesday Circle") && text.contains(id), "{text}");

    // Removed, it takes nothing along, and the tracker can still be edited.
    assert_eq!(terminal.json(&["fellowship", "remove", id]).done().json(), json!({ "fellowships": [] }));
    terminal.run(&["tracker", "edit", "Mine", "--name", "Still mine"]).done();
    let kept = terminal.json(&["today"]).done().json()["trackers"][0].clone();
    assert_eq!((&kept["name"], &kept["next"]["date"]), (&"Still mine".into(), &"2026-03-13".into()));
}

#[test]
fn a_fellowship_that_cannot_be_names_what_is_wrong() {
    let terminal = Terminal::new();
    terminal.run(&["fellowship", "add", "Circle"]).done();
    let error = |args: &[&str]| -> (i32, Value) {
        let answer = terminal.json(args);
        (answer.code, answer.json()["error"].clone())
    };
    let wrong: [(&[&str], i32, &str, &str); 6] = [
        (&["fellowship", "add", ""], 1, "field", "name"),
        (&["fellowship", "add", "X", "--profile", "none of mine"], 1, "field", "token_profile"),
        (&["fellowship", "add", "X", "--programme", "steps:1001"], 1, "field", "fellowship"),
        (&["fellowship", "add", "X", "--programme", "twelve"], 2, "code", "usage"),
        (&["fellowship", "edit", "aa", "--name", "X"], 1, "code", "not_found"),
        (&["fellowship", "remove", "aa"], 1, "code", "not_found"),
    ];
    for (args, code, key, value) in wrong {
        let (found, error) = error(args);
        assert_eq!((found, &error[key]), (code, &value.into()), "{args:?}");
    }
    assert_eq!(terminal.json(&["fellowship", "list"]).done().json()["fellowships"].as_array().unwrap().len(), 1);
}
