//! The lexer: follows one JSON value by its brackets and quotes only.

use super::refuse;
use crate::error::{FeedProblem, Result};

/// The deepest nesting of a row. Real rows nest three deep.
const MAX_DEPTH: u32 = 60;

/// Follows one JSON value by its brackets and quotes only.
#[derive(Default)]
pub(super) struct Scan {
    depth: u32,
    /// One bit a level, the innermost last: 1 is an object.
    kinds: u64,
    text: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    /// How many bytes belong to the value, and whether it ends there.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(usize, bool)> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.text {
                at += self.text_end(bytes.get(at..).unwrap_or_default());
                if !self.text && self.depth == 0 {
                    return Ok((at, true));
                }
                continue;
            }
            match byte {
                b'"' => self.text = true,
                b'{' | b'[' => self.open(byte == b'{')?,
                b'}' | b']' if self.depth > 0 => {
                    self.close(byte == b'}')?;
                    if self.depth == 0 {
                        return Ok((at + 1, true));
                    }
                }
                b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Self::scalar_end(at, self.begun),
                _ => {}
            }
            self.begun = true;
            at += 1;
        }
        Ok((at, false))
    }

    /// Inside a text: how many bytes of it are here, with its closing quote. Most of a feed is text.
    fn text_end(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        if std::mem::take(&mut self.escaped) {
            at = 1;
        }
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(found) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else { return bytes.len() };
            if rest.get(found) == Some(&b'"') {
                self.text = false;
                return at + found + 1;
            }
            at += found + 2;
        }
        // The byte behind a backslash lies in the next chunk.
        self.escaped = at > bytes.len();
        bytes.len()
    }

    /// Whether a fault lies in the brackets and not in how deep they go.
    pub fn depth_allows(&self) -> bool {
        self.depth < MAX_DEPTH
    }

    fn scalar_end(at: usize, begun: bool) -> Result<(usize, bool)> {
        if begun { Ok((at, true)) } else { refuse(FeedProblem::Malformed) }
    }

    fn open(&mut self, object: bool) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return refuse(FeedProblem::TooLarge);
        }
        self.depth += 1;
        self.kinds = self.kinds << 1 | u64::from(object);
        Ok(())
    }

    fn close(&mut self, object: bool) -> Result<()> {
        if (self.kinds & 1 == 1) != object {
            return refuse(FeedProblem::Malformed);
        }
        self.depth -= 1;
        self.kinds >>= 1;
        Ok(())
    }
}
