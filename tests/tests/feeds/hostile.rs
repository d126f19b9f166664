//! Feeds made to do harm, and feeds that broke on the way: always an answer, never a panic, never the memory.
//!
//! The twin of the fuzz target `feed_reader`, which runs where a nightly toolchain is.

use std::io::{BufWriter, Write as _};

use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::DiagnosticCode;
use proptest::prelude::*;

use super::{ROW, accepted, check_bytes, check_file, codes, excerpt, options, refused};

#[test]
fn nesting_has_an_end() {
    for open in ["[", "{\"a\":", "[{\"name\":"] {
        assert_eq!(refused(open.repeat(100_000).as_bytes()), Some(FeedProblem::TooLarge), "{open}");
    }
    let deep = format!("[{},{{\"name\":\"A\",\"slug\":{}1{}}}]", ROW, "[".repeat(40), "]".repeat(40));
    assert_eq!(accepted(&deep).meetings, 2);
}

#[test]
fn a_row_has_an_end() {
    let long = format!(r#"[{ROW},{{"name":"{}"}}]"#, "x".repeat(2_000_000));
    assert_eq!(refused(long.as_bytes()), Some(FeedProblem::TooLarge));
    let many = format!("[{ROW},{{{}\"name\":\"A\"}}]", r#""k":1,"#.repeat(300_000));
    assert_eq!(refused(many.as_bytes()), Some(FeedProblem::TooLarge));
}

#[test]
fn long_texts_are_cut_and_told() {
    let check = accepted(&format!(
        "[{}]",
        ROW.replace(r#""name":"A""#, &format!(r#""name":"{}","notes":"{}""#, "é".repeat(300), "n".repeat(6000)))
    ));
    assert_eq!(codes(&check), [(DiagnosticCode::TextCut, 2)]);
}

/// The reader sees 64 KiB at a time; quotes and backslashes must be understood across that edge wherever it falls.
#[test]
fn texts_are_understood_across_the_edges_of_chunks() {
    for shift in 0..4 {
        for piece in [r#"\""#, r"\\", r#"\\\""#, r"\u00e9", "]}"] {
            let row = ROW.replace(
                r#""name":"A""#,
                &format!(r#""name":"A","x":"{}{}""#, "x".repeat(shift), piece.repeat(200_000 / piece.len())),
            );
            let other = ROW.replace(r#""slug":"a","name":"A""#, r#""slug":"b","name":"B""#);
            let check = accepted(&format!("[{row},{other}]"));
            assert_eq!((check.meetings, codes(&check)), (2, vec![]), "{piece} {shift}");
        }
    }
}

#[test]
fn a_flood_of_rows_has_an_end() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut out = BufWriter::new(file.as_file());
    write!(out, "[{ROW}").expect("room for it");
    for _ in 0..520_000 {
        out.write_all(b",{\"slug\":1}").expect("room for it");
    }
    out.write_all(b"]").expect("room for it");
    out.flush().expect("room for it");
    assert_eq!(check_file(file.path(), options()), Err(HandrailError::Feed { reason: FeedProblem::TooLarge }));
}

#[test]
fn rows_that_are_none_are_given_up_early() {
    assert_eq!(refused(format!("[{}1]", "1,".repeat(1_000_000)).as_bytes()), Some(FeedProblem::UnknownFormat));
}

#[test]
fn one_slug_over_and_over_costs_linear_time() {
    let rows = vec![ROW; 20_000].join(",");
    let check = accepted(&format!("[{rows}]"));
    assert_eq!(codes(&check), [(DiagnosticCode::SlugDuplicate, 19_999), (DiagnosticCode::MeetingRepeated, 19_999)]);
}

#[test]
fn a_feed_cut_anywhere_is_truncated() {
    let whole = std::fs::read(excerpt("san_jose_2021.json")).expect("an excerpt");
    for end in (1..whole.len() - 2).step_by(97) {
        let reason = refused(&whole[..end]);
        assert_eq!(reason, Some(FeedProblem::Truncated), "at {end}");
    }
    assert!(check_bytes(&whole).is_ok());
}

/// Every answer is a report or the reason of a refusal.
fn answers(bytes: &[u8]) {
    match check_bytes(bytes) {
        Ok(check) => assert!(check.meetings <= check.rows && check.examples.len() <= 200),
        Err(HandrailError::Feed { .. }) => {}
        Err(other) => panic!("{other:?}"),
    }
}

const EXCERPTS: [&str; 6] = [
    "san_jose_2021.json",
    "philadelphia_2023.json",
    "edmonton_2022.json",
    "northwest_texas_2021.json",
    "orange_county_2023.json",
    "times.json",
];

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[0-9:apm., ]{0,12}".prop_map(Into::into),
        "(https?://)?[a-z@.:/?#\\[\\]0-9%]{0,30}".prop_map(Into::into),
        "[<>/a-z&#;x0-9 ]{0,40}".prop_map(Into::into),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Into::into))
}

const KEYS: [&str; 24] = [
    "name",
    "slug",
    "id",
    "day",
    "time",
    "end_time",
    "timezone",
    "types",
    "formatted_address",
    "address",
    "city",
    "latitude",
    "longitude",
    "coordinates",
    "approximate",
    "location",
    "notes",
    "regions",
    "conference_url",
    "conference_phone",
    "conference_phone_notes",
    "venmo",
    "updated",
    "fellowship",
];

/// One of each format that is no Meeting Guide JSON.
const OTHERS: [&str; 15] = [
    "Time,End Time,Day,Name,Address,Types\r\n7:00 PM,8:00 PM,Monday,\"A, B\",\"1 Main St\",\"Open, Women\"\r\n",
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nDTSTART;TZID=Europe/London:20260105T190000\r\nDURATION:PT1H\r\n\
     RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=1SA,-1SA;UNTIL=20270101\r\nEXDATE:20260207T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    r#"[{"id_bigint":"1","weekday_tinyint":"7","start_time":"19:30:00","duration_time":"24:00:00","formats":"C,VM","meeting_name":"A","format_shared_id_list":"9,12"},"#,
    r#"{"formats":[{"id":"9","key_string":"C","world_id":"OPEN"}],"meetings":[{"id_bigint":"1","weekday_tinyint":"7","format_shared_id_list":"9"}]}"#,
    r#"[{"name":"A","times":"Tuesday 08:15 PM","timezone":"America/Chicago","is_24_7":true,"wso_id":"7","types":["x"],"languages":"English"}]"#,
    r#"[{"days":["mondays","sundays"],"times":["6:00 pm","7"],"details":"Mondays | 6:00pm (EST)\nA https://zoom.us/j/1"}]"#,
    "Guid,Title,Time,Duration,Day,Type,Country\nx1,A,19:30,1hr 30mins,Friday,AA,England\n",
    r#"{"data":{"meetings":[{"name":"A","slug":"a","day":1,"time":"19:00","fields":{"x":[]}}],"records":[]}}"#,
    r#"[{"server_id":1,"meeting_id":2,"weekday":7,"start_time":"19:30:00","duration":5400,"physical_address":{"street":"1 Main St"},"formats":[{"key":"C"},"#,
    "{\"name\":\"A\",\"slug\":\"a\",\"day\":1,\"time\":\"19:00\"}\n",
    "sep=;\r\nName;Day;Time;AM/PM;Eastern Time;Address\r\nCaf\u{e9};Monday;7:00;PM;8:00 PM;1 Main St\r\n",
    r#"/*O_o*/ google.visualization.Query.setResponse({"table":{"cols":[{"label":"Name"},{"label":"Day"}],"rows":[{"c":[{"v":"A"},{"v":"Date(1,2,3,4,5)","f":"x"},null]}]}});"#,
    r#"{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":[1.5,2]},"properties":{"name":"A","day":"Monday","time":"19:00"}}]}"#,
    r#"[{"title":"A","time":{"day":"monday","hour":1930},"location":{"name":"B","lat":1.5,"lng":2},"loc":{"coordinates":[1,2]},"tags":[{"tag":"Open"}]},"#,
    r#"[{"id":1,"serviceBodyId":1,"formatIds":[1],"venueType":2,"day":0,"startTime":"19:30","duration":"01:30","name":"A"},"#,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        answers(&bytes);
    }

    #[test]
    fn random_json_punctuation(text in r#"[\[\]{}",:\\ a0n\n]{0,300}"#) {
        answers(text.as_bytes());
    }

    #[test]
    fn random_rows(rows in prop::collection::vec(prop::collection::btree_map(prop::sample::select(&KEYS[..]), value(), 0..12), 0..6)) {
        answers(&serde_json::to_vec(&rows).expect("JSON"));
    }

    #[test]
    fn other_formats_with_wounds(
        seed in prop::sample::select(&OTHERS[..]),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = seed.repeat(3).into_bytes();
        for (at, byte) in wounds {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len() + 1));
        answers(&bytes);
    }

    #[test]
    fn real_feeds_with_wounds(
        name in prop::sample::select(&EXCERPTS[..]),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = std::fs::read(excerpt(name)).expect("an excerpt");
        for (at, byte) in wounds {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        answers(&bytes);
    }
}
