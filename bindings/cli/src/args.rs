//! The arguments, and with them the help, the completions and the man page.

#![allow(clippy::doc_markdown, reason = "these comments are the help, which is plain text")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use handrail_core::meetings::GeoPoint;
use handrail_core::sobriety::{CountStyle, StartBasis, ZoneMode};
use handrail_core::time::Feb29Rule;

use crate::days::MarkArgs;
use crate::moment::{At, DayArg, parse_minute};

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
    /// Trackers: add, list, edit, return to use, archive
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

#[derive(Subcommand)]
pub enum TrackerCommand {
    /// Start a tracker
    Add {
        /// Your own name for it
        name: String,
        /// The day it counts from: 2026-01-31, today or yesterday
        #[arg(long, value_name = "DATE")]
        start: DayArg,
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        zone: Zone,
    },
    /// List the trackers
    List {
        /// The archived ones too
        #[arg(long)]
        all: bool,
    },
    /// One tracker with its episodes and milestones
    History {
        /// Its name, its id or the beginning of its id
        tracker: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// Correct what was set; what is not named stays as it is
    Edit {
        /// Its name, its id or the beginning of its id
        tracker: String,
        /// A new name
        #[arg(long)]
        name: Option<String>,
        /// A corrected start: no episode is made of it
        #[arg(long, value_name = "DATE")]
        start: Option<DayArg>,
        #[command(flatten)]
        settings: Settings,
        /// Count days only, no hours
        #[arg(long, conflicts_with = "time")]
        no_time: bool,
        /// No fellowship
        #[arg(long, conflicts_with = "fellowship")]
        no_fellowship: bool,
        #[command(flatten)]
        zone: Zone,
    },
    /// Record a return to use: what was reached is kept, and counting begins anew
    Return {
        /// Its name, its id or the beginning of its id
        tracker: String,
        /// The first day of it
        #[arg(long, value_name = "DATE", default_value = "today")]
        on: DayArg,
        /// The last day of it [default: the first]
        #[arg(long, value_name = "DATE")]
        until: Option<DayArg>,
        /// The time of day on the last day, for hours to count
        #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
        time: Option<u16>,
        /// The day to count from now [default: the last day, or the day after where the start is the first day without]
        #[arg(long, value_name = "DATE")]
        new_start: Option<DayArg>,
        /// A note for yourself
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        zone: Zone,
    },
    /// Delete a tracker; for 30 days it can be put back, whole
    Delete {
        /// Its name, its id or the beginning of its id
        tracker: String,
    },
    /// Put a deleted tracker back
    Undelete {
        /// Its id, as it was told when it was deleted
        id: String,
    },
    /// Take back the latest return to use: everything is as before
    Undo {
        /// Its name, its id or the beginning of its id
        tracker: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// Put a tracker away; nothing of it is lost
    Archive {
        /// Its name, its id or the beginning of its id
        tracker: String,
    },
    /// Bring a tracker back from the archive
    Restore {
        /// Its name, its id or the beginning of its id
        tracker: String,
    },
    /// Put these trackers first, in this order
    Order {
        /// Names, ids or beginnings of ids
        #[arg(required = true)]
        trackers: Vec<String>,
    },
}

#[derive(Args)]
pub struct Settings {
    /// The time of day of the start, for hours to count
    #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
    pub time: Option<u16>,
    /// A fellowship's id, such as aa; see: handrail fellowships
    #[arg(long, value_name = "ID")]
    pub fellowship: Option<String>,
    /// A milestone profile's id [default: the fellowship's, else generic]
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// The home zone [default: your zone]
    #[arg(long, value_name = "ZONE")]
    pub home_zone: Option<String>,
    /// Which zone the day is taken from [default: home]
    #[arg(long, value_name = "MODE")]
    pub zone_mode: Option<ZoneModeArg>,
    /// When your day begins, up to 06:00 [default: 00:00]
    #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
    pub day_start: Option<u16>,
    /// Where the anniversary of February 29 falls in other years [default: feb28]
    #[arg(long, value_name = "RULE")]
    pub feb29: Option<Feb29Arg>,
    /// What the start date means to you [default: own]
    #[arg(long, value_name = "BASIS")]
    pub basis: Option<BasisArg>,
    /// Which number is large [default: elapsed]
    #[arg(long, value_name = "STYLE")]
    pub count: Option<CountArg>,
    /// What it is about, such as alcohol or gambling
    #[arg(long, value_name = "KEY")]
    pub about: Option<String>,
}

macro_rules! choices {
    ($name:ident for $core:ident { $($(#[$doc:meta])* $variant:ident,)+ }) => {
        #[derive(Clone, Copy, ValueEnum)]
        #[value(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl From<$name> for $core {
            fn from(choice: $name) -> Self {
                match choice { $($name::$variant => Self::$variant,)+ }
            }
        }
    };
}

choices! {
    ZoneModeArg for ZoneMode {
        /// The home zone, wherever you are
        Home,
        /// The zone you are in
        Device,
    }
}
choices! {
    Feb29Arg for Feb29Rule {
        /// February 28
        Feb28,
        /// March 1
        Mar1,
    }
}
choices! {
    BasisArg for StartBasis {
        /// The first full day without
        FirstDayWithout,
        /// The last day of use
        LastDayOfUse,
        /// Your own meaning
        Own,
    }
}
choices! {
    CountArg for CountStyle {
        /// Days elapsed: 0 on the first day
        Elapsed,
        /// The first day is day 1
        DayOne,
    }
}

#[derive(Subcommand)]
pub enum MeetingsCommand {
    /// Take a feed file into the directory; importing again refreshes it
    Import {
        /// The file: Meeting Guide JSON or one of its relatives
        #[arg(value_hint = ValueHint::FilePath, required_unless_present = "sample")]
        file: Option<PathBuf>,
        /// The source's name; the same name refreshes the same meetings [default: the file's name]
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        #[command(flatten)]
        feed: Feed,
        /// Take it even when far fewer rows come than last time
        #[arg(long)]
        accept_shrink: bool,
        /// Take the made-up meetings that ship with Handrail
        #[arg(long, conflicts_with_all = ["file", "source", "fellowship", "feed_zone", "accept_shrink"])]
        sample: bool,
        /// Show so many rows that something was noticed about
        #[arg(long, value_name = "N", default_value_t = 0)]
        examples: usize,
    },
    /// Read feed files and tell what is in them; nothing is stored
    Check {
        /// The files
        #[arg(value_hint = ValueHint::FilePath, required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        feed: Feed,
        /// Show so many rows that something was noticed about
        #[arg(long, value_name = "N", default_value_t = 0)]
        examples: usize,
    },
    /// What starts next, near a place or everywhere
    Near(Near),
    /// One meeting in full
    Show {
        /// Its number in the latest list, or its id
        meeting: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// Where the meetings come from
    Sources,
}

/// What a feed leaves unsaid.
#[derive(Args)]
pub struct Feed {
    /// The fellowship of rows that name none, such as aa
    #[arg(long, value_name = "ID")]
    pub fellowship: Option<String>,
    /// The time zone of rows that name none
    #[arg(long = "zone", id = "feed_zone", value_name = "ZONE")]
    pub feed_zone: Option<String>,
}

#[derive(Args)]
pub struct Near {
    /// Your place in degrees, such as 37.33,-121.89 [default: everywhere]
    #[arg(value_name = "LAT,LON", value_parser = parse_place, allow_hyphen_values = true)]
    pub place: Option<Place>,
    /// How far around, in kilometres [default: 25]
    #[arg(long, value_name = "KM")]
    pub within: Option<f64>,
    /// Only what starts within so many hours, or goes on now [default: 168]
    #[arg(long, value_name = "N")]
    pub hours: Option<u32>,
    /// A type code that a meeting must have, such as W; may be repeated
    #[arg(long = "type", value_name = "CODE")]
    pub types: Vec<String>,
    /// A fellowship's id; may be repeated for any of them
    #[arg(long = "fellowship", value_name = "ID")]
    pub fellowships: Vec<String>,
    /// Words in name, place or notes; the beginning of a word is enough
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
    /// Online meetings too, wherever they are
    #[arg(long)]
    pub online: bool,
    /// Rows on a page
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// The page that begins here; the mark stands at the end of the page before
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true)]
    pub page: Option<String>,
    #[command(flatten)]
    pub zone: Zone,
}

/// A place on the command line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place(pub GeoPoint);

fn parse_place(text: &str) -> Result<Place, String> {
    let wrong = || "write latitude and longitude in degrees with a comma, such as 37.33,-121.89".to_owned();
    let (latitude, longitude) = text.split_once(',').ok_or_else(wrong)?;
    let degrees = |part: &str| part.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite()).ok_or_else(wrong);
    Ok(Place(GeoPoint { latitude: degrees(latitude)?, longitude: degrees(longitude)? }))
}
