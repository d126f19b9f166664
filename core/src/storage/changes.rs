//! Who is told what changed, and the check that nothing was left unsaid.

use std::collections::BTreeMap;
#[cfg(debug_assertions)]
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, Weak};

use rusqlite::Connection;

use super::lock;
use crate::error::{HandrailError, Result};

/// What a write changed. Coarse on purpose: a screen asks again for what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum Area {
    /// Trackers, episodes, milestones.
    Sobriety,
    /// Meetings and their sources.
    Meetings,
}

#[cfg(debug_assertions)]
impl Area {
    /// The area that a table belongs to. `None`: bookkeeping that no screen shows.
    fn of(table: &str) -> Option<Self> {
        match table {
            "tracker" | "tracker_correction" | "return_to_use" | "award" | "goal" | "day_mark" | "day_change" | "day_before"
            | "rate" | "saving_goal" | "own_entry" => Some(Self::Sobriety),
            "source" | "meeting" | "meeting_change" | "meeting_alias" | "slot" | "joined" | "alike" | "borrowed"
            | "my_meeting" => Some(Self::Meetings),
            _ => None,
        }
    }
}

/// Hears which areas changed: after the commit, with no lock held, on the thread that made the change.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Called once for each transaction that changed something. Keep it short; calling the core from here is allowed.
    ///
    /// # Errors
    /// An error (or a thrown exception) is dropped: the change itself is already kept.
    fn on_change(&self, areas: Vec<Area>) -> Result<(), HandrailError>;
}

/// The tie between a listener and what it hears. Dropping or ending it ends the tie.
#[derive(uniffi::Object)]
pub struct Subscription {
    id: u64,
    listeners: Weak<Listeners>,
}

#[uniffi::export]
impl Subscription {
    /// Stops the notices. Calling it twice does nothing.
    ///
    /// # Errors
    /// None today.
    pub fn end(&self) -> Result<(), HandrailError> {
        if let Some(listeners) = self.listeners.upgrade() {
            lock(&listeners.inner).by_id.remove(&self.id);
        }
        Ok(())
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

#[derive(Default)]
pub(super) struct Listeners {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    by_id: BTreeMap<u64, Arc<dyn ChangeListener>>,
}

impl Listeners {
    pub fn add(this: &Arc<Self>, listener: Arc<dyn ChangeListener>) -> Arc<Subscription> {
        let mut inner = lock(&this.inner);
        let id = inner.next;
        inner.next += 1;
        inner.by_id.insert(id, listener);
        Arc::new(Subscription { id, listeners: Arc::downgrade(this) })
    }

    pub fn tell(&self, areas: Vec<Area>) {
        if areas.is_empty() {
            return;
        }
        let listeners: Vec<_> = lock(&self.inner).by_id.values().cloned().collect();
        for listener in listeners {
            let _ = listener.on_change(areas.clone());
        }
    }
}

/// In builds with debug assertions SQLite's update hook collects the tables that a transaction changed; one whose area was
/// not declared is a bug that fails a test instead of a screen that stays old.
pub(super) struct Declared {
    #[cfg(debug_assertions)]
    tables: Arc<Mutex<BTreeSet<String>>>,
}

#[cfg(debug_assertions)]
impl Declared {
    pub fn watch(conn: &mut Connection) -> Result<Self> {
        let tables = Arc::<Mutex<BTreeSet<String>>>::default();
        let seen = Arc::clone(&tables);
        conn.update_hook(Some(move |_action, _database: &str, table: &str, _row| {
            lock(&seen).insert(table.to_owned());
        }))?;
        Ok(Self { tables })
    }

    pub fn forget(&self) {
        lock(&self.tables).clear();
    }

    pub fn check(&self, touched: &[Area]) {
        for table in lock(&self.tables).iter() {
            if let Some(area) = Area::of(table) {
                assert!(touched.contains(&area), "`{table}` was changed, but {area:?} was not declared");
            }
        }
    }
}

#[cfg(not(debug_assertions))]
#[allow(clippy::unnecessary_wraps, clippy::unused_self)]
impl Declared {
    pub fn watch(_: &mut Connection) -> Result<Self> {
        Ok(Self {})
    }
    pub fn forget(&self) {}
    pub fn check(&self, _: &[Area]) {}
}
