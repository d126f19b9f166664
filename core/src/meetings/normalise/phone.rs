//! Numbers to dial, with their pauses (`meetings.md`, 8.2 rule 9).

use super::link;
use super::notes::Notes;
use crate::meetings::DiagnosticCode::PhoneInvalid;
use crate::meetings::feed::{Key, Row};

/// Digits of a number that a telephone network takes (ITU-T E.164 ends at 15).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
const CAP: usize = 100;

/// The number to dial into a meeting. Where it brings no pauses but a room's number is told beside it, they are added.
pub(super) fn read(row: &Row, url: Option<&str>, notes: &mut Notes) -> Option<String> {
    let cell = row.get(Key::ConferencePhone);
    if cell.is_empty() {
        return None;
    }
    let Some(mut number) = cell.text().and_then(|text| parse(&text)) else {
        notes.add(Key::ConferencePhone.name(), PhoneInvalid, "");
        return None;
    };
    if number.bytes().all(|byte| byte == b'+' || byte.is_ascii_digit()) {
        let remarks: Vec<_> =
            [Key::ConferencePhoneNotes, Key::ConferenceUrlNotes].iter().filter_map(|key| row.get(*key).text()).collect();
        let room = remarks.iter().find_map(|text| digits_after(text, &["meeting id", "id"], 9..=11));
        if let Some(room) = room.or_else(|| url.and_then(link::zoom_room).map(str::to_owned)) {
            number.push_str(",,");
            number.push_str(&room);
            number.push('#');
            if let Some(code) =
                remarks.iter().find_map(|text| digits_after(text, &["passcode", "password", "pw", "code"], 4..=10))
            {
                number.push_str(",,");
                number.push_str(&code);
                number.push('#');
            }
        }
    }
    Some(number)
}

/// The first number in a text: `+`, digits, and behind them pauses, `#` and `*`. Ends where prose or a second number begins.
fn parse(text: &str) -> Option<String> {
    let begin = text.find(|c: char| c == '+' || c == '(' || c.is_ascii_digit())?;
    // Words in front of the number (`Dial: …`) are few; a number inside a sentence is not for dialling.
    if text.get(..begin)?.split_whitespace().count() > 2 {
        return None;
    }
    let mut number = String::new();
    let mut chars = text.get(begin..)?.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '+' if number.is_empty() => number.push('+'),
            '0'..='9' | '#' | '*' => number.push(c),
            ',' | ';' => {
                // A password with letters cannot be dialled: what comes before the pause can.
                if chars.clone().take_while(|c| !matches!(c, ',' | ';')).any(char::is_alphabetic) {
                    break;
                }
                number.push(c);
            }
            ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '\u{2010}'..='\u{2013}' => {}
            _ => break,
        }
    }
    let number = number.trim_end_matches([',', ';']);
    let dialled = number.split([',', ';', '#', '*']).next()?;
    let digits = dialled.bytes().filter(u8::is_ascii_digit).count();
    (DIGITS.contains(&digits) && number.len() <= CAP).then(|| number.to_owned())
}

/// Digits that follow one of some words: `Meeting ID: 845 0178 0200`.
fn digits_after(text: &str, words: &[&str], count: std::ops::RangeInclusive<usize>) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    words.iter().find_map(|word| {
        let (before, after) = lower.split_once(word)?;
        if before.ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let after = after.trim_start_matches([':', '#', '.', '-', '=', ' ', '\u{a0}']);
        let mut digits = String::new();
        for c in after.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '-' | '\u{a0}' if !digits.is_empty() => {}
                // A letter right behind makes it a password, not a number.
                c if c.is_alphanumeric() => {
                    if !after.get(..after.find(c)?).is_some_and(|head| head.ends_with([' ', '-'])) {
                        return None;
                    }
                    break;
                }
                _ => break,
            }
        }
        count.contains(&digits.len()).then_some(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse(text).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn numbers() {
        check("+1 (408) 555-0101", Some("+14085550101"));
        check("4085550101", Some("4085550101"));
        check("+14085550101,,5550100100#", Some("+14085550101,,5550100100#"));
        check("+14085550101,,5550100100#,,#,,777644#", Some("+14085550101,,5550100100#,,#,,777644#"));
        check("+14085550101,,,555#,*6", Some("+14085550101,,,555#,*6"));
        check("020 7946 0000", Some("02079460000"));
        check("Dial: 408-555-0101", Some("4085550101"));
        check("408.555.0101 or 408.555.0102", Some("4085550101"));
        check("+14085550101,,5550100100#,,#,,M1F3TTRl#", Some("+14085550101,,5550100100#,,#"));
    }

    #[test]
    fn none_to_dial() {
        for text in [
            "",
            "call me",
            "12345",
            "1234567890123456",
            "please ring the sponsor of the group at 4085550101",
            "+",
            ",,1#",
            "####",
        ] {
            check(text, None);
        }
        check(&format!("4085550101{}", ",1".repeat(60)), None);
    }

    fn told(text: &str, expect: Option<&str>) {
        assert_eq!(digits_after(text, &["meeting id", "id"], 9..=11).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn rooms_in_prose() {
        told("Meeting ID: 555 010 0100", Some("5550100100"));
        told("ID: 555 010 010, No Password Needed", Some("555010010"));
        told("Zoom ID# 555-0100-1000 Passcode 12", Some("55501001000"));
        told("Meeting ID: 555 010 0100 Password: serenity", Some("5550100100"));
        told("Said 5550100100", None);
        told("ID 12", None);
        told("", None);
        assert_eq!(digits_after("Password: 1a2b3c", &["password"], 4..=10), None);
        assert_eq!(digits_after("Passcode: 012345", &["passcode"], 4..=10).as_deref(), Some("012345"));
    }
}
