//! Meetings: feeds in, what starts next out.

mod check;
mod export;
mod facets;
mod feed;
mod history;
mod joined;
mod list;
mod mine;
mod one;
mod refresh;
mod sources;

pub use feed::ImportDocument;
pub use list::{NearDocument, near_text};

use chrono::SecondsFormat;
use chrono_tz::Tz;
use handrail_core::api::Directory;
use handrail_core::meetings::{FavouriteDetails, MeetingPage, MeetingQuery, MeetingRow};
use handrail_core::time::Instant;

use crate::args::MeetingsCommand;
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, Style};

pub fn run(command: MeetingsCommand, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    match command {
        MeetingsCommand::Import { sample: true, examples, .. } => feed::import_sample(files, now, examples),
        MeetingsCommand::Import { file, source, feed, accept_shrink, sample: _, examples } => {
            let file = file.unwrap_or_default();
            feed::import(&file, source, feed, accept_shrink, files, now, examples)
        }
        MeetingsCommand::Check { files, feed, examples } => check::check(&files, &feed, examples),
        MeetingsCommand::Columns { file } => feed::columns(&file),
        MeetingsCommand::Near(near) => list::list(&near.filters, near.filters.query(near.place), files, now, style),
        MeetingsCommand::Search(search) => {
            let mut query = search.filters.query(search.near);
            query.words = Some([search.sought, query.words.into_iter().collect()].concat().join(" "));
            list::list(&search.filters, query, files, now, style)
        }
        MeetingsCommand::Now(near) => {
            let asked = near.filters.query(near.place);
            let query = MeetingQuery { hours: asked.hours.or(Some(3)), only_reachable: true, ..asked };
            list::list(&near.filters, query, files, now, style)
        }
        MeetingsCommand::Favourites { zone: _ } => mine::favourites(files, now, style),
        MeetingsCommand::Favourite { meeting, remove: true, .. } => mine::remove(&meeting, files, now),
        MeetingsCommand::Favourite { meeting, note, label, reminder, remove: false } => {
            mine::add(&meeting, FavouriteDetails { note, label, reminder_minutes: reminder }, files, now)
        }
        MeetingsCommand::Changes { meeting: Some(meeting), .. } => history::history(&meeting, files, now),
        MeetingsCommand::Changes { meeting: None, seen, zone: _ } => mine::changes(seen, files, now, style),
        MeetingsCommand::Export { meeting, favourites, week, discreet, out, near, filters } => {
            let what = match meeting {
                Some(meeting) => export::What::One(meeting),
                None if favourites && week => export::What::FavouritesWeek,
                None if favourites => export::What::Favourites,
                None => export::What::Week(Box::new(filters.query(near))),
            };
            export::export(what, discreet, out.as_deref(), files, now)
        }
        MeetingsCommand::Hide { meeting, undo } => mine::hide(&meeting, !undo, files, now),
        MeetingsCommand::Apart { meeting, undo } => mine::keep_apart(&meeting, !undo, files, now),
        MeetingsCommand::Regions { path } => facets::regions(path, files),
        MeetingsCommand::Show { meeting, zone: _ } => one::show(&meeting, files, now, style),
        MeetingsCommand::Sources { command } => sources::run(command, files, now, style),
        MeetingsCommand::Plan { sources } => refresh::plan(sources, files, now),
        MeetingsCommand::Apply(asked) => refresh::apply(asked, files, now),
    }
}

/// A moment with its offset in the meeting's zone, or in the person's where the meeting's is not known.
fn rfc3339(at: Instant, row: &MeetingRow, person: Tz) -> String {
    at.with_timezone(&zone_of(row, person)).to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn zone_of(row: &MeetingRow, person: Tz) -> Tz {
    row.zone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or(person)
}

const NO_MEETINGS: &str = "There are no meetings here yet. Bring some in with one of these:\n  \
    handrail meetings import FEED.json --zone America/New_York\n  handrail meetings import --sample";

/// An empty page, for where there is no directory yet.
fn no_page() -> MeetingPage {
    MeetingPage { total: 0, meetings: Vec::new(), next_page: None, within_km: None, corrected_words: None }
}

fn has_meetings(directory: &Directory, now: &Now) -> Result<bool, Failure> {
    Ok(directory.sources(now.moment())?.iter().any(|source| source.meetings > 0))
}
