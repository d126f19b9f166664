//! A question that was checked.

use super::area::Area;
use super::cursor::Mark;
use super::{MeetingQuery, words};
use crate::error::{Error, Field, Problem, Result};

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 500;
const WEEK_HOURS: u32 = 168;
const MAX_TYPES: usize = 20;
const MAX_FELLOWSHIPS: usize = 100;

pub(super) struct Asked {
    pub area: Option<Area>,
    pub hours: u32,
    /// Hours were not named.
    pub open_ended: bool,
    /// In capitals.
    pub types: Vec<String>,
    pub fellowships: Vec<String>,
    pub words: Option<String>,
    pub include_online: bool,
    pub limit: usize,
    pub after: Option<Mark>,
}

impl Asked {
    pub fn read(query: &MeetingQuery) -> Result<Self> {
        let area = query.near.map(|point| Area::around(point, query.within_km)).transpose()?;
        let hours = query.hours.unwrap_or(WEEK_HOURS);
        if !(1..=WEEK_HOURS).contains(&hours) {
            return Err(Error::invalid(Field::Hours, Problem::OutOfRange));
        }
        let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
        }
        if query.types.len() > MAX_TYPES {
            return Err(Error::invalid(Field::Types, Problem::TooLong));
        }
        if query.fellowships.len() > MAX_FELLOWSHIPS {
            return Err(Error::invalid(Field::Fellowship, Problem::TooLong));
        }
        let types = query.types.iter().map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty()).collect();
        Ok(Self {
            area,
            hours,
            open_ended: query.hours.is_none(),
            types,
            fellowships: query.fellowships.clone(),
            words: words::to_fts(query.words.as_deref())?,
            include_online: query.include_online,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            after: query.cursor.as_deref().map(Mark::from_cursor).transpose()?,
        })
    }

    /// Meetings without a time are asked for too: someone looks for words, and names no hours.
    pub fn appointments(&self) -> bool {
        self.open_ended && self.words.is_some()
    }
}
