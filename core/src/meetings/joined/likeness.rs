//! Whether two listings are one meeting, and why. Pure.
//!
//! The rule follows `meetings.md`, 8.2 rule 14, more strictly: two groups can share a church hall at one hour, so a place needs
//! the same name besides; a room on the net holds one meeting at a time, so that something of the name is enough, unless both
//! have pins that lie apart. Something of it, as rooms are taken over: of 181 listings that 25 real lists of several
//! years had in one room under unlike names, 69 had no word in common and were mostly other groups that got the room later; of the
//! other 112, 60 were read, none of them wrong.

use super::JoinReason;
use super::groups::Rank;
use super::names::{ALIKE, Name};
use super::room::WEEK;
use crate::meetings::model::Rule;

/// One building, pinned by two people.
pub(super) const SAME_PLACE_M: f64 = 150.0;
const EARTH_M: f64 = 6_371_008.8;

/// What is compared of a listing.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub source: i64,
    pub name: Name,
    /// Empty: unknown.
    pub fellowship: String,
    /// Minutes east of Greenwich in both halves of the year; `None`: unknown.
    pub offsets: Option<[i64; 2]>,
    pub times: Times,
    /// Its pin in degrees. A listed meeting whose place is only a town has none.
    pub point: Option<(f64, f64)>,
    /// The room behind its link.
    pub room: Option<String>,
    pub rank: Rank,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Minutes of the week in wall time, ascending.
    Weekly(Vec<i64>),
    /// Anything else: then the rules must be the same, but for the length.
    Other(Vec<Rule>),
}

/// What two listings of one meeting have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Bits as in [`reasons`].
    pub reasons: i64,
    /// The higher, the more alike.
    pub score: i64,
}

const BITS: [(JoinReason, i64); 4] =
    [(JoinReason::SameTime, 1), (JoinReason::SamePlace, 2), (JoinReason::SameRoom, 4), (JoinReason::SameName, 8)];

pub(super) fn reasons(bits: i64) -> Vec<JoinReason> {
    BITS.into_iter().filter(|(_, bit)| bits & bit != 0).map(|(reason, _)| reason).collect()
}

impl Card {
    /// Whether a list that shows this listing shows every time of the other.
    pub fn covers(&self, other: &Self) -> bool {
        let shifts = match (self.offsets, other.offsets) {
            (Some(own), Some(others)) => [own[0] - others[0], own[1] - others[1]],
            // One clock is unknown: at one place it is the same.
            _ => [0, 0],
        };
        match (&self.times, &other.times) {
            (Times::Weekly(own), Times::Weekly(others)) => others
                .iter()
                .all(|minute| shifts.iter().all(|shift| own.binary_search(&(minute + shift).rem_euclid(WEEK)).is_ok())),
            (Times::Other(own), Times::Other(others)) => {
                let plain = |rule: &Rule| Rule { duration: None, ..rule.clone() };
                shifts == [0, 0] && own.len() == others.len() && own.iter().map(plain).eq(others.iter().map(plain))
            }
            _ => false,
        }
    }

    /// Whether two listings that one leads would be shown at one of their times only once. They are in wall time of one source.
    pub fn overlaps(&self, other: &Self) -> bool {
        match (&self.times, &other.times) {
            (Times::Weekly(own), Times::Weekly(others)) => own.iter().any(|minute| others.binary_search(minute).is_ok()),
            _ => true,
        }
    }

    pub fn starts(&self) -> usize {
        match &self.times {
            Times::Weekly(times) => times.len(),
            Times::Other(rules) => rules.len(),
        }
    }
}

/// `None`: two meetings, for all that can be told.
pub(super) fn likeness(one: &Card, other: &Card) -> Option<Likeness> {
    let fellowships = one.fellowship == other.fellowship || one.fellowship.is_empty() || other.fellowship.is_empty();
    if one.source == other.source || !fellowships || !(one.covers(other) || other.covers(one)) {
        return None;
    }
    let metres = one.point.zip(other.point).map(|(one, other)| metres(one, other));
    let same_place = metres.is_some_and(|metres| metres < SAME_PLACE_M);
    let same_room = one.room.is_some() && one.room == other.room;
    if !same_place && !same_room {
        return None;
    }
    let name = one.name.likeness(&other.name);
    let same_name = name >= ALIKE;
    // Without both clocks nobody knows whether "seven" is the same instant.
    let room_is_enough = same_room
        && one.offsets.is_some()
        && other.offsets.is_some()
        && (same_place || metres.is_none())
        && one.name.may_be(&other.name);
    if !same_name && !room_is_enough {
        return None;
    }
    let held = [
        (JoinReason::SameTime, true),
        (JoinReason::SamePlace, same_place),
        (JoinReason::SameRoom, same_room),
        (JoinReason::SameName, same_name),
    ];
    let reasons = held.iter().zip(BITS).filter(|((_, held), _)| *held).map(|(_, (_, bit))| bit).sum();
    let score = i64::from(name) + 50 * (i64::from(same_place) + i64::from(same_room));
    Some(Likeness { reasons, score })
}

/// Between two places near each other; far apart it is only a large number.
pub(super) fn metres((latitude, longitude): (f64, f64), other: (f64, f64)) -> f64 {
    let north = (other.0 - latitude).to_radians();
    // The date line runs between two doors of one house nowhere that we know of; but it costs nothing.
    let east = ((other.1 - longitude + 540.0).rem_euclid(360.0) - 180.0).to_radians();
    let east = east * f64::midpoint(latitude, other.0).to_radians().cos();
    EARTH_M * north.hypot(east)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::joined::room::offsets;
    use crate::meetings::{Repeat, Rule};
    use proptest::prelude::*;

    fn card(source: i64, name: &str, zone: &str, times: &[i64]) -> Card {
        Card {
            source,
            name: Name::of(name),
            fellowship: "aa".into(),
            offsets: offsets(Some(zone)),
            times: Times::Weekly(times.to_vec()),
            point: Some((37.33, -121.89)),
            room: None,
            rank: Rank::default(),
        }
    }

    fn told(one: &Card, other: &Card) -> Option<Vec<JoinReason>> {
        assert_eq!(likeness(one, other), likeness(other, one));
        likeness(one, other).map(|likeness| reasons(likeness.reasons))
    }

    #[test]
    fn place_time_and_name() {
        use JoinReason::{SameName, SamePlace, SameTime};
        let (la, hall) = ("America/Los_Angeles", card(1, "Sunrise", "America/Los_Angeles", &[1860]));
        let all = Some(vec![SameTime, SamePlace, SameName]);
        assert_eq!(told(&hall, &card(2, "The Sunrise Group", la, &[1860])), all);
        assert_eq!(told(&hall, &Card { offsets: None, ..card(2, "Sunrise", la, &[1860]) }), all);
        assert_eq!(told(&hall, &Card { fellowship: String::new(), ..card(2, "Sunrise", la, &[1860]) }), all);
        assert_eq!(told(&hall, &card(2, "Sunrise", la, &[420, 1860])), all, "one has more days");
        assert_eq!(told(&hall, &card(1, "Sunrise", la, &[1860])), None, "one source");
        assert_eq!(told(&hall, &card(2, "Beginners", la, &[1860])), None, "another name");
        assert_eq!(told(&hall, &card(2, "Sunrise", la, &[1890])), None, "half an hour later");
        assert_eq!(told(&hall, &card(2, "Sunrise", "America/Denver", &[1860])), None, "another clock");
        assert_eq!(told(&hall, &Card { fellowship: "na".into(), ..card(2, "Sunrise", la, &[1860]) }), None);
        let street = Card { point: Some((37.3315, -121.89)), ..card(2, "Sunrise", la, &[1860]) };
        assert_eq!(told(&hall, &street), None, "170 metres");
        assert_eq!(told(&hall, &Card { point: None, ..street }), None);
        let shifted = (card(1, "Sunrise", la, &[420, 1860]), card(2, "Sunrise", la, &[1860, 3300]));
        assert_eq!(told(&shifted.0, &shifted.1), None, "neither shows all times of the other");
    }

    #[test]
    fn a_room_on_the_net() {
        use JoinReason::{SameName, SameRoom, SameTime};
        let online = |source, name, zone, minute| Card {
            point: None,
            room: Some("zoom 81234567890".into()),
            ..card(source, name, zone, &[minute])
        };
        let (here, there) = ("America/New_York", "Europe/London");
        let one = online(1, "Bridge", here, 21 * 60);
        assert_eq!(told(&one, &online(2, "A Bridge Across the Water", there, 1440 + 120)), Some(vec![SameTime, SameRoom]));
        assert_eq!(told(&one, &online(2, "Monday Meeting", there, 1440 + 120)), Some(vec![SameTime, SameRoom]), "says nothing");
        assert_eq!(told(&one, &online(2, "Across the Water", there, 1440 + 120)), None, "the room was taken over");
        assert_eq!(told(&online(1, "Women's Bridge", here, 60), &online(2, "Men's Bridge", here, 60)), None);
        assert_eq!(told(&one, &online(2, "Bridge", there, 1440 + 120)), Some(vec![SameTime, SameRoom, SameName]));
        assert_eq!(told(&one, &online(2, "Bridge", there, 21 * 60)), None);
        // Half of the year these two clocks are the same.
        assert_eq!(told(&online(1, "Bridge", "America/Phoenix", 600), &online(2, "Bridge", "America/Denver", 600)), None);
        let unknown = Card { offsets: None, ..online(2, "A Bridge Across the Water", here, 21 * 60) };
        assert_eq!(told(&one, &unknown), None, "seven where?");
        let (hall, other_hall) = (
            Card { point: Some((37.33, -121.89)), ..one.clone() },
            Card { point: Some((37.43, -121.89)), ..online(2, "A Bridge Across the Water", here, 21 * 60) },
        );
        assert_eq!(told(&hall, &other_hall), None, "two halls share a room on the net");
    }

    #[test]
    fn rules_that_are_not_weekly_must_be_the_same() {
        let nth = |source, nth: &[i8], duration| {
            let rule = Rule::new(Repeat::MonthlyNth { weekdays: vec![1], nth: nth.to_vec() }, 420, duration);
            Card { times: Times::Other(vec![rule]), ..card(source, "Sunrise", "America/Los_Angeles", &[]) }
        };
        assert!(told(&nth(1, &[1], None), &nth(2, &[1], Some(60))).is_some());
        assert!(told(&nth(1, &[1], None), &nth(2, &[2], None)).is_none());
        assert!(told(&nth(1, &[1], None), &card(2, "Sunrise", "America/Los_Angeles", &[1860])).is_none());
    }

    proptest! {
        #[test]
        fn near_places_are_measured_rightly(latitude in -85.0..85.0_f64, longitude in -180.0..180.0_f64, north in -0.01..0.01_f64) {
            let found = metres((latitude, longitude), (latitude + north, longitude));
            prop_assert!((found - north.abs().to_radians() * EARTH_M).abs() < 0.01);
        }
    }
}
