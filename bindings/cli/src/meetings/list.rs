//! What starts next.

use std::fmt::Write as _;

use chrono::{NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use handrail_core::api::fellowships;
use handrail_core::catalogue::{Fellowship, MeetingAttribute};
use handrail_core::meetings::{MeetingPage, MeetingQuery, MeetingRow, VenueKind};
use serde::Serialize;

use super::{NO_MEETINGS, has_meetings, no_page, rfc3339, zone_of};
use crate::args::Filters;
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table};
use crate::words;

#[derive(Serialize)]
pub struct NearDocument {
    total: u32,
    meetings: Vec<RowDocument>,
    next_page: Option<String>,
    within_km: Option<f64>,
    corrected_words: Option<String>,
}

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "a document as scripts read it")]
pub(super) struct RowDocument {
    id: String,
    name: String,
    fellowship: Option<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    in_progress: bool,
    distance_m: Option<f64>,
    venue: String,
    types: Vec<String>,
    badges: Vec<String>,
    zone: Option<String>,
    place: Option<String>,
    address: Option<String>,
    confirmed_at: String,
    travel_minutes: Option<u32>,
    reachable: Option<bool>,
    matched: Option<String>,
    favourite: bool,
    changed: bool,
    own: bool,
    also_in: u32,
}

impl RowDocument {
    pub(super) fn new(row: &MeetingRow, person: Tz) -> Self {
        let next = row.next.as_ref();
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            fellowship: row.fellowship.clone(),
            starts_at: next.map(|next| rfc3339(next.starts_at, row, person)),
            ends_at: next.map(|next| rfc3339(next.ends_at, row, person)),
            in_progress: next.is_some_and(|next| next.in_progress),
            // A tenth of a metre is more than any feed knows.
            distance_m: row.distance_m.map(|metres| (metres * 10.0).round() / 10.0),
            venue: words::snake(row.venue),
            types: row.types.clone(),
            badges: row.badges.iter().map(|badge| badge.key()).collect(),
            zone: row.zone.clone(),
            place: row.place.clone(),
            address: row.address.clone(),
            confirmed_at: row.confirmed_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            travel_minutes: row.travel_minutes,
            reachable: row.reachable,
            matched: row.matched.map(words::snake),
            favourite: row.favourite,
            changed: row.changed,
            own: row.own,
            also_in: row.also_in,
        }
    }
}

impl NearDocument {
    pub fn new(page: &MeetingPage, person: Tz) -> Self {
        Self {
            total: page.total,
            meetings: page.meetings.iter().map(|row| RowDocument::new(row, person)).collect(),
            next_page: page.next_page.clone(),
            within_km: page.within_km,
            corrected_words: page.corrected_words.clone(),
        }
    }
}

pub fn list(filters: &Filters, query: MeetingQuery, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let directory = files.meetings_if_any()?;
    if let (true, Some(directory)) = (filters.facets, &directory) {
        return super::facets::facets(&directory.meeting_facets(query, now.moment())?, style);
    }
    let page =
        directory.as_ref().map_or_else(|| Ok(no_page()), |directory| directory.meetings_near(query.clone(), now.moment()))?;
    files.remember_list(&page.meetings.iter().map(|row| row.id.as_str()).collect::<Vec<_>>());
    let filled = match &directory {
        Some(directory) => page.total > 0 || has_meetings(directory, now)?,
        None => false,
    };
    let text = if filled { full_text(&query, &page, now, style) } else { NO_MEETINGS.to_owned() };
    Reply::new(&NearDocument::new(&page, now.zone), text)
}

/// The list with what can be done next.
fn full_text(query: &MeetingQuery, page: &MeetingPage, now: &Now, style: Style) -> String {
    let mut out = near_text(query, page, now, style);
    if let Some(cursor) = &page.next_page {
        let at = now.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        out.push_str(&style.quiet(&format!("More: the same with  --at {at} --page {cursor}")));
        out.push('\n');
    }
    if !page.meetings.is_empty() {
        out.push_str(&style.quiet("One in full:  handrail meetings show NUMBER"));
        out.push('\n');
    }
    out
}

/// The list, in groups by day.
pub fn near_text(query: &MeetingQuery, page: &MeetingPage, now: &Now, style: Style) -> String {
    let mut out = format!("{}\n", style.strong(&title(query, page, now)));
    if page.total == 0 {
        let _ = writeln!(out, "  {}", wider(query));
        return out;
    }
    let fellowships = fellowships().unwrap_or_default();
    let columns = [Column::Right, Column::Left, Column::Left, Column::Flexible, Column::Left, Column::Flexible, Column::Right];
    let mut table = Table::new(&columns);
    for (at, row) in page.meetings.iter().enumerate() {
        table.row([
            (at + 1).to_string(),
            time(row, now),
            marks(row),
            if row.favourite { format!("* {}", row.name) } else { row.name.clone() },
            row.fellowship.as_deref().map(|id| short(&fellowships, id)).unwrap_or_default(),
            row.place.clone().or_else(|| row.address.clone()).unwrap_or_default(),
            away(row),
        ]);
    }
    let mut group = None;
    for (line, row) in table.lines().into_iter().zip(&page.meetings) {
        let heading = heading(row, now);
        if group.as_ref() != Some(&heading) {
            let _ = writeln!(out, "\n  {}", style.accent(&heading));
            group = Some(heading);
        }
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    if page.meetings.iter().any(|row| row.favourite) {
        out.push_str(&style.quiet("* a favourite of yours"));
        out.push('\n');
    }
    for (badge, mark) in MARKS {
        if page.meetings.iter().any(|row| row.badges.contains(&badge)) {
            out.push_str(&style.quiet(&format!("{mark} {}", words::attribute(badge))));
            out.push('\n');
        }
    }
    if page.meetings.iter().any(also_online) {
        out.push_str(&style.quiet("+ online as well"));
        out.push('\n');
    }
    if page.meetings.iter().any(|row| row.next.as_ref().is_some_and(|next| next.zone_assumed)) {
        out.push_str(&style.quiet(&format!("? the feed tells no time zone: {} is assumed", now.zone.name())));
        out.push('\n');
    }
    out
}

fn title(query: &MeetingQuery, page: &MeetingPage, now: &Now) -> String {
    let what = words::count(page.total, "meeting");
    let place = query.near.map_or_else(String::new, |point| {
        format!(" within {} km of {:.4}, {:.4}", page.within_km.unwrap_or(25.0), point.latitude, point.longitude)
    });
    let from = now.at.with_timezone(&now.zone).format("%A %-d %B %Y, %H:%M");
    let span = query.hours.map_or_else(String::new, |hours| format!(" for {}", words::count(hours, "hour")));
    let meant =
        page.corrected_words.as_ref().map_or_else(String::new, |words| format!("\nNothing has these words; looked for: {words}"));
    format!("{what}{place}\nfrom {from}{span}{meant}")
}

/// What decides whether one can go at all stands in the list; the rest on the meeting's own screen.
const MARKS: [(MeetingAttribute, char); 2] = [(MeetingAttribute::Closed, 'c'), (MeetingAttribute::Wheelchair, 'w')];

fn marks(row: &MeetingRow) -> String {
    MARKS.iter().filter(|(badge, _)| row.badges.contains(badge)).map(|(_, mark)| mark).collect()
}

/// What to try where nothing was found.
fn wider(query: &MeetingQuery) -> &'static str {
    if query.near.is_some() {
        "None here. Try a wider circle (--within 100), online ones too (--online), or fewer filters."
    } else {
        "None. Try fewer filters."
    }
}

fn heading(row: &MeetingRow, now: &Now) -> String {
    let Some(next) = &row.next else { return "By appointment".to_owned() };
    if next.in_progress {
        return "Now".to_owned();
    }
    let today = now.day(0);
    let day = shown_day(row, now).unwrap_or(next.day);
    let name = day.format("%A %-d %B").to_string();
    match (day - today).num_days() {
        0 => format!("Today, {name}"),
        1 => format!("Tomorrow, {name}"),
        _ => name,
    }
}

/// Who goes there reads the clock there; who joins from home reads the clock at home.
fn shown_zone(row: &MeetingRow, now: &Now) -> Tz {
    if row.venue == VenueKind::Online { now.zone } else { zone_of(row, now.zone) }
}

fn shown_day(row: &MeetingRow, now: &Now) -> Option<NaiveDate> {
    row.next.as_ref().map(|next| next.starts_at.with_timezone(&shown_zone(row, now)).date_naive())
}

fn time(row: &MeetingRow, now: &Now) -> String {
    let Some(next) = &row.next else { return String::new() };
    let zone = shown_zone(row, now);
    let (start, end) = (next.starts_at.with_timezone(&zone), next.ends_at.with_timezone(&zone));
    let clock = |at: &chrono::DateTime<Tz>| at.format("%H:%M").to_string();
    let mut text = match (next.end_known, next.in_progress) {
        (true, _) => format!("{}–{}", clock(&start), clock(&end)),
        (false, true) if next.starts_at == now.at => "open".to_owned(),
        (false, true) => format!("since {}", clock(&start)),
        (false, false) => clock(&start),
    };
    if next.zone_assumed {
        text.push('?');
    }
    let elsewhere = start.naive_local() != next.starts_at.with_timezone(&now.zone).naive_local();
    if elsewhere {
        text.push_str(&start.format(" %Z").to_string());
    }
    text
}

/// `AA` for `aa`: the fellowship's own abbreviation.
fn short(fellowships: &[Fellowship], id: &str) -> String {
    let known = fellowships.iter().find(|fellowship| fellowship.id == id);
    known.map_or_else(|| id.to_owned(), |fellowship| fellowship.abbreviation.clone())
}

fn also_online(row: &MeetingRow) -> bool {
    row.venue == VenueKind::Hybrid
}

fn away(row: &MeetingRow) -> String {
    match (row.venue, row.distance_m) {
        (VenueKind::Online, _) => "online".to_owned(),
        (VenueKind::Hybrid, metres) => metres.map(words::distance).unwrap_or_default() + " +",
        // As wide as with the mark, so that the distances stand below each other.
        (_, Some(metres)) => words::distance(metres) + "  ",
        (_, None) => String::new(),
    }
}
