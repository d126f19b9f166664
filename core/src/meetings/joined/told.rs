//! The screen of one meeting, from all its listings: the facts of the one that was asked for, and what it lacks from the others.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::likeness::reasons;
use super::store::{self, Member};
use super::{FieldOrigin, JoinedListing, MeetingField};
use crate::catalogue::attributes::attributes;
use crate::error::Result;
use crate::meetings::found_by::add_types;
use crate::meetings::store::detail_and_number;
use crate::meetings::{MeetingDetail, VenueKind};
use crate::storage::Read;
use crate::time::Now;

/// More are listed than read.
const MOST_READ: usize = 20;

/// One meeting in full. `apart` has the ids that the person keeps apart from what they are joined with.
pub(crate) fn detail(r: &Read, uid: &str, apart: &BTreeSet<String>, now: &Now) -> Result<MeetingDetail> {
    let (number, mut detail) = detail_and_number(r, uid, now)?;
    detail.origins = origins(&detail);
    detail.row.also_in = 0;
    if apart.contains(uid) {
        detail.kept_apart = true;
        return Ok(detail);
    }
    let mut listings = Vec::new();
    for Member { uid, reasons, .. } in others(r, number, apart)? {
        listings.push((reasons, detail_and_number(r, &uid, now)?.1));
    }
    listings.sort_by_key(|(_, listing)| Reverse(listing.updated_at));
    for (_, other) in &listings {
        fill(&mut detail, other);
    }
    detail.row.also_in = u32::try_from(listings.len()).unwrap_or(u32::MAX);
    detail.also_in = listings
        .into_iter()
        .map(|(bits, other)| JoinedListing {
            id: other.row.id,
            source: other.source,
            name: other.row.name,
            reasons: reasons(bits),
            updated_at: other.updated_at,
            confirmed_at: other.confirmed_at,
        })
        .collect();
    Ok(detail)
}

/// The ids of the listings that are shown as one meeting with this one.
pub(crate) fn same(r: &Read, uid: &str, apart: &BTreeSet<String>) -> Result<Vec<String>> {
    match store::number(r, uid)? {
        Some(number) if !apart.contains(uid) => Ok(others(r, number, apart)?.into_iter().map(|member| member.uid).collect()),
        _ => Ok(Vec::new()),
    }
}

/// The other listings of a meeting, with what ties each to this one.
fn others(r: &Read, number: i64, apart: &BTreeSet<String>) -> Result<Vec<Member>> {
    let mut group = store::group(r, number)?;
    if group.first().is_some_and(|leader| apart.contains(&leader.uid)) {
        return Ok(Vec::new());
    }
    let own_reasons = group.iter().find(|member| member.meeting == number).map_or(0, |member| member.reasons);
    group.retain(|member| member.meeting != number && !apart.contains(&member.uid));
    group.truncate(MOST_READ);
    // The leader has no reasons of its own; what ties it to this one are this one's.
    group.iter_mut().filter(|member| member.reasons == 0).for_each(|leader| leader.reasons = own_reasons);
    Ok(group)
}

/// The source of each field that is there.
fn origins(detail: &MeetingDetail) -> Vec<FieldOrigin> {
    use MeetingField as Field;
    let row = &detail.row;
    [
        (Field::Name, true),
        (Field::Fellowship, row.fellowship.is_some()),
        (Field::Schedule, !detail.rules.is_empty()),
        (Field::Place, row.place.is_some()),
        (Field::Address, row.address.is_some()),
        (Field::Point, detail.point.is_some()),
        (Field::Group, detail.group.is_some()),
        (Field::Regions, !detail.regions.is_empty()),
        (Field::Notes, detail.notes.is_some()),
        (Field::PlaceNotes, detail.place_notes.is_some()),
        (Field::ConferenceUrl, detail.conference_url.is_some()),
        (Field::ConferencePhone, detail.conference_phone.is_some()),
        (Field::Contributions, !detail.contributions.is_empty()),
        (Field::Types, !row.types.is_empty()),
        (Field::Languages, !detail.languages.is_empty()),
        (Field::Url, detail.url.is_some()),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(field, _)| FieldOrigin { field, source: detail.source.clone() })
    .collect()
}

/// Takes over what a meeting lacks. How one takes part is its own word: one that is online gets no address from an older list, one
/// in a room no link. Types and languages are put together. A link keeps its password, a pin its vagueness. Where money goes is never
/// taken from another list.
fn fill(detail: &mut MeetingDetail, other: &MeetingDetail) {
    let in_room = detail.row.venue != VenueKind::Online;
    let by_link = detail.row.venue != VenueKind::InPerson;
    let MeetingDetail { row, origins, .. } = detail;
    let mut from = |field: MeetingField, taken: bool| {
        if taken {
            origins.push(FieldOrigin { field, source: other.source.clone() });
        }
    };
    from(MeetingField::Fellowship, take(&mut row.fellowship, other.row.fellowship.as_ref()));
    from(MeetingField::Group, take(&mut detail.group, other.group.as_ref()));
    from(MeetingField::Regions, take_list(&mut detail.regions, &other.regions));
    from(MeetingField::Notes, take(&mut detail.notes, other.notes.as_ref()));
    let own = row.types.len();
    add_types(&mut row.types, &other.row.types);
    if row.types.len() > own {
        row.badges = attributes(row.fellowship.as_deref(), &row.types);
    }
    from(MeetingField::Types, row.types.len() > own);
    let own = detail.languages.len();
    detail
        .languages
        .extend(other.languages.iter().filter(|language| !detail.languages.contains(language)).cloned().collect::<Vec<_>>());
    from(MeetingField::Languages, detail.languages.len() > own);
    from(MeetingField::Url, take(&mut detail.url, other.url.as_ref()));
    if in_room {
        from(MeetingField::Place, take(&mut row.place, other.row.place.as_ref()));
        from(MeetingField::Address, take(&mut row.address, other.row.address.as_ref()));
        from(MeetingField::PlaceNotes, take(&mut detail.place_notes, other.place_notes.as_ref()));
        let pin = take(&mut detail.point, other.point.as_ref());
        if pin {
            detail.approximate = other.approximate;
        }
        from(MeetingField::Point, pin);
    }
    if by_link {
        let link = take(&mut detail.conference_url, other.conference_url.as_ref());
        if link {
            detail.conference_url_notes.clone_from(&other.conference_url_notes);
            detail.join.clone_from(&other.join);
        }
        from(MeetingField::ConferenceUrl, link);
        let phone = take(&mut detail.conference_phone, other.conference_phone.as_ref());
        if phone {
            detail.conference_phone_notes.clone_from(&other.conference_phone_notes);
        }
        from(MeetingField::ConferencePhone, phone);
    }
}

fn take<T: Clone>(own: &mut Option<T>, other: Option<&T>) -> bool {
    let takes = own.is_none() && other.is_some();
    if takes {
        *own = other.cloned();
    }
    takes
}

fn take_list(own: &mut Vec<String>, other: &[String]) -> bool {
    let takes = own.is_empty() && !other.is_empty();
    if takes {
        other.clone_into(own);
    }
    takes
}
