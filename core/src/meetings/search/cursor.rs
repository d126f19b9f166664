//! Where a page ended: the whole key of its last row, so that a page begins rightly even when that row is gone by then.

use serde::{Deserialize, Serialize};

use super::{Key, MeetingOrder};
use crate::error::{Error, Field, Problem, Result};

/// The order of a list: its numbers (none is negative, so they are ordered as they are), name, id.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(super) struct Mark(pub Key, pub String, pub String);

/// The first character of every cursor of an order.
fn version(order: MeetingOrder) -> char {
    match order {
        MeetingOrder::Soonest => 's',
        MeetingOrder::Nearest => 'n',
        MeetingOrder::BestMatch => 'b',
    }
}

impl Mark {
    /// Opaque to callers.
    pub fn to_cursor(&self, order: MeetingOrder) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        std::iter::once(version(order).to_string()).chain(text.bytes().map(|byte| format!("{byte:02x}"))).collect()
    }

    pub fn from_cursor(cursor: &str, order: MeetingOrder) -> Result<Self> {
        let read = || {
            let digits: Vec<u8> = cursor
                .strip_prefix(version(order))?
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
    use MeetingOrder::{Nearest, Soonest};

    #[test]
    fn there_and_back() {
        let mark = Mark((1, 1_700_000_000_000, 5), "Café \"Ø\"".into(), "0190".into());
        assert_eq!(Mark::from_cursor(&mark.to_cursor(Nearest), Nearest).unwrap(), mark);
        assert!(Mark::from_cursor(&mark.to_cursor(Nearest), Soonest).is_err(), "another order's");
    }

    #[test]
    fn garbage_is_refused() {
        let whole = Mark((0, 1, 2), "name".into(), "id".into()).to_cursor(Soonest);
        let cut: String = whole.chars().take(whole.len() - 1).collect();
        for cursor in ["", "s", "0", "s2abcd", "szz", "s💚", &cut, &whole.replacen('s', "9", 1), "s5b5d"] {
            assert!(Mark::from_cursor(cursor, Soonest).is_err(), "{cursor}");
        }
    }
}
