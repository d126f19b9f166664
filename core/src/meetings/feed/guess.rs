//! What the columns of a table hold: by the names that the formats give them, by what people call such things, or by the person's
//! own word. A guess is shown before it is used: see `guess_columns`.
//!
//! The names also tell what stands between the cells: of commas, semicolons, tabs and bars the one that makes most known names.

use std::path::Path;

use super::column::{Column, snake};
use super::input::Input;
use super::sayings::SAYINGS;
use super::{Dialect, Key, MOST_TITLES, Source, table};
use crate::error::{Error, FeedProblem, Result};
use crate::meetings::normalise::zone_by_name;
use crate::meetings::{ColumnChoice, ColumnGuess};

/// Rows that are shown of a column.
const EXAMPLES: usize = 3;
/// Bytes of a file in which its header is looked for, and columns of it.
const MOST_OF_HEADER: usize = 16 << 10;
const MOST_COLUMNS: usize = 200;

/// The columns of a header, and whose they are. `None`: these are no names of columns of a list of meetings.
pub(super) fn header(names: &[String], choices: &[ColumnChoice]) -> Option<(Vec<Column>, Dialect)> {
    let dialect = Dialect::of(names);
    let mut columns: Vec<Column> = names.iter().map(|name| column(name, dialect)).collect();
    for choice in choices {
        let at = names.iter().position(|name| name.trim() == choice.column.trim());
        if let Some(place) = at.and_then(|at| columns.get_mut(at)) {
            *place = match choice.field.as_deref() {
                Some(field) => Key::exactly(field).map_or(*place, Column::Known),
                None => Column::Other,
            };
        }
    }
    let known = columns.iter().filter(|column| matches!(column, Column::Known(_))).count();
    // A table of districts, of rooms or of groups has names too, and no times.
    let told = columns.iter().any(|column| matches!(column, Column::Known(Key::Day | Key::Time) | Column::TimeIn(_)));
    (known >= 2 && told || (known >= 1 && dialect != Dialect::MeetingGuide)).then_some((columns, dialect))
}

fn column(name: &str, dialect: Dialect) -> Column {
    match Column::read(name, dialect) {
        Column::Other => said(name),
        found => found,
    }
}

/// What a first line tells apart its cells by. `None`: it is no table.
pub(super) fn delimiter(begin: &[u8]) -> Option<u8> {
    let text = String::from_utf8_lossy(begin.get(..MOST_OF_HEADER).unwrap_or(begin));
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(MOST_TITLES);
    let known = |line: &str, delimiter: u8| {
        let names: Vec<String> =
            line.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"').to_owned()).take(MOST_COLUMNS).collect();
        let dialect = Dialect::of(&names);
        names.iter().filter(|name| !matches!(column(name, dialect), Column::Other)).count()
    };
    let lines: Vec<&str> = lines.collect();
    let best = table::DELIMITERS.into_iter().rev().max_by_key(|delimiter| lines.iter().map(|line| known(line, *delimiter)).max());
    let told = best.filter(|best| lines.iter().any(|line| known(line, *best) >= 2));
    told.or_else(|| table::most_frequent(begin))
}

/// What people mean by a name that no format gives.
pub(super) fn said(name: &str) -> Column {
    let plain = snake(name).replace('_', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = SAYINGS.iter().find(|(_, sayings)| sayings.contains(&plain.as_str())).map(|(key, _)| Column::Known(*key));
    known.or_else(|| time_in(&plain)).unwrap_or(Column::Other)
}

/// `Eastern Time`, `time est`: the clock of a zone.
fn time_in(plain: &str) -> Option<Column> {
    let zone = plain.strip_suffix(" time").or_else(|| plain.strip_prefix("time "))?;
    zone_by_name(zone).map(Column::TimeIn)
}

/// What each column of a table would be read as, with its first values.
pub(crate) fn guess(path: &Path) -> Result<Vec<ColumnGuess>> {
    let source = Source::File(path);
    let mut input = Input::new(source.open()?);
    let unknown = || Error::feed(FeedProblem::UnknownFormat);
    let mut table = match input.skip_begin()? {
        None => return Err(Error::feed(FeedProblem::Empty)),
        Some(b'[' | b'{' | b'<') => return Err(unknown()),
        Some(_) => table::begin(input)?.ok_or_else(unknown)?,
    };
    // The row with the most names that are known; a table without any still has its first row to show.
    let mut rows: Vec<Vec<String>> = Vec::new();
    while rows.len() < MOST_TITLES + EXAMPLES && table.advance()? {
        rows.push(table.cells().0.iter().map(|cell| cell.text().unwrap_or_default().trim().to_owned()).collect());
    }
    let known = |names: &Vec<String>| {
        let dialect = Dialect::of(names);
        names.iter().filter(|name| matches!(column(name, dialect), Column::Known(_) | Column::TimeIn(_))).count()
    };
    let at = (0..rows.len().min(MOST_TITLES)).rev().max_by_key(|at| rows.get(*at).map_or(0, known)).unwrap_or(0);
    let names = rows.get(at).cloned().unwrap_or_default();
    let dialect = Dialect::of(&names);
    let examples = |number: usize| -> Vec<String> {
        let values = rows.iter().skip(at + 1).filter_map(|row| row.get(number)).filter(|value| !value.is_empty());
        values.take(EXAMPLES).map(|value| value.chars().take(80).collect()).collect()
    };
    let guesses = names.iter().enumerate().map(|(number, name)| {
        let field = match column(name, dialect) {
            Column::Known(key) | Column::OneOfMany(key) => Some(key.name().trim().to_owned()),
            Column::TimeIn(_) => Some(Key::Time.name().to_owned()),
            Column::Contact(_) | Column::Within(_) | Column::Foreign | Column::Other => None,
        };
        let contact = matches!(column(name, dialect), Column::Contact(_));
        // What can lead to a person is not shown either.
        let examples = if contact { Vec::new() } else { examples(number) };
        ColumnGuess { column: name.clone(), field, contact, examples }
    });
    Ok(guesses.collect())
}
