//! The directory: public meetings, no key needed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::Journal;
use crate::error::HandrailError;
use crate::meetings::{
    self, ColumnGuess, FeedCheck, FeedOptions, GeoBox, ImportProgress, ImportReport, MapCluster, MeetingDetail, MeetingEvent,
    MeetingFacets, MeetingPage, MeetingQuery, Occurrence, RegionCount, Rule,
};
use crate::storage::{self, ChangeListener, Subscription};
use crate::time::{Instant, Moment, Now};

/// The directory of meetings: one plain file that may be rebuilt at any time, one object for the life of the app.
///
/// Thread-safe; a search never waits for an import. Every call blocks: run it on a worker.
#[derive(uniffi::Object)]
pub struct Directory {
    pub(super) db: storage::Database,
    rebuilt: Option<String>,
    /// Whose favourites and own meetings the answers know of.
    pub(super) journal: Mutex<Option<Arc<Journal>>>,
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
    /// Opens the directory at `path`, or makes it there. A file that is damaged, that answered [`HandrailError::Damaged`] when it was
    /// last in use, or that is of a core that was never released, is kept under another name and a new one begun, see
    /// [`rebuilt_from`](Self::rebuilt_from). The folder must exist.
    ///
    /// # Errors
    /// [`HandrailError::NewerFile`], [`HandrailError::Busy`], [`HandrailError::StorageFull`],
    /// [`HandrailError::FileUnavailable`].
    #[uniffi::constructor]
    pub fn open(path: String) -> Result<Arc<Self>, HandrailError> {
        let (db, rebuilt) = storage::directory(Path::new(&path))?;
        Ok(Arc::new(Self { db, rebuilt, journal: Mutex::default() }))
    }

    /// Where the file was kept that [`open`](Self::open) found; `None` when all was well. Import the sources again.
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
        let report = self.db.write(|w| meetings::import::import(w, Path::new(&path), &options, &now, progress.as_deref()))?;
        self.settle()?;
        Ok(report)
    }

    /// Imports the sample that ships with the core: some 200 made-up meetings, for previews, tests and a first look.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn import_sample(&self, moment: Moment) -> Result<ImportReport, HandrailError> {
        let now = Now::read(&moment)?;
        let report = self.db.write(|w| meetings::import::import_sample(w, &now))?;
        self.settle()?;
        Ok(report)
    }

    /// The meetings that fit a question, a page at a time.
    ///
    /// Answered from indexes. Meetings by appointment come last, and only when words are asked for and nothing of time is. With
    /// [`use_journal`](Self::use_journal) the rows know the person's favourites, leave out what they hide, and hold their own
    /// meetings and corrections.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field.
    pub fn meetings_near(&self, query: MeetingQuery, moment: Moment) -> Result<MeetingPage, HandrailError> {
        let now = Now::read(&moment)?;
        let mine = self.mine()?;
        Ok(self.db.read(|r| meetings::search::page(r, &query, &mine, &now))?)
    }

    /// What the screen with the filters shows for a question: how many meetings each choice would leave, and what each part of
    /// the question leaves out. Order, page and limit do not matter.
    ///
    /// Cost: all that fit place, time and words is looked at; some milliseconds for 10,000 meetings.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field.
    pub fn meeting_facets(&self, query: MeetingQuery, moment: Moment) -> Result<MeetingFacets, HandrailError> {
        let now = Now::read(&moment)?;
        let mine = self.mine()?;
        Ok(self.db.read(|r| meetings::search::facets(r, &query, &mine, &now))?)
    }

    /// The meetings of a box of the map that fit a question, those close together as one mark. `zoom` is that of web maps: 0 is
    /// the whole earth in one tile of 256 points, each step twice as large, up to 22.
    ///
    /// They are those that [`meetings_near`](Self::meetings_near) lists for the box, by appointment only where it has them too.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field.
    pub fn meetings_map(
        &self,
        within: GeoBox,
        zoom: u8,
        query: MeetingQuery,
        moment: Moment,
    ) -> Result<Vec<MapCluster>, HandrailError> {
        let now = Now::read(&moment)?;
        let mine = self.mine()?;
        Ok(self.db.read(|r| meetings::search::map(r, within, zoom, &query, &mine, &now))?)
    }

    /// The regions right below one, by its path from the general to the particular; of an empty path the topmost.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn regions(&self, path: Vec<String>) -> Result<Vec<RegionCount>, HandrailError> {
        Ok(self.db.read(|r| meetings::search::regions(r, &path))?)
    }

    /// One meeting in full, gone ones too, with its listings in other sources; the person's own and corrected ones with [`use_journal`](Self::use_journal).
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn meeting(&self, id: String, moment: Moment) -> Result<MeetingDetail, HandrailError> {
        let now = Now::read(&moment)?;
        if let Ok(journal) = self.both() {
            match self.over(&journal).detail(&id, &now).map_err(HandrailError::from) {
                Err(HandrailError::Closed) => {}
                told => return told,
            }
        }
        Ok(self.db.read(|r| meetings::joined::told::detail(r, &id, &BTreeSet::new(), &now))?)
    }

    /// What became of a meeting: one event for each import that changed it, the newest first, at last its first reading. Of one
    /// meeting the newest 50 changes are kept.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`], also for a meeting of the person's own.
    pub fn meeting_history(&self, id: String) -> Result<Vec<MeetingEvent>, HandrailError> {
        Ok(self.db.read(|r| meetings::history::events(r, &id))?)
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
