//! What a person sets for a tracker, and what they record when they return to use.

use serde::{Deserialize, Serialize};

use super::{Goal, Measure};
use crate::catalogue::Vocabulary;
use crate::time::{CivilDay, Feb29Rule, Instant};

/// What a person sets for a tracker. `None` takes the default; a stored tracker always tells what was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, uniffi::Record)]
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
    /// What it is about: a key of [`subjects`](crate::api::subjects). `None`: not said.
    #[uniffi(default = None)]
    pub subject: Option<String>,
    /// What amounts are counted in. `None`: what is usual for the subject, else episodes.
    #[uniffi(default = None)]
    pub measure: Option<Measure>,
    /// The words the person wants to read. `None`: the fellowship's, else words that fit everybody.
    #[uniffi(default = None)]
    pub vocabulary: Option<Vocabulary>,
    /// A name that gives nothing away, for the widget and the lock screen; 1 to 200 characters.
    #[uniffi(default = None)]
    pub discreet_name: Option<String>,
    /// The goal. When it is added, from its start on; `None`: abstain. When it is edited, from today on; `None`: as it is.
    /// See [`set_goal`](crate::api::Journal::set_goal) for another day.
    #[uniffi(default = None)]
    #[serde(skip)]
    pub goal: Option<Goal>,
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
            subject: None,
            measure: None,
            vocabulary: None,
            discreet_name: None,
            goal: None,
        }
    }
}

/// Which zone a tracker takes its day from (rule R9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum ZoneMode {
    /// The home zone, wherever the phone is.
    #[default]
    Home,
    /// The zone that the device is in.
    Device,
}

/// What the start date means. It is disputed, so it is the person's choice, and a date is never shifted silently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
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
    /// When it was deleted: kept whole for 30 days, shown nowhere but among the deleted ones.
    pub deleted_at: Option<Instant>,
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
    /// How much on each of its days, in thousandths of the tracker's unit, above 0.
    #[uniffi(default = None)]
    pub amount: Option<i64>,
}

impl ReturnToUse {
    /// A return on one day, without time or note.
    pub fn on(day: CivilDay) -> Self {
        Self { first_day: day, last_day: None, minute: None, new_start: None, note: None, amount: None }
    }
}
