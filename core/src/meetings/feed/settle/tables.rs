//! The Online Intergroup's database, World Services' table and the British table (`meetings.md`, 1.9, 2.3 and 3).

use chrono_tz::Tz;

use super::{Cell, Key, Row, as_numbers, is_yes};
use crate::meetings::model::{Repeat, Rule};
use crate::meetings::normalise::zone_of_country;

/// Monday is 1 and Sunday is 7; lengths are minutes; everything is online.
pub(super) fn oiaa(row: &mut Row) {
    row.set(Key::AttendanceOption, Cell::made("online"));
    row.set(Key::Approximate, Cell::Bool(true));
    row.withdrawn = is_yes(row, Key::Published);
    if row.get(Key::Day) == &Cell::Integer(7) {
        row.set(Key::Day, Cell::Integer(0));
    }
    // Groups without a time go on around the clock, in rooms, forums and by mail.
    if !row.has(Key::Day) && !row.has(Key::Time) && !row.has(Key::Recurring) {
        row.schedule = Some(vec![Rule::new(Repeat::Always, 0, None)]);
    }
    // A view of the database has day and time in UTC only, at the offset of a day that it does not tell: an hour off for half
    // of the year. The time stays unread, and what was written is told.
    let recurring = row.take(Key::Recurring);
    if !recurring.is_empty() {
        row.in_words = true;
    }
    types_with_languages(row);
}

/// World Services' codes, spelled out flags, times as `1930`.
pub(super) fn naws(row: &mut Row) {
    let mut types: Vec<String> = match row.get(Key::Formats) {
        Cell::List(list) => list.iter().filter_map(Cell::text).map(|text| world(&text)).collect(),
        _ => Vec::new(),
    };
    match row.words(Key::Closed).to_ascii_uppercase().as_str() {
        "CLOSED" => types.push("C".to_owned()),
        "OPEN" => types.push("O".to_owned()),
        _ => {}
    }
    if is_yes(row, Key::Wheelchair) {
        types.push("X".to_owned());
    }
    row.set(Key::Types, Cell::list(types));
    types_with_languages(row);
    let online = row.has(Key::ConferenceUrl) || row.has(Key::ConferencePhone);
    let room = row.has(Key::Address) || row.has(Key::Location);
    row.set(Key::Approximate, Cell::Bool(online && !room));
    row.set(Key::LocationNotes, super::joined(row, &[Key::Transport, Key::LocationNotes]));
    row.withdrawn = row.words(Key::Published).eq_ignore_ascii_case("D") || is_yes(row, Key::Open);
    as_numbers(row, &[Key::Latitude, Key::Longitude]);
    // `1930` is how the format writes 19:30; spreadsheets leave out the zeros of `0030`.
    let written = row.words(Key::Time);
    let number = (1..=4).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
    let time = if number { format!("{written:0>4}") } else { written };
    if let (4, Some((hour, minute))) = (time.len(), time.split_at_checked(2))
        && time.bytes().all(|byte| byte.is_ascii_digit())
    {
        row.set(Key::Time, Cell::made(format!("{hour}:{minute}")));
    }
    let borough = row.words(Key::Borough);
    row.set(
        Key::Regions,
        Cell::list([row.words(Key::State), row.words(Key::City), borough].into_iter().filter(|n| !n.is_empty())),
    );
    if !row.has(Key::Slug) {
        // A group has one number for all its meetings: with the day and the time it is a key.
        let slug = [row.words(Key::Id), row.words(Key::Day), row.words(Key::Time)].join("-").to_lowercase();
        row.set(Key::Slug, Cell::made(slug));
    }
}

fn world(code: &str) -> String {
    match code.trim().to_ascii_uppercase().as_str() {
        "CLOSED" => "C".to_owned(),
        "OPEN" => "O".to_owned(),
        "WCHR" => "X".to_owned(),
        _ => code.trim().to_owned(),
    }
}

/// One list for four fellowships, in British time.
pub(super) fn uk(row: &mut Row) {
    let mut types: Vec<String> = Vec::new();
    let when = row.words(Key::OpenWhen);
    match row.words(Key::Open).to_ascii_lowercase().as_str() {
        // Open now and then, or on request, is closed to whoever comes unasked.
        "1" | "true" | "yes" | "open" if is_sometimes(&when) => {
            types.push("C".to_owned());
            row.set(Key::OpenWhen, Cell::made(when));
            row.set(Key::Notes, super::joined(row, &[Key::OpenWhen, Key::Notes]));
        }
        "1" | "true" | "yes" | "open" => types.push("O".to_owned()),
        "0" | "false" | "no" | "closed" => types.push("C".to_owned()),
        _ => {}
    }
    for (told, code) in [(Key::Wheelchair, "X"), (Key::Hearing, "HL"), (Key::Chit, "CHIT")] {
        if is_yes(row, told) {
            types.push(code.to_owned());
        }
    }
    // `In-person,Newcomer,Open`: how one takes part is told by address and link.
    let formats = row.words(Key::Formats);
    let formats = formats.split(',').map(str::trim).filter(|name| !name.is_empty() && !matches!(*name, "In-person" | "Online"));
    types.extend(formats.flat_map(spoken));
    row.set(Key::Types, Cell::list(types));
    let (area, region) = (row.words(Key::Borough), row.words(Key::Region));
    if !area.is_empty() && area != region {
        row.set(Key::Regions, Cell::list([area, region].into_iter().filter(|name| !name.is_empty())));
    }
    let fellowship = row.words(Key::Fellowship).to_lowercase();
    row.set(Key::Fellowship, Cell::made(fellowship));
    as_numbers(row, &[Key::Latitude, Key::Longitude]);
    if !row.has(Key::Timezone) {
        let country = row.words(Key::Country);
        let zone = if country.is_empty() { Some(Tz::Europe__London) } else { zone_of_country(&country) };
        row.set(Key::Timezone, Cell::made(zone.map_or("", |zone| zone.name())));
    }
}

/// AA in Britain calls its types by other words than the codes are called elsewhere.
fn spoken(name: &str) -> Vec<String> {
    let codes: &[&str] = match name {
        "Steps" => &["ST"],
        "Tradition" | "Traditions" => &["TR"],
        "Steps & Tradition" | "Steps & Traditions" => &["ST", "TR"],
        "Beginner" | "Beginners" => &["BE"],
        _ => &[name],
    };
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// `1st Tue each mnth 'open'.`, `'Open' mtgs on request.`: not every time.
fn is_sometimes(when: &str) -> bool {
    let when = when.to_lowercase();
    let each =
        ["", "open", "all"].contains(&when.as_str()) || ["all m", "anyone", "open to all"].iter().any(|all| when.contains(all));
    !each || when.contains("request")
}

/// Languages are told apart from the types; the normaliser reads both in one list.
pub(super) fn types_with_languages(row: &mut Row) {
    let languages: Vec<String> = match row.take(Key::Languages) {
        Cell::List(list) => list.iter().filter_map(Cell::text).map(|text| text.trim().to_owned()).collect(),
        cell => cell.text().unwrap_or_default().split(',').map(|part| part.trim().to_owned()).collect(),
    };
    let mut types: Vec<Cell> = match row.take(Key::Types) {
        Cell::List(list) => list,
        Cell::Empty => Vec::new(),
        cell => cell.text().unwrap_or_default().split(',').map(|part| Cell::made(part.trim())).collect(),
    };
    types.extend(languages.into_iter().filter(|name| !name.is_empty()).map(Cell::made));
    row.set(Key::Types, Cell::List(types));
}
