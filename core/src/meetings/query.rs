//! What a person can ask the directory, and what it answers.

use super::{GeoPoint, Occurrence, VenueKind};
use crate::catalogue::MeetingAttribute;
use crate::time::Instant;

/// A box on the map, in degrees. It may reach over the date line: then `west` is greater than `east`.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct GeoBox {
    /// -90 to 90.
    pub south: f64,
    /// -90 to 90, not less than `south`.
    pub north: f64,
    /// -180 to 180.
    pub west: f64,
    /// -180 to 180.
    pub east: f64,
}

/// What to look for: where, when, what, and in which order. The defaults ask for everything that starts in the next seven days.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct MeetingQuery {
    /// The person's place. `None`: everywhere.
    #[uniffi(default = None)]
    pub near: Option<GeoPoint>,
    /// How far around the place, in kilometres, more than 0 and up to 20,000. `None`: 25, and where that leaves fewer than ten
    /// meetings 50, 100 or 200; [`MeetingPage::within_km`] tells.
    #[uniffi(default = None)]
    pub within_km: Option<f64>,
    /// Only meetings with a place in this box.
    #[uniffi(default = None)]
    pub within_box: Option<GeoBox>,
    /// Only meetings of this region and those below it: names, general first, as the source writes them (up to 10).
    #[uniffi(default = [])]
    pub region: Vec<String>,
    /// Only meetings that start within so many hours, 1 to 168, or that are in progress. `None`: 168.
    #[uniffi(default = None)]
    pub hours: Option<u32>,
    /// Only meetings that start on these days of the week in the moment's zone, 0 is Sunday. Empty: all.
    #[uniffi(default = [])]
    pub weekdays: Vec<i8>,
    /// Only meetings that start at this minute of the day or later, 0 to 1439, in the moment's zone. `None`: midnight.
    #[uniffi(default = None)]
    pub from_minute: Option<u16>,
    /// Only meetings that start before this minute of the day, 1 to 1440, in the moment's zone; not more than `from_minute`: of
    /// the next day. `None`: midnight.
    #[uniffi(default = None)]
    pub until_minute: Option<u16>,
    /// Type codes that a meeting must all have, in any case (up to 20).
    #[uniffi(default = [])]
    pub types: Vec<String>,
    /// Type codes of which a meeting must have at least one (up to 20).
    #[uniffi(default = [])]
    pub any_types: Vec<String>,
    /// Type codes that a meeting must not have (up to 20).
    #[uniffi(default = [])]
    pub without_types: Vec<String>,
    /// What a meeting must all have, whatever its fellowship calls it.
    #[uniffi(default = [])]
    pub attributes: Vec<MeetingAttribute>,
    /// Fellowships, any of them. Empty: all.
    #[uniffi(default = [])]
    pub fellowships: Vec<String>,
    /// How one takes part, any of them. Empty: all.
    #[uniffi(default = [])]
    pub venues: Vec<VenueKind>,
    /// Languages (ISO 639-1), any of them. Empty: all. A meeting that names none is found by none.
    #[uniffi(default = [])]
    pub languages: Vec<String>,
    /// Words that must all occur in name, place or notes; the beginning of a word is enough, accents do not matter. Where nothing
    /// has them, words that differ by a letter or two are looked for; [`MeetingPage::corrected_words`] tells.
    #[uniffi(default = None)]
    pub words: Option<String>,
    /// With `near`, a box or a region: online meetings too, wherever they are.
    #[uniffi(default = false)]
    pub include_online: bool,
    /// How fast the person travels, in kilometres an hour, 1 to 300: rows then tell whether one can still be there in time.
    #[uniffi(default = None)]
    pub travel_kmh: Option<f64>,
    /// How many minutes after its start one may still come, 0 to 120. `None`: 10.
    #[uniffi(default = None)]
    pub grace_minutes: Option<u16>,
    /// Only meetings that one can still reach: not started longer than the grace, and near enough for `travel_kmh`.
    #[uniffi(default = false)]
    pub only_reachable: bool,
    /// `None`: soonest.
    #[uniffi(default = None)]
    pub order: Option<MeetingOrder>,
    /// The person's favourites before all others.
    #[uniffi(default = false)]
    pub favourites_first: bool,
    /// Rows on a page, 1 to 500. `None`: 50.
    #[uniffi(default = None)]
    pub limit: Option<u32>,
    /// Where the page begins: [`MeetingPage::next_page`] of the page before, asked with the same question and moment.
    #[uniffi(default = None)]
    pub cursor: Option<String>,
}

/// The order of a list. What ties is ordered by the next criterion, at last by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum MeetingOrder {
    /// By start, then by distance.
    #[default]
    Soonest,
    /// By distance, then by start; online and without a place last.
    Nearest,
    /// Words in the name first, then those in the place, then those in notes; then by start.
    BestMatch,
}

/// A page of meetings.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MeetingPage {
    /// All that fit the question, on all pages.
    pub total: u32,
    /// This page.
    pub meetings: Vec<MeetingRow>,
    /// The cursor of the next page; `None` on the last.
    pub next_page: Option<String>,
    /// How far around the place was looked, in kilometres; `None` without a place.
    pub within_km: Option<f64>,
    /// The words that were looked for in place of those asked, which nothing has. Say so.
    pub corrected_words: Option<String>,
}

/// Where the words of a question were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum MatchedIn {
    /// All in the name.
    Name,
    /// All in name, place, address, group or region.
    Place,
    /// Some only in notes.
    Notes,
}

/// A meeting in a list.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MeetingRow {
    /// UUID (version 7), stable when the feed is imported again.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The fellowship's id, if known.
    pub fellowship: Option<String>,
    /// How one takes part.
    pub venue: VenueKind,
    /// The place's name.
    pub place: Option<String>,
    /// The address in one line.
    pub address: Option<String>,
    /// Metres from the person's place, along the surface; `None` without a place on either side.
    pub distance_m: Option<f64>,
    /// The next time it takes place, or the one in progress; `None`: by appointment.
    pub next: Option<Occurrence>,
    /// Type codes of its fellowship; [`meeting_types`](crate::api::meeting_types) tells what they are called.
    pub types: Vec<String>,
    /// What the types say, the same words for every fellowship, in the order in which they are shown.
    pub badges: Vec<MeetingAttribute>,
    /// Its zone (IANA); `None` where the feed tells none.
    pub zone: Option<String>,
    /// When its source was last read: how old this knowledge is.
    pub confirmed_at: Instant,
    /// Minutes to the place at the speed that was asked with; 0 online. `None`: no speed, or no place.
    pub travel_minutes: Option<u32>,
    /// Whether one can be there before the grace after the start is over. `None` where that is not known.
    pub reachable: Option<bool>,
    /// Where the words were found; `None`: no words were asked.
    pub matched: Option<MatchedIn>,
    /// One of the person's favourites.
    pub favourite: bool,
    /// It differs from what the person saw when they last looked at it.
    pub changed: bool,
    /// Added or corrected by the person themselves.
    pub own: bool,
    /// How many other listings of the same meeting this row stands for.
    #[uniffi(default = 0)]
    pub also_in: u32,
}

/// How many of the meetings that fit have something, for the screen with the filters. Each dimension is counted as if nothing
/// were chosen in it, so that other choices show what they would bring; types and attributes are counted among what is chosen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MeetingFacets {
    /// All that fit the question.
    pub total: u32,
    /// By the fellowship's id; an empty key: none named.
    pub fellowships: Vec<FacetCount>,
    /// By type code, in capitals.
    pub types: Vec<FacetCount>,
    /// By what the types say, whatever a fellowship calls it.
    pub attributes: Vec<AttributeCount>,
    /// By `in_person`, `online`, `hybrid`.
    pub venues: Vec<FacetCount>,
    /// By language (ISO 639-1).
    pub languages: Vec<FacetCount>,
    /// What would come besides if one part of the question were dropped; only what brings something, the most first.
    pub left_out: Vec<LeftOut>,
}

/// How many meetings have a value.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FacetCount {
    /// The value.
    pub key: String,
    /// How many.
    pub count: u32,
}

/// How many meetings have an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AttributeCount {
    /// Which.
    pub attribute: MeetingAttribute,
    /// How many.
    pub count: u32,
}

/// What one part of a question leaves out: "12 more if you include online".
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LeftOut {
    /// The part.
    pub by: Narrowing,
    /// How many meetings would come besides without it.
    pub more: u32,
}

/// A part of a question that narrows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum Narrowing {
    /// `include_online` is off.
    Online,
    /// The circle: twice as far.
    Distance,
    /// Hours, weekdays and time of the day.
    Time,
    /// Whether one can still reach it.
    Reachable,
    /// Types of all three kinds.
    Types,
    /// Attributes.
    Attributes,
    /// Fellowships.
    Fellowships,
    /// How one takes part.
    Venues,
    /// Languages.
    Languages,
    /// Words.
    Words,
    /// The person has hidden them.
    Hidden,
}

/// Meetings close together on a map, or one.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MapCluster {
    /// The middle of them.
    pub point: GeoPoint,
    /// The box that holds them all, to look closer at; no larger than a point where all of them are at one place.
    pub bounds: GeoBox,
    /// How many.
    pub count: u32,
    /// How many of them are favourites.
    pub favourites: u32,
    /// When the next of them starts, or the one in progress did; `None`: all by appointment.
    pub starts_at: Option<Instant>,
    /// The meeting where it is one alone, as a list would show it.
    pub meeting: Option<MeetingRow>,
}

/// A region below another.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RegionCount {
    /// Its name, as the source writes it.
    pub name: String,
    /// Meetings in it and below it.
    pub meetings: u32,
}
