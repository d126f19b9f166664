//! Weekly times around one moment, reckoned for many meetings of a zone at once. Pure.
//!
//! The long way of [`schedule`](super::schedule) asks the zone for every wall time. A search has thousands of candidates in one
//! zone, so here the zone is asked once for its offset and its clock changes in the days around; the rest is arithmetic. A
//! property test holds the two ways together in every zone and in weeks when clocks change.

use chrono::{Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::schedule::ASSUMED_MINUTES;
use crate::time::{CivilDay, Instant};

pub(crate) const WEEK_MINUTES: i64 = 7 * 24 * 60;
/// 1970-01-01 was a Thursday.
const EPOCH_WEEK_MINUTE: i64 = 4 * 1440;
/// Meetings last up to a day and clocks jump by up to a day, so the past three days matter; ahead it is a week and the same.
const DAYS_BEFORE: i64 = 3;
const DAYS_AHEAD: i64 = 10;

/// A zone around one moment. Times are milliseconds since 1970, offsets seconds east.
pub(crate) struct Week {
    zone: Tz,
    at: i64,
    /// Minutes since 1970 on the local clock.
    local_minute: i64,
    first_offset: i64,
    /// Instants (seconds) at which clocks change, with the offset after each.
    changes: Vec<(i64, i64)>,
    /// How far wall time and instants can run apart, in minutes: 0 when no clock changes.
    slack: i64,
}

impl Week {
    pub fn around(zone: Tz, at: Instant) -> Self {
        let offset = |seconds: i64| -> i64 {
            let there = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or(at).naive_utc();
            i64::from(zone.offset_from_utc_datetime(&there).fix().local_minus_utc())
        };
        let second = at.timestamp();
        let first = second - DAYS_BEFORE * 86_400;
        let first_offset = offset(first);
        let mut changes = Vec::new();
        let mut known = first_offset;
        // Day by day: no zone has changed its clocks twice in a day.
        for day in 1..=DAYS_BEFORE + DAYS_AHEAD {
            let (mut before, mut after) = (first + (day - 1) * 86_400, first + day * 86_400);
            let next = offset(after);
            if next == known {
                continue;
            }
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset(middle) == known { before = middle } else { after = middle }
            }
            changes.push((after, next));
            known = next;
        }
        let mut last = first_offset;
        let shift: i64 = changes
            .iter()
            .map(|(_, next)| {
                let step = (next - last).abs();
                last = *next;
                step
            })
            .sum();
        let local_minute = (second + offset(second)).div_euclid(60);
        Self { zone, at: at.timestamp_millis(), local_minute, first_offset, slack: (shift + 59) / 60, changes }
    }

    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// How far the order of wall times and the order of instants can differ, in minutes.
    pub fn slack(&self) -> i64 {
        self.slack
    }

    /// Start and end of the occurrence of a weekly time that is in progress or comes next. `minutes` 0: unknown.
    pub fn next(&self, week_minute: i64, minutes: i64) -> (i64, i64) {
        let length = if minutes == 0 { i64::from(ASSUMED_MINUTES) } else { minutes };
        // The first wall time of this minute of the week that may not have ended.
        let earliest = self.local_minute - length - self.slack;
        let mut wall = earliest + (week_minute - EPOCH_WEEK_MINUTE - earliest).rem_euclid(WEEK_MINUTES);
        loop {
            let starts = self.instant(wall);
            let ends = starts + length * 60_000;
            if ends > self.at {
                return (starts, ends);
            }
            wall += WEEK_MINUTES;
        }
    }

    /// The occurrence of a weekly time after the one that [`next`](Self::next) tells. Exact within the days around.
    pub fn following(&self, week_minute: i64, minutes: i64) -> (i64, i64) {
        let length = if minutes == 0 { i64::from(ASSUMED_MINUTES) } else { minutes };
        let (first, _) = self.next(week_minute, minutes);
        let earliest = self.local_minute - length - self.slack;
        let mut wall = earliest + (week_minute - EPOCH_WEEK_MINUTE - earliest).rem_euclid(WEEK_MINUTES);
        while self.instant(wall) <= first {
            wall += WEEK_MINUTES;
        }
        let starts = self.instant(wall);
        (starts, starts + length * 60_000)
    }

    /// A wall time's instant: in a gap with the offset from before it, the first of two.
    fn instant(&self, wall_minute: i64) -> i64 {
        let wall = wall_minute * 60;
        let mut offset = self.first_offset;
        for (change, next) in &self.changes {
            // Either it comes before the change, or neither offset shows it: a gap.
            if wall - offset < *change || wall - next < *change {
                break;
            }
            offset = *next;
        }
        (wall - offset) * 1000
    }

    /// The minutes of the week, as inclusive ranges, at which a weekly time may start so that it starts from `from` to `to`
    /// (instants in milliseconds).
    pub fn ranges(&self, from: i64, to: i64) -> Vec<(i64, i64)> {
        let local = |instant: i64| (instant - self.at).div_euclid(60_000) + self.local_minute + EPOCH_WEEK_MINUTE;
        let (from, to) = (local(from) - self.slack - 1, local(to) + self.slack + 1);
        if to - from >= WEEK_MINUTES {
            return vec![(0, WEEK_MINUTES - 1)];
        }
        let (from, to) = (from.rem_euclid(WEEK_MINUTES), to.rem_euclid(WEEK_MINUTES));
        if from <= to { vec![(from, to)] } else { vec![(from, WEEK_MINUTES - 1), (0, to)] }
    }

    /// Day and minute on the wall at an instant.
    pub fn wall(&self, instant: Instant) -> (CivilDay, u16) {
        wall(instant, self.zone)
    }
}

/// Day and minute on the wall at an instant.
pub(crate) fn wall(instant: Instant, zone: Tz) -> (CivilDay, u16) {
    let local = instant.with_timezone(&zone).naive_local();
    let minute = (local - local.date().and_time(chrono::NaiveTime::MIN)) / 60;
    (local.date(), u16::try_from(TimeDelta::num_seconds(&minute)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::model::Rule;
    use super::super::schedule::next;
    use super::*;
    use proptest::prelude::*;

    fn agree(zone: Tz, at: Instant, week_minute: i64, minutes: i64) {
        let long = next(&Rule::weekly(week_minute, minutes), zone, at, 1).pop().unwrap();
        let expected = (long.starts_at.timestamp_millis(), long.ends_at.timestamp_millis());
        assert_eq!(Week::around(zone, at).next(week_minute, minutes), expected, "{zone} {at} {week_minute} {minutes}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn the_short_way_is_the_long_way(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            millis in 0_i64..2_208_988_800_000,
            week_minute in 0..WEEK_MINUTES,
            minutes in 0_i64..=1440,
        ) {
            agree(chrono_tz::TZ_VARIANTS[zone], chrono::DateTime::from_timestamp_millis(millis).unwrap(), week_minute, minutes);
        }

        /// Near a clock change: walk there first, so that the interesting weeks are not left to chance.
        #[test]
        fn also_when_clocks_change(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            start in 0_i64..2_208_988_800,
            hours in -240_i64..72,
            near in -180_i64..180,
            minutes in 0_i64..=1440,
        ) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let week = (0..60).map(|n| Week::around(zone, chrono::DateTime::from_timestamp(start + n * 604_800, 0).unwrap()))
                .find(|week| !week.changes.is_empty());
            if let Some(week) = week {
                let change = week.changes[0].0;
                let at = chrono::DateTime::from_timestamp(change + hours * 3600 + 17, 0).unwrap();
                let wall = (change + week.first_offset).div_euclid(60) + near + EPOCH_WEEK_MINUTE;
                agree(zone, at, wall.rem_euclid(WEEK_MINUTES), minutes);
            }
        }

        #[test]
        fn what_starts_in_a_window_lies_in_its_ranges(
            zone in 0..chrono_tz::TZ_VARIANTS.len(),
            millis in 0_i64..2_208_988_800_000,
            week_minute in 0..WEEK_MINUTES,
            minutes in 0_i64..=1440,
            window in (-1440_i64..10_080, 1_i64..3_000),
        ) {
            let week = Week::around(chrono_tz::TZ_VARIANTS[zone], chrono::DateTime::from_timestamp_millis(millis).unwrap());
            let (starts, _) = week.next(week_minute, minutes);
            let from = millis + window.0 * 60_000;
            let to = from + window.1 * 60_000;
            if (from..to).contains(&starts) {
                let inside = week.ranges(from, to).iter().any(|(first, last)| (*first..=*last).contains(&week_minute));
                prop_assert!(inside);
            }
        }
    }
}
