//! Whole lives at random: every kind of entry, correction and goal in any order, over months, in every way of counting. Whatever
//! comes, the screens agree with each other and the numbers keep their order.

use std::collections::BTreeSet;

use chrono::Days;
use handrail_core::sobriety::{
    CountStyle, DayMark, DaySelection, DayState, Goal, Limits, Measure, Per, Rate, StartBasis, Taper, ZoneMode,
};
use handrail_core::time::Feb29Rule;
use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Fly(usize),
    /// How many days back it began, how long it was, and whether counting waits a day.
    Return(u64, u64, bool),
    UndoReturn,
    Mark(u64, u64, DayState, Option<i64>),
    Medication(u64),
    UndoMark,
    /// Days by which the start is moved.
    Start(i64),
    Profile(usize),
    UndoEdit,
    /// Which goal, and how many days ago or ahead it begins.
    Goal(usize, i64),
    Rate(i64, i64),
    DeleteAndRestore,
    ArchiveAndBack,
    Look,
}

const ZONES: [&str; 4] = [NEW_YORK, "Asia/Tokyo", "Pacific/Honolulu", "Australia/Lord_Howe"];
const PROFILES: [&str; 4] = ["na_core", "aa_us_common", "annual", "generic"];

fn step() -> impl Strategy<Value = Step> {
    let state = prop_oneof![Just(DayState::Used), Just(DayState::Kept), Just(DayState::Unknown), Just(DayState::None)];
    prop_oneof![
        6 => (1_u64..40).prop_map(Step::Wait),
        1 => (0_usize..ZONES.len()).prop_map(Step::Fly),
        3 => (0_u64..90, 0_u64..4, any::<bool>()).prop_map(|(back, length, pause)| Step::Return(back, length, pause)),
        2 => Just(Step::UndoReturn),
        4 => (0_u64..90, 0_u64..20, state, proptest::option::of(1_i64..9_000)).prop_map(|(b, l, s, a)| Step::Mark(b, l, s, a)),
        1 => (0_u64..30).prop_map(Step::Medication),
        2 => Just(Step::UndoMark),
        1 => (-40_i64..40).prop_map(Step::Start),
        1 => (0_usize..PROFILES.len()).prop_map(Step::Profile),
        1 => Just(Step::UndoEdit),
        2 => (0_usize..4, -60_i64..20).prop_map(|(which, from)| Step::Goal(which, from)),
        1 => (0_i64..5_000, -50_i64..20).prop_map(|(minor, from)| Step::Rate(minor, from)),
        1 => Just(Step::DeleteAndRestore),
        1 => Just(Step::ArchiveAndBack),
        2 => Just(Step::Look),
    ]
}

fn way_of_counting() -> impl Strategy<Value = TrackerDetails> {
    let basis = prop_oneof![Just(StartBasis::FirstDayWithout), Just(StartBasis::LastDayOfUse), Just(StartBasis::Own)];
    let style = prop_oneof![Just(CountStyle::Elapsed), Just(CountStyle::DayOne)];
    let feb29 = prop_oneof![Just(Feb29Rule::Feb28), Just(Feb29Rule::Mar1)];
    let mode = prop_oneof![Just(ZoneMode::Home), Just(ZoneMode::Device)];
    let minute = proptest::option::of(0_u16..1_440);
    let start = prop_oneof![Just("2024-02-29"), Just("2023-08-31"), Just("2024-03-20")];
    (basis, style, feb29, mode, minute, 0_u16..=360, start).prop_map(|(basis, style, feb29, mode, minute, day_start, start)| {
        TrackerDetails {
            start_basis: Some(basis),
            count_style: Some(style),
            feb29: Some(feb29),
            zone_mode: Some(mode),
            start_minute: minute,
            day_start: Some(day_start),
            measure: Some(Measure::Drinks { milligrams: 14_000 }),
            profile: Some("aa_us_common".into()),
            ..details(start)
        }
    })
}

/// One life: the journal, the tracker, the day it is and the zone the phone is in.
struct Walk {
    life: Life,
    id: String,
    on: CivilDay,
    zone: &'static str,
}

impl Walk {
    fn now(&self) -> Moment {
        moment(&format!("{}T20:30:00Z", self.on), self.zone)
    }

    fn history_now(&self) -> TrackerHistory {
        self.life.history(&self.id, self.now())
    }

    /// Does a step. What a person could not do at that point is refused with a typed error, and then nothing has changed.
    fn take(&mut self, step: &Step) -> Result<(), HandrailError> {
        let (journal, id, now) = (self.life.journal.clone(), self.id.clone(), self.now());
        let today = self.history_now().today.day;
        let from = |ahead: i64| today.checked_add_signed(chrono::TimeDelta::days(ahead)).unwrap();
        match step.clone() {
            Step::Wait(days) => self.on = self.on + Days::new(days),
            Step::Fly(zone) => self.zone = ZONES[zone],
            Step::Return(back, length, pause) => {
                let first = today - Days::new(back);
                let last = today.min(first + Days::new(length));
                let new_start = pause.then(|| last + Days::new(1));
                journal.record_return(id, ReturnToUse { last_day: Some(last), new_start, ..ReturnToUse::on(first) }, now)?;
            }
            Step::UndoReturn => drop(journal.undo_return(id, now)?),
            Step::Mark(back, length, state, amount) => {
                let first = today - Days::new(back);
                let days = DaySelection::range(first, today.min(first + Days::new(length)));
                let amount = amount.filter(|_| state == DayState::Used);
                drop(journal.mark_days(id, days, DayMark { amount, ..DayMark::of(state) }, now)?);
            }
            Step::Medication(back) => {
                let mark = DayMark { medication: Some(true), ..DayMark::default() };
                drop(journal.mark_days(id, DaySelection::on(today - Days::new(back)), mark, now)?);
            }
            Step::UndoMark => drop(journal.undo_mark(id, now)?),
            Step::Start(by) => {
                let before = self.history_now().tracker.details;
                let start = before.start.checked_add_signed(chrono::TimeDelta::days(by)).unwrap();
                journal.edit_tracker(id, TrackerDetails { start, ..before }, now)?;
            }
            Step::Profile(which) => {
                let before = self.history_now().tracker.details;
                journal.edit_tracker(id, TrackerDetails { profile: Some(PROFILES[which].into()), ..before }, now)?;
            }
            Step::UndoEdit => drop(journal.undo_correction(id, now)?),
            Step::Goal(which, ahead) => drop(journal.set_goal(id, goal(which, from(ahead)), from(ahead), now)?),
            Step::Rate(minor, ahead) => {
                let rate = Rate { from: from(ahead), minor, currency: "EUR".into(), per: Per::Week, minutes_a_day: 30 };
                drop(journal.set_rate(id, rate, now)?);
            }
            Step::DeleteAndRestore => {
                journal.delete_tracker(id.clone(), now.clone())?;
                assert_eq!(journal.erase_deleted(now)?, 0);
                journal.restore_tracker(id)?;
            }
            Step::ArchiveAndBack => {
                journal.archive_tracker(id.clone(), true, now.clone())?;
                journal.archive_tracker(id, false, now)?;
            }
            Step::Look => drop(journal.today(now)?),
        }
        Ok(())
    }
}

fn goal(which: usize, from_day: CivilDay) -> Goal {
    match which {
        0 => Goal::Abstain,
        1 => Goal::BottomLine { lines: vec!["the shop on the corner".into()] },
        2 => Goal::Moderate {
            limits: Limits { a_day: Some(2_000), a_week: Some(9_000), days_a_week: Some(4), dry_weekdays: vec![1, 2] },
        },
        _ => Goal::Reduce { taper: Taper { from_amount: 6_000, to_amount: 0, from_day, to_day: from_day + Days::new(60) } },
    }
}

/// Everything that can be looked at says the same, and keeps its order.
fn agree(walk: &Walk) -> Result<(), TestCaseError> {
    let (journal, id, now) = (&walk.life.journal, walk.id.clone(), walk.now());
    let history = walk.history_now();
    let told = journal.today(now.clone()).unwrap().trackers.remove(0);
    prop_assert_eq!(&told, &history.today);
    prop_assert_eq!(&journal.preview(now.clone()).unwrap().trackers[0], &told);
    let widget = journal.widget_timeline(now.clone()).unwrap().remove(0).trackers.remove(0);
    prop_assert_eq!((widget.number, widget.total_days, widget.longest_days), (told.number, told.total_days, told.longest_days));

    let first_start = history.tracker.details.start;
    // A return that was entered in the east lies in tomorrow after a flight west.
    let since = u32::try_from((told.day.max(told.start) - first_start).num_days()).unwrap_or(0);
    prop_assert_eq!((told.total_days, told.longest_days), (history.total_days, history.longest_days));
    prop_assert!(told.elapsed_days <= told.longest_days && told.longest_days <= told.total_days && told.total_days <= since);
    for pair in history.episodes.windows(2) {
        prop_assert!(pair[0].start <= pair[0].end.unwrap() && pair[0].end.unwrap() <= pair[1].start, "{pair:?}");
    }
    prop_assert_eq!(history.episodes.last().map(|run| (run.start, run.end)), Some((told.start, None)));

    let unique: BTreeSet<_> = history.awards.iter().map(|award| (award.episode_start, award.milestone)).collect();
    prop_assert_eq!(unique.len(), history.awards.len(), "one award for a milestone of an episode");
    // A number that is held against a flight west is that of the next day, and so may be its milestone.
    prop_assert!(history.awards.iter().all(|award| award.earned_on <= told.day.succ_opt().unwrap()));
    let shelf = journal.milestone_shelf(id.clone(), now.clone()).unwrap();
    prop_assert_eq!(shelf.iter().map(|row| row.earned_on.len()).sum::<usize>(), history.awards.len());

    let page = journal.history_page(id.clone(), now.clone(), None, 200).unwrap();
    let reached = page.entries.iter().filter(|entry| entry.milestone.is_some()).count();
    prop_assert!(page.next.is_some() || reached == history.awards.len());

    let statistics = journal.statistics(id.clone(), now.clone()).unwrap();
    let sums = (statistics.total_days, statistics.longest_days, statistics.current_days, statistics.episodes as usize);
    // The statistics hold no number against a flight.
    if statistics.day == told.day {
        prop_assert_eq!(sums, (told.total_days, told.longest_days, told.elapsed_days, history.episodes.len()));
    }
    prop_assert_eq!(statistics.saved.as_ref().map(|saved| saved.minutes >= 0), told.saved.as_ref().map(|_| true));
    let windows = statistics.windows.iter().flat_map(|window| [&window.outcomes, &window.before]);
    for found in windows.chain(statistics.checkpoints.iter().filter_map(|point| point.outcomes.as_ref())) {
        prop_assert_eq!(found.abstinent + found.used + found.unknown, found.days);
        prop_assert!(found.pda_worst <= found.pda_best + 1e-9 && found.inferred <= found.abstinent);
        prop_assert!(found.pda_observed.is_none_or(|pda| found.pda_worst <= pda + 1e-9 && pda <= found.pda_best + 1e-9));
        prop_assert!(found.current_strict <= found.longest_strict && found.longest_strict <= found.longest_lenient);
    }
    if let Some(within) = statistics.within_goal {
        prop_assert!(within.days_within <= within.days_known && within.weeks_within <= within.weeks_known);
        prop_assert!(within.dry_days_kept <= within.dry_days_planned && within.dry_days_kept <= within.dry_days);
    }

    let from = told.day - Days::new(399);
    let calendar = journal.calendar(id, from, told.day, now).unwrap();
    prop_assert_eq!(calendar.days.len(), 400);
    let milestones: usize = calendar.days.iter().map(|day| day.milestones.len()).sum();
    prop_assert_eq!(milestones, history.awards.iter().filter(|award| (from..=told.day).contains(&award.earned_on)).count());
    prop_assert!(calendar.days.iter().all(|day| day.amount.is_none() || day.state == DayState::Used));
    Ok(())
}

proptest! {
    // Each step waits for the disk.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_screens_agree_whatever_is_entered(
        how in way_of_counting(),
        steps in proptest::collection::vec(step(), 1..25),
    ) {
        let life = Life::new();
        let on = day("2024-06-01");
        let id = life.add(how, moment("2024-06-01T20:30:00Z", NEW_YORK)).id;
        let mut walk = Walk { life, id, on, zone: NEW_YORK };
        for step in &steps {
            let before = walk.history_now();
            match walk.take(step) {
                Ok(()) => {}
                Err(HandrailError::Invalid { .. } | HandrailError::NotFound { .. }) => prop_assert_eq!(walk.history_now(), before),
                Err(other) => prop_assert!(false, "{step:?}: {other:?}"),
            }
            agree(&walk)?;
        }
    }

    #[test]
    fn every_entry_and_correction_is_taken_back_exactly(
        how in way_of_counting(),
        steps in proptest::collection::vec(step(), 1..10),
        entry in step(),
        later in 0_u64..3,
    ) {
        let life = Life::new();
        let id = life.add(how, moment("2024-06-01T20:30:00Z", NEW_YORK)).id;
        let mut walk = Walk { life, id, on: day("2024-06-01"), zone: NEW_YORK };
        for step in &steps {
            drop(walk.take(step));
        }
        let undo = match &entry {
            Step::Return(..) => Step::UndoReturn,
            Step::Mark(..) | Step::Medication(_) => Step::UndoMark,
            Step::Start(_) | Step::Profile(_) => Step::UndoEdit,
            _ => return Ok(()),
        };
        let at = |walk: &Walk| Moment { at: walk.now().at + chrono::TimeDelta::days(100), zone: walk.zone.into() };
        let then = at(&walk);
        let seen = |walk: &Walk| {
            let days = walk.life.journal.calendar(walk.id.clone(), day("2024-01-01"), day("2024-12-31"), then.clone()).unwrap();
            (walk.life.history(&walk.id, then.clone()), days)
        };
        let (before, entries) = (seen(&walk), kept(&walk.life));
        if walk.take(&entry).is_err() || kept(&walk.life) == entries {
            return Ok(());
        }
        walk.on = walk.on + Days::new(later);
        walk.take(&undo).unwrap();
        prop_assert_eq!(seen(&walk), before, "{:?}", entry);
    }
}

/// How many entries and corrections there are.
fn kept(life: &Life) -> i64 {
    let sql = "SELECT (SELECT count(*) FROM return_to_use) + (SELECT count(*) FROM day_change)
                      + (SELECT count(*) FROM tracker_correction)";
    life.another_process().query_row(sql, [], |row| row.get(0)).unwrap()
}
