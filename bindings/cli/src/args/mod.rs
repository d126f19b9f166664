//! The arguments, and with them the help, the completions and the man page.

#![allow(clippy::doc_markdown, reason = "these comments are the help, which is plain text")]

mod filters;
mod meetings;
mod sources;
mod tracker;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::days::MarkArgs;
use crate::fellowship::FellowshipCommand;
use crate::moment::At;
use crate::plans::SavingsCommand;
use crate::profiles::ProfileCommand;

pub use filters::Filters;
pub use meetings::{Feed, MeetingsCommand, Near, NowArgs, Search};
pub use sources::{Apply, Said, SourcesCommand, parse_header};
pub(crate) use tracker::choices;
pub use tracker::{ReturnWordArg, Settings, StartWordArg, TrackerCommand};

/// Days that count, meetings nearby, help at hand: a companion for people in recovery, in the terminal.
///
/// Everything stays on this computer. The journal is encrypted; its key lies beside it in journal.key, readable for your
/// account only, so the journal is as safe as the account. Keep a copy of the key: without it nobody can read the journal again.
#[derive(Parser)]
#[command(
    name = "handrail",
    version,
    max_term_width = 100,
    subcommand_required = true,
    after_help = "A first look:  handrail demo\nHelp now:      handrail help-now",
    after_long_help = "A first look:  handrail demo\nHelp now:      handrail help-now\n\n\
        Exit codes: 0 done, 1 what came in was not good, 2 usage, 3 storage (key, disk, damage)."
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub zone: Zone,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Clone)]
pub struct Common {
    /// The folder of the journal and the directory [default: $HANDRAIL_DATA, else this account's data folder]
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath, help_heading = "Everywhere")]
    pub data: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub json: bool,
    /// Answer for this moment in place of now: 2026-11-23T18:00, 2026-11-23 or with an offset
    #[arg(long, value_name = "MOMENT", global = true, help_heading = "Everywhere")]
    pub at: Option<At>,
}

/// Not a global option: for a feed, `--zone` means the zone of the feed.
#[derive(Args, Clone, Default)]
pub struct Zone {
    /// Your time zone, such as Europe/London [default: the system's]
    #[arg(long, value_name = "ZONE", help_heading = "Everywhere")]
    pub zone: Option<String>,
}

#[derive(Subcommand)]
pub enum Command {
    /// A first look: a made-up journal and directory, in a folder that goes away
    Demo {
        #[command(flatten)]
        zone: Zone,
        /// Keep the folder and tell where it is
        #[arg(long)]
        keep: bool,
    },
    /// Your day: every tracker with its numbers
    Today {
        /// Say how each number comes about
        #[arg(long)]
        explain: bool,
        #[command(flatten)]
        zone: Zone,
    },
    /// Enter what days were: kept, used, unknown, or none to take an entry away
    Mark(MarkArgs),
    /// Take back the latest entry made with mark: every day is as before
    Unmark {
        /// The tracker's name, its id or the beginning of its id
        tracker: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// The calendar of a tracker: a month, or a year
    Calendar {
        /// The tracker's name, its id or the beginning of its id
        tracker: String,
        /// A month, such as 2026-03 [default: this month]
        #[arg(long, value_name = "YYYY-MM", conflicts_with = "year")]
        month: Option<String>,
        /// A whole year
        #[arg(long, value_name = "YYYY")]
        year: Option<i32>,
        #[command(flatten)]
        zone: Zone,
    },
    /// Runs, percent of days and the outcomes that research asks for
    Stats {
        /// The tracker's name, its id or the beginning of its id
        tracker: String,
        /// Say how each number comes about
        #[arg(long)]
        explain: bool,
        #[command(flatten)]
        zone: Zone,
    },
    /// Money and time saved, and what you save for
    Savings {
        #[command(subcommand)]
        command: Option<SavingsCommand>,
        #[command(flatten)]
        zone: Zone,
    },
    /// Milestone profiles of your own
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Fellowships of your own: add, edit, remove
    #[command(subcommand)]
    Fellowship(FellowshipCommand),
    /// Trackers: add, list, edit, goals, return to use, archive
    #[command(subcommand)]
    Tracker(TrackerCommand),
    /// Mutual support meetings: import feeds, find what starts next
    #[command(subcommand)]
    Meetings(MeetingsCommand),
    /// The fellowships and milestone profiles that trackers and feeds can name
    Fellowships {
        /// List the milestone profiles
        #[arg(long)]
        profiles: bool,
    },
    /// Numbers to call right now; needs no journal, no key and no network
    HelpNow {
        /// Your country (ISO code, such as US) [default: from the language settings]
        #[arg(long, value_name = "CC")]
        country: Option<String>,
    },
    /// Completions for a shell, to be read by it
    Completions { shell: clap_complete::Shell },
    /// The man page, in roff: handrail man | man -l -
    Man,
}
