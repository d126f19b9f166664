//! A meeting of the person's own, or their correction of one: checked, and answering what a search asks.

use chrono_tz::Tz;

use super::OwnMeeting;
use crate::error::{Error, Field, Problem, Result};
use crate::meetings::found_by::{FoundBy, lines, place_words};
use crate::meetings::model::{CanonicalMeeting, Rule, Venue};
use crate::meetings::normalise::{dialable, is_fellowship, openable};
use crate::meetings::schedule;
use crate::meetings::store::{next_of, weekly_times};
use crate::meetings::taking_part;
use crate::meetings::{MeetingDetail, MeetingRow, VenueKind};
use crate::sobriety::service::{checked_name, checked_note};
use crate::time::{Instant, Now, parse_zone};

const MAX_RULES: usize = 50;
const MAX_TYPES: usize = 40;
const MAX_LANGUAGES: usize = 20;
const LINE: usize = 200;

#[derive(Clone)]
pub(crate) struct Own {
    pub uid: String,
    pub meeting: CanonicalMeeting,
    pub added_at: Instant,
    pub favourite: bool,
}

impl Own {
    pub fn of(uid: String, own: &OwnMeeting, added_at: Instant, favourite: bool) -> Self {
        let own = own.clone();
        let reachable = own.conference_url.is_some() || own.conference_phone.is_some();
        let in_room = own.place.is_some() || own.address.is_some() || own.point.is_some();
        let venue = match (in_room, reachable) {
            (true, true) => VenueKind::Hybrid,
            (false, true) => VenueKind::Online,
            // A person who notes a meeting knows where it is, even when they did not write it down.
            (_, false) => VenueKind::InPerson,
        };
        let meeting = CanonicalMeeting {
            native_key: uid.clone(),
            name: own.name,
            fellowship: own.fellowship,
            venue: Venue(venue),
            zone: own.zone,
            schedule: own.schedule,
            place: own.place,
            address: own.address,
            point: own.point,
            notes: own.notes,
            conference_url: own.conference_url,
            conference_phone: own.conference_phone,
            types: own.types,
            languages: own.languages,
            ..CanonicalMeeting::default()
        };
        Self { uid, meeting, added_at, favourite }
    }

    pub fn name_and_id(&self) -> (String, String) {
        (self.meeting.name.clone(), self.uid.clone())
    }

    pub fn is_online(&self) -> bool {
        self.meeting.venue.0 == VenueKind::Online
    }

    /// Where its clock is; `None`: wherever the person is.
    pub fn zone(&self) -> Option<Tz> {
        self.meeting.zone.as_deref().and_then(|zone| parse_zone(zone).ok())
    }

    /// What it is found by.
    pub(in super::super) fn found_by(&self) -> FoundBy {
        let meeting = &self.meeting;
        FoundBy {
            fellowship: meeting.fellowship.clone(),
            types: meeting.types.clone(),
            venue: meeting.venue.0,
            languages: meeting.languages.clone(),
            words: [meeting.name.clone(), place_words([&meeting.place, &meeting.address, &None], &[]), lines([&meeting.notes])],
        }
    }

    pub fn row(&self, now: &Now) -> MeetingRow {
        let meeting = &self.meeting;
        let mut row = MeetingRow {
            id: self.uid.clone(),
            name: meeting.name.clone(),
            fellowship: meeting.fellowship.clone(),
            venue: meeting.venue.0,
            place: meeting.place.clone(),
            address: meeting.address.clone(),
            distance_m: None,
            next: None,
            types: meeting.types.clone(),
            badges: meeting.attributes(),
            zone: meeting.zone.clone(),
            confirmed_at: self.added_at,
            travel_minutes: None,
            reachable: None,
            matched: None,
            favourite: self.favourite,
            changed: false,
            own: true,
            also_in: 0,
        };
        row.next = next_of(&row, &meeting.schedule, now);
        row
    }

    pub fn detail(&self, now: &Now) -> MeetingDetail {
        let meeting = &self.meeting;
        MeetingDetail {
            row: self.row(now),
            schedule: weekly_times(&meeting.schedule),
            rules: meeting.schedule.clone(),
            point: meeting.point,
            approximate: false,
            group: None,
            regions: Vec::new(),
            notes: meeting.notes.clone(),
            place_notes: None,
            conference_url: meeting.conference_url.clone(),
            conference_url_notes: None,
            conference_phone: meeting.conference_phone.clone(),
            conference_phone_notes: None,
            join: meeting.conference_url.as_deref().map(|url| taking_part::join(url, meeting.notes.as_deref())),
            languages: meeting.languages.clone(),
            contributions: Vec::new(),
            closed_for_now: false,
            url: None,
            source: String::new(),
            updated_at: None,
            confirmed_at: self.added_at,
            gone_since: None,
            also_in: Vec::new(),
            origins: Vec::new(),
            kept_apart: false,
        }
    }
}

/// What a person hands in, checked and tidied.
pub(super) fn checked(own: OwnMeeting) -> Result<OwnMeeting> {
    let line = |text: Option<String>, field: Field| -> Result<Option<String>> {
        let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        match &text {
            Some(text) if text.chars().count() > LINE => Err(Error::invalid(field, Problem::TooLong)),
            Some(text) if text.chars().any(char::is_control) => Err(Error::invalid(field, Problem::Malformed)),
            _ => Ok(text),
        }
    };
    if own.schedule.len() > MAX_RULES {
        return Err(Error::invalid(Field::Day, Problem::TooLong));
    }
    own.schedule.iter().try_for_each(checked_rule)?;
    if let Some(zone) = &own.zone {
        parse_zone(zone)?;
    }
    if own.fellowship.as_deref().is_some_and(|id| !is_fellowship(id)) {
        return Err(Error::invalid(Field::Fellowship, Problem::Unknown));
    }
    if own.point.is_some_and(|point| !(-90.0..=90.0).contains(&point.latitude) || !(-180.0..=180.0).contains(&point.longitude)) {
        return Err(Error::invalid(Field::Place, Problem::OutOfRange));
    }
    if own.types.len() > MAX_TYPES || own.languages.len() > MAX_LANGUAGES {
        return Err(Error::invalid(Field::Types, Problem::TooLong));
    }
    let codes = |codes: Vec<String>| -> Result<Vec<String>> {
        let codes: Vec<String> = codes.iter().map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect();
        let fits = |code: &String| code.len() <= 20 && code.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
        if codes.iter().all(fits) { Ok(codes) } else { Err(Error::invalid(Field::Types, Problem::Malformed)) }
    };
    let conference_url = match line(own.conference_url, Field::Link)? {
        Some(url) => Some(openable(&url).ok_or_else(|| Error::invalid(Field::Link, Problem::Malformed))?),
        None => None,
    };
    let conference_phone = match line(own.conference_phone, Field::Phone)? {
        Some(number) => Some(dialable(&number).ok_or_else(|| Error::invalid(Field::Phone, Problem::Malformed))?),
        None => None,
    };
    Ok(OwnMeeting {
        name: checked_name(&own.name, Field::Name)?,
        schedule: own.schedule,
        zone: own.zone,
        fellowship: own.fellowship,
        place: line(own.place, Field::Place)?,
        address: line(own.address, Field::Place)?,
        point: own.point,
        conference_url,
        conference_phone,
        notes: checked_note(own.notes.as_deref())?,
        types: codes(own.types)?,
        languages: codes(own.languages)?.into_iter().map(|language| language.to_lowercase()).collect(),
    })
}

fn checked_rule(rule: &Rule) -> Result<()> {
    schedule::check(rule)?;
    if let (Some(from), Some(until)) = (rule.from, rule.until)
        && until < from
    {
        return Err(Error::invalid(Field::Day, Problem::EndBeforeStart));
    }
    Ok(())
}
