//! The clock against the zone data, and the calendar against our own reader of calendars.

#![allow(clippy::string_slice, reason = "digits and signs of a text that was written a line above")]

use chrono::{DateTime, Datelike, Days, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::line::Lines;
use super::*;
use crate::meetings::{MeetingRow, Repeat, Rule, VenueKind, schedule};
use crate::time::Instant;

/// When each clock of a VTIMEZONE begins, up to 2030, read in the plainest way; the latest before an instant holds there.
fn onsets(text: &str) -> Vec<(DateTime<Utc>, i64)> {
    let seconds = |text: &str| {
        let size: i64 = text[1..3].parse::<i64>().unwrap() * 3600 + text[3..5].parse::<i64>().unwrap() * 60;
        if text.starts_with('-') { -size } else { size }
    };
    let mut all = Vec::new();
    for part in text.split("BEGIN:").skip(2) {
        let value = |name: &str| part.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
        let begin = NaiveDateTime::parse_from_str(value("DTSTART").unwrap(), "%Y%m%dT%H%M%S").unwrap();
        let (from, to) = (seconds(value("TZOFFSETFROM").unwrap()), seconds(value("TZOFFSETTO").unwrap()));
        let mut walls = vec![begin];
        if let Some(rule) = value("RRULE") {
            let by_day = rule.split("BYDAY=").nth(1).unwrap();
            let nth: i32 = by_day[..by_day.len() - 2].parse().unwrap();
            walls.extend((begin.year() + 1..=2030).filter_map(|year| {
                let month = begin.date().with_day(1).unwrap().with_year(year).unwrap();
                let days = month.iter_days().take_while(|day| day.month() == month.month());
                let fitting: Vec<_> = days.filter(|day| day.weekday() == begin.weekday()).collect();
                let index = if nth < 0 { fitting.len() - 1 } else { usize::try_from(nth - 1).unwrap() };
                Some(fitting.get(index)?.and_time(begin.time()))
            }));
        }
        all.extend(walls.into_iter().map(|wall| ((wall - TimeDelta::seconds(from)).and_utc(), to)));
    }
    all.sort_unstable();
    all
}

/// Every zone, every six hours and at every change, for two years and a bit.
#[test]
fn the_clock_of_every_zone_is_that_of_the_zone_data() {
    for zone in chrono_tz::TZ_VARIANTS {
        let mut out = Lines::default();
        zone::write(&mut out, zone, 2026);
        let text = out.finish().replace("\r\n ", "").replace("\r\n", "\n");
        let onsets = onsets(&text);
        let start: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
        for step in 0..(800 * 4) {
            // Off the hour, so that the quarter hours of some changes are not all missed.
            let at = start + TimeDelta::hours(step * 6) + TimeDelta::minutes(step % 360);
            let known = i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc());
            let told = onsets.iter().rfind(|(begins, _)| *begins <= at).unwrap().1;
            assert_eq!(told, known, "{zone} {at}\n{text}");
        }
    }
}

#[test]
fn a_zone_with_a_rule_is_written_as_one() {
    let text = |zone: Tz| {
        let mut out = Lines::default();
        zone::write(&mut out, zone, 2026);
        out.finish()
    };
    let new_york = text("America/New_York".parse().unwrap());
    assert!(new_york.contains("BEGIN:DAYLIGHT\r\nDTSTART:20250309T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"), "{new_york}");
    assert!(new_york.contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"), "{new_york}");
    assert!(text("Europe/Berlin".parse().unwrap()).contains("BYMONTH=10;BYDAY=-1SU\r\n"));
    assert_eq!(text(Tz::UTC).matches("BEGIN:").count(), 2);
    assert!(
        text("Africa/Casablanca".parse().unwrap()).matches("BEGIN:DAYLIGHT").count()
            + text("Africa/Casablanca".parse().unwrap()).matches("BEGIN:STANDARD").count()
            > 15
    );
}

fn entry(rules: Vec<Rule>, zone: Option<Tz>) -> Entry {
    let at = DateTime::<Utc>::default();
    let row = MeetingRow {
        id: "01890000-0000-7000-8000-000000000001".into(),
        name: "Lamp; with, marks\\ – und ein sehr langer Name, der über fünfundsiebzig Oktette hinausgeht".into(),
        fellowship: Some("aa".into()),
        venue: VenueKind::Hybrid,
        place: Some("Hall".into()),
        address: Some("1 First St, San José".into()),
        distance_m: None,
        next: None,
        types: vec![],
        badges: vec![],
        zone: zone.map(|zone| zone.name().to_owned()),
        confirmed_at: at,
        travel_minutes: None,
        reachable: None,
        matched: None,
        favourite: false,
        changed: false,
        own: false,
        also_in: 0,
    };
    let own = crate::meetings::OwnMeeting { name: row.name.clone(), ..Default::default() };
    let detail = crate::meetings::mine::Own::of(row.id.clone(), &own, at, false).detail(&Now { at, zone: Tz::UTC });
    let meeting = MeetingDetail {
        row,
        rules,
        notes: Some("Ring twice.\nThen wait; please, quietly.".into()),
        url: Some("https://example.org/lamp".into()),
        conference_url: Some("https://zoom.us/j/81234567890".into()),
        conference_phone: Some("+14085550101,,81234567890#".into()),
        ..detail
    };
    Entry { meeting, label: None, reminder: Some(30), only: None }
}

/// The schedule that our own reader makes of a calendar.
fn read_back(text: &str) -> Vec<(Option<String>, Vec<Rule>)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendar.ics");
    std::fs::write(&path, text).unwrap();
    crate::meetings::import::meetings_of(&path).unwrap().into_iter().map(|meeting| (meeting.zone, meeting.schedule)).collect()
}

prop_compose! {
    fn a_rule()(
        kind in 0..4,
        weekdays in prop::collection::vec(0_i8..7, 1..4),
        nth in prop::collection::btree_set(prop_oneof![1_i8..=5, Just(-1_i8)], 1..3),
        n in 2_u16..6,
        days in prop::collection::btree_set(0_u64..90, 1..6),
        minute in 0_u16..1440,
        duration in 1_u16..=1440,
        from in prop::option::of(0_u64..60),
        until in prop::option::of(61_u64..400),
        except in prop::collection::vec(0_u64..60, 0..3),
    ) -> Rule {
        let day = |number: u64| CivilDay::from_ymd_opt(2026, 2, 1).unwrap() + Days::new(number);
        let repeat = match kind {
            0 => Repeat::Weekly { weekdays },
            1 => Repeat::MonthlyNth { weekdays, nth: nth.into_iter().collect() },
            2 => Repeat::EveryNWeeks { weekdays, n, anchor: day(u64::from(n)) },
            _ => Repeat::Dates { days: days.into_iter().map(day).collect() },
        };
        Rule {
            repeat, minute, duration: Some(duration), from: from.map(day), until: until.map(day), except: except.into_iter().map(day).collect(),
        }
    }
}

#[test]
fn a_clock_that_never_changes_is_named_by_a_place() {
    let now = Now { at: "2026-02-03T04:05:06Z".parse().unwrap(), zone: Tz::UTC };
    for (zone, place) in [(Tz::EST, "America/Panama"), (Tz::MST, "America/Phoenix"), (Tz::HST, "Pacific/Honolulu")] {
        let text = write(&[entry(vec![Rule::weekly(1140, 60)], Some(zone))], false, &now).unwrap();
        assert!(text.contains(&format!("DTSTART;TZID={place}:")), "{text}");
        let read = read_back(&text);
        assert_eq!(read.first().and_then(|(named, _)| named.as_deref()), Some(place));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// What our own reader reads takes place at the same times, for the next two years.
    #[test]
    fn a_calendar_is_read_back_as_it_was_written(zone in 0..chrono_tz::TZ_VARIANTS.len(), rule in a_rule(), known: bool) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let now = Now { at: "2026-02-03T04:05:06Z".parse().unwrap(), zone };
        let times = |rules: &[(Tz, Rule)]| {
            let mut times: Vec<_> =
                rules.iter().flat_map(|(zone, rule)| schedule::next(rule, *zone, now.at, 120)).map(|time| (time.starts_at, time.ends_at)).collect();
            times.sort_unstable();
            times.truncate(100);
            times
        };
        let expect = times(&[(zone, rule.clone())]);
        let written = write(&[entry(vec![rule], known.then_some(zone))], false, &now);
        if expect.is_empty() {
            prop_assert!(written.is_err());
        } else {
            let text = written.unwrap();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
            let read = read_back(&text);
            prop_assert!(read.iter().all(|(named, _)| named.is_some() == known), "{:?}", read);
            // In the zone that is read: a reader may call `HST` by its other name.
            let zone_of = |named: Option<String>| named.map_or(zone, |named| named.parse().unwrap());
            let rules: Vec<(Tz, Rule)> = read
                .into_iter()
                .flat_map(|(named, rules)| rules.into_iter().map(move |rule| (zone_of(named.clone()), rule)))
                .collect();
            prop_assert_eq!(times(&rules), expect, "{}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// A room that is always open is open on the same days.
    #[test]
    fn a_calendar_of_what_is_always_open_is_read_back(
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
        from in prop::option::of(0_u64..20),
        until in prop::option::of(21_u64..60),
        except in prop::collection::vec(0_u64..40, 0..4),
    ) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let now = Now { at: "2026-02-03T04:05:06Z".parse().unwrap(), zone };
        let day = |number: u64| CivilDay::from_ymd_opt(2026, 2, 1).unwrap() + Days::new(number);
        let rule = Rule {
            from: from.map(day), until: until.map(day), except: except.into_iter().map(day).collect(), ..Rule::new(Repeat::Always, 0, None)
        };
        let text = write(&[entry(vec![rule.clone()], Some(zone))], false, &now).unwrap();
        let read = read_back(&text).remove(0).1.remove(0);
        for days in 0..70 {
            let at = now.at + TimeDelta::days(days);
            prop_assert_eq!(schedule::next(&read, zone, at, 1), schedule::next(&rule, zone, at, 1), "{}", text);
        }
    }
}

#[test]
fn a_discreet_calendar_names_no_fellowship_and_no_meeting() {
    let now = Now { at: "2026-02-03T04:05:06Z".parse().unwrap(), zone: Tz::UTC };
    let rule = Rule::new(Repeat::Weekly { weekdays: vec![1] }, 19 * 60, None);
    let mut one = entry(vec![rule], None);
    let unfolded = |one: Entry, discreet| write(&[one], discreet, &now).unwrap().replace("\r\n ", "");
    let open = unfolded(entry(one.meeting.rules.clone(), None), false);
    assert!(
        open.contains("SUMMARY:Lamp\\; with\\, marks\\\\ –")
            && open.contains("DESCRIPTION:Ring twice.\\nThen wait\\; please\\, quietly.")
    );
    assert!(open.contains("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+14085550101,,81234567890%23\r\n"), "{open}");
    assert!(
        open.contains("DTSTART:20260209T190000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n"),
        "a zone that nobody knows floats: {open}"
    );
    assert!(open.contains("LOCATION:Hall\\, 1 First St\\, San José\r\n") && open.contains("TRIGGER:-PT30M\r\n"));
    one.meeting.row.place = Some("Alano Club".into());
    one.meeting.row.address = Some("1 First St, San José, CA 95112".into());
    one.meeting.conference_url = Some("https://zoom.us/my/sobersisters".into());
    one.label = None;
    let hidden = unfolded(one, true);
    for told in ["Lamp", "Ring", "example.org", "SUMMARY", "Alano", "sober"] {
        assert!(!hidden.contains(told), "{told}: {hidden}");
    }
    assert!(hidden.contains("LOCATION:1 First St\\, San José\\, CA 95112\r\n"), "{hidden}");
    assert!(hidden.contains("CLASS:PRIVATE\r\n") && hidden.contains("ACTION:AUDIO\r\n"));
}

#[test]
fn what_has_no_time_makes_no_calendar_and_what_is_always_open_fills_no_day() {
    let now = Now { at: "2026-02-03T04:05:06Z".parse().unwrap(), zone: Tz::UTC };
    assert!(write(&[], false, &now).is_err());
    assert!(write(&[entry(vec![], None)], false, &now).is_err());
    let text = write(&[entry(vec![Rule::new(Repeat::Always, 0, None)], Some(Tz::UTC))], false, &now).unwrap();
    assert!(
        text.contains("DTSTART;VALUE=DATE:20260203\r\nRRULE:FREQ=DAILY\r\n") && text.contains("TRANSP:TRANSPARENT\r\n"),
        "{text}"
    );
    assert!(!text.contains("VALARM") && !text.contains("VTIMEZONE"));
    assert_eq!(read_back(&text)[0].1[0].repeat, Repeat::Always);
    let year: Vec<Entry> =
        (0..101).map(|_| entry((0..100).map(|_| Rule::new(Repeat::Always, 0, None)).collect(), None)).collect();
    assert!(write(&year, false, &now).is_err(), "more than ten thousand");
}
