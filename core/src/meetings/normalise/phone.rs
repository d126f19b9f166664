//! Numbers to dial, with their pauses (`meetings.md`, 8.2 rule 9).

use std::ops::RangeInclusive;

use super::link;
use super::notes::Notes;
use crate::meetings::DiagnosticCode::PhoneInvalid;
use crate::meetings::feed::{Key, Row};

/// Digits of a number that a telephone network takes (ITU-T E.164 ends at 15).
const DIGITS: RangeInclusive<usize> = 7..=15;
const CAP: usize = 100;

/// The number to dial into a meeting. Where it brings no pauses but a room's number is told beside it, they are added.
pub(super) fn read(row: &Row, url: Option<&str>, notes: &mut Notes) -> Option<String> {
    let cell = row.get(Key::ConferencePhone);
    if cell.is_empty() {
        return None;
    }
    let text = cell.text().unwrap_or_default();
    let Some((mut number, behind)) = parse(&text) else {
        notes.add(Key::ConferencePhone.name(), PhoneInvalid, "");
        return None;
    };
    if number.bytes().all(|byte| byte == b'+' || byte.is_ascii_digit()) {
        number.push_str(&pauses(behind, row, url));
    }
    Some(number)
}

/// `,,<room>#` and `,,<code>#` behind it, by what is told beside the number.
fn pauses(behind: &str, row: &Row, url: Option<&str>) -> String {
    let told = [row.get(Key::ConferencePhoneNotes).text(), row.get(Key::ConferenceUrlNotes).text()];
    let mut remarks = std::iter::once(behind).chain(told.iter().flatten().map(AsRef::as_ref));
    let find = |words: &'static [&str], count: RangeInclusive<usize>| {
        remarks.clone().find_map(|text| digits_after(text, words, count.clone()))
    };
    let room = find(&["meeting id", "id"], 9..=11).or_else(|| url.and_then(link::zoom_room).map(str::to_owned));
    let Some(room) = room else {
        // Telephone bridges have one code and no room.
        let code = digits_after(remarks.next().unwrap_or_default(), &["access code", "code", "pin"], 4..=11);
        return code.map_or_else(String::new, |code| format!(",,{code}#"));
    };
    let code = find(&["passcode", "password", "pw", "code"], 4..=10).map_or_else(String::new, |code| format!(",,{code}#"));
    format!(",,{room}#{code}")
}

/// The first number in a text: `+`, digits, and behind them pauses, `#` and `*`. Ends where prose or a second number begins;
/// what stands there comes as the second.
pub(super) fn parse(text: &str) -> Option<(String, &str)> {
    let begin = text.find(|c: char| c == '+' || c == '(' || c.is_ascii_digit())?;
    // Words in front of the number (`Dial: …`) are few; a number inside a sentence is not for dialling.
    let before = text.get(..begin)?.to_ascii_lowercase();
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let other = ["id", "pin", "code", "passcode", "password", "pw"];
    if words.clone().count() > 4 || words.any(|word| other.contains(&word)) {
        return None;
    }
    let mut number = String::new();
    let mut chars = text.get(begin..)?.chars();
    let mut behind = chars.as_str();
    while let Some(c) = chars.next() {
        match c {
            // `+1+1669…`: somebody's form added a prefix that was there.
            '+' if number.len() <= 2 => "+".clone_into(&mut number),
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
        behind = chars.as_str();
    }
    let number = number.trim_end_matches([',', ';']);
    let dialled = number.split([',', ';', '#', '*']).next()?;
    let digits = dialled.bytes().filter(u8::is_ascii_digit).count();
    (DIGITS.contains(&digits) && number.len() <= CAP).then(|| (number.to_owned(), behind))
}

/// Digits that follow one of some words: `Meeting ID: 845 0178 0200`.
fn digits_after(text: &str, words: &[&str], count: RangeInclusive<usize>) -> Option<String> {
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
    use crate::meetings::feed::{Columns, Nested};

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(parse(text).map(|(number, _)| number).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn numbers() {
        check("+1 (408) 555-0101", Some("+14085550101"));
        check("4085550101", Some("4085550101"));
        check("+1+14085550101,,1#", Some("+14085550101,,1#"));
        check("+14085550101,,5550100100#", Some("+14085550101,,5550100100#"));
        check("+14085550101,,5550100100#,,#,,777644#", Some("+14085550101,,5550100100#,,#,,777644#"));
        check("+14085550101,,,555#,*6", Some("+14085550101,,,555#,*6"));
        check("020 7946 0000", Some("02079460000"));
        check("Dial: 408-555-0101", Some("4085550101"));
        check("Conference Call Phone # 14085550101", Some("14085550101"));
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

    fn dialled(json: &str, expect: &str) {
        let row = Row::from_object(json, Nested::No, &mut Columns::default()).expect("a row");
        assert_eq!(read(&row, None, &mut Notes::default()).as_deref(), Some(expect), "{json}");
    }

    #[test]
    fn pauses_come_from_what_is_told_beside_the_number() {
        dialled(
            r#"{"conference_phone":"1-408-555-0101  ID: 555 010 010  Password: 085729"}"#,
            "14085550101,,555010010#,,085729#",
        );
        dialled(r#"{"conference_phone":"1-408-555-0101  ID: 555 010 0100 Password: a1b2c3d4"}"#, "14085550101,,5550100100#");
        dialled(r#"{"conference_phone":"408-555-0101 - Code: 856-448-837"}"#, "4085550101,,856448837#");
        dialled(r#"{"conference_phone":"408-555-0101 PIN: 509891#"}"#, "4085550101,,509891#");
        dialled(
            r#"{"conference_phone":"4085550101","conference_url_notes":"ID: 555 010 0100, Passcode: 1212"}"#,
            "4085550101,,5550100100#,,1212#",
        );
        dialled(r#"{"conference_phone":"4085550101,,1#","conference_url_notes":"ID: 555 010 0100"}"#, "4085550101,,1#");
        dialled(r#"{"conference_phone":"408-555-0101 or 408-555-0102"}"#, "4085550101");
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
