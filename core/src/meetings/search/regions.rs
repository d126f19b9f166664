//! The tree of regions.

use rusqlite::{OptionalExtension, params};

use super::super::listing::ROOT;
use super::RegionCount;
use crate::error::Result;
use crate::storage::Read;

const BELOW: &str = "WITH RECURSIVE below (id) AS (
        SELECT ?1 UNION ALL SELECT region.id FROM region JOIN below ON region.parent = below.id)";

/// The region at the end of a path; `None` where there is none. Capitals do not matter.
fn find(r: &Read, path: &[String]) -> Result<Option<i64>> {
    let mut found = ROOT;
    for name in path {
        let sql = "SELECT id FROM region WHERE parent = ?1 AND name = ?2 COLLATE NOCASE LIMIT 1";
        let next = r.conn().prepare_cached(sql)?.query_row(params![found, name.trim()], |row| row.get(0)).optional()?;
        let Some(next) = next else { return Ok(None) };
        found = next;
    }
    Ok(Some(found))
}

/// The meetings of a region and of those below it, ascending; those too for which another listing stands.
pub(super) fn meetings(r: &Read, path: &[String]) -> Result<Vec<i64>> {
    let Some(region) = find(r, path)? else { return Ok(Vec::new()) };
    let sql = format!("{BELOW} SELECT meeting FROM meeting_region JOIN below ON region = below.id ORDER BY meeting");
    let mut statement = r.conn().prepare_cached(&sql)?;
    let rows = statement.query_map([region], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The regions right below one, with their meetings, in the order of their names; those that hold none are left out.
pub(crate) fn below(r: &Read, path: &[String]) -> Result<Vec<RegionCount>> {
    let Some(region) = find(r, path)? else { return Ok(Vec::new()) };
    let mut children = r.conn().prepare_cached("SELECT id, name FROM region WHERE parent = ?1 ORDER BY name")?;
    let children: Vec<(i64, String)> =
        children.query_map([region], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let sql = format!("{BELOW} SELECT count(*) FROM meeting_region JOIN below ON region = below.id WHERE joined = 0");
    let mut count = r.conn().prepare_cached(&sql)?;
    let mut told = Vec::with_capacity(children.len());
    for (id, name) in children {
        let meetings = count.query_row([id], |row| row.get(0))?;
        if meetings > 0 {
            told.push(RegionCount { name, meetings });
        }
    }
    Ok(told)
}
