//! Meetings as iCalendar (RFC 5545, with CONFERENCE of RFC 7986), for the person's own calendar.
//!
//! [`rule`] says when, in days of the meeting's zone; [`event`] says what; [`zone`] gives the clock of each zone that occurs; [`line`]
//! writes the lines. Calendars are looked at by others: every event is marked private, and a discreet one names no fellowship, nor a
//! place or a link that does ([`discreet`]).

mod discreet;
mod event;
mod line;
mod rule;
#[cfg(test)]
mod tests;
mod zone;

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::error::{Error, Field, Problem, Result};
use crate::meetings::{MeetingDetail, MeetingQuery};
use crate::time::{CivilDay, Now, parse_zone};

/// More events than this are no calendar that a person can use.
pub(crate) const MOST_EVENTS: usize = 10_000;

/// Which meetings go into a calendar.
#[allow(clippy::large_enum_variant, reason = "a box does not cross to other languages, and there is one at a time")]
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum CalendarSelection {
    /// One meeting, as often as it repeats.
    Meeting {
        /// Its id.
        id: String,
    },
    /// The favourites, as often as they repeat, with the reminders that the person set. Gone ones are left out.
    Favourites,
    /// The favourites in the next seven days, each once for every time it takes place in them, with their reminders.
    FavouritesWeek,
    /// What a question finds in the next seven days, each meeting once for every time it takes place in them.
    Week {
        /// The question. Order, page and limit do not matter.
        query: MeetingQuery,
    },
}

/// A meeting on its way into a calendar.
pub(crate) struct Entry {
    pub meeting: MeetingDetail,
    /// The person's own word for it.
    pub label: Option<String>,
    /// Minutes before the start.
    pub reminder: Option<u16>,
    /// Only on these days, by rule; `None`: as often as it repeats.
    pub only: Option<Vec<(usize, CivilDay)>>,
}

/// The calendar. Without a single event there is none.
pub(crate) fn write(entries: &[Entry], discreet: bool, now: &Now) -> Result<String> {
    let events: Vec<event::Event> = entries.iter().flat_map(|entry| event::of(entry, discreet, now)).collect();
    if events.is_empty() {
        return Err(Error::invalid(Field::Day, Problem::Empty));
    }
    if events.len() > MOST_EVENTS {
        return Err(Error::invalid(Field::Limit, Problem::OutOfRange));
    }
    let mut out = line::Lines::default();
    out.add("BEGIN", "VCALENDAR");
    out.add("VERSION", "2.0");
    out.add("PRODID", "-//Handrail//EN");
    out.add("CALSCALE", "GREGORIAN");
    let zones: BTreeSet<&str> = events.iter().filter_map(event::Event::zone).collect();
    for zone in zones.into_iter().filter_map(|name| name.parse::<Tz>().ok()) {
        let first = events.iter().filter(|event| event.zone() == Some(zone.name())).map(event::Event::year).min();
        zone::write(&mut out, zone, first.unwrap_or(1970));
    }
    for event in &events {
        event.write(&mut out, now);
    }
    out.add("END", "VCALENDAR");
    Ok(out.finish())
}

/// The zone of a meeting; `None`: nobody knows it, and the time floats with the person.
pub(crate) fn zone_of(meeting: &MeetingDetail) -> Option<Tz> {
    // Three letters are clocks that never change; many readers, ours too, take them for the zone of a region whose clocks do. The
    // names of places are those that the zone data has linked them to since 2024b.
    meeting.row.zone.as_deref().and_then(|zone| parse_zone(zone).ok()).map(|zone| match zone {
        Tz::EST => Tz::America__Panama,
        Tz::MST => Tz::America__Phoenix,
        Tz::HST => Tz::Pacific__Honolulu,
        named => named,
    })
}
