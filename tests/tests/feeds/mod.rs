//! Feeds in: formats, faults, real excerpts, the sample.

mod cut;
mod dialects;
mod excerpts;
mod expansions;
mod facts;
mod floods;
mod formats;
mod hand_made;
mod hostile;
mod imported;
mod known_faults;
mod lines;
mod refused;
mod sample;
mod spreadsheets;
mod variants;

use std::path::{Path, PathBuf};

use handrail_core::api::check_feed;
use handrail_core::error::{FeedProblem, HandrailError};
use handrail_core::meetings::{DiagnosticCode, FeedCheck, FeedOptions};

/// A row that leaves nothing to notice.
const ROW: &str = r#"{"slug":"a","name":"A","day":1,"time":"19:00","end_time":"20:00","timezone":"Europe/London","formatted_address":"1 High St, Lewes","latitude":50.87,"longitude":0.01,"types":["O"]}"#;

fn options() -> FeedOptions {
    FeedOptions { fellowship: Some("aa".to_owned()), ..FeedOptions::new("test") }
}

fn check_file(path: &Path, options: FeedOptions) -> Result<FeedCheck, HandrailError> {
    check_feed(path.to_string_lossy().into_owned(), options)
}

/// Checks bytes as a file.
fn check_bytes(bytes: &[u8]) -> Result<FeedCheck, HandrailError> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), bytes).expect("room for it");
    check_file(file.path(), options())
}

fn accepted(text: &str) -> FeedCheck {
    check_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {}", text.chars().take(200).collect::<String>()))
}

fn refused(bytes: &[u8]) -> Option<FeedProblem> {
    match check_bytes(bytes) {
        Err(HandrailError::Feed { reason }) => Some(reason),
        _ => None,
    }
}

/// Codes and counts, the most frequent first.
fn codes(check: &FeedCheck) -> Vec<(DiagnosticCode, u32)> {
    check.diagnostics.iter().map(|count| (count.code, count.count)).collect()
}

fn excerpt(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds").join(name)
}
