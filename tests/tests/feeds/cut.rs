//! A feed that ends anywhere, in every format: an answer of a known kind, and what was known before stays.

use std::fmt::Write as _;

use handrail_core::api::Directory;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{FeedOptions, MeetingQuery};
use handrail_core::time::Moment;

use super::{ROW, excerpt};

/// Some 12 KB of each format, in the shapes that they come in.
fn feeds() -> Vec<(&'static str, String)> {
    let many = |count: usize, row: &dyn Fn(usize) -> String, between: &str| (0..count).map(row).collect::<Vec<_>>().join(between);
    let guide = |n: usize| {
        ROW.replace(r#""slug":"a","name":"A""#, &format!(r#""slug":"s{n}","name":"Näme {n}","notes":"<b>a</b> &amp; \"b\"\nc""#))
    };
    let bmlt = |n: usize| {
        format!(
            r#"{{"id_bigint":"{n}","weekday_tinyint":"{}","start_time":"19:30:00","duration_time":"01:30:00","formats":"C,St","meeting_name":"N {n}","location_street":"{n} Main St"}}"#,
            n % 7 + 1
        )
    };
    let listing = |n: usize| {
        format!(
            r#"{{"days":["mondays","fridays"],"times":["6:00 pm"],"address":"{n} Main St","lat":44.9,"lng":-123.0,"details":"Mondays\nName {n}"}}"#
        )
    };
    let al_anon = |n: usize| {
        format!(
            r#"{{"name":"A {n}","times":"Tuesday 08:15 PM","timezone":"America/Chicago","url":"https://zoom.us/j/{n}","types":["Beginners"],"languages":"English","is_24_7":false,"wso_id":"{n}"}}"#
        )
    };
    let sheet = |n: usize| format!(r#"["s{n}","Name {n}","Monday","19:00","1 High St"]"#);
    let mut naws = String::from("Committee,CommitteeName,Day,Time,Address,Latitude,Longitude,bmlt_id\r\n");
    let mut uk = String::from("Guid,Title,Time,Duration,Day,Type,Country,Address\n");
    let mut table = String::from("Name,Day,Time,Address,Notes\n");
    let mut calendar = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for n in 0..120 {
        let _ = write!(naws, "G{n},Name {n},Sunday,1930,{n} Main St,44.9,-123.0,{n}\r\n");
        let _ = writeln!(uk, "x{n},Name {n},19:30,1hr 30mins,Friday,AA,England,{n} High St");
        let _ = write!(table, "Name {n},Monday,7:00 PM,\"{n} Main St, Salem\",\"say \"\"hi\"\"\nthere\"\n");
        let _ = write!(
            calendar,
            "BEGIN:VEVENT\r\nUID:u{n}\r\nSUMMARY:Name {n}\r\nLOCATION:{n} Main St\r\nDTSTART;TZID=Europe/London:20260105T190000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nEND:VEVENT\r\n"
        );
    }
    calendar.push_str("END:VCALENDAR\r\n");
    vec![
        ("array", format!("[{}]", many(60, &guide, ","))),
        ("envelope", format!(r#"{{"data":{{"warnings":[],"meetings":[{}]}}}}"#, many(60, &guide, ","))),
        ("records", format!(r#"{{"records":[{}]}}"#, many(60, &|n| format!(r#"{{"id":"r{n}","fields":{}}}"#, guide(n)), ","))),
        ("lines", many(60, &guide, "\n")),
        ("sheet", format!(r#"{{"values":[["ID","Name","Day","Time","Address"],{}]}}"#, many(200, &sheet, ","))),
        (
            "bmlt",
            format!(r#"{{"meetings":[{}],"formats":[{{"id":"1","key_string":"C","world_id":"CLOSED"}}]}}"#, many(60, &bmlt, ",")),
        ),
        ("listing", format!("[{}]", many(80, &listing, ","))),
        ("al-anon", format!("[{}]", many(60, &al_anon, ","))),
        ("naws", naws),
        ("uk", uk),
        ("table", table),
        ("calendar", calendar),
        ("excerpt", std::fs::read_to_string(excerpt("san_jose_2021.json")).unwrap()),
    ]
}

/// What can be listed, and how many there are of each name.
fn listed(directory: &Directory, now: &Moment) -> Vec<String> {
    let query = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
    let page = directory.meetings_near(query, now.clone()).unwrap();
    let mut rows: Vec<String> = page.meetings.iter().map(|row| format!("{} {} {:?}", row.id, row.name, row.next)).collect();
    rows.sort();
    rows
}

#[test]
fn a_feed_cut_at_every_kilobyte_leaves_what_was_known() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed");
    let path = |file: &std::path::Path| file.to_string_lossy().into_owned();
    let now = Moment { at: "2026-03-02T12:00:00Z".parse().unwrap(), zone: "UTC".into() };
    for (name, text) in feeds() {
        let directory = Directory::open(path(&folder.path().join(format!("{name}.db")))).unwrap();
        let options = FeedOptions { zone: Some("Europe/London".into()), ..FeedOptions::new(name) };
        std::fs::write(&file, &text).unwrap();
        let whole = directory.import_feed(path(&file), options.clone(), now.clone(), None).unwrap();
        let known = listed(&directory, &now);
        assert!(known.len() >= 6, "{name}: {whole:?}");
        let mut refused = 0;
        for end in (1024..text.len()).step_by(1024).chain([1, 17, text.len() / 2, text.len() - 3]) {
            std::fs::write(&file, &text.as_bytes()[..end]).unwrap();
            match directory.import_feed(path(&file), options.clone(), now.clone(), None) {
                Err(HandrailError::Feed { .. }) => {
                    refused += 1;
                    assert_eq!(listed(&directory, &now), known, "{name} at {end}");
                }
                // A table cannot tell that it was cut: it is taken where it lost less than a fifth, and given back here.
                Ok(report) => {
                    assert!(report.rows <= whole.rows && report.gone * 5 <= whole.meetings, "{name} at {end}: {report:?}");
                    std::fs::write(&file, &text).unwrap();
                    directory.import_feed(path(&file), options.clone(), now.clone(), None).unwrap();
                    assert_eq!(listed(&directory, &now), known, "{name} at {end}");
                }
                Err(other) => panic!("{name} at {end}: {other:?}"),
            }
        }
        assert!(refused > 0, "{name}");
    }
}
