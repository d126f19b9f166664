//! The day calendar in the terminal: what days were, drawn as a month or a year.

use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};
use clap::{Args, ValueEnum};
use handrail_core::sobriety::{CalendarDay, DayCalendar, DayMark, DaySelection, DayState, MarkedDays, Origin};
use handrail_core::time::CivilDay;
use serde::Serialize;

use crate::args::Zone;
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::{DayArg, Now, parse_minute};
use crate::output::{Reply, Style, WIDTH, cut, plain};
use crate::plans::thousandths;
use crate::{today, tracker, words};

#[derive(Args)]
pub struct MarkArgs {
    /// The tracker's name, its id or the beginning of its id
    tracker: String,
    /// What the day was; none takes an entry away
    #[arg(required_unless_present_any = ["medication", "note"])]
    state: Option<StateArg>,
    /// The day, or the first of several
    #[arg(long, value_name = "DATE", default_value = "today")]
    on: DayArg,
    /// The last day [default: the first]
    #[arg(long, value_name = "DATE")]
    until: Option<DayArg>,
    /// Only these days of the week, such as fri,sat
    #[arg(long, value_name = "DAYS", value_delimiter = ',')]
    weekdays: Vec<WeekdayArg>,
    /// How much on each day, in the tracker's unit; with used
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = thousandths)]
    amount: Option<i64>,
    /// The time of day; with used
    #[arg(long, value_name = "HH:MM", value_parser = parse_minute)]
    time: Option<u16>,
    /// A note for yourself; an empty one takes the note away
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// From whom it comes [default: own for one day, looking_back for several]
    #[arg(long, value_name = "FROM")]
    came: Option<CameArg>,
    /// Medication was taken as prescribed: never use
    #[arg(long)]
    medication: bool,
    /// Leave days alone for which something was entered
    #[arg(long)]
    only_empty: bool,
    #[command(flatten)]
    pub zone: Zone,
}

#[derive(Clone, Copy, ValueEnum)]
enum StateArg {
    None,
    Kept,
    Used,
    Unknown,
}

/// A day of the week, Sunday first as in the core.
#[derive(Clone, Copy, ValueEnum)]
pub enum WeekdayArg {
    Sun,
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
}

/// From whom an entry comes.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum CameArg {
    /// You, for that day
    Own,
    /// You, looking back over a while
    LookingBack,
    /// You, together with somebody: a sponsor, a therapist
    Together,
    /// Another app
    Imported,
}

impl From<CameArg> for Origin {
    fn from(came: CameArg) -> Self {
        match came {
            CameArg::Own => Self::Own,
            CameArg::LookingBack => Self::LookingBack,
            CameArg::Together => Self::Together,
            CameArg::Imported => Self::Imported,
        }
    }
}

#[derive(Serialize)]
struct MarkedDocument {
    days: u32,
    episodes_changed: bool,
    today: today::TrackerDocument,
}

#[derive(Serialize)]
struct CalendarDocument {
    today: String,
    goal: serde_json::Value,
    unit: serde_json::Value,
    can_unmark: bool,
    kept: u32,
    used: u32,
    amount: i64,
    days: Vec<DayDocument>,
}

#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, as in the core")]
#[derive(Serialize)]
struct DayDocument {
    day: String,
    state: String,
    inferred: bool,
    medication: bool,
    amount: Option<i64>,
    time: Option<String>,
    came: Option<String>,
    entered_late_days: Option<u32>,
    note: Option<String>,
    episode_begins: bool,
    over_goal: bool,
    milestones: Vec<String>,
    level: u8,
}

impl From<&CalendarDay> for DayDocument {
    fn from(day: &CalendarDay) -> Self {
        Self {
            day: day.day.to_string(),
            state: words::snake(day.state),
            inferred: day.inferred,
            medication: day.medication,
            amount: day.amount,
            time: day.minute.map(words::minute),
            came: day.origin.map(words::snake),
            entered_late_days: day.entered_late_days,
            note: day.note.clone(),
            episode_begins: day.episode_begins,
            over_goal: day.over_goal,
            milestones: day.milestones.iter().map(|reached| words::milestone(*reached)).collect(),
            level: day.level,
        }
    }
}

pub fn mark(args: MarkArgs, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = files.journal_if_any()?.ok_or_else(tracker::no_such_tracker)?;
    let tracker = tracker::find(&journal, &args.tracker)?;
    let today = journal.tracker_history(tracker.id.clone(), now.moment())?.today.day;
    let from = args.on.day(today);
    let weekdays = args.weekdays.iter().map(|day| *day as i8).collect();
    let selection =
        DaySelection { from, to: args.until.map_or(from, |day| day.day(today)), weekdays, only_empty: args.only_empty };
    let state = args.state.map(|state| match state {
        StateArg::None => DayState::None,
        StateArg::Kept => DayState::Kept,
        StateArg::Used => DayState::Used,
        StateArg::Unknown => DayState::Unknown,
    });
    let several = selection.to != selection.from;
    let mark = DayMark {
        state,
        amount: args.amount,
        medication: args.medication.then_some(true),
        minute: args.time,
        note: args.note,
        origin: args.came.map(Into::into).or(several.then_some(Origin::LookingBack)),
    };
    marked(&journal.mark_days(tracker.id, selection, mark, now.moment())?, "entered", style)
}

pub fn unmark(name: &str, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = files.journal_if_any()?.ok_or_else(tracker::no_such_tracker)?;
    marked(&journal.undo_mark(tracker::find(&journal, name)?.id, now.moment())?, "as before", style)
}

fn marked(found: &MarkedDays, done: &str, style: Style) -> Result<Reply, Failure> {
    let text = format!("{} {done}.\n\n{}", words::count(found.days, "day"), today::block(&found.today, style));
    let document = MarkedDocument { days: found.days, episodes_changed: found.episodes_changed, today: (&found.today).into() };
    Reply::new(&document, text)
}

pub fn calendar(
    name: &str,
    month: Option<&str>,
    year: Option<i32>,
    files: &Files,
    now: &Now,
    style: Style,
) -> Result<Reply, Failure> {
    let journal = files.journal_if_any()?.ok_or_else(tracker::no_such_tracker)?;
    let tracker = tracker::find(&journal, name)?;
    let today = journal.tracker_history(tracker.id.clone(), now.moment())?.today.day;
    let wrong = || Failure::input("month", "Write a month as 2026-03, a year as 2026.");
    let (from, to) = match (month, year) {
        (_, Some(year)) => NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31)).ok_or_else(wrong)?,
        (Some(month), None) => {
            let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").map_err(|_| wrong())?;
            month_of(first).ok_or_else(wrong)?
        }
        (None, None) => month_of(today).ok_or_else(wrong)?,
    };
    let found = journal.calendar(tracker.id, from, to, now.moment())?;
    let document = CalendarDocument {
        today: found.today.to_string(),
        goal: serde_json::json!(found.goal),
        unit: serde_json::json!(found.measure),
        can_unmark: found.can_undo_mark,
        kept: found.kept,
        used: found.used,
        amount: found.amount,
        days: found.days.iter().map(Into::into).collect(),
    };
    let name = plain(&tracker.details.name);
    let text = if year.is_some() { year_text(&name, &found, style) } else { month_text(&name, &found, style) };
    Reply::new(&document, text)
}

fn month_of(day: CivilDay) -> Option<(CivilDay, CivilDay)> {
    let first = day.with_day(1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

/// One sign for a day: what is kept is full, what is not known is a dot.
fn sign(day: &CalendarDay, today: CivilDay) -> &'static str {
    match day.state {
        _ if day.day > today => " ",
        DayState::Kept if !day.milestones.is_empty() => "★",
        DayState::Kept if day.inferred => "○",
        DayState::Kept => "●",
        DayState::Used => "▲",
        DayState::Unknown => "?",
        DayState::None => "·",
    }
}

const KEY: &str = "● kept  ○ kept, not entered  ★ milestone  ▲ use  ? not known  · nothing entered";

fn month_text(name: &str, found: &DayCalendar, style: Style) -> String {
    let mut out = String::new();
    if let Some(first) = found.days.first() {
        let _ = writeln!(out, "  {}", style.strong(&format!("{name}, {}", first.day.format("%B %Y"))));
        out.push_str("\n   Mo   Tu   We   Th   Fr   Sa   Su\n");
        out.push_str(&"     ".repeat(first.day.weekday().num_days_from_monday() as usize));
    }
    for day in &found.days {
        let cell = format!("{:>3} {}", day.day.day(), sign(day, found.today));
        out.push_str(&if day.day == found.today { style.strong(&cell) } else { cell });
        if day.day.weekday() == chrono::Weekday::Sun { out.push('\n') } else { out.push(' ') }
    }
    let _ = write!(out, "\n\n  {}\n", summary(found));
    let _ = writeln!(out, "  {}", style.quiet(KEY));
    for day in found.days.iter().filter(|day| day.note.is_some()) {
        let note = format!("{}  {}", day.day.format("%-d %b"), plain(day.note.as_deref().unwrap_or_default()));
        let _ = writeln!(out, "  {}", cut(&note, WIDTH - 4));
    }
    out
}

fn year_text(name: &str, found: &DayCalendar, style: Style) -> String {
    let mut out = String::new();
    if let Some(first) = found.days.first() {
        let _ = writeln!(out, "  {}\n", style.strong(&format!("{name}, {}", first.day.year())));
    }
    for month in found.days.chunk_by(|one, next| one.day.month() == next.day.month()) {
        let Some(first) = month.first() else { continue };
        let days: String = month.iter().map(|day| sign(day, found.today)).collect();
        let _ = writeln!(out, "  {}  {days}", first.day.format("%b"));
    }
    let _ = write!(out, "\n  {}\n", summary(found));
    let _ = writeln!(out, "  {}", style.quiet(KEY));
    out
}

fn summary(found: &DayCalendar) -> String {
    let days = format!("{} kept, {} of use", words::count(found.kept, "day"), words::count(found.used, "day"));
    let over = found.days.iter().filter(|day| day.over_goal).count();
    let over = u32::try_from(over).unwrap_or(u32::MAX);
    let amount =
        if found.amount > 0 { format!(", {} in all", words::amount(found.amount, &found.measure)) } else { String::new() };
    let limit = if over > 0 { format!(", {} beyond the goal", words::count(over, "day")) } else { String::new() };
    days + &amount + &limit
}
