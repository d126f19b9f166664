//! Sources of meetings: what is said about them, what is due, and what the platform has fetched.

use std::sync::Arc;

use super::Directory;
use crate::error::HandrailError;
use crate::meetings::source::{refresh, store};
use crate::meetings::{FetchAnswer, FetchRequest, ImportProgress, RefreshOutcome, Source, SourceDetails};
use crate::time::{Moment, Now};

#[uniffi::export]
impl Directory {
    /// The sources in the order of their names, and how each stands.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn sources(&self, moment: Moment) -> Result<Vec<Source>, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| store::sources(r, &now))?)
    }

    /// Adds a source, or changes what is said about the one of that name. A new one is due at once, and so is one whose feed would
    /// now be read in another way.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field: an url that none can be fetched from, an unknown country, zone or fellowship.
    pub fn save_source(&self, details: SourceDetails, moment: Moment) -> Result<Source, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| store::save(w, details, &now))?)
    }

    /// Takes a source away. Its meetings leave every list; favourites among them stay, and say that they are gone. Saved and
    /// imported again, its meetings have the ids that they had.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn remove_source(&self, name: String, moment: Moment) -> Result<(), HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| refresh::remove(w, &name, &now))?)
    }

    /// What the platform is to fetch now, the longest waiting first: every source with a url whose turn it is, or those in
    /// `names`, whether it is their turn or not. A failing source is left alone for 1, 2, 4, … hours up to a day, or for as long as
    /// its website asks (up to a week).
    ///
    /// Hand every answer to [`apply_fetched`](Self::apply_fetched). Cost: an index is asked; only what is due is read.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] for a name; [`HandrailError::Invalid`] for one without a url.
    #[uniffi::method(default(names = []))]
    pub fn refresh_plan(&self, moment: Moment, names: Vec<String>) -> Result<Vec<FetchRequest>, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| store::plan(r, &names, &now))?)
    }

    /// Takes in what was fetched, in one transaction: all of it or nothing. What cannot be taken is no error but an answer,
    /// [`RefreshOutcome::Refused`]: what was known before is kept, and the source says why until it does better.
    ///
    /// `accept_shrink` takes a feed even when far fewer meetings come than before.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] for the source; [`HandrailError::Invalid`] for a status out of range or a missing path;
    /// [`HandrailError::FileUnavailable`]; [`HandrailError::Cancelled`] when `progress` stopped it: then nothing is written, and the
    /// source stays due.
    #[uniffi::method(default(accept_shrink = false, progress = None))]
    pub fn apply_fetched(
        &self,
        answer: FetchAnswer,
        moment: Moment,
        accept_shrink: bool,
        progress: Option<Arc<dyn ImportProgress>>,
    ) -> Result<RefreshOutcome, HandrailError> {
        let now = Now::read(&moment)?;
        let outcome = refresh::apply(&self.db, &answer, accept_shrink, &now, progress.as_deref())?;
        self.settle()?;
        Ok(outcome)
    }
}
