//! A return to use closes an episode and keeps it.

use handrail_core::error::EntityKind;
use handrail_core::sobriety::StartBasis;

use super::*;

#[test]
fn a_return_keeps_the_days_the_awards_and_the_longest_run() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-03-05"));
    let event = ReturnToUse { note: Some("  a hard week ".into()), ..ReturnToUse::on(day("2026-03-05")) };
    let after = life.record(&id, event, noon("2026-03-05"));
    assert_eq!(episodes(&after), spans(&[("2026-01-01", "2026-03-05"), ("2026-03-05", "")]));
    assert_eq!(after.episodes[0].note.as_deref(), Some("a hard week"));
    assert_eq!(awards(&after), ["day.30 2026-01-01", "day.60 2026-01-01"]);
    assert_eq!((after.today.elapsed_days, after.total_days, after.longest_days), (0, 63, 63));
    assert_eq!(after.today.next.as_ref().unwrap().milestone.key(), "day.30");
    assert!(after.can_undo_return);
    let later = life.history(&id, noon("2026-04-10"));
    assert_eq!((later.today.elapsed_days, later.total_days, later.longest_days), (36, 99, 63));
    assert_eq!(awards(&later), ["day.30 2026-01-01", "day.60 2026-01-01", "day.30 2026-03-05"]);
}

#[test]
fn a_late_entry_falls_in_its_place() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-04-01"));
    life.record(&id, ReturnToUse::on(day("2026-03-01")), noon("2026-04-01"));
    let after = life.record(&id, ReturnToUse::on(day("2026-02-01")), noon("2026-04-01"));
    let three = [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01"), ("2026-03-01", "")];
    assert_eq!(episodes(&after), spans(&three));
    assert_eq!(after.today.start, day("2026-03-01"));
    // On the first screen too, which looks for the current start only.
    assert_eq!(life.first(noon("2026-04-01")).elapsed_days, 31);
    // The return that was entered last is the one that is taken back, not the one that lies last.
    assert_eq!(episodes(&life.undo(&id, noon("2026-04-01"))), spans(&[("2026-01-01", "2026-03-01"), ("2026-03-01", "")]));
}

#[test]
fn where_the_count_goes_on() {
    let cases = [
        (StartBasis::Own, None, None, "2026-02-12", 0),
        (StartBasis::LastDayOfUse, None, None, "2026-02-12", 0),
        (StartBasis::FirstDayWithout, None, None, "2026-02-13", 1),
        (StartBasis::FirstDayWithout, Some("2026-02-12"), None, "2026-02-12", 0),
        (StartBasis::Own, Some("2026-02-20"), None, "2026-02-20", 8),
    ];
    for (basis, new_start, minute, start, starts_in) in cases {
        let own = TrackerDetails { start_basis: Some(basis), ..details("2026-01-01") };
        let (life, id) = Life::with(own, noon("2026-02-12"));
        let event = ReturnToUse {
            last_day: Some(day("2026-02-12")),
            new_start: new_start.map(day),
            minute,
            ..ReturnToUse::on(day("2026-02-10"))
        };
        let after = life.record(&id, event, noon("2026-02-12"));
        assert_eq!(episodes(&after), spans(&[("2026-01-01", "2026-02-10"), (start, "")]), "{basis:?}");
        assert_eq!((after.today.elapsed_days, after.today.starts_in_days), (0, starts_in), "{basis:?}");
        assert_eq!(after.total_days, 40, "the days of the return itself belong to no episode");
    }
}

#[test]
fn returns_that_overlap_or_touch_are_one() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-04-01"));
    let span = |first: &str, last: &str, note: &str| ReturnToUse {
        last_day: Some(day(last)),
        note: Some(note.into()),
        ..ReturnToUse::on(day(first))
    };
    life.record(&id, span("2026-02-10", "2026-02-12", "one"), noon("2026-04-01"));
    life.record(&id, span("2026-02-11", "2026-02-15", "two"), noon("2026-04-01"));
    let after = life.record(&id, span("2026-02-15", "2026-02-16", "three"), noon("2026-04-01"));
    assert_eq!(episodes(&after), spans(&[("2026-01-01", "2026-02-10"), ("2026-02-16", "")]));
    assert_eq!(after.episodes[0].note.as_deref(), Some("one\ntwo\nthree"));
    assert_eq!(life.first(noon("2026-04-01")).elapsed_days, 44);
}

#[test]
fn a_second_tap_is_not_a_second_return() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-02-01"));
    let once = life.record(&id, ReturnToUse::on(day("2026-01-20")), noon("2026-02-01"));
    let twice = life.record(&id, ReturnToUse::on(day("2026-01-20")), noon("2026-02-01"));
    assert_eq!(once, twice);
    assert!(!life.undo(&id, noon("2026-02-01")).can_undo_return);
}

#[test]
fn what_cannot_be_a_return() {
    let (life, id) = Life::with(details("2026-01-10"), noon("2026-02-01"));
    let before = life.history(&id, noon("2026-02-01"));
    let on = |first: &str| ReturnToUse::on(day(first));
    let cases = [
        (on("2026-01-09"), invalid(Field::Day, Problem::BeforeStart)),
        (on("2026-02-02"), invalid(Field::Day, Problem::InFuture)),
        (ReturnToUse { last_day: Some(day("2026-01-19")), ..on("2026-01-20") }, invalid(Field::Day, Problem::EndBeforeStart)),
        (ReturnToUse { last_day: Some(day("2026-02-02")), ..on("2026-01-20") }, invalid(Field::Day, Problem::InFuture)),
        (ReturnToUse { new_start: Some(day("2026-01-19")), ..on("2026-01-20") }, invalid(Field::Start, Problem::BeforeStart)),
        (ReturnToUse { new_start: Some(day("2300-01-01")), ..on("2026-01-20") }, invalid(Field::Start, Problem::OutOfRange)),
        (ReturnToUse { minute: Some(1440), ..on("2026-01-20") }, invalid(Field::Minute, Problem::OutOfRange)),
        (ReturnToUse { note: Some("x".repeat(10_001)), ..on("2026-01-20") }, invalid(Field::Note, Problem::TooLong)),
    ];
    for (event, expected) in cases {
        assert_eq!(life.journal.record_return(id.clone(), event, noon("2026-02-01")).unwrap_err(), expected);
    }
    assert_eq!(life.history(&id, noon("2026-02-01")), before);
    // Today is the tracker's: the second of February has begun in Auckland, and not at home.
    let abroad = moment("2026-02-02T01:00:00Z", "Pacific/Auckland");
    let refused = life.journal.record_return(id, on("2026-02-02"), abroad).unwrap_err();
    assert_eq!(refused, invalid(Field::Day, Problem::InFuture));
}

#[test]
fn undoing_takes_back_one_after_the_other_until_nothing_is_left() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-04-01"));
    let at = || noon("2026-04-01");
    let none = life.history(&id, at());
    let one = life.record(&id, ReturnToUse::on(day("2026-03-01")), at());
    life.record(&id, ReturnToUse::on(day("2026-01-15")), at());
    assert_eq!(life.undo(&id, at()), one);
    assert_eq!(life.undo(&id, at()), none);
    let nothing = life.journal.undo_return(id.clone(), at()).unwrap_err();
    assert_eq!(nothing, HandrailError::NotFound { kind: EntityKind::ReturnToUse });
    // Recorded again after an undo: the same as the first time.
    assert_eq!(life.record(&id, ReturnToUse::on(day("2026-03-01")), at()), one);
}

#[test]
fn a_return_in_the_first_hours_earns_no_hours_ahead_of_the_clock() {
    let from_the_evening = TrackerDetails { start_minute: Some(20 * 60), fellowship: Some("aa".into()), ..details("2026-01-10") };
    let (life, id) = Life::with(from_the_evening, moment("2026-01-11T02:00:00Z", NEW_YORK));
    let morning = || moment("2026-01-11T15:00:00Z", NEW_YORK);
    let before = life.history(&id, morning());
    let after = life.record(&id, ReturnToUse::on(day("2026-01-11")), morning());
    assert!(after.awards.is_empty(), "{:?}", awards(&after));
    assert_eq!(life.undo(&id, morning()), before);
    // Without a return the day of 24 hours ends in the evening.
    assert!(life.history(&id, moment("2026-01-12T00:59:59Z", NEW_YORK)).awards.is_empty());
    assert_eq!(awards(&life.history(&id, moment("2026-01-12T01:00:00Z", NEW_YORK))), ["hour.24 2026-01-10"]);
}

#[test]
fn a_late_entry_that_moves_a_start_takes_no_award_away() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-20"));
    life.record(&id, ReturnToUse::on(day("2026-01-20")), noon("2026-01-20"));
    let earned = life.history(&id, noon("2026-02-19"));
    assert_eq!(awards(&earned), ["day.30 2026-01-20"]);
    // It began earlier and went on longer than was said at first.
    let longer = ReturnToUse { last_day: Some(day("2026-01-22")), ..ReturnToUse::on(day("2026-01-18")) };
    let after = life.record(&id, longer, noon("2026-02-19"));
    assert_eq!(episodes(&after), spans(&[("2026-01-01", "2026-01-18"), ("2026-01-22", "")]));
    assert_eq!(awards(&after), ["day.30 2026-01-20"]);
    assert_eq!(life.undo(&id, noon("2026-02-19")), earned);
}
