//! How a meeting differs from what it was: the words in which favourites and histories tell of it. Pure.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::VenueKind;
use super::joined::Name;
use super::model::{CanonicalMeeting, Repeat, Rule, Venue};
use super::rekey;

/// Two places closer than this are one: websites move their pins about.
const SAME_PLACE_DEGREES: f64 = 0.001;

/// One way in which a meeting differs from what was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum MeetingChange {
    /// Its source has it no more.
    Gone,
    /// It was gone and is there again.
    Back,
    /// Closed for now.
    ClosedForNow,
    /// Other days or another time.
    NewTime,
    /// Another place.
    Moved,
    /// It takes place online and no longer in a room.
    NowOnline,
    /// It takes place in a room and no longer online.
    NowInPerson,
    /// Both in a room and online.
    NowHybrid,
    /// Another link or number to take part.
    NewLink,
    /// Another name.
    Renamed,
    /// Something else about it, such as types or notes. Only histories tell it.
    OtherFacts,
    /// It was read for the first time. Only histories tell it.
    Listed,
}

impl MeetingChange {
    /// With its number in the file: the numbers stay, whatever is added.
    const NUMBERED: [(Self, u32); 12] = [
        (Self::Gone, 0),
        (Self::Back, 1),
        (Self::ClosedForNow, 2),
        (Self::NewTime, 3),
        (Self::Moved, 4),
        (Self::NowOnline, 5),
        (Self::NowInPerson, 6),
        (Self::NowHybrid, 7),
        (Self::NewLink, 8),
        (Self::Renamed, 9),
        (Self::OtherFacts, 10),
        (Self::Listed, 11),
    ];

    /// Several in one number.
    pub(super) fn pack(changes: &[Self]) -> i64 {
        Self::NUMBERED.iter().filter(|(change, _)| changes.contains(change)).map(|(_, bit)| 1 << bit).sum()
    }

    pub(super) fn unpack(packed: i64) -> Vec<Self> {
        Self::NUMBERED.iter().filter(|(_, bit)| packed >> bit & 1 == 1).map(|(change, _)| *change).collect()
    }
}

/// How a meeting looks to a person. A journal keeps it as it was last seen.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Looks {
    pub name: String,
    #[serde(with = "venue")]
    pub venue: Venue,
    pub zone: String,
    pub schedule: Vec<Rule>,
    pub place: String,
    pub address: String,
    pub point: Option<(f64, f64)>,
    pub link: String,
    pub phone: String,
}

impl Looks {
    pub fn of(meeting: &CanonicalMeeting) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            name: meeting.name.clone(),
            venue: meeting.venue,
            zone: text(&meeting.zone),
            schedule: meeting.schedule.clone(),
            place: text(&meeting.place),
            address: text(&meeting.address),
            point: meeting.point.map(|point| (point.latitude, point.longitude)),
            link: text(&meeting.conference_url),
            phone: text(&meeting.conference_phone),
        }
    }

    /// What a person would notice.
    pub fn changes(&self, now: &Self) -> Vec<MeetingChange> {
        let mut changes = Vec::new();
        if self.venue != now.venue {
            changes.push(match now.venue.0 {
                VenueKind::Inactive => MeetingChange::ClosedForNow,
                VenueKind::Online => MeetingChange::NowOnline,
                VenueKind::InPerson => MeetingChange::NowInPerson,
                VenueKind::Hybrid => MeetingChange::NowHybrid,
            });
        }
        if !same_times(&self.schedule, &now.schedule) || (self.zone != now.zone && !self.schedule.is_empty()) {
            changes.push(MeetingChange::NewTime);
        }
        let in_room = |looks: &Self| matches!(looks.venue.0, VenueKind::InPerson | VenueKind::Hybrid);
        if in_room(self) && in_room(now) && !self.same_place(now) {
            changes.push(MeetingChange::Moved);
        }
        if (&self.link, &self.phone) != (&now.link, &now.phone) && !(now.link.is_empty() && now.phone.is_empty()) {
            changes.push(MeetingChange::NewLink);
        }
        if self.name != now.name {
            changes.push(MeetingChange::Renamed);
        }
        changes.sort_unstable();
        changes
    }

    /// Whether nothing is left by which people know a meeting: not the name, not one start, and neither place nor room nor number.
    /// What one of them does not tell speaks for the same group.
    pub fn is_another_group(&self, now: &Self) -> bool {
        let (before, after) = (starts(&self.schedule), starts(&now.schedule));
        let other_times = !before.is_empty() && !after.is_empty() && before.is_disjoint(&after);
        other_times && self.is_elsewhere(now) && Name::of(&self.name).is_another(&Name::of(&now.name))
    }

    fn is_elsewhere(&self, now: &Self) -> bool {
        let placed = |looks: &Self| {
            let told = looks.point.is_some() || !looks.address.is_empty() || !looks.place.is_empty();
            told && looks.venue.0 != VenueKind::Online
        };
        let numbers = |looks: &Self| -> BTreeSet<String> {
            [rekey::link(&looks.link), looks.phone.clone()].into_iter().filter(|text| !text.is_empty()).collect()
        };
        let (before, after) = (numbers(self), numbers(now));
        if !before.is_disjoint(&after) {
            return false;
        }
        match (placed(self), placed(now)) {
            (true, true) => !self.same_place(now) && !self.same_address(now),
            (true, false) => !after.is_empty(),
            (false, true) => !before.is_empty(),
            (false, false) => !before.is_empty() && !after.is_empty(),
        }
    }

    /// The pins decide where both have one; else the address, else the name of the place.
    fn same_place(&self, now: &Self) -> bool {
        if let (Some(one), Some(other)) = (self.point, now.point) {
            return (one.0 - other.0).abs() < SAME_PLACE_DEGREES && (one.1 - other.1).abs() < SAME_PLACE_DEGREES;
        }
        self.same_address(now)
    }

    fn same_address(&self, now: &Self) -> bool {
        let plain = |text: &str| text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let texts = |looks: &Self| plain(if looks.address.is_empty() { &looks.place } else { &looks.address });
        texts(self) == texts(now)
    }
}

mod venue {
    //! A venue by its word in the directory.

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::meetings::model::Venue;
    use crate::meetings::store::{venue_from, venue_text};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub fn serialize<S: Serializer>(venue: &Venue, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(venue_text(venue.0))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Venue, D::Error> {
        Ok(Venue(venue_from(&String::deserialize(from)?)))
    }
}

/// The starts of a schedule, one text each.
fn starts(schedule: &[Rule]) -> BTreeSet<String> {
    let told = |rule: &Rule| match &rule.repeat {
        Repeat::Weekly { weekdays } => weekdays.iter().map(|day| format!("{day} {}", rule.minute)).collect(),
        other => vec![format!("{other:?} {}", rule.minute)],
    };
    schedule.iter().flat_map(told).collect()
}

/// Whether two schedules are one to whoever comes. A length that is told at last, or no more, changes nothing: an hour was
/// assumed all along. (A website that began to tell ends would else have sent a notice for nearly every favourite.)
fn same_times(one: &[Rule], other: &[Rule]) -> bool {
    let starts = |rule: &Rule| Rule { duration: None, ..rule.clone() };
    let told = |rule: &Rule| rule.duration;
    let same = |(one, other): (&Rule, &Rule)| {
        starts(one) == starts(other) && told(one).zip(told(other)).is_none_or(|(one, other)| one == other)
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_group_has_nothing_in_common() {
        let looks = |name: &str, weekday: i8, address: &str, link: &str| Looks {
            name: name.into(),
            venue: Venue(if address.is_empty() { VenueKind::Online } else { VenueKind::InPerson }),
            zone: String::new(),
            schedule: vec![Rule::new(Repeat::Weekly { weekdays: vec![weekday] }, 420, None)],
            place: String::new(),
            address: address.into(),
            point: None,
            link: link.into(),
            phone: String::new(),
        };
        let check = |other: Looks, expect: bool| {
            let before = looks("Sober Sunrise", 1, "1 Main St", "");
            assert_eq!(before.is_another_group(&other), expect, "{other:?}");
            assert_eq!(other.is_another_group(&before), expect, "{other:?}");
        };
        check(looks("Men's Step Study", 2, "9 Far Rd", ""), true);
        check(looks("Men's Step Study", 2, "", "https://zoom.us/j/1"), true);
        check(looks("Sunrise Sisters", 2, "9 Far Rd", ""), false);
        check(looks("Men's Step Study", 1, "9 Far Rd", ""), false);
        check(looks("Men's Step Study", 2, "1 main st.", ""), false);
        check(looks("Men's Step Study", 2, "", ""), false);
        check(Looks { schedule: Vec::new(), ..looks("Men's Step Study", 2, "9 Far Rd", "") }, false);
        let (room, other_room) = ("https://zoom.us/j/1?pwd=a", "https://zoom.us/j/1?pwd=b");
        assert!(!looks("Hope", 1, "", room).is_another_group(&looks("Newcomers", 2, "", other_room)), "one room");
    }

    #[test]
    fn several_changes_are_one_number() {
        for (change, _) in MeetingChange::NUMBERED {
            assert_eq!(MeetingChange::unpack(MeetingChange::pack(&[change])), [change]);
        }
        let all = MeetingChange::NUMBERED.map(|(change, _)| change);
        assert_eq!(MeetingChange::unpack(MeetingChange::pack(&all)), all);
        assert_eq!(MeetingChange::unpack(0), []);
    }
}
