//! The steps of a scenario that ask the directory, or keep something of it.

use std::collections::BTreeSet;

use handrail_core::api::Directory;
use handrail_core::error::HandrailError;
use handrail_core::meetings::{FavouriteDetails, GeoPoint, MeetingPage, MeetingQuery, Narrowing, OwnMeeting, Repeat, Rule};
use handrail_core::time::Moment;
use serde_json::{Value, json};

use super::said;
use crate::vectors::text;

pub(super) const STEPS: [&str; 7] =
    ["meeting_facets", "pages", "add_favourite", "favourites", "meeting_notices", "hide_meeting", "save_own_meeting"];

pub(super) fn step(directory: &Directory, step: &Value, moment: Moment) -> Result<Value, String> {
    match text(step, "do")? {
        "meeting_facets" => facets(directory, step, moment),
        "pages" => pages(directory, step, &moment),
        "add_favourite" => {
            let minutes = step.get("reminder_minutes").and_then(Value::as_u64);
            let details = FavouriteDetails {
                note: step.get("note").and_then(Value::as_str).map(str::to_owned),
                reminder_minutes: minutes.and_then(|minutes| u16::try_from(minutes).ok()),
                ..FavouriteDetails::default()
            };
            directory.add_favourite(id(directory, step, &moment)?, details, moment.clone()).map_err(said)?;
            favourites(directory, moment)
        }
        "favourites" => favourites(directory, moment),
        "meeting_notices" => Ok(json!({ "notices": directory.meeting_notices(moment).map_err(said)?.len() })),
        "hide_meeting" => {
            directory.hide_meeting(id(directory, step, &moment)?, true, moment.clone()).map_err(said)?;
            let hidden = directory.hidden_meetings(moment.clone()).map_err(said)?;
            let names: Vec<_> = hidden.into_iter().map(|row| row.name).collect();
            Ok(json!({ "hidden": names, "found": found(directory, text(step, "words")?, &moment)?.total }))
        }
        _ => own(directory, step, moment),
    }
}

pub(super) fn near(step: &Value) -> Result<MeetingQuery, String> {
    let degrees = |field: &str| step.get(field).and_then(Value::as_f64).ok_or_else(|| format!("no {field}"));
    let point = GeoPoint { latitude: degrees("latitude")?, longitude: degrees("longitude")? };
    Ok(MeetingQuery { near: Some(point), ..MeetingQuery::default() })
}

/// What is left of the favourites when the journal is closed is that they are closed.
pub(super) fn favourites(directory: &Directory, moment: Moment) -> Result<Value, String> {
    let kept = match directory.favourites(moment) {
        Err(HandrailError::Closed) => return Ok(json!({ "closed": true })),
        kept => kept.map_err(said)?,
    };
    Ok(json!({
        "closed": false,
        "names": kept.iter().map(|favourite| favourite.meeting.name.as_str()).collect::<Vec<_>>(),
        "notes": kept.iter().filter_map(|favourite| favourite.details.note.as_deref()).collect::<Vec<_>>(),
        "gone": kept.iter().filter(|favourite| favourite.gone).count(),
        "changed": kept.iter().filter(|favourite| !favourite.changes.is_empty()).count(),
    }))
}

fn facets(directory: &Directory, step: &Value, moment: Moment) -> Result<Value, String> {
    let query = near(step)?;
    let page = directory.meetings_near(query.clone(), moment.clone()).map_err(said)?;
    let facets = directory.meeting_facets(query, moment).map_err(said)?;
    Ok(json!({
        "as_list": facets.total == page.total,
        "total": facets.total,
        "fellowships": facets.fellowships.len(),
        "most": facets.fellowships.first().map(|most| most.key.as_str()),
        "hybrid": facets.venues.iter().find(|venue| venue.key == "hybrid").map_or(0, |venue| venue.count),
        "more_online": facets.left_out.iter().find(|left| left.by == Narrowing::Online).map_or(0, |left| left.more),
    }))
}

fn pages(directory: &Directory, step: &Value, moment: &Moment) -> Result<Value, String> {
    let limit = step.get("limit").and_then(Value::as_u64).and_then(|limit| u32::try_from(limit).ok());
    let mut query = MeetingQuery { limit, ..MeetingQuery::default() };
    let (mut pages, mut rows) = (0, Vec::new());
    let total = loop {
        let page = directory.meetings_near(query.clone(), moment.clone()).map_err(said)?;
        pages += 1;
        rows.extend(page.meetings.into_iter().map(|row| row.id));
        query.cursor = page.next_page;
        if query.cursor.is_none() {
            break page.total;
        }
    };
    let ids: BTreeSet<_> = rows.iter().collect();
    Ok(json!({ "pages": pages, "rows": rows.len(), "as_list": u32::try_from(ids.len()) == Ok(total) }))
}

fn own(directory: &Directory, step: &Value, moment: Moment) -> Result<Value, String> {
    let number = |field: &str| step.get(field).and_then(Value::as_u64).ok_or_else(|| format!("no {field}"));
    let weekday = i8::try_from(number("weekday")?).map_err(|error| error.to_string())?;
    let minute = u16::try_from(number("minute")?).map_err(|error| error.to_string())?;
    let meeting = OwnMeeting {
        name: text(step, "name")?.to_owned(),
        schedule: vec![Rule::new(Repeat::Weekly { weekdays: vec![weekday] }, minute, None)],
        ..OwnMeeting::default()
    };
    let made = directory.save_own_meeting(meeting, moment.clone(), None).map_err(said)?;
    Ok(json!({
        "own": made.row.own,
        "day": made.row.next.as_ref().map(|next| next.day.to_string()),
        "minute": made.row.next.as_ref().map(|next| next.minute),
        "found": found(directory, text(step, "name")?, &moment)?.total,
    }))
}

fn id(directory: &Directory, step: &Value, moment: &Moment) -> Result<String, String> {
    let page = found(directory, text(step, "words")?, moment)?;
    page.meetings.into_iter().next().map(|row| row.id).ok_or_else(|| "no meeting has these words".to_owned())
}

fn found(directory: &Directory, words: &str, moment: &Moment) -> Result<MeetingPage, String> {
    let query = MeetingQuery { words: Some(words.to_owned()), ..MeetingQuery::default() };
    directory.meetings_near(query, moment.clone()).map_err(said)
}
