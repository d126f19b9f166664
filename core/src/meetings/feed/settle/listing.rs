//! Lists that were read off web pages: Al-Anon's electronic meetings, SMART, Y12SR and lists of counties (`meetings.md`, 3).

use std::borrow::Cow;

use chrono::{DateTime, Timelike};
use chrono_tz::Tz;

use super::tables::types_with_languages;
use super::{Cell, Key, Row, is_yes, plain};
use crate::meetings::model::{Repeat, Rule};
use crate::meetings::normalise::{clock, weekday};

/// Days and times of one entry.
const MOST: usize = 50;
/// Words of an entry that are looked through for a zone.
const MOST_WORDS: usize = 500;

/// `Tuesday 08:15 PM`, or nothing for a room that is always open.
pub(super) fn al_anon(row: &mut Row) {
    row.set(Key::AttendanceOption, Cell::made("online"));
    row.set(Key::Approximate, Cell::Bool(true));
    if is_yes(row, Key::AlwaysOpen) {
        row.schedule = Some(vec![Rule::new(Repeat::Always, 0, None)]);
    }
    let times = row.words(Key::Times);
    if let Some((day, time)) = times.split_once(' ') {
        row.set(Key::Day, Cell::made(day));
        // Twelve hours are how the list writes every time.
        row.set(Key::Time, clock::minutes(time).map_or_else(|| Cell::made(time), |minute| Cell::made(clock::plain(minute))));
    }
    plain::room(row);
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
    // A group has one number for all its meetings; older lists tell none.
    let number = row.words(Key::Slug);
    let slug = [number.as_str(), &row.words(Key::Day), &row.words(Key::Time)].join("-").to_lowercase();
    row.set(Key::Slug, Cell::made(if number.is_empty() { "" } else { slug.trim_matches('-') }));
    let types: Vec<String> = match row.take(Key::Types) {
        Cell::List(list) => list.iter().filter_map(Cell::text).map(|text| in_english(&text)).collect(),
        // Older lists have them in one text; one of the names has a comma of its own.
        cell => cell.text().unwrap_or_default().replace("Friends, and", "Friends and").split(',').map(in_english).collect(),
    };
    row.set(Key::Types, Cell::list(types));
    types_with_languages(row);
}

/// The list is made in several languages; Al-Anon's types are known by code and by English name.
fn in_english(name: &str) -> String {
    let known = AL_ANON.iter().find(|(_, names)| names.contains(&name.trim()));
    known.map_or(name, |(code, _)| code).to_owned()
}

const AL_ANON: [(&str, &[&str]); 9] = [
    ("C", &["Familles et amis uniquement", "Families and Friends Only", "Families & Friends Only"]),
    (
        "O",
        &[
            "Familles, amis et observateurs bienvenus",
            "Families, Friends, and Observers Welcome",
            "Families, Friends and Observers Welcome",
        ],
    ),
    ("BE", &["Les débutants", "Beginners"]),
    ("W", &["Femme", "Femmes", "Women"]),
    ("M", &["Hommes", "Homme", "Men"]),
    ("AC", &["Enfants adultes", "Adult Children"]),
    ("POA", &["Parents d'alcooliques", "Parents"]),
    ("LGBTQIA", &["LGBTQIA+", "LGBTQ+"]),
    ("YA", &["jeunes adultes", "Young Adults"]),
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
    let group = row.words(Key::Group);
    row.set(Key::Group, Cell::made(group));
    let details = row.take(Key::Details);
    let (details, contact) = without_contacts(&details.text().unwrap_or_default());
    if contact {
        row.contact = Some("contact");
    }
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
    pairs(row);
    instant(row, zone);
}

/// The days and the times, one for one; one time is that of all days, and one day has all times.
fn pairs(row: &mut Row) {
    let texts = |key: Key| -> Vec<String> {
        match row.get(key) {
            Cell::List(list) => list.iter().filter_map(Cell::text).map(Cow::into_owned).take(MOST).collect(),
            cell => cell.text().map(Cow::into_owned).into_iter().collect(),
        }
    };
    let (days, times) = (texts(Key::Days), texts(Key::Times));
    if days.is_empty() || times.is_empty() {
        return;
    }
    // What the key of a row without one is made of.
    row.fill(Key::Day, Cell::made(days.join(", ")));
    row.fill(Key::Time, Cell::made(times.join(", ")));
    let (one_day, one_time) = (days.len() == 1, times.len() == 1);
    if !one_day && !one_time && days.len() != times.len() {
        row.in_words = true;
        return;
    }
    let mut rules: Vec<Rule> = Vec::new();
    for at in 0..days.len().max(times.len()) {
        let day = days.get(if one_day { 0 } else { at }).and_then(|day| weekday(day));
        let time = times.get(if one_time { 0 } else { at }).and_then(|time| span(time));
        let (Some(day), Some((minute, duration))) = (day, time) else {
            row.in_words = true;
            continue;
        };
        let rule = Rule::new(Repeat::Weekly { weekdays: vec![day] }, minute, duration);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    if !rules.is_empty() {
        row.schedule = Some(rules);
    }
}

/// `7:00 pm`, `7:00 pm EST`, `7:00 pm - 8:30 pm`: the start, and the length where an end is told.
fn span(text: &str) -> Option<(u16, Option<u16>)> {
    let (start, end) = text.split_once(['-', '\u{2013}']).or_else(|| text.split_once(" to ")).unwrap_or((text, ""));
    let (start, end) = (without_zone(start), without_zone(end));
    let told = |text: &str| text.contains(|c: char| c.is_alphabetic());
    let (start, end) = match clock::minutes(end) {
        // `7:00 - 8:30 pm`: the half of the day stands once, and the end is the nearer one.
        Some(end) if told(text) && !told(start) => {
            let halves = [" am", " pm"].map(|half| clock::minutes(&format!("{start}{half}")));
            (halves.into_iter().flatten().min_by_key(|start| (end + 1440 - start) % 1440)?, Some(end))
        }
        end => (clock::minutes(start)?, end),
    };
    let length = end.map(|end| (end + 1440 - start) % 1440).filter(|length| (1..=720).contains(length));
    Some((start, length))
}

fn without_zone(text: &str) -> &str {
    let text = text.split('(').next().unwrap_or_default().trim();
    match text.rsplit_once(' ') {
        Some((time, zone)) if ZONES.contains(&zone) => time.trim(),
        _ => text,
    }
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

const ZONES: [&str; 16] =
    ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "HST", "AKST", "GMT", "UTC"];

/// `(EST)` or `EST` behind the first time that has one.
fn zone_in_words(details: &str) -> Option<String> {
    let words: Vec<&str> =
        details.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let told = |pair: &[&str]| match pair {
        [time, zone] if ZONES.contains(zone) => {
            let time = time.to_ascii_lowercase();
            (time.ends_with("am") || time.ends_with("pm") || time == "m").then(|| (*zone).to_owned())
        }
        _ => None,
    };
    words.windows(2).find_map(told)
}

/// Lines that are nothing but how to reach a person, an address or a number, are left out.
fn without_contacts(details: &str) -> (String, bool) {
    let contact = |line: &&str| {
        let line = without_label(line.trim());
        let mail = line.contains('@') && !line.contains(char::is_whitespace) && !line.contains('<');
        let number = line.bytes().filter(u8::is_ascii_digit).count() >= 7
            && line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '-' | '.'));
        mail || number
    };
    let kept: Vec<&str> = details.lines().filter(|line| !contact(line)).collect();
    let dropped = details.lines().any(|line| contact(&line));
    (kept.join("\n"), dropped)
}

/// `Phone: +1 …` and `Email: …` are how to reach a person as well. What is dialled to take part has no such word before it.
fn without_label(line: &str) -> &str {
    const LABELS: [&str; 9] = ["phone", "tel", "telephone", "email", "e-mail", "mail", "contact", "text", "call"];
    match line.split_once(':') {
        Some((label, rest)) if LABELS.contains(&label.trim().to_ascii_lowercase().as_str()) => rest.trim(),
        _ => line,
    }
}

fn link_in(details: &str) -> Option<String> {
    let begin = details.find("https://").or_else(|| details.find("http://"))?;
    let link = details.get(begin..)?;
    let end = link.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"' | '\'')).unwrap_or(link.len());
    link.get(..end).map(str::to_owned)
}

/// The first line that is neither a time, nor how often, nor a link. A form (`Cost: free`) has no name in it.
fn name_in(details: &str) -> Option<String> {
    let mut lines = details.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).peekable();
    if lines.peek().is_some_and(|line| is_of_a_form(line)) {
        return None;
    }
    lines
        .find(|line| {
            !line.contains(['<', '@', '|']) && !says_more_than_weekly(line) && !tells_when(line) && line.chars().count() < 120
        })
        .map(str::to_owned)
}

/// A word or two, a colon, and what is filled in.
fn is_of_a_form(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(label, _)| {
        let words = label.split(' ').count();
        words <= 2 && label.chars().all(|c| c.is_alphabetic() || c == ' ')
    })
}

/// `Fridays at 3:00pm`, `2020 dates: …`, `Begins February 9, 2020`: when, and no name.
fn tells_when(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.parse::<u16>().is_ok();
    let digits = line.contains(|c: char| c.is_ascii_digit());
    (weekday(first).is_some() && digits) || year(first) || words.any(year)
}

/// `Second Sunday monthly`, `every other Sunday`: read by nobody but the person, who is told.
fn says_more_than_weekly(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["monthly", "every other", "of the month", "of each month", "first and third", "second and fourth", "bi-weekly", "biweekly"]
        .iter()
        .any(|words| lower.contains(words))
}
