//! The fellowships and milestone profiles that can be named.

use std::fmt::Write as _;

use handrail_core::api::{fellowships, token_profiles};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::{Column, Reply, Table};
use crate::words;

#[derive(Serialize)]
struct FellowshipDocument {
    id: String,
    name: String,
    abbreviation: String,
    profile: String,
}

#[derive(Serialize)]
struct ProfileDocument {
    id: String,
    milestones: Vec<String>,
}

pub fn run(profiles: bool) -> Result<Reply, Failure> {
    if profiles { list_profiles() } else { list_fellowships() }
}

fn list_fellowships() -> Result<Reply, Failure> {
    let mut table = Table::new(&[Column::Left, Column::Left, Column::Flexible, Column::Left]);
    let mut documents = Vec::new();
    for fellowship in fellowships()? {
        table.row([
            fellowship.id.clone(),
            fellowship.abbreviation.clone(),
            fellowship.name.clone(),
            format!("profile {}", fellowship.token_profile),
        ]);
        documents.push(FellowshipDocument {
            id: fellowship.id,
            name: fellowship.name,
            abbreviation: fellowship.abbreviation,
            profile: fellowship.token_profile,
        });
    }
    Reply::new(&serde_json::json!({ "fellowships": documents }), table.lines().join("\n"))
}

fn list_profiles() -> Result<Reply, Failure> {
    let mut documents = Vec::new();
    let mut text = "Customs of groups, not rules of a fellowship.\n".to_owned();
    for profile in token_profiles()? {
        let milestones: Vec<_> =
            profile.tokens.iter().filter(|token| !token.on_request).map(|token| words::milestone(token.milestone)).collect();
        let _ = write!(text, "\n{}\n{}", profile.id, crate::output::wrap(&milestones.join(", "), "  ", crate::output::WIDTH));
        documents.push(ProfileDocument { id: profile.id, milestones });
    }
    Reply::new(&serde_json::json!({ "profiles": documents }), text)
}
