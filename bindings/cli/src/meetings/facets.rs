//! What the choices of a list would leave, and the tree of regions.

use std::fmt::Write as _;

use handrail_core::meetings::{AttributeCount, FacetCount, MeetingFacets, Narrowing};
use serde::Serialize;

use crate::failure::Failure;
use crate::files::Files;
use crate::output::{Column, Reply, Style, Table};
use crate::words;

/// More rows of one kind than this are no help on a screen; the JSON has all.
const SHOWN: usize = 12;

#[derive(Serialize)]
struct FacetsDocument<'a> {
    total: u32,
    fellowships: Vec<CountDocument<'a>>,
    types: Vec<CountDocument<'a>>,
    attributes: Vec<AttributeDocument>,
    venues: Vec<CountDocument<'a>>,
    languages: Vec<CountDocument<'a>>,
    left_out: Vec<LeftOutDocument>,
}

#[derive(Serialize)]
struct CountDocument<'a> {
    key: &'a str,
    count: u32,
}

#[derive(Serialize)]
struct AttributeDocument {
    key: String,
    count: u32,
}

#[derive(Serialize)]
struct LeftOutDocument {
    by: String,
    more: u32,
}

pub fn facets(facets: &MeetingFacets, style: Style) -> Result<Reply, Failure> {
    let document = FacetsDocument {
        total: facets.total,
        fellowships: counts(&facets.fellowships),
        types: counts(&facets.types),
        attributes: facets
            .attributes
            .iter()
            .map(|told| AttributeDocument { key: told.attribute.key(), count: told.count })
            .collect(),
        venues: counts(&facets.venues),
        languages: counts(&facets.languages),
        left_out: facets.left_out.iter().map(|left| LeftOutDocument { by: words::snake(left.by), more: left.more }).collect(),
    };
    let mut out = format!("{}\n", style.strong(&words::count(facets.total, "meeting")));
    let named = |told: &AttributeCount| FacetCount { key: words::attribute(told.attribute).to_owned(), count: told.count };
    let attributes: Vec<FacetCount> = facets.attributes.iter().map(named).collect();
    for (title, counts) in [
        ("Fellowships", &facets.fellowships),
        ("With", &attributes),
        ("Types", &facets.types),
        ("How to take part", &facets.venues),
        ("Languages", &facets.languages),
    ] {
        if counts.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n  {}", style.accent(title));
        let mut table = Table::new(&[Column::Right, Column::Left]);
        for count in counts.iter().take(SHOWN) {
            let key = if count.key.is_empty() { "none named" } else { &count.key };
            table.row([words::thousands(count.count), key.replace('_', " ")]);
        }
        out.push_str(&table.lines().join("\n"));
        out.push('\n');
        if counts.len() > SHOWN {
            let _ = writeln!(out, "  {}", style.quiet(&format!("and {} more; --json has them", counts.len() - SHOWN)));
        }
    }
    for left in &facets.left_out {
        let _ = write!(out, "\n{} more {}", words::thousands(left.more), without(left.by));
    }
    Reply::new(&document, out.trim_end().to_owned())
}

fn counts(counts: &[FacetCount]) -> Vec<CountDocument<'_>> {
    counts.iter().map(|count| CountDocument { key: &count.key, count: count.count }).collect()
}

fn without(by: Narrowing) -> &'static str {
    match by {
        Narrowing::Online => "with online ones (--online)",
        Narrowing::Distance => "in a circle twice as wide (--within)",
        Narrowing::Time => "at any time (without --hours, --day, --from, --until)",
        Narrowing::Reachable => "that you cannot reach in time (without --reachable)",
        Narrowing::Types => "of other types",
        Narrowing::Attributes => "without asking for more (without --with)",
        Narrowing::Fellowships => "of other fellowships",
        Narrowing::Venues => "that take place in another way (without --venue)",
        Narrowing::Languages => "in other languages, or that name none",
        Narrowing::Words => "without these words",
        Narrowing::Hidden => "that you hide",
    }
}

#[derive(Serialize)]
struct RegionsDocument {
    regions: Vec<RegionDocument>,
}

#[derive(Serialize)]
struct RegionDocument {
    name: String,
    meetings: u32,
}

pub fn regions(path: Option<String>, files: &Files) -> Result<Reply, Failure> {
    let path: Vec<String> = path.iter().flat_map(|path| path.split('>')).map(|name| name.trim().to_owned()).collect();
    let found = match files.directory_if_any()? {
        Some(directory) => directory.regions(path)?,
        None => Vec::new(),
    };
    let mut table = Table::new(&[Column::Right, Column::Left]);
    for region in &found {
        table.row([words::thousands(region.meetings), region.name.clone()]);
    }
    let text = if found.is_empty() { "No regions here.".to_owned() } else { table.lines().join("\n") };
    let regions = found.into_iter().map(|region| RegionDocument { name: region.name, meetings: region.meetings }).collect();
    Reply::new(&RegionsDocument { regions }, text)
}
