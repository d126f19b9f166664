//! Bytes, a chunk at a time.

use std::io::Read;

use super::wrap;
use crate::error::{Error, FeedProblem, Result};

const CHUNK: usize = 64 << 10;
/// The longest feed, in bytes: five times what 100,000 meetings need.
const MAX_FEED: u64 = 512 << 20;

pub(super) struct Input<R> {
    reader: R,
    chunk: Box<[u8]>,
    at: usize,
    end: usize,
    /// Bytes of the chunks before this one.
    before: u64,
}

impl<R: Read> Input<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, chunk: vec![0; CHUNK].into_boxed_slice(), at: 0, end: 0, before: 0 }
    }

    /// What is there to read; empty only at the end.
    pub fn fill(&mut self) -> Result<&[u8]> {
        if self.at == self.end {
            self.before += u64::try_from(self.end).unwrap_or(0);
            (self.at, self.end) = (0, 0);
            if self.before > MAX_FEED {
                return Err(Error::feed(FeedProblem::TooLarge));
            }
            // Full chunks, also from a pipe: the first one is looked at as a whole.
            while let Some(room) = self.chunk.get_mut(self.end..).filter(|room| !room.is_empty()) {
                match self.reader.read(room) {
                    Ok(0) => break,
                    Ok(count) => self.end += count,
                    Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(fault) => return Err(fault.into()),
                }
            }
        }
        Ok(self.chunk.get(self.at..self.end).unwrap_or_default())
    }

    pub fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.end);
    }

    pub fn peek(&mut self) -> Result<Option<u8>> {
        Ok(self.fill()?.first().copied())
    }

    /// The next byte that is no white space, not consumed.
    pub fn skip_white(&mut self) -> Result<Option<u8>> {
        loop {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let white = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
            let found = bytes.get(white).copied();
            self.consume(white);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Reads over what programs write before the text proper: white space, the mark of UTF-8 (twice, where one file was put into
    /// another), and what makes a script of a list. The next byte, not consumed.
    pub fn skip_begin(&mut self) -> Result<Option<u8>> {
        loop {
            self.skip_white()?;
            let bytes = self.fill()?;
            let skip = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { wrap::length(bytes) };
            if skip == 0 {
                return Ok(bytes.first().copied());
            }
            self.consume(skip);
        }
    }

    pub fn consumed(&self) -> u64 {
        self.before + u64::try_from(self.at).unwrap_or(0)
    }
}
