//! Where meetings come from: what is known of a source, when it is asked again, and what its answer did.
//!
//! A refresh goes once around: [`plan`](plan) says what is due, the platform fetches, [`answer`](answer) reads status and headers,
//! the feed itself goes the way of every import, and [`kept`](kept) holds what became of it. A source that answers badly keeps
//! its meetings, is marked as stale and left alone for a while.

mod answer;
mod checked;
mod kept;
mod plan;
pub(crate) mod refresh;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use super::{ColumnChoice, FeedFormat, ImportReport};
use crate::error::FeedProblem;
use crate::time::Instant;

pub(crate) use answer::Validators;

/// What a person or an app says about a source.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SourceDetails {
    /// 1 to 200 characters; one source a name.
    pub name: String,
    /// Where its feed is fetched (http or https, up to 2,000 bytes, no user and no password in it). `None`: it comes by file only.
    #[uniffi(default = None)]
    pub url: Option<String>,
    /// The fellowship of rows that name none: an id of the catalogue.
    #[uniffi(default = None)]
    pub fellowship: Option<String>,
    /// The IANA zone of rows that name none.
    #[uniffi(default = None)]
    pub zone: Option<String>,
    /// The country it is about (ISO 3166-1, two letters). Where it has one time zone, that is the zone of rows for which neither a
    /// zone nor another country is told.
    #[uniffi(default = None)]
    pub country: Option<String>,
    /// Under which terms the list may be used, in words (up to 1,000 characters). To be shown where the terms ask for it.
    #[uniffi(default = None)]
    pub licence: Option<String>,
    /// It gathers what others publish. Where both have a meeting, the facts of a source that does not are believed first.
    #[uniffi(default = false)]
    pub aggregator: bool,
    /// Hours from one good answer to the next question, 1 to 720.
    #[uniffi(default = 24)]
    pub refresh_hours: u16,
    /// What columns of a table hold, where they would be guessed wrong (up to 200).
    #[uniffi(default = [])]
    pub columns: Vec<ColumnChoice>,
}

impl SourceDetails {
    /// A source of which nothing but the name is known.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            url: None,
            fellowship: None,
            zone: None,
            country: None,
            licence: None,
            aggregator: false,
            refresh_hours: plan::DAILY,
            columns: Vec::new(),
        }
    }
}

/// A source of meetings, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Source {
    /// What is said about it; edit this and save it.
    pub details: SourceDetails,
    /// The format of its feed when it was last imported.
    pub format: Option<FeedFormat>,
    /// Meetings it has now.
    pub meetings: u32,
    /// When its meetings were last confirmed: imported, or found unchanged. `None`: never.
    pub imported_at: Option<Instant>,
    /// When an answer of its website was last handed in, or a file imported.
    pub tried_at: Option<Instant>,
    /// How it stands.
    pub state: SourceState,
    /// Why the last answer was not taken; only where it is [`Stale`](SourceState::Stale).
    pub problem: Option<SourceProblem>,
    /// When it is asked next; `None`: never, it has no url.
    pub next_try_at: Option<Instant>,
}

/// How a source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SourceState {
    /// Nothing has come from it yet.
    New,
    /// Its last answer was good, and it is not yet time for the next.
    Current,
    /// Its last answer was good, and it is time to ask again.
    Due,
    /// Its last answer was not taken: what was known before is kept. See [`Source::problem`].
    Stale,
}

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum SourceProblem {
    /// Far fewer meetings than before: more likely a fault of the website than meetings that ended. A person may look at it and
    /// take it all the same.
    Shrunk {
        /// Meetings it had.
        had: u32,
        /// Meetings that came.
        came: u32,
    },
    /// No answer came: no such host, no connection.
    Unreachable,
    /// Its website took too long to answer, or fell silent midway.
    TooSlow,
    /// Its address, or one it leads to, is not https: anybody on the way could read the answer and change it.
    NotSecure,
    /// Whoever answers cannot prove to be that website: its certificate is wrong or too old.
    NotTrusted,
    /// The website answered with an error: 403 often is a feed that wants a key, 404 one that has moved.
    Http {
        /// The HTTP status.
        status: u16,
    },
    /// A redirection that was not followed, such as from http to https.
    Moved {
        /// Where to, if it is a url that could be saved; ask the person.
        to: Option<String>,
    },
    /// The website asks whether one is human, which an app cannot answer. It must be told to let feeds through.
    Challenge,
    /// A web page came in place of the feed.
    Page,
    /// The feed cannot be read.
    Unreadable {
        /// Why.
        reason: FeedProblem,
    },
}

/// One line of the head of an HTTP message.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HttpHeader {
    /// In any case.
    pub name: String,
    /// One value.
    pub value: String,
}

/// What the platform is asked to fetch, with GET.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FetchRequest {
    /// The source's name.
    pub source: String,
    /// Where.
    pub url: String,
    /// What to send besides the platform's own: so that a feed that has not changed is answered with 304 and nothing else.
    pub headers: Vec<HttpHeader>,
}

/// What the platform fetched.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FetchAnswer {
    /// The source's name.
    pub source: String,
    /// The HTTP status after redirections, 100 to 999; 0: no answer came. Where the device itself is offline, hand in nothing.
    pub status: u16,
    /// The headers of the answer; the first 200 are looked at.
    #[uniffi(default = [])]
    pub headers: Vec<HttpHeader>,
    /// Where the body was stored; needed with 200, and of use with errors: a bot challenge is told by it.
    #[uniffi(default = None)]
    pub path: Option<String>,
    /// Why the platform took no answer, with status 0; `None`: none came.
    #[uniffi(default = None)]
    pub trouble: Option<FetchTrouble>,
}

/// Why a platform took no answer from a website.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum FetchTrouble {
    /// More bytes were announced, or came, than a list of meetings can have. Told as [`SourceProblem::Unreadable`] for that reason.
    TooLarge,
    /// It could not be asked over https.
    NotSecure,
    /// Whoever answered could not prove to be that website.
    NotTrusted,
    /// It took too long.
    TooSlow,
}

/// What a refresh did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RefreshOutcome {
    /// Nothing changed since the last time: what is known is confirmed.
    Unchanged,
    /// The feed was imported.
    Imported {
        /// What that did.
        report: ImportReport,
    },
    /// The answer was not taken; what was known before is kept.
    Refused {
        /// Why.
        problem: SourceProblem,
    },
}
