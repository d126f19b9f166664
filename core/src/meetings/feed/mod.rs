//! From a file to rows: the format is told by the content, one row is in memory at a time.

mod cell;
mod charset;
mod column;
mod dialect;
pub(crate) mod guess;
mod ical;
mod input;
mod json;
mod object;
mod page;
mod repair;
pub(crate) mod row;
mod sayings;
mod settle;
mod split;
mod table;
mod utf16;
mod visualization;
mod wrap;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono_tz::Tz;

use super::{ColumnChoice, FeedFormat};
use crate::error::{Error, FeedProblem, HandrailError, Result};
pub(crate) use cell::Cell;
use column::Column;
pub(crate) use dialect::Dialect;
use input::Input;
pub(crate) use row::{Key, Row};
pub(crate) use settle::Lookup;
use settle::{Context, settle};
#[cfg(test)]
pub(crate) use {column::Columns, object::Nested};

/// More rows than any feed has: the largest known lists a country with 35,000, and all known meetings together are some 200,000.
const MAX_ROWS: u32 = 500_000;
/// Rows of a table that may come before its header: a title, a date.
const MOST_TITLES: usize = 5;
/// So many rows may pass before one is recognised as a meeting.
const MAX_UNKNOWN: u32 = 100;

/// Where a feed is read from, as often as needed.
pub(crate) enum Source<'a> {
    File(&'a Path),
    Bytes(&'a [u8]),
}

impl Source<'_> {
    fn open(&self) -> Result<Box<dyn Read + '_>> {
        let reader: Box<dyn Read + '_> = match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(*bytes),
        };
        Ok(utf16::decoded(reader)?)
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

/// What rows are read with besides the feed itself.
#[derive(Default)]
pub(crate) struct Beside {
    /// BMLT's formats and service bodies.
    pub lookup: Lookup,
    /// What the person says about the columns of a table.
    pub columns: Vec<ColumnChoice>,
    /// The zone of rows that name none.
    pub zone: Option<Tz>,
}

/// A row as it comes from the feed.
pub(crate) struct Found<'a> {
    /// From 1.
    pub number: u32,
    pub format: FeedFormat,
    /// The fellowship that the format itself tells.
    pub fellowship: Option<&'static str>,
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
    /// It ended within a row, and the rows before it were read: there may have been more.
    pub cut: bool,
}

/// Reads a feed and hands on row after row. A fault that shows only at the end comes after rows were handed on: the caller
/// undoes what it did with them.
pub(crate) fn read(source: &Source, beside: &Beside, each: impl FnMut(Found) -> Result<()>) -> Result<Outline> {
    let mut input = Input::new(source.open()?);
    let Some(first) = input.skip_begin()? else { return Err(Error::feed(FeedProblem::Empty)) };
    if let Some(problem) = page::recognise(input.fill()?) {
        return Err(Error::feed(problem));
    }
    if page::is_refusal(input.fill()?) {
        return Err(Error::feed(FeedProblem::ErrorAnswer));
    }
    if matches!(first, b'[' | b'{') {
        return json::read(input, source, beside, each);
    }
    if ical::is_calendar(input.fill()?) {
        return ical::read(input, source, each);
    }
    match table::begin(input)? {
        Some(table) => read_table(table, beside, each),
        None => Err(Error::feed(FeedProblem::UnknownFormat)),
    }
}

/// Whether what came in place of a feed is a web page, and which kind.
pub(crate) fn page_in(source: &Source) -> Option<FeedProblem> {
    let mut input = Input::new(source.open().ok()?);
    input.skip_white().ok()?;
    page::recognise(input.fill().ok()?)
}

/// Learns BMLT's formats and service bodies from a file that goes with a feed.
pub(crate) fn learn(source: &Source, list: Option<&'static str>, lookup: &mut Lookup) -> Result<()> {
    let before = lookup.size();
    json::each_of(Input::new(source.open()?), list, |text| lookup.learn(text))?;
    // Formats handed over in the envelope that they have beside meetings.
    if list.is_none() && lookup.size() == before {
        json::each_of(Input::new(source.open()?), Some("formats"), |text| lookup.learn(text))?;
    }
    Ok(())
}

fn read_table<R: Read>(mut table: table::Table<R>, beside: &Beside, each: impl FnMut(Found) -> Result<()>) -> Result<Outline> {
    let mut header: Option<(Vec<Column>, Dialect)> = None;
    let mut titles = 0;
    // A line too long for a table is none, whatever else it is.
    while header.is_none() && titles < MOST_TITLES && table.advance().or_else(no_table)? {
        let names: Vec<String> = table.cells().0.iter().map(|cell| cell.text().unwrap_or_default().trim().to_owned()).collect();
        header = guess::header(&names, &beside.columns);
        titles += 1;
    }
    let Some((columns, dialect)) = header else { return Err(Error::feed(FeedProblem::UnknownFormat)) };
    let format = dialect.format().unwrap_or(FeedFormat::TsmlCsv);
    let mut hand = Hand::new(format, Context { dialect, lookup: &beside.lookup, zone: beside.zone }, each);
    while table.advance()? {
        let (cells, lossy) = table.cells();
        hand.on(Some(Row::from_cells(cells.into_iter(), &columns)), lossy, table.bytes_read())?;
    }
    hand.finish(false, false)
}

fn no_table(fault: Error) -> Result<bool> {
    match fault {
        Error::Public(HandrailError::Feed { reason: FeedProblem::TooLarge }) => Err(Error::feed(FeedProblem::UnknownFormat)),
        other => Err(other),
    }
}

/// Counts rows, knows a meeting when it sees one, and hands rows on.
struct Hand<'a, F> {
    format: FeedFormat,
    context: Context<'a>,
    rows: u32,
    recognised: bool,
    each: F,
}

impl<'a, F: FnMut(Found) -> Result<()>> Hand<'a, F> {
    fn new(format: FeedFormat, context: Context<'a>, each: F) -> Self {
        Self { format, context, rows: 0, recognised: false, each }
    }

    fn on(&mut self, mut row: Option<Row>, lossy: bool, bytes_read: u64) -> Result<()> {
        if self.rows == MAX_ROWS {
            return Err(Error::feed(FeedProblem::TooLarge));
        }
        self.rows += 1;
        if let Some(row) = &mut row {
            settle(row, &self.context);
        }
        let companion = self.context.dialect == Dialect::Companion;
        if !self.recognised && !companion {
            self.recognised =
                row.as_ref().is_some_and(|row| is_meeting(row) && (self.format != FeedFormat::Ndjson || tells(row) > 0));
            let foreign = row.as_ref().is_some_and(|row| row.foreign);
            if foreign || (!self.recognised && self.rows == MAX_UNKNOWN) {
                return Err(Error::feed(FeedProblem::UnknownFormat));
            }
        }
        if companion {
            return Ok(());
        }
        let fellowship = self.context.dialect.fellowship();
        (self.each)(Found { number: self.rows, format: self.format, fellowship, row, lossy, bytes_read })
    }

    fn finish(self, trailing: bool, cut: bool) -> Result<Outline> {
        match (self.rows, self.recognised || self.context.dialect == Dialect::Companion) {
            (0, _) => Err(Error::feed(FeedProblem::NoRows)),
            (_, false) => Err(Error::feed(FeedProblem::UnknownFormat)),
            (rows, true) => Ok(Outline { format: self.format, rows, trailing, cut }),
        }
    }
}

/// Facts on time or place. A lone object of another kind, such as a part of a website's design, has a name and a key too.
fn tells(row: &Row) -> usize {
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
    FACTS.iter().filter(|key| row.has(**key)).count()
}

/// What makes a row a meeting: a name and a key, or one of them and two facts on time or place, or a schedule of its own.
fn is_meeting(row: &Row) -> bool {
    let facts = tells(row);
    match (row.has(Key::Name), row.has(Key::Slug)) {
        (true, true) => true,
        (false, false) => {
            let when = row.has(Key::Day) && row.has(Key::Time);
            row.schedule.is_some() || (when && (row.has(Key::Id) || row.has(Key::Group) || row.has(Key::Location)))
        }
        _ => facts >= 2 || row.schedule.is_some(),
    }
}
