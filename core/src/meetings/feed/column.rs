//! What the names of columns and of fields mean.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::dialect::Dialect;
use super::row::Key;

/// What a column of a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Known(Key),
    /// Several columns that hold one list.
    OneOfMany(Key),
    /// A person's contact: its values are counted and left out.
    Contact(&'static str),
    /// A time of day on the clock of this zone: lists for several countries have a column for each.
    TimeIn(Tz),
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
        // Every feed that keeps to the specification has a slug. Meetings by appointment have neither day nor time.
        let specified = has(Key::Slug) && (name || day || time);
        Self { known: HashMap::new(), dialect, free: dialect == Dialect::MeetingGuide && !names.is_empty() && !specified }
    }

    /// Whether objects within a row are looked into.
    pub fn is_free(&self) -> bool {
        self.free
    }

    pub fn read(&mut self, name: &str) -> Column {
        if let Some(column) = self.known.get(name) {
            return *column;
        }
        let column = match Column::read(name, self.dialect) {
            Column::Other if self.free => super::guess::said(name),
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
        "contact" | "contacts" | "point_of_contact" | "main_contact" => Some("contact"),
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

/// What a field of an object within a row of nobody's format means. `outer` and `name` in the specification's spelling.
pub(super) fn part(outer: &str, name: &str) -> Option<Key> {
    let online = || ["zoom", "online", "virtual", "conference", "link", "remote"].iter().any(|word| outer.contains(word));
    Some(match name {
        "street" | "street_address" | "address" | "address1" | "address_1" | "line1" | "line_1" => Key::Address,
        "city" | "town" | "locality" | "suburb" => Key::City,
        "state" | "state_abbr" | "province" | "region" | "county" => Key::State,
        "zip" | "zip_code" | "zipcode" | "postal_code" | "postcode" => Key::PostalCode,
        "country" | "country_code" => Key::Country,
        "formatted" | "formatted_address" | "full_address" => Key::FormattedAddress,
        "lat" | "latitude" => Key::Latitude,
        "lng" | "lon" | "long" | "longitude" => Key::Longitude,
        "day" | "weekday" | "day_of_week" => Key::Day,
        "time" | "start" | "start_time" | "hour" => Key::Time,
        "end" | "end_time" => Key::EndTime,
        "timezone" | "time_zone" | "tz" => Key::Timezone,
        "url" | "link" | "join_url" if online() => Key::ConferenceUrl,
        _ => return None,
    })
}
