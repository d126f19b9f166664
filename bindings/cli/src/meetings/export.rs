//! Meetings as a calendar, to a file or to stdout.

use std::path::{Path, PathBuf};

use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::exchange::CalendarSelection;
use handrail_core::meetings::MeetingQuery;
use serde::Serialize;

use super::one::{id_of, missing};
use crate::failure::{Failure, io_words};
use crate::files::Files;
use crate::moment::Now;
use crate::output::Reply;

#[derive(Serialize)]
struct ExportDocument {
    events: usize,
    file: Option<PathBuf>,
    calendar: Option<String>,
}

pub enum What {
    One(String),
    Favourites,
    FavouritesWeek,
    Week(Box<MeetingQuery>),
}

pub fn export(what: What, discreet: bool, out: Option<&Path>, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let selection = match what {
        What::One(meeting) => CalendarSelection::Meeting { id: id_of(&meeting, files)? },
        What::Favourites => CalendarSelection::Favourites,
        What::FavouritesWeek => CalendarSelection::FavouritesWeek,
        What::Week(query) => CalendarSelection::Week { query: *query },
    };
    let directory = files.meetings_if_any()?.ok_or_else(missing)?;
    let favourites = matches!(selection, CalendarSelection::Favourites);
    let calendar = directory.calendar(selection, discreet, now.moment()).map_err(|error| nothing(error, favourites))?;
    let events = calendar.matches("BEGIN:VEVENT\r\n").count();
    let Some(out) = out else {
        // A calendar goes to a file or another program as it is; scripts that want JSON get it as a text.
        let document = ExportDocument { events, file: None, calendar: Some(calendar.clone()) };
        return Reply::new(&document, calendar);
    };
    std::fs::write(out, &calendar).map_err(|error| {
        Failure::storage("file_unavailable", format!("The calendar cannot be written: {}.", io_words(&error)))
    })?;
    let text =
        format!("{} written to {}", crate::words::count(u32::try_from(events).unwrap_or(u32::MAX), "event"), out.display());
    Reply::new(&ExportDocument { events, file: Some(out.to_owned()), calendar: None }, text)
}

/// A calendar of nothing is no calendar.
fn nothing(error: HandrailError, favourites: bool) -> Failure {
    match error {
        HandrailError::Closed if favourites => Failure::input("empty", "There are no favourites yet."),
        HandrailError::Invalid { field: Field::Day, problem: Problem::Empty } => {
            Failure::input("empty", "There is nothing to write: none of these meetings has a time.")
        }
        other => other.into(),
    }
}
