//! A process that writes is killed at random moments. What it had acknowledged is there, and an import is old or new, never half.
//!
//! `HANDRAIL_KILLS=300` kills more often than the usual ten times.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use handrail_core::api::{Directory, Journal};
use handrail_core::meetings::{FeedOptions, GeoPoint, MeetingQuery};
use handrail_core::time::Moment;
use handrail_tests::made_up::{Dice, MadeUp, feed, meetings};
use rusqlite::Connection;
use tempfile::TempDir;

/// Kills in one folder before a new one is begun: the files grow with every life of the writer.
const LIVES: usize = 10;
const KEY: [u8; 32] = [7; 32];

/// What every life so far has had acknowledged.
#[derive(Default)]
struct Promised {
    trackers: BTreeSet<String>,
    import: Option<String>,
    imports: usize,
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Two feeds that share some meetings, change some and have some of their own; each can be told by its names.
fn feeds() -> [Vec<MadeUp>; 2] {
    let mut one = meetings(300, 21);
    one.retain(|meeting| !meeting.days.is_empty());
    let mut two: Vec<MadeUp> = one.iter().skip(60).cloned().collect();
    for (number, meeting) in one.iter_mut().enumerate() {
        meeting.name = format!("one {number}");
    }
    for (number, meeting) in two.iter_mut().enumerate() {
        meeting.name = format!("two {number}");
        meeting.minute = (meeting.minute + 15) % 1440;
    }
    [one, two]
}

fn folder(feeds: &[Vec<MadeUp>; 2]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("key"), KEY).unwrap();
    for (name, meetings) in ["one", "two"].into_iter().zip(feeds) {
        std::fs::write(folder.path().join(format!("{name}.json")), feed(meetings)).unwrap();
    }
    folder
}

/// Starts the writer, kills it after `life`, and reads what it had acknowledged by then. Its first life in a folder begins to
/// count with the first import: on a busy machine it may never come to one, and prove nothing.
fn live_and_die(folder: &Path, life: Duration, promised: &mut Promised) {
    let mut writer =
        Command::new(env!("CARGO_BIN_EXE_writer")).arg(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let pipe = writer.stdout.take().unwrap();
    // Read all along: a full pipe would hold the writer back.
    let (tell, heard) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        BufReader::new(pipe).lines().map_while(Result::ok).try_for_each(|line| tell.send(line)).unwrap();
    });
    let mut lines = Vec::new();
    while promised.import.is_none() && !lines.last().is_some_and(|line: &String| line.starts_with("import")) {
        lines.push(heard.recv_timeout(Duration::from_secs(60)).unwrap());
    }
    std::thread::sleep(life);
    // On Unix this is SIGKILL: nothing in the process gets to tidy up.
    writer.kill().unwrap();
    writer.wait().unwrap();
    reader.join().unwrap();
    for line in lines.into_iter().chain(heard) {
        match line.split_once(' ') {
            Some(("tracker", id)) if id.len() == 36 => assert!(promised.trackers.insert(id.to_owned())),
            Some(("import", name)) => {
                promised.import = Some(name.to_owned());
                promised.imports += 1;
            }
            other => panic!("the writer said {other:?}"),
        }
    }
}

fn check(folder: &Path, whole: &[Vec<String>], promised: &Promised) {
    let journal_path = folder.join("journal.db");
    if journal_path.exists() || !promised.trackers.is_empty() {
        let journal = Journal::open(text(&journal_path), KEY.to_vec()).unwrap();
        let kept: BTreeSet<String> = journal.trackers().unwrap().into_iter().map(|tracker| tracker.id).collect();
        let lost: Vec<_> = promised.trackers.difference(&kept).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    let file = folder.join("directory.db");
    let directory = Directory::open(text(&file)).unwrap();
    assert_eq!(directory.rebuilt_from().unwrap(), None);
    let found = seen(&directory);
    assert!(whole.contains(&found), "half an import: {} answers", found.len());
    in_step(&file);
}

/// What a person sees of the directory, in answers that come from different tables: lists, words, places, counts, regions.
fn seen(directory: &Directory) -> Vec<String> {
    let now = Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "America/Los_Angeles".into() };
    let near = Some(GeoPoint { latitude: 37.33, longitude: -121.89 });
    let everything = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
    let mut answers = Vec::new();
    for query in [
        everything.clone(),
        MeetingQuery { words: Some("hall".into()), ..everything.clone() },
        MeetingQuery { words: Some("ring twice".into()), types: vec!["O".into()], ..everything.clone() },
        MeetingQuery { near, within_km: Some(100.0), include_online: true, ..everything.clone() },
    ] {
        let mut query = query;
        loop {
            let page = directory.meetings_near(query.clone(), now.clone()).unwrap();
            answers.extend(page.meetings.iter().map(|row| {
                format!("{} {:?} {:?} {:?} {:?} {:?}", row.name, row.next, row.types, row.place, row.venue, row.distance_m)
            }));
            query.cursor = page.next_page;
            if query.cursor.is_none() {
                answers.push(format!("{} in all", page.total));
                break;
            }
        }
        query.cursor = None;
        answers.push(format!("{:?}", directory.meeting_facets(query, now.clone()).unwrap()));
    }
    answers
}

/// What was imported whole is seen as this.
fn wholes(folder: &Path, feeds: &[Vec<MadeUp>; 2]) -> Vec<Vec<String>> {
    let mut wholes = Vec::new();
    for (name, feed) in ["one", "two"].into_iter().zip(feeds) {
        let work = tempfile::tempdir().unwrap();
        let directory = Directory::open(text(&work.path().join("directory.db"))).unwrap();
        let now = Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "America/Los_Angeles".into() };
        let file = text(&folder.join(format!("{name}.json")));
        directory.import_feed(file, FeedOptions::new("made up"), now, None).unwrap();
        let whole = seen(&directory);
        assert!(whole.iter().filter(|answer| answer.starts_with(name)).count() >= feed.len());
        wholes.push(whole);
    }
    wholes
}

/// Every table says the same about which meetings there are.
fn in_step(file: &Path) {
    let connection = Connection::open(file).unwrap();
    let answer: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(answer, "ok");
    for sql in [
        "SELECT count(*) FROM slot
         WHERE id >> 10 NOT IN (SELECT id FROM meeting WHERE gone_at = 0 AND venue <> 'inactive')",
        "SELECT count(*) FROM meeting
         WHERE gone_at = 0 AND venue <> 'inactive' AND id NOT IN (SELECT id >> 10 FROM slot)",
        "SELECT count(*) FROM meeting_region WHERE meeting NOT IN (SELECT id >> 10 FROM slot)",
        "SELECT (SELECT total(live) FROM facet) - (SELECT count(DISTINCT id >> 10) FROM slot WHERE packed >> 37 & 16383 >= 2)",
        "SELECT (SELECT total(live) FROM source) - (SELECT count(*) FROM meeting WHERE gone_at = 0)",
    ] {
        let off: f64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(off.abs() < 0.5, "{off}: {sql}");
    }
}

#[test]
fn a_killed_writer_loses_nothing_it_promised() {
    let kills: usize = std::env::var("HANDRAIL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    println!("seed {seed}");
    let mut dice = Dice::new(u64::try_from(seed % u128::from(u64::MAX)).unwrap());
    let feeds = feeds();
    let (mut left, mut trackers, mut imports) = (kills, 0, 0);
    let begun = Instant::now();
    while left > 0 {
        let folder = folder(&feeds);
        let whole = wholes(folder.path(), &feeds);
        let mut promised = Promised::default();
        for _ in 0..left.min(LIVES) {
            live_and_die(folder.path(), Duration::from_millis(20 + dice.below(500)), &mut promised);
            check(folder.path(), &whole, &promised);
        }
        left -= left.min(LIVES);
        trackers += promised.trackers.len();
        imports += promised.imports;
    }
    println!("{kills} kills in {:?}: {trackers} trackers and {imports} imports acknowledged, none lost", begun.elapsed());
    // Killed before it did anything, the writer would prove nothing.
    assert!(trackers > kills && imports > 0, "{trackers} trackers, {imports} imports");
}
