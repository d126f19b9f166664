//! The day calendar: one truth, entered in whatever way, and every entry can be taken back exactly.

use handrail_core::sobriety::{
    Cause, DayCalendar, DayMark, DaySelection, DayState, Goal, Limits, MarkedDays, Measure, OutcomeQuery, StartBasis,
};

use super::*;

const DRINKS: Measure = Measure::Drinks { milligrams: 14_000 };

impl Life {
    fn mark(&self, id: &str, from: &str, to: &str, mark: DayMark, on: &str) -> Result<MarkedDays, HandrailError> {
        self.journal.mark_days(id.into(), DaySelection::range(day(from), day(to)), mark, noon(on))
    }

    fn calendar(&self, id: &str, from: &str, to: &str, on: &str) -> DayCalendar {
        self.journal.calendar(id.into(), day(from), day(to), noon(on)).unwrap()
    }

    fn states(&self, id: &str, from: &str, to: &str, on: &str) -> String {
        let sign = |state| match state {
            DayState::None => '.',
            DayState::Kept => 'A',
            DayState::Used => 'U',
            DayState::Unknown => '?',
        };
        self.calendar(id, from, to, on).days.iter().map(|day| sign(day.state)).collect()
    }
}

fn first_day_without(start: &str) -> TrackerDetails {
    TrackerDetails { start_basis: Some(StartBasis::FirstDayWithout), measure: Some(DRINKS), ..details(start) }
}

#[test]
fn a_day_of_use_in_the_calendar_is_a_return_and_a_return_is_in_the_calendar() {
    let (life, id) = Life::with(first_day_without("2026-01-01"), noon("2026-01-20"));
    assert_eq!(life.states(&id, "2025-12-31", "2026-01-21", "2026-01-20"), ".AAAAAAAAAAAAAAAAAAA..");
    let marked = life.mark(&id, "2026-01-10", "2026-01-11", DayMark::used(6_000), "2026-01-20").unwrap();
    assert!(marked.episodes_changed);
    let history = life.journal.tracker_history(id.clone(), noon("2026-01-20")).unwrap();
    let told: Vec<_> = history.episodes.iter().map(|episode| (episode.start, episode.end, episode.days)).collect();
    assert_eq!(told, [(day("2026-01-01"), Some(day("2026-01-10")), 9), (day("2026-01-12"), None, 8)]);
    assert_eq!(history.episodes[0].ended_by, Some(Cause::ReturnToUse));
    life.journal.record_return(id.clone(), ReturnToUse::on(day("2026-01-15")), noon("2026-01-20")).unwrap();
    assert_eq!(life.states(&id, "2026-01-08", "2026-01-20", "2026-01-20"), "AAUUAAAUAAAA.");
    // The later entry holds: that day was one without after all.
    life.mark(&id, "2026-01-15", "2026-01-15", DayMark::of(DayState::Kept), "2026-01-20").unwrap();
    assert_eq!(life.states(&id, "2026-01-08", "2026-01-20", "2026-01-20"), "AAUUAAAAAAAA.");
    let history = life.journal.tracker_history(id.clone(), noon("2026-01-20")).unwrap();
    assert_eq!((history.episodes.len(), history.today.elapsed_days), (2, 8));
    // And later still, it was not.
    life.journal.record_return(id.clone(), ReturnToUse::on(day("2026-01-15")), noon("2026-01-20")).unwrap();
    assert_eq!(life.states(&id, "2026-01-14", "2026-01-16", "2026-01-20"), "AUA");
}

#[test]
fn an_entry_is_taken_back_exactly() {
    let (life, id) = Life::with(first_day_without("2026-01-01"), noon("2026-01-20"));
    life.mark(&id, "2026-01-05", "2026-01-05", DayMark { note: Some("hard".into()), ..DayMark::used(2_500) }, "2026-01-20")
        .unwrap();
    let before = (
        life.calendar(&id, "2026-01-01", "2026-01-20", "2026-01-20"),
        life.journal.tracker_history(id.clone(), noon("2026-01-20")).unwrap(),
    );
    let patterned = DaySelection { weekdays: vec![5, 6], ..DaySelection::range(day("2025-12-01"), day("2026-01-20")) };
    let marked = life.journal.mark_days(id.clone(), patterned, DayMark::used(6_000), noon("2026-01-20")).unwrap();
    assert_eq!(marked.days, 14);
    assert!(marked.today.elapsed_days < before.1.today.elapsed_days);
    let undone = life.journal.undo_mark(id.clone(), noon("2026-01-20")).unwrap();
    assert_eq!((undone.days, undone.episodes_changed), (14, true));
    let after = (
        life.calendar(&id, "2026-01-01", "2026-01-20", "2026-01-20"),
        life.journal.tracker_history(id.clone(), noon("2026-01-20")).unwrap(),
    );
    assert_eq!(after, before);
    life.journal.undo_mark(id.clone(), noon("2026-01-20")).unwrap();
    assert!(!life.calendar(&id, "2026-01-01", "2026-01-20", "2026-01-20").can_undo_mark);
    assert!(matches!(life.journal.undo_mark(id, noon("2026-01-20")), Err(HandrailError::NotFound { .. })));
}

#[test]
fn medication_taken_as_prescribed_is_never_use() {
    let (life, id) = Life::with(first_day_without("2026-01-01"), noon("2026-01-20"));
    let medication = DayMark { medication: Some(true), ..DayMark::default() };
    life.mark(&id, "2026-01-01", "2026-01-19", medication, "2026-01-20").unwrap();
    let calendar = life.calendar(&id, "2026-01-01", "2026-01-19", "2026-01-20");
    assert!(calendar.days.iter().all(|day| day.medication && day.state == DayState::Kept));
    assert_eq!((calendar.kept, calendar.used), (19, 0));
    assert_eq!(life.journal.tracker_history(id, noon("2026-01-20")).unwrap().episodes.len(), 1);
}

#[test]
fn four_hundred_days_and_one_of_use_are_still_four_hundred_days() {
    // C-07 of the clinical report.
    let (life, id) = Life::with(first_day_without("2025-01-01"), noon("2026-02-06"));
    life.mark(&id, "2026-02-05", "2026-02-05", DayMark::of(DayState::Used), "2026-02-06").unwrap();
    let statistics = life.journal.statistics(id.clone(), noon("2026-02-06")).unwrap();
    assert_eq!((statistics.longest_days, statistics.returns, statistics.total_days), (400, 1, 400));
    let window = |length| statistics.windows.iter().find(|window| window.length == length).unwrap();
    assert_eq!(format!("{:.2}", window(90).outcomes.pda_observed.unwrap()), "98.89");
    assert_eq!((window(365).outcomes.abstinent, window(365).outcomes.days), (364, 365));
    let query = OutcomeQuery { from: day("2025-01-01"), to: day("2026-02-05"), include_inferred: true, heavy_from: None };
    let found = life.journal.outcomes(id.clone(), query.clone(), noon("2026-02-06")).unwrap();
    assert_eq!((found.longest_strict, found.inferred, found.unknown), (400, 400, 0));
    // What nobody entered is not known, unless it is asked for.
    let entered = OutcomeQuery { include_inferred: false, ..query };
    assert_eq!(life.journal.outcomes(id, entered, noon("2026-02-06")).unwrap().unknown, 400);
    let year = statistics.checkpoints.iter().find(|point| point.months == 12).unwrap();
    assert_eq!(year.due, day("2026-01-01"));
    assert_eq!(year.outcomes.as_ref().unwrap().pda_observed, Some(100.0));
    assert!(statistics.checkpoints.iter().find(|point| point.months == 24).unwrap().outcomes.is_none());
}

#[test]
fn a_day_of_use_within_limits_is_no_return_and_crossings_are_counted() {
    let limits = Limits { a_day: Some(3_000), a_week: Some(8_000), days_a_week: Some(3), dry_weekdays: vec![1] };
    let goal = Some(Goal::Moderate { limits });
    let (life, id) = Life::with(TrackerDetails { goal, ..first_day_without("2026-01-05") }, noon("2026-01-19"));
    for (date, amount) in [("2026-01-06", 2_000), ("2026-01-07", 4_000), ("2026-01-09", 3_000), ("2026-01-12", 1_000)] {
        life.mark(&id, date, date, DayMark::used(amount), "2026-01-19").unwrap();
    }
    let rest = DaySelection { only_empty: true, ..DaySelection::range(day("2026-01-05"), day("2026-01-18")) };
    life.journal.mark_days(id.clone(), rest, DayMark::of(DayState::Kept), noon("2026-01-19")).unwrap();
    let statistics = life.journal.statistics(id.clone(), noon("2026-01-19")).unwrap();
    let within = statistics.within_goal.unwrap();
    // Over: 4 drinks on the 7th, the planned dry Monday the 12th, and 9 drinks in the first week.
    assert_eq!((within.days_known, within.days_within, within.dry_days), (14, 12, 10));
    assert_eq!((within.dry_days_planned, within.dry_days_kept), (2, 1));
    assert_eq!((within.weeks_known, within.weeks_within, within.crossings), (2, 1, 3));
    assert_eq!((statistics.episodes, statistics.returns, statistics.current_days), (1, 0, 14));
    // From limits to abstinence: a new episode begins, and nothing before it becomes a return.
    let history = life.journal.set_goal(id, Goal::Abstain, day("2026-01-15"), noon("2026-01-19")).unwrap();
    let ends: Vec<_> = history.episodes.iter().map(|episode| (episode.days, episode.ended_by)).collect();
    assert_eq!(ends, [(10, Some(Cause::GoalChange)), (4, None)]);
}

#[test]
fn what_cannot_be_entered_names_its_field_and_changes_nothing() {
    let (life, id) = Life::with(first_day_without("2026-01-01"), noon("2026-01-20"));
    let used = |amount| DayMark::used(amount);
    let kept = DayMark::of(DayState::Kept);
    for (from, to, mark, field, problem) in [
        ("2026-01-21", "2026-01-21", kept.clone(), Field::Day, Problem::InFuture),
        ("2026-01-10", "2026-01-09", kept.clone(), Field::Day, Problem::EndBeforeStart),
        ("1899-12-31", "2026-01-09", kept.clone(), Field::Day, Problem::OutOfRange),
        ("1950-01-01", "2026-01-09", kept.clone(), Field::Day, Problem::TooLong),
        ("2026-01-10", "2026-01-10", used(-1), Field::Amount, Problem::OutOfRange),
        ("2026-01-10", "2026-01-10", used(0), Field::Amount, Problem::OutOfRange),
        ("2026-01-10", "2026-01-10", used(i64::MAX), Field::Amount, Problem::OutOfRange),
        ("2026-01-10", "2026-01-10", DayMark { amount: Some(1), ..kept.clone() }, Field::Amount, Problem::Conflict),
        ("2026-01-10", "2026-01-10", DayMark { minute: Some(1440), ..used(1) }, Field::Minute, Problem::OutOfRange),
        ("2026-01-10", "2026-01-10", DayMark { note: Some("x".repeat(1_000_000)), ..kept }, Field::Note, Problem::TooLong),
    ] {
        assert_eq!(life.mark(&id, from, to, mark, "2026-01-20"), Err(invalid(field, problem)), "{from} {to}");
    }
    assert!(!life.calendar(&id, "2026-01-01", "2026-01-20", "2026-01-20").can_undo_mark);
}

#[test]
fn another_standard_drink_changes_the_telling_and_not_what_was_drunk() {
    let (life, id) = Life::with(first_day_without("2026-01-01"), noon("2026-01-20"));
    life.mark(&id, "2026-01-10", "2026-01-10", DayMark::used(4_000), "2026-01-20").unwrap();
    let british = TrackerDetails { measure: Some(Measure::Drinks { milligrams: 8_000 }), ..first_day_without("2026-01-01") };
    life.journal.edit_tracker(id.clone(), british, noon("2026-01-20")).unwrap();
    assert_eq!(life.calendar(&id, "2026-01-10", "2026-01-10", "2026-01-20").amount, 7_000);
    let minutes = TrackerDetails { measure: Some(Measure::Minutes), ..first_day_without("2026-01-01") };
    let refused = life.journal.edit_tracker(id, minutes, noon("2026-01-20"));
    assert_eq!(refused.unwrap_err(), invalid(Field::Measure, Problem::Conflict));
}
