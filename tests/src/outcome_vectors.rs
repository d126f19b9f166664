//! Runs calendars of days (`A` without use, `U` of use, `?` not known) through a whole journal and compares the outcomes.

use chrono::Days;
use handrail_core::api::{Journal, new_journal_key};
use handrail_core::error::HandrailError;
use handrail_core::sobriety::{
    Answer, DayMark, DaySelection, DayState, Measure, OutcomeQuery, Outcomes, StartBasis, TrackerDetails,
};
use handrail_core::time::{CivilDay, Moment};
use serde_json::Value;

use crate::vectors::{Tally, number, text};

const KEYS: &[&str] = &[
    "days",
    "n",
    "abstinent",
    "used",
    "unknown",
    "coverage_pct",
    "pda_observed",
    "pda_worst",
    "pda_best",
    "lpa_strict",
    "lpa_lenient",
    "current_streak_strict",
    "continuous",
    "drinks_on_used_days",
    "dpdd",
    "heavy_days_5",
    "phdd_worst_pct",
];

pub(crate) fn run(cases: &[Value], tally: &mut Tally) -> Result<(), String> {
    for (index, case) in cases.iter().enumerate() {
        tally.known(format!("case {index}"), case, KEYS);
        let amounts: Vec<f64> =
            case.get("drinks_on_used_days").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64).collect();
        let found = outcomes(text(case, "days")?, &amounts).map_err(|error| error.to_string())?;
        let counts = [
            ("n", found.days),
            ("abstinent", found.abstinent),
            ("used", found.used),
            ("unknown", found.unknown),
            ("lpa_strict", found.longest_strict),
            ("lpa_lenient", found.longest_lenient),
            ("current_streak_strict", found.current_strict),
        ];
        for (key, count) in counts.into_iter().filter(|(key, _)| case.get(key).is_some()) {
            tally.check(format!("case {index}: {key}"), &Some(count), &number(case, key));
        }
        let continuous = match found.continuous {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        };
        if case.get("continuous").is_some() {
            tally.check(format!("case {index}: continuous"), &continuous, &text(case, "continuous")?);
        }
        let heavy = found.heavy.as_ref();
        for (key, value) in [
            ("coverage_pct", Some(found.coverage)),
            ("pda_observed", found.pda_observed),
            ("pda_worst", Some(found.pda_worst)),
            ("pda_best", Some(found.pda_best)),
            ("dpdd", found.amount_per_day_of_use),
            ("heavy_days_5", heavy.map(|heavy| f64::from(heavy.days))),
            ("phdd_worst_pct", heavy.map(|heavy| heavy.percent_worst)),
        ] {
            if case.get(key).is_none() {
                continue;
            }
            // Rounded half up to two decimals, as they are shown.
            let shown = value.map(|value| (value * 100.0 + 0.5).floor() / 100.0);
            tally.check(format!("case {index}: {key}"), &shown, &case.get(key).and_then(Value::as_f64));
        }
    }
    Ok(())
}

fn outcomes(days: &str, amounts: &[f64]) -> Result<Outcomes, HandrailError> {
    let folder = tempfile::tempdir().map_err(|_| HandrailError::StorageFull)?;
    let journal = Journal::open(folder.path().join("journal.db").to_string_lossy().into_owned(), new_journal_key()?)?;
    let start = CivilDay::from_ymd_opt(2025, 1, 1).unwrap_or_default();
    let length = u64::try_from(days.chars().count()).unwrap_or(1);
    let last = start + Days::new(length.saturating_sub(1));
    let moment = Moment { at: (last + Days::new(1)).and_hms_opt(12, 0, 0).unwrap_or_default().and_utc(), zone: "UTC".to_owned() };
    let details = TrackerDetails {
        measure: Some(Measure::Drinks { milligrams: 14_000 }),
        start_basis: Some(StartBasis::FirstDayWithout),
        ..TrackerDetails::new("vector", start)
    };
    let id = journal.add_tracker(details, moment.clone())?.id;
    let mut amounts = amounts.iter();
    for (day, letter) in start.iter_days().zip(days.chars()) {
        let mark = match letter.to_ascii_uppercase() {
            'A' => DayMark::of(DayState::Kept),
            'U' => {
                // Whole or tenth drinks: exact in thousandths.
                #[allow(clippy::cast_possible_truncation)]
                let amount = amounts.next().map(|drinks| (drinks * 1000.0).round() as i64);
                DayMark { amount, ..DayMark::of(DayState::Used) }
            }
            _ => DayMark::of(DayState::Unknown),
        };
        journal.mark_days(id.clone(), DaySelection::on(day), mark, moment.clone())?;
    }
    journal.outcomes(id, OutcomeQuery { from: start, to: last, include_inferred: false, heavy_from: None }, moment)
}
