//! The same kinds of feeds as other programs write them: other envelopes, other spellings of keys, other servers.

use handrail_core::error::FeedProblem;
use handrail_core::meetings::{DiagnosticCode, FeedFormat, FeedOptions, VenueKind};

use super::dialects::{Taken, bare, taken, taken_with};
use super::{ROW, accepted, codes, refused};

fn one(text: &str) {
    let check = accepted(text);
    assert_eq!((check.rows, check.meetings, codes(&check)), (1, 1, vec![]), "{text}");
}

#[test]
fn envelopes_of_all_kinds() {
    for name in
        ["meetings", "Meetings", "data", "list", "items", "results", "result", "rows", "payload", "feed", "value", "entries"]
    {
        one(&format!(r#"{{"{name}":[{ROW}]}}"#));
        one(&format!(r#"{{"status":"ok","count":1,"{name}":[{ROW}],"pageInfo":{{"totalRows":1,"list":[1,2]}}}}"#));
    }
    one(&format!(r#"{{"data":{{"meetings":[{ROW}],"total":1}},"ok":true}}"#));
    one(&format!(r#"{{"response":{{"body":{{"results":[{ROW}]}}}},"x":[]}}"#));
    one(&format!(r#"{{"data":{{}},"meetings":[{ROW}]}}"#));
    one(&format!(r#"{{"data":{{"a":{{"data":[1]}}}},"meetings":[{ROW}]}}"#));
    // Cut inside the wrapping.
    assert_eq!(refused(format!(r#"{{"data":{{"meetings":[{ROW}]}}"#).as_bytes()), Some(FeedProblem::Truncated));
    assert_eq!(refused(br#"{"data":{"error":"forbidden"}}"#), Some(FeedProblem::UnknownFormat));
    assert_eq!(refused(br#"{"data":[],"ok":true}"#), Some(FeedProblem::NoRows));
    let nested = format!("{}{}", r#"{"data":"#.repeat(70), "1".to_owned() + &"}".repeat(70));
    assert_eq!(refused(nested.as_bytes()), Some(FeedProblem::TooLarge));
}

/// PHP writes a list as an object once a row was taken out of it.
#[test]
fn lists_whose_rows_are_numbered() {
    let two = format!(r#"{{"0":{ROW}, "12" : {}}}"#, ROW.replace(r#""slug":"a","name":"A""#, r#""slug":"b","name":"B""#));
    for text in [two.clone(), format!(r#"{{"meetings":{two},"warnings":[]}}"#), format!(r#"{{"data":{{"meetings":{two}}}}}"#)] {
        let check = accepted(&text);
        assert_eq!((check.rows, check.meetings, codes(&check)), (2, 2, vec![]), "{text}");
    }
    assert_eq!(refused(format!(r#"{{"0":{ROW},"1""#).as_bytes()), Some(FeedProblem::Truncated));
    assert_eq!(refused(format!(r#"{{"0":{ROW},7}}"#).as_bytes()), Some(FeedProblem::Malformed));
    assert_eq!(refused(format!(r#"{{"0":{ROW}]"#).as_bytes()), Some(FeedProblem::Malformed));
}

#[test]
fn what_stands_around_the_text() {
    one(&format!("callback([{ROW}]);"));
    one(&format!("window.feed_1.load ({{\"meetings\":[{ROW}]}})").replace(" (", "("));
    one(&format!("\u{feff}\u{feff} [{ROW}]"));
    assert_eq!(refused(format!("callback([{ROW}").as_bytes()), Some(FeedProblem::Truncated));
    assert_eq!(refused(b"callback(1)"), Some(FeedProblem::UnknownFormat));
    // One long line that is nothing is no table, and not a table that is too large.
    let commas = ",".repeat(5_000);
    assert_eq!(refused(commas.as_bytes()), Some(FeedProblem::UnknownFormat));
}

#[test]
fn tables_as_json() {
    let table = r#"[["Group list"],[],["Name","Day","Time","Address"],["Hope","Monday","7:00 PM","1 Main St"],[],["Joy","Tue","8pm","2 Main St"]]"#;
    for (text, format) in [
        (format!(r#"{{"range":"A1:D9","values":{table}}}"#), FeedFormat::GoogleSheet),
        (table.to_owned(), FeedFormat::GoogleSheet),
    ] {
        let found = taken(text);
        assert_eq!(found.format, format);
        assert_eq!((found.times("Hope"), found.times("Joy")), (vec![(1, 1140, None)], vec![(2, 1200, None)]));
    }
    assert_eq!(refused(b"[[1,2],[3,4]]"), Some(FeedProblem::UnknownFormat));
    assert_eq!(refused(br#"{"values":[[1],[2],[3],[4],[5],[6]]}"#), Some(FeedProblem::UnknownFormat));
}

/// Spreadsheets take the zeros at the beginning for nothing.
#[test]
fn world_services_times_without_their_zeros() {
    let head = "Committee,CommitteeName,Day,Time,Place,Address,City,State,Longitude,Latitude,bmlt_id";
    let row = |time: &str| format!("G1,At {time},Monday,{time},Hall,1 Main St,Salem,OR,-123.0,44.9,{time}");
    let found = taken([head.to_owned(), row("930"), row("30"), row("1930")].join("\n"));
    let told = ["At 930", "At 30", "At 1930"].map(|name| found.times(name)[0].1);
    assert_eq!(told, [9 * 60 + 30, 30, 19 * 60 + 30]);
}

#[test]
fn rows_that_programs_wrap() {
    for (list, under) in [("records", "fields"), ("data", "attributes"), ("features", "properties"), ("list", "fields")] {
        one(&format!(r#"{{"{list}":[{{"id":"rec1","type":"x","{under}":{ROW}}}]}}"#));
    }
    // A server's records without anything around each row.
    one(&format!(r#"{{"records":[{ROW}]}}"#));
    // A field of that name beside a row's own fields is a field.
    one(&format!("[{}]", ROW.replace(r#""slug":"a""#, r#""slug":"a","properties":{"name":"other"}"#)));
    // One row whose object is none, as PHP writes an empty one.
    let check =
        accepted(&format!(r#"{{"records":[{{"id":"a","fields":{ROW}}},{{"id":"b","fields":[]}},{{"id":"c","fields":null}}]}}"#));
    assert_eq!((check.rows, check.meetings), (3, 3));
}

#[test]
fn keys_in_any_spelling() {
    let upper = ROW.replace(r#""slug""#, r#""Slug""#).replace(r#""name""#, r#""NAME""#).replace(r#""day""#, r#""Day""#);
    one(&format!("[{upper}]"));
    let camel = ROW.replace(r#""end_time""#, r#""endTime""#).replace(r#""formatted_address""#, r#""formattedAddress""#);
    one(&format!("[{camel}]"));
    let spaced = ROW.replace(r#""end_time""#, r#""End Time""#).replace(r#""formatted_address""#, r#""Full Address""#);
    one(&format!("[{spaced}]"));
}

#[test]
fn a_list_in_nobody_s_format() {
    let found = taken(
        r#"[{"meetingName":"Hope","weekday":"Tuesday","startTime":"7:30 PM","venueName":"Hall","streetAddress":"1 Main St",
        "town":"Salem","zipCode":"97301","lat":"44.9","lng":"-123.0","meetingTypes":[{"code":"O"},{"name":"Big Book"}],
        "remarks":"Ring twice","joinUrl":"zoom.us/j/123456789","contactName":"Someone","groupEmail":"a@example.org"}]"#,
    );
    assert_eq!(found.times("Hope"), [(2, 1170, None)]);
    let hope = &found.meetings["Hope"];
    assert_eq!((hope.row.place.as_deref(), hope.row.address.as_deref()), (Some("Hall"), Some("1 Main St, Salem, 97301")));
    assert_eq!((hope.notes.as_deref(), found.types("Hope").as_str()), (Some("Ring twice"), "O Big Book"));
    assert_eq!(hope.row.venue, VenueKind::Hybrid);
    assert!(hope.point.is_some());
    assert!(found.codes.contains(&(DiagnosticCode::ContactDropped, 1)));
    // In a feed that keeps to the specification such words mean nothing.
    let kept = taken(format!("[{}]", ROW.replace(r#""slug":"a""#, r#""slug":"a","link":"https://example.org/page","lat":1"#)));
    assert_eq!(kept.meetings["A"].conference_url, None);
}

#[test]
fn bmlt_s_other_interface_counts_sunday_as_zero() {
    let row = |id: u32, day: u32, venue: &str| {
        format!(
            r#"{{"id":{id},"serviceBodyId":7,"formatIds":[9,12],"venueType":{venue},"temporarilyVirtual":false,"day":{day},
            "startTime":"19:30","duration":"01:30","timeZone":null,"latitude":40.75,"longitude":-73.99,"published":true,
            "email":"a@example.org","worldId":"G1","name":"M{id}","location_text":"Hall","location_street":"1 Main St",
            "location_municipality":"New York","location_province":"NY","virtual_meeting_link":"https://zoom.us/j/1","customFields":{{}}}}"#
        )
    };
    let rows: Vec<String> = (0..7).map(|day| row(day + 1, day, "1")).chain([row(8, 2, "2"), row(9, 2, "\"3\"")]).collect();
    let found = taken(format!("[{}]", rows.join(",")));
    assert_eq!((found.format, found.meetings.len()), (FeedFormat::Bmlt, 9));
    for day in 0..7_u8 {
        assert_eq!(found.times(&format!("M{}", day + 1)), [(day, 1170, Some(90))]);
    }
    let venue = |name: &str| found.meetings[name].row.venue;
    assert_eq!([venue("M1"), venue("M8"), venue("M9")], [VenueKind::InPerson, VenueKind::Online, VenueKind::Hybrid]);
    assert_eq!(found.meetings["M1"].row.fellowship.as_deref(), Some("na"));
    assert_eq!(found.codes, [(DiagnosticCode::ContactDropped, 9)]);
}

#[test]
fn a_server_that_gathers_tells_lengths_in_seconds() {
    let row = |id: u32, weekday: u32, place: &str, link: &str| {
        format!(
            r#"{{"server_id":104,"meeting_id":{id},"organization_key":"na","name":"M{id}","weekday":{weekday},
            "start_time":"19:30:00","duration":5400,"time_zone":"America/New_York","latitude":40.75,"longitude":-73.99,
            "physical_address":{place},"virtual_information":{link},"comments":"Ring twice",
            "formats":[{{"key":"C","name":"Closed","description":"…","language":"en","id":4}},{{"key":"BT","name":"Basic Text"}}]}}"#
        )
    };
    let place = r#"{"name":"Hall","street":"1 Main St","city":"New York","province":"NY","nation":"USA","info":"Second door"}"#;
    let link = r#"{"url":"zoom.us/j/123456789","info":"Passcode 1"}"#;
    let rows: Vec<String> =
        (1..=7).map(|day| row(day, day, place, "[]")).chain([row(8, 1, "[]", link), row(9, 1, place, link)]).collect();
    let found = taken_with(
        format!(r#"{{"meta":{{"page":0,"total":9,"search":{{"type":"none"}}}},"meetings":[{}]}}"#, rows.join(",")),
        FeedOptions::new("test"),
    );
    assert_eq!((found.format, found.meetings.len()), (FeedFormat::Bmlt, 9));
    for day in 1..=7_u8 {
        assert_eq!(found.times(&format!("M{day}")), [(day - 1, 1170, Some(90))]);
    }
    let venue = |name: &str| found.meetings[name].row.venue;
    assert_eq!([venue("M1"), venue("M8"), venue("M9")], [VenueKind::InPerson, VenueKind::Online, VenueKind::Hybrid]);
    let first = &found.meetings["M1"];
    assert_eq!((first.row.place.as_deref(), first.place_notes.as_deref()), (Some("Hall"), Some("Second door")));
    assert_eq!(first.row.address.as_deref(), Some("1 Main St, New York, NY, USA"));
    assert_eq!((found.types("M1").as_str(), first.row.zone.as_deref()), ("C BT", Some("America/New_York")));
    assert_eq!(found.meetings["M8"].conference_url_notes.as_deref(), Some("Passcode 1"));
    // What its client writes is flat.
    let flat = taken(
        r#"[{"serverID":104,"localMeetingID":7,"id":1,"weekday":7,"startTime":"07:00:00","duration":3600,"timezone":"Europe/London",
        "organization":"na","name":"Flat","format-0":"O\tOpen\tAnyone","coords_lat":51.5,"coords_lng":0.0,
        "inPersonVenueName":"Hall","inPersonAddress_street":"1 High St","inPersonAddress_city":"London"}]"#,
    );
    assert_eq!((flat.times("Flat"), flat.types("Flat")), (vec![(6, 420, Some(60))], "O".to_owned()));
    assert_eq!(flat.meetings["Flat"].row.place.as_deref(), Some("Hall"));
}

#[test]
fn bmlt_with_numbers_for_texts_and_formats_in_several_languages() {
    let row = r#"{"id_bigint":17,"service_body_bigint":7,"weekday_tinyint":2,"venue_type":3,"start_time":"19:30:00",
        "duration_time":"24:00:00","time_zone":null,"formats":"Of","format_shared_id_list":"9","latitude":40.75,"longitude":-73.99,
        "published":1,"meeting_name":"A","location_street":"1 Main St","virtual_meeting_link":"zoom.us/j/123456789"}"#;
    let formats = r#"[{"id":9,"key_string":"Of","name_string":"Offen","lang":"de","world_id":"OPEN"},
        {"id":9,"key_string":"O","name_string":"Open","lang":"en","world_id":"OPEN"},
        {"id":9,"key_string":"Ab","name_string":"Abierta","lang":"es","world_id":"OPEN"}]"#;
    for text in
        [format!(r#"{{"meetings":[{row}],"formats":{formats}}}"#), format!(r#"{{"formats":{formats},"meetings":[{row}]}}"#)]
    {
        let found = taken(text);
        assert_eq!((found.times("A"), found.types("A")), (vec![(1, 1170, Some(1440))], "O".to_owned()));
        assert_eq!(found.meetings["A"].row.venue, VenueKind::Hybrid);
    }
}

fn listed(rows: &str) -> Taken {
    taken(format!("[{rows}]"))
}

#[test]
fn days_and_times_that_do_not_pair_off() {
    let row = |name: &str, days: &str, times: &str| {
        format!(
            r#"{{"days":[{days}],"times":[{times}],"address":"1 Main St, Salem","lat":44.9,"lng":-123.0,"details":"x\n{name}"}}"#
        )
    };
    let found = listed(
        &[
            row("All at one", r#""Monday","Wednesday""#, r#""7:00 PM""#),
            row("One with two", r#""Monday""#, r#""7:00 AM","7:00 PM""#),
            row("Spans", r#""Monday","Friday""#, r#""7:00 - 8:30 pm","6:00 pm to 7:00 pm EST""#),
            row("Three and two", r#""Monday","Tuesday","Friday""#, r#""7:00 PM","8:00 PM""#),
            row("Half of it", r#""Monday","someday""#, r#""7:00 PM","8:00 PM""#),
        ]
        .join(","),
    );
    assert_eq!(found.times("All at one"), [(1, 1140, None), (3, 1140, None)]);
    assert_eq!(found.times("One with two"), [(1, 420, None), (1, 1140, None)]);
    assert_eq!(found.times("Spans"), [(1, 1140, Some(90)), (5, 1080, Some(60))]);
    assert_eq!(found.times("Half of it"), [(1, 1140, None)]);
    // What cannot be paired is told, not guessed.
    assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 2)), "{:?}", found.codes);
}

#[test]
fn names_and_zones_are_found_in_the_words_and_contacts_are_not_kept() {
    let found = listed(
        r#"{"days":["thursdays"],"times":["7:00 pm"],"address":"-","details":"PHOENIX, AZ\nThursdays at 7:00 pm MST\nBegins February 9, 2020\nStudio 164\nwho@example.org\n(602) 555-0100\nMeeting ID: 842 622 4799"}"#,
    );
    let studio = &found.meetings.get("Studio 164");
    // No address and no link: it is not listed, but it was read.
    assert!(studio.is_none());
    assert!(found.codes.contains(&(DiagnosticCode::ContactDropped, 1)) && found.codes.contains(&(DiagnosticCode::NoVenue, 1)));
    let found = listed(
        r#"{"days":["sundays"],"times":["11:00 am"],"address":"-","details":"See the links\n\nSundays | 11:00am (GMT )\nMeeting with Lee\n<a href=https://zoom.us/j/366079>join</a>\nwho@example.org\n602-555-0100\nMeeting ID: 366 079 3114"}"#,
    );
    let lee = &found.meetings["Meeting with Lee"];
    assert_eq!(lee.row.zone.as_deref(), Some("GMT"));
    let notes = lee.notes.as_deref().unwrap();
    assert!(notes.contains("366 079 3114") && !notes.contains("who@") && !notes.contains("555-0100"), "{notes}");
}

#[test]
fn a_group_s_number_is_no_key() {
    let row =
        |day: &str, start: &str| format!(r#"{{"format":"st","start":"1970-01-0{start}:00.000Z","day":"{day}","group_id":7}}"#);
    let rows = [row("sun", "1T20:00"), row("mon", "2T00:30"), row("tue", "2T00:30")];
    let key = |rows: &[String]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed");
        std::fs::write(&path, format!("[{}]", rows.join(","))).unwrap();
        codes(&super::check_file(&path, bare()).unwrap())
    };
    let found = key(&rows);
    assert!(found.contains(&(DiagnosticCode::SlugMissing, 3)), "{found:?}");
    assert!(!found.iter().any(|(code, _)| *code == DiagnosticCode::SlugDuplicate), "{found:?}");
}

#[test]
fn headers_of_tables_in_any_case() {
    let naws = "committee,committeename,closed,wheelchr,day,time,place,address,city,state,zip,country,format1,delete,longitude,latitude,bmlt_id\n\
        G1,Hope,CLOSED,TRUE,Sunday,1930,Hall,1 Main St,New York,NY,10001,USA,BT,,-73.99,40.75,12\n";
    let found = taken(naws);
    assert_eq!((found.format, found.times("Hope")), (FeedFormat::Naws, vec![(0, 1170, None)]));
    let uk = "GUID;TITLE;TIME;DURATION;DAY;TYPE;COUNTRY;ADDRESS;POSTCODE;OPEN\r\n\
        x1;Lewes;19:30;1hr 30mins;Friday;AA;England;High St;BN7;1\r\nx2;Hove;07:00;2hrs;Saturday;CA;England;Sea Rd;BN3;0\r\n";
    let found = taken_with(uk, FeedOptions::new("test"));
    assert_eq!(found.format, FeedFormat::UkCsv);
    assert_eq!((found.times("Lewes"), found.times("Hove")), (vec![(5, 1170, Some(90))], vec![(6, 420, Some(120))]));
    assert_eq!(found.meetings["Hove"].row.fellowship.as_deref(), Some("ca"));
}

#[test]
fn archives_are_told_as_what_they_are() {
    for mark in [&b"\x1f\x8b\x08\x00"[..], b"PK\x03\x04\x14\x00", b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ\x00"] {
        assert_eq!(refused(&[mark, &[7_u8; 300]].concat()), Some(FeedProblem::Compressed), "{mark:?}");
    }
}

#[test]
fn links_with_a_slip_in_their_scheme() {
    let row = |link: &str| format!("[{}]", ROW.replace(r#""slug":"a""#, &format!(r#""slug":"a","conference_url":"{link}""#)));
    for link in ["ttps://zoom.us/j/1", "httsp://zoom.us/j/1", "https//zoom.us/j/1", "zoom.us/j/1"] {
        assert_eq!(codes(&accepted(&row(link))), [(DiagnosticCode::UrlScheme, 1)], "{link}");
    }
    assert_eq!(codes(&accepted(&row("ftp://zoom.us/j/1"))), [(DiagnosticCode::UrlInvalid, 1)]);
}
