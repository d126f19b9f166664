//! One event: a meeting, or one rule of one that has several.

use chrono::Datelike;
use chrono_tz::Tz;

use super::discreet;
use super::line::Lines;
use super::rule::{When, once, whens};
use super::{Entry, zone_of};
use crate::meetings::schedule::{ASSUMED_MINUTES, wall_time};
use crate::meetings::{MeetingDetail, Repeat, Rule, VenueKind};
use crate::time::{CivilDay, Now};

pub(super) struct Event<'a> {
    entry: &'a Entry,
    uid: String,
    rule: &'a Rule,
    when: When,
    zone: Option<Tz>,
    discreet: bool,
}

/// The events of a meeting; none where it takes place by appointment, or never again.
pub(super) fn of<'a>(entry: &'a Entry, discreet: bool, now: &Now) -> Vec<Event<'a>> {
    let zone = zone_of(&entry.meeting);
    let clock = zone.unwrap_or(now.zone);
    let id = &entry.meeting.row.id;
    let mut events = Vec::new();
    for (number, rule) in entry.meeting.rules.iter().enumerate() {
        let whens = match &entry.only {
            Some(only) => only.iter().filter(|(at, _)| *at == number).map(|(_, day)| once(*day)).collect(),
            None => whens(rule, clock, zone.is_none(), now.at),
        };
        for when in whens {
            // Stable: the same rule has the same name when it is exported again.
            let mut uid = if number == 0 { id.clone() } else { format!("{id}-{}", number + 1) };
            if when.again.is_none() {
                uid.push_str(&when.first.format("-%Y%m%d").to_string());
            }
            events.push(Event { entry, uid, rule, when, zone, discreet });
        }
    }
    events
}

impl Event<'_> {
    /// The zone that its times are in, by name.
    pub fn zone(&self) -> Option<&'static str> {
        self.zone.filter(|_| !self.whole_days()).map(Tz::name)
    }

    pub fn year(&self) -> i32 {
        self.when.first.year()
    }

    fn whole_days(&self) -> bool {
        self.rule.repeat == Repeat::Always
    }

    pub fn write(&self, out: &mut Lines, now: &Now) {
        let meeting = &self.entry.meeting;
        out.add("BEGIN", "VEVENT");
        out.value("UID", &self.uid);
        out.add("DTSTAMP", &now.at.format("%Y%m%dT%H%M%SZ").to_string());
        if let Some(at) = meeting.updated_at {
            out.add("LAST-MODIFIED", &at.format("%Y%m%dT%H%M%SZ").to_string());
        }
        self.day(out, "DTSTART", self.when.first);
        if !self.whole_days() {
            out.add("DURATION", &length(self.rule.duration.unwrap_or(ASSUMED_MINUTES)));
        }
        if let Some(again) = &self.when.again {
            out.add("RRULE", again);
        }
        for day in &self.when.except {
            self.day(out, "EXDATE", *day);
        }
        let summary = self.summary();
        out.text("SUMMARY", summary.unwrap_or_default());
        let link = meeting.conference_url.as_deref().filter(|link| !self.discreet || !discreet::address(link));
        out.text("LOCATION", &self.place(link));
        if let Some(point) = meeting.point.filter(|_| !meeting.approximate) {
            out.add("GEO", &format!("{:.6};{:.6}", point.latitude, point.longitude));
        }
        if !self.discreet {
            out.text("DESCRIPTION", &description(meeting));
            if let Some(url) = &meeting.url {
                out.value("URL", url);
            }
        }
        if let Some(url) = link {
            out.value("CONFERENCE;VALUE=URI;FEATURE=VIDEO", url);
        }
        if let Some(number) = &meeting.conference_phone {
            out.value("CONFERENCE;VALUE=URI;FEATURE=PHONE", &format!("tel:{}", number.replace('#', "%23")));
        }
        let status = match (meeting.gone_since, meeting.row.venue) {
            (Some(_), _) => "CANCELLED",
            (None, VenueKind::Inactive) => "TENTATIVE",
            (None, _) => "CONFIRMED",
        };
        out.add("STATUS", status);
        out.add("CLASS", "PRIVATE");
        // A room that is always open fills nobody's day.
        out.add("TRANSP", if self.whole_days() { "TRANSPARENT" } else { "OPAQUE" });
        if let Some(minutes) = self.entry.reminder.filter(|_| !self.whole_days()) {
            out.add("BEGIN", "VALARM");
            out.add("ACTION", if summary.is_some() { "DISPLAY" } else { "AUDIO" });
            out.text("DESCRIPTION", summary.unwrap_or_default());
            out.add("TRIGGER", &format!("-{}", length(minutes)));
            out.add("END", "VALARM");
        }
        out.add("END", "VEVENT");
    }

    /// A day with the rule's time.
    fn day(&self, out: &mut Lines, name: &str, day: CivilDay) {
        if self.whole_days() {
            out.add(&format!("{name};VALUE=DATE"), &day.format("%Y%m%d").to_string());
            return;
        }
        let wall = wall_time(self.rule, day).format("%Y%m%dT%H%M%S").to_string();
        match self.zone {
            Some(zone) => out.add(&format!("{name};TZID={}", zone.name()), &wall),
            None => out.add(name, &wall),
        }
    }

    /// The person's own word first; a discreet one never falls back to the meeting's name, nor to that of a place that tells as much.
    fn summary(&self) -> Option<&str> {
        let row = &self.entry.meeting.row;
        let name = if self.discreet { self.place_name() } else { Some(row.name.as_str()) };
        self.entry.label.as_deref().or(name).filter(|name| !name.trim().is_empty())
    }

    fn place_name(&self) -> Option<&str> {
        self.entry.meeting.row.place.as_deref().filter(|place| !self.discreet || !discreet::place(place))
    }

    /// Where to go; online the link, for calendars that know no CONFERENCE.
    fn place(&self, link: Option<&str>) -> String {
        let row = &self.entry.meeting.row;
        let address = row.address.as_deref().filter(|address| !self.discreet || !discreet::address(address));
        let place = match (self.place_name(), address) {
            (Some(place), Some(address)) if !address.contains(place) => Some(format!("{place}, {address}")),
            (place, address) => address.or(place).map(str::to_owned),
        };
        let place = place.filter(|_| row.venue != VenueKind::Online);
        place.or_else(|| link.map(str::to_owned)).unwrap_or_default()
    }
}

fn description(meeting: &MeetingDetail) -> String {
    let parts = [&meeting.notes, &meeting.place_notes, &meeting.conference_url_notes, &meeting.conference_phone_notes];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n\n")
}

/// `PT1H30M`.
fn length(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}
