//! What can go wrong: a rich error inside, a small one outside, and the one place where the first becomes the second.
//!
//! Neither carries a word of the person or of a meeting: no name, no note, no path.

use rusqlite::ErrorCode;

/// Why the core could not do what was asked. One variant for each thing that an app can do something about.
///
/// No variant carries anything that a person wrote, so every error may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum HandrailError {
    /// There is no such thing (any more). Reload the screen that named it.
    #[error("no such {kind}")]
    NotFound {
        /// What was looked for.
        kind: EntityKind,
    },
    /// A value that was handed in cannot be taken. Nothing was written. Mark the field.
    #[error("invalid {field}: {problem}")]
    Invalid {
        /// Which value.
        field: Field,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The key does not open the journal: it is another journal's key, or the head of the file is damaged; the two cannot
    /// be told apart. The file was left as it is. Look for the right key before anything else.
    #[error("the key does not open the journal")]
    WrongKey,
    /// A newer version of the app wrote this file. It was left untouched. Ask the person to update the app.
    #[error("the file has version {found}, this core reads up to {supported}")]
    NewerFile {
        /// The version in the file.
        found: u32,
        /// The newest version that this core reads.
        supported: u32,
    },
    /// The file is damaged. It was not changed; see [`keep_aside`](crate::api::keep_aside). A directory is made anew by itself when it is
    /// opened next.
    #[error("the data file is damaged")]
    Damaged,
    /// No room on the device. What was asked was not done; what was there before is whole.
    #[error("no room on the device")]
    StorageFull,
    /// Another process held the file for more than five seconds. Nothing was written; try again.
    #[error("the file is in use by another process")]
    Busy,
    /// The file or its folder cannot be read or written.
    #[error("the file cannot be opened: {reason}")]
    FileUnavailable {
        /// The kind of the operating system's error, without a path.
        reason: String,
    },
    /// The feed was refused as a whole. What was known before is kept.
    #[error("the feed was refused: {reason}")]
    Feed {
        /// Why.
        reason: FeedProblem,
    },
    /// The work was cancelled by the listener that watched it. Nothing was written.
    #[error("cancelled")]
    Cancelled,
    /// The journal or the directory was closed.
    #[error("already closed")]
    Closed,
    /// A fault of the core itself. Please report it.
    #[error("internal error: {reason}")]
    Internal {
        /// For the developer; nothing personal.
        reason: String,
    },
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize, uniffi::Enum)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $text,)+ })
            }
        }
    };
}

words! {
    /// Kinds of things that are looked up by id.
    EntityKind {
        /// A tracker.
        Tracker => "tracker",
        /// A return to use that could be undone.
        ReturnToUse => "return to use",
        /// An entry in the day calendar that could be undone.
        DayEntry => "day entry",
        /// A correction that could be undone.
        Correction => "correction",
        /// A saving goal.
        SavingGoal => "saving goal",
        /// A meeting.
        Meeting => "meeting",
        /// A source of meetings.
        Source => "source",
        /// A fellowship of the catalogue.
        Fellowship => "fellowship",
        /// A token profile of the catalogue.
        TokenProfile => "token profile",
    }
}

words! {
    /// Values that can be handed in.
    Field {
        /// The journal's key.
        Key => "key",
        /// A name.
        Name => "name",
        /// A note.
        Note => "note",
        /// The day something starts.
        Start => "start",
        /// A day.
        Day => "day",
        /// A time of day, in minutes since midnight.
        Minute => "time of day",
        /// The time of day at which the person's day begins.
        DayStart => "day start",
        /// A time zone.
        Zone => "time zone",
        /// A fellowship's id.
        Fellowship => "fellowship",
        /// A token profile's id.
        TokenProfile => "token profile",
        /// The order of trackers.
        Order => "order",
        /// What a tracker is about.
        Subject => "subject",
        /// What amounts are counted in.
        Measure => "measure",
        /// An amount.
        Amount => "amount",
        /// A currency (ISO 4217).
        Currency => "currency",
        /// A goal.
        Goal => "goal",
        /// What use cost.
        Rate => "rate",
        /// Days of the week, 0 (Sunday) to 6.
        Weekdays => "weekdays",
        /// A name that gives nothing away.
        DiscreetName => "discreet name",
        /// A place.
        Place => "place",
        /// A distance.
        Distance => "distance",
        /// A span of hours.
        Hours => "hours",
        /// Meeting types.
        Types => "types",
        /// A link.
        Link => "link",
        /// A phone number.
        Phone => "phone number",
        /// Words to look for.
        Words => "words",
        /// The length of a page.
        Limit => "limit",
        /// The mark of where the next page begins.
        Cursor => "cursor",
        /// The name of a source.
        Source => "source",
        /// A moment.
        Moment => "moment",
        /// A country.
        Country => "country",
        /// An HTTP status.
        Status => "HTTP status",
        /// A note on a licence.
        Licence => "licence note",
        /// Hours from one refresh to the next.
        RefreshHours => "hours between refreshes",
        /// What columns of a table hold.
        Columns => "columns",
        /// A file's path.
        Path => "path",
    }
}

words! {
    /// What is wrong with a value.
    Problem {
        /// It is empty.
        Empty => "empty",
        /// It is longer than allowed.
        TooLong => "too long",
        /// It has the wrong length.
        WrongLength => "wrong length",
        /// It is not of the right form.
        Malformed => "malformed",
        /// It is not one of the known values.
        Unknown => "unknown",
        /// It is below or above what is allowed.
        OutOfRange => "out of range",
        /// It lies in the future, where only the past makes sense.
        InFuture => "in the future",
        /// It comes before what it must follow.
        BeforeStart => "before the start",
        /// It ends before it begins.
        EndBeforeStart => "the end is before the start",
        /// It contradicts what is already recorded.
        Conflict => "contradicts what is recorded",
    }
}

words! {
    /// Why a whole feed was refused.
    FeedProblem {
        /// The file is empty or holds only white space.
        Empty => "empty",
        /// A web page came in place of the feed.
        Html => "a web page, not a feed",
        /// A web page that asks whether one is human came in place of the feed.
        BotChallenge => "a bot challenge, not a feed",
        /// An XML document that is no list of meetings: a news feed, a map of the website, an answer of a service.
        Xml => "an XML document, not a feed",
        /// The website answered with an error in place of the feed: it may want a key, or no longer have one there.
        ErrorAnswer => "an error in place of the feed",
        /// An archive, or a workbook, which is one: it has to be unpacked, or saved as text, first.
        Compressed => "compressed",
        /// The feed ends in the middle.
        Truncated => "cut off",
        /// The feed is not valid in its format.
        Malformed => "malformed",
        /// No known format fits.
        UnknownFormat => "unknown format",
        /// Nested deeper, longer or larger than a feed can be.
        TooLarge => "too large",
        /// No row could be read.
        NoRows => "no rows",
        /// A list that goes with meetings and holds none, such as the formats of a server.
        NoMeetings => "a list without meetings",
        /// Far fewer rows than last time: more likely a fault of the website than meetings that ended.
        Shrunk => "far fewer rows than last time",
    }
}

/// The internal error: keeps the cause.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Public(#[from] HandrailError),
    #[error("sqlite")]
    Sqlite(#[from] rusqlite::Error),
    #[error("input or output")]
    Io(#[from] std::io::Error),
    /// [`FeedProblem::Shrunk`], with how many meetings there were and came.
    #[error("shrunk")]
    Shrunk { had: u32, came: u32 },
    #[error("internal: {0}")]
    Internal(&'static str),
}

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn invalid(field: Field, problem: Problem) -> Self {
        Self::Public(HandrailError::Invalid { field, problem })
    }

    pub(crate) fn not_found(kind: EntityKind) -> Self {
        Self::Public(HandrailError::NotFound { kind })
    }

    pub(crate) fn feed(reason: FeedProblem) -> Self {
        Self::Public(HandrailError::Feed { reason })
    }
}

/// The one mapping from the internal error to the public one.
impl From<Error> for HandrailError {
    fn from(error: Error) -> Self {
        match error {
            Error::Public(public) => public,
            Error::Io(cause) => match cause.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::StorageFull,
                kind => Self::FileUnavailable { reason: kind.to_string() },
            },
            Error::Sqlite(cause) => from_sqlite(&cause),
            Error::Shrunk { .. } => Self::Feed { reason: FeedProblem::Shrunk },
            Error::Internal(reason) => Self::Internal { reason: reason.to_owned() },
        }
    }
}

fn from_sqlite(cause: &rusqlite::Error) -> HandrailError {
    // Only the codes: SQLite's texts can quote values.
    match cause.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => HandrailError::StorageFull,
        Some(ErrorCode::DatabaseCorrupt) => HandrailError::Damaged,
        Some(ErrorCode::NotADatabase) => HandrailError::WrongKey,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => HandrailError::Busy,
        Some(ErrorCode::OperationInterrupted) => HandrailError::Cancelled,
        Some(code @ (ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure)) => {
            HandrailError::FileUnavailable { reason: format!("{code:?}") }
        }
        Some(code) => HandrailError::Internal { reason: format!("sqlite {code:?}") },
        None => HandrailError::Internal { reason: "sqlite answered with an unexpected shape".to_owned() },
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HandrailError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Internal { reason: "a listener gave up".to_owned() }
    }
}
