//! What a person sees otherwise than the directory has it: meetings of their own, and listings that stand for fewer than they would,
//! as others are kept apart from them. They are few, and found by the same words and codes as all others: for a question with words,
//! theirs are put into an index of the same kind, in memory.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::error::Result;
use crate::meetings::found_by::FoundBy;
use crate::meetings::mine::Mine;
use crate::meetings::{joined, listing};
use crate::storage::{self, Read};

/// A fellowship and the codes of a facet.
pub(super) type Described = (String, BTreeSet<String>);

/// Facets that no listing has are numbered below this.
const APART: i64 = -(1 << 40);

/// As in the directory's file.
const WORDS: &str =
    "CREATE VIRTUAL TABLE meeting_text USING fts5 (name, place, notes, content = '', tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE meeting_term USING fts5vocab (meeting_text, row);";

#[derive(Default)]
pub(super) struct Beside {
    /// By the meeting's number; own meetings have numbers below 0.
    found_by: BTreeMap<i64, FoundBy>,
    /// The facets of the listings that others are kept apart from: without what these would lend.
    left: BTreeMap<i64, i64>,
    /// The facets that the directory does not have. That of an own meeting has its number.
    facets: BTreeMap<i64, Described>,
}

impl Beside {
    pub fn read(r: &Read, mine: &Mine) -> Result<Self> {
        let mut beside = Self::default();
        for (number, own) in mine.all_own() {
            let found_by = own.found_by();
            beside.facets.insert(number, described(&found_by));
            beside.found_by.insert(number, found_by);
        }
        for leader in mine.left() {
            let mut followers = joined::store::followers(r, leader)?;
            followers.retain(|follower| !mine.relisted().contains(follower));
            let Some(found_by) = joined::found_with(r, leader, &followers)? else { continue };
            let facet = if let Some(known) = listing::known_facet(r, &found_by)? {
                known
            } else {
                beside.facets.insert(APART - leader, described(&found_by));
                APART - leader
            };
            beside.left.insert(leader, facet);
            beside.found_by.insert(leader, found_by);
        }
        Ok(beside)
    }

    /// The facet of a meeting to this person, given the one that its listing has.
    pub fn facet_of(&self, meeting: i64, facet: i64) -> i64 {
        if self.left.is_empty() { facet } else { self.left.get(&meeting).copied().unwrap_or(facet) }
    }

    /// The listings that others are kept apart from.
    pub fn left(&self) -> impl Iterator<Item = i64> {
        self.left.keys().copied()
    }

    pub fn has(&self, meeting: i64) -> bool {
        self.found_by.contains_key(&meeting)
    }

    pub fn facets(&self) -> &BTreeMap<i64, Described> {
        &self.facets
    }

    /// An index of their words, asked as that of the directory; `None`: there are none.
    pub fn words(&self) -> Result<Option<Connection>> {
        if self.found_by.is_empty() {
            return Ok(None);
        }
        let index = storage::in_memory()?;
        index.execute_batch(WORDS)?;
        for (number, found_by) in &self.found_by {
            let [name, place, notes] = found_by.words.each_ref().map(|text| super::plain_letters(text));
            let sql = "INSERT INTO meeting_text (rowid, name, place, notes) VALUES (?1, ?2, ?3, ?4)";
            index.prepare_cached(sql)?.execute(params![number, name, place, notes])?;
        }
        Ok(Some(index))
    }
}

fn described(found_by: &FoundBy) -> Described {
    (found_by.fellowship.clone().unwrap_or_default(), found_by.codes())
}
