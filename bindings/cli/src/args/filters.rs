//! What narrows a list of meetings, and in which order it comes.

use clap::{Args, ValueEnum};
use handrail_core::catalogue::MeetingAttribute;
use handrail_core::meetings::{MeetingOrder, MeetingQuery, VenueKind};

use super::Zone;
use super::meetings::Place;

#[derive(Args, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Filters {
    /// How far around, in kilometres [default: 25, more where little is found]
    #[arg(long, value_name = "KM")]
    pub within: Option<f64>,
    /// Only of this region: names, general first, with > between them
    #[arg(long, value_name = "PATH")]
    pub region: Option<String>,
    /// Only what starts within so many hours, or goes on now [default: 168]
    #[arg(long, value_name = "N")]
    pub hours: Option<u32>,
    /// Only on this day of the week; may be repeated
    #[arg(long = "day", value_name = "DAY", ignore_case = true)]
    pub days: Vec<Weekday>,
    /// Only what starts at this time or later, such as 17:30
    #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
    pub from: Option<u16>,
    /// Only what starts before this time; not after --from: before it on the next day
    #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
    pub until: Option<u16>,
    /// A type code that a meeting must have, such as W; may be repeated
    #[arg(long = "type", value_name = "CODE")]
    pub types: Vec<String>,
    /// Type codes of which it must have one; may be repeated
    #[arg(long = "any-type", value_name = "CODE")]
    pub any_types: Vec<String>,
    /// A type code that it must not have; may be repeated
    #[arg(long = "without-type", value_name = "CODE")]
    pub without_types: Vec<String>,
    /// What it must have, whatever its fellowship calls it, such as wheelchair; may be repeated
    #[arg(long = "with", value_name = "WHAT", value_parser = parse_attribute)]
    pub attributes: Vec<MeetingAttribute>,
    /// A fellowship's id; may be repeated for any of them
    #[arg(long = "fellowship", value_name = "ID")]
    pub fellowships: Vec<String>,
    /// How one takes part; may be repeated for any of them
    #[arg(long = "venue", value_name = "KIND")]
    pub venues: Vec<Kind>,
    /// A language, such as es; may be repeated for any of them
    #[arg(long = "language", value_name = "CODE")]
    pub languages: Vec<String>,
    /// Words in name, place or notes; the beginning of a word is enough
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
    /// Online meetings too, wherever they are
    #[arg(long)]
    pub online: bool,
    /// How fast you travel, in kilometres an hour: tells what you can still reach
    #[arg(long, value_name = "KMH")]
    pub travel: Option<f64>,
    /// Only what you can still reach
    #[arg(long)]
    pub reachable: bool,
    /// The order
    #[arg(long, value_name = "ORDER")]
    pub order: Option<OrderBy>,
    /// Your favourites first
    #[arg(long)]
    pub favourites_first: bool,
    /// Tell what each choice would leave, and what the question leaves out
    #[arg(long)]
    pub facets: bool,
    /// Rows on a page
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// The page that begins here; the mark stands at the end of the page before
    #[arg(long, value_name = "CURSOR", allow_hyphen_values = true)]
    pub page: Option<String>,
    #[command(flatten)]
    pub zone: Zone,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    InPerson,
    Online,
    Hybrid,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum OrderBy {
    Soonest,
    Nearest,
    Best,
}

impl Filters {
    pub fn query(&self, place: Option<Place>) -> MeetingQuery {
        let region = self.region.iter().flat_map(|path| path.split('>')).map(|name| name.trim().to_owned());
        MeetingQuery {
            near: place.map(|place| place.0),
            within_km: self.within,
            region: region.filter(|name| !name.is_empty()).collect(),
            hours: self.hours,
            weekdays: self.days.iter().map(|day| *day as i8).collect(),
            from_minute: self.from,
            until_minute: self.until,
            types: self.types.clone(),
            any_types: self.any_types.clone(),
            without_types: self.without_types.clone(),
            attributes: self.attributes.clone(),
            fellowships: self.fellowships.clone(),
            venues: self.venues.iter().map(|kind| kind.venue()).collect(),
            languages: self.languages.clone(),
            words: self.words.clone(),
            include_online: self.online,
            travel_kmh: self.travel,
            only_reachable: self.reachable,
            order: self.order.map(OrderBy::order),
            favourites_first: self.favourites_first,
            limit: self.limit.or(Some(20)),
            cursor: self.page.clone(),
            ..MeetingQuery::default()
        }
    }
}

impl Kind {
    fn venue(self) -> VenueKind {
        match self {
            Self::InPerson => VenueKind::InPerson,
            Self::Online => VenueKind::Online,
            Self::Hybrid => VenueKind::Hybrid,
        }
    }
}

impl OrderBy {
    fn order(self) -> MeetingOrder {
        match self {
            Self::Soonest => MeetingOrder::Soonest,
            Self::Nearest => MeetingOrder::Nearest,
            Self::Best => MeetingOrder::BestMatch,
        }
    }
}

/// `wheelchair-bathroom`, as the command line writes words.
fn parse_attribute(text: &str) -> Result<MeetingAttribute, String> {
    MeetingAttribute::from_key(&text.to_lowercase().replace('-', "_")).ok_or_else(|| {
        let all = MeetingAttribute::ALL.map(|attribute| attribute.key().replace('_', "-"));
        format!("write one of {}", all.join(", "))
    })
}

fn parse_minute(text: &str) -> Result<u16, String> {
    let wrong = || "write hours and minutes, such as 17:30".to_owned();
    let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
    let part = |text: &str, most: u16| text.parse::<u16>().ok().filter(|number| *number <= most).ok_or_else(wrong);
    Ok(part(hours, 24)? * 60 + part(minutes, 59)?)
}
