//! Days of the week: 0 is Sunday (`meetings.md`, 8.2 rule 2).

use std::borrow::Cow;

use super::notes::Notes;
use crate::meetings::DiagnosticCode::{DayUnreadable, NumberAsText};
use crate::meetings::feed::Cell;

const FIELD: &str = "day";

/// Names and their usual short forms, Sunday first, in the languages of the specification and German. Lower case; compared
/// without the dot of an abbreviation.
const NAMES: [&[&str]; 7] = [
    &[
        "sunday",
        "sun",
        "domingo",
        "dom",
        "dimanche",
        "dim",
        "zondag",
        "zo",
        "nedeľa",
        "nedela",
        "ne",
        "söndag",
        "sön",
        "sonntag",
        "so",
        "日曜日",
        "日曜",
        "日",
        "วันอาทิตย์",
        "อาทิตย์",
    ],
    &[
        "monday",
        "mon",
        "lunes",
        "lundi",
        "lun",
        "segunda-feira",
        "segunda",
        "seg",
        "maandag",
        "ma",
        "pondelok",
        "po",
        "måndag",
        "mån",
        "montag",
        "mo",
        "月曜日",
        "月曜",
        "月",
        "วันจันทร์",
        "จันทร์",
    ],
    &[
        "tuesday",
        "tues",
        "tue",
        "tu",
        "martes",
        "mardi",
        "mar",
        "terça-feira",
        "terça",
        "ter",
        "dinsdag",
        "di",
        "utorok",
        "ut",
        "tisdag",
        "tis",
        "dienstag",
        "火曜日",
        "火曜",
        "火",
        "วันอังคาร",
        "อังคาร",
    ],
    &[
        "wednesday",
        "weds",
        "wed",
        "miércoles",
        "miercoles",
        "mié",
        "mie",
        "mercredi",
        "mer",
        "quarta-feira",
        "quarta",
        "qua",
        "woensdag",
        "wo",
        "streda",
        "st",
        "onsdag",
        "ons",
        "mittwoch",
        "mi",
        "水曜日",
        "水曜",
        "水",
        "วันพุธ",
        "พุธ",
    ],
    &[
        "thursday",
        "thurs",
        "thur",
        "thu",
        "th",
        "jueves",
        "jue",
        "jeudi",
        "jeu",
        "quinta-feira",
        "quinta",
        "qui",
        "donderdag",
        "štvrtok",
        "stvrtok",
        "št",
        "torsdag",
        "tor",
        "donnerstag",
        "do",
        "木曜日",
        "木曜",
        "木",
        "วันพฤหัสบดี",
        "พฤหัสบดี",
    ],
    &[
        "friday",
        "fri",
        "viernes",
        "vie",
        "vendredi",
        "ven",
        "sexta-feira",
        "sexta",
        "sex",
        "vrijdag",
        "vr",
        "piatok",
        "pi",
        "fredag",
        "fre",
        "freitag",
        "fr",
        "金曜日",
        "金曜",
        "金",
        "วันศุกร์",
        "ศุกร์",
    ],
    &[
        "saturday",
        "sat",
        "sábado",
        "sabado",
        "sáb",
        "sab",
        "samedi",
        "sam",
        "zaterdag",
        "za",
        "sobota",
        "lördag",
        "lör",
        "samstag",
        "sonnabend",
        "sa",
        "土曜日",
        "土曜",
        "土",
        "วันเสาร์",
        "เสาร์",
    ],
];

/// The weekdays of a row, ascending, each once. Empty: none, or none that can be read.
///
/// `seven_is_sunday` is asked only where a 7 occurs: whether the feed has no 0, so that its 7 can mean Sunday and nothing else.
pub(super) fn read(cell: &Cell, seven_is_sunday: &mut dyn FnMut() -> bool, notes: &mut Notes) -> Vec<u8> {
    let mut days = Vec::new();
    collect(cell, seven_is_sunday, notes, &mut days, true);
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether a row's day is, or holds, a plain 0.
pub(super) fn has_zero(cell: &Cell) -> bool {
    match cell {
        Cell::List(list) => list.iter().any(has_zero),
        cell => number(cell) == Some(0),
    }
}

fn collect(cell: &Cell, seven: &mut dyn FnMut() -> bool, notes: &mut Notes, days: &mut Vec<u8>, outer: bool) {
    match cell {
        cell if cell.is_empty() => {}
        Cell::List(list) if outer => list.iter().take(50).for_each(|cell| collect(cell, seven, notes, days, false)),
        cell => match one(cell, seven) {
            Some(day) => {
                days.push(day);
                if number(cell).is_some() && matches!(cell, Cell::Text(_)) {
                    notes.add_cell(FIELD, NumberAsText, cell);
                }
            }
            None => match several(cell, seven) {
                Some(found) => days.extend(found),
                None => notes.add_cell(FIELD, DayUnreadable, cell),
            },
        },
    }
}

fn one(cell: &Cell, seven: &mut dyn FnMut() -> bool) -> Option<u8> {
    match number(cell) {
        Some(7) => seven().then_some(0),
        Some(day) => u8::try_from(day).ok().filter(|day| *day < 7),
        None => named(&cell.text()?),
    }
}

/// `Monday, Wednesday` or `1,3`: all of them, or none.
fn several(cell: &Cell, seven: &mut dyn FnMut() -> bool) -> Option<Vec<u8>> {
    let Cell::Text(text) = cell else { return None };
    text.split([',', ';', '/', '&']).map(|part| one(&Cell::Text(Cow::Borrowed(part)), seven)).collect()
}

fn number(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        // Whole and small, so the cast is exact.
        #[allow(clippy::cast_possible_truncation)]
        Cell::Float(number) if number.fract() == 0.0 && number.abs() < 100.0 => Some(*number as i64),
        Cell::Text(text) => {
            let text = text.trim();
            text.strip_suffix(".0").unwrap_or(text).parse().ok()
        }
        _ => None,
    }
}

pub(super) fn named(text: &str) -> Option<u8> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    // `Sundays` and `on Sundays` are how people write it in English.
    let singular = text.strip_suffix('s').filter(|stem| stem.ends_with("day"));
    let index =
        NAMES.iter().position(|names| names.contains(&text.as_str()) || singular.is_some_and(|stem| names.contains(&stem)))?;
    u8::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expect: &[u8], codes: usize) {
        let cell: Cell = serde_json::from_str(json).expect("JSON");
        let mut notes = Notes::default();
        assert_eq!(read(&cell, &mut || true, &mut notes), expect, "{json}");
        assert_eq!(notes.finish().1.len(), codes, "{json}");
    }

    #[test]
    fn numbers() {
        check("0", &[0], 0);
        check("6", &[6], 0);
        check("3.0", &[3], 0);
        check("\"3\"", &[3], 1);
        check("\"3.0\"", &[3], 1);
        check("[1,3,1]", &[1, 3], 0);
        check("[\"5\"]", &[5], 1);
        check("\"1,3,5\"", &[1, 3, 5], 0);
    }

    #[test]
    fn nothing() {
        check("null", &[], 0);
        check("\"\"", &[], 0);
        check("[]", &[], 0);
    }

    #[test]
    fn unreadable() {
        check("8", &[], 1);
        check("-1", &[], 1);
        check("3.5", &[], 1);
        check("1e300", &[], 1);
        check("true", &[], 1);
        check("{}", &[], 1);
        check("\"daily\"", &[], 1);
        check("[[1]]", &[], 1);
        check("[1, 9]", &[1], 1);
        check("\"1, someday\"", &[], 1);
    }

    #[test]
    fn names() {
        check("\"Sunday\"", &[0], 0);
        check("\" sundays \"", &[0], 0);
        check("\"MON.\"", &[1], 0);
        check("\"martes\"", &[2], 0);
        check("\"Mercredi\"", &[3], 0);
        check("\"木曜日\"", &[4], 0);
        check("\"vrijdag\"", &[5], 0);
        check("\"Sobota\"", &[6], 0);
        check("\"LÖRDAG\"", &[6], 0);
        check("\"terça-feira\"", &[2], 0);
        check("\"วันพุธ\"", &[3], 0);
        check("\"Donnerstag\"", &[4], 0);
        check("\"Monday, Wednesday & Friday\"", &[1, 3, 5], 0);
    }

    #[test]
    fn no_name_stands_for_two_days() {
        for (at, names) in NAMES.iter().enumerate() {
            for name in *names {
                let days: Vec<_> =
                    NAMES.iter().enumerate().filter(|(_, names)| names.contains(name)).map(|(day, _)| day).collect();
                assert_eq!(days, [at], "{name}");
            }
        }
    }

    #[test]
    fn seven_is_sunday_only_where_the_feed_has_no_zero() {
        let mut notes = Notes::default();
        assert_eq!(read(&Cell::Integer(7), &mut || true, &mut notes), [0]);
        assert_eq!(read(&Cell::Integer(7), &mut || false, &mut notes), Vec::<u8>::new());
        let (counts, _) = notes.finish();
        assert_eq!(counts[0].code, DayUnreadable);
        assert_eq!(counts[0].count, 1);
    }

    #[test]
    fn a_feed_without_sevens_is_not_asked() {
        read(&Cell::Integer(6), &mut || panic!("asked"), &mut Notes::default());
    }
}
