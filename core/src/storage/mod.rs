//! The two files and the one door for writes.
//!
//! `journal.db` is a person's life: encrypted, fully synchronous, never deleted or recreated by code. `directory.db` is public
//! meetings: plain, and may be rebuilt at any time. Both have one connection that writes and one that reads, each behind a
//! mutex. In WAL mode a reader never waits for a writer.
//!
//! A pool was not tried: one person looks at one screen, and others measured that checking pooled connections cost more than
//! the queries.

pub(crate) mod aside;
mod changes;
mod migrate;
mod open;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Error, HandrailError, Result};
pub use changes::{Area, ChangeListener, Subscription};
use changes::{Declared, Listeners};
pub(crate) use open::{Journal, directory, in_memory, journal};

/// One file with its two connections.
pub(crate) struct Database {
    writer: Mutex<Option<Connection>>,
    reader: Mutex<Option<Connection>>,
    listeners: Arc<Listeners>,
    declared: Declared,
    /// Where the file is, if it may be made anew when it is damaged.
    renewable: Option<PathBuf>,
}

/// A view that can only read.
pub(crate) struct Read<'a> {
    conn: &'a Connection,
}

/// A view inside a transaction that can also write.
pub(crate) struct Write<'a> {
    tx: &'a Transaction<'a>,
    touched: Vec<Area>,
}

impl Database {
    fn new(mut writer: Connection, reader: Connection) -> Result<Self> {
        let declared = Declared::watch(&mut writer)?;
        Ok(Self {
            writer: Mutex::new(Some(writer)),
            reader: Mutex::new(Some(reader)),
            listeners: Arc::default(),
            declared,
            renewable: None,
        })
    }

    /// Runs `question` on the reading connection, in one snapshot.
    pub fn read<T>(&self, question: impl FnOnce(&Read) -> Result<T>) -> Result<T> {
        let mut reader = lock(&self.reader);
        let conn = reader.as_mut().ok_or(HandrailError::Closed)?;
        // Without a transaction two statements of one screen could see two states.
        let asked = conn.transaction().map_err(Error::from).and_then(|snapshot| question(&Read { conn: &snapshot }));
        asked.inspect_err(|error| self.notice(error))
    }

    /// What is damaged in a file that may be made anew is remembered for the next time that it is opened.
    fn notice(&self, error: &Error) {
        if let (Some(path), Error::Sqlite(cause)) = (&self.renewable, error)
            && open::is_damage(cause)
        {
            aside::mark(path);
        }
    }

    /// Runs `work` in one IMMEDIATE transaction: all of it or nothing. Listeners hear of it after the commit, when the lock is
    /// free, on the caller's thread.
    pub fn write<T>(&self, work: impl FnOnce(&mut Write) -> Result<T>) -> Result<T> {
        let (answer, touched) = {
            let mut writer = lock(&self.writer);
            let conn = writer.as_mut().ok_or(HandrailError::Closed)?;
            self.declared.forget();
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut view = Write { tx: &tx, touched: Vec::new() };
            let answer = work(&mut view).inspect_err(|error| self.notice(error))?;
            let touched = view.touched;
            tx.commit()?;
            self.declared.check(&touched);
            (answer, touched)
        };
        self.listeners.tell(touched);
        Ok(answer)
    }

    pub fn observe(&self, listener: Arc<dyn ChangeListener>) -> Arc<Subscription> {
        Listeners::add(&self.listeners, listener)
    }

    /// Moves what the write-ahead log holds into the file. Cheap when there is little.
    pub fn checkpoint(&self) -> Result<()> {
        let writer = lock(&self.writer);
        let conn = writer.as_ref().ok_or(HandrailError::Closed)?;
        conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Closes both connections. Later calls answer [`HandrailError::Closed`].
    pub fn close(&self) {
        drop(lock(&self.reader).take());
        drop(lock(&self.writer).take());
    }
}

/// A panic while the lock was held left no half-done state behind: the transaction rolled back when it was dropped.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Read<'_> {
    /// The connection, for queries. It refuses to write.
    pub fn conn(&self) -> &Connection {
        self.conn
    }
}

impl Write<'_> {
    /// The connection inside the transaction.
    pub fn conn(&self) -> &Connection {
        self.tx
    }

    /// The same view for functions that only read.
    pub fn as_read(&self) -> Read<'_> {
        Read { conn: self.tx }
    }

    /// Declares that this transaction changed something of an area.
    pub fn touch(&mut self, area: Area) {
        if !self.touched.contains(&area) {
            self.touched.push(area);
        }
    }
}
