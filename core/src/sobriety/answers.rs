//! What the screens are told.

use super::{Cause, DayState, Goal, GoalSince, Measure, Rate, Savings, Tracker};
use crate::catalogue::{Confidence, Currency, Fellowship, Milestone, StandardDrink, Subject, TokenProfile, Vocabulary};
use crate::time::{CivilDay, Instant, YearsMonthsDays};

/// The first screen.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Today {
    /// The civil day on the device.
    pub day: CivilDay,
    /// The active trackers in the person's order.
    pub trackers: Vec<TrackerToday>,
    /// The first instant at which some number changes; `None` without trackers. Ask again then.
    pub changes_at: Option<Instant>,
}

/// One tracker on the first screen, the widget, the watch and in a notification: the same numbers everywhere (rule R12).
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TrackerToday {
    /// The tracker's id.
    pub id: String,
    /// The person's name for it.
    pub name: String,
    /// The fellowship's id, if one is set.
    pub fellowship: Option<String>,
    /// The tracker's own civil day at this moment.
    pub day: CivilDay,
    /// The start of the current episode.
    pub start: CivilDay,
    /// Civil days since the start, 0 or more (rule R3).
    pub elapsed_days: u32,
    /// The number to show large: `elapsed_days`, or one more where the start is day 1.
    pub number: u32,
    /// The same stretch in years, months and days (rule R5).
    pub elapsed: YearsMonthsDays,
    /// Days until a planned start; 0 once it has begun.
    pub starts_in_days: u32,
    /// Milestones whose day is today, the longest last; those of a date that the zone left out on the day after it.
    pub reached_today: Vec<Milestone>,
    /// The next milestone, if the profile has one.
    pub next: Option<NextMilestone>,
    /// A name that gives nothing away, if the person has set one: for the widget and the lock screen.
    pub discreet_name: Option<String>,
    /// The words the person wants to read, as keys.
    pub vocabulary: Vocabulary,
    /// The goal of this day.
    pub goal: Goal,
    /// What amounts are counted in.
    pub measure: Measure,
    /// What the goal leaves room for on this day, in thousandths of the unit; `None` where it sets no amount for a day.
    pub allowance: Option<i64>,
    /// What the person has entered for this day.
    pub marked: DayState,
    /// Days of all episodes together, the current one with them.
    pub total_days: u32,
    /// Days of the longest episode.
    pub longest_days: u32,
    /// Money and time saved since the first start; `None` where no rate is set.
    pub saved: Option<Savings>,
    /// What is asked of the person today. Never more than an offer.
    pub asks: Vec<Ask>,
}

/// What the first screen may ask of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Ask {
    /// The start is today.
    StartsToday,
    /// The plan is a day without.
    PlannedDryDay,
    /// Entries were made in the last week, but none for yesterday.
    MarkYesterday,
    /// Entries were made in the last week, but none yet for today.
    MarkToday,
}

/// The numbers of all trackers from an instant on (rule R12). No surface does arithmetic.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TimelineEntry {
    /// The first instant at which these numbers hold; they hold until the next entry's.
    pub valid_from: Instant,
    /// The active trackers in the person's order.
    pub trackers: Vec<TrackerToday>,
}

/// A place on the milestone shelf.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ShelfRow {
    /// What is marked.
    pub milestone: Milestone,
    /// The token's colour as a key, if a custom is known.
    pub colour: Option<String>,
    /// How sure the source of the custom is; `None` for an award of a profile that was since changed.
    pub confidence: Option<Confidence>,
    /// Only some groups give it.
    pub optional: bool,
    /// Given to whoever asks, at any time: no day is reached for it.
    pub on_request: bool,
    /// The days on which it was reached, one for each episode, the first one first. What a day ended with is never taken away.
    pub earned_on: Vec<CivilDay>,
    /// Its day in the current episode; `None` for one on request.
    pub date: Option<CivilDay>,
    /// Civil days until then; 0 once it is reached.
    pub days_to_go: u32,
}

/// What a person may choose from when they add or edit a tracker.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct EditorChoices {
    /// The person's own fellowships, then those of the catalogue in the order of their names.
    pub fellowships: Vec<Fellowship>,
    /// The person's own token profiles, then those of the catalogue.
    pub token_profiles: Vec<TokenProfile>,
    /// What a tracker can be about.
    pub subjects: Vec<Subject>,
    /// What countries call a standard drink.
    pub standard_drinks: Vec<StandardDrink>,
    /// The currencies in circulation, in the order of their codes.
    pub currencies: Vec<Currency>,
}

/// A milestone that lies ahead.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct NextMilestone {
    /// What will be reached.
    pub milestone: Milestone,
    /// On which day.
    pub date: CivilDay,
    /// Civil days until then, 0 when it is reached later today.
    pub days_to_go: u32,
    /// How much of the way from the last milestone (or the start) is done, 0 to 1: the ring.
    pub progress: f64,
    /// The token's colour as a key, if a custom is known.
    pub colour: Option<String>,
}

/// A tracker with its whole history.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TrackerHistory {
    /// The tracker.
    pub tracker: Tracker,
    /// Its numbers at the moment; for an archived one too.
    pub today: TrackerToday,
    /// All episodes, the current one last.
    pub episodes: Vec<Episode>,
    /// All awards of these episodes, in the order of their days.
    pub awards: Vec<Award>,
    /// Days of all episodes together.
    pub total_days: u32,
    /// Days of the longest episode.
    pub longest_days: u32,
    /// Whether the latest return to use can be taken back with [`undo_return`](crate::api::Journal::undo_return).
    pub can_undo_return: bool,
    /// Whether the latest correction can be taken back with [`undo_correction`](crate::api::Journal::undo_correction).
    pub can_undo_correction: bool,
    /// All goals in the order of their days.
    pub goals: Vec<GoalSince>,
    /// All rates in the order of their days.
    pub rates: Vec<Rate>,
}

/// A run from a start to a return to use, or to today.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Episode {
    /// Its first day.
    pub start: CivilDay,
    /// The day of the return to use that closed it; `None` while it goes on.
    pub end: Option<CivilDay>,
    /// Civil days from `start` to `end` or today.
    pub days: u32,
    /// Why it ended; `None` while it goes on.
    pub ended_by: Option<Cause>,
    /// The person's note on the return, if there is one.
    pub note: Option<String>,
}

/// A milestone that was reached. Never taken back by travel, a wrong clock, a changed profile or an entry of a later day (rule R8);
/// all entries of one day are one sitting, and an award of that day follows from what they say together.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Award {
    /// What was reached.
    pub milestone: Milestone,
    /// On which day.
    pub earned_on: CivilDay,
    /// The start of the episode it belongs to.
    pub episode_start: CivilDay,
    /// The token's colour as a key, if a custom is known.
    pub colour: Option<String>,
}
