//! Opening: keys, pragmas, and what to do with a file that does not answer.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::{Database, aside, lock, migrate};
use crate::error::{Error, Field, HandrailError, Problem, Result};

/// Longer than any write of ours; an app and its widget share the file. Tests that wait for it should not wait for long.
const BUSY: Duration = if cfg!(test) { Duration::from_millis(100) } else { Duration::from_secs(5) };

pub(crate) struct Journal {
    pub db: Database,
    /// Whether the file was made by this call.
    pub created: bool,
}

/// Whether the process has opened a journal.
///
/// The cipher library sets itself up with the first key of a process. Once, in a run of the tests, eight threads opened their
/// first journals in the same instant, and all got SQLite's plain error; so the first has the library to itself.
static SET_UP: Mutex<bool> = Mutex::new(false);

/// Opens or makes the encrypted journal. On any error the file stays as it is.
pub(crate) fn journal(path: &Path, key: &[u8]) -> Result<Journal> {
    if key.len() != 32 {
        return Err(Error::invalid(Field::Key, Problem::WrongLength));
    }
    let mut set_up = lock(&SET_UP);
    if *set_up {
        drop(set_up);
        return open_journal(path, key);
    }
    let opened = open_journal(path, key)?;
    *set_up = true;
    Ok(opened)
}

fn open_journal(path: &Path, key: &[u8]) -> Result<Journal> {
    let created = !path.try_exists()?;
    let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    unlock(&writer, key)?;
    // The first page read: a wrong key shows here, before anything is written.
    writer.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    settings(&writer, Synchronous::Full)?;
    migrate::up(&mut writer, migrate::JOURNAL)?;
    let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    unlock(&reader, key)?;
    read_only(&reader)?;
    Ok(Journal { db: Database::new(writer, reader)?, created })
}

/// Opens or makes the directory of meetings. A damaged one, and one that is laid out as no released core did it, is kept under another
/// name and made anew: what it held is public and can be fetched again. Answers the kept file's path in that case.
///
/// To look through the whole file for damage would take longer than the first page may: what a question finds damaged is
/// remembered, and put aside here.
pub(crate) fn directory(path: &Path) -> Result<(Database, Option<String>)> {
    let kept = aside::keep_marked(path)?;
    match open_directory(path) {
        Ok(Some(db)) => return Ok((db, kept)),
        Err(Error::Sqlite(cause)) if is_damage(&cause) => {}
        Ok(None) => {}
        Err(other) => return Err(other),
    }
    let kept = aside::keep(path)?;
    let made = open_directory(path)?.ok_or(Error::Internal("a new directory of another layout"))?;
    Ok((made, Some(kept)))
}

/// `None`: it is of another layout.
fn open_directory(path: &Path) -> Result<Option<Database>> {
    let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    writer.execute_batch(PAGES)?;
    settings(&writer, Synchronous::Normal)?;
    writer.execute_batch(BULK)?;
    if !migrate::is_of(&writer, migrate::DIRECTORY)? {
        return Ok(None);
    }
    migrate::up(&mut writer, migrate::DIRECTORY)?;
    let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    read_only(&reader)?;
    reader.execute_batch(READING)?;
    Ok(Some(Database { renewable: Some(path.to_owned()), ..Database::new(writer, reader)? }))
}

/// Before the file has its first page. Loading 91,000 meetings took an eighth less time than with pages of 4 KB, and no question
/// took longer; with 16 KB those of many rows did.
const PAGES: &str = "PRAGMA page_size = 8192;";

/// With SQLite's 2 MB a fifth of a question about everywhere went into reading the same pages again.
const READING: &str = "PRAGMA cache_size = -8192;";

/// The directory is public, so what is deleted need not be overwritten, and it is loaded by the thousand: with SQLite's 2 MB of
/// cache a third of an import went into pages that were written, dropped and read again. The log grows to 4,000 pages before it is
/// emptied; cut to 4 MB each time, and grown anew, it cost a twentieth of a load.
const BULK: &str = "PRAGMA secure_delete = OFF;
    PRAGMA cache_size = -24576;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 41943040;";

/// A database of one question: no file, gone with it.
pub(crate) fn in_memory() -> Result<Connection> {
    Ok(Connection::open_in_memory()?)
}

pub(super) fn is_damage(cause: &rusqlite::Error) -> bool {
    matches!(cause.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// A raw key: a passphrase would cost its 256,000 rounds for every connection.
fn unlock(conn: &Connection, key: &[u8]) -> Result<()> {
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key {
        write!(pragma, "{byte:02x}").map_err(|_| Error::Internal("formatting"))?;
    }
    pragma.push_str("'\"");
    conn.execute_batch(&pragma)?;
    // SQLCipher writes its complaints to stderr or the phone's log; ours travel as typed errors.
    conn.query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(())).or_else(ignore_no_rows)?;
    Ok(())
}

fn ignore_no_rows(error: rusqlite::Error) -> Result<(), rusqlite::Error> {
    if matches!(error, rusqlite::Error::QueryReturnedNoRows) { Ok(()) } else { Err(error) }
}

enum Synchronous {
    Full,
    Normal,
}

fn settings(conn: &Connection, synchronous: Synchronous) -> Result<()> {
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(HandrailError::FileUnavailable { reason: "no write-ahead log on this file system".to_owned() }.into());
    }
    conn.execute_batch(match synchronous {
        Synchronous::Full => "PRAGMA synchronous = FULL;",
        Synchronous::Normal => "PRAGMA synchronous = NORMAL;",
    })?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 4194304;",
    )?;
    Ok(())
}

fn read_only(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    Ok(())
}
