//! Types and languages of a row (`meetings.md`, 8.2 rule 7).

use super::notes::Notes;
use super::text;
use crate::catalogue::types::{Meaning, TypeTable, plain_language};
use crate::meetings::DiagnosticCode::{ListAsText, OpenAndClosed, TypeUnknown};
use crate::meetings::feed::Cell;

const FIELD: &str = "types";
/// Types of one meeting. The most in real feeds is 17.
const MOST: usize = 50;
const CAP: usize = 64;

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Types {
    /// Codes of the fellowship in its spelling, unknown ones as written, in the feed's order.
    pub codes: Vec<String>,
    /// ISO 639-1, lower case.
    pub languages: Vec<String>,
    /// The room is closed for now.
    pub closed_for_now: bool,
}

/// Reads the list. Without a table the codes stay as they are written.
pub(super) fn read(cell: &Cell, table: Option<&TypeTable>, notes: &mut Notes) -> Types {
    let mut types = Types::default();
    match cell {
        cell if cell.is_empty() => return types,
        Cell::List(list) => list.iter().filter_map(Cell::text).take(MOST).for_each(|text| types.add(&text, table, notes)),
        cell => {
            notes.add_cell(FIELD, ListAsText, cell);
            cell.text().unwrap_or_default().split(',').take(MOST).for_each(|text| types.add(text, table, notes));
        }
    }
    // Closed is the narrower promise: nobody walks into a room that was not meant for them.
    if types.has("O") && types.has("C") {
        notes.add(FIELD, OpenAndClosed, "O,C");
        types.codes.retain(|code| code != "O");
    }
    types.closed_for_now = types.has("TC");
    types
}

impl Types {
    fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|known| known == code)
    }

    fn add(&mut self, written: &str, table: Option<&TypeTable>, notes: &mut Notes) {
        // `[open]`: some exports keep the brackets of a list.
        let text = written.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"'));
        // Whether a meeting is online is told by its link and phone, not by a code that nobody takes back.
        if text.is_empty() || text.eq_ignore_ascii_case("ONL") {
            return;
        }
        let Some(table) = table else {
            match plain_language(text) {
                Some(language) => push(&mut self.languages, language),
                None => push(&mut self.codes, &universal(text)),
            }
            return;
        };
        // `Open Meeting`: in a list of meetings the word says nothing.
        let plain = || text.rsplit_once(' ').filter(|(_, word)| is_meeting(word)).and_then(|(text, _)| table.find(text));
        match table.find(text).or_else(plain) {
            Some(Meaning::Type(code)) => push(&mut self.codes, code),
            Some(Meaning::Language(language)) => push(&mut self.languages, language),
            Some(Meaning::Both(code, language)) => {
                push(&mut self.codes, code);
                push(&mut self.languages, language);
            }
            None => {
                let clean = text::clean(text, false).text;
                match table.find(&clean) {
                    Some(Meaning::Type(code) | Meaning::Both(code, _)) => push(&mut self.codes, code),
                    Some(Meaning::Language(language)) => push(&mut self.languages, language),
                    None => {
                        notes.add(FIELD, TypeUnknown, text);
                        push(&mut self.codes, &clean.chars().take(CAP).collect::<String>());
                    }
                }
            }
        }
    }
}

fn is_meeting(word: &str) -> bool {
    word.eq_ignore_ascii_case("meeting") || word.eq_ignore_ascii_case("meetings")
}

/// Open, closed and closed for now are the same everywhere, in any case of letters.
fn universal(text: &str) -> String {
    match text.to_ascii_uppercase().as_str() {
        "OPEN" | "OPEN MEETING" => "O".to_owned(),
        "CLOSED" | "CLOSED MEETING" => "C".to_owned(),
        code @ ("O" | "C" | "TC") => code.to_owned(),
        _ => text::clean(text, false).text.chars().take(CAP).collect(),
    }
}

fn push(list: &mut Vec<String>, item: &str) {
    if !item.is_empty() && !list.iter().any(|known| known == item) {
        list.push(item.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::types::type_table;
    use crate::meetings::DiagnosticCode;

    fn check(fellowship: &str, json: &str, codes: &str, languages: &str, expect: &[DiagnosticCode]) {
        let cell: Cell = serde_json::from_str(json).expect("JSON");
        let mut notes = Notes::default();
        let types = read(&cell, type_table(fellowship), &mut notes);
        assert_eq!((types.codes.join(" "), types.languages.join(" ")), (codes.to_owned(), languages.to_owned()), "{json}");
        assert_eq!(notes.finish().1.iter().map(|note| note.code).collect::<Vec<_>>(), expect, "{json}");
    }

    #[test]
    fn lists() {
        check("aa", r#"["O","D","lgbtq"]"#, "O D LGBTQ", "", &[]);
        check("aa", r#"["O","o","Open"]"#, "O", "", &[]);
        check("aa", r#"["EN","S"]"#, "EN S", "en es", &[]);
        check("na", r#"["O","ES","BT"]"#, "O BT", "es", &[]);
        check("aa", "[]", "", "", &[]);
        check("aa", "null", "", "", &[]);
        check("aa", "[null, 11, {}]", "11", "", &[]);
    }

    #[test]
    fn a_list_in_one_text() {
        check("aa", r#""[open]""#, "O", "", &[ListAsText]);
        check("aa", r#""Closed, Big Book""#, "C B", "", &[ListAsText]);
    }

    #[test]
    fn open_and_closed_is_closed() {
        check("aa", r#"["O","C","D"]"#, "C D", "", &[OpenAndClosed]);
        check("", r#"["o","c"]"#, "C", "", &[OpenAndClosed]);
    }

    #[test]
    fn online_is_no_type() {
        check("aa", r#"["ONL","onl","TC"]"#, "TC", "", &[]);
    }

    #[test]
    fn unknown_ones_stay_as_written() {
        check("aa", r#"["AC","ASBI"]"#, "AC ASBI", "", &[TypeUnknown, TypeUnknown]);
        check("", r#"["AC","Whatever","fr"]"#, "AC Whatever", "fr", &[]);
        check("aa", r#"["Women &amp; Men"]"#, "Women & Men", "", &[TypeUnknown]);
    }

    #[test]
    fn closed_for_now() {
        let mut notes = Notes::default();
        assert!(read(&serde_json::from_str(r#"["tc"]"#).expect("JSON"), None, &mut notes).closed_for_now);
        assert!(read(&serde_json::from_str(r#"["TC"]"#).expect("JSON"), type_table("ga"), &mut notes).closed_for_now);
        assert!(!read(&serde_json::from_str(r#"["O"]"#).expect("JSON"), type_table("ga"), &mut notes).closed_for_now);
    }
}
