//! Made-up meetings spread as real ones are, for benches: towns of every size, rooms that several groups share, and days, hours,
//! lengths and numbers of types as often as in the newest snapshots of six real feeds (5,771 rows: San José, Philadelphia, Orange
//! County, Texas, Edmonton, Sussex), which were counted for it. The same seed makes the same meetings.

#![allow(clippy::missing_panics_doc)]

use chrono_tz::Tz;

use crate::made_up::{Dice, MadeUp};

/// South, north, west and east of a part of the world, its zones from west to east, and how many of a hundred meetings are there.
type Part = (f64, f64, f64, f64, &'static [&'static str], u64);

const PARTS: &[Part] = &[
    (
        27.0,
        48.0,
        -123.0,
        -71.0,
        &["America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Chicago", "America/Chicago", "America/New_York"],
        72,
    ),
    (44.0, 53.0, -120.0, -65.0, &["America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Toronto"], 6),
    (51.0, 56.0, -8.0, 0.5, &["Europe/Dublin", "Europe/London"], 10),
    (42.0, 55.0, 1.0, 24.0, &["Europe/Paris", "Europe/Berlin", "Europe/Warsaw"], 7),
    (-37.0, -28.0, 116.0, 152.0, &["Australia/Perth", "Australia/Adelaide", "Australia/Sydney"], 5),
];

/// Meetings by hour of the start, from the sixth: counted.
const HOURS: [u64; 18] = [324, 456, 138, 152, 283, 84, 743, 74, 34, 52, 76, 287, 565, 1121, 930, 26, 39, 23];
/// Of ten minutes past the hour: :00, :30, :15, :45.
const MINUTES: [(u16, u64); 4] = [(0, 375), (30, 145), (15, 14), (45, 6)];
/// Meetings by number of types, from none: counted.
const TYPES: [u64; 8] = [27, 1841, 1466, 1323, 627, 275, 133, 79];
/// Share of codes in a thousand meetings.
const CODES: [(&str, u64); 14] = [
    ("O", 577),
    ("C", 208),
    ("X", 214),
    ("D", 184),
    ("S", 105),
    ("SP", 86),
    ("B", 76),
    ("W", 67),
    ("ST", 65),
    ("EN", 59),
    ("M", 50),
    ("LIT", 41),
    ("BE", 38),
    ("Y", 11),
];
const FELLOWSHIPS: [(&str, u64); 4] = [("aa", 62), ("na", 27), ("al-anon", 8), ("ca", 3)];

const FIRST: [&str; 40] = [
    "Early",
    "Noon",
    "Evening",
    "Late",
    "Open",
    "Quiet",
    "Riverside",
    "Harbour",
    "Hilltop",
    "Valley",
    "Meadow",
    "Northside",
    "Southside",
    "Eastside",
    "Westside",
    "Downtown",
    "Village",
    "Lakeside",
    "Garden",
    "Candle",
    "Courage",
    "Serenity",
    "Gratitude",
    "Freedom",
    "New",
    "Second",
    "Simple",
    "Honest",
    "Steady",
    "Willing",
    "Friendly",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Women's",
    "Men's",
];
const LAST: [&str; 24] = [
    "Group",
    "Meeting",
    "Steps",
    "Table",
    "Light",
    "Path",
    "Circle",
    "Bridge",
    "Start",
    "Hands",
    "Hour",
    "Book",
    "Way",
    "Home",
    "Beginners",
    "Speakers",
    "Discussion",
    "Meditation",
    "Lunch Bunch",
    "Risers",
    "Reflections",
    "Traditions",
    "Spirit",
    "Fellowship",
];
const ROOMS: [&str; 12] = [
    "Community Hall",
    "Garden Room",
    "Library Annex",
    "Union House",
    "Parish Centre",
    "Clinic",
    "Club House",
    "School",
    "Town Hall",
    "Chapel",
    "Hospital, Room 4",
    "Alano House",
];
const NOTES: [&str; 5] = [
    "Step-free way in; ring twice.",
    "Parking behind the house, enter by the blue door.",
    "Coffee half an hour before; newcomers are met at the door.",
    "Second floor, the lift is on the left.",
    "Birthday night on the last week of the month, please bring something to share.",
];

struct Town {
    name: String,
    point: (f64, f64),
    zone: Tz,
    rooms: Vec<(f64, f64, &'static str)>,
}

/// So many meetings, about 700 of them around a town on average; the largest towns have some three times as many. Those of a town
/// come together, and the towns of a zone: a feed is of one area.
pub fn country(count: usize, seed: u64) -> Vec<MadeUp> {
    let mut dice = Dice::new(seed);
    let towns: Vec<Town> = (0..(count / 700).max(3)).map(|number| town(&mut dice, number, count)).collect();
    let mut meetings: Vec<MadeUp> = (0..count).map(|number| meeting(&mut dice, number, &towns)).collect();
    meetings.sort_by(|one, other| (one.zone.map(Tz::name), &one.town).cmp(&(other.zone.map(Tz::name), &other.town)));
    meetings
}

fn town(dice: &mut Dice, number: usize, count: usize) -> Town {
    let part = weighted(dice, PARTS, |part| part.5);
    let (south, north, west, east) = (part.0, part.1, part.2, part.3);
    let across = dice.part();
    let point = (south + (north - south) * dice.part(), west + (east - west) * across);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let zone = part.4[((across * part.4.len() as f64) as usize).min(part.4.len() - 1)];
    // Five groups share a room; most rooms lie within 15 km of the middle, some at 60.
    let rooms = (0..(700 / 5).min(count))
        .map(|_| {
            let (far, angle) = (-14.0 * (1.0 - dice.part() * 0.985).ln(), dice.part() * std::f64::consts::TAU);
            let (north, east) = (far * angle.sin() / 111.2, far * angle.cos() / (111.2 * point.0.to_radians().cos()));
            (round(point.0 + north), round(point.1 + east), *dice.one_of(&ROOMS))
        })
        .collect();
    Town { name: format!("{} {}", dice.one_of(&FIRST), number), point, zone: zone.parse().expect("a zone of the list"), rooms }
}

fn meeting(dice: &mut Dice, number: usize, towns: &[Town]) -> MadeUp {
    // The lower of two throws: the first towns are the large ones.
    let some = |dice: &mut Dice| dice.below(u64::try_from(towns.len()).unwrap_or(1));
    let place = usize::try_from(some(dice).min(some(dice))).unwrap_or(0);
    let town = &towns[place];
    let hour = weighted(dice, &HOURS.iter().zip(6_u16..).collect::<Vec<_>>(), |(weight, _)| **weight).1;
    let online = dice.below(100) < 12;
    let room = dice.one_of(&town.rooms);
    let wanted = TYPES.iter().zip(0..).collect::<Vec<(&u64, usize)>>();
    let wanted = weighted(dice, &wanted, |(weight, _)| **weight).1;
    let mut types: Vec<&'static str> = (0..wanted).map(|_| weighted(dice, &CODES, |code| code.1).0).collect();
    types.sort_unstable();
    types.dedup();
    if types.contains(&"O") {
        types.retain(|code| *code != "C");
    }
    MadeUp {
        slug: format!("meeting-{number}"),
        name: format!("{} {}", dice.one_of(&FIRST), dice.one_of(&LAST)),
        days: vec![u8::try_from(dice.below(7)).unwrap_or(0)],
        minute: hour * 60 + weighted(dice, &MINUTES, |minutes| minutes.1).0,
        minutes: *dice.one_of(&[None, Some(60), Some(60), Some(60), Some(90)]),
        zone: Some(town.zone),
        fellowship: weighted(dice, &FELLOWSHIPS, |fellowship| fellowship.1).0,
        types,
        point: (!online).then_some((room.0, room.1)),
        place: format!("{}, {}", room.2, town.name),
        town: town.name.clone(),
        notes: if dice.below(100) < 54 { (*dice.one_of(&NOTES)).to_owned() } else { String::new() },
    }
}

/// The middle of the town that has the most meetings of so many, and of one of middling size.
pub fn towns(count: usize, seed: u64) -> [(f64, f64); 2] {
    let mut dice = Dice::new(seed);
    let towns: Vec<Town> = (0..(count / 700).max(3)).map(|number| town(&mut dice, number, count)).collect();
    [towns[0].point, towns[towns.len() * 3 / 10].point]
}

fn weighted<'a, T>(dice: &mut Dice, choices: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
    let mut throw = dice.below(choices.iter().map(&weight).sum());
    let found = choices.iter().find(|choice| {
        let here = throw < weight(choice);
        throw = throw.saturating_sub(weight(choice));
        here
    });
    found.expect("the weights add up")
}

fn round(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}
