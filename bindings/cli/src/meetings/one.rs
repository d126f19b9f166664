//! One meeting in full.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::SecondsFormat;
use handrail_core::api::{fellowships, meeting_types};
use handrail_core::meetings::{MeetingDetail, MeetingRow, Repeat, WeeklyTime};
use serde::Serialize;

use super::joined::{ListingDocument, also_listed, from_elsewhere, origins};
use super::list::RowDocument;
use super::zone_of;
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, Style, WIDTH, pad, plain, wrap};
use crate::words;

#[derive(Serialize)]
struct MeetingDocument {
    #[serde(flatten)]
    row: RowDocument,
    schedule: Vec<WeeklyDocument>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    approximate: bool,
    group: Option<String>,
    regions: Vec<String>,
    notes: Option<String>,
    place_notes: Option<String>,
    conference_url: Option<String>,
    conference_url_notes: Option<String>,
    join: Option<JoinDocument>,
    conference_phone: Option<String>,
    conference_phone_notes: Option<String>,
    url: Option<String>,
    contributions: Vec<ContributionDocument>,
    always_open: bool,
    closed_for_now: bool,
    source: String,
    updated_at: Option<String>,
    confirmed_at: String,
    gone_since: Option<String>,
    also_listed: Vec<ListingDocument>,
    origins: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct JoinDocument {
    provider: String,
    app_url: Option<String>,
    room: Option<String>,
    passcode: Option<String>,
}

#[derive(Serialize)]
struct ContributionDocument {
    kind: String,
    account: String,
    url: String,
}

#[derive(Serialize)]
struct WeeklyDocument {
    /// 0 is Sunday.
    weekday: u8,
    time: String,
    minutes: Option<u16>,
}

/// The id behind a number of the latest list, or the id itself.
pub fn id_of(meeting: &str, files: &Files) -> Result<String, Failure> {
    match meeting.parse::<usize>() {
        Ok(number) => files.listed(number).ok_or_else(missing),
        Err(_) => Ok(meeting.to_lowercase()),
    }
}

pub fn missing() -> Failure {
    Failure {
        field: Some("meeting".to_owned()),
        ..Failure::input("not_found", "There is no such meeting. Ask for a list first: handrail meetings near")
    }
}

pub fn show(meeting: &str, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    let directory = files.meetings_if_any()?.ok_or_else(missing)?;
    let detail = directory.meeting(id, now.moment())?;
    Reply::new(&document(&detail, now), text(&detail, now, style))
}

fn document(detail: &MeetingDetail, now: &Now) -> MeetingDocument {
    let moment = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    MeetingDocument {
        row: RowDocument::new(&detail.row, now.zone),
        schedule: detail
            .schedule
            .iter()
            .map(|weekly| WeeklyDocument {
                weekday: weekly.weekday,
                time: words::minute(weekly.minute),
                minutes: weekly.duration,
            })
            .collect(),
        latitude: detail.point.map(|point| point.latitude),
        longitude: detail.point.map(|point| point.longitude),
        approximate: detail.approximate,
        group: detail.group.clone(),
        regions: detail.regions.clone(),
        notes: detail.notes.clone(),
        place_notes: detail.place_notes.clone(),
        conference_url: detail.conference_url.clone(),
        conference_url_notes: detail.conference_url_notes.clone(),
        join: detail.join.as_ref().map(|join| JoinDocument {
            provider: words::snake(join.provider),
            app_url: join.app_url.clone(),
            room: join.room.clone(),
            passcode: join.passcode.clone(),
        }),
        conference_phone: detail.conference_phone.clone(),
        conference_phone_notes: detail.conference_phone_notes.clone(),
        url: detail.url.clone(),
        contributions: detail
            .contributions
            .iter()
            .map(|given| ContributionDocument {
                kind: words::snake(given.kind),
                account: given.account.clone(),
                url: given.url.clone(),
            })
            .collect(),
        always_open: always_open(detail),
        closed_for_now: detail.closed_for_now,
        source: detail.source.clone(),
        updated_at: detail.updated_at.map(moment),
        confirmed_at: moment(detail.confirmed_at),
        gone_since: detail.gone_since.map(moment),
        also_listed: detail.also_in.iter().map(ListingDocument::from).collect(),
        origins: origins(detail),
    }
}

fn text(detail: &MeetingDetail, now: &Now, style: Style) -> String {
    let row = &detail.row;
    let mut out = format!("{}\n", style.strong(&plain(&row.name)));
    let known = fellowships().unwrap_or_default().into_iter().find(|known| Some(&known.id) == row.fellowship.as_ref());
    let fellowship = known.map(|known| known.name + ", ").unwrap_or_default();
    let _ = writeln!(out, "{fellowship}{}", words::venue(row.venue));
    if let Some(gone) = detail.gone_since {
        out.push_str(&style.strong(&format!("No longer listed since {}\n", words::day(now.day_of(gone)))));
    }
    if detail.closed_for_now {
        out.push_str(&style.strong("Closed for now: it does not take place\n"));
    }
    out.push('\n');
    let mut field = |label: &str, value: &str| {
        let wrapped = wrap(value, &" ".repeat(12), WIDTH);
        let value = wrapped.trim();
        if !value.is_empty() {
            let _ = writeln!(out, "  {}{value}", style.quiet(&pad(label, 10)));
        }
    };
    field("Next", &next(detail, now));
    field("Times", &if always_open(detail) { "always open".to_owned() } else { times(&detail.schedule) });
    let assumed = format!("{} is assumed; the feed tells none", now.zone.name());
    field("Zone", row.zone.as_deref().unwrap_or(&assumed));
    field("Group", detail.group.as_deref().unwrap_or_default());
    field("Place", row.place.as_deref().unwrap_or_default());
    let about = if detail.approximate { " (about)" } else { "" };
    field("Address", &row.address.as_ref().map(|address| format!("{address}{about}")).unwrap_or_default());
    field("", detail.place_notes.as_deref().unwrap_or_default());
    field("Region", &detail.regions.join(", "));
    field("Point", &detail.point.map(|point| format!("{:.5}, {:.5}", point.latitude, point.longitude)).unwrap_or_default());
    field("Join", detail.conference_url.as_deref().unwrap_or_default());
    field("", detail.conference_url_notes.as_deref().unwrap_or_default());
    let room = detail.join.as_ref().and_then(|join| join.room.as_ref());
    field("Room", room.map(String::as_str).unwrap_or_default());
    field("Phone", detail.conference_phone.as_deref().unwrap_or_default());
    field("", detail.conference_phone_notes.as_deref().unwrap_or_default());
    let badges: Vec<_> = row.badges.iter().map(|badge| words::attribute(*badge)).collect();
    field("With", &badges.join(", "));
    field("Types", &types(row));
    field("Page", detail.url.as_deref().unwrap_or_default());
    let given: Vec<_> = detail.contributions.iter().map(|given| given.url.clone()).collect();
    field("Give", &given.join("\n"));
    field("Notes", detail.notes.as_deref().unwrap_or_default());
    field("Source", &format!("{}, read {}", detail.source, words::day(now.day_of(detail.confirmed_at))));
    field("", &from_elsewhere(detail));
    for listing in &detail.also_in {
        field("Also", &also_listed(listing));
    }
    field("Id", &row.id);
    if !detail.also_in.is_empty() {
        let hint = format!("Not the same meeting?  handrail meetings apart {}", row.id);
        let _ = writeln!(out, "\n{}", style.quiet(&hint));
    }
    out
}

/// What the codes are called, in the order of the feed; a code that no table lists stands as it is written.
fn types(row: &MeetingRow) -> String {
    let known = row.fellowship.as_deref().map(|id| meeting_types(id.to_owned(), "en".to_owned())).unwrap_or_default();
    let name = |code: &String| known.iter().find(|known| known.code == *code).map_or(code.clone(), |known| known.name.clone());
    row.types.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn always_open(detail: &MeetingDetail) -> bool {
    detail.rules.iter().any(|rule| rule.repeat == Repeat::Always)
}

fn next(detail: &MeetingDetail, now: &Now) -> String {
    if always_open(detail) && detail.row.next.as_ref().is_some_and(|next| next.in_progress) {
        return "open now".to_owned();
    }
    let Some(next) = &detail.row.next else { return "by appointment".to_owned() };
    let zone = zone_of(&detail.row, now.zone);
    let start = next.starts_at.with_timezone(&zone);
    let day = start.format("%A %-d %B %Y, %H:%M");
    let end = if next.end_known { format!(" to {}", next.ends_at.with_timezone(&zone).format("%H:%M")) } else { String::new() };
    let going = if next.in_progress { " (going on now)" } else { "" };
    let yours = next.starts_at.with_timezone(&now.zone);
    let yours = if yours.naive_local() == start.naive_local() {
        String::new()
    } else {
        format!("; {} for you", yours.format("%A, %H:%M"))
    };
    format!("{day}{end}{going}{yours}")
}

/// `Monday, Wednesday 18:30–19:30; Saturday 09:00`: days with the same time stand together.
fn times(schedule: &[WeeklyTime]) -> String {
    const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for weekly in schedule {
        let end = weekly.duration.map(|duration| format!("–{}", words::minute((weekly.minute + duration) % (24 * 60))));
        let time = words::minute(weekly.minute) + &end.unwrap_or_default();
        let day = DAYS.get(usize::from(weekly.weekday)).copied().unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == time) {
            Some((_, days)) => days.push(day),
            None => groups.push((time, vec![day])),
        }
    }
    let groups: Vec<_> = groups.into_iter().map(|(time, days)| format!("{} {time}", days.join(", "))).collect();
    groups.join("; ")
}
