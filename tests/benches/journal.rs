//! The journal with ten trackers over one to fifty years, each question beside a naive answer: walk every day since the
//! start, and ask of each whether a return or a milestone falls on it.

#![allow(clippy::unwrap_used)] // A bench that cannot be set up has nothing to tell.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{Days, TimeDelta};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use handrail_core::api::{Journal, new_journal_key};
use handrail_core::sobriety::{DayMark, DaySelection, DayState, OutcomeQuery, ReturnToUse, TrackerDetails};
use handrail_core::time::{CivilDay, Feb29Rule, Moment, add_months};

const TRACKERS: usize = 10;
const YEARS: [u64; 5] = [1, 5, 10, 20, 50];
/// Days between two returns to use: some four a year.
const PACE: u64 = 91;

fn last_day() -> CivilDay {
    CivilDay::from_ymd_opt(2026, 3, 1).unwrap_or_default()
}

fn moment() -> Moment {
    Moment { at: "2026-03-01T18:00:00Z".parse().unwrap(), zone: "America/New_York".into() }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn start(years: u64) -> CivilDay {
    last_day() - Days::new(years * 365)
}

fn returns(years: u64) -> Vec<CivilDay> {
    (1..years * 365 / PACE).map(|number| start(years) + Days::new(number * PACE)).collect()
}

/// A journal that has lived for so many years.
fn lived(path: String, key: Vec<u8>, years: u64) -> Arc<Journal> {
    let journal = Journal::open(path, key).unwrap();
    for number in 0..TRACKERS {
        let details =
            TrackerDetails { profile: Some("na_core".into()), ..TrackerDetails::new(&format!("tracker {number}"), start(years)) };
        let id = journal.add_tracker(details, moment()).unwrap().id;
        for day in returns(years) {
            journal.record_return(id.clone(), ReturnToUse::on(day), moment()).unwrap();
        }
    }
    journal
}

fn journal(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let key = new_journal_key().unwrap();
    for years in YEARS {
        let path = text(&folder.path().join(format!("{years}.db")));
        let journal = lived(path.clone(), key.clone(), years);
        let mut group = criterion.benchmark_group("today of ten trackers");
        group.bench_with_input(BenchmarkId::new("today", years), &years, |bench, _| {
            bench.iter(|| black_box(journal.today(moment()).unwrap()));
        });
        let mut at = moment();
        group.sample_size(20);
        group.bench_with_input(BenchmarkId::new("today, the first time on a day", years), &years, |bench, _| {
            bench.iter(|| {
                at.at += TimeDelta::days(1);
                // The year 2200 is the last that the core answers for.
                if at.at.timestamp() > 7_200_000_000 {
                    at = moment();
                }
                black_box(journal.today(at.clone()).unwrap())
            });
        });
        group.bench_with_input(BenchmarkId::new("naive", years), &years, |bench, &years| {
            let events = returns(years);
            bench.iter(|| (0..TRACKERS).map(|_| every_day(black_box(start(years)), &events, last_day())).sum::<u32>());
        });
        group.finish();
        journal.close().unwrap();
        let mut group = criterion.benchmark_group("from a closed file to the first screen");
        group.sample_size(30);
        group.bench_with_input(BenchmarkId::new("open and today", years), &years, |bench, _| {
            bench.iter(|| {
                let journal = Journal::open(path.clone(), key.clone()).unwrap();
                let today = journal.today(moment()).unwrap();
                journal.close().unwrap();
                black_box(today)
            });
        });
        group.finish();
    }
}

/// What many counters do: begin at the start and count.
fn every_day(start: CivilDay, returns: &[CivilDay], today: CivilDay) -> u32 {
    let (mut from, mut elapsed, mut reached) = (start, 0, 0);
    let mut day = start;
    while day < today {
        day = day + Days::new(1);
        elapsed += 1;
        if returns.contains(&day) {
            (from, elapsed) = (day, 0);
        }
        reached += u32::from([30, 60, 90].contains(&elapsed));
        for months in [6, 9, 12, 18] {
            reached += u32::from(add_months(from, months, Feb29Rule::Feb28) == Some(day));
        }
    }
    elapsed + reached
}

/// Ten trackers with an entry for every day of so many years, beside the same number counted from all raw days.
fn diary(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let key = new_journal_key().unwrap();
    for years in YEARS {
        let journal = Journal::open(text(&folder.path().join(format!("diary{years}.db"))), key.clone()).unwrap();
        let ids: Vec<String> = (0..TRACKERS).map(|number| entered(&journal, number, years)).collect();
        let id = ids.first().cloned().unwrap_or_default();
        let mut group = criterion.benchmark_group("a diary of every day");
        group.sample_size(20);
        group.bench_with_input(BenchmarkId::new("today", years), &years, |bench, _| {
            bench.iter(|| black_box(journal.today(moment()).unwrap()));
        });
        // As known apps do: every day of every tracker is read, and the number is counted from them.
        group.bench_with_input(BenchmarkId::new("today, naive", years), &years, |bench, _| {
            let query = OutcomeQuery { from: start(years), to: last_day(), include_inferred: true, heavy_from: None };
            bench.iter(|| {
                let of_all = ids.iter().map(|id| journal.outcomes(id.clone(), query.clone(), moment()).unwrap().current_strict);
                black_box(of_all.sum::<u32>())
            });
        });
        group.bench_with_input(BenchmarkId::new("statistics", years), &years, |bench, _| {
            bench.iter(|| black_box(journal.statistics(id.clone(), moment()).unwrap()));
        });
        // From the raw days for each of its numbers: ten windows, and the follow-ups.
        group.bench_with_input(BenchmarkId::new("statistics, naive", years), &years, |bench, _| {
            let asked = windows(years);
            bench.iter(|| black_box(asked.iter().map(|query| of(&journal, &id, query)).sum::<u32>()));
        });
        group.bench_with_input(BenchmarkId::new("a year of the calendar", years), &years, |bench, _| {
            let from = last_day() - Days::new(365);
            bench.iter(|| black_box(journal.calendar(id.clone(), from, last_day(), moment()).unwrap()));
        });
        // One question for each day.
        group.bench_with_input(BenchmarkId::new("a year of the calendar, naive", years), &years, |bench, _| {
            let days: Vec<CivilDay> = last_day().iter_days().rev().take(366).collect();
            let one = |day: &CivilDay| journal.calendar(id.clone(), *day, *day, moment()).unwrap().kept;
            bench.iter(|| black_box(days.iter().map(one).sum::<u32>()));
        });
        // What every durable write waits for: a page that has reached the disk.
        group.bench_with_input(BenchmarkId::new("one mark, the disk alone", years), &years, |bench, _| {
            let mut file = std::fs::File::create(folder.path().join("bare")).unwrap();
            bench.iter(|| {
                file.write_all(&[7; 4_096]).unwrap();
                file.sync_data().unwrap();
            });
        });
        group.bench_with_input(BenchmarkId::new("one mark, naive", years), &years, |bench, &years| {
            let whole = OutcomeQuery { from: start(years), to: last_day(), include_inferred: true, heavy_from: None };
            let mut kept = false;
            bench.iter(|| {
                kept = !kept;
                let mark = DayMark::of(if kept { DayState::Kept } else { DayState::Unknown });
                journal.mark_days(id.clone(), DaySelection::on(last_day()), mark, moment()).unwrap();
                black_box(of(&journal, &id, &whole))
            });
        });
        group.bench_with_input(BenchmarkId::new("one mark", years), &years, |bench, _| {
            let mut kept = false;
            bench.iter(|| {
                kept = !kept;
                let mark = DayMark::of(if kept { DayState::Kept } else { DayState::Unknown });
                black_box(journal.mark_days(id.clone(), DaySelection::on(last_day()), mark, moment()).unwrap())
            });
        });
        group.finish();
    }
}

/// The windows of the statistics: the last 7 to 365 days and those before them, and what lies since the start.
fn windows(years: u64) -> Vec<OutcomeQuery> {
    let window = |from: CivilDay, to: CivilDay| OutcomeQuery { from, to, include_inferred: true, heavy_from: None };
    let yesterday = last_day() - Days::new(1);
    let last = [7, 30, 90, 180, 365].into_iter().flat_map(|days| {
        let from = last_day() - Days::new(days);
        [window(from, yesterday), window(from - Days::new(days), from - Days::new(1))]
    });
    let follow_ups = [3, 6, 12, 24, 36].into_iter().filter_map(|months| add_months(start(years), months, Feb29Rule::Feb28));
    let since = follow_ups.filter(|due| *due <= last_day()).map(|due| window(start(years), due - Days::new(1)));
    last.chain(since).chain([window(start(years), yesterday)]).collect()
}

fn of(journal: &Journal, id: &str, query: &OutcomeQuery) -> u32 {
    journal.outcomes(id.to_owned(), query.clone(), moment()).unwrap().current_strict
}

/// A tracker with an entry for every day, and four days of use a year.
fn entered(journal: &Journal, number: usize, years: u64) -> String {
    let id = journal.add_tracker(TrackerDetails::new(&format!("tracker {number}"), start(years)), moment()).unwrap().id;
    for decade in (0..years).step_by(10) {
        let first = start(years) + Days::new(decade * 365);
        let days = DaySelection::range(first, last_day().min(first + Days::new(3_649)));
        journal.mark_days(id.clone(), days, DayMark::of(DayState::Kept), moment()).unwrap();
    }
    for day in returns(years) {
        journal.mark_days(id.clone(), DaySelection::on(day), DayMark::of(DayState::Used), moment()).unwrap();
    }
    id
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(50);
    targets = journal, diary
}
criterion_main!(benches);
