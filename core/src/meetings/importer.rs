//! Writing the directory: a source is refreshed meeting by meeting, inside the caller's one transaction.
//!
//! What did not change is not written again. A meeting that the feed left out is marked as gone and kept; one that comes back
//! under a new key (websites renumber everything) is known again by its name, its times and its place or link.

use std::collections::BTreeMap;

use rusqlite::params;
use uuid::Uuid;

use super::changes::MeetingChange;
use super::history::{self, Stored};
use super::joined::store::{Touched, settle};
use super::listing::Listing;
use super::model::CanonicalMeeting;
use super::rekey;
use super::written::Written;
use crate::error::{Error, Result};
use crate::ids::Ids;
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
    ids: Ids,
    accept_shrink: bool,
    /// What it had before, by the source's own key. What is new is not gathered: a first import would stand in memory.
    known: BTreeMap<String, Known>,
    /// Those whose key another group has now, by that key.
    displaced: Vec<(String, Known)>,
    listing: Listing,
    /// What may be joined with listings of other sources in another way than before.
    touched: Touched,
    /// Meetings that the feed has.
    there: usize,
    /// New rows by what they are known again by, where there is anything that could be known again.
    fresh: BTreeMap<Uuid, Vec<i64>>,
    may_be_known: bool,
    /// The feed ended within a row: what is missing from it may have stood behind.
    cut: bool,
    counts: Counts,
}

struct Known {
    id: i64,
    content: Uuid,
    identity: Uuid,
    updated_at: i64,
    /// It was there before this refresh, and not gone.
    live: bool,
    /// This refresh has it.
    seen: bool,
}

impl<'a, 'b> Importer<'a, 'b> {
    /// `source`: its row; it has been written already.
    pub fn begin(w: &'a mut Write<'b>, source: i64, accept_shrink: bool, now: &Now) -> Result<Self> {
        w.touch(Area::Meetings);
        let mut known = BTreeMap::new();
        {
            let sql =
                "SELECT native_key, id, content_hash, identity_hash, updated_at, gone_at = 0 FROM meeting WHERE source = ?1";
            let mut statement = w.conn().prepare_cached(sql)?;
            let mut rows = statement.query([source])?;
            while let Some(row) = rows.next()? {
                let entry = Known {
                    id: row.get(1)?,
                    content: hash(row.get(2)?),
                    identity: hash(row.get(3)?),
                    updated_at: row.get(4)?,
                    live: row.get(5)?,
                    seen: false,
                };
                known.insert(row.get(0)?, entry);
            }
        }
        Ok(Self {
            w,
            source,
            at: now.at,
            ids: Ids::of(now.at),
            accept_shrink,
            may_be_known: known.values().any(|known| known.live),
            known,
            displaced: Vec::new(),
            listing: Listing::default(),
            touched: Touched::default(),
            there: 0,
            fresh: BTreeMap::new(),
            cut: false,
            counts: Counts::default(),
        })
    }

    pub fn row(&mut self, meeting: CanonicalMeeting) -> Result<()> {
        let written = Written::of(&meeting)?;
        let (content, updated_at) = (written.content, written.updated_at);
        let Some(known) = self.known.get_mut(&meeting.native_key) else {
            return self.add(&meeting, &written);
        };
        if std::mem::replace(&mut known.seen, true) {
            // A key comes once; should it come twice, the first row is the one that stays, import after import.
            return Ok(());
        }
        let (id, same, live, touched) = (known.id, known.content == content, known.live, known.updated_at != updated_at);
        if !(same && live) {
            let before = Stored::read(self.w, id)?;
            if before.is_another_group(&meeting) {
                self.displace(&meeting.native_key)?;
                return self.add(&meeting, &written);
            }
            let back = (!live).then_some(MeetingChange::Back);
            let changes: Vec<_> = back.into_iter().chain(before.changes(&meeting, &written.details)).collect();
            self.update(id, &meeting, &written)?;
            self.touched.changed.insert(id);
            history::note(self.w, id, self.at, &changes)?;
            self.counts.changed += 1;
        } else if touched {
            // A website that looks through its list and leaves it as it is has confirmed it, not changed it.
            let sql = "UPDATE meeting SET updated_at = ?2 WHERE id = ?1";
            self.w.conn().prepare_cached(sql)?.execute([id, updated_at])?;
            self.touched.ranked.insert(id);
        }
        self.there += 1;
        Ok(())
    }

    fn add(&mut self, meeting: &CanonicalMeeting, written: &Written) -> Result<()> {
        let id = self.insert(meeting, written)?;
        self.touched.new.push(id);
        if self.may_be_known {
            self.fresh.entry(written.identity).or_default().push(id);
        }
        self.there += 1;
        self.counts.added += 1;
        Ok(())
    }

    /// The website has given the key to another group: what had it is looked for under other keys, like all that the feed left
    /// out. A website that numbers its rows moves every key along when one is put between.
    fn displace(&mut self, key: &str) -> Result<()> {
        let Some(mut old) = self.known.remove(key) else { return Ok(()) };
        old.seen = false;
        // No key of a feed holds this character.
        let aside = format!("{key}\u{1f}{}", old.id);
        self.w.conn().prepare_cached("UPDATE meeting SET native_key = ?2 WHERE id = ?1")?.execute(params![old.id, aside])?;
        self.displaced.push((key.to_owned(), old));
        Ok(())
    }

    /// Takes nothing as gone that is missing from the feed.
    pub fn cut_off(&mut self) {
        self.cut = true;
    }

    pub fn finish(mut self) -> Result<Counts> {
        let before = self.known.values().chain(self.displaced.iter().map(|(_, known)| known));
        let live_before = before.filter(|known| known.live).count();
        let shrunk = live_before >= GUARDED_FROM && self.there * 5 < live_before * 4;
        if !self.accept_shrink && (shrunk || (self.there == 0 && live_before > 0)) {
            let count = |meetings| u32::try_from(meetings).unwrap_or(u32::MAX);
            return Err(Error::Shrunk { had: count(live_before), came: count(self.there) });
        }
        let known = std::mem::take(&mut self.known).into_iter().chain(std::mem::take(&mut self.displaced));
        let mut left = Vec::new();
        for (native_key, old) in known.filter(|(_, old)| old.live && !old.seen) {
            match self.fresh.get_mut(&old.identity).and_then(Vec::pop) {
                Some(new) => self.rekey(&native_key, &old, new)?,
                None => left.push((native_key, old)),
            }
        }
        let known_again = self.known_again(&left)?;
        for (native_key, old) in left {
            match known_again.get(&old.id) {
                Some(new) => self.rekey(&native_key, &old, *new)?,
                None if self.cut => self.there += 1,
                None => self.take_out(old.id)?,
            }
        }
        settle(self.w, &mut self.listing, std::mem::take(&mut self.touched))?;
        self.listing.finish(self.w)?;
        self.w
            .conn()
            .prepare_cached("UPDATE source SET live = ?2 WHERE id = ?1")?
            .execute(params![self.source, i64::try_from(self.there).unwrap_or(i64::MAX)])?;
        Ok(self.counts)
    }

    /// Which of those that the feed left out are new rows under another key, by less than everything.
    fn known_again(&self, left: &[(String, Known)]) -> Result<BTreeMap<i64, i64>> {
        let faces =
            |ids: &mut dyn Iterator<Item = i64>| ids.map(|id| rekey::face(&self.w.as_read(), id)).collect::<Result<Vec<_>>>();
        if left.is_empty() || self.fresh.values().all(Vec::is_empty) {
            return Ok(BTreeMap::new());
        }
        let old = faces(&mut left.iter().map(|(_, old)| old.id))?;
        let new = faces(&mut self.fresh.values().flatten().copied())?;
        Ok(rekey::pairs(&old, &new).into_iter().collect())
    }

    fn take_out(&mut self, id: i64) -> Result<()> {
        self.w
            .conn()
            .prepare_cached("UPDATE meeting SET gone_at = ?2 WHERE id = ?1")?
            .execute(params![id, self.at.timestamp_millis()])?;
        self.listing.remove(self.w, id)?;
        self.touched.changed.insert(id);
        history::note(self.w, id, self.at, &[MeetingChange::Gone])?;
        self.counts.gone += 1;
        Ok(())
    }

    /// The same meeting under a new key: the new row takes over the id that favourites hold.
    fn rekey(&mut self, old_key: &str, old: &Known, new: i64) -> Result<()> {
        let (uid, first_seen): (String, i64) = self
            .w
            .conn()
            .prepare_cached("SELECT uid, first_seen FROM meeting WHERE id = ?1")?
            .query_row([old.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let changes = Stored::read(self.w, old.id)?.changes_to(&Stored::read(self.w, new)?);
        self.listing.remove(self.w, old.id)?;
        self.touched.changed.insert(old.id);
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
        history::note(self.w, new, self.at, &changes)?;
        self.counts.added -= 1;
        self.counts.changed += 1;
        Ok(())
    }

    fn insert(&mut self, meeting: &CanonicalMeeting, written: &Written) -> Result<i64> {
        let zone = self.listing.zone(self.w, meeting.zone.as_deref())?;
        // `RETURNING` would open a savepoint for each row, and at each savepoint the full-text index writes to the file what it
        // has gathered: that took a quarter of an import.
        let mut insert = self.w.conn().prepare_cached(include_str!("insert_meeting.sql"))?;
        written.bind(&mut insert, zone, self.at.timestamp_millis())?;
        insert.raw_bind_parameter(Written::COLUMNS + 1, self.ids.next())?;
        insert.raw_bind_parameter(Written::COLUMNS + 2, self.source)?;
        insert.raw_bind_parameter(Written::COLUMNS + 3, &meeting.native_key)?;
        insert.raw_execute()?;
        let id = self.w.conn().last_insert_rowid();
        self.listing.add(self.w, id, zone, meeting)?;
        Ok(id)
    }

    fn update(&mut self, id: i64, meeting: &CanonicalMeeting, written: &Written) -> Result<()> {
        let zone = self.listing.zone(self.w, meeting.zone.as_deref())?;
        let mut update = self.w.conn().prepare_cached(include_str!("update_meeting.sql"))?;
        written.bind(&mut update, zone, self.at.timestamp_millis())?;
        update.raw_bind_parameter(Written::COLUMNS + 1, id)?;
        update.raw_execute()?;
        self.listing.remove(self.w, id)?;
        self.listing.add(self.w, id, zone, meeting)
    }
}

/// A stored hash; one of the wrong length differs from every other and so is written anew.
fn hash(bytes: Vec<u8>) -> Uuid {
    Uuid::from_slice(&bytes).unwrap_or_default()
}
