//! One value of a row, as loosely typed as feeds are.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value of a row. Texts borrow from the row where they hold no escape.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Absent, `null`, or an empty text.
    #[default]
    Empty,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Cell<'a>>),
    /// An object that stands for no word.
    Object,
}

impl Cell<'_> {
    /// A text that was made, not read; nothing where it is empty.
    pub fn made(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(text)) }
    }

    /// A list of texts.
    pub fn list<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Cell::List(texts.into_iter().map(Cell::made).collect())
    }

    /// The value as text for reading and for diagnostics. `None`: there is none.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Cell::Text(text) => Some(Cow::Borrowed(text.as_ref())),
            Cell::Integer(number) => Some(Cow::Owned(number.to_string())),
            Cell::Float(number) => Some(Cow::Owned(number.to_string())),
            Cell::Bool(value) => Some(Cow::Borrowed(if *value { "yes" } else { "no" })),
            Cell::Empty | Cell::List(_) | Cell::Object => None,
        }
    }

    /// Whether there is anything: blank texts and empty lists are nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::List(list) => list.iter().all(Cell::is_empty),
            _ => false,
        }
    }

    /// For diagnostics: lists joined by commas.
    pub fn shown(&self) -> String {
        match self {
            Cell::List(list) => list.iter().take(20).map(Cell::shown).collect::<Vec<_>>().join(","),
            Cell::Object => "{}".to_owned(),
            other => other.text().unwrap_or_default().chars().take(80).collect(),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Cell<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Or(Word::default()))
    }
}

/// What is made of an object in place of a value.
pub(super) trait TakesObject<'de> {
    fn take<A: MapAccess<'de>>(self, map: A) -> Result<Cell<'de>, A::Error>;
}

/// A value, or what this makes of an object.
pub(super) struct Or<T>(pub T);

impl<'de, T: TakesObject<'de>> DeserializeSeed<'de> for Or<T> {
    type Value = Cell<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: TakesObject<'de>> Visitor<'de> for Or<T> {
    type Value = Cell<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cell::Empty)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Cell::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Cell::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        // Past 2^63 it is an id of somebody else's; its digits are all that matters.
        Ok(i64::try_from(value).map_or_else(|_| Cell::Text(Cow::Owned(value.to_string())), Cell::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Cell::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(if value.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(value)) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(if value.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(value.to_owned())) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(cell) = seq.next_element()? {
            list.push(cell);
        }
        Ok(Cell::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.0.take(map)
    }
}

/// Where programs write an object for a word, one of its fields is the word: the earlier in this list, the shorter.
#[derive(Default)]
pub(super) struct Word<'a>(Option<(usize, Cell<'a>)>);

impl<'a> Word<'a> {
    const NAMES: [&'static str; 7] = ["key", "code", "value", "name", "label", "tag", "$oid"];

    /// Whether a field of that name may be the word.
    fn rank(&self, name: &str) -> Option<usize> {
        let rank = Self::NAMES.iter().position(|known| *known == name)?;
        self.0.as_ref().is_none_or(|(known, _)| rank < *known).then_some(rank)
    }

    pub fn hear(&mut self, name: &str, value: Cell<'a>) {
        if let (Some(rank), Cell::Text(_)) = (self.rank(name), &value) {
            self.0 = Some((rank, value));
        }
    }

    pub fn cell(self) -> Cell<'a> {
        self.0.map_or(Cell::Object, |(_, value)| value)
    }
}

impl<'de> TakesObject<'de> for Word<'de> {
    fn take<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Cell<'de>, A::Error> {
        while let Some(name) = map.next_key::<Cow<str>>()? {
            match self.rank(&name) {
                Some(_) => self.hear(&name, map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(self.cell())
    }
}
