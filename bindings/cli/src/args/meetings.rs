//! The arguments of `handrail meetings`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use handrail_core::meetings::{ColumnChoice, GeoPoint};

use super::Zone;
use super::filters::Filters;
use super::sources::{Apply, SourcesCommand};

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
    /// What the columns of a table would be read as, to be put right with --column
    Columns {
        /// The table
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// What starts next, near a place or everywhere
    Near(Near),
    /// Meetings by words
    Search(Search),
    /// What one can still come to in the next three hours
    Now(NowArgs),
    /// One meeting in full
    Show {
        /// Its number in the latest list, or its id
        meeting: String,
        #[command(flatten)]
        zone: Zone,
    },
    /// Your favourites, with what has become of them
    Favourites {
        #[command(flatten)]
        zone: Zone,
    },
    /// Keep a meeting as a favourite, or change what you say about it
    Favourite {
        /// Its number in the latest list, or its id
        meeting: String,
        /// A note of your own
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// A word to sort by, such as "home group"
        #[arg(long, value_name = "WORD")]
        label: Option<String>,
        /// Minutes before the start at which an app is to remind
        #[arg(long, value_name = "MINUTES")]
        reminder: Option<u16>,
        /// Make it a favourite no more
        #[arg(long, conflicts_with_all = ["note", "label", "reminder"])]
        remove: bool,
    },
    /// What changed about your favourites since you last looked; of one meeting, all that ever changed
    Changes {
        /// Its number in the latest list, or its id
        #[arg(conflicts_with = "seen")]
        meeting: Option<String>,
        /// You have seen them
        #[arg(long)]
        seen: bool,
        #[command(flatten)]
        zone: Zone,
    },
    /// Leave a meeting out of every list
    Hide {
        /// Its number in the latest list, or its id
        meeting: String,
        /// Show it again
        #[arg(long)]
        undo: bool,
    },
    /// Say that a meeting is not the same as those it is taken for
    Apart {
        /// Its number in the latest list, or its id
        meeting: String,
        /// It is the same after all
        #[arg(long)]
        undo: bool,
    },
    /// Meetings for your calendar (iCalendar): one, your favourites, or what the next seven days hold
    Export {
        /// Its number in the latest list, or its id
        #[arg(required_unless_present_any = ["favourites", "week"])]
        meeting: Option<String>,
        /// Your favourites, with their reminders; with --week what the next seven days hold of them
        #[arg(long, conflicts_with = "meeting")]
        favourites: bool,
        /// What the next seven days hold; --near and the filters narrow it
        #[arg(long, conflicts_with = "meeting")]
        week: bool,
        /// Name no meeting, no fellowship and no page: others look at calendars
        #[arg(long)]
        discreet: bool,
        /// The file [default: stdout]
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
        /// Your place in degrees, with --week
        #[arg(long, value_name = "LAT,LON", value_parser = parse_place, allow_hyphen_values = true, requires = "week", conflicts_with = "favourites")]
        near: Option<Place>,
        #[command(flatten)]
        filters: Box<Filters>,
    },
    /// The regions below one, with their meetings
    Regions {
        /// Names, general first, with > between them [default: the topmost]
        #[arg(value_name = "PATH")]
        path: Option<String>,
    },
    /// Where the meetings come from, and how each source stands
    Sources {
        #[command(subcommand)]
        command: Option<SourcesCommand>,
    },
    /// What to fetch now, as lines for a shell: Handrail itself has no network
    Plan {
        /// These sources, whether it is their turn or not [default: all that are due]
        #[arg(value_name = "SOURCE")]
        sources: Vec<String>,
    },
    /// Take in what was fetched for a source
    Apply(Apply),
}

/// What a feed leaves unsaid.
#[derive(Args)]
#[allow(clippy::struct_field_names, reason = "beside the person's own zone this one needs its prefix")]
pub struct Feed {
    /// The fellowship of rows that name none, such as aa
    #[arg(long, value_name = "ID")]
    pub fellowship: Option<String>,
    /// The time zone of rows that name none
    #[arg(long = "zone", id = "feed_zone", value_name = "ZONE")]
    pub feed_zone: Option<String>,
    /// A file that goes with the feed, such as a BMLT server's formats; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub beside: Vec<String>,
    /// What a column of a table holds, such as "When=day"; without a field the column is not read; may be repeated
    #[arg(long = "column", value_name = "NAME=FIELD", value_parser = parse_column)]
    pub columns: Vec<ColumnChoice>,
}

pub fn parse_column(text: &str) -> Result<ColumnChoice, String> {
    let (column, field) = text.rsplit_once('=').ok_or("write the column's name, = and the field, such as \"When=day\"")?;
    let field = Some(field.trim().to_owned()).filter(|field| !field.is_empty());
    Ok(ColumnChoice { column: column.trim().to_owned(), field })
}

#[derive(Args)]
pub struct Near {
    /// Your place in degrees, such as 37.33,-121.89 [default: everywhere]
    #[arg(value_name = "LAT,LON", value_parser = parse_place, allow_hyphen_values = true)]
    pub place: Option<Place>,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct Search {
    /// Words in name, place or notes; the beginning of a word is enough
    #[arg(value_name = "WORD", required = true)]
    pub sought: Vec<String>,
    /// Your place in degrees, such as 37.33,-121.89 [default: everywhere]
    #[arg(long, value_name = "LAT,LON", value_parser = parse_place, allow_hyphen_values = true)]
    pub near: Option<Place>,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct NowArgs {
    /// Your place in degrees, such as 37.33,-121.89 [default: everywhere]
    #[arg(value_name = "LAT,LON", value_parser = parse_place, allow_hyphen_values = true)]
    pub place: Option<Place>,
    #[command(flatten)]
    pub filters: Filters,
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
