//! One row: the fields that are known.

use chrono_tz::Tz;

use super::cell::Cell;
use super::column::Column;
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
    HalfOfDay = " half_of_day",
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
                Column::TimeIn(zone) => row.fill_time(*zone, cell),
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

    /// Puts a time of day and the zone of its clock, where there is no time yet.
    pub fn fill_time(&mut self, zone: Tz, cell: Cell<'a>) {
        if !self.has(Key::Time) && !cell.is_empty() {
            self.set(Key::Time, cell);
            self.fill(Key::Timezone, Cell::made(zone.name()));
        }
    }

    /// Adds to a list.
    pub fn push(&mut self, key: Key, cell: Cell<'a>) {
        if cell.is_empty() {
            return;
        }
        match self.cells.get_mut(key as usize) {
            Some(Cell::List(list)) => list.push(cell),
            Some(place) => *place = Cell::List(vec![cell]),
            None => {}
        }
    }

    pub fn drop_contact(&mut self, name: &'static str, cell: &Cell) {
        if !cell.is_empty() {
            self.contact.get_or_insert(name);
        }
    }
}
