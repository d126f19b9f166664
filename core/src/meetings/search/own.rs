//! The person's own meetings among the candidates: a handful, so each is asked in turn.

use super::area::Measured;
use super::asked::Asked;
use super::clocks::Clocks;
use super::{Found, Mine};
use crate::meetings::mine::Own;

pub(super) fn found(asked: &Asked, mine: &Mine, clocks: &Clocks) -> Vec<Found> {
    let now = clocks.now();
    let mut found = Vec::new();
    for (number, own) in mine.all_own() {
        let meeting = &own.meeting;
        let fits = own.has_codes(&asked.codes.all, true)
            && own.has_codes(&asked.codes.attributes, true)
            && (asked.codes.any.is_empty() || own.has_codes(&asked.codes.any, false))
            && (asked.codes.without.is_empty() || !own.has_codes(&asked.codes.without, false))
            && (asked.codes.venues.is_empty() || own.has_codes(&asked.codes.venues, false))
            && (asked.codes.languages.is_empty() || own.has_codes(&asked.codes.languages, false))
            && (asked.codes.fellowships.is_empty()
                || asked.codes.fellowships.iter().any(|id| Some(id) == meeting.fellowship.as_ref()))
            && asked.words.as_ref().is_none_or(|words| own.has_words(words))
            && asked.region.is_empty();
        if !fits {
            continue;
        }
        let distance = match (&asked.area, meeting.point) {
            (None, _) => None,
            (Some(area), Some(point)) => match area.holds(point) {
                Measured::Inside(distance) => distance,
                Measured::Outside => continue,
            },
            (Some(_), None) if asked.include_online && own.is_online() => None,
            (Some(_), None) => continue,
        };
        let hit = hit(own, number, distance, now);
        if hit.is_by_appointment() && asked.when.open_ended || asked.when.holds(&hit) {
            found.push(hit);
        }
    }
    found
}

fn hit(own: &Own, number: i64, distance: Option<f64>, now: &crate::time::Now) -> Found {
    let next = own.next(now);
    let millis = |at: crate::time::Instant| at.timestamp_millis();
    Found {
        starts: next.as_ref().map_or(i64::MAX, |next| millis(next.starts_at)),
        ends: next.as_ref().map_or(i64::MAX, |next| millis(next.ends_at)),
        end_known: next.is_some_and(|next| next.end_known),
        distance: distance.map_or(u64::MAX, f64::to_bits),
        meeting: number,
        facet: -1,
        zone: 0,
    }
}
