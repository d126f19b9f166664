//! What narrows a search apart from place and time, turned into sets that a candidate is looked up in.

use std::collections::BTreeSet;

use super::asked::Asked;
use crate::error::Result;
use crate::storage::Read;

pub(super) const WORDS: &str = "SELECT rowid FROM meeting_text WHERE meeting_text MATCH ?1";
pub(super) const OF_FELLOWSHIP: &str = "SELECT id FROM facet WHERE fellowship = ?1";
pub(super) const OF_TYPE: &str = "SELECT facet FROM facet_type WHERE code = ?1";

pub(super) struct Narrow {
    /// By id: whether a facet fits. `None`: all do.
    facets: Option<Vec<bool>>,
    /// The meetings that hold the words, ascending. `None`: no words.
    words: Option<Vec<i64>>,
}

impl Narrow {
    pub fn read(r: &Read, asked: &Asked) -> Result<Self> {
        let mut fitting: Option<BTreeSet<i64>> = None;
        let mut keep = |found: BTreeSet<i64>| {
            fitting = Some(match fitting.take() {
                Some(before) => before.intersection(&found).copied().collect(),
                None => found,
            });
        };
        if !asked.fellowships.is_empty() {
            let mut any = BTreeSet::new();
            for fellowship in &asked.fellowships {
                any.extend(numbers(r, OF_FELLOWSHIP, fellowship)?);
            }
            keep(any);
        }
        for code in &asked.types {
            keep(numbers(r, OF_TYPE, code)?.into_iter().collect());
        }
        let facets = fitting.map(|ids| {
            let mut by_id = vec![false; ids.last().map_or(0, |id| index(*id) + 1)];
            for id in ids {
                if let Some(fits) = by_id.get_mut(index(id)) {
                    *fits = true;
                }
            }
            by_id
        });
        let words = match &asked.words {
            Some(words) => Some(numbers(r, WORDS, words)?),
            None => None,
        };
        Ok(Self { facets, words })
    }

    pub fn has_facet(&self, facet: i64) -> bool {
        self.facets.as_ref().is_none_or(|facets| facets.get(index(facet)).copied().unwrap_or(false))
    }

    pub fn has_words(&self, meeting: i64) -> bool {
        self.words.as_ref().is_none_or(|meetings| meetings.binary_search(&meeting).is_ok())
    }

    pub fn words(&self) -> Option<&[i64]> {
        self.words.as_deref()
    }

    /// How many listed meetings with plain weekly times the facets leave.
    pub fn live(&self, r: &Read) -> Result<i64> {
        let mut statement = r.conn().prepare_cached("SELECT id, live FROM facet WHERE live > 0")?;
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

fn numbers(r: &Read, sql: &str, parameter: &str) -> Result<Vec<i64>> {
    let mut statement = r.conn().prepare_cached(sql)?;
    let mut found = Vec::new();
    let mut rows = statement.query([parameter])?;
    while let Some(row) = rows.next()? {
        found.push(row.get(0)?);
    }
    // The full-text index answers in this order already; then this is one pass.
    found.sort_unstable();
    Ok(found)
}

fn index(id: i64) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX - 1)
}
