//! Any bytes as a feed: an answer of a known kind, never a panic. Run with
//! `cargo +nightly fuzz run --fuzz-dir core/fuzz feed_reader`.
//!
//! A first byte below 16 chooses what stands around the rest, so that every family of readers is reached without the fuzzer having
//! to find a header by itself: tables of each house, calendars, answers of BMLT, files that go with a feed, guessed columns.
#![no_main]

use std::cell::RefCell;
use std::io::{Seek as _, Write as _};

use handrail_core::api::{check_feed, guess_columns};
use handrail_core::error::HandrailError;
use handrail_core::meetings::FeedOptions;
use libfuzzer_sys::fuzz_target;

/// What stands before and behind the bytes, by the first of them.
const AROUND: [(&str, &str); 15] = [
    ("", ""),
    ("[", "]"),
    ("[{", "}]"),
    (r#"{"meetings":[{"#, r#"}],"formats":[{"id":"1","key_string":"C","world_id":"CLOSED"}]}"#),
    (r#"[{"id_bigint":"1","weekday_tinyint":"2","start_time":"19:30:00","meeting_name":"A","#, "}]"),
    (r#"[{"server_id":1,"meeting_id":2,"weekday":3,"start_time":"19:30:00","name":"A","#, "}]"),
    (r#"[{"days":["mondays"],"times":["6:00 pm"],"details":""#, r#""}]"#),
    (r#"[{"name":"A","wso_id":"1","is_24_7":false,"times":""#, r#""}]"#),
    ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/London:20260105T190000\r\n", "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
    ("Name,Day,Time,End Time,Address,Types,Notes\n", "\n"),
    ("Committee,CommitteeName,Day,Time,Closed,Format1,bmlt_id\n", "\n"),
    ("Guid,Title,Time,Duration,Day,Type,Country\n", "\n"),
    ("{\"name\":\"A\",\"slug\":\"a\",\"day\":1}\n", "\n{\"name\":\"B\",\"slug\":\"b\",\"day\":1}\n"),
    (
        "/*O_o*/\ngoogle.visualization.Query.setResponse({\"table\":{\"cols\":[{\"label\":\"Name\"},{\"label\":\"Day\"},{\"label\":\"Time\"}],\"rows\":[{\"c\":[{\"v\":\"A\"},",
        "]}]}});",
    ),
    (r#"{"features":[{"geometry":{"type":"Point","coordinates":["#, r#"]},"properties":{"name":"A","day":"Monday"}}]}"#),
];

thread_local! {
    // Two files for the whole run: the reader takes a path, and making a file costs more than reading it.
    static FILES: RefCell<[tempfile::NamedTempFile; 2]> =
        RefCell::new([(); 2].map(|()| tempfile::NamedTempFile::new().expect("a temporary file")));
}

fn write(file: &mut tempfile::NamedTempFile, pieces: &[&[u8]]) -> String {
    file.as_file().set_len(0).expect("an empty file");
    file.rewind().expect("its beginning");
    pieces.iter().for_each(|piece| file.write_all(piece).expect("room for it"));
    file.path().to_string_lossy().into_owned()
}

fn fuzz(bytes: &[u8]) {
    let (mode, rest) = match bytes.split_first() {
        Some((mode @ 0..16, rest)) => (usize::from(*mode), rest),
        _ => (0, bytes),
    };
    FILES.with_borrow_mut(|[feed, beside]| {
        let mut options = FeedOptions { fellowship: Some("aa".into()), zone: Some("Europe/London".into()), ..FeedOptions::new("fuzz") };
        let path = match AROUND.get(mode) {
            Some((begin, end)) => write(feed, &[begin.as_bytes(), rest, end.as_bytes()]),
            // The first half goes with the second.
            None => {
                let (one, other) = rest.split_at(rest.len() / 2);
                options.beside = vec![write(beside, &[one])];
                write(feed, &[other])
            }
        };
        if mode >= 9 {
            let _ = guess_columns(path.clone());
        }
        match check_feed(path, options) {
            Ok(check) => assert!(check.meetings <= check.rows && check.examples.len() <= 200),
            Err(HandrailError::Feed { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
}

fuzz_target!(|bytes: &[u8]| fuzz(bytes));
