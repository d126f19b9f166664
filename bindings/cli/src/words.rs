//! The core speaks keys and numbers; these are the words of the terminal.

use std::fmt::Debug;

use handrail_core::catalogue::{MeetingAttribute, Milestone, MilestoneUnit};
use handrail_core::error::{Field, HandrailError, Problem};
use handrail_core::meetings::{DiagnosticCode, FeedFormat, VenueKind};
use handrail_core::sobriety::Measure;
use handrail_core::time::{CivilDay, YearsMonthsDays};

/// A variant's name in snake case, such as `past_midnight`: what scripts see.
pub fn snake(variant: impl Debug) -> String {
    let mut out = String::new();
    for (at, c) in format!("{variant:?}").chars().enumerate() {
        if c.is_ascii_uppercase() && at > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// `1 day`, `2 days`.
pub fn count(number: u32, unit: &str) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{} {unit}s", thousands(number)) }
}

/// `12,345`.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `24 hours`, `30 days`, `6 months`, `1 year`.
pub fn milestone(milestone: Milestone) -> String {
    let unit = match milestone.unit {
        MilestoneUnit::Hour => "hour",
        MilestoneUnit::Day => "day",
        MilestoneUnit::Month => "month",
        MilestoneUnit::Year => "year",
    };
    count(milestone.count, unit)
}

/// `1 year, 3 months, 26 days`; what is zero is left out.
pub fn years_months_days(elapsed: YearsMonthsDays) -> String {
    let parts: Vec<_> = [(elapsed.years, "year"), (elapsed.months, "month"), (elapsed.days, "day")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| count(number, unit))
        .collect();
    parts.join(", ")
}

/// `28 July 2025`.
pub fn day(day: CivilDay) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `07:30`.
pub fn minute(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `6 drinks`, `EUR 12.50`, `1.5 times`, `90 minutes`, `12 puffs`: thousandths of a unit, without zeros at the end.
pub fn amount(thousandths: i64, measure: &Measure) -> String {
    let number = decimal(thousandths);
    let one = thousandths == 1_000;
    match measure {
        Measure::Drinks { .. } => format!("{number} {}", if one { "drink" } else { "drinks" }),
        Measure::Money { currency } => format!("{currency} {number}"),
        Measure::Episodes => format!("{number} {}", if one { "time" } else { "times" }),
        Measure::Minutes => format!("{number} {}", if one { "minute" } else { "minutes" }),
        Measure::Own { unit } => format!("{number} {}", crate::output::plain(unit)),
    }
}

/// Said wherever a start is planned or a body is spoken of.
pub const WITHDRAWAL: &str = "Stopping all at once after heavy daily use can be dangerous. Please talk to a doctor or a helpline \
                              before you stop.";

/// A fact of the catalogue in words.
pub fn fact(key: &str) -> &str {
    match key {
        "it_gets_easier_with_time" => "It tends to get easier with time.",
        "a_year_carries_further" => "Of those who reached a year, more went on than did not.",
        other => other,
    }
}

/// A step of a health timeline in words.
pub fn health(key: &str) -> &str {
    match key {
        "sleep_changes" => "sleep changes, and dreams can be vivid",
        "withdrawal_peaks" => "withdrawal is at its height; a doctor can help with it",
        "immune_system" => "the immune system recovers",
        "brain_volume" => "the brain regains some of its volume",
        "blood_pressure" => "blood pressure falls for many",
        "thinking" => "thinking and memory go on improving",
        other => other,
    }
}

fn decimal(thousandths: i64) -> String {
    let (whole, part) = (thousandths / 1_000, (thousandths % 1_000).abs());
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:03}").trim_end_matches('0').to_owned() }
}

/// `350 m`, `1.2 km`, `48 km`.
pub fn distance(metres: f64) -> String {
    if metres < 950.0 {
        format!("{:.0} m", (metres / 50.0).round().max(1.0) * 50.0)
    } else if metres < 9_950.0 {
        format!("{:.1} km", metres / 1000.0)
    } else {
        format!("{:.0} km", metres / 1000.0)
    }
}

pub fn venue(kind: VenueKind) -> &'static str {
    match kind {
        VenueKind::InPerson => "in person",
        VenueKind::Online => "online",
        VenueKind::Hybrid => "in person and online",
        VenueKind::Inactive => "not meeting for now",
    }
}

pub fn attribute(attribute: MeetingAttribute) -> &'static str {
    use MeetingAttribute as A;
    match attribute {
        A::Open => "open",
        A::Closed => "closed",
        A::Wheelchair => "wheelchair access",
        A::WheelchairBathroom => "wheelchair-accessible bathroom",
        A::SignLanguage => "sign language",
        A::HearingLoop => "hearing loop",
        A::Captions => "captions",
        A::FragranceFree => "fragrance free",
        A::Childcare => "child care",
        A::ChildFriendly => "children welcome",
        A::Beginners => "beginners",
        A::Women => "women",
        A::Men => "men",
        A::Lgbtq => "LGBTQ",
        A::YoungPeople => "young people",
        A::Seniors => "seniors",
        A::PeopleOfColor => "people of colour",
        A::Indigenous => "indigenous people",
        A::Secular => "secular",
        A::Speaker => "speaker",
        A::Discussion => "discussion",
        A::StepStudy => "steps",
        A::TraditionStudy => "traditions",
        A::Literature => "literature",
        A::Meditation => "meditation",
        A::Candlelight => "candlelight",
        A::Outdoor => "outdoors",
        A::Smoking => "smoking allowed",
        A::NonSmoking => "no smoking",
        A::ProofOfAttendance => "proof of attendance",
        A::RoomClosedForNow => "room closed for now",
    }
}

pub fn format(format: FeedFormat) -> &'static str {
    match format {
        FeedFormat::MeetingGuide => "Meeting Guide",
        FeedFormat::MeetingGuideEnvelope => "Meeting Guide in an envelope",
        FeedFormat::Airtable => "Airtable",
        FeedFormat::GoogleSheet => "Google Sheet",
        FeedFormat::GeoJson => "GeoJSON",
        FeedFormat::Ndjson => "JSON lines",
        FeedFormat::TsmlCsv => "a table of meetings",
        FeedFormat::Bmlt => "BMLT",
        FeedFormat::Naws => "NA World Services' table",
        FeedFormat::Oiaa => "the Online Intergroup's database",
        FeedFormat::UkCsv => "the British table",
        FeedFormat::AlAnon => "Al-Anon's electronic meetings",
        FeedFormat::Listing => "a list off a web page",
        FeedFormat::ICalendar => "iCalendar",
        FeedFormat::Companion => "a list that goes with meetings and holds none",
    }
}

pub fn diagnostic(code: DiagnosticCode) -> &'static str {
    use DiagnosticCode as D;
    match code {
        D::RowUnreadable => "not a meeting: left out",
        D::RowCutOff => "the feed ends within this row: a download that broke off",
        D::InvalidUtf8 => "not UTF-8: read as another alphabet, or broken characters replaced",
        D::TrailingText => "text after the end left out",
        D::SlugMissing => "no slug: one was made",
        D::SlugNotText => "slug is not text: read as text",
        D::SlugDuplicate => "slug used twice: the later one got a suffix",
        D::MeetingRepeated => "listed twice: the same name, times and place as an earlier row",
        D::NameMissing => "no name: made from the group or the place",
        D::NumberAsText => "number written as text",
        D::TextAsNumber => "text written as a number",
        D::ListAsText => "list written as one text",
        D::Appointment => "no day or no time: by appointment",
        D::DayUnreadable => "day not understood: by appointment",
        D::TimeUnreadable => "time not understood: by appointment",
        D::TimeForm => "time not written HH:MM, but understood",
        D::EndEqualsStart => "end equals start: one hour assumed",
        D::EndUnreadable => "end not understood: one hour assumed",
        D::PastMidnight => "ends at midnight or past it",
        D::LongMeeting => "longer than three hours",
        D::ZoneUnknown => "time zone unknown: the source's was taken",
        D::ZoneMissing => "no time zone, neither here nor for the source (--zone)",
        D::CoordinatesInvalid => "coordinates that cannot be: left out",
        D::CoordinatesMissing => "a place without coordinates: not found by distance",
        D::TypeUnknown => "type that the fellowship does not have: kept as written",
        D::OpenAndClosed => "both open and closed: closed was taken",
        D::UrlInvalid => "link that cannot be opened: left out",
        D::UrlScheme => "link without https: it was added",
        D::PhoneInvalid => "phone number that cannot be dialled: left out",
        D::Html => "HTML taken out of a text",
        D::TextCut => "text too long: cut",
        D::ContactDropped => "a person's contact: left out",
        D::UpdatedUnreadable => "date of last change not understood",
        D::NoVenue => "no address and no link",
        D::RowWithdrawn => "deleted, cancelled or not published: left out",
        D::ScheduleInWords => "says more about its days in words: see the notes",
        D::ContributionInvalid => "way to contribute not understood: left out",
    }
}

/// An error in one line, with what to do about it.
pub fn error(error: &HandrailError) -> String {
    match error {
        HandrailError::NotFound { kind } => format!("There is no such {kind}."),
        HandrailError::Invalid { field, problem } => invalid(*field, *problem),
        HandrailError::WrongKey => {
            "The key does not open the journal. The journal was left as it is; look for the right journal.key.".to_owned()
        }
        HandrailError::NewerFile { .. } => "A newer Handrail wrote this file. It was left untouched; please update.".to_owned(),
        HandrailError::Damaged => {
            "A data file is damaged. It was not changed. If it is the directory of meetings, the next command begins it anew."
                .to_owned()
        }
        HandrailError::StorageFull => "There is no room on the disk. What was there before is whole.".to_owned(),
        HandrailError::Busy => "Another program holds the file. Nothing was written; please try again.".to_owned(),
        HandrailError::FileUnavailable { reason } => format!("The file cannot be read or written: {reason}."),
        HandrailError::Feed { reason } => format!("The feed was refused: {reason}. What was known before is kept."),
        HandrailError::Cancelled => "Stopped. Nothing was changed.".to_owned(),
        HandrailError::Closed => "The file was closed already.".to_owned(),
        HandrailError::Internal { reason } => format!("A fault of Handrail itself, please report it: {reason}."),
    }
}

fn invalid(field: Field, problem: Problem) -> String {
    let hint = match field {
        Field::Zone => " Use a name such as America/New_York.",
        Field::Fellowship => " See: handrail fellowships.",
        Field::TokenProfile => " See: handrail fellowships --profiles.",
        Field::Place => " Latitude is -90 to 90, longitude -180 to 180.",
        Field::Distance => " More than 0 and up to 20000 kilometres.",
        Field::Hours => " From 1 to 168.",
        Field::Limit => " From 1 to 500.",
        Field::Cursor => " Ask again without --page.",
        Field::DayStart => " From 00:00 to 06:00.",
        _ => "",
    };
    format!("This {field} cannot be taken: {problem}.{hint}")
}
