//! A meeting as a person last saw it, and how it differs now.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::catalogue::attributes::attributes;
use crate::error::{Error, Result};
use crate::meetings::changes::{Looks, MeetingChange};
use crate::meetings::model::Rule;
use crate::meetings::store::{Details, instant, venue_from};
use crate::meetings::{GeoPoint, MeetingRow};
use crate::storage::Read;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Seen {
    pub source: String,
    pub native_key: String,
    pub name: String,
    pub fellowship: String,
    pub venue: String,
    pub zone: String,
    pub schedule: Vec<Rule>,
    pub place: String,
    pub address: String,
    pub point: Option<(f64, f64)>,
    pub link: String,
    pub phone: String,
    pub types: Vec<String>,
    pub gone: bool,
    /// When its source was read, milliseconds since 1970.
    pub confirmed_at: i64,
}

const FACTS: &str =
    "SELECT m.id, m.uid, s.name, m.native_key, m.name, m.fellowship, m.venue, z.name, m.schedule, m.place, m.address,
        m.lat, m.lon, m.details, m.types, m.gone_at, s.imported_at
    FROM meeting m JOIN source s ON s.id = m.source JOIN zone z ON z.id = m.zone";

/// A meeting of the directory by its id: its number and how it looks now.
pub(super) fn now(r: &Read, uid: &str) -> Result<Option<(i64, Seen)>> {
    let mut statement = r.conn().prepare_cached(&format!("{FACTS} WHERE m.uid = ?1"))?;
    let found = statement.query_row([uid], read).optional()?;
    found.map(|(id, _, seen)| Ok((id, seen?))).transpose()
}

/// The id that a meeting has in this directory, by its source and the source's own key, or one that it had before. A key that
/// another group has by now leads nowhere.
pub(super) fn uid_by_key(r: &Read, seen: &Seen) -> Result<Option<String>> {
    let by_key = "SELECT m.uid FROM meeting m JOIN source s ON s.id = m.source WHERE s.name = ?1 AND m.native_key = ?2";
    let by_alias = "SELECT a.uid FROM meeting_alias a JOIN source s ON s.id = a.source WHERE s.name = ?1 AND a.native_key = ?2";
    for sql in [by_key, by_alias] {
        let parameters = params![seen.source, seen.native_key];
        let found: Option<String> = r.conn().prepare_cached(sql)?.query_row(parameters, |row| row.get(0)).optional()?;
        let Some(uid) = found else { continue };
        if now(r, &uid)?.is_some_and(|(_, now)| !seen.looks().is_another_group(&now.looks())) {
            return Ok(Some(uid));
        }
    }
    Ok(None)
}

/// The id of the one meeting of its source that looks to a person as this one did: the source may have renumbered everything while
/// there was no directory.
pub(super) fn uid_by_looks(r: &Read, seen: &Seen) -> Result<Option<String>> {
    let sql = format!("{FACTS} WHERE s.name = ?1 AND m.name = ?2 AND m.gone_at = 0");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let rows = statement.query_map([&seen.source, &seen.name], read)?;
    let mut found = Vec::new();
    for row in rows {
        let (_, uid, now) = row?;
        if seen.looks().changes(&now?.looks()).is_empty() {
            found.push(uid);
        }
    }
    // Of two alike nobody can say which is which.
    Ok(found.pop().filter(|_| found.is_empty()))
}

type Facts = (i64, String, Result<Seen>);

fn read(row: &rusqlite::Row) -> rusqlite::Result<Facts> {
    let (schedule, details, types): (String, String, String) = (row.get(8)?, row.get(13)?, row.get(14)?);
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(11)?, row.get(12)?);
    let parsed = || -> Result<(Vec<Rule>, Details)> {
        let broken = |_| Error::Internal("a stored meeting cannot be read");
        Ok((serde_json::from_str(&schedule).map_err(broken)?, serde_json::from_str(&details).map_err(broken)?))
    };
    let seen = match parsed() {
        Ok((schedule, details)) => Ok(Seen {
            source: row.get(2)?,
            native_key: row.get(3)?,
            name: row.get(4)?,
            fellowship: row.get(5)?,
            venue: row.get(6)?,
            zone: row.get(7)?,
            schedule,
            place: row.get(9)?,
            address: row.get(10)?,
            point: lat.zip(lon),
            link: details.conference_url.unwrap_or_default(),
            phone: details.conference_phone.unwrap_or_default(),
            types: types.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            gone: row.get::<_, i64>(15)? != 0,
            confirmed_at: row.get(16)?,
        }),
        Err(error) => Err(error),
    };
    Ok((row.get(0)?, row.get(1)?, seen))
}

impl Seen {
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|_| Error::Internal("a meeting cannot be written as JSON"))
    }

    /// What differs now; `None` for now: the directory does not have it. What the person wrote themselves, no source changes.
    pub fn changes(&self, now: Option<&Self>) -> Vec<MeetingChange> {
        if self.native_key.is_empty() {
            return Vec::new();
        }
        let Some(now) = now.filter(|now| !now.gone) else {
            return if self.gone { Vec::new() } else { vec![MeetingChange::Gone] };
        };
        let back = self.gone.then_some(MeetingChange::Back);
        back.into_iter().chain(self.looks().changes(&now.looks())).collect()
    }

    /// Takes over by what its source knows the meeting now; whether that is another.
    pub fn learn_key(&mut self, now: &Self) -> bool {
        let same = (&self.source, &self.native_key) == (&now.source, &now.native_key);
        if same || now.gone {
            return false;
        }
        self.source.clone_from(&now.source);
        self.native_key.clone_from(&now.native_key);
        true
    }

    fn looks(&self) -> Looks {
        Looks {
            name: self.name.clone(),
            venue: venue_from(&self.venue),
            zone: self.zone.clone(),
            schedule: self.schedule.clone(),
            place: self.place.clone(),
            address: self.address.clone(),
            point: self.point,
            link: self.link.clone(),
            phone: self.phone.clone(),
        }
    }

    /// A row for a meeting that the directory does not have.
    pub fn row(&self, uid: &str) -> MeetingRow {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        MeetingRow {
            id: uid.to_owned(),
            name: self.name.clone(),
            fellowship: some(&self.fellowship),
            venue: venue_from(&self.venue),
            place: some(&self.place),
            address: some(&self.address),
            distance_m: None,
            next: None,
            types: self.types.clone(),
            badges: attributes(some(&self.fellowship).as_deref(), &self.types),
            zone: some(&self.zone),
            confirmed_at: instant(self.confirmed_at),
            travel_minutes: None,
            reachable: None,
            matched: None,
            favourite: false,
            changed: false,
            own: false,
            also_in: 0,
        }
    }

    pub fn point(&self) -> Option<GeoPoint> {
        self.point.map(|(latitude, longitude)| GeoPoint { latitude, longitude })
    }
}
