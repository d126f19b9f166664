//! Whatever is entered, in whatever order: calendar and episodes are one truth, nothing is lost, and all of it can be taken back.

use chrono::Days;
use handrail_core::sobriety::{CalendarDay, DayMark, DaySelection, DayState, Measure, Origin, StartBasis};
use proptest::prelude::*;

use super::*;

const NOW: &str = "2026-03-20";

#[derive(Clone, Debug)]
enum Entry {
    Used(u64, u64),
    Kept(u64),
    Unknown(u64),
    Nothing(u64),
    Medication(u64),
    /// Kept, where nothing is known.
    Fill(u64, u64),
    /// Every Friday and Saturday of a stretch.
    Weekends(u64, u64),
    Return(u64, u64),
}

fn entry() -> impl Strategy<Value = Entry> {
    let span = || (0_u64..60, 0_u64..4);
    prop_oneof![
        3 => span().prop_map(|(from, length)| Entry::Used(from, length)),
        2 => (0_u64..60).prop_map(Entry::Kept),
        1 => (0_u64..60).prop_map(Entry::Unknown),
        1 => (0_u64..60).prop_map(Entry::Nothing),
        1 => (0_u64..60).prop_map(Entry::Medication),
        1 => span().prop_map(|(from, length)| Entry::Fill(from, 5 * length)),
        1 => span().prop_map(|(from, length)| Entry::Weekends(from, 5 * length)),
        3 => span().prop_map(|(from, length)| Entry::Return(from, length)),
    ]
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(entry(), 1..8)
}

fn without_from_the_first() -> TrackerDetails {
    TrackerDetails {
        start_basis: Some(StartBasis::FirstDayWithout),
        measure: Some(Measure::Drinks { milligrams: 14_000 }),
        profile: Some("na_core".into()),
        ..details("2026-01-01")
    }
}

fn at(offset: u64) -> CivilDay {
    day("2026-01-01") + Days::new(offset)
}

fn enter(life: &Life, id: &str, entry: &Entry) {
    enter_on(life, id, entry, &noon(NOW));
}

fn enter_on(life: &Life, id: &str, entry: &Entry, moment: &Moment) {
    let mark = |days: DaySelection, mark: DayMark| drop(life.journal.mark_days(id.into(), days, mark, moment.clone()).unwrap());
    match *entry {
        Entry::Used(from, length) => mark(DaySelection::range(at(from), at(from + length)), DayMark::used(1_000)),
        Entry::Kept(on) => mark(DaySelection::on(at(on)), DayMark::of(DayState::Kept)),
        Entry::Unknown(on) => mark(DaySelection::on(at(on)), DayMark::of(DayState::Unknown)),
        Entry::Nothing(on) => mark(DaySelection::on(at(on)), DayMark::of(DayState::None)),
        Entry::Medication(on) => {
            mark(
                DaySelection::on(at(on)),
                DayMark { medication: Some(true), note: Some("as prescribed".into()), ..DayMark::default() },
            );
        }
        Entry::Fill(from, length) => {
            let empty = DaySelection { only_empty: true, ..DaySelection::range(at(from), at(from + length)) };
            mark(empty, DayMark::of(DayState::Kept));
        }
        Entry::Weekends(from, length) => {
            let pattern = DaySelection { weekdays: vec![5, 6], ..DaySelection::range(at(from), at(from + length)) };
            mark(pattern, DayMark { origin: Some(Origin::LookingBack), ..DayMark::used(6_000) });
        }
        Entry::Return(from, length) => {
            let event = ReturnToUse { last_day: Some(at(from + length)), ..ReturnToUse::on(at(from)) };
            drop(life.record(id, event, moment.clone()));
        }
    }
}

/// All that can be seen of a tracker.
fn seen(life: &Life, id: &str) -> (TrackerHistory, Vec<CalendarDay>) {
    let days = life.journal.calendar(id.to_owned(), day("2025-12-20"), day("2026-03-20"), noon(NOW)).unwrap().days;
    (life.history(id, noon(NOW)), days)
}

/// How many entries there are, of either kind.
fn kept(life: &Life) -> i64 {
    let sql = "SELECT (SELECT count(*) FROM return_to_use) + (SELECT count(*) FROM day_change)";
    life.another_process().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_an_entry_alone_had_earned_goes_when_it_is_taken_back() {
    let (life, id) = Life::with(without_from_the_first(), noon(NOW));
    enter(&life, &id, &Entry::Used(40, 3));
    let before = seen(&life, &id);
    // The episode now begins a day earlier, and has its thirty days a day earlier.
    enter(&life, &id, &Entry::Kept(43));
    let with = seen(&life, &id);
    assert_ne!(with.0.awards, before.0.awards);
    life.journal.undo_mark(id.clone(), noon(NOW)).unwrap();
    assert_eq!(seen(&life, &id), before);
    // Entered once more it is earned once more.
    enter(&life, &id, &Entry::Kept(43));
    assert_eq!(seen(&life, &id).0.awards, with.0.awards);
}

/// An award that a return had ended before its day, and that a kept day brings back, is the kept day's: also when the day was over.
#[test]
fn what_an_entry_had_brought_back_goes_with_it_on_another_day_too() {
    let (life, id) = Life::with(without_from_the_first(), noon(NOW));
    enter(&life, &id, &Entry::Used(40, 0));
    let before = seen(&life, &id);
    enter(&life, &id, &Entry::Kept(40));
    assert_ne!(seen(&life, &id).0.awards, before.0.awards);
    let tomorrow = noon(&(day(NOW) + Days::new(1)).to_string());
    life.journal.undo_mark(id.clone(), tomorrow).unwrap();
    assert_eq!(seen(&life, &id), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn calendar_and_episodes_never_contradict_each_other(entries in entries()) {
        let (life, id) = Life::with(without_from_the_first(), noon(NOW));
        for entry in &entries {
            enter(&life, &id, entry);
        }
        let (history, days) = seen(&life, &id);
        let from_the_start = days.iter().filter(|told| told.day >= day("2026-01-01") && told.day < day(NOW));
        for told in from_the_start.clone() {
            let inside = history.episodes.iter().any(|run| run.start <= told.day && run.end.is_none_or(|end| told.day < end));
            match told.state {
                DayState::Kept => prop_assert!(inside, "{} is kept and in no episode", told.day),
                DayState::Used => prop_assert!(!inside, "{} is of use and in an episode", told.day),
                // Of a day that is not known nothing is said; it ends no episode.
                DayState::Unknown | DayState::None => {}
            }
        }
        let today = life.first(noon(NOW));
        // What the first screen reads from its one row is what all entries add up to.
        prop_assert_eq!((today.total_days, today.longest_days), (history.total_days, history.longest_days));
        prop_assert!(today.elapsed_days <= today.longest_days && today.longest_days <= today.total_days && today.total_days <= 78);
        prop_assert_eq!(&today.elapsed_days, &history.today.elapsed_days);
    }

    #[test]
    fn adding_a_day_never_removes_an_award(entries in entries(), pauses in proptest::collection::vec(0_u64..40, 8)) {
        let (life, id) = Life::with(without_from_the_first(), noon("2026-01-01"));
        let mut on = day(NOW);
        let mut lived = life.history(&id, noon(NOW)).awards;
        for (entry, pause) in entries.iter().zip(pauses) {
            // A day of use that is corrected to one without joins two episodes: that is no day added, and the awards are those
            // of the joined one.
            let corrects = matches!(entry, Entry::Kept(_) | Entry::Unknown(_) | Entry::Nothing(_));
            if pause > 0 {
                // All entries of a day are one sitting: what stands when it is over is the person's.
                lived = life.history(&id, noon(&(on + Days::new(pause - 1)).to_string())).awards;
                on = on + Days::new(pause);
            }
            let at = noon(&on.to_string());
            enter_on(&life, &id, entry, &at);
            let after = life.history(&id, at).awards;
            for award in &lived {
                prop_assert!(corrects || after.contains(award), "{award:?} is gone after {entry:?}");
            }
            if corrects {
                lived.retain(|award| after.contains(award));
            }
        }
    }

    #[test]
    fn taking_everything_back_restores_exactly(entries in entries()) {
        let (life, id) = Life::with(without_from_the_first(), noon(NOW));
        let mut states = vec![seen(&life, &id)];
        let mut taken = Vec::new();
        for entry in &entries {
            let before = kept(&life);
            enter(&life, &id, entry);
            // What was there already is no second entry, and there is nothing of it to take back.
            if kept(&life) > before {
                states.push(seen(&life, &id));
                taken.push(matches!(entry, Entry::Return(..)));
            }
        }
        while let Some(is_return) = taken.pop() {
            if is_return {
                life.undo(&id, noon(NOW));
            } else {
                life.journal.undo_mark(id.clone(), noon(NOW)).unwrap();
            }
            states.pop();
            prop_assert_eq!(&seen(&life, &id), states.last().unwrap());
        }
    }

    #[test]
    fn two_orders_of_the_same_entries_give_the_same_state(
        days in proptest::collection::vec(0_u8..5, 12),
        turn in 0_usize..12,
        lived in any::<bool>(),
    ) {
        // Each entry has days of its own: of two that speak of one day the later holds, and that is meant.
        let entries: Vec<Entry> = (0_u64..)
            .zip(days)
            .map(|(slot, kind)| match kind {
                0 => Entry::Used(5 * slot, 2),
                1 => Entry::Kept(5 * slot),
                2 => Entry::Unknown(5 * slot),
                3 => Entry::Medication(5 * slot),
                _ => Entry::Return(5 * slot, 3),
            })
            .collect();
        let mut turned = entries.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let of = |entries: &[Entry]| {
            let (life, id) = Life::with(without_from_the_first(), noon(if lived { "2026-01-01" } else { NOW }));
            for entry in entries {
                enter(&life, &id, entry);
            }
            let (history, days) = seen(&life, &id);
            let mut today = history.today;
            today.id.clear();
            (history.episodes, history.awards, history.total_days, history.longest_days, today, days)
        };
        prop_assert_eq!(of(&entries), of(&turned));
    }
}
