//! Faults inside one row that hand-made feeds have and that leave no doubt about what was meant.

use std::fmt::Write as _;
use std::str::Chars;

/// A row after repair.
pub(super) struct Repaired {
    pub text: String,
    /// Half a character was replaced.
    pub lossy: bool,
}

/// Escapes line ends inside texts, replaces other control characters by spaces and escapes of half a character by U+FFFD.
pub(super) fn repair(row: &str) -> Repaired {
    let mut out = Repaired { text: String::with_capacity(row.len() + 16), lossy: false };
    let mut quoted = false;
    let mut rest = row.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                quoted = !quoted;
                out.text.push(c);
            }
            '\\' if quoted => escape(&mut rest, &mut out),
            '\n' if quoted => out.text.push_str("\\n"),
            c if c.is_control() => out.text.push(' '),
            c => out.text.push(c),
        }
    }
    out
}

/// Behind a backslash inside a text.
fn escape(rest: &mut Chars, out: &mut Repaired) {
    let mut ahead = rest.clone();
    match ahead.next() {
        Some('u') => {
            let Some(unit) = hex(&mut ahead) else {
                // No escape at all: the backslash stands for itself.
                out.text.push_str("\\\\");
                return;
            };
            match (unit, low_half(&ahead)) {
                (0xD800..0xDC00, Some((low, after))) => {
                    let _ = write!(out.text, "\\u{unit:04x}\\u{low:04x}");
                    ahead = after;
                }
                (0xD800..0xE000, _) => {
                    out.text.push(char::REPLACEMENT_CHARACTER);
                    out.lossy = true;
                }
                _ => drop(write!(out.text, "\\u{unit:04x}")),
            }
        }
        Some(c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => out.text.extend(['\\', c]),
        // `\'` and the like: the backslash means nothing.
        Some(c) if !c.is_control() => out.text.push(c),
        _ => out.text.push(' '),
    }
    *rest = ahead;
}

/// Four hexadecimal digits.
fn hex(chars: &mut Chars) -> Option<u32> {
    let mut value = 0;
    for _ in 0..4 {
        value = value * 16 + chars.next()?.to_digit(16)?;
    }
    Some(value)
}

/// The second half of a character right here, and what follows it.
fn low_half<'a>(rest: &Chars<'a>) -> Option<(u32, Chars<'a>)> {
    let mut ahead = rest.clone();
    let escape = (ahead.next()?, ahead.next()?) == ('\\', 'u');
    let low = hex(&mut ahead)?;
    (escape && (0xDC00..0xE000).contains(&low)).then_some((low, ahead))
}
