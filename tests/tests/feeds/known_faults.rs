//! What is known to go wrong with feeds elsewhere, as tests: the traps of days and units, the defects of importers, the bugs of
//! servers (`meetings.md`, 1.6, 1.7, 2.2, 5.3 and 7.1). Those of single formats stand beside their format in `dialects` and
//! `variants`, those of searches in `directory::known_faults`.

use std::collections::BTreeMap;

use handrail_core::meetings::{DiagnosticCode, FeedOptions, VenueKind};

use super::dialects::{bare, taken, taken_with};
use super::{ROW, accepted, codes};

/// 5.3: the same Wednesday at half past seven in the evening for an hour and a half, as each source writes it.
#[test]
fn one_evening_in_every_house_s_numbers() {
    let wednesday = |feed: &str| taken_with(feed, FeedOptions { zone: Some("America/New_York".into()), ..bare() }).times("A");
    for feed in [
        r#"[{"slug":"a","name":"A","day":3,"time":"19:30","end_time":"21:00","address":"1 Main St"}]"#,
        r#"[{"slug":"a","name":"A","day":"3","time":"7:30 PM","end_time":"9:00 PM","address":"1 Main St"}]"#,
        r#"[{"id_bigint":"1","weekday_tinyint":"4","start_time":"19:30:00","duration_time":"01:30:00","meeting_name":"A","location_street":"1 Main St"}]"#,
        r#"[{"id":1,"serviceBodyId":1,"day":3,"startTime":"19:30","duration":"01:30","venueType":1,"name":"A","location_street":"1 Main St"}]"#,
        r#"[{"slug":"a","name":"A","day":3,"time":"19:30","duration":90,"accountID":{"$oid":"x"},"conference_url":"https://zoom.us/j/1"}]"#,
        r#"{"meta":{},"meetings":[{"server_id":1,"meeting_id":2,"organization_key":"na","weekday":4,"start_time":"19:30:00","duration":5400,"name":"A","physical_address":{"street":"1 Main St"}}]}"#,
        "Guid,Title,Time,Duration,Day,Type,Country,Address\nx,A,19:30,1hr 30mins,Wednesday,AA,Ireland,1 Main St\n",
        "Time,End Time,Day,Name,Address\n7:30 PM,9:00 PM,Wednesday,A,1 Main St\n",
        "Time,End Time,Day,Name,Address\n19:30,21:00,3,A,1 Main St\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nLOCATION:1 Main St\r\nDTSTART;TZID=America/New_York:20260107T193000\r\n\
         DTEND;TZID=America/New_York:20260107T210000\r\nRRULE:FREQ=WEEKLY;BYDAY=WE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ] {
        let found = wednesday(feed);
        // The calendar's rule begins on a day, so it is no plain weekly time; its next occurrence is asked instead.
        if feed.starts_with("BEGIN") {
            let next = taken(feed).meetings["A"].row.next.clone().unwrap();
            assert_eq!(
                (next.starts_at.to_rfc3339(), (next.ends_at - next.starts_at).num_minutes()),
                ("2026-03-05T00:30:00+00:00".into(), 90)
            );
        } else {
            assert_eq!(found, [(3, 1170, Some(90))], "{feed}");
        }
    }
    let naws = "Committee,CommitteeName,Day,Time,Address,bmlt_id\nG1,A,Wednesday,1930,1 Main St,1\n";
    assert_eq!(wednesday(naws), [(3, 1170, None)]);
}

/// 7.1, 1: rows of several days are split while they are walked over; single-day rows vanish and others double.
#[test]
fn no_row_vanishes_where_rows_have_several_days() {
    let row = |slug: &str, days: &str| {
        format!(r#"{{"slug":"{slug}","name":"{slug}","day":{days},"time":"11:00","address":"1 Main St"}}"#)
    };
    let found = taken(format!("[{},{},{},{}]", row("a", "[0,1]"), row("b", "2"), row("c", "[3,4]"), row("d", "[5]")));
    let days: BTreeMap<&str, Vec<u8>> =
        ["a", "b", "c", "d"].map(|name| (name, found.times(name).iter().map(|time| time.0).collect())).into();
    assert_eq!(days, BTreeMap::from([("a", vec![0, 1]), ("b", vec![2]), ("c", vec![3, 4]), ("d", vec![5])]));
}

/// 1.7, 16: a code that was matched whatever its case kept the feed's case, and no filter found it.
#[test]
fn a_code_has_the_fellowship_s_spelling() {
    let aa = FeedOptions { fellowship: Some("aa".into()), ..bare() };
    let row = ROW.replace(r#"["O"]"#, r#"["o","lgbtq","Step Meeting","12X12","onl","tc"]"#);
    let row = row.replace(r#""slug":"a""#, r#""slug":"a","conference_url":"https://zoom.us/j/1""#);
    assert_eq!(taken_with(format!("[{row}]"), aa).types("A"), "O LGBTQ ST 12x12 TC");
}

/// 1.6: PHP's reader of tables stops a line at 3,000 bytes; a long note broke its row and the ones behind it.
#[test]
fn a_long_cell_breaks_no_row() {
    let long = "A long note, with \"\"quotes\"\"\nand lines. ".repeat(300);
    let text = format!("Name,Day,Time,Address,Notes\nA,Monday,19:00,1 Main St,\"{long}\"\nB,Tuesday,20:00,2 Main St,short\n");
    let found = taken(text);
    assert_eq!((found.times("A"), found.times("B")), (vec![(1, 1140, None)], vec![(2, 1200, None)]));
    assert!(found.codes.contains(&(DiagnosticCode::TextCut, 1)));
    assert!(found.meetings["A"].notes.as_deref().unwrap().starts_with("A long note, with \"quotes\"\nand lines."));
}

/// 1.7, 2: the change to UTF-8 was reckoned and thrown away.
#[test]
fn letters_of_another_alphabet_arrive() {
    let found = taken(b"Name;Day;Time;Address\nCaf\xe9 \x93Hope\x94;Montag;19:00;Stra\xdfe 1\n".as_slice());
    let cafe = &found.meetings["Café “Hope”"];
    assert_eq!(cafe.row.address.as_deref(), Some("Straße 1"));
    assert!(found.codes.contains(&(DiagnosticCode::InvalidUtf8, 1)));
}

/// 1.7, 18: a link to a host that is not on the list was dropped, with its password.
#[test]
fn a_link_to_an_unheard_of_host_stays() {
    let row = ROW.replace(
        r#""slug":"a""#,
        r#""slug":"a","conference_url":"https://meet.unheard-of.example/room","conference_url_notes":"Password: x""#,
    );
    let found = taken(format!("[{row}]"));
    let a = &found.meetings["A"];
    assert_eq!(a.conference_url.as_deref(), Some("https://meet.unheard-of.example/room"));
    assert_eq!((a.conference_url_notes.as_deref(), a.row.venue), (Some("Password: x"), VenueKind::Hybrid));
}

/// 1.7, 9: a 7 made a meeting one by appointment. 1.4: a British address of three parts made it no meeting at all.
#[test]
fn sevens_and_short_addresses_are_meetings() {
    let row = ROW.replace(r#""day":1"#, r#""day":7"#).replace("1 High St, Lewes", "Hall, Lewes, BN7 2AA");
    let found = taken(format!("[{row}]"));
    assert_eq!((found.times("A"), found.meetings["A"].row.venue), (vec![(0, 1140, Some(60))], VenueKind::InPerson));
}

/// 1.4: another importer kept no star, and so no "*6" to be heard.
#[test]
fn a_number_keeps_its_star_and_pauses() {
    let row = ROW.replace(r#""slug":"a""#, r#""slug":"a","conference_phone":"+1 646-555-0100,,123456789#,,*6""#);
    assert_eq!(taken(format!("[{row}]")).meetings["A"].conference_phone.as_deref(), Some("+16465550100,,123456789#,,*6"));
}

/// 2.2: the number of a group repeats over its meetings and is often missing, and the same id lives on two servers.
#[test]
fn what_repeats_is_no_identity() {
    let row = |id: u32, server: &str| {
        format!(
            r#"{{"id_bigint":"{id}","worldid_mixed":"G0001","root_server_id":"{server}","weekday_tinyint":"2","start_time":"19:30:00","meeting_name":"M{id}-{server}","location_street":"{id} Main St"}}"#
        )
    };
    let found = taken(format!("[{},{},{}]", row(1, "44"), row(2, "44"), row(1, "45")));
    assert_eq!(found.codes, [(DiagnosticCode::CoordinatesMissing, 3)]);
    assert_eq!(found.meetings.keys().collect::<Vec<_>>(), ["M1-44", "M1-45", "M2-44"]);
}

/// 2.2: lengths of a whole day, texts with a prompt, links without a scheme, empty starts, places of meetings that have none.
#[test]
fn the_odd_values_of_bmlt() {
    let row = |id: u32, more: &str| {
        format!(
            r#"{{"id_bigint":"{id}","weekday_tinyint":"1","start_time":"19:30:00","meeting_name":"M{id}","location_street":"1 Main St","formats":"","time_zone":"","latitude":"34.235918","longitude":"-118.563659"{more}}}"#
        )
    };
    let found = taken(format!(
        "[{},{},{},{}]",
        row(1, r#","duration_time":"24:00:00","comments":"Prompt#@-#@Ring#@-#@twice""#),
        row(2, r#","duration_time":"00:00:00","venue_type":"2","virtual_meeting_link":"zoom.us/j/123456789""#),
        row(3, "").replace("19:30:00", ""),
        row(4, r#","venue_type":"","duration_time":"01:30""#)
    ));
    assert_eq!((found.times("M1"), found.times("M2")), (vec![(0, 1170, Some(1440))], vec![(0, 1170, None)]));
    assert_eq!(found.meetings["M1"].notes.as_deref(), Some("twice"));
    let online = &found.meetings["M2"];
    assert_eq!((online.row.venue, online.point), (VenueKind::Online, None));
    assert_eq!(online.conference_url.as_deref(), Some("https://zoom.us/j/123456789"));
    assert_eq!((found.times("M4"), found.meetings["M4"].row.venue), (vec![(0, 1170, Some(90))], VenueKind::InPerson));
    assert!(found.codes.contains(&(DiagnosticCode::Appointment, 1)));
}

/// 5.1: an end before the start is the next day, an end at the start tells nothing, a point of zeros is none.
#[test]
fn ends_and_points() {
    let row = |slug: &str, end: &str, point: &str| {
        format!(
            r#"{{"slug":"{slug}","name":"{slug}","day":5,"time":"23:00","end_time":"{end}","address":"1 Main St","latitude":{point},"longitude":{point},"timezone":"Europe/London"}}"#
        )
    };
    let check = accepted(&format!("[{},{},{}]", row("a", "00:30", "0"), row("b", "23:00", "\"0.0\""), row("c", "00:00", "null")));
    let count = |code| codes(&check).iter().find(|(known, _)| *known == code).map_or(0, |(_, count)| *count);
    assert_eq!(count(DiagnosticCode::PastMidnight), 2);
    assert_eq!(count(DiagnosticCode::EndEqualsStart), 1);
    assert_eq!(count(DiagnosticCode::CoordinatesInvalid), 2);
    assert_eq!(count(DiagnosticCode::CoordinatesMissing), 3);
}

/// RFC 5545: one occurrence of an event is told in an event of its own; it takes the place of the one it names.
#[test]
fn an_occurrence_that_was_moved_takes_place_once() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nLOCATION:1 Main St\r\nDTSTART;TZID=Europe/London:20260105T190000\r\n\
        RRULE:FREQ=WEEKLY;BYDAY=MO,TH\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/London:20260302T190000\r\nSUMMARY:A moved\r\n\
        LOCATION:1 Main St\r\nDTSTART;TZID=Europe/London:20260303T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let found = taken(text);
    assert_eq!(found.codes.iter().find(|(code, _)| *code == DiagnosticCode::SlugDuplicate), None);
    let next = |name: &str| found.meetings[name].row.next.as_ref().unwrap().starts_at.to_rfc3339();
    // Asked on Monday 2026-03-02, the day that was moved to Tuesday.
    assert_eq!(next("A"), "2026-03-05T19:00:00+00:00");
    assert_eq!(next("A moved"), "2026-03-03T20:00:00+00:00");
}

/// A count is an end: ten Mondays from the fifth of January end on the ninth of March.
#[test]
fn a_calendar_s_count_ends() {
    let rule = |rule: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nLOCATION:1 Main St\r\nDTSTART;TZID=Europe/London:20260105T190000\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        taken(text).meetings.get("A").and_then(|meeting| meeting.rules.first().and_then(|rule| rule.until))
    };
    assert_eq!(rule("FREQ=WEEKLY;COUNT=10"), Some("2026-03-09".parse().unwrap()));
    assert_eq!(rule("FREQ=WEEKLY;INTERVAL=2;COUNT=10"), Some("2026-05-11".parse().unwrap()));
    assert_eq!(rule("FREQ=DAILY;COUNT=100"), Some("2026-04-14".parse().unwrap()));
    assert_eq!(rule("FREQ=WEEKLY;COUNT=2"), None);
}
