//! The day calendar: what a person enters for a day, and what a day then is.

use super::{Goal, Measure};
use crate::catalogue::Milestone;
use crate::time::CivilDay;

/// What a day was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum DayState {
    /// Nothing is known of it.
    #[default]
    None,
    /// A day without.
    Kept,
    /// A day of use.
    Used,
    /// The person says that they do not know.
    Unknown,
}

/// How an entry came about. How late it came is told apart, see [`CalendarDay::entered_late_days`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum Origin {
    /// The person entered the day.
    #[default]
    Own,
    /// The person looked back over a stretch of days, or entered a weekly pattern.
    LookingBack,
    /// Entered together with somebody else: a therapist, a sponsor.
    Together,
    /// Taken over from another app.
    Imported,
}

/// What is entered for a day. A field that is `None` leaves what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct DayMark {
    /// What the day was. [`DayState::None`] takes an entry away.
    #[uniffi(default = None)]
    pub state: Option<DayState>,
    /// Medication was taken as prescribed. Never use, whatever it is.
    #[uniffi(default = None)]
    pub medication: Option<bool>,
    /// How much, in thousandths of the tracker's unit, above 0; only with [`DayState::Used`].
    #[uniffi(default = None)]
    pub amount: Option<i64>,
    /// The time of day in minutes since midnight, 0 to 1439; only with [`DayState::Used`].
    #[uniffi(default = None)]
    pub minute: Option<u16>,
    /// A note, up to 10,000 characters. An empty one takes the note away.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// How the entry came about. `None`: the person's own.
    #[uniffi(default = None)]
    pub origin: Option<Origin>,
}

impl DayMark {
    /// A mark that says only what a day was.
    pub fn of(state: DayState) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// A day of use with an amount in thousandths of the tracker's unit.
    pub fn used(amount: i64) -> Self {
        Self { state: Some(DayState::Used), amount: Some(amount), ..Self::default() }
    }
}

/// Which days an entry is for: one, a stretch, or a weekly pattern in it ("every Friday and Saturday").
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DaySelection {
    /// The first day, 1900 or later.
    pub from: CivilDay,
    /// The last day, not after today; at most 20 years after `from`.
    pub to: CivilDay,
    /// Only these days of the week, 0 (Sunday) to 6. Empty: all.
    #[uniffi(default = [])]
    pub weekdays: Vec<i8>,
    /// Only days for which nothing was entered and on which no return to use lies.
    #[uniffi(default = false)]
    pub only_empty: bool,
}

impl DaySelection {
    /// One day.
    pub fn on(day: CivilDay) -> Self {
        Self::range(day, day)
    }

    /// All days of a stretch.
    pub fn range(from: CivilDay, to: CivilDay) -> Self {
        Self { from, to, weekdays: Vec::new(), only_empty: false }
    }
}

/// What an entry changed.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MarkedDays {
    /// How many days now differ from before.
    pub days: u32,
    /// The tracker's numbers after it.
    pub today: super::TrackerToday,
    /// Whether episodes changed: a day of use was entered or taken away.
    pub episodes_changed: bool,
}

/// A day of the calendar.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, and each crosses to Kotlin and Swift as it is")]
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CalendarDay {
    /// Which day.
    pub day: CivilDay,
    /// What it was.
    pub state: DayState,
    /// [`DayState::Kept`] because an episode runs over it, without an entry for the day.
    pub inferred: bool,
    /// Medication was taken as prescribed.
    pub medication: bool,
    /// How much, in thousandths of the tracker's unit of today.
    pub amount: Option<i64>,
    /// The time of day in minutes since midnight.
    pub minute: Option<u16>,
    /// How the entry came about; `None` without one.
    pub origin: Option<Origin>,
    /// How many days after the day itself it was entered.
    pub entered_late_days: Option<u32>,
    /// The person's note.
    pub note: Option<String>,
    /// Whether an episode begins on it.
    pub episode_begins: bool,
    /// Milestones that were reached on it.
    pub milestones: Vec<Milestone>,
    /// More than the goal of that day leaves room for.
    pub over_goal: bool,
    /// For a heat map: 0 nothing known, 1 kept, 2 to 4 used, by thirds of the largest amount that is shown.
    pub level: u8,
}

/// A stretch of the calendar.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct DayCalendar {
    /// The tracker's own civil day at the moment.
    pub today: CivilDay,
    /// The days in order, without gaps. Days to come are told with [`DayState::None`].
    pub days: Vec<CalendarDay>,
    /// What amounts are counted in.
    pub measure: Measure,
    /// The goal at the end of the stretch.
    pub goal: Goal,
    /// How many of the days were kept, with the inferred ones.
    pub kept: u32,
    /// How many were days of use.
    pub used: u32,
    /// Sum of the amounts, in thousandths.
    pub amount: i64,
    /// Whether the latest entry can be taken back with [`undo_mark`](crate::api::Journal::undo_mark).
    pub can_undo_mark: bool,
}
