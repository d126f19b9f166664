//! Whole rows.

use super::*;
use crate::meetings::DiagnosticCode::{self, *};
use crate::meetings::GeoPoint;
use crate::meetings::feed::{Columns, Nested};

fn read(defaults: &Defaults, rows: &[&str]) -> (Vec<Option<CanonicalMeeting>>, Vec<(DiagnosticCode, u32)>) {
    let no = || false;
    let mut normaliser = Normaliser::new(defaults, &no);
    let meetings = rows
        .iter()
        .map(|json| normaliser.meeting(&Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row"), None))
        .map(|found| found.map(|(meeting, _)| meeting))
        .collect();
    (meetings, normaliser.notes.finish().0.iter().map(|count| (count.code, count.count)).collect())
}

fn one(json: &str) -> (CanonicalMeeting, Vec<(DiagnosticCode, u32)>) {
    let defaults = Defaults { fellowship: Some("aa".to_owned()), zone: Some(Tz::America__Los_Angeles), country: None };
    let (meetings, codes) = read(&defaults, &[json]);
    (meetings.into_iter().next().flatten().expect("a meeting"), codes)
}

fn weekly(weekdays: &[i8], minute: u16, duration: Option<u16>) -> Vec<Rule> {
    let repeat = Repeat::Weekly { weekdays: weekdays.to_vec() };
    vec![Rule { repeat, minute, duration, from: None, until: None, except: Vec::new() }]
}

#[test]
fn a_hybrid_meeting_in_full() {
    let (meeting, codes) = one(r#"{
        "slug": "sunlight", "name": "Sunlight of the Spirit", "day": 0, "time": "06:00", "end_time": "07:15",
        "types": ["D", "O", "X", "ONL", "S"], "location": "Alano Hall", "location_notes": "Second <b>door</b>",
        "formatted_address": "1 Example St, San Jose, CA 95112, USA", "latitude": 37.31692, "longitude": -121.86819,
        "region": "San Jose", "sub_region": "South", "group": "Sunlight", "notes": "Masks &amp; patience",
        "group_notes": "Second Sunday", "conference_url": "zoom.us/j/6371000191", "conference_url_notes": "Meeting ID: 637 100 0191",
        "conference_phone": "(408) 555-0101", "venmo": "@Sunlight", "url": "https://example.org/sunlight",
        "updated": "2021-04-07 00:53:26", "email": "someone@example.org", "contact_1_phone": "555-0100"}"#);
    let expect = CanonicalMeeting {
        native_key: "sunlight".into(),
        name: "Sunlight of the Spirit".into(),
        fellowship: Some("aa".into()),
        venue: Venue(VenueKind::Hybrid),
        zone: Some("America/Los_Angeles".into()),
        schedule: weekly(&[0], 360, Some(75)),
        place: Some("Alano Hall".into()),
        address: Some("1 Example St, San Jose, CA 95112, USA".into()),
        point: Some(GeoPoint { latitude: 37.31692, longitude: -121.86819 }),
        approximate: false,
        regions: vec!["San Jose".into(), "South".into()],
        group: Some("Sunlight".into()),
        notes: Some("Masks & patience".into()),
        place_notes: Some("Second door".into()),
        group_notes: Some("Second Sunday".into()),
        conference_url: Some("https://zoom.us/j/6371000191".into()),
        conference_url_notes: Some("Meeting ID: 637 100 0191".into()),
        conference_phone: Some("4085550101,,6371000191#".into()),
        conference_phone_notes: None,
        contributions: vec![("venmo".into(), "@Sunlight".into())],
        url: Some("https://example.org/sunlight".into()),
        types: vec!["D".into(), "O".into(), "X".into(), "S".into()],
        languages: vec!["es".into()],
        updated_at: Some("2021-04-07T00:53:26Z".parse().expect("an instant")),
    };
    assert_eq!(meeting, expect);
    assert_eq!(codes, [(Html, 2), (UrlScheme, 1), (ContactDropped, 1)]);
}

#[test]
fn no_contact_gets_anywhere() {
    let (meeting, _) = one(r#"{"slug": "a", "name": "A", "day": 1, "time": "19:00", "formatted_address": "1 High St",
        "contact_1_name": "SECRET", "contact_1_email": "SECRET", "contact_2_phone": "SECRET", "email": "SECRET", "phone": "SECRET",
        "feedback_emails": ["SECRET"], "mailing_address": "SECRET", "Contact 3 Name": "SECRET", "author": "SECRET"}"#);
    assert!(!format!("{meeting:?}").contains("SECRET"));
}

#[test]
fn a_row_with_several_days_is_one_meeting() {
    // Others split such rows while walking over them and lost every second one.
    let defaults = Defaults { fellowship: None, zone: Some(Tz::America__Edmonton), country: None };
    let rows = [
        r#"{"slug":"a","name":"A","day":[0,1],"time":"11:00 AM","address":"1 High St"}"#,
        r#"{"slug":"b","name":"B","day":[2],"time":"11:00 AM","address":"1 High St"}"#,
        r#"{"slug":"c","name":"C","day":[3,4],"time":"11:00 AM","address":"1 High St"}"#,
        r#"{"slug":"d","name":"D","day":[5],"time":"11:00 AM","address":"1 High St"}"#,
    ];
    let (meetings, codes) = read(&defaults, &rows);
    let schedules: Vec<_> = meetings.into_iter().flatten().map(|meeting| meeting.schedule).collect();
    assert_eq!(schedules, [&[0, 1][..], &[2], &[3, 4], &[5]].map(|days| weekly(days, 660, None)));
    assert_eq!(codes, [(TimeForm, 4), (CoordinatesMissing, 4)]);
}

#[test]
fn past_midnight_the_length_is_positive() {
    let (meeting, codes) =
        one(r#"{"slug":"a","name":"A","day":5,"time":"23:00","end_time":"00:30","conference_url":"https://example.org"}"#);
    assert_eq!(meeting.schedule, weekly(&[5], 1380, Some(90)));
    assert_eq!(codes, [(PastMidnight, 1)]);
}

#[test]
fn the_end_of_saturday_is_sunday() {
    let (meeting, _) =
        one(r#"{"slug":"a","name":"A","day":[5,6],"time":"24:00","end_time":"01:00","conference_url":"https://example.org"}"#);
    assert_eq!(meeting.schedule, weekly(&[0, 6], 0, Some(60)));
}

#[test]
fn online_meetings_have_no_point() {
    let (meeting, codes) =
        one(r#"{"slug":"a","name":"A","day":1,"time":"19:00","formatted_address":"San Jose, CA, USA","approximate":"yes",
        "latitude":37.3,"longitude":-121.9,"conference_url":"https://zoom.us/j/1"}"#);
    assert_eq!((meeting.venue.0, meeting.point, meeting.approximate), (VenueKind::Online, None, true));
    assert_eq!(codes, []);
}

#[test]
fn places_on_the_meridian_and_the_equator_keep_their_point() {
    for (latitude, longitude) in [("51.48", "0"), ("0", "36.8")] {
        let row = format!(
            r#"{{"slug":"a","name":"A","day":1,"time":"19:00","address":"1 High St","latitude":{latitude},"longitude":{longitude}}}"#
        );
        assert!(one(&row).0.point.is_some(), "{row}");
    }
}

#[test]
fn a_closed_room_is_inactive_or_online() {
    let closed =
        r#"{"slug":"a","name":"A","day":1,"time":"19:00","address":"1 High St","latitude":1,"longitude":1,"types":["TC"]}"#;
    let (meeting, _) = one(closed);
    assert_eq!((meeting.venue.0, meeting.types), (VenueKind::Inactive, vec!["TC".to_owned()]));
    let with_link = closed.replace(r#""types""#, r#""conference_url":"https://example.org/x","types""#);
    assert_eq!(one(&with_link).0.venue.0, VenueKind::Online);
}

#[test]
fn the_row_s_zone_then_the_source_s_then_none() {
    let zoned = r#"{"slug":"a","name":"A","day":1,"time":"19:00","address":"1 High St","latitude":1,"longitude":1,"timezone":"Europe/London"}"#;
    let bare = zoned.replace("Europe/London", "");
    assert_eq!(one(zoned).0.zone.as_deref(), Some("Europe/London"));
    assert_eq!(one(&bare).0.zone.as_deref(), Some("America/Los_Angeles"));
    let (meetings, codes) = read(&Defaults::default(), &[&bare]);
    assert_eq!(meetings[0].as_ref().and_then(|meeting| meeting.zone.as_deref()), None);
    assert_eq!(codes, [(ZoneMissing, 1)]);
}

#[test]
fn a_row_names_its_fellowship_only_by_an_id_of_the_catalogue() {
    let row = |own: &str| {
        format!(
            r#"{{"slug":"a","name":"A","day":1,"time":"19:00","conference_url":"https://example.org/x","types":["POA"],{own}}}"#
        )
    };
    let al_anon = one(&row(r#""fellowship":"al-anon""#)).0;
    assert_eq!(al_anon.fellowship.as_deref(), Some("al-anon"));
    assert_eq!(one(&row(r#""fellowship":"Big Club""#)).0.fellowship.as_deref(), Some("aa"));
    // An intergroup serves meetings; it does not say whose they are.
    assert_eq!(one(&row(r#""entity":"na""#)).0.fellowship.as_deref(), Some("aa"));
}

#[test]
fn names_are_found_where_they_are() {
    let (meeting, codes) = one(r#"{"slug":"a","group":"Hope","day":1,"time":"19:00","conference_url":"https://example.org/x"}"#);
    assert_eq!(meeting.name, "Hope");
    assert_eq!(codes, [(NameMissing, 1)]);
    let (meeting, _) = one(r#"{"meeting":"Hope","slug":"a","start_time":"19:00","location_name":"Hall","zip":"1","day":1}"#);
    assert_eq!((meeting.name.as_str(), meeting.place.as_deref(), meeting.address.as_deref()), ("Hope", Some("Hall"), Some("1")));
}

#[test]
fn a_row_of_nothing_is_left_out() {
    let (meetings, codes) =
        read(&Defaults::default(), &["{}", r#"{"notes":"x","time":"19:00"}"#, r#"{"name":null,"slug":"","day":[]}"#]);
    assert_eq!(meetings, [None, None, None]);
    assert_eq!(codes, [(RowUnreadable, 3)]);
}

#[test]
fn no_way_to_take_part_is_told() {
    let (meeting, codes) = one(r#"{"slug":"a","name":"A","day":1,"time":"19:00"}"#);
    assert_eq!(meeting.venue.0, VenueKind::Inactive);
    assert_eq!(codes, [(NoVenue, 1)]);
}

#[test]
fn a_sheet_tells_once_what_belongs_to_a_group_or_an_address() {
    let row = |json: &'static str| Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row");
    let mut told = filldown::FillDown::default();
    let mut first = row(r#"{"group":"Hope","address":"1 High St","city":"Lewes"}"#);
    let second = row(
        r#"{"group":"hope ","address":"1 High St","city":"Lewes","venmo":"@Hope","latitude":"50.8","timezone":"Europe/London"}"#,
    );
    told.learn(&first);
    told.learn(&second);
    told.fill(&mut first);
    assert_eq!(first.get(Key::Venmo).text().as_deref(), Some("@Hope"));
    assert_eq!(first.get(Key::Timezone).text().as_deref(), Some("Europe/London"));
    let mut stranger = row(r#"{"group":"Other","city":"Lewes"}"#);
    told.fill(&mut stranger);
    assert!(!stranger.has(Key::Venmo) && !stranger.has(Key::Timezone));
}
