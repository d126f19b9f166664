//! Milestone profiles of one's own.

use std::fmt::Write as _;

use clap::Subcommand;
use handrail_core::api::Journal;
use handrail_core::catalogue::{Confidence, Milestone, MilestoneUnit, Token, TokenProfile};
use serde::Serialize;

use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, plain};
use crate::words;

const NONE: &str = "None of your own yet. To make one: handrail profile save NAME 30d 90d 1y";

#[derive(Subcommand)]
pub enum ProfileCommand {
    /// Add a profile, or replace one of yours; trackers name it by the id that is answered
    Save {
        /// Its name
        name: String,
        /// The milestones: 24h 30d 6m 1y; every year from the second on: 2y+; only sometimes given: 18m?; for whoever asks: ask.
        /// With a colour if wanted: 30d=red
        #[arg(required = true, value_parser = parse_token)]
        milestones: Vec<Token>,
        /// The id or the name of the profile to replace
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Take one of yours off the list; trackers that name it count by the generic one
    Remove {
        /// Its id or its name
        profile: String,
    },
    /// List yours
    List,
}

#[derive(Serialize)]
struct ProfileDocument {
    id: String,
    name: Option<String>,
    milestones: Vec<String>,
    tokens: Vec<Token>,
}

pub fn run(command: ProfileCommand, files: &Files, now: &Now) -> Result<Reply, Failure> {
    match command {
        ProfileCommand::Save { name, milestones, id } => {
            let journal = files.journal()?;
            let id = id.map(|id| find(&journal, &id)).transpose()?.unwrap_or_default();
            let profile = TokenProfile { id, name: Some(name), tokens: milestones };
            journal.save_token_profile(profile, now.moment())?;
            list(&journal)
        }
        ProfileCommand::Remove { profile } => {
            let journal = files.journal_if_any()?.ok_or_else(no_such_profile)?;
            journal.remove_token_profile(find(&journal, &profile)?, now.moment())?;
            list(&journal)
        }
        ProfileCommand::List => match files.journal_if_any()? {
            Some(journal) => list(&journal),
            None => Reply::new(&serde_json::json!({ "profiles": [] }), NONE.to_owned()),
        },
    }
}

fn list(journal: &Journal) -> Result<Reply, Failure> {
    let mut text = String::new();
    let mut documents = Vec::new();
    for profile in journal.own_token_profiles()? {
        let milestones: Vec<_> = profile.tokens.iter().map(said).collect();
        let name = profile.name.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{}  {}: {}", profile.id, plain(name), milestones.join(", "));
        documents.push(ProfileDocument { id: profile.id, name: profile.name, milestones, tokens: profile.tokens });
    }
    if documents.is_empty() {
        text.push_str(NONE);
    }
    Reply::new(&serde_json::json!({ "profiles": documents }), text)
}

fn said(token: &Token) -> String {
    if token.on_request {
        return "for whoever asks".to_owned();
    }
    let every = if token.repeats { " and every one after" } else { "" };
    format!("{}{every}", words::milestone(token.milestone))
}

/// One of the person's own by its id, or by the name they gave it.
fn find(journal: &Journal, named: &str) -> Result<String, Failure> {
    let mut own = journal.own_token_profiles()?.into_iter();
    let found = own.find(|profile| profile.id == named || profile.name.as_deref() == Some(named));
    found.map(|profile| profile.id).ok_or_else(no_such_profile)
}

fn no_such_profile() -> Failure {
    Failure::input("not_found", "There is no such profile of yours. See: handrail profile list")
}

fn parse_token(text: &str) -> Result<Token, String> {
    let wrong = || "write a number and h, d, m or y: 24h 30d 6m 1y, 2y+, 18m?, ask, or 30d=red".to_owned();
    let (milestone, colour) = text.split_once('=').map_or((text, None), |(milestone, colour)| (milestone, Some(colour)));
    let on_request = milestone == "ask";
    let milestone = if on_request { "0d" } else { milestone };
    let (milestone, repeats) = milestone.strip_suffix('+').map_or((milestone, false), |rest| (rest, true));
    let (milestone, optional) = milestone.strip_suffix('?').map_or((milestone, false), |rest| (rest, true));
    let (count, unit) = milestone.split_at_checked(milestone.len().saturating_sub(1)).ok_or_else(wrong)?;
    let unit = match unit {
        "h" => MilestoneUnit::Hour,
        "d" => MilestoneUnit::Day,
        "m" => MilestoneUnit::Month,
        "y" => MilestoneUnit::Year,
        _ => return Err(wrong()),
    };
    let milestone = Milestone { unit, count: count.parse().map_err(|_| wrong())? };
    // A person knows their own customs.
    Ok(Token { milestone, colour: colour.map(str::to_owned), on_request, optional, repeats, confidence: Confidence::Good })
}
