//! The SQL of the person's own meetings.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};

use super::seen::Seen;
use super::{FavouriteDetails, OwnMeeting};
use crate::error::{Error, Result};
use crate::meetings::store::instant;
use crate::storage::{Area, Read, Write};
use crate::time::Instant;

/// One row of the journal.
#[derive(Clone)]
pub(super) struct Kept {
    pub uid: String,
    pub favourite: bool,
    pub hidden: bool,
    /// Not the same meeting as what it is joined with.
    pub apart: bool,
    pub details: FavouriteDetails,
    pub added_at: Instant,
    pub seen: Seen,
    pub own: Option<OwnMeeting>,
}

impl Kept {
    /// Nothing is said of it yet.
    pub fn new(uid: String, added_at: Instant) -> Self {
        Self {
            uid,
            favourite: false,
            hidden: false,
            apart: false,
            details: FavouriteDetails::default(),
            added_at,
            seen: Seen::default(),
            own: None,
        }
    }
}

const COLUMNS: &str = "uid, favourite, hidden, note, label, reminder, added_at, seen, own, apart";

pub(super) fn all(r: &Read) -> Result<Vec<Kept>> {
    let sql = format!("SELECT {COLUMNS} FROM my_meeting ORDER BY added_at, uid");
    let mut statement = r.conn().prepare_cached(&sql)?;
    statement.query_and_then([], read)?.collect()
}

pub(super) fn one(r: &Read, uid: &str) -> Result<Option<Kept>> {
    let sql = format!("SELECT {COLUMNS} FROM my_meeting WHERE uid = ?1");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let mut rows = statement.query_and_then([uid], read)?;
    rows.next().transpose()
}

/// The ids that the person keeps apart.
pub(super) fn apart(r: &Read) -> Result<BTreeSet<String>> {
    let mut statement = r.conn().prepare_cached("SELECT uid FROM my_meeting WHERE apart")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a row, or takes it away when nothing is kept of it.
pub(super) fn put(w: &mut Write, kept: &Kept) -> Result<()> {
    w.touch(Area::Meetings);
    if !kept.favourite && !kept.hidden && !kept.apart && kept.own.is_none() {
        w.conn().prepare_cached("DELETE FROM my_meeting WHERE uid = ?1")?.execute([&kept.uid])?;
        return Ok(());
    }
    let own = match &kept.own {
        Some(own) => serde_json::to_string(&own::Stored::of(own)).map_err(|_| Error::Internal("a meeting cannot be written"))?,
        None => String::new(),
    };
    w.conn()
        .prepare_cached(
            "INSERT INTO my_meeting (uid, favourite, hidden, note, label, reminder, added_at, seen, own, apart)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (uid) DO UPDATE SET favourite = excluded.favourite, hidden = excluded.hidden, note = excluded.note,
                label = excluded.label, reminder = excluded.reminder, seen = excluded.seen, own = excluded.own,
                apart = excluded.apart",
        )?
        .execute(params![
            kept.uid,
            kept.favourite,
            kept.hidden,
            kept.details.note.as_deref().unwrap_or(""),
            kept.details.label.as_deref().unwrap_or(""),
            kept.details.reminder_minutes.map_or(-1, i64::from),
            kept.added_at.timestamp_millis(),
            kept.seen.text()?,
            own,
            kept.apart,
        ])?;
    Ok(())
}

/// The same meeting under another id: a directory that was made anew gives out its own. What is kept under the new id stays.
pub(super) fn move_to(w: &mut Write, old: &str, new: &str) -> Result<()> {
    w.touch(Area::Meetings);
    let taken = w.conn().prepare_cached("SELECT 1 FROM my_meeting WHERE uid = ?1")?.query_row([new], |_| Ok(())).optional()?;
    if taken.is_none() {
        w.conn().prepare_cached("UPDATE my_meeting SET uid = ?2 WHERE uid = ?1")?.execute([old, new])?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Kept> {
    let some = |text: String| (!text.is_empty()).then_some(text);
    let (seen, own): (String, String) = (row.get(7)?, row.get(8)?);
    let broken = |_| Error::Internal("a stored meeting cannot be read");
    Ok(Kept {
        uid: row.get(0)?,
        favourite: row.get(1)?,
        hidden: row.get(2)?,
        apart: row.get(9)?,
        details: FavouriteDetails {
            note: some(row.get(3)?),
            label: some(row.get(4)?),
            reminder_minutes: u16::try_from(row.get::<_, i64>(5)?).ok(),
        },
        added_at: instant(row.get(6)?),
        seen: if seen.is_empty() { Seen::default() } else { serde_json::from_str(&seen).map_err(broken)? },
        own: if own.is_empty() { None } else { Some(serde_json::from_str::<own::Stored>(&own).map_err(broken)?.into_own()) },
    })
}

mod own {
    //! An own meeting as JSON: the exported record is not tied to how it is stored.

    use serde::{Deserialize, Serialize};

    use crate::meetings::GeoPoint;
    use crate::meetings::mine::OwnMeeting;
    use crate::meetings::model::Rule;

    #[derive(Default, Deserialize, Serialize)]
    #[serde(default)]
    pub struct Stored {
        name: String,
        schedule: Vec<Rule>,
        zone: Option<String>,
        fellowship: Option<String>,
        place: Option<String>,
        address: Option<String>,
        point: Option<(f64, f64)>,
        conference_url: Option<String>,
        conference_phone: Option<String>,
        notes: Option<String>,
        types: Vec<String>,
        languages: Vec<String>,
    }

    impl Stored {
        pub fn of(own: &OwnMeeting) -> Self {
            let own = own.clone();
            Self {
                name: own.name,
                schedule: own.schedule,
                zone: own.zone,
                fellowship: own.fellowship,
                place: own.place,
                address: own.address,
                point: own.point.map(|point| (point.latitude, point.longitude)),
                conference_url: own.conference_url,
                conference_phone: own.conference_phone,
                notes: own.notes,
                types: own.types,
                languages: own.languages,
            }
        }

        pub fn into_own(self) -> OwnMeeting {
            OwnMeeting {
                name: self.name,
                schedule: self.schedule,
                zone: self.zone,
                fellowship: self.fellowship,
                place: self.place,
                address: self.address,
                point: self.point.map(|(latitude, longitude)| GeoPoint { latitude, longitude }),
                conference_url: self.conference_url,
                conference_phone: self.conference_phone,
                notes: self.notes,
                types: self.types,
                languages: self.languages,
            }
        }
    }
}
