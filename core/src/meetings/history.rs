//! What became of a meeting over the years: one line for each import that changed it.

use rusqlite::params;

use super::changes::{Looks, MeetingChange};
use super::model::CanonicalMeeting;
use super::store::{LOOKS, instant, looks};
use crate::error::{EntityKind, Error, Result};
use crate::storage::{Read, Write};
use crate::time::Instant;

/// What an import changed about a meeting.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MeetingEvent {
    /// When the source was read.
    pub at: Instant,
    /// What was other than before; never empty.
    pub changes: Vec<MeetingChange>,
}

/// Events that are kept of one meeting. A website that changes a meeting weekly fills them in a year; the first to go are the oldest.
const MOST: i64 = 50;

/// Writes down an event; nothing where a person would notice nothing.
pub(super) fn note(w: &Write, id: i64, at: Instant, changes: &[MeetingChange]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let insert = "INSERT INTO meeting_change (uid, at, changes) SELECT uid, ?2, ?3 FROM meeting WHERE id = ?1";
    let trim = "DELETE FROM meeting_change WHERE uid = (SELECT uid FROM meeting WHERE id = ?1) AND id <= (
        SELECT c.id FROM meeting_change c JOIN meeting m ON m.uid = c.uid WHERE m.id = ?1 ORDER BY c.id DESC LIMIT 1 OFFSET ?2)";
    let at = at.timestamp_millis();
    w.conn().prepare_cached(insert)?.execute(params![id, at, MeetingChange::pack(changes)])?;
    w.conn().prepare_cached(trim)?.execute([id, MOST])?;
    Ok(())
}

/// A meeting as it stands in the file.
pub(super) struct Stored {
    looks: Looks,
    /// Everything else a person can read.
    rest: String,
}

impl Stored {
    pub fn read(w: &Write, id: i64) -> Result<Self> {
        let sql = format!("SELECT m.fellowship, m.types, {LOOKS} FROM meeting m JOIN zone z ON z.id = m.zone WHERE m.id = ?1");
        let mut statement = w.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or(Error::Internal("a meeting that is not there"))?;
        let text = |column: &str| -> Result<&str> { Ok(row.get_ref(column)?.as_str().unwrap_or_default()) };
        Ok(Self { looks: looks(row, 2)?, rest: rest(text("fellowship")?, text("types")?, text("details")?) })
    }

    /// What a refresh changes, given the new meeting and its written details.
    pub fn changes(&self, now: &CanonicalMeeting, details: &str) -> Vec<MeetingChange> {
        self.told(&Looks::of(now), &rest(now.fellowship.as_deref().unwrap_or_default(), &now.types.join("\n"), details))
    }

    /// Whether a key that had been this meeting's now stands for a group that has nothing in common with it.
    pub fn is_another_group(&self, now: &CanonicalMeeting) -> bool {
        self.looks.is_another_group(&Looks::of(now))
    }

    pub fn changes_to(&self, now: &Self) -> Vec<MeetingChange> {
        self.told(&now.looks, &now.rest)
    }

    fn told(&self, now: &Looks, rest: &str) -> Vec<MeetingChange> {
        let changes = self.looks.changes(now);
        if changes.is_empty() && (self.rest != rest || self.looks != *now) { vec![MeetingChange::OtherFacts] } else { changes }
    }
}

fn rest(fellowship: &str, types: &str, details: &str) -> String {
    [fellowship, types, details].join("\u{1f}")
}

/// The events of a meeting, the newest first; the last is its first reading.
pub(crate) fn events(r: &Read, uid: &str) -> Result<Vec<MeetingEvent>> {
    use rusqlite::OptionalExtension;

    let first = "SELECT first_seen FROM meeting WHERE uid = ?1";
    let first: i64 = r
        .conn()
        .prepare_cached(first)?
        .query_row([uid], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::not_found(EntityKind::Meeting))?;
    let mut statement =
        r.conn().prepare_cached("SELECT at, changes FROM meeting_change WHERE uid = ?1 ORDER BY at DESC, id DESC")?;
    let rows = statement.query_map([uid], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut events = Vec::new();
    for row in rows {
        let (at, changes): (i64, i64) = row?;
        events.push(MeetingEvent { at: instant(at), changes: MeetingChange::unpack(changes) });
    }
    events.push(MeetingEvent { at: instant(first), changes: vec![MeetingChange::Listed] });
    Ok(events)
}
