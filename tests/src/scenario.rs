//! Walks through `vectors/scenario.json`: the same steps that Kotlin and Swift take.

use std::collections::BTreeMap;
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, crisis_card, new_journal_key};
use handrail_core::error::HandrailError;
use handrail_core::meetings::{GeoPoint, MeetingQuery};
use handrail_core::sobriety::{ReturnToUse, TrackerDetails, TrackerHistory, TrackerToday};
use handrail_core::time::Moment;
use serde_json::{Value, json};

use crate::vectors::{Tally, day, parsed, text};

struct Walk {
    _folder: tempfile::TempDir,
    journal: Arc<Journal>,
    directory: Arc<Directory>,
    trackers: BTreeMap<String, String>,
}

pub(crate) fn run(scenario: &Value, tally: &mut Tally) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let mut walk = Walk {
        journal: Journal::open(path("journal.db"), new_journal_key().map_err(said)?).map_err(said)?,
        directory: Directory::open(path("directory.db")).map_err(said)?,
        _folder: folder,
        trackers: BTreeMap::new(),
    };
    for (number, step) in scenario.get("steps").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let found = walk.step(step)?;
        for (field, expected) in step.get("expect").and_then(Value::as_object).into_iter().flatten() {
            let value = found.get(field).cloned().unwrap_or(Value::Null);
            tally.check(format!("step {} {}: {field}", number + 1, text(step, "do")?), &value, expected);
        }
    }
    Ok(())
}

impl Walk {
    fn step(&mut self, step: &Value) -> Result<Value, String> {
        let what = text(step, "do")?;
        if what == "crisis_card" {
            let card = crisis_card(text(step, "country")?.to_owned());
            let first = |lines: &[handrail_core::safety::CrisisLine]| lines.first().and_then(|line| line.call.clone());
            return Ok(json!({ "emergency": first(&card.emergency), "line": first(&card.lines) }));
        }
        let moment = Moment { at: parsed(step.get("at").ok_or("no at")?)?, zone: text(step, "zone")?.to_owned() };
        match what {
            "add_tracker" => {
                let mut details = TrackerDetails::new(text(step, "name")?, day(step, "start")?);
                details.fellowship = step.get("fellowship").and_then(Value::as_str).map(str::to_owned);
                let tracker = self.journal.add_tracker(details, moment).map_err(said)?;
                self.trackers.insert(tracker.details.name.clone(), tracker.id);
                Ok(json!({ "profile": tracker.details.profile }))
            }
            "today" => {
                let id = self.tracker(step)?;
                let today = self.journal.today(moment).map_err(said)?;
                today
                    .trackers
                    .iter()
                    .find(|tracker| tracker.id == id)
                    .map(told)
                    .ok_or_else(|| "the tracker is not shown".to_owned())
            }
            "record_return" => {
                let mut event = ReturnToUse::on(day(step, "first_day")?);
                event.note = step.get("note").and_then(Value::as_str).map(str::to_owned);
                self.journal.record_return(self.tracker(step)?, event, moment).map(|history| kept(&history)).map_err(said)
            }
            "undo_return" => self.journal.undo_return(self.tracker(step)?, moment).map(|history| kept(&history)).map_err(said),
            "import_sample" => {
                let report = self.directory.import_sample(moment).map_err(said)?;
                Ok(json!({ "added": report.added, "changed": report.changed, "gone": report.gone }))
            }
            "meetings_near" => self.near(step, moment),
            other => Err(format!("unknown step {other}")),
        }
    }

    fn near(&self, step: &Value, moment: Moment) -> Result<Value, String> {
        let degrees = |field: &str| step.get(field).and_then(Value::as_f64).ok_or_else(|| format!("no {field}"));
        let point = GeoPoint { latitude: degrees("latitude")?, longitude: degrees("longitude")? };
        let query = MeetingQuery { near: Some(point), ..MeetingQuery::default() };
        let page = self.directory.meetings_near(query, moment).map_err(said)?;
        let starts: Vec<_> = page.meetings.iter().filter_map(|row| row.next.as_ref()).map(|next| next.starts_at).collect();
        // What the step expects is a bound; the bound itself is told when all rows keep it.
        let limit = step.pointer("/expect/within_m").and_then(Value::as_f64).unwrap_or(f64::INFINITY);
        let kept = page.meetings.iter().all(|row| row.distance_m.is_some_and(|metres| metres <= limit));
        Ok(json!({
            "in_order": starts.is_sorted() && starts.len() == page.meetings.len(),
            "some": page.total > 0 && !page.meetings.is_empty(),
            "within_m": if kept { step.pointer("/expect/within_m").cloned() } else { None },
        }))
    }

    fn tracker(&self, step: &Value) -> Result<String, String> {
        self.trackers.get(text(step, "tracker")?).cloned().ok_or_else(|| "no such tracker in the scenario".to_owned())
    }
}

fn told(tracker: &TrackerToday) -> Value {
    json!({
        "elapsed_days": tracker.elapsed_days,
        "years": tracker.elapsed.years,
        "months": tracker.elapsed.months,
        "days": tracker.elapsed.days,
        "reached_today": tracker.reached_today.iter().map(|milestone| milestone.key()).collect::<Vec<_>>(),
        "next": tracker.next.as_ref().map(|next| next.milestone.key()),
        "next_date": tracker.next.as_ref().map(|next| next.date.to_string()),
        "days_to_go": tracker.next.as_ref().map(|next| next.days_to_go),
    })
}

fn kept(history: &TrackerHistory) -> Value {
    json!({
        "episodes": history.episodes.len(),
        "total_days": history.total_days,
        "longest_days": history.longest_days,
        "awards": history.awards.iter().map(|award| award.milestone.key()).collect::<Vec<_>>(),
        "elapsed_days": history.today.elapsed_days,
        "can_undo_return": history.can_undo_return,
    })
}

fn said(error: HandrailError) -> String {
    error.to_string()
}
