//! What the fields of a feed mean. Told by their names in the first row that can be read: every format has some that no other has.

use super::column::Column;
use super::row::Key;
use crate::meetings::FeedFormat;

/// How a list of rows is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The specification, and everything that names its fields alike.
    #[default]
    MeetingGuide,
    /// BMLT's semantic answers: text throughout, Sunday is 1.
    Bmlt,
    /// BMLT's answers to its administrators: Sunday is 0.
    BmltRest,
    /// A server that gathers BMLT's meetings: Sunday is 1, lengths in seconds, places and links in objects of their own.
    Gathered,
    /// The database of the Online Intergroup: Sunday is 7, lengths in minutes.
    Oiaa,
    /// NA World Services' table.
    Naws,
    /// The table of British lists: one for AA, NA, CA and OA together.
    Uk,
    /// Al-Anon's list of electronic meetings.
    AlAnon,
    /// Lists read off web pages: days, times, and the rest in words.
    Listing,
    /// A list that goes with meetings and holds none: formats, service bodies, servers, groups, languages.
    Companion,
}

impl Dialect {
    /// Tells the dialect by the names of a row's fields.
    pub fn of(names: &[String]) -> Self {
        let has = |name: &str| names.iter().any(|known| known.trim().eq_ignore_ascii_case(name));
        let all = |wanted: &[&str]| wanted.iter().all(|name| has(name));
        if has("id_bigint") || all(&["weekday_tinyint", "start_time"]) {
            Self::Bmlt
        } else if all(&["serviceBodyId", "startTime"]) {
            Self::BmltRest
        } else if all(&["server_id", "meeting_id", "weekday"]) || all(&["serverID", "localMeetingID"]) {
            Self::Gathered
        } else if all(&["key_string", "name_string"])
            || all(&["parent_id", "helpline"])
            || has("semanticAdmin")
            || has("service_body_bigint")
            || has("alpha2")
            || all(&["code", "desc"])
            || (names.len() == 3 && all(&["id", "name", "url"]))
            || (has("accountID") && !has("slug"))
        {
            Self::Companion
        } else if has("rtc") || all(&["accountID", "slug"]) || all(&["groupID", "slug"]) {
            Self::Oiaa
        } else if has("wso_id") || has("is_24_7") {
            Self::AlAnon
        } else if all(&["Committee", "CommitteeName"]) {
            Self::Naws
        } else if all(&["Guid", "Title"]) {
            Self::Uk
        } else if all(&["days", "times"]) || all(&["day", "start", "group_id"]) {
            Self::Listing
        } else {
            Self::MeetingGuide
        }
    }

    /// The format's name, where the dialect and not the envelope tells it.
    pub fn format(self) -> Option<FeedFormat> {
        match self {
            Self::MeetingGuide => None,
            Self::Bmlt | Self::BmltRest | Self::Gathered => Some(FeedFormat::Bmlt),
            Self::Oiaa => Some(FeedFormat::Oiaa),
            Self::Naws => Some(FeedFormat::Naws),
            Self::Uk => Some(FeedFormat::UkCsv),
            Self::AlAnon => Some(FeedFormat::AlAnon),
            Self::Listing => Some(FeedFormat::Listing),
            Self::Companion => Some(FeedFormat::Companion),
        }
    }

    /// The fellowship that the format itself tells.
    pub fn fellowship(self) -> Option<&'static str> {
        match self {
            Self::Bmlt | Self::BmltRest | Self::Gathered | Self::Naws => Some("na"),
            Self::Oiaa => Some("aa"),
            Self::AlAnon => Some("al-anon"),
            _ => None,
        }
    }

    /// What a field means here and nowhere else.
    pub fn column(self, name: &str) -> Option<Column> {
        let known: [&[(&str, Key)]; 2] = match self {
            Self::Bmlt => [&BMLT, &[]],
            Self::BmltRest => [&BMLT_REST, &BMLT],
            Self::Gathered => [&GATHERED, &[]],
            Self::Oiaa => [&OIAA, &[]],
            Self::Naws => [&NAWS, &[]],
            Self::Uk => [&UK, &[]],
            Self::AlAnon => [&AL_ANON, &[]],
            Self::Listing => [&LISTING, &[]],
            Self::MeetingGuide | Self::Companion => return None,
        };
        let name = name.trim();
        if let Some((_, key)) = known.into_iter().flatten().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Some(Column::Known(*key));
        }
        match (self, name) {
            (Self::Naws, "Format1" | "Format2" | "Format3" | "Format4" | "Format5") => Some(Column::OneOfMany(Key::Formats)),
            (Self::Gathered, "physical_address") => Some(Column::Within("physical_address")),
            (Self::Gathered, "virtual_information") => Some(Column::Within("virtual_information")),
            (Self::Gathered, name) if name.starts_with("format-") => Some(Column::OneOfMany(Key::Formats)),
            (Self::Naws, "Language1" | "Language2" | "Language3") => Some(Column::OneOfMany(Key::Languages)),
            (Self::Naws, name) if name.starts_with("Contact") => Some(Column::Contact("contact")),
            (Self::Naws, "ParentName" | "AreaRegion" | "CompanyName" | "ComemID") | (Self::Uk, "MeetingType") => {
                Some(Column::Other)
            }
            _ => None,
        }
    }
}

const BMLT: [(&str, Key); 19] = [
    ("formats", Key::Formats),
    ("published", Key::Published),
    ("public_transport", Key::Transport),
    ("id_bigint", Key::Slug),
    ("location_text", Key::Location),
    ("location_info", Key::LocationNotes),
    ("location_street", Key::Address),
    ("location_municipality", Key::City),
    ("location_province", Key::State),
    ("location_postal_code_1", Key::PostalCode),
    ("location_nation", Key::Country),
    ("comments", Key::Notes),
    ("virtual_meeting_link", Key::ConferenceUrl),
    ("virtual_meeting_additional_info", Key::ConferenceUrlNotes),
    ("phone_meeting_number", Key::ConferencePhone),
    ("train_lines", Key::Transport),
    ("bus_lines", Key::Transport),
    ("format_comments", Key::GroupNotes),
    // The group's number at World Services: it repeats over the meetings of a group.
    ("worldid_mixed", Key::Id),
];

const BMLT_REST: [(&str, Key); 9] = [
    ("id", Key::Slug),
    ("serviceBodyId", Key::ServiceBody),
    ("formatIds", Key::FormatIds),
    ("venueType", Key::VenueType),
    ("startTime", Key::Time),
    ("timeZone", Key::Timezone),
    ("worldId", Key::Id),
    ("name", Key::Name),
    ("day", Key::Day),
];

/// As the server answers, and as its client writes what it was told.
const GATHERED: [(&str, Key); 40] = [
    ("server_id", Key::RootServer),
    ("serverID", Key::RootServer),
    ("meeting_id", Key::Slug),
    ("localMeetingID", Key::Slug),
    ("id", Key::Id),
    ("weekday", Key::Weekday),
    ("start_time", Key::Time),
    ("startTime", Key::Time),
    ("time_zone", Key::Timezone),
    ("timezone", Key::Timezone),
    ("organization_key", Key::Fellowship),
    ("organization", Key::Fellowship),
    ("formats", Key::Formats),
    ("comments", Key::Notes),
    ("physical_address.name", Key::Location),
    ("physical_address.street", Key::Address),
    ("physical_address.neighborhood", Key::Neighborhood),
    ("physical_address.city", Key::City),
    ("physical_address.county", Key::County),
    ("physical_address.province", Key::State),
    ("physical_address.postal_code", Key::PostalCode),
    ("physical_address.nation", Key::Country),
    ("physical_address.info", Key::LocationNotes),
    ("virtual_information.url", Key::ConferenceUrl),
    ("virtual_information.phone_number", Key::ConferencePhone),
    ("virtual_information.info", Key::ConferenceUrlNotes),
    ("inPersonVenueName", Key::Location),
    ("inPersonAddress_street", Key::Address),
    ("inPersonAddress_subLocality", Key::Neighborhood),
    ("inPersonAddress_city", Key::City),
    ("inPersonAddress_subAdministrativeArea", Key::County),
    ("inPersonAddress_state", Key::State),
    ("inPersonAddress_postalCode", Key::PostalCode),
    ("inPersonAddress_country", Key::Country),
    ("locationInfo", Key::LocationNotes),
    ("virtualURL", Key::ConferenceUrl),
    ("virtualPhoneNumber", Key::ConferencePhone),
    ("virtualInfo", Key::ConferenceUrlNotes),
    ("coords_lat", Key::Latitude),
    ("coords_lng", Key::Longitude),
];

const OIAA: [(&str, Key); 6] = [
    ("languages", Key::Languages),
    ("rtc", Key::Recurring),
    ("archived", Key::Published),
    ("groupWebsite", Key::Website),
    ("groupNotes", Key::GroupNotes),
    ("_id", Key::Id),
];

const NAWS: [(&str, Key); 25] = [
    ("Committee", Key::Id),
    ("CommitteeName", Key::Name),
    ("bmlt_id", Key::Slug),
    ("Day", Key::Day),
    ("Time", Key::Time),
    ("Place", Key::Location),
    ("Address", Key::Address),
    ("City", Key::City),
    ("LocBorough", Key::Borough),
    ("State", Key::State),
    ("Zip", Key::PostalCode),
    ("Country", Key::Country),
    ("Directions", Key::LocationNotes),
    ("Room", Key::Transport),
    ("Closed", Key::Closed),
    ("WheelChr", Key::Wheelchair),
    ("Delete", Key::Published),
    ("unpublished", Key::Open),
    ("LastChanged", Key::Updated),
    ("Longitude", Key::Longitude),
    ("Latitude", Key::Latitude),
    ("PhoneMeetingNumber", Key::ConferencePhone),
    ("VirtualMeetingLink", Key::ConferenceUrl),
    ("VirtualMeetingInfo", Key::ConferenceUrlNotes),
    ("TimeZone", Key::Timezone),
];

const UK: [(&str, Key); 23] = [
    ("Guid", Key::Slug),
    ("Title", Key::Name),
    ("Time", Key::Time),
    ("Duration", Key::Duration),
    ("Postcode", Key::PostalCode),
    ("Latitude", Key::Latitude),
    ("Longitude", Key::Longitude),
    ("Venue", Key::Location),
    ("Address", Key::Address),
    ("Day", Key::Day),
    ("Hearing", Key::Hearing),
    ("Chit", Key::Chit),
    ("Wheelchair", Key::Wheelchair),
    ("Open", Key::Open),
    ("Note", Key::Notes),
    ("Region", Key::Region),
    ("Area", Key::SubRegion),
    ("Country", Key::Country),
    ("Type", Key::Fellowship),
    ("MeetingTypeNamespace", Key::Fellowship),
    ("OpenFormat", Key::OpenWhen),
    ("RegionArea", Key::Borough),
    ("Format", Key::Formats),
];

const AL_ANON: [(&str, Key); 11] = [
    ("times", Key::Times),
    ("meeting_id", Key::RoomNumber),
    ("meeting_password", Key::Passcode),
    ("dial_in_number", Key::DialIn),
    ("access_code", Key::AccessCode),
    ("is_24_7", Key::AlwaysOpen),
    ("languages", Key::Languages),
    ("wso_id", Key::Slug),
    ("url", Key::ConferenceUrl),
    ("phone", Key::ConferencePhone),
    ("report_problem", Key::Id),
];

const LISTING: [(&str, Key); 9] = [
    ("days", Key::Days),
    ("times", Key::Times),
    ("details", Key::Details),
    ("start", Key::Start),
    ("lat", Key::Latitude),
    ("lng", Key::Longitude),
    ("lon", Key::Longitude),
    ("format", Key::Types),
    // It repeats through the week; day and time make a key of it.
    ("group_id", Key::Group),
];
