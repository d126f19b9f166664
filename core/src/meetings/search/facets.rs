//! What a filter screen shows: how many meetings each choice would leave, and what each part of the question leaves out.

use std::collections::{BTreeMap, BTreeSet};

use super::area::Area;
use super::asked::{Asked, Codes, Extent};
use super::beside::Beside;
use super::clocks::Clocks;
use super::narrow::{Facets, Narrow, described};
use super::{own, tally};
use crate::catalogue::MeetingAttribute;
use crate::error::Result;
use crate::meetings::listing::MARKS;
use crate::meetings::mine::Mine;
use crate::meetings::{AttributeCount, FacetCount, LeftOut, MeetingFacets, MeetingQuery, Narrowing};
use crate::storage::Read;
use crate::time::Now;

pub(crate) fn facets(r: &Read, query: &MeetingQuery, mine: &Mine, now: &Now) -> Result<MeetingFacets> {
    let mut query = MeetingQuery { cursor: None, limit: None, order: None, favourites_first: false, ..query.clone() };
    let mut clocks = Clocks::new(r, now);
    let named_no_circle = query.within_km.is_none();
    if query.near.is_some() && query.within_box.is_none() && named_no_circle {
        // The circle that the list grew to for this question holds for every count beside it.
        query.within_km = grown_circle(r, &query, mine, now, &mut clocks)?;
    }
    // Everything that place, time and words leave, by facet: whatever is asked of facets is then a sum.
    let wide = without_codes(&query);
    let by_facet = counts(r, &wide, mine, now, &mut clocks)?;
    let chosen = Asked::read(&query, now)?.codes;
    let beside = Beside::read(r, mine)?;
    let told = described(r, &by_facet, beside.facets())?;
    let sum = |codes: &Codes| -> Result<u32> {
        let facets = Facets::read(r, codes, beside.facets())?;
        Ok(by_facet.iter().filter(|(facet, _)| facets.has(**facet)).map(|(_, count)| count).sum())
    };
    let dimension = |codes: &Codes, keys: &dyn Fn(&str, &BTreeSet<String>) -> Vec<String>| -> Result<Vec<FacetCount>> {
        let facets = Facets::read(r, codes, beside.facets())?;
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for (facet, (fellowship, codes)) in told.iter().filter(|(facet, _)| facets.has(*facet)) {
            let count = by_facet.get(facet).copied().unwrap_or(0);
            for key in keys(fellowship, codes) {
                *counts.entry(key).or_default() += count;
            }
        }
        let mut counts: Vec<FacetCount> = counts.into_iter().map(|(key, count)| FacetCount { key, count }).collect();
        counts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.key.cmp(&other.key)));
        Ok(counts)
    };
    let marked = |mark: char| {
        move |_: &str, codes: &BTreeSet<String>| -> Vec<String> {
            codes.iter().filter_map(|code| code.strip_prefix(mark)).map(str::to_owned).collect()
        }
    };
    let total = sum(&chosen)?;
    let answer = MeetingFacets {
        total,
        fellowships: dimension(&Codes { fellowships: Vec::new(), ..chosen.clone() }, &|fellowship, _| {
            vec![fellowship.to_owned()]
        })?,
        types: dimension(&chosen, &|_, codes| codes.iter().filter(|code| !code.starts_with(MARKS)).cloned().collect())?,
        attributes: attributes(dimension(&chosen, &marked('#'))?),
        venues: dimension(&Codes { venues: Vec::new(), ..chosen.clone() }, &marked('@'))?,
        languages: dimension(&Codes { languages: Vec::new(), ..chosen.clone() }, &marked('~'))?,
        left_out: Vec::new(),
    };
    let mut left_out = Vec::new();
    let mut leave = |by: Narrowing, with: u32| {
        if with > total {
            left_out.push(LeftOut { by, more: with - total });
        }
    };
    let types = Codes { all: Vec::new(), any: Vec::new(), without: Vec::new(), ..chosen.clone() };
    leave(Narrowing::Types, sum(&types)?);
    leave(Narrowing::Attributes, sum(&Codes { attributes: Vec::new(), ..chosen.clone() })?);
    leave(Narrowing::Fellowships, sum(&Codes { fellowships: Vec::new(), ..chosen.clone() })?);
    leave(Narrowing::Venues, sum(&Codes { venues: Vec::new(), ..chosen.clone() })?);
    leave(Narrowing::Languages, sum(&Codes { languages: Vec::new(), ..chosen.clone() })?);
    for (by, wider) in wider(&query) {
        leave(by, counts(r, &wider, mine, now, &mut clocks)?.values().sum());
    }
    if !mine.hidden().is_empty() {
        leave(Narrowing::Hidden, counts(r, &query, &mine.with_nothing_hidden(), now, &mut clocks)?.values().sum());
    }
    left_out.sort_by(|one, other| other.more.cmp(&one.more).then(one.by.cmp(&other.by)));
    Ok(MeetingFacets { left_out, ..answer })
}

fn attributes(counts: Vec<FacetCount>) -> Vec<AttributeCount> {
    let counted = counts.into_iter().filter_map(|told| Some((MeetingAttribute::from_key(&told.key)?, told.count)));
    counted.map(|(attribute, count)| AttributeCount { attribute, count }).collect()
}

/// The question with one part dropped, for each part that it has and that facets do not answer.
fn wider(query: &MeetingQuery) -> Vec<(Narrowing, MeetingQuery)> {
    let placed = query.near.is_some() || query.within_box.is_some() || !query.region.is_empty();
    let mut wider = Vec::new();
    if placed && !query.include_online {
        wider.push((Narrowing::Online, MeetingQuery { include_online: true, ..query.clone() }));
    }
    if let (Some(_), Some(kilometres)) = (query.near, query.within_km) {
        wider.push((Narrowing::Distance, MeetingQuery { within_km: Some((kilometres * 2.0).min(20_000.0)), ..query.clone() }));
    }
    if query.hours.is_some() || !query.weekdays.is_empty() || query.from_minute.is_some() || query.until_minute.is_some() {
        let any_time = MeetingQuery { hours: None, weekdays: Vec::new(), from_minute: None, until_minute: None, ..query.clone() };
        wider.push((Narrowing::Time, any_time));
    }
    if query.only_reachable {
        wider.push((Narrowing::Reachable, MeetingQuery { only_reachable: false, ..query.clone() }));
    }
    if query.words.as_deref().is_some_and(|words| !words.trim().is_empty()) {
        wider.push((Narrowing::Words, MeetingQuery { words: None, ..query.clone() }));
    }
    wider
}

fn without_codes(query: &MeetingQuery) -> MeetingQuery {
    MeetingQuery {
        types: Vec::new(),
        any_types: Vec::new(),
        without_types: Vec::new(),
        attributes: Vec::new(),
        fellowships: Vec::new(),
        venues: Vec::new(),
        languages: Vec::new(),
        ..query.clone()
    }
}

/// How far the list looks around the place where the person named no distance, in kilometres.
fn grown_circle(r: &Read, query: &MeetingQuery, mine: &Mine, now: &Now, clocks: &mut Clocks) -> Result<Option<f64>> {
    let mut asked = Asked::read(query, now)?;
    let narrow = Narrow::read(r, &asked, mine)?;
    super::gather_in_growing_circles(r, &mut asked, &narrow, mine, clocks)?;
    Ok(asked.area.as_ref().and_then(Area::kilometres))
}

/// How many meetings fit, by facet.
fn counts(r: &Read, query: &MeetingQuery, mine: &Mine, now: &Now, clocks: &mut Clocks) -> Result<BTreeMap<i64, u32>> {
    let mut asked = Asked { extent: Extent::All, ..Asked::read(query, now)? };
    let narrow = Narrow::read(r, &asked, mine)?;
    let everywhere = asked.area.is_none() && narrow.meetings().is_none() && asked.when.open_ended;
    let (mut by_facet, found) = if everywhere {
        (tally::by_facet(r, &asked, &narrow, clocks)?, own::found(&asked, &narrow, mine, clocks))
    } else {
        (BTreeMap::new(), super::gather_in_growing_circles(r, &mut asked, &narrow, mine, clocks)?.found)
    };
    for hit in &found {
        *by_facet.entry(narrow.facet_of(hit.meeting, hit.facet)).or_default() += 1;
    }
    Ok(by_facet)
}
