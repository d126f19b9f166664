//! Small things that stand for large ones, and values of the wrong kind: what comes out is never longer than what may come in.

use handrail_core::meetings::{DiagnosticCode, VenueKind};

use super::dialects::taken;
use super::{ROW, accepted, check_bytes, codes};

fn with(more: &str) -> String {
    format!("[{}]", ROW.replace(r#""slug":"a""#, &format!(r#""slug":"a",{more}"#)))
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nLOCATION:1 Main St\r\nDTSTART;TZID=Europe/London:20260105T190000\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn entities_tags_and_escapes() {
    for piece in [
        "&amp;",
        "&amp;amp;amp;",
        "&#x41;",
        "&nbsp;",
        "<b>",
        "</p>",
        "<!--",
        "<a href='",
        "\\u0041",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "&",
    ] {
        let found = taken(with(&format!(r#""notes":"{}""#, piece.repeat(100_000 / piece.len()))));
        let notes = found.meetings["A"].notes.as_deref().unwrap_or_default();
        assert!(notes.chars().count() <= 5000, "{piece}");
    }
    // References are read once: what they spell is text.
    let found = taken(with(r#""notes":"&amp;lt;script&amp;gt; &lt;b&gt;""#));
    assert_eq!(found.meetings["A"].notes.as_deref(), Some("&lt;script&gt; <b>"));
}

#[test]
fn numbers_of_any_size_and_texts_for_numbers() {
    for number in [
        "99999999999999999999999999",
        "-0",
        "1e-400",
        "1e300",
        "0.30000000000000004",
        "-9223372036854775808",
        "18446744073709551615",
    ] {
        for key in ["day", "time", "end_time", "latitude", "slug", "name", "types", "postal_code", "duration", "updated"] {
            let row = ROW
                .replace(&format!(r#""{key}":"#), r#""x":"#)
                .replace(r#""slug":"a""#, &format!(r#""slug":"a","{key}":{number}"#));
            let check = accepted(&format!("[{row},{ROW}]"));
            assert_eq!(check.meetings, 2, "{key} {number}");
        }
    }
    // Past what a number can be the row cannot be read; the feed can.
    let check = accepted(&format!("[{},{ROW}]", ROW.replace(r#""day":1"#, r#""day":1e999"#)));
    assert_eq!((check.meetings, codes(&check)), (1, vec![(DiagnosticCode::RowUnreadable, 1)]));
    let texts = with(r#""name":17,"location":3.5,"notes":true,"approximate":"FALSE","latitude":"50,87","city":null"#)
        .replace(r#""name":"A","#, "");
    let found = taken(texts);
    assert_eq!((found.meetings["17"].row.place.as_deref(), found.meetings["17"].row.venue), (Some("3.5"), VenueKind::InPerson));
}

#[test]
fn bytes_that_are_no_text() {
    // Zeros in a text, in a key, between rows, in a table.
    let zeros = format!("[{}]", ROW.replace(r#""name":"A""#, "\"name\":\"A\0B\"").replace(r#""day""#, "\"da\0y\""));
    assert_eq!(check_bytes(zeros.as_bytes()).unwrap().meetings, 1);
    assert!(check_bytes(format!("[{ROW},\0{ROW}]").as_bytes()).is_ok_and(|check| check.meetings == 2));
    let found = taken("Name,Day,Time,Address\nA\0,Monday,19:00,1\0 Main St\n");
    assert_eq!(found.meetings["A"].row.address.as_deref(), Some("1 Main St"));
    // Two alphabets in one file: each cell is read by itself.
    let found = taken(
        [
            b"Name,Day,Time,Address\n".as_slice(),
            "Café,Monday,19:00,Straße 1\n".as_bytes(),
            b"Caf\xe9 2,Tuesday,19:00,Stra\xdfe 2\n",
        ]
        .concat(),
    );
    assert_eq!(found.meetings.keys().collect::<Vec<_>>(), ["Café", "Café 2"]);
    // UTF-16 with half a letter at its end, and with half a pair in it.
    for (big, cut) in [(false, 1), (true, 1), (false, 0)] {
        let text = "Name,Day,Time,Address\nCafé 😀,Monday,19:00,Ring 1\nB,Tuesday,19:00,Ring 2\n";
        let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
        for unit in text.encode_utf16().filter(|unit| cut == 1 || *unit != 0xde00) {
            bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        bytes.truncate(bytes.len() - cut);
        assert_eq!(check_bytes(&bytes).unwrap().meetings, 2, "{big} {cut}");
    }
}

#[test]
fn rules_that_would_go_on_for_ever() {
    for rule in [
        "RRULE:FREQ=SECONDLY\r\n",
        "RRULE:FREQ=MINUTELY;INTERVAL=0\r\n",
        "RRULE:FREQ=WEEKLY;COUNT=1000000000\r\n",
        "RRULE:FREQ=WEEKLY;COUNT=99999999999999999999999\r\n",
        "RRULE:FREQ=WEEKLY;COUNT=0\r\n",
        "RRULE:FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1,2,3,4,5;BYHOUR=1,2,3;BYSETPOS=-1\r\n",
        "RRULE:FREQ=MONTHLY;BYDAY=99MO\r\n",
        "RRULE:FREQ=\r\n",
        "RRULE:;;;=;=\r\n",
    ] {
        let found = taken(event(rule));
        // Its first day is read and the rest is told to stand in words.
        assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 1)), "{rule} {:?}", found.codes);
    }
    for rule in [
        "RRULE:FREQ=WEEKLY;INTERVAL=65535\r\n",
        "RRULE:FREQ=WEEKLY;INTERVAL=99999999\r\n",
        "RRULE:FREQ=WEEKLY;UNTIL=99991231\r\n",
    ] {
        assert!(taken(event(rule)).meetings.len() <= 1, "{rule}");
    }
}

#[test]
fn floods_of_dates_and_lines() {
    let dates = vec!["20260105T190000"; 4_000].join(",");
    let found = taken(event(&format!("RRULE:FREQ=WEEKLY\r\nRDATE:{dates}\r\n")));
    assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 1)));
    let days: Vec<String> =
        (0..20_000).map(|n| format!("EXDATE:2026{:02}{:02}T190000\r\n", n / 28 % 12 + 1, n % 28 + 1)).collect();
    let found = taken(event(&format!("RRULE:FREQ=DAILY\r\n{}", days.concat())));
    assert!(found.meetings.values().all(|meeting| meeting.rules[0].except.len() <= 1_000));
    let long = format!("DESCRIPTION:{}\r\n", "x".repeat(60_000)).repeat(100);
    assert_eq!(taken(event(&format!("RRULE:FREQ=WEEKLY\r\n{long}"))).meetings.len(), 1);
    // Occurrences that were moved, more than anybody moves.
    let moved: Vec<String> = (0..12_000)
        .map(|n| {
            format!("BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:2026{:02}{:02}T190000\r\nEND:VEVENT\r\n", n / 28 % 12 + 1, n % 28 + 1)
        })
        .collect();
    let whole = event("RRULE:FREQ=WEEKLY\r\n").replace("END:VCALENDAR\r\n", &format!("{}END:VCALENDAR\r\n", moved.concat()));
    let check = check_bytes(whole.as_bytes()).unwrap();
    assert_eq!(check.rows, 12_001);
}

#[test]
fn quotes_that_are_never_closed() {
    let text = "Name,Day,Time,Address,Notes\nA,Monday,19:00,1 Main St,\"never closed\nB,Tuesday,19:00,2 Main St,x\n".repeat(2);
    let check = accepted(&text);
    assert!(check.meetings >= 1 && check.rows <= 4);
    assert_eq!(
        taken("Name,Day,Time,Address\nA,Monday,19:00,\"1 Main St\"x\"\n").meetings["A"].row.address.as_deref(),
        Some("1 Main Stx\"")
    );
}
