//! Calendars as programs write them, against what they mean.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use crate::meetings::import::meetings_of;
use crate::meetings::model::{CanonicalMeeting, Repeat};
use crate::meetings::schedule;
use crate::time::Instant;

fn read(lines: &str, end: &str) -> Vec<CanonicalMeeting> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{lines}\nEND:VCALENDAR\n");
    std::fs::write(file.path(), text.replace('\n', end)).unwrap();
    meetings_of(file.path()).unwrap()
}

fn event(lines: &str) -> CanonicalMeeting {
    let text = format!("BEGIN:VEVENT\nUID:a\nSUMMARY:Sunrise\n{lines}\nEND:VEVENT");
    read(&text, "\r\n").remove(0)
}

fn repeats(rule: &str) -> Vec<Repeat> {
    // A Tuesday, the second of its month.
    let found = event(&format!("DTSTART;TZID=America/New_York:20260113T190000\nRRULE:{rule}"));
    found.schedule.into_iter().map(|rule| rule.repeat).collect()
}

#[test]
fn the_nth_weekday_in_the_hands_of_several_programs() {
    let second_tuesday = vec![Repeat::MonthlyNth { weekdays: vec![2], nth: vec![2] }];
    for rule in [
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
        "freq=monthly;byday=tu;bysetpos=2",
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14",
    ] {
        assert_eq!(repeats(rule), second_tuesday, "{rule}");
    }
    let last = vec![Repeat::MonthlyNth { weekdays: vec![2], nth: vec![-1] }];
    assert_eq!([repeats("FREQ=MONTHLY;BYDAY=-1TU"), repeats("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1")], [last.clone(), last]);
    let start = NaiveDate::from_ymd_opt(2026, 1, 13).unwrap();
    let once = vec![Repeat::Dates { days: vec![start] }];
    for rule in [
        "FREQ=YEARLY",
        "FREQ=MONTHLY;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-2",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=HOURLY",
        "nonsense",
    ] {
        assert_eq!(repeats(rule), once, "{rule}");
    }
}

/// A week of a calendar ends with its Sunday unless it says that it begins with it.
#[test]
fn every_second_week_with_a_sunday_in_it() {
    let starts = |rule: &str| -> Vec<String> {
        let found = event(&format!("DTSTART;TZID=Europe/Berlin:20260105T190000\nRRULE:{rule}"));
        let at: Instant = "2026-01-04T00:00:00Z".parse().unwrap();
        let mut days: Vec<_> =
            found.schedule.iter().flat_map(|rule| schedule::next(rule, Tz::Europe__Berlin, at, 4)).map(|hit| hit.day).collect();
        days.sort_unstable();
        days.iter().take(4).map(ToString::to_string).collect()
    };
    let monday_first = ["2026-01-05", "2026-01-11", "2026-01-19", "2026-01-25"];
    assert_eq!(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU"), monday_first);
    assert_eq!(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO"), monday_first);
    let sunday_first = ["2026-01-05", "2026-01-18", "2026-01-19", "2026-02-01"];
    assert_eq!(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"), sunday_first);
}

#[test]
fn zones_by_any_name() {
    let zone = |name: &str| event(&format!("DTSTART;TZID={name}:20260113T190000\nRRULE:FREQ=WEEKLY")).zone;
    for (name, expect) in [
        ("America/New_York", Some("America/New_York")),
        ("Eastern Standard Time", Some("America/New_York")),
        ("\"W. Europe Standard Time\"", Some("Europe/Berlin")),
        ("/mozilla.org/20050126_1/Europe/London", Some("Europe/London")),
        ("Customized Time Zone", None),
    ] {
        assert_eq!(zone(name).as_deref(), expect, "{name}");
    }
    let told = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nX-LIC-LOCATION:Europe/Dublin\nBEGIN:STANDARD\nDTSTART:19701025T020000\n\
        TZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nSUMMARY:Sunrise\n\
        DTSTART;TZID=Customized Time Zone:20260113T190000\nRRULE:FREQ=WEEKLY\nEND:VEVENT";
    assert_eq!(read(told, "\r\n")[0].zone.as_deref(), Some("Europe/Dublin"));
}

#[test]
fn lines_end_in_any_way_and_go_on() {
    let text = "BEGIN:VEVENT\nUID:a\nSUMMARY:Sun\n rise\nDTSTART;TZID=America/\n\tNew_York:20260113T190000\nRRULE:FREQ=WEEKLY\nEND:VEVENT";
    for end in ["\r\n", "\n", "\r"] {
        let found = read(text, end);
        assert_eq!((found[0].name.as_str(), found[0].zone.as_deref()), ("Sunrise", Some("America/New_York")), "{end:?}");
    }
}

/// A wall time as a calendar writes it: in the zone of the event, or in UTC.
fn written(zone: Tz, wall: NaiveDateTime, utc: bool) -> String {
    if utc {
        let at = zone.from_local_datetime(&wall).earliest().unwrap().with_timezone(&Utc);
        at.format(":%Y%m%dT%H%M%SZ").to_string()
    } else {
        format!(";TZID={}:{}", zone.name(), wall.format("%Y%m%dT%H%M%S"))
    }
}

#[derive(Clone, Copy, Debug)]
enum Single {
    Stays,
    /// By so many days and minutes.
    Moved(i64, i64),
    /// Left out by a date of exception.
    Except,
    /// Left out by an event of its own that is cancelled.
    Cancelled,
}

fn single() -> impl Strategy<Value = (Single, bool)> {
    let kind = prop_oneof![
        3 => Just(Single::Stays),
        2 => (-3_i64..=3, -120_i64..=120).prop_map(|(days, minutes)| Single::Moved(days, minutes)),
        1 => Just(Single::Except),
        1 => Just(Single::Cancelled),
    ];
    (kind, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Every occurrence of a weekly event, some of which were moved, left out or cancelled: against a list of them.
    #[test]
    fn single_occurrences_take_the_place_of_the_rule(
        zone in prop::sample::select(vec![
            "America/New_York", "America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kathmandu",
        ]),
        day in 0_u64..700, minute in 8_i64 * 60..21 * 60, singles in prop::collection::vec(single(), 1..14),
    ) {
        let zone: Tz = zone.parse().unwrap();
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day);
        let wall = |week: usize| first.and_time(chrono::NaiveTime::MIN)
            + TimeDelta::minutes(minute) + TimeDelta::days(7 * i64::try_from(week).unwrap());
        let mut text = format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:Sunrise\nDTSTART{}\nRRULE:FREQ=WEEKLY;COUNT={}\n",
            written(zone, wall(0), false), singles.len(),
        );
        let (mut apart, mut expect) = (String::new(), BTreeSet::new());
        let instant = |wall: NaiveDateTime| zone.from_local_datetime(&wall).earliest().unwrap().to_utc();
        for (week, (single, utc)) in singles.iter().enumerate() {
            let was = written(zone, wall(week), *utc);
            match single {
                Single::Stays => { expect.insert(instant(wall(week))); }
                Single::Except => writeln!(text, "EXDATE{was}").unwrap(),
                Single::Cancelled => {
                    writeln!(apart, "BEGIN:VEVENT\nUID:a\nSUMMARY:Off\nRECURRENCE-ID{was}\nDTSTART{was}\nSTATUS:CANCELLED\nEND:VEVENT").unwrap();
                }
                Single::Moved(days, minutes) => {
                    let there = wall(week) + TimeDelta::days(*days) + TimeDelta::minutes(*minutes);
                    expect.insert(instant(there));
                    let there = written(zone, there, false);
                    writeln!(apart, "BEGIN:VEVENT\nUID:a\nSUMMARY:Moved\nRECURRENCE-ID{was}\nDTSTART{there}\nEND:VEVENT").unwrap();
                }
            }
        }
        let found: BTreeSet<Instant> = read(&format!("{text}END:VEVENT\n{apart}"), "\r\n")
            .iter()
            .flat_map(|meeting| meeting.schedule.iter())
            .flat_map(|rule| schedule::next(rule, zone, instant(wall(0)) - TimeDelta::days(5), 40))
            .map(|hit| hit.starts_at)
            .collect();
        prop_assert_eq!(found, expect);
    }
}

/// The last time is not after the moment that is named: a midnight in UTC is the evening before in one place, and before the meeting
/// in another.
#[test]
fn until_a_moment_of_the_last_day() {
    for (until, last) in [
        ("20260216T000000Z", "2026-02-15"),
        ("20260216T180000Z", "2026-02-16"),
        ("20260216T175959Z", "2026-02-15"),
        ("20260216T190000", "2026-02-16"),
        ("20260216", "2026-02-16"),
    ] {
        let read = event(&format!("DTSTART;TZID=Europe/Berlin:20260105T190000\nRRULE:FREQ=WEEKLY;UNTIL={until}"));
        assert_eq!(read.schedule[0].until.unwrap().to_string(), last, "{until}");
    }
}
