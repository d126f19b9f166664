//! Cuts a JSON text into its rows without reading it whole: one chunk and one row are in memory, whatever the file's size.
//!
//! A lexer over bytes rather than serde's streaming reader, which was tried first: with serde a fault inside one row ends the
//! whole feed, one text of a gigabyte is read into memory before anybody can object, and the byte-wise reader is three times
//! slower than parsing a slice. Here a row is cut out by its brackets, then parsed alone.

mod lines;
mod scan;
mod shape;

use std::io::Read;

use super::input::Input;
use crate::error::{Error, FeedProblem, Result};
use lines::Lines;
use scan::Scan;
pub(super) use shape::Shape;
use shape::{MAX_WRAPS, WRAPS, is_numbered, named};

/// The longest row, in bytes. The longest in 7,238 real rows has 9 KB.
pub(super) const MAX_ROW: usize = 1 << 20;

#[derive(Clone, Copy)]
enum State {
    Start,
    /// Inside the list of rows; whether a row (and no comma yet) came before.
    Rows {
        after_row: bool,
    },
    Lines,
    Done,
}

pub(super) struct Splitter<R> {
    input: Input<R>,
    /// The name of the list that is wanted; `None`: whichever holds meetings.
    list: Option<&'static str>,
    /// Objects around the list, within the outermost one.
    wrapped: u32,
    found: bool,
    /// The list is an object whose keys are numbers: PHP writes a list so once a row was taken out of it.
    numbered: bool,
    state: State,
    shape: Shape,
    row: Vec<u8>,
    /// What stood before the list of rows, where it is short.
    before: Vec<u8>,
    lines: Lines,
    trailing: bool,
}

fn refuse<T>(problem: FeedProblem) -> Result<T> {
    Err(Error::feed(problem))
}

impl<R: Read> Splitter<R> {
    /// `input` stands at the first bracket.
    pub fn new(input: Input<R>, list: Option<&'static str>) -> Self {
        Self {
            input,
            list,
            wrapped: 0,
            found: false,
            numbered: false,
            state: State::Start,
            shape: Shape::Array,
            row: Vec::new(),
            before: Vec::new(),
            lines: Lines::default(),
            trailing: false,
        }
    }

    /// Reads over the mark that some programs write first, and over white space.
    pub fn skip_mark(&mut self) -> Result<()> {
        self.input.skip_begin().map(drop)
    }

    /// Moves to the next row, see [`row`](Self::row). `false` at the end.
    pub fn advance(&mut self) -> Result<bool> {
        match self.state {
            State::Start => self.start(),
            State::Rows { after_row } => self.element(after_row),
            State::Lines => self.line(),
            State::Done => Ok(false),
        }
    }

    /// The bytes of the row that [`advance`](Self::advance) found.
    pub fn row(&self) -> &[u8] {
        &self.row
    }

    /// The text before the list of rows, cut off at the list: it may tell what the columns are called.
    pub fn before(&self) -> &[u8] {
        &self.before
    }

    /// Whether the text ended within a row, and the rows before it count all the same.
    pub fn is_cut(&self) -> bool {
        self.lines.cut
    }

    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether something followed after the end of the JSON.
    pub fn trailing(&self) -> bool {
        self.trailing
    }

    pub fn bytes_read(&self) -> u64 {
        self.input.consumed()
    }

    fn start(&mut self) -> Result<bool> {
        match self.input.peek()? {
            Some(b'[') => {
                self.input.consume(1);
                self.state = State::Rows { after_row: false };
                self.element(false)
            }
            Some(b'{') if is_numbered(self.input.fill()?) => {
                self.input.consume(1);
                self.numbered = true;
                self.state = State::Rows { after_row: false };
                self.element(false)
            }
            Some(b'{') if self.list.is_none() && Lines::told(self.input.fill()?) => {
                self.lines.one_each = true;
                self.shape = Shape::Lines;
                self.state = State::Lines;
                self.line()
            }
            Some(b'{') => self.object(),
            _ => refuse(FeedProblem::UnknownFormat),
        }
    }

    /// The first object: an envelope, or the first of many objects. It is kept until that is known, if it is not too long.
    fn object(&mut self) -> Result<bool> {
        self.row.clear();
        let mut kept = true;
        self.take_byte(&mut kept)?;
        loop {
            match self.white(&mut kept)? {
                b'}' if self.wrapped > 0 => {
                    self.take_byte(&mut kept)?;
                    self.wrapped -= 1;
                }
                b'}' => break,
                b',' => self.take_byte(&mut kept)?,
                b'"' => {
                    if let Some(shape) = self.entry(&mut kept)? {
                        self.shape = shape;
                        self.found = true;
                        self.before = std::mem::take(&mut self.row);
                        self.state = State::Rows { after_row: false };
                        return self.element(false);
                    }
                }
                _ => return refuse(FeedProblem::Malformed),
            }
        }
        self.take_byte(&mut kept)?;
        self.shape = Shape::Lines;
        self.state = State::Lines;
        if kept { Ok(true) } else { refuse(FeedProblem::TooLarge) }
    }

    /// Reads over `"key": value`. Stops behind the `[` when the value is the list of rows, and behind the `{` when it is an
    /// object that programs put around such a list.
    fn entry(&mut self, kept: &mut bool) -> Result<Option<Shape>> {
        let mut key = Vec::new();
        let mut begin_of_key = |bytes: &[u8], key: &mut Vec<u8>| {
            if key.len() <= 64 {
                key.extend_from_slice(bytes);
            }
            true
        };
        self.scan(&mut begin_of_key, &mut key, kept)?;
        if self.white(kept)? != b':' {
            return refuse(FeedProblem::Malformed);
        }
        self.take_byte(kept)?;
        let opens = self.white(kept)?;
        let name = key.get(1..key.len().saturating_sub(1)).unwrap_or_default();
        let shape = match self.list {
            Some(list) => (name == list.as_bytes()).then_some(Shape::Meetings),
            None => named(name, self.found),
        };
        match shape {
            Some(shape) if opens == b'[' => {
                self.input.consume(1);
                Ok(Some(shape))
            }
            Some(shape) if is_numbered(self.input.fill()?) => {
                self.input.consume(1);
                self.numbered = true;
                Ok(Some(shape))
            }
            _ if opens == b'{' && !self.found && self.wrapped < MAX_WRAPS && WRAPS.contains(&name) => {
                self.take_byte(kept)?;
                self.wrapped += 1;
                Ok(None)
            }
            _ => {
                self.scan(&mut |_, ()| true, &mut (), kept)?;
                Ok(None)
            }
        }
    }

    fn element(&mut self, after_row: bool) -> Result<bool> {
        let end = if self.numbered { b'}' } else { b']' };
        match self.input.skip_white()? {
            None => return refuse(FeedProblem::Truncated),
            Some(byte) if byte == end => {
                self.input.consume(1);
                self.finish()?;
                return Ok(false);
            }
            Some(b',') if after_row => {
                self.input.consume(1);
                match self.input.skip_white()? {
                    None => return refuse(FeedProblem::Truncated),
                    // A comma after the last row: common in lists that a person edits.
                    Some(byte) if byte == end => return self.element(false),
                    Some(_) => {}
                }
            }
            Some(b',' | b':' | b'}') => return refuse(FeedProblem::Malformed),
            Some(_) if after_row => return refuse(FeedProblem::Malformed),
            Some(_) => {}
        }
        if self.numbered {
            self.skip_key()?;
        }
        self.cut_row()?;
        self.state = State::Rows { after_row: true };
        Ok(true)
    }

    /// Reads over `"7":`.
    fn skip_key(&mut self) -> Result<()> {
        let mut kept = false;
        self.scan(&mut |_, ()| true, &mut (), &mut kept)?;
        if self.white(&mut kept)? != b':' {
            return refuse(FeedProblem::Malformed);
        }
        self.input.consume(1);
        self.input.skip_white().map(drop)
    }

    fn line(&mut self) -> Result<bool> {
        match self.input.skip_white()? {
            None => {
                self.state = State::Done;
                Ok(false)
            }
            Some(b'{' | b'[') => {
                self.lines.cut_next(&mut self.input, &mut self.row)?;
                Ok(true)
            }
            // Between two objects, and what closes the call that JSONP wraps one in.
            Some(b',' | b')' | b';') => {
                self.input.consume(1);
                self.line()
            }
            // Something else on the line: handed on as a row that cannot be read.
            Some(_) => {
                self.row.clear();
                lines::rest_of_line(&mut self.input, &mut self.row)?;
                Ok(true)
            }
        }
    }

    /// After the list of rows: the rest of the envelope, then nothing but white space.
    fn finish(&mut self) -> Result<()> {
        self.row.clear();
        self.state = State::Done;
        if self.shape != Shape::Array {
            let mut kept = false;
            loop {
                match self.white(&mut kept)? {
                    b'}' if self.wrapped > 0 => {
                        self.input.consume(1);
                        self.wrapped -= 1;
                    }
                    b'}' => break,
                    b',' => self.take_byte(&mut kept)?,
                    b'"' => {
                        if self.entry(&mut kept)?.is_some() {
                            // A second list of rows: nobody can say which one counts.
                            return refuse(FeedProblem::UnknownFormat);
                        }
                    }
                    _ => return refuse(FeedProblem::Malformed),
                }
            }
            self.input.consume(1);
        }
        // What closes the call that JSONP wraps a list in.
        while let Some(b')' | b';') = self.input.skip_white()? {
            self.input.consume(1);
        }
        self.trailing = self.input.peek()?.is_some();
        Ok(())
    }

    fn cut_row(&mut self) -> Result<()> {
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        let mut kept = false;
        let mut take = |bytes: &[u8], row: &mut Vec<u8>| {
            let room = row.len() + bytes.len() <= MAX_ROW;
            if room {
                row.extend_from_slice(bytes);
            }
            room
        };
        let done = self.scan(&mut take, &mut row, &mut kept);
        self.row = row;
        done
    }

    /// Reads over one value and hands its bytes to `take`, piece by piece; `take` says whether to go on.
    fn scan<T>(&mut self, take: &mut impl FnMut(&[u8], &mut T) -> bool, to: &mut T, kept: &mut bool) -> Result<()> {
        let mut scan = Scan::default();
        loop {
            let bytes = self.input.fill()?;
            if bytes.is_empty() {
                return refuse(FeedProblem::Truncated);
            }
            let (used, done) = scan.feed(bytes)?;
            let piece = bytes.get(..used).unwrap_or(bytes);
            if !take(piece, to) {
                return refuse(FeedProblem::TooLarge);
            }
            keep(&mut self.row, kept, piece);
            self.input.consume(used);
            if done {
                return Ok(());
            }
        }
    }

    /// The next byte that is no white space; the text may not end here.
    fn white(&mut self, kept: &mut bool) -> Result<u8> {
        keep(&mut self.row, kept, b" ");
        self.input.skip_white()?.map_or_else(|| refuse(FeedProblem::Truncated), Ok)
    }

    fn take_byte(&mut self, kept: &mut bool) -> Result<()> {
        if let Some(byte) = self.input.peek()? {
            keep(&mut self.row, kept, &[byte]);
            self.input.consume(1);
        }
        Ok(())
    }
}

/// Keeps bytes of the first object while there is room.
fn keep(row: &mut Vec<u8>, kept: &mut bool, bytes: &[u8]) {
    if *kept && row.len() + bytes.len() <= MAX_ROW {
        row.extend_from_slice(bytes);
    } else {
        *kept = false;
    }
}
