//! The statistics of a tracker, and how each number comes about.

use std::fmt::Write as _;

use handrail_core::sobriety::{Answer, Outcomes, TrackerStatistics};
use serde::Serialize;

use crate::failure::Failure;
use crate::files::Files;
use crate::moment::Now;
use crate::output::{Column, Reply, Style, Table, plain, wrap};
use crate::{tracker, words};

#[derive(Serialize)]
struct Document {
    day: String,
    first_start: String,
    episodes: u32,
    returns: u32,
    current_days: u32,
    longest_days: u32,
    mean_days: f64,
    median_days: f64,
    total_days: u32,
    percent_since_first_start: f64,
    windows: Vec<OutcomesDocument>,
    checkpoints: Vec<CheckpointDocument>,
    uses_by_weekday: Vec<u32>,
    survival: Option<Vec<(u32, f64)>>,
    saved: Option<Vec<(String, i64)>>,
}

#[derive(Serialize)]
struct CheckpointDocument {
    months: u32,
    due: String,
    outcomes: Option<OutcomesDocument>,
}

#[derive(Serialize)]
struct OutcomesDocument {
    from: String,
    to: String,
    days: u32,
    abstinent: u32,
    inferred: u32,
    used: u32,
    unknown: u32,
    coverage: f64,
    pda_observed: Option<f64>,
    pda_worst: f64,
    pda_best: f64,
    longest_strict: u32,
    continuous: &'static str,
    amount_per_day_of_use: Option<f64>,
}

impl From<&Outcomes> for OutcomesDocument {
    fn from(found: &Outcomes) -> Self {
        Self {
            from: found.from.to_string(),
            to: found.to.to_string(),
            days: found.days,
            abstinent: found.abstinent,
            inferred: found.inferred,
            used: found.used,
            unknown: found.unknown,
            coverage: found.coverage,
            pda_observed: found.pda_observed,
            pda_worst: found.pda_worst,
            pda_best: found.pda_best,
            longest_strict: found.longest_strict,
            continuous: answer(found.continuous),
            amount_per_day_of_use: found.amount_per_day_of_use,
        }
    }
}

fn answer(found: Answer) -> &'static str {
    match found {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown => "unknown",
    }
}

impl From<&TrackerStatistics> for Document {
    fn from(found: &TrackerStatistics) -> Self {
        Self {
            day: found.day.to_string(),
            first_start: found.first_start.to_string(),
            episodes: found.episodes,
            returns: found.returns,
            current_days: found.current_days,
            longest_days: found.longest_days,
            mean_days: found.mean_days,
            median_days: found.median_days,
            total_days: found.total_days,
            percent_since_first_start: found.percent_since_first_start,
            windows: found.windows.iter().map(|window| (&window.outcomes).into()).collect(),
            checkpoints: found
                .checkpoints
                .iter()
                .map(|point| CheckpointDocument {
                    months: point.months,
                    due: point.due.to_string(),
                    outcomes: point.outcomes.as_ref().map(Into::into),
                })
                .collect(),
            uses_by_weekday: found.uses_by_weekday.clone(),
            survival: found.survival.as_ref().map(|steps| steps.iter().map(|step| (step.days, step.going_on)).collect()),
            saved: found
                .saved
                .as_ref()
                .map(|saved| saved.money.iter().map(|money| (money.currency.clone(), money.minor)).collect()),
        }
    }
}

pub fn run(name: &str, explain: bool, files: &Files, now: &Now, style: Style) -> Result<Reply, Failure> {
    let journal = files.journal_if_any()?.ok_or_else(tracker::no_such_tracker)?;
    let tracker = tracker::find(&journal, name)?;
    let found = journal.statistics(tracker.id, now.moment())?;
    Reply::new(&Document::from(&found), text(&plain(&tracker.details.name), &found, explain, style))
}

fn text(name: &str, found: &TrackerStatistics, explain: bool, style: Style) -> String {
    let mut out = format!("  {}\n\n", style.strong(name));
    let why = |out: &mut String, reason: String| {
        if explain {
            out.push_str(&style.quiet(&wrap(&reason, "      ", 76)));
        }
    };
    let _ = writeln!(
        out,
        "  {} now, {} the longest",
        words::count(found.current_days, "day"),
        words::count(found.longest_days, "day")
    );
    why(
        &mut out,
        "Civil days from the start of an episode to its end, or to today. The start day itself is not counted.".to_owned(),
    );
    let _ = writeln!(
        out,
        "  {} in all, {:.1} % of the days since {}",
        words::count(found.total_days, "day"),
        found.percent_since_first_start,
        words::day(found.first_start)
    );
    why(
        &mut out,
        format!(
            "The sum over {}; 100 x {} / the days from the first start to {}.",
            words::count(found.episodes, "episode"),
            found.total_days,
            words::day(found.day)
        ),
    );
    if found.episodes > 1 {
        let _ = writeln!(out, "  {:.1} days on average, {:.1} in the middle", found.mean_days, found.median_days);
        why(&mut out, "The mean and the median length of all episodes, the current one as long as it is by now.".to_owned());
    }
    out.push_str("\n  The last days, up to yesterday\n");
    let mut table = Table::new(&[Column::Right, Column::Right, Column::Left]);
    for window in &found.windows {
        table.row(row(format!("{} days", window.length), &window.outcomes));
    }
    for point in &found.checkpoints {
        if let Some(outcomes) = &point.outcomes {
            table.row(row(format!("first {} months", point.months), outcomes));
        }
    }
    out.push_str(&(table.lines().join("\n") + "\n"));
    why(
        &mut out,
        "Percent days abstinent: 100 x days without / known days. With under 80 % of the days known, the two bounds: every \
         unknown day counted as one of use, and as one without. A day without an entry in an episode counts as one without. \
         Continuous: every day of the window was one without."
            .to_owned(),
    );
    if let Some(steps) = &found.survival {
        out.push_str("\n  Of your runs so far\n");
        for step in steps {
            let _ = writeln!(out, "  {:>5.1} % went on beyond {}", step.going_on * 100.0, words::count(step.days, "day"));
        }
        why(
            &mut out,
            "Kaplan and Meier: at each length, 1 - ended / as long or longer, multiplied up. The current run ends nothing."
                .to_owned(),
        );
    }
    out
}

fn row(label: String, found: &Outcomes) -> [String; 3] {
    let percent = match found.pda_observed {
        _ if found.unknown == found.days => "nothing known".to_owned(),
        Some(observed) if found.coverage >= 80.0 => format!("{observed:.2} %"),
        _ => format!("{:.0} to {:.0} %", found.pda_worst, found.pda_best),
    };
    let rest = format!("{} without, {} of use, continuous: {}", found.abstinent, found.used, answer(found.continuous));
    [label, percent, rest]
}
