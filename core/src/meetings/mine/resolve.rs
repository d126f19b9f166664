//! From what the journal holds to the numbers of this directory.

use super::Mine;
use super::own::Own;
use super::seen;
use super::store::{self, Kept};
use crate::error::Result;
use crate::meetings::joined::store as joined;
use crate::storage::{Database, Read};

/// What the journal holds, in the numbers of this directory. A handful of rows; each is looked up by its id.
pub(crate) fn mine(journal: &Read, directory: &Read) -> Result<Mine> {
    let mut mine = Mine::default();
    let mut all = Vec::new();
    for kept in store::all(journal)? {
        let here = seen::now(directory, &kept.uid)?;
        if let Some((id, _)) = here.as_ref().filter(|_| kept.apart) {
            match joined::leader(directory, *id)? {
                Some(leader) => mine.relist(*id, leader),
                None => joined::followers(directory, *id)?.into_iter().for_each(|follower| mine.relist(follower, *id)),
            }
        }
        all.push((kept, here));
    }
    for (number, (kept, here)) in (1..).zip(all) {
        // What a person says of a listing holds for the one that stands for it.
        let id = match here.as_ref().map(|(id, _)| *id) {
            Some(id) if !mine.relisted.contains(&id) => Some(joined::leader(directory, id)?.unwrap_or(id)),
            id => id,
        };
        if kept.hidden {
            mine.hidden.extend(id);
        }
        let listed = if let Some(own) = &kept.own {
            mine.replaced.extend(id);
            mine.own.insert(-number, Own::of(kept.uid.clone(), own, kept.added_at, kept.favourite));
            Some(-number)
        } else {
            id
        };
        if kept.favourite {
            mine.favourites.extend(listed);
            if !kept.seen.changes(here.as_ref().map(|(_, now)| now)).is_empty() {
                mine.changed.extend(listed);
            }
        }
    }
    mine.hidden.extend(&mine.replaced);
    Ok(mine)
}

/// After the directory was made anew its meetings have new ids: what the journal holds is tied to them again, by the source and
/// the key that the source gave. Nothing that is not found again is changed.
pub(crate) fn settle(journal: &Database, directory: &Database) -> Result<()> {
    let kept: Vec<Kept> = journal.read(store::all)?;
    let moved: Vec<(String, String)> = directory.read(|r| {
        let mut moved = Vec::new();
        for kept in kept.iter().filter(|kept| !kept.seen.native_key.is_empty()) {
            if seen::now(r, &kept.uid)?.is_none()
                && let Some(uid) = seen::uid_by_key(r, &kept.seen)?
            {
                moved.push((kept.uid.clone(), uid));
            }
        }
        Ok(moved)
    })?;
    if moved.is_empty() {
        return Ok(());
    }
    journal.write(|w| moved.iter().try_for_each(|(old, new)| store::move_to(w, old, new)))
}
