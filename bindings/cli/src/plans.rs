//! Goals, rates and savings.

use std::fmt::Write as _;

use clap::{Args, Subcommand, ValueEnum};
use handrail_core::api::{Journal, currencies, standard_drinks};
use handrail_core::sobriety::{Goal, Limits, Measure, Money, Per, Rate, SavingGoal, SavingsOverview, Taper};
use serde::Serialize;

use crate::args::Zone;
use crate::days::WeekdayArg;
use crate::failure::Failure;
use crate::files::Files;
use crate::moment::{DayArg, Now};
use crate::output::{Column, Reply, Style, Table, plain};
use crate::{tracker, words};

#[derive(Subcommand)]
pub enum GoalCommand {
    /// None of it
    Abstain,
    /// None of what is on a list of your own
    BottomLine {
        /// The lines of the list
        #[arg(required = true)]
        lines: Vec<String>,
    },
    /// Within limits; use within them is no return to use
    Limits {
        /// At most so much a day
        #[arg(long, value_name = "NUMBER", value_parser = thousandths)]
        a_day: Option<i64>,
        /// At most so much a week
        #[arg(long, value_name = "NUMBER", value_parser = thousandths)]
        a_week: Option<i64>,
        /// At most so many days of use a week
        #[arg(long, value_name = "N")]
        days_a_week: Option<u8>,
        /// Days of the week without, such as mon,tue
        #[arg(long, value_name = "DAYS", value_delimiter = ',')]
        dry: Vec<WeekdayArg>,
    },
    /// Less and less: a straight line from one amount a day to another
    Taper {
        /// The amount a day at the beginning
        #[arg(long, value_name = "NUMBER", value_parser = thousandths)]
        start: i64,
        /// The amount a day at the end
        #[arg(long, value_name = "NUMBER", value_parser = thousandths)]
        end: i64,
        /// Where the line ends
        #[arg(long, value_name = "DATE")]
        until: DayArg,
    },
}

#[derive(Args)]
pub struct RateArgs {
    /// The tracker's name, its id or the beginning of its id
    tracker: String,
    /// What use cost, such as 12.50; 0 ends the rate
    #[arg(value_parser = thousandths)]
    amount: i64,
    /// The currency, such as EUR
    currency: String,
    /// For which period
    #[arg(long, value_enum, default_value = "day")]
    per: PerArg,
    /// Minutes that use took, on each day
    #[arg(long, value_name = "N", default_value_t = 0)]
    minutes: u16,
    /// The first day of the rate [default: the tracker's first start]
    #[arg(long, value_name = "DATE")]
    from: Option<DayArg>,
    #[command(flatten)]
    pub zone: Zone,
}

#[derive(Clone, Copy, ValueEnum)]
enum PerArg {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Subcommand)]
pub enum SavingsCommand {
    /// Something to save for
    Add {
        /// What it is
        name: String,
        /// What it costs, such as 300
        #[arg(value_parser = thousandths)]
        amount: i64,
        /// The currency, such as EUR
        currency: String,
    },
    /// Take it off the list
    Remove {
        /// What it is called
        name: String,
    },
}

/// A number with at most three decimals, in thousandths.
pub fn thousandths(text: &str) -> Result<i64, String> {
    let wrong = || "write a number such as 6 or 2.5".to_owned();
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 3 || !digits(whole) || !digits(part) {
        return Err(wrong());
    }
    let part: i64 = format!("{part:0<3}").parse().map_err(|_| wrong())?;
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    whole.checked_mul(1000).and_then(|whole| whole.checked_add(part)).map(|sum| sum * sign).ok_or_else(wrong)
}

/// `episodes`, `minutes`, `drinks:US`, `money:EUR`, or a unit of one's own.
pub fn parse_measure(text: &str) -> Result<Measure, String> {
    match text.split_once(':') {
        Some(("drinks", country)) => standard_drinks()
            .iter()
            .find(|drink| drink.country.eq_ignore_ascii_case(country))
            .map(|drink| Measure::Drinks { milligrams: drink.milligrams })
            .ok_or_else(|| format!("no standard drink is known for {country}")),
        Some(("money", currency)) => Ok(Measure::Money { currency: currency.to_ascii_uppercase() }),
        _ if text == "episodes" => Ok(Measure::Episodes),
        _ if text == "minutes" => Ok(Measure::Minutes),
        _ => Ok(Measure::Own { unit: text.to_owned() }),
    }
}

pub fn goal(journal: &Journal, name: &str, goal: GoalCommand, from: DayArg, now: &Now, style: Style) -> Result<Reply, Failure> {
    let tracker = tracker::find(journal, name)?;
    let today = journal.tracker_history(tracker.id.clone(), now.moment())?.today.day;
    let from = from.day(today);
    let goal = match goal {
        GoalCommand::Abstain => Goal::Abstain,
        GoalCommand::BottomLine { lines } => Goal::BottomLine { lines },
        GoalCommand::Limits { a_day, a_week, days_a_week, dry } => {
            let dry_weekdays = dry.into_iter().map(|day| day as i8).collect();
            Goal::Moderate { limits: Limits { a_day, a_week, days_a_week, dry_weekdays } }
        }
        GoalCommand::Taper { start, end, until } => {
            let end_day = until.day(today);
            Goal::Reduce { taper: Taper { from_amount: start, to_amount: end, from_day: from, to_day: end_day } }
        }
    };
    let history = journal.set_goal(tracker.id, goal, from, now.moment())?;
    tracker::changed_reply(&history, "The goal is set. What went before keeps the goal it had.", style)
}

pub fn rate(journal: &Journal, args: RateArgs, now: &Now, style: Style) -> Result<Reply, Failure> {
    let tracker = tracker::find(journal, &args.tracker)?;
    let today = journal.tracker_history(tracker.id.clone(), now.moment())?.today.day;
    let currency = args.currency.to_ascii_uppercase();
    let per = match args.per {
        PerArg::Day => Per::Day,
        PerArg::Week => Per::Week,
        PerArg::Month => Per::Month,
        PerArg::Year => Per::Year,
    };
    let rate = Rate {
        from: args.from.map_or(tracker.details.start, |day| day.day(today)),
        minor: minor(args.amount, &currency)?,
        currency,
        per,
        minutes_a_day: args.minutes,
    };
    let history = journal.set_rate(tracker.id, rate, now.moment())?;
    tracker::changed_reply(&history, "The rate is set.", style)
}

/// Thousandths in the currency's own minor units. What a currency cannot pay is refused, not rounded.
fn minor(thousandths: i64, currency: &str) -> Result<i64, Failure> {
    let Some(known) = currencies().into_iter().find(|known| known.code == currency) else {
        return Err(Failure::input("currency", "This currency is not known. Write its ISO code, such as EUR."));
    };
    let factor = 10_i64.pow(u32::from(3_u8.saturating_sub(known.digits)));
    if thousandths % factor != 0 {
        return Err(Failure::input("amount", "This currency has no such small coin."));
    }
    Ok(thousandths / factor)
}

/// `EUR 12.50`.
pub fn money(money: &Money) -> String {
    let digits = currencies().into_iter().find(|known| known.code == money.currency).map_or(2, |known| known.digits);
    let factor = 10_i64.pow(u32::from(digits));
    let whole = format!("{} {}", money.currency, money.minor / factor);
    if digits == 0 {
        return whole;
    }
    format!("{whole}.{:0width$}", money.minor % factor, width = usize::from(digits))
}

#[derive(Serialize)]
struct SavingsDocument {
    money: Vec<MoneyDocument>,
    minutes: i64,
    goals: Vec<GoalDocument>,
}

#[derive(Serialize)]
struct MoneyDocument {
    currency: String,
    minor: i64,
}

#[derive(Serialize)]
struct GoalDocument {
    id: String,
    name: String,
    currency: String,
    minor: i64,
    saved: i64,
    progress: f64,
    days_to_go: Option<u32>,
}

pub fn savings(command: Option<SavingsCommand>, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = match command {
        Some(SavingsCommand::Add { .. }) => Some(files.journal()?),
        _ => files.journal_if_any()?,
    };
    let Some(journal) = journal else {
        let document = SavingsDocument { money: Vec::new(), minutes: 0, goals: Vec::new() };
        return Reply::new(&document, "Nothing is tracked yet.".to_owned());
    };
    match command {
        Some(SavingsCommand::Add { name, amount, currency }) => {
            let currency = currency.to_ascii_uppercase();
            let goal = SavingGoal { id: String::new(), name, minor: minor(amount, &currency)?, currency };
            journal.save_saving_goal(goal, now.moment())?;
        }
        Some(SavingsCommand::Remove { name }) => {
            let goals = journal.savings(now.moment())?.goals;
            let found = goals.into_iter().find(|known| known.goal.name == name || known.goal.id == name);
            let found = found.ok_or_else(|| Failure::input("not_found", "There is no such goal. See: handrail savings"))?;
            journal.remove_saving_goal(found.goal.id, now.moment())?;
        }
        None => {}
    }
    let found = journal.savings(now.moment())?;
    Reply::new(&document(&found), savings_text(&found, style))
}

fn document(found: &SavingsOverview) -> SavingsDocument {
    SavingsDocument {
        money: found
            .total
            .money
            .iter()
            .map(|money| MoneyDocument { currency: money.currency.clone(), minor: money.minor })
            .collect(),
        minutes: found.total.minutes,
        goals: found
            .goals
            .iter()
            .map(|known| GoalDocument {
                id: known.goal.id.clone(),
                name: known.goal.name.clone(),
                currency: known.goal.currency.clone(),
                minor: known.goal.minor,
                saved: known.saved,
                progress: known.progress,
                days_to_go: known.days_to_go,
            })
            .collect(),
    }
}

fn savings_text(found: &SavingsOverview, style: Style) -> String {
    let mut out = String::new();
    if found.total.money.is_empty() && found.total.minutes == 0 {
        out.push_str("  Nothing is counted yet. To start: handrail tracker rate NAME 12.50 EUR --per day\n");
    }
    for sum in &found.total.money {
        let _ = writeln!(out, "  {} saved", style.accent(&style.strong(&money(sum))));
    }
    if found.total.minutes > 0 {
        let _ = writeln!(out, "  {} hours and {} minutes of your own time", found.total.minutes / 60, found.total.minutes % 60);
    }
    if !found.goals.is_empty() {
        out.push('\n');
        let mut table = Table::new(&[Column::Flexible, Column::Right, Column::Right, Column::Left]);
        for known in &found.goals {
            let when = match known.days_to_go {
                Some(0) => "enough is saved".to_owned(),
                Some(days) => format!("{} to go at this rate", words::count(days, "day")),
                None => "no rate is set".to_owned(),
            };
            let whole = Money { currency: known.goal.currency.clone(), minor: known.goal.minor };
            table.row([plain(&known.goal.name), money(&whole), format!("{:.0} %", known.progress * 100.0), when]);
        }
        out.push_str(&(table.lines().join("\n") + "\n"));
    }
    out
}
