//! Lists that were read off web pages: Al-Anon's electronic meetings, SMART, Y12SR and lists of counties (`meetings.md`, 3).

use std::borrow::Cow;

use chrono::{DateTime, Timelike};
use chrono_tz::Tz;

use super::tables::types_with_languages;
use super::{Cell, Key, Row, is_yes};
use crate::meetings::model::{Repeat, Rule};
use crate::meetings::normalise::{clock, weekday};

/// Rows of one list entry.
const MOST: usize = 50;

/// `Tuesday 08:15 PM`, or nothing for a room that is always open.
pub(super) fn al_anon(row: &mut Row) {
    row.set(Key::AttendanceOption, Cell::made("online"));
    row.set(Key::Approximate, Cell::Bool(true));
    if is_yes(row, Key::AlwaysOpen) {
        row.schedule = Some(vec![Rule::new(Repeat::Weekly { weekdays: (0..7).collect() }, 0, Some(1440))]);
    }
    let times = row.words(Key::Times);
    if let Some((day, time)) = times.split_once(' ') {
        row.set(Key::Day, Cell::made(day));
        // Twelve hours are how the list writes every time.
        row.set(Key::Time, clock::minutes(time).map_or_else(|| Cell::made(time), |minute| Cell::made(clock::plain(minute))));
    }
    let told = [("ID", Key::RoomNumber), ("Password", Key::Passcode)];
    let notes: Vec<String> =
        told.iter().filter(|(_, key)| row.has(*key)).map(|(name, key)| format!("{name}: {}", row.words(*key))).collect();
    row.set(Key::ConferenceUrlNotes, Cell::made(notes.join("\n")));
    if row.has(Key::DialIn) {
        let number = row.take(Key::DialIn);
        row.set(Key::ConferencePhone, number);
    }
    if row.has(Key::AccessCode) {
        let code = format!("Access code: {}", row.words(Key::AccessCode));
        row.set(Key::ConferencePhoneNotes, Cell::made(code));
    }
    let zone = row.words(Key::Timezone);
    row.set(Key::Timezone, Cell::made(zone));
    row.take(Key::Id);
    // A group has one number for all its meetings.
    let slug = [row.words(Key::Slug), row.words(Key::Day), row.words(Key::Time)].join("-").to_lowercase();
    row.set(Key::Slug, Cell::made(slug.trim_matches('-')));
    if let Cell::List(list) = row.take(Key::Types) {
        row.set(Key::Types, Cell::list(list.iter().filter_map(Cell::text).map(|text| in_english(&text))));
    }
    types_with_languages(row);
}

/// The list is made in several languages; Al-Anon's types are known by code and by English name.
fn in_english(name: &str) -> String {
    let known = AL_ANON.iter().find(|(_, names)| names.contains(&name.trim()));
    known.map_or(name, |(code, _)| code).to_owned()
}

const AL_ANON: [(&str, &[&str]); 8] = [
    ("C", &["Familles et amis uniquement", "Families and Friends Only", "Families & Friends Only"]),
    ("O", &["Familles, amis et observateurs bienvenus", "Families, Friends, and Observers Welcome"]),
    ("BE", &["Les débutants", "Beginners"]),
    ("W", &["Femme", "Femmes", "Women"]),
    ("M", &["Hommes", "Homme", "Men"]),
    ("AC", &["Enfants adultes", "Adult Children"]),
    ("POA", &["Parents d'alcooliques", "Parents"]),
    ("LGBTQIA", &["LGBTQIA+", "LGBTQ+"]),
];

/// Days and times as lists that belong together, the rest in words.
pub(super) fn listing(row: &mut Row, zone: Option<Tz>) {
    for key in [Key::Latitude, Key::Longitude, Key::Address] {
        // A dash is how these lists say that there is nothing.
        if matches!(row.words(key).as_str(), "-" | "–" | "n/a") {
            row.take(key);
        }
    }
    super::as_numbers(row, &[Key::Latitude, Key::Longitude]);
    let details = row.take(Key::Details);
    let details = details.text().unwrap_or_default().into_owned();
    if !row.has(Key::Timezone)
        && let Some(zone) = zone_in_words(&details)
    {
        row.set(Key::Timezone, Cell::made(zone));
    }
    if !row.has(Key::ConferenceUrl)
        && let Some(link) = link_in(&details)
    {
        row.set(Key::ConferenceUrl, Cell::made(link));
    }
    if !row.has(Key::Name) {
        let name = name_in(&details).or_else(|| Some(row.words(Key::Address)).filter(|words| !words.is_empty()));
        row.fill(Key::Name, Cell::made(name.unwrap_or_default()));
    }
    row.in_words = says_more_than_weekly(&details);
    row.fill(Key::Notes, Cell::made(details));
    if let Some(rules) = pairs(row) {
        row.schedule = Some(rules);
    }
    instant(row, zone);
}

/// The days and the times, one for one; one time is that of all days.
fn pairs(row: &Row) -> Option<Vec<Rule>> {
    let texts = |key: Key| -> Vec<String> {
        match row.get(key) {
            Cell::List(list) => list.iter().filter_map(Cell::text).map(Cow::into_owned).take(MOST).collect(),
            cell => cell.text().map(Cow::into_owned).into_iter().collect(),
        }
    };
    let (days, times) = (texts(Key::Days), texts(Key::Times));
    if days.is_empty() || times.is_empty() || (times.len() != 1 && times.len() != days.len()) {
        return None;
    }
    let times: Vec<u16> = times.iter().map(|time| clock::minutes(time)).collect::<Option<_>>()?;
    let days: Vec<i8> = days.iter().map(|day| weekday(day)).collect::<Option<_>>()?;
    let mut rules: Vec<Rule> = Vec::new();
    for (at, day) in days.into_iter().enumerate() {
        let minute = *times.get(at).or(times.first())?;
        let rule = Rule::new(Repeat::Weekly { weekdays: vec![day] }, minute, None);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    Some(rules)
}

/// A time of day as an instant of 1970 in UTC: what a database makes of a time without a zone.
fn instant(row: &mut Row, zone: Option<Tz>) {
    let written = row.take(Key::Start);
    let Some(at) = written.text().and_then(|text| DateTime::parse_from_rfc3339(text.trim()).ok()) else { return };
    match zone {
        Some(zone) => {
            let wall = at.with_timezone(&zone);
            row.set(Key::Time, Cell::made(format!("{:02}:{:02}", wall.hour(), wall.minute())));
        }
        None => row.set(Key::Time, Cell::made("in UTC")),
    }
}

/// `(EST)` behind the first time.
fn zone_in_words(details: &str) -> Option<String> {
    let (_, after) = details.lines().next()?.split_once('(')?;
    let (zone, _) = after.split_once(')')?;
    let zone = zone.trim();
    let known = ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "HST", "AKST"];
    known.contains(&zone).then(|| zone.to_owned())
}

fn link_in(details: &str) -> Option<String> {
    let begin = details.find("https://").or_else(|| details.find("http://"))?;
    let link = details.get(begin..)?;
    let end = link.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"' | '\'')).unwrap_or(link.len());
    link.get(..end).map(str::to_owned)
}

/// The first line that is neither a time, nor how often, nor a link.
fn name_in(details: &str) -> Option<String> {
    details
        .lines()
        .skip(1)
        .map(str::trim)
        .find(|line| {
            !line.is_empty() && !line.contains(['<', '@', '|']) && !says_more_than_weekly(line) && line.chars().count() < 120
        })
        .map(str::to_owned)
}

/// `Second Sunday monthly`, `every other Sunday`: read by nobody but the person, who is told.
fn says_more_than_weekly(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["monthly", "every other", "of the month", "of each month", "first and third", "second and fourth", "bi-weekly", "biweekly"]
        .iter()
        .any(|words| lower.contains(words))
}
