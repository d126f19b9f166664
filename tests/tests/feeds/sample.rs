//! The sample that ships with the core holds no real person, and reads without a surprise.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use handrail_core::api::fellowships;
use handrail_core::meetings::{DiagnosticCode, FeedFormat, FeedOptions};

use super::{check_file, codes};

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/meetings/data/sample.json")
}

fn rows() -> Vec<Map<String, Value>> {
    serde_json::from_slice(&std::fs::read(path()).expect("the sample")).expect("an array of objects")
}

fn texts<'a>(row: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    row.get(key).and_then(Value::as_str)
}

#[test]
fn only_what_is_meant_is_noticed() {
    let check = check_file(&path(), FeedOptions::new("sample")).expect("a feed");
    assert_eq!((check.format, check.meetings), (FeedFormat::MeetingGuide, check.rows));
    assert!((200..=250).contains(&check.rows));
    assert_eq!(
        codes(&check),
        [(DiagnosticCode::PastMidnight, 4), (DiagnosticCode::Appointment, 3), (DiagnosticCode::LongMeeting, 1)]
    );
}

#[test]
fn no_row_leads_to_a_person() {
    let known = [
        "slug",
        "name",
        "fellowship",
        "day",
        "time",
        "end_time",
        "timezone",
        "types",
        "location",
        "formatted_address",
        "city",
        "regions",
        "latitude",
        "longitude",
        "approximate",
        "group",
        "notes",
        "location_notes",
        "conference_url",
        "conference_url_notes",
        "conference_phone",
        "conference_phone_notes",
        "url",
        "updated",
    ];
    for row in rows() {
        for (key, value) in &row {
            assert!(known.contains(&key.as_str()), "{key}");
            assert!(!value.to_string().contains('@'), "{row:?}");
        }
        for key in ["url", "conference_url"] {
            let link = texts(&row, key).unwrap_or("https://x.example.org/");
            let host = link.strip_prefix("https://").and_then(|rest| rest.split('/').next()).expect("https");
            // Rooms have numbers that no room has: they begin with six zeros.
            assert!(host.ends_with(".example.org") || link.starts_with("https://zoom.us/j/000000"), "{link}");
        }
        if let Some(phone) = texts(&row, "conference_phone") {
            let number = phone.split(',').next().expect("a number");
            let fiction = |start: &str, rest: usize| number.strip_prefix(start).is_some_and(|digits| digits.len() == rest);
            // 555-0100 to 555-0199 (North America) and 020 7946 0000 to 0999 (Ofcom) are kept free for fiction.
            assert!(fiction("+140855501", 2) || fiction("+121255501", 2) || fiction("+442079460", 3), "{phone}");
        }
    }
}

#[test]
fn it_shows_what_a_directory_can_hold() {
    let rows = rows();
    let distinct = |key: &str| rows.iter().filter_map(|row| texts(row, key)).collect::<BTreeSet<_>>();
    let known: BTreeSet<_> = fellowships().expect("the catalogue").into_iter().map(|fellowship| fellowship.id).collect();
    let used = distinct("fellowship");
    assert!(used.len() >= 12 && used.iter().all(|id| known.contains(*id)), "{used:?}");
    assert!(distinct("timezone").len() >= 8);
    assert_eq!(distinct("slug").len(), rows.len());
    assert!(rows.iter().any(|row| row.get("day").is_some_and(Value::is_array)));
    assert!(rows.iter().any(|row| !row.contains_key("day")));
    assert!(rows.iter().any(|row| texts(row, "name").is_some_and(|name| !name.is_ascii())));
}
