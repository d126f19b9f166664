//! A tracker as scripts see it.

use handrail_core::sobriety::{Tracker, TrackerHistory};
use serde::Serialize;

use crate::{today, words};

#[derive(Serialize)]
pub struct TrackerDocument {
    id: String,
    name: String,
    start: String,
    start_time: Option<String>,
    fellowship: Option<String>,
    profile: Option<String>,
    zone: Option<String>,
    zone_mode: Option<String>,
    day_start: Option<String>,
    feb29: Option<String>,
    basis: Option<String>,
    count: Option<String>,
    about: Option<String>,
    unit: serde_json::Value,
    vocabulary: serde_json::Value,
    discreet_name: Option<String>,
    archived: bool,
    deleted_at: Option<String>,
}

impl From<&Tracker> for TrackerDocument {
    fn from(tracker: &Tracker) -> Self {
        let details = &tracker.details;
        Self {
            id: tracker.id.clone(),
            name: details.name.clone(),
            start: details.start.to_string(),
            start_time: details.start_minute.map(words::minute),
            fellowship: details.fellowship.clone(),
            profile: details.profile.clone(),
            zone: details.zone.clone(),
            zone_mode: details.zone_mode.map(words::snake),
            day_start: details.day_start.map(words::minute),
            feb29: details.feb29.map(words::snake),
            basis: details.start_basis.map(words::snake),
            count: details.count_style.map(words::snake),
            about: details.subject.clone(),
            unit: serde_json::json!(details.measure),
            vocabulary: serde_json::json!(details.vocabulary),
            discreet_name: details.discreet_name.clone(),
            archived: tracker.archived,
            deleted_at: tracker.deleted_at.map(|at| at.to_rfc3339()),
        }
    }
}

#[derive(Serialize)]
pub struct HistoryDocument {
    tracker: TrackerDocument,
    today: today::TrackerDocument,
    episodes: Vec<EpisodeDocument>,
    awards: Vec<AwardDocument>,
    goals: Vec<GoalDocument>,
    rates: serde_json::Value,
    total_days: u32,
    longest_days: u32,
    can_undo_return: bool,
    can_undo_edit: bool,
}

#[derive(Serialize)]
struct EpisodeDocument {
    start: String,
    end: Option<String>,
    days: u32,
    ended_by: Option<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct AwardDocument {
    label: String,
    earned_on: String,
    episode_start: String,
    colour: Option<String>,
}

#[derive(Serialize)]
struct GoalDocument {
    from: String,
    goal: serde_json::Value,
}

impl From<&TrackerHistory> for HistoryDocument {
    fn from(history: &TrackerHistory) -> Self {
        let episodes = history.episodes.iter().map(|episode| EpisodeDocument {
            start: episode.start.to_string(),
            end: episode.end.map(|day| day.to_string()),
            days: episode.days,
            ended_by: episode.ended_by.map(words::snake),
            note: episode.note.clone(),
        });
        let awards = history.awards.iter().map(|award| AwardDocument {
            label: words::milestone(award.milestone),
            earned_on: award.earned_on.to_string(),
            episode_start: award.episode_start.to_string(),
            colour: award.colour.clone(),
        });
        let goals =
            history.goals.iter().map(|since| GoalDocument { from: since.from.to_string(), goal: serde_json::json!(since.goal) });
        Self {
            tracker: (&history.tracker).into(),
            today: (&history.today).into(),
            episodes: episodes.collect(),
            awards: awards.collect(),
            goals: goals.collect(),
            rates: serde_json::json!(history.rates),
            total_days: history.total_days,
            longest_days: history.longest_days,
            can_undo_return: history.can_undo_return,
            can_undo_edit: history.can_undo_correction,
        }
    }
}
