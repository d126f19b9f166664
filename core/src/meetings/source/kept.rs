//! What is kept of a source, and how each thing that happens to it changes that. Nothing here reads or writes a file.

use chrono::TimeDelta;

use super::{FetchRequest, Source, SourceDetails, SourceProblem, Validators, plan};
use crate::error::{Error, Field, Problem, Result};
use crate::meetings::{FeedFormat, FeedOptions};
use crate::time::Instant;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    pub details: SourceDetails,
    pub format: Option<FeedFormat>,
    /// Of the version that was last imported, and of no other.
    pub validators: Validators,
    pub imported_at: Option<Instant>,
    pub tried_at: Option<Instant>,
    /// Bad answers in a row.
    pub failures: u32,
    pub problem: Option<SourceProblem>,
    pub next_try_at: Instant,
    /// Taken away by a person. The row stays, for its meetings to be known again.
    pub removed: bool,
}

impl Kept {
    pub fn new(details: SourceDetails, now: Instant) -> Self {
        Self {
            details,
            format: None,
            validators: Validators::default(),
            imported_at: None,
            tried_at: None,
            failures: 0,
            problem: None,
            next_try_at: now,
            removed: false,
        }
    }

    /// A person says other things about it. Where the same feed would now be read in another way, or is another feed, it is asked
    /// at once, and in full: that its text has not changed says nothing about the meetings then.
    pub fn edited(self, details: SourceDetails, now: Instant) -> Self {
        let reads =
            |of: &SourceDetails| (of.url.clone(), of.fellowship.clone(), of.zone.clone(), of.country.clone(), of.columns.clone());
        if self.removed || reads(&self.details) != reads(&details) {
            return Self {
                format: self.format,
                imported_at: self.imported_at,
                tried_at: self.tried_at,
                ..Self::new(details, now)
            };
        }
        let next_try_at = match (self.failures, self.imported_at) {
            (0, Some(imported)) => plan::after_success(imported, details.refresh_hours),
            _ => self.next_try_at,
        };
        Self { details, next_try_at, ..self }
    }

    /// What an import is told besides the feed is remembered, and what it is not told is what was remembered.
    pub fn asked(mut self, options: &FeedOptions) -> Self {
        let saved = &mut self.details;
        saved.fellowship = options.fellowship.clone().or(saved.fellowship.take());
        saved.zone = options.zone.clone().or(saved.zone.take());
        if !options.columns.is_empty() {
            saved.columns.clone_from(&options.columns);
        }
        self.removed = false;
        self
    }

    /// What came last was taken as a whole. A file says nothing about the version that the website has: `validators` are empty then.
    pub fn imported(self, format: FeedFormat, validators: Validators, now: Instant) -> Self {
        Self { format: Some(format), validators, ..self.confirmed(now) }
    }

    /// What is known is still so.
    pub fn confirmed(self, now: Instant) -> Self {
        Self {
            imported_at: Some(now),
            tried_at: Some(now),
            failures: 0,
            problem: None,
            next_try_at: plan::after_success(now, self.details.refresh_hours),
            ..self
        }
    }

    /// What came was not taken.
    pub fn refused(self, problem: SourceProblem, retry_after: Option<TimeDelta>, now: Instant) -> Self {
        let failures = self.failures.saturating_add(1);
        // A website that says "not modified" to a question that did not ask has to be asked in full.
        let validators = if problem == (SourceProblem::Http { status: 304 }) { Validators::default() } else { self.validators };
        Self {
            tried_at: Some(now),
            failures,
            problem: Some(problem),
            next_try_at: plan::after_failure(now, self.details.refresh_hours, failures, retry_after),
            validators,
            ..self
        }
    }

    pub fn removed(self) -> Self {
        Self { removed: true, validators: Validators::default(), ..self }
    }

    /// What the platform is to fetch.
    pub fn request(self) -> Result<FetchRequest> {
        let url = self.details.url.ok_or_else(|| Error::invalid(Field::Link, Problem::Empty))?;
        Ok(FetchRequest { source: self.details.name, url, headers: self.validators.headers() })
    }

    /// How it stands.
    pub fn source(self, meetings: u32, now: Instant) -> Source {
        let has_url = self.details.url.is_some();
        let due = has_url && plan::is_due(self.tried_at, self.next_try_at, now);
        Source {
            state: plan::state(self.imported_at.is_some(), self.problem.is_some(), due),
            details: self.details,
            format: self.format,
            meetings,
            imported_at: self.imported_at,
            tried_at: self.tried_at,
            problem: self.problem,
            next_try_at: has_url.then_some(self.next_try_at),
        }
    }
}
