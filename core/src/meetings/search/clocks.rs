//! The clocks of the zones that a search meets, each set once.

use chrono_tz::Tz;

use super::super::model::{Repeat, Rule};
use super::super::packed::{APPOINTMENT, IRREGULAR, Slot};
use super::super::schedule;
use super::super::week::Week;
use super::super::{Occurrence, store};
use super::Found;
use super::when::When;
use crate::error::{Error, Result};
use crate::storage::Read;
use crate::time::{Now, parse_zone};

/// Of one rule in a week: every day, and the same again for what is in progress.
const MOST_TIMES: usize = 16;

pub(super) struct Clocks<'a> {
    r: &'a Read<'a>,
    now: Now,
    /// By the zone's number.
    weeks: Vec<Option<Week>>,
}

impl<'a> Clocks<'a> {
    pub fn new(r: &'a Read, now: &Now) -> Self {
        Self { r, now: *now, weeks: Vec::new() }
    }

    pub fn now_ms(&self) -> i64 {
        self.now.at.timestamp_millis()
    }

    pub fn now(&self) -> &Now {
        &self.now
    }

    /// The clock of a zone of the directory; of the person's zone where the meeting's is unknown.
    pub fn week(&mut self, zone: i64) -> Result<&Week> {
        let index = usize::try_from(zone).unwrap_or(0);
        if !matches!(self.weeks.get(index), Some(Some(_))) {
            let mut statement = self.r.conn().prepare_cached("SELECT name FROM zone WHERE id = ?1")?;
            let name: String = statement.query_row([zone], |row| row.get(0))?;
            let week = Week::around(parse_zone(&name).unwrap_or(self.now.zone), self.now.at);
            self.weeks.resize_with(self.weeks.len().max(index + 1), || None);
            if let Some(place) = self.weeks.get_mut(index) {
                *place = Some(week);
            }
        }
        self.weeks.get(index).and_then(Option::as_ref).ok_or(Error::Internal("a zone without a clock"))
    }

    /// When a meeting takes place at one of its times: in progress, or next. `None`: never again.
    ///
    /// Of a schedule that is not plainly weekly it is the first time that may be listed, or the first of all.
    pub fn next(&mut self, meeting: i64, slot: &Slot, distance: Option<f64>, when: &When) -> Result<Option<Found>> {
        // Not negative, so its bits are ordered as it is; without a distance comes after all with one.
        let distance = distance.map_or(u64::MAX, f64::to_bits);
        let found =
            Found { meeting, facet: slot.facet, zone: slot.zone, distance, starts: i64::MAX, ends: i64::MAX, end_known: false };
        match slot.week_minute {
            APPOINTMENT => Ok(Some(found)),
            IRREGULAR => {
                let mut first = None;
                for next in self.irregular(meeting, slot.zone, when)? {
                    let next = found.at(&next);
                    if when.holds(&next) {
                        return Ok(Some(next));
                    }
                    first = first.or(Some(next));
                }
                Ok(first)
            }
            week_minute => {
                let week = self.week(slot.zone)?;
                let (starts, ends) = week.next(week_minute, slot.minutes);
                let next = Found { starts, ends, end_known: slot.minutes > 0, ..found };
                if when.windows().is_some() && !when.holds(&next) {
                    // What runs now may be too late to come to; in a week it begins again.
                    let (starts, ends) = week.following(week_minute, slot.minutes);
                    let later = Found { starts, ends, ..next };
                    if when.holds(&later) {
                        return Ok(Some(later));
                    }
                }
                Ok(Some(next))
            }
        }
    }

    /// The times of a meeting that begin before the end of the question, at least one.
    fn irregular(&mut self, meeting: i64, zone: i64, when: &When) -> Result<Vec<Occurrence>> {
        let zone = self.week(zone)?.zone();
        Ok(self.times(&store::rules(self.r, meeting)?, zone, when))
    }

    /// The times of a schedule, in their order: as many as a question may have to choose from.
    pub fn times(&self, rules: &[Rule], zone: Tz, when: &When) -> Vec<Occurrence> {
        // Only days and stretches of the day can leave out the first.
        let count = if when.windows().is_some() { MOST_TIMES } else { 1 };
        let mut times: Vec<Occurrence> = Vec::new();
        for rule in rules {
            match (&rule.repeat, when.windows()) {
                // One can come whenever it is that the person asks for.
                (Repeat::Always, Some(windows)) => {
                    let begins = windows.iter().map(|(from, _)| store::instant((*from).max(self.now_ms())));
                    times.extend(begins.flat_map(|begin| schedule::next(rule, zone, begin, 1)));
                }
                _ => times.extend(schedule::next(rule, zone, self.now.at, count)),
            }
        }
        times.sort_by_key(|time| time.starts_at);
        times
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
