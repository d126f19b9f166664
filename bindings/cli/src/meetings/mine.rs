//! Favourites, what changed about them, and what is hidden.

use std::fmt::Write as _;

use chrono::SecondsFormat;
use handrail_core::meetings::{Favourite, FavouriteDetails, MeetingChange, MeetingNotice};
use serde::Serialize;

use super::list::RowDocument;
use super::one::{id_of, missing};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, Style};
use crate::words;

#[derive(Serialize)]
struct FavouritesDocument {
    favourites: Vec<FavouriteDocument>,
}

#[derive(Serialize)]
struct FavouriteDocument {
    #[serde(flatten)]
    meeting: RowDocument,
    note: Option<String>,
    label: Option<String>,
    reminder_minutes: Option<u16>,
    added_at: String,
    gone: bool,
    changes: Vec<String>,
    successor: Option<RowDocument>,
}

#[derive(Serialize)]
struct DoneDocument {
    id: String,
    favourite: bool,
    hidden: bool,
}

fn with_journal(files: &Files) -> Result<std::sync::Arc<handrail_core::api::Directory>, Failure> {
    let directory = files.directory_if_any()?.ok_or_else(missing)?;
    directory.use_journal(Some(files.journal()?))?;
    Ok(directory)
}

pub fn add(meeting: &str, details: FavouriteDetails, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    let directory = with_journal(files)?;
    directory.add_favourite(id.clone(), details, now.moment())?;
    let name = directory.meeting(id.clone(), now.moment())?.row.name;
    Reply::new(&DoneDocument { id, favourite: true, hidden: false }, format!("Kept as a favourite: {name}"))
}

pub fn remove(meeting: &str, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    with_journal(files)?.remove_favourite(id.clone(), now.moment())?;
    Reply::new(&DoneDocument { id, favourite: false, hidden: false }, "No favourite any more.".to_owned())
}

pub fn hide(meeting: &str, hidden: bool, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    with_journal(files)?.hide_meeting(id.clone(), hidden, now.moment())?;
    let text = if hidden {
        format!("Left out of every list. To show it again:  handrail meetings hide {id} --undo")
    } else {
        "Shown again.".to_owned()
    };
    Reply::new(&DoneDocument { id, favourite: false, hidden }, text)
}

#[derive(Serialize)]
struct ApartDocument {
    id: String,
    apart: bool,
}

pub fn keep_apart(meeting: &str, apart: bool, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let id = id_of(meeting, files)?;
    with_journal(files)?.keep_apart(id.clone(), apart, now.moment())?;
    let text = if apart {
        format!("Listed by itself. To take that back:  handrail meetings apart {id} --undo")
    } else {
        "Joined again with what it is taken for.".to_owned()
    };
    Reply::new(&ApartDocument { id, apart }, text)
}

pub fn favourites(files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let favourites = match files.meetings_if_any()? {
        Some(directory) if files.has_journal() => directory.favourites(now.moment())?,
        _ => Vec::new(),
    };
    let ids: Vec<&str> = favourites.iter().map(|favourite| favourite.id.as_str()).collect();
    files.remember_list(&ids);
    let mut out = String::new();
    for (number, favourite) in (1..).zip(&favourites) {
        let _ = writeln!(out, "{number:>3}  {}", style.strong(&favourite.meeting.name));
        for line in lines(favourite, now) {
            let _ = writeln!(out, "     {line}");
        }
    }
    if favourites.is_empty() {
        out.push_str("No favourites yet. Keep one from a list:  handrail meetings favourite NUMBER");
    }
    let document = FavouritesDocument { favourites: favourites.iter().map(|favourite| document(favourite, now)).collect() };
    Reply::new(&document, out.trim_end().to_owned())
}

fn lines(favourite: &Favourite, now: &Now) -> Vec<String> {
    let meeting = &favourite.meeting;
    let mut lines = Vec::new();
    match &meeting.next {
        _ if favourite.gone => lines.push("Gone: its source has it no more. Ask before you go.".to_owned()),
        Some(next) => lines.push(next.starts_at.with_timezone(&now.zone).format("%A %-d %B, %H:%M").to_string()),
        None => lines.push("By appointment".to_owned()),
    }
    lines.extend(meeting.place.iter().chain(&meeting.address).take(1).cloned());
    lines.extend(favourite.details.label.iter().cloned());
    lines.extend(favourite.details.note.iter().cloned());
    if let Some(minutes) = favourite.details.reminder_minutes {
        lines.push(format!("Reminder {} before", words::count(u32::from(minutes), "minute")));
    }
    let changes: Vec<&str> = favourite.changes.iter().map(|change| change_words(*change)).collect();
    if !changes.is_empty() {
        lines.push(format!("Since you last looked: {}", changes.join(", ")));
    }
    if let Some(successor) = &favourite.successor {
        lines.push(format!("Probably in its place: {} ({})", successor.name, successor.id));
    }
    lines
}

pub fn changes(seen: bool, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let Some(directory) = files.meetings_if_any()?.filter(|_| files.has_journal()) else {
        return Reply::new(&ChangesDocument { changes: Vec::new() }, NOTHING_NEW.to_owned());
    };
    let notices = directory.meeting_notices(now.moment())?;
    if seen {
        for notice in &notices {
            directory.mark_meeting_seen(notice.id.clone(), now.moment())?;
        }
    }
    let mut out = String::new();
    for notice in &notices {
        let changes: Vec<&str> = notice.changes.iter().map(|change| change_words(*change)).collect();
        let _ = writeln!(out, "{}: {}", style.strong(&notice.name), changes.join(", "));
        if let Some(place) = notice.place_before.as_ref().filter(|_| notice.changes.contains(&MeetingChange::Moved)) {
            let _ = writeln!(out, "  it was at {place}");
        }
        if let Some(successor) = &notice.successor {
            let _ = writeln!(out, "  probably in its place: {} ({})", successor.name, successor.id);
        }
    }
    if notices.is_empty() {
        NOTHING_NEW.clone_into(&mut out);
    } else if !seen {
        let _ = writeln!(out, "{}", style.quiet("When you have seen them:  handrail meetings changes --seen"));
    }
    let document = ChangesDocument { changes: notices.iter().map(|notice| ChangeDocument::of(notice, now)).collect() };
    Reply::new(&document, out.trim_end().to_owned())
}

const NOTHING_NEW: &str = "Nothing changed about your favourites.";

#[derive(Serialize)]
struct ChangesDocument {
    changes: Vec<ChangeDocument>,
}

#[derive(Serialize)]
struct ChangeDocument {
    id: String,
    name: String,
    changes: Vec<String>,
    place_before: Option<String>,
    now: Option<RowDocument>,
    successor: Option<RowDocument>,
}

impl ChangeDocument {
    fn of(notice: &MeetingNotice, now: &Now) -> Self {
        Self {
            id: notice.id.clone(),
            name: notice.name.clone(),
            changes: notice.changes.iter().map(words::snake).collect(),
            place_before: notice.place_before.clone(),
            now: notice.now.as_ref().map(|row| RowDocument::new(row, now.zone)),
            successor: notice.successor.as_ref().map(|row| RowDocument::new(row, now.zone)),
        }
    }
}

fn document(favourite: &Favourite, now: &Now) -> FavouriteDocument {
    let details = favourite.details.clone();
    FavouriteDocument {
        meeting: RowDocument::new(&favourite.meeting, now.zone),
        note: details.note,
        label: details.label,
        reminder_minutes: details.reminder_minutes,
        added_at: favourite.added_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        gone: favourite.gone,
        changes: favourite.changes.iter().map(words::snake).collect(),
        successor: favourite.successor.as_ref().map(|row| RowDocument::new(row, now.zone)),
    }
}

pub(super) fn change_words(change: MeetingChange) -> &'static str {
    match change {
        MeetingChange::Gone => "gone",
        MeetingChange::Back => "there again",
        MeetingChange::ClosedForNow => "closed for now",
        MeetingChange::NewTime => "another time",
        MeetingChange::Moved => "moved",
        MeetingChange::NowOnline => "online now",
        MeetingChange::NowInPerson => "in a room now",
        MeetingChange::NowHybrid => "in a room and online now",
        MeetingChange::NewLink => "another link",
        MeetingChange::Renamed => "another name",
        MeetingChange::OtherFacts => "other details",
        MeetingChange::Listed => "first read",
    }
}
