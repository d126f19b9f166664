//! The main job in one command: a fresh journal and directory, two trackers, the next meetings.

use std::fmt::Write as _;

use chrono::Days;
use handrail_core::meetings::{GeoPoint, MeetingQuery};
use handrail_core::sobriety::TrackerDetails;
use serde::Serialize;

use crate::failure::Failure;
use crate::files::Files;
use crate::meetings::{ImportDocument, NearDocument, near_text};
use crate::moment::Now;
use crate::output::{Reply, Style};
use crate::today::{self, TodayDocument};

/// The middle of San José in California; the made-up meetings lie around it.
const SAN_JOSE: GeoPoint = GeoPoint { latitude: 37.3382, longitude: -121.8863 };

#[derive(Serialize)]
struct DemoDocument {
    data: Option<String>,
    import: ImportDocument,
    today: TodayDocument,
    near: NearDocument,
}

/// In the folder that was named, else in a temporary one that goes away unless it is to be kept.
pub fn run(named: Option<Files>, keep: bool, now: &Now, style: Style) -> Result<Reply, Failure> {
    let temporary = match named {
        Some(_) => None,
        None => Some(
            tempfile::Builder::new()
                .prefix("handrail-demo-")
                .tempdir()
                .map_err(|error| Failure::io("No temporary folder", &error))?,
        ),
    };
    let files = match (&named, &temporary) {
        (Some(_), _) | (None, None) => named,
        (None, Some(folder)) => Some(Files::of(Some(folder.path().to_owned()))?),
    };
    let Some(files) = files else { return Err(Failure::storage("internal", "No folder.")) };
    if files.has_journal() {
        return Err(Failure::input("conflict", "There is a journal in this folder already; the demo is not mixed into it."));
    }
    let kept = if keep || temporary.is_none() { Some(files.folder().display().to_string()) } else { None };
    let reply = play(&files, kept, now, style)?;
    if keep && let Some(folder) = temporary {
        let _ = folder.keep();
    }
    Ok(reply)
}

fn play(files: &Files, kept: Option<String>, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = files.journal()?;
    let ago = |days: u64| now.day(0).checked_sub_days(Days::new(days)).unwrap_or_else(|| now.day(0));
    let with_meetings = TrackerDetails { fellowship: Some("aa".to_owned()), ..TrackerDetails::new("Alcohol", ago(482)) };
    journal.add_tracker(with_meetings, now.moment())?;
    journal.add_tracker(TrackerDetails::new("Cigarettes", ago(26)), now.moment())?;
    let today = journal.today(now.moment())?;

    let directory = files.directory()?;
    let report = directory.import_sample(now.moment())?;
    let query = MeetingQuery { near: Some(SAN_JOSE), limit: Some(8), ..MeetingQuery::default() };
    let page = directory.meetings_near(query.clone(), now.moment())?;
    files.remember_list(&page.meetings.iter().map(|row| row.id.as_str()).collect::<Vec<_>>());

    let mut text = today::text(&today, style);
    text.push('\n');
    text.push_str(&near_text(&query, &page, now, style));
    text.push('\n');
    text.push_str(&next_steps(kept.as_deref(), style));
    let document = DemoDocument {
        data: kept,
        import: ImportDocument::new("sample", &report, 0),
        today: TodayDocument::from(&today),
        near: NearDocument::new(&page, now.zone),
    };
    Reply::new(&document, text)
}

/// Three commands that work as they stand here.
fn next_steps(kept: Option<&str>, style: Style) -> String {
    let program = std::env::args().next().unwrap_or_else(|| "handrail".to_owned());
    let commands = match kept {
        Some(folder) => [
            format!("{program} --data {folder} tracker history Alcohol"),
            format!("{program} --data {folder} meetings near 37.3382,-121.8863 --type W"),
            format!("{program} --data {folder} meetings show 1"),
        ],
        None => [
            format!("{program} tracker add \"My first day\" --start today"),
            format!("{program} demo --keep"),
            format!("{program} help-now"),
        ],
    };
    let told = match kept {
        Some(folder) => format!("All of it was made up, and kept in {folder}. Try next:"),
        None => "All of it was made up, and is gone again. Try next:".to_owned(),
    };
    let mut out = format!("{told}\n");
    for command in commands {
        let _ = writeln!(out, "  {}", style.accent(&command));
    }
    out
}
