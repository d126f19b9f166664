//! The directory: public meetings, no key needed.

use std::path::Path;
use std::sync::Arc;

use crate::error::HandrailError;
use crate::meetings::{
    self, ColumnGuess, FeedCheck, FeedOptions, ImportProgress, ImportReport, MeetingDetail, MeetingPage, MeetingQuery,
    Occurrence, Rule, Source,
};
use crate::storage::{self, ChangeListener, Subscription};
use crate::time::{Instant, Moment, Now};

/// The directory of meetings: one plain file that may be rebuilt at any time, one object for the life of the app.
///
/// Thread-safe; a search never waits for an import. Every call blocks: run it on a worker.
#[derive(uniffi::Object)]
pub struct Directory {
    db: storage::Database,
    rebuilt: Option<String>,
}

/// What each column of a table of meetings would be read as, with its first values: to be shown before an import, and put right
/// with [`FeedOptions::columns`].
///
/// # Errors
/// [`HandrailError::FileUnavailable`]; [`HandrailError::Feed`] when the file is no table.
#[uniffi::export]
pub fn guess_columns(path: String) -> Result<Vec<ColumnGuess>, HandrailError> {
    Ok(meetings::feed::guess::guess(Path::new(&path))?)
}

/// Reads a feed as [`Directory::import_feed`] would and stores nothing. Memory does not grow with the file.
///
/// # Errors
/// [`HandrailError::Feed`] when the file is no feed; [`HandrailError::FileUnavailable`]; [`HandrailError::Invalid`] for an
/// unknown zone or fellowship.
#[uniffi::export]
pub fn check_feed(path: String, options: FeedOptions) -> Result<FeedCheck, HandrailError> {
    Ok(meetings::import::check(Path::new(&path), &options)?)
}

/// The next times of a schedule rule in a zone, the first `count` (1 to 100) that end after `at`, within about four years.
///
/// Exact across clock changes: a wall time in a gap takes the offset from before it (RFC 5545, 3.3.5), one that comes twice is
/// its first.
///
/// # Errors
/// [`HandrailError::Invalid`] for an unknown zone, a moment, minute, length, weekday or count out of range.
#[uniffi::export]
pub fn next_occurrences(rule: Rule, zone: String, at: Instant, count: u32) -> Result<Vec<Occurrence>, HandrailError> {
    let now = Now::read(&Moment { at, zone })?;
    Ok(meetings::schedule::checked_next(&rule, &now, count)?)
}

#[uniffi::export]
impl Directory {
    /// Opens the directory at `path`, or makes it there. A damaged file is kept under another name and a new one begun, see
    /// [`rebuilt_from`](Self::rebuilt_from). The folder must exist.
    ///
    /// # Errors
    /// [`HandrailError::NewerFile`], [`HandrailError::Busy`], [`HandrailError::StorageFull`],
    /// [`HandrailError::FileUnavailable`].
    #[uniffi::constructor]
    pub fn open(path: String) -> Result<Arc<Self>, HandrailError> {
        let (db, rebuilt) = storage::directory(Path::new(&path))?;
        Ok(Arc::new(Self { db, rebuilt }))
    }

    /// Where the damaged file was kept that [`open`](Self::open) found; `None` when all was well. Import the sources again.
    ///
    /// # Errors
    /// None today.
    pub fn rebuilt_from(&self) -> Result<Option<String>, HandrailError> {
        Ok(self.rebuilt.clone())
    }

    /// Imports a feed file in one transaction: all of it or nothing. Bad rows are reported and never fail the feed.
    ///
    /// Memory does not grow with the file. Cost: some 50 ms for 2,000 rows; searches go on meanwhile.
    ///
    /// # Errors
    /// [`HandrailError::Feed`] when the file is no feed, is cut off or holds far fewer rows than last time: what was known is
    /// kept. [`HandrailError::Cancelled`] when `progress` stopped it.
    #[uniffi::method(default(progress = None))]
    pub fn import_feed(
        &self,
        path: String,
        options: FeedOptions,
        moment: Moment,
        progress: Option<Arc<dyn ImportProgress>>,
    ) -> Result<ImportReport, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| meetings::import::import(w, Path::new(&path), &options, &now, progress.as_deref()))?)
    }

    /// Imports the sample that ships with the core: some 200 made-up meetings, for previews, tests and a first look.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn import_sample(&self, moment: Moment) -> Result<ImportReport, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| meetings::import::import_sample(w, &now))?)
    }

    /// The meetings that fit a question, in the order in which they start, a page at a time.
    ///
    /// Answered from indexes. Meetings by appointment come last, and only when words are asked for and hours are not.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field.
    pub fn meetings_near(&self, query: MeetingQuery, moment: Moment) -> Result<MeetingPage, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| meetings::search::page(r, &query, &now))?)
    }

    /// One meeting in full, gone ones too.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn meeting(&self, id: String, moment: Moment) -> Result<MeetingDetail, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| meetings::store::detail(r, &id, &now))?)
    }

    /// The sources in the order of their names.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn sources(&self) -> Result<Vec<Source>, HandrailError> {
        Ok(self.db.read(meetings::store::sources)?)
    }

    /// Tells `listener` after every change, until the subscription is dropped or ended.
    ///
    /// # Errors
    /// None today.
    pub fn observe(&self, listener: Arc<dyn ChangeListener>) -> Result<Arc<Subscription>, HandrailError> {
        Ok(self.db.observe(listener))
    }

    /// Closes the file. Later calls answer [`HandrailError::Closed`].
    ///
    /// # Errors
    /// None today.
    #[uniffi::method(name = "closeFile")]
    pub fn close(&self) -> Result<(), HandrailError> {
        self.db.close();
        Ok(())
    }
}
