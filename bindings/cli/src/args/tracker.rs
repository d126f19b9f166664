//! The arguments of `handrail tracker`.

use clap::{Args, Subcommand, ValueEnum};
use handrail_core::catalogue::{ReturnTerm, StartTerm};
use handrail_core::sobriety::{CountStyle, Measure, StartBasis, ZoneMode};
use handrail_core::time::Feb29Rule;

use super::Zone;
use crate::moment::{DayArg, parse_minute};
use crate::plans::{GoalCommand, RateArgs, parse_measure, thousandths};

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
        /// How much on each of these days, in the tracker's unit
        #[arg(long, value_name = "NUMBER", value_parser = thousandths)]
        amount: Option<i64>,
        /// A note for yourself
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        zone: Zone,
    },
    /// Set what you aim at, from a day on; days before it keep the goal they had
    Goal {
        /// Its name, its id or the beginning of its id
        tracker: String,
        #[command(subcommand)]
        goal: GoalCommand,
        /// The first day of the goal
        #[arg(long, value_name = "DATE", default_value = "today")]
        from: DayArg,
        #[command(flatten)]
        zone: Zone,
    },
    /// Set what use cost in money and time, from a day on
    Rate(RateArgs),
    /// The milestone shelf: what was reached, and what comes
    Shelf {
        /// Its name, its id or the beginning of its id
        tracker: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// All that happened, the newest first; what was taken back too
    Log {
        /// Its name, its id or the beginning of its id
        tracker: String,
        /// Go on after a page: what the page before answered
        #[arg(long, value_name = "MARK")]
        after: Option<String>,
        /// How many entries, up to 200
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
        #[command(flatten)]
        zone: Zone,
    },
    /// The numbers of the days to come, as a widget gets them
    Upcoming {
        #[command(flatten)]
        zone: Zone,
    },
    /// Delete a tracker; for 30 days it can be put back, whole
    Delete {
        /// Its name, its id or the beginning of its id
        tracker: String,
        /// Do not ask a second time
        #[arg(long)]
        yes: bool,
    },
    /// List the deleted trackers that can be put back
    Deleted,
    /// Put a deleted tracker back
    Undelete {
        /// Its id, as it was told when it was deleted
        id: String,
    },
    /// Take back the latest correction of what was set with edit
    UndoEdit {
        /// Its name, its id or the beginning of its id
        tracker: String,
        #[command(flatten)]
        zone: Zone,
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
    /// What amounts are counted in: episodes, minutes, drinks:US, money:EUR, or a word of your own
    #[arg(long, value_name = "UNIT", value_parser = parse_measure)]
    pub unit: Option<Measure>,
    /// What you call the start date [default: the fellowship's word]
    #[arg(long, value_name = "WORD")]
    pub start_word: Option<StartWordArg>,
    /// What you call a return to use [default: the fellowship's word]
    #[arg(long, value_name = "WORD")]
    pub return_word: Option<ReturnWordArg>,
    /// A name that gives nothing away, for places where others can read
    #[arg(long, value_name = "NAME")]
    pub discreet_name: Option<String>,
}

macro_rules! choices {
    ($name:ident for $core:ident { $($(#[$doc:meta])* $variant:ident,)+ }) => {
        #[allow(clippy::enum_variant_names, reason = "the variants are those of the core")]
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

pub(crate) use choices;

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
choices! {
    StartWordArg for StartTerm {
        StartDate,
        SobrietyDate,
        CleanDate,
        QuitDate,
        AbstinenceDate,
    }
}
choices! {
    ReturnWordArg for ReturnTerm {
        ReturnToUse,
        Reset,
        Slip,
        Setback,
    }
}
