//! One object after the other. Where each has a line of its own, a broken line costs that line and nothing else.

use std::io::Read;

use super::scan::Scan;
use super::{Input, MAX_ROW, refuse};
use crate::error::{FeedProblem, Result};

/// How a run through the objects stands.
#[derive(Default)]
pub(super) struct Lines {
    /// Each object stands on a line of its own: what is not whole at its end is broken, where another begins behind it.
    pub one_each: bool,
    /// The text ended within an object.
    pub cut: bool,
}

/// What was cut out.
enum Piece {
    More,
    Whole,
    Broken,
}

impl Lines {
    /// Whether a text is known from its beginning as one object a line. Two lines have to tell it, as the first one may be broken:
    /// `{"meetings":[` and a row behind it look much alike.
    pub fn told(begin: &[u8]) -> bool {
        let mut lines = begin.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty());
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
        let goes_on = first.last().is_some_and(|byte| matches!(byte, b'[' | b'{' | b',' | b':'));
        (is_whole(first) && second.starts_with(b"{")) || (!goes_on && first.starts_with(b"{") && is_whole(second))
    }

    /// Puts the next object into `row`; `input` stands at its bracket. What is broken is put there as it is.
    pub fn cut_next<R: Read>(&mut self, input: &mut Input<R>, row: &mut Vec<u8>) -> Result<()> {
        row.clear();
        let mut scan = Scan::default();
        loop {
            let bytes = input.fill()?;
            if bytes.is_empty() {
                self.cut = true;
                return Ok(());
            }
            let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
            let bytes = bytes.get(..line).unwrap_or_default();
            let (used, piece) = match scan.feed(bytes) {
                Ok((used, true)) => (used, Piece::Whole),
                Ok((used, false)) => (used, Piece::More),
                Err(_) if self.one_each && scan.depth_allows() => (line, Piece::Broken),
                Err(fault) => return Err(fault),
            };
            let bytes = bytes.get(..used).unwrap_or_default();
            let ends = bytes.ends_with(b"\n");
            push(row, bytes)?;
            input.consume(used);
            match piece {
                Piece::Whole => return Ok(()),
                Piece::Broken if ends => return Ok(()),
                Piece::Broken => return rest_of_line(input, row),
                Piece::More if ends && self.one_each && input.peek()? == Some(b'{') => return Ok(()),
                Piece::More => {}
            }
        }
    }
}

/// A whole object and nothing else.
fn is_whole(line: &[u8]) -> bool {
    line.starts_with(b"{") && matches!(Scan::default().feed(line), Ok((used, true)) if used == line.len())
}

/// Takes in what is left of a line, without its end.
pub(super) fn rest_of_line<R: Read>(input: &mut Input<R>, row: &mut Vec<u8>) -> Result<()> {
    loop {
        let bytes = input.fill()?;
        let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let count = end.unwrap_or(bytes.len());
        if count == 0 {
            return Ok(());
        }
        push(row, bytes.get(..count).unwrap_or_default())?;
        input.consume(count);
    }
}

fn push(row: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    if row.len() + bytes.len() > MAX_ROW {
        return refuse(FeedProblem::TooLarge);
    }
    row.extend_from_slice(bytes);
    Ok(())
}
