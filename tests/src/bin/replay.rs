//! `replay DIR [--fellowship ID] [--zone ZONE]`: imports the snapshots of one feed that lie in a folder, in the order of their names,
//! with every tenth meeting of the first as a favourite, and tells what became of them step by step: kept, known again under
//! another key, added, changed, gone, back. At the end a sample of those known again, side by side, to be read by eye. Nothing of the
//! feeds is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use handrail_core::api::{Directory, Journal};
use handrail_core::meetings::{FavouriteDetails, FeedOptions};
use handrail_core::time::Moment;
use rusqlite::{Connection, OpenFlags};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Pairs that are shown.
const SAMPLE: usize = 50;
/// Every so many meetings of the first snapshot are favourites.
const FAVOURITE: usize = 10;

/// A meeting as the directory's file has it.
#[derive(Clone, PartialEq)]
struct Kept {
    key: String,
    name: String,
    schedule: String,
    place: String,
    address: String,
    content: Vec<u8>,
    gone: bool,
}

fn main() -> Outcome {
    let (folder, options) = arguments()?;
    let work = tempfile::tempdir()?;
    let file = work.path().join("directory.db");
    let directory = Directory::open(text(&file))?;
    let journal = Journal::open(text(&work.path().join("journal.db")), vec![7; 32])?;
    directory.use_journal(Some(journal))?;
    let (mut before, mut favourites, mut pairs) = (BTreeMap::new(), 0, Vec::new());
    println!(
        "{:34} {:>6} {:>6} {:>7} {:>6} {:>7} {:>5} {:>5}   favourites",
        "snapshot", "rows", "kept", "rekeyed", "added", "changed", "gone", "back"
    );
    for (step, snapshot) in snapshots(&folder)?.iter().enumerate() {
        let now = moment(step)?;
        let report = directory.import_feed(text(snapshot), options.clone(), now.clone(), None)?;
        let after = kept(&file)?;
        let count = |what: &dyn Fn(&Kept, &Kept) -> bool| {
            after.iter().filter(|(uid, meeting)| before.get(*uid).is_some_and(|old| what(old, meeting))).count()
        };
        let stays = |old: &Kept, new: &Kept| !old.gone && !new.gone;
        let rekeyed = count(&|old, new| old.key != new.key);
        println!(
            "{:34} {:>6} {:>6} {:>7} {:>6} {:>7} {:>5} {:>5}   {}",
            snapshot.file_stem().unwrap_or_default().to_string_lossy(),
            report.rows,
            count(&stays),
            rekeyed,
            report.added,
            count(&|old, new| stays(old, new) && old.content != new.content),
            count(&|old, new| !old.gone && new.gone),
            count(&|old, new| old.gone && !new.gone),
            if step == 0 { String::new() } else { told(&directory, &now)? },
        );
        if step == 0 {
            let mut in_order: Vec<(&String, &Kept)> = after.iter().collect();
            in_order.sort_by_key(|(_, meeting)| &meeting.key);
            for (uid, _) in in_order.into_iter().step_by(FAVOURITE) {
                directory.add_favourite(uid.clone(), FavouriteDetails::default(), now.clone())?;
                favourites += 1;
            }
        }
        for (uid, new) in &after {
            if let Some(old) = before.get(uid).filter(|old: &&Kept| old.key != new.key || strangers(&old.name, &new.name)) {
                pairs.push((old.clone(), new.clone()));
            }
        }
        before = after;
    }
    println!("\n{favourites} favourites, every {FAVOURITE}th meeting of the first snapshot\n");
    show(&pairs);
    Ok(())
}

fn arguments() -> Outcome<(PathBuf, FeedOptions)> {
    let mut options = FeedOptions { accept_shrink: true, ..FeedOptions::new("replay") };
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--fellowship" => options.fellowship = arguments.next(),
            "--zone" => options.zone = arguments.next(),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    Ok((folder.ok_or("a folder with snapshots is needed")?, options))
}

fn snapshots(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A month for each step: clocks of the years that old snapshots come from are taken for wrong ones.
fn moment(step: usize) -> Outcome<Moment> {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("no date")?;
    let day = first + chrono::Months::new(u32::try_from(step)?);
    Ok(Moment { at: format!("{day}T12:00:00Z").parse()?, zone: "UTC".into() })
}

fn kept(file: &Path) -> Outcome<BTreeMap<String, Kept>> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sql = "SELECT uid, native_key, name, schedule, place, address, content_hash, gone_at FROM meeting";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let meeting = Kept {
            key: row.get(1)?,
            name: row.get(2)?,
            schedule: row.get(3)?,
            place: row.get(4)?,
            address: row.get(5)?,
            content: row.get(6)?,
            gone: row.get::<_, i64>(7)? != 0,
        };
        Ok((row.get(0)?, meeting))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the person would hear of their favourites.
fn told(directory: &Directory, now: &Moment) -> Outcome<String> {
    let favourites = directory.favourites(now.clone())?;
    let count = |what: &dyn Fn(&&handrail_core::meetings::Favourite) -> bool| favourites.iter().filter(what).count();
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    favourites.iter().flat_map(|one| &one.changes).for_each(|change| *kinds.entry(change).or_default() += 1);
    Ok(format!(
        "{} there, {} of them with a notice; {} gone, {} of them with a notice, {} with a successor; {kinds:?}",
        count(&|one| !one.gone),
        count(&|one| !one.gone && !one.changes.is_empty()),
        count(&|one| one.gone),
        count(&|one| one.gone && !one.changes.is_empty()),
        count(&|one| one.gone && one.successor.is_some()),
    ))
}

/// No word of one name is in the other, and neither is written in the letters of the other, as `J a M` is in `JAM`.
fn strangers(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let lower = name.to_lowercase();
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_owned).collect()
    };
    let letters = |name: &str| name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let (plain, other_plain) = (letters(one), letters(other));
    words(one).is_disjoint(&words(other)) && !plain.contains(&other_plain) && !other_plain.contains(&plain)
}

/// Those whose names share no word first: there a false join would be.
fn show(pairs: &[(Kept, Kept)]) {
    let (first, rest): (Vec<_>, Vec<_>) = pairs.iter().partition(|(old, new)| strangers(&old.name, &new.name));
    let room = SAMPLE.saturating_sub(first.len());
    let step = rest.len().div_ceil(room.max(1)).max(1);
    println!("{} known again under another key or another name; {} of them share no word", pairs.len(), first.len());
    for (old, new) in first.iter().take(SAMPLE).chain(rest.iter().step_by(step).take(room)) {
        println!("- {}\n  {}", line(old), line(new));
    }
}

fn line(meeting: &Kept) -> String {
    let when = meeting.schedule.replace(['{', '}', '"'], "");
    format!("{} | {} | {when} | {} | {}", meeting.key, meeting.name, meeting.place, meeting.address)
}
