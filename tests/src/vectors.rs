//! Runs files of expected results. Kotlin and Swift run the same files through their own bindings.
//!
//! A file is known by its shape: `dates` has `breakdown` or one of its other lists, `occurrences` has `occurrences`, `scenario` has
//! `steps`, and a calendar of outcomes is a list of cases with `days` and `abstinent`. What a case does not name is not compared.

use std::fmt::Display;
use std::path::Path;

use chrono::TimeDelta;
use handrail_core::api::{Journal, add_months, civil_day, new_journal_key, next_occurrences, start_of_day};
use handrail_core::meetings::{Repeat, Rule};
use handrail_core::sobriety::TrackerDetails;
use handrail_core::time::{CivilDay, Feb29Rule, Instant, Moment};
use serde_json::{Map, Value};

/// What running a file gave.
#[derive(Debug, Default)]
pub struct Tally {
    /// The shape that was recognised; `None`: not one of ours, nothing was run.
    pub shape: Option<&'static str>,
    /// Cases that came out as expected.
    pub passed: usize,
    /// One line for each case that did not.
    pub failures: Vec<String>,
}

/// Runs one file.
///
/// # Errors
/// A line of text when the file cannot be read as JSON.
pub fn run_file(path: &Path) -> Result<Tally, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    let has = |fields: &[&str]| fields.iter().any(|field| json.get(field).is_some());
    if has(&["breakdown", "add_months", "milestone_days", "zone_today", "missing_midnight"]) {
        tally.shape = Some("dates");
        tally.known("the file", &json, &["breakdown", "add_months", "milestone_days", "zone_today", "missing_midnight"]);
        let run = dates(&json, &mut tally);
        tally.stopped(run);
    } else if json.get("occurrences").is_some() {
        tally.shape = Some("occurrences");
        let run = occurrences(&json, &mut tally);
        tally.stopped(run);
    } else if json.get("steps").is_some() {
        tally.shape = Some("scenario");
        let run = crate::scenario::run(&json, &mut tally);
        tally.stopped(run);
    } else if let Some(cases) = calendars(&json) {
        tally.shape = Some("outcome_calendar");
        let run = crate::outcome_vectors::run(cases, &mut tally);
        tally.stopped(run);
    }
    Ok(tally)
}

/// A list of calendars, bare or under whatever name.
fn calendars(json: &Value) -> Option<&Vec<Value>> {
    let is_one = |case: &Value| case.get("days").is_some_and(Value::is_string) && case.get("abstinent").is_some();
    let lists = json.as_array().into_iter().chain(json.as_object().into_iter().flat_map(Map::values).filter_map(Value::as_array));
    lists.into_iter().find(|cases| cases.iter().any(is_one))
}

impl Tally {
    /// A case that lacks what its shape needs is a failure, and ends the file; what passed before it stays told.
    fn stopped(&mut self, run: Result<(), String>) {
        self.failures.extend(run.err().map(|reason| format!("stopped at a case that cannot be run: {reason}")));
    }

    /// Says what of an object nobody would compare: a key that is not understood proves nothing.
    pub fn known(&mut self, case: impl Display, object: &Value, keys: &[&str]) {
        let named = object.as_object().into_iter().flatten().map(|(key, _)| key);
        let comment = |key: &str| key.starts_with(['_', '$']) || COMMENTS.contains(&key);
        let unknown = named.filter(|key| !keys.contains(&key.as_str()) && !comment(key));
        self.failures.extend(unknown.map(|key| format!("{case}: the key {key:?} is not understood")));
    }

    /// Counts one comparison.
    pub fn check<T: PartialEq + std::fmt::Debug>(&mut self, case: impl Display, found: &T, expected: &T) {
        if found == expected {
            self.passed += 1;
        } else {
            self.failures.push(format!("{case}: expected {expected:?}, found {found:?}"));
        }
    }
}

/// Keys under which a file tells its reader something, and asks nothing.
const COMMENTS: &[&str] =
    &["about", "case", "comment", "description", "id", "name", "note", "notes", "reason", "source", "sources", "title", "why"];
const BREAKDOWN: &[&str] = &["start", "today", "elapsed_days", "day_number_inclusive", "years", "months", "days"];
const RULE: &[&str] = &["freq", "weekdays", "nth", "n", "anchor", "dates", "time", "zone", "minutes", "from", "until", "except"];

fn dates(json: &Value, tally: &mut Tally) -> Result<(), String> {
    for case in list(json, "breakdown") {
        let (start, today) = (day(case, "start")?, day(case, "today")?);
        tally.known(format!("breakdown {start} to {today}"), case, BREAKDOWN);
        // Through a whole journal: the number that the first screen shows.
        let told = today_of(start, today)?;
        let found = [told.0, told.0 + 1, told.1, told.2, told.3];
        let fields = ["elapsed_days", "day_number_inclusive", "years", "months", "days"].into_iter().zip(found);
        let (named, found): (Vec<_>, Vec<_>) = fields.filter(|(field, _)| case.get(field).is_some()).unzip();
        let expected: Vec<_> = named.into_iter().map(|field| number(case, field)).collect();
        tally.check(format!("breakdown {start} to {today}"), &found.into_iter().map(Some).collect(), &expected);
    }
    for case in list(json, "add_months") {
        let start = day(case, "start")?;
        tally.known(format!("add_months {start}"), case, &["start", "clamped", "overflow_to_next_month"]);
        for (months, expected) in object(case, "clamped")? {
            let months: u32 = months.parse().map_err(|_| "months are a number".to_owned())?;
            let found = add_months(start, months, Feb29Rule::Feb28).map_err(|error| error.to_string())?;
            tally.check(format!("{start} plus {months} months"), &found, &parsed(expected)?);
        }
    }
    for case in list(json, "milestone_days") {
        let start = day(case, "start")?;
        for (days, expected) in case.as_object().into_iter().flatten().filter(|(key, _)| *key != "start") {
            let days: u32 = days.parse().map_err(|_| "days are a number".to_owned())?;
            let expected: CivilDay = parsed(expected)?;
            // The day before and the day itself, as the first screen counts them.
            tally.check(format!("{days} days from {start}"), &today_of(start, expected)?.0, &days);
            if let Some((before, fewer)) = expected.pred_opt().zip(days.checked_sub(1)) {
                tally.check(format!("the day before {days} days from {start}"), &today_of(start, before)?.0, &fewer);
            }
        }
    }
    for case in list(json, "zone_today") {
        let at: Instant = parsed(case.get("utc").ok_or("no utc")?)?;
        for (zone, expected) in case.as_object().into_iter().flatten().filter(|(key, _)| *key != "utc") {
            let (zone, day_start) = with_day_start(zone)?;
            let found = civil_day(Moment { at, zone: zone.to_owned() }, day_start).map_err(|error| error.to_string())?;
            tally.check(format!("today at {at} in {zone}, from minute {day_start}"), &found, &parsed(expected)?);
        }
    }
    for case in list(json, "missing_midnight") {
        let zone = text(case, "zone")?;
        let day = day(case, "date")?;
        let keys = ["zone", "date", "start_of_day_local", "start_of_day_utc"];
        tally.known(format!("start of {day} in {zone}"), case, &keys);
        let found = start_of_day(day, zone.to_owned()).map_err(|error| error.to_string())?;
        tally.check(format!("start of {day} in {zone}"), &found, &parsed(case.get("start_of_day_utc").ok_or("no start")?)?);
    }
    Ok(())
}

/// "America/New_York offset03": the person's day begins at three; `offset0430` at half past four.
fn with_day_start(zone: &str) -> Result<(&str, u16), String> {
    let Some((zone, start)) = zone.split_once(" offset") else { return Ok((zone, 0)) };
    let digits: String = start.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2).unwrap_or((&digits, ""));
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u16>().ok() };
    let start = number(hours).zip(number(minutes)).ok_or_else(|| format!("cannot read {start}"))?;
    let minutes = start.0.checked_mul(60).and_then(|minutes| minutes.checked_add(start.1));
    Ok((zone, minutes.ok_or_else(|| format!("cannot read {digits}"))?))
}

/// Elapsed days, years, months, days.
fn today_of(start: CivilDay, today: CivilDay) -> Result<(u32, u32, u32, u32), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("journal.db").to_string_lossy().into_owned();
    let told = || {
        let journal = Journal::open(path, new_journal_key()?)?;
        let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
        let moment = Moment { at: noon, zone: "UTC".to_owned() };
        journal.add_tracker(TrackerDetails::new("vector", start), moment.clone())?;
        journal.today(moment)
    };
    let today = told().map_err(|error| error.to_string())?;
    let tracker = today.trackers.first().ok_or("no tracker")?;
    Ok((tracker.elapsed_days, tracker.elapsed.years, tracker.elapsed.months, tracker.elapsed.days))
}

fn occurrences(json: &Value, tally: &mut Tally) -> Result<(), String> {
    for (index, case) in list(json, "occurrences").enumerate() {
        let rule = case.get("rule").ok_or("no rule")?;
        tally.known(format!("case {index}"), case, &["rule", "now", "next"]);
        tally.known(format!("the rule of case {index}"), rule, RULE);
        let now: Instant = parsed(case.get("now").ok_or("no now")?)?;
        let found =
            next_occurrences(schedule_rule(rule)?, text(rule, "zone")?.to_owned(), now, 4).map_err(|error| error.to_string())?;
        let found: Vec<_> = found.iter().map(|next| (next.starts_at, next.ends_at, next.in_progress)).collect();
        let expected = list(case, "next")
            .map(|next| {
                let running = next.get("running").and_then(Value::as_bool).unwrap_or(false);
                Ok((parsed(next.get("start").ok_or("no start")?)?, parsed(next.get("end").ok_or("no end")?)?, running))
            })
            .collect::<Result<Vec<(Instant, Instant, bool)>, String>>()?;
        tally.check(format!("occurrences of case {index} after {now}"), &found, &expected);
        // A second on, the first is in progress or still to come: never skipped.
        if let Some((start, ..)) = expected.first().filter(|(start, ..)| *start > now) {
            let rule = schedule_rule(rule)?;
            let zone = text(case.get("rule").ok_or("no rule")?, "zone")?.to_owned();
            let again = next_occurrences(rule, zone, *start + TimeDelta::seconds(1), 1).map_err(|error| error.to_string())?;
            tally.check(
                format!("case {index} while it runs"),
                &again.first().map(|next| (next.starts_at, next.in_progress)),
                &Some((*start, true)),
            );
        }
    }
    Ok(())
}

fn schedule_rule(rule: &Value) -> Result<Rule, String> {
    let weekdays = || numbers::<i8>(rule, "weekdays");
    let days = |field: &str| list(rule, field).map(parsed::<CivilDay>).collect::<Result<Vec<_>, _>>();
    let repeat = match text(rule, "freq")? {
        "always" => Repeat::Always,
        "weekly" => Repeat::Weekly { weekdays: weekdays()? },
        "monthly_nth" => Repeat::MonthlyNth { weekdays: weekdays()?, nth: numbers(rule, "nth")? },
        "every_n_weeks" => Repeat::EveryNWeeks {
            weekdays: weekdays()?,
            n: numbers(rule, "n")?.first().copied().ok_or("no n")?,
            anchor: day(rule, "anchor")?,
        },
        "dates" => Repeat::Dates { days: days("dates")? },
        other => return Err(format!("unknown frequency {other}")),
    };
    let (hours, minutes) = text(rule, "time")?.split_once(':').ok_or("a time is HH:MM")?;
    let minute = hours.parse::<u16>().ok().zip(minutes.parse::<u16>().ok()).ok_or("a time is HH:MM")?;
    Ok(Rule {
        repeat,
        minute: minute.0.checked_mul(60).and_then(|hours| hours.checked_add(minute.1)).ok_or("a time is HH:MM")?,
        duration: number(rule, "minutes").and_then(|minutes| u16::try_from(minutes).ok()),
        from: rule.get("from").map(parsed).transpose()?,
        until: rule.get("until").map(parsed).transpose()?,
        except: days("except")?,
    })
}

fn list<'a>(json: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    json.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn object<'a>(json: &'a Value, field: &str) -> Result<&'a Map<String, Value>, String> {
    json.get(field).and_then(Value::as_object).ok_or_else(|| format!("no {field}"))
}

pub(crate) fn text<'a>(json: &'a Value, field: &str) -> Result<&'a str, String> {
    json.get(field).and_then(Value::as_str).ok_or_else(|| format!("no {field}"))
}

pub(crate) fn number(json: &Value, field: &str) -> Option<u32> {
    json.get(field).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok())
}

/// One number, or a list of them.
fn numbers<T: TryFrom<i64>>(json: &Value, field: &str) -> Result<Vec<T>, String> {
    let value = json.get(field).ok_or_else(|| format!("no {field}"))?;
    let all = value.as_array().map_or_else(|| vec![value.clone()], Clone::clone);
    all.iter()
        .map(|value| value.as_i64().and_then(|number| T::try_from(number).ok()).ok_or_else(|| format!("{field} out of range")))
        .collect()
}

pub(crate) fn day(json: &Value, field: &str) -> Result<CivilDay, String> {
    parsed(json.get(field).ok_or_else(|| format!("no {field}"))?)
}

pub(crate) fn parsed<T: std::str::FromStr>(value: &Value) -> Result<T, String> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or_else(|| format!("cannot read {value}"))
}
