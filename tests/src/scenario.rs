//! Walks through scenarios such as `vectors/scenario.json` and `year.json`: the same steps that Kotlin and Swift take.

use std::collections::BTreeMap;
use std::sync::Arc;

use handrail_core::api::{Directory, Journal, crisis_card, new_journal_key};
use handrail_core::error::HandrailError;
use handrail_core::sobriety::{
    DayMark, DaySelection, DayState, MarkedDays, ReturnToUse, TrackerDetails, TrackerHistory, TrackerToday, ZoneMode,
};
use handrail_core::time::Moment;
use serde_json::{Value, json};

use crate::vectors::{Tally, day, parsed, text};

mod meetings;

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
                details.zone_mode = (step.get("zone_mode").and_then(Value::as_str) == Some("device")).then_some(ZoneMode::Device);
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
            "history" => self.journal.tracker_history(self.tracker(step)?, moment).map(|history| kept(&history)).map_err(said),
            "mark_days" => self
                .journal
                .mark_days(self.tracker(step)?, selection(step)?, mark(step), moment)
                .map(|m| entered(&m))
                .map_err(said),
            "undo_mark" => self.journal.undo_mark(self.tracker(step)?, moment).map(|marked| entered(&marked)).map_err(said),
            "calendar" => {
                let (from, to) = (day(step, "from")?, day(step, "to")?);
                let calendar = self.journal.calendar(self.tracker(step)?, from, to, moment).map_err(said)?;
                Ok(json!({
                    "days": calendar.days.len(),
                    "kept": calendar.kept,
                    "used": calendar.used,
                    "amount": calendar.amount,
                    "can_undo_mark": calendar.can_undo_mark,
                }))
            }
            "statistics" => {
                let found = self.journal.statistics(self.tracker(step)?, moment).map_err(said)?;
                Ok(json!({
                    "episodes": found.episodes,
                    "returns": found.returns,
                    "current_days": found.current_days,
                    "longest_days": found.longest_days,
                    "total_days": found.total_days,
                    "first_start": found.first_start.to_string(),
                    "fridays": found.uses_by_weekday.get(5),
                    "saturdays": found.uses_by_weekday.get(6),
                }))
            }
            "widget_timeline" => self.timeline(moment),
            "import_sample" => {
                let report = self.directory.import_sample(moment).map_err(said)?;
                Ok(json!({ "added": report.added, "changed": report.changed, "gone": report.gone }))
            }
            "meetings_near" => self.near(step, moment),
            "close_journal" => {
                self.journal.close().map_err(said)?;
                meetings::favourites(&self.directory, moment)
            }
            "use_journal" => {
                self.directory.use_journal(Some(Arc::clone(&self.journal))).map_err(said)?;
                meetings::favourites(&self.directory, moment)
            }
            what if meetings::STEPS.contains(&what) => meetings::step(&self.directory, step, moment),
            other => Err(format!("unknown step {other}")),
        }
    }

    fn timeline(&self, moment: Moment) -> Result<Value, String> {
        let entries = self.journal.widget_timeline(moment.clone()).map_err(said)?;
        let mut same = true;
        for entry in &entries {
            let then = Moment { at: entry.valid_from, zone: moment.zone.clone() };
            same &= self.journal.preview(then).map_err(said)?.trackers == entry.trackers;
        }
        Ok(json!({ "entries": entries.len(), "as_preview": same }))
    }

    fn near(&self, step: &Value, moment: Moment) -> Result<Value, String> {
        let query = meetings::near(step)?;
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
        "number": tracker.number,
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

fn entered(marked: &MarkedDays) -> Value {
    json!({
        "days": marked.days,
        "episodes_changed": marked.episodes_changed,
        "elapsed_days": marked.today.elapsed_days,
    })
}

fn selection(step: &Value) -> Result<DaySelection, String> {
    let weekdays = step.get("weekdays").and_then(Value::as_array).into_iter().flatten();
    let weekdays = weekdays.filter_map(|weekday| i8::try_from(weekday.as_i64()?).ok()).collect();
    Ok(DaySelection { weekdays, ..DaySelection::range(day(step, "from")?, day(step, "to")?) })
}

fn mark(step: &Value) -> DayMark {
    let state = step.get("state").and_then(Value::as_str).map(|state| match state {
        "kept" => DayState::Kept,
        "used" => DayState::Used,
        "unknown" => DayState::Unknown,
        _ => DayState::None,
    });
    let amount = step.get("amount").and_then(Value::as_i64);
    DayMark { state, amount, medication: step.get("medication").and_then(Value::as_bool), ..DayMark::default() }
}

fn said(error: HandrailError) -> String {
    error.to_string()
}
