//! The terminal as a script and as a person meet it: only the built binary, its output and its exit code.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test says what is wrong by failing")]

mod commands;
mod demo;
mod feeds;
mod journal;
mod near;
mod own;
mod sources;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A data folder of its own, and a moment at which everything is asked.
pub(crate) struct Terminal {
    folder: TempDir,
}

pub(crate) const AT: [&str; 4] = ["--at", "2026-03-03T18:00", "--zone", "America/Los_Angeles"];

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// The one document on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not one document ({error}):\n{}{}", self.out, self.err))
    }

    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a file beside the data folder and answers its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs `handrail --data … ARGS` at the fixed moment, in the fixed zone.
    pub(crate) fn run(&self, args: &[&str]) -> Answer {
        let [_, at, _, zone] = AT;
        self.run_at(at, zone, args)
    }

    /// The same at another moment, in another zone.
    pub(crate) fn run_at(&self, at: &str, zone: &str, args: &[&str]) -> Answer {
        let mut command = bare();
        command.arg("--data").arg(self.data()).args(["--at", at, "--zone", zone]).args(args);
        answer(&mut command)
    }

    /// The same with `--json`.
    pub(crate) fn json(&self, args: &[&str]) -> Answer {
        self.run(&[&["--json"], args].concat())
    }

    pub(crate) fn with_sample(self) -> Self {
        self.run(&["meetings", "import", "--sample"]).done();
        self
    }
}

/// The binary in a world without settings of its own.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handrail"));
    for name in ["HANDRAIL_DATA", "LC_ALL", "LC_MESSAGES", "LANG", "TZ", "NO_COLOR", "XDG_DATA_HOME", "HOME"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn answer(command: &mut Command) -> Answer {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Answer { code: status.code().unwrap(), out: String::from_utf8(stdout).unwrap(), err: String::from_utf8(stderr).unwrap() }
}

/// The names of an object's keys.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Asserts that an object has these keys; more are allowed.
pub(crate) fn assert_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} is missing among {:?}", keys(value));
    }
}

pub(crate) fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
