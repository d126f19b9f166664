//! Tables as text: commas, semicolons, tabs or bars between the cells, any line ends, quotes doubled inside quotes.
//!
//! The state machine is csv-core's. It hands bytes to a buffer that is ours, so that a cell of a gigabyte is refused and not
//! gathered, which the convenient crate above it would do.

use std::borrow::Cow;
use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::cell::Cell;
use super::charset::Charset;
use super::guess;
use super::input::Input;
use super::split::MAX_ROW;
use crate::error::{Error, FeedProblem, Result};

/// More columns than any table of meetings has: World Services' has 52.
const MOST_COLUMNS: usize = 500;

pub(super) struct Table<R> {
    input: Input<R>,
    reader: Reader,
    row: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    done: bool,
    charset: Charset,
}

/// What may stand between cells.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table, where a text begins like one. `input` stands at its first byte.
pub(super) fn begin<R: Read>(mut input: Input<R>) -> Result<Option<Table<R>>> {
    let told = told(input.fill()?);
    if let Some((length, delimiter)) = told {
        input.consume(length);
        return Ok(Some(Table::new(input, delimiter)?));
    }
    let delimiter = guess::delimiter(input.fill()?);
    delimiter.map(|delimiter| Table::new(input, delimiter)).transpose()
}

/// `sep=;` on a line of its own, with which spreadsheets tell each other what stands between the cells: its length and that.
fn told(begin: &[u8]) -> Option<(usize, u8)> {
    let end = begin.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let line = begin.get(..end)?;
    let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some((end, *delimiter)),
        _ => None,
    }
}

impl<R: Read> Table<R> {
    /// `input` stands at the first line.
    pub fn new(mut input: Input<R>, delimiter: u8) -> Result<Self> {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        let charset = Charset::of(input.fill()?);
        Ok(Self { input, reader, row: vec![0; 4096], ends: vec![0; MOST_COLUMNS], cells: 0, done: false, charset })
    }

    /// Moves to the next row that is not blank.
    pub fn advance(&mut self) -> Result<bool> {
        loop {
            if !self.record()? {
                return Ok(false);
            }
            if (0..self.cells).any(|number| !self.bytes(number).trim_ascii().is_empty()) {
                return Ok(true);
            }
        }
    }

    fn record(&mut self) -> Result<bool> {
        if self.done {
            return Ok(false);
        }
        let (mut written, mut ended) = (0, 0);
        loop {
            let bytes = self.input.fill()?;
            let (out, ends) = (self.row.get_mut(written..).unwrap_or_default(), self.ends.get_mut(ended..).unwrap_or_default());
            let (result, used, wrote, ends) = self.reader.read_record(bytes, out, ends);
            self.input.consume(used);
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.row.len() < MAX_ROW => {
                    let room = (self.row.len() * 2).min(MAX_ROW);
                    self.row.resize(room, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(Error::feed(FeedProblem::TooLarge));
                }
                ReadRecordResult::Record => {
                    self.cells = ended;
                    return Ok(true);
                }
                ReadRecordResult::End => {
                    self.done = true;
                    return Ok(false);
                }
            }
        }
    }

    fn bytes(&self, number: usize) -> &[u8] {
        let end = self.ends.get(number).copied().unwrap_or(0);
        let begin = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.row.get(begin..end).unwrap_or_default()
    }

    /// The cells of the row, and whether bytes that are no UTF-8 were read as another alphabet's.
    pub fn cells(&self) -> (Vec<Cell<'_>>, bool) {
        let mut foreign = false;
        let cells = (0..self.cells)
            .map(|number| match std::str::from_utf8(self.bytes(number)) {
                Ok("") => Cell::Empty,
                Ok(text) => Cell::Text(Cow::Borrowed(text)),
                Err(_) => {
                    foreign = true;
                    Cell::Text(Cow::Owned(self.charset.decode(self.bytes(number))))
                }
            })
            .collect();
        (cells, foreign)
    }

    pub fn bytes_read(&self) -> u64 {
        self.input.consumed()
    }
}

/// What stands most often in a first line; `None`: it is no table.
pub(super) fn most_frequent(begin: &[u8]) -> Option<u8> {
    let line = begin.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.trim_ascii().is_empty())?;
    let count = |wanted: u8| {
        let mut quoted = false;
        line.iter()
            .filter(|byte| {
                quoted ^= **byte == b'"';
                !quoted && **byte == wanted
            })
            .count()
    };
    DELIMITERS.into_iter().filter(|byte| count(*byte) > 0).max_by_key(|byte| count(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<Vec<String>> {
        let mut table = begin(Input::new(text)).unwrap().unwrap();
        let mut found = Vec::new();
        while table.advance().unwrap() {
            found.push(table.cells().0.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect());
        }
        found
    }

    #[test]
    fn quotes_line_ends_and_blank_rows() {
        let expect = vec![vec!["Name".to_owned(), "Notes".to_owned()], vec!["A, B".to_owned(), "say \"hi\"\nthere".to_owned()]];
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("Name,Notes{end}{end},,{end}\"A, B\",\"say \"\"hi\"\"\nthere\"{end}");
            assert_eq!(rows(text.as_bytes()), expect, "{end:?}");
        }
    }

    #[test]
    fn other_delimiters_and_letters() {
        assert_eq!(rows(b"Name;Day\nCaf\xe9;Monday"), [["Name", "Day"], ["Café", "Monday"]]);
        assert_eq!(rows("Name\tDay\nA\tB".as_bytes()), [["Name", "Day"], ["A", "B"]]);
        assert_eq!(most_frequent(b"just words"), None);
        assert_eq!(most_frequent(b"\"a,b\";c"), Some(b';'));
        assert_eq!(rows(b"sep=;\r\nName;Day\r\nA, B;Monday"), [["Name", "Day"], ["A, B", "Monday"]]);
        assert_eq!(rows(b"\"sep=\t\"\nName\tDay\nA\tB"), [["Name", "Day"], ["A", "B"]]);
        // A title with commas above a header with tabs.
        assert_eq!(
            rows(b"Meetings, as of May, in all\nName\tDay\tTime"),
            [&["Meetings, as of May, in all"][..], &["Name", "Day", "Time"]]
        );
    }

    #[test]
    fn a_cell_without_an_end_is_refused_before_it_fills_the_memory() {
        let mut text = b"Name,Day\n\"".to_vec();
        text.extend(std::iter::repeat_n(b'a', 3 << 20));
        let mut table = Table::new(Input::new(text.as_slice()), b',').unwrap();
        assert!(table.advance().unwrap());
        assert!(table.advance().is_err());
    }
}
