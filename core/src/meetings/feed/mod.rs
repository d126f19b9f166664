//! From a file to rows: the format is told by the content, one row is in memory at a time.

mod cell;
mod input;
mod page;
mod repair;
pub(crate) mod row;
mod split;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::FeedFormat;
use crate::error::{Error, FeedProblem, Result};
pub(crate) use cell::Cell;
use row::Column;
pub(crate) use row::Columns;
pub(crate) use row::Nested;
pub(crate) use row::{Key, Row};
use split::{Shape, Splitter};

/// More rows than any feed has: the largest known lists a country with 35,000.
const MAX_ROWS: u32 = 250_000;
/// So many rows may pass before one is recognised as a meeting.
const MAX_UNKNOWN: u32 = 100;

/// Where a feed is read from, as often as needed.
pub(crate) enum Source<'a> {
    File(&'a Path),
    Bytes(&'a [u8]),
}

impl Source<'_> {
    fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(*bytes),
        })
    }

    /// The size in bytes; 0 where it is not known.
    pub fn size(&self) -> u64 {
        match self {
            Self::File(path) => std::fs::metadata(path).map_or(0, |file| file.len()),
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(0),
        }
    }

    /// Whether it can be read a second time. A pipe cannot.
    pub fn rereadable(&self) -> bool {
        match self {
            Self::File(path) => std::fs::metadata(path).is_ok_and(|file| file.is_file()),
            Self::Bytes(_) => true,
        }
    }
}

/// A row as it comes from the feed.
pub(crate) struct Found<'a> {
    /// From 1.
    pub number: u32,
    pub format: FeedFormat,
    /// `None`: the row is no object, or not JSON.
    pub row: Option<Row<'a>>,
    /// Bytes were no UTF-8, or an escape stood for half a character: replaced.
    pub lossy: bool,
    pub bytes_read: u64,
}

/// What a feed was, once it is read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    pub format: FeedFormat,
    pub rows: u32,
    /// Something followed after the end of the JSON.
    pub trailing: bool,
}

/// Reads a feed and hands on row after row. A fault that shows only at the end comes after rows were handed on: the caller
/// undoes what it did with them.
pub(crate) fn read(source: &Source, mut each: impl FnMut(Found) -> Result<()>) -> Result<Outline> {
    let mut splitter = Splitter::new(source.open()?);
    let mut header = None;
    let mut keys = Columns::default();
    let (mut rows, mut recognised) = (0, false);
    while splitter.advance()? {
        let format = format_of(splitter.shape());
        // Checking first is three times faster than repairing, and hardly any feed needs repair.
        let (text, mut lossy) = match std::str::from_utf8(splitter.row()) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(splitter.row()), true),
        };
        if format == FeedFormat::GoogleSheet && header.is_none() {
            header = Some(read_header(&text)?);
            continue;
        }
        if rows == MAX_ROWS {
            return Err(Error::feed(FeedProblem::TooLarge));
        }
        rows += 1;
        let columns = header.as_deref().unwrap_or_default();
        let repaired;
        let mut row = parse(format, &text, columns, &mut keys);
        if row.is_none() {
            repaired = repair::repair(&text);
            row = parse(format, &repaired.text, columns, &mut keys);
            lossy |= row.is_some() && repaired.lossy;
        }
        if !recognised {
            recognised = row.as_ref().is_some_and(is_meeting);
            let foreign = row.as_ref().is_some_and(|row| row.foreign);
            if foreign || (!recognised && rows == MAX_UNKNOWN) {
                return Err(Error::feed(FeedProblem::UnknownFormat));
            }
        }
        each(Found { number: rows, format, row, lossy, bytes_read: splitter.bytes_read() })?;
    }
    match (rows, recognised) {
        (0, _) => Err(Error::feed(FeedProblem::NoRows)),
        (_, false) => Err(Error::feed(FeedProblem::UnknownFormat)),
        (rows, true) => Ok(Outline { format: format_of(splitter.shape()), rows, trailing: splitter.trailing() }),
    }
}

fn parse<'a>(format: FeedFormat, text: &'a str, header: &[Column], keys: &mut Columns) -> Option<Row<'a>> {
    match format {
        FeedFormat::GoogleSheet => Row::from_list(text, header),
        FeedFormat::Airtable => Row::from_object(text, Nested::Fields, keys),
        FeedFormat::MeetingGuide | FeedFormat::MeetingGuideEnvelope | FeedFormat::Ndjson => {
            Row::from_object(text, Nested::No, keys)
        }
    }
}

fn format_of(shape: Shape) -> FeedFormat {
    match shape {
        Shape::Array => FeedFormat::MeetingGuide,
        Shape::Meetings => FeedFormat::MeetingGuideEnvelope,
        Shape::Records => FeedFormat::Airtable,
        Shape::Values => FeedFormat::GoogleSheet,
        Shape::Lines => FeedFormat::Ndjson,
    }
}

fn read_header(text: &str) -> Result<Vec<Column>> {
    let unknown = || Error::feed(FeedProblem::UnknownFormat);
    let names: Vec<Cell> = serde_json::from_str(text).map_err(|_| unknown())?;
    let columns: Vec<Column> = names.iter().map(|name| Column::read(&name.text().unwrap_or_default())).collect();
    if columns.iter().any(|column| matches!(column, Column::Known(_))) { Ok(columns) } else { Err(unknown()) }
}

/// What makes a row a meeting of this format: a name and a key, or one of them and two facts on time or place.
fn is_meeting(row: &Row) -> bool {
    const FACTS: [Key; 9] = [
        Key::Day,
        Key::Time,
        Key::FormattedAddress,
        Key::Address,
        Key::City,
        Key::Location,
        Key::Latitude,
        Key::ConferenceUrl,
        Key::ConferencePhone,
    ];
    match (row.has(Key::Name), row.has(Key::Slug)) {
        (true, true) => true,
        (false, false) => false,
        _ => FACTS.iter().filter(|key| row.has(**key)).count() >= 2,
    }
}
