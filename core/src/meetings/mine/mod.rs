//! What a person keeps of the directory in their own journal: favourites, what they hide, corrections, meetings of their own, and
//! what each looked like when they last saw it. The directory stays public.

mod notice;
mod own;
mod resolve;
mod seen;
pub(crate) mod service;
mod store;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use own::Own;
pub(crate) use resolve::{mine, settle};

use super::model::Rule;
use super::{GeoPoint, MeetingChange, MeetingRow};
use crate::time::Instant;

/// What a person says about a favourite.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct FavouriteDetails {
    /// Their own note, up to 10,000 characters.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// A word to sort by, such as "home group", up to 200 characters.
    #[uniffi(default = None)]
    pub label: Option<String>,
    /// Minutes before the start at which the platform is to remind, 0 to 10,080. `None`: no reminder.
    #[uniffi(default = None)]
    pub reminder_minutes: Option<u16>,
}

/// A favourite, with what has become of it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Favourite {
    /// The meeting's id.
    pub id: String,
    /// What the person says about it.
    pub details: FavouriteDetails,
    /// Since when.
    pub added_at: Instant,
    /// The meeting as it is known now; what was last seen where the directory has it no more.
    pub meeting: MeetingRow,
    /// The source has it no more, or the directory does not hold its source: then `changes` do not tell it. Never while the person keeps a correction of it: then
    /// `changes` alone tell.
    pub gone: bool,
    /// What its source changed since the person last looked at it, below a correction too.
    pub changes: Vec<MeetingChange>,
    /// Where it is gone: the meeting that has probably taken its place. For the person to decide.
    pub successor: Option<MeetingRow>,
}

/// A favourite that changed since it was last seen.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MeetingNotice {
    /// The meeting's id.
    pub id: String,
    /// The name under which the person knows it.
    pub name: String,
    /// What changed; never empty.
    pub changes: Vec<MeetingChange>,
    /// The place as it was last seen.
    pub place_before: Option<String>,
    /// The schedule as it was last seen.
    pub schedule_before: Vec<Rule>,
    /// As it is now; `None` where it is gone.
    pub now: Option<MeetingRow>,
    /// Where it is gone: what has probably taken its place.
    pub successor: Option<MeetingRow>,
}

/// A meeting that a person adds, or their correction of one. Texts are plain; blanks around them are taken off.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct OwnMeeting {
    /// 1 to 200 characters.
    pub name: String,
    /// Rules in wall time of the zone; empty: by appointment (up to 50).
    #[uniffi(default = [])]
    pub schedule: Vec<Rule>,
    /// IANA zone; `None`: the person's, wherever they are.
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// A fellowship's id of the catalogue.
    #[uniffi(default = None)]
    pub fellowship: Option<String>,
    /// The place's name.
    #[uniffi(default = None)]
    pub place: Option<String>,
    /// The address in one line.
    #[uniffi(default = None)]
    pub address: Option<String>,
    /// Where it is.
    #[uniffi(default = None)]
    pub point: Option<GeoPoint>,
    /// Link to take part (http or https).
    #[uniffi(default = None)]
    pub conference_url: Option<String>,
    /// Number to dial: digits, `+`, and pauses `,`, `;`, `*`, `#`.
    #[uniffi(default = None)]
    pub conference_phone: Option<String>,
    /// Notes, up to 10,000 characters.
    #[uniffi(default = None)]
    pub notes: Option<String>,
    /// Type codes (up to 40).
    #[uniffi(default = [])]
    pub types: Vec<String>,
    /// Languages, ISO 639-1 (up to 20).
    #[uniffi(default = [])]
    pub languages: Vec<String>,
}

/// What the journal holds, in the numbers of this directory. Own meetings have numbers below 0.
#[derive(Clone, Default)]
pub(crate) struct Mine {
    favourites: BTreeSet<i64>,
    changed: BTreeSet<i64>,
    /// Hidden by the person, and replaced by their corrections.
    hidden: BTreeSet<i64>,
    replaced: BTreeSet<i64>,
    own: BTreeMap<i64, Own>,
    /// Listings that the person keeps apart from the one that would stand for them, and how many that leaves each leader without.
    relisted: BTreeSet<i64>,
    without: BTreeMap<i64, u32>,
}

impl Mine {
    pub fn relisted(&self) -> &BTreeSet<i64> {
        &self.relisted
    }

    pub fn kept_apart_from(&self, leader: i64) -> u32 {
        self.without.get(&leader).copied().unwrap_or(0)
    }

    /// The listings that stand for fewer than they would, as others are kept apart from them.
    pub fn left(&self) -> impl Iterator<Item = i64> {
        self.without.keys().copied()
    }

    fn relist(&mut self, follower: i64, leader: i64) {
        if self.relisted.insert(follower) {
            *self.without.entry(leader).or_default() += 1;
        }
    }

    pub fn favourites(&self) -> &BTreeSet<i64> {
        &self.favourites
    }

    pub fn changed(&self) -> &BTreeSet<i64> {
        &self.changed
    }

    pub fn hidden(&self) -> &BTreeSet<i64> {
        &self.hidden
    }

    pub fn with_nothing_hidden(&self) -> Self {
        Self { hidden: self.replaced.clone(), ..self.clone() }
    }

    pub fn own(&self, number: i64) -> Option<&Own> {
        self.own.get(&number)
    }

    /// Those that are listed.
    pub fn all_own(&self) -> impl Iterator<Item = (i64, &Own)> {
        self.own.iter().map(|(number, own)| (*number, own)).filter(|(number, _)| !self.hidden.contains(number))
    }
}
