//! UTF-16, which spreadsheets call "Unicode text": told by its mark, or by its zeros, and turned into UTF-8 as it is read.

use std::io::Read;

/// Reads UTF-16 and gives UTF-8. Halves of pairs become the replacement character.
pub(super) struct Utf16<R> {
    reader: R,
    big_endian: bool,
    /// Bytes that are turned already and not asked for yet.
    ready: Vec<u8>,
    at: usize,
    /// An odd byte, and a first half that waits for its second.
    odd: Option<u8>,
    half: Option<u16>,
}

impl<R: Read> Utf16<R> {
    pub fn new(reader: R, big_endian: bool) -> Self {
        Self { reader, big_endian, ready: Vec::new(), at: 0, odd: None, half: None }
    }

    fn refill(&mut self) -> std::io::Result<bool> {
        let mut chunk = [0_u8; 8192];
        let count = self.reader.read(&mut chunk)?;
        self.ready.clear();
        self.at = 0;
        let mut units: Vec<u16> = self.half.take().into_iter().collect();
        for byte in chunk.iter().take(count) {
            match self.odd.take() {
                None => self.odd = Some(*byte),
                Some(first) if self.big_endian => units.push(u16::from_be_bytes([first, *byte])),
                Some(first) => units.push(u16::from_le_bytes([first, *byte])),
            }
        }
        if count > 0 && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            self.half = units.pop();
        }
        let text: String = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect();
        self.ready.extend_from_slice(text.as_bytes());
        Ok(count > 0)
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.ready.len() {
            if !self.refill()? && self.ready.is_empty() {
                return Ok(0);
            }
        }
        let rest = self.ready.get(self.at..).unwrap_or_default();
        let count = rest.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}

/// Bytes at the beginning by which UTF-16 is told where it has no mark.
const LOOKED_AT: u64 = 512;

/// A reader whose first bytes were looked at: if they are UTF-16, UTF-8 comes out.
pub(super) fn decoded<'a>(mut reader: Box<dyn Read + 'a>) -> std::io::Result<Box<dyn Read + 'a>> {
    let mut begin = Vec::new();
    reader.by_ref().take(LOOKED_AT).read_to_end(&mut begin)?;
    let (mark, big_endian) = match begin.as_slice() {
        [0xff, 0xfe, ..] => (2, Some(false)),
        [0xfe, 0xff, ..] => (2, Some(true)),
        bytes => (0, unmarked(bytes)),
    };
    let rest = std::io::Cursor::new(begin.split_off(mark)).chain(reader);
    Ok(match big_endian {
        Some(big_endian) => Box::new(Utf16::new(rest, big_endian)),
        None => Box::new(rest),
    })
}

/// The order of its bytes, where a text looks like UTF-16: a feed begins with signs and letters of ASCII, half of whose bytes are zero,
/// and always the same half.
fn unmarked(bytes: &[u8]) -> Option<bool> {
    let pairs = bytes.chunks_exact(2);
    let count = pairs.len();
    let zeros = |at: usize| pairs.clone().filter(|pair| pair.get(at) == Some(&0)).count();
    match (zeros(0), zeros(1)) {
        (first, 0) if count >= 4 && first * 2 > count => Some(true),
        (0, second) if count >= 4 && second * 2 > count => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_and_pairs_across_chunks() {
        let text = "a😀é".repeat(5000);
        for big in [false, true] {
            let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            for unit in text.encode_utf16() {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            let mut out = String::new();
            decoded(Box::new(bytes.as_slice())).unwrap().read_to_string(&mut out).unwrap();
            assert_eq!(out, text);
        }
        for big in [false, true] {
            let text = "[{\"name\":\"Ål\"}]".repeat(100);
            let bytes: Vec<u8> =
                text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            let mut out = String::new();
            decoded(Box::new(bytes.as_slice())).unwrap().read_to_string(&mut out).unwrap();
            assert_eq!(out, text);
        }
        let mut out = String::new();
        decoded(Box::new(&b"x"[..])).unwrap().read_to_string(&mut out).unwrap();
        assert_eq!(out, "x");
    }
}
