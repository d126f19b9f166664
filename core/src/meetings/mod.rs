//! The directory of mutual support meetings: feeds in, the next meetings out, without a network.

use crate::time::{CivilDay, Instant};

/// A place on the earth in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Record)]
pub struct GeoPoint {
    /// -90 to 90, north is positive.
    pub latitude: f64,
    /// -180 to 180, east is positive.
    pub longitude: f64,
}

/// Where a meeting comes from and what its feed leaves unsaid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedOptions {
    /// The source's name, 1 to 200 characters. Importing again under the same name refreshes it.
    pub source: String,
    /// The fellowship of rows that name none, which is all of them in most feeds: a row names one by a key `fellowship` with
    /// an id of the catalogue, our addition to the format. `None`: what was last said of the source; where nothing was, unknown
    /// types stay as they are written.
    #[uniffi(default = None)]
    pub fellowship: Option<String>,
    /// The IANA zone of rows that name none. `None`: what was last said of the source; where nothing was, their zone stays unknown
    /// and is never guessed silently.
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// Takes the feed even when far fewer rows come than last time.
    #[uniffi(default = false)]
    pub accept_shrink: bool,
    /// Paths of files that go with the feed: BMLT's formats and service bodies.
    #[uniffi(default = [])]
    pub beside: Vec<String>,
    /// What columns of a table hold, where [`guess_columns`](crate::api::guess_columns) guessed wrong. Empty: what was last said of
    /// the source.
    #[uniffi(default = [])]
    pub columns: Vec<ColumnChoice>,
}

impl FeedOptions {
    /// Options for a source with nothing else known.
    pub fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            fellowship: None,
            zone: None,
            accept_shrink: false,
            beside: Vec::new(),
            columns: Vec::new(),
        }
    }
}

/// The format of a feed, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum FeedFormat {
    /// A JSON array of Meeting Guide objects.
    MeetingGuide,
    /// `{"meetings": [...]}`: Meeting Guide objects in an envelope.
    MeetingGuideEnvelope,
    /// `{"records": [{"id", "fields"}]}`: Airtable.
    Airtable,
    /// `{"values": [[header], [row], …]}`: Google Sheets.
    GoogleSheet,
    /// `{"features": [...]}`: GeoJSON, each meeting a point with its properties.
    GeoJson,
    /// One Meeting Guide object a line.
    Ndjson,
    /// A table of 12 Step Meeting List, or one whose columns mean the same.
    TsmlCsv,
    /// BMLT's answers, and those of servers that gather them.
    Bmlt,
    /// NA World Services' table.
    Naws,
    /// The database of the Online Intergroup of AA.
    Oiaa,
    /// The table of British lists.
    UkCsv,
    /// Al-Anon's list of electronic meetings.
    AlAnon,
    /// A list read off web pages: days, times, and the rest in words.
    Listing,
    /// Events of a calendar.
    ICalendar,
    /// A list that goes with meetings and holds none: formats, service bodies, servers, groups, languages. It can be handed over
    /// with [`FeedOptions::beside`].
    Companion,
}

/// What a person says about a column of a table.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ColumnChoice {
    /// The column's name in the header.
    pub column: String,
    /// The specification's name of the field, such as `name`, `day`, `time`; `None`: the column is not read.
    pub field: Option<String>,
}

impl From<(String, Option<String>)> for ColumnChoice {
    fn from((column, field): (String, Option<String>)) -> Self {
        Self { column, field }
    }
}

/// What a column of a table would be read as.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ColumnGuess {
    /// The column's name in the header.
    pub column: String,
    /// The specification's name of the field; `None`: the column is not read.
    pub field: Option<String>,
    /// It holds how to reach a person and is never read.
    pub contact: bool,
    /// The first values, cut to 80 characters.
    pub examples: Vec<String>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ImportReport {
    /// The format that was recognised.
    pub format: FeedFormat,
    /// Rows in the feed.
    pub rows: u32,
    /// Meetings made of them; a row with several days is one meeting.
    pub meetings: u32,
    /// Meetings that the source did not have before.
    pub added: u32,
    /// Meetings whose facts changed.
    pub changed: u32,
    /// Meetings that the source had before and has no more. They are kept, marked as gone.
    pub gone: u32,
    /// What was noticed, counted, the most frequent first.
    pub diagnostics: Vec<DiagnosticCount>,
    /// The first problems in full, up to 20 of each code and 200 in all.
    pub examples: Vec<Diagnostic>,
}

/// What a look at a feed found; nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedCheck {
    /// The format that was recognised.
    pub format: FeedFormat,
    /// Rows in the feed.
    pub rows: u32,
    /// Meetings made of them.
    pub meetings: u32,
    /// What they tell, in numbers.
    pub facts: FeedFacts,
    /// What was noticed, counted, the most frequent first.
    pub diagnostics: Vec<DiagnosticCount>,
    /// The first problems in full, up to 20 of each code and 200 in all.
    pub examples: Vec<Diagnostic>,
}

/// What the meetings of a feed tell, in numbers: for whoever keeps it, and to see at a glance whether it was read as it was meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct FeedFacts {
    /// In a room, and nowhere else.
    pub in_person: u32,
    /// By link or phone only.
    pub online: u32,
    /// In a room and by link or phone.
    pub hybrid: u32,
    /// Neither: closed for now, or the place is unknown, and there is no link.
    pub inactive: u32,
    /// The room is closed for now.
    pub closed_for_now: u32,
    /// The room is closed for now, and there is a link or a number.
    pub closed_but_online: u32,
    /// The place is only a town or an area.
    pub approximate: u32,
    /// Meetings with a room that is found by distance.
    pub with_point: u32,
    /// Online meetings with coordinates: nobody is sent there.
    pub online_with_point: u32,
    /// The row itself names its zone.
    pub with_zone: u32,
    /// On several days of the week, told in one row.
    pub several_days: u32,
    /// No time that is known.
    pub by_appointment: u32,
    /// The length is known.
    pub with_end: u32,
    /// A link to take part.
    pub with_link: u32,
    /// A number to dial.
    pub with_phone: u32,
    /// A way to give to the group.
    pub with_contribution: u32,
}

/// How often something was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DiagnosticCount {
    /// What.
    pub code: DiagnosticCode,
    /// How often.
    pub count: u32,
}

/// One problem of one row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Diagnostic {
    /// The row, from 1; a sheet's header does not count.
    pub row: u32,
    /// The specification's name of the field; empty for the row as a whole.
    pub field: String,
    /// What was noticed.
    pub code: DiagnosticCode,
    /// The value, cut to 80 characters; empty for free text and for fields that can hold a person's contact.
    pub value: String,
}

/// What can be noticed in a feed. A row with a problem is kept as far as it can be; it never fails the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Enum)]
pub enum DiagnosticCode {
    /// The row is no object, or has neither name nor slug nor day: dropped.
    RowUnreadable,
    /// The feed ends within this row: a download that broke off. There may have been more rows; none that is missing is taken as gone.
    RowCutOff,
    /// The text was not valid UTF-8; it was read as another alphabet's, or broken bytes were replaced.
    InvalidUtf8,
    /// Something follows after the end of the JSON; it was left out.
    TrailingText,
    /// No slug; one was made from the other fields.
    SlugMissing,
    /// The slug is a number or other non-text; read as text.
    SlugNotText,
    /// The slug occurs twice; the later one got a suffix.
    SlugDuplicate,
    /// The same name at the same times in the same place as in an earlier row: the meeting is listed twice.
    MeetingRepeated,
    /// No name; made from the group or the place.
    NameMissing,
    /// A number came as text.
    NumberAsText,
    /// Text came as a number.
    TextAsNumber,
    /// A list came as one text.
    ListAsText,
    /// No day, or no time: by appointment.
    Appointment,
    /// The day cannot be read: by appointment.
    DayUnreadable,
    /// The time cannot be read: by appointment.
    TimeUnreadable,
    /// The time was not written `HH:MM`; it was understood all the same.
    TimeForm,
    /// The end equals the start: length unknown, 60 minutes assumed.
    EndEqualsStart,
    /// The end cannot be read, or lies more than twelve hours on past midnight: 60 minutes assumed.
    EndUnreadable,
    /// The meeting ends at midnight or past it, on the next day.
    PastMidnight,
    /// Longer than three hours.
    LongMeeting,
    /// The zone is not an IANA zone or a known alias; the source's was taken.
    ZoneUnknown,
    /// Neither the row nor the source names a zone.
    ZoneMissing,
    /// 0,0, or out of range, or not a number: dropped.
    CoordinatesInvalid,
    /// A place without coordinates: it cannot be found by distance.
    CoordinatesMissing,
    /// A type that the fellowship does not have; kept as written.
    TypeUnknown,
    /// Both open and closed: closed was taken.
    OpenAndClosed,
    /// The link is none that may be opened: dropped.
    UrlInvalid,
    /// The link had no scheme; `https` was added.
    UrlScheme,
    /// The phone number cannot be dialled: dropped.
    PhoneInvalid,
    /// HTML tags or entities were taken out of a text.
    Html,
    /// A text was longer than its cap and was cut.
    TextCut,
    /// A personal contact was left out.
    ContactDropped,
    /// The date of the last update cannot be read.
    UpdatedUnreadable,
    /// No way to take part: no address and no link.
    NoVenue,
    /// The account for contributions is none: dropped.
    ContributionInvalid,
    /// The source says that the row is deleted, archived, cancelled or not published: left out.
    RowWithdrawn,
    /// The schedule says more in words than was read: they are in the notes.
    ScheduleInWords,
}

/// How one takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum VenueKind {
    /// In a room.
    InPerson,
    /// By link or phone only.
    Online,
    /// In a room and by link or phone.
    Hybrid,
    /// The room is closed for now, or its place unknown, and there is no link.
    Inactive,
}

/// One time a meeting takes place, exact across clock changes and past midnight.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Occurrence {
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends; an hour after the start where the feed tells no end.
    pub ends_at: Instant,
    /// Whether the end is known.
    pub end_known: bool,
    /// Whether it has started and not ended.
    pub in_progress: bool,
    /// The civil day on which it starts, in the meeting's zone.
    pub day: CivilDay,
    /// The wall time of the start in the meeting's zone, minutes since midnight.
    pub minute: u16,
    /// The zone is unknown; the person's was assumed. Say so.
    pub zone_assumed: bool,
}

/// One day and time of a weekly schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WeeklyTime {
    /// 0 is Sunday, 6 is Saturday.
    pub weekday: u8,
    /// Wall time in minutes since midnight, 0 to 1439.
    pub minute: u16,
    /// Length in minutes, 1 to 1440; `None` where unknown.
    pub duration: Option<u16>,
}

/// One meeting in full.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MeetingDetail {
    /// What the list shows, without a distance.
    pub row: MeetingRow,
    /// The weekly times; other times are in `rules`.
    pub schedule: Vec<WeeklyTime>,
    /// The whole schedule; empty: by appointment.
    pub rules: Vec<Rule>,
    /// Where it is, if known.
    pub point: Option<GeoPoint>,
    /// The place is only a town or an area.
    pub approximate: bool,
    /// The group that holds it.
    pub group: Option<String>,
    /// The region, general first.
    pub regions: Vec<String>,
    /// Notes on the meeting, plain text.
    pub notes: Option<String>,
    /// Notes on the place, plain text.
    pub place_notes: Option<String>,
    /// Link to take part (http or https).
    pub conference_url: Option<String>,
    /// What to know about the link, such as a password.
    pub conference_url_notes: Option<String>,
    /// What the link leads to.
    pub join: Option<JoinLink>,
    /// Number to dial, with pauses.
    pub conference_phone: Option<String>,
    /// What to know about the number.
    pub conference_phone_notes: Option<String>,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// A page about it.
    pub url: Option<String>,
    /// Ways to give to the group, each checked.
    pub contributions: Vec<Contribution>,
    /// It does not take place for now: the room is closed, and there is no link and no number. Where the feed only leaves the
    /// place unsaid it may yet take place.
    pub closed_for_now: bool,
    /// The source's name; empty for a meeting of the person's own.
    pub source: String,
    /// When the source says it was changed.
    pub updated_at: Option<Instant>,
    /// When the source was last imported: how old this knowledge is.
    pub confirmed_at: Instant,
    /// The source has it no more since then; `None` while it has.
    pub gone_since: Option<Instant>,
    /// Other listings of the same meeting, the most recently updated first (up to 20). What this listing lacks was taken from them.
    #[uniffi(default = [])]
    pub also_in: Vec<JoinedListing>,
    /// The source of each field that is shown; empty for a meeting of the person's own.
    #[uniffi(default = [])]
    pub origins: Vec<FieldOrigin>,
    /// The person keeps it apart from listings with which it would be joined; they can take that back on its screen.
    #[uniffi(default = false)]
    pub kept_apart: bool,
}

/// Watches an import, and may stop it.
#[uniffi::export(foreign)]
pub trait ImportProgress: Send + Sync {
    /// Called about every hundred rows, on the importing thread. `bytes_total` is the file's size.
    ///
    /// # Errors
    /// `Ok(false)`, an error or a thrown exception stops the import: nothing of it is kept.
    fn on_progress(&self, rows: u32, bytes_read: u64, bytes_total: u64) -> Result<bool, crate::error::HandrailError>;
}

mod changes;
pub(crate) mod feed;
mod found_by;
pub(crate) mod history;
pub(crate) mod import;
mod importer;
pub(crate) mod joined;
mod listing;
pub(crate) mod mine;
pub(crate) mod model;
pub(crate) mod normalise;
mod packed;
mod pin;
mod query;
mod rekey;
pub(crate) mod schedule;
pub(crate) mod search;
pub(crate) mod source;
pub(crate) mod store;
mod taking_part;
mod week;
mod written;

pub use changes::MeetingChange;
pub use history::MeetingEvent;
pub use joined::{FieldOrigin, JoinReason, JoinedListing, MeetingField};
pub use mine::{Favourite, FavouriteDetails, MeetingNotice, OwnMeeting};
pub use model::{Repeat, Rule};
pub use query::{
    AttributeCount, FacetCount, GeoBox, LeftOut, MapCluster, MatchedIn, MeetingFacets, MeetingOrder, MeetingPage, MeetingQuery,
    MeetingRow, Narrowing, RegionCount,
};
pub use source::{
    FetchAnswer, FetchRequest, FetchTrouble, HttpHeader, RefreshOutcome, Source, SourceDetails, SourceProblem, SourceState,
};
pub use taking_part::{Contribution, ContributionKind, JoinLink, JoinProvider};
