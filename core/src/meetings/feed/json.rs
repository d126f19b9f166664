//! JSON lists: the rows of a [`Splitter`], each parsed alone.

use std::borrow::Cow;
use std::io::Read;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::column::{Column, Columns};
use super::input::Input;
use super::object::Nested;
use super::settle::Context;
use super::split::{Shape, Splitter};
use super::{
    Beside, Cell, Dialect, Found, Hand, MOST_TITLES, Outline, Row, Source, charset, guess, learn, page, repair, visualization,
};
use crate::error::{Error, FeedProblem, Result};
use crate::meetings::FeedFormat;

pub(super) fn read<R: Read>(
    input: Input<R>,
    source: &Source,
    beside: &Beside,
    each: impl FnMut(Found) -> Result<()>,
) -> Result<Outline> {
    let mut splitter = Splitter::new(input, None);
    let mut more = splitter.advance()?;
    // Formats alone, in the envelope that they have beside meetings.
    if splitter.shape() == Shape::Lines && names(&text_of(splitter.row()).0, Shape::Lines).0 == ["formats"] && source.rereadable()
    {
        let mut rows = 0;
        each_of(Input::new(source.open()?), Some("formats"), |_| rows += 1)?;
        return Ok(Outline { format: FeedFormat::Companion, rows, trailing: false, cut: false });
    }
    let shape = shape_of(&splitter);
    // The first row that can be read tells whose words these are.
    let mut unreadable = 0;
    let (mut names, mut nested) = (Vec::new(), Nested::No);
    while more {
        (names, nested) = self::names(&text_of(splitter.row()).0, shape);
        if !names.is_empty() || shape != Shape::Lines || unreadable == MOST_UNREADABLE {
            break;
        }
        unreadable += 1;
        more = splitter.advance()?;
    }
    let dialect = Dialect::of(&names);
    // An answer of BMLT brings its formats beside the meetings, before or after them.
    let mut own = super::Lookup::default();
    if dialect == Dialect::Bmlt && shape == Shape::Meetings && beside.lookup.is_empty() && source.rereadable() {
        // Without them the keys are read; a fault in the file comes up in the reading proper.
        let _ = learn(source, Some("formats"), &mut own);
    }
    let lookup = if own.is_empty() { &beside.lookup } else { &own };
    let mut header = Header::told(&splitter, shape);
    let mut keys = Columns::of(dialect, &names);
    let format = dialect.format().unwrap_or(format_of(shape));
    let mut hand = Hand::new(format, Context { dialect, lookup, zone: beside.zone }, each);
    for _ in 0..unreadable {
        hand.on(None, false, splitter.bytes_read())?;
    }
    while more {
        let (text, mut lossy) = text_of(splitter.row());
        if shape.is_table() && header.columns.is_none() {
            header.read(shape, &text)?;
        } else {
            let columns = header.columns.as_deref().unwrap_or_default();
            let repaired;
            let mut row = parse(shape, nested, &text, columns, &mut keys);
            if row.is_none() {
                repaired = repair::repair(&text);
                row = parse(shape, nested, &repaired.text, columns, &mut keys);
                lossy |= row.is_some() && repaired.lossy;
            }
            hand.on(row, lossy, splitter.bytes_read())?;
        }
        more = splitter.advance()?;
        // One object after the other is known as such only at the second.
        let now = if shape.is_table() { shape } else { splitter.shape() };
        hand.format = dialect.format().unwrap_or(format_of(now));
    }
    if header.titles > 0 && header.columns.is_none() {
        return Err(Error::feed(FeedProblem::UnknownFormat));
    }
    let alone = shape == Shape::Lines && hand.rows == 1;
    let outline = hand.finish(splitter.trailing(), splitter.is_cut());
    // One object that is no meeting: it may say why there is none.
    if alone && outline.is_err() && page::is_error(&names) {
        return Err(Error::feed(FeedProblem::ErrorAnswer));
    }
    outline
}

/// Lines at the beginning that may be broken before one is looked at for the names of the fields.
const MOST_UNREADABLE: u32 = 50;

/// What the columns of a table in JSON are called.
struct Header {
    columns: Option<Vec<Column>>,
    /// Rows that were looked at: a title or an empty row may stand above.
    titles: usize,
}

impl Header {
    /// Google's Visualization tells it before the rows.
    fn told<R: Read>(splitter: &Splitter<R>, shape: Shape) -> Self {
        let names = if shape == Shape::Visualization { visualization::names(splitter.before()) } else { Vec::new() };
        Self { columns: guess::header(&names, &[]).map(|(columns, _)| columns), titles: 0 }
    }

    fn read(&mut self, shape: Shape, text: &str) -> Result<()> {
        self.titles += 1;
        let cells = if shape == Shape::Visualization { visualization::cells(text) } else { serde_json::from_str(text).ok() };
        let names: Vec<String> = cells.iter().flatten().map(|cell: &Cell| cell.text().unwrap_or_default().into_owned()).collect();
        self.columns = guess::header(&names, &[]).map(|(columns, _)| columns);
        if self.columns.is_none() && self.titles == MOST_TITLES {
            return Err(Error::feed(FeedProblem::UnknownFormat));
        }
        Ok(())
    }
}

/// A list of lists is a table, with or without an envelope.
fn shape_of<R: Read>(splitter: &Splitter<R>) -> Shape {
    match splitter.shape() {
        Shape::Array if splitter.row().starts_with(b"[") => Shape::Values,
        Shape::Meetings if splitter.row().starts_with(br#"{"c":["#) => Shape::Visualization,
        shape => shape,
    }
}

/// Hands on the rows of a list: the outermost one, or the one of that name.
pub(super) fn each_of<R: Read>(input: Input<R>, list: Option<&'static str>, mut each: impl FnMut(&str)) -> Result<()> {
    let mut splitter = Splitter::new(input, list);
    splitter.skip_mark()?;
    while splitter.advance()? {
        each(&text_of(splitter.row()).0);
    }
    Ok(())
}

/// Checking first is three times faster than repairing, and hardly any feed needs repair.
fn text_of(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(charset::text(bytes)), true),
    }
}

/// The names of a row's fields, and where in the row they lie.
fn names(text: &str, shape: Shape) -> (Vec<String>, Nested) {
    if shape.is_table() {
        return (Vec::new(), Nested::No);
    }
    let Names { outer, inner, under } = Names::of(text);
    // Where a name or a day stands outside, the object beside it is something else.
    match under.filter(|_| !outer.iter().any(|name| matches!(name.as_str(), "name" | "slug" | "day"))) {
        Some(under) => (inner, Nested::Under(under)),
        None => (outer, Nested::No),
    }
}

fn parse<'a>(shape: Shape, nested: Nested, text: &'a str, header: &[Column], keys: &mut Columns) -> Option<Row<'a>> {
    match shape {
        Shape::Values => Row::from_list(text, header),
        Shape::Visualization => Some(Row::from_cells(visualization::cells(text)?.into_iter(), header)),
        Shape::Records | Shape::Array | Shape::Meetings | Shape::Features | Shape::Lines => Row::from_object(text, nested, keys),
    }
}

fn format_of(shape: Shape) -> FeedFormat {
    match shape {
        Shape::Array => FeedFormat::MeetingGuide,
        Shape::Meetings => FeedFormat::MeetingGuideEnvelope,
        Shape::Records => FeedFormat::Airtable,
        Shape::Features => FeedFormat::GeoJson,
        Shape::Values | Shape::Visualization => FeedFormat::GoogleSheet,
        Shape::Lines => FeedFormat::Ndjson,
    }
}

/// The names of an object's fields, and those of the object within it that holds the row where programs wrap each row.
#[derive(Default)]
struct Names {
    outer: Vec<String>,
    inner: Vec<String>,
    under: Option<&'static str>,
}

/// Airtable's and NocoDB's, JSON:API's, GeoJSON's.
const UNDER: [&str; 3] = ["fields", "attributes", "properties"];

impl Names {
    fn of(text: &str) -> Self {
        serde_json::from_str(text).or_else(|_| serde_json::from_str(&repair::repair(text).text)).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectNames)
    }
}

struct ObjectNames;

impl<'de> Visitor<'de> for ObjectNames {
    type Value = Names;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut names = Names::default();
        while let Some(name) = map.next_key::<String>()? {
            match UNDER.iter().find(|under| **under == name) {
                Some(under) => {
                    // A list or a text under such a name is a field like others.
                    if let Inner::Object(inner) = map.next_value()? {
                        (names.inner, names.under) = (inner, Some(*under));
                    }
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
            names.outer.push(name);
        }
        Ok(names)
    }
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Inner {
    Object(#[serde(deserialize_with = "keys_of")] Vec<String>),
    Other(IgnoredAny),
}

fn keys_of<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    deserializer.deserialize_map(ObjectKeys)
}

struct ObjectKeys;

impl<'de> Visitor<'de> for ObjectKeys {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut names = Vec::new();
        while let Some((name, IgnoredAny)) = map.next_entry()? {
            names.push(name);
        }
        Ok(names)
    }
}
