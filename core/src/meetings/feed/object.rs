//! A row that is a JSON object: its fields, and those of the objects within it.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::cell::{self, Cell, Or, TakesObject};
use super::column::{Column, Columns, part, snake};
use super::row::{Key, Row};

/// Whether the row's fields lie one level down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nested {
    No,
    /// Under this name: `fields` where a table's server wraps each row.
    Under(&'static str),
    /// Inside an object of the row; its fields are named after it.
    Of(&'static str),
}

impl<'a> Row<'a> {
    /// Reads a JSON object. `None`: it is none.
    pub fn from_object(text: &'a str, nested: Nested, columns: &mut Columns) -> Option<Self> {
        let mut row = Self::new();
        let mut reader = serde_json::Deserializer::from_str(text);
        Fill { row: &mut row, nested, columns }.deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        Some(row)
    }
}

struct Fill<'r, 'a> {
    row: &'r mut Row<'a>,
    nested: Nested,
    columns: &'r mut Columns,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { row, nested, columns } = self;
        while let Some(name) = map.next_key::<Name<'de>>()? {
            let name = name.0.as_ref();
            let column = match nested {
                Nested::Under(under) if name == under => {
                    map.next_value_seed(Or(Fill { row, nested: Nested::No, columns }))?;
                    continue;
                }
                // Where GeoJSON has the place of what the properties tell.
                Nested::Under("properties") if name == "geometry" => {
                    map.next_value_seed(Or(Part { row, outer: "" }))?;
                    continue;
                }
                // Airtable's id of the record is the key where the row has no slug of its own.
                Nested::Under(_) if name == "id" => Column::Known(Key::Id),
                Nested::Under(_) => Column::Other,
                Nested::Of(object) => columns.read(&format!("{object}.{name}")),
                Nested::No => columns.read(name),
            };
            match column {
                Column::Known(_) | Column::OneOfMany(_) | Column::Other if columns.is_free() && nested == Nested::No => {
                    let outer = snake(name);
                    let word = map.next_value_seed(Or(Part { row, outer: &outer }))?;
                    match column {
                        Column::Known(_) if word == Cell::Object => {}
                        Column::Known(key) => row.fill(key, word),
                        Column::OneOfMany(key) => row.push(key, word),
                        _ => {}
                    }
                }
                Column::Known(key) => row.fill(key, map.next_value()?),
                Column::OneOfMany(key) => row.push(key, map.next_value()?),
                Column::TimeIn(zone) => row.fill_time(zone, map.next_value()?),
                Column::Contact(name) => row.drop_contact(name, &map.next_value()?),
                Column::Within(object) if nested == Nested::No => {
                    map.next_value_seed(Or(Fill { row, nested: Nested::Of(object), columns }))?;
                }
                Column::Foreign => {
                    row.foreign = true;
                    map.next_value::<IgnoredAny>()?;
                }
                Column::Within(_) | Column::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// An object within a row whose fields are read like the row's. What is none, as PHP's `[]` for an empty one, is nothing.
impl<'de> TakesObject<'de> for Fill<'_, 'de> {
    fn take<A: MapAccess<'de>>(self, map: A) -> Result<Cell<'de>, A::Error> {
        self.visit_map(map)?;
        Ok(Cell::Object)
    }
}

/// An object within a row of nobody's format: an address in parts, a place with its degrees, a time with its day. It may also stand
/// for one word, as everywhere.
struct Part<'r, 'a, 'n> {
    row: &'r mut Row<'a>,
    /// What the object is called.
    outer: &'n str,
}

impl<'de> TakesObject<'de> for Part<'_, 'de, '_> {
    fn take<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell<'de>, A::Error> {
        let mut word = cell::Word::default();
        while let Some(name) = map.next_key::<Name<'de>>()? {
            let value: Cell = map.next_value()?;
            let name = snake(&name.0);
            if name == "coordinates" {
                if let Some((latitude, longitude)) = degrees(&value) {
                    self.row.fill(Key::Latitude, latitude);
                    self.row.fill(Key::Longitude, longitude);
                }
            } else if let Some(key) = part(self.outer, &name) {
                self.row.fill(key, value);
            } else {
                word.hear(&name, value);
            }
        }
        Ok(word.cell())
    }
}

/// Latitude and longitude of a point as GeoJSON writes it: the longitude first.
fn degrees<'a>(value: &Cell<'a>) -> Option<(Cell<'a>, Cell<'a>)> {
    let Cell::List(list) = value else { return None };
    match list.as_slice() {
        [longitude @ (Cell::Float(_) | Cell::Integer(_)), latitude @ (Cell::Float(_) | Cell::Integer(_)), ..] => {
            Some((latitude.clone(), longitude.clone()))
        }
        _ => None,
    }
}

struct Name<'a>(std::borrow::Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Cell::deserialize(deserializer)? {
            Cell::Text(text) => Ok(Self(text)),
            _ => Ok(Self("".into())),
        }
    }
}
