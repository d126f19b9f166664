//! Sources: what is known of them, in a table and for scripts.

use chrono::SecondsFormat;
use handrail_core::error::{EntityKind, HandrailError};
use handrail_core::meetings::{Source, SourceDetails, SourceProblem, SourceState};
use handrail_core::time::Instant;
use serde::Serialize;

use super::NO_MEETINGS;
use crate::args::{Said, SourcesCommand};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table, plain, wrap};
use crate::words;

#[derive(Serialize)]
struct SourcesDocument {
    sources: Vec<SourceDocument>,
}

#[derive(Serialize)]
struct SourceDocument {
    name: String,
    url: Option<String>,
    fellowship: Option<String>,
    zone: Option<String>,
    country: Option<String>,
    licence: Option<String>,
    aggregator: bool,
    refresh_hours: u16,
    format: Option<String>,
    meetings: u32,
    state: String,
    problem: Option<ProblemDocument>,
    imported_at: Option<String>,
    tried_at: Option<String>,
    next_try_at: Option<String>,
}

#[derive(Serialize)]
struct ProblemDocument {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    had: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    came: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl From<&SourceProblem> for ProblemDocument {
    fn from(problem: &SourceProblem) -> Self {
        let bare = Self { code: code(problem).to_owned(), had: None, came: None, status: None, to: None, reason: None };
        match problem {
            SourceProblem::Shrunk { had, came } => Self { had: Some(*had), came: Some(*came), ..bare },
            SourceProblem::Http { status } => Self { status: Some(*status), ..bare },
            SourceProblem::Moved { to } => Self { to: to.clone(), ..bare },
            SourceProblem::Unreadable { reason } => Self { reason: Some(words::snake(reason)), ..bare },
            SourceProblem::Unreachable
            | SourceProblem::TooSlow
            | SourceProblem::NotSecure
            | SourceProblem::NotTrusted
            | SourceProblem::Challenge
            | SourceProblem::Page => bare,
        }
    }
}

impl From<&Source> for SourceDocument {
    fn from(source: &Source) -> Self {
        let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        let details = source.details.clone();
        Self {
            name: details.name,
            url: details.url,
            fellowship: details.fellowship,
            zone: details.zone,
            country: details.country,
            licence: details.licence,
            aggregator: details.aggregator,
            refresh_hours: details.refresh_hours,
            format: source.format.map(words::snake),
            meetings: source.meetings,
            state: words::snake(source.state),
            problem: source.problem.as_ref().map(Into::into),
            imported_at: at(source.imported_at),
            tried_at: at(source.tried_at),
            next_try_at: at(source.next_try_at),
        }
    }
}

pub fn run(command: Option<SourcesCommand>, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    match command {
        None => list(files, now, style),
        Some(SourcesCommand::Add { name, said }) => {
            if known(files, &name, now)?.is_some() {
                let text = format!("There is a source \"{}\" already. To change it: sources edit.", plain(name.trim()));
                return Err(Failure { field: Some("source".to_owned()), ..Failure::input("conflict", text) });
            }
            save(said_of(SourceDetails::new(&name), said), files, now)
        }
        Some(SourcesCommand::Edit { name, said }) => {
            let source = known(files, &name, now)?.ok_or(HandrailError::NotFound { kind: EntityKind::Source })?;
            save(said_of(source.details, said), files, now)
        }
        Some(SourcesCommand::Remove { name }) => {
            let directory = files.directory_if_any()?.ok_or(HandrailError::NotFound { kind: EntityKind::Source })?;
            directory.remove_source(name.clone(), now.moment())?;
            let text = format!("\"{}\" was taken away. Saved and imported again, its meetings are the same.", plain(name.trim()));
            Reply::new(&serde_json::json!({ "removed": name.trim() }), text)
        }
    }
}

fn known(files: &Files, name: &str, now: &Now) -> Result<Option<Source>, Failure> {
    let Some(directory) = files.directory_if_any()? else { return Ok(None) };
    Ok(directory.sources(now.moment())?.into_iter().find(|source| source.details.name == name.trim()))
}

fn said_of(known: SourceDetails, said: Said) -> SourceDetails {
    SourceDetails {
        url: said.url.or(known.url),
        fellowship: said.fellowship.or(known.fellowship),
        zone: said.source_zone.or(known.zone),
        country: said.country.or(known.country),
        licence: said.licence.or(known.licence),
        aggregator: said.aggregator.unwrap_or(known.aggregator),
        refresh_hours: said.every.unwrap_or(known.refresh_hours),
        columns: if said.columns.is_empty() { known.columns } else { said.columns },
        name: known.name,
    }
}

fn save(details: SourceDetails, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let source = files.directory()?.save_source(details, now.moment())?;
    let next = match source.next_try_at {
        None => "It has no url: bring its meetings in with handrail meetings import FILE --source NAME.".to_owned(),
        Some(next) if next <= now.at => "It is due now: handrail meetings plan.".to_owned(),
        Some(next) => format!("It is asked again {}.", until(next, now)),
    };
    Reply::new(&SourceDocument::from(&source), format!("\"{}\" is kept. {next}", plain(&source.details.name)))
}

fn list(files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let sources = files.directory_if_any()?.map_or_else(|| Ok(Vec::new()), |directory| directory.sources(now.moment()))?;
    let document = SourcesDocument { sources: sources.iter().map(Into::into).collect() };
    if sources.is_empty() {
        return Reply::new(&document, NO_MEETINGS.to_owned());
    }
    let mut table = Table::new(&[Column::Flexible, Column::Left, Column::Right, Column::Left, Column::Left, Column::Left]);
    table.row(["Source", "Fellowship", "Meetings", "State", "Confirmed", "Next try"].map(str::to_owned));
    for source in &sources {
        table.row([
            source.details.name.clone(),
            source.details.fellowship.clone().unwrap_or_default(),
            words::thousands(source.meetings),
            state(source.state).to_owned(),
            source.imported_at.map_or_else(|| "never".to_owned(), |at| since(at, now)),
            source.next_try_at.map_or_else(|| "by file".to_owned(), |at| until(at, now)),
        ]);
    }
    let mut lines = table.lines();
    if let Some(heading) = lines.first_mut() {
        *heading = style.quiet(heading);
    }
    let mut text = lines.join("\n") + "\n";
    let failing: Vec<_> = sources.iter().filter_map(|source| Some((source, source.problem.as_ref()?))).collect();
    if !failing.is_empty() {
        text.push_str("\nStale: the last answer was not taken, what was known before is kept.\n");
    }
    for (source, problem) in failing {
        let line = format!("{}: {}.", source.details.name, self::problem(problem));
        text.push_str(&wrap(&line, "  ", crate::output::WIDTH));
    }
    Reply::new(&document, text)
}

fn state(state: SourceState) -> &'static str {
    match state {
        SourceState::New => "new",
        SourceState::Current => "current",
        SourceState::Due => "due",
        SourceState::Stale => "stale",
    }
}

/// What scripts see.
pub fn code(problem: &SourceProblem) -> &'static str {
    match problem {
        SourceProblem::Shrunk { .. } => "shrunk",
        SourceProblem::Unreachable => "unreachable",
        SourceProblem::TooSlow => "too_slow",
        SourceProblem::NotSecure => "not_secure",
        SourceProblem::NotTrusted => "not_trusted",
        SourceProblem::Http { .. } => "http",
        SourceProblem::Moved { .. } => "moved",
        SourceProblem::Challenge => "challenge",
        SourceProblem::Page => "page",
        SourceProblem::Unreadable { .. } => "unreadable",
    }
}

/// What a person reads.
pub fn problem(problem: &SourceProblem) -> String {
    match problem {
        SourceProblem::Shrunk { had, came } => {
            format!("only {} of {} meetings came", words::thousands(*came), words::thousands(*had))
        }
        SourceProblem::Unreachable => "no answer came".to_owned(),
        SourceProblem::TooSlow => "its website took too long to answer".to_owned(),
        SourceProblem::NotSecure => "its website is not asked over https".to_owned(),
        SourceProblem::NotTrusted => "whoever answers cannot prove to be its website".to_owned(),
        SourceProblem::Http { status } => format!("its website answered with the status {status}"),
        SourceProblem::Moved { to: Some(to) } => format!("it has moved to {}", plain(to)),
        SourceProblem::Moved { to: None } => "it has moved".to_owned(),
        SourceProblem::Challenge => "its website asks whether one is human".to_owned(),
        SourceProblem::Page => "a web page came in place of the feed".to_owned(),
        SourceProblem::Unreadable { reason } => format!("the feed cannot be read: {reason}"),
    }
}

fn since(at: Instant, now: &Now) -> String {
    match now.day(0).signed_duration_since(now.day_of(at)).num_days() {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

fn until(at: Instant, now: &Now) -> String {
    let minutes = (at - now.at).num_minutes();
    match minutes {
        ..=0 => "now".to_owned(),
        1..60 => format!("in {minutes} min"),
        60..2880 => format!("in {} h", minutes / 60),
        _ => format!("in {} days", minutes / 1440),
    }
}
