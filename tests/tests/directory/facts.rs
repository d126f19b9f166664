//! What is told of one meeting, and what became of it.

use handrail_core::error::HandrailError;
use handrail_core::meetings::{
    ContributionKind, FeedOptions, JoinProvider, MeetingChange, MeetingDetail, MeetingEvent, MeetingQuery, Repeat, VenueKind,
};
use serde_json::{Value, json};

use super::{Fixture, moment, text};

const FIRST: &str = "2026-01-14T02:10:00Z";

fn import(fixture: &Fixture, rows: &Value, at: &str) -> handrail_core::meetings::ImportReport {
    let file = fixture.folder.path().join("rows.json");
    std::fs::write(&file, rows.to_string()).unwrap();
    let options = FeedOptions { fellowship: Some("aa".into()), ..FeedOptions::new("rows") };
    fixture.directory.import_feed(text(&file), options, moment(at), None).unwrap()
}

fn one(changes: &Value) -> Value {
    let mut row = json!({
        "slug": "a", "name": "Lamp", "day": 1, "time": "19:00", "end_time": "20:00", "timezone": "America/Los_Angeles",
        "formatted_address": "1 First St, San José, CA 95112, USA", "location": "Hall", "latitude": 37.3, "longitude": -121.9,
        "types": ["O"], "venmo": "@Lamp-Group", "paypal": "lampgroup"
    });
    for (key, value) in changes.as_object().unwrap() {
        row[key] = value.clone();
    }
    json!([row])
}

fn id(fixture: &Fixture) -> String {
    fixture.page(&MeetingQuery { words: Some("lamp".into()), ..MeetingQuery::default() }, &moment(FIRST)).meetings[0].id.clone()
}

fn detail(rows: &Value) -> MeetingDetail {
    let fixture = Fixture::new();
    import(&fixture, rows, FIRST);
    let id = fixture.page(&MeetingQuery::default(), &moment(FIRST)).meetings[0].id.clone();
    fixture.directory.meeting(id, moment(FIRST)).unwrap()
}

#[test]
fn links_and_accounts_are_told_as_apps_open_them() {
    let told = detail(&one(&json!({
        "conference_url": "https://us02web.zoom.us/j/81234567890?pwd=aB3", "conference_url_notes": "Passcode: 1212",
        "conference_phone": "+1 408 555 0101"
    })));
    let join = told.join.unwrap();
    assert_eq!(
        (join.provider, join.room.as_deref(), join.passcode.as_deref()),
        (JoinProvider::Zoom, Some("81234567890"), Some("1212"))
    );
    assert_eq!(join.app_url.as_deref(), Some("zoommtg://zoom.us/join?action=join&confno=81234567890&pwd=aB3"));
    assert_eq!(told.conference_phone.as_deref(), Some("+14085550101,,81234567890#,,1212#"));
    let given: Vec<_> = told.contributions.iter().map(|given| (given.kind, given.url.as_str())).collect();
    assert_eq!(
        given,
        [
            (ContributionKind::Venmo, "https://venmo.com/u/Lamp-Group"),
            (ContributionKind::PayPal, "https://www.paypal.com/paypalme/lampgroup")
        ]
    );
    assert!(!told.closed_for_now);
}

#[test]
fn a_closed_room_without_a_link_does_not_take_place_for_now() {
    let fixture = Fixture::new();
    import(&fixture, &one(&json!({})), FIRST);
    let id = id(&fixture);
    import(&fixture, &one(&json!({"types": ["O", "TC"]})), "2026-02-14T02:10:00Z");
    let told = fixture.directory.meeting(id.clone(), moment("2026-02-14T02:10:00Z")).unwrap();
    assert!(told.closed_for_now && told.row.venue == VenueKind::Inactive);
    assert_eq!(fixture.page(&MeetingQuery::default(), &moment(FIRST)).total, 0, "and no list leads to a locked door");
    import(
        &fixture,
        &one(&json!({"types": ["O", "TC"], "conference_url": "https://zoom.us/j/81234567890"})),
        "2026-03-14T02:10:00Z",
    );
    let told = fixture.directory.meeting(id, moment("2026-03-14T02:10:00Z")).unwrap();
    assert!(!told.closed_for_now && told.row.venue == VenueKind::Online);
}

#[test]
fn a_history_tells_what_each_import_changed() {
    let fixture = Fixture::new();
    let at = |month: u32| format!("2026-{month:02}-14T02:10:00Z");
    import(&fixture, &one(&json!({})), &at(1));
    let id = id(&fixture);
    import(&fixture, &one(&json!({"time": "19:30", "end_time": "20:30"})), &at(2));
    import(&fixture, &one(&json!({"time": "19:30", "end_time": "20:30", "notes": "Ring twice."})), &at(3));
    let moved = json!({"time": "19:30", "end_time": "20:30", "notes": "Ring twice.", "latitude": 37.4, "name": "The Lamp"});
    import(&fixture, &one(&moved), &at(4));
    // The same again under another key, and the same again as it is: nothing that a person would notice.
    let mut renumbered = moved.clone();
    renumbered["slug"] = json!("b");
    import(&fixture, &one(&renumbered), &at(5));
    import(&fixture, &one(&renumbered), &at(6));
    let told = fixture.directory.meeting_history(id).unwrap();
    let event =
        |month: u32, changes: &[MeetingChange]| MeetingEvent { at: at(month).parse().unwrap(), changes: changes.to_vec() };
    assert_eq!(
        told,
        [
            event(4, &[MeetingChange::Moved, MeetingChange::Renamed]),
            event(3, &[MeetingChange::OtherFacts]),
            event(2, &[MeetingChange::NewTime]),
            event(1, &[MeetingChange::Listed]),
        ]
    );
    let nobody = fixture.directory.meeting_history("00000000-0000-7000-8000-000000000000".into());
    assert!(matches!(nobody, Err(HandrailError::NotFound { .. })));
}

/// A website that begins to write its days as numbers reported 1,923 changes to those who compared texts.
#[test]
fn another_way_of_writing_the_same_is_no_change() {
    let fixture = Fixture::new();
    import(&fixture, &one(&json!({"day": "1", "latitude": "37.3", "time": "7:00 PM", "types": "Open"})), FIRST);
    let report = import(&fixture, &one(&json!({"day": 1})), "2026-02-14T02:10:00Z");
    assert_eq!((report.added, report.changed, report.gone), (0, 0, 0));
    assert_eq!(fixture.directory.meeting_history(id(&fixture)).unwrap().len(), 1);
}

#[test]
fn of_one_meeting_the_newest_changes_are_kept() {
    let fixture = Fixture::new();
    for week in 0..60_i64 {
        let at = moment(FIRST).at + chrono::TimeDelta::weeks(week);
        import(&fixture, &one(&json!({"time": if week % 2 == 0 { "18:00" } else { "19:00" }})), &at.to_rfc3339());
    }
    let told = fixture.directory.meeting_history(id(&fixture)).unwrap();
    assert_eq!(told.len(), 51, "fifty and the first reading");
    assert_eq!(told[0].at, moment(FIRST).at + chrono::TimeDelta::weeks(59));
    assert!(told.is_sorted_by(|newer, older| newer.at > older.at));
}

#[test]
fn what_is_always_open_can_be_come_to_now_and_whenever_it_is_asked_for() {
    let rows = json!([{
        "name": "Lamp", "times": "", "timezone": "America/Los_Angeles", "url": "https://zoom.us/j/81234567890", "is_24_7": true,
        "wso_id": "7", "types": [], "languages": ["English"], "formats": ["Zoom"], "meeting_id": "", "meeting_password": "",
        "dial_in_number": "", "access_code": "", "report_problem": ""
    }]);
    let fixture = Fixture::new();
    import(&fixture, &rows, FIRST);
    for query in [
        MeetingQuery::default(),
        MeetingQuery { hours: Some(1), only_reachable: true, ..MeetingQuery::default() },
        MeetingQuery { weekdays: vec![5], from_minute: Some(17 * 60), until_minute: Some(18 * 60), ..MeetingQuery::default() },
    ] {
        let page = fixture.page(&query, &moment(FIRST));
        assert_eq!(page.total, 1, "{query:?}");
        let next = page.meetings[0].next.clone().unwrap();
        let later = !query.weekdays.is_empty();
        assert_eq!((next.in_progress, next.end_known), (!later, false), "{query:?}");
        let expect = if later { "2026-01-17T01:00:00Z" } else { FIRST };
        assert_eq!(next.starts_at, moment(expect).at, "{query:?}");
    }
    let told = fixture.directory.meeting(id(&fixture), moment(FIRST)).unwrap();
    assert_eq!(told.rules[0].repeat, Repeat::Always);
    assert!(told.schedule.is_empty() && told.row.next.unwrap().in_progress);
}
