//! A question that was checked.

use std::collections::BTreeSet;

use super::area::Area;
use super::cursor::Mark;
use super::when::When;
use super::{MeetingOrder, MeetingQuery, words};
use crate::catalogue::MeetingAttribute;
use crate::error::{Error, Field, Problem, Result};
use crate::meetings::listing::{attribute_code, language_code, venue_code};
use crate::time::Now;

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 500;
const MAX_TYPES: usize = 20;
const MAX_FELLOWSHIPS: usize = 100;
const MAX_REGIONS: usize = 10;

pub(super) struct Asked {
    pub area: Option<Area>,
    /// The circle grows where it holds little.
    pub auto_radius: bool,
    pub region: Vec<String>,
    pub when: When,
    pub codes: Codes,
    pub words: Option<Vec<String>>,
    pub include_online: bool,
    pub order: MeetingOrder,
    pub favourites_first: bool,
    pub limit: usize,
    pub extent: Extent,
    pub after: Option<Mark>,
}

/// How many of those that fit have to be looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Those of the page.
    Page,
    /// All, to be counted.
    All,
}

/// What is asked of facets.
#[derive(Clone, Default)]
pub(super) struct Codes {
    /// In capitals.
    pub all: Vec<String>,
    pub any: Vec<String>,
    pub without: Vec<String>,
    pub attributes: Vec<String>,
    pub fellowships: Vec<String>,
    pub venues: Vec<String>,
    pub languages: Vec<String>,
}

impl Asked {
    pub fn read(query: &MeetingQuery, now: &Now) -> Result<Self> {
        let area = match (query.within_box, query.near) {
            (Some(within), near) => Some(Area::in_box(within, near)?),
            (None, near) => near.map(|point| Area::around(point, query.within_km)).transpose()?,
        };
        let order = query.order.unwrap_or_default();
        if order == MeetingOrder::Nearest && query.near.is_none() {
            return Err(Error::invalid(Field::Place, Problem::Empty));
        }
        let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
        }
        if query.region.len() > MAX_REGIONS {
            return Err(Error::invalid(Field::Place, Problem::TooLong));
        }
        Ok(Self {
            area,
            auto_radius: query.within_km.is_none() && query.within_box.is_none(),
            region: query.region.clone(),
            when: When::read(query, now)?,
            codes: Codes::read(query)?,
            words: words::phrases(query.words.as_deref())?,
            include_online: query.include_online,
            order,
            favourites_first: query.favourites_first,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            extent: Extent::Page,
            after: query.cursor.as_deref().map(|cursor| Mark::from_cursor(cursor, order)).transpose()?,
        })
    }

    /// Meetings without a time are asked for too: someone looks for words, and names no hours.
    pub fn appointments(&self) -> bool {
        self.when.open_ended && self.words.is_some()
    }
}

impl Codes {
    /// Whether a facet fits, by its fellowship and its codes.
    pub fn fit(&self, fellowship: &str, has: &BTreeSet<String>) -> bool {
        let any = |codes: &[String]| codes.iter().any(|code| has.contains(code));
        self.all.iter().chain(&self.attributes).all(|code| has.contains(code))
            && [&self.any, &self.venues, &self.languages].into_iter().all(|codes| codes.is_empty() || any(codes))
            && !any(&self.without)
            && (self.fellowships.is_empty() || self.fellowships.iter().any(|asked| asked == fellowship))
    }

    fn read(query: &MeetingQuery) -> Result<Self> {
        let types = |codes: &[String]| -> Result<Vec<String>> {
            if codes.len() > MAX_TYPES {
                return Err(Error::invalid(Field::Types, Problem::TooLong));
            }
            Ok(codes.iter().map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty()).collect())
        };
        if query.attributes.len() > MeetingAttribute::ALL.len() {
            return Err(Error::invalid(Field::Types, Problem::TooLong));
        }
        if query.fellowships.len() > MAX_FELLOWSHIPS || query.languages.len() > MAX_FELLOWSHIPS {
            return Err(Error::invalid(Field::Fellowship, Problem::TooLong));
        }
        Ok(Self {
            all: types(&query.types)?,
            any: types(&query.any_types)?,
            without: types(&query.without_types)?,
            attributes: query.attributes.iter().map(|attribute| attribute_code(*attribute)).collect(),
            fellowships: query.fellowships.clone(),
            venues: query.venues.iter().map(|venue| venue_code(*venue)).collect(),
            languages: query.languages.iter().map(|language| language_code(language.trim())).collect(),
        })
    }
}
