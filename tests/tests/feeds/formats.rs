//! The same meeting in every format that is told by its content.

use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::meetings::{DiagnosticCode, FeedFormat, FeedOptions};

use super::{ROW, accepted, check_bytes, check_file, codes, options};

fn check(text: &str, format: FeedFormat, rows: u32) {
    let check = accepted(text);
    assert_eq!((check.format, check.rows, check.meetings), (format, rows, rows), "{text}");
    assert_eq!(codes(&check), [], "{text}");
}

/// Another meeting.
fn other() -> String {
    ROW.replace(r#""slug":"a","name":"A""#, r#""slug":"b","name":"B""#)
}

#[test]
fn an_array() {
    check(&format!("[{ROW}]"), FeedFormat::MeetingGuide, 1);
    check(&format!("\u{feff} \r\n\t[\r {ROW} ,\r{} ]\r\n", other()), FeedFormat::MeetingGuide, 2);
    check(&format!("[{ROW},]"), FeedFormat::MeetingGuide, 1);
}

#[test]
fn an_envelope() {
    check(
        &format!(r#"{{"meetings":[{ROW}],"warnings":[{{"link":"x","error":"y","value":["]","}}"]}}]}}"#),
        FeedFormat::MeetingGuideEnvelope,
        1,
    );
    check(
        &format!(r#"{{"warnings":["meetings"],"count":1,"ok":true,"meetings" : [{ROW}] }}"#),
        FeedFormat::MeetingGuideEnvelope,
        1,
    );
}

#[test]
fn airtable() {
    let record = |row: &str| format!(r#"{{"id":"rec1","createdTime":"2020-01-01","fields":{row}}}"#);
    check(&format!(r#"{{"records":[{}],"offset":"x"}}"#, record(ROW)), FeedFormat::Airtable, 1);
    // Without a slug the record's id is the key.
    let bare = accepted(&format!(r#"{{"records":[{}]}}"#, record(&ROW.replace(r#""slug":"a","#, ""))));
    assert_eq!(codes(&bare), [(DiagnosticCode::SlugMissing, 1)]);
}

#[test]
fn a_google_sheet() {
    let text = r#"{"range":"Sheet1!A1:Z9","majorDimension":"ROWS","values":[
        ["ID","Name","Day","Time","End Time","Types","Full Address","Latitude","Longitude","Time Zone","Contact 1 Phone"],
        ["a","A","Monday","19:00","20:00","Open, Big Book","1 High St, Lewes","50.87","0.01","Europe/London","555-0100"],
        ["b","B","Lunes"],
        []]}"#;
    let check = accepted(text);
    assert_eq!((check.format, check.rows, check.meetings), (FeedFormat::GoogleSheet, 3, 2));
    let found = codes(&check);
    for code in
        [DiagnosticCode::ListAsText, DiagnosticCode::ContactDropped, DiagnosticCode::RowUnreadable, DiagnosticCode::Appointment]
    {
        assert!(found.contains(&(code, 1)), "{code:?} in {found:?}");
    }
}

#[test]
fn lines() {
    check(&format!("{ROW}\n{}\n", other()), FeedFormat::Ndjson, 2);
    check(&format!("{ROW}\r{}", other()), FeedFormat::Ndjson, 2);
    check(&format!("{ROW}\r\n\r\n{}\r\n", other()), FeedFormat::Ndjson, 2);
    let broken = accepted(&format!("{ROW}\nnot json\n{}\n", other()));
    assert_eq!((broken.rows, broken.meetings), (3, 2));
    assert_eq!(codes(&broken), [(DiagnosticCode::RowUnreadable, 1)]);
}

#[test]
fn a_bad_row_never_fails_the_feed() {
    let check = accepted(&format!(r#"[{ROW}, 1, null, "x", [], {{"slug": }}, {{"slug":"q" "name":"Q"}}, {{}}, {}]"#, other()));
    assert_eq!((check.rows, check.meetings), (9, 2));
    assert_eq!(codes(&check), [(DiagnosticCode::RowUnreadable, 7)]);
    let rows: Vec<_> = check.examples.iter().map(|example| example.row).collect();
    assert_eq!(rows, [2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn text_after_the_end_is_left_out() {
    let check = accepted(&format!("[{ROW}]\n\n<!-- cached -->"));
    assert_eq!(check.meetings, 1);
    assert_eq!(codes(&check), [(DiagnosticCode::TrailingText, 1)]);
}

#[test]
fn broken_characters_are_replaced_and_told() {
    let mut bytes = format!("[{ROW},{}]", other().replace(r#""name":"B""#, r#""name":"Caf?""#)).into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').expect("the mark");
    bytes[at] = 0xE9;
    assert_eq!(codes(&check_bytes(&bytes).expect("a feed")), [(DiagnosticCode::InvalidUtf8, 1)]);
    let half = accepted(&format!("[{}]", ROW.replace(r#""name":"A""#, r#""name":"half \ud83d of one""#)));
    assert_eq!((half.meetings, codes(&half)), (1, vec![(DiagnosticCode::InvalidUtf8, 1)]));
    let whole = accepted(&format!("[{}]", ROW.replace(r#""name":"A""#, r#""name":"\ud83d\ude00 \u00e9""#)));
    assert_eq!(codes(&whole), []);
}

#[test]
fn raw_line_ends_and_needless_backslashes_in_texts_are_read() {
    let row = ROW.replace(r#""name":"A""#, "\"name\":\"Denny\\'s\nPlace\u{1}\"");
    assert_eq!((accepted(&format!("[{row}]")).meetings, codes(&accepted(&format!("[{row}]")))), (1, vec![]));
}

#[test]
fn seven_is_sunday_only_in_a_feed_without_zero() {
    let day = |slug: &str, day: &str| {
        ROW.replace(r#""slug":"a""#, &format!(r#""slug":"{slug}""#)).replace(r#""day":1"#, &format!(r#""day":{day}"#))
    };
    assert_eq!(codes(&accepted(&format!("[{},{}]", day("a", "7"), day("b", "6")))), []);
    // The 0 comes after the 7, and all the same counts.
    let both = accepted(&format!("[{},{}]", day("a", "7"), day("b", "0")));
    assert_eq!(codes(&both), [(DiagnosticCode::DayUnreadable, 1)]);
    let in_a_list = accepted(&format!("[{},{}]", day("a", "[1,7]"), day("b", "[\"0\",2]")));
    assert!(codes(&in_a_list).contains(&(DiagnosticCode::DayUnreadable, 1)));
}

#[test]
fn examples_show_values_but_no_contact() {
    let row = r#"{"slug":"a","name":"A","day":"someday","time":"19:00","email":"who@example.org","notes":"<b>call 555-0100</b>","address":"1 High St","timezone":"Mars/Olympus"}"#;
    let check = accepted(&format!("[{row}]"));
    let shown: Vec<_> = check.examples.iter().map(|example| (example.field.as_str(), example.value.as_str())).collect();
    assert!(shown.contains(&("day", "someday")) && shown.contains(&("timezone", "Mars/Olympus")), "{shown:?}");
    assert!(shown.contains(&("email", "")) && shown.contains(&("notes", "")), "{shown:?}");
    assert!(!format!("{check:?}").contains("555-0100") && !format!("{check:?}").contains("who@"));
}

#[test]
fn one_frequent_problem_does_not_hide_the_others() {
    let rows: Vec<_> = (0..500)
        .map(|n| format!(r#"{{"slug":"s{n}","name":"A","day":1,"time":"7pm","address":"1 High St","latitude":1,"longitude":1}}"#))
        .collect();
    let rare = r#"{"slug":"x","name":"A","day":"someday","time":"19:00","address":"1 High St","latitude":1,"longitude":1}"#;
    let check = accepted(&format!("[{},{rare}]", rows.join(",")));
    assert!(check.examples.iter().any(|example| example.code == DiagnosticCode::DayUnreadable && example.row == 501));
    assert!(codes(&check).starts_with(&[(DiagnosticCode::TimeForm, 500), (DiagnosticCode::ZoneMissing, 500)]));
    assert!(check.examples.len() <= 200);
}

#[test]
fn options_are_checked() {
    let invalid = |options: FeedOptions| match check_file("/".as_ref(), options) {
        Err(HandrailError::Invalid { field, problem }) => (field, problem),
        other => panic!("{other:?}"),
    };
    assert_eq!(invalid(FeedOptions { source: "  ".into(), ..options() }), (Field::Source, Problem::Empty));
    assert_eq!(invalid(FeedOptions { source: "é".repeat(201), ..options() }), (Field::Source, Problem::TooLong));
    assert_eq!(invalid(FeedOptions { zone: Some("Mars".into()), ..options() }), (Field::Zone, Problem::Unknown));
    assert_eq!(invalid(FeedOptions { fellowship: Some("club".into()), ..options() }), (Field::Fellowship, Problem::Unknown));
}
