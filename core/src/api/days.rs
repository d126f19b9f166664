//! The journal's day calendar, statistics, goals and savings.

use crate::catalogue::{Fellowship, TokenProfile};
use crate::error::{EntityKind, HandrailError};
use crate::sobriety::{
    self, DayCalendar, DayMark, DaySelection, EditorChoices, Goal, HistoryPage, MarkedDays, OutcomeQuery, Outcomes, Rate,
    SavingGoal, SavingsOverview, ShelfRow, Tracker, TrackerHistory, TrackerStatistics,
};
use crate::time::{CivilDay, Moment, Now};

use super::Journal;

#[uniffi::export]
impl Journal {
    /// Enters what days were: one, a stretch or a weekly pattern. The later entry holds; what stood there before can be put
    /// back with [`undo_mark`](Self::undo_mark), exactly.
    ///
    /// A day of use under a goal of abstinence is a return to use: the episode closes and is kept, as with
    /// [`record_return`](Self::record_return). Cost: one durable write.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] for a day in the future, a stretch of more than 20 years, an
    /// amount that is negative or absurd, or one without a day of use.
    pub fn mark_days(&self, id: String, days: DaySelection, mark: DayMark, moment: Moment) -> Result<MarkedDays, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::marking::mark(w, &id, &days, &mark, &now))?)
    }

    /// Takes back the entry that was made last: every day is as it was before. Can be called again for the one before.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] when there is no tracker or nothing to undo.
    pub fn undo_mark(&self, id: String, moment: Moment) -> Result<MarkedDays, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::marking::undo(w, &id, &now))?)
    }

    /// The calendar from one day to another, at most 400 days: a month, a year, a heat map.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] when the end is before the start, or too far.
    pub fn calendar(&self, id: String, from: CivilDay, to: CivilDay, moment: Moment) -> Result<DayCalendar, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::calendar(r, &id, from, to, &now))?)
    }

    /// Everything that is computed of one tracker. Cost: grows with its days, some milliseconds for ten years.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn statistics(&self, id: String, moment: Moment) -> Result<TrackerStatistics, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::statistics(r, &id, &now))?)
    }

    /// The outcomes that research asks for, over any window of days that are over.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] when the end is before the start or in the future.
    pub fn outcomes(&self, id: String, query: OutcomeQuery, moment: Moment) -> Result<Outcomes, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::outcomes_of(r, &id, &query, &now))?)
    }

    /// The milestone shelf: those of the profile in the order of their days, and every award there ever was.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn milestone_shelf(&self, id: String, moment: Moment) -> Result<Vec<ShelfRow>, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::shelf(r, &id, &now))?)
    }

    /// What happened to a tracker, the newest first, at most `limit` (1 to 200) entries. `after` is the
    /// [`next`](HistoryPage::next) of the page before.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] for a limit or a mark out of range.
    #[uniffi::method(default(after = None, limit = 50))]
    pub fn history_page(
        &self,
        id: String,
        moment: Moment,
        after: Option<String>,
        limit: u32,
    ) -> Result<HistoryPage, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::page(r, &id, after.as_deref(), limit, &now))?)
    }

    /// Sets a goal from a day on. Days before it keep the goal they had. Where limits give way to abstinence, or abstinence to
    /// limits, a new episode begins; so such a goal is set on its day, or for the day of a planned start. Any other may lie ahead.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] names what is wrong with it.
    pub fn set_goal(&self, id: String, goal: Goal, from: CivilDay, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::set_goal(w, &id, &goal, from, &now))?)
    }

    /// Sets what use cost from a day on. Days before it keep the rate they had; a rate of 0 ends it.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] for an unknown currency or a rate out of range.
    pub fn set_rate(&self, id: String, rate: Rate, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::set_rate(w, &id, &rate, &now))?)
    }

    /// Money and time saved over all active trackers, and how far the saving goals are.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] for an unknown zone.
    pub fn savings(&self, moment: Moment) -> Result<SavingsOverview, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.read(|r| sobriety::plan::overview(r, &now))?)
    }

    /// Adds a saving goal (with an empty id) or replaces one.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] for an unknown id; [`HandrailError::Invalid`] names the field.
    pub fn save_saving_goal(&self, goal: SavingGoal, moment: Moment) -> Result<SavingGoal, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::save_saving_goal(w, &goal, &now))?)
    }

    /// Takes a saving goal off the list.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn remove_saving_goal(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::store::remove_saving_goal(w, &id, now.at))?)
    }

    /// Takes back the last correction of what the person had set. The record of it stays, marked as undone.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] when there is nothing to undo; [`HandrailError::Invalid`] when what was entered since lies
    /// before the old start.
    pub fn undo_correction(&self, id: String, moment: Moment) -> Result<TrackerHistory, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::undo_correction(w, &id, &now))?)
    }

    /// Deletes a tracker. For 30 days nothing of it is gone: see [`restore_tracker`](Self::restore_tracker).
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn delete_tracker(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::delete(w, &id, &now))?)
    }

    /// The deleted trackers that can be restored, the one deleted last first.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn deleted_trackers(&self) -> Result<Vec<Tracker>, HandrailError> {
        Ok(self.db.read(sobriety::store::deleted)?)
    }

    /// Puts a deleted tracker back where it was, whole.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] when it was erased.
    pub fn restore_tracker(&self, id: String) -> Result<Tracker, HandrailError> {
        Ok(self.db.write(|w| sobriety::plan::restore(w, &id))?)
    }

    /// Erases for good what was deleted more than 30 days before the moment, and answers how many trackers that were. The core
    /// never does it by itself: a wrong clock must not take anybody's years. Call it when the app starts.
    ///
    /// # Errors
    /// [`HandrailError::Invalid`] for an unknown zone.
    pub fn erase_deleted(&self, moment: Moment) -> Result<u32, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::plan::erase_deleted(w, &now))?)
    }

    /// All that the form of a tracker offers, the person's own fellowships and profiles first: one call for that screen.
    ///
    /// # Errors
    /// Only those of the file.
    pub fn editor_choices(&self) -> Result<EditorChoices, HandrailError> {
        Ok(self.db.read(sobriety::own::choices)?)
    }

    /// The person's own fellowships, beside [`fellowships`](crate::api::fellowships).
    ///
    /// # Errors
    /// Only those of the file.
    pub fn own_fellowships(&self) -> Result<Vec<Fellowship>, HandrailError> {
        Ok(self.db.read(|r| Ok(sobriety::own::load(r)?.fellowships))?)
    }

    /// Adds a fellowship of the person's own (with an empty id) or replaces one. Those of the catalogue are never changed:
    /// save a copy with an empty id.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] for an unknown id; [`HandrailError::Invalid`] names the field.
    pub fn save_fellowship(&self, fellowship: Fellowship, moment: Moment) -> Result<Fellowship, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::own::save_fellowship(w, &fellowship, &now))?)
    }

    /// Takes one of the person's own fellowships off the list. Trackers that name it keep everything.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn remove_fellowship(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::own::remove(w, &id, EntityKind::Fellowship, &now))?)
    }

    /// The person's own token profiles, beside [`token_profiles`](crate::api::token_profiles).
    ///
    /// # Errors
    /// Only those of the file.
    pub fn own_token_profiles(&self) -> Result<Vec<TokenProfile>, HandrailError> {
        Ok(self.db.read(|r| Ok(sobriety::own::load(r)?.profiles))?)
    }

    /// Adds a token profile of the person's own (with an empty id) or replaces one. Awards that were recorded stay. Those of
    /// the catalogue are never changed: save a copy with an empty id.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`] for an unknown id; [`HandrailError::Invalid`] names the field.
    pub fn save_token_profile(&self, profile: TokenProfile, moment: Moment) -> Result<TokenProfile, HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::own::save_profile(w, &profile, &now))?)
    }

    /// Takes one of the person's own token profiles off the list. Trackers that name it count by the generic one.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`].
    pub fn remove_token_profile(&self, id: String, moment: Moment) -> Result<(), HandrailError> {
        let now = Now::read(&moment)?;
        Ok(self.db.write(|w| sobriety::own::remove(w, &id, EntityKind::TokenProfile, &now))?)
    }
}
