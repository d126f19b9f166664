//! What a search asks: slots, facets and words, kept in step with the meetings that may be listed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{OptionalExtension, params};

use super::VenueKind;
use super::found_by::{FoundBy, codes, lines, place_words};
use super::joined::room_key;
use super::model::{CanonicalMeeting, Rule};
use super::packed::{APPOINTMENT, IRREGULAR, JOINED, Slot};
use super::pin::{NO_PLACE, ONLINE, pin};
use super::search::plain_letters;
use super::store::venue_text;
use crate::catalogue::MeetingAttribute;
use crate::error::Result;
use crate::storage::{Read, Write};

/// More weekly times than this are kept as one irregular schedule: their numbers would run into the next meeting's.
const MAX_SLOTS: usize = 1_000;

/// Combinations of codes that are kept at hand.
const MOST_WRITTEN: usize = 10_000;

/// The region above all.
pub(super) const ROOT: i64 = 0;

/// The signs of codes that are no types.
pub(super) const MARKS: [char; 3] = ['@', '~', '#'];

/// A venue among the codes of a facet.
pub(super) fn venue_code(venue: VenueKind) -> String {
    format!("@{}", venue_text(venue))
}

/// A language among the codes of a facet.
pub(super) fn language_code(language: &str) -> String {
    format!("~{}", language.to_lowercase())
}

/// An attribute among the codes of a facet.
pub(super) fn attribute_code(attribute: MeetingAttribute) -> String {
    format!("#{}", attribute.key())
}

/// A type among the codes of a facet: in capitals, and never with a sign of another kind before it.
pub(super) fn type_code(code: &str) -> String {
    code.trim_start_matches(MARKS).to_uppercase()
}

/// What was looked up and counted during one refresh.
#[derive(Default)]
pub(super) struct Listing {
    zones: BTreeMap<String, i64>,
    facets: HashMap<(String, String), i64>,
    /// The facet of what feeds wrote, word for word: a feed repeats itself, and reading the codes costs as much as a slot.
    written: HashMap<String, i64>,
    regions: BTreeMap<(i64, String), i64>,
    /// By how much the number of live meetings of a facet changed.
    live: BTreeMap<i64, i64>,
}

impl Listing {
    /// Takes a meeting out of everything that a search asks.
    pub fn remove(&mut self, w: &Write, id: i64) -> Result<()> {
        let Some(first) = first_slot(w, id)? else { return Ok(()) };
        if first.week_minute >= 0 && !first.joined {
            *self.live.entry(first.facet).or_default() -= 1;
        }
        w.conn().prepare_cached("DELETE FROM slot WHERE id BETWEEN ?1 * 1024 AND ?1 * 1024 + 1023")?.execute([id])?;
        w.conn().prepare_cached("DELETE FROM meeting_text WHERE rowid = ?1")?.execute([id])?;
        w.conn().prepare_cached("DELETE FROM meeting_region WHERE meeting = ?1")?.execute([id])?;
        w.conn().prepare_cached("DELETE FROM borrowed WHERE leader = ?1")?.execute([id])?;
        Ok(())
    }

    /// Puts a listed meeting where it is found by other words and codes than before.
    pub fn find_by(&mut self, w: &Write, id: i64, found_by: &FoundBy) -> Result<()> {
        let Some(first) = first_slot(w, id)? else { return Ok(()) };
        let facet = self.facet(w, found_by.fellowship.as_deref(), &found_by.codes())?;
        if first.week_minute >= 0 && !first.joined {
            *self.live.entry(first.facet).or_default() -= 1;
            *self.live.entry(facet).or_default() += 1;
        }
        let sql = "UPDATE slot SET packed = (packed & ?2) | ?3 WHERE id BETWEEN ?1 * 1024 AND ?1 * 1024 + 1023";
        w.conn().prepare_cached(sql)?.execute([id, !Slot::facet_bits(-1), Slot::facet_bits(facet)])?;
        w.conn().prepare_cached("DELETE FROM meeting_text WHERE rowid = ?1")?.execute([id])?;
        add_words(w, id, found_by.words.each_ref().map(String::as_str))
    }

    /// Puts a meeting where searches find it, unless there is no way to take part.
    pub fn add(&mut self, w: &Write, id: i64, zone: i64, meeting: &CanonicalMeeting) -> Result<()> {
        let pin = match (meeting.venue.0, meeting.point) {
            (VenueKind::Inactive, _) => return Ok(()),
            (VenueKind::Online, _) => ONLINE,
            (_, None) => NO_PLACE,
            (_, Some(point)) => pin((point.latitude, point.longitude)),
        };
        let facet = self.facet_of(w, meeting)?;
        let times = times(&meeting.schedule);
        if times.first().is_some_and(|(week_minute, _)| *week_minute >= 0) {
            *self.live.entry(facet).or_default() += 1;
        }
        let single = times.len() == 1;
        let mut insert = w.conn().prepare_cached("INSERT INTO slot (id, packed, pin, room) VALUES (?1, ?2, ?3, ?4)")?;
        for ((week_minute, minutes), slot) in times.into_iter().zip(id * 1024..) {
            let packed = Slot { facet, zone, week_minute, minutes, single, joined: false }.pack();
            let room = room_key(meeting.conference_url.as_deref(), meeting.zone.as_deref(), week_minute);
            insert.execute([slot, packed, pin, room])?;
        }
        let place = place_words([&meeting.place, &meeting.address, &meeting.group], &meeting.regions);
        let notes = lines([&meeting.notes, &meeting.place_notes, &meeting.group_notes]);
        add_words(w, id, [&meeting.name, &place, &notes])?;
        if let Some(region) = self.region(w, &meeting.regions)? {
            let sql = "INSERT OR REPLACE INTO meeting_region (meeting, region) VALUES (?1, ?2)";
            w.conn().prepare_cached(sql)?.execute([id, region])?;
        }
        Ok(())
    }

    /// Lets another listing stand for a meeting in every list, or shows it by itself again.
    pub fn set_joined(&mut self, w: &Write, id: i64, joined: bool) -> Result<()> {
        let Some(first) = first_slot(w, id)?.filter(|first| first.joined != joined) else { return Ok(()) };
        if first.week_minute >= 0 {
            *self.live.entry(first.facet).or_default() += if joined { -1 } else { 1 };
        }
        let sql = "UPDATE slot SET packed = (packed & ~?2) | ?3 WHERE id BETWEEN ?1 * 1024 AND ?1 * 1024 + 1023";
        w.conn().prepare_cached(sql)?.execute([id, JOINED, if joined { JOINED } else { 0 }])?;
        let sql = "UPDATE meeting_region SET joined = ?2 WHERE meeting = ?1";
        w.conn().prepare_cached(sql)?.execute(params![id, joined])?;
        Ok(())
    }

    /// Writes down what was counted.
    pub fn finish(&mut self, w: &Write) -> Result<()> {
        let mut update = w.conn().prepare_cached("UPDATE facet SET live = live + ?2 WHERE id = ?1")?;
        for (facet, change) in std::mem::take(&mut self.live) {
            if change != 0 {
                update.execute([facet, change])?;
            }
        }
        Ok(())
    }

    /// The number of a zone; 0 where it is unknown.
    pub fn zone(&mut self, w: &Write, name: Option<&str>) -> Result<i64> {
        let Some(name) = name else { return Ok(0) };
        if let Some(id) = self.zones.get(name) {
            return Ok(*id);
        }
        let mut find = w.conn().prepare_cached("SELECT id FROM zone WHERE name = ?1")?;
        let known = find.query_row([name], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => insert_zone(w, name)?,
        };
        self.zones.insert(name.to_owned(), id);
        Ok(id)
    }

    /// The number of a region; `None` where the meeting names none.
    fn region(&mut self, w: &Write, path: &[String]) -> Result<Option<i64>> {
        let mut parent = ROOT;
        for name in path {
            let key = (parent, name.clone());
            if let Some(id) = self.regions.get(&key) {
                parent = *id;
                continue;
            }
            let find = "SELECT id FROM region WHERE parent = ?1 AND name = ?2";
            let known = w.conn().prepare_cached(find)?.query_row(params![parent, name], |row| row.get(0)).optional()?;
            parent = if let Some(id) = known { id } else { insert_region(w, parent, name)? };
            self.regions.insert(key, parent);
        }
        Ok((parent != ROOT).then_some(parent))
    }

    fn facet_of(&mut self, w: &Write, meeting: &CanonicalMeeting) -> Result<i64> {
        let fellowship = meeting.fellowship.as_deref();
        let lists = [meeting.types.join("\n"), meeting.languages.join("\n")].join("\u{1f}");
        let written = [fellowship.unwrap_or_default(), venue_text(meeting.venue.0), &lists].join("\u{1f}");
        if let Some(facet) = self.written.get(&written) {
            return Ok(*facet);
        }
        let facet = self.facet(w, fellowship, &codes(fellowship, &meeting.types, meeting.venue.0, &meeting.languages))?;
        if self.written.len() >= MOST_WRITTEN {
            self.written.clear();
        }
        self.written.insert(written, facet);
        Ok(facet)
    }

    fn facet(&mut self, w: &Write, fellowship: Option<&str>, codes: &BTreeSet<String>) -> Result<i64> {
        let key = facet_key(fellowship, codes);
        if let Some(id) = self.facets.get(&key) {
            return Ok(*id);
        }
        let id = match find_facet(&w.as_read(), &key)? {
            Some(id) => id,
            None => insert_facet(w, &key, codes)?,
        };
        self.facets.insert(key, id);
        Ok(id)
    }
}

fn facet_key(fellowship: Option<&str>, codes: &BTreeSet<String>) -> (String, String) {
    (fellowship.unwrap_or_default().to_owned(), codes.iter().map(String::as_str).collect::<Vec<_>>().join("\n"))
}

fn find_facet(r: &Read, key: &(String, String)) -> Result<Option<i64>> {
    let mut find = r.conn().prepare_cached("SELECT id FROM facet WHERE fellowship = ?1 AND types = ?2")?;
    Ok(find.query_row(params![key.0, key.1], |row| row.get(0)).optional()?)
}

/// The facet of what a listing would be found by; `None`: no listing ever had it.
pub(super) fn known_facet(r: &Read, found_by: &FoundBy) -> Result<Option<i64>> {
    find_facet(r, &facet_key(found_by.fellowship.as_deref(), &found_by.codes()))
}

/// Puts the words of a listing into the index, in the letters that are looked for.
fn add_words(w: &Write, id: i64, words: [&str; 3]) -> Result<()> {
    let [name, place, notes] = words.map(plain_letters);
    let sql = "INSERT INTO meeting_text (rowid, name, place, notes) VALUES (?1, ?2, ?3, ?4)";
    w.conn().prepare_cached(sql)?.execute(params![id, name, place, notes])?;
    Ok(())
}

fn first_slot(w: &Write, id: i64) -> Result<Option<Slot>> {
    let mut find = w.conn().prepare_cached("SELECT packed FROM slot WHERE id = ?1 * 1024")?;
    Ok(find.query_row([id], |row| row.get(0)).optional()?.map(Slot::unpack))
}

fn insert_region(w: &Write, parent: i64, name: &str) -> Result<i64> {
    w.conn().prepare_cached("INSERT INTO region (parent, name) VALUES (?1, ?2)")?.execute(params![parent, name])?;
    Ok(w.conn().last_insert_rowid())
}

fn insert_zone(w: &Write, name: &str) -> Result<i64> {
    w.conn().prepare_cached("INSERT INTO zone (name) VALUES (?1)")?.execute([name])?;
    Ok(w.conn().last_insert_rowid())
}

fn insert_facet(w: &Write, (fellowship, types): &(String, String), codes: &BTreeSet<String>) -> Result<i64> {
    let mut insert = w.conn().prepare_cached("INSERT INTO facet (fellowship, types) VALUES (?1, ?2)")?;
    insert.execute(params![fellowship, types])?;
    let id = w.conn().last_insert_rowid();
    let mut insert = w.conn().prepare_cached("INSERT INTO facet_type (code, facet) VALUES (?1, ?2)")?;
    for code in codes {
        insert.execute(params![code, id])?;
    }
    Ok(id)
}

/// Week minute and length of each weekly time; one of its own kind for other schedules. Never empty.
pub(super) fn times(schedule: &[Rule]) -> Vec<(i64, i64)> {
    if schedule.is_empty() {
        return vec![(APPOINTMENT, 0)];
    }
    let mut times = Vec::new();
    for rule in schedule {
        match rule.plain_weekdays() {
            Some(weekdays) if !weekdays.is_empty() => times.extend(
                weekdays
                    .iter()
                    .map(|day| (i64::from(*day) * 1440 + i64::from(rule.minute), i64::from(rule.duration.unwrap_or(0)))),
            ),
            _ => return vec![(IRREGULAR, 0)],
        }
    }
    times.sort_unstable();
    times.dedup();
    if times.len() > MAX_SLOTS { vec![(IRREGULAR, 0)] } else { times }
}
