//! What a person keeps of the directory: in the journal, shown with what the directory knows.

use std::sync::{Arc, PoisonError};

use super::{Directory, Journal};
use crate::error::HandrailError;
use crate::meetings::mine::service::Both;
use crate::meetings::mine::{self, Mine};
use crate::meetings::{Favourite, FavouriteDetails, MeetingDetail, MeetingNotice, MeetingRow, OwnMeeting};
use crate::time::{Moment, Now};

#[uniffi::export]
impl Directory {
    /// Takes a journal into use: from now on the answers know the person's favourites, what they hide, and their own meetings.
    /// What they keep is written to the journal and never to the directory. `None`: none again, as when the app locks.
    ///
    /// Favourites are tied again to a directory that was made anew, by their source and its key.
    ///
    /// # Errors
    /// Those of the journal's file.
    pub fn use_journal(&self, journal: Option<Arc<Journal>>) -> Result<(), HandrailError> {
        *self.journal.lock().unwrap_or_else(PoisonError::into_inner) = journal;
        self.settle()
    }

    /// Makes a meeting a favourite, or changes what the person says about it. How it is now counts as seen.
    ///
    /// A favourite survives that the website renumbers everything. When its meeting is gone it stays, says so, and names what
    /// has probably taken its place.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`]; [`HandrailError::Closed`] without
    /// [`use_journal`](Self::use_journal).
    pub fn add_favourite(&self, id: String, details: FavouriteDetails, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).favourite(&id, &details, &Now::read(&moment)?)?)
    }

    /// Makes it a favourite no more. Where several listings are shown as one meeting, any of their ids leads to the one that is kept.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    pub fn remove_favourite(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).no_favourite(&id, &Now::read(&moment)?)?)
    }

    /// The favourites with what has become of them: what takes place next first, gone ones last.
    ///
    /// # Errors
    /// [`HandrailError::Closed`] without a journal.
    pub fn favourites(&self, moment: Moment) -> Result<Vec<Favourite>, HandrailError> {
        Ok(self.over(&*self.both()?).favourites(&Now::read(&moment)?)?)
    }

    /// The favourites that changed since the person last looked at them.
    ///
    /// # Errors
    /// [`HandrailError::Closed`] without a journal.
    pub fn meeting_notices(&self, moment: Moment) -> Result<Vec<MeetingNotice>, HandrailError> {
        Ok(self.over(&*self.both()?).notices(&Now::read(&moment)?)?)
    }

    /// The person has seen how a meeting is now: its notice is answered.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    pub fn mark_meeting_seen(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).saw(&id, &Now::read(&moment)?)?)
    }

    /// Leaves a meeting out of every list, or shows it again.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    pub fn hide_meeting(&self, id: String, hidden: bool, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).hide(&id, hidden, &Now::read(&moment)?)?)
    }

    /// Says that a meeting is not the same as those with which it is joined ([`MeetingDetail::also_in`]), and takes that back. It is
    /// then listed by itself, and nothing is taken from it or for it. Of the listing that stands for others: all of them are.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    pub fn keep_apart(&self, id: String, apart: bool, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).keep_apart(&id, apart, &Now::read(&moment)?)?)
    }

    /// The meetings that the person hides.
    ///
    /// # Errors
    /// [`HandrailError::Closed`] without a journal.
    pub fn hidden_meetings(&self, moment: Moment) -> Result<Vec<MeetingRow>, HandrailError> {
        Ok(self.over(&*self.both()?).hidden(&Now::read(&moment)?)?)
    }

    /// Adds a meeting of one's own (`id` is `None`), changes it, or corrects one of the directory for oneself: the feed's facts
    /// stay as they are and come back with [`remove_own_meeting`](Self::remove_own_meeting).
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] names the field; [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    #[uniffi::method(default(id = None))]
    pub fn save_own_meeting(
        &self,
        meeting: OwnMeeting,
        moment: Moment,
        id: Option<String>,
    ) -> Result<MeetingDetail, HandrailError> {
        let now = Now::read(&moment)?;
        let journal = self.both()?;
        let both = self.over(&journal);
        let id = both.save_own(id, meeting, &now)?;
        Ok(both.detail(&id, &now)?)
    }

    /// Takes back a correction, or a meeting of one's own. A notice of what its source changed meanwhile stays.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Closed`] without a journal.
    pub fn remove_own_meeting(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        Ok(self.over(&*self.both()?).remove_own(&id, &Now::read(&moment)?)?)
    }
}

impl Directory {
    pub(super) fn both(&self) -> Result<Arc<Journal>, HandrailError> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(HandrailError::Closed)
    }

    pub(super) fn over<'a>(&'a self, journal: &'a Journal) -> Both<'a> {
        Both { journal: &journal.db, directory: &self.db }
    }

    /// What the journal in use says; nothing without one.
    pub(super) fn mine(&self) -> Result<Mine, HandrailError> {
        match self.both() {
            // A journal that was closed because the app locked must not take the meetings with it.
            Ok(journal) => match self.over(&journal).mine().map_err(HandrailError::from) {
                Err(HandrailError::Closed) => Ok(Mine::default()),
                told => told,
            },
            Err(_) => Ok(Mine::default()),
        }
    }

    pub(super) fn settle(&self) -> Result<(), HandrailError> {
        match self.both() {
            Ok(journal) => Ok(mine::settle(&journal.db, &self.db)?),
            Err(_) => Ok(()),
        }
    }
}
