//! What narrows a search apart from place and time, turned into sets that a candidate is looked up in.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::asked::{Asked, Codes};
use super::beside::{Beside, Described};
use super::{MatchedIn, words};
use crate::error::Result;
use crate::meetings::mine::Mine;
use crate::meetings::packed::Slot;
use crate::storage::Read;

pub(super) const WORDS: &str = "SELECT rowid FROM meeting_text WHERE meeting_text MATCH ?1";
pub(super) const OF_FELLOWSHIP: &str = "SELECT id FROM facet WHERE fellowship = ?1";
pub(super) const LIVE: &str = "SELECT id, live FROM facet WHERE live > 0";
pub(super) const OF_TYPE: &str = "SELECT facet FROM facet_type WHERE code = ?1";

pub(super) struct Narrow {
    facets: Facets,
    /// The meetings that may be listed, ascending: those with the words, of the region. `None`: all.
    meetings: Option<Vec<i64>>,
    /// The person's own meetings that may. `None`: all.
    own: Option<Vec<i64>>,
    /// The meetings that hold all words in the name, and in the name or the place, ascending.
    matched: Option<[Vec<i64>; 2]>,
    hidden: BTreeSet<i64>,
    /// Those that the person keeps apart from the listing that would stand for them.
    relisted: BTreeSet<i64>,
    beside: Beside,
    /// What was looked for in place of words that nothing has.
    pub corrected: Option<String>,
}

/// By id: whether a facet fits. `None`: all that are listed do.
#[derive(Clone, Default)]
pub(super) struct Facets {
    listed: Option<Vec<bool>>,
    /// The numbers below 0.
    beside: BTreeSet<i64>,
}

impl Narrow {
    pub fn read(r: &Read, asked: &Asked, mine: &Mine) -> Result<Self> {
        let beside = Beside::read(r, mine)?;
        let mut narrow = Self {
            facets: Facets::read(r, &asked.codes, beside.facets())?,
            meetings: None,
            own: None,
            matched: None,
            hidden: mine.hidden().clone(),
            relisted: mine.relisted().clone(),
            beside,
            corrected: None,
        };
        if let Some(phrases) = &asked.words {
            let own = narrow.beside.words()?;
            let indexes: Vec<&Connection> = [r.conn()].into_iter().chain(&own).collect();
            let find = |phrases: &[String], columns| with_words(&indexes, &narrow.beside, phrases, columns);
            let mut found = find(phrases, None)?;
            let mut better = None;
            if found.is_empty() {
                better = words::corrected(&indexes, phrases)?;
                found = better.as_deref().map_or(Ok(found), |better| find(better, None))?;
            }
            let sought = better.as_deref().unwrap_or(phrases);
            narrow.matched = Some([find(sought, Some("name"))?, find(sought, Some("{name place}"))?]);
            narrow.corrected = better.map(|better| better.join(" "));
            let listed = found.split_off(found.partition_point(|meeting| *meeting < 0));
            (narrow.own, narrow.meetings) = (Some(found), Some(listed));
        }
        if !asked.region.is_empty() {
            let of_region = super::regions::meetings(r, &asked.region)?;
            narrow.meetings = Some(match narrow.meetings.take() {
                Some(found) => found.into_iter().filter(|meeting| of_region.binary_search(meeting).is_ok()).collect(),
                None => of_region,
            });
        }
        Ok(narrow)
    }

    /// Whether a time of a meeting is to be looked at: its facet fits, and no other listing stands for it.
    pub fn lists(&self, meeting: i64, slot: &Slot) -> bool {
        self.facets.has(self.facet_of(meeting, slot.facet)) && (!slot.joined || self.relisted.contains(&meeting))
    }

    /// The facet of a meeting to this person, given the one that its listing has.
    pub fn facet_of(&self, meeting: i64, facet: i64) -> i64 {
        self.beside.facet_of(meeting, facet)
    }

    /// Meetings whose facet is another to this person.
    pub fn left(&self) -> impl Iterator<Item = i64> {
        self.beside.left()
    }

    pub fn has_facet(&self, facet: i64) -> bool {
        self.facets.has(facet)
    }

    /// Whether anything is asked of facets.
    pub fn has_codes(&self) -> bool {
        self.facets.listed.is_some()
    }

    /// Whether a meeting has the words and lies in the region.
    pub fn may_list(&self, meeting: i64) -> bool {
        let among = if meeting < 0 { &self.own } else { &self.meetings };
        among.as_ref().is_none_or(|meetings| meetings.binary_search(&meeting).is_ok())
    }

    pub fn has_meeting(&self, meeting: i64) -> bool {
        !self.hides(meeting) && self.may_list(meeting)
    }

    pub fn hides(&self, meeting: i64) -> bool {
        self.hidden.contains(&meeting)
    }

    pub fn hidden(&self) -> &BTreeSet<i64> {
        &self.hidden
    }

    pub fn relisted(&self) -> &BTreeSet<i64> {
        &self.relisted
    }

    pub fn meetings(&self) -> Option<&[i64]> {
        self.meetings.as_deref()
    }

    /// Where the words of a meeting that has them were found.
    pub fn matched(&self, meeting: i64) -> Option<MatchedIn> {
        let [name, place] = self.matched.as_ref()?;
        let has = |meetings: &[i64]| meetings.binary_search(&meeting).is_ok();
        Some(if has(name) {
            MatchedIn::Name
        } else if has(place) {
            MatchedIn::Place
        } else {
            MatchedIn::Notes
        })
    }

    /// How many listed meetings with plain weekly times the facets leave.
    pub fn live(&self, r: &Read) -> Result<i64> {
        if !self.has_codes() {
            let mut statement = r.conn().prepare_cached("SELECT coalesce(sum(live), 0) FROM facet WHERE live > 0")?;
            return Ok(statement.query_row([], |row| row.get(0))?);
        }
        let mut statement = r.conn().prepare_cached(LIVE)?;
        let mut rows = statement.query([])?;
        let mut sum: i64 = 0;
        while let Some(row) = rows.next()? {
            if self.has_facet(row.get(0)?) {
                sum += row.get::<_, i64>(1)?;
            }
        }
        Ok(sum)
    }
}

impl Facets {
    /// `beside`: facets that the directory does not have.
    pub fn read(r: &Read, codes: &Codes, beside: &BTreeMap<i64, Described>) -> Result<Self> {
        let mut fitting: Option<BTreeSet<i64>> = None;
        let mut keep = |found: BTreeSet<i64>| {
            fitting = Some(match fitting.take() {
                Some(before) => before.intersection(&found).copied().collect(),
                None => found,
            });
        };
        let any = |codes: &[String], sql: &str| -> Result<BTreeSet<i64>> {
            let mut any = BTreeSet::new();
            for code in codes {
                any.extend(numbers(r.conn(), sql, code)?);
            }
            Ok(any)
        };
        for (codes, sql) in
            [(&codes.fellowships, OF_FELLOWSHIP), (&codes.any, OF_TYPE), (&codes.venues, OF_TYPE), (&codes.languages, OF_TYPE)]
        {
            if !codes.is_empty() {
                keep(any(codes, sql)?);
            }
        }
        for code in codes.all.iter().chain(&codes.attributes) {
            keep(numbers(r.conn(), OF_TYPE, code)?.into_iter().collect());
        }
        if !codes.without.is_empty() {
            let mut statement = r.conn().prepare_cached("SELECT id FROM facet")?;
            let all: BTreeSet<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let without = any(&codes.without, OF_TYPE)?;
            keep(all.difference(&without).copied().collect());
        }
        let listed = fitting.map(|ids| {
            let mut by_id = vec![false; ids.last().map_or(0, |id| index(*id) + 1)];
            for id in ids {
                if let Some(fits) = by_id.get_mut(index(id)) {
                    *fits = true;
                }
            }
            by_id
        });
        let beside = beside.iter().filter(|(_, (fellowship, has))| codes.fit(fellowship, has));
        Ok(Self { listed, beside: beside.map(|(facet, _)| *facet).collect() })
    }

    pub fn has(&self, facet: i64) -> bool {
        if facet < 0 {
            return self.beside.contains(&facet);
        }
        self.listed.as_ref().is_none_or(|facets| facets.get(index(facet)).copied().unwrap_or(false))
    }
}

/// What each of these facets holds.
pub(super) fn described(
    r: &Read,
    facets: &BTreeMap<i64, u32>,
    beside: &BTreeMap<i64, Described>,
) -> Result<Vec<(i64, Described)>> {
    let mut statement = r.conn().prepare_cached("SELECT fellowship, types FROM facet WHERE id = ?1")?;
    let mut told = Vec::with_capacity(facets.len());
    for facet in facets.keys() {
        if let Some(held) = beside.get(facet) {
            told.push((*facet, held.clone()));
            continue;
        }
        let (fellowship, codes): (String, String) = statement.query_row([facet], |row| Ok((row.get(0)?, row.get(1)?)))?;
        told.push((*facet, (fellowship, codes.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect())));
    }
    Ok(told)
}

/// The meetings that have the words, ascending: by the directory's index, then by that of what the person sees otherwise.
fn with_words(indexes: &[&Connection], beside: &Beside, phrases: &[String], columns: Option<&str>) -> Result<Vec<i64>> {
    let question = words::to_fts(phrases, columns);
    let mut indexes = indexes.iter();
    let mut found = indexes.next().map_or(Ok(Vec::new()), |index| numbers(index, WORDS, &question))?;
    for index in indexes {
        found.retain(|meeting| !beside.has(*meeting));
        found.extend(numbers(index, WORDS, &question)?);
    }
    // The full-text index answers in this order already; then this is one pass.
    found.sort_unstable();
    Ok(found)
}

fn numbers(index: &Connection, sql: &str, parameter: &str) -> Result<Vec<i64>> {
    let mut statement = index.prepare_cached(sql)?;
    let mut found = Vec::new();
    let mut rows = statement.query([parameter])?;
    while let Some(row) = rows.next()? {
        found.push(row.get(0)?);
    }
    Ok(found)
}

fn index(id: i64) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX - 1)
}
