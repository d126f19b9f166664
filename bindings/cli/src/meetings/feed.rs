//! Feeds: take one in.

use std::path::Path;

use handrail_core::api::guess_columns;
use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{Diagnostic, DiagnosticCount, FeedOptions, ImportReport};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::args::Feed;
use crate::failure::Failure;
use crate::files::{self, Files};
use crate::moment::Now;
use crate::output::{Column, Reply, Table, plain};
use crate::progress::ImportBar;
use crate::words;

/// Counts by code, the most frequent first.
pub(super) struct Counts(pub Vec<DiagnosticCount>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for DiagnosticCount { code, count } in &self.0 {
            map.serialize_entry(&words::snake(code), count)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
pub(super) struct ExampleDocument {
    row: u32,
    field: String,
    code: String,
    value: String,
}

pub(super) fn example_documents(examples: &[Diagnostic], limit: usize) -> Vec<ExampleDocument> {
    let document = |example: &Diagnostic| ExampleDocument {
        row: example.row,
        field: example.field.clone(),
        code: words::snake(example.code),
        value: example.value.clone(),
    };
    examples.iter().take(limit).map(document).collect()
}

#[derive(Serialize)]
pub struct ImportDocument {
    source: String,
    format: String,
    rows: u32,
    meetings: u32,
    added: u32,
    changed: u32,
    gone: u32,
    diagnostics: Counts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<ExampleDocument>,
}

impl ImportDocument {
    pub fn new(source: &str, report: &ImportReport, examples: usize) -> Self {
        Self {
            source: source.to_owned(),
            format: words::snake(report.format),
            rows: report.rows,
            meetings: report.meetings,
            added: report.added,
            changed: report.changed,
            gone: report.gone,
            diagnostics: Counts(report.diagnostics.clone()),
            examples: example_documents(&report.examples, examples),
        }
    }
}

pub fn import(
    file: &Path,
    source: Option<String>,
    feed: Feed,
    accept_shrink: bool,
    files: &Files,
    now: &Now,
    examples: usize,
) -> Result<Reply, Failure> {
    readable(file)?;
    let path = files::text(file)?;
    let source = source.unwrap_or_else(|| file.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    let options = options(&source, &feed, accept_shrink);
    let directory = files.directory()?;
    let bar = ImportBar::new();
    let report = directory.import_feed(path, options, now.moment(), Some(bar.clone()));
    bar.finish();
    let report = report.map_err(refused)?;
    Reply::new(&ImportDocument::new(&source, &report, examples), import_text(&source, &report, examples))
}

pub(super) fn options(source: &str, feed: &Feed, accept_shrink: bool) -> FeedOptions {
    FeedOptions {
        source: source.to_owned(),
        fellowship: feed.fellowship.clone(),
        zone: feed.feed_zone.clone(),
        accept_shrink,
        beside: feed.beside.clone(),
        columns: feed.columns.clone(),
    }
}

#[derive(Serialize)]
struct ColumnDocument {
    column: String,
    field: Option<String>,
    contact: bool,
    examples: Vec<String>,
}

pub fn columns(file: &Path) -> Result<Reply, Failure> {
    readable(file)?;
    let found = guess_columns(files::text(file)?)?;
    let mut table = Table::new(&[Column::Flexible, Column::Left, Column::Flexible]);
    for guess in &found {
        let field = match (&guess.field, guess.contact) {
            (Some(field), _) => field.clone(),
            (None, true) => "a contact: never read".to_owned(),
            (None, false) => "not read".to_owned(),
        };
        table.row([plain(&guess.column), field, plain(&guess.examples.join(", "))]);
    }
    let text = table.lines().join("\n") + "\n\nTo put one right: --column \"NAME=FIELD\" with import and check.\n";
    let documents: Vec<ColumnDocument> = found
        .into_iter()
        .map(|guess| ColumnDocument {
            column: guess.column,
            field: guess.field,
            contact: guess.contact,
            examples: guess.examples,
        })
        .collect();
    Reply::new(&documents, text)
}

pub fn import_sample(files: &Files, now: &Now, examples: usize) -> Result<Reply, Failure> {
    let report = files.directory()?.import_sample(now.moment())?;
    Reply::new(&ImportDocument::new("sample", &report, examples), import_text("sample", &report, examples))
}

fn refused(error: HandrailError) -> Failure {
    let shrunk = matches!(error, HandrailError::Feed { reason: FeedProblem::Shrunk });
    let mut failure = Failure::from(error);
    if shrunk {
        failure.text.push_str(" If it is right all the same: --accept-shrink.");
    }
    failure
}

/// A feed that cannot be read is a bad input; the core would call it a matter of storage.
pub(super) fn readable(file: &Path) -> Result<(), Failure> {
    let failed = |reason: String| {
        let name = plain(&file.to_string_lossy());
        Failure {
            field: Some("feed".to_owned()),
            ..Failure::input("file_unavailable", format!("{name} cannot be read: {reason}."))
        }
    };
    let opened = std::fs::File::open(file).map_err(|error| failed(crate::failure::io_words(&error)))?;
    match opened.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(failed("it is a folder".to_owned())),
        _ => Ok(()),
    }
}

pub(super) fn import_text(source: &str, report: &ImportReport, examples: usize) -> String {
    let ImportReport { format, rows, meetings, added, changed, gone, .. } = report;
    let mut out = format!(
        "{} from {} of \"{}\" ({})\n  {} new, {} changed, {} gone\n",
        words::count(*meetings, "meeting"),
        words::count(*rows, "row"),
        plain(source),
        words::format(*format),
        words::thousands(*added),
        words::thousands(*changed),
        words::thousands(*gone),
    );
    out.push_str(&noticed(&report.diagnostics, &report.examples, examples));
    out
}

pub(super) fn noticed(counts: &[DiagnosticCount], examples: &[Diagnostic], limit: usize) -> String {
    let mut out = String::new();
    if !counts.is_empty() {
        out.push_str("Noticed\n");
        let mut table = Table::new(&[Column::Right, Column::Left]);
        for DiagnosticCount { code, count } in counts {
            table.row([words::thousands(*count), words::diagnostic(*code).to_owned()]);
        }
        out.push_str(&(table.lines().join("\n") + "\n"));
    }
    if limit > 0 && !examples.is_empty() {
        out.push_str("For example\n");
        let mut table = Table::new(&[Column::Right, Column::Left, Column::Left, Column::Flexible]);
        for example in examples.iter().take(limit) {
            table.row([format!("row {}", example.row), example.field.clone(), words::snake(example.code), example.value.clone()]);
        }
        out.push_str(&(table.lines().join("\n") + "\n"));
    }
    out
}
