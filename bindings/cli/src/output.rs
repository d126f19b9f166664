//! One reply, for a person or for a script; nothing else is written to stdout.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::failure::{Exit, Failure};

/// Lines are made to fit here, whatever the window: text that is read line by line reads best below it.
pub const WIDTH: usize = 80;

/// What a command answers.
pub struct Reply {
    text: String,
    document: String,
    pub exit: Exit,
}

impl Reply {
    pub fn new(document: &impl Serialize, text: String) -> Result<Self, Failure> {
        let document = serde_json::to_string_pretty(document)
            .map_err(|_| Failure::storage("internal", "The answer could not be written as JSON."))?;
        Ok(Self { text, document, exit: Exit::Done })
    }

    /// Text that is a document of its own, such as a man page.
    pub fn text(text: String) -> Self {
        Self { document: text.clone(), text, exit: Exit::Done }
    }

    pub fn with_exit(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    pub fn print(&self, json: bool) {
        print(if json { &self.document } else { &self.text });
    }
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    error: &'a Failure,
}

/// One line on stderr and, for scripts, one document on stdout.
pub fn print_failure(failure: &Failure, json: bool) {
    note(&failure.text);
    if json && let Ok(document) = serde_json::to_string_pretty(&ErrorDocument { error: failure }) {
        print(&document);
    }
}

/// A line for the person that is no part of the answer.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "handrail: {}", plain(text));
}

/// Writes to stdout. A reader that went away (`| head`) is no error.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.trim_end_matches('\n').as_bytes());
    let _ = out.write_all(b"\n");
    let _ = out.flush();
}

/// Colours for a terminal, none for a file or with `NO_COLOR`.
#[derive(Clone, Copy)]
pub struct Style {
    colour: bool,
}

impl Style {
    pub fn detect() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colour: std::io::stdout().is_terminal() && !unwanted && !dumb }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub fn quiet(self, text: &str) -> String {
        self.paint("2", text)
    }

    pub fn accent(self, text: &str) -> String {
        self.paint("36", text)
    }
}

/// Text from outside without what could steer the terminal: control characters and marks that turn the direction of writing.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// `text` cut to `width` columns, with an ellipsis where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        out.push(c);
    }
    if width == 0 { out } else { out.trim_end().to_owned() + "…" }
}

/// `text` in lines of at most `width` columns, each after `indent`.
pub fn wrap(text: &str, indent: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let word = plain(word);
            if !line.is_empty() && indent.width() + line.width() + 1 + word.width() > width {
                let _ = writeln!(out, "{indent}{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        let _ = writeln!(out, "{indent}{line}");
    }
    out
}

/// `text` followed by spaces up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    text.to_owned() + &" ".repeat(missing)
}

/// How a column of a table is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Left,
    Right,
    /// Left, and cut where the row would be wider than the page.
    Flexible,
}

/// Rows in columns that line up by what is seen, not by bytes.
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| plain(&cell)).collect());
    }

    /// The lines, indented by two, without the columns that are empty throughout.
    pub fn lines(&self) -> Vec<String> {
        let widths = self.widths();
        self.rows.iter().map(|row| self.line(row, &widths)).collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), column) in row.iter().zip(widths).zip(&self.columns) {
            if *width == 0 {
                continue;
            }
            let cell = cut(cell, *width);
            let cell = match column {
                Column::Right => " ".repeat(width.saturating_sub(cell.width())) + &cell,
                Column::Left | Column::Flexible => pad(&cell, *width),
            };
            line.push_str("  ");
            line.push_str(&cell);
        }
        line.trim_end().to_owned()
    }

    fn widths(&self) -> Vec<usize> {
        let natural = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..self.columns.len()).map(natural).collect();
        // The widest flexible column gives way, one step at a time, until the row fits.
        loop {
            let total: usize = widths.iter().filter(|width| **width > 0).map(|width| width + 2).sum();
            let widest = self.columns.iter().zip(&mut widths).filter(|(column, _)| **column == Column::Flexible);
            match widest.map(|(_, width)| width).max() {
                Some(width) if total > WIDTH && *width > 8 => *width -= 1,
                _ => return widths,
            }
        }
    }
}
