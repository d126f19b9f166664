//! iCalendar (RFC 5545): each event is a row, its rule of recurrence a schedule.
//!
//! What a meeting needs is read: weekly, every n weeks, the nth weekday of a month, daily, until, a count, exceptions, single
//! occurrences that were moved. A rule of another kind leaves its first day, and the person is told that more is said in words.

mod rule;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Read;

use chrono::{NaiveDateTime, Timelike};
use chrono_tz::Tz;

use rule::{day, local_day, rules};

use super::charset;
use super::dialect::Dialect;
use super::input::Input;
use super::settle::{Context, Lookup};
use super::split::MAX_ROW;
use super::{Cell, Found, Hand, Key, Outline, Row, Source};
use crate::error::{Error, FeedProblem, Result};
use crate::meetings::FeedFormat;
use crate::meetings::model::{Repeat, Rule};
use crate::meetings::normalise::zone_by_name;
use crate::time::CivilDay;

/// The longest line once it is unfolded, and the longest event.
const MOST_BYTES: usize = 64 << 10;
const MOST_LINES: usize = 1_000;
/// Single occurrences that differ, of all events together.
const MOST_MOVED: usize = 10_000;
/// Days of one event on which it does not take place.
const MOST_EXCEPT: usize = 1_000;

pub(super) fn is_calendar(begin: &[u8]) -> bool {
    begin.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// A line: `NAME;PARAM=x:value`.
struct Line {
    name: String,
    params: String,
    value: String,
}

/// What stands for single occurrences that are told in events of their own: the times that they had, by the `UID` of their event, as
/// they are written.
type Moved = HashMap<String, Vec<String>>;
/// What calendars call their zones, and the zone's name where they tell it besides.
type Zones = HashMap<String, String>;
/// Zones of one calendar.
const MOST_ZONES: usize = 500;

pub(super) fn read<R: Read>(mut input: Input<R>, source: &Source, each: impl FnMut(Found) -> Result<()>) -> Result<Outline> {
    // They stand behind the event that they belong to, so they are looked for first. A fault comes up in the reading proper.
    let moved = if source.rereadable() { moved(Input::new(source.open()?)).unwrap_or_default() } else { Moved::new() };
    let lookup = Lookup::default();
    let context = Context { dialect: Dialect::MeetingGuide, lookup: &lookup, zone: None };
    let mut hand = Hand::new(FeedFormat::ICalendar, context, each);
    let mut event: Option<Vec<Line>> = None;
    let mut bytes = 0;
    let mut zone = None;
    let (mut zones, mut called) = (Zones::new(), String::new());
    let mut ended = false;
    let mut depth = 0_u32;
    while let Some((text, lossy)) = line(&mut input)? {
        let Some(found) = split(&text) else { continue };
        match (found.name.as_str(), found.value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") => (event, bytes) = (Some(Vec::new()), 0),
            ("BEGIN", _) => depth += 1,
            ("END", "VEVENT") => {
                let row = event.take().map(|lines| row(&lines, zone.as_deref(), &zones, &moved));
                hand.on(row, lossy, input.consumed())?;
            }
            ("END", "VCALENDAR") => ended = true,
            ("END", _) => depth = depth.saturating_sub(1),
            ("X-WR-TIMEZONE", _) => zone = Some(found.value),
            ("TZID", _) if event.is_none() => called = found.value,
            ("X-LIC-LOCATION", _) if event.is_none() && zones.len() < MOST_ZONES => {
                zones.insert(called.clone(), found.value);
            }
            // Alarms and clock changes lie a level deeper.
            _ if depth <= 1 => {
                if let Some(lines) = event.as_mut().filter(|lines| lines.len() < MOST_LINES && bytes < MAX_ROW) {
                    bytes += text.len();
                    lines.push(found);
                }
            }
            _ => {}
        }
    }
    if !ended {
        return Err(Error::feed(FeedProblem::Truncated));
    }
    hand.finish(false, false)
}

fn moved<R: Read>(mut input: Input<R>) -> Result<Moved> {
    let (mut moved, mut count) = (Moved::new(), 0);
    let (mut uid, mut of) = (String::new(), None);
    while let Some((text, _)) = line(&mut input)? {
        let Some(found) = split(&text) else { continue };
        match (found.name.as_str(), found.value.as_str()) {
            ("BEGIN", "VEVENT") => (uid, of) = (String::new(), None),
            ("UID", _) => uid = found.text(),
            ("RECURRENCE-ID", value) => of = day(value).map(|_| value.chars().take(16).collect::<String>()),
            ("END", "VEVENT") if count < MOST_MOVED => {
                if let Some(time) = of.take() {
                    moved.entry(std::mem::take(&mut uid)).or_default().push(time);
                    count += 1;
                }
            }
            _ => {}
        }
    }
    Ok(moved)
}

/// The next line, unfolded: a line that begins with a blank goes on from the one before.
fn line<R: Read>(input: &mut Input<R>) -> Result<Option<(String, bool)>> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut any = false;
    loop {
        let Some(byte) = input.peek()? else { break };
        any = true;
        input.consume(1);
        match byte {
            // A line may also end with it alone, as old systems have it.
            b'\r' if input.peek()? == Some(b'\n') => {}
            b'\r' | b'\n' => match input.peek()? {
                Some(b' ' | b'\t') => input.consume(1),
                _ => break,
            },
            byte if bytes.len() < MOST_BYTES => bytes.push(byte),
            _ => return Err(Error::feed(FeedProblem::TooLarge)),
        }
    }
    Ok(any.then(|| match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(broken) => (charset::text(broken.as_bytes()), true),
    }))
}

fn split(text: &str) -> Option<Line> {
    let mut quoted = false;
    let colon = text.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    let (head, value) = (text.get(..colon)?, text.get(colon + 1..)?);
    let (name, params) = head.split_once(';').unwrap_or((head, ""));
    Some(Line { name: name.trim().to_ascii_uppercase(), params: params.to_owned(), value: value.to_owned() })
}

impl Line {
    fn param(&self, wanted: &str) -> Option<&str> {
        let found = self.params.split(';').filter_map(|param| param.split_once('='));
        found.filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim_matches('"')).next()
    }

    fn text(&self) -> String {
        let mut out = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => {}
                },
                other => out.push(other),
            }
        }
        out
    }

    /// A wall time, and whether it is in UTC.
    fn time(&self) -> Option<(NaiveDateTime, bool)> {
        let utc = self.value.ends_with('Z');
        let parsed = NaiveDateTime::parse_from_str(self.value.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
        Some((parsed, utc))
    }
}

fn row(lines: &[Line], zone: Option<&str>, zones: &Zones, moved: &Moved) -> Row<'static> {
    let mut row = Row::new();
    let find = |name: &str| lines.iter().find(|line| line.name == name);
    let text = |name: &str| Cell::made(find(name).map(Line::text).unwrap_or_default());
    let uid = find("UID").map(Line::text).unwrap_or_default();
    let single = find("RECURRENCE-ID").map(|line| line.value.as_str());
    // One occurrence of an event has that event's id.
    row.set(Key::Slug, Cell::made(single.map_or_else(|| uid.clone(), |single| format!("{uid}-{single}"))));
    row.set(Key::Name, text("SUMMARY"));
    row.set(Key::Notes, text("DESCRIPTION"));
    row.set(Key::FormattedAddress, text("LOCATION"));
    row.set(Key::Url, text("URL"));
    row.set(Key::ConferenceUrl, text("CONFERENCE"));
    if find("ORGANIZER").is_some() || find("ATTENDEE").is_some() {
        row.contact = Some("contact");
    }
    if let Some((latitude, longitude)) = find("GEO").and_then(|line| line.value.split_once(';')) {
        row.set(Key::Coordinates, Cell::made(format!("{latitude},{longitude}")));
    }
    row.withdrawn = find("STATUS").is_some_and(|line| line.value.eq_ignore_ascii_case("CANCELLED"));
    let Some(begin) = find("DTSTART") else { return row };
    let moved = if single.is_some() { None } else { moved.get(&uid) };
    let without = lines.iter().filter(|line| line.name == "EXDATE").flat_map(|line| line.value.split(','));
    let without = without.chain(moved.into_iter().flatten().map(String::as_str));
    let except = |zone: Option<Tz>| -> Vec<CivilDay> {
        let mut except: Vec<CivilDay> = without.filter_map(|text| local_day(text, zone)).take(MOST_EXCEPT).collect();
        except.sort_unstable();
        except.dedup();
        except
    };
    let Some((start, utc)) = begin.time() else {
        // A whole day that comes again every day is a room that is always open; any other tells no time.
        let daily = find("RRULE").is_some_and(|line| line.value.split(';').next() == Some("FREQ=DAILY"));
        if let (Some(from), true) = (day(&begin.value).filter(|_| begin.value.len() == 8), daily) {
            let until = find("RRULE").and_then(|line| line.value.split_once("UNTIL=")).and_then(|(_, until)| day(until));
            row.set(Key::Timezone, Cell::made(zone.unwrap_or_default()));
            row.schedule =
                Some(vec![Rule { from: Some(from), until, except: except(None), ..Rule::new(Repeat::Always, 0, None) }]);
            return row;
        }
        row.in_words = !begin.value.is_empty();
        return row;
    };
    let called = begin.param("TZID").map(|called| zones.get(called).map_or(called, String::as_str));
    let named = if utc { Some("UTC") } else { called.or(zone) };
    row.set(Key::Timezone, Cell::made(named.unwrap_or_default()));
    let tz = named.and_then(zone_by_name);
    let minutes = find("DTEND")
        .and_then(Line::time)
        .map(|(end, _)| (end - start).num_minutes())
        .or_else(|| find("DURATION").and_then(|line| length(&line.value)));
    let except = except(tz);
    let (rules, whole) = rules(find("RRULE").map_or("", |line| line.value.as_str()), start, tz);
    row.in_words = !whole || find("RDATE").is_some();
    let minute = u16::try_from(start.hour() * 60 + start.minute()).unwrap_or(0);
    let duration = minutes.and_then(|minutes| u16::try_from(minutes).ok()).filter(|minutes| (1..=1440).contains(minutes));
    row.schedule = Some(rules.into_iter().map(|rule| Rule { minute, duration, except: except.clone(), ..rule }).collect());
    row
}

/// `PT1H30M`, `PT90M`, `P1D`.
fn length(text: &str) -> Option<i64> {
    let (mut minutes, mut number, mut time) = (0_i64, String::new(), false);
    for c in text.trim().trim_start_matches('+').strip_prefix('P')?.chars() {
        match c {
            'T' => time = true,
            '0'..='9' if number.len() < 5 => number.push(c),
            _ => {
                let count: i64 = std::mem::take(&mut number).parse().ok()?;
                minutes += match (c, time) {
                    ('W', false) => count * 10_080,
                    ('D', false) => count * 1_440,
                    ('H', true) => count * 60,
                    ('M', true) => count,
                    ('S', true) => 0,
                    _ => return None,
                };
            }
        }
    }
    Some(minutes)
}
