//! Adding, editing, archiving, ordering.

use handrail_core::catalogue::{ReturnTerm, StartTerm, Vocabulary};
use handrail_core::sobriety::{CountStyle, Measure, StartBasis, ZoneMode};
use handrail_core::time::Feb29Rule;

use super::*;

#[test]
fn a_stored_tracker_tells_every_default() {
    let life = Life::new();
    let stored = life.add(TrackerDetails { name: "  Wein & Bier \u{3000}".into(), ..na("2026-01-31") }, noon("2026-03-01"));
    let expected = TrackerDetails {
        name: "Wein & Bier".into(),
        start: day("2026-01-31"),
        start_minute: None,
        fellowship: Some("na".into()),
        profile: Some("na_core".into()),
        zone: Some(NEW_YORK.into()),
        zone_mode: Some(ZoneMode::Home),
        day_start: Some(0),
        feb29: Some(Feb29Rule::Feb28),
        start_basis: Some(StartBasis::Own),
        count_style: Some(CountStyle::Elapsed),
        subject: None,
        measure: Some(Measure::Episodes),
        vocabulary: Some(Vocabulary { start: StartTerm::CleanDate, event: ReturnTerm::ReturnToUse }),
        discreet_name: None,
        goal: None,
    };
    assert_eq!(stored.details, expected);
    assert!(!stored.archived);
    assert_eq!(life.journal.trackers().unwrap(), [stored]);
}

#[test]
fn what_cannot_be_taken_names_its_field_and_writes_nothing() {
    let (life, id) = Life::with(details("2026-01-31"), noon("2026-03-01"));
    let before = life.journal.trackers().unwrap();
    let good = details("2026-01-31");
    let cases = [
        (TrackerDetails { name: String::new(), ..good.clone() }, invalid(Field::Name, Problem::Empty)),
        (TrackerDetails { name: " \t\u{a0}".into(), ..good.clone() }, invalid(Field::Name, Problem::Empty)),
        (TrackerDetails { name: "語".repeat(201), ..good.clone() }, invalid(Field::Name, Problem::TooLong)),
        (TrackerDetails { name: "two\nlines".into(), ..good.clone() }, invalid(Field::Name, Problem::Malformed)),
        (TrackerDetails { start: day("1899-12-31"), ..good.clone() }, invalid(Field::Start, Problem::OutOfRange)),
        (TrackerDetails { start: day("2201-01-01"), ..good.clone() }, invalid(Field::Start, Problem::OutOfRange)),
        (TrackerDetails { start_minute: Some(1440), ..good.clone() }, invalid(Field::Minute, Problem::OutOfRange)),
        (TrackerDetails { day_start: Some(361), ..good.clone() }, invalid(Field::DayStart, Problem::OutOfRange)),
        (TrackerDetails { zone: Some("Mars/Olympus".into()), ..good.clone() }, invalid(Field::Zone, Problem::Unknown)),
        (TrackerDetails { fellowship: Some("none".into()), ..good.clone() }, invalid(Field::Fellowship, Problem::Unknown)),
        (
            TrackerDetails { profile: Some("nobody_gives_these".into()), ..good.clone() },
            invalid(Field::TokenProfile, Problem::Unknown),
        ),
    ];
    for (details, expected) in cases {
        assert_eq!(life.journal.add_tracker(details.clone(), noon("2026-03-01")), Err(expected.clone()), "{details:?}");
        assert_eq!(life.journal.edit_tracker(id.clone(), details, noon("2026-03-01")), Err(expected));
    }
    assert_eq!(life.journal.trackers().unwrap(), before);
    for name in ["كحول", "酒精", "🍺🍷", "a'; DROP TABLE tracker; --", &"語".repeat(200)] {
        let added = life.add(TrackerDetails { name: name.to_owned(), ..good.clone() }, noon("2026-03-01"));
        assert_eq!(life.history(&added.id, noon("2026-03-01")).tracker.details.name, name);
    }
}

#[test]
fn an_unknown_tracker_is_not_found() {
    let life = Life::new();
    let missing = HandrailError::NotFound { kind: handrail_core::error::EntityKind::Tracker };
    let (id, at) = (String::from("0190aaaa-0000-7000-8000-000000000000"), noon("2026-03-01"));
    assert_eq!(life.journal.tracker_history(id.clone(), at.clone()).unwrap_err(), missing);
    assert_eq!(life.journal.edit_tracker(id.clone(), details("2026-01-01"), at.clone()).unwrap_err(), missing);
    assert_eq!(life.journal.archive_tracker(id.clone(), true, at.clone()).unwrap_err(), missing);
    let event = ReturnToUse::on(day("2026-02-01"));
    assert_eq!(life.journal.record_return(id.clone(), event, at.clone()).unwrap_err(), missing);
    assert_eq!(life.journal.undo_return(id, at).unwrap_err(), missing);
}

#[test]
fn a_corrected_start_recomputes_and_makes_no_episode() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-03-15"));
    assert_eq!(awards(&life.history(&id, noon("2026-03-15"))), ["day.30 2026-01-01", "day.60 2026-01-01"]);
    let corrected = life.journal.edit_tracker(id.clone(), na("2026-02-01"), noon("2026-03-15")).unwrap();
    assert_eq!(corrected.details.start, day("2026-02-01"));
    let after = life.history(&id, noon("2026-03-15"));
    assert_eq!(episodes(&after), spans(&[("2026-02-01", "")]));
    assert_eq!(awards(&after), ["day.30 2026-02-01"]);
    assert_eq!((after.today.elapsed_days, after.total_days), (42, 42));

    // What was replaced is kept, once: an edit that changes nothing is no correction.
    life.journal.edit_tracker(id.clone(), na("2026-02-01"), noon("2026-03-15")).unwrap();
    let kept: Vec<String> = life
        .another_process()
        .prepare("SELECT before FROM tracker_correction")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let [kept] = kept.as_slice() else { panic!("{} corrections", kept.len()) };
    let kept: serde_json::Value = serde_json::from_str(kept).unwrap();
    assert_eq!(kept["start"], "2026-01-01");
    assert_eq!(kept["profile"], "na_core");
}

#[test]
fn a_start_after_a_recorded_return_is_a_contradiction() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-03-15"));
    life.record(&id, ReturnToUse::on(day("2026-02-01")), noon("2026-03-15"));
    let edit = |start: &str| life.journal.edit_tracker(id.clone(), details(start), noon("2026-03-15"));
    assert_eq!(edit("2026-02-02").unwrap_err(), invalid(Field::Start, Problem::Conflict));
    assert_eq!(edit("2026-02-01").unwrap().details.start, day("2026-02-01"));
    assert_eq!(edit("2025-12-01").unwrap().details.start, day("2025-12-01"));
    let after = life.history(&id, noon("2026-03-15"));
    assert_eq!(episodes(&after), spans(&[("2025-12-01", "2026-02-01"), ("2026-02-01", "")]));
}

#[test]
fn an_edit_on_a_journey_does_not_move_the_home_zone() {
    let (life, id) = Life::with(details("2026-01-01"), noon("2026-03-15"));
    let in_tokyo = moment("2026-03-16T17:00:00Z", "Asia/Tokyo");
    let renamed = TrackerDetails { name: "Wine".into(), ..details("2026-01-01") };
    let edited = life.journal.edit_tracker(id.clone(), renamed.clone(), in_tokyo.clone()).unwrap();
    assert_eq!(edited.details.zone.as_deref(), Some(NEW_YORK));
    assert_eq!(life.first(in_tokyo.clone()).day, day("2026-03-16"));
    let moved = TrackerDetails { zone: Some("Asia/Tokyo".into()), ..renamed };
    assert_eq!(life.journal.edit_tracker(id, moved, in_tokyo.clone()).unwrap().details.zone.as_deref(), Some("Asia/Tokyo"));
    assert_eq!(life.first(in_tokyo).day, day("2026-03-17"));
}

#[test]
fn an_award_outlives_a_change_of_profile() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-03-15"));
    let other = TrackerDetails { profile: Some("annual".into()), ..na("2026-01-01") };
    life.journal.edit_tracker(id.clone(), other, noon("2026-03-15")).unwrap();
    assert_eq!(awards(&life.history(&id, noon("2026-03-15"))), ["day.30 2026-01-01", "day.60 2026-01-01"]);
    assert_eq!(life.first(noon("2026-03-15")).next.unwrap().milestone.key(), "year.1");
}

#[test]
fn the_archive_keeps_everything_and_shows_nothing() {
    let life = Life::new();
    let [a, b, c] = ["a", "b", "c"]
        .map(|name| life.add(TrackerDetails { name: name.into(), ..details("2026-01-01") }, noon("2026-02-01")).id);
    life.record(&a, ReturnToUse::on(day("2026-01-20")), noon("2026-02-01"));
    let before = life.history(&a, noon("2026-02-01"));
    assert!(life.journal.archive_tracker(a.clone(), true, noon("2026-02-01")).unwrap().archived);
    let shown = |at: &str| life.journal.today(noon(at)).unwrap().trackers.into_iter().map(|one| one.id).collect::<Vec<_>>();
    let listed = || life.journal.trackers().unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(shown("2026-02-02"), [b.clone(), c.clone()]);
    assert_eq!(listed(), [b.clone(), c.clone(), a.clone()]);
    let archived = life.history(&a, noon("2026-02-01"));
    assert_eq!((archived.episodes, archived.awards), (before.episodes, before.awards));
    assert_eq!(life.history(&a, noon("2026-02-10")).today.elapsed_days, 21);
    assert!(!life.journal.archive_tracker(a.clone(), false, noon("2026-02-03")).unwrap().archived);
    assert_eq!(shown("2026-02-03"), [b, c, a]);
}

#[test]
fn an_order_names_each_active_tracker_once() {
    let life = Life::new();
    let [a, b, c] = ["a", "b", "c"]
        .map(|name| life.add(TrackerDetails { name: name.into(), ..details("2026-01-01") }, noon("2026-02-01")).id);
    let gone = life.add(details("2026-01-01"), noon("2026-02-01")).id;
    life.journal.archive_tracker(gone.clone(), true, noon("2026-02-01")).unwrap();
    let order = |ids: &[&String]| life.journal.reorder_trackers(ids.iter().map(|id| (*id).clone()).collect());
    order(&[&c, &a, &b]).unwrap();
    let conflict = Err(invalid(Field::Order, Problem::Conflict));
    for wrong in [&[&a, &b][..], &[&a, &b, &c, &c], &[&a, &b, &b], &[&a, &b, &gone], &[&a, &b, &c, &gone], &[]] {
        assert_eq!(order(wrong), conflict);
    }
    let shown: Vec<_> = life.journal.today(noon("2026-02-01")).unwrap().trackers.into_iter().map(|one| one.id).collect();
    assert_eq!(shown, [c, a, b]);
}

#[test]
fn a_planned_start_counts_down() {
    let planned = TrackerDetails { count_style: Some(CountStyle::DayOne), ..na("2026-03-10") };
    let (life, id) = Life::with(planned, noon("2026-03-01"));
    let before = life.first(noon("2026-03-01"));
    assert_eq!((before.starts_in_days, before.elapsed_days, before.number), (9, 0, 0));
    let next = before.next.unwrap();
    assert_eq!((next.milestone.key().as_str(), next.date, next.progress), ("day.30", day("2026-04-09"), 0.0));
    assert!(life.history(&id, noon("2026-03-01")).awards.is_empty());
    let on_it = life.first(noon("2026-03-10"));
    assert_eq!((on_it.starts_in_days, on_it.elapsed_days, on_it.number), (0, 0, 1));
}

#[test]
fn a_listener_hears_of_awards_and_not_of_numbers() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-10"));
    let heard = Arc::new(Heard::default());
    let _tie = life.journal.observe(heard.clone()).unwrap();
    life.first(noon("2026-01-10"));
    life.first(noon("2026-01-11"));
    assert_eq!(heard.count(), 0);
    life.first(noon("2026-01-31"));
    assert_eq!(heard.count(), 1);
    life.first(noon("2026-01-31"));
    assert_eq!(heard.count(), 1);
    life.record(&id, ReturnToUse::on(day("2026-01-31")), noon("2026-01-31"));
    assert_eq!(heard.count(), 2);
}
