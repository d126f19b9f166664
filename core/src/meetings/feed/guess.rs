//! What the columns of a table hold: by the names that the formats give them, by what people call such things, or by the person's
//! own word. A guess is shown before it is used: see `guess_columns`.

use std::path::Path;

use super::input::Input;
use super::row::{Column, snake};
use super::{Dialect, Key, MOST_TITLES, Source, table};
use crate::error::{Error, FeedProblem, Result};
use crate::meetings::{ColumnChoice, ColumnGuess};

/// Rows that are shown of a column.
const EXAMPLES: usize = 3;

/// What people call these things in tables of their own, beside the names of the specification.
const SAYINGS: [(Key, &[&str]); 17] = [
    (Key::Name, &["meeting title", "group name", "meeting group", "nombre", "nom", "naam", "name of meeting", "namn"]),
    (
        Key::Day,
        &[
            "weekday",
            "day of week",
            "day of the week",
            "days",
            "día",
            "dia",
            "jour",
            "dag",
            "wochentag",
            "tag",
            "when",
            "meeting day",
            "day name",
        ],
    ),
    (
        Key::Time,
        &[
            "start",
            "begin",
            "begins",
            "starts",
            "start at",
            "hora",
            "heure",
            "tid",
            "uhrzeit",
            "beginn",
            "tijd",
            "from",
            "meeting time",
            "starttime",
        ],
    ),
    (Key::EndTime, &["end", "ends", "finish", "to", "until", "ende", "fin"]),
    (Key::Duration, &["length", "minutes", "duration minutes", "dauer"]),
    (
        Key::Location,
        &[
            "venue",
            "place",
            "building",
            "lugar",
            "lieu",
            "ort",
            "plats",
            "where",
            "location name",
            "venue name",
            "building name",
            "facility",
        ],
    ),
    (
        Key::Address,
        &[
            "street",
            "street address",
            "address 1",
            "address line 1",
            "dirección",
            "direccion",
            "adresse",
            "straße",
            "adress",
            "addr",
            "address1",
            "location address",
        ],
    ),
    (Key::City, &["town", "ciudad", "ville", "stadt", "stad", "municipality", "suburb"]),
    (Key::State, &["province", "county", "estado", "bundesland", "state province"]),
    (Key::PostalCode, &["postcode", "post code", "zip code", "zipcode", "plz", "código postal", "code postal", "postnummer"]),
    (Key::Country, &["país", "pais", "pays", "land"]),
    (Key::Latitude, &["lat"]),
    (Key::Longitude, &["lng", "lon", "long"]),
    (Key::Types, &["format", "formats", "meeting type", "meeting types", "codes", "tipo", "art"]),
    (Key::Notes, &["note", "comment", "comments", "details", "description", "info", "remarks", "notas", "remarques"]),
    (
        Key::ConferenceUrl,
        &[
            "link",
            "zoom",
            "zoom link",
            "online link",
            "meeting link",
            "join link",
            "virtual link",
            "video link",
            "url to join",
            "join url",
            "zoom url",
            "online url",
            "meeting url",
        ],
    ),
    (Key::ConferencePhone, &["dial in", "phone number to join", "dial in number", "telephone to join"]),
];

/// The columns of a header, and whose they are. `None`: these are no names of columns of a list of meetings.
pub(super) fn header(names: &[String], choices: &[ColumnChoice]) -> Option<(Vec<Column>, Dialect)> {
    let dialect = Dialect::of(names);
    let mut columns: Vec<Column> = names.iter().map(|name| column(name, dialect)).collect();
    for choice in choices {
        let at = names.iter().position(|name| name.trim() == choice.column.trim());
        if let Some(place) = at.and_then(|at| columns.get_mut(at)) {
            *place = match choice.field.as_deref() {
                Some(field) => Key::exactly(field).map_or(*place, Column::Known),
                None => Column::Other,
            };
        }
    }
    let known = columns.iter().filter(|column| matches!(column, Column::Known(_))).count();
    let told =
        columns.iter().any(|column| matches!(column, Column::Known(Key::Name | Key::Day | Key::Time | Key::Slug | Key::Group)));
    (known >= 2 && told || (known >= 1 && dialect != Dialect::MeetingGuide)).then_some((columns, dialect))
}

fn column(name: &str, dialect: Dialect) -> Column {
    match Column::read(name, dialect) {
        Column::Other => said(name).map_or(Column::Other, Column::Known),
        found => found,
    }
}

pub(super) fn said(name: &str) -> Option<Key> {
    let plain = snake(name).replace('_', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    SAYINGS.iter().find(|(_, sayings)| sayings.contains(&plain.as_str())).map(|(key, _)| *key)
}

/// What each column of a table would be read as, with its first values.
pub(crate) fn guess(path: &Path) -> Result<Vec<ColumnGuess>> {
    let source = Source::File(path);
    let mut input = Input::new(source.open()?);
    if input.fill()?.starts_with(b"\xEF\xBB\xBF") {
        input.consume(3);
    }
    let unknown = || Error::feed(FeedProblem::UnknownFormat);
    let delimiter = match input.skip_white()? {
        None => return Err(Error::feed(FeedProblem::Empty)),
        Some(b'[' | b'{' | b'<') => return Err(unknown()),
        Some(_) => table::delimiter(input.fill()?).ok_or_else(unknown)?,
    };
    let mut table = table::Table::new(input, delimiter);
    // The row with the most names that are known; a table without any still has its first row to show.
    let mut rows: Vec<Vec<String>> = Vec::new();
    while rows.len() < MOST_TITLES + EXAMPLES && table.advance()? {
        rows.push(table.cells().0.iter().map(|cell| cell.text().unwrap_or_default().trim().to_owned()).collect());
    }
    let known = |names: &Vec<String>| {
        let dialect = Dialect::of(names);
        names.iter().filter(|name| matches!(column(name, dialect), Column::Known(_))).count()
    };
    let at = (0..rows.len().min(MOST_TITLES)).rev().max_by_key(|at| rows.get(*at).map_or(0, known)).unwrap_or(0);
    let names = rows.get(at).cloned().unwrap_or_default();
    let dialect = Dialect::of(&names);
    let examples = |number: usize| -> Vec<String> {
        let values = rows.iter().skip(at + 1).filter_map(|row| row.get(number)).filter(|value| !value.is_empty());
        values.take(EXAMPLES).map(|value| value.chars().take(80).collect()).collect()
    };
    let guesses = names.iter().enumerate().map(|(number, name)| {
        let field = match column(name, dialect) {
            Column::Known(key) | Column::OneOfMany(key) => Some(key.name().to_owned()),
            Column::Contact(_) | Column::Within(_) | Column::Foreign | Column::Other => None,
        };
        let contact = matches!(column(name, dialect), Column::Contact(_));
        // What can lead to a person is not shown either.
        let examples = if contact { Vec::new() } else { examples(number) };
        ColumnGuess { column: name.clone(), field, contact, examples }
    });
    Ok(guesses.collect())
}
