//! What has probably taken the place of a meeting that is gone.

use std::collections::BTreeSet;

use super::seen::Seen;
use crate::error::Result;
use crate::meetings::schedule;
use crate::meetings::search;
use crate::meetings::{MeetingQuery, MeetingRow, store};
use crate::storage::Read;
use crate::time::{Now, parse_zone};

/// Twice the width of a street crossing: one building, pinned by two people.
const SAME_BUILDING_KM: f64 = 0.15;
const CANDIDATES: u32 = 100;

/// The likeliest successor: the same name elsewhere or at another time, or another name in the same place at the same time. Never
/// taken over by itself: the person decides.
pub(super) fn successor(r: &Read, gone: &Seen, now: &Now) -> Result<Option<MeetingRow>> {
    let fellowships: Vec<String> = (!gone.fellowship.is_empty()).then(|| gone.fellowship.clone()).into_iter().collect();
    let mut candidates = Vec::new();
    if let Some(point) = gone.point() {
        let here = MeetingQuery {
            near: Some(point),
            within_km: Some(SAME_BUILDING_KM),
            fellowships: fellowships.clone(),
            limit: Some(CANDIDATES),
            ..MeetingQuery::default()
        };
        candidates.extend(search::page(r, &here, &super::Mine::default(), now)?.meetings);
    }
    let words: String = gone.looks.name.chars().take(200).collect();
    let named = MeetingQuery { words: Some(words), fellowships, limit: Some(CANDIDATES), ..MeetingQuery::default() };
    let page = search::page(r, &named, &super::Mine::default(), now)?;
    if page.corrected_words.is_none() {
        candidates.extend(page.meetings);
    }
    let mut best: Option<(u32, MeetingRow)> = None;
    for row in candidates {
        let score = likeness(r, gone, &row)?;
        if score >= 2 && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, row));
        }
    }
    Ok(best.map(|(_, row)| row))
}

/// A point each for the name, the times, and the place or link; two of three make a successor.
fn likeness(r: &Read, gone: &Seen, row: &MeetingRow) -> Result<u32> {
    let plain = |text: &str| text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let Some((id, other)) = super::seen::now(r, &row.id)? else { return Ok(0) };
    let name = plain(&gone.looks.name) == plain(&row.name);
    let zone = parse_zone(&gone.looks.zone).unwrap_or(chrono_tz::UTC);
    let times = |rules: &[crate::meetings::Rule]| -> BTreeSet<_> {
        let at = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
        rules.iter().flat_map(|rule| schedule::next(rule, zone, at, 7)).map(|time| (time.day, time.minute)).collect()
    };
    let (before, after) = (times(&gone.looks.schedule), times(&store::rules(r, id)?));
    let same_time = !before.is_disjoint(&after);
    let link = |link: &str| link.split(['?', '#']).next().unwrap_or("").to_owned();
    let same_place = match (gone.looks.point, other.looks.point) {
        (Some(one), Some(other)) => (one.0 - other.0).abs() < 0.0015 && (one.1 - other.1).abs() < 0.002,
        _ => !gone.looks.link.is_empty() && link(&gone.looks.link) == link(&other.looks.link),
    };
    Ok(u32::from(name) + u32::from(same_time) + u32::from(same_place))
}
