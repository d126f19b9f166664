//! The same meeting in two rows of one feed: a webmaster wants to know, and a person sees it twice.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::meetings::model::{CanonicalMeeting, Repeat};

/// Hashes of what came before: 8 bytes a meeting, however long the feed.
#[derive(Debug, Default)]
pub(super) struct Repeated(HashSet<u64>);

impl Repeated {
    /// Whether none before had its name, its times, and its place or its link.
    pub fn is_first(&mut self, meeting: &CanonicalMeeting) -> bool {
        let mut hasher = DefaultHasher::new();
        meeting.name.to_lowercase().hash(&mut hasher);
        for rule in &meeting.schedule {
            rule.minute.hash(&mut hasher);
            match &rule.repeat {
                Repeat::Weekly { weekdays } => weekdays.hash(&mut hasher),
                other => format!("{other:?} {:?} {:?}", rule.from, rule.until).hash(&mut hasher),
            }
        }
        meeting.place.hash(&mut hasher);
        meeting.address.hash(&mut hasher);
        if meeting.address.is_none() {
            meeting.conference_url.hash(&mut hasher);
            meeting.conference_phone.hash(&mut hasher);
        }
        self.0.insert(hasher.finish())
    }
}
