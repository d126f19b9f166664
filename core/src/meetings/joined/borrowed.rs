//! The listing that stands for others is found by what they tell, and shows it.

use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::meetings::found_by::FoundBy;
use crate::meetings::listing::Listing;
use crate::storage::{Read, Write};

/// Puts a listing where it is found by its own words and types and by those of its followers; without followers by its own alone.
/// Written only where that differs from what is there.
pub(super) fn settle(w: &Write, listing: &mut Listing, leader: i64, followers: &[i64]) -> Result<()> {
    let sql = "SELECT what FROM borrowed WHERE leader = ?1";
    let before: Option<Vec<u8>> = w.conn().prepare_cached(sql)?.query_row([leader], |row| row.get(0)).optional()?;
    if followers.is_empty() && before.is_none() {
        return Ok(());
    }
    let Some(own) = FoundBy::read(&w.as_read(), leader)? else { return Ok(()) };
    let all = with(&w.as_read(), own.clone(), followers)?;
    let now = (own != all).then(|| all.hash().as_bytes().to_vec());
    if before == now {
        return Ok(());
    }
    listing.find_by(w, leader, &all)?;
    match now {
        Some(what) => {
            let sql = "INSERT INTO borrowed (leader, what) VALUES (?1, ?2)
                       ON CONFLICT (leader) DO UPDATE SET what = excluded.what";
            w.conn().prepare_cached(sql)?.execute(params![leader, what])?;
        }
        None => {
            w.conn().prepare_cached("DELETE FROM borrowed WHERE leader = ?1")?.execute([leader])?;
        }
    }
    Ok(())
}

/// What a listing is found by together with others.
fn with(r: &Read, mut all: FoundBy, followers: &[i64]) -> Result<FoundBy> {
    for follower in followers {
        if let Some(other) = FoundBy::read(r, *follower)? {
            all.borrow(&other);
        }
    }
    Ok(all)
}

/// What a leader is found by with these followers alone, for a person who keeps the others apart; `None`: there is no such listing.
pub(in super::super) fn found_with(r: &Read, leader: i64, followers: &[i64]) -> Result<Option<FoundBy>> {
    FoundBy::read(r, leader)?.map(|own| with(r, own, followers)).transpose()
}
