//! What a website answered, by status and headers alone. Both come from outside: lists are capped, values that are not of the
//! form that the standard gives them count as missing.

use chrono::{DateTime, TimeDelta};

use super::{FetchAnswer, FetchTrouble, HttpHeader, SourceProblem, checked};
use crate::error::{Error, FeedProblem, Field, Problem, Result};
use crate::time::Instant;

/// Headers that are looked at; real answers have 10 to 40.
const MOST_HEADERS: usize = 200;
/// Bytes of a validator that is kept and sent back.
const LONGEST_VALIDATOR: usize = 500;

/// By what a website knows which version of its feed we have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    /// With its quotes; empty where there is none.
    pub etag: String,
    /// As the website wrote it: servers compare it letter by letter.
    pub last_modified: String,
}

impl Validators {
    pub fn is_empty(&self) -> bool {
        self.etag.is_empty() && self.last_modified.is_empty()
    }

    /// The question whether there is anything newer.
    pub fn headers(self) -> Vec<HttpHeader> {
        let named = [("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified)];
        let sent = named.into_iter().filter(|(_, value)| !value.is_empty());
        sent.map(|(name, value)| HttpHeader { name: name.to_owned(), value }).collect()
    }
}

/// What the answer holds.
#[derive(Debug, PartialEq)]
pub(super) enum Told<'a> {
    /// The version that we have is the newest.
    Unchanged,
    /// A feed to be imported.
    Feed { path: &'a str, validators: Validators, length: Option<u64> },
    /// No feed.
    Nothing(SourceProblem),
}

/// `conditional`: we had asked whether there is anything newer.
pub(super) fn read(answer: &FetchAnswer, conditional: bool) -> Result<Told<'_>> {
    let headers = Headers::of(answer);
    if headers.any("cf-mitigated", |value| value.eq_ignore_ascii_case("challenge")) {
        return Ok(Told::Nothing(SourceProblem::Challenge));
    }
    Ok(match answer.status {
        0 => Told::Nothing(answer.trouble.map_or(SourceProblem::Unreachable, SourceProblem::from)),
        // 203: a proxy changed something on the way. 206 is a part, and no other kind of success brings a whole feed.
        200 | 203 => {
            let path = answer.path.as_deref().ok_or_else(|| Error::invalid(Field::Path, Problem::Empty))?;
            Told::Feed { path, validators: headers.validators(), length: headers.length() }
        }
        304 if conditional => Told::Unchanged,
        300..=303 | 307 | 308 => Told::Nothing(SourceProblem::Moved { to: headers.moved_to() }),
        status @ 100..=999 => Told::Nothing(SourceProblem::Http { status }),
        _ => return Err(Error::invalid(Field::Status, Problem::OutOfRange)),
    })
}

/// It is stored with the source, so that it is still told after a restart.
impl From<FetchTrouble> for SourceProblem {
    fn from(trouble: FetchTrouble) -> Self {
        match trouble {
            FetchTrouble::TooLarge => Self::Unreadable { reason: FeedProblem::TooLarge },
            FetchTrouble::NotSecure => Self::NotSecure,
            FetchTrouble::NotTrusted => Self::NotTrusted,
            FetchTrouble::TooSlow => Self::TooSlow,
        }
    }
}

/// How long the website asks to be left alone (RFC 9110, 10.2.3): seconds, or until a moment.
pub(super) fn retry_after(answer: &FetchAnswer, now: Instant) -> Option<TimeDelta> {
    Headers::of(answer).find("retry-after", |value| {
        if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
            // More digits than fit mean as long as can be.
            return Some(TimeDelta::seconds(i64::from(value.parse::<u32>().unwrap_or(u32::MAX))));
        }
        http_date(value).map(|until| until - now).filter(|wait| *wait > TimeDelta::zero())
    })
}

struct Headers<'a>(&'a [HttpHeader]);

impl<'a> Headers<'a> {
    fn of(answer: &'a FetchAnswer) -> Self {
        Self(answer.headers.get(..MOST_HEADERS).unwrap_or(&answer.headers))
    }

    /// The first header of that name whose value can be read.
    fn find<T>(&self, name: &str, read: impl Fn(&'a str) -> Option<T>) -> Option<T> {
        let named = self.0.iter().filter(|header| header.name.trim().eq_ignore_ascii_case(name));
        named.map(|header| header.value.trim()).find_map(read)
    }

    fn any(&self, name: &str, fits: impl Fn(&str) -> bool) -> bool {
        self.find(name, |value| fits(value).then_some(())).is_some()
    }

    fn validators(&self) -> Validators {
        Validators {
            etag: self.find("etag", |value| is_etag(value).then(|| value.to_owned())).unwrap_or_default(),
            last_modified: self.find("last-modified", |value| http_date(value).map(|_| value.to_owned())).unwrap_or_default(),
        }
    }

    /// The length of the body in bytes, where the platform stores it as it came.
    fn length(&self) -> Option<u64> {
        let as_it_came = !self.any("content-encoding", |value| !value.eq_ignore_ascii_case("identity"));
        self.find("content-length", |value| value.parse().ok()).filter(|_| as_it_came)
    }

    fn moved_to(&self) -> Option<String> {
        self.find("location", |value| checked::url(value).ok())
    }
}

/// Whether it is an entity tag (RFC 9110, 8.8.3). What is not in quotes is refused: `*` would match every version for ever, and
/// a line break would write headers of its own into our next question.
fn is_etag(value: &str) -> bool {
    let opaque = value.strip_prefix("W/").unwrap_or(value);
    let inner = opaque.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    value.len() <= LONGEST_VALIDATOR && inner.is_some_and(|inner| inner.bytes().all(|byte| matches!(byte, b'!' | b'#'..=b'~')))
}

/// A moment as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(value: &str) -> Option<Instant> {
    let short = (value.len() <= 40 && value.is_ascii()).then_some(value)?;
    DateTime::parse_from_rfc2822(short).ok().map(|at| at.to_utc()).filter(|_| !short.contains(char::is_control))
}
