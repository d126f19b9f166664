//! What is no feed gets a reason.

use handrail_core::error::FeedProblem::{self, *};
use handrail_core::error::HandrailError;

use super::{ROW, check_file, options, refused};

fn check(text: &str, expect: FeedProblem) {
    assert_eq!(refused(text.as_bytes()), Some(expect), "{}", text.chars().take(200).collect::<String>());
}

#[test]
fn nothing() {
    check("", Empty);
    check(" \r\n\t\n", Empty);
    check("\u{feff}", Empty);
    check("\u{feff}  ", Empty);
}

#[test]
fn web_pages() {
    check("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", Html);
    check("\n<HTML><head></head></HTML>", Html);
    check("<br />\n<b>Warning</b>: mysql gone away", Html);
    check("Error <html><body>x</body></html>", Html);
}

#[test]
fn questions_whether_one_is_human() {
    for mark in [
        r#"<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>"#,
        r#"<form class="cf-browser-verification">"#,
        "Checking your browser before accessing example.org",
        "Enable JavaScript and cookies to continue",
        "Please enable cookies.",
    ] {
        check(&format!("<!DOCTYPE html><html><title>Just a moment...</title><body>{mark}</body></html>"), BotChallenge);
    }
}

#[test]
fn cut_off() {
    check("BEGIN:VCALENDAR", Truncated);
    check("[", Truncated);
    check("{", Truncated);
    check(r#"{"meetings""#, Truncated);
    check(r#"{"meetings":["#, Truncated);
    check(&format!("[{ROW}"), Truncated);
    check(&format!("[{ROW},"), Truncated);
    check(&format!("[{ROW},{{\"slug\":\"b"), Truncated);
    check(&format!(r#"{{"meetings":[{ROW}]"#), Truncated);
    check(&format!(r#"{{"meetings":[{ROW}],"warnings":["#), Truncated);
}

#[test]
fn malformed() {
    check(&format!("[{ROW} {ROW}]"), Malformed);
    check(&format!("[{ROW},,{ROW}]"), Malformed);
    check("[,]", Malformed);
    check("[:]", Malformed);
    check("[}", Malformed);
    check(&format!("[{ROW},{{\"a\":[}}]]"), Malformed);
    check("{a:1}", Malformed);
    check(r#"{"a" 1}"#, Malformed);
}

#[test]
fn other_documents() {
    check("<?xml version=\"1.0\"?><rss/>", Xml);
    check("<rss version=\"2.0\"><channel><title>Hope</title></channel></rss>", Xml);
    check("\u{feff}<?xml version='1.0'?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", Xml);
    check("<urlset><url/></urlset>", Xml);
    check("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"/>", Html);
    check("<!DOCTYPE html>", Html);
}

#[test]
fn errors_in_place_of_a_feed() {
    for text in [
        r#"{"error":"forbidden"}"#,
        r#"{"error":{"code":403,"message":"no"}}"#,
        r#"{"errors":[{"reason":"access_denied"}],"version":"0.6","status":"error"}"#,
        r#"{"code":"rest_no_route","message":"No route was found","data":{"status":404}}"#,
        r#"{"success":false}"#,
        r#"{"message":"Not Found"}"#,
        r#"{"success":false,"data":{"message":"Invalid key"}}"#,
        "0",
        "-1",
        "/*O_o*/\ngoogle.visualization.Query.setResponse({\"version\":\"0.6\",\"status\":\"error\",\"errors\":[]});",
    ] {
        check(text, ErrorAnswer);
    }
    // A meeting that says so is none of these.
    assert_eq!(refused(format!("{{\"error\":null,\"meetings\":[{ROW}]}}").as_bytes()), None);
    assert_eq!(refused(ROW.replace(r#""name""#, r#""code":"x","name""#).as_bytes()), None);
}

#[test]
fn tables_and_objects_of_other_things() {
    // Districts with their places: names, and no times.
    check("Name,Area,Latitude,Longitude,Zoom\nEssex,Eastern,51.7,0.7,10\n", UnknownFormat);
    // A part of a website's design has a name and a key too.
    check(r#"{"title":"Display","slug":"text-display","styles":{"typography":{}}}"#, UnknownFormat);
}

#[test]
fn other_things() {
    for text in [
        "hello",
        "One,Two,Three\n1,2,3\n",
        "Dear all,\nthe meeting moved.",
        "null",
        "17",
        r#""text""#,
        r#"callback([{"name":"A"}])"#,
        r#"{"meetings":"none"}"#,
        r#"{"meetings":{"a":1}}"#,
        "{}",
        "[1,2,3]",
        "[{}]",
        r#"[{"name":"A"}]"#,
        r#"{"values":[["x","y"],["1","2"]]}"#,
        r#"{"values":[1]}"#,
        r#"{"records":[{"id":"rec1"}]}"#,
    ] {
        check(text, UnknownFormat);
    }
}

#[test]
fn no_rows() {
    check("Time,Day,Name\n", NoRows);
    check("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", NoRows);
    check("[]", NoRows);
    check(" [ ] ", NoRows);
    check(r#"{"meetings":[],"formats":[]}"#, NoRows);
    check(r#"{"values":[["Name","Day","Time"]]}"#, NoRows);
    check(r#"{"records":[]}"#, NoRows);
}

#[test]
fn two_lists_of_rows() {
    check(&format!(r#"{{"meetings":[{ROW}],"records":[{ROW}]}}"#), UnknownFormat);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().to_path_buf(), folder.path().join("nothing.json")] {
        let answer = check_file(&path, options());
        assert!(matches!(answer, Err(HandrailError::FileUnavailable { .. })), "{answer:?}");
        // The reason names no path.
        assert!(!format!("{answer:?}").contains("nothing.json"));
    }
}
