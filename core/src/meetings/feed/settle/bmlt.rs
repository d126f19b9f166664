//! BMLT's semantic answers (`meetings.md`, 2.2 and 2.3).
//!
//! The key of a format is neither unique nor the same from server to server; its number is. Where the answer brings no list of
//! formats and none was handed over, the keys are read as those of the sample server that new servers begin with.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Cell, Key, Row, as_numbers, is_yes, joined, without_seconds};

/// More formats than a server can have.
const MOST: usize = 5_000;

/// Formats and service bodies, by number and by key.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    by_id: HashMap<String, Format>,
    by_key: HashMap<String, Format>,
    bodies: HashMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Entry {
    id: serde_json::Value,
    key_string: String,
    name_string: String,
    world_id: Option<String>,
    lang: String,
    name: String,
    helpline: Option<String>,
}

#[derive(Clone, Debug)]
struct Format {
    key: String,
    name: String,
    world: String,
    lang: String,
}

impl Lookup {
    /// Learns a format or a service body; anything else is left alone.
    pub fn learn(&mut self, text: &str) {
        let Ok(entry) = serde_json::from_str::<Entry>(text) else { return };
        let id = match &entry.id {
            serde_json::Value::String(id) => id.clone(),
            serde_json::Value::Number(id) => id.to_string(),
            _ => return,
        };
        if self.size() >= MOST {
            return;
        }
        if entry.key_string.is_empty() {
            if entry.helpline.is_some() && !entry.name.is_empty() {
                self.bodies.insert(id, entry.name);
            }
            return;
        }
        let format = Format {
            key: entry.key_string,
            name: entry.name_string,
            world: entry.world_id.unwrap_or_default(),
            lang: entry.lang,
        };
        // A format has a row for each language: English names are what the type tables know.
        let better = |known: Option<&Format>| known.is_none_or(|known| known.lang != "en" && format.lang == "en");
        if better(self.by_key.get(&format.key)) {
            self.by_key.insert(format.key.clone(), format.clone());
        }
        if better(self.by_id.get(&id)) {
            self.by_id.insert(id, format);
        }
    }

    /// How much is known.
    pub fn size(&self) -> usize {
        self.by_id.len() + self.bodies.len()
    }

    pub fn is_empty(&self) -> bool {
        self.size() == 0
    }

    fn by_key(&self, key: &str) -> Format {
        self.by_key.get(key).cloned().unwrap_or_else(|| {
            let world = USUAL.iter().find(|(known, _)| *known == key).map_or(key, |(_, world)| world);
            Format { key: key.to_owned(), name: String::new(), world: world.to_owned(), lang: String::new() }
        })
    }
}

/// Keys of the sample server and what they are called at World Services.
const USUAL: [(&str, &str); 30] = [
    ("B", "BEG"),
    ("C", "CLOSED"),
    ("CL", "CAN"),
    ("D", "DISC"),
    ("ES", "LANG"),
    ("JT", "JFT"),
    ("O", "OPEN"),
    ("RF", "VAR"),
    ("SD", "S-D"),
    ("SG", "SWG"),
    ("So", "SPK"),
    ("St", "STEP"),
    ("To", "TOP"),
    ("Tr", "TRAD"),
    ("TW", "TRAD"),
    ("WC", "WCHR"),
    ("YP", "Y"),
    ("BK", "LIT"),
    ("AB", "QA"),
    ("ME", "MED"),
    ("CP", "CPT"),
    ("HY", "HYBR"),
    ("VM", "VM"),
    ("TC", "TC"),
    ("BT", "BT"),
    ("GL", "GL"),
    ("IP", "IP"),
    ("IW", "IW"),
    ("M", "M"),
    ("W", "W"),
];

/// Rewrites one answer.
pub(super) fn settle(row: &mut Row, lookup: &Lookup) {
    unprompt(row);
    let (server, number) = (row.words(Key::RootServer), row.words(Key::Slug));
    // Numbers are unique on one server only; an aggregator tells which.
    row.set(Key::Slug, Cell::made(if server.is_empty() { number } else { format!("{server}-{number}") }));
    let formats = formats(row, lookup);
    let has = |world: &str| formats.iter().any(|format| format.world == world);
    let closed_for_now = has("TC");
    let kind = match row.words(Key::VenueType).as_str() {
        "1" => "in_person",
        "2" => "online",
        "3" => "hybrid",
        _ if has("VM") => "online",
        _ if has("HYBR") => "hybrid",
        _ => "in_person",
    };
    row.set(Key::AttendanceOption, Cell::made(kind));
    row.set(Key::Approximate, Cell::Bool(kind == "online"));
    if kind == "in_person" && !closed_for_now {
        // A link of a meeting that is held in a room leads to a page about it, or to what was once online.
        let link = row.take(Key::ConferenceUrl);
        row.fill(Key::Url, link);
    }
    types(row, &formats, closed_for_now);
    if row.has(Key::Weekday) {
        weekday(row);
    }
    without_seconds(row, Key::Time);
    as_numbers(row, &[Key::Latitude, Key::Longitude]);
    let places = [Key::State, Key::County, Key::City, Key::Borough, Key::Neighborhood];
    let mut regions: Vec<String> = places.iter().map(|key| row.words(*key)).filter(|name| !name.is_empty()).collect();
    if let Some(body) = lookup.bodies.get(&row.words(Key::ServiceBody)) {
        regions.insert(0, body.clone());
    }
    row.set(Key::Regions, Cell::list(regions));
    row.set(Key::LocationNotes, joined(row, &[Key::LocationNotes, Key::Transport]));
    row.set(Key::Notes, joined(row, &[Key::Notes, Key::GroupNotes]));
    row.take(Key::GroupNotes);
    row.withdrawn = row.has(Key::Published) && !is_yes(row, Key::Published);
}

/// A server that gathers the meetings of many: what its rows tell in another way, then as above.
pub(super) fn gathered(row: &mut Row, lookup: &Lookup) {
    let reachable = row.has(Key::ConferenceUrl) || row.has(Key::ConferencePhone);
    let kind = match (reachable, row.has(Key::Address)) {
        (true, true) => "3",
        (true, false) => "2",
        (false, _) => "1",
    };
    row.set(Key::VenueType, Cell::made(kind));
    if let Some(seconds) = row.words(Key::Duration).parse::<f64>().ok().filter(|seconds| (0.0..=86_400.0).contains(seconds)) {
        row.set(Key::Duration, Cell::made(format!("{:.0}", seconds / 60.0)));
    }
    // `virtual-na`: the same people, in no room.
    let fellowship = row.words(Key::Fellowship);
    row.set(Key::Fellowship, Cell::made(fellowship.trim_start_matches("virtual-")));
    settle(row, lookup);
}

/// `Prompt#@-#@value`: how older servers keep a field of their own.
fn unprompt(row: &mut Row) {
    for key in [Key::Notes, Key::LocationNotes, Key::Transport, Key::GroupNotes, Key::ConferenceUrl, Key::ConferenceUrlNotes] {
        let value = row.get(key).text().and_then(|text| text.rsplit_once("#@-#@").map(|(_, value)| value.to_owned()));
        if let Some(value) = value {
            row.set(key, Cell::made(value));
        }
    }
}

/// 1 is Sunday. What is no day stays as it is written, and the normaliser says so.
fn weekday(row: &mut Row) {
    let written = row.take(Key::Weekday);
    let day = written.text().and_then(|text| text.trim().parse::<i64>().ok());
    row.set(
        Key::Day,
        match day {
            Some(day @ 1..=7) => Cell::Integer(day - 1),
            Some(other) => Cell::made(format!("weekday {other}")),
            None => written,
        },
    );
}

fn formats(row: &Row, lookup: &Lookup) -> Vec<Format> {
    let ids: Vec<String> = list(row, Key::FormatIds);
    let keys = list(row, Key::Formats);
    if !ids.is_empty() && ids.iter().all(|id| lookup.by_id.contains_key(id)) {
        return ids.iter().filter_map(|id| lookup.by_id.get(id).cloned()).collect();
    }
    keys.iter().map(|key| lookup.by_key(key)).collect()
}

fn list(row: &Row, key: Key) -> Vec<String> {
    let whole = match row.get(key) {
        // A key, a name and what it means, in one text with tabs.
        Cell::List(list) => {
            list.iter().map(|cell| cell.text().unwrap_or_default().split('\t').next().unwrap_or_default().to_owned()).collect()
        }
        _ => row.words(key).split(',').map(str::to_owned).collect::<Vec<_>>(),
    };
    whole.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).take(50).collect()
}

fn types(row: &mut Row, formats: &[Format], closed_for_now: bool) {
    let mut types: Vec<String> = formats.iter().flat_map(codes).collect();
    if closed_for_now {
        types.push("TC".to_owned());
    }
    row.set(Key::Types, Cell::list(types));
}

/// The codes of 12 Step Meeting List for a format of World Services; a format that is only the server's own by its name.
fn codes(format: &Format) -> Vec<String> {
    let codes: &[&str] = match format.world.as_str() {
        "CLOSED" => &["C"],
        "OPEN" => &["O"],
        "WCHR" => &["X"],
        "S-D" => &["SPK", "DISC"],
        "VM" | "HYBR" | "TC" => &[],
        "LANG" => return vec![format.key.clone()],
        "" if format.name.is_empty() => return vec![format.key.clone()],
        "" => return vec![format.name.clone()],
        other => return vec![other.to_owned()],
    };
    codes.iter().map(|code| (*code).to_owned()).collect()
}
