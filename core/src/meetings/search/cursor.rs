//! Where a page ended: the whole key of its last row, so that a page begins rightly even when that row is gone by then.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Field, Problem, Result};

/// The order of a list: start (milliseconds), distance (bits of a number that is not negative, so ordered as it is), name, id.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(super) struct Mark(pub i64, pub u64, pub String, pub String);

/// The first character of every cursor of this form.
const VERSION: char = '1';

impl Mark {
    /// Opaque to callers.
    pub fn to_cursor(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        std::iter::once(VERSION.to_string()).chain(text.bytes().map(|byte| format!("{byte:02x}"))).collect()
    }

    pub fn from_cursor(cursor: &str) -> Result<Self> {
        let read = || {
            let digits: Vec<u8> = cursor
                .strip_prefix(VERSION)?
                .chars()
                .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
                .collect::<Option<_>>()?;
            let (pairs, []) = digits.as_chunks::<2>() else { return None };
            let text: Vec<u8> = pairs.iter().map(|[high, low]| high * 16 + low).collect();
            serde_json::from_slice(&text).ok()
        };
        read().ok_or_else(|| Error::invalid(Field::Cursor, Problem::Malformed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mark = Mark(1_700_000_000_000, 5, "Café \"Ø\"".into(), "0190".into());
        assert_eq!(Mark::from_cursor(&mark.to_cursor()).unwrap(), mark);
    }

    #[test]
    fn garbage_is_refused() {
        let whole = Mark(1, 2, "name".into(), "id".into()).to_cursor();
        let cut: String = whole.chars().take(whole.len() - 1).collect();
        for cursor in ["", "1", "0", "2abcd", "1zz", "1💚", &cut, &whole.replacen('1', "9", 1), "15b5d"] {
            assert!(Mark::from_cursor(cursor).is_err(), "{cursor}");
        }
    }
}
