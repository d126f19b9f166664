//! What starts next, and one meeting in full.

use serde_json::{Value, json};

use crate::{Terminal, assert_keys};

fn names(page: &Value) -> Vec<&str> {
    page["meetings"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

fn small() -> Terminal {
    let terminal = Terminal::new();
    let feed = json!([
        {"slug": "now", "name": "Running", "day": 2, "time": "17:30", "end_time": "18:30", "latitude": 37.34, "longitude": -121.89,
         "address": "1 Main St", "types": ["O"]},
        {"slug": "next", "name": "Soon \u{1b}]0;x\u{7}", "day": 2, "time": "19:00", "latitude": 37.35, "longitude": -121.90,
         "address": "2 Main St", "types": ["C", "W", "X"], "location": "Hall"},
        {"slug": "sydney", "name": "Harbour", "day": 3, "time": "19:00", "end_time": "20:00", "timezone": "Australia/Sydney",
         "latitude": -33.87, "longitude": 151.21, "address": "3 Quay St"}
    ]);
    let path = terminal.file("feed.json", feed.to_string());
    terminal.run(&["meetings", "import", &path, "--zone", "America/Los_Angeles", "--fellowship", "aa"]).done();
    terminal
}

#[test]
fn near_has_the_shape_that_scripts_use() {
    let page = small().json(&["meetings", "near", "37.34,-121.89"]).done().json();
    assert_eq!(page["total"], 2);
    let first = &page["meetings"][0];
    let wanted = ["id", "name", "fellowship", "starts_at", "ends_at", "in_progress", "distance_m", "venue", "types", "zone"];
    assert_keys(first, &wanted);
    assert_eq!(first["name"], "Running");
    assert_eq!(first["fellowship"], "aa");
    assert_eq!(first["starts_at"], "2026-03-03T17:30:00-08:00");
    assert_eq!(first["ends_at"], "2026-03-03T18:30:00-08:00");
    assert_eq!(first["in_progress"], true);
    assert_eq!(first["distance_m"], 0.0);
    assert_eq!(first["venue"], "in_person");
    assert_eq!(first["types"], json!(["O"]));
    assert_eq!(first["badges"], json!(["open"]));
    assert_eq!(first["zone"], "America/Los_Angeles");
}

#[test]
fn southern_and_western_places_are_understood() {
    let terminal = small();
    for place in ["-33.87,151.21", "-33.87, 151.21", "-33.870,+151.21"] {
        let page = terminal.json(&["meetings", "near", place]).done().json();
        assert_eq!(names(&page), ["Harbour"], "{place}");
        assert_eq!(page["meetings"][0]["starts_at"], "2026-03-04T19:00:00+11:00");
    }
    let page = terminal.json(&["meetings", "near", "-33.87,151.21", "--within", "5", "--limit", "1"]).done().json();
    assert_eq!(page["total"], 1);
    assert_eq!(terminal.json(&["meetings", "near", "--within", "5", "37.34,-121.89"]).done().json()["total"], 2);
}

#[test]
fn without_a_place_it_looks_everywhere() {
    let page = small().json(&["meetings", "near"]).done().json();
    assert_eq!(names(&page).len(), 3);
    assert_eq!(page["meetings"][0]["distance_m"], Value::Null);
}

#[test]
fn filters_narrow_the_list() {
    let terminal = small();
    for (args, total) in [
        (&["--type", "w"][..], 1),
        (&["--type", "W", "--type", "C"], 1),
        (&["--type", "W", "--type", "O"], 0),
        (&["--with", "wheelchair"], 1),
        (&["--with", "wheelchair", "--with", "open"], 0),
        (&["--with", "wheelchair", "--with", "women"], 1),
        (&["--hours", "1"], 1),
        (&["--words", "harb"], 1),
        (&["--fellowship", "aa"], 3),
        (&["--fellowship", "na"], 0),
    ] {
        let page = terminal.json(&[&["meetings", "near"], args].concat()).done().json();
        assert_eq!(page["total"], total, "{args:?}");
    }
}

#[test]
fn values_out_of_range_name_their_field() {
    let terminal = small();
    for (args, field) in [
        (&["91,0"][..], "place"),
        (&["0,181"], "place"),
        (&["1,1", "--within", "0"], "distance"),
        (&["1,1", "--within", "NaN"], "distance"),
        (&["--hours", "0"], "hours"),
        (&["--limit", "0"], "limit"),
        (&["--page", "nonsense"], "cursor"),
    ] {
        let answer = terminal.json(&[&["meetings", "near"], args].concat());
        assert_eq!((answer.code, &answer.json()["error"]["field"]), (1, &field.into()), "{args:?}");
    }
}

#[test]
fn pages_follow_one_another_without_a_gap() {
    let terminal = Terminal::new().with_sample();
    let whole = terminal.json(&["meetings", "near", "--limit", "30"]).done().json();
    let mut seen = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..3 {
        let mut args = vec!["meetings", "near", "--limit", "10"];
        if let Some(cursor) = &cursor {
            args.extend(["--page", cursor]);
        }
        let page = terminal.json(&args).done().json();
        seen.extend(page["meetings"].as_array().unwrap().iter().map(|row| row["id"].clone()));
        cursor = page["next_page"].as_str().map(ToOwned::to_owned);
    }
    let all: Vec<_> = whole["meetings"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(seen, all);
}

#[test]
fn a_meeting_is_shown_by_its_number_and_by_its_id() {
    let terminal = small();
    let page = terminal.json(&["meetings", "near", "37.34,-121.89"]).done().json();
    let id = page["meetings"][1]["id"].as_str().unwrap();
    let by_number = terminal.json(&["meetings", "show", "2"]).done().json();
    let by_id = terminal.json(&["meetings", "show", id]).done().json();
    assert_eq!(by_number, by_id);
    assert_eq!(by_id["id"], id);
    assert_eq!(by_id["schedule"], json!([{"weekday": 2, "time": "19:00", "minutes": null}]));
    let text = terminal.run(&["meetings", "show", "2"]).done().out;
    assert!(text.contains("Tuesday 19:00") && text.contains("Hall"), "{text}");
    assert!(text.contains("closed, wheelchair access, women") && text.contains("Closed, Women, Wheelchair Access"), "{text}");
    assert_eq!(by_id["badges"], json!(["closed", "wheelchair", "women"]));
    for missing in ["0", "9", "00000000-0000-7000-8000-000000000000", "x"] {
        let answer = terminal.json(&["meetings", "show", missing]);
        assert_eq!((answer.code, &answer.json()["error"]["code"]), (1, &"not_found".into()), "{missing}");
    }
}

#[test]
fn a_list_fits_eighty_columns_and_cannot_steer_the_terminal() {
    let terminal = Terminal::new().with_sample();
    let list = terminal.run(&["meetings", "near", "37.3382,-121.8863", "--online", "--limit", "100"]).done().out;
    for line in list.lines().filter(|line| !line.contains("--page")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let text = small().run(&["meetings", "near"]).done().out;
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

#[test]
fn a_meeting_goes_into_a_calendar() {
    let terminal = small();
    terminal.run(&["meetings", "near", "37.34,-121.89"]).done();
    let calendar = terminal.run(&["meetings", "export", "2"]).done().out;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{calendar:?}");
    assert!(
        calendar.contains("DTSTART;TZID=America/Los_Angeles:20260303T190000\r\n") && calendar.contains("BYDAY=TU\r\n"),
        "{calendar}"
    );
    let file = terminal.file("week.ics", String::new());
    let week = terminal.json(&["meetings", "export", "--week", "--discreet", "--out", &file]).done().json();
    assert_eq!(week["events"], 4, "what runs now comes again in a week");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("BEGIN:VTIMEZONE") && !written.contains("Running") && !written.contains("RRULE:FREQ=WEEKLY"));
    assert_eq!(terminal.json(&["meetings", "export", "9"]).code, 1);
    let favourites = terminal.json(&["meetings", "export", "--favourites"]);
    assert_ne!(favourites.code, 0, "there are none");
    terminal.run(&["meetings", "favourite", "2", "--reminder", "30"]).done();
    let always = terminal.run(&["meetings", "export", "--favourites"]).done().out;
    assert!(always.contains("RRULE:FREQ=WEEKLY") && always.contains("BEGIN:VALARM"), "{always}");
    let once = terminal.run(&["meetings", "export", "--favourites", "--week"]).done().out;
    assert_eq!(once.matches("BEGIN:VEVENT").count(), 1, "{once}");
    assert!(once.contains("20260303T190000") && once.contains("BEGIN:VALARM") && !once.contains("RRULE:FREQ=WEEKLY"), "{once}");
    let history = terminal.json(&["meetings", "changes", "1"]).done().json();
    assert_eq!(history["events"][0]["changes"], json!(["listed"]));
}

#[test]
fn a_calendar_of_nothing_says_so() {
    let terminal = Terminal::new().with_sample();
    for args in [&["meetings", "export", "--favourites"][..], &["meetings", "export", "--week", "--type", "NONE"]] {
        let answer = terminal.json(args);
        assert_eq!((answer.code, &answer.json()["error"]["code"]), (1, &"empty".into()), "{args:?}");
    }
}

#[test]
fn an_empty_directory_says_how_to_fill_it() {
    let terminal = Terminal::new();
    assert_eq!(
        terminal.json(&["meetings", "near", "1,1"]).done().json(),
        json!({"total": 0, "meetings": [], "next_page": null, "within_km": null, "corrected_words": null})
    );
    assert!(terminal.run(&["meetings", "near", "1,1"]).done().out.contains("meetings import"));
}
