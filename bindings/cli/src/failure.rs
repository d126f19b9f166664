//! What went wrong, with the exit code that scripts see and a line that a person can act on.

use handrail_core::error::{Field, HandrailError};
use serde::Serialize;

use crate::words;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// A value, a feed or a name that cannot be taken.
    BadInput = 1,
    Usage = 2,
    /// The files: wrong key, damaged, full, busy, out of reach.
    Storage = 3,
}

/// Everything that ends a command early.
#[derive(Debug, Serialize)]
pub struct Failure {
    #[serde(skip)]
    pub exit: Exit,
    /// Stable, in snake case.
    pub code: String,
    /// Which value, where one is to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// One line in English.
    pub text: String,
}

impl Failure {
    pub fn new(exit: Exit, code: &str, text: impl Into<String>) -> Self {
        Self { exit, code: code.to_owned(), field: None, text: text.into() }
    }

    pub fn input(code: &str, text: impl Into<String>) -> Self {
        Self::new(Exit::BadInput, code, text)
    }

    pub fn storage(code: &str, text: impl Into<String>) -> Self {
        Self::new(Exit::Storage, code, text)
    }

    /// The data folder or the key file did not do what was asked of it.
    pub fn io(what: &str, error: &std::io::Error) -> Self {
        let code = if error.kind() == std::io::ErrorKind::StorageFull { "storage_full" } else { "file_unavailable" };
        Self::storage(code, format!("{what}: {}", io_words(error)))
    }
}

/// Why a file cannot be had, without its path.
pub fn io_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        kind => kind.to_string(),
    }
}

impl From<HandrailError> for Failure {
    fn from(error: HandrailError) -> Self {
        let text = words::error(&error);
        match error {
            HandrailError::WrongKey | HandrailError::Invalid { field: Field::Key, .. } => Self::storage("wrong_key", text),
            HandrailError::NotFound { kind } => Self { field: Some(words::snake(kind)), ..Self::input("not_found", text) },
            HandrailError::Invalid { field, problem } => {
                Self { field: Some(words::snake(field)), ..Self::input(&words::snake(problem), text) }
            }
            HandrailError::Feed { reason } => Self { field: Some("feed".to_owned()), ..Self::input(&words::snake(reason), text) },
            HandrailError::Cancelled => Self::input("cancelled", text),
            HandrailError::NewerFile { .. } => Self::storage("newer_file", text),
            HandrailError::Damaged => Self::storage("damaged", text),
            HandrailError::StorageFull => Self::storage("storage_full", text),
            HandrailError::Busy => Self::storage("busy", text),
            HandrailError::FileUnavailable { .. } => Self::storage("file_unavailable", text),
            HandrailError::Closed | HandrailError::Internal { .. } => Self::storage("internal", text),
        }
    }
}
