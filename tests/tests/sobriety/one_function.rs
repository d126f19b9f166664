//! Faults that were found in other counters, each as a test here. All of them come from counting seconds, hours or average
//! months where people count days on a calendar.

use super::*;

/// Elapsed days at noon of `on`, in the zone.
fn elapsed(start: &str, at: &str, zone: &str) -> u32 {
    let (life, _) = Life::with(details(start), moment(at, zone));
    life.first(moment(at, zone)).elapsed_days
}

/// The days of all milestones of a profile as the first screen announces them, walking from one to the next.
fn announced(profile: &str, start: &str, count: usize) -> Vec<(String, String)> {
    let own = TrackerDetails { profile: Some(profile.into()), ..details(start) };
    let mut at = noon(start);
    let (life, _) = Life::with(own, at.clone());
    (0..count)
        .map(|_| {
            let next = life.first(at.clone()).next.unwrap();
            at = noon(&next.date.to_string());
            (next.milestone.key(), next.date.to_string())
        })
        .collect()
}

fn has(found: &[(String, String)], key: &str, date: &str) {
    assert!(found.contains(&(key.to_owned(), date.to_owned())), "{key} {date} in {found:?}");
}

#[test]
fn b1_thirty_days_are_not_thirty_times_86_400_seconds() {
    has(&announced("na_core", "2025-10-10", 1), "day.30", "2025-11-09");
    let berlin = TrackerDetails { profile: Some("na_core".into()), ..details("2025-10-01") };
    let at = moment("2025-10-01T10:00:00Z", "Europe/Berlin");
    let (life, _) = Life::with(berlin, at.clone());
    assert_eq!(life.first(at).next.unwrap().date, day("2025-10-31"));
}

#[test]
fn b2_the_count_and_the_milestone_agree_at_the_end_of_a_month() {
    let own = TrackerDetails { profile: Some("aa_us_common".into()), ..details("2025-08-31") };
    let (life, _) = Life::with(own, noon("2025-08-31"));
    let reached = life.first(noon("2026-02-28"));
    assert_eq!(reached.reached_today.iter().map(|one| one.key()).collect::<Vec<_>>(), ["month.6"]);
    assert_eq!((reached.elapsed.months, reached.elapsed.days), (6, 0));
}

#[test]
fn b3_every_month_is_clamped_and_a_milestone_does_not_wait_to_be_looked_at() {
    has(&announced("na_core", "2024-08-31", 7), "month.18", "2026-02-28");
    has(&announced("annual", "2024-02-29", 4), "year.1", "2025-02-28");
    has(&announced("annual", "2024-02-29", 4), "year.4", "2028-02-29");
    // Nobody looked between the first day and the hundredth.
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    life.first(noon("2026-04-11"));
    let days: Vec<_> = life.history(&id, noon("2026-04-11")).awards.iter().map(|one| one.earned_on.to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-03-02", "2026-04-01"]);
}

#[test]
fn b4_a_zone_with_summer_time_is_not_a_day_off_for_half_the_year() {
    for zone in ["Europe/London", "Europe/Lisbon", "UTC"] {
        for (at, expected) in [("2026-06-30T00:30:00Z", 180), ("2026-06-30T22:30:00Z", 180), ("2026-06-30T12:00:00Z", 180)] {
            assert_eq!(elapsed("2026-01-01", at, zone), expected, "{zone} {at}");
        }
        assert_eq!(elapsed("2026-06-01", "2026-12-01T12:00:00Z", zone), 183);
    }
}

#[test]
fn b5_days_are_not_spans_of_24_hours() {
    // Half past midnight in summer, from a start in winter; half an hour before midnight the other way round.
    assert_eq!(elapsed("2026-01-01", "2026-03-31T04:30:00Z", NEW_YORK), 89);
    assert_eq!(elapsed("2026-10-01", "2026-12-01T04:30:00Z", NEW_YORK), 60);
}

#[test]
fn b6_today_is_not_the_day_in_greenwich() {
    for at in ["2026-03-02T00:30:00Z", "2026-03-02T07:59:59Z"] {
        assert_eq!(elapsed("2026-03-01", at, "America/Los_Angeles"), 0, "{at}");
    }
    assert_eq!(elapsed("2026-03-01", "2026-03-02T08:00:00Z", "America/Los_Angeles"), 1);
}

#[test]
fn b7_a_month_is_not_an_average() {
    assert_eq!(
        announced("aa_us_common", "2026-02-01", 3),
        [("hour.24", "2026-02-02"), ("month.1", "2026-03-01"), ("month.2", "2026-04-01")]
            .map(|(key, date)| (key.to_owned(), date.to_owned()))
    );
}

#[test]
fn b8_half_years_and_decades_have_no_fixed_number_of_days() {
    // 181 and 184 days; 546 and 549.
    has(&announced("na_core", "2025-01-01", 7), "month.6", "2025-07-01");
    has(&announced("na_core", "2025-07-01", 7), "month.6", "2026-01-01");
    has(&announced("na_core", "2025-01-01", 7), "month.18", "2026-07-01");
    has(&announced("na_core", "2023-07-01", 7), "month.18", "2025-01-01");
    has(&announced("annual", "2015-03-01", 10), "year.10", "2025-03-01");
}

#[test]
fn b9_the_day_turns_at_midnight_after_the_clocks_changed_too() {
    let (life, _) = Life::with(details("2026-01-01"), noon("2026-03-06"));
    let mut at = noon("2026-03-06");
    let turns: Vec<_> = (0..4)
        .map(|_| {
            at.at = life.journal.today(at.clone()).unwrap().changes_at.unwrap();
            at.at.to_rfc3339()
        })
        .collect();
    let expected = ["2026-03-07T05:00:00+00:00", "2026-03-08T05:00:00+00:00", "2026-03-09T04:00:00+00:00"];
    assert_eq!(turns[..3], expected);
}

#[test]
fn b10_the_zone_comes_with_every_question() {
    let own = TrackerDetails { zone_mode: Some(handrail_core::sobriety::ZoneMode::Device), ..details("2026-01-01") };
    let (life, _) = Life::with(own, noon("2026-01-01"));
    assert_eq!(life.first(moment("2026-03-01T16:00:00Z", NEW_YORK)).elapsed_days, 59);
    assert_eq!(life.first(moment("2026-03-01T16:00:00Z", "Asia/Tokyo")).elapsed_days, 60);
}
