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
use handrail_core::meetings::MeetingQuery;
use handrail_core::time::Moment;
use handrail_tests::made_up::{Dice, MadeUp, feed, meetings};
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

fn check(folder: &Path, feeds: &[Vec<MadeUp>; 2], promised: &Promised) {
    let journal_path = folder.join("journal.db");
    if journal_path.exists() || !promised.trackers.is_empty() {
        let journal = Journal::open(text(&journal_path), KEY.to_vec()).unwrap();
        let kept: BTreeSet<String> = journal.trackers().unwrap().into_iter().map(|tracker| tracker.id).collect();
        let lost: Vec<_> = promised.trackers.difference(&kept).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    let directory = Directory::open(text(&folder.join("directory.db"))).unwrap();
    assert_eq!(directory.rebuilt_from().unwrap(), None);
    let now = Moment { at: "2026-01-14T02:10:00Z".parse().unwrap(), zone: "America/Los_Angeles".into() };
    let mut found = BTreeSet::new();
    let mut query = MeetingQuery { limit: Some(500), ..MeetingQuery::default() };
    loop {
        let page = directory.meetings_near(query.clone(), now.clone()).unwrap();
        let names: Vec<String> = page.meetings.into_iter().map(|meeting| meeting.name).collect();
        found.extend(names);
        query.cursor = page.next_page;
        if query.cursor.is_none() {
            assert_eq!(page.total as usize, found.len());
            break;
        }
    }
    let whole = |feed: &Vec<MadeUp>| feed.iter().map(|meeting| meeting.name.clone()).collect::<BTreeSet<_>>() == found;
    let [one, two] = feeds;
    assert!(whole(one) || whole(two), "half an import: {} meetings", found.len());
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
        let mut promised = Promised::default();
        for _ in 0..left.min(LIVES) {
            live_and_die(folder.path(), Duration::from_millis(20 + dice.below(500)), &mut promised);
            check(folder.path(), &feeds, &promised);
        }
        left -= left.min(LIVES);
        trackers += promised.trackers.len();
        imports += promised.imports;
    }
    println!("{kills} kills in {:?}: {trackers} trackers and {imports} imports acknowledged, none lost", begun.elapsed());
    // Killed before it did anything, the writer would prove nothing.
    assert!(trackers > kills && imports > 0, "{trackers} trackers, {imports} imports");
}
