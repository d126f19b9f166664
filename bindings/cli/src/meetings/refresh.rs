//! Refreshing: what to fetch, and what was fetched. Handrail has no network: curl, or whoever fetches, stands in between.

use std::path::Path;

use handrail_core::error::{EntityKind, HandrailError};
use handrail_core::meetings::{FetchAnswer, FetchRequest, HttpHeader, ImportReport, RefreshOutcome, SourceProblem};
use serde::Serialize;

use super::feed::{ImportDocument, import_text, readable};
use super::sources;
use crate::args::{Apply, parse_header};
use crate::failure::Failure;
use crate::files::{self, Files};
use crate::moment::Now;
use crate::output::{Reply, plain};
use crate::progress::ImportBar;
use crate::words;

#[derive(Serialize)]
struct PlanDocument {
    requests: Vec<RequestDocument>,
}

#[derive(Serialize)]
struct RequestDocument {
    source: String,
    url: String,
    headers: Vec<HeaderDocument>,
    /// The same as a line for a shell.
    curl: String,
}

#[derive(Serialize)]
struct HeaderDocument {
    name: String,
    value: String,
}

pub fn plan(names: Vec<String>, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let plan = match files.directory_if_any()? {
        Some(directory) => directory.refresh_plan(now.moment(), names)?,
        None if names.is_empty() => Vec::new(),
        None => return Err(HandrailError::NotFound { kind: EntityKind::Source }.into()),
    };
    let mut lines = Vec::new();
    let mut requests = Vec::new();
    for (number, request) in (1..).zip(plan) {
        let name = file_name(number, &request.source);
        let curl = curl(&request, &name);
        let apply = format!("handrail meetings apply {} {name}.feed --head {name}.head", quoted(&request.source));
        lines.extend([format!("# {}", plain(&request.source)), curl.clone(), apply]);
        let header = |HttpHeader { name, value }| HeaderDocument { name, value };
        let headers = request.headers.into_iter().map(header).collect();
        requests.push(RequestDocument { source: request.source, url: request.url, headers, curl });
    }
    let text = match requests.len() {
        0 => "Nothing is due.".to_owned(),
        count => {
            let due = words::count(u32::try_from(count).unwrap_or(u32::MAX), "source");
            format!("# Handrail has no network of its own: these lines fetch and take in {due}.\n{}", lines.join("\n"))
        }
    };
    Reply::new(&PlanDocument { requests }, text)
}

/// A line for a shell that fetches what is asked; the file names are `name` with an ending.
fn curl(request: &FetchRequest, name: &str) -> String {
    let ask = |header: &HttpHeader| ["--header".to_owned(), quoted(&format!("{}: {}", header.name, header.value))];
    let start = format!("curl --silent --show-error --location --dump-header {name}.head --output {name}.feed");
    let asked = request.headers.iter().flat_map(ask);
    [start].into_iter().chain(asked).chain([quoted(&request.url)]).collect::<Vec<_>>().join(" ")
}

/// A word for a POSIX shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", plain(text).replace('\'', r"'\''"))
}

fn file_name(number: usize, source: &str) -> String {
    let letters: String = source.chars().take(30).map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{number}-{}", letters.to_ascii_lowercase())
}

#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum OutcomeDocument {
    Unchanged { source: String },
    Imported(ImportDocument),
}

pub fn apply(asked: Apply, files: &Files, now: &Now) -> Result<Reply, Failure> {
    let (status, headers) = match &asked.head {
        Some(head) => {
            readable(head)?;
            read_head(&std::fs::read(head).map_err(|error| Failure::io("The head cannot be read", &error))?)?
        }
        None => (asked.status.unwrap_or_default(), asked.headers),
    };
    let path = match &asked.file {
        // Nothing need have come with an error, or with "not modified".
        Some(file) if status == 200 || file.exists() => Some(body(file)?),
        _ => None,
    };
    let source = asked.source.trim().to_owned();
    let answer = FetchAnswer { source: source.clone(), status, headers, path, trouble: asked.trouble };
    let bar = ImportBar::new();
    let outcome = files.directory()?.apply_fetched(answer, now.moment(), asked.accept_shrink, Some(bar.clone()));
    bar.finish();
    match outcome? {
        RefreshOutcome::Unchanged => {
            let text = format!("\"{}\" has not changed: what is known is confirmed.", plain(&source));
            Reply::new(&OutcomeDocument::Unchanged { source }, text)
        }
        RefreshOutcome::Imported { report } => imported(&source, &report, asked.examples),
        RefreshOutcome::Refused { problem } => Err(refused(&problem)),
    }
}

fn imported(source: &str, report: &ImportReport, examples: usize) -> Result<Reply, Failure> {
    let document = OutcomeDocument::Imported(ImportDocument::new(source, report, examples));
    Reply::new(&document, import_text(source, report, examples))
}

fn refused(problem: &SourceProblem) -> Failure {
    let mut text = format!("The answer was not taken: {}. What was known before is kept.", sources::problem(problem));
    if matches!(problem, SourceProblem::Shrunk { .. }) {
        text.push_str(" If it is right all the same: --accept-shrink.");
    }
    Failure { field: Some("feed".to_owned()), ..Failure::input(sources::code(problem), text) }
}

fn body(file: &Path) -> Result<String, Failure> {
    readable(file)?;
    files::text(file)
}

/// Status and headers of the last answer: curl writes down those of redirections too.
fn read_head(bytes: &[u8]) -> Result<(u16, Vec<HttpHeader>), Failure> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = None;
    for line in text.lines().take(10_000) {
        if line.starts_with("HTTP/") {
            found = line.split_whitespace().nth(1).and_then(|status| status.parse().ok()).map(|status| (status, Vec::new()));
        } else if let (Some((_, headers)), Ok(header)) = (&mut found, parse_header(line)) {
            headers.push(header);
        }
    }
    let none = || Failure { field: Some("head".to_owned()), ..Failure::input("malformed", "This is not the head of an answer.") };
    found.ok_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_the_last_answer_counts() {
        let head = b"HTTP/1.1 301 Moved\r\nLocation: https://example.org/\r\n\r\nHTTP/2 200 \r\netag: \"a:b\"\r\nx\r\n\r\n";
        let (status, headers) = read_head(head).unwrap();
        assert_eq!(status, 200);
        assert_eq!(headers, [HttpHeader { name: "etag".into(), value: "\"a:b\"".into() }]);
        for bad in [&b""[..], b"hello", b"HTTP/1.1 none\r\n"] {
            assert!(read_head(bad).is_err());
        }
    }

    #[test]
    fn nothing_in_a_name_or_url_reaches_the_shell() {
        assert_eq!(quoted("a'; rm -rf ~; '\n"), r"'a'\''; rm -rf ~; '\'' '");
        assert_eq!(file_name(3, "../St. Ōrla"), "3----st---rla");
    }
}
