//! Ten faults of other counters, each by what it did to somebody's days. None of them may be ours.

use handrail_core::api::{add_months, start_of_day};
use handrail_core::catalogue::{Confidence, Milestone, MilestoneUnit, Token, TokenProfile};
use handrail_core::sobriety::ZoneMode;
use handrail_core::time::Feb29Rule;

use super::*;

/// A tracker that marks one milestone, in a zone.
fn marking(start: &str, unit: MilestoneUnit, count: u32, zone: &str) -> (Life, TrackerToday) {
    let life = Life::new();
    let at = moment(&format!("{start}T12:00:00Z"), zone);
    let token = Token {
        milestone: Milestone { unit, count },
        colour: None,
        on_request: false,
        optional: false,
        repeats: false,
        confidence: Confidence::Good,
    };
    let profile = TokenProfile { id: String::new(), name: Some("one".into()), tokens: vec![token] };
    let profile = life.journal.save_token_profile(profile, at.clone()).unwrap().id;
    life.add(TrackerDetails { profile: Some(profile), ..details(start) }, at.clone());
    let today = life.first(at);
    (life, today)
}

fn date_of(start: &str, unit: MilestoneUnit, count: u32, zone: &str) -> String {
    marking(start, unit, count, zone).1.next.unwrap().date.to_string()
}

#[test]
fn b1_thirty_days_are_civil_days_and_not_seconds() {
    assert_eq!(date_of("2025-10-10", MilestoneUnit::Day, 30, NEW_YORK), "2025-11-09");
    assert_eq!(date_of("2025-10-01", MilestoneUnit::Day, 30, "Europe/Berlin"), "2025-10-31");
}

#[test]
fn b2_six_months_from_the_end_of_august_are_in_february_and_the_count_agrees() {
    assert_eq!(date_of("2025-08-31", MilestoneUnit::Month, 6, NEW_YORK), "2026-02-28");
    let (life, _) = marking("2025-08-31", MilestoneUnit::Month, 6, NEW_YORK);
    let told = life.first(noon("2026-02-28"));
    assert_eq!((told.elapsed.months, told.elapsed.days, told.reached_today.len()), (6, 0, 1));
}

#[test]
fn b3_eighteen_months_and_leap_days_clamp_and_are_kept_when_nobody_looked() {
    assert_eq!(date_of("2024-08-31", MilestoneUnit::Month, 18, NEW_YORK), "2026-02-28");
    assert_eq!(date_of("2024-02-29", MilestoneUnit::Year, 1, NEW_YORK), "2025-02-28");
    assert_eq!(date_of("2024-02-29", MilestoneUnit::Year, 4, NEW_YORK), "2028-02-29");
    let (life, told) = marking("2024-08-31", MilestoneUnit::Month, 18, NEW_YORK);
    // Opened a week late: the award is there, on its own day.
    life.first(noon("2026-03-07"));
    let awards = life.history(&told.id, noon("2026-03-07")).awards;
    assert_eq!(awards.iter().map(|award| award.earned_on.to_string()).collect::<Vec<_>>(), ["2026-02-28"]);
}

#[test]
fn b4_london_and_lisbon_agree_with_everybody_in_summer() {
    for zone in ["Europe/London", "Europe/Lisbon", "America/New_York", "Asia/Tokyo"] {
        let (life, _) = Life::with(details("2026-01-01"), moment("2026-01-01T12:00:00Z", zone));
        let at = moment("2026-07-01T12:00:00Z", zone);
        assert_eq!(life.first(at.clone()).elapsed_days, 181, "{zone}");
        assert_eq!(life.journal.widget_timeline(at).unwrap()[0].trackers[0].elapsed_days, 181, "{zone}");
    }
    // And at every hour of a summer's day.
    for (zone, first, last) in [
        ("Europe/London", "2026-06-29T23:00:00Z", "2026-06-30T22:59:59Z"),
        ("UTC", "2026-06-30T00:00:00Z", "2026-06-30T23:59:59Z"),
    ] {
        let (life, _) = Life::with(details("2026-01-01"), moment("2026-01-01T12:00:00Z", zone));
        assert_eq!(
            (life.first(moment(first, zone)).elapsed_days, life.first(moment(last, zone)).elapsed_days),
            (180, 180),
            "{zone}"
        );
    }
}

#[test]
fn b5_half_an_hour_after_midnight_and_before_it() {
    let days = |start: &str, at: &str| Life::with(details(start), noon(start)).0.first(moment(at, NEW_YORK)).elapsed_days;
    assert_eq!(days("2026-01-01", "2026-03-31T04:30:00Z"), 89);
    assert_eq!(days("2026-10-01", "2026-12-01T04:30:00Z"), 60);
}

#[test]
fn b6_the_day_changes_at_the_persons_midnight() {
    let (life, _) = Life::with(details("2026-01-01"), moment("2026-01-01T20:00:00Z", "America/Los_Angeles"));
    let days = |at: &str| life.first(moment(at, "America/Los_Angeles")).elapsed_days;
    // Midnight in Greenwich is four in the afternoon there.
    assert_eq!((days("2026-01-11T00:00:00Z"), days("2026-01-11T07:59:59Z"), days("2026-01-11T08:00:00Z")), (9, 9, 10));
}

#[test]
fn b7_a_month_is_a_month() {
    let plus_one = |start: &str| add_months(day(start), 1, Feb29Rule::Feb28).unwrap().to_string();
    assert_eq!(plus_one("2026-02-01"), "2026-03-01");
    assert_eq!(date_of("2026-02-01", MilestoneUnit::Month, 1, NEW_YORK), "2026-03-01");
}

#[test]
fn b8_months_and_years_are_no_fixed_number_of_days() {
    assert_eq!(date_of("2026-01-15", MilestoneUnit::Month, 6, NEW_YORK), "2026-07-15");
    // 181 days and 184; 546 and 549.
    assert_eq!(date_of("2025-01-01", MilestoneUnit::Month, 6, NEW_YORK), "2025-07-01");
    assert_eq!(date_of("2025-07-01", MilestoneUnit::Month, 6, NEW_YORK), "2026-01-01");
    assert_eq!(date_of("2025-01-01", MilestoneUnit::Month, 18, NEW_YORK), "2026-07-01");
    assert_eq!(date_of("2023-07-01", MilestoneUnit::Month, 18, NEW_YORK), "2025-01-01");
    assert_eq!(date_of("2026-01-15", MilestoneUnit::Month, 18, NEW_YORK), "2027-07-15");
    assert_eq!(date_of("2026-01-15", MilestoneUnit::Year, 10, NEW_YORK), "2036-01-15");
}

#[test]
fn b9_the_day_rolls_over_at_midnight_after_clocks_change() {
    let (life, _) = Life::with(details("2026-01-01"), noon("2026-01-01"));
    // The days of 23 and of 25 hours: what is to be asked again next is the wall's midnight.
    for (at, midnight) in [("2026-03-08T12:00:00Z", "2026-03-09T04:00:00Z"), ("2026-11-01T12:00:00Z", "2026-11-02T05:00:00Z")] {
        let today = life.journal.preview(moment(at, NEW_YORK)).unwrap();
        assert_eq!(today.changes_at, Some(midnight.parse().unwrap()));
    }
    assert_eq!(start_of_day(day("2026-03-09"), NEW_YORK.into()).unwrap(), moment("2026-03-09T04:00:00Z", NEW_YORK).at);
}

#[test]
fn b10_the_zone_is_that_of_the_question_and_never_remembered() {
    let device = TrackerDetails { zone_mode: Some(ZoneMode::Device), ..details("2026-01-01") };
    let (life, _) = Life::with(device, noon("2026-01-01"));
    let days = |zone: &str| life.journal.preview(moment("2026-03-02T20:00:00Z", zone)).unwrap().trackers[0].elapsed_days;
    assert_eq!((days(NEW_YORK), days("Asia/Tokyo"), days(NEW_YORK)), (60, 61, 60));
}
