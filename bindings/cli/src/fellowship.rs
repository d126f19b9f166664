//! Fellowships of one's own: a group that no catalogue knows, with its words, its programme and its milestones.

use clap::{Args, Subcommand, ValueEnum};
use handrail_core::api::Journal;
use handrail_core::catalogue::{AbstinenceModel, Fellowship, Focus, Programme, ProgrammeKind, Vocabulary};
use serde::Serialize;

use crate::args::{ReturnWordArg, StartWordArg, choices};
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Reply, plain};
use crate::words;

const NONE: &str = "None of your own yet. To add one: handrail fellowship add NAME";

#[derive(Subcommand)]
pub enum FellowshipCommand {
    /// List yours; those of the catalogue: handrail fellowships
    List,
    /// Add one; trackers name it by the id that is answered
    Add {
        /// Its name
        name: String,
        #[command(flatten)]
        settings: FellowshipSettings,
    },
    /// Change one of yours; what is not named stays as it is
    Edit {
        /// Its id or its name
        fellowship: String,
        /// A new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        settings: FellowshipSettings,
    },
    /// Take one of yours off the list; trackers that name it keep their days and milestones
    Remove {
        /// Its id or its name
        fellowship: String,
    },
}

#[derive(Args)]
pub struct FellowshipSettings {
    /// Its usual abbreviation [default: the name]
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
    /// Other names that people look for it under
    #[arg(long, value_name = "NAME")]
    other_name: Vec<String>,
    /// What it is about
    #[arg(long, value_name = "FOCUS", value_delimiter = ',')]
    focus: Vec<FocusArg>,
    /// What its programme is made of, such as steps:12, statements:13, points:4 or none
    #[arg(long, value_name = "KIND:COUNT", value_parser = parse_programme)]
    programme: Option<Programme>,
    /// What it means by abstinence [default: total]
    #[arg(long, value_name = "MODEL")]
    abstinence: Option<AbstinenceArg>,
    /// What its members call the start date [default: start_date]
    #[arg(long, value_name = "WORD")]
    start_word: Option<StartWordArg>,
    /// What its members call a return to use [default: return_to_use]
    #[arg(long, value_name = "WORD")]
    return_word: Option<ReturnWordArg>,
    /// The id of the milestone profile that its trackers begin with [default: generic]
    #[arg(long, value_name = "ID")]
    profile: Option<String>,
}

choices! {
    FocusArg for Focus {
        /// A substance
        Substance,
        /// A behaviour
        Behaviour,
        /// The families and friends of others
        Family,
        /// A condition of mental health beside it
        Dual,
    }
}
choices! {
    AbstinenceArg for AbstinenceModel {
        /// None of it
        Total,
        /// None of what is on a list of one's own
        BottomLine,
        /// Within limits
        Moderation,
        /// By a plan that each makes
        PlanBased,
    }
}

fn parse_programme(text: &str) -> Result<Programme, String> {
    let wrong = || "write steps:12, statements:13, points:4 or none".to_owned();
    let (kind, count) = text.split_once(':').unwrap_or((text, "0"));
    let kind = match kind {
        "steps" => ProgrammeKind::Steps,
        "statements" => ProgrammeKind::Statements,
        "points" => ProgrammeKind::Points,
        "none" => ProgrammeKind::None,
        _ => return Err(wrong()),
    };
    Ok(Programme { kind, count: count.parse().map_err(|_| wrong())? })
}

#[derive(Serialize)]
struct ListDocument {
    fellowships: Vec<Fellowship>,
}

pub fn run(command: FellowshipCommand, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let journal = match command {
        FellowshipCommand::Add { .. } => Some(files.journal()?),
        _ => files.journal_if_any()?,
    };
    match (command, journal) {
        (FellowshipCommand::List, None) => Reply::new(&ListDocument { fellowships: Vec::new() }, NONE.to_owned()),
        (_, None) => Err(no_such_fellowship()),
        (FellowshipCommand::List, Some(journal)) => list(&journal),
        (FellowshipCommand::Add { name, settings }, Some(journal)) => {
            let saved = journal.save_fellowship(changed(blank(name), settings), now.moment())?;
            told(&saved, "Added. A tracker of it: handrail tracker add NAME --start DATE --fellowship")
        }
        (FellowshipCommand::Edit { fellowship, name, settings }, Some(journal)) => {
            let mut before = find(&journal, &fellowship)?;
            // An abbreviation that was only the name follows it.
            if let Some(name) = name {
                if before.abbreviation == before.name {
                    before.abbreviation.clone_from(&name);
                }
                before.name = name;
            }
            let saved = journal.save_fellowship(changed(before, settings), now.moment())?;
            told(&saved, "Changed; its id stays:")
        }
        (FellowshipCommand::Remove { fellowship }, Some(journal)) => {
            journal.remove_fellowship(find(&journal, &fellowship)?.id, now.moment())?;
            list(&journal)
        }
    }
}

fn blank(name: String) -> Fellowship {
    Fellowship {
        id: String::new(),
        name,
        abbreviation: String::new(),
        other_names: Vec::new(),
        focus: Vec::new(),
        programme: Programme::default(),
        vocabulary: Vocabulary::default(),
        abstinence: AbstinenceModel::default(),
        token_profile: "generic".to_owned(),
    }
}

fn changed(before: Fellowship, settings: FellowshipSettings) -> Fellowship {
    let FellowshipSettings { short, other_name, focus, programme, abstinence, start_word, return_word, profile } = settings;
    let or = |named: Vec<String>, known: Vec<String>| if named.is_empty() { known } else { named };
    Fellowship {
        abbreviation: short.unwrap_or(before.abbreviation),
        other_names: or(other_name, before.other_names),
        focus: if focus.is_empty() { before.focus } else { focus.into_iter().map(Into::into).collect() },
        programme: programme.unwrap_or(before.programme),
        vocabulary: Vocabulary {
            start: start_word.map_or(before.vocabulary.start, Into::into),
            event: return_word.map_or(before.vocabulary.event, Into::into),
        },
        abstinence: abstinence.map_or(before.abstinence, Into::into),
        token_profile: profile.unwrap_or(before.token_profile),
        ..before
    }
}

fn told(saved: &Fellowship, done: &str) -> Result<Reply, Failure> {
    Reply::new(saved, format!("{done} {}\n\n{}", saved.id, lines(std::slice::from_ref(saved))))
}

fn list(journal: &Journal) -> Result<Reply, Failure> {
    let fellowships = journal.own_fellowships()?;
    let text = if fellowships.is_empty() { NONE.to_owned() } else { lines(&fellowships) };
    Reply::new(&ListDocument { fellowships }, text)
}

/// The id has a line of its own: it is what one copies.
fn lines(fellowships: &[Fellowship]) -> String {
    let one = |fellowship: &Fellowship| {
        let programme = match (fellowship.programme.kind, fellowship.programme.count) {
            (ProgrammeKind::None, _) => String::new(),
            (kind, count) => format!("{count} {}, ", words::snake(kind)),
        };
        let name = plain(&fellowship.name);
        format!("  {name}\n    {}\n    {programme}profile {}", fellowship.id, fellowship.token_profile)
    };
    fellowships.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// One of the person's own by its id, or by a name of it.
fn find(journal: &Journal, named: &str) -> Result<Fellowship, Failure> {
    let mut own = journal.own_fellowships()?.into_iter();
    own.find(|known| known.id == named || known.name == named || known.abbreviation == named).ok_or_else(no_such_fellowship)
}

fn no_such_fellowship() -> Failure {
    Failure::input("not_found", "There is no such fellowship of yours. See: handrail fellowship list")
}
