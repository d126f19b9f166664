//! Trackers, episodes and milestones: exact days, and nothing erased.
//!
//! The one truth is a start and the returns to use since. Episodes, numbers and milestones are derived from them by pure
//! functions, so a calendar and a counter can never contradict each other. A return to use closes an episode and keeps it:
//! its days, its milestones and its place in the longest run stay.

use crate::catalogue::Milestone;
use crate::time::{CivilDay, Feb29Rule, Instant, YearsMonthsDays};

/// What a person sets for a tracker. `None` takes the default; a stored tracker always tells what was taken.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TrackerDetails {
    /// The person's own name for it, in any script; 1 to 200 characters.
    pub name: String,
    /// The day it counts from, 1900 to 2200. A future day is a planned one and counts down.
    pub start: CivilDay,
    /// The time of day on `start` in minutes since midnight (0 to 1439), if the person wants hours to count.
    #[uniffi(default = None)]
    pub start_minute: Option<u16>,
    /// A fellowship's id, see [`fellowships`](crate::api::fellowships). `None`: none.
    #[uniffi(default = None)]
    pub fellowship: Option<String>,
    /// A token profile's id, see [`token_profiles`](crate::api::token_profiles). `None`: the fellowship's, else `generic`.
    #[uniffi(default = None)]
    pub profile: Option<String>,
    /// The home zone (IANA). `None`: the zone of the moment at which it is added.
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// Which zone the day is taken from. `None`: home.
    #[uniffi(default = None)]
    pub zone_mode: Option<ZoneMode>,
    /// When the person's day begins, in minutes after midnight (0 to 360). `None`: 0.
    #[uniffi(default = None)]
    pub day_start: Option<u16>,
    /// Where the anniversary of February 29 falls. `None`: February 28.
    #[uniffi(default = None)]
    pub feb29: Option<Feb29Rule>,
    /// What the start date means to the person. `None`: their own meaning.
    #[uniffi(default = None)]
    pub start_basis: Option<StartBasis>,
    /// Which number is large. `None`: elapsed days.
    #[uniffi(default = None)]
    pub count_style: Option<CountStyle>,
}

impl TrackerDetails {
    /// Details with the defaults for everything but the name and the start.
    pub fn new(name: &str, start: CivilDay) -> Self {
        Self {
            name: name.to_owned(),
            start,
            start_minute: None,
            fellowship: None,
            profile: None,
            zone: None,
            zone_mode: None,
            day_start: None,
            feb29: None,
            start_basis: None,
            count_style: None,
        }
    }
}

/// Which zone a tracker takes its day from (rule R9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum ZoneMode {
    /// The home zone, wherever the phone is.
    #[default]
    Home,
    /// The zone that the device is in.
    Device,
}

/// What the start date means. It is disputed, so it is the person's choice, and a date is never shifted silently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum StartBasis {
    /// The first full day without.
    FirstDayWithout,
    /// The last day of use.
    LastDayOfUse,
    /// The person's own meaning.
    #[default]
    Own,
}

/// Which number is shown large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum CountStyle {
    /// Days elapsed: 0 on the start day.
    #[default]
    Elapsed,
    /// The start day is day 1.
    DayOne,
}

/// A tracker as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Tracker {
    /// UUID (version 7).
    pub id: String,
    /// What the person set, with every default told.
    pub details: TrackerDetails,
    /// Whether it is archived: kept whole, shown nowhere but in the archive.
    pub archived: bool,
}

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
    /// Milestones whose day is today, the longest last.
    pub reached_today: Vec<Milestone>,
    /// The next milestone, if the profile has one.
    pub next: Option<NextMilestone>,
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
    /// The person's note on the return, if there is one.
    pub note: Option<String>,
}

/// A milestone that was reached. Never taken back by travel, a wrong clock or a changed profile (rule R8).
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

/// A return to use. It closes the running episode and keeps it (rule R11).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReturnToUse {
    /// The first day of it: not before the tracker's first start, not after today. A day in the past falls in place.
    pub first_day: CivilDay,
    /// The last day of it. `None`: the same day.
    #[uniffi(default = None)]
    pub last_day: Option<CivilDay>,
    /// The time of day on `last_day` in minutes since midnight, if the person wants hours to count.
    #[uniffi(default = None)]
    pub minute: Option<u16>,
    /// The day to count from now on. `None`: `last_day`, or the day after it where the start date means the first day without.
    #[uniffi(default = None)]
    pub new_start: Option<CivilDay>,
    /// A note, up to 10,000 characters.
    #[uniffi(default = None)]
    pub note: Option<String>,
}

impl ReturnToUse {
    /// A return on one day, without time or note.
    pub fn on(day: CivilDay) -> Self {
        Self { first_day: day, last_day: None, minute: None, new_start: None, note: None }
    }
}

mod episodes;
mod milestones;
mod numbers;
pub(crate) mod service;
pub(crate) mod store;
