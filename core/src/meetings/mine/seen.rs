//! A meeting as a person last saw it, and how it differs now.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::catalogue::attributes::attributes;
use crate::error::{Error, Result};
use crate::meetings::changes::{Looks, MeetingChange};
use crate::meetings::store::{LOOKS, instant, looks};
use crate::meetings::{GeoPoint, MeetingRow};
use crate::storage::Read;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Seen {
    pub source: String,
    pub native_key: String,
    pub fellowship: String,
    #[serde(flatten)]
    pub looks: Looks,
    pub types: Vec<String>,
    pub gone: bool,
    /// When its source was read, milliseconds since 1970.
    pub confirmed_at: i64,
}

fn facts(which: &str) -> String {
    format!(
        "SELECT m.id, m.uid, s.name, m.native_key, m.fellowship, m.types, m.gone_at, s.imported_at, {LOOKS}
         FROM meeting m JOIN source s ON s.id = m.source JOIN zone z ON z.id = m.zone WHERE {which}"
    )
}

/// A meeting of the directory by its id: its number and how it looks now.
pub(super) fn now(r: &Read, uid: &str) -> Result<Option<(i64, Seen)>> {
    let mut statement = r.conn().prepare_cached(&facts("m.uid = ?1"))?;
    let mut found = statement.query_and_then([uid], read)?;
    Ok(found.next().transpose()?.map(|(id, _, seen)| (id, seen)))
}

/// What differs from how a meeting was last seen. While the directory has never read its source, as after it was made anew, nobody knows:
/// that is no news of the meeting.
pub(super) fn changes(r: &Read, seen: &Seen, here: Option<&Seen>) -> Result<Vec<MeetingChange>> {
    let sql = "SELECT 1 FROM source WHERE name = ?1 AND imported_at <> 0";
    let told = here.is_some() || r.conn().prepare_cached(sql)?.exists([&seen.source])?;
    Ok(if told { seen.changes(here) } else { Vec::new() })
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
        if now(r, &uid)?.is_some_and(|(_, now)| !seen.looks.is_another_group(&now.looks)) {
            return Ok(Some(uid));
        }
    }
    Ok(None)
}

/// The id of the one meeting of its source that looks to a person as this one did: the source may have renumbered everything while
/// there was no directory.
pub(super) fn uid_by_looks(r: &Read, seen: &Seen) -> Result<Option<String>> {
    let mut statement = r.conn().prepare_cached(&facts("s.name = ?1 AND m.name = ?2 AND m.gone_at = 0"))?;
    let mut found = Vec::new();
    for row in statement.query_and_then([&seen.source, &seen.looks.name], read)? {
        let (_, uid, now) = row?;
        if seen.looks.changes(&now.looks).is_empty() {
            found.push(uid);
        }
    }
    // Of two alike nobody can say which is which.
    Ok(found.pop().filter(|_| found.is_empty()))
}

fn read(row: &rusqlite::Row) -> Result<(i64, String, Seen)> {
    let types: String = row.get(5)?;
    let seen = Seen {
        source: row.get(2)?,
        native_key: row.get(3)?,
        fellowship: row.get(4)?,
        looks: looks(row, 8)?,
        types: types.split('\n').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        gone: row.get::<_, i64>(6)? != 0,
        confirmed_at: row.get(7)?,
    };
    Ok((row.get(0)?, row.get(1)?, seen))
}

impl Seen {
    pub fn text(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|_| Error::Internal("a meeting cannot be written as JSON"))
    }

    /// What differs now; `None` for now: the directory does not have it. What the person wrote themselves, no source changes.
    fn changes(&self, now: Option<&Self>) -> Vec<MeetingChange> {
        if self.native_key.is_empty() {
            return Vec::new();
        }
        let Some(now) = now.filter(|now| !now.gone) else {
            return if self.gone { Vec::new() } else { vec![MeetingChange::Gone] };
        };
        let back = self.gone.then_some(MeetingChange::Back);
        back.into_iter().chain(self.looks.changes(&now.looks)).collect()
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

    /// A row for a meeting that the directory does not have.
    pub fn row(&self, uid: &str) -> MeetingRow {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        MeetingRow {
            id: uid.to_owned(),
            name: self.looks.name.clone(),
            fellowship: some(&self.fellowship),
            venue: self.looks.venue.0,
            place: some(&self.looks.place),
            address: some(&self.looks.address),
            distance_m: None,
            next: None,
            types: self.types.clone(),
            badges: attributes(some(&self.fellowship).as_deref(), &self.types),
            zone: some(&self.looks.zone),
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
        self.looks.point.map(|(latitude, longitude)| GeoPoint { latitude, longitude })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::VenueKind;

    /// Journals of people hold it in this form.
    #[test]
    fn what_a_journal_holds_is_read_and_written_in_the_same_words() {
        let text = r#"{"source":"made up","native_key":"n3","name":"Lamp","fellowship":"aa","venue":"hybrid","zone":"Europe/Berlin",
            "schedule":[{"repeat":{"Weekly":{"weekdays":[1]}},"minute":1140,"duration":60}],"place":"Hall","address":"1 First St",
            "point":[37.1,-121.89],"link":"https://zoom.us/j/1","phone":"+1","types":["O"],"gone":true,"confirmed_at":7}"#;
        let seen: Seen = serde_json::from_str(text).unwrap();
        assert_eq!((seen.native_key.as_str(), seen.looks.name.as_str(), seen.looks.venue.0), ("n3", "Lamp", VenueKind::Hybrid));
        assert_eq!((seen.looks.point, seen.looks.schedule.len(), seen.gone), (Some((37.1, -121.89)), 1, true));
        let words = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(words(&seen.text().unwrap()), words(text));
        assert_eq!(serde_json::from_str::<Seen>("{}").unwrap(), Seen::default());
    }
}
