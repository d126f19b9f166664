//! The day: every tracker with its numbers.

use std::fmt::Write as _;

use handrail_core::sobriety::{NextMilestone, Today, TrackerToday};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, Style, WIDTH, cut, plain, wrap};
use crate::{plans, words};

#[derive(Serialize)]
pub struct TodayDocument {
    day: String,
    trackers: Vec<TrackerDocument>,
}

#[derive(Serialize)]
pub struct TrackerDocument {
    id: String,
    name: String,
    fellowship: Option<String>,
    day: String,
    start: String,
    elapsed_days: u32,
    number: u32,
    years: u32,
    months: u32,
    days: u32,
    starts_in_days: u32,
    total_days: u32,
    longest_days: u32,
    reached_today: Vec<String>,
    next: Option<NextDocument>,
}

#[derive(Serialize)]
struct NextDocument {
    label: String,
    date: String,
    days_to_go: u32,
}

impl From<&Today> for TodayDocument {
    fn from(today: &Today) -> Self {
        Self { day: today.day.to_string(), trackers: today.trackers.iter().map(Into::into).collect() }
    }
}

impl From<&TrackerToday> for TrackerDocument {
    fn from(tracker: &TrackerToday) -> Self {
        Self {
            id: tracker.id.clone(),
            name: tracker.name.clone(),
            fellowship: tracker.fellowship.clone(),
            day: tracker.day.to_string(),
            start: tracker.start.to_string(),
            elapsed_days: tracker.elapsed_days,
            number: tracker.number,
            years: tracker.elapsed.years,
            months: tracker.elapsed.months,
            days: tracker.elapsed.days,
            starts_in_days: tracker.starts_in_days,
            total_days: tracker.total_days,
            longest_days: tracker.longest_days,
            reached_today: tracker.reached_today.iter().map(|reached| words::milestone(*reached)).collect(),
            next: tracker.next.as_ref().map(|next| NextDocument {
                label: words::milestone(next.milestone),
                date: next.date.to_string(),
                days_to_go: next.days_to_go,
            }),
        }
    }
}

pub fn run(explain: bool, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let today = match files.journal_if_any()? {
        Some(journal) => journal.today(now.moment())?,
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
        for reason in reasons(tracker) {
            out.push_str(&style.quiet(&wrap(&reason, "      ", WIDTH - 4)));
        }
    }
    out
}

fn reasons(tracker: &TrackerToday) -> Vec<String> {
    let (start, day) = (words::day(tracker.start), words::day(tracker.day));
    let mut reasons = vec![format!(
        "{} are the civil days from {start} to {day}, the tracker's own day at this moment. No hour and no change of clocks \
         counts into them.",
        words::count(tracker.elapsed_days, "day")
    )];
    if tracker.number != tracker.elapsed_days {
        reasons.push("The first day is counted as day 1, as you chose: one more is shown.".to_owned());
    }
    reasons.push(format!(
        "Years and months are stepped from {start}; a month that has no such day ends on its last. The days are what is left."
    ));
    if let Some(next) = &tracker.next {
        reasons.push(format!(
            "{} lie on {}, always reckoned from {start} and never from the milestone before.",
            words::milestone(next.milestone),
            words::day(next.date)
        ));
    }
    reasons.push(format!(
        "{} in all, over every episode; the longest is {}. A return to use takes nothing from either.",
        words::count(tracker.total_days, "day"),
        words::count(tracker.longest_days, "day")
    ));
    if let Some(saved) = &tracker.saved {
        let sums: Vec<_> = saved.money.iter().map(plans::money).collect();
        reasons.push(format!("Saved: {}. Rate times civil days, over all episodes, rounded once.", sums.join(", ")));
    }
    reasons
}

/// One tracker in two to four lines.
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
    out
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
