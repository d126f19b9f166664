//! What is written of a meeting: its columns, and the hashes that tell whether anything changed and what it is known again by.

use std::collections::BTreeSet;

use rusqlite::Statement;
use uuid::Uuid;

use super::model::{CanonicalMeeting, Repeat, Rule};
use super::store::{Details, venue_text};
use crate::error::{Error, Result};

/// A meeting as the directory stores it.
pub(super) struct Written<'a> {
    meeting: &'a CanonicalMeeting,
    schedule: String,
    types: String,
    pub details: String,
    /// Of every fact but the key and the date of the last update.
    pub content: Uuid,
    /// Of what people know a meeting by: its name, its times, and its place or its link.
    pub identity: Uuid,
    /// When the source says that it was changed; 0 where it says nothing.
    pub updated_at: i64,
}

impl<'a> Written<'a> {
    /// Columns of both statements, numbered from 1.
    pub const COLUMNS: usize = 15;

    pub fn of(meeting: &'a CanonicalMeeting) -> Result<Self> {
        let write = |_| Error::Internal("a meeting cannot be written as JSON");
        let schedule = serde_json::to_string(&meeting.schedule).map_err(write)?;
        let details = serde_json::to_string(&Details::of(meeting)).map_err(write)?;
        let types = meeting.types.join("\n");
        Ok(Self {
            content: content(meeting, &schedule, &types, &details),
            identity: identity(meeting),
            updated_at: meeting.updated_at.map_or(0, |at| at.timestamp_millis()),
            meeting,
            schedule,
            types,
            details,
        })
    }

    /// Fills in `insert_meeting.sql` and `update_meeting.sql` as far as they are the same.
    pub fn bind(&self, statement: &mut Statement, zone: i64, at: i64) -> Result<()> {
        let meeting = self.meeting;
        statement.raw_bind_parameter(1, self.content.as_bytes())?;
        statement.raw_bind_parameter(2, self.identity.as_bytes())?;
        statement.raw_bind_parameter(3, at)?;
        statement.raw_bind_parameter(4, &meeting.name)?;
        statement.raw_bind_parameter(5, meeting.fellowship.as_deref().unwrap_or_default())?;
        statement.raw_bind_parameter(6, venue_text(meeting.venue.0))?;
        statement.raw_bind_parameter(7, zone)?;
        statement.raw_bind_parameter(8, &self.schedule)?;
        statement.raw_bind_parameter(9, meeting.point.map(|point| point.latitude))?;
        statement.raw_bind_parameter(10, meeting.point.map(|point| point.longitude))?;
        statement.raw_bind_parameter(11, meeting.place.as_deref().unwrap_or_default())?;
        statement.raw_bind_parameter(12, meeting.address.as_deref().unwrap_or_default())?;
        statement.raw_bind_parameter(13, &self.types)?;
        statement.raw_bind_parameter(14, &self.details)?;
        statement.raw_bind_parameter(Self::COLUMNS, self.updated_at)?;
        Ok(())
    }
}

/// Not the standard library's hasher: that may differ after the next update of the app.
fn content(meeting: &CanonicalMeeting, schedule: &str, types: &str, details: &str) -> Uuid {
    let degrees = |degrees: f64| degrees.to_bits().to_string();
    let point = meeting.point.map_or(String::new(), |point| degrees(point.latitude) + "," + &degrees(point.longitude));
    // A newer core may read more out of the same types; then what a search asks is written anew.
    let attributes = meeting.attributes().iter().fold(0_u64, |bits, attribute| bits | 1 << *attribute as u64).to_string();
    let facts = [
        Some(meeting.name.as_str()),
        meeting.fellowship.as_deref(),
        Some(venue_text(meeting.venue.0)),
        meeting.zone.as_deref(),
        Some(schedule),
        meeting.place.as_deref(),
        meeting.address.as_deref(),
        Some(&point),
        Some(types),
        Some(&attributes),
        Some(details),
    ];
    // No text holds this character: control characters were taken out.
    Uuid::new_v5(&Uuid::NAMESPACE_OID, facts.map(Option::unwrap_or_default).join("\u{1f}").as_bytes())
}

fn identity(meeting: &CanonicalMeeting) -> Uuid {
    let name: String = meeting.name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let link = meeting.conference_url.as_deref().map(|url| url.split(['?', '#']).next().unwrap_or(url));
    let times: BTreeSet<String> = meeting.schedule.iter().map(time_text).collect();
    let place = meeting.place.as_deref().or(meeting.address.as_deref()).map(str::to_lowercase);
    let times = times.into_iter().collect::<Vec<_>>().join(",");
    let facts = [name.as_str(), &times, place.as_deref().or(link).unwrap_or_default()].join("\u{1f}");
    Uuid::new_v5(&Uuid::NAMESPACE_OID, facts.as_bytes())
}

/// A time by its days and its minute. The usual one by hand: the long way took as long as the hash.
fn time_text(rule: &Rule) -> String {
    match &rule.repeat {
        Repeat::Weekly { weekdays } if weekdays.len() == 1 => {
            format!("{} {}", weekdays.first().copied().unwrap_or_default(), rule.minute)
        }
        other => format!("{other:?} {}", rule.minute),
    }
}
