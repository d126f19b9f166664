//! Which list of a JSON text holds the rows: told by the names around it.

/// The outer shape of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::meetings::feed) enum Shape {
    Array,
    /// `{"meetings": [...]}`
    Meetings,
    /// `{"records": [...]}`
    Records,
    /// `{"values": [[...]]}`
    Values,
    /// `{"features": [...]}`: GeoJSON.
    Features,
    /// `{"table": {"cols": [...], "rows": [{"c": [...]}]}}`: Google's Visualization.
    Visualization,
    /// One object after the other.
    Lines,
}

impl Shape {
    /// Whether its rows have no names of their own.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Values | Self::Visualization)
    }
}

/// Objects that servers put around the list of rows: `{"data":{"meetings":[…]}}`.
pub(super) const WRAPS: [&[u8]; 7] = [b"data", b"result", b"results", b"response", b"body", b"payload", b"table"];
pub(super) const MAX_WRAPS: u32 = 4;

/// The shape that the name of a list tells. Names that may stand for anything count only until a list is found.
pub(super) fn named(name: &[u8], found: bool) -> Option<Shape> {
    const ANYTHING: [&[u8]; 12] = [
        b"data",
        b"list",
        b"items",
        b"result",
        b"results",
        b"rows",
        b"payload",
        b"response",
        b"body",
        b"feed",
        b"value",
        b"entries",
    ];
    match name.to_ascii_lowercase().as_slice() {
        b"meetings" => Some(Shape::Meetings),
        b"records" => Some(Shape::Records),
        b"values" => Some(Shape::Values),
        b"features" if !found => Some(Shape::Features),
        name if !found && ANYTHING.contains(&name) => Some(Shape::Meetings),
        _ => None,
    }
}

/// Whether an object begins whose first key is a number and whose first value an object.
pub(super) fn is_numbered(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"{").and_then(|rest| rest.trim_ascii_start().strip_prefix(b"\"")) else { return false };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value =
        rest.get(digits..).and_then(|rest| rest.strip_prefix(b"\"")).and_then(|rest| rest.trim_ascii_start().strip_prefix(b":"));
    digits > 0 && value.is_some_and(|value| value.trim_ascii_start().starts_with(b"{"))
}
