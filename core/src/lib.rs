//! The core of Handrail, a companion for people in recovery: days kept and milestones, mutual support meetings, help at hand.
//!
//! # What it is
//! All the logic and the storage, for native apps that bring the screens, the clock, the place and the network:
//! - [`Journal`](api::Journal): a person's own life, in one encrypted file. [`today`](api::Journal::today) is the first screen.
//! - [`Directory`](api::Directory): public meetings, in a plain file.
//!   [`meetings_near`](api::Directory::meetings_near) is the second screen.
//! - [`crisis_card`](api::crisis_card): help now. No file, no key, no network, and it cannot fail.
//!
//! # What it is not
//! It has no network, no clock, no threads and no sentences: time comes in with every question ([`Moment`](time::Moment)),
//! feeds come in as files, and what comes out is keys and numbers for the platform to put into words. It computes no
//! diagnosis, no risk score and no level of care.
//!
//! # First steps
//! ```
//! use handrail_core::{api::{Journal, new_journal_key}, sobriety::TrackerDetails, time::Moment};
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("journal.db").to_string_lossy().into_owned();
//! let key = new_journal_key()?; // 32 random bytes: put them into the platform's key store
//! let journal = Journal::open(path, key)?;
//! let now = Moment { at: "2026-03-01T18:00:00Z".parse().unwrap(), zone: "America/New_York".into() };
//! journal.add_tracker(TrackerDetails::new("Alcohol", "2026-01-31".parse().unwrap()), now.clone())?;
//! let today = journal.today(now)?;
//! assert_eq!(today.trackers[0].elapsed_days, 29);
//! # Ok::<(), handrail_core::error::HandrailError>(())
//! ```

pub mod api;
pub mod catalogue;
pub mod error;
pub mod exchange;
mod ids;
pub mod meetings;
pub mod safety;
pub mod sobriety;
mod storage;
pub mod time;

pub use storage::{Area, ChangeListener, Subscription};

uniffi::setup_scaffolding!();
