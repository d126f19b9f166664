//! A damaged file is renamed and kept, never deleted.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Renames a database with its companions to the first free `NAME.kept-N` and answers the new path of the file.
pub(crate) fn keep(path: &Path) -> Result<String> {
    for number in 1..10_000 {
        let target = with_suffix(path, &format!(".kept-{number}"));
        if target.try_exists()? {
            continue;
        }
        // The log before the file: after a crash in between, the file is still where the app looks for it.
        for companion in ["-wal", "-shm"] {
            let from = with_suffix(path, companion);
            if from.try_exists()? {
                std::fs::rename(from, with_suffix(&target, companion))?;
            }
        }
        std::fs::rename(path, &target)?;
        return Ok(target.to_string_lossy().into_owned());
    }
    Err(Error::Internal("ten thousand kept files"))
}

/// Remembers that a file was found damaged while it was in use. It is put aside when it is opened next: now others may be reading it.
pub(super) fn mark(path: &Path) {
    // Where nothing can be written the mark has to wait for the next who finds it so.
    let _ = std::fs::write(with_suffix(path, MARK), []);
}

/// Puts a file aside that was found damaged when it was last in use, and answers where it is kept.
pub(super) fn keep_marked(path: &Path) -> Result<Option<String>> {
    let mark = with_suffix(path, MARK);
    if !mark.try_exists()? {
        return Ok(None);
    }
    let kept = if path.try_exists()? { Some(keep(path)?) } else { None };
    std::fs::remove_file(mark)?;
    Ok(kept)
}

const MARK: &str = ".damaged";

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(suffix);
    PathBuf::from(name)
}
