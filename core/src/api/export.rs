//! What leaves for other programs: meetings as a calendar.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::Directory;
use crate::error::{Error, Field, HandrailError, Problem};
use crate::exchange::calendar::{self, CalendarSelection, Entry, MOST_EVENTS};
use crate::meetings::schedule::{coming_days, wall_time};
use crate::meetings::search::starts_of;
use crate::meetings::{Favourite, MeetingQuery};
use crate::time::{CivilDay, Instant, Moment, Now, instant_of};

#[uniffi::export]
impl Directory {
    /// Meetings as a calendar that every calendar app reads (iCalendar, RFC 5545), to be written to a file or shared. Times are in
    /// the zone of each meeting and right through clock changes; where its zone is unknown they float with the person. Up to
    /// 10,000 events.
    ///
    /// Calendars are looked at by others. Every event is marked private; a `discreet` calendar carries no name of a meeting, no
    /// notes and no page, and no place and no link that tell what it is, such as an "AA Hall": an event is called by the person's own
    /// label of a favourite, else by its place, else not at all.
    ///
    /// # Errors
    /// [`HandrailError::NotFound`]; [`HandrailError::Invalid`] with the field `day` where nothing that was selected has a time,
    /// and with `limit` for more events than a calendar may have; [`HandrailError::Closed`] for favourites without
    /// [`use_journal`](Self::use_journal).
    pub fn calendar(&self, selection: CalendarSelection, discreet: bool, moment: Moment) -> Result<String, HandrailError> {
        let now = Now::read(&moment)?;
        let entries = match selection {
            CalendarSelection::Meeting { id } => vec![self.entry(id, &self.labels(&moment), &moment)?],
            CalendarSelection::Favourites => self.favourite_entries(&moment)?,
            CalendarSelection::FavouritesWeek => self.favourite_week(&now, &moment)?,
            CalendarSelection::Week { query } => self.week_entries(query, &now, &moment)?,
        };
        Ok(calendar::write(&entries, discreet, &now)?)
    }
}

type Labels = BTreeMap<String, Favourite>;

impl Directory {
    fn entry(&self, id: String, labels: &Labels, moment: &Moment) -> Result<Entry, HandrailError> {
        let details = labels.get(&id).map(|favourite| favourite.details.clone()).unwrap_or_default();
        let meeting = self.meeting(id, moment.clone())?;
        Ok(Entry { meeting, label: details.label, reminder: details.reminder_minutes, only: None })
    }

    fn favourite_entries(&self, moment: &Moment) -> Result<Vec<Entry>, HandrailError> {
        let favourites = self.favourites(moment.clone())?;
        let labels: Labels = favourites.into_iter().filter(|kept| !kept.gone).map(|kept| (kept.id.clone(), kept)).collect();
        labels.keys().map(|id| self.entry(id.clone(), &labels, moment)).collect()
    }

    /// The same, with their days in the next seven.
    fn favourite_week(&self, now: &Now, moment: &Moment) -> Result<Vec<Entry>, HandrailError> {
        let mut entries = self.favourite_entries(moment)?;
        for entry in &mut entries {
            entry.only = Some(days_within(entry, |_| true, now));
        }
        Ok(entries)
    }

    /// Each meeting of the question with its days in the next seven.
    fn week_entries(&self, query: MeetingQuery, now: &Now, moment: &Moment) -> Result<Vec<Entry>, HandrailError> {
        let labels = self.labels(moment);
        let mut page = MeetingQuery { limit: Some(500), cursor: None, order: None, favourites_first: false, ..query.clone() };
        let asked = starts_of(&query, now)?;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let found = self.meetings_near(page.clone(), moment.clone())?;
            for row in found.meetings {
                let mut entry = self.entry(row.id, &labels, moment)?;
                entry.only = Some(days_within(&entry, &asked, now));
                entry.reminder = None;
                entries.push(entry);
            }
            if entries.len() > MOST_EVENTS {
                return Err(Error::invalid(Field::Limit, Problem::OutOfRange).into());
            }
            match found.next_page {
                Some(cursor) => page.cursor = Some(cursor),
                None => return Ok(entries),
            }
        }
    }

    /// What the person calls their favourites; nothing without a journal.
    fn labels(&self, moment: &Moment) -> Labels {
        let favourites = self.favourites(moment.clone()).unwrap_or_default();
        favourites.into_iter().map(|favourite| (favourite.id.clone(), favourite)).collect()
    }
}

/// The days on which a meeting begins in the next seven at a time that was asked for, by the number of the rule.
fn days_within(entry: &Entry, asked: impl Fn(Instant) -> bool, now: &Now) -> Vec<(usize, CivilDay)> {
    let zone = calendar::zone_of(&entry.meeting).unwrap_or(now.zone);
    let end = now.at + TimeDelta::hours(168);
    let mut days = Vec::new();
    for (number, rule) in entry.meeting.rules.iter().enumerate() {
        let begins = |day| instant_of(wall_time(rule, day), zone);
        let within = coming_days(rule, zone, now.at).take_while(|day| begins(*day) < end);
        days.extend(within.filter(|day| asked(begins(*day))).map(|day| (number, day)));
    }
    days
}
