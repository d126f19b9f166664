//! A weekly time of a meeting in one number, as the indexes hold it. Pure.

/// [`Slot::week_minute`] of a schedule that is not plainly weekly.
pub(super) const IRREGULAR: i64 = -1;
/// … and of a meeting by appointment.
pub(super) const APPOINTMENT: i64 = -2;

/// A weekly time of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Below 2²⁴.
    pub facet: i64,
    /// Below 2¹².
    pub zone: i64,
    pub week_minute: i64,
    /// 0: unknown.
    pub minutes: i64,
    /// The only time of its meeting.
    pub single: bool,
    /// Another listing stands for its meeting, see [`joined`](super::joined).
    pub joined: bool,
}

/// The bit of [`Slot::joined`].
pub(super) const JOINED: i64 = 0b10;

impl Slot {
    /// A facet where it stands in the number; of -1 all the bits of it.
    pub fn facet_bits(facet: i64) -> i64 {
        facet << 39
    }

    pub fn pack(self) -> i64 {
        let clock = (self.zone << 14 | (self.week_minute - APPOINTMENT)) << 11 | self.minutes;
        Self::facet_bits(self.facet) | clock << 2 | i64::from(self.joined) << 1 | i64::from(self.single)
    }

    pub fn unpack(packed: i64) -> Self {
        Self {
            facet: packed >> 39,
            zone: packed >> 27 & 0xFFF,
            week_minute: (packed >> 13 & 0x3FFF) + APPOINTMENT,
            minutes: packed >> 2 & 0x7FF,
            single: packed & 1 == 1,
            joined: packed & JOINED != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(
            facet in 0_i64..1 << 24, zone in 0_i64..1 << 12, week_minute in APPOINTMENT..10_080, minutes in 0_i64..=1440,
            single: bool, joined: bool,
        ) {
            let slot = Slot { facet, zone, week_minute, minutes, single, joined };
            prop_assert_eq!(Slot::unpack(slot.pack()), slot);
        }
    }
}
