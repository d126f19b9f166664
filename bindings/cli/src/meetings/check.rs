//! A doctor for feeds: what is in them and what was noticed. Nothing is stored.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handrail_core::api::check_feed;
use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{FeedCheck, FeedFacts};
use serde::Serialize;

use super::feed::{Counts, ExampleDocument, example_documents, noticed, options, readable};
use crate::args::Feed;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::output::{Reply, plain};
use crate::words;

#[derive(Serialize)]
struct FactsDocument {
    in_person: u32,
    online: u32,
    hybrid: u32,
    inactive: u32,
    closed_for_now: u32,
    closed_but_online: u32,
    approximate: u32,
    with_point: u32,
    online_with_point: u32,
    with_zone: u32,
    several_days: u32,
    by_appointment: u32,
    with_end: u32,
    with_link: u32,
    with_phone: u32,
    with_contribution: u32,
}

impl From<FeedFacts> for FactsDocument {
    fn from(facts: FeedFacts) -> Self {
        Self {
            in_person: facts.in_person,
            online: facts.online,
            hybrid: facts.hybrid,
            inactive: facts.inactive,
            closed_for_now: facts.closed_for_now,
            closed_but_online: facts.closed_but_online,
            approximate: facts.approximate,
            with_point: facts.with_point,
            online_with_point: facts.online_with_point,
            with_zone: facts.with_zone,
            several_days: facts.several_days,
            by_appointment: facts.by_appointment,
            with_end: facts.with_end,
            with_link: facts.with_link,
            with_phone: facts.with_phone,
            with_contribution: facts.with_contribution,
        }
    }
}

#[derive(Serialize)]
struct CheckDocument {
    file: String,
    format: Option<String>,
    rows: u32,
    meetings: u32,
    facts: Option<FactsDocument>,
    diagnostics: Counts,
    error: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<ExampleDocument>,
}

pub fn check(paths: &[PathBuf], feed: &Feed, examples: usize) -> Result<Reply, Failure> {
    let mut documents = Vec::new();
    let mut out = String::new();
    let mut exit = Exit::Done;
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        let shown = plain(&name);
        match check_one(path, feed) {
            Ok(check) => {
                let (rows, meetings) = (words::count(check.rows, "row"), words::count(check.meetings, "meeting"));
                let _ = writeln!(out, "{shown}: {meetings} in {rows} ({})", words::format(check.format));
                out.push_str(&facts(&check));
                out.push_str(&noticed(&check.diagnostics, &check.examples, examples));
                documents.push(CheckDocument {
                    file: name,
                    format: Some(words::snake(check.format)),
                    rows: check.rows,
                    meetings: check.meetings,
                    facts: Some(FactsDocument::from(check.facts)),
                    diagnostics: Counts(check.diagnostics),
                    error: None,
                    examples: example_documents(&check.examples, examples),
                });
            }
            // A wrong zone or fellowship is wrong for every file.
            Err(failure) if failure.field.as_deref().is_some_and(|field| field != "feed") => return Err(failure),
            Err(failure) => {
                // A list with nothing in it is a true answer of some servers; only an import has to refuse it.
                if failure.code != words::snake(FeedProblem::NoRows) {
                    exit = Exit::BadInput;
                }
                let _ = writeln!(out, "{shown}: {}", failure.text);
                documents.push(CheckDocument {
                    file: name,
                    format: None,
                    rows: 0,
                    meetings: 0,
                    facts: None,
                    diagnostics: Counts(Vec::new()),
                    error: Some(failure.code),
                    examples: Vec::new(),
                });
            }
        }
    }
    Ok(Reply::new(&documents, out)?.with_exit(exit))
}

/// What the meetings tell; a list without any tells nothing.
fn facts(check: &FeedCheck) -> String {
    let FeedFacts { in_person, online, hybrid, inactive, .. } = check.facts;
    let told = |counts: &[(u32, &str)]| {
        let told: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, of)| format!("{} {of}", words::thousands(*count)))
            .collect();
        if told.is_empty() { String::new() } else { format!("  {}\n", told.join(", ")) }
    };
    let venues = [(in_person, "in person"), (online, "online"), (hybrid, "hybrid"), (inactive, "with no way to take part")];
    let FeedFacts { closed_for_now, closed_but_online, approximate, with_point, online_with_point, .. } = check.facts;
    let places = [
        (closed_for_now, "with the room closed for now"),
        (closed_but_online, "of them online"),
        (approximate, "with only a town or an area"),
        (with_point, "found by distance"),
        (online_with_point, "online with a place of their own, which is not shown"),
    ];
    let FeedFacts { with_zone, several_days, by_appointment, with_end, .. } = check.facts;
    let times = [
        (with_zone, "with a time zone"),
        (with_end, "with an end"),
        (several_days, "on several days"),
        (by_appointment, "by appointment"),
    ];
    let FeedFacts { with_link, with_phone, with_contribution, .. } = check.facts;
    let ways = [(with_link, "with a link"), (with_phone, "with a number to dial"), (with_contribution, "with a way to give")];
    [told(&venues), told(&places), told(&times), told(&ways)].concat()
}

fn check_one(path: &Path, feed: &Feed) -> Result<FeedCheck, Failure> {
    readable(path)?;
    match check_feed(files::text(path)?, options("check", feed, true)) {
        Err(HandrailError::Feed { reason }) => Err(Failure {
            field: Some("feed".to_owned()),
            ..Failure::input(&words::snake(reason), format!("not a feed that can be taken ({reason})"))
        }),
        other => Ok(other?),
    }
}
