//! The day: every tracker with its numbers.

mod documents;
mod explain;

use std::fmt::Write as _;

use handrail_core::sobriety::{Ask, Goal, NextMilestone, Today, TrackerToday};
use unicode_width::UnicodeWidthStr;

use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, Style, WIDTH, cut, plain, wrap};
use crate::{plans, words};

pub use documents::{SavedDocument, TodayDocument, TrackerDocument};

pub fn run(explain: bool, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let today = match files.journal_if_any()? {
        // A look at another moment leaves no trace: what the clock has not reached is no milestone.
        Some(journal) if now.by_the_clock => journal.today(now.moment())?,
        Some(journal) => journal.preview(now.moment())?,
        None => Today { day: now.day(0), trackers: Vec::new(), changes_at: None },
    };
    let text = if explain { explained(&today, style) } else { text(&today, style) };
    Reply::new(&TodayDocument::from(&today), text)
}

/// The day as a person reads it.
pub fn text(today: &Today, style: Style) -> String {
    let mut out = format!("{}\n", style.strong(&today.day.format("%A %-d %B %Y").to_string()));
    if today.trackers.is_empty() {
        out.push_str("\n  Nothing is tracked yet. To start:\n  handrail tracker add \"My first day\" --start today\n");
    }
    for tracker in &today.trackers {
        out.push('\n');
        out.push_str(&block(tracker, style));
    }
    out
}

/// The day, and under each tracker how its numbers come about.
fn explained(today: &Today, style: Style) -> String {
    let mut out = format!("{}\n", style.strong(&today.day.format("%A %-d %B %Y").to_string()));
    for tracker in &today.trackers {
        let _ = write!(out, "\n{}", block(tracker, style));
        for reason in explain::reasons(tracker) {
            out.push_str(&style.quiet(&wrap(&reason, "      ", WIDTH - 4)));
        }
    }
    out
}

/// One tracker in a few lines.
pub fn block(tracker: &TrackerToday, style: Style) -> String {
    let mut out = format!("  {}\n", style.strong(&cut(&plain(&tracker.name), WIDTH - 4)));
    if tracker.starts_in_days > 0 {
        let when = words::count(tracker.starts_in_days, "day");
        let _ = writeln!(out, "  Begins in {when}, on {}", words::day(tracker.start));
        return out;
    }
    let number = words::count(tracker.number, "day");
    let since = match words::years_months_days(tracker.elapsed) {
        exact if exact.is_empty() || tracker.elapsed.years + tracker.elapsed.months == 0 => String::new(),
        exact => format!("{exact} "),
    };
    let _ = writeln!(
        out,
        "  {}   {}",
        style.accent(&style.strong(&number)),
        style.quiet(&format!("{since}since {}", words::day(tracker.start)))
    );
    if let Some(longest) = tracker.reached_today.last() {
        let _ = writeln!(out, "  {}", style.strong(&format!("Reached today: {}", words::milestone(*longest))));
    }
    if let Some(next) = &tracker.next {
        let _ = writeln!(out, "  {}", way(next, style));
    }
    for sum in tracker.saved.iter().flat_map(|saved| &saved.money).filter(|sum| sum.minor > 0) {
        let _ = writeln!(out, "  {}", style.quiet(&format!("{} saved", plans::money(sum))));
    }
    for line in offers(tracker) {
        let _ = writeln!(out, "  {line}");
    }
    out
}

/// What the day is about, and what may be asked of the person: never more than an offer.
fn offers(tracker: &TrackerToday) -> Vec<String> {
    let mut lines = Vec::new();
    let dry = tracker.asks.contains(&Ask::PlannedDryDay);
    if let Some(room) = tracker.allowance.filter(|_| !dry) {
        let by = if matches!(tracker.goal, Goal::Reduce { .. }) { "the line for today" } else { "at most today" };
        lines.push(format!("{}: {by}", words::amount(room, &tracker.measure)));
    }
    lines.extend(tracker.asks.iter().map(|ask| {
        match ask {
            Ask::StartsToday => "Today it begins.",
            Ask::PlannedDryDay => "A day without, as you planned.",
            Ask::MarkYesterday => "Yesterday is not entered yet:  handrail mark NAME kept --on yesterday",
            Ask::MarkToday => "Today is not entered yet:  handrail mark NAME kept",
        }
        .to_owned()
    }));
    lines
}

/// How far the next milestone is, drawn and in words.
fn way(next: &NextMilestone, style: Style) -> String {
    const STEPS: u32 = 24;
    let when = match next.days_to_go {
        0 => "later today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {}, on {}", words::count(days, "day"), words::day(next.date)),
    };
    let done = (0..STEPS).filter(|step| f64::from(*step) + 0.5 < next.progress * f64::from(STEPS)).count();
    let bar = style.accent(&"━".repeat(done)) + &style.quiet(&"─".repeat(STEPS as usize - done));
    let label = format!("next: {} {when}", words::milestone(next.milestone));
    debug_assert!(label.width() < WIDTH);
    format!("{bar}  {label}")
}
