//! Forward only, numbered, in one transaction; the number is SQLite's `user_version`.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{HandrailError, Result};

/// The steps of `journal.db`. Never change one that was released; add the next.
pub(super) const JOURNAL: &[&str] = &[
    include_str!("journal/0001.sql"),
    include_str!("journal/0002.sql"),
    include_str!("journal/0003.sql"),
    include_str!("journal/0004.sql"),
    include_str!("journal/0005.sql"),
    include_str!("journal/0006.sql"),
    include_str!("journal/0007.sql"),
];
/// The steps of `directory.db`.
pub(super) const DIRECTORY: &[&str] = &[include_str!("directory/0001.sql")];

/// Brings a file up to the newest step. A file from a newer core is refused and left untouched.
pub(super) fn up(conn: &mut Connection, steps: &[&str]) -> Result<()> {
    let supported = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let version = |conn: &Connection| conn.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    let found = version(conn)?;
    if found == supported {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again inside the transaction: another process may have been quicker.
    let found = version(&tx)?;
    if found > supported {
        return Err(HandrailError::NewerFile { found, supported }.into());
    }
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", supported)?;
    tx.commit()?;
    Ok(())
}
