//! Lists in nobody's format, each in a shape that a real one had. All of it is made up.

use handrail_core::meetings::{DiagnosticCode, VenueKind};

use super::dialects::taken;

/// The half of the day in a column of its own: without it an evening is a morning.
#[test]
fn morning_or_evening_in_the_next_column() {
    let found = taken(
        "City,Meeting Focus,Day,Time,AMPM,Location Name,Address,State,Zip Code\nSalem,Step Study,Friday,6:30,PM,Hall,1 Main St,OR,97301\nSalem,General,Friday,6:30,am,Barn,2 Main St,OR,97301\n",
    );
    assert_eq!((found.times("Hall"), found.times("Barn")), (vec![(5, 18 * 60 + 30, None)], vec![(5, 6 * 60 + 30, None)]));
    assert_eq!(found.types("Hall"), "Step Study");
    let found = taken("Name,Day,Time,AM/PM,Address\nHope,Friday,7:00 AM,PM,1 Main St\nJoy,Friday,12:15,PM,1 Main St\n");
    assert_eq!((found.times("Hope"), found.times("Joy")), (vec![(5, 420, None)], vec![(5, 735, None)]));
}

/// Places, times and addresses as objects within the row.
#[test]
fn objects_within_a_row() {
    let found = taken(
        r#"[{"_id":1,"title":"Hope","affiliation":"AA","day_of_week":"Tuesday","time":"06:00 AM","address":"1 Main St, Salem 97301",
            "descriptors":["Open Meeting"],"loc":{"type":"Point","coordinates":[-123.03,44.94]},"location":{"latitude":44.94,"longitude":-123.03}},
           {"_id":2,"title":"Joy","affiliation":"AA","day_of_week":"Friday","time":"07:00 PM","location":{"name":"Hall","lat":44.95,"lng":-123.0},
            "address":{"street":"2 Main St","city":"Salem","state_abbr":"OR","zip":"97301"}},
           {"_id":3,"title":"Noon","time":{"id":7,"day":"monday","hour":1230},"address":{"id":9,"street":"3 Main St","city":"Salem"}}]"#,
    );
    let hope = &found.meetings["Hope"];
    assert_eq!((found.times("Hope"), hope.point.map(|at| at.latitude)), (vec![(2, 360, None)], Some(44.94)));
    assert_eq!((hope.row.fellowship.as_deref(), found.types("Hope").as_str()), (Some("aa"), "O"));
    let joy = &found.meetings["Joy"];
    assert_eq!((joy.row.place.as_deref(), joy.row.address.as_deref()), (Some("Hall"), Some("2 Main St, Salem, OR, 97301")));
    assert_eq!(joy.point.map(|at| at.longitude), Some(-123.0));
    assert_eq!(found.times("Noon"), [(1, 750, None)]);
}

/// Seconds since midnight, and types as objects.
#[test]
fn times_in_seconds_and_types_as_objects() {
    let row = |name: &str, time: &str| {
        format!(
            r#"{{"groupName":"{name}","dayOfWeek":"Sunday","time":{time},"location":"Hall","address":{{"street":"1 Main St","city":"Salem","state":"OR","zip":"97301"}},"tags":[{{"tag":"Open","visible":true}},{{"tag":"Discussion","visible":true}}]}}"#
        )
    };
    let found = taken(format!("[{},{},{}]", row("Hope", "43200"), row("Joy", "68400"), row("Plain", "1930")));
    assert_eq!([found.times("Hope")[0].1, found.times("Joy")[0].1, found.times("Plain")[0].1], [720, 1140, 1170]);
    assert_eq!((found.types("Hope").as_str(), found.meetings["Hope"].row.venue), ("O Discussion", VenueKind::InPerson));
}

/// A column for each clock: the first one that tells a time is taken, with its zone.
#[test]
fn a_column_for_each_clock() {
    let found = taken(
        "\"Last Update May 5th, 2026\",,,,,,,\nDay,Pacific Time,Central Time,Eastern Time,Name of Meeting,Location,Zoom Link,Meeting ID,Password,Point of Contact\n\
         Sunday,4:00 AM,6:00 AM,7:00 AM,Hope,Virtual,https://zoom.us/j/123456789,123 456 789,let me in,a@example.org\n\
         Monday,,9:00 PM,10:00 PM,Joy,Virtual,https://zoom.us/j/123456780,,,\n",
    );
    let hope = &found.meetings["Hope"];
    assert_eq!((found.times("Hope"), hope.row.zone.as_deref()), (vec![(0, 240, None)], Some("America/Los_Angeles")));
    assert_eq!(hope.conference_url_notes.as_deref(), Some("ID: 123 456 789\nPassword: let me in"));
    assert_eq!((found.times("Joy"), found.meetings["Joy"].row.zone.as_deref()), (vec![(1, 1260, None)], Some("America/Chicago")));
    assert!(found.codes.contains(&(DiagnosticCode::ContactDropped, 1)));
    // The same list as JSON: without a slug it is nobody's format, whatever else it has.
    let found = taken(
        r#"[{"id":1,"day":"Sunday","time":"4:00 AM","name":"Hope","location":"Virtual","zoomLink":"https://zoom.us/j/123456789","meetingId":"123 456 789","password":"let me in","contact":"a@example.org"}]"#,
    );
    assert_eq!(found.meetings["Hope"].conference_url.as_deref(), Some("https://zoom.us/j/123456789"));
    assert_eq!(found.meetings["Hope"].conference_url_notes.as_deref(), Some("ID: 123 456 789\nPassword: let me in"));
}

/// The number that programs give to what has none.
#[test]
fn a_key_of_zeros_is_no_key() {
    let zeros = "00000000-0000-0000-0000-000000000000";
    let found = taken(format!(
        "Guid,Title,Time,Duration,Day,Type,Country,Address\n{zeros},Hope,19:30,1hr,Friday,AA,England,1 High St\n{zeros},Joy,19:30,1hr,Friday,AA,England,2 High St\n"
    ));
    assert_eq!(
        found.codes.iter().find(|(code, _)| *code == DiagnosticCode::SlugMissing),
        Some(&(DiagnosticCode::SlugMissing, 2))
    );
    assert!(!found.codes.iter().any(|(code, _)| *code == DiagnosticCode::SlugDuplicate), "{:?}", found.codes);
}

/// What the British table calls types of AA.
#[test]
fn british_words_for_types() {
    let found = taken(
        "Guid,Title,Time,Duration,Day,Type,Country,Address,Format,Open\nx1,Hope,19:30,1hr,Friday,AA,England,1 High St,\"In-person,Steps & Tradition,Beginner\",1\n",
    );
    assert_eq!(found.types("Hope"), "O ST TR BE");
    assert!(!found.codes.iter().any(|(code, _)| *code == DiagnosticCode::TypeUnknown), "{:?}", found.codes);
}

/// Al-Anon's older lists tell no number.
#[test]
fn electronic_meetings_without_a_number() {
    let row = |name: &str| {
        format!(
            r#"{{"name":"{name}","times":"Thursday 06:30 PM","timezone":"America/Chicago","url":"https://zoom.us/j/1","types":"Families and Friends Only,Beginners","languages":"English,Spanish","is_24_7":false}}"#
        )
    };
    let found = taken(format!("[{},{}]", row("Hope"), row("Joy")));
    assert!(!found.codes.iter().any(|(code, _)| *code == DiagnosticCode::SlugDuplicate), "{:?}", found.codes);
    assert_eq!((found.times("Hope"), found.types("Hope")), (vec![(4, 1110, None)], "C BE".to_owned()));
}

/// A form filled in has no name of the meeting in it, and its contacts are nobody's business.
#[test]
fn details_that_are_a_form() {
    let found = taken(
        r#"[{"days":["wednesdays"],"times":["4:00 pm"],"address":"1 Main St, Salem","latitude":"44.9","longitude":"-123.0",
        "details":"Details

Cost: Free, no registration required

Program: 4-Point

A program.
Building and maintaining motivation

Facilitator
Email: a@example.org
Phone: +1 602-555-0100

Meeting ID: 968 0392 6944"}]"#,
    );
    let notes = found.meetings["1 Main St, Salem"].notes.as_deref().unwrap();
    assert!(notes.contains("968 0392 6944") && !notes.contains("555-0100") && !notes.contains("a@example"), "{notes}");
}
