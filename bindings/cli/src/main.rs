//! `handrail`: the core in a terminal. English is fine here: this is a platform, and brings the words, the clock and the files.

mod args;
mod catalogue;
mod days;
mod demo;
mod failure;
mod fellowship;
mod files;
mod help_now;
mod meetings;
mod moment;
mod output;
mod plans;
mod profiles;
mod progress;
mod shell;
mod stats;
mod today;
mod tracker;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command, MeetingsCommand, Near, NowArgs, Search, TrackerCommand, Zone};
use failure::{Exit, Failure};
use files::Files;
use moment::Now;
use output::{Reply, Style};

fn main() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    if given.len() <= 1 {
        output::print(&Cli::command().render_help().to_string());
        return ExitCode::SUCCESS;
    }
    let exit = match Cli::try_parse_from(&given) {
        Ok(cli) => {
            let json = cli.common.json;
            match run(cli) {
                Ok(reply) => {
                    reply.print(json);
                    reply.exit
                }
                Err(failure) => {
                    output::print_failure(&failure, json);
                    failure.exit
                }
            }
        }
        Err(error) => usage(&error, given.iter().any(|arg| arg == "--json")),
    };
    ExitCode::from(exit as u8)
}

/// Help and version are answers; everything else is an error of usage, for scripts a document as well.
fn usage(error: &clap::Error, json: bool) -> Exit {
    if error.exit_code() == 0 {
        let _ = error.print();
        return Exit::Done;
    }
    if json {
        let rendered = error.render().to_string();
        // What is wrong stands in the first paragraph: the arguments that are missing are lines of their own.
        let lines = rendered.lines().take_while(|line| !line.is_empty());
        let text = lines.map(str::trim).collect::<Vec<_>>().join(" ");
        output::print_failure(&Failure::new(Exit::Usage, "usage", text.trim_start_matches("error: ")), true);
    } else {
        let _ = error.print();
    }
    Exit::Usage
}

fn run(cli: Cli) -> Result<Reply, Failure> {
    let Cli { common, zone, command } = cli;
    let style = Style::detect();
    // First of all, and before anything that could go wrong.
    match command {
        Command::HelpNow { country } => return help_now::run(country.as_deref(), style),
        Command::Completions { shell } => return Ok(Reply::text(shell::completions(shell))),
        Command::Man => return Ok(Reply::text(shell::man()?)),
        Command::Fellowships { profiles } => return catalogue::run(profiles),
        _ => {}
    }
    let zone = zone_of(&command).and_then(|inner| inner.zone.clone()).or(zone.zone);
    let now = Now::of(common.at, zone.as_deref())?;
    match command {
        Command::Demo { keep, zone: _ } => {
            demo::run(common.data.map(|data| Files::of(Some(data))).transpose()?, keep, &now, style)
        }
        Command::Today { explain, zone: _ } => today::run(explain, &Files::of(common.data)?, &now, style),
        Command::Mark(args) => days::mark(args, &Files::of(common.data)?, &now, style),
        Command::Unmark { tracker, zone: _ } => days::unmark(&tracker, &Files::of(common.data)?, &now, style),
        Command::Calendar { tracker, month, year, zone: _ } => {
            days::calendar(&tracker, month.as_deref(), year, &Files::of(common.data)?, &now, style)
        }
        Command::Stats { tracker, explain, zone: _ } => stats::run(&tracker, explain, &Files::of(common.data)?, &now, style),
        Command::Savings { command, zone: _ } => plans::savings(command, &Files::of(common.data)?, &now, style),
        Command::Profile(command) => profiles::run(command, &Files::of(common.data)?, &now),
        Command::Fellowship(command) => fellowship::run(command, &Files::of(common.data)?, &now),
        Command::Tracker(command) => tracker::run(command, &Files::of(common.data)?, &now, style),
        Command::Meetings(command) => meetings::run(command, &Files::of(common.data)?, &now, style),
        Command::HelpNow { .. } | Command::Completions { .. } | Command::Man | Command::Fellowships { .. } => {
            Err(Failure::storage("internal", "This command was answered before."))
        }
    }
}

/// The person's zone where it was given after the command.
fn zone_of(command: &Command) -> Option<&Zone> {
    match command {
        Command::Demo { zone, .. }
        | Command::Today { zone, .. }
        | Command::Savings { zone, .. }
        | Command::Mark(days::MarkArgs { zone, .. })
        | Command::Unmark { zone, .. }
        | Command::Calendar { zone, .. }
        | Command::Stats { zone, .. }
        | Command::Tracker(
            TrackerCommand::Add { zone, .. }
            | TrackerCommand::History { zone, .. }
            | TrackerCommand::Edit { zone, .. }
            | TrackerCommand::Return { zone, .. }
            | TrackerCommand::Goal { zone, .. }
            | TrackerCommand::Rate(plans::RateArgs { zone, .. })
            | TrackerCommand::Shelf { zone, .. }
            | TrackerCommand::Log { zone, .. }
            | TrackerCommand::Upcoming { zone }
            | TrackerCommand::UndoEdit { zone, .. }
            | TrackerCommand::Undo { zone, .. },
        )
        | Command::Meetings(
            MeetingsCommand::Show { zone, .. } | MeetingsCommand::Favourites { zone } | MeetingsCommand::Changes { zone, .. },
        ) => Some(zone),
        Command::Meetings(
            MeetingsCommand::Near(Near { filters, .. })
            | MeetingsCommand::Now(NowArgs { filters, .. })
            | MeetingsCommand::Search(Search { filters, .. }),
        ) => Some(&filters.zone),
        Command::Meetings(MeetingsCommand::Export { filters, .. }) => Some(&filters.zone),
        _ => None,
    }
}
