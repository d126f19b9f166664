//! Feeds in: a file is read row by row into meetings, which are counted or stored as they come.
//!
//! The path of a row: [`feed`] cuts it out of the file and finds its fields, [`normalise`](super::normalise) makes a meeting
//! of it, [`Importer`] stores that. A new format is a new reader in `feed` and nothing else.

use std::path::Path;

use super::feed::{self, Beside, Found, Outline, Source};
use super::model::CanonicalMeeting;
use super::normalise::filldown::FillDown;
use super::normalise::tally::{self, Told};
use super::normalise::{Defaults, Normaliser, has_day_zero, is_fellowship};
use super::source::{self, Validators};
use super::store::Importer;
use super::{DiagnosticCode, FeedCheck, FeedFacts, FeedFormat, FeedOptions, ImportProgress, ImportReport};
use crate::error::{Error, FeedProblem, Field, HandrailError, Problem, Result};
use crate::storage::Write;
use crate::time::{Now, parse_zone};

/// Made-up meetings in the real format.
const SAMPLE: &[u8] = include_bytes!("data/sample.json");
/// The source under which the sample is kept.
const SAMPLE_SOURCE: &str = "sample";
/// Rows between two calls of the listener.
const STEP: u32 = 100;

pub(crate) fn check(path: &Path, options: &FeedOptions) -> Result<FeedCheck> {
    let (defaults, beside) = read_options(options, None)?;
    let mut meetings = 0;
    let mut facts = FeedFacts::default();
    let (outline, notes) = each_meeting(&Source::File(path), &defaults, &beside, None, |meeting, told| {
        meetings += 1;
        tally::count(&mut facts, &meeting, told);
        Ok(())
    })?;
    let (diagnostics, examples) = notes.finish();
    Ok(FeedCheck { format: outline.format, rows: outline.rows, meetings, facts, diagnostics, examples })
}

/// The meetings of a feed, for tests of what was written for others to read.
#[cfg(test)]
pub(crate) fn meetings_of(path: &Path) -> Result<Vec<CanonicalMeeting>> {
    let (defaults, beside) = read_options(&FeedOptions::new("test"), None)?;
    let mut meetings = Vec::new();
    each_meeting(&Source::File(path), &defaults, &beside, None, |meeting, _| {
        meetings.push(meeting);
        Ok(())
    })?;
    Ok(meetings)
}

pub(crate) fn import(
    w: &mut Write,
    path: &Path,
    options: &FeedOptions,
    now: &Now,
    progress: Option<&dyn ImportProgress>,
) -> Result<ImportReport> {
    store(w, &Source::File(path), options, Validators::default(), now, progress)
}

pub(crate) fn import_sample(w: &mut Write, now: &Now) -> Result<ImportReport> {
    // A newer core may ship a shorter sample.
    let options = FeedOptions { accept_shrink: true, ..FeedOptions::new(SAMPLE_SOURCE) };
    store(w, &Source::Bytes(SAMPLE), &options, Validators::default(), now, None)
}

/// `validators` are those of the website that the feed comes from as it is.
pub(super) fn store(
    w: &mut Write,
    from: &Source,
    options: &FeedOptions,
    validators: Validators,
    now: &Now,
    progress: Option<&dyn ImportProgress>,
) -> Result<ImportReport> {
    let (known, options) = source::store::for_import(w, options, now)?;
    let (defaults, beside) = read_options(&options, known.country())?;
    let mut importer = Importer::begin(w, known.id, options.accept_shrink, now)?;
    let mut meetings = 0;
    let (outline, notes) = each_meeting(from, &defaults, &beside, progress, |meeting, _| {
        meetings += 1;
        importer.row(meeting)
    })?;
    if outline.format == FeedFormat::Companion {
        return Err(Error::feed(FeedProblem::NoMeetings));
    }
    if outline.cut {
        importer.cut_off();
    }
    let counts = importer.finish()?;
    // The version of a feed that broke off is not had, and is asked for again in full.
    let validators = if outline.cut { Validators::default() } else { validators };
    source::store::imported(w, known, outline.format, validators, now)?;
    let (diagnostics, examples) = notes.finish();
    Ok(ImportReport {
        format: outline.format,
        rows: outline.rows,
        meetings,
        added: counts.added,
        changed: counts.changed,
        gone: counts.gone,
        diagnostics,
        examples,
    })
}

/// Files that may go with a feed.
const MOST_BESIDE: usize = 10;

fn read_options(options: &FeedOptions, country: Option<&str>) -> Result<(Defaults, Beside)> {
    let name = options.source.trim();
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Error::invalid(Field::Source, if name.is_empty() { Problem::Empty } else { Problem::TooLong }));
    }
    let zone = options.zone.as_deref().map(parse_zone).transpose()?;
    let fellowship = options.fellowship.clone();
    if fellowship.as_deref().is_some_and(|id| !is_fellowship(id)) {
        return Err(Error::invalid(Field::Fellowship, Problem::Unknown));
    }
    if options.beside.len() > MOST_BESIDE {
        return Err(Error::invalid(Field::Path, Problem::TooLong));
    }
    let mut beside = Beside { columns: options.columns.clone(), zone, ..Beside::default() };
    for path in &options.beside {
        feed::learn(&Source::File(Path::new(path)), None, &mut beside.lookup)?;
    }
    Ok((Defaults { fellowship, zone, country: country.map(str::to_owned) }, beside))
}

/// Hands on every meeting of a feed. An error at the end comes after meetings were handed on.
fn each_meeting(
    source: &Source,
    defaults: &Defaults,
    beside: &Beside,
    progress: Option<&dyn ImportProgress>,
    mut each: impl FnMut(CanonicalMeeting, Told) -> Result<()>,
) -> Result<(Outline, super::normalise::notes::Notes)> {
    let size = source.size();
    let seven_is_sunday = || !counts_from_zero(source, beside);
    let mut normaliser = Normaliser::new(defaults, &seven_is_sunday);
    let mut told_once = None;
    let outline = feed::read(source, beside, |found| {
        let Found { number, format, fellowship, mut row, lossy, bytes_read } = found;
        if number % STEP == 0 {
            tell(progress, number, bytes_read, size)?;
        }
        normaliser.notes.at_row(number);
        if lossy {
            normaliser.notes.add("", DiagnosticCode::InvalidUtf8, "");
        }
        if let Some(row) = row.as_mut().filter(|_| matches!(format, FeedFormat::GoogleSheet | FeedFormat::TsmlCsv)) {
            told_once.get_or_insert_with(|| what_a_sheet_tells_once(source, beside)).fill(row);
        }
        let Some(row) = row else {
            normaliser.notes.add("", DiagnosticCode::RowUnreadable, "");
            return Ok(());
        };
        normaliser.meeting(&row, fellowship).map_or(Ok(()), |(meeting, told)| each(meeting, told))
    })?;
    tell(progress, outline.rows, size, size)?;
    if outline.cut {
        normaliser.notes.at_row(outline.rows);
        normaliser.notes.add("", DiagnosticCode::RowCutOff, "");
    }
    if outline.trailing {
        normaliser.notes.at_row(outline.rows);
        normaliser.notes.add("", DiagnosticCode::TrailingText, "");
    }
    Ok((outline, normaliser.notes))
}

/// Whether any row of the feed has 0 as its day. A second reading: only feeds with a 7 need it, and few have one. Where the
/// feed cannot be read twice, its 7 stays unread rather than guessed.
fn counts_from_zero(source: &Source, beside: &Beside) -> bool {
    if !source.rereadable() {
        return true;
    }
    let mut found = false;
    let read = feed::read(source, beside, |row| {
        found |= row.row.as_ref().is_some_and(has_day_zero);
        Ok(())
    });
    found || read.is_err()
}

/// A second reading of a sheet. Where it cannot be read twice, its rows keep their gaps.
fn what_a_sheet_tells_once(source: &Source, beside: &Beside) -> FillDown {
    let mut told = FillDown::default();
    if source.rereadable() {
        // A fault at the end comes up in the first reading too.
        let _ = feed::read(source, beside, |found| {
            found.row.iter().for_each(|row| told.learn(row));
            Ok(())
        });
    }
    told
}

/// Tells the listener how far it is, and hears whether to go on.
fn tell(progress: Option<&dyn ImportProgress>, rows: u32, bytes: u64, size: u64) -> Result<()> {
    match progress.map(|listener| listener.on_progress(rows, bytes, size)) {
        None | Some(Ok(true)) => Ok(()),
        Some(Ok(false) | Err(_)) => Err(HandrailError::Cancelled.into()),
    }
}
