//! Looking at a tracker: its milestone shelf, all that happened, the days to come, and what was deleted.

use std::fmt::Write as _;

use handrail_core::api::Journal;
use handrail_core::sobriety::{HistoryEntry, HistoryKind, HistoryPage, ShelfRow, TimelineEntry};

use super::documents::TrackerDocument;
use super::find;
use crate::failure::Failure;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table, plain};
use crate::{today, words};

pub fn shelf(journal: &Journal, name: &str, now: &Now, style: Style) -> Result<Reply, Failure> {
    let tracker = find(journal, name)?;
    let rows = journal.milestone_shelf(tracker.id, now.moment())?;
    let documents: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "label": words::milestone(row.milestone),
                "colour": row.colour,
                "confidence": row.confidence,
                "optional": row.optional,
                "on_request": row.on_request,
                "earned_on": row.earned_on,
                "date": row.date,
                "days_to_go": row.days_to_go,
            })
        })
        .collect();
    let mut table = Table::new(&[Column::Left, Column::Right, Column::Left, Column::Flexible]);
    for row in &rows {
        let colour = row.colour.as_deref().map(|colour| colour.replace('_', " ")).unwrap_or_default();
        let sign = if row.earned_on.is_empty() { "☆" } else { "★" };
        let label = if row.on_request { "welcome".to_owned() } else { words::milestone(row.milestone) };
        table.row([sign.to_owned(), label, colour, standing(row)]);
    }
    let note = "Customs of groups, not rules. Check with yours.";
    let name = style.strong(&plain(&tracker.details.name));
    let text = format!("  {name}\n\n{}\n\n  {}\n", table.lines().join("\n"), style.quiet(note));
    Reply::new(&serde_json::json!({ "shelf": documents }), text)
}

/// When it was reached, each time; else when it will be.
fn standing(row: &ShelfRow) -> String {
    if !row.earned_on.is_empty() {
        let days: Vec<_> = row.earned_on.iter().map(|day| words::day(*day)).collect();
        return format!("reached {}", days.join(", "));
    }
    match row.date {
        None => "for whoever asks".to_owned(),
        Some(date) if row.days_to_go == 0 => format!("later today, {}", words::day(date)),
        Some(date) => format!("in {}, on {}", words::count(row.days_to_go, "day"), words::day(date)),
    }
}

pub fn log(journal: &Journal, name: &str, after: Option<String>, limit: u32, now: &Now) -> Result<Reply, Failure> {
    let page = journal.history_page(find(journal, name)?.id, now.moment(), after, limit)?;
    let mut table = Table::new(&[Column::Right, Column::Left, Column::Flexible]);
    for entry in &page.entries {
        table.row([words::day(entry.day), happened(entry), entry.note.clone().unwrap_or_default()]);
    }
    let mut text = table.lines().join("\n");
    if let Some(next) = &page.next {
        let _ = write!(text, "\n\n  There is more: --after {next}");
    }
    Reply::new(&log_document(&page), text)
}

fn happened(entry: &HistoryEntry) -> String {
    let what = match entry.kind {
        HistoryKind::Started => "the first start".to_owned(),
        HistoryKind::EpisodeEnded => format!("{} until here", words::count(entry.days.unwrap_or(0), "day")),
        HistoryKind::ReturnToUse => match entry.last_day {
            Some(last) => format!("return to use, to {}", words::day(last)),
            None => "return to use".to_owned(),
        },
        HistoryKind::Milestone => entry.milestone.map(words::milestone).unwrap_or_default(),
        HistoryKind::GoalSet => "a goal begins".to_owned(),
        HistoryKind::Corrected => "corrected".to_owned(),
    };
    if entry.undone { format!("{what} (taken back)") } else { what }
}

fn log_document(page: &HistoryPage) -> serde_json::Value {
    let entries: Vec<_> = page
        .entries
        .iter()
        .map(|entry| {
            serde_json::json!({
                "kind": words::snake(entry.kind),
                "day": entry.day,
                "last_day": entry.last_day,
                "entered_at": entry.entered_at,
                "milestone": entry.milestone.map(words::milestone),
                "days": entry.days,
                "amount": entry.amount,
                "note": entry.note,
                "undone": entry.undone,
            })
        })
        .collect();
    serde_json::json!({ "entries": entries, "next": page.next })
}

/// The numbers of the days to come, as a widget gets them.
pub fn upcoming(journal: &Journal, now: &Now, style: Style) -> Result<Reply, Failure> {
    let timeline = journal.widget_timeline(now.moment())?;
    let documents: Vec<_> = timeline
        .iter()
        .map(|entry| {
            let trackers: Vec<today::TrackerDocument> = entry.trackers.iter().map(Into::into).collect();
            serde_json::json!({ "valid_from": entry.valid_from, "trackers": trackers })
        })
        .collect();
    let mut text = String::new();
    for entry in &timeline {
        let _ = writeln!(text, "  {}  {}", style.quiet(&from(entry, now)), numbers(entry));
    }
    Reply::new(&serde_json::json!({ "timeline": documents }), text)
}

fn from(entry: &TimelineEntry, now: &Now) -> String {
    entry.valid_from.with_timezone(&now.zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

/// The name that gives nothing away, where there is one: this is what stands on a lock screen.
fn numbers(entry: &TimelineEntry) -> String {
    let of_one = |tracker: &handrail_core::sobriety::TrackerToday| {
        let name = plain(tracker.discreet_name.as_ref().unwrap_or(&tracker.name));
        let reached = tracker.reached_today.last().map(|reached| format!(" ★ {}", words::milestone(*reached)));
        format!("{name}: {}{}", tracker.number, reached.unwrap_or_default())
    };
    entry.trackers.iter().map(of_one).collect::<Vec<_>>().join(", ")
}

pub fn deleted(journal: &Journal) -> Result<Reply, Failure> {
    let trackers = journal.deleted_trackers()?;
    let mut table = Table::new(&[Column::Flexible, Column::Left, Column::Left]);
    for tracker in &trackers {
        let when = tracker.deleted_at.map(|at| format!("deleted {}", words::day(at.date_naive()))).unwrap_or_default();
        table.row([tracker.details.name.clone(), when, tracker.id.clone()]);
    }
    let mut text = table.lines().join("\n");
    text.push_str(if trackers.is_empty() {
        "Nothing was deleted."
    } else {
        "\n\n  They come back, whole, with: handrail tracker undelete ID"
    });
    let documents: Vec<TrackerDocument> = trackers.iter().map(Into::into).collect();
    Reply::new(&serde_json::json!({ "trackers": documents }), text)
}
