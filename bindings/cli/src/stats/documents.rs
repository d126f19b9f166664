//! The statistics as scripts see them.

use handrail_core::catalogue::{Fact, HealthTimeline};
use handrail_core::sobriety::{Answer, Outcomes, TrackerStatistics, WithinGoal};
use serde::Serialize;
use serde_json::{Value, json};

use crate::today::SavedDocument;
use crate::words;

#[derive(Serialize)]
pub struct Document {
    day: String,
    first_start: String,
    episodes: u32,
    returns: u32,
    current_days: u32,
    longest_days: u32,
    mean_days: f64,
    median_days: f64,
    total_days: u32,
    percent_since_first_start: f64,
    windows: Vec<WindowDocument>,
    checkpoints: Vec<CheckpointDocument>,
    uses_by_weekday: Vec<u32>,
    uses_by_hour: Vec<(u8, u32)>,
    survival: Option<Vec<(u32, f64)>>,
    within_goal: Option<Value>,
    saved: Option<SavedDocument>,
    facts: Vec<Value>,
    health: Option<Value>,
}

/// A window, and the stretch of the same length before it.
#[derive(Serialize)]
struct WindowDocument {
    #[serde(flatten)]
    outcomes: OutcomesDocument,
    before: OutcomesDocument,
}

#[derive(Serialize)]
struct CheckpointDocument {
    months: u32,
    due: String,
    outcomes: Option<OutcomesDocument>,
}

#[derive(Serialize)]
struct OutcomesDocument {
    from: String,
    to: String,
    days: u32,
    abstinent: u32,
    inferred: u32,
    used: u32,
    unknown: u32,
    coverage: f64,
    pda_observed: Option<f64>,
    pda_worst: f64,
    pda_best: f64,
    longest_strict: u32,
    longest_lenient: u32,
    continuous: &'static str,
    amount: Option<i64>,
    amount_per_day_of_use: Option<f64>,
    heavy: Option<Value>,
}

impl From<&Outcomes> for OutcomesDocument {
    fn from(found: &Outcomes) -> Self {
        let heavy = found.heavy.as_ref().map(|heavy| {
            json!({
                "threshold": heavy.threshold,
                "days": heavy.days,
                "percent_observed": heavy.percent_observed,
                "percent_worst": heavy.percent_worst,
            })
        });
        Self {
            from: found.from.to_string(),
            to: found.to.to_string(),
            days: found.days,
            abstinent: found.abstinent,
            inferred: found.inferred,
            used: found.used,
            unknown: found.unknown,
            coverage: found.coverage,
            pda_observed: found.pda_observed,
            pda_worst: found.pda_worst,
            pda_best: found.pda_best,
            longest_strict: found.longest_strict,
            longest_lenient: found.longest_lenient,
            continuous: answer(found.continuous),
            amount: found.amount,
            amount_per_day_of_use: found.amount_per_day_of_use,
            heavy,
        }
    }
}

pub fn answer(found: Answer) -> &'static str {
    match found {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    }
}

impl Document {
    pub fn new(found: &TrackerStatistics, health: Option<&HealthTimeline>) -> Self {
        let window = |window: &handrail_core::sobriety::WindowOutcomes| WindowDocument {
            outcomes: (&window.outcomes).into(),
            before: (&window.before).into(),
        };
        let checkpoint = |point: &handrail_core::sobriety::Checkpoint| CheckpointDocument {
            months: point.months,
            due: point.due.to_string(),
            outcomes: point.outcomes.as_ref().map(Into::into),
        };
        Self {
            day: found.day.to_string(),
            first_start: found.first_start.to_string(),
            episodes: found.episodes,
            returns: found.returns,
            current_days: found.current_days,
            longest_days: found.longest_days,
            mean_days: found.mean_days,
            median_days: found.median_days,
            total_days: found.total_days,
            percent_since_first_start: found.percent_since_first_start,
            windows: found.windows.iter().map(window).collect(),
            checkpoints: found.checkpoints.iter().map(checkpoint).collect(),
            uses_by_weekday: found.uses_by_weekday.clone(),
            uses_by_hour: found.uses_by_hour.iter().map(|uses| (uses.hour, uses.days)).collect(),
            survival: found.survival.as_ref().map(|steps| steps.iter().map(|step| (step.days, step.going_on)).collect()),
            within_goal: found.within_goal.as_ref().map(within),
            saved: found.saved.as_ref().map(Into::into),
            facts: found.facts.iter().map(fact).collect(),
            health: health.map(timeline),
        }
    }
}

fn within(goal: &WithinGoal) -> Value {
    let crossings: Vec<_> = goal
        .newest_crossings
        .iter()
        .map(|one| json!({ "day": one.day, "kind": words::snake(one.kind), "limit": one.limit, "was": one.was }))
        .collect();
    let curve: Vec<_> = goal.curve.iter().map(|point| json!([point.day, point.line, point.was])).collect();
    json!({
        "from": goal.from,
        "to": goal.to,
        "days_known": goal.days_known,
        "days_within": goal.days_within,
        "dry_days": goal.dry_days,
        "dry_days_planned": goal.dry_days_planned,
        "dry_days_kept": goal.dry_days_kept,
        "weeks_known": goal.weeks_known,
        "weeks_within": goal.weeks_within,
        "crossings": goal.crossings,
        "newest_crossings": crossings,
        "curve": curve,
    })
}

fn fact(fact: &Fact) -> Value {
    json!({ "key": fact.key, "source": fact.source, "url": fact.url })
}

fn timeline(timeline: &HealthTimeline) -> Value {
    let steps: Vec<_> = timeline
        .steps
        .iter()
        .map(|step| {
            json!({
                "days": step.days,
                "key": step.key,
                "source": step.source,
                "url": step.url,
                "confidence": step.confidence,
            })
        })
        .collect();
    json!({ "subject": timeline.subject, "withdrawal_warning": timeline.withdrawal_warning, "steps": steps })
}
