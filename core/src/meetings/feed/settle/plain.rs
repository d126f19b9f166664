//! Lists in nobody's format: what people put into fields of their own that the specification has in one.

use super::{Cell, Key, Row};

pub(super) fn settle(row: &mut Row) {
    half_of_day(row);
    room(row);
}

/// `6:30` in one column and `PM` in the next.
fn half_of_day(row: &mut Row) {
    let half = row.words(Key::HalfOfDay);
    let time = row.words(Key::Time);
    if !half.is_empty() && !time.is_empty() && !time.contains(char::is_alphabetic) {
        row.set(Key::Time, Cell::made(format!("{time} {half}")));
    }
}

/// The number of a room and its password, which are needed besides the link or in place of it.
pub(super) fn room(row: &mut Row) {
    let told = [("ID", Key::RoomNumber), ("Password", Key::Passcode)];
    let told = told.iter().filter(|(_, key)| row.has(*key)).map(|(name, key)| format!("{name}: {}", row.words(*key)));
    let lines: Vec<String> =
        Some(row.words(Key::ConferenceUrlNotes)).filter(|notes| !notes.is_empty()).into_iter().chain(told).collect();
    if !lines.is_empty() {
        row.set(Key::ConferenceUrlNotes, Cell::made(lines.join("\n")));
    }
}
