//! Which day it is: day starts, journeys, clocks that are put forward and back.

use chrono::TimeDelta;
use handrail_core::sobriety::{StartBasis, ZoneMode};

use super::*;

fn device(start: &str) -> TrackerDetails {
    TrackerDetails { zone_mode: Some(ZoneMode::Device), ..details(start) }
}

#[test]
fn a_day_that_begins_at_three_does_so_by_the_clock_on_the_wall() {
    let late = TrackerDetails { day_start: Some(180), ..details("2026-01-01") };
    let (life, _) = Life::with(late, noon("2026-01-02"));
    let days = |at: &str| life.first(moment(at, NEW_YORK)).elapsed_days;
    // The night of 23 hours: 02:59 does not exist, 03:00 is seven hours after midnight in London.
    assert_eq!(days("2026-03-08T06:59:59Z"), 65);
    assert_eq!(days("2026-03-08T07:00:00Z"), 66);
    // The night of 25 hours: three hours after midnight the wall still says two.
    assert_eq!(days("2026-11-01T07:59:59Z"), 303);
    assert_eq!(days("2026-11-01T08:00:00Z"), 304);
}

#[test]
fn a_flight_west_takes_no_day_away() {
    let (life, id) = Life::with(device("2026-01-01"), moment("2026-03-01T00:00:00Z", "Asia/Tokyo"));
    let days = |at: &str, zone: &str| life.first(moment(at, zone)).elapsed_days;
    assert_eq!(days("2026-03-10T01:00:00Z", "Asia/Tokyo"), 68);
    // Still the ninth in Honolulu; 68 was on the screen.
    assert_eq!(days("2026-03-10T09:00:00Z", "Pacific/Honolulu"), 68);
    assert_eq!(life.history(&id, moment("2026-03-10T09:00:00Z", "Pacific/Honolulu")).today.elapsed_days, 68);
    // It does not run ahead either: the next number comes with the next day there.
    assert_eq!(days("2026-03-11T09:59:59Z", "Pacific/Honolulu"), 68);
    assert_eq!(days("2026-03-11T10:00:00Z", "Pacific/Honolulu"), 69);
    // Eastward the day simply comes sooner.
    assert_eq!(days("2026-03-11T16:00:00Z", "Asia/Tokyo"), 70);
}

#[test]
fn a_number_is_held_for_two_days_and_by_one_only() {
    let shown = |at: &str, then: &str, zone: &str| {
        let (life, _) = Life::with(device("2026-01-01"), moment("2026-01-01T12:00:00Z", "Asia/Tokyo"));
        life.first(moment(at, "Asia/Tokyo"));
        life.first(moment(then, zone)).elapsed_days
    };
    let zone = "Pacific/Honolulu";
    assert_eq!(shown("2026-03-10T01:00:00Z", "2026-03-10T01:00:00Z", zone), 68);
    // A clock that was wrong and is put right: backwards in time nothing is held.
    assert_eq!(shown("2026-03-10T01:00:00Z", "2026-03-10T00:59:59Z", zone), 67);
    // A clock that was wrong by days.
    assert_eq!(shown("2026-03-20T01:00:00Z", "2026-03-10T01:00:00Z", zone), 67);
}

#[test]
fn the_home_zone_stays_wherever_the_phone_is() {
    let (life, _) = Life::with(details("2026-01-01"), noon("2026-01-01"));
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "Asia/Kathmandu"] {
        assert_eq!(life.first(moment("2026-03-02T04:59:59Z", zone)).elapsed_days, 59, "{zone}");
    }
    // The device's own day is told beside it.
    let today = life.journal.today(moment("2026-03-02T04:59:59Z", "Europe/London")).unwrap();
    assert_eq!((today.day, today.trackers[0].day), (day("2026-03-02"), day("2026-03-01")));
}

#[test]
fn the_screen_says_when_to_ask_again() {
    let change = |details: TrackerDetails, at: &str, zone: &str| {
        let (life, _) = Life::with(details, moment(at, zone));
        life.journal.today(moment(at, zone)).unwrap().changes_at.unwrap().to_rfc3339()
    };
    let plain = || details("2026-01-01");
    assert_eq!(change(plain(), "2026-03-08T17:00:00Z", NEW_YORK), "2026-03-09T04:00:00+00:00");
    assert_eq!(change(plain(), "2026-11-01T04:00:00Z", NEW_YORK), "2026-11-02T05:00:00+00:00");
    // No midnight: the day begins at one.
    assert_eq!(change(plain(), "2018-11-03T12:00:00Z", "America/Sao_Paulo"), "2018-11-04T03:00:00+00:00");
    // The half hour between one and half past one comes twice: so does the start of this person's day.
    let half_past_one = || TrackerDetails { day_start: Some(90), ..plain() };
    assert_eq!(change(half_past_one(), "2026-11-01T05:15:00Z", NEW_YORK), "2026-11-01T05:30:00+00:00");
    assert_eq!(change(half_past_one(), "2026-11-01T06:15:00Z", NEW_YORK), "2026-11-01T06:30:00+00:00");
    // Until 2011 Newfoundland put its clocks back at one minute past midnight.
    assert_eq!(change(plain(), "2010-11-07T02:45:00Z", "America/St_Johns"), "2010-11-07T03:30:00+00:00");
    // 24 hours that are over before the day is.
    let hours = TrackerDetails { start_minute: Some(600), fellowship: Some("aa".into()), ..plain() };
    assert_eq!(change(hours, "2026-01-02T14:00:00Z", NEW_YORK), "2026-01-02T15:00:00+00:00");
    assert_eq!(Life::new().journal.today(noon("2026-01-01")).unwrap().changes_at, None);
}

#[test]
fn asking_again_when_told_to_is_never_in_vain() {
    let zones = [NEW_YORK, "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo"];
    for zone in zones {
        for day_start in [0, 1, 90, 180, 360] {
            let own = TrackerDetails { day_start: Some(day_start), ..details("2010-01-01") };
            let (life, _) = Life::with(own, moment("2010-01-01T12:00:00Z", zone));
            let mut at: handrail_core::time::Instant = "2010-10-20T12:00:00Z".parse().unwrap();
            let mut last = life.first(Moment { at, zone: zone.into() }).elapsed_days;
            for _ in 0..40 {
                let asked = life.journal.today(Moment { at, zone: zone.into() }).unwrap().changes_at.unwrap();
                assert!(asked > at, "{zone} {day_start} {at}");
                let just_before = life.first(Moment { at: asked - TimeDelta::seconds(1), zone: zone.into() }).elapsed_days;
                let then = life.first(Moment { at: asked, zone: zone.into() }).elapsed_days;
                assert_eq!((just_before, then), (last, last + 1), "{zone} {day_start} {asked}");
                (at, last) = (asked, then);
            }
        }
    }
}

#[test]
fn the_first_screen_comes_while_another_process_writes() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-30"));
    let other = life.another_process();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // The thirtieth day: there is an award to record, and no way to record it.
    let held = life.first(noon("2026-01-31"));
    assert_eq!((held.elapsed_days, held.reached_today.len()), (30, 1));
    assert_eq!(awards(&life.history(&id, noon("2026-01-31"))), ["day.30 2026-01-01"]);
    other.execute_batch("ROLLBACK").unwrap();
    let rows = || other.query_row("SELECT count(*) FROM award", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(rows(), 0);
    life.first(noon("2026-01-31"));
    assert_eq!(rows(), 1);
}

#[test]
fn the_eve_of_a_start_is_the_eve_however_often_it_is_looked_at() {
    let (life, id) = Life::with(details("2026-03-10"), noon("2026-03-09"));
    for _ in 0..3 {
        let told = life.first(noon("2026-03-09"));
        assert_eq!((told.day, told.starts_in_days, told.elapsed_days), (day("2026-03-09"), 1, 0));
    }
    // So it is on the day of a return to use, where the start is the first day without.
    let without = TrackerDetails { start_basis: Some(StartBasis::FirstDayWithout), ..details("2026-03-01") };
    life.journal.edit_tracker(id.clone(), without, noon("2026-03-09")).unwrap();
    life.record(&id, ReturnToUse::on(day("2026-03-09")), noon("2026-03-09"));
    for _ in 0..3 {
        let told = life.first(noon("2026-03-09"));
        assert_eq!((told.day, told.starts_in_days, told.total_days), (day("2026-03-09"), 1, 8));
    }
}
