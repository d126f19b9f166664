//! The numbers of the days to come, in every zone of the world, counted once more from the zone data alone.

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta};
use chrono_tz::{TZ_VARIANTS, Tz};
use handrail_core::sobriety::ZoneMode;
use handrail_core::time::Instant;

use super::*;

/// Moments between 1970 and 2040 around which a zone changes its offset, at most `most` of them, spread over the years.
fn changes(zone: Tz, most: usize) -> Vec<Instant> {
    let offset = |at: Instant| at.with_timezone(&zone).naive_local() - at.naive_utc();
    let (first, last) = (DateTime::from_timestamp(86_400, 0).unwrap(), "2040-11-01T00:00:00Z".parse::<Instant>().unwrap());
    let mut found = Vec::new();
    let mut at = first;
    while at < last {
        let next = at + TimeDelta::days(7);
        if offset(at) != offset(next) {
            found.push(at);
        }
        at = next;
    }
    let step = (found.len() / most).max(1);
    // A zone that never changes is asked all the same.
    if found.is_empty() { vec![first] } else { found.into_iter().step_by(step).take(most).collect() }
}

/// What the wall says: the date, or the one before it as long as the person's day has not begun.
fn on_the_wall(at: Instant, zone: Tz, day_start: u16) -> CivilDay {
    let local = at.with_timezone(&zone);
    let begun = local.time() >= NaiveTime::from_num_seconds_from_midnight_opt(u32::from(day_start) * 60, 0).unwrap();
    let date = CivilDay::from_ymd_opt(local.year(), local.month(), local.day()).unwrap();
    if begun { date } else { date - Days::new(1) }
}

#[test]
fn every_boundary_is_where_the_wall_turns_in_every_zone_from_1970_to_2040() {
    let life = Life::new();
    let mut asked = 0;
    for (number, zone) in TZ_VARIANTS.into_iter().enumerate() {
        for (turn, change) in changes(zone, 3).into_iter().enumerate() {
            // A start of the day at midnight, at one, at half past two and at six.
            let day_start = [0, 60, 150, 360][(number + turn) % 4];
            let at = change - TimeDelta::days(4);
            let start = on_the_wall(at, zone, day_start) - Days::new(100);
            let device = TrackerDetails {
                day_start: Some(day_start),
                zone_mode: Some(ZoneMode::Device),
                ..TrackerDetails::new("x", start)
            };
            let now = Moment { at, zone: zone.name().into() };
            let id = life.add(device, now.clone()).id;
            let timeline = life.journal.widget_timeline(now.clone()).unwrap();
            assert_eq!((timeline.len(), timeline[0].valid_from), (31, at), "{zone}");
            let mut most = 0;
            for (here, next) in timeline.iter().zip(timeline.iter().skip(1)) {
                let told = &here.trackers[0];
                assert!(here.valid_from < next.valid_from, "{zone} {}", here.valid_from);
                // From the boundary to the last second before the next, the number is the one that the wall gives; where clocks
                // are put back over the start of the day it is held and never falls.
                for at in [here.valid_from, next.valid_from - TimeDelta::seconds(1)] {
                    let days = (on_the_wall(at, zone, day_start) - start).num_days();
                    most = most.max(days);
                    assert_eq!(i64::from(told.elapsed_days), most, "{zone}, day from minute {day_start}, {at}");
                    asked += 1;
                }
            }
            life.journal.delete_tracker(id, now).unwrap();
        }
    }
    assert!(asked > 80_000, "{asked}");
}
