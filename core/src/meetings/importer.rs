//! Writing the directory: a source is refreshed meeting by meeting, inside the caller's one transaction.
//!
//! What did not change is not written again. A meeting that the feed left out is marked as gone and kept; one that comes back
//! under a new key (websites renumber everything) is known again by its name, its times and its place or link.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};
use serde_json::json;
use uuid::Uuid;

use super::model::CanonicalMeeting;
use super::schedule::ASSUMED_MINUTES;
use super::store::{Details, venue_text};
use super::{FeedOptions, VenueKind};
use crate::error::{Error, FeedProblem, Result};
use crate::sobriety::service::new_id;
use crate::storage::{Area, Write};
use crate::time::{Instant, Now};

/// What an import did, in meetings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub added: u32,
    pub changed: u32,
    pub gone: u32,
}

/// Below this a source may shrink as it likes.
const GUARDED_FROM: usize = 10;

/// A refresh of one source. Dropping it without [`finish`](Self::finish) is for the caller to roll back.
pub(crate) struct Importer<'a, 'b> {
    w: &'a mut Write<'b>,
    source: i64,
    at: Instant,
    accept_shrink: bool,
    known: BTreeMap<String, Known>,
    zones: BTreeMap<String, i64>,
    seen: BTreeSet<i64>,
    /// New rows by what they are known again by.
    fresh: BTreeMap<Uuid, i64>,
    counts: Counts,
}

struct Known {
    id: i64,
    content: Uuid,
    identity: Uuid,
    live: bool,
}

impl<'a, 'b> Importer<'a, 'b> {
    pub fn begin(w: &'a mut Write<'b>, options: &FeedOptions, now: &Now) -> Result<Self> {
        w.touch(Area::Meetings);
        let source: i64 = w
            .conn()
            .prepare_cached(
                "INSERT INTO source (name, fellowship, zone, imported_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (name) DO UPDATE
                 SET fellowship = excluded.fellowship, zone = excluded.zone, imported_at = excluded.imported_at
                 RETURNING id",
            )?
            .query_row(
                params![
                    options.source,
                    options.fellowship.as_deref().unwrap_or(""),
                    options.zone.as_deref().unwrap_or(""),
                    now.at.timestamp_millis()
                ],
                |row| row.get(0),
            )?;
        let mut known = BTreeMap::new();
        {
            let sql = "SELECT native_key, id, content_hash, identity_hash, gone_at = 0 FROM meeting WHERE source = ?1";
            let mut statement = w.conn().prepare_cached(sql)?;
            let mut rows = statement.query([source])?;
            while let Some(row) = rows.next()? {
                let entry = Known { id: row.get(1)?, content: hash(row.get(2)?), identity: hash(row.get(3)?), live: row.get(4)? };
                known.insert(row.get(0)?, entry);
            }
        }
        Ok(Self {
            w,
            source,
            at: now.at,
            accept_shrink: options.accept_shrink,
            known,
            zones: BTreeMap::new(),
            seen: BTreeSet::new(),
            fresh: BTreeMap::new(),
            counts: Counts::default(),
        })
    }

    pub fn row(&mut self, meeting: CanonicalMeeting) -> Result<()> {
        let content = content_hash(&meeting);
        let identity = identity_hash(&meeting);
        match self.known.get(&meeting.native_key) {
            Some(known) => {
                let (id, same, live) = (known.id, known.content == content, known.live);
                self.seen.insert(id);
                if !(same && live) {
                    self.update(id, &meeting, content, identity)?;
                    self.note_change(id, if live { "changed" } else { "back" })?;
                    self.counts.changed += 1;
                }
            }
            None => {
                let id = self.insert(&meeting, content, identity)?;
                self.seen.insert(id);
                self.fresh.insert(identity, id);
                self.counts.added += 1;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Counts> {
        let live_before = self.known.values().filter(|known| known.live).count();
        let now_there = self.seen.len();
        let shrunk = live_before >= GUARDED_FROM && now_there * 5 < live_before * 4;
        if !self.accept_shrink && (shrunk || (now_there == 0 && live_before > 0)) {
            return Err(Error::feed(FeedProblem::Shrunk));
        }
        let known = std::mem::take(&mut self.known);
        for (native_key, old) in known.into_iter().filter(|(_, old)| old.live) {
            if self.seen.contains(&old.id) {
                continue;
            }
            if let Some(new) = self.fresh.remove(&old.identity) {
                self.rekey(&native_key, &old, new)?;
            } else {
                self.w
                    .conn()
                    .prepare_cached("UPDATE meeting SET gone_at = ?2, listed = 0 WHERE id = ?1")?
                    .execute(params![old.id, self.at.timestamp_millis()])?;
                self.unlist(old.id)?;
                self.note_change(old.id, "gone")?;
                self.counts.gone += 1;
            }
        }
        Ok(self.counts)
    }

    /// The same meeting under a new key: the new row takes over the id that favourites hold.
    fn rekey(&mut self, old_key: &str, old: &Known, new: i64) -> Result<()> {
        let (uid, first_seen): (String, i64) = self
            .w
            .conn()
            .prepare_cached("SELECT uid, first_seen FROM meeting WHERE id = ?1")?
            .query_row([old.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.unlist(old.id)?;
        self.w.conn().prepare_cached("DELETE FROM meeting WHERE id = ?1")?.execute([old.id])?;
        self.w
            .conn()
            .prepare_cached("UPDATE meeting SET uid = ?2, first_seen = ?3 WHERE id = ?1")?
            .execute(params![new, uid, first_seen])?;
        self.w
            .conn()
            .prepare_cached(
                "INSERT INTO meeting_alias (source, native_key, uid) VALUES (?1, ?2, ?3)
                 ON CONFLICT (source, native_key) DO UPDATE SET uid = excluded.uid",
            )?
            .execute(params![self.source, old_key, uid])?;
        self.note_change(new, "rekeyed")?;
        self.counts.added -= 1;
        self.counts.changed += 1;
        Ok(())
    }

    fn insert(&mut self, meeting: &CanonicalMeeting, content: Uuid, identity: Uuid) -> Result<i64> {
        let zone = self.zone(meeting.zone.as_deref())?;
        let at = self.at.timestamp_millis();
        let id: i64 = self.w.conn().prepare_cached(include_str!("insert_meeting.sql"))?.query_row(
            params![
                new_id(self.at),
                self.source,
                meeting.native_key,
                content.as_bytes(),
                identity.as_bytes(),
                at,
                is_listed(meeting),
                meeting.name,
                meeting.fellowship.as_deref().unwrap_or(""),
                venue_text(meeting.venue.0),
                zone,
                schedule_text(meeting),
                meeting.point.map(|point| point.latitude),
                meeting.point.map(|point| point.longitude),
                meeting.place.as_deref().unwrap_or(""),
                meeting.address.as_deref().unwrap_or(""),
                meeting.types.join("\n"),
                details_text(meeting),
            ],
            |row| row.get(0),
        )?;
        self.list(id, zone, meeting)?;
        Ok(id)
    }

    fn update(&mut self, id: i64, meeting: &CanonicalMeeting, content: Uuid, identity: Uuid) -> Result<()> {
        let zone = self.zone(meeting.zone.as_deref())?;
        self.w.conn().prepare_cached(include_str!("update_meeting.sql"))?.execute(params![
            id,
            content.as_bytes(),
            identity.as_bytes(),
            self.at.timestamp_millis(),
            is_listed(meeting),
            meeting.name,
            meeting.fellowship.as_deref().unwrap_or(""),
            venue_text(meeting.venue.0),
            zone,
            schedule_text(meeting),
            meeting.point.map(|point| point.latitude),
            meeting.point.map(|point| point.longitude),
            meeting.place.as_deref().unwrap_or(""),
            meeting.address.as_deref().unwrap_or(""),
            meeting.types.join("\n"),
            details_text(meeting),
        ])?;
        self.unlist(id)?;
        self.list(id, zone, meeting)
    }

    /// Takes a meeting out of every index that a search asks.
    fn unlist(&mut self, id: i64) -> Result<()> {
        for sql in [
            "DELETE FROM slot WHERE meeting = ?1",
            "DELETE FROM meeting_type WHERE meeting = ?1",
            "DELETE FROM meeting_text WHERE rowid = ?1",
        ] {
            self.w.conn().prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }

    fn list(&mut self, id: i64, zone: i64, meeting: &CanonicalMeeting) -> Result<()> {
        if !is_listed(meeting) {
            return Ok(());
        }
        let online = matches!(meeting.venue.0, VenueKind::Online | VenueKind::Hybrid);
        let (lat, lon) = (meeting.point.map(|point| point.latitude), meeting.point.map(|point| point.longitude));
        for rule in &meeting.schedule {
            let minutes = i64::from(rule.duration.unwrap_or(ASSUMED_MINUTES));
            let week_minutes: Vec<i64> = match rule.plain_weekdays() {
                Some(weekdays) => weekdays.iter().map(|day| i64::from(*day) * 1440 + i64::from(rule.minute)).collect(),
                None => vec![-1],
            };
            for week_minute in week_minutes {
                self.w
                    .conn()
                    .prepare_cached(
                        "INSERT INTO slot (meeting, zone, week_minute, duration, online, lat, lon) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    )?
                    .execute(params![id, zone, week_minute, minutes, online, lat, lon])?;
            }
        }
        for code in meeting.types.iter().map(|code| code.to_uppercase()).collect::<BTreeSet<_>>() {
            self.w
                .conn()
                .prepare_cached("INSERT INTO meeting_type (code, meeting) VALUES (?1, ?2)")?
                .execute(params![code, id])?;
        }
        let notes =
            [&meeting.notes, &meeting.place_notes, &meeting.group_notes].into_iter().flatten().cloned().collect::<Vec<_>>();
        self.w
            .conn()
            .prepare_cached(
                "INSERT INTO meeting_text (rowid, name, place, address, regions, held_by, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id,
                meeting.name,
                meeting.place.as_deref().unwrap_or(""),
                meeting.address.as_deref().unwrap_or(""),
                meeting.regions.join("\n"),
                meeting.group.as_deref().unwrap_or(""),
                notes.join("\n"),
            ])?;
        Ok(())
    }

    fn note_change(&mut self, id: i64, kind: &str) -> Result<()> {
        self.w
            .conn()
            .prepare_cached("INSERT INTO meeting_change (uid, at, kind) SELECT uid, ?2, ?3 FROM meeting WHERE id = ?1")?
            .execute(params![id, self.at.timestamp_millis(), kind])?;
        Ok(())
    }

    fn zone(&mut self, name: Option<&str>) -> Result<i64> {
        let Some(name) = name else { return Ok(0) };
        if let Some(id) = self.zones.get(name) {
            return Ok(*id);
        }
        let known: Option<i64> = self
            .w
            .conn()
            .prepare_cached("SELECT id FROM zone WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self
                .w
                .conn()
                .prepare_cached("INSERT INTO zone (name) VALUES (?1) RETURNING id")?
                .query_row([name], |row| row.get(0))?,
        };
        self.zones.insert(name.to_owned(), id);
        Ok(id)
    }
}

fn is_listed(meeting: &CanonicalMeeting) -> bool {
    meeting.venue.0 != VenueKind::Inactive
}

fn schedule_text(meeting: &CanonicalMeeting) -> String {
    json!(meeting.schedule).to_string()
}

fn details_text(meeting: &CanonicalMeeting) -> String {
    json!(Details::of(meeting)).to_string()
}

/// A stored hash; one of the wrong length differs from every other and so is written anew.
fn hash(bytes: Vec<u8>) -> Uuid {
    Uuid::from_slice(&bytes).unwrap_or_default()
}

/// Of every fact but the key. Not the standard library's hasher: that may differ after the next update of the app.
fn content_hash(meeting: &CanonicalMeeting) -> Uuid {
    let facts = format!(
        "{:?}",
        (
            (&meeting.name, &meeting.fellowship, meeting.venue.0, &meeting.zone, schedule_text(meeting)),
            (&meeting.place, &meeting.address, meeting.point, &meeting.types, details_text(meeting)),
        )
    );
    Uuid::new_v5(&Uuid::NAMESPACE_OID, facts.as_bytes())
}

/// Of what people know a meeting by: its name, its times, and its place or its link.
fn identity_hash(meeting: &CanonicalMeeting) -> Uuid {
    let name: String = meeting.name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let link = meeting.conference_url.as_deref().map(|url| url.split(['?', '#']).next().unwrap_or(url));
    let times: BTreeSet<(String, u16)> =
        meeting.schedule.iter().map(|rule| (format!("{:?}", rule.repeat), rule.minute)).collect();
    let place = meeting.place.as_deref().or(meeting.address.as_deref()).map(str::to_lowercase);
    let facts = format!("{:?}", (name, times, place.as_deref().or(link)));
    Uuid::new_v5(&Uuid::NAMESPACE_OID, facts.as_bytes())
}
