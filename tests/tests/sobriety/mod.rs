//! Trackers, returns and numbers, as an app sees them.

mod always;
mod calendar;
mod days;
mod hostile;
mod known_faults;
mod ledger;
mod lives;
mod one_truth;
mod plans;
mod returns;
mod timeline;
mod trackers;

use std::sync::{Arc, Mutex};

use handrail_core::api::{Journal, new_journal_key};
use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::sobriety::{ReturnToUse, Tracker, TrackerDetails, TrackerHistory, TrackerToday};
use handrail_core::time::{CivilDay, Moment};
use handrail_core::{Area, ChangeListener};
use tempfile::TempDir;

const NEW_YORK: &str = "America/New_York";

fn moment(at: &str, zone: &str) -> Moment {
    Moment { at: at.parse().unwrap(), zone: zone.into() }
}

/// Noon of a day in New York, in winter or summer: any clock of that day would do.
fn noon(on: &str) -> Moment {
    moment(&format!("{on}T17:00:00Z"), NEW_YORK)
}

fn day(text: &str) -> CivilDay {
    text.parse().unwrap()
}

fn details(start: &str) -> TrackerDetails {
    TrackerDetails::new("Alcohol", day(start))
}

fn na(start: &str) -> TrackerDetails {
    TrackerDetails { fellowship: Some("na".into()), ..details(start) }
}

fn invalid(field: Field, problem: Problem) -> HandrailError {
    HandrailError::Invalid { field, problem }
}

/// A fresh journal in a folder of its own.
struct Life {
    folder: TempDir,
    key: Vec<u8>,
    journal: Arc<Journal>,
}

impl Life {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = new_journal_key().unwrap();
        let path = folder.path().join("journal.db").to_string_lossy().into_owned();
        let journal = Journal::open(path, key.clone()).unwrap();
        Self { folder, key, journal }
    }

    fn with(details: TrackerDetails, at: Moment) -> (Self, String) {
        let life = Self::new();
        let id = life.add(details, at).id;
        (life, id)
    }

    fn add(&self, details: TrackerDetails, at: Moment) -> Tracker {
        self.journal.add_tracker(details, at).unwrap()
    }

    /// The first tracker of the first screen.
    fn first(&self, at: Moment) -> TrackerToday {
        self.journal.today(at).unwrap().trackers.remove(0)
    }

    fn history(&self, id: &str, at: Moment) -> TrackerHistory {
        self.journal.tracker_history(id.to_owned(), at).unwrap()
    }

    fn record(&self, id: &str, event: ReturnToUse, at: Moment) -> TrackerHistory {
        self.journal.record_return(id.to_owned(), event, at).unwrap()
    }

    fn undo(&self, id: &str, at: Moment) -> TrackerHistory {
        self.journal.undo_return(id.to_owned(), at).unwrap()
    }

    /// A second connection to the same file, as another process has it.
    fn another_process(&self) -> rusqlite::Connection {
        let conn = rusqlite::Connection::open(self.folder.path().join("journal.db")).unwrap();
        let key = self.key.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
        conn
    }
}

/// Episodes as their starts and ends.
fn episodes(history: &TrackerHistory) -> Vec<(String, Option<String>)> {
    history.episodes.iter().map(|one| (one.start.to_string(), one.end.map(|end| end.to_string()))).collect()
}

fn spans(expected: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    expected.iter().map(|(start, end)| ((*start).to_owned(), (!end.is_empty()).then(|| (*end).to_owned()))).collect()
}

/// Awards as `key start`.
fn awards(history: &TrackerHistory) -> Vec<String> {
    history.awards.iter().map(|award| format!("{} {}", award.milestone.key(), award.episode_start)).collect()
}

#[derive(Default)]
struct Heard(Mutex<Vec<Vec<Area>>>);

impl ChangeListener for Heard {
    fn on_change(&self, areas: Vec<Area>) -> Result<(), HandrailError> {
        self.0.lock().unwrap().push(areas);
        Ok(())
    }
}

impl Heard {
    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}
