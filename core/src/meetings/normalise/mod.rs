//! From a row of a feed to a meeting as the directory knows it: one file a subject, nothing lost without a note.
//!
//! A row with a fault is kept as far as it can be; it never fails the feed. What a person could be reached by privately is
//! counted and left out. The rules are those of `meetings.md`, 8.2.

pub(crate) mod clock;
mod contribution;
mod country;
mod day;
mod entities;
pub(crate) mod filldown;
mod key;
mod link;
pub(crate) mod notes;
mod phone;
mod place;
mod repeated;
pub(crate) mod tally;
mod text;
mod types;
mod updated;
mod zone;

use chrono_tz::Tz;

use super::DiagnosticCode::{
    Appointment, ContactDropped, CoordinatesMissing, MeetingRepeated, NameMissing, NoVenue, RowUnreadable, RowWithdrawn,
    ScheduleInWords, ZoneMissing,
};
use super::VenueKind;
use super::feed::{Key, Row};
use super::model::{CanonicalMeeting, Repeat, Rule, Venue};
use crate::catalogue::types::{TypeTable, type_table};
use notes::Notes;

/// Characters of a name, of a line, of a text.
const NAME: usize = 255;
const LINE: usize = 255;
const TEXT: usize = 5000;

/// What the source says about rows that say nothing themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Defaults {
    /// A fellowship's id of the catalogue.
    pub fellowship: Option<String>,
    pub zone: Option<Tz>,
    /// ISO 3166-1: where it has one zone, that of rows that name neither zone nor country.
    pub country: Option<String>,
}

/// Turns rows into meetings. Holds what one row has to know of the others.
pub(crate) struct Normaliser<'a> {
    defaults: &'a Defaults,
    table: Option<&'static TypeTable>,
    keys: key::Keys,
    repeated: repeated::Repeated,
    /// Whether a 7 is Sunday: asked of the whole feed, once, when the first 7 comes.
    seven: Option<bool>,
    ask_seven: &'a dyn Fn() -> bool,
    pub notes: Notes,
}

impl<'a> Normaliser<'a> {
    pub fn new(defaults: &'a Defaults, ask_seven: &'a dyn Fn() -> bool) -> Self {
        let table = defaults.fellowship.as_deref().and_then(type_table);
        Self {
            defaults,
            table,
            keys: key::Keys::default(),
            repeated: repeated::Repeated::default(),
            seven: None,
            ask_seven,
            notes: Notes::default(),
        }
    }

    /// The meeting of a row, and what the row tells of itself; `None` where there is nothing to make one of.
    ///
    /// `told`: the fellowship that the format itself tells, where neither the row nor the source names one.
    pub fn meeting(&mut self, row: &Row, told: Option<&'static str>) -> Option<(CanonicalMeeting, tally::Told)> {
        let notes = &mut self.notes;
        if row.withdrawn {
            notes.add("", RowWithdrawn, "");
            return None;
        }
        if row.foreign
            || !(row.has(Key::Name) || row.has(Key::Slug) || row.has(Key::Id) || row.has(Key::Day) || row.schedule.is_some())
        {
            notes.add("", RowUnreadable, "");
            return None;
        }
        if let Some(field) = row.contact {
            notes.add(field, ContactDropped, "");
        }
        let own = row.get(Key::Fellowship).text().map(|id| id.trim().to_lowercase()).filter(|id| is_fellowship(id));
        let fellowship = own.or_else(|| self.defaults.fellowship.clone()).or_else(|| told.map(str::to_owned));
        let table = match fellowship.as_deref() {
            known if known == self.defaults.fellowship.as_deref() => self.table,
            Some(id) => type_table(id),
            None => None,
        };
        let group = text::line(row, Key::Group, NAME, notes);
        let place_name = text::line(row, Key::Location, LINE, notes);
        let native_key = self.keys.read(row, notes);
        let name = text::line(row, Key::Name, NAME, notes).unwrap_or_else(|| {
            notes.add(Key::Name.name(), NameMissing, "");
            group.clone().or_else(|| place_name.clone()).unwrap_or_else(|| native_key.clone())
        });
        let types = types::read(row.get(Key::Types), table, notes);
        let address = place::address(row, notes);
        let approximate = place::approximate(row, types.closed_for_now);
        let (point, area) = place::point(row, notes);
        let conference_url = link::read(row, Key::ConferenceUrl, notes);
        let conference_phone = phone::read(row, conference_url.as_deref(), notes);
        let reachable = conference_url.is_some() || conference_phone.is_some();
        let venue = place::venue(types.closed_for_now, reachable, approximate || area);
        let seven = &mut self.seven;
        let schedule = schedule(row, &mut || *seven.get_or_insert_with(self.ask_seven), notes);
        let of_country = || {
            let told = row.get(Key::Country).text();
            told.as_deref().map_or_else(|| country::zone(self.defaults.country.as_deref()?), country::zone)
        };
        let zone = zone::read(row.get(Key::Timezone), self.defaults.zone, notes).or_else(of_country);
        // A room that is always open is so on every clock.
        if zone.is_none() && schedule.iter().any(|rule| rule.repeat != Repeat::Always) {
            notes.add(Key::Timezone.name(), ZoneMissing, "");
        }
        if !reachable && address.is_none() && point.is_none() {
            notes.add("", NoVenue, "");
        }
        let told = tally::Told {
            closed_for_now: types.closed_for_now,
            zone: row.has(Key::Timezone) && zone.is_some(),
            point: point.is_some(),
        };
        // An online meeting is nowhere; its pin would only draw people to a locked door.
        let point = if venue == VenueKind::Online { None } else { point };
        if point.is_none() && matches!(venue, VenueKind::InPerson | VenueKind::Hybrid) {
            notes.add(Key::Latitude.name(), CoordinatesMissing, "");
        }
        let meeting = CanonicalMeeting {
            native_key,
            name,
            fellowship,
            venue: Venue(venue),
            zone: zone.map(|zone| zone.name().to_owned()),
            schedule,
            place: place_name,
            address,
            point,
            approximate: approximate || area,
            regions: place::regions(row, notes),
            group,
            notes: text::lines(row, Key::Notes, TEXT, notes),
            place_notes: text::lines(row, Key::LocationNotes, TEXT, notes),
            group_notes: text::lines(row, Key::GroupNotes, TEXT, notes),
            conference_url,
            conference_url_notes: text::lines(row, Key::ConferenceUrlNotes, TEXT, notes),
            conference_phone,
            conference_phone_notes: text::lines(row, Key::ConferencePhoneNotes, TEXT, notes),
            contributions: contribution::read(row, notes),
            url: link::read(row, Key::Url, notes).or_else(|| link::read(row, Key::Website, notes)),
            types: types.codes,
            languages: types.languages,
            updated_at: updated::read(row, notes),
        };
        if !self.repeated.is_first(&meeting) {
            notes.add("", MeetingRepeated, "");
        }
        Some((meeting, told))
    }
}

/// A link that may be opened, from what a person typed.
pub(crate) fn openable(text: &str) -> Option<String> {
    link::parse(text).map(|(url, _)| url)
}

/// A number to dial, from what a person typed.
pub(crate) fn dialable(text: &str) -> Option<String> {
    phone::parse(text).map(|(number, _)| number)
}

/// The number of a Zoom room in a link that was checked.
pub(crate) fn digits_of_zoom(url: &str) -> Option<&str> {
    link::zoom_room(url)
}

/// Whether an id is one of the catalogue.
pub(crate) fn is_fellowship(id: &str) -> bool {
    type_table(id).is_some() || crate::catalogue::fellowships().iter().any(|fellowship| fellowship.id == id)
}

/// The only zone of a country, by its code or name.
pub(crate) fn zone_of_country(country: &str) -> Option<Tz> {
    country::zone(country)
}

/// A zone by its name in the database, or by one that programs give it.
pub(crate) fn zone_by_name(name: &str) -> Option<Tz> {
    zone::named(name)
}

/// A weekday by its name, 0 is Sunday.
pub(crate) fn weekday(name: &str) -> Option<i8> {
    day::named(name).and_then(|day| i8::try_from(day).ok())
}

/// Whether a row's day is a plain 0, which tells that the feed counts from Sunday = 0.
pub(crate) fn has_day_zero(row: &Row) -> bool {
    day::has_zero(row.get(Key::Day))
}

/// One weekly rule for all days of the row; empty: by appointment.
fn schedule(row: &Row, seven_is_sunday: &mut dyn FnMut() -> bool, notes: &mut Notes) -> Vec<Rule> {
    if row.in_words {
        notes.add(Key::Day.name(), ScheduleInWords, "");
    }
    if let Some(rules) = &row.schedule {
        return rules.clone();
    }
    let (day, time) = (row.get(Key::Day), row.get(Key::Time));
    let mut weekdays = day::read(day, seven_is_sunday, notes);
    let start = clock::start(time, notes);
    if day.is_empty() || time.is_empty() {
        notes.add(Key::Day.name(), Appointment, "");
    }
    let (Some(start), false) = (start, weekdays.is_empty()) else { return Vec::new() };
    let duration = if row.has(Key::EndTime) {
        clock::duration(start, row.get(Key::EndTime), notes)
    } else {
        clock::length(row.get(Key::Duration), start, notes)
    };
    if start.next_day {
        for day in &mut weekdays {
            *day = (*day + 1) % 7;
        }
        weekdays.sort_unstable();
    }
    let weekdays = weekdays.into_iter().map(u8::cast_signed).collect();
    let repeat = Repeat::Weekly { weekdays };
    vec![Rule { repeat, minute: start.minute, duration, from: None, until: None, except: Vec::new() }]
}

#[cfg(test)]
mod tests;
