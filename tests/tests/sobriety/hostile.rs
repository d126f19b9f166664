//! What nobody should enter, and more of it than anybody has.

use handrail_core::sobriety::{
    DayMark, DaySelection, DayState, Goal, Limits, Measure, OutcomeQuery, Per, Rate, SavingGoal, Taper,
};

use super::*;

#[test]
fn ten_thousand_trackers_are_shown_kept_in_order_and_summed() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    // Copied in the file: each one added by itself would wait for the disk.
    life.another_process()
        .execute_batch(
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
             INSERT INTO tracker (id, position, name, start_day, profile, zone, created_at, number)
             SELECT printf('copy-%05d', i), 1 + i, 'copy ' || i, date('2016-01-01', '+' || (i % 3650) || ' days'), 'na_core',
                    zone, created_at, 1 + i FROM n, tracker WHERE id NOT LIKE 'copy-%';",
        )
        .unwrap();
    let today = life.journal.today(noon("2026-02-01")).unwrap();
    assert_eq!(today.trackers.len(), 10_000);
    assert_eq!((today.trackers[0].id.as_str(), today.trackers[0].elapsed_days), (id.as_str(), 31));
    // 2016-01-01 and 9,999 % 3,650 = 2,699 days.
    let last = today.trackers.last().unwrap();
    assert_eq!((last.name.as_str(), last.elapsed_days), ("copy 9999", 3_684 - 2_699));
    let mut order: Vec<String> = today.trackers.iter().map(|tracker| tracker.id.clone()).collect();
    order.reverse();
    life.journal.reorder_trackers(order.clone()).unwrap();
    let shown: Vec<String> = life.journal.trackers().unwrap().into_iter().map(|tracker| tracker.id).collect();
    assert_eq!(shown, order);
    let rate =
        Rate { from: day("2026-01-01"), minor: 1_000_000_000, currency: "JPY".into(), per: Per::Day, minutes_a_day: 1_440 };
    life.journal.set_rate(id, rate, noon("2026-02-01")).unwrap();
    assert_eq!(life.journal.savings(noon("2026-02-01")).unwrap().total.money[0].minor, 31_000_000_000);
}

#[test]
fn sums_at_the_end_of_all_that_is_allowed_stay_sums() {
    let own = TrackerDetails { zone: Some("UTC".into()), ..details("1900-01-01") };
    let (life, id) = Life::with(own, moment("1900-01-01T12:00:00Z", "UTC"));
    let at = || moment("2200-12-31T12:00:00Z", "UTC");
    let rate =
        Rate { from: day("1900-01-01"), minor: 1_000_000_000, currency: "EUR".into(), per: Per::Day, minutes_a_day: 1_440 };
    life.journal.set_rate(id.clone(), rate, at()).unwrap();
    let told = life.first(at());
    assert_eq!((told.elapsed_days, told.elapsed.years), (109_937, 300));
    let saved = told.saved.unwrap();
    assert_eq!((saved.money[0].minor, saved.minutes), (109_937_000_000_000, 109_937 * 1_440));
    // The timeline ends where the years do, and nothing is asked of a date that cannot be.
    assert!(!life.journal.widget_timeline(at()).unwrap().is_empty());
    assert!(life.journal.statistics(id, at()).unwrap().percent_since_first_start > 99.9);
}

#[test]
fn goals_rates_and_windows_that_cannot_be_name_their_field() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-03-01"));
    let goal = |goal: Goal| life.journal.set_goal(id.clone(), goal, day("2026-03-01"), noon("2026-03-01")).unwrap_err();
    let limits = |limits: Limits| goal(Goal::Moderate { limits });
    let taper = |from_amount, to_amount, to: &str| {
        goal(Goal::Reduce { taper: Taper { from_amount, to_amount, from_day: day("2026-03-01"), to_day: day(to) } })
    };
    assert_eq!(limits(Limits::default()), invalid(Field::Goal, Problem::Empty));
    assert_eq!(limits(Limits { a_day: Some(-1), ..Limits::default() }), invalid(Field::Goal, Problem::OutOfRange));
    assert_eq!(limits(Limits { a_week: Some(i64::MAX), ..Limits::default() }), invalid(Field::Goal, Problem::OutOfRange));
    assert_eq!(limits(Limits { days_a_week: Some(7), ..Limits::default() }), invalid(Field::Goal, Problem::OutOfRange));
    assert_eq!(limits(Limits { dry_weekdays: vec![7], ..Limits::default() }), invalid(Field::Weekdays, Problem::OutOfRange));
    assert_eq!(taper(1_000, 2_000, "2026-04-01"), invalid(Field::Goal, Problem::OutOfRange));
    assert_eq!(taper(2_000, -1, "2026-04-01"), invalid(Field::Goal, Problem::OutOfRange));
    assert_eq!(taper(2_000, 0, "2026-03-01"), invalid(Field::Goal, Problem::EndBeforeStart));
    assert_eq!(goal(Goal::BottomLine { lines: vec![] }), invalid(Field::Goal, Problem::Empty));
    assert_eq!(goal(Goal::BottomLine { lines: vec!["x".repeat(201)] }), invalid(Field::Goal, Problem::TooLong));
    let rate = |minor, currency: &str, minutes_a_day| {
        let rate = Rate { from: day("2026-01-01"), minor, currency: currency.into(), per: Per::Day, minutes_a_day };
        life.journal.set_rate(id.clone(), rate, noon("2026-03-01")).unwrap_err()
    };
    assert_eq!(rate(1, "ZZZ", 0), invalid(Field::Currency, Problem::Unknown));
    assert_eq!(rate(1, "", 0), invalid(Field::Currency, Problem::Unknown));
    assert_eq!(rate(i64::MAX, "EUR", 0), invalid(Field::Rate, Problem::OutOfRange));
    assert_eq!(rate(1, "EUR", 1_441), invalid(Field::Rate, Problem::OutOfRange));
    let saving = SavingGoal { id: String::new(), name: "x".into(), minor: 0, currency: "EUR".into() };
    assert_eq!(
        life.journal.save_saving_goal(saving, noon("2026-03-01")).unwrap_err(),
        invalid(Field::Amount, Problem::OutOfRange)
    );
    let window = |from: &str, to: &str, heavy_from| {
        let query = OutcomeQuery { from: day(from), to: day(to), include_inferred: false, heavy_from };
        life.journal.outcomes(id.clone(), query, noon("2026-03-01")).unwrap_err()
    };
    assert_eq!(window("2026-02-01", "2026-01-01", None), invalid(Field::Day, Problem::EndBeforeStart));
    assert_eq!(window("2026-02-01", "2026-03-02", None), invalid(Field::Day, Problem::InFuture));
    assert_eq!(window("1900-01-01", "2026-02-01", None), invalid(Field::Day, Problem::TooLong));
    assert_eq!(window("2026-02-01", "2026-02-02", Some(0)), invalid(Field::Amount, Problem::OutOfRange));
    let zoneless = Moment { zone: "Nowhere".into(), ..noon("2026-03-01") };
    assert_eq!(life.journal.today(zoneless.clone()).unwrap_err(), invalid(Field::Zone, Problem::Unknown));
    assert_eq!(life.journal.widget_timeline(zoneless).unwrap_err(), invalid(Field::Zone, Problem::Unknown));
    let calendar = |from: &str, to: &str| life.journal.calendar(id.clone(), day(from), day(to), noon("2026-03-01")).unwrap_err();
    assert_eq!(calendar("2026-02-01", "2026-01-01"), invalid(Field::Day, Problem::EndBeforeStart));
    assert_eq!(calendar("2020-01-01", "2026-01-01"), invalid(Field::Day, Problem::TooLong));
}

#[test]
fn a_heavy_day_is_seventy_grams_in_whatever_country_and_nothing_else() {
    let heavy = |measure: Measure, amount: i64| {
        let own = TrackerDetails { measure: Some(measure), ..details("2026-01-01") };
        let (life, id) = Life::with(own, noon("2026-01-10"));
        let entry = DaySelection::on(day("2026-01-05"));
        life.journal.mark_days(id.clone(), entry, DayMark::used(amount), noon("2026-01-10")).unwrap();
        let query = OutcomeQuery { from: day("2026-01-05"), to: day("2026-01-05"), include_inferred: false, heavy_from: None };
        life.journal.outcomes(id, query, noon("2026-01-10")).unwrap().heavy.map(|heavy| (heavy.threshold, heavy.days))
    };
    let drinks = |milligrams| Measure::Drinks { milligrams };
    assert_eq!((heavy(drinks(14_000), 4_999), heavy(drinks(14_000), 5_000)), (Some((5_000, 0)), Some((5_000, 1))));
    // British units of 8 grams: 8.75 of them, not 5.
    assert_eq!((heavy(drinks(8_000), 8_749), heavy(drinks(8_000), 8_750)), (Some((8_750, 0)), Some((8_750, 1))));
    assert_eq!(heavy(Measure::Money { currency: "EUR".into() }, 9_000_000), None);
    assert_eq!(heavy(Measure::Minutes, 600_000), None);
}

#[test]
fn a_note_of_a_megabyte_is_refused_and_one_in_any_script_is_kept() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-03-01"));
    let noted = |note: &str| {
        let mark = DayMark { note: Some(note.to_owned()), ..DayMark::of(DayState::Kept) };
        life.journal.mark_days(id.clone(), DaySelection::on(day("2026-02-01")), mark, noon("2026-03-01"))
    };
    assert_eq!(noted(&"x".repeat(1_000_000)).unwrap_err(), invalid(Field::Note, Problem::TooLong));
    for note in ["יום טוב", "今日は大丈夫", "👩🏽‍🚀 e\u{301}", "two\nlines", "'; DROP TABLE day_mark; --"] {
        noted(note).unwrap();
        let found = life.journal.calendar(id.clone(), day("2026-02-01"), day("2026-02-01"), noon("2026-03-01")).unwrap();
        assert_eq!(found.days[0].note.as_deref(), Some(note));
    }
}
