//! The person's own meetings among the candidates: a handful, so each is asked in turn.

use chrono_tz::Tz;

use super::area::Measured;
use super::asked::Asked;
use super::clocks::Clocks;
use super::narrow::Narrow;
use super::when::When;
use super::{Found, Mine};
use crate::meetings::mine::Own;
use crate::meetings::week::wall;
use crate::meetings::{Occurrence, store};
use crate::time::Now;

pub(super) fn found(asked: &Asked, narrow: &Narrow, mine: &Mine, clocks: &Clocks) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, own) in mine.all_own() {
        if !narrow.has_facet(number) || !narrow.may_list(number) || !asked.region.is_empty() {
            continue;
        }
        let distance = match (&asked.area, own.meeting.point) {
            (None, _) => None,
            (Some(area), Some(point)) => match area.holds(point) {
                Measured::Inside(distance) => distance,
                Measured::Outside => continue,
            },
            (Some(_), None) if asked.include_online && own.is_online() => None,
            (Some(_), None) => continue,
        };
        let hit = hit(own, number, distance, &asked.when, clocks);
        if hit.is_by_appointment() && asked.when.open_ended || asked.when.holds(&hit) {
            found.push(hit);
        }
    }
    found
}

/// With the first of its times that may be listed, or the first of all.
fn hit(own: &Own, number: i64, distance: Option<f64>, when: &When, clocks: &Clocks) -> Found {
    let distance = distance.map_or(u64::MAX, f64::to_bits);
    let never = Found { starts: i64::MAX, ends: i64::MAX, end_known: false, distance, meeting: number, facet: number, zone: 0 };
    let times = clocks.times(&own.meeting.schedule, own.zone().unwrap_or(clocks.now().zone), when);
    let mut hits = times.iter().map(|next| never.at(next));
    let first = hits.next();
    first.into_iter().chain(hits).find(|hit| when.holds(hit)).or(first).unwrap_or(never)
}

/// What a list tells of its time.
pub(super) fn occurrence(own: &Own, hit: &Found, now: &Now) -> Option<Occurrence> {
    if hit.is_by_appointment() {
        return None;
    }
    let zone: Option<Tz> = own.zone();
    let (starts_at, ends_at) = (store::instant(hit.starts), store::instant(hit.ends));
    let (day, minute) = wall(starts_at, zone.unwrap_or(now.zone));
    let in_progress = starts_at <= now.at && now.at < ends_at;
    Some(Occurrence { starts_at, ends_at, end_known: hit.end_known, in_progress, day, minute, zone_assumed: zone.is_none() })
}
