//! A sheet as Google's Visualization answers it: the columns first, then rows of cells that hold a value and how it is shown.

use std::borrow::Cow;

use serde::Deserialize;

use super::Cell;

#[derive(Deserialize)]
struct Answer {
    table: Table,
}

#[derive(Deserialize)]
struct Table {
    cols: Vec<Col>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Col {
    label: Option<String>,
}

/// What the columns are called, by the text before the list of rows. Empty where it does not tell: then a row is the header.
pub(super) fn names(before: &[u8]) -> Vec<String> {
    let Ok(before) = std::str::from_utf8(before) else { return Vec::new() };
    // The text was cut off at the list, within the table within the answer.
    let answer: Option<Answer> = serde_json::from_str(&format!("{before}[]}}}}")).ok();
    let labels = answer.map(|answer| answer.table.cols).unwrap_or_default();
    labels.into_iter().map(|col| col.label.unwrap_or_default().trim().to_owned()).collect()
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    c: Vec<Option<Shown<'a>>>,
}

#[derive(Deserialize)]
struct Shown<'a> {
    #[serde(borrow, default)]
    v: Cell<'a>,
    #[serde(borrow, default)]
    f: Option<Cow<'a, str>>,
}

/// The cells of one row. `None`: it is no row.
pub(super) fn cells(text: &str) -> Option<Vec<Cell<'_>>> {
    let line: Line = serde_json::from_str(text).ok()?;
    Some(line.c.into_iter().map(|cell| cell.map_or(Cell::Empty, Shown::cell)).collect())
}

impl<'a> Shown<'a> {
    /// Days and times are values of the sheet's own kind: `Date(1899,11,30,19,30,0)`, `[19,30,0,0]`. What it shows is what a person
    /// wrote.
    fn cell(self) -> Cell<'a> {
        let own = match &self.v {
            Cell::Text(text) => text.starts_with("Date("),
            Cell::List(_) => true,
            _ => false,
        };
        match self.f {
            Some(shown) if own && !shown.trim().is_empty() => Cell::Text(shown),
            _ if own => clock(&self.v),
            _ => self.v,
        }
    }
}

/// The time of day in such a value.
fn clock<'a>(value: &Cell) -> Cell<'a> {
    let numbers: Vec<u32> = match value {
        Cell::List(list) => list.iter().filter_map(Cell::text).filter_map(|part| part.parse().ok()).collect(),
        value => {
            let text = value.text().unwrap_or_default();
            let inside = text.trim_start_matches("Date(").trim_end_matches(')');
            inside.split(',').skip(3).filter_map(|part| part.trim().parse().ok()).collect()
        }
    };
    match numbers.as_slice() {
        [hour @ 0..=23, minute @ 0..=59, ..] => Cell::made(format!("{hour:02}:{minute:02}")),
        _ => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns() {
        let before =
            br#"{"version":"0.6","status":"ok","table":{"cols":[{"id":"A","label":"Name","type":"string"},{"id":"B"}],"rows":"#;
        assert_eq!(names(before), ["Name", ""]);
        assert_eq!(names(b"{\"table\":{\"rows\":"), [""; 0]);
        assert_eq!(names(b"\xff"), [""; 0]);
    }

    #[test]
    fn what_a_cell_shows() {
        let shown = |cell: &str| cells(&format!(r#"{{"c":[{cell}]}}"#)).map(|cells| cells[0].shown());
        assert_eq!(shown(r#"{"v":"Monday"}"#).as_deref(), Some("Monday"));
        assert_eq!(shown(r#"{"v":"Date(1899,11,30,19,30,0)","f":"7:30 PM"}"#).as_deref(), Some("7:30 PM"));
        assert_eq!(shown(r#"{"v":"Date(1899,11,30,19,30,0)"}"#).as_deref(), Some("19:30"));
        assert_eq!(shown(r#"{"v":[19,30,0,0]}"#).as_deref(), Some("19:30"));
        assert_eq!(shown(r#"{"v":44.5,"f":"44.50"}"#).as_deref(), Some("44.5"));
        assert_eq!(shown("null").as_deref(), Some(""));
        assert_eq!(shown(r#"{"v":null}"#).as_deref(), Some(""));
        assert_eq!(cells(r#"{"c":7}"#), None);
    }
}
