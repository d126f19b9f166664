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
        let listed = if let Some(own) = &kept.own {
            mine.replaced.extend(id);
            mine.own.insert(-number, Own::of(kept.uid.clone(), own, kept.added_at, kept.favourite));
            Some(-number)
        } else {
            id
        };
        if kept.hidden {
            mine.hidden.extend([id, listed].into_iter().flatten());
        }
        if kept.favourite {
            mine.favourites.extend(listed);
            if !seen::changes(directory, &kept.seen, here.as_ref().map(|(_, now)| now))?.is_empty() {
                mine.changed.extend(listed);
            }
        }
    }
    mine.hidden.extend(&mine.replaced);
    Ok(mine)
}

/// Keeps what the journal holds tied to the meetings of the directory. One that was made anew has other ids: there a meeting is known by
/// its source and the key that the source gave, or by all that a person sees of it. And while the ids hold, the journal learns the
/// key that the source gives by now, for the day when they do not. Nothing that is not found again is changed.
pub(crate) fn settle(journal: &Database, directory: &Database) -> Result<()> {
    let mut kept: Vec<Kept> = journal.read(store::all)?;
    kept.retain(|kept| !kept.seen.native_key.is_empty());
    let (mut moved, mut renamed) = (Vec::new(), Vec::new());
    directory.read(|r| {
        for mut kept in kept {
            if let Some((_, now)) = seen::now(r, &kept.uid)? {
                if kept.seen.learn_key(&now) {
                    renamed.push(kept);
                }
                continue;
            }
            let by_key = seen::uid_by_key(r, &kept.seen)?;
            let found = by_key.map_or_else(|| seen::uid_by_looks(r, &kept.seen), |uid| Ok(Some(uid)))?;
            moved.extend(found.map(|uid| (kept.uid, uid)));
        }
        Ok(())
    })?;
    if moved.is_empty() && renamed.is_empty() {
        return Ok(());
    }
    journal.write(|w| {
        renamed.iter().try_for_each(|kept| store::put(w, kept))?;
        moved.iter().try_for_each(|(old, new)| store::move_to(w, old, new))
    })
}
