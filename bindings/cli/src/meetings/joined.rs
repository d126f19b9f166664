//! What other sources say about a meeting.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use handrail_core::meetings::{JoinReason, JoinedListing, MeetingDetail, MeetingField};
use serde::Serialize;

use crate::words;

#[derive(Serialize)]
pub(super) struct ListingDocument {
    id: String,
    source: String,
    name: String,
    because: Vec<String>,
    updated_at: Option<String>,
    confirmed_at: String,
}

impl From<&JoinedListing> for ListingDocument {
    fn from(listing: &JoinedListing) -> Self {
        let moment = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        Self {
            id: listing.id.clone(),
            source: listing.source.clone(),
            name: listing.name.clone(),
            because: listing.reasons.iter().map(words::snake).collect(),
            updated_at: listing.updated_at.map(moment),
            confirmed_at: moment(listing.confirmed_at),
        }
    }
}

/// The source of each field, by the field's name.
pub(super) fn origins(detail: &MeetingDetail) -> BTreeMap<String, String> {
    detail.origins.iter().map(|origin| (words::snake(origin.field), origin.source.clone())).collect()
}

/// `listed by oiaa as "Sunrise": same time, room and name (019…)`.
pub(super) fn also_listed(listing: &JoinedListing) -> String {
    let reasons: Vec<&str> = listing.reasons.iter().map(|reason| reason_words(*reason)).collect();
    let reasons = match reasons.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => reasons.concat(),
    };
    format!("listed by {} as \"{}\": same {reasons} ({})", listing.source, listing.name, listing.id)
}

/// The fields that the meeting's own source lacks.
pub(super) fn from_elsewhere(detail: &MeetingDetail) -> String {
    let mut by_source: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for origin in detail.origins.iter().filter(|origin| origin.source != detail.source) {
        by_source.entry(&origin.source).or_default().push(field_words(origin.field));
    }
    let told: Vec<String> = by_source.iter().map(|(source, fields)| format!("{} from {source}", fields.join(", "))).collect();
    told.join("; ")
}

fn reason_words(reason: JoinReason) -> &'static str {
    match reason {
        JoinReason::SameTime => "time",
        JoinReason::SamePlace => "place",
        JoinReason::SameRoom => "room",
        JoinReason::SameName => "name",
    }
}

fn field_words(field: MeetingField) -> &'static str {
    match field {
        MeetingField::Name => "name",
        MeetingField::Fellowship => "fellowship",
        MeetingField::Schedule => "times",
        MeetingField::Place => "place",
        MeetingField::Address => "address",
        MeetingField::Point => "point",
        MeetingField::Group => "group",
        MeetingField::Regions => "region",
        MeetingField::Notes => "notes",
        MeetingField::PlaceNotes => "notes on the place",
        MeetingField::ConferenceUrl => "link",
        MeetingField::ConferencePhone => "phone",
        MeetingField::Contributions => "contributions",
        MeetingField::Types => "types",
        MeetingField::Languages => "languages",
        MeetingField::Url => "page",
    }
}
