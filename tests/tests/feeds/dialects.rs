//! Other houses' formats: each is told by its content, and its days, lengths and codes mean what they mean there.
//!
//! Every list counts days differently (`meetings.md`, 5.3); an app that took BMLT's 1 for Monday had every day wrong.

use std::collections::BTreeMap;

use handrail_core::api::Directory;
use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{
    ColumnChoice, DiagnosticCode, FeedFormat, FeedOptions, MeetingDetail, MeetingQuery, Repeat, Rule, SourceDetails, VenueKind,
};
use handrail_core::time::Moment;

use super::{check_file, codes, refused};

pub struct Taken {
    pub format: FeedFormat,
    pub codes: Vec<(DiagnosticCode, u32)>,
    /// By name, whatever can be listed.
    pub meetings: BTreeMap<String, MeetingDetail>,
}

impl Taken {
    /// Weekday and minute of each time, and the length.
    pub fn times(&self, name: &str) -> Vec<(u8, u16, Option<u16>)> {
        self.meetings[name].schedule.iter().map(|time| (time.weekday, time.minute, time.duration)).collect()
    }

    pub fn types(&self, name: &str) -> String {
        self.meetings[name].row.types.join(" ")
    }
}

pub fn bare() -> FeedOptions {
    FeedOptions { zone: Some("America/New_York".into()), ..FeedOptions::new("test") }
}

pub fn taken(feed: impl AsRef<[u8]>) -> Taken {
    taken_with(feed, bare())
}

pub fn taken_with(feed: impl AsRef<[u8]>, options: FeedOptions) -> Taken {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed");
    std::fs::write(&path, feed).unwrap();
    let directory = Directory::open(folder.path().join("directory.db").to_string_lossy().into_owned()).unwrap();
    let moment = Moment { at: "2026-03-02T12:00:00Z".parse().unwrap(), zone: "UTC".into() };
    let report = directory
        .import_feed(path.to_string_lossy().into_owned(), options, moment.clone(), None)
        .unwrap_or_else(|e| panic!("{e}"));
    let page = directory.meetings_near(MeetingQuery::default(), moment.clone()).unwrap();
    let meetings = page.meetings.into_iter().map(|row| (row.name, directory.meeting(row.id, moment.clone()).unwrap())).collect();
    Taken { format: report.format, codes: report.diagnostics.iter().map(|count| (count.code, count.count)).collect(), meetings }
}

/// A row of BMLT's: all text, Sunday is 1.
fn bmlt(id: u32, weekday: u32, more: &str) -> String {
    format!(
        r#"{{"id_bigint":"{id}","worldid_mixed":"G1","service_body_bigint":"7","weekday_tinyint":"{weekday}","start_time":"19:30:00",
        "duration_time":"01:30:00","time_zone":"","formats":"C,D,St,WC","latitude":"40.75","longitude":"-73.99","published":"1",
        "meeting_name":"M{id}","location_text":"Hall","location_street":"1 Main St","location_municipality":"New York",
        "location_province":"NY","email_contact":"","comments":"Prompt#@-#@Ring twice"{more}}}"#
    )
}

#[test]
fn bmlt_counts_days_from_sunday_as_one() {
    let rows: Vec<String> = (1..=7).map(|day| bmlt(day, day, "")).collect();
    let found = taken(format!("[{}]", rows.join(",")));
    assert_eq!((found.format, found.meetings.len()), (FeedFormat::Bmlt, 7));
    assert_eq!(found.codes, []);
    for day in 1..=7_u8 {
        assert_eq!(found.times(&format!("M{day}")), [(day - 1, 19 * 60 + 30, Some(90))]);
    }
    let first = &found.meetings["M1"];
    assert_eq!((first.row.fellowship.as_deref(), first.row.venue), (Some("na"), VenueKind::InPerson));
    assert_eq!(found.types("M1"), "C DISC STEP X");
    assert_eq!(first.notes.as_deref(), Some("Ring twice"));
    assert_eq!(first.regions, ["NY", "New York"]);
    assert_eq!(first.row.address.as_deref(), Some("1 Main St, New York, NY"));
    // A day that is none is by appointment and said.
    assert_eq!(taken(format!("[{}]", bmlt(1, 8, ""))).codes[0].0, DiagnosticCode::DayUnreadable);
}

#[test]
fn bmlt_tells_venues_by_type_or_by_format() {
    let online =
        r#","venue_type":"2","virtual_meeting_link":"zoom.us/j/123456789","virtual_meeting_additional_info":"Passcode 1""#;
    let hybrid = r#","venue_type":"3","virtual_meeting_link":"https://zoom.us/j/123456789""#;
    let stale = r#","venue_type":"1","virtual_meeting_link":"https://zoom.us/j/123456789""#;
    let by_format = bmlt(4, 2, r#","virtual_meeting_link":"https://zoom.us/j/4""#).replace("C,D,St,WC", "VM");
    let closed = bmlt(5, 2, r#","venue_type":"1","virtual_meeting_link":"https://zoom.us/j/5""#).replace("C,D,St,WC", "TC");
    let gone = bmlt(6, 2, "").replace(r#""published":"1""#, r#""published":"0""#);
    let rows = [bmlt(1, 2, online), bmlt(2, 2, hybrid), bmlt(3, 2, stale), by_format, closed, gone];
    let found = taken(format!("[{}]", rows.join(",")));
    let venue = |name: &str| found.meetings[name].row.venue;
    assert_eq!([venue("M1"), venue("M2"), venue("M3")], [VenueKind::Online, VenueKind::Hybrid, VenueKind::InPerson]);
    assert_eq!([venue("M4"), venue("M5")], [VenueKind::Online, VenueKind::Online]);
    // Virtual meetings carry made-up places.
    assert_eq!(found.meetings["M1"].point, None);
    assert!(!found.meetings.contains_key("M6"));
    assert!(found.codes.contains(&(DiagnosticCode::RowWithdrawn, 1)));
}

#[test]
fn bmlt_formats_are_known_by_number_where_they_come_along() {
    let formats = r#"[{"id":"9","key_string":"C","name_string":"Offen","lang":"de","world_id":"OPEN"},
        {"id":"9","key_string":"C","name_string":"Open","lang":"en","world_id":"OPEN"},
        {"id":"12","key_string":"ZZ","name_string":"Round Robin","lang":"en","world_id":""}]"#;
    let row = bmlt(1, 2, r#","format_shared_id_list":"9,12""#);
    let whole = taken(format!(r#"{{"formats":{formats},"meetings":[{row}]}}"#));
    assert_eq!(whole.types("M1"), "O Round Robin");
    // Handed over as a file of its own, with the service bodies.
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let bodies = r#"[{"id":"7","parent_id":"0","name":"Greater New York","helpline":"","type":"RS"}]"#;
    let beside = vec![path("formats.json", formats), path("bodies.json", bodies)];
    let beside = taken_with(format!("[{row}]"), FeedOptions { beside, ..bare() });
    assert_eq!(beside.types("M1"), "O Round Robin");
    assert_eq!(beside.meetings["M1"].regions, ["Greater New York", "NY", "New York"]);
    // A list of formats alone is told as what it is; as meetings it is refused.
    let check = check_file(&folder.path().join("formats.json"), bare()).unwrap();
    assert_eq!((check.format, check.rows, check.meetings), (FeedFormat::Companion, 3, 0));
    let directory = Directory::open(folder.path().join("d.db").to_string_lossy().into_owned()).unwrap();
    let moment = Moment { at: "2026-03-02T12:00:00Z".parse().unwrap(), zone: "UTC".into() };
    let refused = directory.import_feed(path("formats.json", formats), bare(), moment, None).unwrap_err();
    assert_eq!(refused, HandrailError::Feed { reason: FeedProblem::NoMeetings });
}

#[test]
fn the_online_intergroup_counts_sunday_as_seven() {
    let row = |slug: &str, day: u32, more: &str| {
        format!(
            r#"{{"slug":"{slug}","name":"{slug}","timezone":"Europe/Paris","day":{day},"time":"16:30","duration":90,
            "conference_url":"https://zoom.us/j/1","archived":false,"accountID":{{"$oid":"1"}},"types":["O","W"],"languages":["fr"]{more}}}"#
        )
    };
    let archived = row("c", 3, "").replace("\"archived\":false", "\"archived\":true");
    let found = taken(format!("[{},{},{archived}]", row("a", 7, ""), row("b", 1, "")));
    assert_eq!(found.format, FeedFormat::Oiaa);
    assert_eq!((found.times("a"), found.times("b")), (vec![(0, 990, Some(90))], vec![(1, 990, Some(90))]));
    assert_eq!(found.meetings["a"].row.venue, VenueKind::Online);
    assert_eq!(found.meetings["a"].row.fellowship.as_deref(), Some("aa"));
    assert_eq!(found.codes, [(DiagnosticCode::RowWithdrawn, 1)]);
}

#[test]
fn a_time_that_is_told_in_utc_only_is_not_guessed() {
    let row = r#"[{"slug":"a","name":"A","timezone":"America/New_York","duration":60,"conference_url":"https://zoom.us/j/1",
        "types":["O"],"languages":["EN"],"rtc":"3:00:00"}]"#;
    let found = taken(row);
    assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 1)));
    assert!(found.meetings.get("A").is_none_or(|meeting| meeting.schedule.is_empty()));
}

#[test]
fn world_services_table() {
    let text = "Committee,CommitteeName,AddDate,Closed,WheelChr,Day,Time,Language1,Place,Address,City,State,Zip,Country,Format1,\
        Format2,Delete,Longitude,Latitude,ContactPhone,VirtualMeetingLink,TimeZone,bmlt_id,unpublished\r\n\
        G1,Hope,,CLOSED,TRUE,Sunday,1930,,Hall,1 Main St,New York,NY,10001,USA,BT,BEG,,-73.99,40.75,555-0100,,,12,\r\n\
        G1,Hope late,,OPEN,,Saturday,0015,,Hall,1 Main St,New York,NY,10001,USA,,,,-73.99,40.75,,,,13,\r\n\
        G2,Over,,OPEN,,Saturday,0015,,Hall,1 Main St,New York,NY,10001,USA,,,D,-73.99,40.75,,,,14,\r\n";
    let found = taken(text);
    assert_eq!((found.format, found.meetings.len()), (FeedFormat::Naws, 2));
    assert_eq!((found.times("Hope"), found.times("Hope late")), (vec![(0, 1170, None)], vec![(6, 15, None)]));
    assert_eq!(found.types("Hope"), "BT BEG C X");
    assert_eq!(found.codes, [(DiagnosticCode::ContactDropped, 1), (DiagnosticCode::RowWithdrawn, 1)]);
}

#[test]
fn the_british_table() {
    let text = "Guid,Title,Time,Duration,Postcode,Latitude,Longitude,Venue,Address,What3Words,Day,Hearing,Wheelchair,Chit,Open,\
        OpenFormat,Format,Note,Region,Area,Country,Type\n\
        x1,Lewes Step,19:30,1hr 30mins,BN7 2AA,50.87,0.01,Hall,High St,,Friday,0,1,0,1,,,,South East,Sussex,England,AA\n\
        x2,Lewes NA,07:00,45mins,BN7 2AA,50.87,0.01,Hall,High St,,Saturday,0,0,0,0,,,,South East,Sussex,England,NA\n";
    let found = taken_with(text, FeedOptions::new("test"));
    assert_eq!(found.format, FeedFormat::UkCsv);
    assert_eq!((found.times("Lewes Step"), found.times("Lewes NA")), (vec![(5, 1170, Some(90))], vec![(6, 420, Some(45))]));
    assert_eq!(found.meetings["Lewes NA"].row.fellowship.as_deref(), Some("na"));
    assert_eq!(found.meetings["Lewes Step"].row.zone.as_deref(), Some("Europe/London"));
    assert_eq!((found.types("Lewes Step"), found.types("Lewes NA")), ("O X".to_owned(), "C".to_owned()));
}

/// The table's later header: the fellowship by its short name, how open it is in prose, several formats in one cell, and both
/// countries of the islands.
#[test]
fn the_british_table_of_later_years() {
    let head = "Guid,Title,Time,Duration,Postcode,Latitude,Longitude,Venue,Address,What3Words,Day,Hearing,Wheelchair,Chit,Open,\
        OpenFormat,Format,Note,Code,Region,RegionArea,RegionAreaOrder,RegionIdentifier,RegionIdentifierType,Country,MeetingType,\
        MeetingTypeNamespace,ScrapedDetails\n";
    let row = |key: &str, open: &str, format: &str, country: &str, kind: &str| {
        format!(
            "{key},{key},20:00,1hr,W12 9JF,51.5,-0.23,Hall,High St,,Tuesday,False,False,True,{open},{format},Side door.,1,Louth,\
             {country},1,LOUTH,Region,{country},{kind},True\n"
        )
    };
    let aa = "Alcoholics Anonymous,AA";
    let text = [
        head.to_owned(),
        row("first", "True,1st Tue each mnth 'open'.", "", "England", aa),
        row("asked", "True,Open to all on request", "", "England", "Cocaine Anonymous,CA"),
        row("all", "True,All mtgs 'open'.", "\"In-person,Newcomer,Big Book\"", "Republic of Ireland", aa),
        row("anyone", "True,This meeting is open and anyone may attend.", "", "Wales", "Narcotics Anonymous,NA"),
        row("closed", "False,Open to addicts only", "", "Scotland", "Narcotics Anonymous,NA"),
    ];
    let found = taken_with(text.concat(), FeedOptions::new("test"));
    let open = |name: &str| found.types(name).split(' ').next().map(str::to_owned);
    let told: Vec<_> = ["first", "asked", "all", "anyone", "closed"].iter().filter_map(|name| open(name)).collect();
    assert_eq!(told, ["C", "C", "O", "O", "C"]);
    assert_eq!(found.meetings["first"].notes.as_deref(), Some("1st Tue each mnth 'open'.\nSide door."));
    assert_eq!(found.meetings["all"].notes.as_deref(), Some("Side door."));
    assert!(found.types("all").contains("BE") && found.types("all").contains('B') && !found.types("all").contains("person"));
    let row = |name: &str| &found.meetings[name].row;
    assert_eq!([row("asked"), row("all"), row("closed")].map(|row| row.fellowship.as_deref().unwrap()), ["ca", "aa", "na"]);
    assert_eq!([row("all"), row("closed")].map(|row| row.zone.as_deref().unwrap()), ["Europe/Dublin", "Europe/London"]);
    assert_eq!(found.meetings["all"].regions, ["Republic of Ireland", "Louth"]);
    assert!(!found.codes.iter().any(|(code, _)| *code == DiagnosticCode::ZoneMissing));
}

/// Where a row names no zone, a country with one zone has it: the row's own, else that of the source.
#[test]
fn a_country_with_one_zone_tells_it() {
    let row = |name: &str, more: &str| {
        format!(r#"{{"name":"{name}","slug":"{name}","day":1,"time":"19:00","address":"1 Example St","city":"Aldea"{more}}}"#)
    };
    let rows = [row("Own", r#","country":"IE""#), row("Several", r#","country":"US""#), row("Untold", "")];
    let text = format!("[{}]", rows.join(","));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("feed"), text).unwrap();
    let directory = Directory::open(path("directory.db")).unwrap();
    let moment = Moment { at: "2026-03-02T12:00:00Z".parse().unwrap(), zone: "UTC".into() };
    let details = SourceDetails { country: Some("SE".into()), ..SourceDetails::new("test") };
    directory.save_source(details, moment.clone()).unwrap();
    directory.import_feed(path("feed"), FeedOptions::new("test"), moment.clone(), None).unwrap();
    let zones = |directory: &Directory| -> BTreeMap<String, Option<String>> {
        let page = directory.meetings_near(MeetingQuery::default(), moment.clone()).unwrap();
        page.meetings.into_iter().map(|row| (row.name, row.zone)).collect()
    };
    let told = |own: &str, several: Option<&str>, untold: &str| -> BTreeMap<String, Option<String>> {
        [("Own", Some(own)), ("Several", several), ("Untold", Some(untold))]
            .map(|(name, zone)| (name.to_owned(), zone.map(str::to_owned)))
            .into()
    };
    assert_eq!(zones(&directory), told("Europe/Dublin", None, "Europe/Stockholm"));
    // What is said of the source's zone goes before what is only likely.
    let options = FeedOptions { zone: Some("Europe/London".into()), ..FeedOptions::new("test") };
    directory.import_feed(path("feed"), options, moment.clone(), None).unwrap();
    assert_eq!(zones(&directory), told("Europe/London", Some("Europe/London"), "Europe/London"));
}

/// Groups of the Online Intergroup that have no time go on around the clock.
#[test]
fn online_groups_without_a_time_are_always_open() {
    let row = r#"{"_id":{"$oid":"6a19"},"slug":"marathon","name":"Marathon","duration":60,"conference_url":"https://zoom.us/j/2923712604",
        "archived":false,"accountID":{"$oid":"6436"},"groupID":{"$oid":"648e"},"types":["O"],"languages":["en"]}"#;
    let found = taken_with(format!("[{row}]"), FeedOptions::new("test"));
    assert!(matches!(found.meetings["Marathon"].rules[..], [Rule { repeat: Repeat::Always, .. }]));
    assert!(found.meetings["Marathon"].row.next.as_ref().unwrap().in_progress);
    assert_eq!(found.codes, [], "nothing is missing");
}

#[test]
fn al_anons_electronic_meetings() {
    let row = |name: &str, times: &str, open: bool| {
        format!(
            r#"{{"name":"{name}","times":"{times}","timezone":" America/Chicago","url":"https://zoom.us/j/884600","phone":"",
            "access_code":"","courriel":"h@example.org","types":["Familles et amis uniquement"],"languages":"English,Hindi",
            "formats":"Zoom","notes":"","report_problem":"","is_24_7":{open},"meeting_id":"884 600","meeting_password":"12",
            "dial_in_number":"(712) 432-8773","wso_id":"7"}}"#
        )
    };
    let found = taken(format!("[{},{}]", row("A", "Tuesday 08:15 PM", false), row("B", "", true)));
    assert_eq!((found.format, found.times("A")), (FeedFormat::AlAnon, vec![(2, 20 * 60 + 15, None)]));
    assert_eq!((found.types("A"), found.meetings["A"].row.fellowship.as_deref()), ("C".to_owned(), Some("al-anon")));
    assert_eq!(found.meetings["A"].conference_url_notes.as_deref(), Some("ID: 884 600\nPassword: 12"));
    assert!(found.meetings["A"].conference_phone.as_deref().unwrap().starts_with("7124328773"));
    // Always open: in progress at any moment.
    assert!(matches!(found.meetings["B"].rules[..], [Rule { repeat: Repeat::Always, .. }]));
    assert!(found.meetings["B"].row.next.as_ref().unwrap().in_progress);
    assert_eq!(found.codes, [(DiagnosticCode::ContactDropped, 2)]);
}

#[test]
fn days_and_times_off_a_web_page() {
    let text = r#"[{"days":["mondays","thursdays"],"times":["6:00 pm","11:00 am"],"address":"-","latitude":"-","longitude":"-",
        "details":"Mondays | 6:00pm (EST)\nOnline with Lee\n<a href=https://zoom.us/j/82262>join</a>"},
        {"days":["sundays"],"times":["10:00 am"],"address":"1 Main St, Salem","lat":"44.9","lng":"-123.0","details":"Second Sunday monthly"}]"#;
    let found = taken(text);
    assert_eq!(found.format, FeedFormat::Listing);
    assert_eq!(found.meetings.keys().collect::<Vec<_>>(), ["1 Main St, Salem", "Online with Lee"]);
    assert_eq!(found.times("Online with Lee"), [(1, 1080, None), (4, 660, None)]);
    assert_eq!(found.meetings["Online with Lee"].conference_url.as_deref(), Some("https://zoom.us/j/82262"));
    assert_eq!(found.meetings["Online with Lee"].row.zone.as_deref(), Some("America/New_York"));
    assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 1)));
    assert!(found.meetings["1 Main St, Salem"].point.is_some());
}

#[test]
fn a_table_in_any_hand() {
    let text = "Our meetings;;;\n\nGroup Name;Weekday;Start;Venue;Straße;E-Mail;Remarks\nHope;Dienstag;19.30 Uhr;Gemeindehaus;Ring 1;a@b.org;Klingeln\n";
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        text.replace('\n', "\r").into_bytes(),
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    ] {
        let found = taken(&bytes);
        assert_eq!((found.format, found.times("Hope")), (FeedFormat::TsmlCsv, vec![(2, 1170, None)]));
        assert_eq!(found.meetings["Hope"].notes.as_deref(), Some("Klingeln"));
    }
    // What is guessed can be seen and put right.
    let odd = "Name,Wann,Time,Address\nHope,Montag,19:00,Ring 1\n";
    let columns = vec![ColumnChoice { column: "Wann".into(), field: Some("day".into()) }];
    assert_eq!(taken_with(odd, FeedOptions { columns, ..bare() }).times("Hope"), [(1, 1140, None)]);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "Name,Wann,Time,Email\nHope,Montag,19:00,a@b.org\n").unwrap();
    let guessed = handrail_core::api::guess_columns(file.path().to_string_lossy().into_owned()).unwrap();
    let fields: Vec<_> = guessed.iter().map(|guess| guess.field.as_deref()).collect();
    assert_eq!(fields, [Some("name"), None, Some("time"), None]);
    assert!(guessed[3].contact && guessed[3].examples.is_empty());
}

#[test]
fn twelve_step_meeting_list_tells_a_group_once() {
    let text = "Time,End Time,Day,Name,Location,Address,City,Types,Timezone,Group,Group Notes,Slug,Latitude,Longitude\n\
        7:00 PM,8:00 PM,Monday,A,Hall,1 Main St,Salem,\"Open, Women\",America/Los_Angeles,G,Ring,a,44.9,-123\n\
        12:00 PM,,2,B,,1 Main St,Salem,,,G,,b,,\n";
    let found = taken_with(text, FeedOptions { fellowship: Some("aa".into()), ..FeedOptions::new("test") });
    assert_eq!((found.times("A"), found.times("B")), (vec![(1, 1140, Some(60))], vec![(2, 720, None)]));
    assert_eq!(found.types("A"), "O W");
    assert_eq!(found.meetings["B"].row.zone.as_deref(), Some("America/Los_Angeles"));
    assert_eq!(found.meetings["B"].row.place.as_deref(), Some("Hall"));
    assert!(found.meetings["B"].point.is_some());
}

#[test]
fn a_calendar() {
    let event = |uid: &str, start: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\nLOCATION:1 Main St\\, Salem\r\nDTSTART;TZID=America/Chicago:{start}\r\n{more}END:VEVENT\r\n"
        )
    };
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:America/Chicago\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\n\
         RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n{}{}{}{}{}END:VCALENDAR\r\n",
        event(
            "weekly",
            "20260105T190000",
            "DURATION:PT1H30M\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\nDESCRIPTION:Ring \r\n twice\r\n"
        ),
        event("nth", "20260103T100000", "DTEND;TZID=America/Chicago:20260103T110000\r\nRRULE:FREQ=MONTHLY;BYDAY=1SA,-1SA\r\n"),
        event("daily", "20260101T060000", "RRULE:FREQ=DAILY\r\nEXDATE;TZID=America/Chicago:20260303T060000\r\n"),
        event("odd", "20260315T060000", "RRULE:FREQ=YEARLY\r\n"),
        event("off", "20260301T060000", "STATUS:CANCELLED\r\n"),
    );
    let found = taken(&text);
    assert_eq!(found.format, FeedFormat::ICalendar);
    let start = |name: &str| found.meetings[name].row.next.as_ref().unwrap().starts_at.to_rfc3339();
    // Asked on Monday 2026-03-02 at 06:00 in Chicago.
    assert_eq!(start("weekly"), "2026-03-03T01:00:00+00:00");
    assert_eq!(found.meetings["weekly"].notes.as_deref(), Some("Ring twice"));
    assert_eq!(found.meetings["weekly"].row.address.as_deref(), Some("1 Main St, Salem"));
    assert_eq!(start("nth"), "2026-03-07T16:00:00+00:00");
    assert_eq!(start("daily"), "2026-03-02T12:00:00+00:00");
    assert!(!found.meetings.contains_key("off"));
    assert!(found.codes.contains(&(DiagnosticCode::ScheduleInWords, 1)));
    assert!(found.codes.contains(&(DiagnosticCode::RowWithdrawn, 1)));
    let cut = text.trim_end().trim_end_matches("END:VCALENDAR");
    assert_eq!(refused(cut.as_bytes()), Some(FeedProblem::Truncated));
}

#[test]
fn nothing_noticed_is_nothing_said() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("[{}]", bmlt(1, 2, ""))).unwrap();
    assert_eq!(codes(&check_file(file.path(), bare()).unwrap()), []);
}
