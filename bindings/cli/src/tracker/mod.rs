//! Trackers: start, correct, return to use, put away.

mod documents;
mod look;

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};

use handrail_core::api::Journal;
use handrail_core::catalogue::Vocabulary;
use handrail_core::sobriety::{ReturnToUse, Tracker, TrackerDetails, TrackerHistory};
use serde::Serialize;

use self::documents::{HistoryDocument, TrackerDocument};
use crate::args::{Settings, TrackerCommand};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::{DayArg, Now};
use crate::output::{Column, Reply, Style, Table, plain};
use crate::{plans, today, words};

#[derive(Serialize)]
struct ListDocument {
    trackers: Vec<TrackerDocument>,
}

pub fn run(command: TrackerCommand, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    if let TrackerCommand::List { all } = command {
        return list(files, all);
    }
    let journal = match command {
        TrackerCommand::Add { .. } => files.journal()?,
        _ => files.journal_if_any()?.ok_or_else(no_such_tracker)?,
    };
    match command {
        TrackerCommand::Add { name, start, settings, zone: _ } => add(&journal, name, start, settings, now, style),
        TrackerCommand::List { all } => list(files, all),
        TrackerCommand::History { tracker, zone: _ } => {
            let history = journal.tracker_history(find(&journal, &tracker)?.id, now.moment())?;
            Reply::new(&HistoryDocument::from(&history), history_text(&history, style))
        }
        TrackerCommand::Edit { tracker, name, start, settings, no_time, no_fellowship, zone: _ } => {
            let tracker = find(&journal, &tracker)?;
            let mut details = changed(tracker.details, settings);
            if let Some(name) = name {
                details.name = name;
            }
            if let Some(start) = start {
                details.start = start.day(now.day(details.day_start.unwrap_or(0)));
            }
            if no_time {
                details.start_minute = None;
            }
            if no_fellowship {
                details.fellowship = None;
            }
            let tracker = journal.edit_tracker(tracker.id, details, now.moment())?;
            tracker_reply(&journal, &tracker, "Changed.", now, style)
        }
        TrackerCommand::Return { tracker, on, until, time, new_start, amount, note, zone: _ } => {
            let tracker = find(&journal, &tracker)?;
            let before = journal.tracker_history(tracker.id.clone(), now.moment())?;
            // The tracker's own day: it may begin after midnight or be counted at home.
            let today = before.today.day;
            let event = ReturnToUse {
                first_day: on.day(today),
                last_day: until.map(|day| day.day(today)),
                minute: time,
                new_start: new_start.map(|day| day.day(today)),
                note,
                amount,
            };
            let history = journal.record_return(tracker.id, event, now.moment())?;
            Reply::new(&HistoryDocument::from(&history), return_text(&history, style))
        }
        TrackerCommand::Undo { tracker, zone: _ } => {
            let history = journal.undo_return(find(&journal, &tracker)?.id, now.moment())?;
            let text = format!("Taken back; everything is as before.\n\n{}", today::block(&history.today, style));
            Reply::new(&HistoryDocument::from(&history), text)
        }
        TrackerCommand::Goal { tracker, goal, from, zone: _ } => plans::goal(&journal, &tracker, goal, from, now, style),
        TrackerCommand::Rate(args) => plans::rate(&journal, args, now, style),
        TrackerCommand::UndoEdit { tracker, zone: _ } => {
            let history = journal.undo_correction(find(&journal, &tracker)?.id, now.moment())?;
            changed_reply(&history, "Taken back.", style)
        }
        TrackerCommand::Shelf { tracker, zone: _ } => look::shelf(&journal, &tracker, now, style),
        TrackerCommand::Log { tracker, after, limit, zone: _ } => look::log(&journal, &tracker, after, limit, now),
        TrackerCommand::Upcoming { zone: _ } => look::upcoming(&journal, now, style),
        TrackerCommand::Deleted => look::deleted(&journal),
        TrackerCommand::Delete { tracker, yes } => {
            let tracker = find(&journal, &tracker)?;
            if !yes {
                asked_twice(&plain(&tracker.details.name))?;
            }
            journal.delete_tracker(tracker.id.clone(), now.moment())?;
            let text = format!(
                "{} is deleted. For 30 days it comes back, whole, with: handrail tracker undelete {}",
                plain(&tracker.details.name),
                tracker.id
            );
            Reply::new(&TrackerDocument::from(&tracker), text)
        }
        TrackerCommand::Undelete { id } => {
            let tracker = journal.restore_tracker(id)?;
            Reply::new(&TrackerDocument::from(&tracker), format!("{} is back, whole.", plain(&tracker.details.name)))
        }
        TrackerCommand::Archive { tracker } => archive(&journal, &tracker, true, now),
        TrackerCommand::Restore { tracker } => archive(&journal, &tracker, false, now),
        TrackerCommand::Order { trackers } => order(&journal, &trackers, files),
    }
}

/// Whoever deletes says so twice: here, or with `--yes` where nobody can be asked.
fn asked_twice(name: &str) -> Result<(), Failure> {
    let refused = |text: String| Err(Failure::input("not_confirmed", text));
    if !std::io::stdin().is_terminal() {
        return refused(format!("Nothing was deleted. To delete {name}, say so a second time: --yes"));
    }
    crate::output::note(&format!("Delete {name}, with all its days and milestones? It can be put back for 30 days. Write yes:"));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    if read.is_ok() && answer.trim().eq_ignore_ascii_case("yes") { Ok(()) } else { refused("Nothing was deleted.".to_owned()) }
}

fn add(journal: &Journal, name: String, start: DayArg, settings: Settings, now: &Now, style: Style) -> Result<Reply, Failure> {
    let start = start.day(now.day(settings.day_start.unwrap_or(0)));
    let details = changed(TrackerDetails::new(&name, start), settings);
    let tracker = journal.add_tracker(details, now.moment())?;
    tracker_reply(journal, &tracker, "Started.", now, style)
}

fn changed(before: TrackerDetails, settings: Settings) -> TrackerDetails {
    let Settings {
        time,
        fellowship,
        profile,
        home_zone,
        zone_mode,
        day_start,
        feb29,
        basis,
        count,
        about,
        unit,
        discreet_name,
        start_word,
        return_word,
    } = settings;
    let subject = about;
    // A new fellowship brings its own words too.
    let known = if fellowship.is_some() { None } else { before.vocabulary };
    let vocabulary = match (start_word, return_word) {
        (None, None) => known,
        (start, event) => {
            let known = known.unwrap_or_default();
            Some(Vocabulary { start: start.map_or(known.start, Into::into), event: event.map_or(known.event, Into::into) })
        }
    };
    // A new fellowship brings its own milestones, unless others are named.
    let profile = if fellowship.is_some() { profile } else { profile.or(before.profile) };
    TrackerDetails {
        name: before.name,
        start: before.start,
        start_minute: time.or(before.start_minute),
        fellowship: fellowship.or(before.fellowship),
        profile,
        zone: home_zone.or(before.zone),
        zone_mode: zone_mode.map(Into::into).or(before.zone_mode),
        day_start: day_start.or(before.day_start),
        feb29: feb29.map(Into::into).or(before.feb29),
        start_basis: basis.map(Into::into).or(before.start_basis),
        count_style: count.map(Into::into).or(before.count_style),
        subject: subject.or(before.subject),
        measure: unit.or(before.measure),
        vocabulary,
        discreet_name: discreet_name.or(before.discreet_name),
        // A goal that is not named stays as it is.
        goal: None,
    }
}

fn tracker_reply(journal: &Journal, tracker: &Tracker, done: &str, now: &Now, style: Style) -> Result<Reply, Failure> {
    let history = journal.tracker_history(tracker.id.clone(), now.moment())?;
    Reply::new(&TrackerDocument::from(tracker), format!("{done}\n\n{}", today::block(&history.today, style)))
}

/// After a change of a plan: the whole tracker for scripts, its day for the person.
pub fn changed_reply(history: &TrackerHistory, done: &str, style: Style) -> Result<Reply, Failure> {
    Reply::new(&HistoryDocument::from(history), format!("{done}\n\n{}", today::block(&history.today, style)))
}

fn archive(journal: &Journal, tracker: &str, archived: bool, now: &Now) -> Result<Reply, Failure> {
    let tracker = journal.archive_tracker(find(journal, tracker)?.id, archived, now.moment())?;
    let name = plain(&tracker.details.name);
    let text = if archived {
        format!("{name} is in the archive, with everything in it. It comes back with: handrail tracker restore")
    } else {
        format!("{name} is back among your trackers.")
    };
    Reply::new(&TrackerDocument::from(&tracker), text)
}

fn order(journal: &Journal, first: &[String], files: &Files) -> Result<Reply, Failure> {
    let mut ids = Vec::new();
    for name in first {
        ids.push(find(journal, name)?.id);
    }
    let rest = journal.trackers()?.into_iter().filter(|tracker| !tracker.archived).map(|tracker| tracker.id);
    let rest: Vec<_> = rest.filter(|id| !ids.contains(id)).collect();
    ids.extend(rest);
    journal.reorder_trackers(ids)?;
    list(files, false)
}

fn list(files: &Files, all: bool) -> Result<Reply, Failure> {
    let trackers = files.journal_if_any()?.map_or_else(|| Ok(Vec::new()), |journal| journal.trackers())?;
    let archived = trackers.iter().filter(|tracker| tracker.archived).count();
    let shown: Vec<&Tracker> = trackers.iter().filter(|tracker| all || !tracker.archived).collect();
    let mut table = Table::new(&[Column::Flexible, Column::Left, Column::Left, Column::Left, Column::Left]);
    for tracker in &shown {
        let details = &tracker.details;
        table.row([
            details.name.clone(),
            format!("from {}", words::day(details.start)),
            details.fellowship.clone().unwrap_or_default(),
            // The part of the id that tells trackers apart which were not made in the same millisecond.
            tracker.id.chars().take(13).collect(),
            if tracker.archived { "archived".to_owned() } else { String::new() },
        ]);
    }
    let mut text = table.lines().join("\n");
    if shown.is_empty() {
        text.push_str("Nothing is tracked. To start: handrail tracker add \"My first day\" --start today");
    }
    if archived > 0 && !all {
        let _ = write!(text, "\n\n{archived} in the archive: handrail tracker list --all");
    }
    Reply::new(&ListDocument { trackers: shown.into_iter().map(Into::into).collect() }, text)
}

pub fn no_such_tracker() -> Failure {
    Failure {
        field: Some("tracker".to_owned()),
        ..Failure::input("not_found", "There is no such tracker. See: handrail tracker list --all")
    }
}

/// By id, by exact name, by the beginning of an id, by a name in other capitals; never by guessing between two.
pub fn find(journal: &Journal, text: &str) -> Result<Tracker, Failure> {
    let trackers = journal.trackers()?;
    let lower = text.to_lowercase();
    let ways: [&dyn Fn(&Tracker) -> bool; 4] = [
        &|tracker| tracker.id == lower,
        &|tracker| tracker.details.name == text,
        &|tracker| text.len() >= 4 && tracker.id.starts_with(&lower),
        &|tracker| tracker.details.name.to_lowercase() == lower,
    ];
    for way in ways {
        let mut fitting = trackers.iter().filter(|tracker| way(tracker));
        match (fitting.next(), fitting.next()) {
            (Some(tracker), None) => return Ok(tracker.clone()),
            (Some(_), Some(_)) => {
                let text = "More than one tracker fits. Use the id: handrail tracker list --all";
                return Err(Failure { field: Some("tracker".to_owned()), ..Failure::input("ambiguous", text) });
            }
            (None, _) => {}
        }
    }
    Err(no_such_tracker())
}

/// What is kept comes first: a return to use takes nothing away.
fn return_text(history: &TrackerHistory, style: Style) -> String {
    let mut out = String::new();
    if let Some(episode) = history.episodes.iter().rev().find(|episode| episode.end.is_some()) {
        let kept = style.strong(&format!("{} are yours and stay yours", words::count(episode.days, "day")));
        let _ = writeln!(out, "{kept}: from {} on.", words::day(episode.start));
    }
    let milestones = u32::try_from(history.awards.len()).unwrap_or(u32::MAX);
    let all = words::count(history.total_days, "day");
    let longest = words::count(history.longest_days, "day");
    let _ =
        writeln!(out, "Kept with them: {}, {all} in all, the longest run of {longest}.", words::count(milestones, "milestone"));
    let _ = writeln!(out, "\n{}", today::block(&history.today, style));
    out.push_str("Someone to talk to:  handrail help-now     The next meeting:  handrail meetings near\n");
    out.push_str(&style.quiet("Entered by mistake? It can be taken back:  handrail tracker undo"));
    out.push('\n');
    out
}

fn history_text(history: &TrackerHistory, style: Style) -> String {
    let mut out = today::block(&history.today, style);
    out.push_str("\nEpisodes\n");
    let mut table = Table::new(&[Column::Right, Column::Left, Column::Flexible]);
    for episode in &history.episodes {
        let until = episode.end.map_or_else(|| "goes on".to_owned(), |day| format!("to {}", words::day(day)));
        table.row([
            words::count(episode.days, "day"),
            format!("{} {until}", words::day(episode.start)),
            episode.note.clone().unwrap_or_default(),
        ]);
    }
    out.push_str(&(table.lines().join("\n") + "\n"));
    if history.episodes.len() > 1 {
        let (all, longest) = (words::count(history.total_days, "day"), words::count(history.longest_days, "day"));
        let _ = writeln!(out, "  {all} in all, the longest run {longest}.");
    }
    if !history.awards.is_empty() {
        out.push_str("\nMilestones\n");
        let mut table = Table::new(&[Column::Right, Column::Left, Column::Left]);
        for award in &history.awards {
            let colour = award.colour.as_deref().map(|colour| colour.replace('_', " ")).unwrap_or_default();
            table.row([words::milestone(award.milestone), words::day(award.earned_on), colour]);
        }
        out.push_str(&(table.lines().join("\n") + "\n"));
    }
    out
}
