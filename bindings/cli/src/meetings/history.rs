//! What became of one meeting over the years.

use chrono::SecondsFormat;
use serde::Serialize;

use super::mine::change_words;
use super::one::{id_of, missing};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Column, Reply, Table};
use crate::words;

#[derive(Serialize)]
struct HistoryDocument {
    id: String,
    events: Vec<EventDocument>,
}

#[derive(Serialize)]
struct EventDocument {
    at: String,
    changes: Vec<String>,
}

pub fn history(meeting: &str, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    let directory = files.meetings_if_any()?.ok_or_else(missing)?;
    let events = directory.meeting_history(id.clone())?;
    let mut table = Table::new(&[Column::Left, Column::Left]);
    for event in &events {
        let changes: Vec<_> = event.changes.iter().map(|change| change_words(*change)).collect();
        table.row([words::day(now.day_of(event.at)), changes.join(", ")]);
    }
    let events = events.iter().map(|event| EventDocument {
        at: event.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        changes: event.changes.iter().map(words::snake).collect(),
    });
    Reply::new(&HistoryDocument { id, events: events.collect() }, table.lines().join("\n"))
}
