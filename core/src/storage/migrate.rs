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
    tx.pragma_update(None, "application_id", layout(steps))?;
    tx.commit()?;
    Ok(())
}

/// Whether the file was made by these steps, as far as it got. One of a core that was never released may have the number of a step
/// and other tables: every question to it would fail.
pub(super) fn is_of(conn: &Connection, steps: &[&str]) -> Result<bool> {
    let number = |pragma: &str| conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let found = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    // A newer file is for `up` to refuse, a new one has no layout yet.
    Ok(match steps.get(..found) {
        Some(made) if found > 0 => number("PRAGMA application_id")? == i64::from(layout(made)),
        _ => true,
    })
}

/// A number for what steps make (FNV-1a), whatever is said beside it in comments.
fn layout(steps: &[&str]) -> i32 {
    let lines = steps.iter().flat_map(|step| step.lines());
    let words = lines.flat_map(|line| line.split("--").next().unwrap_or_default().split_whitespace());
    let hash = words
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    i32::from_ne_bytes(hash.to_ne_bytes())
}
