//! One row: the known fields by name, whatever the spelling of their keys.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::cell::Cell;
use super::dialect::Dialect;
use crate::meetings::model::Rule;

macro_rules! fields {
    ($($field:ident = $($name:literal)|+,)+) => {
        /// A field of a meeting in a feed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Key { $($field,)+ }

        const COUNT: usize = [$(Key::$field),+].len();

        impl Key {
            /// The name that the specification gives it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => [$($name),+][0],)+ }
            }

            /// The field of that name, in the specification's spelling or another known one.
            pub fn exactly(name: &str) -> Option<Self> {
                match name { $($($name)|+ => Some(Self::$field),)+ _ => None }
            }
        }
    };
}

// The specification's name first, then those seen in real feeds and in spreadsheets.
fields! {
    Name = "name" | "meeting" | "meeting_name" | "title",
    Slug = "slug" | "post_name",
    Id = "id",
    Day = "day",
    Time = "time" | "start_time",
    EndTime = "end_time",
    Timezone = "timezone" | "time_zone",
    Types = "types" | "type",
    FormattedAddress = "formatted_address" | "full_address",
    Address = "address",
    City = "city",
    State = "state",
    PostalCode = "postal_code" | "zip",
    Country = "country",
    Region = "region",
    SubRegion = "sub_region",
    SubSubRegion = "sub_sub_region",
    Regions = "regions",
    Latitude = "latitude",
    Longitude = "longitude",
    Coordinates = "coordinates",
    Approximate = "approximate",
    AttendanceOption = "attendance_option",
    Location = "location" | "location_name",
    LocationNotes = "location_notes",
    Notes = "notes",
    Group = "group" | "group_name",
    GroupNotes = "group_notes",
    ConferenceUrl = "conference_url",
    ConferenceUrlNotes = "conference_url_notes",
    ConferencePhone = "conference_phone",
    ConferencePhoneNotes = "conference_phone_notes",
    Venmo = "venmo",
    Square = "square",
    Paypal = "paypal",
    HomegroupOnline = "homegroup_online",
    Url = "url",
    Website = "website",
    Updated = "updated",
    Fellowship = "fellowship",
    Duration = "duration" | "duration_time",
    // What other formats tell in their own way; `settle` turns it into the fields above. A blank before the name: only the
    // dialects know it, as in other tables the same word may mean anything.
    Weekday = "weekday_tinyint",
    VenueType = "venue_type",
    Formats = " formats",
    FormatIds = "format_shared_id_list",
    ServiceBody = "service_body_bigint",
    RootServer = "root_server_id",
    Borough = "location_city_subsection",
    Neighborhood = "location_neighborhood",
    County = "location_sub_province",
    Transport = " public_transport",
    Published = " published",
    Open = " open",
    OpenWhen = " open_when",
    Closed = " closed",
    Wheelchair = " wheelchair",
    Hearing = " hearing",
    Chit = " chit",
    Days = " days",
    Times = " times",
    Details = " details",
    RoomNumber = " meeting_id",
    Passcode = " meeting_password",
    DialIn = " dial_in_number",
    AccessCode = " access_code",
    AlwaysOpen = " is_24_7",
    Languages = " languages",
    Recurring = " rtc",
    Start = " start",
}

/// One row. Lives as long as the bytes it was cut from.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    cells: [Cell<'a>; COUNT],
    /// The first field that held a person's contact.
    pub contact: Option<&'static str>,
    /// A key that only formats have which are not the feed's.
    pub foreign: bool,
    /// The source says that it is deleted, archived or not published.
    pub withdrawn: bool,
    /// The rules, where the format tells more than one day and time.
    pub schedule: Option<Vec<Rule>>,
    /// Part of the schedule is told in words that no rule was made of.
    pub in_words: bool,
}

const NOTHING: Cell = Cell::Empty;

impl<'a> Row<'a> {
    pub fn new() -> Self {
        Self {
            cells: [const { Cell::Empty }; COUNT],
            contact: None,
            foreign: false,
            withdrawn: false,
            schedule: None,
            in_words: false,
        }
    }

    pub fn get(&self, key: Key) -> &Cell<'a> {
        self.cells.get(key as usize).unwrap_or(&NOTHING)
    }

    pub fn has(&self, key: Key) -> bool {
        !self.get(key).is_empty()
    }

    /// Puts a value where there is none yet.
    pub fn fill(&mut self, key: Key, cell: Cell<'a>) {
        if let Some(place) = self.cells.get_mut(key as usize)
            && place.is_empty()
        {
            *place = cell;
        }
    }

    /// Puts a value, whatever was there.
    pub fn set(&mut self, key: Key, cell: Cell<'a>) {
        if let Some(place) = self.cells.get_mut(key as usize) {
            *place = cell;
        }
    }

    /// Takes a value out.
    pub fn take(&mut self, key: Key) -> Cell<'a> {
        self.cells.get_mut(key as usize).map(std::mem::take).unwrap_or_default()
    }

    /// A value as text without blanks around it; empty where there is none.
    pub fn words(&self, key: Key) -> String {
        self.get(key).text().unwrap_or_default().trim().to_owned()
    }

    /// Reads a JSON object. `None`: it is none.
    pub fn from_object(text: &'a str, nested: Nested, columns: &mut Columns) -> Option<Self> {
        let mut row = Self::new();
        let mut reader = serde_json::Deserializer::from_str(text);
        Fill { row: &mut row, nested, columns }.deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        Some(row)
    }

    /// Reads a sheet's row by its header. `None`: it is no list.
    pub fn from_list(text: &'a str, header: &[Column]) -> Option<Self> {
        let cells: Vec<Cell<'a>> = serde_json::from_str(text).ok()?;
        Some(Self::from_cells(cells.into_iter(), header))
    }

    /// Reads the cells of a table by its header.
    pub fn from_cells(cells: impl Iterator<Item = Cell<'a>>, header: &[Column]) -> Self {
        let mut row = Self::new();
        for (column, cell) in header.iter().zip(cells) {
            match column {
                Column::Known(key) => row.fill(*key, cell),
                Column::OneOfMany(key) => row.push(*key, cell),
                Column::Contact(name) => row.drop_contact(name, &cell),
                Column::Within(_) | Column::Foreign | Column::Other => {}
            }
        }
        // What a sheet calls ID is the spec's slug.
        if !row.has(Key::Slug) {
            let id = row.get(Key::Id).clone();
            row.fill(Key::Slug, id);
        }
        row
    }

    /// Adds to a list.
    fn push(&mut self, key: Key, cell: Cell<'a>) {
        if cell.is_empty() {
            return;
        }
        match self.cells.get_mut(key as usize) {
            Some(Cell::List(list)) => list.push(cell),
            Some(place) => *place = Cell::List(vec![cell]),
            None => {}
        }
    }

    fn drop_contact(&mut self, name: &'static str, cell: &Cell) {
        if !cell.is_empty() {
            self.contact.get_or_insert(name);
        }
    }
}

/// What a column of a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Known(Key),
    /// Several columns that hold one list.
    OneOfMany(Key),
    /// A person's contact: its values are counted and left out.
    Contact(&'static str),
    /// An object whose fields are told by their names under this one.
    Within(&'static str),
    /// Only formats have it that are not Meeting Guide.
    Foreign,
    Other,
}

/// What the keys of a feed mean: every row has the same ones.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    known: HashMap<String, Column>,
    dialect: Dialect,
    /// Nobody's format: what people call such things is read too.
    free: bool,
}

impl Columns {
    /// More keys than this are noise, and are not remembered.
    const MOST: usize = 500;

    /// `names`: those of the first row.
    pub fn of(dialect: Dialect, names: &[String]) -> Self {
        let known: Vec<Column> = names.iter().map(|name| Column::read(name, dialect)).collect();
        let has = |key: Key| known.contains(&Column::Known(key));
        let (name, day, time) = (has(Key::Name), has(Key::Day), has(Key::Time));
        // Meetings by appointment have neither day nor time; then the slug tells the specification.
        let specified = (name && day && time) || (has(Key::Slug) && (name || day || time));
        Self { known: HashMap::new(), dialect, free: dialect == Dialect::MeetingGuide && !names.is_empty() && !specified }
    }

    pub fn read(&mut self, name: &str) -> Column {
        if let Some(column) = self.known.get(name) {
            return *column;
        }
        let column = match Column::read(name, self.dialect) {
            Column::Other if self.free => super::guess::said(name).map_or(Column::Other, Column::Known),
            column => column,
        };
        if self.known.len() < Self::MOST && name.len() <= 64 {
            self.known.insert(name.to_owned(), column);
        }
        column
    }
}

impl Column {
    pub fn read(name: &str, dialect: Dialect) -> Self {
        if let Some(column) = dialect.column(name) {
            return column;
        }
        if dialect == Dialect::MeetingGuide && is_foreign(name) {
            return Self::Foreign;
        }
        if let Some(key) = Key::exactly(name) {
            return Self::Known(key);
        }
        let plain = snake(name);
        match Key::exactly(&plain) {
            Some(key) => Self::Known(key),
            None => contact(&plain).map_or(Self::Other, Self::Contact),
        }
    }
}

/// `Start Time`, `start-time` and `startTime` as the specification spells them: `start_time`.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len().min(64));
    let mut word = false;
    for c in name.trim().chars().take(64) {
        if c.is_uppercase() && word {
            out.push('_');
        }
        word = c.is_lowercase() || c.is_ascii_digit();
        match c {
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push('_'),
        }
    }
    out
}

/// Fields that hold how to reach a person. The name returned is our own, so that a diagnostic repeats nothing of the feed.
fn contact(name: &str) -> Option<&'static str> {
    match name {
        "email" | "e_mail" | "mail" | "feedback_emails" | "group_email" | "groupemail" | "email_contact" | "courriel" => {
            Some("email")
        }
        "phone" | "group_phone" => Some("phone"),
        "mailing_address" => Some("mailing_address"),
        name if name.starts_with("contact_") => Some("contact"),
        _ => None,
    }
}

/// Keys by which formats are told that look like Meeting Guide and mean other things: BMLT counts days from 1, OIAA's database
/// counts Sunday as 7 and gives lengths in minutes.
fn is_foreign(name: &str) -> bool {
    matches!(
        name,
        "id_bigint"
            | "weekday_tinyint"
            | "service_body_bigint"
            | "key_string"
            | "root_server_uri"
            | "groupID"
            | "accountID"
            | "rtc"
    )
}

/// Whether the row's fields lie one level down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nested {
    No,
    /// Under this name: `fields` where a table's server wraps each row.
    Under(&'static str),
    /// Inside an object of the row; its fields are named after it.
    Of(&'static str),
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
        while let Some(name) = map.next_key::<Name<'de>>()? {
            let name = name.0.as_ref();
            let column = match self.nested {
                Nested::Under(under) if name == under => {
                    map.next_value_seed(Inside(Fill { row: self.row, nested: Nested::No, columns: self.columns }))?;
                    continue;
                }
                // Airtable's id of the record is the key where the row has no slug of its own.
                Nested::Under(_) if name == "id" => Column::Known(Key::Id),
                Nested::Under(_) => Column::Other,
                Nested::Of(object) => self.columns.read(&format!("{object}.{name}")),
                Nested::No => self.columns.read(name),
            };
            match column {
                Column::Known(key) => self.row.fill(key, map.next_value()?),
                Column::OneOfMany(key) => self.row.push(key, map.next_value()?),
                Column::Contact(name) => self.row.drop_contact(name, &map.next_value()?),
                Column::Within(object) if self.nested == Nested::No => {
                    map.next_value_seed(Inside(Fill { row: self.row, nested: Nested::Of(object), columns: self.columns }))?;
                }
                Column::Foreign => {
                    self.row.foreign = true;
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

/// An object within a row. What is none, as PHP's `[]` for an empty one, is nothing.
struct Inside<'r, 'a>(Fill<'r, 'a>);

impl<'de> DeserializeSeed<'de> for Inside<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

struct Name<'a>(std::borrow::Cow<'a, str>);

impl<'de> serde::Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Cell::deserialize(deserializer)? {
            Cell::Text(text) => Ok(Self(text)),
            _ => Ok(Self("".into())),
        }
    }
}
