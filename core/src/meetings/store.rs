//! Reading the directory: one meeting, a page of rows.

use chrono::DateTime;
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::changes::Looks;
pub(crate) use super::importer::Importer;
use super::model::{CanonicalMeeting, Rule, Venue};
use super::schedule;
use super::taking_part;
use super::{GeoPoint, MeetingDetail, MeetingRow, Occurrence, VenueKind, WeeklyTime};
use crate::catalogue::MeetingAttribute;
use crate::catalogue::attributes::attributes;
use crate::error::{EntityKind, Error, Result};
use crate::storage::Read;
use crate::time::{Instant, Now, parse_zone};

/// What only the meeting's own screen shows. What is not there is not written: the names of thirteen absent facts took a quarter of
/// the file.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Details {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_url_notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_phone_notes: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
}

impl Details {
    pub fn of(meeting: &CanonicalMeeting) -> Self {
        Self {
            approximate: meeting.approximate,
            regions: meeting.regions.clone(),
            group: meeting.group.clone(),
            notes: meeting.notes.clone(),
            place_notes: meeting.place_notes.clone(),
            group_notes: meeting.group_notes.clone(),
            conference_url: meeting.conference_url.clone(),
            conference_url_notes: meeting.conference_url_notes.clone(),
            conference_phone: meeting.conference_phone.clone(),
            conference_phone_notes: meeting.conference_phone_notes.clone(),
            contributions: meeting.contributions.clone(),
            url: meeting.url.clone(),
            languages: meeting.languages.clone(),
        }
    }
}

/// The columns of [`looks`], of `meeting m` and `zone z`.
pub(super) const LOOKS: &str = "m.name, m.venue, z.name, m.schedule, m.place, m.address, m.lat, m.lon, m.details";

/// How a meeting looks to a person, from columns that begin with this one.
pub(super) fn looks(row: &Row, first: usize) -> Result<Looks> {
    let broken = |_| Error::Internal("a stored meeting cannot be read");
    let text = |column: usize| -> Result<&str> { Ok(row.get_ref(first + column)?.as_str().unwrap_or_default()) };
    let details: Details = serde_json::from_str(text(8)?).map_err(broken)?;
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(first + 6)?, row.get(first + 7)?);
    Ok(Looks {
        name: row.get(first)?,
        venue: Venue(venue_from(text(1)?)),
        zone: row.get(first + 2)?,
        schedule: serde_json::from_str(text(3)?).map_err(broken)?,
        place: row.get(first + 4)?,
        address: row.get(first + 5)?,
        point: lat.zip(lon),
        link: details.conference_url.unwrap_or_default(),
        phone: details.conference_phone.unwrap_or_default(),
    })
}

const ROW: &str = "SELECT m.uid, m.name, m.fellowship, m.venue, m.place, m.address, m.types, z.name, s.imported_at,
        (SELECT count(*) FROM joined j WHERE j.leader = m.id)
    FROM meeting m JOIN zone z ON z.id = m.zone JOIN source s ON s.id = m.source WHERE m.id = ?1";

/// The rows of a page, by row number.
pub(super) fn row(r: &Read, meeting: i64) -> Result<MeetingRow> {
    let mut statement = r.conn().prepare_cached(ROW)?;
    Ok(statement.query_row([meeting], read_row)?)
}

/// What decides between meetings that start at the same time and the same distance.
pub(super) fn name_and_id(r: &Read, meeting: i64) -> Result<(String, String)> {
    let mut statement = r.conn().prepare_cached("SELECT name, uid FROM meeting WHERE id = ?1")?;
    Ok(statement.query_row([meeting], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The schedule of a meeting, by row number.
pub(super) fn rules(r: &Read, meeting: i64) -> Result<Vec<Rule>> {
    let mut statement = r.conn().prepare_cached("SELECT schedule FROM meeting WHERE id = ?1")?;
    let text: String = statement.query_row([meeting], |row| row.get(0))?;
    serde_json::from_str(&text).map_err(|_| Error::Internal("a stored schedule cannot be read"))
}

/// One listing in full, with its next occurrence, and its row number.
pub(super) fn detail_and_number(r: &Read, uid: &str, now: &Now) -> Result<(i64, MeetingDetail)> {
    struct Rest {
        id: i64,
        point: Option<GeoPoint>,
        details: String,
        source: String,
        imported_at: i64,
        gone_at: i64,
        updated_at: i64,
    }
    let sql = "SELECT m.id, m.lat, m.lon, m.details, s.name, s.imported_at, m.gone_at, m.updated_at
               FROM meeting m JOIN source s ON s.id = m.source WHERE m.uid = ?1";
    let rest = r
        .conn()
        .prepare_cached(sql)?
        .query_row([uid], |row| {
            let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(1)?, row.get(2)?);
            let point = latitude.zip(longitude).map(|(latitude, longitude)| GeoPoint { latitude, longitude });
            Ok(Rest {
                id: row.get(0)?,
                point,
                details: row.get(3)?,
                source: row.get(4)?,
                imported_at: row.get(5)?,
                gone_at: row.get(6)?,
                updated_at: row.get(7)?,
            })
        })
        .optional()?
        .ok_or_else(|| Error::not_found(EntityKind::Meeting))?;
    let details: Details = serde_json::from_str(&rest.details).map_err(|_| Error::Internal("stored details cannot be read"))?;
    let rules = rules(r, rest.id)?;
    let mut row = row(r, rest.id)?;
    row.next = next_of(&row, &rules, now);
    let closed = row.badges.contains(&MeetingAttribute::RoomClosedForNow);
    let detail = MeetingDetail {
        closed_for_now: closed && row.venue == VenueKind::Inactive,
        contributions: taking_part::contributions(&details.contributions),
        join: details.conference_url.as_deref().map(|url| taking_part::join(url, details.conference_url_notes.as_deref())),
        schedule: weekly_times(&rules),
        languages: details.languages,
        rules,
        row,
        point: rest.point,
        approximate: details.approximate,
        group: details.group,
        regions: details.regions,
        notes: joined(details.notes, details.group_notes),
        place_notes: details.place_notes,
        conference_url: details.conference_url,
        conference_url_notes: details.conference_url_notes,
        conference_phone: details.conference_phone,
        conference_phone_notes: details.conference_phone_notes,
        url: details.url,
        source: rest.source,
        updated_at: (rest.updated_at != 0).then(|| instant(rest.updated_at)),
        confirmed_at: instant(rest.imported_at),
        gone_since: (rest.gone_at > 0).then(|| instant(rest.gone_at)),
        also_in: Vec::new(),
        origins: Vec::new(),
        kept_apart: false,
    };
    Ok((rest.id, detail))
}

/// The next occurrence of a row; the person's zone stands in for an unknown one, and the answer says so.
pub(super) fn next_of(row: &MeetingRow, rules: &[Rule], now: &Now) -> Option<Occurrence> {
    let known = row.zone.as_deref().and_then(|zone| parse_zone(zone).ok());
    let found = schedule::earliest(rules, known.unwrap_or(now.zone), now.at)?;
    Some(Occurrence { zone_assumed: known.is_none(), ..found })
}

fn read_row(row: &Row) -> rusqlite::Result<MeetingRow> {
    let (fellowship, types): (Option<String>, String) = (some(row.get(2)?), row.get(6)?);
    let types: Vec<String> = types.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect();
    Ok(MeetingRow {
        badges: attributes(fellowship.as_deref(), &types),
        id: row.get(0)?,
        name: row.get(1)?,
        fellowship,
        venue: venue_from(row.get_ref(3)?.as_str().unwrap_or_default()),
        place: some(row.get(4)?),
        address: some(row.get(5)?),
        distance_m: None,
        next: None,
        types,
        zone: some(row.get(7)?),
        confirmed_at: instant(row.get(8)?),
        travel_minutes: None,
        reachable: None,
        matched: None,
        favourite: false,
        changed: false,
        own: false,
        also_in: row.get(9)?,
    })
}

pub(super) fn weekly_times(rules: &[Rule]) -> Vec<WeeklyTime> {
    let mut times: Vec<WeeklyTime> = rules
        .iter()
        .filter_map(|rule| Some((rule, rule.plain_weekdays()?)))
        .flat_map(|(rule, weekdays)| {
            weekdays.iter().map(|weekday| WeeklyTime {
                weekday: weekday.unsigned_abs(),
                minute: rule.minute,
                duration: rule.duration,
            })
        })
        .collect();
    times.sort_by_key(|time| (time.weekday, time.minute));
    times
}

pub(super) fn venue_text(venue: VenueKind) -> &'static str {
    match venue {
        VenueKind::InPerson => "in_person",
        VenueKind::Online => "online",
        VenueKind::Hybrid => "hybrid",
        VenueKind::Inactive => "inactive",
    }
}

pub(super) fn venue_from(text: &str) -> VenueKind {
    match text {
        "in_person" => VenueKind::InPerson,
        "online" => VenueKind::Online,
        "hybrid" => VenueKind::Hybrid,
        _ => VenueKind::Inactive,
    }
}

fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}\n\n{second}")),
        (first, second) => first.or(second),
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

pub(super) fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}
