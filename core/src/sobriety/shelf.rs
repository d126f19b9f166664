//! The milestone shelf: every milestone of the profile, and every award there ever was.

use std::collections::BTreeMap;

use super::awards::awards;
use super::numbers;
use super::{ShelfRow, own, standing, store};
use crate::catalogue::Milestone;
use crate::error::{Error, Result};
use crate::storage::Read;
use crate::time::{CivilDay, Now, days_between};

pub(crate) fn shelf(r: &Read, id: &str, now: &Now) -> Result<Vec<ShelfRow>> {
    let tracker = store::tracker(r, id)?;
    let course = standing::course(r, &tracker)?;
    let own = own::load(r)?;
    let today = numbers::day_of(&tracker, now);
    let mut earned: BTreeMap<Milestone, Vec<CivilDay>> = BTreeMap::new();
    for award in awards(r, &tracker, &course, &own, today, now)? {
        earned.entry(award.milestone).or_default().push(award.earned_on);
    }
    let run = course.runs.last().ok_or(Error::Internal("a tracker without an episode"))?;
    let mut rows: Vec<ShelfRow> = Vec::new();
    if let Some(profile) = own.profile_of(&tracker) {
        let asked = profile.tokens.iter().filter(|token| token.on_request);
        rows.extend(asked.map(|token| ShelfRow {
            milestone: token.milestone,
            colour: token.colour.clone(),
            confidence: Some(token.confidence),
            optional: token.optional,
            on_request: true,
            earned_on: Vec::new(),
            date: None,
            days_to_go: 0,
        }));
        let ladder = numbers::ladder(&tracker, run, profile, now);
        for rung in ladder.all(today) {
            let token = profile.tokens.iter().find(|token| token.milestone == rung.milestone);
            let token = token
                .or_else(|| profile.tokens.iter().find(|token| token.repeats && token.milestone.unit == rung.milestone.unit));
            rows.push(ShelfRow {
                milestone: rung.milestone,
                colour: rung.colour,
                confidence: token.map(|token| token.confidence),
                optional: token.is_some_and(|token| token.optional),
                on_request: false,
                earned_on: earned.remove(&rung.milestone).unwrap_or_default(),
                date: Some(rung.date),
                days_to_go: u32::try_from(days_between(today, rung.date)).unwrap_or(0),
            });
        }
    }
    // Awards of a profile that was since changed stay on the shelf.
    rows.extend(earned.into_iter().map(|(milestone, earned_on)| ShelfRow {
        milestone,
        colour: None,
        confidence: None,
        optional: false,
        on_request: false,
        earned_on,
        date: None,
        days_to_go: 0,
    }));
    Ok(rows)
}
