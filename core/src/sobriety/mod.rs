//! Trackers, goals, days, episodes and milestones: exact days, and nothing erased.
//!
//! The one truth is a start, the returns to use since, and what the person entered for a day. Episodes, calendar, numbers and
//! milestones are derived from them by pure functions, so a calendar and a counter can never contradict each other. A return to
//! use closes an episode and keeps it: its days, its milestones and its place in the longest run stay.

mod answers;
mod awards;
mod calendar;
mod day;
mod days;
mod episodes;
mod goal;
mod history;
mod milestones;
mod numbers;
mod outcomes;
pub(crate) mod own;
pub(crate) mod plan;
pub(crate) mod savings;
pub(crate) mod service;
mod shelf;
mod standing;
mod statistics;
pub(crate) mod store;
mod survival;
mod timeline;
mod tracker;
mod within;

pub(crate) mod marking;
pub(crate) use calendar::calendar;
pub(crate) use history::page;
pub(crate) use shelf::shelf;
pub(crate) use statistics::{outcomes_of, statistics};
pub(crate) use timeline::timeline;

pub use answers::{
    Ask, Award, EditorChoices, Episode, NextMilestone, ShelfRow, TimelineEntry, Today, TrackerHistory, TrackerToday,
};
pub use day::{CalendarDay, DayCalendar, DayMark, DaySelection, DayState, MarkedDays, Origin};
pub use episodes::Cause;
pub use goal::{Goal, GoalSince, Limits, Measure, Taper};
pub use history::{HistoryEntry, HistoryKind, HistoryPage};
pub use outcomes::{Answer, HeavyDays, OutcomeQuery, Outcomes};
pub use savings::{Money, Per, Rate, SavingGoal, SavingGoalProgress, Savings, SavingsOverview};
pub use statistics::{Checkpoint, HourUses, TrackerStatistics, WindowOutcomes};
pub use survival::SurvivalStep;
pub use tracker::{CountStyle, ReturnToUse, StartBasis, Tracker, TrackerDetails, ZoneMode};
pub use within::{Crossing, CrossingKind, CurvePoint, WithinGoal};
