//! Made-up meetings in any number, for tests and benches: places in clusters, weekday evenings fuller than mornings, several
//! zones. The same seed makes the same meetings.

// Generators for tests: a slip of theirs should end the test loudly.
#![allow(clippy::missing_panics_doc)]

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

/// Some towns that do not exist, at the latitudes and in the zones of places where many meetings are.
const TOWNS: &[(&str, f64, f64, &str, u64)] = &[
    ("Harborough", 37.33, -121.89, "America/Los_Angeles", 10),
    ("Saint Orla", 34.05, -118.24, "America/Los_Angeles", 14),
    ("Pine Ferry", 47.60, -122.33, "America/Los_Angeles", 7),
    ("Red Mesa", 33.45, -112.07, "America/Phoenix", 6),
    ("High Plain", 39.74, -104.99, "America/Denver", 6),
    ("Lakeside", 41.88, -87.63, "America/Chicago", 9),
    ("Bayou Landing", 29.95, -90.07, "America/Chicago", 5),
    ("Old Quay", 40.71, -74.00, "America/New_York", 14),
    ("Mill Brook", 42.36, -71.06, "America/New_York", 7),
    ("Palm Reach", 25.76, -80.19, "America/New_York", 6),
    ("Cod Narrows", 47.56, -52.71, "America/St_Johns", 1),
    ("Dos Ríos", 19.43, -99.13, "America/Mexico_City", 3),
    ("Greenwharf", 51.48, 0.0, "Europe/London", 9),
    ("Kilbarra", 53.35, -6.26, "Europe/Dublin", 3),
    ("Linden", 52.52, 13.40, "Europe/Berlin", 3),
    ("Kumari", 28.61, 77.21, "Asia/Kolkata", 1),
    ("Line", 0.0, 36.82, "Africa/Nairobi", 1),
    ("Wattle Bay", -33.87, 151.21, "Australia/Sydney", 4),
    ("Last Island", -16.79, 179.99, "Pacific/Fiji", 1),
];

const NAMES: &[&str] = &[
    "The Long Table",
    "Open Hands",
    "Courage to Share",
    "Noon Light",
    "Early Risers",
    "Back Room",
    "Wednesday Steps",
    "New Path",
    "Café Esperança",
    "Living Room",
    "Quiet Hour",
    "Lunch Bunch",
    "Kitchen Table",
    "River Group",
    "Candle",
    "Second Spring",
];
const PLACES: &[&str] = &["Community Hall", "Garden Room", "Library Annex", "Union House", "Parish Centre", "Clinic, Room 4"];
const FELLOWSHIPS: &[(&str, &[&str])] = &[
    ("aa", &["O", "C", "D", "B", "ST", "M", "W", "X", "Y", "BE"]),
    ("na", &["O", "C", "BT", "JFT", "STEP", "M", "W", "X"]),
    ("al-anon", &["ST", "BE", "D", "M", "W", "X"]),
];

/// A small generator (`SplitMix64`): the meetings must be the same on every machine and with every version of a library.
pub struct Dice(u64);

impl Dice {
    /// The same seed throws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to and without `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below.max(1)
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(u64::try_from(choices.len()).unwrap_or(1))).unwrap_or(0);
        choices.get(index).or(choices.first()).expect("there is something to choose from")
    }

    /// From 0 to 1.
    #[allow(clippy::cast_precision_loss)]
    pub fn part(&mut self) -> f64 {
        self.below(1 << 32) as f64 / f64::from(u32::MAX)
    }
}

/// A made-up meeting, before it is written as a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeUp {
    /// Unique in the feed.
    pub slug: String,
    /// Not unique.
    pub name: String,
    /// 0 is Sunday; empty: by appointment.
    pub days: Vec<u8>,
    /// Minutes since midnight.
    pub minute: u16,
    /// Minutes, or none told.
    pub minutes: Option<u16>,
    /// None told, sometimes.
    pub zone: Option<Tz>,
    /// A catalogue id.
    pub fellowship: &'static str,
    /// Codes of the fellowship.
    pub types: Vec<&'static str>,
    /// Latitude and longitude; none: online only.
    pub point: Option<(f64, f64)>,
    /// The venue's name.
    pub place: String,
    /// The town.
    pub town: String,
    /// A note, often empty.
    pub notes: String,
}

impl MadeUp {
    /// The `number`th meeting.
    pub fn new(dice: &mut Dice, number: usize) -> Self {
        let weights: u64 = TOWNS.iter().map(|town| town.4).sum();
        let mut throw = dice.below(weights);
        let town = TOWNS.iter().find(|town| {
            let here = throw < town.4;
            throw = throw.saturating_sub(town.4);
            here
        });
        let town = town.expect("the weights add up");
        let (fellowship, codes) = *dice.one_of(FELLOWSHIPS);
        let mut types: Vec<&str> = (0..dice.below(4)).map(|_| *dice.one_of(codes)).collect();
        types.sort_unstable();
        types.dedup();
        if types.contains(&"O") {
            types.retain(|code| *code != "C");
        }
        let days = match dice.below(40) {
            0 => vec![],
            1 => vec![1, 2, 3, 4, 5],
            2 => vec![0, 6],
            _ => vec![u8::try_from(dice.below(7)).unwrap_or(0)],
        };
        let hour = *dice.one_of(&[6, 7, 8, 10, 12, 12, 15, 17, 18, 18, 19, 19, 19, 20, 20, 21, 22, 23]);
        let minute = hour * 60 + *dice.one_of(&[0, 0, 0, 0, 15, 30, 30, 45]);
        // Thick in the middle of a town, thin around it.
        let spread = |dice: &mut Dice| (dice.part() - 0.5) * (dice.part() * 0.6);
        let point = (dice.below(10) > 0).then(|| (round(town.1 + spread(dice)), round(wrapped(town.2 + spread(dice)))));
        Self {
            slug: format!("made-up-{number}"),
            name: (*dice.one_of(NAMES)).to_owned(),
            days,
            minute,
            minutes: *dice.one_of(&[None, Some(60), Some(60), Some(90), Some(75), Some(120)]),
            zone: (dice.below(50) > 0).then(|| town.3.parse().expect("a zone of the list")),
            fellowship,
            types,
            point,
            place: format!("{}, {}", dice.one_of(PLACES), town.0),
            town: town.0.to_owned(),
            notes: if dice.below(4) == 0 { "Step-free way in; ring twice.".to_owned() } else { String::new() },
        }
    }

    /// As a row of a Meeting Guide feed.
    pub fn to_row(&self) -> Value {
        let mut row = Map::new();
        let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
        put("slug", json!(self.slug));
        put("name", json!(self.name));
        put("fellowship", json!(self.fellowship));
        if !self.days.is_empty() {
            put("day", json!(self.days));
            put("time", json!(clock(self.minute)));
            if let Some(minutes) = self.minutes {
                put("end_time", json!(clock((self.minute + minutes) % 1440)));
            }
        }
        if let Some(zone) = self.zone {
            put("timezone", json!(zone.name()));
        }
        put("types", json!(self.types));
        if let Some((latitude, longitude)) = self.point {
            put("latitude", json!(latitude));
            put("longitude", json!(longitude));
            put("approximate", json!("no"));
        } else {
            // A room of its own: one room at one time is one meeting.
            let room: String = self.slug.chars().filter(char::is_ascii_digit).collect();
            put("conference_url", json!(format!("https://zoom.us/j/555{room:0>7}")));
            put("approximate", json!("yes"));
        }
        put("location", json!(self.place));
        put("formatted_address", json!(format!("12 Example Street, {}, 00000, Nowhere", self.town)));
        put("notes", json!(self.notes));
        Value::Object(row)
    }
}

/// So many meetings.
pub fn meetings(count: usize, seed: u64) -> Vec<MadeUp> {
    let mut dice = Dice::new(seed);
    (0..count).map(|number| MadeUp::new(&mut dice, number)).collect()
}

/// The text of a feed of them.
pub fn feed(meetings: &[MadeUp]) -> String {
    Value::Array(meetings.iter().map(MadeUp::to_row).collect()).to_string()
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn round(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}

fn wrapped(longitude: f64) -> f64 {
    if longitude > 180.0 { longitude - 360.0 } else { longitude }
}
