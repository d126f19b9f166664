//! The canonical meeting: what every feed format is read into, and what the directory stores.
//!
//! The schedule can say all that any format says (`meetings.md` calls for weekly, several days, nth weekdays, every n weeks,
//! single dates, always and by appointment), so that a new format is a new reader and nothing else.

use serde::{Deserialize, Serialize};

use super::{GeoPoint, VenueKind};
use crate::catalogue::MeetingAttribute;
use crate::catalogue::attributes::attributes;
use crate::time::{CivilDay, Instant};

/// A meeting as the directory knows it, whatever the format of its feed. Texts are plain, trimmed, capped; absent is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CanonicalMeeting {
    /// The key of the row inside its source: the slug, made unique.
    pub native_key: String,
    pub name: String,
    /// A fellowship's id of the catalogue.
    pub fellowship: Option<String>,
    pub venue: Venue,
    /// IANA zone; `None` where neither row nor source tells one.
    pub zone: Option<String>,
    /// Empty: by appointment.
    pub schedule: Vec<Rule>,
    pub place: Option<String>,
    pub address: Option<String>,
    pub point: Option<GeoPoint>,
    pub approximate: bool,
    pub regions: Vec<String>,
    pub group: Option<String>,
    pub notes: Option<String>,
    pub place_notes: Option<String>,
    pub group_notes: Option<String>,
    pub conference_url: Option<String>,
    pub conference_url_notes: Option<String>,
    pub conference_phone: Option<String>,
    pub conference_phone_notes: Option<String>,
    /// Venmo, Cash App, PayPal and Homegroup Online, as given and checked.
    pub contributions: Vec<(String, String)>,
    pub url: Option<String>,
    /// Codes of the fellowship in its own spelling; unknown ones as written.
    pub types: Vec<String>,
    /// ISO 639-1 in lower case, apart from the types.
    pub languages: Vec<String>,
    pub updated_at: Option<Instant>,
}

impl CanonicalMeeting {
    /// What its types say, whatever its fellowship calls them.
    pub fn attributes(&self) -> Vec<MeetingAttribute> {
        attributes(self.fellowship.as_deref(), &self.types)
    }
}

/// How one takes part, with a default for building row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venue(pub VenueKind);

impl Default for Venue {
    fn default() -> Self {
        Self(VenueKind::Inactive)
    }
}

/// One rule of a schedule, in wall time of the meeting's zone.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize, uniffi::Record)]
pub struct Rule {
    /// On which days.
    pub repeat: Repeat,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
    /// Minutes, 1 to 1440; `None` where unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub duration: Option<u16>,
    /// The first civil day on which it may start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub from: Option<CivilDay>,
    /// The last civil day on which it may start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub until: Option<CivilDay>,
    /// Civil days on which it does not start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub except: Vec<CivilDay>,
}

impl Rule {
    /// A rule without bounds and exceptions.
    pub fn new(repeat: Repeat, minute: u16, duration: Option<u16>) -> Self {
        Self { repeat, minute, duration, from: None, until: None, except: Vec::new() }
    }
}

/// When a rule repeats. Weekdays: 0 is Sunday, 6 is Saturday. (Signed, as a list of unsigned bytes would cross as raw data.)
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize, uniffi::Enum)]
pub enum Repeat {
    /// Every week.
    Weekly {
        /// On these days.
        weekdays: Vec<i8>,
    },
    /// On the nth of a weekday in the month.
    MonthlyNth {
        /// Of these days.
        weekdays: Vec<i8>,
        /// 1 to 5 from the start of the month, -1 for the last.
        nth: Vec<i8>,
    },
    /// Every `n` weeks; weeks start on Sunday.
    EveryNWeeks {
        /// On these days.
        weekdays: Vec<i8>,
        /// 1 is every week.
        n: u16,
        /// Any day of a week that counts.
        anchor: CivilDay,
    },
    /// At any time of any day: a room that is never left alone. Minute and length say nothing.
    Always,
    /// On single days.
    Dates {
        /// The days.
        days: Vec<CivilDay>,
    },
}
