//! The journal: a person's own life.

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, HandrailError};
use crate::sobriety::{self, ReturnToUse, TimelineEntry, Today, Tracker, TrackerDetails, TrackerHistory};
use crate::storage::{self, ChangeListener, Subscription};
use crate::time::{Moment, Now};

/// A person's journal: one encrypted file, one object for the life of the app.
///
/// Thread-safe; a read never waits for a write. Every call blocks, most for well under a millisecond: run it on a worker.
/// A write is on the disk when its call returns.
#[derive(uniffi::Object)]
pub struct Journal {
    pub(super) db: storage::Database,
    created: bool,
}

/// A new key for a journal: 32 random bytes from the operating system.
///
/// Call it once, before the first [`Journal::open`], and keep the key in the platform's key store. Without it nobody can read
/// the journal again.
///
/// # Errors
/// [`HandrailError::Internal`] when the system gives no random numbers.
#[uniffi::export]
pub fn new_journal_key() -> Result<Vec<u8>, HandrailError> {
    let mut key = vec![0; 32];
    getrandom::fill(&mut key).map_err(|_| Error::Internal("no random numbers"))?;
    Ok(key)
}

/// Keeps a journal that cannot be opened under another name, so that a new one can begin in its place.
///
/// Only a person may decide this, after every attempt to find the right key. Nothing is deleted: the file is renamed to
/// `PATH.kept-N`, and that path is the answer. Close the journal first.
///
/// # Errors
/// [`HandrailError::FileUnavailable`] when there is no such file or it cannot be renamed.
#[uniffi::export]
pub fn keep_aside(path: String) -> Result<String, HandrailError> {
    Ok(storage::aside::keep(Path::new(&path))?)
}

#[uniffi::export]
impl Journal {
    /// Opens the journal at `path`, or makes it there. `key` is what [`new_journal_key`] gave. The folder must exist.
    ///
    /// # Errors
    /// [`HandrailError::WrongKey`], [`HandrailError::NewerFile`], [`HandrailError::Damaged`], [`HandrailError::Busy`],
    /// [`HandrailError::StorageFull`] or [`HandrailError::FileUnavailable`]. The file is left as it is in each case;
    /// [`HandrailError::Invalid`] for a key that is not 32 bytes long.
    #[uniffi::constructor]
    pub fn open(path: String, key: Vec<u8>) -> Result<Arc<Self>, HandrailError> {
        let key = zeroize::Zeroizing::new(key);
        let storage::Journal { db, created } = storage::journal(Path::new(&path), &key)?;
        Ok(Arc::new(Self { db, created }))
    }

    /// Whether [`open`](Self::open) found no file and made it. If the app has been used before, the person's file is missing:
    /// say so.
    ///
    /// # Errors
    /// None today.
    pub fn was_created(&self) -> Result<bool, HandrailError> {
        Ok(self.created)
    }

    /// The first screen: every active tracker with its numbers now.
    ///
    /// Records milestones that were reached since the last time, for good: `moment` is what the clock says. For any other, as to
    /// look ahead, ask [`preview`](Self::preview). Cost: does not grow with the years.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] for an unknown zone.
    pub fn today(&self, moment: Moment) -> Result<Today, HandrailError> {
        Ok(sobriety::service::today(&self.db, &Now::read(&moment)?)?)
    }

    /// What [`today`](Self::today) would answer at any moment, also one to come. Nothing is recorded: neither a milestone nor
    /// the number that was shown.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] for an unknown zone.
    pub fn preview(&self, moment: Moment) -> Result<Today, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::service::preview(r, &now))?)
    }

    /// The numbers that hold now, and those from each of the next 30 instants on at which some number changes: for widgets,
    /// watches and notifications, so that none of them does arithmetic. Nothing is recorded.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] for an unknown zone.
    pub fn widget_timeline(&self, moment: Moment) -> Result<Vec<TimelineEntry>, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::timeline(r, &now))?)
    }

    /// All trackers in the person's order, the archived ones last. Deleted ones are told by
    /// [`deleted_trackers`](Self::deleted_trackers).
    ///
    /// # Errors
    /// Only those of the file.
    pub fn trackers(&self) -> Result<Vec<Tracker>, HandrailError> {
        Ok(self.db.read(sobriety::store::trackers)?)
    }

    /// One tracker with its episodes and awards.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn tracker_history(&self, id: String, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        Ok(sobriety::service::history(&self.db, &id, &Now::read(&moment)?)?)
    }

    /// Adds a tracker at the end of the person's order.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field.
    pub fn add_tracker(&self, details: TrackerDetails, moment: Moment) -> Result<Tracker, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::add(w, &details, &now))?)
    }

    /// Replaces what the person set. A changed start is a correction: it is recorded, and no episode is made of it.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] names the field, also when the new start lies after a recorded
    /// return to use.
    pub fn edit_tracker(&self, id: String, details: TrackerDetails, moment: Moment) -> Result<Tracker, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::edit(w, &id, &details, &now))?)
    }

    /// Puts a tracker into the archive (`true`) or back to the end of the order (`false`). Nothing of it is lost.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn archive_tracker(&self, id: String, archived: bool, moment: Moment) -> Result<Tracker, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::archive(w, &id, archived, &now))?)
    }

    /// Sets the order of the active trackers; `ids` names each of them once.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] with `Order` when one is missing, unknown or named twice.
    pub fn reorder_trackers(&self, ids: Vec<String>) -> Result<(), HandrailError> {
        Ok(self.db.write(|w| sobriety::plan::reorder(w, &ids))?)
    }

    /// Records a return to use. The episode is closed and kept, with its days and milestones; a new one begins.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] when a day is in the future, before the first start, or the end
    /// before the beginning.
    pub fn record_return(&self, id: String, event: ReturnToUse, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        Ok(sobriety::service::record_return(&self.db, &id, &event, &Now::read(&moment)?)?)
    }

    /// Takes back the return to use that was recorded last: everything is as before. The record itself stays, marked as undone.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] when there is no tracker or nothing to undo.
    pub fn undo_return(&self, id: String, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        Ok(sobriety::service::undo_return(&self.db, &id, &Now::read(&moment)?)?)
    }

    /// Tells `listener` after every change, until the subscription is dropped or ended.
    ///
    /// # Errors
    /// None today.
    pub fn observe(&self, listener: Arc<dyn ChangeListener>) -> Result<Arc<Subscription>, HandrailError> {
        Ok(self.db.observe(listener))
    }

    /// Moves recent writes from the log into the file, for when the app goes to the background. Nothing is lost without it.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn checkpoint(&self) -> Result<(), HandrailError> {
        Ok(self.db.checkpoint()?)
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
