//! The clocks of the zones that a search meets, each set once.

use std::collections::BTreeMap;

use super::super::schedule;
use super::super::week::Week;
use super::super::{Occurrence, store};
use super::Found;
use crate::error::Result;
use crate::storage::Read;
use crate::time::{Now, parse_zone};

/// [`slot.week_minute`](Slot::week_minute) of a schedule that is not plainly weekly.
pub(in super::super) const IRREGULAR: i64 = -1;
/// … and of a meeting by appointment.
pub(in super::super) const APPOINTMENT: i64 = -2;

/// A weekly time of a meeting, as the indexes hold it.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub meeting: i64,
    pub zone: i64,
    pub week_minute: i64,
    /// 0: unknown.
    pub minutes: i64,
    /// The only time of its meeting.
    pub single: bool,
}

pub(super) struct Clocks<'a> {
    r: &'a Read<'a>,
    now: Now,
    weeks: BTreeMap<i64, Week>,
}

impl<'a> Clocks<'a> {
    pub fn new(r: &'a Read, now: &Now) -> Self {
        Self { r, now: *now, weeks: BTreeMap::new() }
    }

    pub fn now_ms(&self) -> i64 {
        self.now.at.timestamp_millis()
    }

    /// The clock of a zone of the directory; of the person's zone where the meeting's is unknown.
    pub fn week(&mut self, zone: i64) -> Result<&Week> {
        if !self.weeks.contains_key(&zone) {
            let mut statement = self.r.conn().prepare_cached("SELECT name FROM zone WHERE id = ?1")?;
            let name: String = statement.query_row([zone], |row| row.get(0))?;
            self.weeks.insert(zone, Week::around(parse_zone(&name).unwrap_or(self.now.zone), self.now.at));
        }
        self.weeks.get(&zone).ok_or(crate::error::Error::Internal("a zone without a clock"))
    }

    /// When a meeting takes place at one of its times: in progress, or next. `None`: never again.
    pub fn next(&mut self, slot: &Slot, distance: Option<f64>) -> Result<Option<Found>> {
        // Not negative, so its bits are ordered as it is; without a distance comes after all with one.
        let distance = distance.map_or(u64::MAX, f64::to_bits);
        let found =
            Found { meeting: slot.meeting, zone: slot.zone, distance, starts: i64::MAX, ends: i64::MAX, end_known: false };
        match slot.week_minute {
            APPOINTMENT => Ok(Some(found)),
            IRREGULAR => {
                let next = self.irregular(slot)?;
                Ok(next.map(|next| Found {
                    starts: next.starts_at.timestamp_millis(),
                    ends: next.ends_at.timestamp_millis(),
                    end_known: next.end_known,
                    ..found
                }))
            }
            week_minute => {
                let (starts, ends) = self.week(slot.zone)?.next(week_minute, slot.minutes);
                Ok(Some(Found { starts, ends, end_known: slot.minutes > 0, ..found }))
            }
        }
    }

    fn irregular(&mut self, slot: &Slot) -> Result<Option<Occurrence>> {
        let zone = self.week(slot.zone)?.zone();
        let rules = store::rules(self.r, slot.meeting)?;
        Ok(schedule::earliest(&rules, zone, self.now.at))
    }

    /// What a list tells of a meeting's time.
    pub fn occurrence(&mut self, found: &Found) -> Result<Option<Occurrence>> {
        if found.is_by_appointment() {
            return Ok(None);
        }
        let (now, zone_assumed) = (self.now.at, found.zone == 0);
        let (starts_at, ends_at) = (store::instant(found.starts), store::instant(found.ends));
        let (day, minute) = self.week(found.zone)?.wall(starts_at);
        let in_progress = starts_at <= now && now < ends_at;
        Ok(Some(Occurrence { starts_at, ends_at, end_known: found.end_known, in_progress, day, minute, zone_assumed }))
    }
}
