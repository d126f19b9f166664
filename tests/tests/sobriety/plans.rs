//! Money, deletion, corrections, own fellowships, the timeline and the shelf.

use handrail_core::catalogue::{
    AbstinenceModel, Confidence, Fellowship, Milestone, MilestoneUnit, Programme, Token, TokenProfile, Vocabulary,
};
use handrail_core::sobriety::{HistoryKind, Per, Rate, SavingGoal, ZoneMode};

use super::*;

#[test]
fn money_is_summed_exactly_and_rounded_once() {
    let (life, id) = Life::with(details("2025-01-01"), noon("2026-01-01"));
    let rate = |from: &str, minor, per| Rate { from: day(from), minor, currency: "EUR".into(), per, minutes_a_day: 30 };
    life.journal.set_rate(id.clone(), rate("2025-01-01", 10_000, Per::Month), noon("2026-01-01")).unwrap();
    let saved = |on: &str| life.journal.today(noon(on)).unwrap().trackers.remove(0).saved.unwrap();
    // 365 days are twelve months; 30 minutes a day.
    assert_eq!((saved("2026-01-01").money[0].minor, saved("2026-01-01").minutes), (120_000, 365 * 30));
    life.journal.set_rate(id.clone(), rate("2025-07-01", 700, Per::Week), noon("2026-01-01")).unwrap();
    // 181 days at 100 a month, 184 at 1 a day: 59,506.85 + 18,400.
    assert_eq!(saved("2026-01-01").money[0].minor, 77_907);
    // A return to use takes nothing of it away.
    life.journal.record_return(id.clone(), ReturnToUse::on(day("2025-12-01")), noon("2026-01-01")).unwrap();
    assert_eq!(saved("2026-01-01").money[0].minor, 77_907);
    let goal = SavingGoal { id: String::new(), name: "A bicycle".into(), minor: 100_000, currency: "EUR".into() };
    life.journal.save_saving_goal(goal, noon("2026-01-01")).unwrap();
    let overview = life.journal.savings(noon("2026-01-01")).unwrap();
    assert_eq!((overview.goals[0].saved, overview.goals[0].days_to_go), (77_907, Some(221)));
    let unknown = Rate { currency: "XXX".into(), ..rate("2026-01-01", 1, Per::Day) };
    assert_eq!(
        life.journal.set_rate(id.clone(), unknown, noon("2026-01-01")).unwrap_err(),
        invalid(Field::Currency, Problem::Unknown)
    );
    let negative = rate("2026-01-01", -1, Per::Day);
    assert_eq!(life.journal.set_rate(id, negative, noon("2026-01-01")).unwrap_err(), invalid(Field::Rate, Problem::OutOfRange));
}

#[test]
fn a_deleted_tracker_comes_back_whole_for_thirty_days() {
    let (life, id) = Life::with(na("2025-01-01"), noon("2026-01-01"));
    life.journal.record_return(id.clone(), ReturnToUse::on(day("2025-12-01")), noon("2026-01-01")).unwrap();
    let before = life.journal.tracker_history(id.clone(), noon("2026-01-02")).unwrap();
    life.journal.delete_tracker(id.clone(), noon("2026-01-01")).unwrap();
    assert!(life.journal.today(noon("2026-01-02")).unwrap().trackers.is_empty());
    assert!(life.journal.trackers().unwrap().is_empty());
    assert_eq!(life.journal.erase_deleted(noon("2026-01-31")).unwrap(), 0);
    life.journal.restore_tracker(id.clone()).unwrap();
    assert_eq!(life.journal.tracker_history(id.clone(), noon("2026-01-02")).unwrap(), before);
    life.journal.delete_tracker(id.clone(), noon("2026-01-03")).unwrap();
    assert_eq!(life.journal.erase_deleted(noon("2026-02-03")).unwrap(), 1);
    assert!(life.journal.deleted_trackers().unwrap().is_empty());
    assert!(matches!(life.journal.restore_tracker(id), Err(HandrailError::NotFound { .. })));
}

#[test]
fn a_correction_is_no_episode_and_can_be_taken_back() {
    let (life, id) = Life::with(na("2026-01-10"), noon("2026-03-01"));
    let before = life.journal.tracker_history(id.clone(), noon("2026-03-01")).unwrap();
    life.journal.edit_tracker(id.clone(), na("2026-01-01"), noon("2026-03-01")).unwrap();
    let corrected = life.journal.tracker_history(id.clone(), noon("2026-03-01")).unwrap();
    assert_eq!((corrected.episodes.len(), corrected.today.elapsed_days, corrected.can_undo_correction), (1, 59, true));
    let undone = life.journal.undo_correction(id.clone(), noon("2026-03-01")).unwrap();
    assert_eq!(undone, before);
    assert!(matches!(life.journal.undo_correction(id.clone(), noon("2026-03-01")), Err(HandrailError::NotFound { .. })));
    let page = life.journal.history_page(id, noon("2026-03-01"), None, 50).unwrap();
    let corrections: Vec<_> = page.entries.iter().filter(|entry| entry.kind == HistoryKind::Corrected).collect();
    assert_eq!(corrections.len(), 1);
    assert!(corrections[0].undone);
}

#[test]
fn a_profile_of_ones_own_and_awards_that_stay_when_it_changes() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-02-15"));
    let token = |unit, count| Token {
        milestone: Milestone { unit, count },
        colour: Some("teal".into()),
        on_request: false,
        optional: false,
        repeats: false,
        confidence: Confidence::Good,
    };
    let profile = TokenProfile { id: String::new(), name: Some("Ours".into()), tokens: vec![token(MilestoneUnit::Day, 40)] };
    let saved = life.journal.save_token_profile(profile.clone(), noon("2026-02-15")).unwrap();
    let ours = TrackerDetails { profile: Some(saved.id.clone()), ..na("2026-01-01") };
    life.journal.edit_tracker(id.clone(), ours, noon("2026-02-15")).unwrap();
    let shelf = life.journal.milestone_shelf(id.clone(), noon("2026-02-15")).unwrap();
    let told: Vec<_> = shelf.iter().map(|row| (row.milestone.key(), row.earned_on.len(), row.colour.clone())).collect();
    assert_eq!(told, [("day.40".into(), 1, Some("teal".into())), ("day.30".into(), 1, None)]);
    let unreachable = TokenProfile { tokens: vec![token(MilestoneUnit::Day, 0)], ..profile };
    let refused = life.journal.save_token_profile(unreachable, noon("2026-02-15")).unwrap_err();
    assert_eq!(refused, invalid(Field::TokenProfile, Problem::OutOfRange));
    life.journal.remove_token_profile(saved.id, noon("2026-02-15")).unwrap();
    assert_eq!(life.journal.today(noon("2026-02-16")).unwrap().trackers.len(), 1);
}

#[test]
fn the_timeline_is_what_the_first_screen_answers_in_every_zone() {
    // Every zone that is known, a start of the day at three for half of them, at a moment of its own between 1970 and 2040.
    for (number, zone) in (0_i64..).zip(chrono_tz::TZ_VARIANTS) {
        let at = chrono::DateTime::from_timestamp(number * 3_700_000 + 7, 0).unwrap();
        let now = Moment { at, zone: zone.name().into() };
        let start = at.date_naive() - chrono::Days::new(20);
        let day_start = (number % 2 == 0).then_some(180);
        let life = Life::new();
        life.add(TrackerDetails { day_start, zone_mode: Some(ZoneMode::Device), ..TrackerDetails::new("x", start) }, now.clone());
        let timeline = life.journal.widget_timeline(now).unwrap();
        assert_eq!(timeline.len(), 31, "{zone}");
        assert!(timeline.windows(2).all(|pair| pair[0].valid_from < pair[1].valid_from), "{zone}");
        for entry in timeline.iter().step_by(3) {
            let then = life.journal.preview(Moment { at: entry.valid_from, zone: zone.name().into() }).unwrap();
            let numbers = |trackers: &[TrackerToday]| trackers.iter().map(|told| (told.day, told.number)).collect::<Vec<_>>();
            assert_eq!(numbers(&entry.trackers), numbers(&then.trackers), "{zone} at {}", entry.valid_from);
        }
    }
}

#[test]
fn the_history_comes_in_pages_the_newest_first() {
    let (life, id) = Life::with(na("2025-01-01"), noon("2026-01-01"));
    for on in ["2025-03-05", "2025-06-05", "2025-09-05"] {
        life.journal.record_return(id.clone(), ReturnToUse::on(day(on)), noon("2026-01-01")).unwrap();
    }
    let all = life.journal.history_page(id.clone(), noon("2026-01-01"), None, 200).unwrap();
    assert!(all.next.is_none());
    assert!(all.entries.windows(2).all(|pair| pair[0].day >= pair[1].day));
    let mut paged = Vec::new();
    let mut after = None;
    loop {
        let page = life.journal.history_page(id.clone(), noon("2026-01-01"), after, 3).unwrap();
        paged.extend(page.entries);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all.entries);
    let wrong = life.journal.history_page(id, noon("2026-01-01"), Some("x".into()), 3);
    assert_eq!(wrong.unwrap_err(), invalid(Field::Cursor, Problem::Malformed));
}

#[test]
fn the_form_of_a_tracker_is_one_call_with_the_persons_own_first() {
    let (life, _) = Life::with(na("2026-01-10"), noon("2026-03-01"));
    let before = life.journal.editor_choices().unwrap();
    let own = TokenProfile { id: String::new(), name: Some("Mine".into()), ..before.token_profiles[0].clone() };
    let saved = life.journal.save_token_profile(own, noon("2026-03-01")).unwrap();
    let after = life.journal.editor_choices().unwrap();
    assert_eq!(after.token_profiles[0], saved);
    assert_eq!(after.token_profiles[1..], before.token_profiles);
    assert!(after.fellowships.len() >= 30 && after.currencies.len() > 100 && !after.subjects.is_empty());
}

#[test]
fn a_tracker_outlives_the_fellowship_and_the_profile_that_it_names() {
    let life = Life::new();
    let at = || noon("2026-03-01");
    let profile = TokenProfile { id: String::new(), name: Some("Ours".into()), tokens: Vec::new() };
    let profile = life.journal.save_token_profile(profile, at()).unwrap().id;
    let ours = Fellowship { name: "Tuesday circle".into(), token_profile: profile.clone(), ..a_fellowship() };
    let ours = life.journal.save_fellowship(ours, at()).unwrap().id;
    let of_ours = TrackerDetails { fellowship: Some(ours.clone()), ..details("2026-01-01") };
    let stored = life.add(of_ours.clone(), at());
    assert_eq!(stored.details.profile.as_deref(), Some(profile.as_str()));
    life.journal.remove_fellowship(ours.clone(), at()).unwrap();
    life.journal.remove_token_profile(profile.clone(), at()).unwrap();
    // It can have another name, and keeps what it named.
    let renamed = TrackerDetails { name: "Wine".into(), ..stored.details.clone() };
    let edited = life.journal.edit_tracker(stored.id.clone(), renamed.clone(), at()).unwrap();
    assert_eq!(edited.details, renamed);
    assert_eq!(life.first(at()).next.unwrap().milestone.key(), "day.60");
    // Nobody can name them anew.
    assert_eq!(life.journal.add_tracker(of_ours, at()).unwrap_err(), invalid(Field::Fellowship, Problem::Unknown));
    let elsewhere = life.add(details("2026-01-01"), at()).id;
    let names = TrackerDetails { profile: Some(profile), ..details("2026-01-01") };
    assert_eq!(life.journal.edit_tracker(elsewhere, names, at()).unwrap_err(), invalid(Field::TokenProfile, Problem::Unknown));
}

fn a_fellowship() -> Fellowship {
    Fellowship {
        id: String::new(),
        name: String::new(),
        abbreviation: String::new(),
        other_names: Vec::new(),
        focus: Vec::new(),
        programme: Programme::default(),
        vocabulary: Vocabulary::default(),
        abstinence: AbstinenceModel::default(),
        token_profile: "generic".into(),
    }
}
