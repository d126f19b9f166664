//! Fellowships and token profiles of a person's own, beside those of the catalogue.

use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{EditorChoices, Tracker, awards, service, store};
use crate::catalogue::{self, Fellowship, Token, TokenProfile};
use crate::error::{EntityKind, Error, Field, Problem, Result};
use crate::ids::new_id;
use crate::storage::{Area, Read, Write};
use crate::time::Now;

/// What the ids of a person's own begin with.
const PREFIX: &str = "own-";
const FELLOWSHIP: &str = "fellowship";
const TOKENS: &str = "tokens";
const MOST_TOKENS: usize = 200;
/// A hundred years in days; no milestone lies further ahead.
const LONGEST: u32 = 36_525;

/// A person's own fellowships and profiles.
#[derive(Default)]
pub(crate) struct Own {
    pub fellowships: Vec<Fellowship>,
    pub profiles: Vec<TokenProfile>,
}

impl Own {
    pub fn fellowship(&self, id: &str) -> Option<&Fellowship> {
        catalogue::fellowship(id).or_else(|| self.fellowships.iter().find(|own| own.id == id))
    }

    pub fn profile(&self, id: &str) -> Option<&TokenProfile> {
        catalogue::token_profile(id).or_else(|| self.profiles.iter().find(|own| own.id == id))
    }

    /// The profile of a tracker; the generic one where its own was removed.
    pub fn profile_of(&self, tracker: &Tracker) -> Option<&TokenProfile> {
        let named = tracker.details.profile.as_deref().and_then(|id| self.profile(id));
        named.or_else(|| catalogue::token_profile(catalogue::GENERIC))
    }
}

pub(crate) fn load(r: &Read) -> Result<Own> {
    Ok(Own { fellowships: bodies(r, FELLOWSHIP)?, profiles: bodies(r, TOKENS)? })
}

/// What the person may choose from in the form of a tracker.
pub(crate) fn choices(r: &Read) -> Result<EditorChoices> {
    let own = load(r)?;
    Ok(EditorChoices {
        fellowships: own.fellowships.into_iter().chain(catalogue::fellowships().iter().cloned()).collect(),
        token_profiles: own.profiles.into_iter().chain(catalogue::token_profiles().iter().cloned()).collect(),
        subjects: catalogue::subjects().to_vec(),
        standard_drinks: catalogue::standard_drinks().to_vec(),
        currencies: catalogue::currencies(),
    })
}

fn bodies<T: DeserializeOwned>(r: &Read, kind: &str) -> Result<Vec<T>> {
    let sql = "SELECT body FROM own_entry WHERE kind = ?1 AND removed_at IS NULL ORDER BY rowid";
    let mut statement = r.conn().prepare_cached(sql)?;
    let mut rows = statement.query([kind])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?;
        let text = body.as_str().map_err(|_| Error::Internal("an own entry is no text"))?;
        found.push(serde_json::from_str(text).map_err(|_| Error::Internal("an own entry cannot be read"))?);
    }
    Ok(found)
}

pub(crate) fn save_fellowship(w: &mut Write, fellowship: &Fellowship, now: &Now) -> Result<Fellowship> {
    let own = load(&w.as_read())?;
    let known = own.fellowships.iter().any(|known| known.id == fellowship.id);
    let id = id_for(&fellowship.id, known, EntityKind::Fellowship, now)?;
    let name = service::checked_name(&fellowship.name, Field::Name)?;
    if own.profile(&fellowship.token_profile).is_none() {
        return Err(Error::invalid(Field::TokenProfile, Problem::Unknown));
    }
    if fellowship.other_names.len() > 20 || fellowship.programme.count > 1_000 {
        return Err(Error::invalid(Field::Fellowship, Problem::OutOfRange));
    }
    let abbreviation = match fellowship.abbreviation.trim() {
        "" => name.clone(),
        short => service::checked_name(short, Field::Name)?,
    };
    let other_names = fellowship.other_names.iter().map(|other| service::checked_name(other, Field::Name));
    let other_names = other_names.collect::<Result<_>>()?;
    let saved = Fellowship { id, name, abbreviation, other_names, ..fellowship.clone() };
    put(w, FELLOWSHIP, &saved.id, &saved, now)?;
    Ok(saved)
}

pub(crate) fn save_profile(w: &mut Write, profile: &TokenProfile, now: &Now) -> Result<TokenProfile> {
    let known = load(&w.as_read())?.profiles.iter().any(|known| known.id == profile.id);
    let id = id_for(&profile.id, known, EntityKind::TokenProfile, now)?;
    let name = service::checked_name(profile.name.as_deref().unwrap_or_default(), Field::Name)?;
    if profile.tokens.len() > MOST_TOKENS {
        return Err(Error::invalid(Field::TokenProfile, Problem::TooLong));
    }
    profile.tokens.iter().try_for_each(check_token)?;
    let mut seen = std::collections::BTreeSet::new();
    if !profile.tokens.iter().filter(|token| !token.on_request).all(|token| seen.insert(token.milestone)) {
        return Err(Error::invalid(Field::TokenProfile, Problem::Conflict));
    }
    settle_those_that_name(w, &id, now)?;
    let saved = TokenProfile { id, name: Some(name), tokens: profile.tokens.clone() };
    put(w, TOKENS, &saved.id, &saved, now)?;
    Ok(saved)
}

/// What was reached by a profile goes into the ledger before the profile changes.
fn settle_those_that_name(w: &mut Write, profile: &str, now: &Now) -> Result<()> {
    // Those that are deleted too: for 30 days they can come back, whole.
    let trackers = [store::trackers(&w.as_read())?, store::deleted(&w.as_read())?].concat();
    for tracker in trackers {
        if tracker.details.profile.as_deref() == Some(profile) {
            awards::settle(w, &tracker, now)?;
        }
    }
    Ok(())
}

fn check_token(token: &Token) -> Result<()> {
    use crate::catalogue::MilestoneUnit::{Day, Hour, Month, Year};
    let most = match token.milestone.unit {
        Hour => LONGEST * 24,
        Day => LONGEST,
        Month => LONGEST / 30,
        Year => LONGEST / 365,
    };
    let reachable = token.on_request || token.milestone.count > 0;
    let colour_is_key = |colour: &String| {
        !colour.is_empty() && colour.len() <= 40 && colour.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    if !reachable || token.milestone.count > most {
        return Err(Error::invalid(Field::TokenProfile, Problem::OutOfRange));
    }
    if !token.colour.as_ref().is_none_or(colour_is_key) {
        return Err(Error::invalid(Field::TokenProfile, Problem::Malformed));
    }
    Ok(())
}

/// A new id for an empty one; a preset of the catalogue is never overwritten: save a copy with an empty id.
fn id_for(id: &str, known: bool, kind: EntityKind, now: &Now) -> Result<String> {
    match id {
        "" => Ok(format!("{PREFIX}{}", new_id(now.at))),
        id if known => Ok(id.to_owned()),
        _ => Err(Error::not_found(kind)),
    }
}

fn put<T: Serialize>(w: &mut Write, kind: &str, id: &str, body: &T, now: &Now) -> Result<()> {
    w.touch(Area::Sobriety);
    let body = serde_json::to_string(body).map_err(|_| Error::Internal("an own entry that cannot be written"))?;
    let sql = "INSERT INTO own_entry (id, kind, body, changed_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (id) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at";
    w.conn().prepare_cached(sql)?.execute(params![id, kind, body, now.at.timestamp_millis()])?;
    Ok(())
}

/// Takes one of the person's own out of the lists. Trackers that name it keep their days and awards.
pub(crate) fn remove(w: &mut Write, id: &str, kind: EntityKind, now: &Now) -> Result<()> {
    w.touch(Area::Sobriety);
    if kind == EntityKind::TokenProfile {
        settle_those_that_name(w, id, now)?;
    }
    let named = if kind == EntityKind::Fellowship { FELLOWSHIP } else { TOKENS };
    let sql = "UPDATE own_entry SET removed_at = ?3 WHERE id = ?1 AND kind = ?2 AND removed_at IS NULL";
    match w.conn().prepare_cached(sql)?.execute(params![id, named, now.at.timestamp_millis()])? {
        0 => Err(Error::not_found(kind)),
        _ => Ok(()),
    }
}
