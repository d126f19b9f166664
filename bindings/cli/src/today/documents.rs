//! The day as scripts see it.

use handrail_core::sobriety::{Savings, Today, TrackerToday};
use serde::Serialize;

use crate::words;

#[derive(Serialize)]
pub struct TodayDocument {
    day: String,
    trackers: Vec<TrackerDocument>,
    changes_at: Option<String>,
}

#[derive(Serialize)]
pub struct TrackerDocument {
    id: String,
    name: String,
    discreet_name: Option<String>,
    fellowship: Option<String>,
    vocabulary: serde_json::Value,
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
    goal: serde_json::Value,
    unit: serde_json::Value,
    allowance: Option<i64>,
    marked: String,
    saved: Option<SavedDocument>,
    asks: Vec<String>,
}

#[derive(Serialize)]
struct NextDocument {
    label: String,
    date: String,
    days_to_go: u32,
    progress: f64,
    colour: Option<String>,
}

/// Money and time, as everywhere in the terminal.
#[derive(Serialize)]
pub struct SavedDocument {
    money: Vec<MoneyDocument>,
    minutes: i64,
}

#[derive(Serialize)]
struct MoneyDocument {
    currency: String,
    minor: i64,
}

impl From<&Savings> for SavedDocument {
    fn from(saved: &Savings) -> Self {
        let money = saved.money.iter().map(|sum| MoneyDocument { currency: sum.currency.clone(), minor: sum.minor });
        Self { money: money.collect(), minutes: saved.minutes }
    }
}

impl From<&Today> for TodayDocument {
    fn from(today: &Today) -> Self {
        Self {
            day: today.day.to_string(),
            trackers: today.trackers.iter().map(Into::into).collect(),
            changes_at: today.changes_at.map(|at| at.to_rfc3339()),
        }
    }
}

impl From<&TrackerToday> for TrackerDocument {
    fn from(tracker: &TrackerToday) -> Self {
        Self {
            id: tracker.id.clone(),
            name: tracker.name.clone(),
            discreet_name: tracker.discreet_name.clone(),
            fellowship: tracker.fellowship.clone(),
            vocabulary: serde_json::json!(tracker.vocabulary),
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
                progress: next.progress,
                colour: next.colour.clone(),
            }),
            goal: serde_json::json!(tracker.goal),
            unit: serde_json::json!(tracker.measure),
            allowance: tracker.allowance,
            marked: words::snake(tracker.marked),
            saved: tracker.saved.as_ref().map(Into::into),
            asks: tracker.asks.iter().map(words::snake).collect(),
        }
    }
}
