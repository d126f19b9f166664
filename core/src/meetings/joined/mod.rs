//! One meeting that several sources list is shown once. Every listing stays stored whole, and each join says why.
//!
//! [`likeness`] decides whether two listings are one meeting, by [`names`], place or [`room`], and time; [`groups`] says which
//! listing leads and which follow it; [`find`] finds those worth comparing, from indexes; [`store`] keeps what came out, in the
//! transaction that changed the listings; [`borrowed`] lets the leader be found by what its followers tell; [`told`] puts the
//! screen of one meeting together from all of them.
//!
//! A false join hides a meeting, a missed one shows it twice: where in doubt, two listings stay two. A follower is marked by one
//! bit of its weekly times (see `packed.rs`), so every search leaves it out, and the person's word puts it back.

mod borrowed;
mod find;
mod groups;
mod likeness;
mod names;
mod room;
pub(crate) mod store;
pub(crate) mod told;
mod words;

pub(super) use borrowed::found_with;
#[cfg(test)]
pub(super) use find::IN_ROOM;
pub(super) use names::Name;
pub(super) use room::{key as room_key, room as room_of};
#[cfg(test)]
pub(super) use store::ALIKE;

use crate::time::Instant;

/// Why two listings are taken for one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum JoinReason {
    /// It starts at the same instants; always among the reasons.
    SameTime,
    /// Both pins lie within 150 metres.
    SamePlace,
    /// The link leads to the same room.
    SameRoom,
    /// The names are the same but for small words and slips.
    SameName,
}

/// Another listing of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinedListing {
    /// Its id: the listing alone can be asked for, and kept apart.
    pub id: String,
    /// The source that has it.
    pub source: String,
    /// The name that the source gives it.
    pub name: String,
    /// Why it is taken for the same meeting.
    pub reasons: Vec<JoinReason>,
    /// When the source says it was changed.
    pub updated_at: Option<Instant>,
    /// When the source was last imported.
    pub confirmed_at: Instant,
}

/// Where a field of a meeting comes from.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FieldOrigin {
    /// The field.
    pub field: MeetingField,
    /// The source's name.
    pub source: String,
}

/// A field of a meeting that a source can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum MeetingField {
    /// The name.
    Name,
    /// The fellowship.
    Fellowship,
    /// When it takes place, with its zone.
    Schedule,
    /// The place's name.
    Place,
    /// The address.
    Address,
    /// The pin.
    Point,
    /// The group that holds it.
    Group,
    /// The region.
    Regions,
    /// Notes on the meeting.
    Notes,
    /// Notes on the place.
    PlaceNotes,
    /// The link, with what to know about it.
    ConferenceUrl,
    /// The number to dial, with what to know about it.
    ConferencePhone,
    /// Accounts for contributions.
    Contributions,
    /// Type codes, and what they stand for.
    Types,
    /// Languages.
    Languages,
    /// The page about it.
    Url,
}
