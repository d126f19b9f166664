//! What a person does with meetings, over the two files: the journal is written, the directory only read.

use super::own::{Own, checked};
use super::seen::{self, Seen};
use super::store::{self, Kept};
use super::{Favourite, FavouriteDetails, MeetingNotice, Mine, OwnMeeting, notice};
use crate::error::{EntityKind, Error, Field, Problem, Result};
use crate::ids::new_id;
use crate::meetings::joined::told::{detail, same};
use crate::meetings::store::{next_of, row, rules};
use crate::meetings::{MeetingDetail, MeetingRow};
use crate::sobriety::service::{checked_name, checked_note};
use crate::storage::{Database, Read};
use crate::time::Now;

const MAX_REMINDER: u16 = 10_080;

/// Whether the person has looked at a meeting by what they did: then how it is now counts as seen. Who hides one, or shows it again, has
/// not answered what they were to be told of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looked {
    At,
    Past,
}

/// The two files of one call.
pub(crate) struct Both<'a> {
    pub journal: &'a Database,
    pub directory: &'a Database,
}

impl Both<'_> {
    /// Makes a meeting a favourite, or changes what is said about it. What it looks like now counts as seen.
    pub fn favourite(&self, id: &str, details: &FavouriteDetails, now: &Now) -> Result<()> {
        let details = checked_details(details)?;
        self.change(&self.favourite_of(id)?, now, Looked::At, |kept| {
            kept.favourite = true;
            kept.details = details;
        })
    }

    /// No favourite any more. Undone by making it one again with the same details.
    pub fn no_favourite(&self, id: &str, now: &Now) -> Result<()> {
        self.change(&self.favourite_of(id)?, now, Looked::Past, |kept| kept.favourite = false)
    }

    pub fn hide(&self, id: &str, hidden: bool, now: &Now) -> Result<()> {
        self.change(id, now, Looked::Past, |kept| kept.hidden = hidden)
    }

    /// Not the same meeting as those that it is joined with, or the same after all.
    pub fn keep_apart(&self, id: &str, apart: bool, now: &Now) -> Result<()> {
        self.change(id, now, Looked::Past, |kept| kept.apart = apart)
    }

    /// What it looks like now is what the person has seen.
    pub fn saw(&self, id: &str, now: &Now) -> Result<()> {
        self.change(&self.favourite_of(id)?, now, Looked::At, |_| {})
    }

    /// Adds a meeting of one's own, changes it, or corrects one of the directory: then the id stays the same.
    pub fn save_own(&self, id: Option<String>, own: OwnMeeting, now: &Now) -> Result<String> {
        let own = checked(own)?;
        let Some(id) = id else {
            let kept = Kept { own: Some(own), ..Kept::new(new_id(now.at), now.at) };
            self.journal.write(|w| store::put(w, &kept))?;
            return Ok(kept.uid);
        };
        let id = self.favourite_of(&id)?;
        self.change(&id, now, Looked::At, |kept| kept.own = Some(own))?;
        Ok(id)
    }

    /// Takes back a correction, or a meeting of one's own with all that was said about it.
    pub fn remove_own(&self, id: &str, now: &Now) -> Result<()> {
        let in_directory = self.directory.read(|r| seen::now(r, id))?.is_some();
        self.journal.read(|r| store::one(r, id))?.filter(|kept| kept.own.is_some()).ok_or_else(none)?;
        self.change(id, now, Looked::Past, |kept| {
            kept.own = None;
            if !in_directory && kept.seen.native_key.is_empty() {
                kept.favourite = false;
                kept.hidden = false;
                kept.apart = false;
            }
        })
    }

    /// The id under which a favourite is kept: the person may have chosen another listing of the meeting, which now stands behind this
    /// one.
    fn favourite_of(&self, id: &str) -> Result<String> {
        let own = self.journal.read(|r| store::one(r, id))?;
        if own.is_some_and(|kept| kept.favourite || kept.own.is_some()) {
            return Ok(id.to_owned());
        }
        let apart = self.journal.read(store::apart)?;
        for other in self.directory.read(|r| same(r, id, &apart))? {
            if self.journal.read(|r| store::one(r, &other))?.is_some_and(|kept| kept.favourite) {
                return Ok(other);
            }
        }
        Ok(id.to_owned())
    }

    fn change(&self, id: &str, now: &Now, looked: Looked, change: impl FnOnce(&mut Kept)) -> Result<()> {
        let here = self.directory.read(|r| seen::now(r, id))?;
        self.journal.write(|w| {
            let known = store::one(&w.as_read(), id)?;
            if known.is_none() && here.is_none() {
                return Err(none());
            }
            let looked = if known.is_none() { Looked::At } else { looked };
            let mut kept = known.unwrap_or_else(|| Kept::new(id.to_owned(), now.at));
            match (looked, here) {
                (Looked::At, Some((_, seen))) => kept.seen = seen,
                // Gone with its source; that too has been seen.
                (Looked::At, None) => kept.seen.gone = !kept.seen.native_key.is_empty(),
                (Looked::Past, _) => {}
            }
            change(&mut kept);
            store::put(w, &kept)
        })
    }

    pub fn mine(&self) -> Result<Mine> {
        self.journal.read(|journal| self.directory.read(|directory| super::mine(journal, directory)))
    }

    /// All favourites: those that take place next first, then those by appointment, then those that are gone.
    pub fn favourites(&self, now: &Now) -> Result<Vec<Favourite>> {
        let kept = self.journal.read(store::all)?;
        let mut told = self.directory.read(|r| {
            let favourites = kept.iter().filter(|kept| kept.favourite);
            favourites.map(|kept| favourite(r, kept, now)).collect::<Result<Vec<_>>>()
        })?;
        told.sort_by_key(|favourite| {
            let starts = favourite.meeting.next.as_ref().map(|next| next.starts_at);
            (favourite.gone, starts.is_none(), starts, favourite.meeting.name.clone())
        });
        Ok(told)
    }

    pub fn hidden(&self, now: &Now) -> Result<Vec<MeetingRow>> {
        let kept = self.journal.read(store::all)?;
        self.directory.read(|r| kept.iter().filter(|kept| kept.hidden).map(|kept| Ok(shown(r, kept, now)?.0)).collect())
    }

    /// Favourites that changed since they were last seen, the most recently added first.
    pub fn notices(&self, now: &Now) -> Result<Vec<MeetingNotice>> {
        let mut notices = Vec::new();
        for favourite in self.favourites(now)? {
            if favourite.changes.is_empty() {
                continue;
            }
            let seen = self.journal.read(|r| store::one(r, &favourite.id))?.ok_or_else(none)?.seen.looks;
            notices.push(MeetingNotice {
                id: favourite.id,
                name: seen.name,
                changes: favourite.changes,
                place_before: [seen.place, seen.address].into_iter().find(|text| !text.is_empty()),
                schedule_before: seen.schedule,
                now: (!favourite.gone).then_some(favourite.meeting),
                successor: favourite.successor,
            });
        }
        Ok(notices)
    }

    /// One meeting in full: the person's own or corrected facts where there are some.
    pub fn detail(&self, id: &str, now: &Now) -> Result<MeetingDetail> {
        let own = self.journal.read(|r| store::one(r, id))?;
        let mut found = if let Some(Kept { own: Some(own), added_at, favourite, uid, .. }) = &own {
            Own::of(uid.clone(), own, *added_at, *favourite).detail(now)
        } else {
            let apart = self.journal.read(store::apart)?;
            self.directory.read(|r| detail(r, id, &apart, now))?
        };
        let kept = self.favourite_of(id)?;
        if let Some(kept) = self.journal.read(|r| store::one(r, &kept))?.filter(|kept| kept.favourite) {
            found.row.favourite = true;
            found.row.changed = self.directory.read(|r| {
                let here = seen::now(r, &kept.uid)?;
                Ok(!seen::changes(r, &kept.seen, here.as_ref().map(|(_, now)| now))?.is_empty())
            })?;
        }
        Ok(found)
    }
}

/// A kept meeting as a row, whether it is gone, and how it looks in the directory now. What the person wrote themselves is there as long
/// as they keep it.
fn shown(r: &Read, kept: &Kept, now: &Now) -> Result<(MeetingRow, bool, Option<Seen>)> {
    let here = seen::now(r, &kept.uid)?;
    if let Some(own) = &kept.own {
        let row = Own::of(kept.uid.clone(), own, kept.added_at, kept.favourite).row(now);
        return Ok((row, false, here.map(|(_, here)| here)));
    }
    let Some((id, here)) = here else {
        return Ok((kept.seen.row(&kept.uid), true, None));
    };
    let mut row = row(r, id)?;
    row.favourite = kept.favourite;
    if !here.gone {
        row.next = next_of(&row, &rules(r, id)?, now);
    }
    Ok((row, here.gone, Some(here)))
}

fn favourite(r: &Read, kept: &Kept, now: &Now) -> Result<Favourite> {
    let (mut meeting, gone, here) = shown(r, kept, now)?;
    let changes = seen::changes(r, &kept.seen, here.as_ref())?;
    meeting.favourite = true;
    meeting.changed = !changes.is_empty();
    let successor = if gone { notice::successor(r, &kept.seen, now)? } else { None };
    Ok(Favourite {
        id: kept.uid.clone(),
        details: kept.details.clone(),
        added_at: kept.added_at,
        meeting,
        gone,
        changes,
        successor,
    })
}

fn checked_details(details: &FavouriteDetails) -> Result<FavouriteDetails> {
    if details.reminder_minutes.is_some_and(|minutes| minutes > MAX_REMINDER) {
        return Err(Error::invalid(Field::Minute, Problem::OutOfRange));
    }
    let label = details.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    Ok(FavouriteDetails {
        note: checked_note(details.note.as_deref())?,
        label: label.map(|label| checked_name(label, Field::Name)).transpose()?,
        reminder_minutes: details.reminder_minutes,
    })
}

fn none() -> Error {
    Error::not_found(EntityKind::Meeting)
}
