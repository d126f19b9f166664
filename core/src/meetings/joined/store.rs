//! The SQL of joined listings: settled anew when a source was refreshed, and read for lists and the screen of one meeting.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{OptionalExtension, params};

use super::groups::{self, Follower, Pairs, Rank};
use super::likeness::{self, Card, Likeness, Times};
use super::names::Name;
use super::room;
use super::{borrowed, find};
use crate::error::{Error, Result};
use crate::meetings::found_by;
use crate::meetings::listing::{self, Listing};
use crate::meetings::model::Rule;
use crate::storage::{Area, Read, Write};

/// What a refresh did to listings, by row number.
#[derive(Default)]
pub(in super::super) struct Touched {
    /// Added.
    pub new: Vec<i64>,
    /// Changed, gone, back, or taken away.
    pub changed: BTreeSet<i64>,
    /// Only what decides who leads is another.
    pub ranked: BTreeSet<i64>,
}

/// Cards that are kept at hand.
const MOST_CARDS: usize = 20_000;

/// Settles which listings are one meeting, after a refresh and in its transaction. The groups that the touched listings belonged to
/// or belong to now are formed anew from all their members, so that the outcome does not depend on the way there.
///
/// Cost: nothing while there is one source; else a sweep over what meets near the touched listings.
pub(in super::super) fn settle(w: &mut Write, listing: &mut Listing, touched: Touched) -> Result<()> {
    let sql = "SELECT (SELECT count(*) FROM (SELECT 1 FROM source LIMIT 2)) > 1 OR EXISTS (SELECT 1 FROM alike)";
    let anything: bool = w.conn().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    if !anything {
        return Ok(());
    }
    w.touch(Area::Meetings);
    let Touched { new, changed, ranked } = touched;
    let mut unsettled = BTreeSet::new();
    for id in &ranked {
        if !neighbours(w, *id)?.is_empty() {
            unsettled.insert(*id);
        }
    }
    for id in &changed {
        let left = neighbours(w, *id)?;
        if !left.is_empty() {
            unsettled.extend(left.into_keys());
            w.conn().prepare_cached("DELETE FROM alike WHERE one = ?1")?.execute([id])?;
            w.conn().prepare_cached("DELETE FROM alike WHERE other = ?1")?.execute([id])?;
            w.conn().prepare_cached("DELETE FROM joined WHERE meeting = ?1")?.execute([id])?;
        }
    }
    let mut cards = Cards::default();
    let mut look: Vec<i64> = new;
    look.extend(changed);
    look.sort_unstable();
    look.dedup();
    find::each_candidate(w, &look, |id, other| {
        let (Some(one), Some(two)) = (cards.get(w, id)?, cards.get(w, other)?) else { return Ok(()) };
        if let Some(Likeness { reasons, score }) = likeness::likeness(&one, &two) {
            let sql = "INSERT OR IGNORE INTO alike (one, other, reasons, score) VALUES (?1, ?2, ?3, ?4)";
            w.conn().prepare_cached(sql)?.execute([id.min(other), id.max(other), reasons, score])?;
            unsettled.insert(id);
        }
        Ok(())
    })?;
    let mut settled = HashSet::new();
    for id in unsettled {
        if !settled.contains(&id) {
            let pairs = connected(w, id)?;
            settled.extend(pairs.keys().copied());
            regroup(w, listing, &mut cards, &pairs)?;
        }
    }
    Ok(())
}

/// Settles the groups of a source anew after something was said about the source itself that decides who leads.
pub(in super::super) fn settle_source(w: &mut Write, source: &str) -> Result<()> {
    let sql = "SELECT m.id FROM meeting m JOIN source s ON s.id = m.source
        WHERE s.name = ?1 AND m.id IN (SELECT one FROM alike UNION ALL SELECT other FROM alike)";
    let ranked = w.conn().prepare_cached(sql)?.query_map([source], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut listing = Listing::default();
    settle(w, &mut listing, Touched { ranked, ..Touched::default() })?;
    listing.finish(w)
}

/// All listings that hang together with one by pairs, itself among them.
fn connected(w: &Write, id: i64) -> Result<Pairs> {
    let mut pairs = Pairs::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if pairs.contains_key(&id) {
            continue;
        }
        let like = neighbours(w, id)?;
        open.extend(like.keys().filter(|other| !pairs.contains_key(other)));
        pairs.insert(id, like);
    }
    Ok(pairs)
}

fn regroup(w: &Write, listing: &mut Listing, cards: &mut Cards, pairs: &Pairs) -> Result<()> {
    let mut members: BTreeMap<i64, Card> = BTreeMap::new();
    for id in pairs.keys() {
        // One that is gone is no member, and no pair names it any more.
        members.extend(cards.get(w, *id)?.map(|card| (*id, Card::clone(&card))));
    }
    let followers = groups::followers(&members, pairs);
    for id in pairs.keys() {
        let sql = "SELECT leader, place, reasons FROM joined WHERE meeting = ?1";
        let before = w.conn().prepare_cached(sql)?.query_row([id], follower).optional()?;
        let now = followers.get(id);
        if before.as_ref() == now {
            continue;
        }
        if let Some(Follower { leader, place, reasons }) = now {
            let sql = "INSERT INTO joined (meeting, leader, place, reasons) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (meeting) DO UPDATE
                       SET leader = excluded.leader, place = excluded.place, reasons = excluded.reasons";
            w.conn().prepare_cached(sql)?.execute([id, leader, place, reasons])?;
        } else {
            w.conn().prepare_cached("DELETE FROM joined WHERE meeting = ?1")?.execute([id])?;
        }
        listing.set_joined(w, *id, now.is_some())?;
    }
    for id in pairs.keys() {
        let mut own: Vec<(i64, i64)> =
            followers.iter().filter(|(_, follower)| follower.leader == *id).map(|(id, follower)| (follower.place, *id)).collect();
        own.sort_unstable();
        borrowed::settle(w, listing, *id, &own.into_iter().map(|(_, id)| id).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn follower(row: &rusqlite::Row) -> rusqlite::Result<Follower> {
    Ok(Follower { leader: row.get(0)?, place: row.get(1)?, reasons: row.get(2)? })
}

pub(in super::super) const ALIKE: &str = "SELECT other, reasons, score FROM alike WHERE one = ?1
    UNION ALL SELECT one, reasons, score FROM alike WHERE other = ?1";

fn neighbours(w: &Write, id: i64) -> Result<BTreeMap<i64, Likeness>> {
    let mut statement = w.conn().prepare_cached(ALIKE)?;
    let mut rows = statement.query([id])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?, Likeness { reasons: row.get(1)?, score: row.get(2)? });
    }
    Ok(found)
}

/// What is compared, read once each.
#[derive(Default)]
struct Cards {
    cards: HashMap<i64, Option<Rc<Card>>>,
    zones: HashMap<i64, Option<[i64; 2]>>,
}

impl Cards {
    /// `None`: the listing is gone, or was never there.
    fn get(&mut self, w: &Write, id: i64) -> Result<Option<Rc<Card>>> {
        if let Some(card) = self.cards.get(&id) {
            return Ok(card.clone());
        }
        let card = self.read(w, id)?.map(Rc::new);
        if self.cards.len() >= MOST_CARDS {
            self.cards.clear();
        }
        self.cards.insert(id, card.clone());
        Ok(card)
    }

    fn read(&mut self, w: &Write, id: i64) -> Result<Option<Card>> {
        let sql = "SELECT m.source, m.name, m.fellowship, m.zone, m.schedule, m.lat, m.lon, m.details ->> '$.conference_url',
                m.updated_at, s.name, m.native_key, s.aggregator
            FROM meeting m JOIN source s ON s.id = m.source WHERE m.id = ?1 AND m.gone_at = 0";
        let mut statement = w.conn().prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let schedule = row.get_ref(4)?.as_str().unwrap_or_default();
        let rules: Vec<Rule> = serde_json::from_str(schedule).map_err(|_| Error::Internal("a stored schedule cannot be read"))?;
        let weekly: Vec<i64> = listing::times(&rules).into_iter().map(|(week_minute, _)| week_minute).collect();
        let times = if weekly.iter().all(|minute| *minute >= 0) { Times::Weekly(weekly) } else { Times::Other(rules) };
        let offsets = self.offsets(w, row.get(3)?)?;
        let point = row.get::<_, Option<f64>>(5)?.zip(row.get::<_, Option<f64>>(6)?);
        let fellowship: String = row.get(2)?;
        let mut card = Card {
            source: row.get(0)?,
            name: Name::of(row.get_ref(1)?.as_str().unwrap_or_default()),
            offsets,
            times,
            point,
            room: row.get_ref(7)?.as_str_or_null().ok().flatten().and_then(room::room),
            rank: Rank {
                starts: Reverse(0),
                no_zone: offsets.is_none(),
                no_fellowship: fellowship.is_empty(),
                updated_at: Reverse(row.get(8)?),
                source: row.get(9)?,
                native_key: row.get(10)?,
                aggregated: row.get(11)?,
            },
            fellowship,
        };
        card.rank.starts = Reverse(card.starts());
        Ok(Some(card))
    }

    fn offsets(&mut self, w: &Write, zone: i64) -> Result<Option<[i64; 2]>> {
        if let Some(offsets) = self.zones.get(&zone) {
            return Ok(*offsets);
        }
        let mut statement = w.conn().prepare_cached("SELECT name FROM zone WHERE id = ?1")?;
        let name: String = statement.query_row([zone], |row| row.get(0))?;
        let offsets = room::offsets(Some(&name));
        self.zones.insert(zone, offsets);
        Ok(offsets)
    }
}

/// A listing in its group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Member {
    pub meeting: i64,
    pub uid: String,
    /// Why it is joined to the leader; 0 of the leader itself.
    pub reasons: i64,
}

const GROUP: &str = "SELECT m.id, m.uid, j.reasons FROM joined j JOIN meeting m ON m.id = j.meeting
    WHERE j.leader = ?1 ORDER BY j.place";

/// The listings of a meeting, the leader first; of one that no other source has it is alone.
pub(super) fn group(r: &Read, id: i64) -> Result<Vec<Member>> {
    let leader = leader(r, id)?.unwrap_or(id);
    let mut statement = r.conn().prepare_cached("SELECT uid FROM meeting WHERE id = ?1")?;
    let uid = statement.query_row([leader], |row| row.get(0))?;
    let mut members = vec![Member { meeting: leader, uid, reasons: 0 }];
    let mut statement = r.conn().prepare_cached(GROUP)?;
    let rows =
        statement.query_map([leader], |row| Ok(Member { meeting: row.get(0)?, uid: row.get(1)?, reasons: row.get(2)? }))?;
    for member in rows {
        members.push(member?);
    }
    Ok(members)
}

/// The row number of a listing.
pub(super) fn number(r: &Read, uid: &str) -> Result<Option<i64>> {
    let mut statement = r.conn().prepare_cached("SELECT id FROM meeting WHERE uid = ?1")?;
    Ok(statement.query_row([uid], |row| row.get(0)).optional()?)
}

/// The listing that stands for another in lists; `None`: it stands for itself.
pub(in super::super) fn leader(r: &Read, id: i64) -> Result<Option<i64>> {
    let mut statement = r.conn().prepare_cached("SELECT leader FROM joined WHERE meeting = ?1")?;
    Ok(statement.query_row(params![id], |row| row.get(0)).optional()?)
}

/// The listings for which another stands.
pub(in super::super) fn followers(r: &Read, leader: i64) -> Result<Vec<i64>> {
    let mut statement = r.conn().prepare_cached("SELECT meeting FROM joined WHERE leader = ?1")?;
    let rows = statement.query_map([leader], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The types that a listing shows with those of the listings it stands for, but for some that the person keeps apart.
pub(in super::super) fn add_types(r: &Read, leader: i64, types: &mut Vec<String>, apart: &BTreeSet<i64>) -> Result<()> {
    let sql = "SELECT m.id, m.types FROM joined j JOIN meeting m ON m.id = j.meeting WHERE j.leader = ?1 ORDER BY j.place";
    let mut statement = r.conn().prepare_cached(sql)?;
    let mut rows = statement.query([leader])?;
    while let Some(row) = rows.next()? {
        if !apart.contains(&row.get(0)?) {
            let others = row.get_ref(1)?.as_str().unwrap_or_default();
            let others: Vec<String> = others.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect();
            found_by::add_types(types, &others);
        }
    }
    Ok(())
}
