//! Times of day and lengths (`meetings.md`, 8.2 rules 3 and 4).

use super::notes::Notes;
use crate::meetings::DiagnosticCode::{EndEqualsStart, EndUnreadable, LongMeeting, PastMidnight, TimeForm, TimeUnreadable};
use crate::meetings::feed::Cell;

pub(super) const DAY: u16 = 24 * 60;
const HALF_DAY: u16 = 12 * 60;
/// Longer than this is worth a look by whoever keeps the feed.
const LONG: u16 = 180;

/// The start of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
    /// The source wrote 24:00: midnight at the end of its day.
    pub next_day: bool,
}

/// Reads the start. `None`: there is none, or it cannot be read.
pub(super) fn start(cell: &Cell, notes: &mut Notes) -> Option<Start> {
    let text = cell.text().filter(|text| !text.trim().is_empty());
    let Some(text) = text else {
        if !cell.is_empty() {
            notes.add_cell("time", TimeUnreadable, cell);
        }
        return None;
    };
    let Some((minute, plain)) = parse(&text).or_else(|| Some((seconds(cell)?, false))) else {
        notes.add("time", TimeUnreadable, &text);
        return None;
    };
    if !plain {
        notes.add("time", TimeForm, &text);
    }
    Some(Start { minute: minute % DAY, next_day: minute == DAY })
}

/// The length by the end: an end before the start lies on the next day, an end that equals the start tells nothing.
///
/// An end that would lie past midnight and more than twelve hours on (`17:30` to `16:30`) is a slip: nobody should be told that such a
/// meeting is in progress all the next day.
pub(super) fn duration(start: Start, cell: &Cell, notes: &mut Notes) -> Option<u16> {
    if cell.is_empty() {
        return None;
    }
    let shown = cell.shown();
    let Some((end, _)) = cell.text().and_then(|text| parse(&text)) else {
        notes.add("end_time", EndUnreadable, &shown);
        return None;
    };
    let wraps = end < start.minute;
    let end = if wraps { end + DAY } else { end };
    let length = end - start.minute;
    if wraps && length > HALF_DAY {
        notes.add("end_time", EndUnreadable, &shown);
        return None;
    }
    if length == 0 {
        notes.add("end_time", EndEqualsStart, &shown);
        return None;
    }
    // Midnight sharp too: it belongs to the next day.
    if end >= DAY {
        notes.add("end_time", PastMidnight, &shown);
    }
    if length > LONG {
        notes.add("end_time", LongMeeting, &shown);
    }
    Some(length)
}

/// The length that a feed tells in place of an end: minutes, `01:30:00`, `1hr 30mins`, `90 min`.
pub(super) fn length(cell: &Cell, start: Start, notes: &mut Notes) -> Option<u16> {
    if cell.is_empty() {
        return None;
    }
    let minutes = match cell {
        Cell::Integer(minutes) => u16::try_from(*minutes).ok(),
        cell => cell.text().and_then(|text| spelled(&text.trim().to_lowercase())),
    };
    match minutes {
        // How the formats say that they do not know.
        Some(0) => None,
        Some(minutes @ 1..=DAY) => {
            if start.minute + minutes >= DAY {
                notes.add("duration", PastMidnight, &cell.shown());
            }
            if minutes > LONG {
                notes.add("duration", LongMeeting, &cell.shown());
            }
            Some(minutes)
        }
        _ => {
            notes.add_cell("duration", EndUnreadable, cell);
            None
        }
    }
}

fn spelled(text: &str) -> Option<u16> {
    if let Ok(minutes) = text.parse() {
        return Some(minutes);
    }
    if text.contains(':') {
        let mut parts = text.split(':');
        let (hours, minutes): (u16, u16) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        // Lazily: of hours without a bound there are more minutes than a number holds.
        return (hours <= 24 && minutes < 60).then(|| hours * 60 + minutes);
    }
    let (mut total, mut number) = (0_u16, String::new());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' if number.len() < 4 => number.push(letter),
            'h' | 'm' if !number.is_empty() => {
                let count: u16 = std::mem::take(&mut number).parse().ok()?;
                total = total.checked_add(if letter == 'h' { count.checked_mul(60)? } else { count })?;
                while letters.next_if(|letter| letter.is_alphabetic()).is_some() {}
            }
            letter if letter.is_whitespace() => {}
            _ => return None,
        }
    }
    (number.is_empty() && total > 0).then_some(total)
}

/// Minutes since midnight of a time that another format writes; 24:00 is 0.
pub(crate) fn minutes(text: &str) -> Option<u16> {
    parse(text).map(|(minute, _)| minute % DAY)
}

/// `19:30`.
pub(crate) fn plain(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes since midnight, 0 to 1440, and whether the text was plain `HH:MM`.
fn parse(text: &str) -> Option<(u16, bool)> {
    let text = text.trim();
    if let [h @ b'0'..=b'9', i @ b'0'..=b'9', b':', m @ b'0'..=b'9', n @ b'0'..=b'9'] = text.as_bytes() {
        let two = |tens: &u8, ones: &u8| u16::from(tens - b'0') * 10 + u16::from(ones - b'0');
        return clock(two(h, i), two(m, n)).map(|minute| (minute, minute != DAY));
    }
    loose(without_date(&text.to_lowercase())).map(|minute| (minute, false))
}

/// Seconds since midnight, as some programs keep a time of day. Up to 2,400 a number is read as it looks: `1930`.
fn seconds(cell: &Cell) -> Option<u16> {
    let Cell::Integer(seconds @ 2_401..86_400) = cell else { return None };
    (seconds % 60 == 0).then(|| u16::try_from(seconds / 60).ok())?
}

/// `2026-01-05t19:00:00`: the day is told elsewhere. Where an offset follows, nobody can say whose clock it is, and it stays unread.
fn without_date(text: &str) -> &str {
    let date = text.get(..10).is_some_and(|date| {
        date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    });
    match text.get(10..) {
        Some(rest) if date => rest.strip_prefix(['t', ' ']).unwrap_or(text),
        _ => text,
    }
}

/// `8:00 PM`, `8pm`, `8 p.m.`, `7.30 pm`, `19:30:00`, `19h30`, `1930`, `noon`, `midnight`, `24:00`.
fn loose(text: &str) -> Option<u16> {
    match text {
        "noon" | "12 noon" | "12:00 noon" | "midday" => return Some(DAY / 2),
        // Written as the end of a day as often as its beginning; 00:00 of the day given is what the ecosystem reads.
        "midnight" | "12 midnight" | "12:00 midnight" => return Some(0),
        _ => {}
    }
    let letters = |suffix: &str| text.strip_suffix(suffix).map(str::trim_end);
    let half = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12), ("a", 0), ("p", 12)]
        .iter()
        .find_map(|(suffix, add)| letters(suffix).map(|rest| (rest, *add)));
    if let Some((rest, add)) = half {
        let (hour, minute) = parts(rest)?;
        return (1..=12).contains(&hour).then(|| clock(hour % 12 + add, minute))?;
    }
    let text = letters("uhr").or_else(|| letters("hrs")).or_else(|| letters("h")).unwrap_or(text);
    // A bare `8` may be morning or evening: no guess.
    let bare = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 3;
    if bare { None } else { parts(text).and_then(|(hour, minute)| clock(hour, minute)) }
}

/// Hours and minutes of `7`, `7:30`, `7.30`, `7h30`, `19:30:00`, `1930`, `730`.
fn parts(text: &str) -> Option<(u16, u16)> {
    let number = |part: &str| {
        (!part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let mut pieces = text.split([':', '.', 'h']).map(str::trim);
    let first = pieces.next()?;
    match (pieces.next(), pieces.next(), pieces.next()) {
        (None, ..) if first.len() > 2 => {
            let (hour, minute) = first.split_at_checked(first.len() - 2)?;
            Some((number(hour)?, number(minute)?))
        }
        (None, ..) => Some((number(first)?, 0)),
        (Some(minute), None, _) => Some((number(first)?, number(minute)?)),
        (Some(minute), Some(second), None) => number(second).and(Some((number(first)?, number(minute)?))),
        _ => None,
    }
}

fn clock(hour: u16, minute: u16) -> Option<u16> {
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then(|| hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let found = parse(text).map(|(minute, _)| format!("{:02}:{:02}", minute / 60, minute % 60));
        assert_eq!(found.as_deref(), expect, "{text:?}");
    }

    #[test]
    fn times() {
        check("19:30", Some("19:30"));
        check("00:00", Some("00:00"));
        check("9:05", Some("09:05"));
        check("2026-01-05T19:30:00", Some("19:30"));
        check("2026-01-05 7:30 PM", Some("19:30"));
        check("2026-01-05T19:30:00Z", None);
        check("2026-01-05", None);
        check(" 09:05:30 ", Some("09:05"));
        check("8:00 PM", Some("20:00"));
        check("12:15 am", Some("00:15"));
        check("12 pm", Some("12:00"));
        check("8pm", Some("20:00"));
        check("8p", Some("20:00"));
        check("7:30 p.m.", Some("19:30"));
        check("7.30pm", Some("19:30"));
        check("Noon", Some("12:00"));
        check("Midnight", Some("00:00"));
        check("1930", Some("19:30"));
        check("730", Some("07:30"));
        check("24:00", Some("24:00"));
        check("19h30", Some("19:30"));
        check("20h", None);
        check("19.30 Uhr", Some("19:30"));
    }

    #[test]
    fn no_times() {
        for text in [
            "",
            "8",
            "25:00",
            "24:01",
            "19:60",
            "13pm",
            "0am",
            "7:3x",
            "::",
            "19:30:00:00",
            "٨:٠٠",
            "after dinner",
            "-1:00",
            "7:+3",
        ] {
            check(text, None);
        }
    }

    fn lasts(from: &str, to: &str, expect: Option<u16>, codes: &[crate::meetings::DiagnosticCode]) {
        let mut notes = Notes::default();
        let start = start(&Cell::Text(from.into()), &mut notes).expect("a start");
        assert_eq!(duration(start, &Cell::Text(to.into()), &mut notes), expect, "{from} {to}");
        let found: Vec<_> = notes.finish().1.iter().map(|note| note.code).collect();
        assert_eq!(found, codes, "{from} {to}");
    }

    #[test]
    fn lengths() {
        lasts("19:00", "20:15", Some(75), &[]);
        lasts("23:00", "00:30", Some(90), &[PastMidnight]);
        lasts("23:00", "00:00", Some(60), &[PastMidnight]);
        lasts("23:00", "24:00", Some(60), &[PastMidnight]);
        lasts("19:00", "19:00", None, &[EndEqualsStart]);
        lasts("19:00", "late", None, &[EndUnreadable]);
        lasts("00:00", "24:00", Some(1440), &[PastMidnight, LongMeeting]);
        lasts("08:00", "12:00", Some(240), &[LongMeeting]);
        lasts("22:00", "02:00", Some(240), &[PastMidnight, LongMeeting]);
        lasts("17:30", "16:30", None, &[EndUnreadable]);
        lasts("19:15", "08:15", None, &[EndUnreadable]);
    }

    #[test]
    fn lengths_in_many_hands() {
        let spelled =
            |text: &str| length(&Cell::Text(text.into()), Start { minute: 600, next_day: false }, &mut Notes::default());
        for (text, expect) in
            [("01:30:00", 90), ("1hr 30mins", 90), ("90 min", 90), ("2hrs", 120), ("24:00:00", 1440), ("45", 45)]
        {
            assert_eq!(spelled(text), Some(expect), "{text}");
        }
        // The second was found by fuzzing: more minutes than a number holds.
        for text in ["00:00:00", "01230:00", "65535:59", "99999h", "9999h 9999m", "1:75", "h", "-1", "soon"] {
            assert_eq!(spelled(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_the_start_of_the_next() {
        let mut notes = Notes::default();
        assert_eq!(start(&Cell::Text("24:00".into()), &mut notes), Some(Start { minute: 0, next_day: true }));
        assert_eq!(notes.finish().1.first().map(|note| note.code), Some(TimeForm));
    }

    #[test]
    fn numbers_are_read_as_written() {
        let mut notes = Notes::default();
        assert_eq!(start(&Cell::Integer(1930), &mut notes), Some(Start { minute: 1170, next_day: false }));
        assert_eq!(start(&Cell::Bool(true), &mut notes), None);
        assert_eq!(start(&Cell::Object, &mut notes), None);
        assert_eq!(start(&Cell::Empty, &mut notes), None);
        assert_eq!(notes.finish().1.len(), 3);
    }
}
