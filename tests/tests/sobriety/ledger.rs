//! The ledger of awards only grows, and only by what a clock has really reached.

use handrail_core::catalogue::{Confidence, Milestone, MilestoneUnit, Token, TokenProfile};
use handrail_core::sobriety::{DayMark, DaySelection, Goal, Limits};

use super::*;

fn rows(life: &Life) -> i64 {
    life.another_process().query_row("SELECT count(*) FROM award", [], |row| row.get(0)).unwrap()
}

fn days(count: u32) -> Token {
    Token {
        milestone: Milestone { unit: MilestoneUnit::Day, count },
        colour: None,
        on_request: false,
        optional: false,
        repeats: false,
        confidence: Confidence::Good,
    }
}

fn ours(id: &str, count: u32) -> TokenProfile {
    TokenProfile { id: id.to_owned(), name: Some("Ours".to_owned()), tokens: vec![days(count)] }
}

#[test]
fn looking_ahead_records_nothing() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-10"));
    let before = life.history(&id, noon("2026-01-11"));
    let ahead = life.journal.preview(noon("2036-01-01")).unwrap().trackers.remove(0);
    assert_eq!((ahead.elapsed_days, ahead.reached_today.len()), (3_652, 1));
    life.journal.widget_timeline(noon("2036-01-01")).unwrap();
    life.journal.statistics(id.clone(), noon("2036-01-01")).unwrap();
    life.journal.milestone_shelf(id.clone(), noon("2036-01-01")).unwrap();
    assert_eq!(rows(&life), 0);
    assert_eq!(life.history(&id, noon("2026-01-11")), before);
    // Nor is the number held that was shown for that day.
    assert_eq!(life.first(noon("2026-01-11")).elapsed_days, 10);
}

#[test]
fn what_was_reached_while_nobody_looked_outlives_a_change_of_profile() {
    // The app was not opened between the start and the edit.
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    let annual = TrackerDetails { profile: Some("annual".into()), ..na("2026-01-01") };
    life.journal.edit_tracker(id.clone(), annual, noon("2026-03-15")).unwrap();
    assert_eq!(awards(&life.history(&id, noon("2026-03-15"))), ["day.30 2026-01-01", "day.60 2026-01-01"]);
}

#[test]
fn what_was_reached_by_a_profile_of_ones_own_outlives_its_change_and_its_end() {
    let life = Life::new();
    let saved = life.journal.save_token_profile(ours("", 40), noon("2026-01-01")).unwrap().id;
    let id = life.add(TrackerDetails { profile: Some(saved.clone()), ..details("2026-01-01") }, noon("2026-01-01")).id;
    life.journal.save_token_profile(ours(&saved, 50), noon("2026-02-15")).unwrap();
    let told = |on: &str| awards(&life.history(&id, noon(on)));
    assert_eq!(told("2026-02-15"), ["day.40 2026-01-01"]);
    assert_eq!(told("2026-02-20"), ["day.40 2026-01-01", "day.50 2026-01-01"]);
    life.journal.remove_token_profile(saved, noon("2026-02-20")).unwrap();
    assert!(told("2026-02-20").contains(&"day.50 2026-01-01".to_owned()));
}

#[test]
fn what_a_deleted_tracker_had_reached_comes_back_with_it_though_its_profile_changed() {
    let life = Life::new();
    let saved = life.journal.save_token_profile(ours("", 40), noon("2026-01-01")).unwrap().id;
    let id = life.add(TrackerDetails { profile: Some(saved.clone()), ..details("2026-01-01") }, noon("2026-01-01")).id;
    life.journal.delete_tracker(id.clone(), noon("2026-02-15")).unwrap();
    life.journal.save_token_profile(ours(&saved, 50), noon("2026-02-16")).unwrap();
    life.journal.restore_tracker(id.clone()).unwrap();
    assert_eq!(awards(&life.history(&id, noon("2026-02-17"))), ["day.40 2026-01-01"]);
}

#[test]
fn a_goal_that_turns_in_the_past_takes_no_award_away() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    let limits = Goal::Moderate { limits: Limits { a_day: Some(2_000), ..Limits::default() } };
    let after = life.journal.set_goal(id, limits, day("2026-02-10"), noon("2026-03-15")).unwrap();
    assert_eq!(episodes(&after), spans(&[("2026-01-01", "2026-02-10"), ("2026-02-10", "")]));
    assert_eq!(awards(&after), ["day.30 2026-01-01", "day.60 2026-01-01", "day.30 2026-02-10"]);
}

#[test]
fn a_goal_that_lies_ahead_ends_no_episode_before_its_day() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    let limits = |a_day| Goal::Moderate { limits: Limits { a_day: Some(a_day), ..Limits::default() } };
    let before = life.history(&id, noon("2026-01-20"));
    let ahead = life.journal.set_goal(id.clone(), limits(2_000), day("2026-02-10"), noon("2026-01-20"));
    assert_eq!(ahead.unwrap_err(), invalid(Field::Day, Problem::InFuture));
    assert_eq!(life.history(&id, noon("2026-01-20")), before);
    // What ends no episode may lie ahead, and so may a goal of a planned start.
    let lines = Goal::BottomLine { lines: vec!["spirits".into()] };
    assert_eq!(life.journal.set_goal(id, lines, day("2026-02-10"), noon("2026-01-20")).unwrap().awards, before.awards);
    let planned = life.add(details("2026-03-01"), noon("2026-01-20")).id;
    let after = life.journal.set_goal(planned, limits(1_000), day("2026-03-01"), noon("2026-01-20")).unwrap();
    assert_eq!((after.episodes.len(), after.today.starts_in_days), (1, 40));
}

#[test]
fn a_correction_of_the_profile_is_taken_back_exactly() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    let before = life.history(&id, noon("2026-06-15"));
    let aa = TrackerDetails { fellowship: Some("aa".into()), ..details("2026-01-01") };
    life.journal.edit_tracker(id.clone(), aa, noon("2026-06-15")).unwrap();
    let corrected = life.history(&id, noon("2026-06-15"));
    // Those of the one stay, those of the other come.
    for award in ["day.30 2026-01-01", "month.1 2026-01-01", "month.5 2026-01-01"] {
        assert!(awards(&corrected).contains(&award.to_owned()), "{award}");
    }
    assert_eq!(life.journal.undo_correction(id, noon("2026-06-15")).unwrap(), before);
}

#[test]
fn a_milestone_of_a_day_that_never_was_is_reached_on_the_next() {
    // Samoa went from the 29th to the 31st of December 2011.
    let zone = "Pacific/Apia";
    let start = moment("2011-11-30T12:00:00Z", zone);
    let (life, id) = Life::with(na("2011-11-30"), start);
    let (before, after) = (moment("2011-12-30T09:59:59Z", zone), moment("2011-12-30T10:00:00Z", zone));
    assert_eq!(life.journal.today(before.clone()).unwrap().changes_at, Some(after.at));
    let told = |at: Moment| {
        let told = life.first(at);
        (told.day.to_string(), told.elapsed_days, told.reached_today.iter().map(|one| one.key()).collect::<Vec<_>>())
    };
    assert_eq!(told(before), ("2011-12-29".to_owned(), 29, vec![]));
    assert_eq!(told(after), ("2011-12-31".to_owned(), 31, vec!["day.30".to_owned()]));
    assert_eq!(told(moment("2012-01-01T12:00:00Z", zone)).2, Vec::<String>::new());
    assert_eq!(awards(&life.history(&id, moment("2012-01-01T12:00:00Z", zone))), ["day.30 2011-11-30"]);
}

#[test]
fn a_life_entered_looking_back_has_the_awards_of_its_runs_and_no_others() {
    let at = || noon("2026-03-01");
    // The first start and all returns since, on the day on which the app came to the phone: as they come to mind.
    let told = |firsts: &[&str]| {
        let (life, id) = Life::with(na("2016-01-01"), at());
        // The screen is looked at in between.
        life.first(at());
        for first in firsts {
            life.record(&id, ReturnToUse::on(day(first)), at());
            life.first(at());
        }
        awards(&life.history(&id, at()))
    };
    let first_to_last = told(&["2016-05-01", "2016-05-20", "2025-12-20", "2026-01-10"]);
    assert_eq!(first_to_last, told(&["2026-01-10", "2025-12-20", "2016-05-20", "2016-05-01"]));
    // Nine years are of the run from May 2016 on, three key tags of the one before, and none of the nineteen days between them.
    let of = |start: &str| first_to_last.iter().filter(|award| award.ends_with(start)).count();
    assert!(first_to_last.contains(&"year.9 2016-05-20".to_owned()), "{first_to_last:?}");
    assert_eq!([of("2016-01-01"), of("2016-05-01"), of("2025-12-20"), of("2026-01-10")], [3, 0, 0, 1]);
}

#[test]
fn what_was_lived_stays_whatever_is_entered_later_and_in_whatever_order() {
    let returns = ["2026-01-20", "2026-02-15", "2026-02-16"];
    let told = |firsts: &mut dyn Iterator<Item = &&str>| {
        let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
        // Thirty days were reached on the 31st of January, sixty on the 2nd of March, though nobody opened the app.
        firsts.for_each(|first| drop(life.record(&id, ReturnToUse::on(day(first)), noon("2026-03-05"))));
        awards(&life.history(&id, noon("2026-03-05")))
    };
    let kept = told(&mut returns.iter());
    assert_eq!(kept, ["day.30 2026-01-01", "day.60 2026-01-01"]);
    assert_eq!(told(&mut returns.iter().rev()), kept);
}

#[test]
fn taking_back_an_entry_of_another_day_takes_no_lived_award_with_it() {
    let (life, id) = Life::with(na("2026-01-01"), noon("2026-01-01"));
    let medication = DayMark { medication: Some(true), ..DayMark::default() };
    life.journal.mark_days(id.clone(), DaySelection::on(day("2026-01-10")), medication, noon("2026-01-10")).unwrap();
    assert_eq!(awards(&life.record(&id, ReturnToUse::on(day("2026-01-20")), noon("2026-02-05"))), ["day.30 2026-01-01"]);
    life.journal.undo_mark(id.clone(), noon("2026-02-06")).unwrap();
    assert_eq!(awards(&life.history(&id, noon("2026-02-06"))), ["day.30 2026-01-01"]);
}
