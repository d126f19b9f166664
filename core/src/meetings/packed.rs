//! A weekly time of a meeting in one number, as the indexes hold it. Pure.

/// [`Slot::week_minute`] of a schedule that is not plainly weekly.
pub(super) const IRREGULAR: i64 = -1;
/// … and of a meeting by appointment.
pub(super) const APPOINTMENT: i64 = -2;

/// A weekly time of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Below 2¹².
    pub zone: i64,
    pub week_minute: i64,
    /// Below 2²⁴.
    pub facet: i64,
    /// 0: unknown.
    pub minutes: i64,
    /// The only time of its meeting.
    pub single: bool,
    /// Another listing stands for its meeting, see [`joined`](super::joined).
    pub joined: bool,
}

/// The bit of [`Slot::joined`].
pub(super) const JOINED: i64 = 0b10;

/// Where the facet stands, and the minute of the week.
const FACET: u32 = 13;
const TIME: u32 = FACET + 24;

impl Slot {
    /// A facet where it stands in the number; of -1 all the bits of it.
    pub fn facet_bits(facet: i64) -> i64 {
        (facet & 0xFF_FFFF) << FACET
    }

    /// Zone and time stand first, so that the times of a zone between two minutes are one range of numbers.
    pub fn pack(self) -> i64 {
        Self::first(self.zone, self.week_minute)
            | Self::facet_bits(self.facet)
            | self.minutes << 2
            | i64::from(self.joined) << 1
            | i64::from(self.single)
    }

    pub fn unpack(packed: i64) -> Self {
        Self {
            zone: packed >> (TIME + 14),
            week_minute: (packed >> TIME & 0x3FFF) + APPOINTMENT,
            facet: packed >> FACET & 0xFF_FFFF,
            minutes: packed >> 2 & 0x7FF,
            single: packed & 1 == 1,
            joined: packed & JOINED != 0,
        }
    }

    /// The least and the greatest number of a zone's times from one minute of the week to another, both included.
    pub fn between(zone: i64, from: i64, to: i64) -> [i64; 2] {
        [Self::first(zone, from), Self::first(zone, to) | ((1 << TIME) - 1)]
    }

    fn first(zone: i64, week_minute: i64) -> i64 {
        (zone << 14 | (week_minute - APPOINTMENT)) << TIME
    }
}

/// The meeting of a slot by its number: 1024 times the meeting's and more, see `0001.sql`.
pub(super) fn meeting_of(slot: i64) -> i64 {
    slot >> 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(
            facet in 0_i64..1 << 24, zone in 0_i64..1 << 12, week_minute in APPOINTMENT..10_080, minutes in 0_i64..=1440,
            single: bool, joined: bool, from in APPOINTMENT..10_080, to in APPOINTMENT..10_080, other in 0_i64..1 << 12,
        ) {
            let slot = Slot { zone, week_minute, facet, minutes, single, joined };
            prop_assert_eq!(Slot::unpack(slot.pack()), slot);
            let [first, last] = Slot::between(other, from, to);
            let within = zone == other && (from..=to).contains(&week_minute);
            prop_assert_eq!((first..=last).contains(&slot.pack()), within);
        }
    }
}
